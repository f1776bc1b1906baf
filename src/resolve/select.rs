//! Writes passages: from a place in an article's text to the quotation that anchors there.

use std::ops::Range;

use super::anchor::anchor;
use super::near_match::tokens;
use super::text_map::TextMap;
use crate::parse::fold::fold;
use crate::parse::note::read_passage;

/// How many words are added on each side at most, to tell a place from others.
const MOST_WORDS: usize = 60;

/// How far on each side those words are sought, in characters.
const REACH: usize = 1_000;

/// How many other places of the same words are told apart.
const MOST_PLACES: usize = 20_000;

/// What of an article's text a passage can select about `range`: without the white space around,
/// and with the rest of what folding takes as one, such as an ellipsis. Nothing where only white
/// space is left.
#[must_use]
pub fn selectable(map: &TextMap<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let text = &map.document.text;
    let trimmed = |range: Range<usize>| {
        let slice = text.get(range.clone())?;
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        (start < end).then_some(start..end)
    };
    trimmed(map.folded.raw(map.folded.folded(trimmed(range)?)))
}

/// The line of a block quote, `> …`, that anchors to [`selectable`] `range` and to nothing else:
/// the words there, or, where they stand in several places, the shortest longer quotation in which
/// they are strong. Nothing where no quotation decides.
#[must_use]
pub fn select(map: &TextMap<'_>, range: Range<usize>) -> Option<String> {
    let place = selectable(map, range)?;
    let anchors = |line: &String| {
        anchor(map, &read_passage(line)).is_ok_and(|parts| parts.len() == 1 && parts[0] == place)
    };
    let plain = format!("> {}", line(&map.document.text[place.clone()]));
    if anchors(&plain) {
        return Some(plain);
    }
    let whole = longer(map, &place)?;
    [Edges::Plain, Edges::Guarded]
        .into_iter()
        .map(|edges| with_strong(&map.document.text, &whole, &place, edges))
        .find(anchors)
}

/// The fewest words about a place that stand nowhere else.
fn longer(map: &TextMap<'_>, place: &Range<usize>) -> Option<Range<usize>> {
    let text = &map.document.text;
    let folded = &map.folded.text;
    let here = map.folded.folded(place.clone());
    let needle = fold(&text[place.clone()]).text;
    let starts = starts_before(map, place.start);
    let ends = ends_after(map, place.end);
    let in_folded = |range: Range<usize>| map.folded.folded(range);
    // How many folded bytes before and after another place are the same as here.
    let before_here = &folded[in_folded(starts.last().copied()?..place.start).start..here.start];
    let after_here = &folded[here.end..in_folded(place.end..ends.last().copied()?).end];
    let mut others: Vec<(usize, usize)> = Vec::new();
    for other in map.places(&needle, 0..folded.len(), MOST_PLACES) {
        if other != *place {
            let there = map.folded.folded(other);
            let after = &folded.as_bytes()[there.end..];
            let after = after_here.bytes().zip(after).take_while(|(a, b)| a == *b).count();
            let before = folded.as_bytes()[..there.start].iter().rev();
            let before = before_here.bytes().rev().zip(before).take_while(|(a, b)| a == *b).count();
            others.push((after, before));
        }
    }
    others.sort_unstable();
    // From the end on: the most that any other place has before it, of those with as much after.
    let mut most = 0;
    for other in others.iter_mut().rev() {
        most = most.max(other.1);
        other.1 = most;
    }
    let mut best: Option<(usize, Range<usize>)> = None;
    for (words_after, &end) in ends.iter().enumerate() {
        let length = in_folded(place.end..end).end.saturating_sub(here.end);
        let same = others.partition_point(|&(after, _)| after < length);
        let words_before = match others.get(same) {
            None => Some(0),
            Some(&(_, before)) => starts.iter().position(|&start| {
                here.start.saturating_sub(in_folded(start..place.start).start) > before
            }),
        };
        if let Some(words_before) = words_before
            && best.as_ref().is_none_or(|(words, _)| words_before + words_after < *words)
        {
            best = Some((words_before + words_after, starts[words_before]..end));
        }
    }
    best.map(|(_, range)| range)
}

/// The place itself, and where each of the words before it begins.
fn starts_before(map: &TextMap<'_>, at: usize) -> Vec<usize> {
    let before = &map.document.text[..at];
    let from = before.char_indices().rev().take(REACH).last().map_or(at, |(at, _)| at);
    let mut starts: Vec<usize> = tokens(&before[from..]).map(|token| from + token.start).collect();
    starts.reverse();
    let found = starts.into_iter().filter(|&start| start < at && is_clean(map, start));
    std::iter::once(at).chain(found.take(MOST_WORDS)).collect()
}

/// The place itself, and where each of the words after it ends.
fn ends_after(map: &TextMap<'_>, at: usize) -> Vec<usize> {
    let after = &map.document.text[at..];
    let reach = after.char_indices().nth(REACH).map_or(after.len(), |(length, _)| length);
    let found = tokens(&after[..reach])
        .map(|token| at + token.end)
        .filter(|&end| end < at + reach || reach == after.len())
        .filter(|&end| is_clean(map, end));
    std::iter::once(at).chain(found.take(MOST_WORDS)).collect()
}

/// Whether a quotation may begin or end here: between letters, and between what folding takes as
/// one.
fn is_clean(map: &TextMap<'_>, at: usize) -> bool {
    let folded = map.folded.folded(at..at);
    map.is_boundary(at)
        && map.folded.raw(folded.start..folded.start).start == at
        && map.folded.raw(folded.clone()).end == at
}

/// How the characters beside `**` are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edges {
    /// As they are.
    Plain,
    /// As numbers, where they are no white space: between a letter and a mark, `**` is no markup.
    Guarded,
}

/// A block quote of `whole` in which `place` is strong.
fn with_strong(text: &str, whole: &Range<usize>, place: &Range<usize>, edges: Edges) -> String {
    let mut before = &text[whole.start..place.start];
    let mut after = &text[place.end..whole.end];
    let (mut last, mut next) = (String::new(), String::new());
    if edges == Edges::Guarded {
        if let Some((at, c)) = before.char_indices().next_back().filter(|(_, c)| !c.is_whitespace())
        {
            before = &before[..at];
            last = format!("&#{};", u32::from(c));
        }
        if let Some(c) = after.chars().next().filter(|c| !c.is_whitespace()) {
            after = &after[c.len_utf8()..];
            next = format!("&#{};", u32::from(c));
        }
    }
    format!("> {}{last}**{}**{next}{}", line(before), line(&text[place.clone()]), line(after))
}

/// A text as inline Markdown in one line.
#[must_use]
pub fn line(text: &str) -> String {
    let mut one_line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            one_line.push(c);
        } else if !one_line.ends_with(' ') {
            one_line.push(' ');
        }
    }
    escape_markdown(&one_line)
}

/// A text as inline Markdown that prints it.
#[must_use]
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' => true,
            '~' => text[at..].starts_with("~~") || out.ends_with('~'),
            '&' => {
                text[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '#')
            }
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
