//! What looks like a part of a note and is read as text.
//!
//! A slip in its heading would make a draft part of the note above, and publish it. So whatever may
//! have been meant as a note's heading, its attributes or a passage, and is not read as that, is told.

mod braces;
mod comments;
mod definitions;
mod draft;
mod hashes;
mod searched_text;
mod passages;
mod prose;
mod tables;
mod unclosed;
mod understood;

use std::collections::BTreeSet;

use super::events::Spanned;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
pub use definitions::{NoteExtent, check as definitions};
pub use draft::{draft_mark, has_draft};
pub use passages::unread as unread_passage;
pub use prose::in_prose;
use searched_text::SearchedText;
pub use understood::Understood;

/// What looks like a part of a note and is none, in an annotation file whose notes begin at byte
/// `start`.
#[must_use]
pub fn in_notes(
    file: FileId,
    text: &str,
    start: usize,
    events: &[Spanned<'_>],
    understood: &Understood,
) -> Vec<Diagnostic> {
    let page = SearchedText::new(file, text, start, events, understood);
    let mut told = unclosed::check(&page);
    told.extend(comments::check(&page));
    told.extend(passages::indented(&page));
    told.extend(hashes::indented(&page));
    told.extend(braces::in_code(&page));
    told.extend(hashes::levels(&page));
    told.extend(tables::check(&page));
    // A line is told once: of two things that are wrong with one, the first makes the other.
    let mut lines: BTreeSet<usize> =
        told.iter().map(|it| page.line_at(it.span.start).start()).collect();
    for line in page.lines() {
        if lines.contains(&line.start()) {
            continue;
        }
        let found = hashes::check(&page, line)
            .or_else(|| braces::check(&page, line))
            .or_else(|| passages::attribution(&page, line));
        if let Some(diagnostic) = found {
            lines.insert(line.start());
            told.push(diagnostic);
        }
    }
    told
}
