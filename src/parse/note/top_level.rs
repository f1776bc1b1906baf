//! The blocks of an annotation file that stand in no other.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::parse::events::Spanned;
use crate::parse::markdown;
use crate::place::{InSource, Place};

/// A block that stands in no other.
pub(super) struct TopLevel {
    pub(super) events: Range<usize>,
    pub(super) bytes: Place<InSource>,
    pub(super) kind: TopLevelKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TopLevelKind {
    Heading(HeadingLevel),
    /// A heading that an underline makes one; it begins no note.
    Underlined,
    Quote,
    Paragraph,
    Other,
}

impl TopLevel {
    pub(super) fn is_note(&self) -> bool {
        self.kind == TopLevelKind::Heading(HeadingLevel::H2)
    }
}

pub(super) fn top_level(text: &str, events: &[Spanned<'_>]) -> Vec<TopLevel> {
    let mut blocks = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    start = index;
                }
                depth += 1;
                continue;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 => start = index,
            _ => continue,
        }
        if depth == 0 {
            let (first, bytes) = &events[start];
            let kind = match first {
                Event::Start(Tag::Heading { .. }) if markdown::is_underlined(text, bytes) => {
                    TopLevelKind::Underlined
                }
                Event::Start(Tag::Heading { level, .. }) => TopLevelKind::Heading(*level),
                Event::Start(Tag::BlockQuote(_)) => TopLevelKind::Quote,
                Event::Start(Tag::Paragraph) => TopLevelKind::Paragraph,
                _ => TopLevelKind::Other,
            };
            let bytes = bytes.start..bytes.end.max(range.end);
            blocks.push(TopLevel { events: start..index + 1, bytes: Place::new(bytes), kind });
        }
    }
    blocks
}
