//! Attributes, and words by which a draft is made, where none are read.

use memchr::{memchr, memchr3};
use pulldown_cmark::HeadingLevel;

use super::draft::{draft_mark, draft_marks, has_draft, speaks_of_drafts};
use super::searched_text::{Heading, SearchedText};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{attributes, odd};
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// How many marks of a line are told, once of those in braces and once of others.
const MOST_MARKS: usize = 8;

/// How many bytes in braces are looked at: nobody types more.
const LONGEST: usize = 1_000;

/// What may have been meant as attributes.
struct Mark {
    bytes: Place<InSource>,
    /// What to type in braces instead.
    typed: String,
    /// Whether it stands in braces.
    braced: bool,
}

/// Attributes on a line that are not read, or what makes a draft.
pub(super) fn check(page: &SearchedText<'_>, line: Place<InSource>) -> Option<Diagnostic> {
    let marks = marks(page, line);
    let (first, last) = (marks.first()?, marks.last()?);
    let heading = page.heading_around(first.bytes.start());
    if heading.is_some_and(|heading| page.is_underlined(heading)) {
        return None;
    }
    let braced = marks.iter().any(|mark| mark.braced);
    let what = match braced {
        true => "these attributes are not read".to_owned(),
        false => {
            let words = page.slice(first.bytes);
            format!("`{words}` is not read, and makes no draft")
        }
    };
    let place = page.span(first.bytes.cover(last.bytes));
    let told =
        |why: &str| Diagnostic::new(Code::AttributesMisplaced, place, format!("{what}: {why}"));
    let as_text = match braced {
        true => {
            "if they are text, write a backslash before the brace, `\\{`, or put them in code: `` `{…}` ``"
        }
        false => "if it is text, put it in code, between backticks",
    };
    let is_in_heading = heading.is_some();
    let after = page.text.slice(last.bytes.end()..line.end()).trim();
    let (title, typed) = meant(page, line, &marks, heading);
    if let Some(plain) = escaped(page.slice(line)).filter(|_| is_in_heading) {
        return Some(
            told("the backslashes make the braces around them text")
                .help(format!("take the backslashes away: `{plain}`")),
        );
    }
    if page.in_comment(first.bytes.start()) {
        return Some(
            told("a comment hides a note from the desk as well")
                .help(format!(
                    "for a note that is not yet to be published, write `## Title {typed}` outside the comment"
                ))
                .help("or take the note out of the file"),
        );
    }
    if page.in_passage(first.bytes.start()) {
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

/// The title that the line may have, and the braces that a note's heading should have instead.
fn meant<'a>(
    page: &SearchedText<'a>,
    line: Place<InSource>,
    marks: &[Mark],
    heading: Option<&Heading>,
) -> (&'a str, String) {
    let start = marks.first().map_or(line.end(), |first| first.bytes.start());
    let end = marks.last().map_or(line.end(), |last| last.bytes.end());
    let after = page.text.slice(end..line.end()).trim();
    let mut typed: Vec<&str> = marks.iter().map(|mark| mark.typed.as_str()).collect();
    if heading.is_some_and(is_note)
        && let Some((_, read)) = after.strip_suffix('}').and_then(|it| it.split_once('{'))
    {
        typed.push(read);
    }
    let before = without_marks(page.text.slice(line.start()..start));
    let rest = without_marks(after.split('{').next().unwrap_or_default());
    let title = if before.is_empty() && heading.is_some() { rest } else { before };
    // What may have been meant to make it a draft goes with what is taken away.
    let is_dropped = title != rest && has_draft(after);
    if is_dropped && !typed.iter().any(|it| speaks_of_drafts(it)) {
        typed.push("status=draft");
    }
    (title, format!("{{{}}}", typed.join(" ")))
}

fn is_note(heading: &Heading) -> bool {
    heading.level == HeadingLevel::H2 && !heading.nested
}

/// What may be a title in words that stand beside attributes.
fn without_marks(words: &str) -> &str {
    let is_mark = |c: char| odd::is_blank(c) || "*_#＃>-+|<([{\\\"“”~:]/!—,;".contains(c);
    words.trim_matches(is_mark)
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
pub(super) fn in_code(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for heading in &page.headings {
        let before = page.code.partition_point(|code| code.bytes.start() < heading.bytes.end());
        let last = before.checked_sub(1).and_then(|last| page.code.get(last));
        let Some(code) = last.filter(|code| code.bytes.end() == heading.bytes.end()) else {
            continue;
        };
        let words = page.slice(code.bytes).trim_matches('`').trim();
        if words.starts_with('{') && words.ends_with('}') && draft_mark(words).is_some() {
            let message = "these attributes are not read: the backticks around them make them code";
            told.push(
                Diagnostic::new(Code::AttributesMisplaced, page.span(code.bytes), message)
                    .help(format!("take the backticks away: `{words}`"))
                    .help("if they are part of the title, put a word after them"),
            );
        }
    }
    told
}

/// The title of the note's heading that stands above a line, or with empty lines between if `far`.
fn heading_above<'a>(page: &SearchedText<'a>, line: Place<InSource>, far: bool) -> Option<&'a str> {
    let before = page.headings.partition_point(|heading| heading.bytes.start() < line.start());
    let heading = page.headings.get(before.checked_sub(1)?)?;
    let between = page.text.slice(heading.bytes.end()..line.start());
    let is_note = heading.level == HeadingLevel::H2 && !heading.nested;
    let is_near = between.trim().is_empty() && (far || between.matches('\n').count() == 1);
    (is_note && is_near).then(|| page.title(heading))
}

/// What on a line may have been meant as attributes, in order.
fn marks(page: &SearchedText<'_>, line: Place<InSource>) -> Vec<Mark> {
    let text = page.slice(line);
    let mut marks: Vec<Mark> = Vec::new();
    // Nearly all lines have none of the signs: neither these nor a wide one.
    let wide = "｛＝：".as_bytes()[0];
    if memchr3(b'{', b'=', b':', text.as_bytes()).or(memchr(wide, text.as_bytes())).is_none() {
        return marks;
    }
    let free = |at: usize| !page.in_code(at) && !page.is_done(at);
    for (at, brace) in text.match_indices(['{', '｛']) {
        let start = line.start() + at;
        let after_last = marks.last().is_none_or(|mark| mark.bytes.end() <= start);
        if marks.len() < MOST_MARKS && after_last && free(start) && !is_escaped(text, at) {
            marks.extend(in_braces(page, line, Place::new(start..start + brace.len())));
        }
    }
    let may_be_weak =
        page.heading_around(line.start()).is_some_and(|it| it.level == HeadingLevel::H2);
    let braced = marks.len();
    for found in draft_marks(with_next(page, line)) {
        let bytes = line.start() + found.range.start..line.start() + found.range.end;
        let known = marks.iter().take(braced);
        let is_known =
            known.clone().any(|it| it.bytes.start() < bytes.end && bytes.start < it.bytes.end());
        let is_meant = !found.weak || may_be_weak || found.alone && !page.in_passage(bytes.start);
        let is_new = bytes.start < line.end() && is_meant && !is_known && free(bytes.start);
        if is_new && marks.len() < braced + MOST_MARKS {
            marks.push(Mark {
                bytes: Place::new(bytes),
                typed: "status=draft".to_owned(),
                braced: false,
            });
        }
    }
    marks.sort_by_key(|mark| mark.bytes.start());
    marks
}

/// A line, with the next where it ends between a key and its value.
fn with_next<'a>(page: &SearchedText<'a>, line: Place<InSource>) -> &'a str {
    let text = page.slice(line);
    let ends = text.trim_end_matches(|c: char| odd::is_blank(c) || "*_`\"'".contains(c));
    let next = page.text.slice(line.end()..).strip_prefix('\n');
    match next.filter(|_| ends.ends_with(['=', ':', '＝', '：'])) {
        Some(next) => {
            let length = next.lines().next().unwrap_or_default().len();
            page.text.slice(line.start()..line.end() + 1 + length)
        }
        None => text,
    }
}

/// What of a line makes a note a draft, or was meant to.
pub(super) fn draft(page: &SearchedText<'_>, line: Place<InSource>) -> Option<Place<InSource>> {
    let marks = marks(page, line).into_iter();
    let mut drafts = marks.filter(|mark| speaks_of_drafts(&mark.typed));
    drafts.find(|mark| !page.in_comment(mark.bytes.start())).map(|mark| mark.bytes)
}

/// What stands in braces, if that may be attributes.
fn in_braces(
    page: &SearchedText<'_>,
    line: Place<InSource>,
    brace: Place<InSource>,
) -> Option<Mark> {
    let rest = page.text.slice(brace.end()..line.end().min(brace.end() + LONGEST));
    let close = rest.find(['}', '｝']);
    let inside = rest.slice(..close.unwrap_or(rest.trim_end().len()));
    let after = rest.slice(inside.len()..).chars().next().filter(|_| close.is_some());
    let end = brace.end() + inside.len() + after.map_or(0, char::len_utf8);
    let words = inside.trim_matches(odd::is_blank);
    let named = words.strip_prefix(['.', '#']);
    let begins = inside.starts_with(['.', '#'])
        || named.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_draft = draft_mark(inside).is_some() || has_draft(inside);
    let is_read = || {
        let read = || attributes::split_trailing(&format!("{{{inside}}}"));
        !inside.contains('{') && matches!(read(), Ok((0, read)) if !read.is_empty())
    };
    // A comment may hold anything, and a passage what a report prints.
    let in_text = !page.in_passage(brace.start()) && !page.in_comment(brace.start());
    let is_meant = close.is_some() && in_text && (is_draft || is_read());
    (begins || is_meant || draft_mark(inside).is_some()).then(|| Mark {
        bytes: brace.until(end),
        typed: match is_draft {
            true => as_draft(words),
            false => words.to_owned(),
        },
        braced: true,
    })
}

/// A line that ends in attributes but for the backslashes before their braces, without these.
fn escaped(line: &str) -> Option<String> {
    let plain = line.replace("\\{", "{").replace("\\}", "}");
    let is_read = || attributes::split_trailing(&plain).is_ok_and(|(_, read)| !read.is_empty());
    (plain.len() < line.len() && is_read()).then(|| plain.trim_end().to_owned())
}

/// Attributes that were meant to make a draft, as they do.
fn as_draft(words: &str) -> String {
    const DRAFT: &str = "status=draft";
    if words.contains(DRAFT) {
        return words.to_owned();
    }
    let mut rest = words.to_owned();
    for mark in draft_marks(words).into_iter().rev() {
        rest.replace_range(mark.range, " ");
    }
    // A word in a value may be about one.
    let is_kept = |word: &&str| rest.contains(['"', '“']) || !has_draft(word);
    let kept: Vec<&str> = rest.split_whitespace().filter(is_kept).collect();
    [&kept[..], &[DRAFT]].concat().join(" ")
}

/// Whether the character at a byte has a backslash before it that makes it text.
fn is_escaped(text: &str, at: usize) -> bool {
    text.slice(..at).bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}
