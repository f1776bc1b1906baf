//! The whole briefing, for paper: on one page, or where it is too much for one a cover that lists the pages to
//! print: each prints with all that belongs to it.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::article::SegmentView;
use super::engine::Html;
use super::view::article::ArticleLine;
use super::view::family::FamilyView;
use super::view::note::NoteView;
use super::view::record::RecordView;
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::html::{self, Options, block_prefix};
use crate::model::{ArticleId, NoteId, NoteKind, RecordId, Speaker};
use crate::route::{Route, SitePlace};

/// `print.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PrintView {
    page: PageView,
    summary: Html,
    /// A reference to the briefing.
    citation: String,
    /// The reports, and where each begins.
    contents: Vec<LinkView>,
    /// Each rendered by itself, so that no more than a few views of it all are there at once.
    articles: Vec<Html>,
    claims: Vec<Html>,
    records: Vec<Html>,
    notes: Vec<Html>,
}

/// An article and its numbered notes.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PrintArticle {
    article: ArticleLine,
    segments: Vec<SegmentView>,
    notes: Vec<PrintNote>,
    families: Vec<FamilyView>,
}

/// A note in an article's list.
#[derive(Debug, Serialize, JsonSchema)]
struct PrintNote {
    anchor: String,
    number: Option<usize>,
    note: NoteView,
    /// Whether it stands here in full; else the list refers to where it does.
    whole: bool,
}

/// An entity or official, and what it said.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PrintRecord {
    record: RecordView,
    families: Vec<FamilyView>,
}

/// What the page leads to: the reports, and where they are not on it all other pages to print.
fn contents(maker: &Maker) -> Vec<LinkView> {
    let (briefing, index) = (maker.site.briefing, maker.site.index);
    let reports = briefing.articles().map(|(id, it)| (it.title.as_str(), maker.page.article(id)));
    let claims = index.claims.iter().map(|id| {
        let note = &briefing[*id];
        (note.title.as_str(), maker.page.link(&Route::Claim(note.slug.clone())))
    });
    let records = briefing.records().map(|(id, it)| (it.name.as_str(), maker.page.record(id)));
    let others = claims.chain(records).filter(|_| !briefing.prints_as_one());
    reports.chain(others).map(|(label, href)| LinkView::new(label, &href)).collect()
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let (briefing, words) = (site.briefing, site.words);
    let is_whole = briefing.prints_as_one();
    let title = if is_whole { &words.print_whole } else { &words.print_parts };
    let reports: Vec<ArticleId> = if is_whole { site.articles().collect() } else { Vec::new() };
    let articles = reports
        .par_iter()
        .map(|id| site.component("whole_report", ("report", &article(&maker, *id))));
    let claims = site
        .index
        .claims
        .par_iter()
        .filter(|_| is_whole)
        .filter_map(|id| Some(site.component("whole_claim", ("claim", &maker.claim(*id)?))));
    let records: Vec<RecordId> = briefing.records().map(|(id, _)| id).collect();
    let records = records
        .par_iter()
        .filter(|_| is_whole)
        .map(|id| site.component("whole_record", ("entry", &record(&maker, *id))));
    // What stands here stands elsewhere too, and is told there.
    let page = maker.page_view("print", Some(title), None);
    let view = PrintView {
        page: PageView { structured_data: None, hidden: true, ..page },
        citation: maker.citation(title, &SitePlace::page(Route::Print)),
        contents: contents(&maker),
        summary: maker.body(&briefing.front, "_front_", Some(2)),
        articles: articles.collect::<Result<_, _>>()?,
        claims: claims.collect::<Result<_, _>>()?,
        records: records.collect::<Result<_, _>>()?,
        notes: site
            .index
            .homeless
            .iter()
            .map(|id| site.component("list_note", ("note", &maker.note(*id, true))))
            .collect::<Result<_, _>>()?,
    };
    site.template("print.html", &maker, &view)
}

fn record(maker: &Maker, id: RecordId) -> PrintRecord {
    PrintRecord {
        record: maker.record(id, Some(4)),
        families: families(maker, Speaker::Record(id)),
    }
}

fn families(maker: &Maker, speaker: Speaker) -> Vec<FamilyView> {
    // What several said together stands with each, and has its id with the first.
    let is_first = |note: NoteId| match &maker.site.briefing[note].kind {
        NoteKind::Quote(quote) => quote.speakers.first() == Some(&speaker),
        _ => true,
    };
    let notes = maker.quotations(speaker).iter();
    let families = notes.filter_map(|note| maker.family(*note, is_first(*note)));
    // What links to it stands on this page, too.
    families.map(|family| FamilyView { back_links: None, ..family }).collect()
}

fn article(maker: &Maker, id: ArticleId) -> PrintArticle {
    let site = maker.site;
    let slug = &site.briefing[id].slug;
    let prefix = block_prefix(slug);
    let note_prefix = format!("_note_{slug}_");
    let options = Options {
        headings: Some(4),
        prefix: &prefix,
        block_ids: true,
        note_prefix: &note_prefix,
        ..Options::default()
    };
    let mut numbered: Vec<(Option<usize>, NoteId)> = Vec::new();
    let segments = html::article(&maker.page, id, &site.index.passages[id.index()], &options)
        .into_iter()
        .map(|segment| {
            numbered.extend(segment.notes.into_iter().map(|(number, note)| (Some(number), note)));
            SegmentView { html: Html::new(&segment.html), notes: Vec::new() }
        })
        .collect();
    let listed: Vec<(Option<usize>, NoteId)> = match site.briefing[id].shown() {
        Some(_) => numbered,
        None => site.index.notes[id.index()].iter().map(|note| (None, *note)).collect(),
    };
    let about = site.index.about[id.index()].iter().map(|note| (None, *note));
    let about: Vec<_> = about.filter(|note| !listed.contains(note)).collect();
    PrintArticle {
        article: maker.article_line(id),
        segments,
        notes: listed
            .into_iter()
            .chain(about)
            .map(|(number, note)| {
                let whole = home(maker, note) == Some(id);
                PrintNote {
                    anchor: format!("{note_prefix}{}", site.briefing[note].slug),
                    number,
                    note: maker.endnote(note, id, whole),
                    whole,
                }
            })
            .collect(),
        families: families(maker, Speaker::Article(id)),
    }
}

/// The article after which a note stands in full: the first that it stands beside. Claims and
/// quotations have a part of their own.
fn home(maker: &Maker, id: NoteId) -> Option<ArticleId> {
    let note = &maker.site.briefing[id];
    match note.kind {
        NoteKind::Claim(_) | NoteKind::Quote(_) => None,
        _ => note.articles().into_iter().min(),
    }
}
