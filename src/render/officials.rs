//! The list of officials, the most quoted first.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::carriage::CarriageView;
use super::view::record::RecordLine;
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::model::{NoteId, RecordId, RecordKind, Speaker};
use crate::route::Route;

/// `officials.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OfficialsView {
    page: PageView,
    officials: Vec<SpeakerView>,
    others: Vec<SpeakerView>,
    marks: bool,
}

/// A speaker and the titles of what they said.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpeakerView {
    record: RecordLine,
    quotations: Vec<StatementView>,
}

/// Something that was said, and who carries it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatementView {
    pub(super) quotation: LinkView,
    pub(super) carriage: Option<CarriageView>,
}

impl StatementView {
    pub(super) fn new(maker: &Maker, note: NoteId) -> Self {
        let quotation = LinkView::new(&maker.site.briefing[note].title, &maker.page.note(note));
        Self { quotation, carriage: maker.carriage(note) }
    }
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let speaker = |id: RecordId| SpeakerView {
        record: maker.record_line(id),
        quotations: maker
            .quotations(Speaker::Record(id))
            .iter()
            .map(|note| StatementView::new(&maker, *note))
            .collect(),
    };
    let quoted = |id: RecordId| maker.quotations(Speaker::Record(id)).len();
    let (mut officials, mut others) = (Vec::new(), Vec::new());
    for (id, record) in site.briefing.records() {
        match record.kind {
            RecordKind::Official { .. } => officials.push(id),
            RecordKind::Entity if quoted(id) > 0 => others.push(id),
            RecordKind::Entity => {}
        }
    }
    for list in [&mut officials, &mut others] {
        list.sort_by_key(|id| (std::cmp::Reverse(quoted(*id)), *id));
    }
    let view = OfficialsView {
        marks: maker.marks(),
        page: maker.page_view("officials", Some(&site.words.officials), None),
        officials: officials.into_iter().map(speaker).collect(),
        others: others.into_iter().map(speaker).collect(),
    };
    site.template("officials.html", &maker, &view)
}
