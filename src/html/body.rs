//! How a body is written, and what it becomes.

use crate::model::NoteId;

/// How a body is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The level of its topmost headings; `None` makes them paragraphs, where a heading would
    /// break the page's order.
    pub headings: Option<u8>,
    /// Stands before every id, so that bodies can share a page.
    pub prefix: &'a str,
    /// Whether blocks carry their ids.
    pub block_ids: bool,
    /// Whether they carry a link to themselves, too: an empty element that the style sheet draws.
    pub permalinks: bool,
    /// Stands before a note's id in the links from its passages.
    pub note_prefix: &'a str,
}

/// A top-level node of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment {
    /// Its HTML.
    pub html: String,
    /// The notes whose first passage in the article lies in it, with their numbers.
    pub notes: Vec<(usize, NoteId)>,
    /// About how many lines it takes in the reading column.
    pub lines: usize,
}
