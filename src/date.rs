//! Dates that may be known only to the month or year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

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

    /// Its month, as far as that is known.
    #[must_use]
    pub fn month_of(self) -> Self {
        Self { day: None, ..self }
    }

    /// Whether every day that it may mean comes before every day that `other` may.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        let earlier = |one: Option<i8>, other: Option<i8>| {
            one.zip(other).is_some_and(|(one, other)| one < other)
        };
        self.year < other.year
            || self.year == other.year
                && (earlier(self.month, other.month)
                    || self.month == other.month && earlier(self.day, other.day))
    }

    /// The first day that it may mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::ZERO)
    }
}

/// A day, or any of several in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl PartialDate {
    /// All days that it may mean.
    #[must_use]
    pub fn days(self) -> Days {
        let first = self.first_day();
        let last = match (self.month, self.day) {
            (None, _) => first.last_of_year(),
            (_, None) => first.last_of_month(),
            _ => first,
        };
        Days { first, last }
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
    fn reads_what_is_known() {
        for text in ["2019", "2019-10", "2019-10-07"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        let days = |text: &str| {
            let days = text.parse::<PartialDate>().unwrap().days();
            format!("{} {}", days.first, days.last)
        };
        assert_eq!(days("2020"), "2020-01-01 2020-12-31");
        assert_eq!(days("2020-02"), "2020-02-01 2020-02-29");
        assert_eq!(days("2020-02-03"), "2020-02-03 2020-02-03");
        assert_eq!("2019-02-30".parse::<PartialDate>(), Err(DateError::Calendar));
        assert_eq!("2019-13".parse::<PartialDate>(), Err(DateError::Calendar));
        for text in ["7 October 2019", "2019-1-2", "19-10-07", "", "2019-10-07-01"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::Form), "{text}");
        }
    }
}
