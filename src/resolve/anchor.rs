//! Finds the one place of a passage in its article, or says why there is none.
//!
//! Text that is the same letter for letter wins; else folded text is compared. One place is
//! found, several are ambiguous, and what only looks alike is never taken.

use super::text_map::TextMap;
use crate::parse::fold::{Folded, fold};
use crate::parse::note::QuotedPart;
use crate::place::{InContent, InFolded, Place};
use crate::slice::Slice;

/// How far on the words after a gap are sought, in characters.
pub const FARTHEST: usize = 1_000;

/// How many places of one text are looked at; with more, it is ambiguous whatever they are.
const MOST_PLACES: usize = 1_000;

/// Why a passage has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The words of this part stand nowhere in the article.
    NotFound {
        /// Number of the part, from 0.
        part: usize,
    },
    /// The words of this part, which follow a gap, stand in the article, but not within reach
    /// after the part before.
    NotAfterGap {
        /// Number of the part, from 1.
        part: usize,
        /// Where they stand instead.
        elsewhere: Place<InContent>,
    },
    /// The first part stands in several places.
    Ambiguous {
        /// The places in bytes of the article's text, of all that is quoted.
        places: Vec<Place<InContent>>,
    },
}

/// The parts of an article's text that a passage selects, in order.
///
/// # Errors
/// Where a part has no place, or the first has several.
pub fn anchor(map: &TextMap<'_>, parts: &[QuotedPart]) -> Result<Vec<Place<InContent>>, Failure> {
    let Some((part, others)) = parts.split_first() else { return Ok(Vec::new()) };
    let quote = Quote::new(part);
    let place = first(map, &quote)?;
    Ok(anchored(map, &quote, place, others)?.selected())
}

/// A passage, placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// Its parts, in order.
    pub parts: Vec<AnchoredPart>,
}

/// A part of a passage, placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchoredPart {
    /// Where all that is quoted stands.
    pub place: Place<InContent>,
    /// What of it is selected.
    pub selected: Vec<Place<InContent>>,
}

impl Anchored {
    /// What the passage selects, in order.
    #[must_use]
    pub fn selected(&self) -> Vec<Place<InContent>> {
        self.parts.iter().flat_map(|part| part.selected.iter().copied()).collect()
    }
}

/// A passage with its first part at a place where that stands, though it stands in others too.
///
/// # Errors
/// Where another part does not stand after it.
pub fn anchor_at(
    map: &TextMap<'_>,
    parts: &[QuotedPart],
    place: Place<InContent>,
) -> Result<Anchored, Failure> {
    let Some((part, others)) = parts.split_first() else {
        return Ok(Anchored { parts: Vec::new() });
    };
    anchored(map, &Quote::new(part), place, others)
}

fn anchored(
    map: &TextMap<'_>,
    first: &Quote<'_>,
    place: Place<InContent>,
    others: &[QuotedPart],
) -> Result<Anchored, Failure> {
    let mut end = place.end();
    let mut parts = vec![first.placed(map, place)];
    for (number, part) in (1..).zip(others) {
        let quote = Quote::new(part);
        let place = after_gap(map, &quote, end, number)?;
        end = place.end();
        parts.push(quote.placed(map, place));
    }
    Ok(Anchored { parts })
}

/// A part, folded.
struct Quote<'a> {
    part: &'a QuotedPart,
    folded: Folded,
    /// Its folded bytes without the white space around.
    trimmed: Place<InFolded>,
}

impl<'a> Quote<'a> {
    fn new(part: &'a QuotedPart) -> Self {
        let folded = fold(&part.text);
        let start = folded.text.len() - folded.text.trim_start().len();
        let trimmed = start..start + folded.text.trim().len();
        Self { part, folded, trimmed: Place::new(trimmed) }
    }

    fn needle(&self) -> &str {
        self.folded.slice(self.trimmed)
    }

    /// The part at its place: selected is what is strong in the quotation and not in the article,
    /// or all of it.
    fn placed(&self, map: &TextMap<'_>, place: Place<InContent>) -> AnchoredPart {
        let start = map.folded().folded(place).start();
        let mut selected = Vec::new();
        for strong in &self.part.strong {
            let folded = self.folded.folded(*strong);
            let from = folded.start().max(self.trimmed.start()) - self.trimmed.start();
            let to = folded.end().min(self.trimmed.end()).saturating_sub(self.trimmed.start());
            if from < to {
                let range = map.folded().raw(Place::new(start + from..start + to));
                if !range.is_empty() && !map.is_strong(range) {
                    selected.push(range);
                }
            }
        }
        if selected.is_empty() {
            selected.push(place);
        }
        AnchoredPart { place, selected }
    }
}

fn first(map: &TextMap<'_>, quote: &Quote<'_>) -> Result<Place<InContent>, Failure> {
    let everywhere = 0..map.folded().text.len();
    let mut places: Vec<Place<InContent>> =
        map.places(quote.needle(), Place::new(everywhere), MOST_PLACES).collect();
    match places.len() {
        0 => Err(Failure::NotFound { part: 0 }),
        1 => Ok(places.remove(0)),
        MOST_PLACES => Err(Failure::Ambiguous { places }),
        _ => {
            let wanted = words(&quote.part.text);
            let mut exact =
                places.iter().filter(|place| words(map.document.slice(**place)) == wanted);
            match (exact.next().cloned(), exact.next()) {
                (Some(place), None) => Ok(place),
                _ => Err(Failure::Ambiguous { places }),
            }
        }
    }
}

/// A text letter for letter, but for how it is broken into lines.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn after_gap(
    map: &TextMap<'_>,
    quote: &Quote<'_>,
    end: usize,
    part: usize,
) -> Result<Place<InContent>, Failure> {
    let start = map.folded().folded(Place::new(0..end)).end();
    let reach = map
        .document
        .text
        .slice(end..)
        .char_indices()
        .nth(FARTHEST + 1)
        .map_or(map.folded().text.len(), |(length, _)| {
            map.folded().folded(Place::new(0..end + length)).end()
        });
    if let Some(place) = map.places(quote.needle(), Place::new(start..reach), 1).next() {
        return Ok(place);
    }
    match map.places(quote.needle(), map.folded().whole(), 1).next() {
        Some(elsewhere) => Err(Failure::NotAfterGap { part, elsewhere }),
        None => Err(Failure::NotFound { part }),
    }
}

#[cfg(test)]
mod tests {
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

    fn part(text: &str) -> QuotedPart {
        let mut plain = String::new();
        let mut strong = Vec::new();
        for (number, piece) in text.split("**").enumerate() {
            let start = plain.len();
            plain.push_str(piece);
            if number % 2 == 1 {
                strong.push(Place::new(start..plain.len()));
            }
        }
        QuotedPart { text: plain, strong }
    }

    fn found(text: &str, parts: &[&str]) -> Result<Vec<String>, Failure> {
        let document = article(text);
        let parts: Vec<_> = parts.iter().map(|text| part(text)).collect();
        anchor(&TextMap::new(&document), &parts).map(|ranges| {
            ranges.into_iter().map(|range| document.text[range.bytes()].to_owned()).collect()
        })
    }

    fn place(text: &str, quote: &str) -> String {
        found(text, &[quote]).unwrap().concat()
    }

    #[test]
    fn across_markup_entities_escapes_and_blocks() {
        assert_eq!(
            place("One *two* [three](x) &amp; `four`.\n", "two three & four"),
            "two three & four"
        );
        assert_eq!(place("1\\. first\n", "1. first"), "1. first");
        assert_eq!(place("End here.\n\nBegin there.\n", "here. Begin"), "here.\nBegin");
        assert_eq!(place("# Head\n\n- item\n- next\n", "Head item next"), "Head\nitem\nnext");
        assert_eq!(place("| a | b |\n|---|---|\n| c | d |\n", "b c"), "b\nc");
        assert_eq!(place("> quoted\n> words\n", "quoted words"), "quoted words");
        assert_eq!(place("```\nlet x\n  = 1\n```\n", "x = 1"), "x\n  = 1");
    }

    #[test]
    fn in_any_script() {
        for (text, quote) in [
            ("海康威视是一家公司。", "一家公司"),
            ("قالت الحكومة إن القرار", "الحكومة إن"),
            ("ئۇيغۇر ئاپتونوم رايونى", "ئاپتونوم"),
            ("A 👩‍💻 at work", "👩‍💻 at"),
            ("cafe\u{301} noir", "café"),
        ] {
            assert_eq!(
                crate::parse::fold::fold(&place(text, quote)).text,
                crate::parse::fold::fold(quote).text
            );
        }
    }

    #[test]
    fn typography_does_not_count_and_letters_do() {
        let text = "He said – “it’s 18 bureaus...”\n";
        assert_eq!(place(text, "said -- \"it's 18 bureaus…\""), "said – “it’s 18 bureaus...”");
        for quote in ["19 bureaus", "18 Bureaus", "18 bureau,", "18 bureaux"] {
            assert_eq!(found(text, &[quote]), Err(Failure::NotFound { part: 0 }), "{quote}");
        }
    }

    #[test]
    fn letters_are_not_cut_from_their_accents() {
        assert_eq!(found("x\u{301}y", &["x"]), Err(Failure::NotFound { part: 0 }));
        assert_eq!(found("a 👩‍💻 b", &["👩"]), Err(Failure::NotFound { part: 0 }));
    }

    #[test]
    fn several_places_are_ambiguous_unless_one_is_exact() {
        let Err(Failure::Ambiguous { places }) = found("a b, a b, a b", &["a b"]) else { panic!() };
        assert_eq!(places, [0..3, 5..8, 10..13]);
        assert_eq!(place("\"so\" and “so”", "“so”"), "“so”");
        assert!(matches!(found("\"so\" “so” “so”", &["“so”"]), Err(Failure::Ambiguous { .. })));
    }

    #[test]
    fn strong_words_select_and_the_rest_decides() {
        let text = "He said no on Monday. She said no on Friday.\n";
        assert_eq!(place(text, "said **no** on Friday"), "no");
        assert_eq!(found(text, &["She **said** no **on** Friday"]).unwrap(), ["said", "on"]);
        assert_eq!(place("A **bold** claim", "A **bold** claim"), "A bold claim");
        assert_eq!(place("A **bold** claim", "A **bold** **claim**"), "claim");
    }

    #[test]
    fn gaps_leave_out_what_lies_between() {
        let text = "one two three four. two five.\n";
        assert_eq!(found(text, &["one", "three"]).unwrap(), ["one", "three"]);
        assert_eq!(found(text, &["one", "two"]).unwrap(), ["one", "two"]);
        assert_eq!(found(text, &["three", "two"]).unwrap(), ["three", "two"]);
        assert!(matches!(found(text, &["two", "five"]), Err(Failure::Ambiguous { .. })));
        assert_eq!(
            found(text, &["three", "one"]),
            Err(Failure::NotAfterGap { part: 1, elsewhere: Place::new(0..3) })
        );
        assert_eq!(found(text, &["one", "six"]), Err(Failure::NotFound { part: 1 }));
        let far = format!("start {} end\n", "x".repeat(FARTHEST - 1));
        assert!(matches!(found(&far, &["start", "end"]), Err(Failure::NotAfterGap { .. })));
        let near = format!("start {} end\n", "x".repeat(FARTHEST - 2));
        assert_eq!(found(&near, &["start", "end"]).unwrap(), ["start", "end"]);
    }
}
