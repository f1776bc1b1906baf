//! The list of officials, the most quoted first.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::carriage::CarriageView;
use super::view::columns::{ColumnView, MarkView};
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
    columns: Vec<ColumnView>,
    /// What the figures beside those of whom there are several statements are.
    figures_key: Option<String>,
}

/// A speaker and the titles of what they said.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpeakerView {
    record: RecordLine,
    /// What they said, where that is one thing alone; else all that they said.
    statement: Option<StatementView>,
    quotations: Vec<StatementView>,
    /// In how many reports that one of these was found that most have.
    found_in: usize,
    marks: Vec<MarkView>,
}

/// Something that was said, and who carries it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatementView {
    pub(super) quotation: LinkView,
    pub(super) carriage: Option<CarriageView>,
    pub(super) marks: Vec<MarkView>,
}

impl StatementView {
    pub(super) fn new(maker: &Maker, note: NoteId) -> Self {
        let quotation = LinkView::new(&maker.site.briefing[note].title, &maker.page.note(note));
        Self { quotation, carriage: maker.carriage(note), marks: maker.statement_marks(note) }
    }
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let receptions = &site.collation.receptions;
    let statement = |note: &NoteId| StatementView::new(&maker, *note);
    let speaker = |id: RecordId| {
        let quotations = maker.quotations(Speaker::Record(id));
        let (only, several) = match quotations {
            [only] => (Some(statement(only)), Vec::new()),
            several => (None, several.iter().map(statement).collect()),
        };
        SpeakerView {
            record: maker.record_line(id),
            marks: match &only {
                Some(only) => only.marks.clone(),
                None => maker.found_marks(quotations),
            },
            statement: only,
            quotations: several,
            found_in: quotations.iter().map(|note| receptions.found(*note)).max().unwrap_or(0),
        }
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
        let order = |id: &RecordId| (std::cmp::Reverse(quoted(*id)), site.briefing.name_order(*id));
        list.sort_by_cached_key(order);
    }
    let columns = maker.columns();
    let figures = !columns.is_empty() && officials.iter().chain(&others).any(|id| quoted(*id) > 1);
    let view = OfficialsView {
        columns,
        figures_key: figures.then(|| site.words.figures_key.clone()),
        page: maker.page_view("officials", Some(&site.words.officials), None),
        officials: officials.into_iter().map(speaker).collect(),
        others: others.into_iter().map(speaker).collect(),
    };
    site.template("officials.html", &maker, &view)
}
