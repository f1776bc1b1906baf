//! The menu.

use std::borrow::Cow;

use super::Maker;
use super::link::NavView;
use crate::model::{NavItem, Page, RecordId, RecordKind, SiteList};
use crate::route::Route;

impl<'a> Maker<'a> {
    /// The menu as the settings have it; else the lists that hold something, then the briefing's own
    /// pages.
    pub(super) fn nav(&self) -> Vec<NavView<'a>> {
        let briefing = self.site.briefing;
        let items: Vec<NavItem> = match &briefing.chrome.nav {
            Some(items) => items.clone(),
            None => {
                let lists = SiteList::ALL.iter().filter(|list| self.holds_something(**list));
                let pages = briefing.pages().map(|(id, _)| NavItem::Page(id));
                lists.map(|list| NavItem::List(*list)).chain(pages).collect()
            }
        };
        items.into_iter().filter(|it| self.has_page(*it)).map(|it| self.nav_item(it)).collect()
    }

    /// Every list there is, and every page of the briefing's own.
    pub(crate) fn lists(&self) -> Vec<NavView<'a>> {
        let lists = SiteList::ALL.iter().map(|list| NavItem::List(*list));
        let pages = self.site.briefing.pages().map(|(id, _)| NavItem::Page(id));
        let items = lists.chain(pages).filter(|item| self.has_page(*item));
        items.map(|item| self.nav_item(item)).collect()
    }

    /// Whether there is a page to link to: that of all tags is made only where there are some.
    fn has_page(&self, item: NavItem) -> bool {
        item != NavItem::List(SiteList::Tags) || self.holds_something(SiteList::Tags)
    }

    fn nav_item(&self, item: NavItem) -> NavView<'a> {
        let words = self.words();
        let (section, label, route) = match item {
            NavItem::Page(id) => {
                let page = &self.site.briefing[id];
                (Self::own_section(page), page.title.as_str(), self.site.briefing.page_route(id))
            }
            NavItem::List(list) => {
                let (section, label, route) = match list {
                    SiteList::Reports => ("articles", &words.articles, Route::Articles),
                    SiteList::Entities => ("entities", &words.entities, Route::Entities),
                    SiteList::Officials => ("officials", &words.officials, Route::Officials),
                    SiteList::Claims => ("claims", &words.claims, Route::Claims),
                    SiteList::Tags => ("tags", &words.tags, Route::Tags),
                    SiteList::Shared => ("shared", &words.shared, Route::Shared),
                    SiteList::Print => ("print", &words.print, Route::Print),
                };
                (Cow::Borrowed(section), label.as_str(), route)
            }
        };
        NavView { section, label, href: self.page.link(&route) }
    }

    /// Whether a list has anything in it; of the page that holds the whole briefing, whether there is
    /// anything to hold.
    fn holds_something(&self, list: SiteList) -> bool {
        let briefing = self.site.briefing;
        let official = |id: RecordId| matches!(briefing[id].kind, RecordKind::Official { .. });
        let records = || briefing.records().map(|(id, _)| id);
        match list {
            SiteList::Reports => !briefing.articles.is_empty(),
            SiteList::Entities => records().any(|id| !official(id)),
            SiteList::Officials => records().any(official),
            SiteList::Claims => !self.site.index.claims.is_empty(),
            SiteList::Tags => !briefing.tags.is_empty(),
            SiteList::Shared => !self.site.collation.shared.pairs.is_empty(),
            SiteList::Print => !briefing.articles.is_empty() || !briefing.notes.is_empty(),
        }
    }

    /// What the page of a page of the briefing's own is called in the menu.
    pub(crate) fn own_section(page: &Page) -> Cow<'static, str> {
        Cow::Owned(format!("pages/{}", page.slug))
    }
}
