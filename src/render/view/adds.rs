//! What only one report has: what it adds to the others.

use std::cmp::Reverse;

use serde::Serialize;

use super::article::ArticleLine;
use super::carriage::Carriage;
use super::{LinkView, Maker};
use crate::model::{ArticleId, NoteId, RecordId};
use crate::words::fill;

/// A report, and what it adds.
#[derive(Debug, Serialize)]
pub(crate) struct AddsView {
    pub(crate) article: ArticleLine,
    pub(crate) adds: Vec<AddedView>,
}

/// Things of one kind that only one report has.
#[derive(Debug, Serialize)]
pub(crate) struct AddedView {
    pub(crate) label: String,
    pub(crate) items: Vec<LinkView>,
    /// How many are not named here.
    pub(crate) more: Option<String>,
}

/// What only one report quotes, answers and names.
#[derive(Debug, Clone, Default)]
struct Alone {
    quotations: Vec<NoteId>,
    claims: Vec<NoteId>,
    names: Vec<RecordId>,
}

/// How many things of a kind are named.
const MOST_ITEMS: usize = 4;

impl Maker<'_> {
    /// The `most` reports with most notes, in order of publication, with what each of them adds.
    pub(crate) fn what_each_adds(&self, most: usize) -> Vec<AddsView> {
        let notes = |article: &ArticleId| self.site.index.notes[article.0].len();
        let mut chosen: Vec<ArticleId> = self.site.articles().collect();
        chosen.sort_by_key(|article| (Reverse(notes(article)), *article));
        chosen.truncate(most);
        chosen.sort_unstable();
        let alone = self.alone();
        chosen
            .into_iter()
            .map(|article| AddsView {
                article: self.article_line(article),
                adds: alone.get(article.0).map(|alone| self.added(alone)).unwrap_or_default(),
            })
            .collect()
    }

    /// By article: what it alone has. One report has nothing alone.
    fn alone(&self) -> Vec<Alone> {
        let (briefing, index) = (self.site.briefing, self.site.index);
        let mut alone = vec![Alone::default(); briefing.articles.len()];
        if briefing.articles.len() < 2 {
            return alone;
        }
        for (id, _) in briefing.notes() {
            let carried = Carriage::of(self, id).map(|carriage| carriage.carried);
            if let Some(article) = carried.as_ref().and_then(only) {
                alone[article.0].quotations.push(id);
            }
        }
        for table in &self.site.collation.claims {
            let answers = table.cells.iter().filter(|cell| cell.passage.is_some());
            let reports = answers.map(|cell| cell.article).collect();
            if let Some(article) = only(&reports) {
                alone[article.0].claims.push(table.note);
            }
        }
        for (id, _) in briefing.records() {
            // Mentions are in order of the articles.
            let mentions = &index.mentions[id.0];
            let article = |at: Option<&usize>| Some(briefing.mentions.get(*at?)?.article);
            if let Some(first) = article(mentions.first())
                && Some(first) == article(mentions.last())
            {
                alone[first.0].names.push(id);
            }
        }
        for alone in &mut alone {
            alone.names.sort_by_key(|id| (Reverse(index.mentions[id.0].len()), *id));
        }
        alone
    }

    fn added(&self, alone: &Alone) -> Vec<AddedView> {
        let words = self.words();
        let note =
            |id: &NoteId| LinkView::new(&self.site.briefing[*id].title, &self.page.note(*id));
        let kinds: [(&str, Vec<LinkView>); 3] = [
            (&words.adds_quotes, alone.quotations.iter().map(note).collect()),
            (&words.adds_answers, alone.claims.iter().map(note).collect()),
            (&words.adds_names, alone.names.iter().map(|id| self.record_link(*id)).collect()),
        ];
        let kinds = kinds.into_iter().filter(|(_, items)| !items.is_empty());
        kinds
            .map(|(label, mut items)| {
                let more = items.len().saturating_sub(MOST_ITEMS);
                items.truncate(MOST_ITEMS);
                AddedView {
                    label: label.to_owned(),
                    items,
                    more: (more > 0).then(|| fill(&words.and_more, &[("n", &words.number(more))])),
                }
            })
            .collect()
    }
}

/// The one of a set that has no more.
fn only(reports: &std::collections::BTreeSet<ArticleId>) -> Option<ArticleId> {
    reports.first().copied().filter(|_| reports.len() == 1)
}
