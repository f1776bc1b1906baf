//! Units: currencies, measures and shares.

use std::sync::LazyLock;

use foldhash::HashMap;

/// The units that can be turned into each other.
const UNITS: &str = include_str!("data/units.txt");

static SIZES: LazyLock<HashMap<&str, Unit>> = LazyLock::new(|| {
    let unit = |line: &'static str| {
        let mut words = line.split(' ');
        let (name, dimension) = (words.next()?, words.next()?);
        Some((name, Unit { name, dimension, size: words.next()?.parse().ok()? }))
    };
    UNITS.lines().filter(|line| !line.starts_with('#')).filter_map(unit).collect()
});

/// What a number is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Its name: an ISO 4217 code, `%`, a symbol or an English word.
    pub name: &'static str,
    /// What it measures: numbers of one dimension can be compared.
    pub dimension: &'static str,
    /// How many of the smallest unit of its dimension it is.
    pub size: i128,
}

impl Unit {
    /// Percent, and shares of a whole.
    pub const PERCENT: Self = Self { name: "%", dimension: "share", size: 10 };

    /// The unit of this name.
    #[must_use]
    pub fn named(name: &'static str) -> Self {
        SIZES.get(name).copied().unwrap_or(Self { name, dimension: name, size: 1 })
    }

    /// A unit whose word has several meanings, in the sense of another: fifty cents are half a
    /// dollar beside dollars, and pounds are money beside pounds sterling. With what part of the
    /// other it is.
    #[must_use]
    pub fn read_as(self, other: Self) -> Option<(Self, i128)> {
        const WITH_CENTS: [&str; 9] =
            ["USD", "EUR", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "ZAR"];
        match (self.name, other.name) {
            ("cent", currency) if WITH_CENTS.contains(&currency) => Some((other, 100)),
            ("penny", "GBP") => Some((other, 100)),
            ("pound", "GBP" | "lb") | ("¥", "CNY" | "JPY") => Some((other, 1)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_unit() {
        let lines = UNITS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(SIZES.len(), lines);
        assert_eq!(Unit::named("%"), Unit::PERCENT);
        assert_eq!(Unit::named("km").size, 1000 * Unit::named("m").size);
        assert_eq!(Unit::named("USD").dimension, "USD");
    }
}
