//! Links that lead to what an id names.

use std::collections::BTreeMap;
use std::ops::Range;

use super::place::{IdPlace, Name};
use crate::parse::Parsed;
use crate::parse::document::{Document, Link, LinkKind};
use crate::parse::links::{WikiReference, wiki_reference};
use crate::place::{InSource, Place};
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
    let pages = parsed.pages.iter().map(|page| (page.file, &page.text));
    let tags = parsed.tags.iter().map(|tag| (tag.file, &tag.body));
    let own = front.chain(records).chain(notes).chain(corrections).chain(pages).chain(tags);
    let own = own.map(|(file, text)| (file, text, true));
    // In a report `#…` is a block of it, and double brackets are text.
    let reports = parsed.articles.iter().map(|article| (article.file, &article.body, false));
    let texts = own.chain(reports).map(|(file, text, is_own)| (file, &**text, is_own));
    let texts: Vec<(FileId, &Document, bool)> = texts.collect();
    let mut blocks: BTreeMap<FileId, Vec<Place<InSource>>> = BTreeMap::new();
    for (file, document, _) in &texts {
        blocks.entry(*file).or_default().extend(document.blocks.iter().map(|block| block.source));
    }
    let mut places = Vec::new();
    for (file, document, is_own) in texts {
        let text = &sources.file(file).text;
        let file_text = FileText { text, blocks: blocks.get(&file).map_or(&[], Vec::as_slice) };
        for link in &document.links {
            let ranges = file_text.in_link(link, is_own, name).into_iter();
            places.extend(ranges.map(|range| IdPlace::of(Span::new(file, Place::new(range)))));
        }
    }
    places
}

/// The text of a file, and where its blocks stand.
struct FileText<'a> {
    text: &'a str,
    blocks: &'a [Place<InSource>],
}

impl FileText<'_> {
    /// Where a link has the id: in itself, or in the lines that define where it leads.
    fn in_link(&self, link: &Link, is_own: bool, name: Name<'_>) -> Vec<Range<usize>> {
        let destination = link.destination.trim();
        let written = self.text.slice(link.source.bytes());
        let id = name.id();
        match link.kind {
            LinkKind::Wiki | LinkKind::WikiLabelled => {
                let is_meant = match (wiki_reference(destination), name) {
                    (WikiReference::Note(found), Name::Note(id))
                    | (
                        WikiReference::Page(found) | WikiReference::Block(found, _),
                        Name::Page(id),
                    ) => found == id,
                    _ => false,
                };
                let at = written.find(id).filter(|_| is_meant);
                at.map(|at| link.source.start() + at)
                    .map(|at| at..at + id.len())
                    .into_iter()
                    .collect()
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
                    None => self.definitions(destination).into_iter().map(|it| it + at).collect(),
                };
                places.into_iter().map(|at| at..at + id.len()).collect()
            }
        }
    }

    /// Where lines such as `[label]: address` have an address.
    fn definitions(&self, destination: &str) -> Vec<usize> {
        let mut places = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some(colon) = line.find("]:").filter(|_| line.trim_start().starts_with('[')) else {
                continue;
            };
            let after = line.slice(colon + 2..);
            let address = after.trim_start().trim_start_matches('<');
            let ends =
                |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n', '>']);
            if address.strip_prefix(destination).is_some_and(ends)
                && !self.is_text_or_comment(start + colon)
            {
                places.push(start + line.len() - address.len());
            }
        }
        places
    }

    /// Whether a line is a part of a block, such as code, or of a comment: it defines nothing there.
    fn is_text_or_comment(&self, at: usize) -> bool {
        let above = self.text.slice(..at);
        let is_comment =
            above.rfind("<!--").is_some_and(|start| !above.slice(start..).contains("-->"));
        is_comment || self.blocks.iter().any(|block| block.start() <= at && at < block.end())
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
        Name::Tag(_) => None,
    }
}
