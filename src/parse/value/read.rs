//! From the tokens of a value to what it says.

use jiff::civil::Date;

use super::amount::{self, Amount};
use super::day::{self, Dated};
use super::phrase::{self, Phrase};
use super::token::{self, Kind, Token};
use super::{Decimal, Interval, Part, Quantity, Reading, Sum, Unreadable};
use crate::slice::Slice;

/// Words before a number that take it back.
const DENIALS: [&str; 9] =
    ["not", "no", "never", "without", "neither", "denies", "denied", "deny", "disputes"];

/// Words that may stand before a number word for it to count: elsewhere "one" is seldom a number.
const LEADS: [&str; 7] = ["only", "all", "just", "exactly", "between", "from", "the"];

/// Reads a value.
pub(super) fn read(text: &str) -> Reading {
    let tokens = token::tokens(text);
    let amounts = amounts_that_count(&tokens);
    let bracketed = amounts.iter().any(|amount| amount.bracketed);
    let plus: Vec<usize> = (0..tokens.len()).filter(|&at| joins_parts(&tokens, at)).collect();
    if !amounts.is_empty() && (bracketed || !plus.is_empty()) {
        return sum(text, &tokens, &plus).map_or_else(Reading::Unreadable, Reading::Sum);
    }
    match expression(&tokens, amounts) {
        Ok(Some(reading)) => reading,
        Ok(None) => Reading::Words,
        // Only what begins like a number is meant as one.
        Err(why) if begins_with_figure(&tokens) => Reading::Unreadable(why),
        Err(_) => Reading::Words,
    }
}

/// Whether a plus joins two parts: `34,000+` and `+3` are a bound and a sign.
fn joins_parts(tokens: &[Token], at: usize) -> bool {
    let bound = !tokens[at].spaced && tokens.get(at + 1).is_none_or(|next| next.word().is_some());
    tokens[at].is_sign('+') && at > 0 && !bound
}

/// Whether a value starts with figures, perhaps after a phrase, currency or sign.
fn begins_with_figure(tokens: &[Token]) -> bool {
    let figure = tokens.iter().position(|token| {
        matches!(token.kind, Kind::Number { .. } | Kind::Days(_) | Kind::Broken(_))
    });
    let Some(figure) = figure else { return false };
    let date = day::dates(tokens).first().map(|date| date.start);
    let mut first = date.map_or(figure, |date| date.min(figure));
    while first > 0 {
        let sign = matches!(tokens[first - 1].kind, Kind::Currency(_) | Kind::Sign(_));
        first = match phrase::before_date(tokens, first) {
            Some((_, begins)) => begins,
            None if sign || matches!(tokens[first - 1].word(), Some("between" | "a" | "an")) => {
                first - 1
            }
            None => return false,
        };
    }
    true
}

/// The amounts of a value. Numbers in words count where they open it or are joined to another
/// amount; figures always do.
fn amounts_that_count(tokens: &[Token]) -> Vec<Amount> {
    let all = amount::amounts(tokens);
    let opens = |amount: &Amount| {
        let mut first = amount.start;
        while first > 0 {
            first = match phrase::before(tokens, first) {
                Some((_, begins)) => begins,
                None if tokens[first - 1].word().is_some_and(|word| LEADS.contains(&word)) => {
                    first - 1
                }
                None => return tokens[first - 1].is_sign('[') || joins_parts(tokens, first - 1),
            };
        }
        true
    };
    let mut kept: Vec<Amount> = Vec::new();
    for (index, amount) in all.iter().enumerate() {
        let joined = |a: &Amount, b: &Amount| joiner(tokens, a, b);
        let after = kept.last().is_some_and(|last| joined(last, amount));
        let before = all.get(index + 1).is_some_and(|next| !next.in_words && joined(amount, next));
        if !amount.in_words || amount.bracketed || opens(amount) || after || before {
            kept.push(amount.clone());
        }
    }
    kept
}

/// Whether the words between two amounts make a range of them.
pub(super) fn joiner(tokens: &[Token], a: &Amount, b: &Amount) -> bool {
    let between = a.start.checked_sub(1).and_then(|before| tokens[before].word());
    match tokens.get(a.end..b.start) {
        Some([only]) => {
            only.is_dash()
                || matches!(only.word(), Some("to" | "or" | "through" | "until"))
                || (only.word() == Some("and") && between == Some("between"))
        }
        _ => false,
    }
}

/// A value, or a part of a sum, that is no sum itself: `None` where it is words.
fn expression(tokens: &[Token], amounts: Vec<Amount>) -> Result<Option<Reading>, Unreadable> {
    let dates = day::dates(tokens);
    let dated = |amount: &&Amount| {
        !dates.iter().any(|date| date.start <= amount.start && amount.start < date.end)
    };
    let amounts: Vec<&Amount> = amounts.iter().filter(dated).collect();
    let first = amounts.first().map(|amount| amount.start);
    if denied(tokens, first.or(dates.first().map(|date| date.start)).unwrap_or_default()) {
        return Ok(None);
    }
    let broken = tokens.iter().find_map(|token| match token.kind {
        Kind::Broken(why) => Some(why),
        _ => None,
    });
    match (amounts.as_slice(), broken) {
        (_, Some(why)) => Err(why),
        ([], None) => Ok(days(tokens, &dates)?.map(Reading::Days)),
        ([amount], None) => {
            single(tokens, amount).map(|quantity| Some(Reading::Quantity(quantity)))
        }
        ([low, high], None) if joiner(tokens, low, high) => {
            range(tokens, low, high).map(|quantity| Some(Reading::Quantity(quantity)))
        }
        ([low, high], None) => {
            bounds(tokens, low, high).map(|quantity| Some(Reading::Quantity(quantity)))
        }
        _ => Err(Unreadable::SeveralNumbers),
    }
}

/// Whether a word before the number takes it back; in a phrase ("not more than") it does not.
fn denied(tokens: &[Token], start: usize) -> bool {
    let mut first = start;
    while let Some((_, begins)) = phrase::before_date(tokens, first) {
        first = begins;
    }
    tokens[..first]
        .iter()
        .filter_map(Token::word)
        .any(|word| DENIALS.contains(&word) || word.ends_with("n't"))
}

/// The phrases around an amount, nearest first.
fn phrases(tokens: &[Token], start: usize, end: usize) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut first = start;
    while let Some((phrase, begins)) = phrase::before(tokens, first) {
        found.push(phrase);
        first = begins;
    }
    let near = phrase::after(tokens, end);
    let last = || {
        let places = tokens.len().saturating_sub(2).max(end)..tokens.len();
        places.into_iter().find_map(|at| phrase::after(tokens, at).filter(|p| p.1 == tokens.len()))
    };
    found.extend(near.or_else(last).map(|(phrase, _)| phrase));
    found
}

fn quantity(
    stated: Interval<Decimal>,
    unit: Option<String>,
    phrases: &[Phrase],
) -> Result<Quantity, Unreadable> {
    let mut quantity = Quantity { stated, approximation: None, unit };
    let mut bounded = false;
    for phrase in phrases {
        match phrase {
            Phrase::About(approximation) => {
                quantity.approximation.get_or_insert(*approximation);
            }
            _ if bounded => return Err(Unreadable::SeveralNumbers),
            _ => {
                bounded = true;
                quantity.stated = phrase.bound(quantity.stated);
            }
        }
    }
    Ok(quantity)
}

fn single(tokens: &[Token], amount: &Amount) -> Result<Quantity, Unreadable> {
    let stated = Interval::exactly(amount.value()?);
    quantity(stated, amount.unit.clone(), &phrases(tokens, amount.start, amount.end))
}

fn range(tokens: &[Token], low: &Amount, high: &Amount) -> Result<Quantity, Unreadable> {
    let (unit, mut first, mut last) = (common_unit(low, high)?, low.clone(), high.clone());
    // `1-2 million`: the scale is said once, unless the first number is already large.
    if first.scale == 1 && Decimal::whole(1000).is_some_and(|large| first.figure < large) {
        first.scale = last.scale;
    }
    // `1966-76`: the century is said once.
    let century = |year: i128| year - year % 100;
    if let (true, Some(from), Some(to @ 10..100)) =
        (first.year, first.figure.as_whole(), last.figure.as_whole())
    {
        last.figure = Decimal::whole(century(from) + to).ok_or(Unreadable::TooLong)?;
    }
    let (from, to) = (first.value()?, last.value()?);
    if from > to {
        return Err(Unreadable::Reversed);
    }
    let phrases = phrases(tokens, low.start, high.end);
    if phrases.iter().any(|phrase| !matches!(phrase, Phrase::About(_))) {
        return Err(Unreadable::SeveralNumbers);
    }
    quantity(Interval::between(from, to), unit, &phrases)
}

/// `more than 1 million but less than 2 million`.
fn bounds(tokens: &[Token], low: &Amount, high: &Amount) -> Result<Quantity, Unreadable> {
    let near = |amount: &Amount| phrase::before(tokens, amount.start);
    let (Some((from, _)), Some((to, begins))) = (near(low), near(high)) else {
        return Err(Unreadable::SeveralNumbers);
    };
    let joined = tokens.get(low.end..begins).is_some_and(|between| {
        between
            .iter()
            .all(|token| token.is_sign(',') || matches!(token.word(), Some("and" | "but")))
    });
    let low_end = matches!(from, Phrase::MoreThan | Phrase::AtLeast);
    let high_end = matches!(to, Phrase::LessThan | Phrase::AtMost);
    if !(joined && low_end && high_end) {
        return Err(Unreadable::SeveralNumbers);
    }
    let unit = common_unit(low, high)?;
    let stated = Interval {
        low: from.bound(Interval::exactly(low.value()?)).low,
        high: to.bound(Interval::exactly(high.value()?)).high,
    };
    if low.value()? > high.value()? {
        return Err(Unreadable::Reversed);
    }
    Ok(Quantity { stated, approximation: None, unit })
}

fn common_unit(a: &Amount, b: &Amount) -> Result<Option<String>, Unreadable> {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) if a != b => Err(Unreadable::MixedUnits),
        (a, b) => Ok(a.clone().or_else(|| b.clone())),
    }
}

/// The stretch of days that one date or two joined ones name.
fn days(tokens: &[Token], dates: &[Dated]) -> Result<Option<Interval<Date>>, Unreadable> {
    match dates {
        [] => Ok(None),
        [date] => {
            let days = date.days?;
            Ok(Some(match phrase::before_date(tokens, date.start) {
                Some((Phrase::About(_), _)) => day::around(days),
                Some((phrase, _)) => phrase.bound(days),
                None => days,
            }))
        }
        [first, last] => {
            let (from, to) = (first.days?, last.days?);
            let joined = matches!(tokens.get(first.end..last.start), Some([only])
                if only.is_dash() || matches!(only.word(), Some("to" | "and" | "until" | "till")));
            match (from.low, to.high) {
                (Some(low), Some(high)) if joined && low.at <= high.at => {
                    Ok(Some(Interval::between(low.at, high.at)))
                }
                (Some(_), Some(_)) if joined => Err(Unreadable::Reversed),
                _ => Err(Unreadable::SeveralNumbers),
            }
        }
        _ => Err(Unreadable::SeveralNumbers),
    }
}

/// A sum, cut at its plus signs.
fn sum(text: &str, tokens: &[Token], plus: &[usize]) -> Result<Sum, Unreadable> {
    let mut parts = Vec::new();
    let mut start = 0;
    for &end in plus.iter().chain([&tokens.len()]) {
        parts.push(part(text, &tokens[start..end])?);
        start = end + 1;
    }
    let total = total(&parts)?;
    Ok(Sum { parts, total })
}

fn part(text: &str, tokens: &[Token]) -> Result<Part, Unreadable> {
    let amounts = amounts_that_count(tokens);
    let counted_by_editor = amounts.iter().any(|amount| amount.bracketed);
    let ends = amounts.first().map(|first| first.start).zip(amounts.last().map(|last| last.end));
    let (start, end) = ends.ok_or(Unreadable::Part)?;
    let Some(Reading::Quantity(quantity)) = expression(tokens, amounts)? else {
        return Err(Unreadable::Part);
    };
    let name = name(text, &tokens[end..]).or_else(|| {
        let mut first = start;
        while let Some((_, begins)) = phrase::before(tokens, first) {
            first = begins;
        }
        name(text, &tokens[..first])
    });
    Ok(Part { name, quantity, counted_by_editor })
}

/// What a part is, in the words after its number, or else before it.
fn name(text: &str, tokens: &[Token]) -> Option<String> {
    let words = tokens.iter().skip_while(|token| {
        !matches!(token.kind, Kind::Word { .. }) || matches!(token.word(), Some("of" | "the"))
    });
    let (first, last) = (words.clone().next()?, words.last()?);
    Some(text.slice(first.range.start..last.range.end).to_owned())
}

/// What parts add up to.
fn total(parts: &[Part]) -> Result<Quantity, Unreadable> {
    let (first, more) = parts.split_first().ok_or(Unreadable::Part)?;
    more.iter().try_fold(first.quantity.clone(), |total, part| total.plus(&part.quantity))
}
