//! Numbers in words: `two hundred and fifty`, `achtundzwanzig`, `quatre-vingt-dix`.

use super::Decimal;
use super::lexicon::Sense;
use super::scan::Scan;

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InWords {
    /// The number.
    pub(super) value: Decimal,
    /// One past its last token.
    pub(super) end: usize,
    /// Whether its last word says which in a row.
    pub(super) ordinal: bool,
    /// Whether it is a single word that is mostly no number.
    pub(super) weak: bool,
}

/// A part of a number, and below what a part must be that is added to it.
type Part = (i128, i128);

/// Below what a number must be to be added to another.
fn room(number: i128) -> i128 {
    match number {
        20..100 if number % 10 == 0 => 10,
        100.. if number % 1000 == 0 => 1000,
        100.. if number % 100 == 0 => 100,
        _ => 1,
    }
}

fn add(parts: &mut Vec<Part>, number: i128, room: i128) -> bool {
    let fits = parts.last().is_none_or(|(_, room)| number < *room && number > 0);
    if fits {
        parts.push((number, room));
    }
    fits
}

/// Multiplies what is smaller than a scale, where the scale fits.
fn scale(parts: &mut Vec<Part>, scale: i128) -> bool {
    let smaller = parts.iter().rev().take_while(|(part, _)| *part < scale).count();
    let (larger, smaller) = parts.split_at(parts.len() - smaller);
    let product = total(smaller).checked_mul(scale).filter(|product| *product > 0);
    let fits = larger.last().is_none_or(|(_, room)| scale < *room);
    let Some(product) = product.filter(|_| fits) else { return false };
    parts.truncate(larger.len());
    parts.push((product, scale));
    true
}

fn total(parts: &[Part]) -> i128 {
    parts.iter().fold(0, |sum, (part, _)| sum.saturating_add(*part))
}

/// The number in words that begins at a token.
pub(super) fn at(scan: &Scan<'_>, start: usize) -> Option<InWords> {
    let mut reading = Reading {
        scan,
        start,
        at: start,
        parts: Vec::new(),
        half: None,
        ordinal: false,
        weak: false,
    };
    if let Some(article) = scan.at(start, &[Sense::Article])
        && let Some(next) = scan.at(article.end, &[Sense::Scale])
        && next.entry.number > 1
    {
        reading.parts.push((1, 1));
        reading.at = article.end;
    }
    // No text has so many words in one number.
    const MOST: usize = 40;
    for _ in 0..MOST {
        if !reading.goes_on() {
            break;
        }
    }
    let Reading { at, parts, half, ordinal, weak, .. } = reading;
    let value = match half {
        Some(whole) => Decimal::whole(whole)?.plus(Decimal::fraction(1, 2)?)?,
        None if parts.is_empty() => return None,
        None => Decimal::whole(total(&parts))?,
    };
    Some(InWords { value, end: at, ordinal, weak: weak && at == start + 1 })
}

/// A number in words, as far as it has been read.
struct Reading<'s, 't> {
    scan: &'s Scan<'t>,
    /// Its first token, and one past the last that was read.
    start: usize,
    at: usize,
    parts: Vec<Part>,
    /// The whole number to which a half is added.
    half: Option<i128>,
    ordinal: bool,
    weak: bool,
}

impl Reading<'_, '_> {
    /// Reads the next word, and tells whether another one may follow.
    fn goes_on(&mut self) -> bool {
        let (scan, begun) = (self.scan, !self.parts.is_empty());
        let next = if begun { scan.over_hyphen(self.at) } else { self.at };
        if let Some(found) = scan.at(next, &[Sense::Scale]).filter(|_| begun) {
            let fits = scale(&mut self.parts, found.entry.number);
            self.at = if fits { found.end } else { self.at };
            return fits;
        }
        let linked = scan.at(next, &[Sense::And]).filter(|_| begun).map(|and| and.end);
        let place = linked.unwrap_or(next);
        if let Some(found) = scan.at(place, &[Sense::Number, Sense::Weak]) {
            let weak = found.entry.sense == Sense::Weak && self.at == self.start;
            // "2 and one": a weak word begins no number that another one is part of.
            let own = if found.entry.name.ends_with('+') { 20 } else { room(found.entry.number) };
            // "خمسة وعشرون": units stand before tens.
            if let Some((units @ 1..10, _)) = self.parts.last_mut()
                && linked.is_some()
                && (20..100).contains(&found.entry.number)
                && scan.lexicon().joined_and().is_some()
            {
                *units += found.entry.number;
                self.at = found.end;
                return true;
            }
            let before = self.parts.len();
            let fits = add(&mut self.parts, found.entry.number, own)
                // "Between one hundred and two hundred": the second is a number of its own.
                && (linked.is_none() || self.scale_fits(found.end));
            self.weak = if fits { weak } else { self.weak };
            return self.keep(fits, before, found.end);
        }
        self.last(place, linked.is_some())
    }

    /// Takes what was added, or leaves it out.
    fn keep(&mut self, fits: bool, before: usize, end: usize) -> bool {
        match fits {
            true => self.at = end,
            false => self.parts.truncate(before),
        }
        fits
    }

    /// Whether a scale that follows the number at a token fits it, or none follows.
    fn scale_fits(&self, at: usize) -> bool {
        let next = self.scan.at(self.scan.over_hyphen(at), &[Sense::Scale]);
        next.is_none_or(|next| scale(&mut self.parts.clone(), next.entry.number))
    }

    /// What ends a number, or is all of it: an ordinal, a half, several numbers in one word.
    fn last(&mut self, place: usize, linked: bool) -> bool {
        let scan = self.scan;
        if let Some(found) = scan.at(place, &[Sense::Ordinal]) {
            if add(&mut self.parts, found.entry.number, 1) {
                (self.ordinal, self.at) = (true, found.end);
            }
            return false;
        }
        if let Some(found) = scan.at(place, &[Sense::Half]).filter(|_| self.parts.is_empty()) {
            (self.half, self.at) = (Some(found.entry.number / 10), found.end);
            return false;
        }
        let Some(found) = scan.word(place).and_then(|word| joined(scan, word)).filter(|_| !linked)
        else {
            return false;
        };
        if found.is_half && self.parts.is_empty() {
            (self.half, self.at) = (Some(found.number), place + 1);
            return false;
        }
        if !add(&mut self.parts, found.number, room(found.number)) {
            return false;
        }
        self.at = place + 1;
        self.ordinal = found.is_ordinal;
        !found.is_ordinal
    }
}

/// A number in one word that is made of several.
struct Joined {
    number: i128,
    is_ordinal: bool,
    /// Whether a half is to be added.
    is_half: bool,
}

/// `achtundzwanzig`, `zweihundertfünfzigtausend`, `einundzwanzigste`, `zweieinhalb`
fn joined(scan: &Scan<'_>, word: &str) -> Option<Joined> {
    let lexicon = scan.language.lexicon;
    let and = lexicon.named(Sense::Joined, "and")?;
    let one = lexicon.named(Sense::Joined, "one")?;
    // Longer than any number in one word.
    if word.len() > 120 {
        return None;
    }
    let plain = |number| Joined { number, is_ordinal: false, is_half: false };
    if let Some(whole) =
        lexicon.named(Sense::Joined, "half").and_then(|half| word.strip_suffix(half))
    {
        let number = if whole.is_empty() { Some(1) } else { compound(scan, whole, and, one) };
        return number.map(|number| Joined { is_half: true, ..plain(number) });
    }
    if let Some(number) = compound(scan, word, and, one) {
        return Some(plain(number));
    }
    lexicon.all(Sense::WordOrdinalEnding).find_map(|(least, ending)| {
        let number = compound(scan, word.strip_suffix(ending)?, and, one)?;
        (number >= least && (least > 1 || number < 20)).then_some(Joined {
            number,
            is_ordinal: true,
            is_half: false,
        })
    })
}

fn compound(scan: &Scan<'_>, word: &str, and: &str, one: &str) -> Option<i128> {
    let lexicon = scan.language.lexicon;
    let simple = |word: &str| match word == one {
        true => Some(1),
        false => lexicon.word(word, Sense::Number).map(|entry| entry.number),
    };
    let below_hundred = |word: &str| {
        simple(word).or_else(|| {
            // The first "und" may be part of a number.
            word.match_indices(and).find_map(|(at, _)| {
                let (units, tens) = (word.get(..at)?, word.get(at + and.len()..)?);
                let (units, tens) = (simple(units)?, simple(tens)?);
                ((1..10).contains(&units) && tens >= 20 && tens % 10 == 0 && tens < 100)
                    .then_some(units + tens)
            })
        })
    };
    let part = |word: &str, name: &str, size: i128, below: &dyn Fn(&str) -> Option<i128>| {
        let scale = lexicon.named(Sense::Joined, name)?;
        let (count, rest) = word.split_once(scale)?;
        let count = if count.is_empty() { 1 } else { below(count)? };
        let rest = rest.strip_prefix(and).unwrap_or(rest);
        let rest = if rest.is_empty() { 0 } else { below(rest)? };
        (count < 1000 && rest < size).then_some(count * size + rest)
    };
    let below_thousand =
        |word: &str| below_hundred(word).or_else(|| part(word, "100", 100, &below_hundred));
    let number = part(word, "1000", 1000, &below_thousand).or_else(|| below_thousand(word));
    number.filter(|number| *number > 0)
}
