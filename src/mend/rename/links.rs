//! Links that lead to what an id names.

use std::ops::Range;

use super::place::{IdPlace, Name};
use crate::parse::Parsed;
use crate::parse::document::{Document, Link, LinkKind};
use crate::parse::links::{WikiReference, wiki_reference};
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// Every link to what `name` names, by the bytes of its id.
pub(super) fn places(parsed: &Parsed, sources: &SourceSet, name: Name<'_>) -> Vec<IdPlace> {
    let front = parsed.front.iter().map(|(file, text)| (*file, text));
    let records = parsed.records.iter().map(|record| (record.file, &record.profile));
    let notes = parsed
        .annotations
        .iter()
        .flat_map(|(file, annotations)| annotations.notes.iter().map(|note| (*file, &note.body)));
    let corrections = parsed.corrections.iter().map(|(file, text, _)| (*file, text));
    let own = front.chain(records).chain(notes).chain(corrections);
    let own = own.map(|(file, text)| (file, text, true));
    // In a report `#…` is a block of it, and double brackets are text.
    let reports = parsed.articles.iter().map(|article| (article.file, &article.body, false));
    own.chain(reports)
        .flat_map(|(file, document, is_own)| in_text(file, document, is_own, sources, name))
        .collect()
}

fn in_text(
    file: FileId,
    document: &Document,
    is_own: bool,
    sources: &SourceSet,
    name: Name<'_>,
) -> Vec<IdPlace> {
    let source = sources.file(file);
    let mut places = Vec::new();
    for link in &document.links {
        for range in in_link(link, &source.text, is_own, name) {
            places.push(IdPlace::of(Span::new(file, Place::new(range))));
        }
    }
    places
}

/// Where a link has the id: in itself, or in the lines that define where it leads.
fn in_link(link: &Link, text: &str, is_own: bool, name: Name<'_>) -> Vec<Range<usize>> {
    let destination = link.destination.trim();
    let written = text.slice(link.source.bytes());
    let id = name.id();
    match link.kind {
        LinkKind::Wiki | LinkKind::WikiLabelled => {
            let is_meant = match (wiki_reference(destination), name) {
                (WikiReference::Note(found), Name::Note(id))
                | (WikiReference::Page(found) | WikiReference::Block(found, _), Name::Page(id)) => {
                    found == id
                }
                _ => false,
            };
            let at = written.find(id).filter(|_| is_meant);
            at.map(|at| link.source.start() + at).map(|at| at..at + id.len()).into_iter().collect()
        }
        LinkKind::Link | LinkKind::Image => {
            let Some(at) = id_in(destination, is_own, name) else { return Vec::new() };
            let begin = match written.starts_with('<') {
                true => Some(0),
                false => written.rfind("](").map(|at| at + 2),
            };
            let here = begin.and_then(|begin| {
                let found = written.slice(begin..).find(destination)?;
                Some(link.source.start() + begin + found + at)
            });
            let places = match here {
                Some(here) => vec![here],
                None => definitions(text, destination).into_iter().map(|it| it + at).collect(),
            };
            places.into_iter().map(|at| at..at + id.len()).collect()
        }
    }
}

/// Where the address of a link has the id: after the sign of a note, or as the name of a file.
fn id_in(destination: &str, is_own: bool, name: Name<'_>) -> Option<usize> {
    match name {
        Name::Note(id) => (is_own && destination.strip_prefix('#') == Some(id)).then_some(1),
        Name::Page(id) => {
            let path = destination.split(['?', '#']).next().unwrap_or_default();
            let start = path.rfind('/').map_or(0, |slash| slash + 1);
            let is_meant =
                !destination.contains("://") && path.slice(start..).strip_suffix(".md") == Some(id);
            is_meant.then_some(start)
        }
    }
}

/// Where lines such as `[label]: address` have an address.
fn definitions(text: &str, destination: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(colon) = line.find("]:").filter(|_| line.trim_start().starts_with('[')) else {
            continue;
        };
        let after = line.slice(colon + 2..);
        let address = after.trim_start().trim_start_matches('<');
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n', '>']);
        if address.strip_prefix(destination).is_some_and(ends) {
            places.push(start + line.len() - address.len());
        }
    }
    places
}
