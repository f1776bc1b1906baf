//! What is known of languages: how a text writes figures and dates, and what makes a bound of them;
//! what its words do in a sentence, and where one ends; and which spellings are one word.
//!
//! This room knows texts and no briefing. Figures and dates are read here and nowhere else, each with
//! its place in the text; what cannot be read for certain is [`What::Unreadable`], and never read in
//! part. The words of each language are lists in `data/`, a file a language.

mod amount;
mod bound;
mod calendar;
mod clock;
mod decimal;
mod denial;
mod digits;
mod figure;
mod interval;
mod known;
mod lexicon;
mod number_words;
mod numeral;
mod roles;
mod sentence;
mod spelling;
mod token;
mod unit;

pub use bound::Bound;
pub use calendar::{Dated, day_meant};
pub use clock::tells_time;
pub use decimal::Decimal;
pub use digits::is_digit;
pub use figure::{Amount, Figure, Reader, What, figure_across, figures, has_digit};
pub use interval::{End, Interval};
pub use roles::{Role, Roles, Spoken, read as roles};
pub use sentence::sentence_ends;
pub use spelling::{expanded, key as spelling_key, sound};
pub use unit::Unit;

use crate::slice::Slice;
use known::Known;
use lexicon::{Lexicon, Sense};
use token::Writing;

/// The primary subtag of a language's tag.
#[must_use]
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Whether it is known of a language what its words do in a sentence, by its primary subtag.
#[must_use]
pub fn knows_words(primary: &str) -> bool {
    known::known(primary).is_some()
}

/// The language of a text, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    lexicon: &'static Lexicon,
    words: Option<&'static Known>,
    decimal: Option<char>,
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
    /// that do: `milion`, `M`.
    #[must_use]
    fn may_be_scale(self, word: &str) -> bool {
        // Shorter scales are a letter away from many a word.
        const SHORTEST: usize = 7;
        let small = word.to_lowercase();
        let is_long = |form: &&str| form.chars().count() >= SHORTEST;
        let mut scales = self.lexicon.words(Sense::Scale).filter(is_long);
        self.lexicon.word(&small, Sense::JoinedScale).is_some()
            || scales.any(|form| strsim::osa_distance(&form.to_lowercase(), &small) == 1)
                && !self.is_number_word(&small)
    }

    /// Whether a word that is no part of any figure follows a byte, so that none reaches over it. Most
    /// passages are told by that to cut no figure, without one being read.
    fn parts_figures(self, text: &str, at: usize) -> bool {
        let (before, after) = (text.slice(..at), text.slice(at..));
        let inside =
            before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
        let after = after.trim_start();
        let rest = after.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let word = after.slice(..after.len() - rest.len());
        let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
        !inside && is_whole && !word.is_empty() && !self.lexicon.knows(&word.to_ascii_lowercase())
    }

    fn writing(self) -> Writing<'static> {
        Writing { decimal: self.decimal, lexicon: self.lexicon }
    }
}

/// Why a figure or date cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreadable {
    /// A separator where none belongs, as in `1,20,0`.
    Grouping,
    /// One separator before three digits, in a language of which it is not known what that means.
    Separator,
    /// More digits than can be held exactly.
    TooLong,
    /// A number in a script that is not read.
    Script,
    /// A word behind a number that may be meant to say how large it is.
    Scale,
    /// Digits written high behind a number: a power, or the sign of a footnote.
    Superscript,
    /// Several numbers that are neither a range nor a sum.
    SeveralNumbers,
    /// A range or bound whose lower end is above its upper end.
    Reversed,
    /// Parts of one sum, or ends of one range, in different units.
    MixedUnits,
    /// A sum with a part that has no number, or more than one.
    Part,
    /// A day that the calendar does not have.
    Calendar,
    /// A date in figures that can be read in two ways.
    Date,
    /// It says one thing in the language of the report, and another in that of the briefing.
    TwoLanguages,
}

#[cfg(test)]
pub(crate) mod spellings;
#[cfg(test)]
mod tests;
