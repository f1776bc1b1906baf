//! Words by which an author makes a draft, well written or not.

use std::ops::Range;

use crate::diagnostic::nearest;
use crate::parse::odd;
use crate::slice::Slice;

/// How a text says that something is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMark {
    /// The bytes of the words.
    pub range: Range<usize>,
    /// Whether they may as well stand in a sentence: with a colon between them, as in YAML, or in
    /// other words than `status`, which stand in addresses of the web too.
    pub weak: bool,
    /// Whether they stand at the beginning or after a sign, and not within a sentence.
    pub alone: bool,
}

/// The first `status=draft` in a text, or what is nearly that: with spaces, quotation marks or a
/// colon, in other letters, misspelt, or as other programs have it: `draft: true`, `publish=no`.
#[must_use]
pub fn draft_mark(text: &str) -> Option<DraftMark> {
    draft_marks(text).into_iter().next()
}

/// What stands between a key and its value, or looks as if it did.
const SIGNS: [char; 4] = ['=', '＝', ':', '：'];

/// What may stand around a key or a value without being a part of it.
fn is_mark(c: char) -> bool {
    odd::is_blank(c) || "\"'“”„‘’*_`".contains(c)
}

/// Every `status=draft` in a text, as [`draft_mark`].
pub(super) fn draft_marks(text: &str) -> Vec<DraftMark> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(sign) = text.slice(at..).find(SIGNS).map(|sign| at + sign) {
        let before = text.slice(..sign).trim_end_matches(is_mark);
        let key = before.slice(before.trim_end_matches(is_letter).len()..);
        let value = text.slice(sign..).trim_start_matches(|c| is_mark(c) || SIGNS.contains(&c));
        let signs = text.slice(sign..text.len() - value.len()).trim_end_matches(is_mark);
        let word = value.slice(..value.len() - value.trim_start_matches(is_letter).len());
        let colon = signs.ends_with([':', '：']);
        at = text.len() - value.len();
        let pair = draft_pair(key, word, !colon);
        // "Published: no earlier than May" is a sentence.
        let goes_on = || {
            let rest = value.slice(word.len()..).lines().next().unwrap_or_default();
            let rest = rest.trim_matches(|c: char| is_mark(c) || c == '.');
            let more_keys = rest.starts_with(',') && rest.contains([':', '=']);
            !(rest.is_empty() || more_keys || rest.starts_with(['|', ')', ']', '}', '#']))
        };
        if let Some((key, length, usual)) =
            pair.filter(|(_, _, usual)| !colon && *usual || !goes_on())
        {
            let start = before.len() - key;
            let lead = text.slice(..start).trim_end_matches(is_mark);
            let alone = !lead.contains(char::is_alphanumeric)
                || lead.ends_with([',', ';', '|', '(', '[', '{', '—', '–', '.', '/']);
            found.push(DraftMark { range: start..at + length, weak: colon || !usual, alone });
        }
    }
    found
}

/// How many bytes of a key and of a value, from its end and from its beginning, make a draft between
/// them, and whether they are `status` and `draft`. Where a colon parts the two, one of them is not
/// misspelt.
fn draft_pair(key: &str, value: &str, by_equals: bool) -> Option<(usize, usize, bool)> {
    let (name, word) = (key.to_ascii_lowercase(), value.to_ascii_lowercase());
    let has = |list: &[&str], it: &str| list.contains(&it);
    let (is_status, is_draft) = (name.ends_with("status"), word.starts_with("draft"));
    if is_status && is_draft {
        return Some(("status".len(), "draft".len(), true));
    }
    let nearly_status = name.len() > 3 && nearest(&name, ["status"]).is_some();
    let nearly_draft = word.len() > 3 && nearest(&word, ["draft"]).is_some();
    let is_misspelt = match by_equals {
        true => (is_status || nearly_status) && (is_draft || nearly_draft),
        false => is_status && nearly_draft || nearly_status && is_draft,
    };
    let is_other = has(&["draft", "drafts", "is-draft", "private", "hidden"], &name)
        && has(&["true", "yes", "on", "y", "1"], &word)
        || has(&["published", "publish", "public"], &name)
            && has(&["false", "no", "off", "n", "0"], &word);
    (is_misspelt || is_other).then_some((key.len(), value.len(), is_misspelt))
}

/// Whether words in braces speak of drafts, well or badly.
pub(super) fn speaks_of_drafts(words: &str) -> bool {
    let mut each = words.split(|c: char| !c.is_alphanumeric());
    has_draft(words)
        || draft_mark(words).is_some()
        || each.any(|it| it.eq_ignore_ascii_case("status"))
}

/// Whether the word stands in a text.
#[must_use]
pub fn has_draft(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|it| it.eq_ignore_ascii_case("draft"))
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
            "staus=draft",
            "status=dratf",
            "status=\ndraft",
        ] {
            assert_eq!(draft_mark(text).map(|mark| mark.weak), Some(false), "{text}");
        }
        for text in [
            "status: draft",
            "**Status:** draft",
            "status:draft",
            "Draft: True",
            "**draft: true**",
            "- draft: yes",
            "staus: draft",
            "status: dratf",
            "published: no",
            "draft = true",
            "publish=No",
        ] {
            assert_eq!(draft_mark(text).map(|mark| mark.weak), Some(true), "{text}");
        }
        for text in [
            "",
            "status",
            "status draft",
            "a status of draft",
            "draft=status",
            "é status=éraft",
            "the draft: a",
            "stats: craft",
            "true: draft",
            "Published: no earlier than 9 October.",
            "Status: draft law 2019/5 is before the house.",
            "Private: yes, says the firm.",
        ] {
            assert_eq!(draft_mark(text), None, "{text}");
        }
        for (text, alone) in [
            ("the bill's status: draft", false),
            ("AB, status: draft", true),
            ("| status: draft", true),
            ("*Status*: draft", true),
        ] {
            assert_eq!(draft_mark(text).map(|mark| mark.alone), Some(alone), "{text}");
        }
        let mark = draft_mark("é status=draft.").unwrap();
        assert_eq!(&"é status=draft."[mark.range], "status=draft");
    }
}
