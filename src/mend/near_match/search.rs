//! A passage sought letter by letter, and by its words in whatever order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::index::Window;
use super::myers::Pattern;
use super::tokens::{is_letter, number, tokens};
use crate::slice::Slice;

/// How many stretches of an article are looked at closely.
pub(super) const MOST_STRETCHES: usize = 5;

/// The longest passages, in characters, that are searched for as a whole; of longer ones only the
/// beginning and the end are.
const LONGEST_PATTERN: usize = 2_000;

/// How many letters the beginning and the end of a passage have that are sought apart, where it is
/// long enough.
const SHORTEST_EDGE: usize = 8;
const LONGEST_EDGE: usize = 500;

/// A passage, ready to be sought letter by letter.
pub struct Search {
    letters: usize,
    /// All of it, where it is not too long for that, and backwards.
    pub whole: Option<Pattern>,
    backwards: Option<Pattern>,
    /// Its beginning, backwards, and its end.
    head: Option<Pattern>,
    tail: Option<Pattern>,
    /// How many letters these have.
    edge: usize,
}

impl Search {
    /// Makes ready; nothing where there are no letters.
    pub fn new(passage: &str) -> Option<Self> {
        let letters = passage.chars().count();
        if letters == 0 {
            return None;
        }
        let whole: Vec<char> = passage.chars().collect();
        let edge = (letters / 3).min(LONGEST_EDGE);
        let short = letters <= LONGEST_PATTERN;
        let pattern = |wanted: bool, letters: &[char], backwards: bool| match (wanted, backwards) {
            (false, _) => None,
            (true, false) => Pattern::new(letters.iter().copied()),
            (true, true) => Pattern::new(letters.iter().rev().copied()),
        };
        let has_edges = edge >= SHORTEST_EDGE;
        Some(Self {
            letters,
            whole: pattern(short, &whole, false),
            backwards: pattern(short, &whole, true),
            head: pattern(has_edges, &whole[..edge], true),
            tail: pattern(has_edges, &whole[letters - edge..], false),
            edge,
        })
    }

    /// How many letters may differ at most.
    fn most_changes(&self) -> usize {
        self.letters / 2
    }

    /// Where, about a window, the passage may stand: where it is nearest as a whole, from where
    /// its beginning is to where its end is, and where most of its words are in whatever order.
    pub fn refine(&self, text: &str, passage: &str, window: &Window) -> Vec<Range<usize>> {
        let hull = window.bytes.start..word_end(text, window.bytes.end);
        let slack = self.letters.min(LONGEST_PATTERN) + 8;
        let start =
            text.slice(..hull.start).char_indices().rev().nth(slack).map_or(0, |(at, _)| at);
        let end = text.slice(hull.end..).char_indices().nth(slack);
        let within = start..end.map_or(text.len(), |(on, _)| hull.end + on);
        let slice = text.slice(within.clone());
        let mut places = Vec::new();
        if let (Some(whole), Some(backwards)) = (&self.whole, &self.backwards)
            && let Some(&(end, distance)) = self.hits(whole, slice, 1).first()
        {
            let end = within.start + end;
            places.push(self.start_of(backwards, text, end, distance)..end);
        }
        if let (Some(head), Some(tail)) = (&self.head, &self.tail) {
            let nearest = |pattern: &Pattern, letters: &mut dyn Iterator<Item = char>| {
                let mut best: Option<(usize, usize)> = None;
                pattern.search(letters, self.edge / 2, |end, distance| {
                    if best.is_none_or(|(_, least)| distance < least) {
                        best = Some((end, distance));
                    }
                });
                best.map(|(end, _)| end)
            };
            let start = nearest(head, &mut slice.chars().rev())
                .and_then(|letters| slice.char_indices().rev().nth(letters.checked_sub(1)?))
                .map_or(hull.start, |(at, _)| within.start + at);
            let end = nearest(tail, &mut slice.chars())
                .map(|letters| slice.char_indices().nth(letters).map_or(slice.len(), |(at, _)| at))
                .map_or(hull.end, |length| within.start + length);
            if start < end {
                places.push(start..end);
            }
        }
        if let Some(place) = most_words(slice, passage) {
            places.push(within.start + place.start..within.start + place.end);
        }
        places
    }

    /// Where in a whole text the passage is nearest.
    pub fn everywhere(&self, text: &str) -> Vec<Range<usize>> {
        let (Some(whole), Some(backwards)) = (&self.whole, &self.backwards) else {
            return Vec::new();
        };
        self.hits(whole, text, MOST_STRETCHES)
            .into_iter()
            .map(|(end, distance)| self.start_of(backwards, text, end, distance)..end)
            .collect()
    }

    /// The best ends of the pattern in a text: the byte, and how many letters are changed. Of ends
    /// that are near each other, the best one.
    fn hits(&self, pattern: &Pattern, text: &str, most: usize) -> Vec<(usize, usize)> {
        let apart = (self.letters / 2).max(1);
        let mut best: Vec<(usize, usize)> = Vec::new();
        let mut pending: Option<(usize, usize)> = None;
        let keep = |best: &mut Vec<(usize, usize)>, hit: (usize, usize)| {
            let at = best.partition_point(|kept| kept.1 <= hit.1);
            if at < most {
                best.insert(at, hit);
                best.truncate(most);
            }
        };
        pattern.search(text.chars(), self.most_changes(), |end, distance| match &mut pending {
            Some(kept) if end < kept.0 + apart => {
                if distance < kept.1 {
                    *kept = (end, distance);
                }
            }
            _ => pending.replace((end, distance)).into_iter().for_each(|hit| keep(&mut best, hit)),
        });
        pending.into_iter().for_each(|hit| keep(&mut best, hit));
        ends_in_bytes(text, best)
    }

    /// Where the passage begins that ends at `end`.
    fn start_of(&self, backwards: &Pattern, text: &str, end: usize, distance: usize) -> usize {
        let reach = self.letters + distance + 1;
        let before = text.slice(..end);
        let letters = backwards
            .longest_prefix(before.chars().rev().take(reach), distance)
            .map_or(self.letters, |(letters, _)| letters);
        letters
            .checked_sub(1)
            .and_then(|last| before.char_indices().rev().nth(last))
            .map_or(0, |(at, _)| at)
    }
}

/// The stretch of a text, of as many words as a passage has, that has most of its words.
fn most_words(text: &str, passage: &str) -> Option<Range<usize>> {
    let mut missing: BTreeMap<u32, isize> = BTreeMap::new();
    let mut length = 0;
    for token in tokens(passage) {
        *missing.entry(number(passage.slice(token))).or_default() += 1;
        length += 1;
    }
    let all: Vec<(Range<usize>, u32)> =
        tokens(text).map(|token| (token.clone(), number(text.slice(token)))).collect();
    let (mut shared, mut best) = (0isize, (0isize, 0));
    for (index, (_, word)) in all.iter().enumerate() {
        if let Some(left) = missing.get_mut(word) {
            shared += isize::from(*left > 0);
            *left -= 1;
        }
        if let Some(gone) = index.checked_sub(length)
            && let Some(left) = missing.get_mut(&all[gone].1)
        {
            *left += 1;
            shared -= isize::from(*left > 0);
        }
        if shared > best.0 {
            best = (shared, index);
        }
    }
    let last = best.1;
    let first = (last + 1).saturating_sub(length);
    (best.0 > 0).then(|| all[first].0.start..all[last].0.end)
}

/// Turns counts of letters from a text's beginning into bytes.
fn ends_in_bytes(text: &str, mut hits: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..hits.len()).collect();
    order.sort_by_key(|&index| hits[index].0);
    let (mut letters, mut byte) = (0, 0);
    for index in order {
        let wanted = hits[index].0;
        byte += text
            .slice(byte..)
            .char_indices()
            .nth(wanted - letters)
            .map_or(text.len() - byte, |(length, _)| length);
        letters = wanted;
        hits[index].0 = byte;
    }
    hits
}

fn word_end(text: &str, word: usize) -> usize {
    tokens(text.slice(word..)).next().map_or(text.len(), |token| word + token.end)
}

/// A place without the white space around it, and with the rest of the words that it cuts; a mark
/// at its edges goes, where the passage has not the same there.
pub fn whole_words(text: &str, place: Range<usize>, passage: &str) -> Range<usize> {
    let start = word_around(text, place.start).map_or(place.start, |word| word.start);
    let end = word_around(text, place.end).map_or(place.end, |word| word.end);
    let slice = text.slice(start..end).trim_start();
    let slice = match slice.chars().next() == passage.chars().next() {
        true => slice,
        false => slice.slice(slice.find(is_letter).unwrap_or(0)..),
    };
    let start = end - slice.len();
    let slice = slice.trim_end();
    let kept = match slice.chars().next_back() == passage.chars().next_back() {
        true => slice,
        false => slice.trim_end_matches(|c| !is_letter(c)),
    };
    start..start + kept.len()
}

/// The word that a place cuts.
fn word_around(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST_WORD: usize = 64;
    let before = text.slice(..at).char_indices().rev().take(LONGEST_WORD);
    let start = before.take_while(|(_, c)| !c.is_whitespace()).last().map_or(at, |(at, _)| at);
    tokens(text.slice(start..))
        .map(|token| start + token.start..start + token.end)
        .take_while(|token| token.start < at)
        .find(|token| at < token.end)
}
