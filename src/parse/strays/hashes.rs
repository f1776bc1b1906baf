//! Hashes that begin a line and make no heading, or one that a note does not have.

use pulldown_cmark::HeadingLevel;

use super::draft::draft_mark;
use super::searched_text::{CodeKind, SearchedText};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::note::is_whole_attribution;
use crate::parse::{attributes, odd};
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// What is taken for a `#`, and is one or is none.
const HASHES: [char; 3] = ['#', '＃', '﹟'];

/// Two hashes or more at the beginning of a line that are followed by no plain space, or begin no
/// heading for another reason.
pub(super) fn check(page: &SearchedText<'_>, line: Place<InSource>) -> Option<Diagnostic> {
    let text = page.slice(line);
    let content = text.trim_start_matches(odd::is_blank);
    let at = line.end() - content.len();
    let rest = content.trim_start_matches(HASHES);
    let marks = content.slice(..content.len() - rest.len());
    let count = marks.chars().count();
    if count < 2 || page.in_code(at) || page.is_done(at) {
        return None;
    }
    let next = rest.chars().next();
    let heading = page.heading_at(at);
    let in_order = match (heading, next) {
        (Some(_), Some(' ')) => true,
        // That it has no title is told.
        (Some(heading), None) => heading.level == HeadingLevel::H2,
        (None, Some(' ')) => page.in_comment(at),
        _ => false,
    };
    if in_order {
        return None;
    }
    let before = odd::first_named(text.slice(..text.len() - content.len()));
    let after = next.and_then(odd::named);
    let message = if let Some(odd) = marks.chars().find(|c| *c != '#') {
        format!("`{odd}` is no `#`, so that no heading begins here")
    } else if let Some(after) = &after {
        format!("after `{marks}` stands {after}, and a heading has a plain space there")
    } else if next.is_some_and(|next| next != ' ') {
        format!("after `{marks}` a space is missing, so that no heading begins here")
    } else if next.is_none() {
        format!("after `{marks}` there is neither a space nor a title")
    } else if let Some(before) = before {
        format!("before `{marks}` stands {before}, so that no heading begins here")
    } else if count > 6 {
        "a heading has at most six `#`, so that none begins here".to_owned()
    } else {
        format!("`{marks}` begins no heading here: the line goes on with what stands above it")
    };
    let title = rest.trim_matches(odd::is_blank);
    // Attributes end a note's heading, and no other.
    let has_attributes =
        matches!(attributes::split_trailing(title), Ok((_, read)) if !read.is_empty());
    let level = match has_attributes || draft_mark(title).is_some() {
        true => "##".to_owned(),
        false => "#".repeat(count.min(6)),
    };
    let end = at + marks.len() + after.map_or(0, |_| next.map_or(0, char::len_utf8));
    let diagnostic = Diagnostic::new(Code::HeadingInvalid, page.span(Place::new(at..end)), message);
    Some(match title {
        "" => diagnostic.help("take the hashes away, or write a title after a space"),
        title => diagnostic
            .help(format!(
                "begin the line with `{level} {title}`, and leave an empty line above it"
            ))
            .help("if it is text, write a backslash before the hashes"),
    })
}

/// Headings of a level that notes do not have, or within something else.
pub(super) fn levels(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for heading in &page.headings {
        if page.is_done(heading.bytes.start()) || page.is_underlined(heading) {
            continue;
        }
        let message = match heading.level {
            HeadingLevel::H1 => "a file of notes has no heading with one `#`",
            HeadingLevel::H2 if heading.nested => {
                "this heading begins no note: it stands within a list, a quote or a footnote"
            }
            HeadingLevel::H2 if is_passage(page.title(heading)) => {
                "this heading looks like a line of a passage"
            }
            _ => continue,
        };
        let title = page.title(heading);
        let begin = match heading.level {
            _ if is_passage(title) => format!("if it is one, take the hashes away: `{title}`"),
            HeadingLevel::H1 => format!("a note begins with two `#`: `## {title}`"),
            _ => format!("a note's heading begins where lines begin: `## {title}`"),
        };
        let place = page.span(heading.bytes);
        told.push(
            Diagnostic::new(Code::HeadingInvalid, place, message)
                .help(begin)
                .help("within a note, headings have three `#` or more, and no attributes"),
        );
    }
    for html in &page.html {
        let tags = page.slice(*html);
        for (at, _) in tags.match_indices('<') {
            let name: String = tags
                .slice(at + 1..)
                .chars()
                .take(3)
                .take_while(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_ascii_lowercase();
            if name != "h1" && name != "h2" {
                continue;
            }
            let start = html.start() + at;
            let place = page.span(Place::new(start..start + 1 + name.len()));
            let message = format!("`<{name}>` begins no note, and looks as if one began");
            told.push(
                Diagnostic::new(Code::HeadingInvalid, place, message)
                    .help("a note begins with two `#`: `## Title`")
                    .help("within a note, headings have three `#` or more"),
            );
        }
    }
    told
}

fn is_passage(title: &str) -> bool {
    title.starts_with('>') || is_whole_attribution(title)
}

/// Headings that their indent makes code.
pub(super) fn indented(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for code in page.code.iter().filter(|code| code.kind == CodeKind::Indented) {
        let mut at = code.bytes.start();
        for line in page.slice(code.bytes).split_inclusive('\n') {
            let (start, words) = (at, line.trim_start());
            at += line.len();
            let title = words.trim_start_matches('#').trim();
            let count = words.len() - words.trim_start_matches('#').len();
            if count == 2 || count > 0 && draft_mark(words).is_some() {
                let start = start + (line.len() - words.len());
                let place = page.span(Place::new(start..start + words.trim_end().len()));
                let message = "this heading is indented, so that it is code and begins no note";
                told.push(
                    Diagnostic::new(Code::HeadingInvalid, place, message)
                        .help(format!("begin the line with `## {title}`, without spaces before it"))
                        .help("if it is code, put it between two lines of three backticks"),
                );
            }
        }
    }
    told
}
