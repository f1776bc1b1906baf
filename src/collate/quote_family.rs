//! Quote families: one utterance, as each report prints it.
//!
//! One printing is the base; every other is aligned to it. So the rows do not depend on one
//! another, nor on their order.

use std::ops::Range;

use super::Difference;
use crate::model::{ArticleId, NoteId, Transmission};

/// One `quote` note, its printings aligned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The note.
    pub note: NoteId,
    /// The row that the others are held against: the one that the editor chose, else the longest
    /// direct printing. Where there is no direct one, the longest of those that went through
    /// least: translated, then back-translated, then paraphrased. `None` where no row has text.
    pub base: Option<usize>,
    /// The words and marks of the base text.
    pub base_tokens: Vec<BaseToken>,
    /// One a report, in the author's order.
    pub rows: Vec<Row>,
    /// Who changed what, in order of the base text; a change that several reports make stands
    /// once.
    pub changes: Vec<Change>,
    /// Of all rows that could be compared, taken together; `None` where none could.
    pub agreement: Option<Agreement>,
}

/// A word or mark of the base text: a cell of the heat strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseToken {
    /// Bytes in the base article's text.
    pub range: Range<usize>,
    /// How many reports print other words here, or leave this one out
    /// ([`super::Label::changes_words`]).
    pub differing: usize,
    /// How many reports' printings reach to here.
    pub compared: usize,
}

/// One report's printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The report.
    pub article: ArticleId,
    /// Its passages, by their numbers in the note, in reading order.
    pub passages: Vec<usize>,
    /// How the words got here: the passage's own route, else the article's; of several, the one
    /// that is furthest from direct.
    pub transmission: Transmission,
    /// How it compares with the base.
    pub comparison: Comparison,
    /// The printing in pieces. Those that are [`Piece::Text`], put together, are exactly the
    /// passages, byte for byte. None where the text is withheld.
    pub pieces: Vec<Piece>,
    /// In order of the base text. Pieces name them by number.
    pub differences: Vec<Difference>,
}

/// How a row compares with the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// It is the base. Its pieces are single tokens, and what stands between them.
    Base,
    /// It is aligned to the base.
    Aligned {
        /// Whether it prints only a fragment: the words before, after or between that it does not
        /// reach are no omissions.
        partial: bool,
        /// How far the words agree, where it reaches.
        agreement: Agreement,
    },
    /// It has text that cannot be held against the base: one piece, no differences.
    Unaligned(Unaligned),
    /// This build withholds its text.
    Withheld,
}

/// Why a row is not aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unaligned {
    /// It is in another language than the base.
    OtherLanguage,
    /// It has no word in common with the base but such as "the" and "of".
    NothingInCommon,
}

/// A stretch of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Printed text.
    Text {
        /// Bytes in the article's text.
        range: Range<usize>,
        /// The tokens of the base that stand here; empty for space between words, for additions
        /// and where nothing is compared.
        base: Range<usize>,
        /// Number of the difference in [`Row::differences`], where there is one.
        difference: Option<usize>,
    },
    /// Words of the article stand here that are no part of the printing.
    Gap,
    /// Words or marks of the base that are not printed here. Where the difference's label is
    /// `order` they stand elsewhere in the row, in a [`Piece::Text`] of the same difference.
    Omitted {
        /// The tokens of the base.
        base: Range<usize>,
        /// Number of the difference in [`Row::differences`].
        difference: usize,
    },
    /// Words of the base to which this printing, a fragment, does not reach.
    Unreached {
        /// The tokens of the base.
        base: Range<usize>,
    },
}

/// How far words agree: a share of words, counted exactly. A word that is only spelled or
/// capitalised otherwise agrees; marks of punctuation are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Words that agree.
    pub same: usize,
    /// Words compared: those that agree, and of each difference the words of the longer side.
    pub of: usize,
}

impl Agreement {
    /// In percent; 100 only where every word agrees, 0 only where none does.
    #[must_use]
    pub fn percent(self) -> u8 {
        let rounded = (200 * self.same + self.of) / (2 * self.of.max(1));
        let percent = match (self.same, self.of) {
            (0, 1..) => 0,
            (same, of) if same == of => 100,
            _ => rounded.clamp(1, 99),
        };
        u8::try_from(percent).unwrap_or(100)
    }
}

/// A change that one report or several make to the base text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The difference, as the first of these reports (by date of publication) prints it.
    pub difference: Difference,
    /// The rows that make it.
    pub rows: Vec<usize>,
}
