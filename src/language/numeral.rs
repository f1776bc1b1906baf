//! One numeral: digits, and what stands between them.

use jiff::civil::Date;

use super::digits::{self, Han, digit};
use super::lexicon::Sense;
use super::numeral_style::NumeralStyle;
use super::scan_token::{Numeral, TokenKind, small};
use super::{Decimal, Interval, Unreadable};
use crate::slice::Slice;

/// Spaces that part thousands.
fn is_grouping_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// A separator in the one form that stands for all.
fn separator(c: char) -> Option<char> {
    Some(match c {
        ',' | '，' => ',',
        '.' | '．' => '.',
        '\'' | '’' => '\'',
        '\u{66b}' | '·' => '·',
        '\u{66c}' => '\u{66c}',
        ':' | '：' => ':',
        '/' | '⁄' | '∕' => '/',
        _ if is_grouping_space(c) => ' ',
        _ => return None,
    })
}

/// Runs of digits, and the separators between them.
#[derive(Debug, Default)]
struct Runs {
    runs: Vec<String>,
    separators: Vec<char>,
    /// Where each run ends, in bytes.
    ends: Vec<usize>,
}

/// The digits at the start of a text, as ASCII, and their length.
fn run(text: &str) -> (String, usize) {
    let mut digits = String::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let Some(digit) = digit(c) else { break };
        digits.push(char::from(b'0' + digit));
        end = at + c.len_utf8();
    }
    (digits, end)
}

impl Runs {
    fn read(text: &str) -> Self {
        let mut read = Self::default();
        let (first, mut end) = run(text);
        read.runs.push(first);
        read.ends.push(end);
        while let Some(c) = text.slice(end..).chars().next() {
            let Some(separator) = separator(c) else { break };
            let (digits, length) = run(text.slice(end + c.len_utf8()..));
            if length == 0 || (separator == ' ' && !read.fits_group(&digits)) {
                break;
            }
            end += c.len_utf8() + length;
            read.separators.push(separator);
            read.runs.push(digits);
            read.ends.push(end);
        }
        read
    }

    /// Whether three digits after a space go on with the number before it.
    fn fits_group(&self, digits: &str) -> bool {
        let first = self.runs.first().map_or(0, String::len);
        digits.len() == 3
            && (1..=3).contains(&first)
            && self.separators.iter().all(|separator| *separator == ' ')
    }

    /// Takes off what follows the first so many runs.
    fn keep(&mut self, runs: usize) {
        self.runs.truncate(runs);
        self.ends.truncate(runs);
        self.separators.truncate(runs.saturating_sub(1));
    }

    fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    fn lengths(&self) -> Vec<usize> {
        self.runs.iter().map(String::len).collect()
    }

    fn number(&self, index: usize) -> Option<i128> {
        self.runs.get(index)?.parse().ok()
    }

    fn numeral(&self, decimal: Option<char>) -> Numeral {
        let mut numeral = Numeral::new(self.value(decimal));
        if let [only] = self.runs.as_slice() {
            numeral.width = Some(only.len());
        }
        numeral.clock = self.clock();
        if let ([':'], [Some(a), Some(b)]) =
            (self.separators.as_slice(), [self.number(0), self.number(1)])
            && numeral.clock.is_none()
            && self.runs.iter().all(|run| run.len() <= 3)
        {
            numeral.score = Decimal::whole(a).zip(Decimal::whole(b));
        }
        numeral
    }

    /// `3:15`, `3.15`
    fn clock(&self) -> Option<(u8, u8)> {
        let colon_or_point = |separators: &[char]| matches!(separators, [':' | '.'] | [':', ':']);
        let fits = matches!(self.lengths().as_slice(), [1 | 2, 2] | [1 | 2, 2, 2]);
        if !fits || !colon_or_point(&self.separators) {
            return None;
        }
        let hour = u8::try_from(self.number(0)?).ok().filter(|hour| *hour <= 24)?;
        let minute = u8::try_from(self.number(1)?).ok().filter(|minute| *minute < 60)?;
        // No time is told in part.
        let to_the_minute = self.runs.get(2).is_none_or(|seconds| seconds == "00");
        to_the_minute.then_some((hour, minute))
    }

    fn value(&self, decimal: Option<char>) -> Result<Decimal, Unreadable> {
        let lengths = self.lengths();
        let decimal_at = match self.separators.as_slice() {
            [] => None,
            separators if separators.contains(&':') => return Err(Unreadable::SeveralNumbers),
            separators if separators.contains(&'/') => return self.fraction(),
            [only] => self.divides(*only, &lengths, decimal)?.then_some(0),
            separators => {
                let last = separators.len() - 1;
                let (sign, before) = (separators[last], &separators[..last]);
                let same = before.iter().all(|other| other == &sign);
                let grouped = before.windows(2).all(|pair| pair[0] == pair[1]);
                match (same, grouped) {
                    (true, _) => None,
                    (false, true) if matches!(sign, ',' | '.' | '·') => Some(last),
                    _ => return Err(Unreadable::Grouping),
                }
            }
        };
        let whole = decimal_at.map_or(self.runs.len(), |at| at + 1);
        let groups = &lengths[..whole];
        let sign = self.separators.first().copied();
        if whole > 1 && !is_grouped(groups, sign) {
            return Err(Unreadable::Grouping);
        }
        let places = self.runs.get(whole).map_or("", String::as_str);
        Decimal::from_digits(&self.runs[..whole].concat(), places).ok_or(Unreadable::TooLong)
    }

    /// Whether the only separator parts the places from the whole.
    fn divides(
        &self,
        sign: char,
        lengths: &[usize],
        decimal: Option<char>,
    ) -> Result<bool, Unreadable> {
        let (first, last) = (lengths[0], lengths[1]);
        match sign {
            '·' => Ok(true),
            ' ' | '\'' | '\u{66c}' => Ok(false),
            // Three digits after it may be thousands or thousandths.
            _ if last == 3 && (1..=3).contains(&first) && !self.runs[0].starts_with('0') => {
                decimal.map(|decimal| decimal == sign).ok_or(Unreadable::Separator)
            }
            _ => Ok(true),
        }
    }

    /// `2/3`
    fn fraction(&self) -> Result<Decimal, Unreadable> {
        match (self.separators.as_slice(), self.number(0), self.number(1)) {
            (['/'], Some(above), Some(below)) if above > 0 && above < below && below <= 10 => {
                Decimal::fraction(above, below).ok_or(Unreadable::TooLong)
            }
            (['/', '/'], ..) => Err(Unreadable::Date),
            _ => Err(Unreadable::SeveralNumbers),
        }
    }
}

/// Whether groups of digits part thousands: threes, or twos before the last three as in India.
fn is_grouped(lengths: &[usize], sign: Option<char>) -> bool {
    let Some(([first, middle @ ..], last)) = lengths.split_last().map(|(last, rest)| (rest, *last))
    else {
        return false;
    };
    let threes = (1..=3).contains(first) && middle.iter().all(|length| *length == 3);
    let indian = sign == Some(',')
        && !middle.is_empty()
        && (1..=2).contains(first)
        && middle.iter().all(|length| *length == 2);
    last == 3 && (threes || indian)
}

/// The numeral or date in figures at a place, and its length; `None` where there is none.
pub(super) fn at(text: &str, at: usize, writing: NumeralStyle<'_>) -> Option<(TokenKind, usize)> {
    let rest = text.slice(at..);
    let first = rest.chars().next()?;
    if digits::han(first).is_some() {
        return han(rest, writing);
    }
    let before = text.slice(..at).chars().next_back();
    if matches!(first, '.' | '．') {
        let (places, length) = run(rest.slice(first.len_utf8()..));
        let begins = before.is_none_or(|before| !before.is_alphanumeric() && before != '.');
        if length == 0 || !begins {
            return None;
        }
        let value = Decimal::from_digits("", &places).ok_or(Unreadable::TooLong);
        return joined(rest, first.len_utf8() + length, Numeral::new(value), writing);
    }
    if let Some((above, below)) = digits::fraction(first) {
        let value = Decimal::fraction(above, below).ok_or(Unreadable::TooLong);
        let numeral = Numeral { fraction: true, ..Numeral::new(value) };
        return joined(rest, first.len_utf8(), numeral, writing);
    }
    if digit(first).is_none() {
        // Roman numerals, numbers in circles, and those of scripts that are not read.
        let number = first.is_numeric() && digits::superscript(first).is_none();
        let alone = before.is_none_or(|before| !before.is_alphanumeric());
        let length: usize = rest
            .chars()
            .take_while(|c| c.is_numeric() && digit(*c).is_none())
            .map(char::len_utf8)
            .sum();
        return (number && alone)
            .then(|| (TokenKind::Numeral(Numeral::new(Err(Unreadable::Script))), length));
    }
    if let Some(found) = days(rest, writing) {
        return Some(found);
    }
    let mut runs = Runs::read(rest);
    // A comma or point that does not fit may part two numbers of a list: not told apart.
    let mut numeral = runs.numeral(writing.decimal);
    let mut end = runs.end();
    if runs.separators.contains(&' ') && numeral.value.is_err() {
        runs.keep(1);
        numeral = runs.numeral(writing.decimal);
        end = runs.end();
    }
    // `March 14,2022`
    if runs.separators == [',']
        && matches!(runs.lengths().as_slice(), [1 | 2, 4])
        && writing.decimal == Some('.')
    {
        runs.keep(1);
        numeral = runs.numeral(writing.decimal);
        end = runs.end();
    }
    if runs.separators == ['/'] && numeral.value.is_ok() {
        numeral.fraction = true;
    }
    (numeral, end) = with_fraction(rest, numeral, end);
    (numeral, end) = with_power(rest, numeral, end);
    if numeral.clock.is_none() && runs.separators.is_empty() {
        (numeral, end) = with_minutes(rest, numeral, end, writing);
    }
    joined(rest, end, numeral, writing)
}

/// `1½`, `1 ½`, `1 1/2`
fn with_fraction(rest: &str, numeral: Numeral, end: usize) -> (Numeral, usize) {
    let (Some(whole), None, false) = (numeral.whole(), numeral.score, numeral.fraction) else {
        return (numeral, end);
    };
    let after = rest.slice(end..);
    let tail = after.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}', '-', '\u{2064}']);
    let Some(first) = tail.chars().next() else { return (numeral, end) };
    let start = rest.len() - tail.len();
    let found = match digits::fraction(first) {
        Some(found) => Some((found, start + first.len_utf8())),
        None if tail.len() < after.len() => {
            let runs = Runs::read(tail);
            let fraction = runs.separators == ['/'] && runs.value(None).is_ok();
            let parts = runs.number(0).zip(runs.number(1)).filter(|_| fraction);
            parts.map(|parts| (parts, start + runs.end()))
        }
        None => None,
    };
    let Some(((above, below), end_of_fraction)) = found else { return (numeral, end) };
    let value = Decimal::whole(whole).zip(Decimal::fraction(above, below));
    let value = value.and_then(|(whole, part)| whole.plus(part)).ok_or(Unreadable::TooLong);
    (Numeral::new(value), end_of_fraction)
}

/// `10⁴`, `10^4`, `3 × 10⁴`
fn with_power(rest: &str, numeral: Numeral, end: usize) -> (Numeral, usize) {
    let after = rest.slice(end..);
    let times = after.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    if let Some(times) = times.strip_prefix(['×', '·', '⋅']) {
        let base = times.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
        let start = rest.len() - base.len();
        let ten = base.strip_prefix("10").map(|_| start + 2);
        if let Some((power, length)) = ten.and_then(|ten| exponent(rest.slice(ten..))) {
            let value = numeral.value.and_then(|number| raised(number, power));
            return (Numeral::new(value), start + 2 + length);
        }
    }
    let Some((power, length)) = exponent(after) else { return (numeral, end) };
    let value = match numeral.value.map(Decimal::as_whole) {
        Ok(Some(10)) => {
            Decimal::whole(1).ok_or(Unreadable::TooLong).and_then(|one| raised(one, power))
        }
        // It may be the sign of a footnote.
        _ => Err(Unreadable::Superscript),
    };
    (Numeral::new(value), end + length)
}

fn raised(number: Decimal, power: u32) -> Result<Decimal, Unreadable> {
    let factor = 10i128.checked_pow(power).ok_or(Unreadable::TooLong)?;
    number.times(factor).ok_or(Unreadable::TooLong)
}

fn exponent(text: &str) -> Option<(u32, usize)> {
    let (digits, length) = match text.strip_prefix('^') {
        Some(after) => {
            let (digits, length) = run(after);
            (digits, length + 1)
        }
        None => {
            let digits: String = text
                .chars()
                .map_while(digits::superscript)
                .map(|digit| char::from(b'0' + digit))
                .collect();
            let length = text
                .chars()
                .take_while(|c| digits::superscript(*c).is_some())
                .map(char::len_utf8)
                .sum();
            (digits, length)
        }
    };
    (!digits.is_empty()).then(|| (digits.parse().unwrap_or(u32::MAX), length))
}

/// `15h30`, `15 h 30`: where no other numeral of a text is parted so.
fn with_minutes(
    rest: &str,
    numeral: Numeral,
    end: usize,
    writing: NumeralStyle<'_>,
) -> (Numeral, usize) {
    let after = rest.slice(end..);
    let trimmed = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let Some(minutes) =
        trimmed.strip_prefix('h').filter(|_| writing.lexicon.has("h", Sense::Symbol))
    else {
        return (numeral, end);
    };
    let minutes = minutes.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let (digits, length) = run(minutes);
    let hour = numeral.whole().and_then(|hour| u8::try_from(hour).ok()).filter(|hour| *hour <= 24);
    let minute = digits.parse::<u8>().ok().filter(|minute| digits.len() == 2 && *minute < 60);
    match hour.zip(minute) {
        Some(clock) => {
            let end = rest.len() - minutes.len() + length;
            (Numeral { clock: Some(clock), ..Numeral::new(Err(Unreadable::SeveralNumbers)) }, end)
        }
        None => (numeral, end),
    }
}

/// What letters that are joined to a numeral make of it: a numeral, or with them a word.
fn joined(
    rest: &str,
    end: usize,
    numeral: Numeral,
    writing: NumeralStyle<'_>,
) -> Option<(TokenKind, usize)> {
    let after = rest.slice(end..);
    let letters: String = after
        .chars()
        .take_while(|c| c.is_alphabetic() && !digits::stands_alone(*c) || matches!(c, '²' | '³'))
        .collect();
    let follows = after.slice(letters.len()..).chars().next();
    let whole_word = follows.is_none_or(|c| digit(c).is_none());
    let meridiem = matches!(small(after.slice(..3)).as_str(), "a.m" | "p.m");
    if letters.is_empty() || meridiem || whole_word && is_ending(&letters, &numeral, writing) {
        return Some((TokenKind::Numeral(numeral), end));
    }
    let word = after.char_indices().find(|(_, c)| !c.is_alphanumeric());
    Some((TokenKind::Word, end + word.map_or(after.len(), |(at, _)| at)))
}

/// Whether letters may be joined to a numeral and leave it one.
fn is_ending(letters: &str, numeral: &Numeral, writing: NumeralStyle<'_>) -> bool {
    const SENSES: [Sense; 8] = [
        Sense::Scale,
        Sense::JoinedScale,
        Sense::OrdinalEnding,
        Sense::Symbol,
        Sense::Currency,
        Sense::Time,
        Sense::Percent,
        Sense::Measure,
    ];
    let low = small(letters);
    let decade = matches!(low.as_str(), "s" | "er" | "ern") && matches!(numeral.width, Some(2 | 4));
    decade || writing.lexicon.is_form(letters, &SENSES)
}

/// A date in figures, at least to the month.
fn days(text: &str, writing: NumeralStyle<'_>) -> Option<(TokenKind, usize)> {
    let mut runs: Vec<(String, usize)> = Vec::new();
    let mut sign = None;
    let mut end = 0;
    loop {
        let (digits, length) = run(text.slice(end..));
        if length == 0 {
            return None;
        }
        end += length;
        runs.push((digits, end));
        let next = text.slice(end..).chars().next();
        let joins = next.filter(|next| matches!(next, '-' | '‑' | '.' | '/' | '．' | '／'));
        let goes_on = joins.is_some_and(|c| digit_follows(text, end + c.len_utf8()));
        if !goes_on || runs.len() == 4 || sign.is_some_and(|sign| Some(sign) != joins) {
            break;
        }
        sign = joins;
        end += joins.map_or(0, char::len_utf8);
    }
    let lengths: Vec<usize> = runs.iter().map(|(digits, _)| digits.len()).collect();
    let number = |index: usize| -> Option<i16> { runs.get(index)?.0.parse().ok() };
    let day = |year: Option<i16>, month: Option<i16>, day: Option<i16>| {
        let small = |number: Option<i16>| number.and_then(|number| i8::try_from(number).ok());
        let date = year.zip(small(month)).zip(small(day));
        date.and_then(|((year, month), day)| Date::new(year, month, day).ok())
            .map(Interval::exactly)
            .ok_or(Unreadable::Calendar)
    };
    let dash = matches!(sign, Some('-' | '‑'));
    let days = match (lengths.as_slice(), sign?) {
        ([4, 2, 2], '-' | '‑' | '/' | '.') => day(number(0), number(1), number(2)),
        ([4, 1 | 2, 1 | 2], '/') => day(number(0), number(1), number(2)),
        ([4, 1 | 2, 1 | 2], _) if dash => Err(Unreadable::Date),
        ([4, 2], _) if dash => {
            let first = day(number(0), number(1), Some(1)).ok()?.low?.at;
            Ok(Interval::between(first, first.last_of_month()))
        }
        ([1 | 2, 1 | 2, 4], '.' | '．') => day(number(2), number(1), number(0)),
        ([1 | 2, 1 | 2, 4], '/' | '／') => {
            let day_first = writing.lexicon.has("day", Sense::Slashes);
            match (number(0), number(1)) {
                _ if day_first => day(number(2), number(1), number(0)),
                (Some(13..), _) => day(number(2), number(1), number(0)),
                (_, Some(13..)) => day(number(2), number(0), number(1)),
                (first, second) if first == second => day(number(2), first, second),
                _ => Err(Unreadable::Date),
            }
        }
        _ => return None,
    };
    Some((TokenKind::Days(days), end))
}

fn digit_follows(text: &str, at: usize) -> bool {
    text.slice(at..).chars().next().and_then(digit).is_some()
}

/// `二〇二四`; "五六" is five or six.
fn positional_value(digits: &str) -> Result<Decimal, Unreadable> {
    match digits.as_bytes() {
        [one, other] if *one > b'0' && *other == one + 1 => Err(Unreadable::SeveralNumbers),
        _ => Decimal::from_digits(digits, "").ok_or(Unreadable::TooLong),
    }
}

/// A number in Chinese numerals: `三百万`, `二〇二四`. One numeral alone is mostly part of a word, and
/// so is one that begins with a hundred or more.
fn han(text: &str, writing: NumeralStyle<'_>) -> Option<(TokenKind, usize)> {
    let mut parts: Vec<(i128, i128)> = Vec::new();
    let mut positional = String::new();
    let (mut end, mut count) = (0, 0);
    let mut open: Option<i128> = None;
    // "三四百" is three or four hundred.
    let mut several = false;
    // "一百五" is 150, and "一百零五" 105.
    let mut spoken = None;
    for (at, c) in text.char_indices() {
        let Some(numeral) = digits::han(c) else { break };
        match numeral {
            Han::Unit(unit) if count == 0 && unit > 10 => return None,
            Han::Digit(digit) => {
                several |= !parts.is_empty() && open.is_some_and(|open| open > 0);
                spoken = match (open, parts.last()) {
                    (None, Some((_, unit @ 100..))) => Some(digit * (unit / 10)),
                    _ => None,
                };
                positional.push(char::from(b'0' + u8::try_from(digit).unwrap_or_default()));
                open = Some(digit);
            }
            Han::Unit(unit) => {
                several |= positional.trim_start_matches('0').len() > 1;
                spoken = None;
                positional.clear();
                if let Some(digit) = open.take() {
                    parts.push((digit, 1));
                } else if parts.is_empty() {
                    parts.push((1, 1));
                }
                let mut sum = 0i128;
                while let Some((part, _)) = parts.pop_if(|(part, _)| *part < unit) {
                    sum = sum.checked_add(part)?;
                }
                parts.push((sum.checked_mul(unit)?, unit));
            }
        }
        count += 1;
        end = at + c.len_utf8();
    }
    let mut numeral = match parts.is_empty() {
        true => Numeral { width: Some(count), ..Numeral::new(positional_value(&positional)) },
        false if several => Numeral::new(Err(Unreadable::SeveralNumbers)),
        false => {
            let last = spoken.or(open).unwrap_or_default();
            let total = parts.iter().try_fold(last, |sum, (part, _)| sum.checked_add(*part));
            Numeral::new(total.and_then(Decimal::whole).ok_or(Unreadable::TooLong))
        }
    };
    let counter = writing.lexicon.begins(text.slice(end..), Sense::Counter);
    // "一个" is mostly "a".
    let one = parts.is_empty() && open == Some(1);
    numeral.weak = count == 1 && (one || !counter);
    Some((TokenKind::Numeral(numeral), end))
}
