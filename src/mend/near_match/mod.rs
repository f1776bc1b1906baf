//! Places that look like a passage which stands nowhere: found so that its author can be told,
//! and never taken for it.
//!
//! Stretches that share words with the passage come from a `index::WordIndex` over all articles;
//! the article that the passage should stand in is also searched letter by letter, where it is
//! short enough. What is found is held against the passage word by word.

mod alignment;
mod compare;
mod index;
mod myers;
mod search;
mod tokens;

use std::cmp::Reverse;
use std::ops::Range;

use crate::language::{Language, figure_across};
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use alignment::TokenedText;
pub use alignment::compare_tokens;
pub use compare::{Comparison, Difference, Similarity};
use compare::{Measured, explain, measure};
use index::WordIndex;
use search::{MOST_STRETCHES, Search, whole_words};
pub use tokens::number as word_number;
pub use tokens::{KnownNames, Stake, is_letter, is_word, tokens};

/// How many places are told.
pub const MOST_TOLD: usize = 3;

/// Among how many places those that keep the figures are sought.
const MOST_EXPLAINED: usize = 8;

/// How many places are looked at to say how many more there are.
const MOST_COUNTED: usize = 64;

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

/// A place that looks like a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMatch {
    /// Number of the article.
    pub article: usize,
    /// Bytes of the article's text.
    pub range: Place<InContent>,
    /// The place, folded.
    pub printed: String,
    /// How it differs.
    pub comparison: Comparison,
    /// Whether another place is as near: as alike, and with no less at stake.
    pub tied: bool,
    /// How many more places at least are like the passage than those that are told.
    pub more: usize,
}

impl NearMatch {
    /// The most serious of what differs.
    #[must_use]
    pub fn stake(&self) -> Stake {
        let stakes = self.comparison.differences.iter().map(|difference| difference.stake);
        stakes.min().unwrap_or(Stake::Wording)
    }

    /// Whether the very words stand there: of another article, then.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.comparison.similarity.is_whole()
    }
}

/// Near matches for the failed passages of a briefing.
pub struct NearMatches<'a> {
    pub(super) maps: &'a [TextMap<'a>],
    names: &'a KnownNames,
    index: WordIndex,
    steps: usize,
    occurrences: usize,
}

impl<'a> NearMatches<'a> {
    /// Makes ready to seek near matches for `passages`, which are folded.
    #[must_use]
    pub fn new(maps: &'a [TextMap<'a>], names: &'a KnownNames, passages: &[&str]) -> Self {
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

    /// The same, of places alone that share words with a passage: whole articles are not searched letter
    /// by letter, which takes most of the time where there are many.
    #[must_use]
    pub fn by_words(self) -> Self {
        Self { steps: 0, ..self }
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
            let text = &self.maps[window.article].folded().text;
            let found = search.refine(text, passage, window);
            places.extend(found.into_iter().map(|place| (window.article, place)));
        }
        if let Some(whole) = &search.whole {
            let searched = own.map_or(0..self.maps.len(), |own| own..own + 1);
            let mut left = self.steps;
            for (article, map) in
                self.maps.iter().enumerate().take(searched.end).skip(searched.start)
            {
                let text = &map.folded().text;
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
        let sought = Sought { passage, wording: TokenedText::new(passage) };
        let mut candidates = self.measured(&sought, places);
        // The very words in its own article were no place for it: they cut a letter in two.
        let is_itself = |candidate: &LikelyPlace| {
            candidate.measured.is_exact() && own.is_none_or(|own| own == candidate.article)
        };
        let itself: Vec<(usize, Range<usize>)> = candidates
            .extract_if(.., |candidate| is_itself(candidate))
            .map(|candidate| (candidate.article, candidate.place))
            .collect();
        candidates.sort_by_cached_key(|candidate| {
            let elsewhere = Some(candidate.article) != own;
            (Reverse(candidate.rank(own)), elsewhere, candidate.article, candidate.place.start)
        });
        let mut kept: Vec<LikelyPlace> = Vec::new();
        for found in candidates {
            let overlaps = |article: usize, place: &Range<usize>| {
                article == found.article
                    && place.start < found.place.end
                    && found.place.start < place.end
            };
            if !itself.iter().any(|(article, place)| overlaps(*article, place))
                && !kept.iter().any(|other| overlaps(other.article, &other.place))
            {
                kept.push(found);
            }
            if kept.len() >= MOST_COUNTED {
                break;
            }
        }
        if let Some(best) = kept.first().map(|best| best.measured.similarity) {
            kept.retain(|found| found.measured.similarity >= best.less(FAR_BEHIND));
        }
        let more = kept.len().saturating_sub(MOST_TOLD);
        // Of places that are as alike, one with other figures is not as near as one with the same.
        let mut told: Vec<_> = kept
            .into_iter()
            .take(MOST_EXPLAINED)
            .map(|found| (found.rank(own), self.told(&sought, found, more)))
            .collect();
        told.sort_by_key(|(rank, found)| Reverse((*rank, found.stake())));
        let ranks: Vec<_> = told.iter().map(|(rank, found)| (*rank, found.stake())).collect();
        let is_tied = |rank| ranks.iter().filter(|&&other| other == rank).count() > 1;
        let told = told.into_iter().zip(&ranks).take(MOST_TOLD);
        told.map(|((_, found), &rank)| NearMatch { tied: is_tied(rank), ..found }).collect()
    }

    /// Places that are alike enough, each from the passage's first word to its last.
    fn measured(
        &self,
        sought: &Sought<'_>,
        places: Vec<(usize, Range<usize>)>,
    ) -> Vec<LikelyPlace> {
        let mut places: Vec<(usize, Range<usize>)> = places
            .into_iter()
            .map(|(article, place)| {
                let text = &self.maps[article].folded().text;
                (article, whole_words(text, place, sought.passage))
            })
            .filter(|(_, place)| !place.is_empty())
            .collect();
        places.sort_by_key(|(article, place)| (*article, place.start, place.end));
        places.dedup();
        places
            .into_iter()
            .map(|(article, place)| {
                let text = &self.maps[article].folded().text;
                let (place, measured) = with_its_edges(text, place, sought);
                LikelyPlace { article, place, measured }
            })
            .filter(|candidate| candidate.measured.similarity >= LEAST_ALIKE)
            .collect()
    }

    fn told(&self, sought: &Sought<'_>, found: LikelyPlace, more: usize) -> NearMatch {
        let map = &self.maps[found.article];
        let folded = map.folded();
        let place = whole_figures(&folded.text, &found.place, map.language);
        let printed = folded.slice(Place::new(place.clone())).to_owned();
        let wording = TokenedText::new(&printed);
        let measured = match place == found.place {
            true => found.measured,
            false => measure(&sought.wording, &wording),
        };
        let comparison = explain(measured, &sought.wording, &wording, self.names, map.language);
        let range = folded.raw(Place::new(place));
        NearMatch { article: found.article, range, printed, comparison, tied: false, more }
    }
}

/// A place with all of the figures that it would cut: of "-3 people" nobody is told "3 people".
fn whole_figures(text: &str, place: &Range<usize>, language: Language) -> Range<usize> {
    let start = figure_across(text, place.start, language).map(|figure| figure.core.start);
    let end = figure_across(text, place.end, language).map(|figure| figure.core.end);
    start.unwrap_or(place.start)..end.unwrap_or(place.end)
}

/// A passage for which near matches are sought.
struct Sought<'a> {
    passage: &'a str,
    wording: TokenedText<'a>,
}

/// A place that may be told.
struct LikelyPlace {
    article: usize,
    /// In folded bytes.
    place: Range<usize>,
    measured: Measured,
}

impl LikelyPlace {
    /// Whether the very words stand there, and how much it is worth besides.
    fn rank(&self, own: Option<usize>) -> (bool, Similarity) {
        let exact = self.measured.is_exact();
        let similarity = self.measured.similarity;
        let as_it_is = exact || own.is_none_or(|own| own == self.article);
        (exact, if as_it_is { similarity } else { similarity.less(ELSEWHERE) })
    }
}

/// The words at an edge of a place that may be something else than those of the passage.
enum PlaceEnd {
    Start,
    End,
}

/// A place that begins and ends with the words of the passage, where these are close by: fewer
/// letters may change without them, and yet they are what is meant.
fn with_its_edges(
    text: &str,
    place: Range<usize>,
    sought: &Sought<'_>,
) -> (Range<usize>, Measured) {
    let measured = |place: &Range<usize>| {
        measure(&sought.wording, &TokenedText::new(text.slice(place.clone())))
    };
    let mut best = (place.clone(), measured(&place));
    for edge in [PlaceEnd::Start, PlaceEnd::End] {
        for other in with_edge(text, &best.0, sought.passage, &edge) {
            let length = sought.passage.len().max(other.len());
            let measured = measured(&other);
            if measured.similarity >= best.1.similarity.but_for(EDGE_LETTERS, length) {
                best = (other, measured);
                break;
            }
        }
    }
    best
}

/// The places that differ from one in where they begin, or end: with the word that the passage
/// begins or ends with, nearest first. None where the place has it already.
fn with_edge(
    text: &str,
    place: &Range<usize>,
    passage: &str,
    edge: &PlaceEnd,
) -> Vec<Range<usize>> {
    let same = |a: &str, b: &str| a.chars().map(myers::lower).eq(b.chars().map(myers::lower));
    let (at, wanted) = match edge {
        PlaceEnd::Start => (place.start, tokens(passage).next()),
        PlaceEnd::End => (place.end, tokens(passage).last()),
    };
    let Some(wanted) = wanted.map(|token| passage.slice(token)) else { return Vec::new() };
    let back =
        text.slice(..at).char_indices().rev().take(EDGE_REACH).last().map_or(at, |(at, _)| at);
    let on = text.slice(at..).char_indices().nth(EDGE_REACH).map_or(text.len(), |(on, _)| at + on);
    let mut edges: Vec<usize> = tokens(text.slice(back..on))
        .map(|token| back + token.start..back + token.end)
        .filter(|token| same(text.slice(token.clone()), wanted))
        .map(|token| match edge {
            PlaceEnd::Start => token.start,
            PlaceEnd::End => token.end,
        })
        .collect();
    if edges.contains(&at) {
        return Vec::new();
    }
    edges.sort_by_key(|edge| edge.abs_diff(at));
    let place_with = |other: usize| match edge {
        PlaceEnd::Start => other..place.end,
        PlaceEnd::End => place.start..other,
    };
    edges.into_iter().take(2).map(place_with).filter(|place| place.start < place.end).collect()
}

/// Whether a passage is so long that no near match of it is sought.
#[must_use]
pub fn is_too_long(passage: &str) -> bool {
    passage.len() > LONGEST && passage.chars().nth(LONGEST).is_some()
}
