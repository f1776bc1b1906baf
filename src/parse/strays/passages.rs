//! A passage's attribution that stands outside every passage.

use super::searched_text::{CodeKind, SearchedText};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::note::is_whole_attribution;
use crate::parse::odd;
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// A line of a note's text that is an attribution. A list's items are none.
pub(super) fn attribution(page: &SearchedText<'_>, line: Place<InSource>) -> Option<Diagnostic> {
    let bytes = page.trimmed(line);
    let words = page.slice(bytes);
    let in_text = !page.in_code(bytes.start())
        && !page.in_passage(bytes.start())
        && !page.is_done(bytes.start());
    let is_item = words.starts_with("- ");
    if !in_text || is_item || page.in_comment(bytes.start()) || !is_whole_attribution(words) {
        return None;
    }
    let message = "this line is an attribution, and stands in no passage";
    Some(
        Diagnostic::new(Code::AttributionInvalid, page.span(bytes), message)
            .help(format!(
                "make it the last line of its passage, with no empty line between: `> {words}`"
            ))
            .help("if it is part of the text, write the link within a sentence"),
    )
}

/// What looks like a passage and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Why it is none.
    pub why: String,
    /// Whether it stands behind a backslash or within other markup: then it may be meant as text.
    pub marked: bool,
}

/// Why what begins a note's text is no passage, though it looks like one. `line` is its first line with
/// what stands before it, `block` all of it, which is a paragraph if `is_text`.
#[must_use]
pub fn unread(line: &str, block: &str, is_text: bool) -> Option<Unread> {
    let words = line.trim_start_matches(odd::is_blank);
    let lead = line.slice(..line.len() - words.len());
    let told = |why: String| Some(Unread { why, marked: false });
    if words.to_ascii_lowercase().starts_with("<blockquote") {
        return told("it is raw HTML".to_owned());
    }
    if words.starts_with('>') {
        let is_read = lead.is_empty() || !is_text && lead.len() < 4;
        return told(match odd::first_named(lead) {
            Some(odd) => format!("before its `>` stands {odd}"),
            None => "it is indented, so that it is code".to_owned(),
        })
        .filter(|_| !is_read);
    }
    if !is_text {
        return None;
    }
    let marks = words.trim_start_matches(['*', '_', '\\']);
    let mark = words.slice(..words.len() - marks.len());
    let sign = ["&gt;", "&GT;", "&#62;", ">", "＞", "﹥", "»", "›", "| ", "│ ", "┃ "]
        .into_iter()
        .find(|sign| marks.starts_with(sign))?;
    let rest = marks.slice(sign.len()..);
    let is_read = match sign {
        // A quotation may begin so, and then has its other mark; a row of a table has more bars.
        "»" => block.contains('«'),
        "›" => block.contains('‹'),
        "| " | "│ " | "┃ " => {
            !mark.is_empty() || rest.contains(sign.trim()) || !rest.contains(char::is_alphabetic)
        }
        _ => sign == ">" && mark.is_empty(),
    };
    let sign = sign.trim();
    let why = match mark {
        "" => format!("it begins with `{sign}`, and not with `>`"),
        mark => format!("before its `{sign}` stands `{mark}`"),
    };
    let marked = !mark.is_empty();
    (!is_read).then_some(Unread { why, marked })
}

/// Passages that their indent makes code.
pub(super) fn indented(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let is_passage = |text: &str| {
        let mut lines = text.lines().map(str::trim_start);
        let last = text.lines().last().map(|line| line.trim_start().trim_start_matches('>'));
        lines.all(|line| line.starts_with('>')) && last.is_some_and(is_whole_attribution)
    };
    let indented = page.code.iter().filter(|code| code.kind == CodeKind::Indented);
    let bytes = indented.map(|code| page.trimmed(code.bytes));
    bytes
        .filter(|bytes| !page.is_done(bytes.start()) && is_passage(page.slice(*bytes)))
        .map(|bytes| {
            let message = "this passage is indented, so that it is code and none";
            Diagnostic::new(Code::PassageAfterText, page.span(bytes), message)
                .help("begin its lines with `>`, without spaces before it")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_as_a_passage_is_told_by_what_makes_it_none() {
        for line in [
            "\\> words",
            "&gt; words",
            "＞ words",
            "» words",
            "\u{a0}> words",
            "| words",
            "**> words**",
            "<blockquote>words</blockquote>",
        ] {
            assert!(unread(line, line, true).is_some(), "{line}");
        }
        assert!(unread("    > words", "> words", false).is_some());
        for line in ["»Words«, she said", "Words > words", "> words", "`> words`", "*Words*"] {
            assert_eq!(unread(line, line, true), None, "{line}");
        }
        assert_eq!(unread("| a | b |", "| a | b |\n|---|---|", false), None);
    }
}
