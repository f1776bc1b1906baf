//! What messages show of a text.

use crate::place::{InContent, Place};
use crate::slice::Slice;

/// A place with a few words around it, as one line.
#[must_use]
pub fn surroundings(text: &str, place: Place<InContent>) -> String {
    const AROUND: usize = 40;
    let before = text.slice(..place.start());
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let before = before.slice(before.cut_after(from)..);
    let after = text.slice(place.end()..);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let after = after.slice(..after.cut_before(to));
    let line = format!("{before}{}{after}", shortened(text.slice(place.bytes())));
    let words: Vec<&str> = line.split_whitespace().collect();
    format!("“…{}…”", words.join(" "))
}

/// The beginning of a text.
#[must_use]
pub fn shortened(text: &str) -> String {
    const MOST: usize = 160;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.slice(..text.cut_before(end))),
        None => text.to_owned(),
    }
}
