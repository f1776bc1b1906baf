//! The list of articles, in order of publication; where they are many, by month.

use schemars::JsonSchema;
use serde::Serialize;

use super::dates::in_words;
use super::view::adds::AddsView;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::model::{ArticleId, PartialDate};
use crate::route::Route;

/// More than so many reports are grouped by month, and can be narrowed to some.
const MANY: usize = 40;

/// `articles.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ArticlesView {
    page: PageView,
    /// None where they are grouped.
    articles: Vec<AddsView>,
    months: Vec<MonthView>,
}

/// The reports of a month, of a year of which no more is known, or of no known date.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MonthView {
    id: String,
    label: String,
    count: String,
    articles: Vec<AddsView>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let reports = maker.what_each_adds();
    let (articles, months) = match reports.len() > MANY {
        true => (Vec::new(), by_month(&maker, reports)),
        false => (reports, Vec::new()),
    };
    let page = maker.page_view("articles", Some(&site.words.articles), None);
    site.template("articles.html", &maker, &ArticlesView { page, articles, months })
}

fn by_month(maker: &Maker, reports: Vec<AddsView>) -> Vec<MonthView> {
    let published = |id: ArticleId| maker.site.briefing[id].published.map(PartialDate::month_of);
    let mut months: Vec<(Option<PartialDate>, Vec<AddsView>)> = Vec::new();
    for (id, report) in maker.site.articles().zip(reports) {
        match months.last_mut() {
            Some((month, those)) if *month == published(id) => those.push(report),
            _ => months.push((published(id), vec![report])),
        }
    }
    let months = months.into_iter().map(|(month, articles)| MonthView {
        id: month.map_or_else(|| "_undated".to_owned(), |month| format!("_{month}")),
        label: month
            .map_or_else(|| maker.words().undated.clone(), |month| in_words(month, maker.words())),
        count: maker.reports(articles.len()),
        articles,
    });
    months.collect()
}
