//! The list of entities, by kind.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::columns::{ColumnView, MarkView};
use super::view::picture::{CoverageExtent, CoverageView, NetworkView};
use super::view::record::RecordLine;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::{EntityKind, Record, RecordId, RecordKind};
use crate::route::Route;

/// `entities.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EntitiesView {
    page: PageView,
    groups: Vec<GroupView>,
    columns: Vec<ColumnView>,
    network: Option<NetworkView>,
    coverage: Option<CoverageView>,
}

/// The entities of one kind.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GroupView {
    id: &'static str,
    label: String,
    records: Vec<NamedView>,
}

/// An entity, and how often each report names it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NamedView {
    #[serde(flatten)]
    line: RecordLine,
    marks: Vec<MarkView>,
    /// How often reports print its name, and how many do, as far as that is known.
    all: usize,
    reports: usize,
    /// How often digests have it, where nothing is known of reports.
    in_digests: Option<String>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let words = site.words;
    let kinds = EntityKind::ALL.map(Some).into_iter().chain([None]);
    // By name, as a reader looks for them: an id may begin with anything.
    let mut all: Vec<(RecordId, &Record)> = site.briefing.records().collect();
    all.sort_by_cached_key(|(id, _)| site.briefing.name_order(*id));
    let groups = kinds
        .map(|kind| {
            let is_of_kind =
                |record: &Record| record.kind == RecordKind::Entity && record.entity_kind == kind;
            let records = all.iter().filter(|(_, record)| is_of_kind(record));
            let records = records.map(|(id, _)| named(&maker, *id)).collect();
            let (id, label) = match kind {
                Some(EntityKind::Company) => ("_companies", &words.companies),
                Some(EntityKind::Agency) => ("_agencies", &words.agencies),
                Some(EntityKind::Organisation) => ("_organisations", &words.organisations),
                Some(EntityKind::Place) => ("_places", &words.places),
                Some(EntityKind::Programme) => ("_programmes", &words.programmes),
                Some(EntityKind::Document) => ("_documents", &words.documents),
                Some(EntityKind::Person) => ("_persons", &words.persons),
                Some(EntityKind::Event) => ("_events", &words.events),
                None => ("_others", &words.others),
            };
            GroupView { id, label: label.clone(), records }
        })
        .filter(|group: &GroupView| !group.records.is_empty())
        .collect();
    let view = EntitiesView {
        page: maker.page_view("entities", Some(&words.entities), None),
        groups,
        columns: maker.columns(),
        network: maker.network(),
        coverage: maker.coverage(CoverageExtent::Whole),
    };
    site.template("entities.html", &maker, &view)
}

fn named(maker: &Maker, id: RecordId) -> NamedView {
    let counts = maker.counts(id);
    let line = maker.record_line(id);
    let all = counts.values().sum();
    NamedView {
        marks: maker.naming_marks(id, &counts),
        all,
        reports: counts.len(),
        in_digests: line.mentions.clone().filter(|_| all == 0),
        line,
    }
}
