//! The page for an address that there is not.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `not_found.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NotFoundView {
    page: PageView,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    // It is shown at addresses of any depth, so its links count from the host's root; the host is left
    // open, so that a copy of the site elsewhere is whole.
    let maker = Maker::from_root(site, route.clone());
    let mut page = maker.page_view("", Some(&site.words.not_found), None);
    page.hidden = true;
    page.structured_data = None;
    page.canonical = None;
    site.template("not_found.html", &maker, &NotFoundView { page })
}
