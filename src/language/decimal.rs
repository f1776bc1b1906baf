//! Exact decimal numbers.

use std::fmt;

/// Places after the point that are kept.
const PLACES: u32 = 12;

/// One, as a [`Decimal`] counts it.
const ONE: i128 = 10i128.pow(PLACES);

/// A decimal number, exact to twelve places after the point.
///
/// Whether two reports agree must not depend on rounding, so there are no floats: the number is a
/// count of million-millionths in 128 bits. That holds every figure of the press (up to
/// 10^26), makes equality and order those of integers, and needs no common scale to be found.
/// What does not fit is told by `None`, never rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number, where it fits.
    #[must_use]
    pub fn whole(number: i128) -> Option<Self> {
        number.checked_mul(ONE).map(Self)
    }

    /// The number that digits before and after the point write; neither may hold anything but
    /// ASCII digits, and zeros at the end of `places` count for nothing.
    #[must_use]
    pub fn from_digits(digits: &str, places: &str) -> Option<Self> {
        let places = places.trim_end_matches('0');
        let missing = PLACES.checked_sub(u32::try_from(places.len()).ok()?)?;
        let number = digits.bytes().chain(places.bytes()).try_fold(0i128, |number, byte| {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            number.checked_mul(10)?.checked_add(digit)
        })?;
        number.checked_mul(10i128.checked_pow(missing)?).map(Self)
    }

    /// The sum, where it fits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, where it fits.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product with a whole number, where it fits.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        self.0.checked_mul(factor).map(Self)
    }

    /// A part of one, such as two thirds; what has no end is cut at the last place, always alike.
    #[must_use]
    pub fn fraction(above: i128, below: i128) -> Option<Self> {
        above.checked_mul(ONE)?.checked_div(below).map(Self)
    }

    /// So many parts of it, of which so many make the whole.
    #[must_use]
    pub fn share(self, above: i128, below: i128) -> Option<Self> {
        self.0.checked_mul(above)?.checked_div(below).map(Self)
    }

    /// A tenth of it without its sign, towards zero at the last place.
    #[must_use]
    pub fn tenth(self) -> Self {
        Self((self.0 / 10).saturating_abs())
    }

    /// The nearest whole number that is not below it, or not above it.
    #[must_use]
    pub fn to_whole(self, up: bool) -> Self {
        let below = self.0.div_euclid(ONE).saturating_mul(ONE);
        Self(if up && below != self.0 { below.saturating_add(ONE) } else { below })
    }

    /// The whole number that it is, unless it has places.
    #[must_use]
    pub fn as_whole(self) -> Option<i128> {
        (self.0 % ONE == 0).then_some(self.0 / ONE)
    }
}

impl fmt::Display for Decimal {
    /// Plain digits with a point, as programs read them: `1500000`, `0.3`, `-2.5`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0 % ONE);
        write!(out, "{sign}{whole}")?;
        if rest != 0 {
            let places = format!("{:012}", rest.unsigned_abs());
            write!(out, ".{}", places.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_was_read_from() {
        for (digits, places, printed) in [
            ("34000", "", "34000"),
            ("1", "50", "1.5"),
            ("0", "000000000001", "0.000000000001"),
            ("", "3", "0.3"),
        ] {
            assert_eq!(Decimal::from_digits(digits, places).unwrap().to_string(), printed);
        }
        let half = Decimal::from_digits("0", "5").unwrap();
        assert_eq!(Decimal::ZERO.minus(half).unwrap().to_string(), "-0.5");
    }

    #[test]
    fn what_does_not_fit_is_told_and_not_rounded() {
        assert_eq!(Decimal::from_digits("0", "0000000000001"), None);
        assert_eq!(Decimal::from_digits(&"9".repeat(28), ""), None);
        assert_eq!(Decimal::whole(i128::MAX), None);
        assert!(Decimal::from_digits(&"9".repeat(26), "").unwrap().times(10).is_none());
    }
}
