//! From the text of a value to what it says. The whole text must be read; else it is words.

use std::ops::Range;

use super::{
    Approximation, Dated, Decimal, Interval, Quantity, Reading, Sum, SumPart, Unit, Unreadable,
};
use crate::language::{Amount, Bound, Figure, FigureReader, Language, What};
use crate::parse::fold::fold;
use crate::slice::Slice;

/// How many words may say what is counted.
const MOST_WORDS: usize = 4;

/// How many days before or after a date that is said to be approximate may be meant.
const DAYS_AROUND: i32 = 7;

/// Reads a value.
pub(super) fn read(text: &str, language: Language) -> Reading {
    let bracketed = counts_in_brackets(text, language);
    let whole = FigureReader::new(text, language);
    let parts = parts(text, whole.figures());
    let has_number = whole.figures().iter().any(|figure| matches!(figure.what, What::Amount(_)));
    if has_number && (parts.len() > 1 || bracketed) {
        return sum(&parts, language).map_or_else(Reading::Unreadable, Reading::Sum);
    }
    expression(text, language)
}

/// Whether a figure stands in square brackets: one that the editor counted.
fn counts_in_brackets(text: &str, language: Language) -> bool {
    let inside = text.split_once('[').and_then(|(_, after)| after.split_once(']'));
    inside.is_some_and(|(inside, _)| !crate::language::figures(inside, language).is_empty())
}

/// Cuts a value at the plus signs that join its parts: `34,000+` and `+3` are a bound and a sign, and
/// `-5 to +3` is one figure.
fn parts<'a>(text: &'a str, figures: &[Figure]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('+') {
        let (before, after) = (text.slice(..at), text.slice(at + 1..));
        let ends_bound = !before.ends_with(char::is_whitespace)
            && after.chars().next().is_none_or(char::is_whitespace)
            && after.trim_start().chars().next().is_none_or(char::is_alphabetic);
        let inside = |figure: &Figure| figure.range.start < at && at < figure.range.end;
        if !before.trim().is_empty() && !ends_bound && !figures.iter().any(inside) {
            parts.push(text.slice(start..at).trim());
            start = at + 1;
        }
    }
    parts.push(text.slice(start..).trim());
    parts
}

/// The text without remarks in brackets, unless there is nothing else, and without quotation
/// marks around it and a full stop behind it.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' if depth > 0 => {
                depth -= 1;
                out.push(' ');
            }
            _ if depth > 0 => {}
            _ => out.push(c),
        }
    }
    if out.trim().is_empty() || depth > 0 {
        out = text.replace(['(', ')', '[', ']'], " ");
    }
    let marks = ['"', '“', '”', '„', '«', '»', '‘', '’', '\'', ' ', '\u{a0}'];
    out.trim_matches(marks).trim_end_matches(['.', '!', ';', ':']).trim_matches(marks).to_owned()
}

/// A value, or a part of a sum, that is no sum itself.
fn expression(text: &str, language: Language) -> Reading {
    let text = bare(text);
    let reader = FigureReader::new(&text, language);
    if reader.is_none() {
        return number(Interval::exactly(Decimal::ZERO));
    }
    let expression = Expression { text: &text, reader: &reader };
    match expression.read() {
        Ok(reading) => reading,
        // Only what begins like a number is meant as one.
        Err(why) if expression.begins_with_figure() => Reading::Unreadable(why),
        Err(_) => Reading::Words,
    }
}

fn number(stated: Interval<Decimal>) -> Reading {
    Reading::Quantity(Quantity {
        stated,
        approximation: None,
        unit: None,
        counted: None,
        is_rate: false,
    })
}

/// A text that may be one quantity or date.
struct Expression<'a> {
    text: &'a str,
    reader: &'a FigureReader<'a>,
}

impl Expression<'_> {
    /// Whether it starts with digits, perhaps after words that make a bound.
    fn begins_with_figure(&self) -> bool {
        let first = self.reader.figures().first();
        first.is_some_and(|first| !first.in_words && self.lead(first, true).is_some())
    }

    fn read(&self) -> Result<Reading, Unreadable> {
        let figures = self.reader.figures();
        let Some((first, rest)) = figures.split_first() else {
            return Ok(self.one_of().unwrap_or_else(|| self.month()));
        };
        match first.what {
            What::Unreadable(why) => Err(why),
            What::Date(dated) => self.date(first, dated, rest),
            What::Amount(amount) => match self.year(first, &amount, rest) {
                Some(reading) => Ok(reading),
                None => self.quantity(first, amount, rest),
            },
            _ => Ok(Reading::Words),
        }
    }

    /// The bounds before a figure, nearest first, where there is nothing else.
    fn lead(&self, first: &Figure, is_date: bool) -> Option<Vec<Bound>> {
        let mut bounds = Vec::new();
        let mut at = first.range.start;
        while !self.text.slice(..at).trim().is_empty() {
            let found = match is_date {
                true => self.reader.bound_before_days(at),
                false => self.reader.bound_before(at),
            };
            let opens = || {
                let start = self.text.len() - self.text.trim_start().len();
                self.reader.opens_range(start..at).then_some(start)
            };
            let dated = || self.reader.before_date(at).filter(|_| is_date);
            at = match found {
                Some((bound, start)) if start < at => {
                    bounds.push(bound);
                    start
                }
                _ => opens().or_else(dated).filter(|start| *start < at)?,
            };
        }
        Some(bounds)
    }

    /// `a week`
    fn one_of(&self) -> Option<Reading> {
        let start = self.text.len() - self.text.trim_start().len();
        let (unit, end) = self.reader.one_of(start)?;
        let one = Interval::exactly(Decimal::whole(1)?);
        let quantity = Quantity {
            stated: one,
            approximation: None,
            unit: Some(unit),
            counted: None,
            is_rate: false,
        };
        self.text.slice(end..).trim().is_empty().then_some(Reading::Quantity(quantity))
    }

    fn month(&self) -> Reading {
        let starts = self.reader.words_from(0).map(|word| word.start);
        let end = self.text.trim_end().len();
        let found = starts.filter_map(|start| self.reader.month_at(start)).next();
        match found {
            Some(month) if month.range.end == end => match month.what {
                What::Date(dated) => match self.lead(&month, true) {
                    Some(bounds) => days(dated, &bounds).map_or(Reading::Words, Reading::Days),
                    None => Reading::Words,
                },
                _ => Reading::Words,
            },
            _ => Reading::Words,
        }
    }

    fn date(&self, first: &Figure, from: Dated, rest: &[Figure]) -> Result<Reading, Unreadable> {
        let Some(mut bounds) = self.lead(first, true) else { return Ok(Reading::Words) };
        let (dated, end) = match rest {
            [] => (from, first.range.end),
            [last] => {
                let to = match last.what {
                    What::Date(to) => to,
                    // The time of a day is more than its date says.
                    What::Time(_) => return Ok(Reading::Words),
                    _ => return Err(Unreadable::SeveralNumbers),
                };
                if !self.reader.joins(first.range.end..last.range.start) {
                    return Err(Unreadable::SeveralNumbers);
                }
                (stretch(from, to)?, last.range.end)
            }
            _ => return Err(Unreadable::SeveralNumbers),
        };
        let end = match self.reader.bound_after_days(end) {
            Some((bound, end)) => {
                bounds.push(bound);
                end
            }
            None => end,
        };
        if !self.text.slice(end..).trim().is_empty() {
            return Ok(Reading::Words);
        }
        Ok(days(dated, &bounds).map_or(Reading::Words, Reading::Days))
    }

    /// A year that words show to be one: `until 2030`.
    fn year(&self, first: &Figure, amount: &Amount, rest: &[Figure]) -> Option<Reading> {
        let plain = amount.year && rest.is_empty() && amount.high.is_none();
        let bounds = self.lead(first, true).filter(|_| plain)?;
        let after = self.reader.bound_after_days(first.range.end);
        let (after, end) = after.map_or((None, first.range.end), |(bound, end)| (Some(bound), end));
        let ends = self.text.slice(end..).trim().is_empty();
        let of_numbers = self.lead(first, false).is_some() && after.is_none();
        let year = amount.low.as_whole().and_then(|year| year.try_into().ok());
        let dated = year.and_then(Dated::year).filter(|_| ends && !of_numbers)?;
        let bounds: Vec<Bound> = bounds.into_iter().chain(after).collect();
        days(dated, &bounds).map(Reading::Days)
    }

    fn quantity(
        &self,
        first: &Figure,
        amount: Amount,
        rest: &[Figure],
    ) -> Result<Reading, Unreadable> {
        let Some(mut bounds) = self.lead(first, false) else { return Ok(Reading::Words) };
        // Of "the first of 28" nothing can be told.
        let goes_on =
            rest.iter().find(|figure| !(figure.weak && matches!(figure.what, What::Ordinal(_))));
        let (stated, unit, end) = match goes_on {
            None => {
                let stated = match amount.high {
                    Some(high) => Interval::between(amount.low, high),
                    None => Interval::exactly(amount.low),
                };
                (stated, amount.unit, first.range.end)
            }
            // "5 to 7 p.m."
            Some(last) if matches!(last.what, What::Time(_)) => return Ok(Reading::Words),
            Some(last) => {
                let (stated, unit) = self.two_bounds(amount, first, last, &bounds, rest)?;
                bounds.clear();
                (stated, unit, last.range.end)
            }
        };
        let (tail, more) = self.tail(end);
        bounds.extend(more);
        // "20 years to life"
        let after = self.text.slice(tail.clone());
        let ordinal = after.starts_with(". ");
        let joined = after.starts_with(|c: char| c.is_alphabetic() && c.is_lowercase());
        if tail.start < tail.end && (self.reader.goes_on_at(tail.start) || ordinal || joined) {
            return Ok(Reading::Words);
        }
        let words = self.reader.words_from(tail.start).filter(|word| word.start < tail.end);
        let words: Vec<&str> = words.map(|word| self.text.slice(word)).collect();
        if words.first().is_some_and(|word| self.reader.may_be_scale(word)) {
            return Err(Unreadable::Scale);
        }
        let signs = words.iter().filter(|word| !word.contains(char::is_alphanumeric));
        let is_left = |word: &&str| word.chars().all(|c| "-‐‑–—*†‡,".contains(c));
        if !words.is_empty() && words.iter().all(is_left) {
            return Err(Unreadable::Sign);
        }
        let joins = signs
            .clone()
            .all(|sign| matches!(*sign, "-" | "‐" | "‑" | "/" | "&" | "'" | "’" | "."));
        if !joins || words.len() - signs.count() > MOST_WORDS {
            return Ok(Reading::Words);
        }
        let counted = self.text.slice(tail.clone()).trim_matches(['-', '‐', '‑', ' ', '\u{a0}']);
        let counted = (!counted.is_empty()).then(|| counted.to_owned());
        let is_rate = counted.is_some() && self.reader.is_rate_at(tail.start);
        let quantity = Quantity { stated, approximation: None, unit, counted, is_rate };
        bounded(quantity, bounds).map(Reading::Quantity)
    }

    /// What stands after the number, without the words that make a bound of it.
    fn tail(&self, end: usize) -> (Range<usize>, Vec<Bound>) {
        let mut bounds = Vec::new();
        let mut start = end;
        while let Some((bound, after)) = self.reader.bound_after(start).filter(|it| it.1 > start) {
            bounds.push(bound);
            start = after;
        }
        // `18 bureaus at least`
        let starts = self.reader.words_from(start).map(|word| word.start);
        let last = starts.filter_map(|at| Some((at, self.reader.bound_after(at)?)));
        let whole = self.text.trim_end().len();
        match last.filter(|(_, (_, after))| *after == whole).min_by_key(|(at, _)| *at) {
            Some((at, (bound, _))) if at > start => {
                bounds.push(bound);
                (start..at, bounds)
            }
            _ => (start..whole.max(start), bounds),
        }
    }

    /// `more than 1 million but less than 2 million`
    fn two_bounds(
        &self,
        low: Amount,
        first: &Figure,
        last: &Figure,
        bounds: &[Bound],
        rest: &[Figure],
    ) -> Result<(Interval<Decimal>, Option<Unit>), Unreadable> {
        let What::Amount(high) = last.what else { return Err(Unreadable::SeveralNumbers) };
        let units = low.unit.zip(high.unit).is_some_and(|(low, high)| low != high);
        if units && self.reader.joins(first.range.end..last.range.start) {
            return Err(Unreadable::MixedUnits);
        }
        let single = rest.len() == 1 && low.high.is_none() && high.high.is_none();
        let to = self.reader.bound_before(last.range.start).filter(|_| single);
        let ([from @ (Bound::MoreThan | Bound::AtLeast)], Some((to, begins))) = (bounds, to) else {
            return Err(Unreadable::SeveralNumbers);
        };
        let joined = self.reader.adds(first.range.end..begins);
        if !joined || !matches!(to, Bound::LessThan | Bound::AtMost) {
            return Err(Unreadable::SeveralNumbers);
        }
        let unit = match (low.unit, high.unit) {
            (Some(a), Some(b)) if a != b => return Err(Unreadable::MixedUnits),
            (a, b) => a.or(b),
        };
        if low.low > high.low {
            return Err(Unreadable::Reversed);
        }
        let stated = Interval {
            low: from.of_stretch(Interval::exactly(low.low)).low,
            high: to.of_stretch(Interval::exactly(high.low)).high,
        };
        Ok((stated, unit))
    }
}

/// What bounds make of a number.
fn bounded(mut quantity: Quantity, bounds: Vec<Bound>) -> Result<Quantity, Unreadable> {
    let mut bounded = false;
    for bound in bounds {
        let approximation = match bound {
            Bound::Exactly => continue,
            Bound::Around => Some(Approximation::Around),
            Bound::Below => Some(Approximation::Below),
            Bound::Above => Some(Approximation::Above),
            _ => None,
        };
        match approximation {
            Some(approximation) => {
                quantity.approximation.get_or_insert(approximation);
            }
            None if bounded || quantity.stated.only().is_none() => {
                return Err(Unreadable::SeveralNumbers);
            }
            None => {
                bounded = true;
                quantity.stated = bound.of_stretch(quantity.stated);
            }
        }
    }
    Ok(quantity)
}

/// The days that bounds make of a date.
fn days(dated: Dated, bounds: &[Bound]) -> Option<Dated> {
    let bounds: Vec<&Bound> = bounds.iter().filter(|bound| **bound != Bound::Exactly).collect();
    match bounds.as_slice() {
        [] => Some(dated),
        [Bound::Around | Bound::Above | Bound::Below] => Some(dated.around(DAYS_AROUND)),
        // "Before the end of 2024" may be in its last months.
        [Bound::LessThan] if dated.vague => {
            Some(Dated { days: Bound::AtMost.of_stretch(dated.days), ..dated })
        }
        [Bound::MoreThan] if dated.vague => {
            Some(Dated { days: Bound::AtLeast.of_stretch(dated.days), ..dated })
        }
        [bound] => Some(Dated { days: bound.of_stretch(dated.days), ..dated }),
        _ => None,
    }
}

/// The days from one date to another.
fn stretch(from: Dated, to: Dated) -> Result<Dated, Unreadable> {
    let from = from.in_year_of(&to).ok_or(Unreadable::Date)?;
    let (Some(low), Some(high)) = (from.days.low, to.days.high) else {
        return Err(Unreadable::SeveralNumbers);
    };
    if low.at > high.at || from.yearless != to.yearless {
        return Err(Unreadable::Reversed);
    }
    let days = Interval::between(low.at, high.at);
    Ok(Dated { days, yearless: to.yearless, vague: from.vague || to.vague })
}

/// A sum of its parts.
fn sum(parts: &[&str], language: Language) -> Result<Sum, Unreadable> {
    let parts =
        parts.iter().map(|text| part(text, language)).collect::<Result<Vec<SumPart>, _>>()?;
    let (first, more) = parts.split_first().ok_or(Unreadable::Part)?;
    let total =
        more.iter().try_fold(first.quantity.clone(), |total, part| total.plus(&part.quantity))?;
    let total =
        if more.is_empty() { total } else { Quantity { counted: None, is_rate: false, ..total } };
    Ok(Sum { parts, total })
}

fn part(text: &str, language: Language) -> Result<SumPart, Unreadable> {
    let counted_by_editor = counts_in_brackets(text, language);
    let unbracketed = text.replace(['[', ']'], " ");
    let text = if counted_by_editor { unbracketed.trim() } else { text };
    // `bureaus: 18`
    let (before, text) = match text.split_once(':') {
        Some((name, number)) if !name.trim().is_empty() => (Some(name.trim()), number.trim()),
        _ => (None, text),
    };
    match expression(text, language) {
        Reading::Quantity(quantity) => {
            let counted = quantity.counted.clone();
            let name = before.map(str::to_owned).or_else(|| counted.map(|it| without_article(&it)));
            Ok(SumPart { name, quantity, counted_by_editor })
        }
        Reading::Unreadable(why) => Err(why),
        _ => Err(Unreadable::Part),
    }
}

/// A name without "of the" before it.
fn without_article(name: &str) -> String {
    let mut name = name;
    for word in ["of ", "the "] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    name.to_owned()
}

/// A value's words as they are compared.
pub(super) fn wording(raw: &str, language: Option<Language>) -> String {
    let folded = fold(raw).text;
    let figures = language.map(|language| crate::language::figures(&folded, language));
    let mut words: Vec<String> = Vec::new();
    let add = |text: &str, words: &mut Vec<String>| {
        let text = text.to_lowercase();
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(parts.map(str::to_owned));
    };
    let mut end = 0;
    for figure in figures.unwrap_or_default() {
        add(folded.slice(end..figure.range.start), &mut words);
        words.push(figure.key(&folded));
        end = figure.range.end;
    }
    add(folded.slice(end..), &mut words);
    if words.is_empty() { folded.to_lowercase() } else { words.join(" ") }
}
