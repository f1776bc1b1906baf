//! A report, and what the briefing has of it.

use super::node::{Node, block};
use super::{Html, Maker, Writer};
use crate::collate::Counted;
use crate::model::{Article, ArticleId, Author, RecordId, TextKind};
use std::collections::BTreeSet;

impl Maker<'_> {
    /// The page of a report.
    pub(crate) fn report_data(&self, id: ArticleId, description: Option<&str>) -> Html {
        let writer = Writer::new(self);
        let article = &self.site.briefing[id];
        let digest = article.kind == TextKind::Digest;
        let notes = &self.site.index.notes[id.index()];
        let mut page =
            writer.about_report(id, description).list("keywords", writer.keywords(notes));
        let mut report = writer.report(id);
        match digest {
            true => {
                page = page.list("mentions", writer.named(id));
                report = report.list("mentions", writer.counted(id));
            }
            // Where not all is shown, in what order names stand is not told.
            false if article.share.is_some() => {
                report = report.list("mentions", writer.counted(id));
            }
            false => report = report.list("mentions", writer.named(id)),
        }
        let mut graph = vec![page, report];
        graph.extend(writer.printings(id));
        graph.extend(writer.own_words(id));
        block(graph)
    }
}

impl Writer<'_> {
    /// The page: of a digest, the editor's article; else a page that shows the report, or tells of
    /// it.
    fn about_report(&self, id: ArticleId, description: Option<&str>) -> Node {
        let article = &self.site.briefing[id];
        let title = Some(article.title.as_str());
        let report = Node::id(self.report_id(id));
        match (article.kind, article.shown()) {
            (TextKind::Digest, _) => self
                .this_page("Article", title, description)
                .with("headline", article.title.as_str())
                .maybe("editor", self.editor())
                .with("isBasedOn", report),
            (_, Some(_)) => {
                self.this_page("WebPage", title, description).with("mainEntity", report)
            }
            (_, None) => self.this_page("WebPage", title, description).with("about", report),
        }
    }

    /// The report, as it was published.
    fn report(&self, id: ArticleId) -> Node {
        let article = &self.site.briefing[id];
        let house = |name: &Option<String>| {
            name.as_deref().map(|name| Node::new("Organization").with("name", name))
        };
        Node::new("NewsArticle")
            .with("@id", self.report_id(id))
            .with("headline", article.title.as_str())
            .list("author", authors(article))
            .maybe("publisher", house(&article.publisher))
            .maybe("sourceOrganization", house(&article.agency))
            .maybe("datePublished", article.published.map(|date| date.to_string()))
            .maybe("url", article.url.as_deref())
            .maybe("archivedAt", article.archive_url.as_deref())
            .with("inLanguage", article.language.as_str())
    }

    /// What the text names, each once, in order.
    fn named(&self, id: ArticleId) -> Vec<Node> {
        let mut told: BTreeSet<RecordId> = BTreeSet::new();
        let mentions = self.site.briefing.mentions_in(id).iter();
        let first = mentions.filter(|mention| told.insert(mention.record));
        first.map(|mention| self.subject_in_brief(mention.record)).collect()
    }

    /// What a report names that is not shown whole, each once.
    fn counted(&self, id: ArticleId) -> Vec<Node> {
        let namings = &self.site.collation.namings;
        let is_named = |record: &RecordId| {
            let named = namings.in_article(*record, id);
            named.is_some_and(|named| named.counted != Counted::Digest)
        };
        let records = self.site.briefing.records().map(|(record, _)| record);
        records.filter(is_named).map(|record| self.subject_in_brief(record)).collect()
    }
}

/// The by-line: people, where they surely are, and its publisher or agency.
fn authors(article: &Article) -> Vec<Node> {
    let houses = [article.publisher.as_deref(), article.agency.as_deref()];
    let author = |(author, name): (Author, &String)| {
        let node = match author {
            Author::Person { .. } => Node::new("Person"),
            Author::Literal(name) if houses.contains(&Some(name)) => Node::new("Organization"),
            Author::Literal(_) => Node::default(),
        };
        node.with("name", name.as_str())
    };
    article.authors().zip(&article.authors).map(author).collect()
}
