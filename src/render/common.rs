//! Views that are made once for all pages from which their links are the same: those of a folder.

use std::sync::OnceLock;

use super::MadePart;
use super::engine::Shared;
use super::view::LinkView;
use crate::model::Briefing;
use crate::route::Route;

/// What the pages of one folder have in common, each made when it is first asked for.
#[derive(Debug)]
pub(crate) struct Common {
    /// `site`
    pub(crate) site: OnceLock<Shared>,
    /// By article.
    pub(crate) articles: Vec<OnceLock<LinkView>>,
    /// By record: the link to it, and what a preview shows of it.
    pub(crate) records: Vec<OnceLock<LinkView>>,
    pub(crate) who: Vec<OnceLock<MadePart>>,
    /// What previews show of notes and of articles.
    pub(crate) notes_seen: Vec<OnceLock<MadePart>>,
    pub(crate) articles_seen: Vec<OnceLock<MadePart>>,
}

impl Common {
    pub(crate) fn new(briefing: &Briefing) -> Self {
        Self {
            site: OnceLock::new(),
            articles: none_of(&briefing.articles),
            records: none_of(&briefing.records),
            who: none_of(&briefing.records),
            notes_seen: none_of(&briefing.notes),
            articles_seen: none_of(&briefing.articles),
        }
    }
}

/// A place for each of those, with nothing in it yet.
pub(crate) fn none_of<T, U>(those: &[T]) -> Vec<OnceLock<U>> {
    those.iter().map(|_| OnceLock::new()).collect()
}

/// From where a page's links are seen: its folder. Those of the page that holds the whole briefing
/// stay in it.
pub(crate) fn viewpoint(route: &Route) -> String {
    let path = route.path();
    match route {
        Route::Print => path,
        _ => path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned()),
    }
}

/// A place in a folder that no page is in. All folders are as deep as each other, so a link from
/// there, which goes through the root, is good in all.
pub(crate) fn any_folder() -> Route {
    Route::File("any/page.html".into())
}
