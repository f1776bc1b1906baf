//! For a passage that stands in several places: the shortest longer quotation that stands in one,
//! ready to paste.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::text_map::TextMap;
use crate::parse::fold::fold;

/// How many words are added on each side at most.
const MOST_WORDS: usize = 60;

/// The lines of a block quote that selects `place` and no other: words before and after it, and
/// itself strong. Nothing where no number of words decides.
#[must_use]
pub fn longer_quote(map: &TextMap<'_>, place: &Range<usize>) -> Option<String> {
    let text = &map.document.text;
    let mut starts = text[..place.start].unicode_word_indices().rev().map(|(at, _)| at);
    let mut ends =
        text[place.end..].unicode_word_indices().map(|(at, word)| place.end + at + word.len());
    let mut whole = whole_words(text, place);
    for _ in 0..MOST_WORDS {
        let after = ends.by_ref().find(|&end| end > whole.end).map(|end| word_end(text, end));
        for side in [Some(whole.start..after.unwrap_or(whole.end)), None] {
            let wider = match side {
                Some(wider) if after.is_some() => wider,
                Some(_) => continue,
                None => match starts.by_ref().find(|&start| start < whole.start) {
                    Some(start) => word_start(text, start)..whole.end,
                    None => continue,
                },
            };
            whole = wider;
            if stands_once(map, &whole) {
                return Some(quote(text, &whole, place));
            }
        }
    }
    None
}

fn stands_once(map: &TextMap<'_>, range: &Range<usize>) -> bool {
    let folded = fold(&map.document.text[range.clone()]);
    map.places(folded.text.trim(), 0..map.folded.text.len(), 2).count() == 1
}

/// `place`, with the rest of the words that it begins or ends inside of: `**` is markup only at
/// the edge of a word.
fn whole_words(text: &str, place: &Range<usize>) -> Range<usize> {
    word_start(text, place.start)..word_end(text, place.end)
}

fn word_start(text: &str, at: usize) -> usize {
    text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8))
}

fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space)
}

/// A block quote of `whole` in which `place` is strong.
fn quote(text: &str, whole: &Range<usize>, place: &Range<usize>) -> String {
    let line = |range: Range<usize>| {
        let escaped = escape_markdown(&text[range]);
        escaped.split('\n').collect::<Vec<_>>().join(" ")
    };
    format!(
        "> {}**{}**{}",
        line(whole.start..place.start),
        line(place.clone()),
        line(place.end..whole.end)
    )
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
