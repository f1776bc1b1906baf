//! Characters that no reader sees: soft hyphens, spaces without width, joiners, direction marks.
//!
//! This is the one place that knows them. In what is compared they count for nothing
//! ([`is_unseen`]); from what is shown they are taken out, unless a reader's eye would miss them
//! ([`without`]): a joiner in Persian or in an emoji, a direction mark in a text from right to left.
//! Where one stands in the way it is told by its code point ([`named`]).

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Whether no reader sees a character: Unicode's default ignorable code points.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c >= '\u{ad}'
        && matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text has nothing in it that a reader sees.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_unseen(c))
}

/// Whether a text has such a character. It is asked of every text, so it looks at bytes first.
#[must_use]
pub fn occurs_in(text: &str) -> bool {
    let first = |byte: u8| matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
    text.bytes().fold(false, |found, byte| found | first(byte)) && text.contains(is_unseen)
}

/// The parts of a text that stay in it, by their bytes; `before` is the character that stands before
/// it. What is left out between them would not be missed.
#[must_use]
pub fn kept(text: &str, before: Option<char>) -> Vec<Range<usize>> {
    let leftward = text.contains(is_leftward) || before.is_some_and(is_leftward);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut before = before;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let after = letters.peek().map(|(_, next)| *next);
        if is_unseen(c) && !is_missed(c, before, after, leftward) {
            continue;
        }
        let end = at + c.len_utf8();
        match parts.last_mut() {
            Some(part) if part.end == at => part.end = end,
            _ => parts.push(at..end),
        }
        before = Some(c);
    }
    parts
}

/// A text without the characters that no reader would miss.
#[must_use]
pub fn without(text: &str) -> Cow<'_, str> {
    if !occurs_in(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(kept(text, None).into_iter().filter_map(|part| text.get(part)).collect())
}

/// The characters of a text that no reader would miss, by code point and name, each once.
#[must_use]
pub fn named(text: &str) -> Vec<String> {
    if !occurs_in(text) {
        return Vec::new();
    }
    let mut at = 0;
    let mut names: Vec<String> = Vec::new();
    let end = text.len()..text.len();
    for part in kept(text, None).into_iter().chain([end]) {
        for c in text.get(at..part.start).unwrap_or_default().chars() {
            let name = point_and_name(c);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        at = part.end;
    }
    names
}

/// The first character of a block of text that turns its direction and must not: one that overrides the
/// direction of letters, or one whose end does not stand in the block; with where it stands, and what it is.
#[must_use]
pub fn first_turning(block: &str) -> Option<(usize, char, Turning)> {
    if !occurs_in(block) {
        return None;
    }
    // What is open, the innermost last.
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut isolates = 0_usize;
    let is_isolate = |c: char| matches!(c, '\u{2066}'..='\u{2068}');
    for (at, c) in block.char_indices() {
        match c {
            '\u{202d}' | '\u{202e}' => return Some((at, c, Turning::Overrides)),
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => {
                isolates += usize::from(is_isolate(c));
                open.push((at, c));
            }
            // It ends nothing that an isolate around it has begun.
            '\u{202c}' => drop(open.pop_if(|(_, c)| !is_isolate(*c))),
            // What is open in an isolate ends with it.
            '\u{2069}' if isolates > 0 => {
                isolates -= 1;
                while open.pop().is_some_and(|(_, c)| !is_isolate(c)) {}
            }
            _ => {}
        }
    }
    open.first().map(|(at, c)| (*at, *c, Turning::Open))
}

/// What is wrong with a character that turns the direction of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turning {
    /// It overrides the direction that letters have.
    Overrides,
    /// It has no end in its block.
    Open,
}

/// Whether a reader's eye would miss a character that is itself not seen.
fn is_missed(c: char, before: Option<char>, after: Option<char>, leftward: bool) -> bool {
    let is = |c: Option<char>, belongs: fn(char) -> bool| c.is_some_and(belongs);
    match c {
        '\u{200c}' | '\u{200d}' => {
            is(before, is_joining)
                || (c == '\u{200d}' && is(before, is_picture) && is(after, is_picture))
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            leftward
        }
        // How a picture, a sign or a Chinese character is drawn.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            after == Some('\u{20e3}') || is(before, |c| is_picture(c) || c >= '\u{1000}')
        }
        // A flag is spelled with them.
        '\u{e0020}'..='\u{e007f}' => {
            is(before, |c| c == '\u{1f3f4}' || matches!(c, '\u{e0020}'..='\u{e007f}'))
        }
        // Where a line may break, in a script that parts no words.
        '\u{200b}' | '\u{2060}' => is(before, is_unspaced) || is(after, is_unspaced),
        '\u{180b}'..='\u{180f}' => is(before, |c| matches!(c, '\u{1800}'..='\u{18af}')),
        '\u{17b4}' | '\u{17b5}' => is(before, is_unspaced),
        '\u{115f}' | '\u{1160}' => {
            let jamo = |c| matches!(c, '\u{1100}'..='\u{11ff}');
            is(before, jamo) || is(after, jamo)
        }
        '\u{34f}' => is(after, is_combining_mark),
        _ => false,
    }
}

/// Whether a script of a character joins its letters, so that it may matter whether these two are.
fn is_joining(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{7ff}' | '\u{840}'..='\u{dff}' | '\u{f00}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{1900}'..='\u{1aaf}' | '\u{1b00}'..='\u{1c4f}'
        | '\u{a800}'..='\u{a8ff}' | '\u{a900}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Whether a character is a picture, or a part of one.
fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}'..='\u{2bff}' | '\u{3030}'
        | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a character is written from right to left.
fn is_leftward(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c != '\u{61c}'
}

/// Whether a script of a character parts no words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1950}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}')
}

/// A character that no reader sees, by code point and name.
#[must_use]
pub fn point_and_name(c: char) -> String {
    format!("U+{:04X} {}", u32::from(c), name(c))
}

/// What Unicode calls a character that no reader sees; of the seldom ones their kind.
fn name(c: char) -> &'static str {
    match c {
        '\u{ad}' => "SOFT HYPHEN",
        '\u{34f}' => "COMBINING GRAPHEME JOINER",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{115f}' => "HANGUL CHOSEONG FILLER",
        '\u{1160}' => "HANGUL JUNGSEONG FILLER",
        '\u{17b4}' => "KHMER VOWEL INHERENT AQ",
        '\u{17b5}' => "KHMER VOWEL INHERENT AA",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{180b}'..='\u{180f}' => "MONGOLIAN FREE VARIATION SELECTOR",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}' => "FUNCTION APPLICATION",
        '\u{2062}' => "INVISIBLE TIMES",
        '\u{2063}' => "INVISIBLE SEPARATOR",
        '\u{2064}' => "INVISIBLE PLUS",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{3164}' => "HANGUL FILLER",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "VARIATION SELECTOR",
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE (a byte-order mark)",
        '\u{ffa0}' => "HALFWIDTH HANGUL FILLER",
        '\u{e0000}'..='\u{e007f}' => "TAG CHARACTER",
        _ => "(a character that is not shown)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_would_miss_goes() {
        for (text, left) in [
            ("Hik\u{ad}vi\u{200b}sion\u{2060}\u{feff}", "Hikvision"),
            ("\u{200e}a\u{202e}b\u{202c}\u{200d}c\u{200c}\u{fe0f}", "abc"),
            ("\u{e0041}a\u{180e}\u{2063}\u{3164}", "a"),
        ] {
            assert_eq!(without(text), left);
            assert!(!named(text).is_empty() && text.contains(is_unseen) && occurs_in(text));
        }
    }

    #[test]
    fn what_the_eye_would_miss_stays() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}💻",
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "葛\u{e0100}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "שלום\u{200f}!",
            "👩🏽\u{200d}🚀",
            "👁\u{fe0f}\u{200d}🗨\u{fe0f}",
            "ภาษา\u{200b}ไทย",
            "©\u{fe0f}",
        ] {
            assert_eq!(without(text), text);
            assert_eq!(named(text), [""; 0]);
        }
    }

    #[test]
    fn they_are_told_by_code_point() {
        assert_eq!(
            named("a\u{200b}b\u{ad}c\u{200b}"),
            ["U+200B ZERO WIDTH SPACE", "U+00AD SOFT HYPHEN"]
        );
    }

    #[test]
    fn what_turns_text_and_has_no_end_is_found() {
        for (block, found) in [
            ("a\u{202e}b\u{202c}", Some((1, Turning::Overrides))),
            ("a\u{2067}\u{202d}b\u{202c}\u{2069}", Some((4, Turning::Overrides))),
            ("a\u{202b}b", Some((1, Turning::Open))),
            ("\u{2066}a\u{202c}", Some((0, Turning::Open))),
            ("\u{202a}a\u{2069}", Some((0, Turning::Open))),
            ("\u{202a}a\u{202c}\u{2068}b", Some((7, Turning::Open))),
            ("\u{202b}\u{2067}\u{202a}a\u{2069}", Some((0, Turning::Open))),
            ("\u{2067}\u{202a}a\u{2069}", None),
            ("\u{202b}a\u{202c} \u{2068}b\u{2069}", None),
            ("\u{202c}\u{2069}", None),
            ("\u{200e}שלום\u{200f}!", None),
        ] {
            assert_eq!(first_turning(block).map(|(at, _, what)| (at, what)), found, "{block:?}");
        }
    }

    #[test]
    fn no_byte_hides_one() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| is_unseen(*c)) {
            assert!(occurs_in(&format!("a{c}")), "{c:?}");
        }
        assert!(!occurs_in("“it’s” – é 海 👩 … İ"));
    }
}
