//! A language by its tag, with what is known of it.

use super::known::{self, Known};
use super::lexicon::{self, Lexicon, Sense};
use super::numeral_style::NumeralStyle;
use super::role::Role;
use crate::slice::Slice;

/// The primary subtag of a language's tag.
#[must_use]
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Why something is no language's tag, with what to write instead where that is likely. A tag is a
/// language of two or three letters, then perhaps a script, a region and variants, parted by hyphens
/// (BCP 47); `x-…` is anyone's own.
#[must_use]
pub fn not_a_tag(tag: &str) -> Option<String> {
    let parts: Vec<&str> = tag.split('-').collect();
    let is_part = |part: &&str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_own = parts.len() > 1 && parts[0].eq_ignore_ascii_case("x");
    let is_language = (2..=3).contains(&parts[0].len())
        && parts[0].bytes().all(|byte| byte.is_ascii_alphabetic());
    if (is_own || is_language) && parts.iter().all(is_part) {
        return None;
    }
    let mended = tag.trim().replace(['_', ' '], "-");
    if mended != tag && not_a_tag(&mended).is_none() {
        return Some(format!("write `{mended}`"));
    }
    Some("a tag is two or three letters, then perhaps a script or a region: `de`, `pt-BR`, `zh-Hans`".to_owned())
}

/// Whether it is known of a language what its words do in a sentence, by its primary subtag.
#[must_use]
pub fn knows_words(primary: &str) -> bool {
    known::known(primary).is_some()
}

/// The language of a text, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    pub(super) lexicon: &'static Lexicon,
    pub(super) words: Option<&'static Known>,
    pub(super) decimal: Option<char>,
}

impl Language {
    /// The language of a tag such as `en` or `de-CH`. Of one that is not known only what all write
    /// alike is read.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        Self {
            lexicon: lexicon::lexicon(primary),
            words: known::known(primary),
            decimal: lexicon::decimal_sign(&tag),
        }
    }

    /// The languages whose words are known, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        lexicon::known().map(Self::of)
    }

    /// Whether a word in small letters names a month or a day of the week.
    #[must_use]
    pub fn is_calendar_word(self, word: &str) -> bool {
        [Sense::Month, Sense::Weekday].iter().any(|sense| self.lexicon.word(word, *sense).is_some())
    }

    /// Whether a word in small letters is one of the words that are known of the language.
    #[must_use]
    pub fn knows(self, word: &str) -> bool {
        self.words.is_some_and(|known| known.forms(word).iter().any(|form| form.len() == 1))
    }

    /// Whether it is German.
    #[must_use]
    pub fn is_german(self) -> bool {
        self.words.is_some_and(|known| known.tag == "de")
    }

    /// Whether a word in small letters holds sentences together.
    #[must_use]
    pub fn is_function(self, word: &str) -> bool {
        self.words.is_some_and(|known| known.is(word, Role::Function))
    }

    /// Whether the word before a month, in small letters, tells that it is the month and no name.
    #[must_use]
    pub fn tells_month(self, word: &str) -> bool {
        self.words.is_some_and(|known| known.is(word, Role::BeforeMonth))
    }

    /// Whether a word in small letters is a number, or says how large one is.
    #[must_use]
    pub fn is_number_word(self, word: &str) -> bool {
        const SENSES: [Sense; 7] = [
            Sense::Number,
            Sense::Weak,
            Sense::Scale,
            Sense::Vague,
            Sense::Ordinal,
            Sense::Multiple,
            Sense::Percent,
        ];
        SENSES.iter().any(|sense| self.lexicon.word(word, *sense).is_some())
    }

    /// Whether a word behind a number may be meant to say how large it is, and is none of the words
    /// that do: `milion`, `M`, and in English `Millionen` or `Prozent`.
    #[must_use]
    pub(super) fn may_be_scale(self, word: &str) -> bool {
        // Shorter scales are a letter away from many a word.
        const SHORTEST: usize = 7;
        const SHORTEST_ELSEWHERE: usize = 3;
        let small = word.to_lowercase();
        let is_long = |form: &&str| form.chars().count() >= SHORTEST;
        let mut scales = self.lexicon.words(Sense::Scale).filter(is_long);
        let of_another = |lexicon: &Lexicon| {
            [Sense::Scale, Sense::Percent]
                .iter()
                .any(|sense| lexicon.word(&small, *sense).is_some())
        };
        self.lexicon.word(&small, Sense::JoinedScale).is_some()
            || small.chars().count() >= SHORTEST_ELSEWHERE && lexicon::lexicons().any(of_another)
            || scales.any(|form| strsim::osa_distance(&form.to_lowercase(), &small) == 1)
                && !self.is_number_word(&small)
    }

    /// Whether a word that is no part of any figure stands before or after a byte, or nothing, so that
    /// none reaches over it. Nearly all passages are told by that to cut no figure, without one being
    /// read.
    pub(super) fn parts_figures(self, text: &str, at: usize) -> bool {
        let (before, after) = (text.slice(..at), text.slice(at..));
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        if before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric) {
            return false;
        }
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let is_other = |word: &str, rest_joins: bool| {
            !rest_joins && !word.is_empty() && !self.lexicon.knows(&word.to_ascii_lowercase())
        };
        let (before, after) = (before.trim_end(), after.trim_start());
        let rest = before.trim_end_matches(is_letter);
        let last = before.slice(rest.len()..);
        let ends = before.is_empty() || is_other(last, rest.ends_with(joins));
        let rest = after.trim_start_matches(is_letter);
        let next = after.slice(..after.len() - rest.len());
        ends || after.is_empty() || is_other(next, rest.starts_with(joins))
    }

    pub(super) fn writing(self) -> NumeralStyle<'static> {
        NumeralStyle { decimal: self.decimal, lexicon: self.lexicon }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_letters_and_hyphens() {
        for tag in ["de", "pt-BR", "zh-Hant-TW", "ckb", "sr-Latn", "de-1996", "x-klingon"] {
            assert_eq!(not_a_tag(tag), None, "{tag}");
        }
        assert_eq!(not_a_tag("de_DE").as_deref(), Some("write `de-DE`"));
        for tag in ["deutsch", "deutsch sprache!", "", "d", "de-", "12", "dé", "x", "de-überall"]
        {
            assert!(not_a_tag(tag).is_some(), "{tag}");
        }
    }
}
