//! Attributes, and words by which a draft is made, where none are read.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::draft::{draft_mark, draft_marks, is_draft_line};
use super::page::{Heading, Page};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{attributes, odd};
use crate::slice::Slice;

/// How many marks of a line are told, once of those in braces and once of others.
const MOST_MARKS: usize = 8;

/// How many bytes in braces are looked at: nobody types more.
const LONGEST: usize = 1_000;

/// What may have been meant as attributes.
struct Mark {
    bytes: Range<usize>,
    /// What to type in braces instead.
    typed: String,
    /// Whether it stands in braces.
    braced: bool,
}

/// Attributes on a line that are not read, or what makes a draft.
pub(super) fn check(page: &Page<'_>, line: &Range<usize>) -> Option<Diagnostic> {
    let marks = marks(page, line);
    let (first, last) = (marks.first()?, marks.last()?);
    let heading = page.heading_around(first.bytes.start);
    if heading.is_some_and(|heading| page.is_underlined(heading)) {
        return None;
    }
    let braced = marks.iter().any(|mark| mark.braced);
    let what = match braced {
        true => "these attributes are not read".to_owned(),
        false => {
            let words = page.text.slice(first.bytes.clone());
            format!("`{words}` is not read, and makes no draft")
        }
    };
    let place = page.span(first.bytes.start..last.bytes.end);
    let told =
        |why: &str| Diagnostic::new(Code::AttributesMisplaced, place, format!("{what}: {why}"));
    let as_text = match braced {
        true => {
            "if they are text, write a backslash before the brace, `\\{`, or put them in code: `` `{…}` ``"
        }
        false => "if it is text, put it in code, between backticks",
    };
    let is_note = |heading: &Heading| heading.level == HeadingLevel::H2 && !heading.nested;
    let mut typed: Vec<&str> = marks.iter().map(|mark| mark.typed.as_str()).collect();
    let after = page.text.slice(last.bytes.end..line.end).trim();
    if heading.is_some_and(is_note)
        && let Some((_, read)) = after.strip_suffix('}').and_then(|it| it.split_once('{'))
    {
        typed.push(read);
    }
    let typed = format!("{{{}}}", typed.join(" "));
    let title = page.text.slice(line.start..first.bytes.start);
    let title = title.trim_matches(|c: char| odd::is_blank(c) || "*_#>-+|<([{\\".contains(c));
    if page.in_comment(first.bytes.start) {
        return Some(
            told("a comment hides a note from the desk as well")
                .help(format!(
                    "for a note that is not yet to be published, write `## Title {typed}` outside the comment"
                ))
                .help("or take the note out of the file"),
        );
    }
    if page.in_passage(first.bytes.start) {
        return Some(
            told("this is a passage, and attributes end a note's heading")
                .help("if the report prints them, write a backslash before the brace: `\\{`")
                .help(format!("if a note begins here, write `## Title {typed}` without the `>`")),
        );
    }
    let above = heading_above(page, line, title.is_empty());
    Some(match (heading, above) {
        (Some(heading), _) if is_note(heading) => {
            told(&in_heading(after)).help(format!("write `## {title} {typed}`"))
        }
        (Some(_), _) => told("only a note's heading has attributes, and it has two `#`")
            .help(format!("if a note begins here, write `## {title} {typed}`"))
            .help("if not, take them away"),
        (None, Some(above)) => told("attributes stand on the same line as the heading")
            .help(format!("write `## {} {typed}`, on one line", format!("{above} {title}").trim()))
            .help(as_text),
        (None, None) => told("this line is no heading")
            .help(match title {
                "" => format!("write them at the end of a note's heading: `## Title {typed}`"),
                title => format!(
                    "if a note begins here, write `## {title} {typed}`, with an empty line above it"
                ),
            })
            .help(as_text),
    })
}

/// Why attributes in a note's heading are not read, by what follows them.
fn in_heading(after: &str) -> String {
    let words = after.trim_matches(|c: char| odd::is_blank(c) || ")]}#\\".contains(c));
    match odd::first_named(after) {
        _ if !words.is_empty() && !words.starts_with('{') => {
            format!("`{words}` follows, and attributes end a heading")
        }
        Some(odd) if words.is_empty() => {
            format!("{odd} follows, which cannot be seen, and attributes end a heading")
        }
        _ => "a heading ends in one pair of braces, which holds all of them".to_owned(),
    }
}

/// Attributes of drafts at the end of headings that are written as code: so they stand in
/// explanations of them, from which they may be copied.
pub(super) fn in_code(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for heading in &page.headings {
        let before = page.code.partition_point(|code| code.bytes.start < heading.bytes.end);
        let last = before.checked_sub(1).and_then(|last| page.code.get(last));
        let Some(code) = last.filter(|code| code.bytes.end == heading.bytes.end) else { continue };
        let words = page.text.slice(code.bytes.clone()).trim_matches('`').trim();
        if words.starts_with('{') && words.ends_with('}') && draft_mark(words).is_some() {
            let message = "these attributes are not read: the backticks around them make them code";
            told.push(
                Diagnostic::new(Code::AttributesMisplaced, page.span(code.bytes.clone()), message)
                    .help(format!("take the backticks away: `{words}`"))
                    .help("if they are part of the title, put a word after them"),
            );
        }
    }
    told
}

/// The title of the note's heading that stands above a line, or with empty lines between if `far`.
fn heading_above<'a>(page: &Page<'a>, line: &Range<usize>, far: bool) -> Option<&'a str> {
    let before = page.headings.partition_point(|heading| heading.bytes.start < line.start);
    let heading = page.headings.get(before.checked_sub(1)?)?;
    let between = page.text.slice(heading.bytes.end..line.start);
    let is_note = heading.level == HeadingLevel::H2 && !heading.nested;
    let is_near = between.trim().is_empty() && (far || between.matches('\n').count() == 1);
    (is_note && is_near).then(|| page.title(heading))
}

/// What on a line may have been meant as attributes, in order.
fn marks(page: &Page<'_>, line: &Range<usize>) -> Vec<Mark> {
    let text = page.text.slice(line.clone());
    let free = |at: usize| !page.in_code(at) && !page.is_done(at);
    let mut marks: Vec<Mark> = Vec::new();
    for (at, brace) in text.match_indices(['{', '｛']) {
        let start = line.start + at;
        let after_last = marks.last().is_none_or(|mark| mark.bytes.end <= start);
        if marks.len() < MOST_MARKS && after_last && free(start) && !is_escaped(text, at) {
            marks.extend(in_braces(page, line, start..start + brace.len()));
        }
    }
    let may_have_colon =
        page.heading_around(line.start).is_some_and(|it| it.level == HeadingLevel::H2);
    let braced = marks.len();
    for found in draft_marks(text) {
        let bytes = line.start + found.range.start..line.start + found.range.end;
        let known = marks.iter().take(braced);
        let is_known =
            known.clone().any(|it| it.bytes.start < bytes.end && bytes.start < it.bytes.end);
        let begins = !text.slice(..found.range.start).contains(char::is_alphanumeric);
        let is_meant = !found.colon || may_have_colon || begins && !page.in_passage(bytes.start);
        let is_new = is_meant && !is_known && free(bytes.start);
        if is_new && marks.len() < braced + MOST_MARKS {
            marks.push(Mark { bytes, typed: "status=draft".to_owned(), braced: false });
        }
    }
    let in_text = !page.in_passage(line.start) && !page.in_comment(line.start);
    if marks.is_empty() && is_draft_line(text) && in_text && free(line.start) {
        let bytes = page.trimmed(line);
        marks.push(Mark { bytes, typed: "status=draft".to_owned(), braced: false });
    }
    marks.sort_by_key(|mark| mark.bytes.start);
    marks
}

/// What stands in braces, if that may be attributes.
fn in_braces(page: &Page<'_>, line: &Range<usize>, brace: Range<usize>) -> Option<Mark> {
    let rest = page.text.slice(brace.end..line.end.min(brace.end + LONGEST));
    let close = rest.find(['}', '｝']);
    let inside = rest.slice(..close.unwrap_or(rest.trim_end().len()));
    let after = rest.slice(inside.len()..).chars().next().filter(|_| close.is_some());
    let end = brace.end + inside.len() + after.map_or(0, char::len_utf8);
    let words = inside.trim_matches(odd::is_blank);
    let named = words.strip_prefix(['.', '#']);
    let begins = inside.starts_with(['.', '#'])
        || named.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_draft = draft_mark(inside).is_some()
        || inside.split(|c: char| !c.is_alphanumeric()).any(|it| it.eq_ignore_ascii_case("draft"));
    let is_read = || {
        let read = || attributes::split_trailing(&format!("{{{inside}}}"));
        !inside.contains('{') && matches!(read(), Ok((0, read)) if !read.is_empty())
    };
    // A comment may hold anything, and a passage what a report prints.
    let in_text = !page.in_passage(brace.start) && !page.in_comment(brace.start);
    let is_meant = close.is_some() && in_text && (is_draft || is_read());
    (begins || is_meant || draft_mark(inside).is_some()).then(|| Mark {
        bytes: brace.start..end,
        typed: match is_draft && !is_read() && !begins {
            true => "status=draft".to_owned(),
            false => words.to_owned(),
        },
        braced: true,
    })
}

/// Whether the character at a byte has a backslash before it that makes it text.
fn is_escaped(text: &str, at: usize) -> bool {
    text.slice(..at).bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}
