//! Corrections of the briefing itself: a list of dated entries.

use super::document::{Container, Document, Node};
use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{InContent, Place};
use crate::source::{FileId, Span};

/// A correction of the briefing itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionEntry {
    /// When it was made.
    pub date: PartialDate,
    /// Where that is written: bytes of the text.
    pub written: Place<InContent>,
    /// What it says: bytes of the text.
    pub text: Place<InContent>,
}

/// The entries of a text; what is none is told.
pub(super) fn entries(
    id: FileId,
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Vec<CorrectionEntry> {
    let mut found = Vec::new();
    let (mut depth, mut lists) = (0usize, 0);
    // Where the text of the entry that is open begins, and where it ends so far.
    let mut item: Option<Option<Place<InContent>>> = None;
    for node in &document.nodes {
        match node {
            Node::Open(container) => {
                lists += usize::from(depth == 0 && matches!(container, Container::List { .. }));
                if depth == 1 && *container == Container::Item {
                    item = Some(None);
                }
                depth += 1;
            }
            Node::Close => {
                depth = depth.saturating_sub(1);
                if let Some(text) = item.take_if(|_| depth == 1) {
                    entry(id, document, text.unwrap_or_default(), &mut found, diagnostics);
                }
            }
            Node::Block(block) => {
                if let (Some(item), Some(block)) = (&mut item, document.blocks.get(*block)) {
                    *item = Some(item.map_or(block.text, |text| text.cover(block.text)));
                }
            }
            Node::Rule | Node::LeftOut(_) => {}
        }
    }
    if lists == 0 && !document.text.trim().is_empty() {
        let message = "here stands no list of corrections";
        diagnostics.push(
            Diagnostic::new(Code::CorrectionInvalid, Span::whole(id), message).help(
                "write each on a line of its own that begins with its day: `- 2026-11-30: …`",
            ),
        );
    }
    found
}

fn entry(
    id: FileId,
    document: &Document,
    item: Place<InContent>,
    found: &mut Vec<CorrectionEntry>,
    diagnostics: &mut Diagnostics,
) {
    let text = document.slice(item);
    let read = text.split_once([':', '：']).and_then(|(date, words)| {
        let start = item.start() + (date.len() - date.trim_start().len());
        let written = Place::new(start..start + date.trim().len());
        let date: PartialDate = date.trim().parse().ok()?;
        let words = words.trim_start();
        (date.day().is_some() && !words.trim().is_empty()).then(|| {
            let text = item.since(item.end() - words.len());
            CorrectionEntry { date, written, text }
        })
    });
    match read {
        Some(entry) => found.push(entry),
        None => {
            let first = text.split_whitespace().next().map_or(0, str::len);
            let place = document.source_of(item.until(item.start() + first));
            let message = "this correction does not say on which day it was made";
            diagnostics.push(
                Diagnostic::new(Code::CorrectionInvalid, Span::new(id, place), message)
                    .help("begin it with its day and a colon: `- 2026-11-30: …`"),
            );
        }
    }
}
