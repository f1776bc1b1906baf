//! The front page: the briefing in two minutes.

use serde::Serialize;

use super::engine::Html;
use super::view::article::ArticleLine;
use super::view::note::NoteView;
use super::view::record::RecordLine;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::collate::Verdict;
use crate::model::{NoteKind, RecordId, RecordKind, Speaker};
use crate::route::Route;
use crate::words::fill;

/// How many lines each list has at most; what is left out is a link away.
const DISPUTES: usize = 5;
const SPEAKERS: usize = 8;
const NAMED: usize = 12;

/// `front.html`
#[derive(Debug, Serialize)]
struct FrontView {
    page: PageView,
    summary: Html,
    figures: Vec<FigureView>,
    disputes: Vec<DisputeView>,
    articles: Vec<ArticleLine>,
    speakers: Vec<RecordLine>,
    speakers_all: Option<String>,
    named: Vec<RecordLine>,
    named_all: Option<String>,
    notes: Vec<NoteView>,
    claims_href: String,
    officials_href: String,
    entities_href: String,
}

/// A number, and what it counts.
#[derive(Debug, Serialize)]
struct FigureView {
    number: String,
    label: String,
    href: String,
}

/// A question that reports answer differently.
#[derive(Debug, Serialize)]
struct DisputeView {
    title: String,
    href: String,
    answers: String,
    contradiction: bool,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let briefing = site.briefing;
    let mut records: Vec<RecordId> = (0..briefing.records.len()).map(RecordId).collect();
    let printings = |id: RecordId| maker.printings(Speaker::Record(id));
    records.sort_by_cached_key(|id| (std::cmp::Reverse(printings(*id)), *id));
    let speakers: Vec<RecordId> = records.iter().copied().filter(|id| printings(*id) > 0).collect();
    let mentions = |id: RecordId| site.index.mentions[id.0].len();
    records.retain(|id| briefing[*id].kind == RecordKind::Entity && mentions(*id) > 0);
    records.sort_by_key(|id| (std::cmp::Reverse(mentions(*id)), *id));

    let mut disputes: Vec<_> = site
        .collation
        .claims
        .iter()
        .filter(|table| matches!(table.verdict, Verdict::Contradict | Verdict::Differ))
        .collect();
    disputes.sort_by_key(|table| table.verdict != Verdict::Contradict);
    let all = |shown: usize, there: usize| {
        (there > shown).then(|| fill(&site.words.all, &[("n", &site.words.number(there))]))
    };
    let view = FrontView {
        page: maker.page_view("front", None, None),
        summary: maker.body(&briefing.front, "", Some(2)),
        figures: figures(&maker),
        disputes: disputes
            .into_iter()
            .take(DISPUTES)
            .map(|table| DisputeView {
                title: briefing[table.note].title.clone(),
                href: maker.page.note(table.note),
                answers: maker.dispute(table),
                contradiction: table.verdict == Verdict::Contradict,
            })
            .collect(),
        articles: site.articles().map(|id| maker.article_line(id)).collect(),
        speakers: speakers.iter().take(SPEAKERS).map(|id| maker.record_line(*id)).collect(),
        speakers_all: all(SPEAKERS, speakers.len()),
        named: records.iter().take(NAMED).map(|id| maker.record_line(*id)).collect(),
        named_all: all(NAMED, records.len()),
        claims_href: maker.page.link(&Route::Claims),
        officials_href: maker.page.link(&Route::Officials),
        entities_href: maker.page.link(&Route::Entities),
        notes: site.index.homeless.iter().map(|id| maker.note(*id, None)).collect(),
    };
    site.template("front.html", route, &view)
}

/// The figures that matter; none that is zero.
fn figures(maker: &Maker) -> Vec<FigureView> {
    let (site, words) = (maker.site, maker.words());
    let briefing = site.briefing;
    let quotations = || briefing.notes.iter().filter(|n| matches!(n.kind, NoteKind::Quote(_)));
    let printings = quotations().map(|note| note.articles().len()).sum();
    let disputed = site
        .collation
        .claims
        .iter()
        .filter(|table| matches!(table.verdict, Verdict::Contradict | Verdict::Differ))
        .count();
    let printings = maker.count(&words.printing_one, &words.printing_many, printings);
    let figures = [
        (site.briefing.articles.len(), words.figure_reports.clone(), Route::Articles),
        (
            quotations().count(),
            fill(&words.figure_quotations, &[("printings", &printings)]),
            Route::Officials,
        ),
        (
            site.index.claims.len(),
            fill(&words.figure_claims, &[("disputed", &words.number(disputed))]),
            Route::Claims,
        ),
        (briefing.records.len(), words.figure_names.clone(), Route::Entities),
    ];
    figures
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, label, route)| FigureView {
            number: words.number(count),
            label,
            href: maker.page.link(&route),
        })
        .collect()
}
