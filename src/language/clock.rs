//! Times of the day: `3:15 a.m.`, `15.30 Uhr`, `15h30`, `3pm`.

use super::digits::is_digit;
use super::lexicon::Sense;
use super::scan::Scan;

/// Whether a word in small letters is a time of the day, or a part of how one is written beside a
/// date: `10:30`, `7.45`, `0700`, `am`, `gmt`, `at`.
#[must_use]
pub fn tells_time(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "-",
        "–",
        "—",
        "a.m.",
        "am",
        "at",
        "bst",
        "cest",
        "cet",
        "edt",
        "est",
        "et",
        "gmt",
        "ist",
        "p.m.",
        "pm",
        "pst",
        "pdt",
        "utc",
        "z",
        "um",
        "uhr",
        "à",
        "h",
        "hrs",
        "las",
        "a",
        "в",
        "мск",
        "msk",
        "الساعة",
    ];
    // `10h30`
    let hours = word.split_once('h').map(|(hour, minutes)| format!("{hour}:{minutes}"));
    let word = hours.as_deref().filter(|it| it.starts_with(is_digit)).unwrap_or(word);
    let figure = word.trim_end_matches(['a', 'p', 'm', 'z']).trim_start_matches(['+', '-']);
    let length = figure.chars().count();
    WORDS.contains(&word)
        || (1..=8).contains(&length)
            && figure.chars().all(|c| is_digit(c) || matches!(c, ':' | '.'))
            && (figure.contains([':', '.']) || word.len() > figure.len() || length == 4)
}

/// A time, in minutes from midnight, and one past its last token.
pub(super) fn at(scan: &Scan<'_>, start: usize) -> Option<(u16, usize)> {
    let token = scan.tokens.get(start)?;
    let Some(numeral) = token.numeral() else {
        let noon = scan.at(start, &[Sense::Noon])?;
        return Some((u16::try_from(noon.entry.number).ok()? * 60, noon.end));
    };
    let after = scan.at(start + 1, &[Sense::Time]);
    let clock = match (numeral.clock, after) {
        (Some(clock), _) => clock,
        (None, Some(_)) if numeral.width.is_some_and(|width| width < 3) => {
            (u8::try_from(numeral.whole()?).ok().filter(|hour| *hour <= 24)?, 0)
        }
        _ => return None,
    };
    let colon = scan.text_of(start).contains([':', '：', 'h']);
    let (mut hour, minute) = (u16::from(clock.0), u16::from(clock.1));
    let mut end = start + 1;
    match after {
        Some(after) => {
            match after.entry.number {
                1 if hour == 12 => hour = 0,
                2 if hour < 12 => hour += 12,
                _ => {}
            }
            end = after.end;
        }
        None if !colon => return None,
        None => {}
    }
    // The full stop of "a.m." is its own, unless a sentence ends there: it is the same stop.
    Some((hour * 60 + minute, end))
}
