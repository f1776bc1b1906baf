//! A finished text that is held against the reports, as its page shows it.

use schemars::JsonSchema;
use serde::Serialize;

/// `verify.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DraftsView {
    /// What it is called.
    pub(crate) title: String,
    /// The texts, as they were given.
    pub(crate) drafts: Vec<DraftView>,
}

/// A finished text.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DraftView {
    /// What it is called.
    pub(crate) title: String,
    /// How many quotations have which verdict.
    pub(crate) summary: String,
    /// Its blocks.
    pub(crate) rows: Vec<RowView>,
}

/// A block of the draft, and what is told of its quotations.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct RowView {
    /// Whether the draft sets it off as a quotation.
    pub(crate) quote: bool,
    /// Its words.
    pub(crate) pieces: Vec<PieceView>,
    /// Of the quotations that end in it.
    pub(crate) verdicts: Vec<VerdictView>,
}

/// A part of a block: of a quotation where it has a number.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PieceView {
    /// The words.
    pub(crate) text: String,
    /// Of the quotation.
    pub(crate) number: Option<usize>,
    /// How it is drawn.
    pub(crate) class: &'static str,
    /// Whether the quotation ends with it.
    pub(crate) ends: bool,
}

/// What is told of a quotation.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct VerdictView {
    /// Of the quotation.
    pub(crate) number: usize,
    /// The verdict in words.
    pub(crate) verdict: String,
    /// Which report was held against it.
    pub(crate) report: Option<String>,
    /// What that prints.
    pub(crate) printed: Option<String>,
    /// What else is told.
    pub(crate) lines: Vec<String>,
}
