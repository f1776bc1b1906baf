//! Text in which only inline Markdown counts: passages and titles.
//!
//! A line that looks like a list, a heading or code is text there. CommonMark knows no such mode;
//! but a line that begins with a no-break space begins no block, so each line gets one before it
//! is parsed. Folding takes it away again.

use std::ops::Range;

use pulldown_cmark::Event;

use super::document::Document;
use super::markdown::{self, Origin, Spanned, WikiLinks};
use crate::diagnostic::Diagnostics;
use crate::source::FileId;

const GUARD: char = '\u{a0}';

/// Parses lines of a file, each given by its bytes, as paragraphs; an empty line parts two.
#[must_use]
pub fn parse(
    file: FileId,
    text: &str,
    lines: &[Range<usize>],
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut guarded = String::new();
    let mut places = Vec::with_capacity(lines.len());
    for line in lines {
        let content = &text[line.clone()];
        if !content.trim().is_empty() {
            guarded.push(GUARD);
        }
        places.push((guarded.len(), line.start));
        guarded.push_str(content.trim_end_matches(['\n', '\r']));
        guarded.push('\n');
    }
    // Raw HTML is markup, and inline markup does not count.
    let events: Vec<Spanned<'_>> = markdown::events(&guarded, 0, WikiLinks::Off)
        .into_iter()
        .filter(|(event, _)| !matches!(event, Event::Html(_) | Event::InlineHtml(_)))
        .collect();
    markdown::document(file, &guarded, &events, &Origin::Lines(places), diagnostics)
}
