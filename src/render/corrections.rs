//! What the briefing itself had wrong, and since when it is right.

use serde::Serialize;

use super::engine::Html;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::Corrections;
use crate::route::Route;

/// `corrections.html`
#[derive(Debug, Serialize)]
struct CorrectionsView {
    page: PageView,
    body: Html,
}

pub(super) fn render(site: &Site, route: &Route, corrections: &Corrections) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let view = CorrectionsView {
        page: maker.page_view("corrections", Some(&site.words.corrections), None),
        body: maker.body(&corrections.text, "", Some(2)),
    };
    site.template("corrections.html", &maker, &view)
}
