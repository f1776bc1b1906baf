//! Dates as readers write them.

use crate::date::PartialDate;
use crate::words::{Words, fill};

/// A day, month or year in words: `7 October 2019`.
pub(crate) fn in_words(date: PartialDate, words: &Words) -> String {
    let month = date.month().and_then(|month| {
        let index = usize::try_from(month).ok()?.checked_sub(1)?;
        words.months.split(' ').nth(index)
    });
    let year = date.year().to_string();
    match (month, date.day()) {
        (Some(month), Some(day)) => {
            fill(&words.date_day, &[("day", &day.to_string()), ("month", month), ("year", &year)])
        }
        (Some(month), None) => fill(&words.date_month, &[("month", month), ("year", &year)]),
        (None, _) => year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_as_is_known() {
        let words = Words::default();
        let read = |text: &str| in_words(text.parse().unwrap(), &words);
        assert_eq!(read("2019-10-07"), "7 October 2019");
        assert_eq!(read("2019-12"), "December 2019");
        assert_eq!(read("2019"), "2019");
    }
}
