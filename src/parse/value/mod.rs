//! A claim's value: what a report answers, as the editor writes it after an attribution.
//!
//! Reading never fails, and never reads a part: what is no number, date or sum as a whole is words.
//! What looks like one of them and cannot be read is [`Reading::Unreadable`], compared as words, and
//! told to the author. Figures and dates are read by [`crate::language`].

mod read;
mod relation;
mod show;
mod stated;
mod written;
#[cfg(test)]
mod tests;

pub use relation::{Answer, Relation, answers, named_parts};
pub use stated::{Stated, stated};
pub use written::Value;

pub use crate::language::{Dated, Decimal, End, Interval, Unit, Unreadable};

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number, bound or range, with what it counts.
    Quantity(Quantity),
    /// A day, a month, or a stretch of days.
    Days(Dated),
    /// A sum of parts, or one part that the editor counted.
    Sum(Sum),
    /// Just words.
    Words,
    /// It looks like a number, date or sum, and cannot be read: compared as words.
    Unreadable(Unreadable),
}

/// A number, bound or range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// As stated: a plain number is both ends of its interval, and so is an approximate one.
    pub stated: Interval<Decimal>,
    /// Whether it is said to be approximate.
    pub approximation: Option<Approximation>,
    /// A currency, a share or a measure.
    pub unit: Option<Unit>,
    /// What is counted, in the author's words: `dead`, `of its revenue`.
    pub counted: Option<String>,
    /// Whether those words say of what it is so many each: `a day`.
    pub is_rate: bool,
}

/// How a number is approximate. It then stands for all that is less than a tenth of it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// "around", "about", "some", "roughly".
    Around,
    /// "nearly", "almost", "just under": a little less.
    Below,
    /// "just over", "slightly more than": a little more.
    Above,
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

/// A sum of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The parts, in the author's order.
    pub parts: Vec<SumPart>,
    /// What they add up to, those in brackets included.
    pub total: Quantity,
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumPart {
    /// What the part is, as the author names it.
    pub name: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Whether it stands in brackets: the report names these things and the editor counted them.
    pub counted_by_editor: bool,
}

impl Quantity {
    /// All that it may stand for: wider than what is stated where that is approximate, and where it
    /// is a share such as a third, or that of a mile, of which nobody means the last decimal.
    #[must_use]
    pub fn possible(&self) -> Interval<Decimal> {
        let stated = match self.approximation {
            Some(approximation) => approximation.widen(self.stated),
            None => self.stated,
        };
        let is_share = self.unit == Some(Unit::PERCENT);
        let wide = |at: Decimal, up: bool| {
            let little = at.tenth().tenth();
            let moved = if up { at.plus(little) } else { at.minus(little) };
            if is_share { at.to_whole(up) } else { moved.unwrap_or(at) }
        };
        let end = |end: Option<End<Decimal>>, up: bool| {
            end.map(|end| match end.at.times(1_000_000).and_then(Decimal::as_whole) {
                Some(_) => end,
                None => End { at: wide(end.at, up), inclusive: true },
            })
        };
        Interval { low: end(stated.low, false), high: end(stated.high, true) }
    }

    /// The two together: of bounds and ranges the lower ends and the upper ends.
    ///
    /// # Errors
    ///
    /// Where they are in different units, or too large to be added exactly.
    pub fn plus(&self, other: &Self) -> Result<Self, Unreadable> {
        let unit = match (self.unit, other.unit) {
            (Some(a), Some(b)) if a != b => return Err(Unreadable::MixedUnits),
            (a, b) => a.or(b),
        };
        let add = |a: Option<End<Decimal>>, b: Option<End<Decimal>>| match (a, b) {
            (Some(a), Some(b)) => {
                let at = a.at.plus(b.at).ok_or(Unreadable::TooLong)?;
                Ok(Some(End { at, inclusive: a.inclusive && b.inclusive }))
            }
            _ => Ok(None),
        };
        Ok(Self {
            stated: Interval {
                low: add(self.stated.low, other.stated.low)?,
                high: add(self.stated.high, other.stated.high)?,
            },
            approximation: self.approximation.or(other.approximation),
            unit,
            counted: None,
            is_rate: false,
        })
    }
}

impl SumPart {
    /// Its name for comparison with other parts: in small letters and the singular.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        self.name.as_deref().and_then(name_key)
    }
}

/// What is counted, for comparison: in small letters and the singular.
fn name_key(name: &str) -> Option<String> {
    let words = name.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let (last, before) = words.split_last()?;
    let mut key = before.join(" ");
    if !key.is_empty() {
        key.push(' ');
    }
    key.push_str(&singular(last));
    Some(key)
}

/// An English noun in the singular, as far as its ending tells.
#[must_use]
pub fn singular(word: &str) -> String {
    let es = ["sses", "shes", "ches", "xes", "zes"];
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let stem = match word {
        _ if es.iter().any(|ending| word.ends_with(ending)) => word.strip_suffix("es"),
        _ if word.ends_with("aus") => word.strip_suffix('s'),
        _ if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) => None,
        _ => word.strip_suffix('s').filter(|stem| stem.len() > 1),
    };
    stem.unwrap_or(word).to_owned()
}

/// Why a value cannot be read, to follow "the value … cannot be read:".
#[must_use]
pub fn reason(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Grouping => {
            "a comma, space or point stands where no thousands or decimals part"
        }
        Unreadable::Separator => {
            "of one comma or point before three digits it is not known whether thousands or decimals part there: part thousands by a space"
        }
        Unreadable::Scale => {
            "the word behind the number may say how large it is: write `million`, `m` or the like as your language does, or all digits"
        }
        Unreadable::TooLong => "it has more digits than can be compared exactly",
        Unreadable::Script => "numerals of this kind are not read: write it in digits",
        Unreadable::Superscript => {
            "the small digits behind it may be a power or the sign of a footnote"
        }
        Unreadable::Sign => "the sign behind it may belong to it, or to a footnote: take it away",
        Unreadable::SeveralNumbers => "it has several numbers that are neither a range nor a sum",
        Unreadable::Reversed => "its lower end is above its upper end",
        Unreadable::MixedUnits => "its parts are in different units",
        Unreadable::Part => "each part of a sum needs one number",
        Unreadable::Calendar => "the calendar has no such day",
        Unreadable::Date => {
            "of a date in figures day and month are told apart by the form `2019-10-07` only; else write the month in words"
        }
        Unreadable::TwoLanguages => {
            "it says one thing in the language of the report and another in that of the briefing: part thousands by a space, and write scales in digits"
        }
    }
}
