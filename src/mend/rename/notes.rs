//! Ids in the headings and attributions of notes.

use super::place::{IdPlace, Name, within};
use crate::parse::attributes::{Attribute, PlacedAttributes};
use crate::parse::note::ParsedNote;
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// Keys of notes and passages whose values are ids of pages, several with commas.
const KEYS: &[&str] = &["by", "base", "evidence", "via"];

/// Where a note has an id: its own, or that of a page that its heading or passages name.
pub(super) fn places(note: &ParsedNote, sources: &SourceSet, name: Name<'_>) -> Vec<IdPlace> {
    let file = note.heading.file;
    let text = &sources.file(file).text;
    match name {
        Name::Note(id) if note.id() == id => own_id(note, text).into_iter().collect(),
        Name::Note(_) => Vec::new(),
        Name::Page(id) => {
            let mut places = in_values(file, &note.attributes, text, id);
            for line in note.passages.iter().filter_map(|passage| passage.attribution.as_ref()) {
                let articles = line.articles.iter().filter(|(article, _)| article == id);
                places.extend(articles.filter_map(|(_, span)| within(*span, text, id)));
                places.extend(in_values(file, &line.attributes, text, id));
            }
            places
        }
    }
}

/// Where a note has its id: in its braces, or where it would stand in them.
fn own_id(note: &ParsedNote, text: &str) -> Option<IdPlace> {
    let file = note.heading.file;
    let is_id = |attribute: &Attribute| matches!(attribute, Attribute::Id(_));
    if let Some((_, range)) = note.attributes.iter().find(|(it, _)| is_id(it)) {
        return Some(IdPlace::of(Span::new(file, range.since(range.start() + 1))));
    }
    let (at, around) = match note.attributes.first() {
        Some((_, range)) => (range.start(), ("#", " ")),
        None => (note.content_end(text), (" {#", "}")),
    };
    Some(IdPlace { span: Span::new(file, Place::new(at..at)), around })
}

/// Where the values of keys that hold ids have one.
fn in_values(file: FileId, attributes: &PlacedAttributes, text: &str, id: &str) -> Vec<IdPlace> {
    let mut places = Vec::new();
    for (attribute, range) in attributes {
        let Attribute::Pair(key, _) = attribute else { continue };
        if !KEYS.contains(&key.as_str()) {
            continue;
        }
        let mut at = range.start() + key.len() + 1;
        for part in text.slice(at..range.end()).split(',') {
            let bare = part.trim_matches(|c: char| c.is_whitespace() || "\"“”„‟'".contains(c));
            let start = at + part.find(bare).unwrap_or_default();
            if bare == id {
                places.push(IdPlace::of(Span::new(file, Place::new(start..start + id.len()))));
            }
            at += part.len() + 1;
        }
    }
    places
}
