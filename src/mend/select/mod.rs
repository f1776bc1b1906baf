//! Writes passages: from a place in an article's text to the quotation that anchors there.

use super::block_quote::{Edges, line, with_strong};
use super::near_match::{is_letter, tokens};
use crate::parse::fold::fold;
use crate::parse::note::{QuotedPart, read_passage};
use crate::place::{InContent, Place};
use crate::resolve::anchor::{anchor, anchor_at};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// How many words are added on each side at most, to tell a place from others.
const MOST_WORDS: usize = 60;

/// How many words are tried on each side at first.
const FEW_WORDS: usize = 5;

/// How far on each side those words are sought, in characters.
const REACH: usize = 1_000;

/// From how many other places of the same words one is told apart at most.
const MOST_PLACES: usize = 300;

/// What stands for words that are left out.
const GAP: &str = " […] ";

/// What of an article's text a passage can select about `range`: without the white space around,
/// and with the rest of what folding takes as one, such as an ellipsis. Nothing where only white
/// space is left.
#[must_use]
pub fn selectable(map: &TextMap<'_>, range: Place<InContent>) -> Option<Place<InContent>> {
    let text = &map.document.text;
    let trimmed = |range: Place<InContent>| {
        let slice = text.get(range.bytes())?;
        let start = range.start() + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        (start < end).then_some(Place::new(start..end))
    };
    trimmed(map.folded().raw(map.folded().folded(trimmed(range)?)))
}

/// The line of a block quote, `> …`, that anchors to [`selectable`] `range` and to nothing else:
/// the words there, or, where they stand in several places, the shortest longer quotation in which
/// they are strong. Nothing where no quotation decides, or the words stand in more than 300 places.
#[must_use]
pub fn select(map: &TextMap<'_>, range: Place<InContent>) -> Option<String> {
    let place = selectable(map, range)?;
    let part = QuotedPart { text: map.document.slice(place).to_owned(), strong: Vec::new() };
    let plain = format!("> {}", line(&part.text));
    if anchors(map, &plain, std::slice::from_ref(&place)) {
        return Some(plain);
    }
    let needle = fold(&part.text).text;
    let everywhere = map.folded().whole();
    let places: Vec<Place<InContent>> = map.places(&needle, everywhere, MOST_PLACES + 1).collect();
    tell_apart(map, &[part], place, &places)
}

/// The line of a block quote that anchors to these parts of a text, in order, with a gap between two, and to
/// nothing else: where the words of one stand elsewhere too, it is longer, and they are strong in it. Nothing
/// where no quotation decides, or one of them stands too far after the one before.
#[must_use]
pub fn select_parts(map: &TextMap<'_>, ranges: &[Place<InContent>]) -> Option<String> {
    if let [range] = ranges {
        return select(map, *range);
    }
    let places: Vec<Place<InContent>> =
        ranges.iter().map(|range| selectable(map, *range)).collect::<Option<_>>()?;
    let plain: Vec<String> = places.iter().map(|place| line(map.document.slice(*place))).collect();
    let plain = format!("> {}", plain.join(GAP));
    if anchors(map, &plain, &places) {
        return Some(plain);
    }
    let mut end = 0;
    let mut wholes: Vec<Place<InContent>> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let next = places.get(index + 1).map_or(map.document.text.len(), |next| next.start());
        let needle = fold(map.document.slice(*place)).text;
        // The words after a gap are those that come first after the part before.
        let within = match index {
            0 => map.folded().whole(),
            _ => map.folded().folded(Place::new(end..place.end())),
        };
        let others: Vec<_> = map.places(needle.trim(), within, MOST_PLACES + 1).collect();
        let whole = if others.len() < 2 { *place } else { longer(map, *place, next, &others)? };
        if whole.start() < end {
            return None;
        }
        end = whole.end();
        wholes.push(whole);
    }
    let piece = |(place, whole): (&Place<InContent>, &Place<InContent>), edges: Edges| {
        let strong = place.start() - whole.start()..place.end() - whole.start();
        with_strong(map.document.slice(*whole), &[Place::new(strong)], edges)
    };
    [Edges::Plain, Edges::Guarded]
        .into_iter()
        .map(|edges| {
            let pieces = places.iter().zip(&wholes).map(|both| match both.0 == both.1 {
                true => line(map.document.slice(*both.0)),
                false => piece(both, edges),
            });
            format!("> {}", pieces.collect::<Vec<_>>().join(GAP))
        })
        .find(|quote| anchors(map, quote, &places))
}

/// The line of a block quote that says what a passage of several places says, with its first part
/// at `place` and at no other of `places`: the shortest longer quotation of that part in which what
/// the passage selects of it is strong, and the other parts as they are. Nothing where no quotation
/// decides, other parts do not follow, or there are more than 300 places.
#[must_use]
pub fn tell_apart(
    map: &TextMap<'_>,
    parts: &[QuotedPart],
    place: Place<InContent>,
    places: &[Place<InContent>],
) -> Option<String> {
    let anchored = anchor_at(map, parts, place).ok()?;
    let selected = anchored.selected();
    // More words after it must leave the next part where it is.
    let next = anchored.parts.get(1).map_or(map.document.text.len(), |next| next.place.start());
    let whole = longer(map, place, next, places)?;
    let text = map.document.slice(whole);
    let strong: Vec<Place<InContent>> = anchored.parts[0]
        .selected
        .iter()
        .map(|range| Place::new(range.start() - whole.start()..range.end() - whole.start()))
        .collect();
    [Edges::Plain, Edges::Guarded]
        .into_iter()
        .map(|edges| {
            let first = with_strong(text, &strong, edges);
            let others = parts[1..].iter().map(|part| with_strong(&part.text, &part.strong, edges));
            let pieces: Vec<String> = std::iter::once(first).chain(others).collect();
            format!("> {}", pieces.join(GAP))
        })
        .find(|quote| anchors(map, quote, &selected))
}

/// Whether a quotation, when it is pasted, selects this and nothing else.
fn anchors(map: &TextMap<'_>, quote: &str, selected: &[Place<InContent>]) -> bool {
    anchor(map, &read_passage(quote)).is_ok_and(|found| found == selected)
}

/// The fewest words about a place that stand at no other of `places`; of those after it, none
/// beyond `limit`.
fn longer(
    map: &TextMap<'_>,
    place: Place<InContent>,
    limit: usize,
    places: &[Place<InContent>],
) -> Option<Place<InContent>> {
    if places.len() > MOST_PLACES {
        return None;
    }
    // A few words nearly always do, and then no more need to be looked at.
    let near = Reach { words: FEW_WORDS, letters: FEW_WORDS * 16 };
    match near.longer(map, place, limit, places) {
        Some((words, range)) if words <= FEW_WORDS => Some(range),
        _ => {
            let far = Reach { words: MOST_WORDS, letters: REACH };
            far.longer(map, place, limit, places).map(|(_, range)| range)
        }
    }
}

/// How far on each side of a place words are looked at.
struct Reach {
    words: usize,
    letters: usize,
}

impl Reach {
    /// The fewest words, and how many are added.
    fn longer(
        &self,
        map: &TextMap<'_>,
        place: Place<InContent>,
        limit: usize,
        places: &[Place<InContent>],
    ) -> Option<(usize, Place<InContent>)> {
        let folded = &map.folded().text;
        let here = map.folded().folded(place);
        let starts = self.starts_before(map, place.start());
        let ends = self.ends_after(map, place.end(), limit);
        let in_folded = |range: Place<InContent>| map.folded().folded(range);
        // How many folded bytes before and after another place are the same as here.
        let first = in_folded(Place::new(starts.last().copied()?..place.start())).start();
        let last = in_folded(Place::new(place.end()..ends.last().copied()?)).end();
        let (before_here, after_here) =
            (folded.slice(first..here.start()), folded.slice(here.end()..last));
        let mut others: Vec<(usize, usize)> = Vec::with_capacity(places.len());
        for other in places.iter().filter(|other| **other != place) {
            let there = map.folded().folded(*other);
            let after = &folded.as_bytes()[there.end()..];
            let after = after_here.bytes().zip(after).take_while(|(a, b)| a == *b).count();
            let before = folded.as_bytes()[..there.start()].iter().rev();
            let before = before_here.bytes().rev().zip(before).take_while(|(a, b)| a == *b).count();
            others.push((after, before));
        }
        others.sort_unstable();
        // From the end on: the most that any other place has before it, of those with as much
        // after.
        let mut most = 0;
        for other in others.iter_mut().rev() {
            most = most.max(other.1);
            other.1 = most;
        }
        let lengths_before: Vec<usize> = starts
            .iter()
            .map(|&start| {
                here.start().saturating_sub(in_folded(Place::new(start..place.start())).start())
            })
            .collect();
        let mut best: Option<(usize, Place<InContent>)> = None;
        for (words_after, &end) in ends.iter().enumerate() {
            let length = in_folded(Place::new(place.end()..end)).end().saturating_sub(here.end());
            let same = others.partition_point(|&(after, _)| after < length);
            let words_before = match others.get(same) {
                None => Some(0),
                Some(&(_, before)) => lengths_before.iter().position(|&length| length > before),
            };
            if let Some(words_before) = words_before
                && best.as_ref().is_none_or(|(words, _)| words_before + words_after < *words)
            {
                best = Some((words_before + words_after, Place::new(starts[words_before]..end)));
            }
        }
        best
    }

    /// The place itself, and where each of the words before it begins.
    fn starts_before(&self, map: &TextMap<'_>, at: usize) -> Vec<usize> {
        let before = map.document.text.slice(..at);
        let from = before.char_indices().rev().take(self.letters).last().map_or(at, |(at, _)| at);
        let mut starts: Vec<usize> = tokens(before.slice(from..))
            .filter(|token| before.slice(from..).slice(token.clone()).starts_with(is_letter))
            .map(|token| from + token.start)
            // The first may be the end of a longer word.
            .filter(|&start| start > from || from == 0)
            .collect();
        starts.reverse();
        let found = starts.into_iter().filter(|&start| start < at && is_clean(map, start));
        std::iter::once(at).chain(found.take(self.words)).collect()
    }

    /// The place itself, and where each of the words after it ends.
    fn ends_after(&self, map: &TextMap<'_>, at: usize, limit: usize) -> Vec<usize> {
        let after = map.document.text.slice(at..limit.max(at));
        let reach =
            after.char_indices().nth(self.letters).map_or(after.len(), |(length, _)| length);
        let found = tokens(after.slice(..reach))
            .filter(|token| after.slice(token.clone()).starts_with(is_letter))
            .map(|token| at + token.end)
            .filter(|&end| end < at + reach || reach == after.len())
            .filter(|&end| is_clean(map, end));
        std::iter::once(at).chain(found.take(self.words)).collect()
    }
}

/// Whether a quotation may begin or end here: between letters, and between what folding takes as
/// one.
fn is_clean(map: &TextMap<'_>, at: usize) -> bool {
    let folded = map.folded().folded(Place::new(at..at));
    map.is_boundary(at)
        && map.folded().raw(Place::new(folded.start()..folded.start())).start() == at
        && map.folded().raw(folded).end() == at
}

#[cfg(test)]
mod tests;
