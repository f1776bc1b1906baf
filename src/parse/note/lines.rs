//! Lines of a note, by what they begin and end with.

use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::unseen::is_unseen;

/// What may stand around an attribution and makes it none.
pub(super) const ATTRIBUTION_MARKS: [char; 5] = [' ', '*', '_', '(', ')'];

/// What is taken for a long dash, and is none.
pub(super) const HYPHENS: [char; 4] = ['-', '‐', '‑', '−'];

/// What follows the dash that a line begins with.
pub(super) fn after_dash(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(is_unseen);
    let dashes = ["---", "--", "—", "–", "―"];
    let after = dashes.iter().find_map(|dash| line.strip_prefix(dash));
    after.or_else(|| line.strip_prefix(HYPHENS)).map(str::trim_start)
}

/// What to write instead of words that follow an attribution's articles and no colon.
pub(super) fn instead_of_value(before: &str, value: &str) -> String {
    let bare = value.trim_matches(['(', ')', '[', ']', '{', '}']).trim();
    let key = bare.split_once('=').map_or("", |(key, _)| key.trim());
    if !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase()) {
        let words: Vec<&str> = bare.split('=').map(str::trim).collect();
        return format!("attributes stand in braces: `{before} {{{}}}`", words.join("="));
    }
    let rest = value.trim_start_matches(|c: char| !c.is_alphanumeric() && !"[$€£¥".contains(c));
    let rest = rest.strip_prefix("and ").unwrap_or(rest).trim_start();
    if rest.starts_with("[[") {
        return format!("several reports are parted by commas: `{before}, {rest}`");
    }
    match rest {
        "" => format!("take it away: `{before}`"),
        rest => format!("a value follows a colon: `{before}: {rest}`"),
    }
}

/// Whether a line is an attribution, well written or not.
pub(super) fn is_attribution(line: &str) -> bool {
    after_dash(line.trim_start()).is_some_and(|rest| rest.starts_with("[["))
}

/// Whether a line is an attribution from its dash to its end.
#[must_use]
pub fn is_whole_attribution(line: &str) -> bool {
    let Some(mut rest) = after_dash(line.trim()) else { return false };
    let mut count = 0;
    while let Some((_, after)) = rest.strip_prefix("[[").and_then(|rest| rest.split_once("]]")) {
        count += 1;
        rest = after.trim_start();
        match rest.strip_prefix(',').map(str::trim_start) {
            Some(more) if more.starts_with("[[") => rest = more,
            _ => break,
        }
    }
    count > 0 && (rest.is_empty() || rest.starts_with([':', '：', '{']))
}

/// The lines within some bytes, without their ends.
pub(super) fn lines_of(
    text: &str,
    bytes: Place<InSource>,
) -> impl Iterator<Item = Place<InSource>> {
    let mut at = bytes.start();
    text.slice(bytes.bytes()).split_inclusive('\n').map(move |line| {
        let range = Place::new(at..at + line.trim_end_matches(['\n', '\r']).len());
        at += line.len();
        range
    })
}

/// How many bytes a line's `>` takes, with the space after it.
pub(super) fn quote_marker(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches(|c| c == ' ' || is_unseen(c)).len();
    let rest = line.slice(indent..).strip_prefix('>')?;
    Some(line.len() - rest.strip_prefix(' ').unwrap_or(rest).len())
}

/// The bytes of a heading's content: without its `#`s before and after.
pub(super) fn atx_content(text: &str, line: Place<InSource>) -> Place<InSource> {
    let content = text.slice(line.bytes()).trim_start_matches('#');
    let start = line.end() - content.len();
    let open = content.trim_end_matches('#');
    let end =
        if open.is_empty() || open.ends_with([' ', '\t']) { open.len() } else { content.len() };
    trimmed(text, Place::new(start..start + end))
}

/// A place without the white space at its ends.
pub(super) fn trimmed<T: Copy>(text: &str, bytes: Place<T>) -> Place<T> {
    let slice = text.slice(bytes.bytes());
    let start = bytes.start() + (slice.len() - slice.trim_start().len());
    Place::new(start..start + slice.trim().len())
}
