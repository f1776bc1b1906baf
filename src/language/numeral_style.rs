//! How a language writes numerals.

use super::lexicon::Lexicon;

/// How a language writes numerals.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumeralStyle<'a> {
    /// The sign before a number's places, where it is known.
    pub(super) decimal: Option<char>,
    /// The language's lists.
    pub(super) lexicon: &'a Lexicon,
}
