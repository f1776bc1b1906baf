//! What lies between two ends, of which either may be open.

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
}
