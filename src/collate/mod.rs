//! What several reports make of one event: quotations aligned word by word, claims compared,
//! shared words found.
//!
//! A pure stage over the resolved model. Whatever it finds is the same in whatever order the
//! author lists the reports; only the rows stand in the author's order.

mod agreement;
mod align;
mod apparatus;
mod aside;
mod beyond;
pub mod claim;
mod column;
mod compare;
pub mod difference;
pub mod foremost;
mod edge;
mod elsewhere;
pub mod naming;
pub mod quote_family;
mod reach;
pub mod reception;
pub mod shared;
pub mod sources;
#[cfg(test)]
mod figure_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;
mod tokenize;

pub use agreement::Agreement;
pub use claim::{
    AgainstFinding, AnswerGroup, Cell, ClaimTable, MOST_CONTRADICTED, PartCount, PartRow, Status,
    SumCheck, Verdict,
};
pub use compare::compare;
pub use difference::{Difference, Label};
pub use naming::{ArticleNaming, Counted, Namings};
pub use quote_family::{BaseToken, Change, Comparison, Family, Piece, Row, Unaligned};
pub use reception::{Reception, Receptions};
pub use shared::{
    Boilerplate, CommonText, ComparedWord, Elsewhere, SHORTEST_RUN, SharedPair, SharedRun,
    SharedWords, compared_words, count_words, counted_words,
};

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::memory::{Content, Key};
use crate::model::{ArticleId, Briefing, NoteId, NoteKind, Quote};
use crate::suggest::Echoes;

/// Everything that comes of reading the reports against each other.
#[derive(Debug, Clone, Default)]
pub struct Collation {
    /// The quote families, in order of their notes.
    pub families: Vec<Family>,
    /// The claims, in order of their notes.
    pub claims: Vec<ClaimTable>,
    /// What each report does with each utterance.
    pub receptions: Arc<Receptions>,
    /// Who is named where.
    pub namings: Namings,
    /// What the reports' texts have in common.
    pub shared: Arc<SharedWords>,
}

impl Collation {
    /// The family of a `quote` note.
    #[must_use]
    pub fn family(&self, note: NoteId) -> Option<&Family> {
        let index = self.families.binary_search_by_key(&note, |family| family.note).ok()?;
        self.families.get(index)
    }

    /// The table of a `claim` note.
    #[must_use]
    pub fn claim(&self, note: NoteId) -> Option<&ClaimTable> {
        let index = self.claims.binary_search_by_key(&note, |claim| claim.note).ok()?;
        self.claims.get(index)
    }
}

impl Collation {
    /// Holds the printings of some quotations against each other once more, of those that `briefing`
    /// still has.
    pub(crate) fn compare_anew(&mut self, briefing: &Briefing, is_meant: impl Fn(NoteId) -> bool) {
        for family in self.families.iter_mut().filter(|family| is_meant(family.note)) {
            if let NoteKind::Quote(quote) = &briefing[family.note].kind {
                *family = quote_family::collate(briefing, family.note, quote);
            }
        }
    }
}

/// Finds what the texts of a briefing have in common, and nothing else.
#[must_use]
pub fn shared_words(briefing: &Briefing) -> SharedWords {
    Arc::unwrap_or_clone(shared::collate(briefing))
}

/// Reads the reports of a briefing against each other, with all their words: what a public build
/// withholds is taken out afterwards ([`crate::withhold`]). `echoes` is what was found in their texts.
#[must_use]
pub fn collate(briefing: &Briefing, echoes: &Echoes) -> Collation {
    let (mut quotes, mut claims) = (Vec::new(), Vec::new());
    for (id, note) in briefing.notes() {
        match &note.kind {
            NoteKind::Quote(quote) => quotes.push((id, quote)),
            NoteKind::Claim(claim) => claims.push((id, claim)),
            _ => {}
        }
    }
    let memory = &briefing.memory;
    let read = |id| memory.is_keeping().then(|| quote_family::report_key(briefing, id));
    let reports: Vec<Option<Key>> =
        (0..briefing.articles.len()).into_par_iter().map(|it| read(ArticleId::new(it))).collect();
    let family = |(id, quote): (NoteId, &Quote)| {
        let input = |it: &mut Content| {
            (id, quote.base).hash(it);
            for passage in &briefing[id].passages {
                let report = reports.get(passage.article.index());
                (passage.article, report, passage.parts(), passage.transmission).hash(it);
            }
        };
        let made = || quote_family::collate(briefing, id, quote);
        Arc::unwrap_or_clone(memory.recall("family", input, made))
    };
    let table = |(id, claim)| claim::collate(briefing, id, claim);
    Collation {
        families: quotes.into_par_iter().map(family).collect(),
        claims: claims.into_par_iter().map(table).collect(),
        receptions: Receptions::remembered(briefing, echoes),
        namings: Namings::new(briefing),
        shared: shared::collate(briefing),
    }
}
