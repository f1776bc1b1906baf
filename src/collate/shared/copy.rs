//! A text that several reports print, as it is found.

use std::ops::Range;

/// What a text is that several reports print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopyKind {
    /// Short, and at the same end of reports that share little else.
    Boilerplate,
    /// Copy that so many reports print that it pairs none of them.
    Widespread,
    /// Copy of a few.
    Paired,
}

/// A text that several reports print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CommonCopy {
    pub(super) kind: CopyKind,
    /// Who prints how much of it, in half words: the fullest printing first.
    pub(super) printings: Vec<PrintedShare>,
    /// The words that always stand together, where the first report prints them.
    pub(super) chains: Vec<Chain>,
}

/// What a report prints of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PrintedShare {
    pub(super) report: u32,
    pub(super) halves: u32,
    /// The longest stretch of it.
    pub(super) words: Range<u32>,
}

/// Words in a row that stand together wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    /// Where the first report prints them.
    pub(super) words: Range<u32>,
    /// How many reports print them.
    pub(super) reports: usize,
    /// In how many of them they stand near the beginning, and near the end.
    pub(super) edges: [usize; 2],
    /// Its shingles, as numbers in [`Shingles::common`].
    pub(super) groups: Vec<u32>,
}
