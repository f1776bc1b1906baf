//! What messages show of passages and of articles: words that differ, and words around a place.

use std::ops::Range;

use crate::resolve::near_match::{Difference, NearMatch, Stake};
use crate::slice::Slice;

/// How many differences of a near match are told.
const MOST_DIFFERENCES: usize = 6;

/// The words that differ, most serious first: `18 → 19 (number)`.
#[must_use]
pub fn differences(sought: &str, found: &NearMatch) -> String {
    let comparison = &found.comparison;
    let mut all: Vec<&Difference> = comparison.differences.iter().collect();
    all.sort_by_key(|difference| difference.stake);
    let mut told: Vec<String> = Vec::new();
    if comparison.reordered {
        told.push("much the same words in another order".to_owned());
    }
    for difference in all.iter().take(MOST_DIFFERENCES) {
        let quoted = shortened(sought.slice(difference.quoted.clone()));
        let printed = shortened(found.printed.slice(difference.printed.clone()));
        let stake = match difference.stake {
            _ if quoted.to_lowercase() == printed.to_lowercase() => " (case)".to_owned(),
            Stake::Wording => String::new(),
            stake => format!(" ({})", stake.name()),
        };
        told.push(match (quoted.is_empty(), printed.is_empty()) {
            (true, _) => format!("the article adds “{printed}”{stake}"),
            (_, true) => format!("the article lacks “{quoted}”{stake}"),
            _ => format!("{quoted} → {printed}{stake}"),
        });
    }
    match all.len().saturating_sub(MOST_DIFFERENCES) {
        0 if told.is_empty() => told.push("it differs in its spaces".to_owned()),
        0 => {}
        1 => told.push("and 1 more difference".to_owned()),
        more => told.push(format!("and {more} more differences")),
    }
    told.join(", ")
}

/// A place with a few words around it, as one line.
pub fn surroundings(text: &str, place: &Range<usize>) -> String {
    const AROUND: usize = 40;
    let before = text.slice(..place.start);
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let before = before.slice(before.cut_after(from)..);
    let after = text.slice(place.end..);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let after = after.slice(..after.cut_before(to));
    let line = format!("{before}{}{after}", shortened(text.slice(place.clone())));
    let words: Vec<&str> = line.split_whitespace().collect();
    format!("“…{}…”", words.join(" "))
}

/// The beginning of a text.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 160;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.slice(..text.cut_before(end))),
        None => text.to_owned(),
    }
}
