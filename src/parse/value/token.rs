//! A value's words, numbers and signs.

use std::ops::Range;
use std::str::FromStr;

use super::{Decimal, Interval, Unreadable};
use crate::date::{DateError, PartialDate};
use crate::slice::Slice;

/// The symbols of currencies.
const CURRENCY_SIGNS: [char; 9] = ['$', '€', '£', '¥', '₹', '₽', '₩', '₺', '₴'];

/// Spaces that part thousands.
const GROUPING_SPACES: [char; 4] = [' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number in figures.
    Number {
        /// The number.
        value: Decimal,
        /// Whether it is four digits and nothing else, as a year is.
        year: bool,
        /// Whether it is written "7th".
        ordinal: bool,
    },
    /// A day, month or stretch in figures: `2019-10-07`.
    Days(Interval<jiff::civil::Date>),
    /// A word, in lower case.
    Word {
        /// The word.
        text: String,
        /// Whether its first letter is a capital.
        capital: bool,
    },
    /// A currency's sign, with the letters before it: `US$`.
    Currency(String),
    /// Any other sign.
    Sign(char),
    /// Figures that cannot be read.
    Broken(Unreadable),
}

/// A word, number or sign of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes in the value.
    pub(super) range: Range<usize>,
    /// Whether space stands before it.
    pub(super) spaced: bool,
    /// Whether it stands in square brackets.
    pub(super) bracketed: bool,
}

impl Token {
    /// The word, where it is one.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it is the sign.
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// Whether it is a hyphen or dash.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Sign('-' | '‐' | '‑' | '‒' | '–' | '—' | '−'))
    }
}

/// The tokens of a value. Remarks in round brackets are left out, unless there is nothing else;
/// so are full stops, colons and quotation marks.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let outside = scan(text, true);
    if outside.is_empty() { scan(text, false) } else { outside }
}

fn scan(text: &str, skip_remarks: bool) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut brackets, mut remarks) = (0usize, 0usize);
    let mut spaced = true;
    let mut at = 0;
    while let Some(c) = text.slice(at..).chars().next() {
        let rest = text.slice(at..);
        let mut length = c.len_utf8();
        let mut kind = None;
        if c.is_ascii_digit()
            || (c == '.' && rest.slice(1..).starts_with(|c: char| c.is_ascii_digit()))
        {
            let (figures, taken) = figures(rest);
            (kind, length) = (Some(figures), taken);
        } else if c.is_alphanumeric() {
            length = word_length(rest);
            kind = Some(word(rest.slice(..length)));
        } else if CURRENCY_SIGNS.contains(&c) {
            kind = Some(Kind::Currency(
                prefix_of_currency(&mut tokens, spaced) + rest.slice(..length),
            ));
        } else {
            match c {
                '(' => remarks += 1,
                ')' => remarks = remarks.saturating_sub(1),
                '[' => brackets += 1,
                ']' => brackets = brackets.saturating_sub(1),
                '.' | ':' | ';' | '!' | '?' | '"' | '“' | '”' | '„' | '‘' | '’' | '\'' => {
                }
                _ if c.is_whitespace() => {}
                _ => kind = Some(Kind::Sign(c)),
            }
        }
        match kind {
            Some(kind) => {
                if remarks == 0 || !skip_remarks {
                    let range = at..at + length;
                    tokens.push(Token { kind, range, spaced, bracketed: brackets > 0 });
                }
                spaced = false;
            }
            None => spaced = true,
        }
        at += length;
    }
    tokens
}

/// Takes the letters that stand directly before a currency's sign off the tokens.
fn prefix_of_currency(tokens: &mut Vec<Token>, spaced: bool) -> String {
    let letters = tokens.last().and_then(Token::word).filter(|_| !spaced).map(str::to_owned);
    if letters.is_some() {
        tokens.pop();
    }
    letters.unwrap_or_default()
}

/// A word runs on over hyphens, apostrophes and full stops that have letters after them.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '.')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn word(text: &str) -> Kind {
    Kind::Word {
        text: text.to_lowercase().replace('’', "'"),
        capital: text.starts_with(char::is_uppercase),
    }
}

/// Figures at the start of a text, and how many bytes they take: a number with its thousands and
/// decimals, or a date in figures. With letters joined to them they are a word, unless the
/// letters are an ordinal's or a scale (`3bn`).
fn figures(text: &str) -> (Kind, usize) {
    if let Some(found) = days_in_figures(text) {
        return found;
    }
    let mut digits = String::new();
    let mut end = run(text);
    digits.push_str(text.slice(..end));
    let mut separator = None;
    let mut broken = false;
    while let Some(next) = text.slice(end..).chars().next() {
        let group = text.slice(end + next.len_utf8()..);
        let width = run(group);
        let apart = GROUPING_SPACES.contains(&next);
        if width == 0 || !(apart || next == ',') {
            break;
        }
        let fits =
            width == 3 && separator.is_none_or(|s| s == next) && (1..=3).contains(&run(text));
        if !fits && apart {
            break;
        }
        broken |= !fits;
        separator = Some(next);
        digits.push_str(group.slice(..width));
        end += next.len_utf8() + width;
    }
    let mut places = "";
    if let Some(fraction) = text.slice(end..).strip_prefix('.') {
        let width = run(fraction);
        places = fraction.slice(..width);
        end += if width > 0 { 1 + width } else { 0 };
    }
    let plain = text.slice(..end).bytes().all(|byte| byte.is_ascii_digit());
    if let Some((why, length)) = joined_figures(text.slice(end..)) {
        return (Kind::Broken(why), end + length);
    }
    let number = Decimal::from_digits(&digits, places);
    let suffix = letters(text.slice(end..));
    let year = plain && end == 4 && suffix.is_empty();
    let number = match (broken, number) {
        (true, _) => return (Kind::Broken(Unreadable::Grouping), end + suffix.len()),
        (_, None) => return (Kind::Broken(Unreadable::TooLong), end + suffix.len()),
        (_, Some(number)) => number,
    };
    let ordinal = matches!(suffix.to_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    if ordinal || suffix.is_empty() {
        return (Kind::Number { value: number, year, ordinal }, end + suffix.len());
    }
    let separate = super::amount::is_joined_unit(suffix);
    if separate {
        return (Kind::Number { value: number, year: false, ordinal: false }, end);
    }
    let length = end + word_length(text.slice(end..));
    (word(text.slice(..length)), length)
}

/// Figures that go on with a slash, colon or another point are no number.
fn joined_figures(text: &str) -> Option<(Unreadable, usize)> {
    let mut length = 0;
    let mut signs = 0;
    while let Some(sign @ ('/' | '.' | ':' | '\'' | '’')) = text.slice(length..).chars().next() {
        let width = run(text.slice(length + sign.len_utf8()..));
        if width == 0 {
            break;
        }
        signs += 1;
        length += sign.len_utf8() + width;
    }
    match (signs, text.starts_with('/'), text.starts_with(':')) {
        (0, ..) => None,
        (2, true, _) => Some((Unreadable::Date, length)),
        (_, true, _) | (_, _, true) => Some((Unreadable::SeveralNumbers, length)),
        _ => Some((Unreadable::Grouping, length)),
    }
}

/// A date as in ISO 8601, at least to the month.
fn days_in_figures(text: &str) -> Option<(Kind, usize)> {
    let shape = |widths: &[usize]| {
        let mut at = 0;
        for (index, &width) in widths.iter().enumerate() {
            if index > 0 {
                text.slice(at..).strip_prefix('-')?;
                at += 1;
            }
            if run(text.slice(at..)) != width {
                return None;
            }
            at += width;
        }
        Some(at)
    };
    let day = shape(&[4, 2, 2]);
    let end = day.or_else(|| shape(&[4, 2]))?;
    if let Some(more) = text.slice(end..).strip_prefix('-').map(run).filter(|&more| more > 0) {
        return Some((Kind::Broken(Unreadable::Date), end + 1 + more));
    }
    match PartialDate::from_str(text.slice(..end)) {
        Ok(date) => {
            let first = date.first_day();
            let last = if date.day().is_some() { first } else { first.last_of_month() };
            Some((Kind::Days(Interval::between(first, last)), end))
        }
        // `1966-76` is a stretch of years.
        Err(DateError::Calendar) if day.is_some() => {
            Some((Kind::Broken(Unreadable::Calendar), end))
        }
        Err(_) => None,
    }
}

/// How many ASCII digits a text starts with.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The letters that a text starts with.
fn letters(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    text.slice(..end)
}
