//! What could not be resolved, as values: the room after this one tells their authors why, and what
//! to write instead.

use super::anchor::Failure;
use crate::diagnostic::Diagnostic;
use crate::model::ArticleId;
use crate::parse::note::QuotedPart;
use crate::source::Span;

/// What could not be resolved.
#[derive(Debug, Default)]
pub struct Failures {
    /// Passages without a place.
    pub passages: Vec<FailedPassage>,
    /// Words of which it is not said in which article they stand.
    pub unattributed: Vec<Unattributed>,
    /// Where the drafts stand that this build leaves out.
    pub drafts: Vec<Span>,
}

/// A passage without a place.
#[derive(Debug, Clone)]
pub struct FailedPassage {
    /// The article that it should stand in.
    pub article: ArticleId,
    /// The passage in its author's file.
    pub span: Span,
    /// What it quotes.
    pub parts: Vec<QuotedPart>,
    /// What follows a dash in its last line, or a line like one: perhaps an attribution.
    pub after_dash: Option<String>,
    /// Why it has no place.
    pub failure: Failure,
}

/// Words without an article.
#[derive(Debug, Clone)]
pub struct Unattributed {
    /// Where that is told.
    pub span: Span,
    /// What is quoted.
    pub parts: Vec<QuotedPart>,
    /// What follows a dash in their last line, or a line like one: perhaps an attribution.
    pub after_dash: Option<String>,
    /// Why they have none.
    pub why: Why,
}

/// Why words have no article.
#[derive(Debug, Clone)]
pub enum Why {
    /// A passage does not say in which article it stands.
    Missing {
        /// Whether other passages of its note do.
        others_are: bool,
    },
    /// There is no article of the id that the passage gives: what is told of that.
    Unknown(Diagnostic),
    /// They are no passage, but a block quote of a note's text.
    InText,
}
