//! The model: a briefing with everything typed, linked and in its place. It is made by
//! [`crate::resolve`]; what a public build must not show is taken out of it by [`crate::withhold`].

pub mod article;
mod author;
pub mod briefing;
pub mod note;
mod note_class;
pub mod pin;
pub mod record;

pub use crate::date::PartialDate;
pub use article::{Article, ArticleText, Share, TextKind, Transmission};
pub use author::Author;
pub use briefing::{ArticleId, Briefing, Mention, Misspelling, NoteId, RecordId, Slip};
pub use note::{Claim, Correction, Note, NoteKind, Passage, Position, Quote, Speaker, said_on};
pub use note_class::NoteClass;
pub use pin::{Pin, PinnedShared, Printing};
pub use record::{Capacity, EntityKind, Fact, Record, RecordKind, Reference};

use crate::parse::document::Document;
use crate::route::Place;

/// Markdown whose links lead somewhere.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The tree.
    pub document: Document,
    /// Where each of [`Document::links`] leads, by the same number.
    pub targets: Vec<Target>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To the web.
    External(String),
    /// To an article, or a block of it.
    Article(ArticleId, Option<String>),
    /// To an entity or official.
    Record(RecordId),
    /// To a note.
    Note(NoteId),
    /// To any other place of the site.
    Internal(Place),
    /// Nowhere: what it led to is left out of this build, or may not be loaded. Its text stays.
    Nowhere,
}
