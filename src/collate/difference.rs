//! What kind of thing a difference between two printings is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::token::{Class, FormId, Forms, Printing, Token};
use crate::language::{Bound, Figure, Language, Role, expanded, has_digit};
use crate::slice::Slice;

/// The labels of differences, most serious first. A difference has one: the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Another figure, or one that is missing.
    Number,
    /// Another polarity or modality: "not", "could", "may", "will".
    Negation,
    /// A condition that is not printed, or another: "if", "unless".
    Condition,
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
    /// Other words, in a language of which it is not known what they do.
    Unread,
    /// Where the passages of the report have a gap or an end, it prints other words.
    Cut,
    /// Words that are not of the utterance: in square brackets, or who speaks.
    Insertion,
    /// The same word, spelled otherwise.
    Spelling,
    /// Capitals.
    Case,
    /// Punctuation within the printing.
    Punctuation,
}

impl Label {
    /// Every label, most serious first.
    pub const ALL: [Self; 14] = [
        Self::Number,
        Self::Negation,
        Self::Condition,
        Self::Name,
        Self::Wording,
        Self::Omission,
        Self::Addition,
        Self::Order,
        Self::Unread,
        Self::Cut,
        Self::Insertion,
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
            Self::Condition => "condition",
            Self::Name => "name",
            Self::Wording => "wording",
            Self::Omission => "omission",
            Self::Addition => "addition",
            Self::Order => "order",
            Self::Unread => "unread",
            Self::Cut => "cut",
            Self::Insertion => "insertion",
            Self::Spelling => "spelling",
            Self::Case => "case",
            Self::Punctuation => "punctuation",
        }
    }

    /// Whether other words are printed than in the base: what a heat strip counts. Spelling,
    /// capitals and punctuation are the house style of a report, and what it inserts is its own. What
    /// it prints at a gap is no part of the printing.
    #[must_use]
    pub fn changes_words(self) -> bool {
        self < Self::Cut
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

impl Difference {
    /// Leaves out, of a cut, what the base's report or the other prints beside its passages.
    pub(super) fn hide_beyond(&mut self, of_base: bool, of_other: bool) {
        const LEFT_OUT: &str = "[…]";
        // Words of the base, if any, stand against what the other prints beside its own; else words
        // of the other against what the base's report prints.
        let beside_base = self.base.is_empty() && !self.base_text.is_empty();
        let (hidden, words) = match beside_base {
            true => (of_base, &mut self.base_text),
            false => (of_other, &mut self.text),
        };
        if hidden && !words.is_empty() {
            LEFT_OUT.clone_into(words);
        }
    }
}

/// What is needed to tell what a difference is.
pub(super) struct Judge<'a> {
    /// The forms of the family's tokens.
    pub(super) forms: &'a Forms,
    /// Keys of words that the family prints with a capital within a sentence, and never without.
    pub(super) proper: &'a BTreeSet<FormId>,
    /// Whether one of the two tells in the third person what the other has in the first: then its
    /// verbs are of another tense too, and that is no other modality.
    pub(super) reported: bool,
}

/// A stretch of one printing.
#[derive(Clone)]
pub(super) struct PrintedStretch<'a> {
    /// The printing.
    pub(super) printing: &'a Printing<'a>,
    /// Tokens of it.
    pub(super) range: Range<usize>,
}

impl<'a> PrintedStretch<'a> {
    fn tokens(&self) -> &'a [Token] {
        self.printing.tokens.get(self.range.clone()).unwrap_or_default()
    }

    fn words(&self) -> impl Iterator<Item = &'a Token> + Clone {
        self.tokens().iter().filter(|token| token.is_word())
    }

    fn content(&self) -> impl Iterator<Item = &'a Token> + Clone {
        self.words().filter(|token| token.class == Class::Content)
    }

    /// The figures and dates of which a part is in it.
    fn figures(&self) -> Vec<&'a Figure> {
        let tokens = self.tokens();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
        let all = &self.printing.figures;
        let start = all.partition_point(|figure| figure.range.end <= first.range.start());
        let end = all.partition_point(|figure| figure.range.start < last.range.end());
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
        let text = |token: &Token| self.printing.text.slice(token.range.bytes());
        let named = |token: &&Token| token.class != Class::Number && has_digit(text(token));
        let mut digits: Vec<FormId> = self.words().filter(named).map(|token| token.key).collect();
        digits.sort_unstable();
        digits
    }

    /// The months and days of the week in it, if it has any.
    fn calendar_words(&self) -> Option<Vec<FormId>> {
        let days: Vec<FormId> =
            self.words().filter(|token| token.calendar).map(|token| token.key).collect();
        (!days.is_empty()).then_some(days)
    }

    /// How often it denies.
    fn denials(&self) -> usize {
        let denials = self.words().filter(|token| token.roles.has(Role::Denial));
        denials.map(|token| token.roles.form).collect::<BTreeSet<usize>>().len()
    }

    /// How many conditions it has.
    fn conditions(&self) -> usize {
        let conditions = self.words().filter(|token| token.roles.has(Role::Condition));
        conditions.map(|token| token.roles.form).collect::<BTreeSet<usize>>().len()
    }

    fn begins_with_condition(&self) -> bool {
        let first = self.words().find(|token| !token.roles.has(Role::Coordination));
        first.is_some_and(|token| token.roles.has(Role::Condition))
    }

    /// What the words beside figures make of them, of which a part is in it.
    fn bounds(&self) -> Vec<Bound> {
        let tokens = self.tokens();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
        let all = &self.printing.bounds;
        let start = all.partition_point(|it| it.range.end() <= first.range.start());
        let end = all.partition_point(|it| it.range.start() < last.range.end());
        let inside = all.get(start..end).unwrap_or_default();
        let mut bounds: Vec<Bound> = inside.iter().map(|it| it.bound).collect();
        bounds.sort_unstable();
        bounds
    }

    /// Its word, where it has one that carries a meaning and no other.
    fn only_content(&self) -> Option<&'a Token> {
        let mut content = self.content();
        content.next().filter(|_| content.next().is_none())
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
    pub(super) fn label(&self, base: &PrintedStretch, witness: &PrintedStretch) -> Label {
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
        if !base.printing.known {
            return Label::Unread;
        }
        if (words == 0 && witness.begins_with_condition())
            || (others == 0 && base.begins_with_condition())
        {
            return Label::Condition;
        }
        if (words == 0 && self.is_clause(witness)) || (others == 0 && self.is_clause(base)) {
            return if others == 0 { Label::Omission } else { Label::Addition };
        }
        match self.figures(base, witness) {
            Figures::Other => return Label::Number,
            Figures::SameInWords => return Label::Spelling,
            Figures::Same => {}
        }
        self.stance(base, witness).unwrap_or_else(|| match (words, others) {
            _ if self.names(base, witness) => Label::Name,
            (_, 0) => Label::Omission,
            (0, _) => Label::Addition,
            _ => Label::Wording,
        })
    }

    /// Whether a stretch is a clause between two commas about what stands before it: whatever it says,
    /// the sentence says the same without it.
    fn is_clause(&self, stretch: &PrintedStretch) -> bool {
        const FEW: usize = 4;
        let tokens = stretch.tokens();
        let comma = |token: Option<&Token>| {
            token.is_some_and(|token| matches!(self.forms.text(token.key), "," | "，" | "،"))
        };
        let before = stretch.range.start.checked_sub(1);
        let before = before.and_then(|before| stretch.printing.tokens.get(before));
        let after = stretch.printing.tokens.get(stretch.range.end);
        let opened = comma(tokens.first()) || comma(before);
        let closed = comma(tokens.last()) || comma(after);
        let first = stretch.words().next();
        let relative = first.is_some_and(|token| token.roles.has(Role::Relative));
        let claims = |token: &Token| {
            token.roles.is_modal()
                || token.roles.has(Role::Doubt)
                || token.roles.has(Role::Condition)
        };
        let words = stretch.words().count();
        let told = words > FEW && !stretch.words().any(claims);
        opened && closed && (relative || told || words >= 2 * FEW)
    }

    /// The label of stretches of which one claims something else, or claims it otherwise.
    fn stance(&self, base: &PrintedStretch, witness: &PrintedStretch) -> Option<Label> {
        let opposites = |(a, b): (&Token, &Token)| {
            let (a, b) = (self.forms.text(a.exact), self.forms.text(b.exact));
            Language::of(base.printing.language).are_opposites(a, b)
        };
        if base.denials() != witness.denials()
            || self.hedges(base) != self.hedges(witness)
            || base.only_content().zip(witness.only_content()).is_some_and(opposites)
        {
            return Some(Label::Negation);
        }
        (base.conditions() != witness.conditions()).then_some(Label::Condition)
    }

    /// The label of words that stand in another place. A denial alone denies something else there.
    pub(super) fn label_of_move(&self, moved: &PrintedStretch) -> Label {
        if !moved.printing.known {
            return Label::Unread;
        }
        if moved.denials() > 0 && moved.words().all(|token| token.class <= Class::Modal) {
            return Label::Negation;
        }
        match moved.words().all(|token| token.class == Class::Number) {
            true => Label::Number,
            false => Label::Order,
        }
    }

    /// Whether a token is part of a name: a record's, a place, or a word that is always capitalised.
    fn is_name(&self, token: &Token) -> bool {
        token.record.is_some()
            || token.roles.has(Role::Place)
            || (token.may_be_name && self.proper.contains(&token.key))
            || token.begins_name
    }

    /// Words that are the same though cut or joined otherwise: `start-ups` and `startups`, `can
    /// not` and `cannot`, `per cent` and `%`.
    fn same_words(&self, base: &PrintedStretch, witness: &PrintedStretch) -> Option<Label> {
        if base.words().map(|token| token.key).eq(witness.words().map(|token| token.key)) {
            return Some(Label::Punctuation);
        }
        let english = base.printing.language == "en";
        let parts = |token: &Token| match english {
            true => expanded(self.forms.text(token.key)),
            false => [self.forms.text(token.key), ""],
        };
        let whole = |stretch: &PrintedStretch| -> Vec<&str> {
            stretch.words().flat_map(parts).filter(|word| !word.is_empty()).collect()
        };
        let joined = |stretch: &PrintedStretch| -> String {
            stretch.words().map(|token| self.forms.text(token.key)).collect()
        };
        let same = whole(base) == whole(witness) || joined(base) == joined(witness);
        same.then_some(Label::Spelling)
    }

    fn figures(&self, base: &PrintedStretch, witness: &PrintedStretch) -> Figures {
        let (a, b) = (base.figures(), witness.figures());
        let bounded = base.bounds() != witness.bounds();
        if !a.is_empty()
            && !bounded
            && base.says_the_figures_of(&a, witness, &b)
            && base.digits() == witness.digits()
        {
            let in_figures = |stretch: &PrintedStretch, figures: &[&Figure]| {
                stretch.content().all(|token| {
                    let covers = |figure: &&Figure| {
                        figure.range.start <= token.range.start()
                            && token.range.end() <= figure.range.end
                    };
                    figures.iter().any(covers)
                })
            };
            let all = in_figures(base, &a) && in_figures(witness, &b);
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
        let days = base.calendar_words().zip(witness.calendar_words());
        let other_days = days.is_some_and(|(days, others)| days != others);
        let digits = base.digits() == witness.digits();
        match same && !weak && digits && !bounded && !other_days {
            true => Figures::Same,
            false => Figures::Other,
        }
    }

    /// How certain a stretch is.
    fn hedges(&self, stretch: &PrintedStretch) -> Vec<&'static str> {
        let mut forms = BTreeSet::new();
        let mut hedges: Vec<&str> = stretch
            .words()
            .filter_map(|token| token.roles.hedge.map(|hedge| (token.roles.form, hedge)))
            .filter(|found| forms.insert(*found))
            .map(|(_, hedge)| match (self.reported, hedge) {
                (true, "could") => "can",
                (true, "might") => "may",
                (true, "would") => "will",
                (_, hedge) => hedge,
            })
            .collect();
        hedges.sort_unstable();
        hedges
    }

    /// Whether someone or something is named otherwise. So it is where both sides have at most four
    /// words of a meaning and not the same names; and where only one side has words, if they are a
    /// record's name or a part of a longer name.
    fn names(&self, base: &PrintedStretch, witness: &PrintedStretch) -> bool {
        const FEW: usize = 4;
        let (a, b) = (base.content().count(), witness.content().count());
        let all_names =
            |stretch: &PrintedStretch| stretch.content().all(|token| self.is_name(token));
        let part_of_name = |stretch: &PrintedStretch| {
            stretch.content().all(|token| token.record.is_some())
                || (all_names(stretch) && stretch.neighbours().any(|token| self.is_name(token)))
        };
        let named = |stretch: &PrintedStretch| -> Vec<FormId> {
            let names = stretch.content().filter(|token| self.is_name(token));
            names.map(|token| token.key).collect()
        };
        match (a, b) {
            (0, 0) => false,
            (_, 0) => witness.words().next().is_none() && part_of_name(base),
            (0, _) => base.words().next().is_none() && part_of_name(witness),
            (1, 1) if self.same_stem(base, witness) => false,
            _ => a <= FEW && b <= FEW && named(base) != named(witness),
        }
    }

    /// Whether two stretches are one word each, and these opposites, or nearly the same: so much in
    /// common have short printings that have no word in common.
    pub(super) fn are_akin(&self, base: &PrintedStretch, witness: &PrintedStretch) -> bool {
        let Some((a, b)) = base.only_content().zip(witness.only_content()) else { return false };
        let (a, b) = (self.forms.text(a.key), self.forms.text(b.key));
        let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let longer = a.chars().count().max(b.chars().count());
        Language::of(base.printing.language).are_opposites(a, b)
            || (same > 2 && 3 * same >= 2 * longer)
    }

    /// Whether the one word on either side is the other with an ending: `China` and `China's`.
    fn same_stem(&self, base: &PrintedStretch, witness: &PrintedStretch) -> bool {
        let stem = |stretch: &PrintedStretch| {
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
