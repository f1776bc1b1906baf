//! A small page at an article's earlier id.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `redirect.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RedirectView {
    page: PageView,
    href: String,
}

pub(super) fn render(site: &Site, route: &Route, to: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let mut page = maker.page_view("articles", Some(&site.words.moved), None);
    page.hidden = true;
    page.structured_data = None;
    let href = maker.page.link(to);
    // Without an absolute address, a relative one tells search engines as much.
    let base_url = site.briefing.settings.base_url.as_deref();
    page.canonical = Some(base_url.map_or_else(|| href.clone(), |base| to.absolute(base)));
    site.template("redirect.html", &maker, &RedirectView { page, href })
}
