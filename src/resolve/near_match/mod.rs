//! Places that look like a passage which stands nowhere: found so that its author can be told,
//! and never taken for it.
//!
//! Stretches that share words with the passage come from a `index::WordIndex` over all articles;
//! the article that the passage should stand in is also searched letter by letter, where it is
//! short enough. What is found is held against the passage word by word.

mod compare;
mod index;
mod myers;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use super::text_map::TextMap;
pub use compare::{Comparison, Difference, Similarity, compare, compare_tokens};
use index::{Window, WordIndex};
use myers::Pattern;
pub use words::number as word_number;
pub use words::{Names, Stake, is_letter, is_word, tokens};

/// How many places are told.
pub const MOST_TOLD: usize = 3;

/// The longest passage, in characters, for which near matches are sought.
pub const LONGEST: usize = 100_000;

/// For how many passages of a briefing near matches are sought.
pub const MOST_PASSAGES: usize = 20_000;

/// What is less alike is not told.
const LEAST_ALIKE: Similarity = Similarity::from_percent(45);

/// By how much a place in another article must be more alike to come first.
const ELSEWHERE: u16 = 15;

/// What is so much less alike than the best, in percent, is not told.
const FAR_BEHIND: u16 = 30;

/// The longest passages, in characters, that are searched for as a whole; of longer ones only the
/// beginning and the end are.
const LONGEST_PATTERN: usize = 2_000;

/// How many letters the beginning and the end of a passage have that are sought apart, where it is
/// long enough.
const SHORTEST_EDGE: usize = 8;
const LONGEST_EDGE: usize = 500;

/// How far from the edge of a place, in characters, the words at the passage's edge are sought,
/// and how many letters more may differ with them than without.
const EDGE_REACH: usize = 60;
const EDGE_LETTERS: usize = 6;

/// How many steps of 64 letters the search of whole articles takes for all passages together, and
/// for one at most.
const STEPS: usize = 400_000_000;
const STEPS_FOR_ONE: usize = 16_000_000;

/// How many occurrences of words are looked at for all passages together, and for one at least
/// and at most.
const OCCURRENCES: usize = 20_000_000;
const OCCURRENCES_FOR_ONE: Range<usize> = 500..8_000;

/// How many stretches of an article are looked at closely.
const MOST_STRETCHES: usize = 5;

/// A place that looks like a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMatch {
    /// Number of the article.
    pub article: usize,
    /// Bytes of the article's text.
    pub range: Range<usize>,
    /// The place, folded.
    pub printed: String,
    /// How it differs.
    pub comparison: Comparison,
    /// Whether another place is as near.
    pub tied: bool,
}

impl NearMatch {
    /// Whether the very words stand there: of another article, then.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.comparison.differences.is_empty()
    }
}

/// Near matches for the failed passages of a briefing.
pub struct NearMatches<'a> {
    pub(super) maps: &'a [TextMap<'a>],
    names: &'a Names,
    index: WordIndex,
    steps: usize,
    occurrences: usize,
}

impl<'a> NearMatches<'a> {
    /// Makes ready to seek near matches for `passages`, which are folded.
    #[must_use]
    pub fn new(maps: &'a [TextMap<'a>], names: &'a Names, passages: &[&str]) -> Self {
        let count = passages.len().max(1);
        let sought = passages.iter().copied().filter(|passage| !is_too_long(passage));
        Self {
            maps,
            names,
            index: WordIndex::new(maps, sought),
            steps: (STEPS / count).min(STEPS_FOR_ONE),
            occurrences: (OCCURRENCES / count)
                .clamp(OCCURRENCES_FOR_ONE.start, OCCURRENCES_FOR_ONE.end),
        }
    }

    /// The places that look most like a folded passage, best first. Of equally near ones, those
    /// of the article that it should stand in come first. Where it might stand in any, the very
    /// words are no near match.
    #[must_use]
    pub fn find(&self, passage: &str, own: Option<usize>) -> Vec<NearMatch> {
        if is_too_long(passage) {
            return Vec::new();
        }
        let Some(search) = Search::new(passage) else { return Vec::new() };
        let mut places: Vec<(usize, Range<usize>)> = Vec::new();
        let windows = self.index.windows(passage, own, MOST_STRETCHES, self.occurrences);
        for window in &windows {
            let text = &self.maps[window.article].folded.text;
            let found = search.refine(text, passage, window);
            places.extend(found.into_iter().map(|place| (window.article, place)));
        }
        if let Some(whole) = &search.whole {
            let searched = own.map_or(0..self.maps.len(), |own| own..own + 1);
            let mut left = self.steps;
            for (article, map) in
                self.maps.iter().enumerate().take(searched.end).skip(searched.start)
            {
                let text = &map.folded.text;
                let steps = text.len().saturating_mul(whole.blocks());
                if steps <= left {
                    left -= steps;
                    let found = search.everywhere(text);
                    places.extend(found.into_iter().map(|place| (article, place)));
                }
            }
        }
        self.best(passage, own, places)
    }

    fn best(
        &self,
        passage: &str,
        own: Option<usize>,
        places: Vec<(usize, Range<usize>)>,
    ) -> Vec<NearMatch> {
        let mut matches: Vec<NearMatch> = Vec::new();
        let mut itself: Vec<(usize, Range<usize>)> = Vec::new();
        let mut places: Vec<(usize, Range<usize>)> = places
            .into_iter()
            .map(|(article, place)| {
                let text = &self.maps[article].folded.text;
                (article, whole_words(text, place, passage))
            })
            .filter(|(_, place)| !place.is_empty())
            .collect();
        places.sort_by_key(|(article, place)| (*article, place.start, place.end));
        places.dedup();
        for (article, place) in places {
            let map = &self.maps[article];
            let (place, comparison) = self.with_its_edges(&map.folded.text, place, passage);
            let range = map.folded.raw(place.clone());
            if comparison.similarity < LEAST_ALIKE {
                continue;
            }
            // The very words in its own article were no place for it: they cut a letter in two.
            if comparison.differences.is_empty() && own.is_none_or(|own| own == article) {
                itself.push((article, range));
                continue;
            }
            matches.push(NearMatch {
                article,
                range,
                printed: map.folded.text[place].to_owned(),
                comparison,
                tied: false,
            });
        }
        let rank = |found: &NearMatch| {
            let similarity = found.comparison.similarity;
            let exact = found.is_exact();
            let own = Some(found.article) == own || own.is_none();
            let shown = if own || exact { similarity } else { similarity.less(ELSEWHERE) };
            (exact, shown)
        };
        matches.sort_by(|a, b| {
            rank(b)
                .cmp(&rank(a))
                .then((Some(b.article) == own).cmp(&(Some(a.article) == own)))
                .then((a.article, a.range.start).cmp(&(b.article, b.range.start)))
        });
        let mut kept: Vec<NearMatch> = Vec::new();
        for found in matches {
            let overlaps = |article: usize, range: &Range<usize>| {
                article == found.article
                    && range.start < found.range.end
                    && found.range.start < range.end
            };
            if !itself.iter().any(|(article, range)| overlaps(*article, range))
                && !kept.iter().any(|other| overlaps(other.article, &other.range))
            {
                kept.push(found);
            }
            if kept.len() > MOST_TOLD {
                break;
            }
        }
        if let Some(best) = kept.first().map(|best| best.comparison.similarity) {
            kept.retain(|found| found.comparison.similarity >= best.less(FAR_BEHIND));
        }
        let ranks: Vec<_> = kept.iter().map(rank).collect();
        for (index, found) in kept.iter_mut().enumerate() {
            found.tied = ranks.iter().filter(|&&other| other == ranks[index]).count() > 1;
        }
        kept.truncate(MOST_TOLD);
        kept
    }
}

/// The words at an edge of a place that may be something else than those of the passage.
enum Edge {
    Start,
    End,
}

impl NearMatches<'_> {
    /// A place that begins and ends with the words of the passage, where these are close by: fewer
    /// letters may change without them, and yet they are what is meant.
    fn with_its_edges(
        &self,
        text: &str,
        place: Range<usize>,
        passage: &str,
    ) -> (Range<usize>, Comparison) {
        let comparison = compare(passage, &text[place.clone()], self.names);
        let mut best = (place, comparison);
        for edge in [Edge::Start, Edge::End] {
            for other in with_edge(text, &best.0, passage, &edge) {
                let comparison = compare(passage, &text[other.clone()], self.names);
                let length = passage.len().max(other.len());
                if comparison.similarity >= best.1.similarity.but_for(EDGE_LETTERS, length) {
                    best = (other, comparison);
                    break;
                }
            }
        }
        best
    }
}

/// The places that differ from one in where they begin, or end: with the word that the passage
/// begins or ends with, nearest first. None where the place has it already.
fn with_edge(text: &str, place: &Range<usize>, passage: &str, edge: &Edge) -> Vec<Range<usize>> {
    let same = |a: &str, b: &str| a.chars().map(myers::lower).eq(b.chars().map(myers::lower));
    let (at, wanted) = match edge {
        Edge::Start => (place.start, tokens(passage).next()),
        Edge::End => (place.end, tokens(passage).last()),
    };
    let Some(wanted) = wanted.map(|token| &passage[token]) else { return Vec::new() };
    let back = text[..at].char_indices().rev().take(EDGE_REACH).last().map_or(at, |(at, _)| at);
    let on = text[at..].char_indices().nth(EDGE_REACH).map_or(text.len(), |(on, _)| at + on);
    let mut edges: Vec<usize> = tokens(&text[back..on])
        .map(|token| back + token.start..back + token.end)
        .filter(|token| same(&text[token.clone()], wanted))
        .map(|token| match edge {
            Edge::Start => token.start,
            Edge::End => token.end,
        })
        .collect();
    if edges.contains(&at) {
        return Vec::new();
    }
    edges.sort_by_key(|edge| edge.abs_diff(at));
    let place_with = |other: usize| match edge {
        Edge::Start => other..place.end,
        Edge::End => place.start..other,
    };
    edges.into_iter().take(2).map(place_with).filter(|place| place.start < place.end).collect()
}

/// Whether a passage is so long that no near match of it is sought.
#[must_use]
pub fn is_too_long(passage: &str) -> bool {
    passage.len() > LONGEST && passage.chars().nth(LONGEST).is_some()
}

/// A passage, ready to be sought letter by letter.
struct Search {
    letters: usize,
    /// All of it, where it is not too long for that, and backwards.
    whole: Option<Pattern>,
    backwards: Option<Pattern>,
    /// Its beginning, backwards, and its end.
    head: Option<Pattern>,
    tail: Option<Pattern>,
    /// How many letters these have.
    edge: usize,
}

impl Search {
    fn new(passage: &str) -> Option<Self> {
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
    fn refine(&self, text: &str, passage: &str, window: &Window) -> Vec<Range<usize>> {
        let hull = window.bytes.start..word_end(text, window.bytes.end);
        let slack = self.letters.min(LONGEST_PATTERN) + 8;
        let start = text[..hull.start].char_indices().rev().nth(slack).map_or(0, |(at, _)| at);
        let end = text[hull.end..].char_indices().nth(slack);
        let within = start..end.map_or(text.len(), |(on, _)| hull.end + on);
        let slice = &text[within.clone()];
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
    fn everywhere(&self, text: &str) -> Vec<Range<usize>> {
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
        let before = &text[..end];
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
        *missing.entry(word_number(&passage[token])).or_default() += 1;
        length += 1;
    }
    let all: Vec<(Range<usize>, u32)> =
        tokens(text).map(|token| (token.clone(), word_number(&text[token]))).collect();
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
        byte += text[byte..]
            .char_indices()
            .nth(wanted - letters)
            .map_or(text.len() - byte, |(length, _)| length);
        letters = wanted;
        hits[index].0 = byte;
    }
    hits
}

fn word_end(text: &str, word: usize) -> usize {
    tokens(&text[word..]).next().map_or(text.len(), |token| word + token.end)
}

/// A place without the white space around it, and with the rest of the words that it cuts; the
/// marks at its edges go, where the passage has none there.
fn whole_words(text: &str, place: Range<usize>, passage: &str) -> Range<usize> {
    let start = word_around(text, place.start).map_or(place.start, |word| word.start);
    let end = word_around(text, place.end).map_or(place.end, |word| word.end);
    let slice = &text[start..end];
    let lead = if passage.starts_with(is_letter) {
        slice.find(is_letter).unwrap_or(0)
    } else {
        slice.len() - slice.trim_start().len()
    };
    let slice = &slice[lead..];
    let kept = if passage.ends_with(is_letter) {
        slice.trim_end_matches(|c| !is_letter(c))
    } else {
        slice.trim_end()
    };
    start + lead..start + lead + kept.len()
}

/// The word that a place cuts.
fn word_around(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST_WORD: usize = 64;
    let before = text[..at].char_indices().rev().take(LONGEST_WORD);
    let start = before.take_while(|(_, c)| !c.is_whitespace()).last().map_or(at, |(at, _)| at);
    tokens(&text[start..])
        .map(|token| start + token.start..start + token.end)
        .take_while(|token| token.start < at)
        .find(|token| at < token.end)
}
