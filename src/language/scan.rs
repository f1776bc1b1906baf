//! A text's tokens, as they are looked at.

use std::ops::Range;

use super::lexicon::{Lexicon, Match, Sense};
use super::numeral_style::NumeralStyle;
use super::scan_token::{ScanToken, tokens_by};
use super::{Language, Unit, digits, numeral};
use crate::slice::Slice;

/// A text's tokens, as they are looked at.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<ScanToken>,
    pub(super) language: Language,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, language: Language) -> Self {
        Self { text, tokens: tokens(text, language.writing()), language }
    }

    pub(super) fn lexicon(&self) -> &'static Lexicon {
        self.language.lexicon
    }

    /// The longest form of some senses that begins at a token.
    pub(super) fn at(&self, at: usize, senses: &[Sense]) -> Option<Match<'static>> {
        self.language.lexicon.at(self.text, &self.tokens, at, senses)
    }

    /// The word at a token, in small letters.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.is_word()).map(|token| token.small.as_str())
    }

    /// A token as it is printed.
    pub(super) fn text_of(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.text.slice(token.range.clone()))
    }

    /// The token after a hyphen that joins two words, or the same.
    pub(super) fn over_hyphen(&self, at: usize) -> usize {
        let joins = self.tokens.get(at).is_some_and(ScanToken::is_hyphen)
            && self.tokens.get(at + 1).is_some_and(|next| !next.spaced && next.is_word());
        at + usize::from(joins)
    }

    /// Whether a figure may begin at a token: most words can be passed over.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            !token.is_word()
                || token.senses != 0
                || self.language.lexicon.joins_numbers()
                || token.small.bytes().any(|byte| byte.is_ascii_digit())
        })
    }

    /// Whether a scale or a unit follows.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        const SENSES: [Sense; 5] =
            [Sense::Scale, Sense::Percent, Sense::Currency, Sense::Measure, Sense::Symbol];
        self.at(self.over_hyphen(at), &SENSES).is_some()
    }

    pub(super) fn is_currency(&self, unit: Unit) -> bool {
        unit.name.len() == 3 && unit.name.bytes().all(|byte| byte.is_ascii_uppercase())
            || matches!(unit.name, "cent" | "penny" | "¥")
    }

    /// Whether a hyphen joins a numeral to a name: `COVID-19`, `F-16`.
    pub(super) fn is_designation(&self, at: usize) -> bool {
        let numeral = self.tokens.get(at).is_some_and(|token| !token.spaced);
        let hyphen = at.checked_sub(1).filter(|hyphen| {
            self.tokens.get(*hyphen).is_some_and(|token| token.is_dash() && !token.spaced)
        });
        let name = hyphen.and_then(|hyphen| hyphen.checked_sub(1)).filter(|name| {
            self.word(*name).is_some()
                && self.text_of(*name).starts_with(char::is_uppercase)
                && self.at(*name, &[Sense::Month, Sense::Number]).is_none()
        });
        numeral && name.is_some()
    }

    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.tokens.get(start).map_or(self.text.len(), |token| token.range.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        first..last.map_or(first, |token| token.range.end).max(first)
    }
}

/// The tokens of a text in a language.
fn tokens(text: &str, writing: NumeralStyle<'_>) -> Vec<ScanToken> {
    tokens_by(
        text,
        |at| numeral::at(text, at, writing),
        |rest, length| without_prefix(rest, length, writing.lexicon),
        |small| writing.lexicon.senses(small),
    )
}

/// How long a word is, where what is joined before a number is a word by itself: `و١٥`, `وعشرون`.
fn without_prefix(text: &str, length: usize, lexicon: &Lexicon) -> usize {
    let Some(prefix) = lexicon.prefix(text) else { return length };
    let digit = text.slice(prefix..).chars().next().and_then(digits::digit).is_some();
    let and = lexicon.joined_and().filter(|_| lexicon.is_and_with_number(text.slice(..length)));
    match and {
        _ if digit => prefix,
        Some(and) => and.len(),
        None => length,
    }
}
