//! A passage's attribution that stands outside every passage.

use std::ops::Range;

use super::page::{CodeKind, Page};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::note::is_whole_attribution;
use crate::slice::Slice;

/// A line of a note's text that is an attribution. A list's items are none.
pub(super) fn attribution(page: &Page<'_>, line: &Range<usize>) -> Option<Diagnostic> {
    let bytes = page.trimmed(line);
    let words = page.text.slice(bytes.clone());
    let in_text =
        !page.in_code(bytes.start) && !page.in_passage(bytes.start) && !page.is_done(bytes.start);
    let is_item = words.starts_with("- ");
    if !in_text || is_item || page.in_comment(bytes.start) || !is_whole_attribution(words) {
        return None;
    }
    let message = "this line is an attribution, and stands in no passage";
    Some(
        Diagnostic::new(Code::AttributionInvalid, page.span(bytes), message)
            .help(format!(
                "make it the last line of its passage, with no empty line between: `> {words}`"
            ))
            .help("if it is part of the text, write the link within a sentence"),
    )
}

/// Passages that their indent makes code.
pub(super) fn indented(page: &Page<'_>) -> Vec<Diagnostic> {
    let is_passage = |text: &str| {
        let mut lines = text.lines().map(str::trim_start);
        let last = text.lines().last().map(|line| line.trim_start().trim_start_matches('>'));
        lines.all(|line| line.starts_with('>')) && last.is_some_and(is_whole_attribution)
    };
    let indented = page.code.iter().filter(|code| code.kind == CodeKind::Indented);
    let bytes = indented.map(|code| page.trimmed(&code.bytes));
    bytes
        .filter(|bytes| is_passage(page.text.slice(bytes.clone())))
        .map(|bytes| {
            let message = "this passage is indented, so that it is code and none";
            Diagnostic::new(Code::PassageAfterText, page.span(bytes), message)
                .help("begin its lines with `>`, without spaces before it")
        })
        .collect()
}
