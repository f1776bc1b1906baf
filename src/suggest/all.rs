//! Every kind of suggestion, one after the other.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::printing::Families;
use super::reading::Reading;
use super::taken::Taken;
use super::unrecorded::UnrecordedNames;
use super::{
    CODES, SuggestionSubject, Suggestions, claim, entity, misspelled, printing, quotation, quoted,
};
use crate::model::{ArticleId, Briefing};
use crate::place::{InContent, Place};

/// Somebody's words in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationInReport {
    /// The report.
    pub article: ArticleId,
    /// Its words in the report's text.
    pub words: Place<InContent>,
    /// Whether a note is about them.
    pub has_note: bool,
}

/// What reports put in quotation marks and is somebody's words, in order.
#[must_use]
pub fn quotations_in_reports(briefing: &Briefing) -> Vec<QuotationInReport> {
    let readings = readings(briefing);
    let naming = UnrecordedNames::new(briefing, &readings);
    let quotations = quoted::quotations(briefing, &naming, &readings);
    let told = quotations.iter().filter_map(|quotation| {
        let reading = readings.get(quotation.reading)?;
        (quotation.noted || quotation.is_utterance(reading)).then_some(QuotationInReport {
            article: reading.id,
            words: quotation.words,
            has_note: quotation.noted,
        })
    });
    told.collect()
}

fn readings(briefing: &Briefing) -> Vec<Reading<'_>> {
    misspelled(briefing)
        .par_iter()
        .enumerate()
        .filter_map(|(index, misspelled)| Reading::new(briefing, ArticleId::new(index), misspelled))
        .collect()
}

/// Finds what an author could add.
#[must_use]
pub fn suggest(subject: &SuggestionSubject<'_>) -> Suggestions {
    let briefing = subject.briefing;
    let readings = readings(briefing);
    let naming = UnrecordedNames::new(briefing, &readings);
    let mut taken = Taken::new(subject);
    let mut quotations = quoted::quotations(briefing, &naming, &readings);
    let mut named = BTreeSet::new();
    let families = Families::new(subject);
    let found = [
        printing::printings(&families, &readings, &mut quotations),
        quotation::quotations(subject, &readings, &naming, &quotations, &mut taken, &mut named),
        claim::claims(subject, &readings, &mut taken),
        entity::entities(subject, &readings, &naming, &named, &mut taken),
    ];
    let mut suggestions = Suggestions::default();
    for (code, found) in CODES.into_iter().zip(found) {
        suggestions.all.extend(found.best);
        if found.left_out > 0 {
            suggestions.left_out.insert(code, found.left_out);
        }
    }
    suggestions
}
