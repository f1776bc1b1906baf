//! What lies between two ends, of which either may be open.

use std::cmp::Ordering;

/// One end of an [`Interval`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct End<T> {
    /// Where it is.
    pub at: T,
    /// Whether the end itself belongs to the interval: it does in "at least 18", it does not in
    /// "more than 18".
    pub inclusive: bool,
}

/// All that is neither below `low` nor above `high`; an end that there is not bounds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval<T> {
    /// The lower end.
    pub low: Option<End<T>>,
    /// The upper end.
    pub high: Option<End<T>>,
}

impl<T: Copy + Ord> Interval<T> {
    /// One thing alone.
    #[must_use]
    pub fn exactly(at: T) -> Self {
        Self::between(at, at)
    }

    /// From `low` to `high`, both included.
    #[must_use]
    pub fn between(low: T, high: T) -> Self {
        let end = |at| Some(End { at, inclusive: true });
        Self { low: end(low), high: end(high) }
    }

    /// From `at` on.
    #[must_use]
    pub fn from(at: T, inclusive: bool) -> Self {
        Self { low: Some(End { at, inclusive }), high: None }
    }

    /// Up to `at`.
    #[must_use]
    pub fn to(at: T, inclusive: bool) -> Self {
        Self { low: None, high: Some(End { at, inclusive }) }
    }

    /// The one thing that it holds, where both ends are the same.
    #[must_use]
    pub fn only(&self) -> Option<T> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high && low.inclusive => Some(low.at),
            _ => None,
        }
    }

    /// Whether anything can be in both. Against the ends that [`Self::within`] makes of many
    /// intervals: whether it meets each of them.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }

    /// The greater of the lower ends and the lesser of the upper ends. Of many intervals this is
    /// what all have in common; where they have nothing in common, its ends pass each other.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(match a.at.cmp(&b.at) {
                Ordering::Equal => End { at: a.at, inclusive: a.inclusive && b.inclusive },
                order => {
                    if order == Ordering::Greater {
                        a
                    } else {
                        b
                    }
                }
            }),
            (a, b) => a.or(b),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(match a.at.cmp(&b.at) {
                Ordering::Equal => End { at: a.at, inclusive: a.inclusive && b.inclusive },
                order => {
                    if order == Ordering::Less {
                        a
                    } else {
                        b
                    }
                }
            }),
            (a, b) => a.or(b),
        };
        Self { low, high }
    }
}

/// Whether a lower end lies at or below an upper one.
fn reaches<T: Ord>(low: Option<End<T>>, high: Option<End<T>>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => match low.at.cmp(&high.at) {
            Ordering::Less => true,
            Ordering::Equal => low.inclusive && high.inclusive,
            Ordering::Greater => false,
        },
        _ => true,
    }
}
