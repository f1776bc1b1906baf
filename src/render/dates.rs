//! Dates as readers write them.

use jiff::civil::Date;

use crate::date::{Days, PartialDate};
use crate::i18n::{Words, fill};

/// A day, month or year in words: `7 October 2019`.
pub(crate) fn in_words(date: PartialDate, words: &Words) -> String {
    days_in_words(date.days(), words)
}

/// A stretch of days in words, as short as it can be told.
pub(crate) fn days_in_words(days: Days, words: &Words) -> String {
    let Days { first, last } = days;
    let year = first.year().to_string();
    let month = month(first, words);
    if first == last {
        let values = [("day", &*first.day().to_string()), ("month", month), ("year", &year)];
        return fill(&words.date_day, &values);
    }
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    if first == first.first_of_year() && last == last.last_of_year() {
        let years = [("first", year.as_str()), ("last", &*last.year().to_string())];
        return if same_year { year } else { fill(&words.date_years, &years) };
    }
    if same_month && first == first.first_of_month() && last == last.last_of_month() {
        return fill(&words.date_month, &[("month", month), ("year", &year)]);
    }
    if same_month {
        let (first, last) = (first.day().to_string(), last.day().to_string());
        let values = [("first", &*first), ("last", &*last), ("month", month), ("year", &year)];
        return fill(&words.date_days, &values);
    }
    let day = |day: Date| days_in_words(Days { first: day, last: day }, words);
    fill(&words.date_range, &[("first", &day(first)), ("last", &day(last))])
}

fn month(date: Date, words: &Words) -> &str {
    let index = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    words.months.split(' ').nth(index).unwrap_or_default()
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

    #[test]
    fn stretches_are_told_in_short() {
        let words = Words::default();
        let between = |first: &str, last: &str| {
            let days = |text: &str| text.parse::<PartialDate>().unwrap().days();
            days_in_words(Days { first: days(first).first, last: days(last).last }, &words)
        };
        assert_eq!(between("2019-10-07", "2019-10-09"), "7–9 October 2019");
        assert_eq!(between("2019-10-31", "2019-11-01"), "31 October 2019 – 1 November 2019");
        assert_eq!(between("2010", "2019"), "2010–2019");
    }
}
