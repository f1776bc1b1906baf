//! The list of officials, the most quoted first.

use serde::Serialize;

use super::view::record::RecordLine;
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::model::{RecordId, RecordKind, Speaker};
use crate::route::Route;

/// `officials.html`
#[derive(Debug, Serialize)]
struct OfficialsView {
    page: PageView,
    officials: Vec<SpeakerView>,
    others: Vec<SpeakerView>,
}

/// A speaker and the titles of what they said.
#[derive(Debug, Serialize)]
struct SpeakerView {
    record: RecordLine,
    quotations: Vec<LinkView>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let speaker = |id: RecordId| SpeakerView {
        record: maker.record_line(id),
        quotations: maker
            .quotations(Speaker::Record(id))
            .iter()
            .map(|note| LinkView {
                label: site.briefing[*note].title.clone(),
                href: Some(maker.page.note(*note)),
            })
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
        page: maker.page_view("officials", Some(&site.words.officials), None),
        officials: officials.into_iter().map(speaker).collect(),
        others: others.into_iter().map(speaker).collect(),
    };
    site.template("officials.html", route, &view)
}
