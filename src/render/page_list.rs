//! Every page there is: where it stands, and what it shows.

use crate::model::{ArticleId, NoteId, PageId, RecordId, TagId};
use crate::route::Route;

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Showing {
    Front,
    Articles,
    Entities,
    Officials,
    Claims,
    SharedPairs,
    Print,
    Search,
    NotFound,
    Corrections,
    Tags,
    Own(PageId),
    Article(ArticleId),
    /// What an article's page shows of what it links to.
    Previews(ArticleId),
    /// Where an article is that stood here once.
    Redirect(ArticleId),
    Record(RecordId),
    /// A page of a record's mentions behind its own, by its number.
    Mentions(RecordId, usize),
    Claim(NoteId),
    Tag(TagId),
    /// Words that two reports share, by the number of the pair among those that are listed.
    SharedPair(usize),
}

/// A page and where it stands.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) path: String,
    pub(crate) route: Route,
    pub(crate) showing: Showing,
}

/// Every page there is, in the order in which they are made: first the one that holds the whole briefing,
/// then by their paths.
#[derive(Debug, Default)]
pub(crate) struct PageList(Vec<Listed>);

impl PageList {
    /// Those that were listed, in whatever order.
    pub(super) fn new(mut list: Vec<Listed>) -> Self {
        list.sort_by(|a, b| a.order().cmp(&b.order()));
        Self(list)
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> &[Listed] {
        &self.0
    }

    /// The one at a path.
    pub(super) fn at(&self, path: &str) -> Option<&Listed> {
        let is_print = path == Route::Print.path();
        let index = self.0.binary_search_by(|it| it.order().cmp(&(!is_print, path))).ok()?;
        self.0.get(index)
    }
}

impl Listed {
    pub(super) fn new(route: Route, showing: Showing) -> Self {
        Self { path: route.path(), route, showing }
    }

    fn order(&self) -> (bool, &str) {
        (self.route != Route::Print, &self.path)
    }
}
