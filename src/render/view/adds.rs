//! What only one report has: what it adds to the others.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::article::ArticleLine;
use super::{LinkView, Maker};
use crate::collate::ClaimTable;
use crate::model::{ArticleId, NoteId, RecordId};

/// A report, and what it adds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AddsView {
    #[serde(flatten)]
    pub(crate) article: ArticleLine,
    pub(crate) adds: Vec<AddedView>,
}

/// Things of one kind that only one report has.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AddedView {
    pub(crate) label: String,
    pub(crate) items: Vec<LinkView>,
    /// The rest, which is folded, and how many these are.
    pub(crate) rest: Vec<LinkView>,
    pub(crate) more: Option<String>,
}

/// What one report quotes, answers and names, and no other: where that is known.
#[derive(Debug, Clone, Default)]
struct Alone {
    quotations: Vec<NoteId>,
    claims: Vec<NoteId>,
    names: Vec<RecordId>,
}

/// How many things of a kind are seen at once.
const MOST_ITEMS: usize = 4;

impl Maker<'_> {
    /// The reports in order of publication, with what each of them adds.
    pub(crate) fn what_each_adds(&self) -> Vec<AddsView> {
        let alone = self.alone();
        self.site
            .articles()
            .map(|article| AddsView {
                article: self.article_line(article),
                adds: alone.get(article.index()).map(|alone| self.added(alone)).unwrap_or_default(),
            })
            .collect()
    }

    /// By article: what it alone has. One report has nothing alone.
    fn alone(&self) -> Vec<Alone> {
        let briefing = self.site.briefing;
        let mut alone = vec![Alone::default(); briefing.articles.len()];
        if briefing.articles.len() < 2 {
            return alone;
        }
        for (id, _) in briefing.notes() {
            if let Some(article) = self.site.collation.receptions.alone(id) {
                alone[article.index()].quotations.push(id);
            }
        }
        for table in &self.site.collation.claims {
            if let Some(article) = answered_alone(table, briefing.articles.len()) {
                alone[article.index()].claims.push(table.note);
            }
        }
        let namings = &self.site.collation.namings;
        for (id, _) in briefing.records() {
            if let Some(article) = namings.alone(briefing, id) {
                alone[article.index()].names.push(id);
            }
        }
        for alone in &mut alone {
            let order =
                |id: &RecordId| (Reverse(namings.in_reports(*id)), briefing.name_order(*id));
            alone.names.sort_by_cached_key(order);
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
                let rest = items.split_off(MOST_ITEMS.min(items.len()));
                let more = self.and_more(rest.len());
                AddedView { label: label.to_owned(), items, rest, more }
            })
            .collect()
    }
}

/// The only report that answers, where the editor looked in all others and found no answer.
pub(super) fn answered_alone(table: &ClaimTable, all: usize) -> Option<ArticleId> {
    let of = |answering: bool| -> BTreeSet<ArticleId> {
        let cells = table.cells.iter().filter(|cell| cell.passage.is_some() == answering);
        cells.map(|cell| cell.article).collect()
    };
    let (answering, mut silent) = (of(true), of(false));
    let only = answering.first().copied().filter(|_| answering.len() == 1)?;
    silent.remove(&only);
    (silent.len() + 1 == all).then_some(only)
}
