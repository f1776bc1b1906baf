//! Ids in the headings and attributions of notes.

use super::place::{IdPlace, Name, within};
use crate::parse::attributes::{Attribute, PlacedAttributes};
use crate::parse::comma_list;
use crate::parse::note::ParsedNote;
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// Keys of notes and passages whose values are ids of pages, several with commas.
const KEYS: &[&str] = &["by", "base", "evidence", "via"];

/// Keys of notes whose values are ids of notes.
const NOTE_KEYS: &[&str] = &["reply"];

/// Where a note has an id: its own, or that of a page that its heading or passages name.
pub(super) fn places(note: &ParsedNote, sources: &SourceSet, name: Name<'_>) -> Vec<IdPlace> {
    let file = note.heading.file;
    let text = &sources.file(file).text;
    match name {
        Name::Note(id) => {
            let own = Some(note).filter(|note| note.id() == id);
            let own = own.and_then(|note| own_id(note, text));
            let answered = in_values(file, &note.attributes, text, (NOTE_KEYS, id));
            own.into_iter().chain(answered).collect()
        }
        Name::Page(id) => {
            let mut places = in_values(file, &note.attributes, text, (KEYS, id));
            for line in note.passages.iter().filter_map(|passage| passage.attribution.as_ref()) {
                let articles = line.articles.iter().filter(|(article, _)| article == id);
                places.extend(articles.filter_map(|(_, span)| within(*span, text, id)));
                places.extend(in_values(file, &line.attributes, text, (KEYS, id)));
            }
            places
        }
        Name::Tag(_) => Vec::new(),
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
fn in_values(
    file: FileId,
    attributes: &PlacedAttributes,
    text: &str,
    (keys, id): (&[&str], &str),
) -> Vec<IdPlace> {
    let mut places = Vec::new();
    for (attribute, range) in attributes {
        let Attribute::Pair(key, _) = attribute else { continue };
        if !keys.contains(&key.as_str()) {
            continue;
        }
        let at = range.start() + key.len() + 1;
        for (item, found) in comma_list::ids(text.slice(at..range.end())) {
            if found == id {
                let place = Place::new(at + item.start..at + item.end);
                places.push(IdPlace::of(Span::new(file, place)));
            }
        }
    }
    places
}
