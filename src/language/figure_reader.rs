//! The only reader of figures and dates.

use std::ops::Range;

use jiff::civil::Date;

use super::amount::{self, Number, NumberKind};
use super::calendar;
use super::lexicon::Sense;
use super::scan::Scan;
use super::scan_token::ScanToken;
use super::{Amount, Bound, Dated, Decimal, Figure, Language, Unit, Unreadable, What, clock};
use crate::slice::Slice;

/// The figure of which a byte is inside, so that who cuts there cuts it; dates may be cut between
/// their parts.
#[must_use]
pub fn figure_across(text: &str, at: usize, language: Language) -> Option<Figure> {
    if language.parts_figures(text, at) {
        return None;
    }
    let Range { start, end } = around(text, at, language);
    let near = text.slice(start..end);
    let parts = |c: char| c.is_whitespace() || c == ',';
    let joined = !text.slice(..at).ends_with(parts) && !text.slice(at..).starts_with(parts);
    let is_cut = |figure: &Figure| {
        let inside = figure.core.start + start < at && at < figure.core.end + start;
        inside && (joined || !matches!(figure.what, What::Date(_)))
    };
    let found = figures(near, language).into_iter().find(is_cut)?;
    Some(found.moved(start))
}

/// The nearest places before and after a byte over which no figure reaches.
fn around(text: &str, at: usize, language: Language) -> Range<usize> {
    // No figure is so long that its ends lie farther off.
    const LONGEST: usize = 160;
    let start = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let end = text.ceil_char_boundary(at.saturating_add(LONGEST).min(text.len()));
    let parts = |place: &usize| language.parts_figures(text, *place);
    let blanks = |from: usize, to: usize| {
        text.slice(from..to).match_indices(char::is_whitespace).map(move |(blank, _)| from + blank)
    };
    let before = blanks(start, at).rev().find(parts);
    let after = blanks(at, end).find(parts);
    before.unwrap_or(start)..after.unwrap_or(end)
}

/// Every figure and date of a text, in order.
#[must_use]
pub fn figures(text: &str, language: Language) -> Vec<Figure> {
    FigureReader::new(text, language).figures
}

/// A text whose figures and dates have been read.
#[derive(Debug)]
pub struct FigureReader<'a> {
    scan: Scan<'a>,
    figures: Vec<Figure>,
}

impl<'a> FigureReader<'a> {
    /// Reads a text.
    #[must_use]
    pub fn new(text: &'a str, language: Language) -> Self {
        let scan = Scan::new(text, language);
        let mut figures = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while at < scan.tokens.len() {
            if !scan.may_begin(at) {
                at += 1;
                continue;
            }
            match figure(&scan, at, floor) {
                Some((figure, end)) => {
                    figures.push(figure);
                    (at, floor) = (end.max(at + 1), end);
                }
                None => at += 1,
            }
        }
        Self { scan, figures }
    }

    /// The figures and dates, in order.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// A month that is all there is of a text from a byte on: in running text it is none.
    #[must_use]
    pub fn month_at(&self, byte: usize) -> Option<Figure> {
        let start = self.token_from(byte);
        let (found, end) = calendar::month_alone(&self.scan, start)?;
        Some(self.scan.dated(found, start, end))
    }

    /// The unit of which a text says that it is one: `an hour`; in running text it is mostly no
    /// number. And where it ends.
    #[must_use]
    pub fn one_of(&self, byte: usize) -> Option<(Unit, usize)> {
        let article = self.scan.at(self.token_from(byte), &[Sense::Article, Sense::Weak])?;
        let measure = self.scan.at(article.end, &[Sense::Measure])?;
        let last = self.scan.tokens.get(measure.end.checked_sub(1)?)?;
        let is_one = article.entry.number == 1;
        is_one.then_some((Unit::named(measure.entry.name), last.range.end))
    }

    /// The words before a byte that make what follows a bound, and where they begin.
    #[must_use]
    pub fn bound_before(&self, byte: usize) -> Option<(Bound, usize)> {
        self.before(byte, &[Sense::Before])
    }

    /// Likewise, before a date or a year.
    #[must_use]
    pub fn bound_before_days(&self, byte: usize) -> Option<(Bound, usize)> {
        let own = self.before(byte, &[Sense::BeforeDays]);
        let other = self.before(byte, &[Sense::Before]);
        match (own, other) {
            (Some(own), Some(other)) => Some(if other.1 < own.1 { other } else { own }),
            (own, other) => own.or(other),
        }
    }

    fn before(&self, byte: usize, senses: &[Sense]) -> Option<(Bound, usize)> {
        let found = self.scan.lexicon().before(
            self.scan.text,
            &self.scan.tokens,
            self.token_from(byte),
            senses,
        )?;
        Some((Bound::of(found.entry)?, self.scan.tokens.get(found.start)?.range.start))
    }

    /// The words from a byte on that make what stands before them a bound, and where they end.
    #[must_use]
    pub fn bound_after(&self, byte: usize) -> Option<(Bound, usize)> {
        self.after(byte, &[Sense::After])
    }

    /// Likewise, after a date.
    #[must_use]
    pub fn bound_after_days(&self, byte: usize) -> Option<(Bound, usize)> {
        self.after(byte, &[Sense::AfterDays])
    }

    fn after(&self, byte: usize, senses: &[Sense]) -> Option<(Bound, usize)> {
        let found = self.scan.at(self.token_from(byte), senses)?;
        let last = self.scan.tokens.get(found.end.checked_sub(1)?)?;
        Some((Bound::of(found.entry)?, last.range.end))
    }

    /// Whether a word at a byte changes the number before it: "to", "or", "and", "minus".
    #[must_use]
    pub fn goes_on_at(&self, byte: usize) -> bool {
        const SENSES: [Sense; 5] =
            [Sense::Range, Sense::Either, Sense::And, Sense::AndHalf, Sense::Minus];
        self.scan.at(self.token_from(byte), &SENSES).is_some()
    }

    /// Whether the words at a byte say "per" or "each".
    #[must_use]
    pub fn is_rate_at(&self, byte: usize) -> bool {
        let at = self.token_from(byte);
        self.scan.at(at, &[Sense::Rate]).is_some()
            || self.scan.tokens.get(at).is_some_and(|token| token.is_sign('/'))
    }

    /// Whether a word behind a number may be meant to say how large it is.
    #[must_use]
    pub fn may_be_scale(&self, word: &str) -> bool {
        self.scan.language.may_be_scale(word)
    }

    /// Words before a date that belong to it: "on", a day of the week; where they begin.
    #[must_use]
    pub fn before_date(&self, byte: usize) -> Option<usize> {
        self.beginning_before(byte, &[Sense::BeforeDate, Sense::Weekday])
    }

    /// A day of the week before a date; where it begins.
    #[must_use]
    pub fn weekday_before(&self, byte: usize) -> Option<usize> {
        self.beginning_before(byte, &[Sense::Weekday])
    }

    fn beginning_before(&self, byte: usize, senses: &[Sense]) -> Option<usize> {
        let mut end = self.token_from(byte);
        let comma = end.checked_sub(1).and_then(|comma| self.scan.tokens.get(comma));
        if comma.is_some_and(|token| token.is_sign(',')) {
            end -= 1;
        }
        let found = self.scan.lexicon().before(self.scan.text, &self.scan.tokens, end, senses)?;
        Some(self.scan.tokens.get(found.start)?.range.start)
    }

    /// Whether what stands between two bytes joins two numbers or dates to a range.
    #[must_use]
    pub fn joins(&self, between: Range<usize>) -> bool {
        let (start, end) = (self.token_from(between.start), self.token_from(between.end));
        let dash = end == start + 1 && self.scan.tokens.get(start).is_some_and(ScanToken::is_dash);
        dash || self
            .scan
            .at(start, &[Sense::Range, Sense::Either, Sense::And])
            .is_some_and(|word| word.end == end)
    }

    /// Whether only a word for "and", or a comma, stands between two bytes.
    #[must_use]
    pub fn adds(&self, between: Range<usize>) -> bool {
        let (mut at, end) = (self.token_from(between.start), self.token_from(between.end));
        while at < end {
            let comma = self.scan.tokens.get(at).is_some_and(|token| token.is_sign(','));
            match self.scan.at(at, &[Sense::And]) {
                Some(and) => at = and.end,
                None if comma || self.scan.word(at) == Some("but") => at += 1,
                None => return false,
            }
        }
        at == end
    }

    /// Whether the words between two bytes are "between" or "from".
    #[must_use]
    pub fn opens_range(&self, bytes: Range<usize>) -> bool {
        let (start, end) = (self.token_from(bytes.start), self.token_from(bytes.end));
        self.scan.at(start, &[Sense::Between, Sense::From]).is_some_and(|word| word.end == end)
    }

    /// Whether a text is the word for no number at all: "none".
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.scan.at(0, &[Sense::None]).is_some_and(|none| none.end == self.scan.tokens.len())
    }

    /// The words and signs from a byte on, in order.
    pub fn words_from(&self, byte: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let start = self.token_from(byte);
        self.scan.tokens.iter().skip(start).map(|token| token.range.clone())
    }

    /// The number of the first token that begins at a byte, or after it.
    fn token_from(&self, byte: usize) -> usize {
        self.scan.tokens.partition_point(|token| token.range.start < byte)
    }
}

/// The figure that begins at a token, and one past its last token.
fn figure(scan: &Scan<'_>, at: usize, floor: usize) -> Option<(Figure, usize)> {
    if let Some((found, end)) = calendar::at(scan, at) {
        return Some((scan.dated(found, at, end), end));
    }
    if let Some((minutes, end)) = clock::at(scan, at) {
        let weak = scan.tokens.get(at).is_some_and(ScanToken::is_word);
        let range = scan.range(at, end);
        let what = What::Time(minutes);
        return Some((Figure { core: range.clone(), range, what, in_words: weak, weak }, end));
    }
    if let Some((first, second)) = scan.tokens.get(at)?.numeral().and_then(|numeral| numeral.score)
    {
        return Some((scan.made(What::Score(first, second), at, at + 1), at + 1));
    }
    if let Some(between) = scan.at(at, &[Sense::Between])
        && let Some((found, end)) = calendar::at(scan, between.end)
    {
        return Some((scan.dated(found, between.end, end), end));
    }
    if let Some(between) = scan.at(at, &[Sense::Between])
        && let Some(first) = amount::after(scan, between.end)
        && let Some(and) = scan.at(first.end, &[Sense::And])
        && let Some(second) = amount::after(scan, and.end)
        && let Some(what) = range_of(scan, &first, &second, Link::Between)
    {
        return Some((scan.made(what, at, second.end), second.end));
    }
    let number = amount::at(scan, at, floor)?;
    if let Some((what, end, core_end)) = range(scan, &number) {
        let figure = scan.made(what, number.start, end);
        let core = scan.range(number.start, core_end);
        let in_words = number.in_words;
        return Some((Figure { core, in_words, ..figure }, end));
    }
    let what = match (number.kind, number.value()) {
        (_, Err(why)) => What::Unreadable(why),
        (NumberKind::Ordinal, Ok(value)) => What::Ordinal(value),
        (NumberKind::Times, Ok(value)) => What::Times(value),
        (NumberKind::Vague, Ok(value)) => What::Vague(value, number.unit),
        (NumberKind::Share, Ok(value)) => match value.times(100) {
            Some(percent) => {
                let unit = Some(Unit::PERCENT);
                What::Amount(Amount { low: percent, high: None, unit, year: false, scaled: false })
            }
            None => What::Unreadable(Unreadable::TooLong),
        },
        (NumberKind::Cardinal | NumberKind::Year, Ok(value)) => What::Amount(Amount {
            low: value,
            high: None,
            unit: number.unit,
            year: number.kind == NumberKind::Year,
            scaled: number.scale > 1,
        }),
    };
    let figure = Figure {
        range: scan.range(number.start, number.end),
        core: scan.range(number.start, number.core_end),
        what,
        in_words: number.in_words,
        weak: number.weak,
    };
    Some((figure, number.end))
}

impl Scan<'_> {
    fn made(&self, what: What, start: usize, end: usize) -> Figure {
        let range = self.range(start, end);
        Figure { core: range.clone(), range, what, in_words: false, weak: false }
    }

    fn dated(&self, found: Result<Dated, Unreadable>, start: usize, end: usize) -> Figure {
        self.made(found.map_or_else(What::Unreadable, What::Date), start, end)
    }
}

/// A range or score that begins with a number; with its last tokens.
fn range(scan: &Scan<'_>, first: &Number) -> Option<(What, usize, usize)> {
    if !matches!(first.kind, NumberKind::Cardinal | NumberKind::Year) {
        return None;
    }
    let link = scan.tokens.get(first.end)?;
    let next = scan.tokens.get(first.end + 1);
    let joined = next.is_some_and(|next| !next.spaced);
    let (place, by) = match scan.at(first.end, &[Sense::Range, Sense::Either]) {
        Some(word) => (word.end, Link::Words),
        None if link.is_dash() && !link.is_sign('—') && link.spaced != joined => {
            (first.end + 1, if joined { Link::Dash } else { Link::Words })
        }
        None => return None,
    };
    let second = amount::after(scan, place)?;
    // "One to two weeks"; but "one or the first".
    if first.weak && (second.weak || by == Link::Dash) {
        return None;
    }
    // "5 to 7 p.m." are times of the day.
    if scan.at(second.end, &[Sense::Time]).is_some() {
        return None;
    }
    let what = range_of(scan, first, &second, by)?;
    Some((what, second.end, second.core_end))
}

/// What stands between the two numbers of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A dash, joined to both.
    Dash,
    /// "And", after a word for "between".
    Between,
    /// Words, or a dash with spaces.
    Words,
}

/// The range between two numbers; with a dash between them also a score.
fn range_of(scan: &Scan<'_>, first: &Number, second: &Number, by: Link) -> Option<What> {
    let counted = |number: &Number| matches!(number.kind, NumberKind::Cardinal | NumberKind::Year);
    if !counted(second) {
        return None;
    }
    let unit = match (first.unit, second.unit) {
        (Some(a), Some(b)) if a != b => return None,
        (a, b) => a.or(b),
    };
    let (mut low, mut high) = (first.clone(), second.clone());
    // `1-2 million`: the scale is said once, unless the first number is already large, or, in words,
    // the larger one: "fifty to one hundred".
    let large = Decimal::whole(1000);
    let is_large = |number: &Number| {
        number.figure.ok().zip(large).is_none_or(|(figure, large)| figure >= large)
    };
    let in_digits = !low.in_words && !high.in_words;
    let is_less = low.figure.ok().zip(high.figure.ok()).is_some_and(|(low, high)| low < high);
    if low.scale == 1 && !is_large(&low) && (in_digits || is_less) {
        low.scale = high.scale;
    }
    // `1966-76`: the century is said once.
    let whole = |number: &Number| number.figure.ok().and_then(Decimal::as_whole);
    if let (NumberKind::Year, Some(from), Some(to @ 10..100)) =
        (low.kind, whole(&low), whole(&high))
        && high.scale == 1
        && high.unit.is_none()
    {
        high.figure = Decimal::whole(from - from % 100 + to).ok_or(Unreadable::TooLong);
    }
    let (low, high) = match (low.value(), high.value()) {
        (Ok(low), Ok(high)) => (low, high),
        (Err(why), _) | (_, Err(why)) => return Some(What::Unreadable(why)),
    };
    if low >= high {
        let plain = |number: &Number| {
            number.scale == 1
                && number.unit.is_none()
                && !number.in_words
                && scan.range(number.start, number.end).len() <= 3
        };
        return match by {
            Link::Dash if plain(first) && plain(second) => Some(What::Score(low, high)),
            Link::Dash | Link::Between if low > high => {
                Some(What::Unreadable(Unreadable::Reversed))
            }
            _ => None,
        };
    }
    let scaled = first.scale > 1 || second.scale > 1;
    let year = first.kind == NumberKind::Year && unit.is_none() && !scaled;
    Some(What::Amount(Amount { low, high: Some(high), unit, year, scaled }))
}

/// The day that a text in figures means, also where it is written with fewer digits than it should
/// be: `2019-1-7`. Of `10/7/2019` nobody can tell the month.
#[must_use]
pub fn day_meant(text: &str) -> Option<Date> {
    let figures = figures(text, Language::of("en"));
    if let [Figure { range, what: What::Date(dated), .. }] = figures.as_slice()
        && *range == (0..text.len())
    {
        return dated.days.only();
    }
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !matches!(widths.as_slice(), [4, 1 | 2, 1 | 2]) {
        return None;
    }
    Date::new(parts[0].parse().ok()?, parts[1].parse().ok()?, parts[2].parse().ok()?).ok()
}
