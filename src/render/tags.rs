//! The list of tags.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::tag::TagLine;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `tags.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TagsView {
    page: PageView,
    tags: Vec<TagLine>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let view = TagsView {
        page: maker.page_view("tags", Some(&site.words.tags), None),
        tags: site.briefing.tags().map(|(id, _)| maker.tag_line(id)).collect(),
    };
    site.template("tags.html", &maker, &view)
}
