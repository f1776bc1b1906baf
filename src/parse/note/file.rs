//! Reads an annotation file: its front matter, then note after note.

use std::sync::Arc;

use super::lines::trimmed;
use super::reader::NoteReader;
use super::top_level::{TopLevel, TopLevelKind, top_level};
use super::{AnnotationFile, ParsedNote, QuotedPart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::fields::{ANNOTATIONS, AnnotationsFields};
use crate::parse::strays::{self, Understood};
use crate::parse::{front_matter, markdown};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, SourceSet, Span};

/// Parses an annotation file.
pub fn parse(id: FileId, file: &SourceFile, diagnostics: &mut Diagnostics) -> AnnotationFile {
    // What front matter that is not read says of the notes is not known, and they would be told of
    // one by one.
    let unread = || AnnotationFile { defaults: None, yaml: None, notes: Vec::new() };
    let parts = match front_matter::split(id, file) {
        Ok(parts) => parts,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return unread();
        }
    };
    let misplaced = front_matter::misplaced(id, file, &parts, ANNOTATIONS);
    let is_misplaced = misplaced.is_some();
    let done = misplaced.iter().map(|told| told.span.place()).collect();
    diagnostics.extend(misplaced);
    if is_misplaced && parts.yaml.is_none() {
        return unread();
    }
    let defaults = match parts.yaml {
        Some(yaml) => defaults(id, file, yaml, diagnostics),
        None => Some(AnnotationsFields::default()),
    };
    let events = markdown::events_of_notes(&file.text, parts.body);
    let blocks = top_level(&file.text, &events.list);
    let understood = Understood { passages: Vec::new(), done };
    let mut reader = NoteReader {
        id,
        text: &file.text,
        events: &events,
        diagnostics,
        understood,
        misattributed: false,
        late: Vec::new(),
        interrupted: Vec::new(),
        unplaced: Vec::new(),
    };
    let mut notes = Vec::new();
    let mut rest = &blocks[..];
    while let Some(start) = rest.iter().position(TopLevel::is_note) {
        let (heading, after) = (&rest[start], &rest[start + 1..]);
        let length = after.iter().position(TopLevel::is_note).unwrap_or(after.len());
        notes.push(reader.note(heading, &after[..length]));
        rest = &after[length..];
    }
    let NoteReader { mut understood, late, mut interrupted, unplaced, .. } = reader;
    let first = blocks.first().filter(|block| !block.is_note() && !is_misplaced);
    // That a heading of another level begins no note is told of the first thing in a file so.
    let heading = first.filter(|first| matches!(first.kind, TopLevelKind::Heading(_)));
    understood.done.extend(heading.map(|heading| heading.bytes));
    let strays = strays::in_notes(id, &file.text, parts.body, &events.list, &understood);
    if let Some(first) = first
        && !strays.iter().any(|it| first.bytes.contains(it.span.start))
    {
        diagnostics.push(before_first_note(id, &file.text, first));
    }
    let may_begin_a_note = [Code::HeadingInvalid, Code::AttributesMisplaced, Code::NeverClosed];
    let places = strays.iter().filter(|it| may_begin_a_note.contains(&it.code));
    interrupted.extend(places.map(|it| it.span.start));
    interrupted.sort_unstable();
    diagnostics.extend(strays);
    let extents = extents(&file.text, &mut notes);
    diagnostics.extend(strays::definitions(id, &file.text, &extents, &understood));
    let is_interrupted = |bytes: Place<InSource>| {
        let first = interrupted.partition_point(|&at| at < bytes.start());
        interrupted.get(first).is_some_and(|&at| at < bytes.end())
    };
    // What follows such a place may belong to the note that was meant there.
    for note in &mut notes {
        let start = note.heading.start;
        note.interrupted = is_interrupted(note.extent.place());
        note.quotes.retain(|(span, _)| !is_interrupted(Place::new(start..span.start)));
        let extent = note.extent.place();
        note.interrupted |= unplaced.iter().any(|at| extent.contains(*at));
    }
    diagnostics.extend(late.into_iter().filter(|told| {
        let above = notes.partition_point(|note| note.heading.start <= told.span.start);
        let note = above.checked_sub(1).and_then(|above| notes.get(above));
        note.is_none_or(|note| !is_interrupted(Place::new(note.heading.start..told.span.start)))
    }));
    let notes = notes.into_iter().map(Arc::new).collect();
    AnnotationFile { defaults, yaml: parts.yaml, notes }
}

/// The notes with what stands up to the next one's heading: what a note defines last is in no block
/// of it, and is made a part of it here.
fn extents(text: &str, notes: &mut [ParsedNote]) -> Vec<strays::NoteExtent> {
    let starts = notes.iter().map(|note| note.extent.start);
    let ends: Vec<usize> = starts.skip(1).chain([text.len()]).collect();
    let extent = |(note, end): (&mut ParsedNote, usize)| {
        let place = Place::new(note.extent.start..end);
        note.extent.end = note.extent.end.max(trimmed(text, place).end());
        let is_draft = note.attributes.iter().any(|(attribute, _)| attribute.is_draft());
        strays::NoteExtent { place, is_draft }
    };
    notes.iter_mut().zip(ends).map(extent).collect()
}

/// What front matter says of a file's notes. Where it may mean that they are drafts and is not read
/// so, that is told: they would be published.
fn defaults(
    id: FileId,
    file: &SourceFile,
    yaml: Place<InSource>,
    diagnostics: &mut Diagnostics,
) -> Option<AnnotationsFields> {
    let fields: AnnotationsFields = front_matter::read(id, file, yaml, ANNOTATIONS, diagnostics)?;
    if fields.status.is_some() {
        return Some(fields);
    }
    let mut at = yaml.start();
    for line in file.slice(yaml).split_inclusive('\n') {
        let written = line.split('#').next().unwrap_or_default();
        let lower = written.to_ascii_lowercase();
        let is_meant = lower.find("status").is_some_and(|key| lower.slice(key..).contains("draft"));
        if is_meant || strays::draft_mark(written).is_some() {
            let span = Span::new(id, trimmed(&file.text, Place::new(at..at + written.len())));
            let message = "this is not read, and makes no drafts of the notes in this file";
            diagnostics.push(
                Diagnostic::new(Code::FrontMatterInvalid, span, message).help(
                    "write it on a line of its own, without spaces before it: `status: draft`",
                ),
            );
            return None;
        }
        at += line.len();
    }
    Some(fields)
}

fn before_first_note(id: FileId, text: &str, first: &TopLevel) -> Diagnostic {
    let help = match first.kind {
        TopLevelKind::Heading(_) | TopLevelKind::Underlined => {
            "a note begins with two `#`: `## Title`"
        }
        _ => "begin a note above it with a line such as `## Title`",
    };
    Diagnostic::new(
        Code::TextBeforeNote,
        Span::new(id, trimmed(text, first.bytes)),
        "this stands before the first note, and belongs to none",
    )
    .help(help)
}

/// What a block quote, pasted under a heading of its own, quotes.
#[must_use]
pub fn read_passage(lines: &str) -> Vec<QuotedPart> {
    let mut sources = SourceSet::default();
    let text = format!("## N\n\n{lines}\n");
    let id = sources.add(SourceFile::from_bytes(String::new(), text.into_bytes()));
    let file = parse(id, sources.file(id), &mut Diagnostics::default());
    let passages = file.notes.iter().flat_map(|note| &note.passages);
    passages.take(1).flat_map(|passage| passage.parts.iter().cloned()).collect()
}
