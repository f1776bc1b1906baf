//! Claims: what the editor asks is a question, and each answer to it a claim.

use super::node::{Node, block};
use super::{Html, Maker, Writer};
use crate::collate::ClaimTable;
use crate::model::{ArticleId, NoteId, TextKind};
use crate::route::{Route, SitePlace};

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
        let mut graph = vec![writer.this_page("WebPage", Some(title), description)];
        graph.extend(answers);
        block(graph)
    }
}

impl Writer<'_> {
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
        let note = &self.site.briefing[table.note];
        let answer = &table.groups.get(group)?.value;
        let question = note.title.as_str();
        let text = match question.ends_with(['?', '？', '؟', ':']) {
            true => format!("{question} {answer}"),
            false => format!("{question}: {answer}"),
        };
        let place =
            SitePlace::at(Route::Claim(note.slug.clone()), format!("_answer_{}", group + 1));
        Some(Node::new("Claim").with("@id", self.page.link_to(&place)).with("text", text))
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
