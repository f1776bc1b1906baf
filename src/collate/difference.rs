//! What kind of thing a difference between two printings is.

use std::ops::Range;

/// The labels of differences, most serious first. A difference has one: the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Another figure, or one that is missing.
    Number,
    /// Another polarity or modality: "not", "could", "may", "will".
    Negation,
    /// Someone or something is named otherwise.
    Name,
    /// Other words.
    Wording,
    /// Words of the base that are not printed.
    Omission,
    /// Words that the base does not have.
    Addition,
    /// The same words in another place.
    Order,
    /// The same word, spelled otherwise.
    Spelling,
    /// Capitals.
    Case,
    /// Punctuation within the printing.
    Punctuation,
}

impl Label {
    /// Every label, most serious first.
    pub const ALL: [Self; 10] = [
        Self::Number,
        Self::Negation,
        Self::Name,
        Self::Wording,
        Self::Omission,
        Self::Addition,
        Self::Order,
        Self::Spelling,
        Self::Case,
        Self::Punctuation,
    ];

    /// The word that pages and data print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Name => "name",
            Self::Wording => "wording",
            Self::Omission => "omission",
            Self::Addition => "addition",
            Self::Order => "order",
            Self::Spelling => "spelling",
            Self::Case => "case",
            Self::Punctuation => "punctuation",
        }
    }

    /// Whether other words are printed than in the base: what a heat strip counts. Spelling,
    /// capitals and punctuation are the house style of a report.
    #[must_use]
    pub fn changes_words(self) -> bool {
        self < Self::Spelling
    }
}

/// A difference between the base text and one report's printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of thing it is.
    pub label: Label,
    /// The tokens of the base that are printed otherwise, or not; for words that the base does
    /// not have, the empty range at their place.
    pub base: Range<usize>,
    /// Those tokens as the base prints them; a gap within them as `[…]`.
    pub base_text: String,
    /// What this report prints instead; empty for what it leaves out.
    pub text: String,
}
