//! Claims: what the editor asks is a question, and each answer to it a claim.

use super::node::{Node, block};
use super::{Html, Maker, Writer};
use crate::collate::{AgainstFinding, ClaimTable};
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId, TextKind};
use crate::route::{Route, SitePlace};
use jiff::tz::TimeZone;

impl Maker<'_> {
    /// The page of a question.
    pub(crate) fn claim_data(&self, id: NoteId, description: Option<&str>) -> Html {
        let writer = Writer::new(self);
        let title = self.site.briefing[id].title.as_str();
        let table = self.site.collation.claim(id);
        let answers: Vec<Node> = table
            .into_iter()
            .flat_map(|table| (0..table.groups.len()).filter_map(|it| writer.answer(table, it)))
            .collect();
        let page = writer.this_page("WebPage", Some(title), description);
        let mut graph = vec![page.list("keywords", writer.keywords(&[id]))];
        graph.extend(answers);
        if self.site.briefing.settings.claim_reviews {
            let tables = self.site.collation.claim(id).into_iter();
            graph.extend(tables.flat_map(|table| writer.reviews(table)));
        }
        block(graph)
    }
}

impl Writer<'_> {
    /// What the editor's own answer says of each of the reports' answers, where it says something: of
    /// one that can be true as well, or that cannot be compared, nothing is said.
    fn reviews(&self, table: &ClaimTable) -> Vec<Node> {
        let Some(finding) = self.maker.found(table.note) else { return Vec::new() };
        let words = self.maker.words();
        let review = |group: usize| {
            let of = table.groups.get(group)?.cells.iter();
            let mut relations = of.map(|cell| table.cells.get(*cell)?.finding);
            let first = relations.next()??;
            // Answers of one group are the same, and must stand to it alike.
            let alike = relations.all(|relation| relation == Some(first));
            let pattern = match first {
                AgainstFinding::Agrees if alike => &words.review_agrees,
                AgainstFinding::Contradicts if alike => &words.review_contradicts,
                _ => return None,
            };
            let told = fill(pattern, &[("value", &finding.value.raw)]);
            let note = &self.site.briefing[table.note];
            let place =
                SitePlace::at(Route::Claim(note.slug.clone()), format!("_review_{}", group + 1));
            let published = note.changed.map(|time| time.to_zoned(TimeZone::UTC).date());
            Some(
                Node::new("ClaimReview")
                    .with("@id", self.page.link_to(&place))
                    .with("url", self.this())
                    .with("claimReviewed", self.claim_text(table, group)?)
                    .with("itemReviewed", Node::id(self.answer_id(table, group)))
                    .with("reviewRating", Node::new("Rating").with("alternateName", told))
                    .maybe("author", self.editor())
                    .maybe("datePublished", published.map(|day| day.to_string())),
            )
        };
        (0..table.groups.len()).filter_map(review).collect()
    }

    /// One answer, with every report that gives it.
    fn answer(&self, table: &ClaimTable, group: usize) -> Option<Node> {
        let articles = answering(table, group);
        let appearance = |id: &ArticleId| {
            let article = &self.site.briefing[*id];
            let kind = match article.kind {
                TextKind::Digest => "Article",
                TextKind::Full | TextKind::Excerpt => "NewsArticle",
            };
            let text = Node::new(kind).with("@id", self.text_id(*id));
            text.with("headline", article.title.as_str())
        };
        let appearances = articles.iter().map(appearance).collect();
        Some(self.claim(table, group)?.list("appearance", appearances))
    }

    fn claim(&self, table: &ClaimTable, group: usize) -> Option<Node> {
        let text = self.claim_text(table, group)?;
        Some(Node::new("Claim").with("@id", self.answer_id(table, group)).with("text", text))
    }

    /// The question, and the answer to it.
    fn claim_text(&self, table: &ClaimTable, group: usize) -> Option<String> {
        let answer = &table.groups.get(group)?.value;
        let question = self.site.briefing[table.note].title.as_str();
        Some(match question.ends_with(['?', '？', '؟', ':']) {
            true => format!("{question} {answer}"),
            false => format!("{question}: {answer}"),
        })
    }

    fn answer_id(&self, table: &ClaimTable, group: usize) -> String {
        let note = &self.site.briefing[table.note];
        let place =
            SitePlace::at(Route::Claim(note.slug.clone()), format!("_answer_{}", group + 1));
        self.page.link_to(&place)
    }
}

/// The reports that give an answer, each once, in order of publication.
fn answering(table: &ClaimTable, group: usize) -> Vec<ArticleId> {
    let cells = table.groups.get(group).into_iter().flat_map(|group| &group.cells);
    let mut articles: Vec<ArticleId> =
        cells.filter_map(|cell| Some(table.cells.get(*cell)?.article)).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}
