//! Holds what an author quotes against a place of an article, word by word.

use std::ops::Range;

use super::alignment::{Counterparts, TokenedText, stretches};
use super::myers::Pattern;
use super::tokens::{KnownNames, Stake, is_word};
use crate::language::{Figure, Language, figures};
use crate::slice::Slice;

/// The longest stretches, in letters, whose letters are compared one by one.
const LONGEST_STRETCH: usize = 4_000;

/// What the same words in another order are worth, in percent of those in the same order.
const IN_ANOTHER_ORDER: u16 = 85;

/// By how much more, in ten-thousandths, two wordings must be alike in their words than in their
/// letters to be the same words in another order.
const OUT_OF_ORDER: u16 = 1_500;

/// How many letters that a quotation leaves out count in full; of more, each counts a quarter. To
/// leave out a clause is one change, however long the clause is.
const LEFT_OUT: usize = 12;

/// How two wordings differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How much of them is alike: 1 where they are the same but for case.
    pub similarity: Similarity,
    /// The differences, in order.
    pub differences: Vec<Difference>,
    /// Whether the same words stand in another order.
    pub reordered: bool,
}

/// A share in ten-thousandths: exact, so that candidates can be put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Similarity(u16);

impl Similarity {
    const WHOLE: u16 = 10_000;

    /// A share in percent.
    #[must_use]
    pub const fn from_percent(percent: u16) -> Self {
        Self(percent * 100)
    }

    fn new(same: usize, all: usize) -> Self {
        let share = (same.min(all) as u128 * u128::from(Self::WHOLE)) / (all.max(1) as u128);
        Self(u16::try_from(share).unwrap_or(Self::WHOLE))
    }

    /// This share, taken of another.
    fn of(self, percent: u16) -> Self {
        Self(u16::try_from(u32::from(self.0) * u32::from(percent) / 100).unwrap_or(Self::WHOLE))
    }

    /// Less by so many percent.
    #[must_use]
    pub fn less(self, percent: u16) -> Self {
        Self(self.0.saturating_sub(percent * 100))
    }

    /// The share of a text of `length` letters of which some more differ.
    pub(super) fn but_for(self, letters: usize, length: usize) -> Self {
        let share = letters.saturating_mul(usize::from(Self::WHOLE)) / length.max(1);
        Self(self.0.saturating_sub(u16::try_from(share).unwrap_or(Self::WHOLE)))
    }

    /// Whether nothing at all differs.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 == Self::WHOLE
    }

    /// In percent; 100 only where nothing at all differs.
    #[must_use]
    pub fn percent(self) -> u16 {
        match self.0 {
            Self::WHOLE => 100,
            share => ((share + 50) / 100).min(99),
        }
    }
}

/// Words that one of the two has and the other has not, or otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Bytes of the quotation; empty where words are missing in it.
    pub quoted: Range<usize>,
    /// Bytes of the place; empty where words are missing there.
    pub printed: Range<usize>,
    /// What hangs on it.
    pub stake: Stake,
}

/// How far a quotation and a place are apart, before it is told what the differences mean.
#[derive(Debug)]
pub struct Measured {
    /// How much of them is alike.
    pub similarity: Similarity,
    reordered: bool,
    /// The tokens that differ: of the quotation, and of the place.
    stretches: Vec<Counterparts>,
}

impl Measured {
    /// Whether nothing differs.
    pub fn is_exact(&self) -> bool {
        self.similarity.is_whole()
    }
}

/// Measures a quotation against a place.
pub fn measure(a: &TokenedText<'_>, b: &TokenedText<'_>) -> Measured {
    let stretches = stretches(a, b);
    let lost: usize = stretches
        .iter()
        .map(|(left, right)| distance(a.text.slice(a.bytes(left)), b.text.slice(b.bytes(right))))
        .sum();
    let lost = lost + usize::from(stretches.is_empty() && a.text != b.text);
    // Letters count four times, so that a difference of case or of spaces is less than one of
    // letters.
    let all = 4 * a.letters.max(b.letters);
    let by_letters = Similarity::new(all.saturating_sub(lost), all);
    let in_order = by_letters.0.saturating_add(OUT_OF_ORDER);
    let may_be_reordered = in_order < Similarity::WHOLE && has_moved(a, b, &stretches);
    let by_words = if may_be_reordered { shared_words(a, b) } else { Similarity(0) };
    let reordered = by_words.0 > in_order;
    let similarity = if reordered { by_words.of(IN_ANOTHER_ORDER) } else { by_letters };
    Measured { similarity, reordered, stretches }
}

/// Whether a word that the quotation has in one place stands in another.
fn has_moved(a: &TokenedText<'_>, b: &TokenedText<'_>, stretches: &[Counterparts]) -> bool {
    let (mut quoted, mut printed) = (Vec::new(), Vec::new());
    for (left, right) in stretches {
        let (left, right) = (a.smalls(left.clone()), b.smalls(right.clone()));
        if left != right {
            quoted.extend(left.into_iter().filter(|word| is_word(word)));
            printed.extend(right);
        }
    }
    printed.sort_unstable();
    quoted.iter().any(|word| printed.binary_search(word).is_ok())
}

/// Tells what the differences are that were measured, of texts in a language.
pub fn explain(
    measured: Measured,
    a: &TokenedText<'_>,
    b: &TokenedText<'_>,
    names: &KnownNames,
    language: Language,
) -> Comparison {
    let read = |wording: &TokenedText<'_>| match measured.stretches.is_empty() {
        true => Vec::new(),
        false => figures(wording.text, language),
    };
    let (ours, theirs) = (read(a), read(b));
    let difference = |(left, right): Counterparts| {
        let (quoted, printed) = (a.bytes(&left), b.bytes(&right));
        let in_a = touched(&ours, &quoted);
        let in_b = touched(&theirs, &printed);
        let figures = same_figures(&in_a, a.text, &in_b, b.text);
        let stake = match figures {
            true => stake((a, left, &in_a), (b, right, &in_b), names, language),
            false => Stake::Number,
        };
        Difference { quoted, printed, stake }
    };
    Comparison {
        similarity: measured.similarity,
        differences: measured.stretches.into_iter().map(difference).collect(),
        reordered: measured.reordered,
    }
}

/// How many quarters of a letter two stretches differ by.
fn distance(quoted: &str, printed: &str) -> usize {
    let lengths = (quoted.chars().count(), printed.chars().count());
    let longer = lengths.0.max(lengths.1);
    if lengths.0 > 0 && longer > LONGEST_STRETCH {
        return 4 * longer;
    }
    let Some(pattern) = Pattern::new(quoted.chars()) else {
        let letters = lengths.1 + 1;
        return 4 * letters.min(LEFT_OUT + letters.saturating_sub(LEFT_OUT) / 4);
    };
    if printed.is_empty() {
        return 4 * (lengths.0 + 1);
    }
    let case = quoted.chars().zip(printed.chars()).filter(|(a, b)| a != b).count();
    match pattern.distance(printed) {
        0 => case.min(lengths.0),
        letters => 4 * letters,
    }
}

/// The figures of which a part is in a stretch.
fn touched<'f>(figures: &'f [Figure], stretch: &Range<usize>) -> Vec<&'f Figure> {
    let touches = |figure: &&Figure| match stretch.is_empty() {
        true => figure.range.start < stretch.start && stretch.start < figure.range.end,
        false => figure.range.start < stretch.end && stretch.start < figure.range.end,
    };
    figures.iter().filter(touches).collect()
}

/// Whether each figure of the one is a figure of the other.
fn same_figures(ours: &[&Figure], a: &str, theirs: &[&Figure], b: &str) -> bool {
    let mut left: Vec<&Figure> = theirs.to_vec();
    ours.len() == left.len()
        && ours.iter().all(|figure| {
            let same = left.iter().position(|other| figure.says_the_same(a, other, b));
            same.map(|at| left.swap_remove(at)).is_some()
        })
}

/// Some tokens of a wording, and the figures in them.
type Side<'s, 'a> = (&'s TokenedText<'a>, Range<usize>, &'s [&'s Figure]);

/// What hangs on a difference whose figures are the same.
fn stake(
    (a, left, in_a): Side<'_, '_>,
    (b, right, in_b): Side<'_, '_>,
    names: &KnownNames,
    language: Language,
) -> Stake {
    if let ([old], [new]) = (&a.tokens[left.clone()], &b.tokens[right.clone()]) {
        let (old, new) = (a.text.slice(old.clone()), b.text.slice(new.clone()));
        if language.are_opposites(old, new) {
            return Stake::Negation;
        }
    }
    let mine = |side: &TokenedText<'_>,
                figures: &[&Figure],
                other: &TokenedText<'_>,
                here: Range<usize>,
                there: Range<usize>| {
        let mut theirs: Vec<&str> = there.map(|index| other.token(index)).collect();
        theirs.sort_unstable();
        let in_figure = |index: usize| {
            let token = side.bytes(&(index..index + 1));
            figures
                .iter()
                .any(|figure| figure.range.start <= token.start && token.end <= figure.range.end)
        };
        here.filter(|&index| theirs.binary_search(&side.token(index)).is_err())
            .filter(|&index| !in_figure(index))
            .map(|index| names.stake(side.token(index), side.begins_sentence(index), language))
            .min()
    };
    let quoted = mine(a, in_a, b, left.clone(), right.clone());
    let printed = mine(b, in_b, a, right, left);
    quoted.into_iter().chain(printed).min().unwrap_or(Stake::Wording)
}

/// How much of both is made of the same words, in whatever order.
fn shared_words(a: &TokenedText<'_>, b: &TokenedText<'_>) -> Similarity {
    let sorted = |wording: &'_ TokenedText<'_>| -> Vec<usize> {
        let mut words: Vec<usize> = (0..wording.len()).collect();
        words.sort_unstable_by_key(|&index| wording.small(index));
        words
    };
    let (left, right) = (sorted(a), sorted(b));
    let letters = |wording: &TokenedText<'_>, index: usize| wording.small(index).chars().count();
    let all = a.lower.chars().count() + b.lower.chars().count();
    let (mut left, mut right, mut same) = (left.iter().peekable(), right.iter().peekable(), 0);
    while let (Some(mine), Some(theirs)) = (left.peek(), right.peek()) {
        match a.small(**mine).cmp(b.small(**theirs)) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                same += 2 * letters(a, **mine);
                left.next();
                right.next();
            }
        }
    }
    Similarity::new(same, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(quoted: &str, printed: &str, names: &KnownNames) -> Comparison {
        let (a, b) = (TokenedText::new(quoted), TokenedText::new(printed));
        explain(measure(&a, &b), &a, &b, names, Language::of("en"))
    }

    fn told(quoted: &str, printed: &str) -> (u16, Vec<(String, String, Stake)>) {
        let names = KnownNames::default();
        let comparison = compare(quoted, printed, &names);
        let differences = comparison.differences.iter().map(|difference| {
            (
                quoted[difference.quoted.clone()].to_owned(),
                printed[difference.printed.clone()].to_owned(),
                difference.stake,
            )
        });
        (comparison.similarity.percent(), differences.collect())
    }

    #[test]
    fn shows_words_against_each_other() {
        let (percent, differences) =
            told("the 18 bureaus cannot act", "the 19 bureaus can act now");
        assert!((65..75).contains(&percent), "{percent}");
        assert_eq!(
            differences,
            [
                ("18".into(), "19".into(), Stake::Number),
                ("cannot".into(), "can".into(), Stake::Negation),
                (String::new(), "now".into(), Stake::Wording),
            ]
        );
    }

    #[test]
    fn case_is_less_than_a_letter() {
        let (case, differences) = told("the Chinese government", "the chinese government");
        assert_eq!(differences, [("Chinese".into(), "chinese".into(), Stake::Name)]);
        let (letter, _) = told("the Chinese government", "the Chinesa government");
        assert!(letter < case && case < 100, "{letter} {case}");
        assert_eq!(told("The end", "the end").1[0].2, Stake::Wording);
        assert_eq!(told("same", "same"), (100, vec![]));
    }

    #[test]
    fn the_order_is_told() {
        let (first, second) = ("The council voted on Monday.", "Nine members were against it.");
        let names = KnownNames::default();
        let swapped = format!("{second} {first}");
        let quoted = format!("{first} {second}");
        let comparison = compare(&quoted, &swapped, &names);
        assert!(comparison.reordered && comparison.similarity.percent() > 80);
    }

    #[test]
    fn words_in_order_are_not_told_to_be_in_another() {
        let names = KnownNames::default();
        for (quoted, printed) in [
            ("HUAWEI AND ITS AFFILIATES", "Huawei and its affiliates"),
            ("on Monday", "on Monday, the first of the month, at noon"),
        ] {
            assert!(!compare(quoted, printed, &names).reordered, "{quoted}");
        }
    }

    #[test]
    fn a_space_alone_is_a_difference() {
        let comparison = compare("30 % of it", "30% of it", &KnownNames::default());
        assert_eq!((comparison.similarity.percent(), comparison.differences), (98, vec![]));
        assert!(!comparison.similarity.is_whole());
    }

    #[test]
    fn long_texts_are_compared_in_bounds() {
        let a = "one two three ".repeat(5_000);
        let b = "three two one ".repeat(5_000);
        let comparison = compare(&a, &b, &KnownNames::default());
        assert!(comparison.similarity.percent() < 100);
    }
}
