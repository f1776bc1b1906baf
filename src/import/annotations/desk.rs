//! What notes are written against, and what is told of them.

use std::collections::BTreeMap;

use super::place::Ground;

/// What notes are written against.
pub(super) struct Desk<'a> {
    /// The articles.
    pub(super) ground: Ground<'a>,
    /// What they are called in short.
    pub(super) labels: Vec<String>,
    /// Names of entities and officials by their ids.
    pub(super) records: BTreeMap<&'a str, &'a str>,
    /// Titles of notes by their ids, those of the collection among them.
    pub(super) titles: BTreeMap<String, String>,
    /// The ids of the collection's notes, by those that they have in it.
    pub(super) ids: BTreeMap<String, String>,
    /// The ids of the notes that notes of the collection answer, by theirs.
    pub(super) answered: BTreeMap<String, String>,
    /// Where the site stands.
    pub(super) base_url: Option<&'a str>,
    /// What is told.
    pub(super) remarks: Vec<Remark>,
    /// How many annotations have no place.
    pub(super) unplaced: usize,
    /// The number that the next note of an id gets that is taken.
    pub(super) next: BTreeMap<String, usize>,
}

/// Something for the editor to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub message: String,
    /// Whether words have no place.
    pub unplaced: bool,
    /// The line of a file that it is about: a note's heading, or a comment.
    pub line: String,
}
