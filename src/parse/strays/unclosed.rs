//! Code that never ends, and swallows the notes that follow.

use super::draft::draft_mark;
use super::searched_text::{CodeKind, SearchedText};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::odd;
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::Span;

/// Every piece of code without its end.
pub(super) fn check(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let fenced = page.code.iter().filter(|code| code.kind == CodeKind::Fenced);
    // Where one end is missing, the beginnings and ends of all code below it have changed places.
    let swallows = fenced.clone().any(|code| page.slice(code.bytes).lines().any(looks_like_a_note));
    fenced.filter_map(|code| fence(page, code.bytes, swallows)).collect()
}

/// The mark of a fence that a line begins with, and what follows it.
fn mark(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let mark = line.slice(..line.len() - rest.len());
    (mark.len() >= 3).then_some((mark, rest.trim()))
}

fn fence(page: &SearchedText<'_>, code: Place<InSource>, swallows: bool) -> Option<Diagnostic> {
    let bytes = page.trimmed(code);
    let text = page.slice(bytes);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (open, _) = mark(first)?;
    let mut at = bytes.start() + first.len();
    let column = bytes.start() - page.line_at(bytes.start()).start();
    let mut again = None;
    let mut closed = false;
    for line in lines {
        let found = mark(line).filter(|(mark, _)| mark.starts_with(open));
        let is_last = at + line.len() == bytes.end();
        // Four spaces more make it code.
        let indent = line.find(open).unwrap_or(0);
        let is_end = found.is_some_and(|(_, rest)| rest.is_empty()) && indent < column + 4;
        closed = is_last && is_end;
        // What would end the code or begin other code, and does not.
        let is_fence = found.is_some_and(|(_, rest)| !rest.contains('`'));
        if is_fence && !closed && again.is_none() {
            again = Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    let place = page.span(bytes.part(0..first.trim_end().len()));
    let sign = if open.starts_with('~') { "tildes" } else { "backticks" };
    let help = format!("end the code with a line of {} {sign}", open.len());
    if let Some(again) = again {
        let message = "the code that begins here has no end before the next code begins";
        return Some(
            never_closed(place, message, swallows)
                .help(help)
                .help("if such a line is part of the code, begin and end the code with more marks")
                .related(page.span(Place::new(again)), "here the next code begins"),
        );
    }
    (!closed).then(|| {
        let message = "the code that begins here never ends, and all that follows is part of it";
        never_closed(place, message, swallows).help(help)
    })
}

/// Whether a line may have been meant to begin a note, or to make one a draft.
fn looks_like_a_note(line: &str) -> bool {
    line.trim_start_matches(odd::is_blank).starts_with("##") || draft_mark(line).is_some()
}

/// What does not end, and is an error where it swallows what may be a note.
fn never_closed(place: Span, message: &str, swallows: bool) -> Diagnostic {
    let mut told = Diagnostic::new(Code::NeverClosed, place, message);
    if !swallows {
        told.severity = Severity::Warning;
    }
    told
}
