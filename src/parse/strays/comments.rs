//! Comments that do not keep back what they hold: misspelt ones, one within another, one without its
//! end, and those of other programs.

use memchr::memchr3;

use super::searched_text::SearchedText;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::comment::{END, Opening, nearly_ends, openings};
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// What to say of a mark that may be text.
const IF_TEXT: &str = "if it is text, put it in code, between backticks";

/// What other programs begin a comment with, and what they end it with.
const OTHERS: [(&str, &str); 6] =
    [("%%", "%%"), ("{%", "%}"), ("{#-", "#}"), ("{>>", "<<}"), ("{--", "--}"), ("{{!", "}}")];

/// Every comment that is printed, or a part of it.
pub(super) fn check(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    // Openings that are told and whose end is still to come: it need not be told as well.
    let mut open = 0usize;
    for line in page.lines() {
        let text = page.slice(line);
        let mut marks: Vec<(usize, Option<Opening>)> =
            openings(text).map(|it| (it.range.start, Some(it))).collect();
        // Of a sign alone each line has few: none is searched for all of the mark.
        let ends =
            text.match_indices('>').filter_map(|(at, _)| text.slice(..=at).strip_suffix(END));
        marks.extend(ends.map(|before| (before.len(), None)));
        marks.sort_by_key(|(at, _)| *at);
        let before = told.len();
        for (at, opening) in marks {
            let at = line.start() + at;
            if page.in_code(at) || page.in_passage(at) || page.is_done(at) {
                continue;
            }
            match opening {
                Some(opening) => {
                    let diagnostic = begins(page, line, at, &opening);
                    open += usize::from(diagnostic.is_some());
                    told.extend(diagnostic);
                }
                None if page.in_comment(at) || text.slice(..at - line.start()).ends_with('\\') => {}
                None if open > 0 => open -= 1,
                None => told.extend(stray_end(page, at)),
            }
        }
        if told.len() == before {
            told.extend(of_others(page, line));
        }
    }
    told
}

fn begins(
    page: &SearchedText<'_>,
    line: Place<InSource>,
    at: usize,
    opening: &Opening,
) -> Option<Diagnostic> {
    let mark =
        page.text.slice(line.start() + opening.range.start..line.start() + opening.range.end);
    let place = page.span(Place::new(at..at + mark.len()));
    let is_its_own = page.comments.binary_search_by_key(&at, |comment| comment.start()).is_ok();
    let what = |message: String| Diagnostic::new(Code::CommentInvalid, place, message);
    match opening.exact {
        true if is_its_own => None,
        true if page.in_comment(at) => Some(
            what("a comment begins here within another, which ends at the first `-->`: what follows that is printed".to_owned())
                .help("take the inner comment out, or its marks `<!--` and `-->`"),
        ),
        false if page.in_comment(at) => None,
        true => Some(endless(page, at)),
        false => Some(
            what(format!("`{mark}` begins no comment, so that all of it is printed"))
                .help("write `<!-- … -->`, with two hyphens at each end")
                .help(IF_TEXT),
        ),
    }
}

/// What begins as a comment does, and has no end.
fn endless(page: &SearchedText<'_>, at: usize) -> Diagnostic {
    let message = "this comment does not end in its paragraph, so that it is printed as text";
    let told =
        Diagnostic::new(Code::NeverClosed, page.span(Place::new(at..at + "<!--".len())), message);
    let rest = page.text.slice(at + "<!--".len()..);
    let paragraph = rest.split("\n\n").next().unwrap_or_default();
    let end = nearly_ends(paragraph).filter(|_| !paragraph.contains(END));
    told.maybe_help(end.map(|end| format!("`{end}` ends no comment: write `-->`")))
        .help("end it with `-->`, or begin it on a line of its own")
        .help("if it is text, write `\\<!--`")
}

/// What looks like a comment's end where none began. An arrow has no `<` before it in its paragraph, or
/// has one at its other end.
fn stray_end(page: &SearchedText<'_>, at: usize) -> Option<Diagnostic> {
    let before = page.text.slice(..at);
    let before = before.slice(before.rfind("\n\n").unwrap_or_default()..);
    let opened = before.trim_end_matches('-').strip_suffix('<').unwrap_or(before);
    if !opened.contains(['<', '＜']) && !opened.contains("&lt;") {
        return None;
    }
    let message =
        "`-->` ends no comment here: what stands above it may be printed, and it is itself";
    Some(
        Diagnostic::new(Code::CommentInvalid, page.span(Place::new(at..at + END.len())), message)
            .help("begin the comment with `<!--`, and have no other comment within it")
            .help("for an arrow, write `→` or `\\-->`"),
    )
}

/// What begins a comment for another program. Of such marks some are text.
fn of_others(page: &SearchedText<'_>, line: Place<InSource>) -> Option<Diagnostic> {
    let text = page.slice(line);
    memchr3(b'%', b'{', b'[', text.as_bytes())?;
    let mark = OTHERS.iter().find_map(|(mark, end)| {
        let at = text.find(mark)?;
        // What never ends is none: "5 %% of it".
        let rest = page.text.slice(line.start() + at + mark.len()..);
        rest.contains(end).then_some((at, mark.len()))
    });
    let (at, length) = mark.or_else(|| {
        let words = text.trim_start();
        let label = ["[//]:", "[comment]:", "[_]:"].into_iter().find(|it| words.starts_with(it))?;
        let at = text.len() - words.len();
        let start = line.start() + at;
        page.paragraphs.iter().any(|it| it.contains(start)).then_some((at, label.len()))
    })?;
    let start = line.start() + at;
    let is_text = page.in_code(start)
        || page.in_comment(start)
        || page.in_passage(start)
        || page.is_done(start)
        || text.slice(..at).ends_with('\\');
    if is_text {
        return None;
    }
    let mark = text.slice(at..at + length);
    let message = format!("`{mark}` begins no comment here: if one is meant, it is printed");
    let mut told = Diagnostic::new(
        Code::CommentInvalid,
        page.span(Place::new(start..start + length)),
        message,
    )
    .help("write a comment as `<!-- … -->`")
    .help(IF_TEXT);
    told.severity = Severity::Warning;
    Some(told)
}
