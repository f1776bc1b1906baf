//! What an author says of a note, as a page tells it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::selection::Selection;
use crate::suggest::NewFile;

/// A new note.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoteForm {
    /// Its kind's name.
    pub kind: String,
    /// Its title, as plain text.
    pub title: String,
    /// The keys of its heading; empty values count as left out.
    pub keys: BTreeMap<String, String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// What it says, in Markdown.
    pub text: String,
}

/// Words of a report that a note is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PassageForm {
    /// The words, in one part or several with gaps between.
    pub parts: Vec<Selection>,
    /// A claim's answer.
    pub value: String,
    /// The keys of its attribution.
    pub keys: BTreeMap<String, String>,
}

/// A new note, and where it goes.
#[derive(Debug, Clone, Default)]
pub struct NewNote<'a> {
    /// What is said.
    pub form: NoteForm,
    /// The id of the report.
    pub article: String,
    /// What it is about; the whole report where that is nothing.
    pub passage: Option<PassageForm>,
    /// The annotation file, by its path from the briefing's root.
    pub file: String,
    /// Files of records that there could be: those that `by=` names are made.
    pub offered: &'a [NewFile],
}

/// A passage for a note that there is.
#[derive(Debug, Clone, Default)]
pub struct Joining {
    /// The note's id.
    pub note: String,
    /// The id of the report.
    pub article: String,
    /// The words.
    pub passage: PassageForm,
}

/// A note as it is written, with its file.
#[derive(Debug, Clone, Default)]
pub struct Pasted<'a> {
    /// The note: a heading and what follows.
    pub text: String,
    /// The report that a new file is about.
    pub article: String,
    /// The annotation file.
    pub file: String,
    /// Files of records that must be there first.
    pub needs: &'a [NewFile],
}
