//! The list of claims: a matrix of questions and reports, where the reports are few.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::matrix::MatrixView;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::route::Route;

/// `claims.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimsView {
    page: PageView,
    matrix: MatrixView,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let view = ClaimsView {
        page: maker.page_view("claims", Some(&site.words.claims), None),
        matrix: maker.matrix(&site.index.claims),
    };
    site.template("claims.html", &maker, &view)
}
