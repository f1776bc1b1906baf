//! The list of reports that share words, the strongest pairs first.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::common_text::CommonTextView;
use super::view::shared_run::{BoilerplateView, PairLine};
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::i18n::fill;
use crate::route::Route;

/// `shared.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SharedView {
    page: PageView,
    compared: String,
    /// Where figures of digests and excerpts were counted.
    counted: Option<String>,
    pairs: Vec<PairLine>,
    /// That there are none, where reports are compared.
    none: Option<String>,
    /// That their words are not all shown.
    in_part: Option<String>,
    pairs_left_out: Option<String>,
    data: LinkView,
    texts: Vec<CommonTextView>,
    texts_left_out: Option<String>,
    boilerplate: Vec<BoilerplateView>,
    boilerplate_left_out: Option<String>,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let (shared, words) = (&site.collation.shared, site.words);
    let pairs: Vec<PairLine> = shared.listed().iter().map(|it| maker.pair_line(it)).collect();
    let pinned = shared.listed().iter().any(|pair| pair.pinned);
    let in_part = shared.listed().iter().any(|pair| pair.in_part);
    let left_out = |pattern: &str, shown: usize, all: usize| {
        let counts = [("n", words.number(shown)), ("all", words.number(all))];
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        (shown < all).then(|| fill(pattern, &counts))
    };
    let data = "shared.csv";
    let view = SharedView {
        page: maker.page_view("shared", Some(&words.shared), Some(words.shared_explained.clone())),
        compared: compared(&maker),
        counted: pinned.then(|| words.words_counted_in_reports.clone()),
        in_part: in_part.then(|| words.shared_in_part.clone()),
        pairs_left_out: left_out(&words.pairs_left_out, pairs.len(), shared.pair_count),
        none: (pairs.is_empty() && shared.compared() > 1).then(|| {
            match shared.boilerplate.is_empty() && shared.texts.is_empty() {
                true => words.shared_none.clone(),
                false => words.shared_none_else.clone(),
            }
        }),
        pairs,
        data: LinkView::new(data, &maker.page.link(&Route::File(data.to_owned()))),
        texts: {
            let texts = shared.texts.iter().enumerate();
            texts.filter_map(|(number, text)| maker.common_text(number, text)).collect()
        },
        texts_left_out: left_out(&words.texts_left_out, shared.texts.len(), shared.text_count),
        boilerplate: shared.boilerplate.iter().filter_map(|it| maker.boilerplate(it)).collect(),
        boilerplate_left_out: left_out(
            match shared.boilerplate_in_part {
                true => &words.boilerplate_in_part,
                false => &words.boilerplate_left_out,
            },
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
