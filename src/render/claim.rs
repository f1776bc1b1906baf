//! A claim: one question, the reports side by side.

use serde::Serialize;

use super::view::claim::ClaimView;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::NoteId;
use crate::route::Route;

/// `claim.html`
#[derive(Debug, Serialize)]
struct ClaimPageView {
    page: PageView,
    claim: Option<ClaimView>,
}

pub(super) fn render(site: &Site, route: &Route, id: NoteId) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let note = &site.briefing[id];
    let description = maker.beginning(&note.body);
    let structured_data = Some(maker.claim_data(id, description.as_deref()));
    let page = maker.page_view("claims", Some(&note.title), description);
    let view = ClaimPageView { page: PageView { structured_data, ..page }, claim: maker.claim(id) };
    site.template("claim.html", route, &view)
}
