//! What a page may ask.

use serde::Deserialize;

use crate::compose::{NoteForm, PassageForm, Selection};

/// What it needs to know of itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedPage {
    /// Its path.
    pub(super) page: String,
    /// The ids that its elements have.
    pub(super) ids: Vec<String>,
}

/// What could be added on a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedSuggestions {
    pub(super) article: String,
}

/// The block quote of selected words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedQuote {
    pub(super) article: String,
    pub(super) parts: Vec<Selection>,
}

/// What is to become of a file, and what it held when the author looked at it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedNote {
    pub(super) article: String,
    pub(super) form: NoteForm,
    pub(super) passage: Option<PassageForm>,
    pub(super) file: String,
    pub(super) hash: String,
    /// Whether it is only to be shown.
    #[serde(default)]
    pub(super) preview: bool,
}

/// A passage for a note.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedJoin {
    pub(super) article: String,
    pub(super) note: String,
    pub(super) passage: PassageForm,
    pub(super) hash: String,
    #[serde(default)]
    pub(super) preview: bool,
}

/// A suggestion that is taken: its passages as they are, or its note, perhaps edited.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedTake {
    pub(super) article: String,
    /// The suggestion's name.
    pub(super) key: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) file: String,
    pub(super) hash: String,
    #[serde(default)]
    pub(super) preview: bool,
}
