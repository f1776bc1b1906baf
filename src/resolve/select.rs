//! Writes passages: from a place in an article's text to the quotation that anchors there.

use std::ops::Range;

use super::anchor::anchor;
use super::near_match::{is_letter, tokens};
use super::text_map::TextMap;
use crate::parse::fold::fold;
use crate::parse::note::read_passage;

/// How many words are added on each side at most, to tell a place from others.
const MOST_WORDS: usize = 60;

/// How far on each side those words are sought, in characters.
const REACH: usize = 1_000;

/// From how many other places of the same words one is told apart at most.
const MOST_PLACES: usize = 300;

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
/// they are strong. Nothing where no quotation decides, or the words stand in more than 300 places.
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
    let places: Vec<Range<usize>> = map
        .places(&needle, 0..folded.len(), MOST_PLACES + 2)
        .filter(|other| other != place)
        .collect();
    if places.len() > MOST_PLACES {
        return None;
    }
    let mut others: Vec<(usize, usize)> = Vec::with_capacity(places.len());
    for other in places {
        let there = map.folded.folded(other);
        let after = &folded.as_bytes()[there.end..];
        let after = after_here.bytes().zip(after).take_while(|(a, b)| a == *b).count();
        let before = folded.as_bytes()[..there.start].iter().rev();
        let before = before_here.bytes().rev().zip(before).take_while(|(a, b)| a == *b).count();
        others.push((after, before));
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
    let mut starts: Vec<usize> = tokens(&before[from..])
        .filter(|token| before[from..][token.clone()].starts_with(is_letter))
        .map(|token| from + token.start)
        .collect();
    starts.reverse();
    let found = starts.into_iter().filter(|&start| start < at && is_clean(map, start));
    std::iter::once(at).chain(found.take(MOST_WORDS)).collect()
}

/// The place itself, and where each of the words after it ends.
fn ends_after(map: &TextMap<'_>, at: usize) -> Vec<usize> {
    let after = &map.document.text[at..];
    let reach = after.char_indices().nth(REACH).map_or(after.len(), |(length, _)| length);
    let found = tokens(&after[..reach])
        .filter(|token| after[token.clone()].starts_with(is_letter))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::anchor::Failure;
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::document::Document;
    use crate::parse::markdown::{WikiLinks, parse};
    use crate::source::{SourceFile, SourceSet};

    fn article(text: &str) -> Document {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default())
    }

    fn selected(text: &str, words: &str, occurrence: usize) -> Option<String> {
        let document = article(text);
        let (at, _) = document.text.match_indices(words).nth(occurrence).unwrap();
        select(&TextMap::new(&document), at..at + words.len())
    }

    #[test]
    fn the_shortest_quotation_that_decides() {
        let text = "The council said no on Monday. The members said no on Friday.\n";
        assert_eq!(selected(text, "on Monday", 0).unwrap(), "> on Monday");
        assert_eq!(selected(text, "said no", 0).unwrap(), "> council **said no**");
        assert_eq!(selected(text, "no on", 1).unwrap(), "> **no on** Friday");
        assert_eq!(selected("one, one, one.\n", "one", 1).unwrap(), "> one, **one**, one");
    }

    #[test]
    fn where_nothing_decides_there_is_none() {
        let same = "Nothing new. ".repeat(200);
        assert_eq!(selected(&same, "Nothing new.", 100), None);
        assert_eq!(selected("**a a**\n", "a", 0), None);
        assert_eq!(selected("a   b\n", " ", 0), None);
    }

    #[test]
    fn markup_is_text() {
        for text in
            ["a *b* c", "\\*b\\* [x] <i>", "AT&amp;T &amp;amp; ~~x~~", "— \\[[x]]", "`[…]` […]"]
        {
            let document = article(text);
            let map = TextMap::new(&document);
            let line = select(&map, 0..document.text.len()).unwrap();
            let parts = anchor(&map, &read_passage(&line)).unwrap();
            assert_eq!(parts, [0..document.text.trim_end().len()], "{line}");
        }
    }

    #[test]
    fn marks_beside_letters_can_be_strong() {
        let text = "x(a)y z(a)y\n";
        let line = selected(text, "(a)", 1).unwrap();
        let document = article(text);
        let parts = anchor(&TextMap::new(&document), &read_passage(&line)).unwrap();
        assert_eq!(parts, [7..10], "{line}");
    }

    /// Markdown of many scripts and marks, in a few paragraphs.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "word",
            "Word",
            "18",
            "1,200",
            " ",
            " ",
            " ",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\u{a0}",
            ".",
            ",",
            "...",
            "…",
            "-",
            "--",
            "—",
            "–",
            "'",
            "’",
            "\"",
            "“",
            "”",
            "«",
            "(",
            ")",
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "~",
            "~~",
            "[",
            "]",
            "[[x]]",
            "[…]",
            "\\[...]",
            "](u)",
            "![",
            "<",
            ">",
            "<b>",
            "</b>",
            "<i>",
            "&",
            "&amp;",
            "&#65;",
            "&amp;lt;",
            "\\",
            "\\*",
            "#",
            "# ",
            "- ",
            "> ",
            "1. ",
            "|",
            "e\u{301}",
            "é",
            "\u{301}",
            "q\u{323}\u{307}",
            "海",
            "康威视",
            "ئۇيغۇر",
            "الحكومة",
            "สวัสดี",
            "नमस्ते",
            "각",
            "\u{1100}\u{1161}",
            "👩‍💻",
            "🇺🇸",
            "\u{200d}",
            "\u{ad}",
            "$",
            "%",
            "^",
            "=",
            "+",
            "!",
            "?",
            ":",
            "/",
            "http://x.org",
            "{#a}",
            "\u{fffd}",
            "\u{2028}",
        ]);
        prop::collection::vec(pieces, 1..60).prop_map(|pieces| pieces.concat())
    }

    /// A part of a text between two letters, accents and all.
    fn part(text: &str, from: usize, to: usize) -> Range<usize> {
        let mut cuts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        cuts.push(text.len());
        let (a, b) = (from % cuts.len(), to % cuts.len());
        cuts[a.min(b)]..cuts[a.max(b)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn a_selection_anchors_to_its_own_place(
            text in texts(),
            from in 0usize..1000,
            to in 0usize..1000,
        ) {
            let document = article(&text);
            let map = TextMap::new(&document);
            let range = part(&document.text, from, to);
            let Some(place) = selectable(&map, range.clone()) else {
                prop_assert!(document.text[range].trim().is_empty());
                return Ok(());
            };
            let needle = fold(&document.text[place.clone()]).text;
            let places = map.places(&needle, 0..map.folded.text.len(), 1_000).count();
            match select(&map, range) {
                Some(line) => {
                    prop_assert_eq!(line.lines().count(), 1);
                    let parts = anchor(&map, &read_passage(&line));
                    prop_assert_eq!(parts, Ok(vec![place]), "{}", line);
                }
                // Words that stand once can always be quoted.
                None => prop_assert!(places != 1, "{:?}", &document.text[place]),
            }
        }

        #[test]
        fn what_is_deleted_is_not_found_and_what_is_copied_is_ambiguous(
            text in texts(),
            from in 0usize..1000,
            to in 0usize..1000,
        ) {
            let document = article(&text);
            let map = TextMap::new(&document);
            let Some(place) = selectable(&map, part(&document.text, from, to)) else {
                return Ok(());
            };
            let words = &document.text[place.clone()];
            let plain = read_passage(&format!("> {}", line(words)));
            if anchor(&map, &plain) != Ok(vec![place.clone()]) {
                return Ok(());
            }
            let without = Document {
                text: format!("{}\n{}", &document.text[..place.start], &document.text[place.end..]),
                ..Document::default()
            };
            let map = TextMap::new(&without);
            let needle = fold(words).text;
            if !map.folded.text.contains(needle.trim()) {
                prop_assert_eq!(anchor(&map, &plain), Err(Failure::NotFound { part: 0 }));
            }
            let twice = Document {
                text: format!("{}\n{words}", document.text),
                ..Document::default()
            };
            let map = TextMap::new(&twice);
            let found = anchor(&map, &plain);
            prop_assert!(matches!(found, Err(Failure::Ambiguous { .. })), "{:?}", found);
        }
    }
}
