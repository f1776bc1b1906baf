//! The list of reports that share words, the strongest pairs first.

use serde::Serialize;

use super::view::shared::{BoilerplateView, PairLine};
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::model::TextKind;
use crate::route::Route;
use crate::words::fill;

/// `shared.html`
#[derive(Debug, Serialize)]
struct SharedView {
    page: PageView,
    compared: String,
    caution: Option<String>,
    pairs: Vec<PairLine>,
    pairs_left_out: Option<String>,
    data: LinkView,
    boilerplate: Vec<BoilerplateView>,
    boilerplate_left_out: Option<String>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let (shared, words) = (&site.collation.shared, site.words);
    let pairs: Vec<PairLine> = shared.with_pages().map(|pair| maker.pair_line(pair)).collect();
    let left_out = |pattern: &str, shown: usize, all: usize| {
        let counts = [("n", words.number(shown)), ("all", words.number(all))];
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        (shown < all).then(|| fill(pattern, &counts))
    };
    let data = "shared.csv";
    let view = SharedView {
        page: maker.page_view("shared", Some(&words.shared), Some(words.shared_explained.clone())),
        compared: compared(&maker),
        caution: caution(site),
        pairs_left_out: left_out(&words.pairs_left_out, pairs.len(), shared.pair_count),
        pairs,
        data: LinkView::new(data, &maker.page.link(&Route::File(data.to_owned()))),
        boilerplate: shared.boilerplate.iter().filter_map(|it| maker.boilerplate(it)).collect(),
        boilerplate_left_out: left_out(
            &words.boilerplate_left_out,
            shared.boilerplate.len(),
            shared.boilerplate_count,
        ),
    };
    site.template("shared.html", &maker, &view)
}

/// How many reports are compared.
fn compared(maker: &Maker) -> String {
    let (site, words) = (maker.site, maker.words());
    let reports = maker.reports(site.briefing.articles.len());
    match site.collation.shared.compared() {
        all if all == site.briefing.articles.len() => {
            fill(&words.compared_all, &[("reports", &reports)])
        }
        some => fill(&words.compared_some, &[("n", &words.number(some)), ("reports", &reports)]),
    }
}

/// Whose words those of digests are, where digests are compared.
fn caution(site: &Site) -> Option<String> {
    let compared = || site.briefing.articles.iter().filter(|article| article.shown().is_some());
    let digests = compared().filter(|article| article.kind == TextKind::Digest).count();
    match digests {
        0 => None,
        all if all == compared().count() => Some(site.words.digests_all.clone()),
        _ => Some(site.words.digests_some.clone()),
    }
}
