//! Dates as readers write them.

use jiff::civil::Date;

use crate::date::{Days, PartialDate};
use crate::i18n::{Words, fill, months};

/// A day, month or year in words: `7 October 2019`.
pub(crate) fn in_words(date: PartialDate, words: &Words) -> String {
    days_in_words(date.days(), words)
}

/// A stretch of days in words, as short as it can be told.
pub(crate) fn days_in_words(days: Days, words: &Words) -> String {
    let Days { first, last } = days;
    let year = first.year().to_string();
    if first == last {
        let month = month(first, &words.months_of_day);
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
        let month = month(first, &words.months);
        return fill(&words.date_month, &[("month", month), ("year", &year)]);
    }
    if same_month {
        let month = month(first, &words.months_of_day);
        let (first, last) = (first.day().to_string(), last.day().to_string());
        let values = [("first", &*first), ("last", &*last), ("month", month), ("year", &year)];
        return fill(&words.date_days, &values);
    }
    let day = |day: Date| days_in_words(Days { first: day, last: day }, words);
    fill(&words.date_range, &[("first", &day(first)), ("last", &day(last))])
}

fn month(date: Date, names: &str) -> &str {
    let index = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    months(names).nth(index).unwrap_or_default()
}

/// A date or occasion with the dates in it that are written as in ISO 8601 in words: `2019-10-07, in Geneva`.
pub(crate) fn said_in_words(said: &str, words: &Words) -> String {
    let is_of_date = |c: char| c.is_ascii_digit() || c == '-';
    let mut out = String::with_capacity(said.len());
    let mut rest = said.trim();
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_date(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let alone =
            !out.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        // A year alone is written so already.
        match run.parse::<PartialDate>().ok().filter(|_| alone && run.contains('-')) {
            Some(date) => out.push_str(&in_words(date, words)),
            None => out.push_str(run),
        }
        let next = after.find(is_of_date).unwrap_or(after.len());
        let (between, after) = after.split_at(next);
        out.push_str(between);
        rest = after;
    }
    out
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
    fn a_month_may_have_another_form_beside_a_day() {
        let of_day =
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
        let alone = "январь, февраль, март, апрель, май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь";
        let words =
            Words { months: alone.into(), months_of_day: of_day.into(), ..Words::default() };
        let read = |text: &str| in_words(text.parse().unwrap(), &words);
        assert_eq!(
            (read("2019-10-07"), read("2019-10")),
            ("7 октября 2019".into(), "октябрь 2019".into())
        );
    }

    #[test]
    fn dates_in_what_was_said_when_are_put_into_words() {
        let words = Words::default();
        for (said, told) in [
            ("2019-10-07", "7 October 2019"),
            (" 2019-10-07, press release", "7 October 2019, press release"),
            ("Geneva, 2019-10", "Geneva, October 2019"),
            ("2019", "2019"),
            ("7 October 2019", "7 October 2019"),
            ("Resolution 2019-10-07b", "Resolution 2019-10-07b"),
            ("2019-13-01", "2019-13-01"),
            ("on day 12-34", "on day 12-34"),
        ] {
            assert_eq!(said_in_words(said, &words), told);
        }
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
