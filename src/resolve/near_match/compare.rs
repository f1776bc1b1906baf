//! Holds what an author quotes against a place of an article, word by word.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::myers::Pattern;
use super::words::{Names, Stake, are_opposites, is_word, tokens};

/// The most pairs of words that are tried against each other; beyond, all that lies between the
/// common beginning and the common end is one difference.
const MOST_PAIRS: usize = 4_000_000;

/// The longest stretches, in letters, whose letters are compared one by one.
const LONGEST_STRETCH: usize = 4_000;

/// What the same words in another order are worth, in percent of those in the same order.
const IN_ANOTHER_ORDER: u16 = 85;

/// By how much more, in ten-thousandths, two wordings must be alike in their words than in their
/// letters to be the same words in another order.
const OUT_OF_ORDER: u16 = 1_500;

/// How many letters that a quotation leaves out count in full; of more, each counts a third. To
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
    stretches: Vec<Stretch>,
}

/// Tokens of one wording, and what stands for them in another.
type Stretch = (Range<usize>, Range<usize>);

impl Measured {
    /// Whether nothing differs.
    pub fn is_exact(&self) -> bool {
        self.stretches.is_empty()
    }
}

/// Measures a quotation against a place.
pub fn measure(a: &Wording<'_>, b: &Wording<'_>) -> Measured {
    let stretches = stretches(a, b);
    let lost: usize = stretches
        .iter()
        .map(|(left, right)| distance(&a.text[a.bytes(left)], &b.text[b.bytes(right)]))
        .sum();
    // Letters count four times, so that a difference of case alone is less than one of letters.
    let all = 4 * a.letters.max(b.letters);
    let by_letters = Similarity::new(all.saturating_sub(lost), all);
    let in_order = by_letters.0.saturating_add(OUT_OF_ORDER);
    let by_words = if in_order < Similarity::WHOLE { shared_words(a, b) } else { Similarity(0) };
    let reordered = by_words.0 > in_order;
    let similarity = if reordered { by_words.of(IN_ANOTHER_ORDER) } else { by_letters };
    Measured { similarity, reordered, stretches }
}

/// Tells what the differences are that were measured.
pub fn explain(measured: Measured, a: &Wording<'_>, b: &Wording<'_>, names: &Names) -> Comparison {
    let difference = |(left, right): Stretch| {
        let (quoted, printed) = (a.bytes(&left), b.bytes(&right));
        Difference { quoted, printed, stake: stake(a, left, b, right, names) }
    };
    Comparison {
        similarity: measured.similarity,
        differences: measured.stretches.into_iter().map(difference).collect(),
        reordered: measured.reordered,
    }
}

/// Each token of a quotation, with the one that stands for it at a place: the same word, or the
/// one that replaces it. Nothing for a word that has no counterpart.
#[must_use]
pub fn compare_tokens(quoted: &str, printed: &str) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    let (a, b) = (Wording::new(quoted), Wording::new(printed));
    let mut pairs = Vec::with_capacity(a.tokens.len());
    let mut next = 0;
    let end = (a.tokens.len()..a.tokens.len(), b.tokens.len()..b.tokens.len());
    for (left, right) in stretches(&a, &b).into_iter().chain(std::iter::once(end)) {
        while pairs.len() < left.start {
            pairs.push((a.tokens[pairs.len()].clone(), b.tokens.get(next).cloned()));
            next += 1;
        }
        let alone = left.len() == 1 && right.len() == 1;
        for index in left {
            let counterpart = alone.then(|| b.tokens[right.start].clone());
            pairs.push((a.tokens[index].clone(), counterpart));
        }
        next = right.end;
    }
    pairs
}

/// A folded text in tokens, ready to be held against others.
#[derive(Debug)]
pub struct Wording<'a> {
    text: &'a str,
    tokens: Vec<Range<usize>>,
    /// The tokens in lower case, one after the other, and where each ends.
    lower: String,
    ends: Vec<usize>,
    /// How many characters the text has.
    letters: usize,
}

impl<'a> Wording<'a> {
    /// Cuts a text into its tokens.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let tokens: Vec<Range<usize>> = tokens(text).collect();
        let mut lower = String::with_capacity(text.len());
        let mut ends = Vec::with_capacity(tokens.len());
        for token in &tokens {
            lower.extend(text[token.clone()].chars().flat_map(char::to_lowercase));
            ends.push(lower.len());
        }
        Self { text, tokens, lower, ends, letters: text.chars().count() }
    }

    /// A token in lower case.
    fn small(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.lower[start..self.ends[index]]
    }

    /// Tokens in lower case.
    fn smalls(&self, tokens: Range<usize>) -> Vec<&str> {
        tokens.map(|index| self.small(index)).collect()
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn token(&self, index: usize) -> &'a str {
        &self.text[self.tokens[index].clone()]
    }

    /// The bytes of some tokens; of none, the place between their neighbours.
    fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            let at = tokens.start.checked_sub(1).map_or(0, |before| self.tokens[before].end);
            return at..at;
        }
        self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end
    }

    fn begins_sentence(&self, index: usize) -> bool {
        let before = (0..index).rev().map(|index| self.token(index));
        let mark = before.take_while(|token| !is_word(token)).find(|token| *token != "\"");
        index == 0 || mark.is_some_and(|mark| matches!(mark, "." | "!" | "?" | "…" | ":"))
    }
}

/// The tokens that differ: of the one, and of the other, in order.
fn stretches(a: &Wording<'_>, b: &Wording<'_>) -> Vec<Stretch> {
    let shorter = a.len().min(b.len());
    let same = |&at: &usize| a.small(at) == b.small(at);
    let head = (0..shorter).take_while(same).count();
    let same = |&back: &usize| a.small(a.len() - back) == b.small(b.len() - back);
    let tail = (1..=shorter - head).take_while(same).count();
    let (left, right) = (head..a.len() - tail, head..b.len() - tail);
    let mut stretches = Vec::new();
    same_but_case(a, b, 0..head, 0..head, &mut stretches);
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        stretches.push((left.clone(), right.clone()));
    } else {
        let (old, new) = (a.smalls(left.clone()), b.smalls(right.clone()));
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (tag, old, new) = op.as_tag_tuple();
            let old = head + old.start..head + old.end;
            let new = head + new.start..head + new.end;
            match tag {
                DiffTag::Equal => same_but_case(a, b, old, new, &mut stretches),
                DiffTag::Replace if old.len() == new.len() => {
                    stretches.extend(old.zip(new).map(|(old, new)| (old..old + 1, new..new + 1)));
                }
                _ => stretches.push((old, new)),
            }
        }
    }
    let (left, right) = (left.end..a.len(), right.end..b.len());
    same_but_case(a, b, left, right, &mut stretches);
    stretches.sort_by_key(|(left, right)| (left.start, right.start));
    stretches
}

/// Among tokens that are the same without regard to case, those that are not with it.
fn same_but_case(
    a: &Wording<'_>,
    b: &Wording<'_>,
    left: Range<usize>,
    right: Range<usize>,
    stretches: &mut Vec<Stretch>,
) {
    let pairs = left.zip(right).filter(|&(left, right)| a.token(left) != b.token(right));
    stretches.extend(pairs.map(|(left, right)| (left..left + 1, right..right + 1)));
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
        return 4 * letters.min(LEFT_OUT + letters.saturating_sub(LEFT_OUT) / 3);
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

fn stake(
    a: &Wording<'_>,
    left: Range<usize>,
    b: &Wording<'_>,
    right: Range<usize>,
    names: &Names,
) -> Stake {
    if let ([old], [new]) = (&a.tokens[left.clone()], &b.tokens[right.clone()]) {
        let (old, new) = (&a.text[old.clone()], &b.text[new.clone()]);
        if are_opposites(old, new) {
            return Stake::Negation;
        }
    }
    let mine =
        |side: &Wording<'_>, other: &Wording<'_>, here: Range<usize>, there: Range<usize>| {
            let mut theirs: Vec<&str> = there.map(|index| other.token(index)).collect();
            theirs.sort_unstable();
            here.filter(|&index| theirs.binary_search(&side.token(index)).is_err())
                .map(|index| names.stake(side.token(index), side.begins_sentence(index)))
                .min()
        };
    let quoted = mine(a, b, left.clone(), right.clone());
    let printed = mine(b, a, right, left);
    quoted.into_iter().chain(printed).min().unwrap_or(Stake::Wording)
}

/// How much of both is made of the same words, in whatever order.
fn shared_words(a: &Wording<'_>, b: &Wording<'_>) -> Similarity {
    let sorted = |wording: &'_ Wording<'_>| -> Vec<usize> {
        let mut words: Vec<usize> = (0..wording.len()).collect();
        words.sort_unstable_by_key(|&index| wording.small(index));
        words
    };
    let (left, right) = (sorted(a), sorted(b));
    let letters = |wording: &Wording<'_>, index: usize| wording.small(index).chars().count();
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

    fn compare(quoted: &str, printed: &str, names: &Names) -> Comparison {
        let (a, b) = (Wording::new(quoted), Wording::new(printed));
        explain(measure(&a, &b), &a, &b, names)
    }

    fn told(quoted: &str, printed: &str) -> (u16, Vec<(String, String, Stake)>) {
        let names = Names::default();
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
        let names = Names::default();
        let swapped = format!("{second} {first}");
        let quoted = format!("{first} {second}");
        let comparison = compare(&quoted, &swapped, &names);
        assert!(comparison.reordered && comparison.similarity.percent() > 80);
    }

    #[test]
    fn words_have_counterparts() {
        let (quoted, printed) = ("The big 18 old bureaus", "the 19 very old bureaus");
        let pairs = compare_tokens(quoted, printed);
        let told: Vec<_> =
            pairs.into_iter().map(|(a, b)| (&quoted[a], b.map(|b| &printed[b]))).collect();
        assert_eq!(told[0], ("The", Some("the")));
        assert_eq!(told[3..], [("old", Some("old")), ("bureaus", Some("bureaus"))]);
        assert_eq!(told.len(), 5);
    }

    #[test]
    fn long_texts_are_compared_in_bounds() {
        let a = "one two three ".repeat(5_000);
        let b = "three two one ".repeat(5_000);
        let comparison = compare(&a, &b, &Names::default());
        assert!(comparison.similarity.percent() < 100);
    }
}
