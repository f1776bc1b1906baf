//! The page for an address that there is not.

use serde::Serialize;

use super::engine::Shared;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `not_found.html`
#[derive(Debug, Serialize)]
struct NotFoundView {
    page: PageView,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let mut maker = Maker::new(site, route.clone());
    // It is shown at addresses of any depth, so its links hold only where they are absolute.
    maker.page.base_url = site.briefing.settings.base_url.as_deref();
    let mut page = maker.page_view("", Some(&site.words.not_found), None);
    page.hidden = true;
    page.structured_data = None;
    page.canonical = None;
    let absolute = Shared::new(&maker.site_view());
    let shared = [("t", &site.shared_words), ("site", &absolute)];
    site.templates.render("not_found.html", &shared, &NotFoundView { page })
}
