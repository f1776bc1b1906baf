//! A text → its words, as they are counted and compared across reports.
//!
//! Here punctuation is no word and parts words: what two reports share are words in order, however
//! they are set. A report's every word is looked at, so that this has to be quick; the tokens of
//! [`crate::collate::token`], which know far more, are for a few sentences.

use std::hash::{DefaultHasher, Hasher};

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::language::{is_digit, is_unspaced};
use crate::parse::fold::fold;
use crate::parse::plain;
use crate::slice::Slice;
use crate::unseen::is_unseen;

/// What a word is compared by: equal for words that are the same after folding. It is the word's
/// hash; that two words of a briefing should have one is less likely than a fault of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

/// Marks a character of a script that is written without spaces.
const CHARACTER: u64 = 1 << 63;

impl Key {
    fn of(word: &str, character: bool) -> Self {
        let mut hasher = DefaultHasher::new();
        let folds = |c| matches!(c, '\u{2018}'..='\u{201b}') || is_unseen(c);
        if word.is_ascii()
            || (!word.contains(folds) && is_nfc_quick(word.chars()) == IsNormalized::Yes)
        {
            hasher.write(word.as_bytes());
        } else {
            hasher.write(fold(word).text.as_bytes());
        }
        match character {
            true => Self(hasher.finish() | CHARACTER),
            false => Self(hasher.finish() & !CHARACTER),
        }
    }

    /// The key as a number.
    pub(super) fn number(self) -> u64 {
        self.0
    }

    /// How many half words it counts for. A character of a script that is written without spaces
    /// counts for one: there words are mostly of one character, or of two.
    pub(super) fn halves(self) -> u32 {
        if self.0 & CHARACTER == 0 { 2 } else { 1 }
    }
}

/// A word, and its bytes in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct CountedWord {
    pub(super) key: Key,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The words of a text of less than 4 GiB, in order.
pub(super) fn words(text: &str) -> Vec<CountedWord> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let character = if byte.is_ascii() { None } else { text.slice(at..).chars().next() };
        let begins = match character {
            None => byte.is_ascii_alphanumeric(),
            // Unicode has letters that no reader sees: a Hangul filler begins no word.
            Some(c) => c.is_alphanumeric() && !is_unseen(c),
        };
        if !begins {
            at += character.map_or(1, char::len_utf8);
            continue;
        }
        let alone = character.is_some_and(is_unspaced);
        let end = match character {
            Some(c) if alone => marks_end(text, at + c.len_utf8()),
            _ => word_end(text, at),
        };
        let key = Key::of(text.slice(at..end), alone);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        words.push(CountedWord { key, start: place(at), end: place(end) });
        at = end;
    }
    words
}

/// The end of the word that begins at `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    // What no reader sees is a part of the word where more of it follows.
    let mut end = at;
    loop {
        let plain = plain::length(&bytes[at..]);
        at += plain;
        if plain > 0 {
            end = at;
        }
        let Some(c) = text.slice(at..).chars().next() else { return end };
        let next = at + c.len_utf8();
        if is_unseen(c) {
            at = next;
            continue;
        }
        let part = match c {
            '\'' | '’' | '.' => is_joined(text, next, char::is_alphanumeric),
            ',' | '٬' | '٫' => {
                text.slice(..end).ends_with(is_digit) && is_joined(text, next, is_digit)
            }
            _ => !c.is_ascii() && !is_unspaced(c) && (c.is_alphanumeric() || is_combining_mark(c)),
        };
        if !part {
            return end;
        }
        (at, end) = (next, next);
    }
}

/// Whether the word goes on at `at`.
fn is_joined(text: &str, at: usize, goes_on: impl Fn(char) -> bool) -> bool {
    let next = text.slice(at..).chars().find(|c| !is_unseen(*c));
    next.is_some_and(|c| goes_on(c) && !is_unspaced(c))
}

fn marks_end(text: &str, at: usize) -> usize {
    let marks = text.slice(at..).chars().take_while(|c| is_combining_mark(*c) || is_unseen(*c));
    at + marks.map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;

    fn bytes(word: CountedWord) -> Range<usize> {
        word.start as usize..word.end as usize
    }

    fn cut(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| &text[bytes(word)]).collect()
    }

    fn same(one: &str, other: &str) -> bool {
        let keys = |text| words(text).into_iter().map(|word| word.key).collect::<Vec<_>>();
        keys(one) == keys(other)
    }

    #[test]
    fn a_letter_that_nobody_sees_begins_no_word() {
        assert_eq!(words("a \u{3164} \u{ffa0}\u{115f}b").len(), 2);
    }

    #[test]
    fn words_are_what_a_reader_counts() {
        assert_eq!(
            cut("The U.S.’s “high-technology” cost: $1.5 million, or 34,000; it’s late...the end."),
            [
                "The",
                "U.S",
                "s",
                "high",
                "technology",
                "cost",
                "1.5",
                "million",
                "or",
                "34,000",
                "it’s",
                "late",
                "the",
                "end"
            ]
        );
        assert_eq!(cut("1, 2 'a' na\u{ef}ve ne\u{301}"), ["1", "2", "a", "naïve", "ne\u{301}"]);
        assert_eq!(cut("海康威视Hik2019年"), ["海", "康", "威", "视", "Hik2019", "年"]);
        assert_eq!(cut("ئۇيغۇر ئاپتونوم"), ["ئۇيغۇر", "ئاپتونوم"]);
        assert_eq!(cut("ก็ไม่"), ["ก็", "ไ", "ม่"]);
        assert_eq!(cut(" — … \u{301}"), [""; 0]);
    }

    #[test]
    fn typography_makes_no_difference_but_case_does() {
        assert!(same("China’s “campaign”—as it was", "China's campaign - as it was"));
        assert!(same("e\u{301}te\u{301}", "été"));
        assert!(!same("Government", "government"));
        assert!(!same("18 bureaus", "19 bureaus"));
        let halves = |text| words(text).iter().map(|word| word.key.halves()).sum::<u32>();
        assert_eq!((halves("two words"), halves("四个字符")), (4, 4));
    }

    proptest! {
        #[test]
        fn words_stand_in_order_and_fold_as_the_text_does(
            text in "[a-cé’'.,海\u{301}\u{200d}\u{ad}\u{200b}\u{e01}\u{e34}0-2 —\"]{0,40}",
        ) {
            let mut end = 0;
            for word in words(&text) {
                let range = bytes(word);
                prop_assert!(range.start >= end && range.start < range.end);
                end = range.end;
            }
            prop_assert!(same(&text, &fold(&text).text), "{}", fold(&text).text);
        }
    }
}
