//! The editor's own text outside notes: the front page, profiles of records.

use std::ops::Range;

use super::draft::draft_marks;
use super::page::Page;
use super::{Understood, tables, unclosed};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::{self, WikiLinks};
use crate::slice::Slice;
use crate::source::FileId;

/// What is not what its author meant, in the editor's text from byte `start` of a file on.
#[must_use]
pub fn in_prose(file: FileId, text: &str, start: usize) -> Vec<Diagnostic> {
    let events = markdown::events(text, start, WikiLinks::On);
    let page = Page::new(file, text, start, &events.list, &Understood::default());
    let mut told = unclosed::check(&page);
    told.extend(tables::check(&page));
    told.extend(page.lines().filter_map(|line| draft(&page, &line)));
    told
}

/// Words that make a note a draft: here they make none.
fn draft(page: &Page<'_>, line: &Range<usize>) -> Option<Diagnostic> {
    let text = page.text.slice(line.clone());
    let bytes = draft_marks(text).into_iter().find_map(|mark| {
        let begins = !text.slice(..mark.range.start).contains(char::is_alphanumeric);
        let at = line.start + mark.range.start;
        let is_meant = !mark.colon || begins;
        let is_text = !page.in_code(at) && !page.in_comment(at);
        (is_meant && is_text).then_some(at..line.start + mark.range.end)
    })?;
    let words = page.text.slice(bytes.clone());
    let message = format!("`{words}` makes no draft here: only notes can be drafts");
    Some(
        Diagnostic::new(Code::AttributesMisplaced, page.span(bytes), message)
            .help("to keep this text back, move the file out of `content/`, or write it as a note")
            .help("if it is text, put it in code, between backticks"),
    )
}
