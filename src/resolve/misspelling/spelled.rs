//! Words of a text, as names are spelled in it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::parse::plain::{self, LOWER};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// A word of a text, without a possessive `'s`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpelledWord {
    /// Its bytes.
    pub(super) range: Place<InContent>,
    /// Whether it has a capital letter: in scripts that have none, no word has.
    pub(super) capital: bool,
    /// Its letters without regard to case.
    pub(super) hash: u64,
}

/// What parts two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// White space, whether or not the word before it is abbreviated.
    Space,
    /// A hyphen.
    Hyphen,
    /// A comma.
    Comma,
    /// Anything that no name has in it, such as the end of a block.
    Break,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<SpelledWord> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() && LOWER[usize::from(*byte)] == 0 {
            at += 1;
            continue;
        }
        if let Some(word) = plain_word(text.as_bytes(), at) {
            at = word.range.end();
            words.push(word);
            continue;
        }
        let Some(first) = text.slice(at..).chars().next() else { break };
        if !is_letter(first) {
            at += first.len_utf8();
            continue;
        }
        let end = word_end(text, at);
        let whole = text.slice(at..end);
        let word = without_possessive(whole);
        words.push(SpelledWord {
            range: Place::new(at..at + word.len()),
            capital: match whole.is_ascii() {
                true => whole.bytes().any(|byte| byte.is_ascii_uppercase()),
                false => whole.contains(char::is_uppercase),
            },
            hash: hash_on(BASIS, word),
        });
        at = end;
    }
    words
}

/// The word that begins at `start`, if it has plain letters and figures alone, as most have.
fn plain_word(text: &[u8], start: usize) -> Option<SpelledWord> {
    let (mut end, mut capital, mut hash) = (start, false, BASIS);
    for byte in &text[start..] {
        let letter = LOWER[usize::from(*byte)];
        if letter == 0 {
            break;
        }
        capital |= letter != *byte;
        hash = mix(hash, u64::from(letter));
        end += 1;
    }
    let goes_on = text.get(end).is_some_and(|next| !next.is_ascii() || *next == b'\'');
    (start < end && !goes_on).then_some(SpelledWord {
        range: Place::new(start..end),
        capital,
        hash,
    })
}

/// The end of the word whose letters go on at `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        at += plain::length(&text.as_bytes()[at..]);
        let Some(c) = text.slice(at..).chars().next() else { return at };
        let after = at + c.len_utf8();
        let joins = || is_apostrophe(c) && text.slice(after..).starts_with(char::is_alphabetic);
        if !is_letter(c) && !joins() {
            return at;
        }
        at = after;
    }
}

/// A word of more letters is no abbreviation: a stop after it ends a sentence.
const ABBREVIATION: usize = 3;

/// What parts two neighbouring words of a text.
pub(super) fn separator(text: &str, before: &SpelledWord, after: &SpelledWord) -> Separator {
    let between = text.slice(before.range.end()..after.range.start());
    let mut marks = between.trim_matches(|c: char| c.is_whitespace() && c != '\n').chars();
    let spaced = between.ends_with(char::is_whitespace);
    match (marks.next(), marks.as_str()) {
        (None, _) if spaced => Separator::Space,
        (Some('.'), "") if spaced && before.range.len() <= ABBREVIATION => Separator::Space,
        (Some(','), "") | (Some('.'), ",") if spaced => Separator::Comma,
        (Some('-' | '\u{2010}' | '\u{2011}' | '\u{2013}'), "") if between.chars().count() == 1 => {
            Separator::Hyphen
        }
        _ => Separator::Break,
    }
}

/// A word as it is capitalised: composed, apostrophes straight.
pub(super) fn spelling(word: &str) -> impl Iterator<Item = char> + '_ {
    word.nfc().map(|c| if is_apostrophe(c) { '\'' } else { c })
}

/// A word's letters as they are compared: in lower case too.
pub(super) fn letters(word: &str) -> Vec<char> {
    if word.is_ascii() {
        return word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    spelling(word).flat_map(char::to_lowercase).collect()
}

/// A number for letters.
pub(super) fn hash_of(letters: &[char]) -> u64 {
    fnv(BASIS, letters.iter().map(|c| u32::from(*c)))
}

/// The number for the first letters of a word; none where it has fewer.
pub(super) fn hash_of_first(word: &str, count: usize) -> Option<u64> {
    match word.is_ascii() {
        true => Some(hash_on(BASIS, word.get(..count)?)),
        false => Some(hash_of(letters(word).get(..count)?)),
    }
}

/// The number for letters to which those of a word are added.
pub(super) fn hash_on(hash: u64, word: &str) -> u64 {
    if word.is_ascii() {
        return fnv(hash, word.bytes().map(|byte| u32::from(byte.to_ascii_lowercase())));
    }
    fnv(hash, letters(word).into_iter().map(u32::from))
}

/// The number for letters without one: of all, where there is no such one.
pub(super) fn hash_without(letters: &[char], out: usize) -> u64 {
    let kept = letters.iter().enumerate().filter(|(index, _)| *index != out);
    fnv(BASIS, kept.map(|(_, c)| u32::from(*c)))
}

/// Where FNV-1a begins.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over numbers.
fn fnv(hash: u64, numbers: impl Iterator<Item = u32>) -> u64 {
    numbers.fold(hash, |hash, number| mix(hash, u64::from(number)))
}

/// Adds a number to a hash.
pub(super) fn mix(hash: u64, number: u64) -> u64 {
    (hash ^ number).wrapping_mul(0x0100_0000_01b3)
}

fn is_letter(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric(),
        false => c.is_alphanumeric() || is_combining_mark(c),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}')
}

fn without_possessive(word: &str) -> &str {
    let bare = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    bare.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| &text[word.range.bytes()]).collect()
    }

    #[test]
    fn words_lose_their_possessive_and_keep_their_apostrophe() {
        assert_eq!(
            spelled("O’Neill's “Hikvision’s” 28 Xi'an, u\u{308}ber-Grün. 's"),
            ["O’Neill", "Hikvision", "28", "Xi'an", "u\u{308}ber", "Grün", "s"]
        );
    }

    #[test]
    fn a_word_is_the_same_in_capitals_and_decomposed() {
        let found = words("Grün GRÜN gru\u{308}n iFlytek 海康");
        assert!(found[0].hash == found[1].hash && found[1].hash == found[2].hash);
        let capitals: Vec<bool> = found.iter().map(|word| word.capital).collect();
        assert_eq!(capitals, [true, true, false, true, false]);
        assert_eq!(found[0].hash, hash_of(&letters("Grün")));
    }

    #[test]
    fn what_parts_words() {
        for (text, expected) in [
            ("One two", Separator::Space),
            ("One\u{a0}two", Separator::Space),
            ("Co. two", Separator::Space),
            ("Three. Two", Separator::Break),
            ("One-two", Separator::Hyphen),
            ("One, two", Separator::Comma),
            ("Co., Ltd", Separator::Comma),
            ("One\ntwo", Separator::Break),
            ("One \n two", Separator::Break),
            ("One – two", Separator::Break),
            ("One’s two", Separator::Break),
            ("One. “Two", Separator::Break),
        ] {
            let found = words(text);
            assert_eq!(separator(text, &found[0], &found[1]), expected, "{text:?}");
        }
    }
}
