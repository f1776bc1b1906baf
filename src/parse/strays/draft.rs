//! Words by which an author makes a draft, well written or not.

use std::ops::Range;

use crate::parse::odd;
use crate::slice::Slice;

/// How a text says that something is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMark {
    /// The bytes of the words.
    pub range: Range<usize>,
    /// Whether a colon stands between them, as in YAML and in many a sentence.
    pub colon: bool,
}

/// The first `status=draft` in a text, or what is nearly that: with spaces, quotation marks or a
/// colon, in other letters.
#[must_use]
pub fn draft_mark(text: &str) -> Option<DraftMark> {
    draft_marks(text).into_iter().next()
}

/// Every `status=draft` in a text, as [`draft_mark`].
pub(super) fn draft_marks(text: &str) -> Vec<DraftMark> {
    const KEY: &str = "status";
    let lower = text.to_ascii_lowercase();
    let is_mark = |c: char| odd::is_blank(c) || "\"'“”„‘’*_`".contains(c);
    let at = |start: usize| {
        let sign = lower.slice(start + KEY.len()..).trim_start_matches(is_mark);
        let value = sign.trim_start_matches(['=', '＝', ':', '：']);
        let signs = sign.slice(..sign.len() - value.len());
        let word = value.trim_start_matches(is_mark);
        let end = lower.len() - word.strip_prefix("draft")?.len();
        let colon = signs.ends_with([':', '：']);
        (!signs.is_empty()).then_some(DraftMark { range: start..end, colon })
    };
    lower.match_indices(KEY).filter_map(|(start, _)| at(start)).collect()
}

/// Whether a line is what other programs take for the front matter of a draft.
pub(super) fn is_draft_line(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    matches!((key.trim(), value.trim()), ("draft", "true" | "yes") | ("published", "false" | "no"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_seen_however_it_is_written() {
        for text in [
            "status=draft",
            "{.note status=draft}",
            "Status = Draft",
            "status＝draft",
            "status=\"draft\"",
            "status=“draft”",
            "sta status\u{200b}=\u{a0}draft",
            "status=drafts",
        ] {
            assert_eq!(draft_mark(text).map(|mark| mark.colon), Some(false), "{text}");
        }
        for text in ["status: draft", "**Status:** draft", "status:draft"] {
            assert_eq!(draft_mark(text).map(|mark| mark.colon), Some(true), "{text}");
        }
        for text in
            ["", "status", "status draft", "a status of draft", "draft=status", "é status=éraft"]
        {
            assert_eq!(draft_mark(text), None, "{text}");
        }
        let mark = draft_mark("é status=draft.").unwrap();
        assert_eq!(&"é status=draft."[mark.range], "status=draft");
    }
}
