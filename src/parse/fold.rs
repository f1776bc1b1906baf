//! Folding: what is left of a text when the differences that no reader sees are taken away.
//!
//! Runs of white space become one space, curly quotes straight ones, every dash (`--` and `---`
//! too) a hyphen, `...` an ellipsis, characters that no reader sees are left out, and the whole is
//! brought to NFC. Case, digits, letters and
//! all other punctuation stay as they are. A folded text keeps the way back to the raw one.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::place::{InContent, InFolded, Place};
use crate::slice::Slice;
use crate::unseen;

/// A folded text and the way back.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    raw_len: usize,
    steps: Vec<Step>,
}

/// From here to the next step, folded and raw text are the same bytes; or, where `opaque`, the
/// whole stretch of one became the whole stretch of the other.
#[derive(Debug, Clone, Copy)]
struct Step {
    folded: usize,
    raw: usize,
    opaque: bool,
}

/// Folds a text.
#[must_use]
pub fn fold(raw: &str) -> Folded {
    match unseen::occurs_in(raw) {
        true => Seen::of(raw).folded(),
        false => fold_seen(raw),
    }
}

/// A text without the characters that no reader sees, and the way back.
struct Seen {
    text: String,
    raw_len: usize,
    /// Where each piece begins in `text`, and where it stands in the raw text.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Seen {
    fn of(raw: &str) -> Self {
        let mut seen = Self { text: String::new(), raw_len: raw.len(), pieces: Vec::new() };
        let mut start = 0;
        let gaps = raw.match_indices(unseen::is_unseen).map(|(at, c)| at..at + c.len());
        for gap in gaps.chain([raw.len()..raw.len()]) {
            if start < gap.start {
                seen.pieces.push((seen.text.len(), start..gap.start));
                seen.text.push_str(raw.slice(start..gap.start));
            }
            start = gap.end;
        }
        seen
    }

    /// The text folded, its steps leading into the raw text.
    fn folded(&self) -> Folded {
        let inner = fold_seen(&self.text);
        let mut steps: Vec<Step> = Vec::with_capacity(inner.steps.len() + self.pieces.len());
        for (index, step) in inner.steps.iter().enumerate() {
            let until = inner.steps.get(index + 1).map_or(self.text.len(), |next| next.raw);
            let first = self.pieces.partition_point(|(begins, _)| *begins <= step.raw);
            let raw = first
                .checked_sub(1)
                .and_then(|piece| self.pieces.get(piece))
                .map_or(0, |(begins, raw)| raw.start + (step.raw - begins));
            steps.push(Step { raw, ..*step });
            let within = self.pieces.iter().skip(first).take_while(|(begins, _)| *begins < until);
            if !step.opaque {
                steps.extend(within.map(|(begins, raw)| Step {
                    folded: step.folded + (begins - step.raw),
                    raw: raw.start,
                    opaque: false,
                }));
                continue;
            }
            // What was folded as one ends before what no reader sees.
            let last = self.pieces.partition_point(|(begins, _)| *begins < until).checked_sub(1);
            if let Some((begins, raw)) = last.and_then(|piece| self.pieces.get(piece)) {
                let folded = inner.steps.get(index + 1).map_or(inner.text.len(), |it| it.folded);
                let raw = raw.start + (until - begins);
                steps.push(Step { folded, raw, opaque: false });
            }
        }
        Folded { text: inner.text, raw_len: self.raw_len, steps }
    }
}

fn fold_seen(raw: &str) -> Folded {
    let mut folder = Folder {
        out: Folded {
            text: String::with_capacity(raw.len()),
            raw_len: raw.len(),
            steps: vec![Step { folded: 0, raw: 0, opaque: false }],
        },
        pending: None,
    };
    if raw.is_ascii() || is_nfc_quick(raw.chars()) == IsNormalized::Yes {
        folder.push_all(raw);
    } else {
        for segment in normalisation_segments(raw) {
            let part = raw.slice(segment.clone());
            let normal: String = part.nfc().collect();
            if normal == part {
                for (at, c) in part.char_indices() {
                    let start = segment.start + at;
                    folder.push(c, start..start + c.len_utf8());
                }
            } else {
                folder.flush();
                folder.replace(&normal, segment);
            }
        }
    }
    folder.flush();
    folder.out
}

/// Cuts a text where normalising the parts gives the same as normalising the whole: before each
/// character that never joins with what stands before it.
fn normalisation_segments(raw: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let joins = |c: char| {
        canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe
    };
    let mut starts = raw.char_indices().filter(move |&(at, c)| at == 0 || !joins(c));
    let mut next = starts.next();
    std::iter::from_fn(move || {
        let (start, _) = next?;
        next = starts.next();
        Some(start..next.map_or(raw.len(), |(at, _)| at))
    })
}

/// What several raw characters may still become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joining {
    Space,
    Hyphens,
    Stops,
}

struct Folder {
    out: Folded,
    /// A run in the making: what it is, its raw bytes, how many characters, and whether its raw
    /// bytes are already what it folds to.
    pending: Option<(Joining, Range<usize>, usize)>,
}

/// How many bytes at the start of a text fold to themselves, whatever stands before or after them.
/// Most of most texts is such, and need not be looked at character by character.
fn plain(text: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += text[end..].iter().take_while(|byte| is_plain(**byte)).count();
        match text[end..] {
            // One space between two words.
            [b' ', next, ..] if end > 0 && is_plain(next) => end += 2,
            _ => return end,
        }
        while text.get(end..end + PIECE + 1).is_some_and(is_plain_piece) {
            end += PIECE;
        }
    }
}

/// Whether a byte folds to itself. Without a shortcut, so that many are looked at together.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() & (byte != b'-') & (byte != b'.')
}

/// Bytes that are looked at together.
const PIECE: usize = 16;

/// Whether each byte but the last is plain, or a space before one that is.
fn is_plain_piece(piece: &[u8]) -> bool {
    let pairs = piece.iter().zip(&piece[1..]);
    pairs.fold(true, |all, (byte, next)| {
        all & (is_plain(*byte) | ((*byte == b' ') & is_plain(*next)))
    })
}

impl Folder {
    fn push_all(&mut self, raw: &str) {
        let mut at = 0;
        while let Some(c) = raw.slice(at..).chars().next() {
            match plain(&raw.as_bytes()[at..]) {
                0 => {
                    self.push(c, at..at + c.len_utf8());
                    at += c.len_utf8();
                }
                length => {
                    self.flush();
                    self.keep(raw.slice(at..at + length), at);
                    at += length;
                }
            }
        }
    }

    fn push(&mut self, c: char, raw: Range<usize>) {
        let joining = match c {
            '-' => Some(Joining::Hyphens),
            '.' => Some(Joining::Stops),
            c if c.is_whitespace() => Some(Joining::Space),
            _ => None,
        };
        if let (Some(new), Some((old, range, count))) = (joining, &mut self.pending)
            && new == *old
            && (new == Joining::Space || *count < 3)
        {
            range.end = raw.end;
            *count += 1;
            return;
        }
        self.flush();
        match joining {
            Some(joining) => self.pending = Some((joining, raw, 1)),
            None => match folded_char(c) {
                Some(folded) => self.replace(folded.encode_utf8(&mut [0; 4]), raw),
                None => self.keep(c.encode_utf8(&mut [0; 4]), raw.start),
            },
        }
    }

    fn flush(&mut self) {
        let Some((joining, raw, count)) = self.pending.take() else { return };
        match (joining, count) {
            // One byte for one byte: the way back needs no step.
            (Joining::Space, _) if raw.len() == 1 => self.keep(" ", raw.start),
            (Joining::Space, _) => self.replace(" ", raw),
            (Joining::Hyphens, 1) => self.keep("-", raw.start),
            (Joining::Hyphens, _) => self.replace("-", raw),
            (Joining::Stops, 3) => self.replace("…", raw),
            (Joining::Stops, _) => self.keep("...".slice(..raw.len()), raw.start),
        }
    }

    /// Adds text that stands so, or in as many bytes, from the raw byte `raw` on.
    fn keep(&mut self, text: &str, raw: usize) {
        let folded = self.out.text.len();
        self.out.text.push_str(text);
        let follows = self
            .out
            .steps
            .last()
            .is_some_and(|step| !step.opaque && step.raw + (folded - step.folded) == raw);
        if !follows {
            self.out.steps.push(Step { folded, raw, opaque: false });
        }
    }

    fn replace(&mut self, by: &str, raw: Range<usize>) {
        self.out.steps.push(Step { folded: self.out.text.len(), raw: raw.start, opaque: true });
        self.out.text.push_str(by);
        self.out.steps.push(Step { folded: self.out.text.len(), raw: raw.end, opaque: false });
    }
}

/// The character that stands for this one, where another does.
fn folded_char(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => '"',
        // Unicode's dash punctuation, and the minus sign.
        '\u{58a}'
        | '\u{5be}'
        | '\u{1400}'
        | '\u{1806}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2e17}'
        | '\u{2e1a}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{2e40}'
        | '\u{2e5d}'
        | '\u{301c}'
        | '\u{3030}'
        | '\u{30a0}'
        | '\u{fe31}'
        | '\u{fe32}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{10ead}' => '-',
        _ => return None,
    })
}

impl Folded {
    /// The folded words at a place.
    #[must_use]
    pub fn slice(&self, place: Place<InFolded>) -> &str {
        self.text.slice(place.bytes())
    }

    /// The place of all its text.
    #[must_use]
    pub fn whole(&self) -> Place<InFolded> {
        Place::new(0..self.text.len())
    }

    /// The place in the text that was folded of what became a place in this. A place inside
    /// something that was folded as one means all of it.
    #[must_use]
    pub fn raw(&self, folded: Place<InFolded>) -> Place<InContent> {
        let start = self.raw_start(folded.start());
        Place::new(start..self.raw_end(folded.end()).max(start))
    }

    fn raw_start(&self, folded: usize) -> usize {
        let after = self.steps.partition_point(|step| step.folded <= folded);
        let step = self.steps[after - 1];
        let raw = if step.opaque { step.raw } else { step.raw + (folded - step.folded) };
        raw.min(self.raw_len)
    }

    fn raw_end(&self, folded: usize) -> usize {
        let after = self.steps.partition_point(|step| step.folded < folded);
        match after.checked_sub(1).map(|last| self.steps[last]) {
            None => 0,
            Some(step) if step.opaque => {
                self.steps.get(after).map_or(self.raw_len, |next| next.raw)
            }
            Some(step) => (step.raw + (folded - step.folded)).min(self.raw_len),
        }
    }

    /// The place in this of what a place in the text that was folded became. A place inside
    /// something that was folded as one means all of it.
    #[must_use]
    pub fn folded(&self, raw: Place<InContent>) -> Place<InFolded> {
        let start = self.folded_at(raw.start(), false);
        Place::new(start..self.folded_at(raw.end(), true).max(start))
    }

    fn folded_at(&self, raw: usize, end: bool) -> usize {
        let after = self.steps.partition_point(|step| step.raw < raw || (!end && step.raw == raw));
        let Some(step) = after.checked_sub(1).map(|last| self.steps[last]) else { return 0 };
        let limit = self.steps.get(after).map_or(self.text.len(), |next| next.folded);
        if step.opaque {
            if end && raw > step.raw { limit } else { step.folded }
        } else {
            (step.folded + (raw - step.raw)).min(limit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_no_reader_sees() {
        let cases = [
            ("a \t\n\u{a0} b", "a b"),
            ("“it’s” – ‘so’", "\"it's\" - 'so'"),
            ("a--b a---b a—b a-b", "a-b a-b a-b a-b"),
            ("wait... wait…", "wait… wait…"),
            ("e\u{301}te\u{301}", "été"),
            ("v1.2..3", "v1.2..3"),
            ("Hik\u{ad}vi\u{200b}sion\u{feff}", "Hikvision"),
            ("e\u{200d}\u{301} -\u{2060}- .\u{ad}.. \u{200e} a", "é - … a"),
        ];
        for (raw, folded) in cases {
            assert_eq!(fold(raw).text, folded, "{raw}");
        }
    }

    #[test]
    fn keeps_what_makes_a_difference() {
        assert_ne!(fold("18 bureaus").text, fold("19 bureaus").text);
        assert_ne!(fold("China").text, fold("china").text);
        assert_ne!(fold("«a»").text, fold("\"a\"").text);
    }

    #[test]
    fn leads_back_to_the_raw_text() {
        let raw = "He  said — “no...” e\u{301}";
        let folded = fold(raw);
        let at = folded.text.find("\"no…\"").unwrap();
        assert_eq!(&raw[folded.raw(Place::new(at..at + "\"no…\"".len())).bytes()], "“no...”");
        let at = folded.text.find('é').unwrap();
        assert_eq!(&raw[folded.raw(Place::new(at..at + 'é'.len_utf8())).bytes()], "e\u{301}");
    }

    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            "two words",
            "b ",
            " ",
            "\n",
            "\u{a0}",
            "-",
            "--",
            "—",
            ".",
            "...",
            "…",
            "’",
            "\"",
            "“",
            "é",
            "e\u{301}",
            "\u{301}",
            "海",
            "ئۇيغۇر",
            "👩‍💻",
            "각",
            "\u{1100}\u{1161}",
            "Å",
            "18",
            "q\u{307}\u{323}",
            "\u{ad}",
            "\u{200b}",
            "\u{fe0f}",
        ]);
        prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn what_no_reader_sees_is_no_part_of_a_place() {
        let raw = "\u{200b}a\u{ad}b\u{200b} …\u{ad}c\u{feff}";
        let folded = fold(raw);
        assert_eq!(folded.text, "ab …c");
        let place = |part: &str| {
            let at = folded.text.find(part).unwrap();
            raw.slice(folded.raw(Place::new(at..at + part.len())).bytes())
        };
        assert_eq!(place("ab"), "a\u{ad}b");
        assert_eq!((place("…"), place("c"), place(" ")), ("…", "c", " "));
    }

    proptest! {
        #[test]
        fn what_no_reader_sees_changes_nothing(raw in texts()) {
            let seen: String = raw.chars().filter(|c| !unseen::is_unseen(*c)).collect();
            prop_assert_eq!(fold(&raw).text, fold(&seen).text);
        }

        #[test]
        fn normal_form_is_that_of_the_whole(raw in texts()) {
            let whole: String = raw.nfc().collect();
            prop_assert_eq!(fold(&raw).text, fold(&whole).text);
        }

        #[test]
        fn plain_stretches_fold_as_their_characters_do(
            raw in prop_oneof![texts(), "([a-c]{1,9}( {1,2}|[-.]))*".prop_map(String::from)],
        ) {
            let mut folder = Folder { out: Folded::default(), pending: None };
            raw.char_indices().for_each(|(at, c)| folder.push(c, at..at + c.len_utf8()));
            folder.flush();
            let one_by_one = folder.out.text;
            let mut folder = Folder { out: Folded::default(), pending: None };
            folder.push_all(&raw);
            folder.flush();
            prop_assert_eq!(folder.out.text, one_by_one);
        }

        #[test]
        fn places_come_back(raw in texts()) {
            let folded = fold(&raw);
            for (at, c) in folded.text.char_indices() {
                let range = folded.raw(Place::new(at..at + c.len_utf8()));
                prop_assert!(raw.is_char_boundary(range.start()) && raw.is_char_boundary(range.end()));
                prop_assert!(!range.is_empty());
                let there = folded.folded(range);
                prop_assert!(there.start() <= at && at + c.len_utf8() <= there.end());
            }
        }
    }
}
