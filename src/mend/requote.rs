//! Writes a failed passage anew, in the words of a near match: gaps and `**strong**` parts kept
//! where they can be.

use std::ops::Range;

use super::block_quote::{Edges, line, with_strong};
use super::near_match::{NearMatch, NearMatches, Stake, compare_tokens, is_letter};
use super::select::{select, tell_apart};
use crate::parse::fold::fold;
use crate::parse::note::{QuotedPart, read_passage};
use crate::place::{InContent, Place};
use crate::resolve::anchor::{Failure, anchor};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// A passage written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requoted {
    /// The line of a block quote.
    pub quote: String,
    /// The parts that are written anew: their numbers, what stood there, folded, and what was
    /// taken for it.
    pub replaced: Vec<(usize, String, NearMatch)>,
}

/// Writes a passage anew in which the part of number `failed` says what `near` prints, and other
/// parts that stand nowhere say what is nearest to them. Nothing where that would not anchor, two
/// places are equally near, or strong words have no counterpart.
#[must_use]
pub fn requote(
    parts: &[QuotedPart],
    failed: usize,
    near: &NearMatch,
    all: &NearMatches<'_>,
) -> Option<Requoted> {
    let own = near.article;
    let map = all.maps.get(own)?;
    let mut parts = parts.to_vec();
    let mut next = (failed, near.clone());
    let mut replaced: Vec<(usize, String, NearMatch)> = Vec::new();
    loop {
        let (number, near) = next;
        let part = parts.get_mut(number)?;
        let printed = map.document.text.get(near.range.bytes())?.to_owned();
        let strong = strong_in(part, &printed)?;
        let quoted = std::mem::replace(part, QuotedPart { text: printed, strong });
        let place = near.range;
        replaced.push((number, fold(&quoted.text).text.trim().to_owned(), near));
        if parts.len() == 1 && quoted.strong.is_empty() {
            return select(map, place).map(|quote| Requoted { quote, replaced });
        }
        let pieces: Vec<String> =
            parts.iter().map(|part| with_strong(&part.text, &part.strong, Edges::Plain)).collect();
        let quote = format!("> {}", pieces.join(" […] "));
        let part = match anchor(map, &read_passage(&quote)) {
            Ok(_) => return Some(Requoted { quote, replaced }),
            Err(Failure::NotFound { part }) => part,
            Err(Failure::Ambiguous { places }) => {
                let first = replaced.iter().find(|(number, ..)| *number == 0)?;
                let quote = tell_apart(map, &parts, first.2.range, &places)?;
                return Some(Requoted { quote, replaced });
            }
            Err(Failure::NotAfterGap { .. }) => return None,
        };
        if replaced.iter().any(|(number, ..)| *number == part) {
            return None;
        }
        let sought = fold(&parts.get(part)?.text).text;
        let nearest = all.find(sought.trim(), Some(own)).into_iter().next()?;
        if nearest.tied || nearest.article != own {
            return None;
        }
        next = (part, nearest);
    }
}

/// What a passage prints that lacks words of the place, with a gap for each: nothing where it
/// differs otherwise, or where what it lacks turns the meaning: a gap would hide a "not".
#[must_use]
pub fn with_gaps(map: &TextMap<'_>, part: &QuotedPart, near: &NearMatch) -> Option<String> {
    let folded = fold(&part.text);
    let trimmed = folded.text.trim();
    let differences = &near.comparison.differences;
    let all_left_out = differences.iter().all(|difference| {
        let has_words = near.printed.slice(difference.printed.clone()).contains(is_letter);
        difference.quoted.is_empty() && has_words && difference.stake == Stake::Wording
    });
    if !part.strong.is_empty() || differences.is_empty() || !all_left_out {
        return None;
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for difference in differences {
        pieces.push(line(trimmed.get(start..difference.quoted.start)?.trim()));
        start = difference.quoted.end;
    }
    pieces.push(line(trimmed.get(start..)?.trim()));
    let quote = format!("> {}", pieces.join(" […] "));
    let complete = pieces.iter().all(|piece| !piece.is_empty());
    (complete && anchor(map, &read_passage(&quote)).is_ok()).then_some(quote)
}

/// The strong parts of a quotation, in what is printed instead.
fn strong_in(part: &QuotedPart, printed: &str) -> Option<Vec<Place<InContent>>> {
    let (quoted, place) = (fold(&part.text), fold(printed));
    let pairs = compare_tokens(&quoted.text, &place.text);
    let mut strong = Vec::new();
    for range in &part.strong {
        let range = quoted.folded(*range);
        let inside = |token: &Range<usize>| range.start() < token.end && token.start < range.end();
        let first = pairs.iter().find(|(quoted, _)| inside(quoted))?;
        let last = pairs.iter().rev().find(|(quoted, _)| inside(quoted))?;
        let whole = first.0.start <= range.start() && range.end() <= last.0.end;
        let (start, end) = (first.1.clone()?.start, last.1.clone()?.end);
        if !whole || start >= end {
            return None;
        }
        strong.push(place.raw(Place::new(start..end)));
    }
    Some(strong)
}
