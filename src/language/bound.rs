//! Words that make a number or a date a bound, or approximate: `more than`, `höchstens`, `environ`.

use super::Interval;
use super::lexicon::Entry;

/// What words make of the number or date beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// It is above.
    MoreThan,
    /// It is this, or above.
    AtLeast,
    /// It is below.
    LessThan,
    /// It is this, or below.
    AtMost,
    /// It is a little above.
    Above,
    /// It is a little below.
    Below,
    /// It is about this.
    Around,
    /// It is this, and the words say so.
    Exactly,
}

impl Bound {
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        Some(match entry.name {
            "more than" => Self::MoreThan,
            "at least" => Self::AtLeast,
            "less than" => Self::LessThan,
            "at most" => Self::AtMost,
            "above" => Self::Above,
            "below" => Self::Below,
            "around" => Self::Around,
            "exactly" => Self::Exactly,
            _ => return None,
        })
    }

    /// The bound that it makes of a stretch; an approximation makes none.
    #[must_use]
    pub fn of_stretch<T: Copy + Ord>(self, stated: Interval<T>) -> Interval<T> {
        let bound = match self {
            // More than October is November.
            Self::MoreThan => stated.high.map(|end| Interval::from(end.at, false)),
            Self::AtLeast => stated.low.map(|end| Interval::from(end.at, true)),
            Self::LessThan => stated.low.map(|end| Interval::to(end.at, false)),
            Self::AtMost => stated.high.map(|end| Interval::to(end.at, true)),
            Self::Above | Self::Below | Self::Around | Self::Exactly => None,
        };
        bound.unwrap_or(stated)
    }
}
