//! What a draft makes of the words that it quotes.

use super::quotations::Quotation;
use crate::collate::Label;
use crate::language::Cut;
use crate::model::{ArticleId, RecordId, Speaker};
use crate::place::{InContent, Place};

/// What a draft makes of the words that it quotes: the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A report prints them, and a quote note gives another speaker, or the report that the draft names
    /// does not have them.
    Misattributed,
    /// A report prints them, and without what they leave out they say something else.
    Cut,
    /// A report prints them, letter for letter.
    Exact,
    /// A report prints them, but for typography.
    Typographic,
    /// A report prints words like them.
    Altered,
    /// No report that is here prints them, and of some only a part is here.
    Unknown,
    /// No report prints them.
    Absent,
}

impl Verdict {
    /// Every one, in the order in which they are tried.
    pub const ALL: [Self; 7] = [
        Self::Misattributed,
        Self::Cut,
        Self::Exact,
        Self::Typographic,
        Self::Altered,
        Self::Unknown,
        Self::Absent,
    ];

    /// The word that data have.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Misattributed => "misattributed",
            Self::Cut => "cut",
            Self::Exact => "exact",
            Self::Typographic => "typographic",
            Self::Altered => "altered",
            Self::Unknown => "unknown",
            Self::Absent => "absent",
        }
    }

    /// Whether a draft with such a quotation is wrong.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::Misattributed | Self::Cut | Self::Altered | Self::Absent)
    }
}

/// Something that differs between a quotation and what a report prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedDifference {
    /// What kind of thing it is.
    pub label: Label,
    /// In the draft.
    pub quoted: String,
    /// In the report.
    pub printed: String,
}

/// Why a quotation is misattributed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrongly {
    /// The draft gives the first what the second said.
    Speaker(RecordId, Speaker),
    /// The draft names the first, and the words stand elsewhere.
    Report(ArticleId),
}

/// A quotation with its verdict.
#[derive(Debug, Clone)]
pub struct JudgedQuotation {
    /// What is quoted.
    pub quotation: Quotation,
    /// What comes of it.
    pub verdict: Verdict,
    /// The report that prints it, or words like it.
    pub article: Option<ArticleId>,
    /// Where it stands there; nothing where that is an original.
    pub places: Vec<Place<InContent>>,
    /// Whether it stands in an original, of which no page shows anything.
    pub original: bool,
    /// What stands there.
    pub printed: Option<String>,
    /// Who said it, by a quote note.
    pub speaker: Option<Speaker>,
    /// What differs.
    pub differences: Vec<QuotedDifference>,
    /// Of one that is cut, the words that it leaves out, and how.
    pub lost: Option<(Cut, String)>,
    /// Of one that is misattributed, why.
    pub wrongly: Option<Wrongly>,
}

impl JudgedQuotation {
    pub(super) fn bare(quotation: Quotation, verdict: Verdict) -> Self {
        Self {
            quotation,
            verdict,
            article: None,
            places: Vec::new(),
            original: false,
            printed: None,
            speaker: None,
            differences: Vec::new(),
            lost: None,
            wrongly: None,
        }
    }
}
