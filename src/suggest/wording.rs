//! Wordings that can be told to be nearly the same without holding each against each: by the
//! threes of words that they share.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use crate::mend::near_match::{is_word, tokens, word_number};
use crate::parse::fold::fold;
use crate::place::{InFolded, Place};
use crate::slice::Slice;

/// How many words stand together.
pub(super) const TOGETHER: usize = 3;

/// Of the threes of the shorter wording, the share in percent that the longer must have.
const SHARE: usize = 40;

/// How many of them at least.
const LEAST: usize = 3;

/// With how many of those that share its numbers a wording is held against, those first that share
/// most.
const MOST_TRIED: usize = 16;

/// The words of a text, without regard to case and typography.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// The words, by number.
    pub(super) words: Vec<u32>,
    /// The threes of words, sorted, each once.
    pub(super) threes: Vec<u64>,
}

impl Wording {
    pub(super) fn new(text: &str) -> Self {
        Self::beginning(text, usize::MAX)
    }

    /// The same of the first words: they tell which text it is.
    pub(super) fn beginning(text: &str, count: usize) -> Self {
        let words = numbered_words(&fold(text).text);
        Self::of(words.into_iter().take(count).map(|(word, _)| word).collect())
    }

    /// The same of words by number.
    pub(super) fn of(words: Vec<u32>) -> Self {
        let mut threes: Vec<u64> = words.windows(TOGETHER).map(number).collect();
        threes.sort_unstable();
        threes.dedup();
        Self { words, threes }
    }

    /// Numbers of which wordings that are like each other have at least one in common.
    pub(super) fn features(&self) -> Vec<u64> {
        // One word alone is anybody's.
        let whole = (self.words.len() > 1).then(|| number(&self.words));
        self.threes.iter().copied().chain(whole).collect()
    }

    /// Words that stand together in it, so many, as one number.
    pub(super) fn fragments(&self, lengths: RangeInclusive<usize>) -> impl Iterator<Item = u64> {
        lengths.flat_map(|length| self.words.windows(length).map(number))
    }

    /// Whether all of its words stand together in the other.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        self.words.len() > 1
            && other.words.windows(self.words.len()).any(|words| words == self.words)
    }

    /// How many threes of words both have.
    fn shared(&self, other: &Self) -> usize {
        let (short, long) = match self.threes.len() <= other.threes.len() {
            true => (&self.threes, &other.threes),
            false => (&other.threes, &self.threes),
        };
        short.iter().filter(|three| long.binary_search(three).is_ok()).count()
    }

    /// Whether the two are nearly the same, or one nearly a part of the other. Of a few words, all
    /// must be the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let shorter = self.threes.len().min(other.threes.len());
        if shorter < LEAST {
            return !self.words.is_empty() && self.words == other.words;
        }
        let shared = self.shared(other);
        shared >= LEAST && shared * 100 >= shorter * SHARE
    }
}

/// Some words as one number.
pub(super) fn number(words: &[u32]) -> u64 {
    words.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &word| {
        (hash ^ u64::from(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

/// The words of a folded text with their bytes, by number. Initials are one word, with full stops
/// and without: "U.S." is "US".
pub(super) fn numbered_words(folded: &str) -> Vec<(u32, Place<InFolded>)> {
    let mut found: Vec<(u32, Place<InFolded>)> = Vec::new();
    let mut initials = String::new();
    let words = tokens(folded).filter(|token| is_word(folded.slice(token.clone())));
    for token in words {
        let word = folded.slice(token.clone());
        let lone = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let follows = |last: &&mut (u32, Place<InFolded>)| {
            lone && !initials.is_empty() && folded.slice(last.1.end()..token.start) == "."
        };
        if let Some(last) = found.last_mut().filter(follows) {
            initials.push_str(word);
            *last = (word_number(&initials), last.1.until(token.end));
            continue;
        }
        initials.clear();
        initials.push_str(if lone { word } else { "" });
        found.push((word_number(word), Place::new(token)));
    }
    found
}

/// Puts things that are like each other together, directly or by others: the groups in order of
/// their first members, each in order. Only what has one of its `features` in common is held against
/// each other.
pub(super) fn groups(
    count: usize,
    features: impl Fn(usize) -> Vec<u64>,
    are_alike: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut leaders: Vec<usize> = (0..count).collect();
    // Looked at are the first and the last that have a feature in common with it, however often one
    // phrase is printed.
    let mut seen: HashMap<u64, (usize, usize)> = HashMap::new();
    for index in 0..count {
        let mut sharing: BTreeMap<usize, usize> = BTreeMap::new();
        for feature in features(index) {
            let (first, last) = seen.entry(feature).or_insert((index, index));
            for other in BTreeSet::from([*first, *last]) {
                *sharing.entry(other).or_default() += 1;
            }
            *last = index;
        }
        sharing.remove(&index);
        for other in sharing_most(sharing) {
            let (one, two) = (leader(&mut leaders, other), leader(&mut leaders, index));
            if one != two && are_alike(other, index) {
                leaders[one.max(two)] = one.min(two);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..count {
        groups.entry(leader(&mut leaders, index)).or_default().push(index);
    }
    groups.into_values().collect()
}

/// Those that share most, by how many numbers each shares: the most first, and not many.
pub(super) fn sharing_most(sharing: BTreeMap<usize, usize>) -> Vec<usize> {
    let mut all: Vec<(usize, usize)> = sharing.into_iter().collect();
    all.sort_by_key(|&(other, count)| (Reverse(count), other));
    all.into_iter().take(MOST_TRIED).map(|(other, _)| other).collect()
}

fn leader(leaders: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while let Some(&next) = leaders.get(at).filter(|&&next| next != at) {
        at = next;
    }
    if let Some(own) = leaders.get_mut(of) {
        *own = at;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_translated_back_is_still_like_it() {
        let like = |a: &str, b: &str| Wording::new(a).is_like(&Wording::new(b));
        let said = "The dam is safe, and nobody in the valley has to leave his house tonight";
        assert!(like(said, "nobody in the valley has to leave"));
        assert!(like(
            said,
            "The dam is sure and no one in the valley has to leave his home tonight"
        ));
        assert!(!like(said, "The mayor says that the road is closed, and has been since Monday"));
        assert!(like("hurt the U.S. business", "hurt the US business"));
        assert!(like("a hard blow", "A  hard blow") && !like("a hard blow", "a hard knock"));
    }

    #[test]
    fn groups_are_found_without_regard_to_order() {
        let texts = [
            "we will rebuild every house in this street",
            "nothing of the kind was said to us",
            "I promise that we will rebuild every house",
            "so we will rebuild every house in this street by May",
        ];
        let wordings: Vec<Wording> = texts.iter().map(|text| Wording::new(text)).collect();
        let features = |index: usize| wordings[index].features();
        let are_alike = |a: usize, b: usize| wordings[a].is_like(&wordings[b]);
        assert_eq!(groups(texts.len(), features, are_alike), [vec![0, 2, 3], vec![1]]);
    }
}
