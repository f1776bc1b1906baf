//! An id, and where it is written.

use crate::place::Place;
use crate::slice::Slice;
use crate::source::Span;

/// What an id names: pages, notes and tags have ids of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'a> {
    /// An article, entity, official or page.
    Page(&'a str),
    /// A note.
    Note(&'a str),
    /// A tag.
    Tag(&'a str),
}

impl<'a> Name<'a> {
    /// The id.
    #[must_use]
    pub fn id(self) -> &'a str {
        match self {
            Self::Page(id) | Self::Note(id) | Self::Tag(id) => id,
        }
    }
}

/// Where an id is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdPlace {
    /// Its bytes; none where a note has it of its title alone.
    pub span: Span,
    /// What stands there with another id in its place, in three parts.
    pub(super) around: (&'static str, &'static str),
}

impl IdPlace {
    pub(super) fn of(span: Span) -> Self {
        Self { span, around: ("", "") }
    }
}

/// The first place of an id within some bytes.
pub(super) fn within(span: Span, text: &str, id: &str) -> Option<IdPlace> {
    let at = span.start + text.slice(span.place().bytes()).find(id)?;
    Some(IdPlace::of(Span::new(span.file, Place::new(at..at + id.len()))))
}
