//! Words and marks of a folded text, and what hangs on a word.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::myers::lower;
use crate::language::{Language, has_digit, is_digit, is_unspaced};
use crate::model::Record;
use crate::parse::plain;
use crate::slice::Slice;

/// The words of a folded text, and each mark that is neither a word nor white space, in order.
pub fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.slice(at..);
        let start = at + rest.len() - rest.trim_start().len();
        let first = text.slice(start..).chars().next()?;
        at = start + first.len_utf8();
        if is_letter(first) {
            at = word_end(text, at, first);
        }
        Some(start..at)
    })
}

/// Where a word ends whose first letter ends at `at`.
fn word_end(text: &str, mut at: usize, first: char) -> usize {
    let (mut last, alone) = (first, is_unspaced(first));
    loop {
        // Nearly all letters are plain: they are read by the byte.
        let plain =
            if alone { 0 } else { plain::length(text.as_bytes().get(at..).unwrap_or_default()) };
        if let Some(letter) = text.slice(..at + plain).bytes().next_back().filter(|_| plain > 0) {
            (at, last) = (at + plain, char::from(letter));
        }
        let mut rest = text.slice(at..).chars();
        let Some(next) = rest.next() else { return at };
        let goes_on = match is_letter(next) {
            true => is_combining_mark(next) || (!alone && !is_unspaced(next)),
            false => !alone && joins(last, next, rest.next()),
        };
        if !goes_on {
            return at;
        }
        (at, last) = (at + next.len_utf8(), next);
    }
}

/// Whether a token is a word.
pub fn is_word(token: &str) -> bool {
    token.starts_with(is_letter)
}

/// Whether a character is part of words.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether a mark inside a word belongs to it: the apostrophe of "isn't", the comma of "1,200".
fn joins(before: char, mark: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    match mark {
        '\'' => before.is_alphabetic() && after.is_alphabetic(),
        '.' | ',' | '٬' | '٫' => is_digit(before) && is_digit(after),
        _ => false,
    }
}

/// A word without regard to case, as a number: FNV-1a.
pub fn number(word: &str) -> u32 {
    const BASIS: u32 = 0x811c_9dc5;
    let step = |hash: u32, letter: u32| (hash ^ letter).wrapping_mul(0x0100_0193);
    if word.is_ascii() {
        word.bytes().fold(BASIS, |hash, byte| step(hash, u32::from(byte.to_ascii_lowercase())))
    } else {
        word.chars().map(lower).fold(BASIS, |hash, c| step(hash, u32::from(c)))
    }
}

/// What hangs on a difference between two wordings, most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stake {
    /// A figure, in whatever form.
    Number,
    /// Whether something is so or not.
    Negation,
    /// Whether it is, may be or must be so, and who vouches for it.
    Modality,
    /// Who or what it is about.
    Name,
    /// How it is put.
    Wording,
}

impl Stake {
    /// The word that messages print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Modality => "modality",
            Self::Name => "name",
            Self::Wording => "wording",
        }
    }
}

/// The words that the records' names are made of, in lower case: names even where an author
/// writes them without capitals.
#[derive(Debug, Clone, Default)]
pub struct KnownNames(BTreeSet<String>);

impl KnownNames {
    /// Gathers them.
    #[must_use]
    pub fn new<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let capital = |word: &&str| !word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
        let words = forms
            .into_iter()
            .flat_map(|form| tokens(form).map(|token| form.slice(token)))
            .filter(capital);
        Self(words.map(str::to_lowercase).collect())
    }

    /// Gathers those of the records.
    #[must_use]
    pub fn of_records(records: &[Record]) -> Self {
        Self::new(records.iter().flat_map(|record| {
            std::iter::once(record.name.as_str())
                .chain(record.full_name.as_deref())
                .chain(record.aliases.iter().chain(&record.short).map(String::as_str))
                .chain(record.names.iter().map(|(_, name)| name.as_str()))
        }))
    }

    /// What hangs on a word that one wording has and the other has not.
    pub fn stake(&self, word: &str, begins_sentence: bool, language: Language) -> Stake {
        let small = word.to_lowercase();
        if has_digit(word) {
            Stake::Number
        } else if language.denies(&small) {
            Stake::Negation
        } else if language.hedges(&small)
            && (begins_sentence || !word.starts_with(char::is_uppercase))
        {
            Stake::Modality
        } else if (self.0.contains(&small) && !(small == word && language.is_function(&small)))
            || (!begins_sentence && word.contains(char::is_uppercase))
        {
            // The "the" of "The Hague" is a word like any other where it is written small.
            Stake::Name
        } else {
            Stake::Wording
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|token| &text[token]).collect()
    }

    #[test]
    fn cuts_words_and_marks() {
        assert_eq!(
            words("It isn't \"1,200\" – U.S."),
            ["It", "isn't", "\"", "1,200", "\"", "–", "U", ".", "S", "."]
        );
        assert_eq!(words("海康a b"), ["海", "康", "a", "b"]);
        assert_eq!(words("ئۇيغۇر  x"), ["ئۇيغۇر", "x"]);
        assert_eq!(words(" "), [""; 0]);
    }

    #[test]
    fn numbers_ignore_case() {
        assert_eq!(number("China"), number("CHINA"));
        assert_ne!(number("China"), number("Chine"));
    }

    #[test]
    fn tells_what_hangs_on_a_word() {
        let names = KnownNames::new(["iFlytek", "Ministry of Commerce"]);
        for (word, stake) in [
            ("18", Stake::Number),
            ("not", Stake::Negation),
            ("wouldn't", Stake::Negation),
            ("may", Stake::Modality),
            ("May", Stake::Name),
            ("Ross", Stake::Name),
            ("iflytek", Stake::Name),
            ("commerce", Stake::Name),
            ("of", Stake::Wording),
            ("bureau", Stake::Wording),
        ] {
            assert_eq!(names.stake(word, false, Language::of("en")), stake, "{word}");
        }
        assert_eq!(names.stake("The", true, Language::of("en")), Stake::Wording);
        let names = KnownNames::new(["The Hague", "Der Spiegel"]);
        assert_eq!(names.stake("the", false, Language::of("en")), Stake::Wording);
        assert_eq!(names.stake("der", false, Language::of("de")), Stake::Wording);
        assert_eq!(names.stake("hague", false, Language::of("en")), Stake::Name);
    }
}
