//! What helps authors when something fails, and to write notes that do not: why a passage has no
//! place and what to write instead, where words stand, quotations that select one place.
//!
//! [`mod@near_match`] finds what looks like a passage that stands nowhere, [`select`] makes a quotation
//! that anchors at a place, [`block_quote`] writes it; [`mod@find`], [`reanchor`] and
//! [`mod@rename`] are commands.

pub mod block_quote;
pub mod explain_failure;
pub mod find;
mod hints;
pub mod near_match;
pub mod reanchor;
pub mod rename;
pub mod requote;
pub mod select;
mod slips;
mod unattributed;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Severity};
use crate::memory::{Memory, Settled};
use crate::model::{Article, Briefing};
use crate::parse::document::Document;
use crate::resolve::Resolved;
use crate::resolve::failures::Failures;
use crate::resolve::text_map::TextMap;
use crate::source::{SourceSet, Span};
use explain_failure::Explainer;
use hints::Hints;
use near_match::KnownNames;

/// Tells authors of what could not be resolved, and gives the briefing.
#[must_use]
pub fn mend(resolved: Resolved, sources: &SourceSet, diagnostics: &mut Diagnostics) -> Briefing {
    let Resolved { mut briefing, failures } = resolved;
    let Failures { passages, unattributed, drafts } = failures;
    // Every text is read once more to explain a failure: not for nothing.
    if !passages.is_empty() || !unattributed.is_empty() {
        let nothing = Settled::default();
        let articles = briefing.articles.par_iter();
        let maps: Vec<TextMap<'_>> =
            articles.map(|article| text_map(article, &nothing, &briefing.memory)).collect();
        let names = KnownNames::of_records(&briefing.records);
        let hints = Hints::new(&briefing);
        let explainer = Explainer { briefing: &briefing, maps: &maps, sources, names: &names };
        diagnostics.extend(explainer.explain(&passages, &hints));
        diagnostics.extend(unattributed::explain(&unattributed, &briefing, &maps, &hints));
    }
    excuse(diagnostics, &drafts);
    let unplaced = passages.into_iter().map(|failed| (failed.article, failed.span));
    briefing.unplaced = unplaced.collect();
    briefing
}

fn text_map<'a>(
    article: &'a Article,
    nothing: &'a Settled<Document>,
    memory: &Memory,
) -> TextMap<'a> {
    let document = article.shown().map_or(nothing, |prose| &prose.document);
    TextMap::remembered(document, memory).in_language(&article.language)
}

/// A draft that is left out may be unfinished: its errors are warnings.
fn excuse(diagnostics: &mut Diagnostics, drafts: &[Span]) {
    for diagnostic in diagnostics.iter_mut() {
        let span = diagnostic.span;
        let within = |draft: &&Span| {
            draft.file == span.file && draft.start <= span.start && span.start < draft.end
        };
        if diagnostic.severity == Severity::Error && drafts.iter().any(|draft| within(&draft)) {
            diagnostic.severity = Severity::Warning;
        }
    }
}
