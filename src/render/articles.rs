//! The list of articles, in order of publication.

use serde::Serialize;

use super::view::article::ArticleLine;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `articles.html`
#[derive(Debug, Serialize)]
struct ArticlesView {
    page: PageView,
    articles: Vec<ArticleLine>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let view = ArticlesView {
        page: maker.page_view("articles", Some(&site.words.articles), None),
        articles: site.articles().map(|id| maker.article_line(id)).collect(),
    };
    site.template("articles.html", &maker, &view)
}
