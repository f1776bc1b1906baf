//! Where an entity or official is named, as far as its own page has no room for it.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::mention::{MentionPartView, MentionsView};
use super::view::record::RecordLine;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::{RecordId, RecordKind};
use crate::route::Route;

/// `mentions.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MentionsPageView {
    page: PageView,
    line: RecordLine,
    mentions: Vec<MentionsView>,
    parts: Vec<MentionPartView>,
}

/// Makes the page of a number; 0 would be the record's own.
pub(super) fn render(site: &Site, route: &Route, id: RecordId, number: usize) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let record = &site.briefing[id];
    let section = match record.kind {
        RecordKind::Entity => "entities",
        RecordKind::Official { .. } => "officials",
    };
    let (mentions, parts) = maker.mentions(id, number);
    let range = parts.get(number).map(|part| part.range.as_str()).unwrap_or_default();
    let title = [&record.name, ", ", &maker.words().mentions, " ", range].concat();
    let view = MentionsPageView {
        page: maker.page_view(section, Some(&title), None),
        line: maker.record_line(id),
        mentions,
        parts,
    };
    site.template("mentions.html", &maker, &view)
}
