//! A page of the briefing's own: a method, a glossary.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::engine::Html;
use super::view::who::Linked;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::PageId;
use crate::route::Route;

/// `page.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OwnPageView<'a> {
    page: PageView,
    title: &'a str,
    body: Html,
    extra: &'a Map<String, Value>,
}

pub(super) fn render(site: &Site, route: &Route, id: PageId) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let own = &site.briefing[id];
    let description = maker.beginning(&own.text);
    let section = Maker::own_section(own);
    let view = OwnPageView {
        page: PageView {
            changed: maker.own_page_changed(id),
            who: maker.who(&Linked::default().prose(&own.text))?,
            ..maker.page_view(section, Some(&own.title), description)
        },
        title: &own.title,
        body: maker.body(&own.text, "", Some(2)),
        extra: &own.extra,
    };
    site.template("page.html", &maker, &view)
}
