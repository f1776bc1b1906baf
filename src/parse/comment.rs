//! The marks of comments, well written or not: what an author keeps back in one must not be printed.

use std::ops::Range;

use super::odd;
use crate::slice::Slice;

/// What begins a comment, or was meant to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether it is `<!--`.
    pub exact: bool,
}

/// What ends a comment.
pub const END: &str = "-->";

/// What is taken for a `<`.
const LESS_THAN: [&str; 5] = ["<", "＜", "&lt;", "&LT;", "&#60;"];

/// What looks like the end of a comment, and is none.
const NEARLY_ENDS: [&str; 9] = ["--!>", "—>", "–>", "- ->", "-- >", "—!>", "--&gt;", "—&gt;", "->"];

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// Everything in a text that begins a comment or looks as if it did. What has a backslash before it is
/// text.
pub fn openings(text: &str) -> impl Iterator<Item = Opening> {
    // Asked of every line: nearly all have none of the first letters.
    let may_begin = memchr::memchr3(b'<', b'&', "＜".as_bytes()[0], text.as_bytes()).is_some();
    let signs = LESS_THAN.iter().filter(|_| may_begin);
    let signs = signs.flat_map(move |sign| text.match_indices(sign));
    let mut found: Vec<Opening> = signs
        .filter(|(at, _)| !text.slice(..*at).ends_with('\\'))
        .filter_map(|(at, sign)| {
            let from = at + sign.len();
            let length = mark(text.slice(from..))?;
            let range = at..from + length;
            Some(Opening { exact: text.slice(at..).starts_with("<!--"), range })
        })
        .collect();
    found.sort_by_key(|opening| opening.range.start);
    found.into_iter()
}

/// A text without what is a comment in it, or looks like one: to its end, or to the text's.
#[must_use]
pub fn without(text: &str) -> String {
    let mut kept = String::new();
    let mut at = 0;
    for Opening { range, .. } in openings(text) {
        if range.start < at {
            continue;
        }
        kept.push_str(text.slice(at..range.start));
        at =
            text.slice(range.end..).find(END).map_or(text.len(), |end| range.end + end + END.len());
    }
    kept.push_str(text.slice(at..));
    kept
}

/// How many bytes an exclamation mark and dashes take, or dashes and an exclamation mark, that a text
/// begins with. There may be spaces around them.
fn mark(text: &str) -> Option<usize> {
    let is_bang = |c: char| matches!(c, '!' | '！');
    let space = |c: char| odd::is_blank(c) && c != '\n';
    let rest = text.trim_start_matches(space);
    let rest = match rest.strip_prefix(is_bang) {
        Some(rest) => {
            let rest = rest.trim_start_matches(space);
            let after = rest.trim_start_matches(is_dash);
            (after.len() < rest.len()).then_some(after)?
        }
        None => {
            let after = rest.trim_start_matches(is_dash);
            let bang = after.trim_start_matches(space).strip_prefix(is_bang);
            bang.filter(|_| after.len() < rest.len())?
        }
    };
    Some(text.len() - rest.len())
}

/// What stands in a text as if it ended a comment, and ends none.
#[must_use]
pub fn nearly_ends(text: &str) -> Option<&'static str> {
    NEARLY_ENDS.into_iter().find(|end| text.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_comments_has_none() {
        for (text, kept) in [
            ("one <!-- two --> three<!-- four -->", "one  three"),
            ("one <!-- two", "one "),
            ("one <!— two —> three", "one "),
            ("1 < 2", "1 < 2"),
        ] {
            assert_eq!(without(text), kept);
        }
    }

    #[test]
    fn comments_are_seen_however_they_are_written() {
        for (text, mark) in [
            ("a <!-- b -->", "<!--"),
            ("<!— b —>", "<!—"),
            ("<!–- b -–>", "<!–-"),
            ("<! -- b -->", "<! --"),
            ("<!- b ->", "<!-"),
            ("< !-- b -->", "< !--"),
            ("<--! b -->", "<--!"),
            ("&lt;!-- b --&gt;", "&lt;!--"),
            ("＜！-- b", "＜！--"),
        ] {
            let found: Vec<Opening> = openings(text).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], mark, "{text}");
            assert_eq!(found[0].exact, mark == "<!--", "{text}");
        }
        for text in ["a < b", "<- b", "a <-- b!", "<!important note>", "3 < -5!", "\\<!-- b", "<!>"]
        {
            assert_eq!(openings(text).count(), 0, "{text}");
        }
    }
}
