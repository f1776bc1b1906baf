//! A note at the end of a file, passages in a note: all other bytes stay.

use crate::mend::block_quote::attribution;
use crate::mend::reanchor::{Edit, apply};
use crate::parse::note::{ParsedNote, ParsedPassage};
use crate::place::Place;
use crate::slice::Slice;

/// How a file ends its lines.
pub(super) fn line_end(text: &str) -> &'static str {
    let ends = text.matches('\n').count();
    if ends > 0 && text.matches("\r\n").count() * 2 > ends { "\r\n" } else { "\n" }
}

/// A text with its lines ended so.
pub(super) fn with_ends(text: &str, end: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', end)
}

/// A file with a note after all others, an empty line above it.
pub(super) fn append(file: &str, note: &str) -> String {
    let end = line_end(file);
    let mut text = file.to_owned();
    if !text.is_empty() {
        if !text.ends_with('\n') {
            text.push_str(end);
        }
        let last = text.trim_end_matches(['\n', '\r']).len();
        if text.slice(last..).matches('\n').count() < 2 {
            text.push_str(end);
        }
    }
    text.push_str(&with_ends(note.trim_end(), end));
    text.push_str(end);
    text
}

/// A file with block quotes after the last passage of a note. `default` is the report that passages are in
/// where they do not say so: then they say so, since a new one is in another, or says more.
pub(super) fn join(file: &str, note: &ParsedNote, quotes: &str, default: Option<&str>) -> String {
    let end = line_end(file);
    let mut edits: Vec<Edit> = Vec::new();
    for passage in &note.passages {
        let (Some(default), None) = (default, &passage.attribution) else { continue };
        let Some(last) = passage.lines.last() else { continue };
        let start = file.slice(..last.start()).rfind('\n').map_or(0, |at| at + 1);
        let marker = file.slice(start..last.start()).trim_end();
        let line = attribution(default, None, &[]);
        let line = line.trim_start_matches('>').trim_start();
        let at = end_of_line(file, last.end());
        edits.push(Edit { range: Place::new(at..at), text: format!("{end}{marker} {line}") });
    }
    let last = note.passages.last().map_or(note.heading.end, quote_end);
    let at = end_of_line(file, last);
    let rest = file.slice(at..).trim_start_matches('\r');
    let is_parted =
        rest.slice(rest.len().min(1)..).trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let quotes = with_ends(quotes.trim_end(), end);
    let below = if is_parted || rest.trim().is_empty() { "" } else { end };
    edits.push(Edit { range: Place::new(at..at), text: format!("{end}{end}{quotes}{below}") });
    apply(file, &edits)
}

/// Where a passage ends, with its attribution.
fn quote_end(passage: &ParsedPassage) -> usize {
    let attribution = passage.attribution.as_ref().map_or(0, |line| line.span.end);
    let lines = passage.lines.last().map_or(0, |line| line.end());
    passage.span.end.max(attribution).max(lines)
}

/// The end of the line that a place is in, before what ends it.
fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.slice(at..);
    let line = rest.slice(..rest.find('\n').unwrap_or(rest.len()));
    at + line.strip_suffix('\r').unwrap_or(line).len()
}
