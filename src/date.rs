//! Dates that may be known only to the month or year.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// The months, as texts in English name them: in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day, a month or a year, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// Which of two dates comes first, as far as both are known: nothing where one may be the same
    /// as the other, or on either side of it.
    #[must_use]
    pub fn order(self, other: Self) -> Option<Ordering> {
        match self.year.cmp(&other.year) {
            Ordering::Equal => {}
            order => return Some(order),
        }
        match self.month?.cmp(&other.month?) {
            Ordering::Equal => Some(self.day?.cmp(&other.day?)),
            order => Some(order),
        }
    }

    /// The first day that it may mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::ZERO)
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `2019-10-07`, `2019-10` or `2019`.
    Form,
    /// Of that form, but no day of the calendar.
    Calendar,
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !digits || !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
            return Err(DateError::Form);
        }
        let year = parts[0].parse().map_err(|_| DateError::Form)?;
        let small = |index: usize| parts.get(index).and_then(|part| part.parse::<i8>().ok());
        let (month, day) = (small(1), small(2));
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| DateError::Calendar)?;
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for PartialDate {
    /// As in ISO 8601: `2019-10-07`, `2019-10` or `2019`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(out, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_in_no_order() {
        let order = |one: &str, other: &str| {
            one.parse::<PartialDate>().unwrap().order(other.parse().unwrap())
        };
        assert_eq!(order("2019-10-07", "2019-10-08"), Some(Ordering::Less));
        assert_eq!(order("2019-10-07", "2019-10-07"), Some(Ordering::Equal));
        assert_eq!(order("2020", "2019-12"), Some(Ordering::Greater));
        assert_eq!(order("2019-09", "2019-10-07"), Some(Ordering::Less));
        for (one, other) in [("2019", "2019-10"), ("2019-10", "2019-10-07"), ("2019-10", "2019-10")]
        {
            assert_eq!((order(one, other), order(other, one)), (None, None), "{one}, {other}");
        }
    }

    #[test]
    fn reads_what_is_known() {
        for text in ["2019", "2019-10", "2019-10-07"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        assert_eq!("2019-02-30".parse::<PartialDate>(), Err(DateError::Calendar));
        assert_eq!("2019-13".parse::<PartialDate>(), Err(DateError::Calendar));
        for text in ["7 October 2019", "2019-1-2", "19-10-07", "", "2019-10-07-01"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::Form), "{text}");
        }
    }
}
