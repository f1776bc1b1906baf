//! What kind of thing a difference between two printings is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::token::{Class, FormId, Forms, Printing, Token};
use super::words;
use crate::language::{Figure, has_digit};
use crate::slice::Slice;

/// The labels of differences, most serious first. A difference has one: the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Another figure, or one that is missing.
    Number,
    /// Another polarity or modality: "not", "could", "may", "will".
    Negation,
    /// Someone or something is named otherwise.
    Name,
    /// Other words.
    Wording,
    /// Words of the base that are not printed.
    Omission,
    /// Words that the base does not have.
    Addition,
    /// The same words in another place.
    Order,
    /// The same word, spelled otherwise.
    Spelling,
    /// Capitals.
    Case,
    /// Punctuation within the printing.
    Punctuation,
}

impl Label {
    /// Every label, most serious first.
    pub const ALL: [Self; 10] = [
        Self::Number,
        Self::Negation,
        Self::Name,
        Self::Wording,
        Self::Omission,
        Self::Addition,
        Self::Order,
        Self::Spelling,
        Self::Case,
        Self::Punctuation,
    ];

    /// The word that pages and data print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Name => "name",
            Self::Wording => "wording",
            Self::Omission => "omission",
            Self::Addition => "addition",
            Self::Order => "order",
            Self::Spelling => "spelling",
            Self::Case => "case",
            Self::Punctuation => "punctuation",
        }
    }

    /// Whether other words are printed than in the base: what a heat strip counts. Spelling,
    /// capitals and punctuation are the house style of a report.
    #[must_use]
    pub fn changes_words(self) -> bool {
        self < Self::Spelling
    }
}

/// A difference between the base text and one report's printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of thing it is.
    pub label: Label,
    /// The tokens of the base that are printed otherwise, or not; for words that the base does
    /// not have, the empty range at their place.
    pub base: Range<usize>,
    /// Those tokens as the base prints them; a gap within them as `[…]`.
    pub base_text: String,
    /// What this report prints instead; empty for what it leaves out.
    pub text: String,
}

/// What is needed to tell what a difference is.
pub(super) struct Judge<'a> {
    /// The forms of the family's tokens.
    pub(super) forms: &'a Forms,
    /// Keys of words that the family prints with a capital within a sentence, and never without.
    pub(super) proper: &'a BTreeSet<FormId>,
}

/// A stretch of one printing.
#[derive(Clone)]
pub(super) struct Stretch<'a> {
    /// The printing.
    pub(super) printing: &'a Printing<'a>,
    /// Tokens of it.
    pub(super) range: Range<usize>,
}

impl<'a> Stretch<'a> {
    fn words(&self) -> impl Iterator<Item = &'a Token> + Clone {
        self.printing.tokens[self.range.clone()].iter().filter(|token| token.is_word())
    }

    fn content(&self) -> impl Iterator<Item = &'a Token> + Clone {
        self.words().filter(|token| token.class == Class::Content)
    }

    /// The figures and dates of which a part is in it.
    fn figures(&self) -> Vec<&'a Figure> {
        let tokens = self.printing.tokens.get(self.range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
        let all = &self.printing.figures;
        let start = all.partition_point(|figure| figure.range.end <= first.range.start);
        let end = all.partition_point(|figure| figure.range.start < last.range.end);
        all.get(start..end).unwrap_or_default().iter().collect()
    }

    /// Whether each of some figures is one of those of another printing.
    fn says_the_figures_of(&self, ours: &[&Figure], other: &Self, theirs: &[&Figure]) -> bool {
        let (text, other) = (self.printing.text, other.printing.text);
        let mut left: Vec<&Figure> = theirs.to_vec();
        ours.len() == left.len()
            && ours.iter().all(|figure| {
                let same = left.iter().position(|it| figure.says_the_same(text, it, other));
                same.map(|at| left.swap_remove(at)).is_some()
            })
    }

    /// The words with a digit that are no figures, such as `COVID-19`, in order.
    fn digits(&self) -> Vec<FormId> {
        let text = |token: &Token| self.printing.text.slice(token.range.clone());
        let named = |token: &&Token| token.class != Class::Number && has_digit(text(token));
        let mut digits: Vec<FormId> = self.words().filter(named).map(|token| token.key).collect();
        digits.sort_unstable();
        digits
    }

    /// The tokens that stand directly before and after.
    fn neighbours(&self) -> impl Iterator<Item = &'a Token> {
        let tokens = &self.printing.tokens;
        let before = self.range.start.checked_sub(1).and_then(|before| tokens.get(before));
        before.into_iter().chain(tokens.get(self.range.end))
    }
}

impl Judge<'_> {
    /// The label of a stretch of the base and what a report prints in its place; either may be
    /// empty.
    pub(super) fn label(&self, base: &Stretch, witness: &Stretch) -> Label {
        let (words, others) = (base.words().count(), witness.words().count());
        if words + others == 0 {
            return Label::Punctuation;
        }
        if words > 0
            && others > 0
            && let Some(label) = self.same_words(base, witness)
        {
            return label;
        }
        match self.figures(base, witness) {
            Figures::Other => return Label::Number,
            Figures::SameInWords => return Label::Spelling,
            Figures::Same => {}
        }
        if self.modals(base) != self.modals(witness) {
            return Label::Negation;
        }
        if self.names(base, witness) {
            return Label::Name;
        }
        match (words, others) {
            (_, 0) => Label::Omission,
            (0, _) => Label::Addition,
            _ => Label::Wording,
        }
    }

    /// The label of words that stand in another place.
    pub(super) fn label_of_move(&self, moved: &Stretch) -> Label {
        if !self.modals(moved).is_empty() {
            return Label::Negation;
        }
        match moved.words().all(|token| token.class == Class::Number) {
            true => Label::Number,
            false => Label::Order,
        }
    }

    /// Whether a token is part of a name: a record's, or a word that is always capitalised.
    fn is_name(&self, token: &Token) -> bool {
        token.record.is_some() || (token.capital && self.proper.contains(&token.key))
    }

    /// Words that are the same though cut or joined otherwise: `start-ups` and `startups`, `can
    /// not` and `cannot`, `per cent` and `%`.
    fn same_words(&self, base: &Stretch, witness: &Stretch) -> Option<Label> {
        if base.words().map(|token| token.key).eq(witness.words().map(|token| token.key)) {
            return Some(Label::Punctuation);
        }
        let expanded = |stretch: &Stretch| -> Vec<&str> {
            let words =
                stretch.words().flat_map(|token| words::expanded(self.forms.text(token.key)));
            words.filter(|word| !word.is_empty()).collect()
        };
        let joined = |stretch: &Stretch| -> String {
            stretch.words().map(|token| self.forms.text(token.key)).collect()
        };
        let same = expanded(base) == expanded(witness) || joined(base) == joined(witness);
        same.then_some(Label::Spelling)
    }

    fn figures(&self, base: &Stretch, witness: &Stretch) -> Figures {
        let (a, b) = (base.figures(), witness.figures());
        if base.says_the_figures_of(&a, witness, &b) && base.digits() == witness.digits() {
            let in_figures = |stretch: &Stretch, figures: &[&Figure]| {
                stretch.content().all(|token| {
                    let covers = |figure: &&Figure| {
                        figure.range.start <= token.range.start
                            && token.range.end <= figure.range.end
                    };
                    figures.iter().any(covers)
                })
            };
            let all = !a.is_empty() && in_figures(base, &a) && in_figures(witness, &b);
            return if all { Figures::SameInWords } else { Figures::Same };
        }
        // "One", "first" and "double" are seldom numbers: they count where others stand for them.
        let strong = |figures: &[&'_ Figure]| -> Vec<Figure> {
            figures.iter().filter(|figure| !figure.weak).map(|figure| (*figure).clone()).collect()
        };
        let (few, others) = (strong(&a), strong(&b));
        let weak = a.len() > few.len() && b.len() > others.len();
        let (few, others): (Vec<&Figure>, Vec<&Figure>) =
            (few.iter().collect(), others.iter().collect());
        let same = base.says_the_figures_of(&few, witness, &others);
        match same && !weak && base.digits() == witness.digits() {
            true => Figures::Same,
            false => Figures::Other,
        }
    }

    /// The denying and hedging words of a stretch, in alphabetical order.
    fn modals(&self, stretch: &Stretch) -> Vec<&str> {
        let mut modals: Vec<&str> = Vec::new();
        for token in stretch.words().filter(|token| token.class == Class::Modal) {
            match words::expanded(self.forms.text(token.key)) {
                [word, ""] => modals.push(word),
                parts => {
                    modals.extend(parts.into_iter().filter(|part| words::is_modal(part, "en")))
                }
            }
        }
        modals.sort_unstable();
        modals
    }

    /// Whether someone or something is named otherwise. So it is where one side has nothing but
    /// names and the other at most four words of a meaning; and where only one side has words,
    /// if they are a record's name or a part of a longer name.
    fn names(&self, base: &Stretch, witness: &Stretch) -> bool {
        const FEW: usize = 4;
        let (a, b) = (base.content().count(), witness.content().count());
        let all_names = |stretch: &Stretch| stretch.content().all(|token| self.is_name(token));
        let part_of_name = |stretch: &Stretch| {
            stretch.content().all(|token| token.record.is_some())
                || (all_names(stretch) && stretch.neighbours().any(|token| self.is_name(token)))
        };
        match (a, b) {
            (0, 0) => false,
            (_, 0) => witness.words().next().is_none() && part_of_name(base),
            (0, _) => base.words().next().is_none() && part_of_name(witness),
            (1, 1) if self.same_stem(base, witness) => false,
            _ => (all_names(base) && b <= FEW) || (all_names(witness) && a <= FEW),
        }
    }

    /// Whether the one word on either side is the other with an ending: `China` and `China's`.
    fn same_stem(&self, base: &Stretch, witness: &Stretch) -> bool {
        let stem = |stretch: &Stretch| {
            let key = stretch.content().next().map(|token| self.forms.text(token.key))?;
            let key = key.strip_suffix("'s").unwrap_or(key);
            Some(key.strip_suffix('s').unwrap_or(key))
        };
        stem(base) == stem(witness)
    }
}

/// How the numbers of two stretches compare.
enum Figures {
    /// The same numbers, or none.
    Same,
    /// The same numbers and nothing else, written otherwise.
    SameInWords,
    /// Other numbers.
    Other,
}
