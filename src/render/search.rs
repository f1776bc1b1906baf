//! The page for searching. Its results are made by the reader's browser.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{Maker, NavView, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `search.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SearchView<'a> {
    page: PageView,
    lists: Vec<NavView<'a>>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let mut page = maker.page_view("search", Some(&site.words.search), None);
    page.hidden = true;
    page.structured_data = None;
    site.template("search.html", &maker, &SearchView { page, lists: maker.lists() })
}
