use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::parse::document::Document;
use crate::parse::markdown::{WikiLinks, parse};
use crate::place::{InContent, Place};
use crate::resolve::anchor::Failure;
use crate::source::{SourceFile, SourceSet};

fn article(text: &str) -> Document {
    let mut sources = SourceSet::default();
    let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
    parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default())
}

fn selected(text: &str, words: &str, occurrence: usize) -> Option<String> {
    let document = article(text);
    let (at, _) = document.text.match_indices(words).nth(occurrence).unwrap();
    select(&TextMap::new(&document), Place::new(at..at + words.len()))
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
    for text in ["a *b* c", "\\*b\\* [x] <i>", "AT&amp;T &amp;amp; ~~x~~", "— \\[[x]]", "`[…]` […]"]
    {
        let document = article(text);
        let map = TextMap::new(&document);
        let line = select(&map, Place::new(0..document.text.len())).unwrap();
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
fn part(text: &str, from: usize, to: usize) -> Place<InContent> {
    let mut cuts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    cuts.push(text.len());
    let (a, b) = (from % cuts.len(), to % cuts.len());
    Place::new(cuts[a.min(b)]..cuts[a.max(b)])
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
        let Some(place) = selectable(&map, range) else {
            prop_assert!(document.text[range.bytes()].trim().is_empty());
            return Ok(());
        };
        let needle = fold(&document.text[place.bytes()]).text;
        let places: Vec<_> = map.places(&needle, map.folded().whole(), 1_000).collect();
        match select(&map, range) {
            Some(line) => {
                prop_assert_eq!(line.lines().count(), 1);
                let parts = anchor(&map, &read_passage(&line));
                prop_assert_eq!(parts, Ok(vec![place]), "{}", line);
            }
            // Words that stand only there can always be quoted; what is cut out of a letter stands
            // nowhere.
            None => prop_assert!(places != [place], "{:?}", &document.text[place.bytes()]),
        }
    }

    #[test]
    fn what_follows_a_gap_is_kept(
        words in prop::collection::vec("[ab]|c d|[.]|e\u{301}", 6..60),
        (first, second) in ("[ab]( [ab])?", "[ab]( [ab])?"),
        strong in any::<bool>(),
    ) {
        let document = article(&words.join(" "));
        let map = TextMap::new(&document);
        let mark = if strong { "**" } else { "" };
        let parts = read_passage(&format!("> {mark}{first}{mark} […] {second}"));
        let Err(Failure::Ambiguous { places }) = anchor(&map, &parts) else { return Ok(()) };
        for place in &places {
            let meant = anchor_at(&map, &parts, *place);
            let longer = tell_apart(&map, &parts, *place, &places);
            prop_assert!(longer.is_none() || meant.is_ok());
            if let Some(longer) = longer {
                let selected = meant.map(|meant| meant.selected());
                prop_assert_eq!(anchor(&map, &read_passage(&longer)), selected, "{}", longer);
            }
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
        let words = &document.text[place.bytes()];
        let plain = read_passage(&format!("> {}", line(words)));
        if anchor(&map, &plain) != Ok(vec![place]) {
            return Ok(());
        }
        let without = Document {
            text: format!("{}\n{}", &document.text[..place.start()], &document.text[place.end()..]),
            ..Document::default()
        };
        let map = TextMap::new(&without);
        let needle = fold(words).text;
        if !map.folded().text.contains(needle.trim()) {
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
