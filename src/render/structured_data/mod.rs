//! A page's content as schema.org data, for search engines and other programs: JSON-LD.
//!
//! The site is the editor's and the reports are not: a page that shows a report's own words has the
//! report as its subject, and a digest is an article of the editor's that is based on it. Nothing
//! is said that the page does not show.

mod answers;
mod node;
mod quotations;
mod report;
mod subject;

use std::collections::BTreeSet;

use super::Site;
use super::engine::Html;
use super::view::Maker;
use crate::html::HtmlPage;
use crate::model::{ArticleId, Named, NoteId, RecordId, TagId, TextKind, named};
use crate::route::{Route, SitePlace};
use node::{Node, block};

/// Writes the data of one page. Addresses are absolute where the site's is known.
struct Writer<'a> {
    site: &'a Site<'a>,
    maker: &'a Maker<'a>,
    page: HtmlPage<'a>,
}

impl<'a> Maker<'a> {
    /// A page that is nothing but a page.
    pub(crate) fn page_data(&self, title: Option<&str>, description: Option<&str>) -> Html {
        let writer = Writer::new(self);
        let kind = match self.page.route {
            Route::Front => return block(vec![writer.whole_site()]),
            Route::Articles
            | Route::Entities
            | Route::Officials
            | Route::Claims
            | Route::Tags
            | Route::Tag(_)
            | Route::Shared => "CollectionPage",
            _ => "WebPage",
        };
        block(vec![writer.this_page(kind, title, description)])
    }
}

impl<'a> Writer<'a> {
    fn new(maker: &'a Maker<'a>) -> Self {
        let base_url = maker.site.briefing.settings.base_url.as_deref();
        Self { site: maker.site, maker, page: HtmlPage { base_url, ..maker.page.clone() } }
    }

    /// The briefing.
    fn whole_site(&self) -> Node {
        let settings = &self.site.briefing.settings;
        Node::new("WebSite")
            .with("@id", self.page.link(&Route::Front))
            .with("name", settings.title.as_str())
            .maybe("description", settings.description.as_deref())
            .with("inLanguage", settings.language.as_str())
            .maybe("editor", self.editor())
    }

    /// Who answers for the briefing; whether that is one person is not known.
    fn editor(&self) -> Option<Node> {
        let settings = &self.site.briefing.settings;
        let editor = settings.editor.as_deref()?;
        // Of which type the others are is not known, and a name without one is no value.
        let kind = match named(editor, &settings.language)? {
            Named::Person => "Person",
            Named::Institution => "Organization",
        };
        Some(Node::new(kind).with("name", editor))
    }

    /// The page itself.
    fn this_page(&self, kind: &str, title: Option<&str>, description: Option<&str>) -> Node {
        let settings = &self.site.briefing.settings;
        Node::new(kind)
            .with("@id", self.this())
            .with("name", title.unwrap_or(&settings.title))
            .maybe("description", description)
            .with("inLanguage", settings.language.as_str())
            .with("isPartOf", Node::id(self.page.link(&Route::Front)))
    }

    /// What notes are about: the names of their tags, each once, in their order.
    fn keywords(&self, notes: &[NoteId]) -> Vec<&'a str> {
        let briefing = self.site.briefing;
        let tags: BTreeSet<TagId> =
            notes.iter().flat_map(|note| &briefing[*note].tags).copied().collect();
        tags.into_iter().map(|tag| briefing[tag].name.as_str()).collect()
    }

    /// The page's own address.
    fn this(&self) -> String {
        self.page.link(&self.page.route)
    }

    /// The id of a report, which is not its page's.
    fn report_id(&self, id: ArticleId) -> String {
        self.page.link_to(&SitePlace::at(self.site.briefing.article_route(id), "_report"))
    }

    /// The id of the text that the site has of a report: of a digest, the editor's article.
    fn text_id(&self, id: ArticleId) -> String {
        match self.site.briefing[id].kind {
            TextKind::Digest => self.page.link(&self.site.briefing.article_route(id)),
            TextKind::Full | TextKind::Excerpt => self.report_id(id),
        }
    }

    /// The id of what an entity or official is, which is not its page's.
    fn subject_id(&self, id: RecordId) -> String {
        self.page.link_to(&SitePlace::at(self.site.briefing.record_route(id), "_subject"))
    }
}
