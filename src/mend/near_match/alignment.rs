//! Puts two wordings beside each other: which words of one stand for which of the other.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::tokens::{is_word, tokens};
use crate::slice::Slice;

/// The most pairs of words that are tried against each other; beyond, all that lies between the
/// common beginning and the common end is one difference.
const MOST_PAIRS: usize = 4_000_000;

/// A folded text in tokens, ready to be held against others.
#[derive(Debug)]
pub struct TokenedText<'a> {
    pub text: &'a str,
    pub tokens: Vec<Range<usize>>,
    /// The tokens in lower case, one after the other, and where each ends.
    pub lower: String,
    ends: Vec<usize>,
    /// How many characters the text has.
    pub letters: usize,
}

impl<'a> TokenedText<'a> {
    /// Cuts a text into its tokens.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let tokens: Vec<Range<usize>> = tokens(text).collect();
        let mut lower = String::with_capacity(text.len());
        let mut ends = Vec::with_capacity(tokens.len());
        for token in &tokens {
            lower.extend(text.slice(token.clone()).chars().flat_map(char::to_lowercase));
            ends.push(lower.len());
        }
        Self { text, tokens, lower, ends, letters: text.chars().count() }
    }

    /// A token in lower case.
    pub fn small(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.lower.slice(start..self.ends[index])
    }

    /// Tokens in lower case.
    pub fn smalls(&self, tokens: Range<usize>) -> Vec<&str> {
        tokens.map(|index| self.small(index)).collect()
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn token(&self, index: usize) -> &'a str {
        self.text.slice(self.tokens[index].clone())
    }

    /// The bytes of some tokens; of none, the place between their neighbours.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            let at = tokens.start.checked_sub(1).map_or(0, |before| self.tokens[before].end);
            return at..at;
        }
        self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end
    }

    pub fn begins_sentence(&self, index: usize) -> bool {
        let before = (0..index).rev().map(|index| self.token(index));
        let mark = before.take_while(|token| !is_word(token)).find(|token| *token != "\"");
        index == 0 || mark.is_some_and(|mark| matches!(mark, "." | "!" | "?" | "…" | ":"))
    }
}

/// Tokens of one wording, and what stands for them in another.
pub type Counterparts = (Range<usize>, Range<usize>);

/// The tokens that differ: of the one, and of the other, in order.
pub fn stretches(a: &TokenedText<'_>, b: &TokenedText<'_>) -> Vec<Counterparts> {
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
    a: &TokenedText<'_>,
    b: &TokenedText<'_>,
    left: Range<usize>,
    right: Range<usize>,
    stretches: &mut Vec<Counterparts>,
) {
    let pairs = left.zip(right).filter(|&(left, right)| a.token(left) != b.token(right));
    stretches.extend(pairs.map(|(left, right)| (left..left + 1, right..right + 1)));
}

/// Each token of a quotation, with the one that stands for it at a place: the same word, or the
/// one that replaces it. Nothing for a word that has no counterpart.
#[must_use]
pub fn compare_tokens(quoted: &str, printed: &str) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    let (a, b) = (TokenedText::new(quoted), TokenedText::new(printed));
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
