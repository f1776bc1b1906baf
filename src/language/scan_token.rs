//! A text's words, numerals and signs, as far as figures and dates need them.

use std::ops::Range;

use jiff::civil::Date;
use unicode_normalization::char::is_combining_mark;

use super::{Decimal, Interval, Unreadable, digits};
use crate::slice::Slice;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Digits, with what stands between them.
    Numeral(Numeral),
    /// A date in figures: `2019-10-07`.
    Days(Result<Interval<Date>, Unreadable>),
    /// A word.
    Word,
    /// Any other sign.
    Sign(char),
}

/// A word, numeral or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScanToken {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// In small letters, with straight apostrophes.
    pub(super) small: String,
    /// Whether space stands before it, or nothing.
    pub(super) spaced: bool,
    /// Which senses a form of the lists may have that begins here, a bit each.
    pub(super) senses: u64,
}

impl ScanToken {
    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    /// Whether it joins what stands before it to what follows.
    pub(super) fn is_hyphen(&self) -> bool {
        matches!(self.kind, TokenKind::Sign('-' | '‐' | '‑')) && !self.spaced
    }

    /// Whether it is a hyphen, a dash or a minus sign.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, TokenKind::Sign('-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '－'))
    }

    pub(super) fn numeral(&self) -> Option<&Numeral> {
        match &self.kind {
            TokenKind::Numeral(numeral) => Some(numeral),
            _ => None,
        }
    }
}

/// Parts of words that end in an apostrophe and are words by themselves.
const ELIDED: [&str; 13] =
    ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "presqu"];

/// The words and signs of a text, digits among the words.
pub(super) fn words(text: &str) -> Vec<ScanToken> {
    tokens_by(text, |_| None, |_, length| length, |_| 0)
}

/// The tokens of a text. `numeral` tells of the numeral at a place with how long it is, `word` how much
/// of a text and its first word is one, and `senses` what a token in small letters may mean.
pub(super) fn tokens_by(
    text: &str,
    numeral: impl Fn(usize) -> Option<(TokenKind, usize)>,
    word: impl Fn(&str, usize) -> usize,
    senses: impl Fn(&str) -> u64,
) -> Vec<ScanToken> {
    let mut tokens: Vec<ScanToken> = Vec::new();
    let mut spaced = true;
    let mut at = 0;
    while let Some(c) = text.slice(at..).chars().next() {
        let rest = text.slice(at..);
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = match numeral(at) {
            Some(found) => found,
            None if is_letter(c) => (TokenKind::Word, word(rest, word_length(rest))),
            None => (TokenKind::Sign(c), c.len_utf8()),
        };
        let range = at..at + length.max(1);
        let small = small(text.slice(range.clone()));
        at = range.end;
        // Nothing is seen of a soft hyphen or a mark of direction.
        if !matches!(kind, TokenKind::Sign(c) if is_unseen(c)) {
            let senses = senses(&small);
            tokens.push(ScanToken { kind, range, small, spaced, senses });
            spaced = false;
        }
    }
    tokens
}

/// Whether a character is part of words.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether no reader sees a character.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text in small letters, as the lists have it.
pub(super) fn small(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return text.to_owned();
    }
    text.chars()
        .filter(|c| !is_unseen(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// A word runs on over apostrophes and full stops that have letters after them.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if digits::stands_alone(c) {
            return if at == 0 { c.len_utf8() } else { end };
        }
        let letter_follows =
            next.is_some_and(|next| is_letter(next) && !digits::stands_alone(next));
        match c {
            '\'' | '’' if ELIDED.contains(&small(text.slice(..at)).as_str()) => {
                return at + c.len_utf8();
            }
            '\'' | '’' if letter_follows => end = at + c.len_utf8(),
            '.' if letter_follows && next.and_then(digits::digit).is_none() => {}
            _ if is_letter(c) || is_unseen(c) && letter_follows => end = at + c.len_utf8(),
            _ => break,
        }
    }
    end
}

/// A numeral as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The number, or why it cannot be told.
    pub(super) value: Result<Decimal, Unreadable>,
    /// How many digits there are, where there is nothing else.
    pub(super) width: Option<usize>,
    /// The hour and minute that it may be.
    pub(super) clock: Option<(u8, u8)>,
    /// The two numbers that a colon parts: `2:1`.
    pub(super) score: Option<(Decimal, Decimal)>,
    /// Whether it is a fraction alone, without a whole.
    pub(super) fraction: bool,
    /// Whether it is one numeral of a script in which that is mostly part of a word.
    pub(super) weak: bool,
}

impl Numeral {
    pub(super) fn new(value: Result<Decimal, Unreadable>) -> Self {
        Self { value, width: None, clock: None, score: None, fraction: false, weak: false }
    }

    /// Whether it is four digits and nothing else, as a year is.
    pub(super) fn is_year(&self) -> bool {
        self.width == Some(4)
    }

    /// The whole number that it is.
    pub(super) fn whole(&self) -> Option<i128> {
        self.value.ok()?.as_whole()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_and_signs() {
        let words = |text: &str| -> Vec<String> {
            super::words(text).into_iter().map(|token| token.small).collect()
        };
        assert_eq!(
            words("twenty-one o’clock, 3 a.m."),
            ["twenty", "-", "one", "o'clock", ",", "3", "a.m", "."]
        );
        assert_eq!(words("jusqu’à d'environ"), ["jusqu'", "à", "d'", "environ"]);
        assert_eq!(words("三百万人abc"), ["三", "百", "万", "人", "abc"]);
        assert_eq!(words("US$ km²"), ["us", "$", "km²"]);
    }
}
