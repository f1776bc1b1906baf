//! The model: a briefing with everything typed, linked and in its place. It is made by
//! [`crate::resolve`]; what a public build must not show is taken out of it by [`crate::withhold`].

pub mod article;
mod author;
pub mod briefing;
mod csl_item;
mod ids;
pub mod note;
mod note_class;
pub mod page;
pub mod pin;
mod prose;
pub mod record;
mod tag;

pub use crate::date::PartialDate;
pub use article::{Article, ArticleText, Share, TextKind, Transmission, within};
pub use author::{Author, Named, by_line, named};
pub use briefing::{Briefing, Corrections, Mention, Misspelling, Slip};
pub use ids::{ArticleId, NoteId, PageId, RecordId, TagId};
pub use note::{
    Claim, Correction, Finding, Note, NoteKind, Passage, Position, Quote, Speaker, said_on,
};
pub use note_class::NoteClass;
pub use page::{Chrome, FrontPage, NavItem, Page, SiteList};
pub use pin::{Pin, PinnedPrinting, PinnedShared};
pub use prose::{Prose, Target};
pub use record::{Capacity, EntityKind, Fact, Record, RecordKind, Reference};
pub use tag::Tag;
