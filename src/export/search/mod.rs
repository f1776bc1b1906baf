//! The index of the site's search: classic scripts that `static/assets/find.js` loads when
//! somebody seeks, so that it works without a server and by double click.
//!
//! - `assets/search/index.js` tells where the others begin, and is all that is loaded at first.
//! - `assets/search/terms-<n>.js` has the words in order, each with the documents that hold it.
//! - `assets/search/texts-<n>.js` has the documents themselves.
//! - `assets/search/tags.js`, where there are tags, has the documents that have each.
//!
//! A search loads those files of words that its words begin in, and the texts of what it shows.

mod documents;
mod fold;
mod index;
mod script;

use serde::Serialize;

use super::Edition;
use crate::route::Route;
use documents::{Document, ResultGroup, documents};
use index::Index;
use script::script;

/// Bytes of one file, about: what is loaded at once for one word, or for one result.
const FILE: usize = 96 * 1024;

/// The files of the index.
pub(super) fn files(edition: &Edition) -> Vec<(Route, Vec<u8>)> {
    let documents = documents(edition);
    let (terms, first_terms) = Index::new(&documents).files(FILE);
    let (texts, first_texts) = texts(&documents);
    let groups = ResultGroup::ALL.map(|group| {
        (group.name(), documents.iter().filter(|document| document.group == group).count())
    });
    let tags = tags(edition, &documents);
    let start = Start { groups, terms: first_terms, texts: first_texts, tagged: !tags.is_empty() };
    let named = |name: &str, files: Vec<Vec<u8>>| {
        let name = name.to_owned();
        let paths = move |n| Route::asset(&format!("search/{name}-{n}.js"));
        files.into_iter().enumerate().map(move |(n, bytes)| (paths(n), bytes))
    };
    let start = (Route::asset("search/index.js"), script("index", None, &start));
    let tags =
        (!tags.is_empty()).then(|| (Route::asset("search/tags.js"), script("tags", None, &tags)));
    named("terms", terms).chain(named("texts", texts)).chain([start]).chain(tags).collect()
}

/// What is loaded first.
#[derive(Serialize)]
struct Start {
    /// Documents are numbered group after group: how many each has.
    groups: [(&'static str, usize); ResultGroup::ALL.len()],
    /// The first word of each file of words.
    terms: Vec<String>,
    /// The first document of each file of texts.
    texts: Vec<usize>,
    /// Whether there are tags, in a file of their own.
    tagged: bool,
}

/// A tag: its name, and the numbers of the documents that have it.
#[derive(Serialize)]
struct TaggedDocuments<'a>(&'a str, Vec<usize>);

/// Each tag, in their order, with the documents of its notes.
fn tags<'a>(edition: &Edition<'a>, documents: &[Document]) -> Vec<TaggedDocuments<'a>> {
    let tags = edition.briefing.tags.iter();
    let mut tags: Vec<_> = tags.map(|tag| TaggedDocuments(&tag.name, Vec::new())).collect();
    for (number, document) in documents.iter().enumerate() {
        let of_note = document.note.iter().flat_map(|note| &edition.briefing[*note].tags);
        for tag in of_note {
            if let Some(TaggedDocuments(_, numbers)) = tags.get_mut(tag.index()) {
                numbers.push(number);
            }
        }
    }
    tags
}

/// The documents, as many in a file as make it full, and the number of the first in each.
fn texts(documents: &[Document]) -> (Vec<Vec<u8>>, Vec<usize>) {
    let (mut files, mut firsts) = (Vec::new(), Vec::new());
    let mut rest = documents;
    while !rest.is_empty() {
        let mut size = 0;
        let full = rest.iter().position(|document| {
            let texts = document.passages.iter().map(|passage| passage.text.len());
            size += texts.sum::<usize>() + document.title.len();
            size > FILE
        });
        let end = full.unwrap_or(rest.len()).max(1);
        let (here, after) = rest.split_at(end);
        firsts.push(documents.len() - rest.len());
        let shown: Vec<_> = here.iter().map(shown).collect();
        files.push(script("texts", Some(files.len()), &shown));
        rest = after;
    }
    (files, firsts)
}

/// Title, address, what it is, its language, its other names, and its passages with their
/// elements' ids.
fn shown(document: &Document) -> impl Serialize {
    let passages = document.passages.iter();
    (
        document.title,
        &document.href,
        &document.about,
        document.language,
        document.names.join(" · "),
        passages.map(|passage| (passage.fragment, &passage.text)).collect::<Vec<_>>(),
    )
}

#[cfg(test)]
mod tests;
