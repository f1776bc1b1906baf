//! Front matter that is not read as such, since it does not stand where front matter stands.

use std::ops::Range;

use super::super::odd;
use super::{Field, Parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, Span};

/// Front matter that is not read, since it does not begin on the first line, or goes on below its
/// end. Where there is none at all, nothing is told.
#[must_use]
pub fn misplaced(
    id: FileId,
    file: &SourceFile,
    parts: &Parts,
    fields: &[Field],
) -> Option<Diagnostic> {
    let text = &file.text;
    let from = parts.yaml.as_ref().map_or(0, |_| parts.body);
    let mut at = from;
    let mut lines = Vec::new();
    for line in text.slice(from..).split_inclusive('\n') {
        let words = line.trim_matches(odd::is_blank);
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start_matches(odd::is_blank).len());
            lines.push((start..start + words.len(), words));
        }
        at += line.len();
        if lines.len() == 3 {
            break;
        }
    }
    let told = |range: &Range<usize>, message: String| {
        Diagnostic::new(Code::FrontMatterInvalid, Span::new(id, Place::new(range.clone())), message)
    };
    let mut lines = lines.into_iter();
    let (first, words) = lines.next()?;
    if parts.yaml.is_some() {
        let (range, words) = match words {
            "---" => lines.next()?,
            _ => (first, words),
        };
        return is_key_of(words, fields).then(|| {
            told(&range, "this looks like front matter, and stands below its end".to_owned())
                .help("move it up between the two lines of `---`")
        });
    }
    let above: Vec<&str> = lines.clone().map(|(_, words)| words).collect();
    if let ["---", second] = above[..]
        && is_key_of(second, fields)
    {
        let message =
            "this stands above the front matter, which begins on the first line or is none";
        return Some(
            told(&first, message.to_owned()).help("put it below the front matter, or take it away"),
        );
    }
    let is_key = |words: &str| {
        let key = words.split([':', '：']).next().unwrap_or_default();
        key.len() < words.len()
            && !key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
    };
    if looks_like_fence(words) && lines.next().is_some_and(|(_, words)| is_key(words)) {
        let (message, help) = fence_slip(text, from, &first);
        return Some(told(&first, message).help(help));
    }
    is_key_of(words, fields).then(|| {
        told(&first, "this looks like front matter, and has no line of `---` above it".to_owned())
            .help("put a line of `---` above its first key and below its last")
    })
}

/// Why a line that may be meant to begin front matter does not, and what to do.
fn fence_slip(text: &str, from: usize, line: &Range<usize>) -> (String, &'static str) {
    let words = text.slice(line.clone());
    let above = text.slice(from..line.start);
    let odd = odd::first_named(above)
        .or_else(|| odd::first_named(text.slice(line.end..).lines().next().unwrap_or_default()));
    if words != "---" {
        (
            format!("front matter stands between two lines of `---`, and this is “{words}”"),
            "write `---`, three hyphens and no more",
        )
    } else if above.contains('\n') {
        ("front matter begins on the first line of a file, and here an empty line stands above it".to_owned(), "take the empty line away")
    } else if let Some(odd) = odd {
        (
            format!("front matter begins and ends with `---` alone, and beside it stands {odd}"),
            "take that character away",
        )
    } else {
        ("front matter begins with `---` at the beginning of the line, and here a space stands before it".to_owned(), "take the space away")
    }
}

/// Whether a line may be meant to begin front matter.
fn looks_like_fence(words: &str) -> bool {
    let dashes = words.chars().all(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | ' '));
    let others = ["+++", "***", "___", "```", "---"];
    dashes && (words.len() > 1) || others.iter().any(|mark| words.starts_with(mark))
}

/// Whether a line begins with one of these keys and a colon.
fn is_key_of(words: &str, fields: &[Field]) -> bool {
    let Some((key, value)) = words.split_once(':') else { return false };
    let is_entry = value.is_empty() || value.starts_with(odd::is_blank);
    is_entry && fields.iter().any(|field| field.name == key.trim_end_matches(odd::is_blank))
}
