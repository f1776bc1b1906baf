//! Numbers in words: `two hundred and fifty`, `achtundzwanzig`, `quatre-vingt-dix`.

use super::lexicon::Sense;
use super::{Decimal, figure::Scan};

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
    /// Whether a scale is part of it.
    pub(super) scaled: bool,
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

/// Multiplies what is smaller than a scale.
fn scale(parts: &mut Vec<Part>, scale: i128) -> bool {
    let mut sum = 0i128;
    while let Some((part, _)) = parts.pop_if(|(part, _)| *part < scale) {
        sum = sum.saturating_add(part);
    }
    let product = sum.checked_mul(scale).filter(|product| *product > 0);
    let fits = product.is_some() && parts.last().is_none_or(|(_, room)| scale < *room);
    parts.extend(product.map(|product| (product, scale)));
    fits
}

fn total(parts: &[Part]) -> i128 {
    parts.iter().fold(0, |sum, (part, _)| sum.saturating_add(*part))
}

/// The number in words that begins at a token.
pub(super) fn at(scan: &Scan<'_>, start: usize) -> Option<InWords> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = start;
    let (mut ordinal, mut weak, mut scaled) = (false, false, false);
    let mut half = None;
    if let Some(article) = scan.at(start, &[Sense::Article])
        && let Some(next) = scan.at(article.end, &[Sense::Scale])
        && next.entry.number > 1
    {
        parts.push((1, 1));
        at = article.end;
    }
    // No text has so many words in one number.
    const MOST: usize = 40;
    for _ in 0..MOST {
        let next = if parts.is_empty() { at } else { scan.over_hyphen(at) };
        let linked = scan.at(next, &[Sense::And]).filter(|_| !parts.is_empty()).map(|and| and.end);
        if let Some(found) = scan.at(next, &[Sense::Scale]).filter(|_| !parts.is_empty()) {
            let mut with = parts.clone();
            if !scale(&mut with, found.entry.number) {
                break;
            }
            (parts, at, scaled) = (with, found.end, true);
            continue;
        }
        let place = linked.unwrap_or(next);
        if let Some(found) = scan.at(place, &[Sense::Number, Sense::Weak]) {
            let is_weak = found.entry.sense == Sense::Weak;
            // "2 and one": a weak word begins no number that another one is part of.
            let own = if found.entry.name.ends_with('+') { 20 } else { room(found.entry.number) };
            if !add(&mut parts, found.entry.number, own) {
                break;
            }
            weak = is_weak && at == start;
            at = found.end;
            continue;
        }
        if let Some(found) = scan.at(place, &[Sense::Ordinal]) {
            if add(&mut parts, found.entry.number, 1) {
                (ordinal, at) = (true, found.end);
            }
            break;
        }
        match scan.word(place).and_then(|word| joined(scan, word)) {
            Some(found) if linked.is_none() && found.is_half && parts.is_empty() => {
                (half, at) = (Some(found.number), place + 1);
                break;
            }
            Some(found)
                if linked.is_none() && add(&mut parts, found.number, room(found.number)) =>
            {
                at = place + 1;
                if found.is_ordinal {
                    ordinal = true;
                    break;
                }
            }
            _ => break,
        }
    }
    let value = match half {
        Some(whole) => Decimal::whole(whole)?.plus(Decimal::fraction(1, 2)?)?,
        None if parts.is_empty() => return None,
        None => Decimal::whole(total(&parts))?,
    };
    let weak = weak && at == start + 1;
    Some(InWords { value, end: at, ordinal, weak, scaled })
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
    if let Some(half) = lexicon.word(word, Sense::Half) {
        return Some(Joined { is_half: true, ..plain(half.number / 10) });
    }
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
