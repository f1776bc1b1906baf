//! `annotations.jsonld`: the notes as a W3C Web Annotation collection.

use std::io;

use serde::{Serialize, Serializer};

use super::Edition;
use super::place::{Piece, joined};
use crate::model::{ArticleId, Note, NoteId, NoteKind};
use crate::route::{Place, Route};

pub(super) const PATH: &str = "annotations.jsonld";

#[derive(Serialize)]
#[serde(tag = "type", rename = "AnnotationCollection")]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    label: &'a str,
    total: usize,
    first: Page<'a>,
    last: String,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "AnnotationPage")]
struct Page<'a> {
    id: String,
    #[serde(rename = "partOf")]
    part_of: String,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Items<'a>,
}

/// The annotations, made one after the other while they are written.
struct Items<'a>(&'a Edition<'a>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edition = self.0;
        serializer.collect_seq(edition.briefing.notes().map(|(id, _)| annotation(edition, id)))
    }
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct Annotation<'a> {
    id: String,
    label: &'a str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person<'a>>,
    body: TextualBody<'a>,
    target: Vec<SpecificResource<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct Person<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct TextualBody<'a> {
    value: String,
    format: &'static str,
    language: &'a str,
    purpose: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct SpecificResource<'a> {
    source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: String, prefix: &'a str, suffix: &'a str },
    #[serde(rename = "CssSelector")]
    Block(Block),
    #[serde(rename = "RangeSelector")]
    Range {
        #[serde(rename = "startSelector")]
        start: Box<Selector<'a>>,
        #[serde(rename = "endSelector")]
        end: Box<Selector<'a>>,
    },
}

#[derive(Serialize)]
struct Block {
    value: String,
    #[serde(rename = "refinedBy")]
    refined_by: TextPositionSelector,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct TextPositionSelector {
    start: usize,
    end: usize,
}

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let route = Route::File(PATH.to_owned());
    let id = edition.page_url(route.clone());
    let page = edition.url(&Place::at(route, "_page"));
    let collection = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: id.clone(),
        label: &edition.briefing.settings.title,
        total: edition.briefing.notes.len(),
        first: Page { id: page.clone(), part_of: id, start_index: 0, items: Items(edition) },
        last: page,
    };
    Ok(serde_json::to_writer(out, &collection)?)
}

fn annotation<'a>(edition: &Edition<'a>, id: NoteId) -> Annotation<'a> {
    let note = &edition.briefing[id];
    let motivation = motivation(&note.kind);
    Annotation {
        id: edition.url(&Place::at(Route::File(PATH.to_owned()), note.slug.clone())),
        label: &note.title,
        motivation,
        creator: note.author.as_deref().map(|name| Person { name }),
        body: TextualBody {
            value: (edition.prose)(&note.body).0,
            format: "text/html",
            language: &edition.briefing.settings.language,
            purpose: motivation,
        },
        target: targets(edition, note),
    }
}

/// Each kind has a motivation of its own, so that a reader of the file can tell them apart.
fn motivation(kind: &NoteKind) -> &'static str {
    match kind {
        NoteKind::Note => "commenting",
        NoteKind::Quote(_) => "identifying",
        NoteKind::Claim(_) => "assessing",
        NoteKind::Context => "describing",
        NoteKind::Correction(_) => "editing",
        NoteKind::Question => "questioning",
    }
}

fn targets<'a>(edition: &Edition<'a>, note: &Note) -> Vec<SpecificResource<'a>> {
    let mut targets = Vec::new();
    for passage in &note.passages {
        let parts = passage.parts();
        if parts.is_empty() {
            targets.push(whole_article(edition, passage.article));
        }
        targets.extend(parts.iter().map(|part| {
            let selector = selectors(&edition.pieces(passage.article, part));
            SpecificResource { selector, ..whole_article(edition, passage.article) }
        }));
    }
    if targets.is_empty() {
        let silent = note.silent.iter().map(|(article, _)| *article);
        targets.extend(note.about.into_iter().chain(silent).map(|id| whole_article(edition, id)));
    }
    if targets.is_empty() {
        targets.push(whole_page(edition, Route::Front));
    }
    targets
}

fn whole_article<'a>(edition: &Edition<'a>, article: ArticleId) -> SpecificResource<'a> {
    whole_page(edition, edition.briefing.article_route(article))
}

fn whole_page<'a>(edition: &Edition<'a>, route: Route) -> SpecificResource<'a> {
    SpecificResource { source: edition.page_url(route), selector: Vec::new() }
}

fn selectors<'a>(pieces: &[Piece<'a>]) -> Vec<Selector<'a>> {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Vec::new();
    };
    let quote =
        Selector::Quote { exact: joined(pieces), prefix: first.prefix, suffix: last.suffix };
    let place = if pieces.len() == 1 {
        block(first.block, first.range.start, first.range.end)
    } else {
        // A range ends where its end selector begins: that one selects the empty place there.
        Selector::Range {
            start: Box::new(block(first.block, first.range.start, first.block_length)),
            end: Box::new(block(last.block, last.range.end, last.range.end)),
        }
    };
    vec![quote, place]
}

/// Code points of a block. Its id is `p-`, hexadecimal digits and hyphens, so that CSS takes it as
/// it is.
fn block<'a>(id: &str, start: usize, end: usize) -> Selector<'a> {
    Selector::Block(Block {
        value: format!("#{id}"),
        refined_by: TextPositionSelector { start, end },
    })
}
