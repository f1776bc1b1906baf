//! Words that make a number a bound or an approximation: `more than`, `at most`, `nearly`.

use super::token::{Kind, Token};
use super::{Approximation, Decimal, Interval};

/// What a phrase makes of the number or date beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// It is above.
    MoreThan,
    /// It is this, or above.
    AtLeast,
    /// It is below.
    LessThan,
    /// It is this, or below.
    AtMost,
    /// It is approximate.
    About(Approximation),
}

/// Phrases before a number. A longer one is taken before a shorter one that ends it.
const BEFORE: &[(&str, Phrase)] = &[
    ("no fewer than", Phrase::AtLeast),
    ("not fewer than", Phrase::AtLeast),
    ("no less than", Phrase::AtLeast),
    ("not less than", Phrase::AtLeast),
    ("no more than", Phrase::AtMost),
    ("not more than", Phrase::AtMost),
    ("not over", Phrase::AtMost),
    ("not under", Phrase::AtLeast),
    ("a minimum of", Phrase::AtLeast),
    ("a maximum of", Phrase::AtMost),
    ("as many as", Phrase::AtMost),
    ("as much as", Phrase::AtMost),
    ("as few as", Phrase::AtLeast),
    ("as little as", Phrase::AtLeast),
    ("in excess of", Phrase::MoreThan),
    ("upward of", Phrase::MoreThan),
    ("upwards of", Phrase::MoreThan),
    ("north of", Phrase::MoreThan),
    ("slightly more than", Phrase::About(Approximation::Above)),
    ("slightly over", Phrase::About(Approximation::Above)),
    ("just over", Phrase::About(Approximation::Above)),
    ("just above", Phrase::About(Approximation::Above)),
    ("slightly less than", Phrase::About(Approximation::Below)),
    ("slightly under", Phrase::About(Approximation::Below)),
    ("just under", Phrase::About(Approximation::Below)),
    ("just below", Phrase::About(Approximation::Below)),
    ("close to", Phrase::About(Approximation::Below)),
    ("nearly", Phrase::About(Approximation::Below)),
    ("almost", Phrase::About(Approximation::Below)),
    ("more than", Phrase::MoreThan),
    ("greater than", Phrase::MoreThan),
    ("larger than", Phrase::MoreThan),
    ("higher than", Phrase::MoreThan),
    ("well over", Phrase::MoreThan),
    ("over", Phrase::MoreThan),
    ("above", Phrase::MoreThan),
    ("exceeding", Phrase::MoreThan),
    ("exceeds", Phrase::MoreThan),
    (">", Phrase::MoreThan),
    ("at least", Phrase::AtLeast),
    ("minimum", Phrase::AtLeast),
    ("≥", Phrase::AtLeast),
    ("> =", Phrase::AtLeast),
    ("less than", Phrase::LessThan),
    ("fewer than", Phrase::LessThan),
    ("lower than", Phrase::LessThan),
    ("smaller than", Phrase::LessThan),
    ("well under", Phrase::LessThan),
    ("under", Phrase::LessThan),
    ("below", Phrase::LessThan),
    ("<", Phrase::LessThan),
    ("up to", Phrase::AtMost),
    ("at most", Phrase::AtMost),
    ("maximum", Phrase::AtMost),
    ("≤", Phrase::AtMost),
    ("< =", Phrase::AtMost),
    ("in the region of", Phrase::About(Approximation::Around)),
    ("or so", Phrase::About(Approximation::Around)),
    ("an estimated", Phrase::About(Approximation::Around)),
    ("estimated", Phrase::About(Approximation::Around)),
    ("approximately", Phrase::About(Approximation::Around)),
    ("approx", Phrase::About(Approximation::Around)),
    ("roughly", Phrase::About(Approximation::Around)),
    ("around", Phrase::About(Approximation::Around)),
    ("about", Phrase::About(Approximation::Around)),
    ("some", Phrase::About(Approximation::Around)),
    ("circa", Phrase::About(Approximation::Around)),
    ("ca", Phrase::About(Approximation::Around)),
    ("~", Phrase::About(Approximation::Around)),
    ("≈", Phrase::About(Approximation::Around)),
];

/// Phrases after a number.
const AFTER: &[(&str, Phrase)] = &[
    ("or more", Phrase::AtLeast),
    ("and more", Phrase::AtLeast),
    ("or over", Phrase::AtLeast),
    ("or above", Phrase::AtLeast),
    ("at least", Phrase::AtLeast),
    ("at minimum", Phrase::AtLeast),
    ("plus", Phrase::AtLeast),
    ("+", Phrase::AtLeast),
    ("or fewer", Phrase::AtMost),
    ("or less", Phrase::AtMost),
    ("or under", Phrase::AtMost),
    ("or below", Phrase::AtMost),
    ("at most", Phrase::AtMost),
    ("at maximum", Phrase::AtMost),
    ("or so", Phrase::About(Approximation::Around)),
    ("approximately", Phrase::About(Approximation::Around)),
];

/// Phrases before a date, beside those before a number.
const BEFORE_DATES: &[(&str, Phrase)] = &[
    ("no later than", Phrase::AtMost),
    ("not later than", Phrase::AtMost),
    ("no earlier than", Phrase::AtLeast),
    ("not earlier than", Phrase::AtLeast),
    ("not before", Phrase::AtLeast),
    ("before", Phrase::LessThan),
    ("after", Phrase::MoreThan),
    ("since", Phrase::AtLeast),
    ("from", Phrase::AtLeast),
    ("by", Phrase::AtMost),
    ("until", Phrase::AtMost),
    ("till", Phrase::AtMost),
];

/// The phrase that ends just before the token `start`, and where it begins.
pub(super) fn before(tokens: &[Token], start: usize) -> Option<(Phrase, usize)> {
    ending(BEFORE, tokens, start)
}

/// Likewise, before a date.
pub(super) fn before_date(tokens: &[Token], start: usize) -> Option<(Phrase, usize)> {
    ending(BEFORE_DATES, tokens, start).or_else(|| before(tokens, start))
}

/// The phrase that begins at the token `end`, and where it ends.
pub(super) fn after(tokens: &[Token], end: usize) -> Option<(Phrase, usize)> {
    longest(AFTER, |words| {
        let stop = end + words.split(' ').count();
        matches(tokens, end, words).then_some(stop)
    })
}

fn ending(table: &[(&str, Phrase)], tokens: &[Token], start: usize) -> Option<(Phrase, usize)> {
    longest(table, |words| {
        let first = start.checked_sub(words.split(' ').count())?;
        matches(tokens, first, words).then_some(first)
    })
}

fn longest(
    table: &[(&str, Phrase)],
    place: impl Fn(&str) -> Option<usize>,
) -> Option<(Phrase, usize)> {
    table
        .iter()
        .filter_map(|(words, phrase)| Some((words.split(' ').count(), *phrase, place(words)?)))
        .max_by_key(|(length, ..)| *length)
        .map(|(_, phrase, place)| (phrase, place))
}

/// Whether the tokens from `first` on are these words and signs.
pub(super) fn matches(tokens: &[Token], first: usize, words: &str) -> bool {
    words.split(' ').enumerate().all(|(index, word)| {
        tokens.get(first + index).is_some_and(|token| match &token.kind {
            Kind::Word { text, .. } => text == word,
            Kind::Sign(sign) => word.chars().eq([*sign]),
            _ => false,
        })
    })
}

impl Phrase {
    /// The bound that it makes of a stretch; an approximation makes none.
    pub(super) fn bound<T: Copy + Ord>(self, stated: Interval<T>) -> Interval<T> {
        let low = |inclusive| stated.low.map(|end| Interval::from(end.at, inclusive));
        let high = |inclusive| stated.high.map(|end| Interval::to(end.at, inclusive));
        let bound = match self {
            // More than October is November.
            Self::MoreThan => stated.high.map(|end| Interval::from(end.at, false)),
            Self::AtLeast => low(true),
            Self::LessThan => stated.low.map(|end| Interval::to(end.at, false)),
            Self::AtMost => high(true),
            Self::About(_) => None,
        };
        bound.unwrap_or(stated)
    }
}

impl Approximation {
    /// All that an approximate number may stand for: what is less than a tenth of it away.
    #[must_use]
    pub fn widen(self, stated: Interval<Decimal>) -> Interval<Decimal> {
        let mut wide = stated;
        if let Some(end) = &mut wide.low {
            match self {
                Self::Around | Self::Below => {
                    end.at = end.at.minus(end.at.tenth()).unwrap_or(end.at);
                }
                Self::Above => end.inclusive = false,
            }
        }
        if let Some(end) = &mut wide.high {
            match self {
                Self::Around | Self::Above => {
                    end.at = end.at.plus(end.at.tenth()).unwrap_or(end.at);
                }
                Self::Below => end.inclusive = false,
            }
        }
        wide
    }
}
