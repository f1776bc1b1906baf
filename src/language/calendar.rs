//! Dates and parts of them: `3 May 2024`, `May 3, 2024`, `late 2024`, `Q1`, `2019年10月7日`.

use jiff::civil::Date;

use super::lexicon::Sense;
use super::scan::Scan;
use super::{End, Interval, Unreadable};

/// The year that stands for any, where a date names none: it has every day of the calendar.
const ANY_YEAR: i16 = 2000;

/// A day or a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dated {
    /// The days.
    pub days: Interval<Date>,
    /// Whether the text names no year; the days are then those of the year 2000.
    pub yearless: bool,
    /// Whether the ends are not meant to the day: "late 2024".
    pub vague: bool,
}

impl Dated {
    /// The days of a year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        stretch(Some(year), 1, 12).ok()
    }

    /// So many days more on either side, for a date that is said to be approximate.
    #[must_use]
    pub fn around(self, days: i32) -> Self {
        let shift = |end: End<Date>, days: i32| End {
            at: end.at.saturating_add(jiff::Span::new().days(days)),
            inclusive: end.inclusive,
        };
        let low = self.days.low.map(|end| shift(end, -days));
        let high = self.days.high.map(|end| shift(end, days));
        Self { days: Interval { low, high }, vague: true, ..self }
    }

    /// One of the days as in ISO 8601, without its year where none is named.
    #[must_use]
    pub fn print(&self, day: Date) -> String {
        match self.yearless {
            true => format!("--{:02}-{:02}", day.month(), day.day()),
            false => day.to_string(),
        }
    }

    /// The days as those of the years in which other days lie, where these are of one year: what a
    /// date without a year is beside one that has it.
    #[must_use]
    pub fn in_year_of(self, other: &Self) -> Option<Self> {
        if !self.yearless || other.yearless {
            return Some(self);
        }
        let ends = [other.days.low, other.days.high].map(|end| end.map(|end| end.at.year()));
        let year = match ends {
            [Some(low), Some(high)] if low == high => low,
            [Some(year), None] | [None, Some(year)] => year,
            _ => return None,
        };
        let moved = |date: Date| Date::new(year, date.month(), date.day()).ok();
        let end = |end: Option<End<Date>>| match end {
            Some(end) => moved(end.at).map(|at| Some(End { at, ..end })),
            None => Some(None),
        };
        let days = Interval { low: end(self.days.low)?, high: end(self.days.high)? };
        Some(Self { days, yearless: false, ..self })
    }
}

/// A date that was read, and one past its last token.
pub(super) type FoundDate = (Result<Dated, Unreadable>, usize);

/// The date that begins at a token.
pub(super) fn at(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    if let super::scan_token::TokenKind::Days(days) = &scan.tokens.get(start)?.kind {
        let dated = days.map(|days| Dated { days, yearless: false, vague: false });
        return Some((dated, start + 1));
    }
    han(scan, start)
        .or_else(|| part(scan, start))
        .or_else(|| quarter(scan, start))
        .or_else(|| month_first(scan, start))
        .or_else(|| day_first(scan, start))
        .or_else(|| decade(scan, start))
}

/// A month in words, alone; in texts it is mostly a name's or a verb's place.
pub(super) fn month_alone(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let (month, end) = month(scan, start)?;
    Some((stretch(None, month, month), end))
}

fn month(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let found = scan.at(at, &[Sense::Month])?;
    let capital = scan.text_of(at).starts_with(char::is_uppercase);
    if scan.language.lexicon.has_any(Sense::CapitalMonths) && !capital {
        return None;
    }
    // The full stop of "Oct." belongs to it.
    let short = scan.text_of(found.end - 1).chars().count() <= 4;
    let stop = scan.tokens.get(found.end).is_some_and(|token| token.is_sign('.') && !token.spaced);
    let end = found.end + usize::from(short && stop && scan.tokens.len() > found.end + 1);
    Some((i8::try_from(found.entry.number).ok()?, end))
}

fn day(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let numeral = scan.tokens.get(at)?.numeral()?;
    let fits = matches!(numeral.width, Some(1 | 2)) && !numeral.weak;
    let day = numeral.whole().filter(|day| fits && (1..=31).contains(day))?;
    let ending = scan
        .at(at + 1, &[Sense::OrdinalEnding])
        .filter(|ending| scan.tokens.get(ending.start).is_some_and(|token| !token.spaced));
    Some((i8::try_from(day).ok()?, ending.map_or(at + 1, |ending| ending.end)))
}

fn year(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let numeral = scan.tokens.get(at)?.numeral().filter(|numeral| numeral.is_year())?;
    let year = numeral.whole().filter(|year| (1000..3000).contains(year))?;
    let end = scan.at(at + 1, &[Sense::AfterYear]).map_or(at + 1, |after| after.end);
    Some((i16::try_from(year).ok()?, end))
}

/// The year after a date, perhaps after a comma or "of".
fn year_after(scan: &Scan<'_>, at: usize) -> (Option<i16>, usize) {
    let comma = scan.tokens.get(at).is_some_and(|token| token.is_sign(','));
    let place = match scan.at(at, &[Sense::Of]) {
        Some(of) => of.end,
        None => at + usize::from(comma),
    };
    match year(scan, place) {
        Some((year, end)) => (Some(year), end),
        None => (None, at),
    }
}

/// `7`, or `7–9`
fn days(scan: &Scan<'_>, at: usize) -> Option<((i8, i8), usize)> {
    let (first, end) = day(scan, at)?;
    let joins = match scan.tokens.get(end) {
        Some(token) if token.is_dash() => Some(end + 1),
        _ => scan.at(end, &[Sense::Range, Sense::Either, Sense::And]).map(|joins| joins.end),
    };
    match joins.and_then(|next| day(scan, next)).filter(|(last, _)| *last > first) {
        Some((last, end)) => Some(((first, last), end)),
        None => Some(((first, first), end)),
    }
}

fn day_first(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let (days, end) = days(scan, start)?;
    let end = scan.at(end, &[Sense::Of]).map_or(end, |of| of.end);
    let (month, end) = month(scan, end)?;
    let (year, end) = year_after(scan, end);
    Some((on(year, month, days), end))
}

fn month_first(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let (month, after) = month(scan, start)?;
    let found = days(scan, after).filter(|(_, end)| !scan.is_counted(*end));
    match found {
        Some((days, end)) => {
            let (year, end) = year_after(scan, end);
            Some((on(year, month, days), end))
        }
        None => match year_after(scan, after) {
            (Some(year), end) => Some((stretch(Some(year), month, month), end)),
            (None, _) => None,
        },
    }
}

/// `late 2024`, `early May`
fn part(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let part = scan.at(start, &[Sense::Part])?;
    let hyphen = scan.tokens.get(part.end).is_some_and(super::scan_token::ScanToken::is_hyphen);
    let after = part.end + usize::from(hyphen);
    let after = scan.at(after, &[Sense::Of, Sense::BeforeDate]).map_or(after, |of| of.end);
    if let Some((month, end)) = month(scan, after) {
        let (year, end) = year_after(scan, end);
        return Some((part_of_month(year, month, part.entry.number), end));
    }
    let (year, end) = year(scan, after)?;
    Some((part_of_year(year, part.entry.number), end))
}

/// The beginning, the middle or the end of a month.
fn part_of_month(year: Option<i16>, month: i8, part: i128) -> Result<Dated, Unreadable> {
    let last = Date::new(year.unwrap_or(ANY_YEAR), month, 1).map_or(28, Date::days_in_month);
    let days = match part {
        1 => (1, 15),
        2 => (8, 24),
        _ => (15, last),
    };
    on(year, month, days).map(|dated| Dated { vague: true, ..dated })
}

/// The beginning, the middle or the end of a year.
fn part_of_year(year: i16, part: i128) -> Result<Dated, Unreadable> {
    let months = match part {
        1 => (1, 6),
        2 => (4, 9),
        _ => (7, 12),
    };
    let dated = stretch(Some(year), months.0, months.1);
    dated.map(|dated| Dated { vague: true, ..dated })
}

/// `Q1`, `Q1 2024`, `the first quarter of 2024`, `1. Halbjahr 2024`
fn quarter(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let short = scan.word(start).and_then(|word| match word {
        "q1" | "q2" | "q3" | "q4" => Some((3, word.get(1..)?.parse::<i8>().ok()?)),
        "h1" | "h2" => Some((6, word.get(1..)?.parse::<i8>().ok()?)),
        _ => None,
    });
    if let Some((months, number)) = short {
        let (year, end) = year_after(scan, start + 1);
        // Without a year a half is mostly a code.
        if year.is_none() && months == 6 {
            return None;
        }
        return Some((stretch(year, (number - 1) * months + 1, number * months), end));
    }
    let (number, end) = match scan.at(start, &[Sense::Ordinal]) {
        Some(ordinal) => (i8::try_from(ordinal.entry.number).ok()?, ordinal.end),
        None => day(scan, start).filter(|(_, end)| *end > start + 1)?,
    };
    let what = scan.at(end, &[Sense::Quarter, Sense::HalfYear])?;
    let months = if what.entry.sense == Sense::Quarter { 3 } else { 6 };
    let (year, end) = year_after(scan, what.end);
    let fits = (1..=12 / months).contains(&number);
    let year = year.filter(|_| fits)?;
    Some((stretch(Some(year), (number - 1) * months + 1, number * months), end))
}

/// `the 1990s`, `1990er`
fn decade(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let numeral = scan.tokens.get(start)?.numeral()?;
    let first = numeral.whole().filter(|year| numeral.is_year() && year % 10 == 0)?;
    let ending = scan.tokens.get(start + 1).filter(|token| !token.spaced)?;
    let first = i16::try_from(first).ok()?;
    matches!(ending.small.as_str(), "s" | "er" | "ern").then(|| {
        let low = Date::new(first, 1, 1).map_err(|_| Unreadable::Calendar);
        let high = Date::new(first + 9, 12, 31).map_err(|_| Unreadable::Calendar);
        let dated = low.and_then(|low| {
            Ok(Dated { days: Interval::between(low, high?), yearless: false, vague: false })
        });
        (dated, start + 2)
    })
}

/// `2019年10月7日`, `10月7日`, `2019年10月`
fn han(scan: &Scan<'_>, start: usize) -> Option<FoundDate> {
    let counted = |at: usize, signs: &[&str]| {
        let numeral = scan.tokens.get(at)?.numeral()?;
        let sign = scan.tokens.get(at + 1)?;
        let number = i16::try_from(numeral.whole()?).ok()?;
        signs.contains(&sign.small.as_str()).then_some(number)
    };
    let year = counted(start, &["年", "년"]).filter(|year| (1000..3000).contains(year));
    let at = if year.is_some() { start + 2 } else { start };
    let month = counted(at, &["月", "월"]).and_then(|month| i8::try_from(month).ok());
    let part = |at: usize| scan.at(at, &[Sense::PartAfter]).map(|it| (it.entry.number, it.end));
    let Some(month) = month.filter(|month| (1..=12).contains(month)) else {
        let year = year?;
        return Some(match part(at) {
            Some((part, end)) => (part_of_year(year, part), end),
            None => (stretch(Some(year), 1, 12), at),
        });
    };
    if let Some((part, end)) = part(at + 2) {
        return Some((part_of_month(year, month, part), end));
    }
    let day = counted(at + 2, &["日", "号", "號", "일"]).and_then(|day| i8::try_from(day).ok());
    match day {
        Some(day) => Some((on(year, month, (day, day)), at + 4)),
        // "3月" alone is a month, and "3个月" a time.
        None => Some((stretch(year, month, month), at + 2)),
    }
}

fn on(year: Option<i16>, month: i8, days: (i8, i8)) -> Result<Dated, Unreadable> {
    let date =
        |day: i8| Date::new(year.unwrap_or(ANY_YEAR), month, day).map_err(|_| Unreadable::Calendar);
    let days = Interval::between(date(days.0)?, date(days.1)?);
    Ok(Dated { days, yearless: year.is_none(), vague: false })
}

/// The days from the first of a month to the last of another.
fn stretch(year: Option<i16>, first: i8, last: i8) -> Result<Dated, Unreadable> {
    let start =
        |month: i8| Date::new(year.unwrap_or(ANY_YEAR), month, 1).map_err(|_| Unreadable::Calendar);
    let days = Interval::between(start(first)?, start(last)?.last_of_month());
    Ok(Dated { days, yearless: year.is_none(), vague: false })
}
