//! An entity: what it is, how it is printed, where it stands, what it says.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::engine::Html;
use super::view::back_link::BackLinksView;
use super::view::family::FamilyView;
use super::view::mention::{MentionPartView, MentionsView};
use super::view::record::{EditorsFormView, FormsView, MisspellingView, RecordView, TogetherView};
use super::view::who::Linked;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::{NoteId, RecordId, RecordKind, Speaker};
use crate::route::Route;

/// `entity.html`, and `official.html`, which shows the same in another order.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EntityView<'a> {
    page: PageView,
    record: RecordView,
    extra: &'a Map<String, Value>,
    families: Vec<FamilyView>,
    notes: Vec<Html>,
    editors_form: EditorsFormView,
    forms: Vec<FormsView>,
    /// Where the forms of digests and excerpts were counted.
    forms_counted: Option<String>,
    forms_in_digests: Vec<FormsView>,
    misspellings: Vec<MisspellingView>,
    mentions: Vec<MentionsView>,
    /// How many these are, where they are not as many as are counted.
    mentions_listed: Option<String>,
    /// The pages of mentions, where they are several.
    mention_parts: Vec<MentionPartView>,
    together: Vec<TogetherView>,
    /// Whose paragraphs that is counted in, where some are not the reports'.
    together_counted: Option<String>,
    /// What speaks of it elsewhere, besides notes.
    back_links: Option<BackLinksView>,
}

pub(super) fn render(site: &Site, route: &Route, id: RecordId) -> Rendered {
    render_record(site, route, id, "entity.html", "entities")
}

pub(super) fn render_record(
    site: &Site,
    route: &Route,
    id: RecordId,
    template: &'static str,
    section: &'static str,
) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let record = &site.briefing[id];
    let quotations = maker.quotations(Speaker::Record(id));
    let linked = |note: &&NoteId| quotations.binary_search(note).is_err();
    let description = maker.beginning(&record.profile);
    let structured_data = Some(maker.subject_data(id, description.as_deref()));
    let page = maker.page_view(section, Some(&record.name), description);
    let (mentions, mention_parts) = maker.mentions(id, 0);
    let view = EntityView {
        page: PageView {
            who: maker.who(&linked_on(&maker, id, quotations))?,
            structured_data,
            changed: maker.profile_changed(id),
            ..page
        },
        record: maker.record(id, Some(2)),
        extra: &record.extra,
        families: quotations.iter().filter_map(|note| maker.family(*note, true)).collect(),
        notes: site.index.links[id.index()]
            .iter()
            .filter(linked)
            .map(|note| maker.listed(*note))
            .collect::<Result<_, _>>()?,
        editors_form: maker.editors_form(id),
        forms: maker.forms(id),
        forms_counted: maker.forms_counted(id),
        forms_in_digests: maker.forms_in_digests(id),
        misspellings: maker.misspellings(id),
        mentions,
        mentions_listed: maker.mentions_listed(id),
        mention_parts,
        together: maker.together(id),
        together_counted: maker.together_counted(id),
        back_links: maker.back_links(&site.index.back.records[id.index()]),
    };
    site.template(template, &maker, &view)
}

/// What the page of a record links to, but the record itself.
fn linked_on(maker: &Maker, id: RecordId, quotations: &[NoteId]) -> Linked {
    let (record, index) = (&maker.site.briefing[id], maker.site.index);
    let affiliation = match &record.kind {
        RecordKind::Official { affiliation, .. } => *affiliation,
        RecordKind::Entity => None,
    };
    let notes = quotations.iter().chain(&index.links[id.index()]);
    Linked::default()
        .prose(&record.profile)
        .notes(maker.site.briefing, notes.copied())
        .records(maker.nearest(id).into_iter().map(|(record, _)| record))
        .records(record.part_of.into_iter().chain(affiliation))
        .records(index.parts[id.index()].iter().chain(&index.speakers[id.index()]).copied())
        .without(id)
}
