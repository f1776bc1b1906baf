//! A text's words, numerals and signs, as far as figures and dates need them.

use std::ops::Range;

use jiff::civil::Date;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::Lexicon;
use super::numeral::{self, Numeral};
use super::{Interval, Unreadable, digits};
use crate::slice::Slice;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// In small letters, with straight apostrophes.
    pub(super) small: String,
    /// Whether space stands before it, or nothing.
    pub(super) spaced: bool,
    /// Which senses a form of the lists may have that begins here, a bit each.
    pub(super) senses: u64,
}

impl Token {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// Whether it joins what stands before it to what follows.
    pub(super) fn is_hyphen(&self) -> bool {
        matches!(self.kind, Kind::Sign('-' | '‐' | '‑')) && !self.spaced
    }

    /// Whether it is a hyphen, a dash or a minus sign.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Sign('-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '－'))
    }

    pub(super) fn numeral(&self) -> Option<&Numeral> {
        match &self.kind {
            Kind::Numeral(numeral) => Some(numeral),
            _ => None,
        }
    }
}

/// How a language writes numerals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing<'a> {
    /// The sign before a number's places, where it is known.
    pub(super) decimal: Option<char>,
    /// The language's lists.
    pub(super) lexicon: &'a Lexicon,
}

/// Parts of words that end in an apostrophe and are words by themselves.
const ELIDED: [&str; 13] =
    ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "presqu"];

/// The tokens of a text. Without a writing, digits are words.
pub(super) fn tokens(text: &str, writing: Option<Writing<'_>>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = true;
    let mut at = 0;
    while let Some(c) = text.slice(at..).chars().next() {
        let rest = text.slice(at..);
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = match writing.and_then(|writing| numeral::at(text, at, writing)) {
            Some(found) => found,
            None if is_letter(c) => (Kind::Word, without_prefix(rest, word_length(rest), writing)),
            None => (Kind::Sign(c), c.len_utf8()),
        };
        let range = at..at + length.max(1);
        let small = small(text.slice(range.clone()));
        at = range.end;
        // Nothing is seen of a soft hyphen or a mark of direction.
        if !matches!(kind, Kind::Sign(c) if is_unseen(c)) {
            let senses = writing.map_or(0, |writing| writing.lexicon.senses(&small));
            tokens.push(Token { kind, range, small, spaced, senses });
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

/// How long a word is, where what is joined before a number is a word by itself: `و١٥`, `وعشرون`.
fn without_prefix(text: &str, length: usize, writing: Option<Writing<'_>>) -> usize {
    let Some(lexicon) = writing.map(|writing| writing.lexicon) else { return length };
    let Some(prefix) = lexicon.prefix(text) else { return length };
    let digit = text.slice(prefix..).chars().next().and_then(digits::digit).is_some();
    let and = lexicon.joined_and().filter(|_| lexicon.is_and_with_number(text.slice(..length)));
    match and {
        _ if digit => prefix,
        Some(and) => and.len(),
        None => length,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs() {
        let words = |text: &str| -> Vec<String> {
            tokens(text, None).into_iter().map(|token| token.small).collect()
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
