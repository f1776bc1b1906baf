//! The editor's and the reports' text, with its links.

use super::{ArticleId, NoteId, PageId, RecordId};
use crate::memory::Settled;
use crate::parse::document::Document;
use crate::route::SitePlace;

/// Markdown whose links lead somewhere.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The tree.
    pub document: Settled<Document>,
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
    /// To a page of the briefing's own.
    Page(PageId),
    /// To any other place of the site.
    Internal(SitePlace),
    /// Nowhere: what it led to is left out of this build, or may not be loaded. Its text stays.
    Nowhere,
}
