//! The page for searching. Its results are made by the reader's browser.

use serde::Serialize;

use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `search.html`
#[derive(Debug, Serialize)]
struct SearchView {
    page: PageView,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let mut page = maker.page_view("search", Some(&site.words.search), None);
    page.hidden = true;
    page.structured_data = None;
    site.template("search.html", &maker, &SearchView { page })
}
