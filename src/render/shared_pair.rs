//! The words that two reports share, side by side.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::bands::SharedPicture;
use super::view::shared_run::{RunView, SideView};
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::collate::SharedPair;
use crate::i18n::fill;
use crate::route::Route;

/// `shared_pair.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SharedPairView {
    page: PageView,
    title: String,
    facts: String,
    precedence: String,
    agency: Option<String>,
    sides: Vec<SideView>,
    /// Both reports as columns, where their texts are here whole.
    picture: Option<SharedPicture>,
    runs: Vec<RunView>,
    runs_left_out: Option<String>,
    /// Texts that very many print, of which both print parts that are not counted here.
    texts: Vec<LinkView>,
    all_href: String,
}

pub(super) fn render(site: &Site, route: &Route, pair: &SharedPair) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let words = site.words;
    let (title, facts) = (maker.pair_title(pair), maker.pair_facts(pair));
    let shown = pair.runs.len();
    let view = SharedPairView {
        page: maker.page_view("shared", Some(&title), Some(facts.clone())),
        title,
        facts,
        precedence: maker.precedence(pair),
        agency: maker.common_agency(pair),
        sides: maker.pair_sides(pair),
        picture: maker.shared_picture(pair),
        runs: pair.runs.iter().map(|run| maker.run(pair, run)).collect(),
        runs_left_out: (pair.in_part || shown < pair.run_count).then(|| {
            let all = maker.count(&words.run_one, &words.run_many, pair.run_count);
            if pair.in_part {
                return fill(&words.runs_in_part, &[("runs", &all)]);
            }
            fill(&words.runs_left_out, &[("n", &words.number(shown)), ("runs", &all)])
        }),
        texts: maker.texts_of_both(pair.articles),
        all_href: maker.page.link(&Route::Shared),
    };
    site.template("shared_pair.html", &maker, &view)
}
