//! Dates among the tokens of a value: `7 October 2019`, `October 7, 2019`, `7–9 October 2019`.

use crate::date::MONTHS;
use jiff::civil::Date;

use super::token::{Kind, Token};
use super::{End, Interval, Unreadable};

/// A date, or what looks like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// Its days, or why it has none.
    pub(super) days: Result<Interval<Date>, Unreadable>,
    /// Its tokens.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
}

fn month(token: &Token) -> Option<i8> {
    let Kind::Word { text, capital } = &token.kind else { return None };
    let same = |name: &&str| {
        *name == text || (text.len() == 3 && name.starts_with(text.as_str())) || {
            text == "sept" && *name == "september"
        }
    };
    // "may" and "march" are verbs as well.
    let name = if *capital { MONTHS.iter().position(same) } else { None }?;
    i8::try_from(name + 1).ok()
}

fn day(token: &Token) -> Option<i8> {
    match token.kind {
        Kind::Number { value, year: false, .. } => value
            .as_whole()
            .filter(|day| (1..=31).contains(day))
            .and_then(|day| day.try_into().ok()),
        _ => None,
    }
}

fn year(token: &Token) -> Option<i16> {
    match token.kind {
        Kind::Number { value, year: true, .. } => value.as_whole()?.try_into().ok(),
        _ => None,
    }
}

/// The dates among the tokens, in order.
pub(super) fn dates(tokens: &[Token]) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(tokens, at) {
            Some(date) => {
                at = date.end;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

fn date_at(tokens: &[Token], start: usize) -> Option<Dated> {
    let token = tokens.get(start)?;
    if let Kind::Days(days) = token.kind {
        return Some(Dated { days: Ok(days), start, end: start + 1 });
    }
    if let Some(month) = month(token) {
        let days = days_at(tokens, start + 1);
        let (year, end) = year_at(tokens, days.as_ref().map_or(start + 1, |(_, end)| *end));
        if year.is_none() && days.is_none() {
            return None;
        }
        let days = days.map(|(days, _)| days);
        return Some(Dated { days: build(days, month, year), start, end });
    }
    let (days, end) = days_at(tokens, start)?;
    let end = if tokens.get(end).and_then(Token::word) == Some("of") { end + 1 } else { end };
    let month = month(tokens.get(end)?)?;
    let (year, end) = year_at(tokens, end + 1);
    Some(Dated { days: build(Some(days), month, year), start, end })
}

/// `7`, or `7–9`.
fn days_at(tokens: &[Token], at: usize) -> Option<((i8, i8), usize)> {
    let first = day(tokens.get(at)?)?;
    let joins = tokens
        .get(at + 1)
        .is_some_and(|token| token.is_dash() || matches!(token.word(), Some("to" | "and" | "or")));
    match tokens.get(at + 2).and_then(day).filter(|_| joins) {
        Some(last) => Some(((first, last), at + 3)),
        None => Some(((first, first), at + 1)),
    }
}

fn year_at(tokens: &[Token], at: usize) -> (Option<i16>, usize) {
    let comma = tokens.get(at).is_some_and(|token| token.is_sign(','));
    let place = at + usize::from(comma);
    match tokens.get(place).and_then(year) {
        Some(year) => (Some(year), place + 1),
        None => (None, at),
    }
}

/// The days of a month, or all of it.
fn build(
    days: Option<(i8, i8)>,
    month: i8,
    year: Option<i16>,
) -> Result<Interval<Date>, Unreadable> {
    let year = year.ok_or(Unreadable::Date)?;
    let on = |day: i8| Date::new(year, month, day).map_err(|_| Unreadable::Calendar);
    let (low, high) = match days {
        Some((first, last)) => (on(first)?, on(last)?),
        None => (on(1)?, on(1)?.last_of_month()),
    };
    if low > high {
        return Err(Unreadable::Reversed);
    }
    Ok(Interval::between(low, high))
}

/// A week on either side, for a date that is said to be approximate.
pub(super) fn around(days: Interval<Date>) -> Interval<Date> {
    let shift = |end: End<Date>, days: i32| End {
        at: end.at.saturating_add(jiff::Span::new().days(days)),
        inclusive: end.inclusive,
    };
    Interval { low: days.low.map(|end| shift(end, -7)), high: days.high.map(|end| shift(end, 7)) }
}
