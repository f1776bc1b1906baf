//! The whole briefing, for paper: on one page, or where it is too much for one a cover that lists its parts, and
//! a page for each.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::article::SegmentView;
use super::engine::Html;
use super::index::Index;
use super::view::article::ArticleLine;
use super::view::family::FamilyView;
use super::view::note::NoteView;
use super::view::record::RecordView;
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::diagnostic::Diagnostic;
use crate::html::{self, Options, block_prefix};
use crate::model::{ArticleId, Briefing, NoteId, NoteKind, RecordId, Speaker};
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

/// More notes than this make a page that no printer takes.
const MOST_NOTES: usize = 500;

/// A part of the briefing with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Report(ArticleId),
    Claims,
    Records,
}

/// `print_part.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PrintPartView {
    page: PageView,
    /// Over what it holds.
    heading: String,
    pieces: Vec<Html>,
    /// The page that lists all parts.
    cover_href: String,
}

/// The parts of a briefing, with their pages; none where one page holds it all.
pub(super) fn parts(briefing: &Briefing, index: &Index) -> Vec<(Part, Route)> {
    if briefing.notes.len() <= MOST_NOTES {
        return Vec::new();
    }
    let reports =
        briefing.articles().map(|(id, _)| (Part::Report(id), briefing.article_route(id).printed()));
    let claims = (!index.claims.is_empty()).then(|| (Part::Claims, Route::Claims.printed()));
    let records =
        (!briefing.records.is_empty()).then(|| (Part::Records, Route::Entities.printed()));
    reports.chain(claims).chain(records).collect()
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let (briefing, words) = (site.briefing, site.words);
    let parts = parts(briefing, site.index);
    let is_whole = parts.is_empty();
    let title = if is_whole { &words.print_whole } else { &words.print_parts };
    let label = |part: Part| match part {
        Part::Report(id) => &briefing[id].title,
        Part::Claims => &words.claims,
        Part::Records => &words.who_is_named,
    };
    let reports = || site.articles();
    let contents = match is_whole {
        true => reports()
            .map(|id| LinkView::new(&briefing[id].title, &maker.page.article(id)))
            .collect(),
        false => parts
            .iter()
            .map(|(part, route)| LinkView::new(label(*part), &maker.page.link(route)))
            .collect(),
    };
    let pieces = |part: Part| if is_whole { pieces(&maker, part) } else { Ok(Vec::new()) };
    let reports: Vec<ArticleId> = reports().collect();
    let articles = reports.par_iter().map(|id| pieces(Part::Report(*id)));
    // What stands here stands elsewhere too, and is told there.
    let page = maker.page_view("print", Some(title), None);
    let view = PrintView {
        page: PageView { structured_data: None, hidden: true, ..page },
        citation: maker.citation(title, &SitePlace::page(Route::Print)),
        contents,
        summary: maker.body(&briefing.front, "_front_", Some(2)),
        articles: articles.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect(),
        claims: pieces(Part::Claims)?,
        records: pieces(Part::Records)?,
        notes: site
            .index
            .homeless
            .iter()
            .map(|id| site.component("list_note", ("note", &maker.note(*id, true))))
            .collect::<Result<_, _>>()?,
    };
    site.template("print.html", &maker, &view)
}

/// A part by itself.
pub(super) fn render_part(site: &Site, route: &Route, part: Part) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let words = site.words;
    let (heading, title) = match part {
        Part::Report(id) => (&words.articles, &site.briefing[id].title),
        Part::Claims => (&words.claims, &words.claims),
        Part::Records => (&words.who_is_named, &words.who_is_named),
    };
    let page = maker.page_view("print", Some(title), None);
    let view = PrintPartView {
        page: PageView { structured_data: None, hidden: true, ..page },
        heading: heading.clone(),
        pieces: pieces(&maker, part)?,
        cover_href: maker.page.link(&Route::Print),
    };
    site.template("print_part.html", &maker, &view)
}

/// What a part holds.
fn pieces(maker: &Maker, part: Part) -> Result<Vec<Html>, Vec<Diagnostic>> {
    let site = maker.site;
    match part {
        Part::Report(id) => {
            let report = site.component("whole_report", ("report", &article(maker, id)))?;
            Ok(vec![report])
        }
        Part::Claims => {
            let claims = site.index.claims.par_iter();
            let claims = claims.filter_map(|id| {
                Some(site.component("whole_claim", ("claim", &maker.claim(*id)?)))
            });
            claims.collect()
        }
        Part::Records => {
            let records: Vec<RecordId> = site.briefing.records().map(|(id, _)| id).collect();
            let entry =
                |id: &RecordId| site.component("whole_record", ("entry", &record(maker, *id)));
            records.par_iter().map(entry).collect()
        }
    }
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
