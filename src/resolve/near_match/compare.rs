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

/// Holds a quotation against a place, both folded.
#[must_use]
pub fn compare(quoted: &str, printed: &str, names: &Names) -> Comparison {
    let (a, b) = (Wording::new(quoted), Wording::new(printed));
    let mut stretches = stretches(&a, &b);
    stretches.sort_by_key(|(left, right)| (left.start, right.start));
    let mut lost = 0usize;
    let mut differences = Vec::new();
    for (left, right) in stretches {
        let (quoted_bytes, printed_bytes) = (a.bytes(&left), b.bytes(&right));
        lost += distance(&quoted[quoted_bytes.clone()], &printed[printed_bytes.clone()]);
        let stake = stake(&a, left, &b, right, names);
        differences.push(Difference { quoted: quoted_bytes, printed: printed_bytes, stake });
    }
    // Letters count four times, so that a difference of case alone is less than one of letters.
    let all = 4 * quoted.chars().count().max(printed.chars().count());
    let by_letters = Similarity::new(all.saturating_sub(lost), all);
    let by_words = shared_words(&a, &b);
    let by_words_alone = by_words > Similarity(by_letters.0.saturating_add(1_500));
    let similarity = if by_words_alone { by_words.of(IN_ANOTHER_ORDER) } else { by_letters };
    // Words that are only added, or only left out, stand in no other order.
    let moved = differences.iter().any(|difference| !difference.quoted.is_empty())
        && differences.iter().any(|difference| !difference.printed.is_empty());
    let reordered = by_words_alone && moved;
    Comparison { similarity, differences, reordered }
}

/// Each token of a quotation, with the one that stands for it at a place: the same word, or the
/// one that replaces it. Nothing for a word that has no counterpart.
#[must_use]
pub fn compare_tokens(quoted: &str, printed: &str) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    let (a, b) = (Wording::new(quoted), Wording::new(printed));
    let mut stretches = stretches(&a, &b);
    stretches.sort_by_key(|(left, right)| (left.start, right.start));
    let mut pairs = Vec::with_capacity(a.tokens.len());
    let mut next = 0;
    let end = (a.tokens.len()..a.tokens.len(), b.tokens.len()..b.tokens.len());
    for (left, right) in stretches.into_iter().chain(std::iter::once(end)) {
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

/// A text in tokens.
struct Wording<'a> {
    text: &'a str,
    tokens: Vec<Range<usize>>,
    small: Vec<String>,
}

impl<'a> Wording<'a> {
    fn new(text: &'a str) -> Self {
        let tokens: Vec<Range<usize>> = tokens(text).collect();
        let small = tokens.iter().map(|token| text[token.clone()].to_lowercase()).collect();
        Self { text, tokens, small }
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

/// The tokens that differ: of the one, and of the other.
fn stretches(a: &Wording<'_>, b: &Wording<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let head = a.small.iter().zip(&b.small).take_while(|(a, b)| a == b).count();
    let most = a.small.len().min(b.small.len()) - head;
    let ends = a.small.iter().rev().zip(b.small.iter().rev());
    let tail = ends.take(most).take_while(|(a, b)| a == b).count();
    let (left, right) = (head..a.small.len() - tail, head..b.small.len() - tail);
    let mut stretches = Vec::new();
    same_but_case(a, b, 0..head, 0..head, &mut stretches);
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        stretches.push((left.clone(), right.clone()));
    } else {
        let (old, new) = (&a.small[left.clone()], &b.small[right.clone()]);
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
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
    let (left, right) = (left.end..a.small.len(), right.end..b.small.len());
    same_but_case(a, b, left, right, &mut stretches);
    stretches
}

/// Among tokens that are the same without regard to case, those that are not with it.
fn same_but_case(
    a: &Wording<'_>,
    b: &Wording<'_>,
    left: Range<usize>,
    right: Range<usize>,
    stretches: &mut Vec<(Range<usize>, Range<usize>)>,
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
    // Long stretches are full of everything.
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        return Stake::Number;
    }
    let mine =
        |side: &Wording<'_>, other: &Wording<'_>, here: Range<usize>, there: Range<usize>| {
            here.filter(|&index| {
                !there.clone().any(|other_index| side.token(index) == other.token(other_index))
            })
            .map(|index| names.stake(side.token(index), side.begins_sentence(index)))
            .min()
        };
    let quoted = mine(a, b, left.clone(), right.clone());
    let printed = mine(b, a, right, left);
    quoted.into_iter().chain(printed).min().unwrap_or(Stake::Wording)
}

/// How much of both is made of the same words, in whatever order.
fn shared_words(a: &Wording<'_>, b: &Wording<'_>) -> Similarity {
    let sorted = |wording: &Wording<'_>| {
        let mut words: Vec<(usize, String)> =
            wording.small.iter().map(|word| (word.chars().count(), word.clone())).collect();
        words.sort_unstable_by(|a, b| a.1.cmp(&b.1));
        words
    };
    let (a, b) = (sorted(a), sorted(b));
    let all: usize = a.iter().chain(&b).map(|(length, _)| length).sum();
    let (mut left, mut right, mut same) = (a.iter().peekable(), b.iter().peekable(), 0);
    while let (Some(mine), Some(theirs)) = (left.peek(), right.peek()) {
        match mine.1.cmp(&theirs.1) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                same += 2 * mine.0;
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

    fn told(quoted: &str, printed: &str) -> (u16, Vec<(String, String, Stake)>) {
        let comparison = compare(quoted, printed, &Names::default());
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
        let comparison = compare(&format!("{first} {second}"), &swapped, &names);
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
        assert!(compare(&a, &b, &Names::default()).similarity.percent() < 100);
    }
}
