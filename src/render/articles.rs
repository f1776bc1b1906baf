//! The list of articles, in order of publication.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::adds::AddsView;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `articles.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ArticlesView {
    page: PageView,
    articles: Vec<AddsView>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let view = ArticlesView {
        page: maker.page_view("articles", Some(&site.words.articles), None),
        articles: maker.what_each_adds(),
    };
    site.template("articles.html", &maker, &view)
}
