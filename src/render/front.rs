//! The front page: the briefing in two minutes.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::engine::Html;
use super::officials::StatementView;
use super::view::adds::AddsView;
use super::view::note::NoteView;
use super::view::picture::{CoverageExtent, CoverageView, TimeLineView};
use super::view::record::RecordLine;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::collate::{Agreement, ClaimTable, Comparison, Family, Verdict};
use crate::i18n::fill;
use crate::model::{RecordId, Speaker};
use crate::route::Route;

/// How many lines each list has at most; what is left out is a link away.
const DISPUTES: usize = 5;
const REPORTS: usize = 12;
const SPEAKERS: usize = 8;
/// How many figures there is room for.
const FIGURES: usize = 4;

/// `front.html`
#[derive(Debug, Serialize)]
struct FrontView {
    page: PageView,
    dates: Option<String>,
    summary: Html,
    figures: Vec<FigureView>,
    disputes: Vec<DisputeView>,
    reports: Vec<AddsView>,
    reports_all: Option<String>,
    speakers: Vec<SpeakerView>,
    speakers_all: Option<String>,
    marks: bool,
    time_line: Option<TimeLineView>,
    coverage: Option<CoverageView>,
    notes: Vec<NoteView>,
    articles_href: String,
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
    answers: Html,
    contradiction: bool,
}

/// Someone who is quoted, and the statement of theirs that was found in most reports.
#[derive(Debug, Serialize)]
struct SpeakerView {
    record: RecordLine,
    statement: Option<StatementView>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let briefing = site.briefing;
    let disputes = disputes(site);
    let speakers = speakers(&maker);
    let all = |words: &str, shown: usize, there: usize| {
        (there > shown).then(|| fill(words, &[("n", &site.words.number(there))]))
    };
    let dispute = |table: &&ClaimTable| DisputeView {
        title: briefing[table.note].title.clone(),
        href: maker.page.note(table.note),
        answers: maker.dispute(table),
        contradiction: table.verdict == Verdict::Contradict,
    };
    let view = FrontView {
        page: PageView {
            who: maker.who(&named_on(&maker, &speakers))?,
            ..maker.page_view("front", None, None)
        },
        dates: maker.published_between(),
        summary: maker.body(&briefing.front, "", Some(2)),
        figures: figures(&maker, disputes.len()),
        disputes: disputes.iter().take(DISPUTES).map(dispute).collect(),
        reports: maker.what_each_adds(REPORTS),
        reports_all: all(&site.words.all_reports, REPORTS, briefing.articles.len()),
        speakers: speakers.iter().take(SPEAKERS).map(|id| speaker(&maker, *id)).collect(),
        speakers_all: all(&site.words.all_speakers, SPEAKERS, speakers.len()),
        marks: maker.marks(),
        time_line: maker.time_line(),
        coverage: maker.coverage(CoverageExtent::Drawn),
        notes: site.index.homeless.iter().map(|id| maker.note(*id)).collect(),
        articles_href: maker.page.link(&Route::Articles),
        claims_href: maker.page.link(&Route::Claims),
        officials_href: maker.page.link(&Route::Officials),
        entities_href: maker.page.link(&Route::Entities),
    };
    site.template("front.html", &maker, &view)
}

/// The claims that reports answer differently, contradictions first.
fn disputes<'a>(site: &Site<'a>) -> Vec<&'a ClaimTable> {
    let mut disputes: Vec<_> = site
        .collation
        .claims
        .iter()
        .filter(|table| matches!(table.verdict, Verdict::Contradict | Verdict::Differ))
        .collect();
    disputes.sort_by_key(|table| table.verdict != Verdict::Contradict);
    disputes
}

/// Who is quoted, those with most printings first.
fn speakers(maker: &Maker) -> Vec<RecordId> {
    let printings = |id: RecordId| maker.printings(Speaker::Record(id));
    let mut records: Vec<RecordId> =
        (0..maker.site.briefing.records.len()).map(RecordId::new).collect();
    records.retain(|id| !maker.quotations(Speaker::Record(*id)).is_empty());
    records.sort_by_cached_key(|id| (Reverse(printings(*id)), *id));
    records
}

fn speaker(maker: &Maker, id: RecordId) -> SpeakerView {
    let quotations = maker.quotations(Speaker::Record(id));
    let found = |note| maker.site.collation.receptions.found(note);
    let foremost = quotations.iter().min_by_key(|note| (Reverse(found(**note)), **note));
    SpeakerView {
        record: maker.record_line(id),
        statement: foremost.map(|note| StatementView::new(maker, *note)),
    }
}

/// The entities and officials to which the page links.
fn named_on(maker: &Maker, speakers: &[RecordId]) -> BTreeSet<RecordId> {
    let notes = maker.site.index.homeless.iter();
    Maker::linked(&maker.site.briefing.front)
        .chain(notes.flat_map(|note| maker.linked_by_note(*note)))
        .chain(speakers.iter().take(SPEAKERS).copied())
        .collect()
}

/// How many of the quotations that another report could have stand in one alone.
struct QuotedAlone {
    all: usize,
    /// Those of which it is known.
    known: usize,
    /// Those of which it may be so.
    possible: usize,
}

impl QuotedAlone {
    fn of(site: &Site) -> Self {
        let receptions = &site.collation.receptions;
        let mut quoted = Self { all: 0, known: 0, possible: 0 };
        for (id, _) in site.briefing.notes().filter(|(id, _)| receptions.counts(*id).is_some()) {
            quoted.all += 1;
            quoted.known += usize::from(receptions.alone(id).is_some());
            quoted.possible += usize::from(receptions.found(id) == 1);
        }
        quoted
    }
}

/// The figures that matter; none that is zero.
fn figures(maker: &Maker, disputed: usize) -> Vec<FigureView> {
    let (site, words) = (maker.site, maker.words());
    let briefing = site.briefing;
    let (quotations, claims) = (site.collation.families.len(), site.index.claims.len());
    let alone = QuotedAlone::of(site);
    let printings: usize = site.collation.families.iter().map(Family::printings).sum();
    let printings = maker.count(&words.printing_one, &words.printing_many, printings);
    let claims_in_all = maker.count(&words.claim_one, &words.claim_many, claims);
    let several = briefing.articles.len() > 1;
    let figures = [
        (briefing.articles.len(), words.figure_reports.clone(), Route::Articles),
        match disputed {
            0 => (claims, words.figure_claims.clone(), Route::Claims),
            _ => {
                let label = fill(&words.figure_disputed, &[("claims", &claims_in_all)]);
                (disputed, label, Route::Claims)
            }
        },
        match alone.known {
            1.. if several => {
                let all = maker.count(&words.quotation_one, &words.quotation_many, alone.all);
                let label = match alone.possible > alone.known {
                    true => &words.figure_alone_at_least,
                    false => &words.figure_alone,
                };
                (alone.known, fill(label, &[("quotations", &all)]), Route::Officials)
            }
            _ => {
                let values = [("printings", printings.as_str())];
                (quotations, fill(&words.figure_quotations, &values), Route::Officials)
            }
        },
    ];
    let figure = |number: String, label: String, route: Route| FigureView {
        number,
        label,
        href: maker.page.link(&route),
    };
    let agreement = agreement(site).map(|agreement| {
        let percent = fill(&words.agrees, &[("n", &agreement.percent().to_string())]);
        figure(percent, words.figure_agreement.clone(), Route::Officials)
    });
    let names = briefing.records.len();
    let names = (names > 0).then(|| (names, words.figure_names.clone(), Route::Entities));
    let numbers = figures.into_iter().filter(|(count, _, _)| *count > 0);
    numbers
        .map(|(count, label, route)| figure(words.number(count), label, route))
        .chain(agreement)
        .chain(names.map(|(count, label, route)| figure(words.number(count), label, route)))
        .take(FIGURES)
        .collect()
}

/// How far all printings of all quotations agree, taken together; nothing where every word agrees and
/// some printings have not all of them.
fn agreement(site: &Site) -> Option<Agreement> {
    let rows = || site.collation.families.iter().flat_map(|family| &family.rows);
    let partial =
        rows().any(|row| matches!(row.comparison, Comparison::Aligned { partial: true, .. }));
    let compared = rows().filter_map(|row| match row.comparison {
        Comparison::Aligned { agreement, .. } => Some(agreement),
        _ => None,
    });
    let all =
        compared.reduce(|all, one| Agreement { same: all.same + one.same, of: all.of + one.of });
    all.filter(|all| !(all.is_whole() && partial))
}
