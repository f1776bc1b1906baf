//! The front page: the briefing in two minutes.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::engine::Html;
use super::officials::StatementView;
use super::view::columns::ColumnView;
use super::view::exhibit::ExhibitView;
use super::view::finding::FindingLine;
use super::view::note::NoteView;
use super::view::picture::{CoverageExtent, CoverageView, TimeLineView};
use super::view::record::RecordLine;
use super::view::standing::{AloneView, Standing, StandingView};
use super::view::who::Linked;
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::i18n::fill;
use crate::model::{RecordId, Speaker};
use crate::route::Route;

/// How many reports are named under the title, and how many speakers there are; what is left out is a
/// link away.
const REPORTS: usize = 8;
const FINDINGS: usize = 5;
const SPEAKERS: usize = 8;

/// `front.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FrontView<'a> {
    page: PageView,
    dates: Option<String>,
    reports: Vec<LinkView>,
    reports_all: Option<String>,
    summary: Html,
    exhibits: Vec<ExhibitView>,
    agreed: Vec<StandingView>,
    /// What the editor found, and that there is more of it.
    findings: Vec<FindingLine>,
    findings_all: Option<String>,
    disputes: Vec<StandingView>,
    different: Vec<StandingView>,
    alone: Vec<AloneView>,
    unreported: Vec<Html>,
    speakers: Vec<SpeakerView>,
    speakers_all: Option<String>,
    columns: Vec<ColumnView>,
    time_line: Option<TimeLineView>,
    coverage: Option<CoverageView>,
    notes: Vec<NoteView>,
    extra: &'a Map<String, Value>,
    articles_href: String,
    claims_href: String,
    officials_href: String,
    entities_href: String,
}

/// Someone who is quoted, and the statement of theirs that was found in most reports.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpeakerView {
    record: RecordLine,
    statement: Option<StatementView>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let briefing = site.briefing;
    let findings = maker.findings();
    let speakers = speakers(&maker);
    let all = |words: &str, shown: usize, there: usize| {
        (there > shown).then(|| fill(words, &[("n", &site.words.number(there))]))
    };
    let unreported = briefing.front_page.unreported.iter().enumerate();
    let unreported = unreported.map(|(n, text)| maker.body(text, &format!("_{n}_"), None));
    let Standing { agreed, disputed, different } = maker.standing();
    let view = FrontView {
        page: PageView {
            who: maker.who(&linked_on(&maker, &speakers))?,
            ..maker.page_view("front", None, None)
        },
        dates: maker.published_between(),
        reports: site.articles().take(REPORTS).map(|id| maker.article_link(id)).collect(),
        reports_all: all(&site.words.all_reports, REPORTS, briefing.articles.len()),
        summary: maker.body(&briefing.front, "", Some(2)),
        exhibits: maker.exhibits(),
        agreed,
        findings_all: all(&site.words.all_findings, FINDINGS, findings.len()),
        findings: findings.into_iter().take(FINDINGS).collect(),
        disputes: disputed,
        different,
        alone: maker.said_alone(),
        unreported: if briefing.articles.is_empty() { Vec::new() } else { unreported.collect() },
        speakers: speakers.iter().take(SPEAKERS).map(|id| speaker(&maker, *id)).collect(),
        speakers_all: all(&site.words.all_speakers, SPEAKERS, speakers.len()),
        columns: maker.columns(),
        time_line: maker.time_line(),
        coverage: maker.coverage(CoverageExtent::Drawn),
        notes: site.index.homeless.iter().map(|id| maker.note(*id, true)).collect(),
        extra: &briefing.front_page.extra,
        articles_href: maker.page.link(&Route::Articles),
        claims_href: maker.page.link(&Route::Claims),
        officials_href: maker.page.link(&Route::Officials),
        entities_href: maker.page.link(&Route::Entities),
    };
    site.template("front.html", &maker, &view)
}

/// Who is quoted, those with most printings first.
fn speakers(maker: &Maker) -> Vec<RecordId> {
    let printings = |id: RecordId| maker.printings(Speaker::Record(id));
    let mut records: Vec<RecordId> =
        (0..maker.site.briefing.records.len()).map(RecordId::new).collect();
    records.retain(|id| !maker.quotations(Speaker::Record(*id)).is_empty());
    let order = |id: &RecordId| (Reverse(printings(*id)), maker.site.briefing.name_order(*id));
    records.sort_by_cached_key(order);
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

/// What the page links to.
fn linked_on(maker: &Maker, speakers: &[RecordId]) -> Linked {
    let briefing = maker.site.briefing;
    let unreported = briefing.front_page.unreported.iter();
    unreported
        .fold(Linked::default().prose(&briefing.front), Linked::prose)
        .notes(briefing, maker.site.index.homeless.iter().copied())
        .records(speakers.iter().take(SPEAKERS).copied())
}
