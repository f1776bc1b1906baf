//! The editor's own text outside notes: the front page, profiles of records.

use super::searched_text::SearchedText;
use super::{Understood, braces, comments, tables, unclosed};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::{self, WikiLinks};
use crate::place::{InSource, Place};
use crate::source::FileId;

/// What is not what its author meant, in the editor's text from byte `start` of a file on.
#[must_use]
pub fn in_prose(file: FileId, text: &str, start: usize) -> Vec<Diagnostic> {
    let events = markdown::events(text, start, WikiLinks::On);
    let page = SearchedText::new(file, text, start, &events.list, &Understood::default());
    let mut told = unclosed::check(&page);
    told.extend(comments::check(&page));
    told.extend(tables::check(&page));
    told.extend(page.lines().filter_map(|line| draft(&page, line)));
    told
}

/// What makes a note a draft: here it makes none.
fn draft(page: &SearchedText<'_>, line: Place<InSource>) -> Option<Diagnostic> {
    let bytes = braces::draft(page, line)?;
    let words = page.slice(bytes);
    let message = format!("`{words}` makes no draft here: only notes can be drafts");
    Some(
        Diagnostic::new(Code::AttributesMisplaced, page.span(bytes), message)
            .help("to keep this text back, move the file out of `content/`, or write it as a note")
            .help("if it is text, put it in code, between backticks"),
    )
}
