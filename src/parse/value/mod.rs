//! A claim's value: what a report answers, as the editor writes it after an attribution.
//!
//! Reading never fails: what is no number, date or sum is words. What looks like one of them and
//! cannot be read is [`Reading::Unreadable`], compared as words, and told to the author.

pub mod decimal;
pub mod interval;

pub use decimal::Decimal;
pub use interval::{End, Interval};

use jiff::civil::Date;

/// A value as the author writes it, and as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What the author wrote.
    pub raw: String,
    /// What it says.
    pub reading: Reading,
}

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number, bound or range, with its currency, percent sign or measure.
    Quantity(Quantity),
    /// A day, a month, or a stretch of days.
    Days(Interval<Date>),
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
    /// A currency (`USD`, or its sign where that is in doubt), `%`, or a measure (`day`, `km`).
    /// Other words around a number are no unit: the claim's question says what is counted.
    pub unit: Option<String>,
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

/// A sum of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The parts, in the author's order.
    pub parts: Vec<Part>,
    /// What they add up to, those in brackets included.
    pub total: Quantity,
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What the part is, as the author names it.
    pub name: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Whether it stands in brackets: the report names these things and the editor counted them.
    pub counted_by_editor: bool,
}

/// Why a value cannot be read as what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreadable {
    /// A separator where none belongs, as in `34,00`.
    Grouping,
    /// More digits than can be held exactly.
    TooLong,
    /// Several numbers that are neither a range nor a sum.
    SeveralNumbers,
    /// A range or bound whose lower end is above its upper end.
    Reversed,
    /// Parts of one sum, or ends of one range, in different units.
    MixedUnits,
    /// A sum with a part that has no number, or more than one.
    Part,
    /// A day that the calendar does not have.
    Calendar,
    /// A date in figures that can be read in two ways, or one without its year.
    Date,
}

impl Unreadable {
    /// What is wrong, to follow "the value … cannot be read:".
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Grouping => "a comma, space or point stands where no thousands or decimals part",
            Self::TooLong => "it has more digits than can be compared exactly",
            Self::SeveralNumbers => "it has several numbers that are neither a range nor a sum",
            Self::Reversed => "its lower end is above its upper end",
            Self::MixedUnits => "its parts are in different units",
            Self::Part => "each part of a sum needs one number",
            Self::Calendar => "the calendar has no such day",
            Self::Date => "a date needs its year and its month in words, or the form `2019-10-07`",
        }
    }
}

impl Value {
    /// Reads a value.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        Self { raw: raw.trim().to_owned(), reading: Reading::Words }
    }

    /// Why it cannot be read as what it looks like, where that is so: a warning to the author.
    #[must_use]
    pub fn problem(&self) -> Option<Unreadable> {
        match self.reading {
            Reading::Unreadable(why) => Some(why),
            _ => None,
        }
    }

    /// The quantity: of a sum its total.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reading {
            Reading::Quantity(quantity) => Some(quantity),
            Reading::Sum(sum) => Some(&sum.total),
            _ => None,
        }
    }

    /// The lower end as stated, in plain digits or as an ISO date; of a plain or approximate
    /// number, the number.
    #[must_use]
    pub fn low(&self) -> Option<String> {
        match &self.reading {
            Reading::Days(days) => days.low.map(|end| end.at.to_string()),
            _ => self.quantity()?.stated.low.map(|end| end.at.to_string()),
        }
    }

    /// The upper end, likewise.
    #[must_use]
    pub fn high(&self) -> Option<String> {
        match &self.reading {
            Reading::Days(days) => days.high.map(|end| end.at.to_string()),
            _ => self.quantity()?.stated.high.map(|end| end.at.to_string()),
        }
    }

    /// The unit, where the value names one.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        self.quantity()?.unit.as_deref()
    }
}
