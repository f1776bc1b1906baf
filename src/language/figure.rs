//! The figures and dates of a text, each with its place.

use std::ops::Range;

use super::scan_token::small;
use super::{Dated, Decimal, Unit, Unreadable, digits};
use crate::slice::Slice;

/// A figure or date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its bytes: sign, currency, number, scale and unit.
    pub range: Range<usize>,
    /// Those without a measure that is a word: of `15 months` the number.
    pub core: Range<usize>,
    /// What it says.
    pub what: What,
    /// Whether it is in words alone.
    pub in_words: bool,
    /// Whether it is a word that is mostly no number: "one", "first", "double".
    pub weak: bool,
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// How many or how much.
    Amount(Amount),
    /// Which in a row.
    Ordinal(Decimal),
    /// A result such as `2-1`.
    Score(Decimal, Decimal),
    /// A time of the day, in minutes from midnight.
    Time(u16),
    /// A day or a stretch of days.
    Date(Dated),
    /// How many times.
    Times(Decimal),
    /// No number, but how large one is: "hundreds".
    Vague(Decimal, Option<Unit>),
    /// It looks like a figure, and what it says is not certain.
    Unreadable(Unreadable),
}

/// How many or how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number, or the lower end of a range.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// What it is counted in.
    pub unit: Option<Unit>,
    /// Whether it is four digits and nothing else, as a year is.
    pub year: bool,
    /// Whether a scale in words is part of it.
    pub scaled: bool,
}

impl Figure {
    /// What is the same of all spellings of a figure, and of no other. Figures that cannot be read
    /// are as they are printed.
    #[must_use]
    pub fn key(&self, text: &str) -> String {
        let unit = |unit: Option<Unit>| unit.map_or("", |unit| unit.dimension);
        let sized = |number: Decimal, unit: Option<Unit>| match unit {
            Some(unit) => number
                .times(unit.size)
                .map_or_else(|| format!("{number}×{}", unit.size), |number| number.to_string()),
            None => number.to_string(),
        };
        match &self.what {
            What::Amount(amount) => {
                let high = amount.high.map(|high| format!("..{}", sized(high, amount.unit)));
                let low = sized(amount.low, amount.unit);
                format!("#{low}{} {}", high.unwrap_or_default(), unit(amount.unit))
            }
            What::Ordinal(number) => format!("#{number}."),
            What::Score(first, second) => format!("#{first}:{second}"),
            What::Time(minutes) => format!("#{minutes}m"),
            What::Date(dated) => {
                let end = |end: Option<super::End<jiff::civil::Date>>| {
                    end.map(|end| end.at.to_string()).unwrap_or_default()
                };
                let (low, high) = (end(dated.days.low), end(dated.days.high));
                let kind = if dated.yearless { "*" } else { "" };
                let vague = if dated.vague { "~" } else { "" };
                format!("#{kind}{vague}{low}..{high}")
            }
            What::Times(number) => format!("#{number}x"),
            What::Vague(number, of) => format!("#{number}s {}", unit(*of)),
            What::Unreadable(_) => {
                let printed = text.slice(self.range.clone()).chars();
                let digits =
                    printed.map(|c| digits::digit(c).map_or(c, |digit| char::from(b'0' + digit)));
                format!("#?{}", small(&digits.collect::<String>()))
            }
        }
    }

    /// The figure without a measure that is a word.
    #[must_use]
    pub fn without_measure(&self) -> Self {
        let mut bare = self.clone();
        if self.core.end < self.range.end {
            bare.range = self.core.clone();
            if let What::Amount(amount) = &mut bare.what {
                amount.unit = None;
            }
        }
        bare
    }

    /// The figure at a place so many bytes farther on: of a text of which this one's is a part.
    #[must_use]
    pub fn moved(self, bytes: usize) -> Self {
        let moved = |range: &Range<usize>| range.start + bytes..range.end + bytes;
        Self { range: moved(&self.range), core: moved(&self.core), ..self }
    }

    /// Whether another figure, of another text, says the same. What two units are that a word may
    /// mean is told by the other: `50 cents` and `$0.50`.
    #[must_use]
    pub fn says_the_same(&self, text: &str, other: &Self, other_text: &str) -> bool {
        if self.key(text) == other.key(other_text) {
            return true;
        }
        let (What::Amount(a), What::Amount(b)) = (&self.what, &other.what) else { return false };
        let (Some(one), Some(another)) = (a.unit, b.unit) else { return false };
        let equal = |a: &Amount, b: &Amount, parts: i128| {
            b.low.times(parts) == Some(a.low)
                && match (a.high, b.high) {
                    (None, None) => true,
                    (Some(a), Some(b)) => b.times(parts) == Some(a),
                    _ => false,
                }
        };
        match (one.read_as(another), another.read_as(one)) {
            (Some((_, parts)), _) => equal(a, b, parts),
            (_, Some((_, parts))) => equal(b, a, parts),
            _ => false,
        }
    }
}

/// Whether a text has a digit or another numeral in it, figure or not.
#[must_use]
pub fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}
