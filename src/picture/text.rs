//! How much room a text takes, without its font: at most, in any common sans serif.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::slice::Slice;

/// The size of all text in pictures, in pixels.
pub(super) const SIZE: f64 = 12.0;

/// From one line of text to the next.
pub(super) const LEADING: f64 = 15.0;

/// The part of [`SIZE`] above the base line that letters reach.
pub(super) const ASCENT: f64 = 0.95;

/// How much wider a text is in bold.
pub(super) const BOLD: f64 = 1.12;

/// The width of a text in pixels; what a font gives is less.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(advance).sum::<f64>() * SIZE
}

/// A character's width as a part of the size. The widest of the faces that systems have for their
/// interfaces give the measure.
fn advance(c: char) -> f64 {
    match c {
        _ if is_combining_mark(c) => 0.0,
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '‘' | '’' | '|' | '!' | ' ' => 0.4,
        'f' | 't' | 'r' | 'I' | 'J' | '(' | ')' | '[' | ']' | '-' | '/' => 0.48,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' | '—' | '…' => 1.04,
        'A'..='Z' => 0.82,
        '!'..='~' => 0.67,
        '\u{a1}'..='\u{24f}' if c.is_lowercase() => 0.67,
        // Scripts whose characters are as wide as they are high, and pictures.
        '\u{2e80}'.. => 1.1,
        _ => 0.95,
    }
}

/// The text, or as much of it as there is room for, with a mark where it is cut.
pub(super) fn fit(text: &str, room: f64) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let kept = prefix(text, room - width("…"));
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// The longest beginning of a text, in whole characters as readers see them, that has room.
fn prefix(text: &str, room: f64) -> &str {
    let mut taken = 0.0;
    let end = text
        .grapheme_indices(true)
        .find(|(_, grapheme)| {
            taken += width(grapheme);
            taken > room
        })
        .map_or(text.len(), |(at, _)| at);
    text.slice(..end)
}

/// The text in at most `most` lines, broken between words; the last is cut where it must be.
pub(super) fn lines(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < most {
        let fits = prefix(rest, room);
        if fits.len() == rest.len() || lines.len() + 1 == most {
            lines.push(fit(rest, room).into_owned());
            break;
        }
        let ends_word = rest.slice(fits.len()..).starts_with(' ');
        let end = match fits.rfind(' ').filter(|_| !ends_word) {
            Some(space) => space,
            // One word that is longer than a line, or a script that writes no spaces.
            None => fits.len().max(rest.graphemes(true).next().map_or(0, str::len)),
        };
        lines.push(rest.slice(..end).trim_end().to_owned());
        rest = rest.slice(end..).trim_start();
    }
    lines
}
