//! `figure-differs`: figures of a draft that the reports' answers to a claim do not have.

use super::quotations::sentences_about;
use super::verdict::JudgedQuotation;
use crate::language::Language;
use crate::model::{ArticleId, Briefing, Claim, Note, NoteId, NoteKind};
use crate::parse::document::Document;
use crate::parse::value::{Reading, Relation, Stated, Value, answers, singular, stated};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// So many words may stand between a figure and what it counts.
const NEAR: usize = 3;

/// A figure of a draft that no report gives as an answer to a claim that it looks like one to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureDiffers {
    /// Where it stands in the draft.
    pub place: Place<InContent>,
    /// As the draft has it.
    pub figure: String,
    /// The claim.
    pub claim: NoteId,
    /// What the reports answer, each with the first that does.
    pub answers: Vec<(String, ArticleId)>,
}

/// The figures of a draft, outside of what it quotes, that claims have otherwise: those that name a claim's
/// unit, and those in a sentence with a quotation beside which the claim's answer stands in the report.
pub(super) fn figures(
    briefing: &Briefing,
    draft: ArticleId,
    document: &Document,
    quotations: &[JudgedQuotation],
) -> Vec<FigureDiffers> {
    let language = Language::of(&briefing[draft].language);
    let claims: Vec<(NoteId, &Note, &Claim)> = briefing
        .notes()
        .filter_map(|(id, note)| match &note.kind {
            NoteKind::Claim(claim) => Some((id, note, claim)),
            _ => None,
        })
        .collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let about: Vec<Place<InContent>> =
        quotations.iter().map(|it| sentences_about(document, &it.quotation)).collect();
    let mut found = Vec::new();
    for block in &document.blocks {
        for figure in stated(document.slice(block.text), language) {
            let place = block.text.part(figure.range.clone());
            if quotations.iter().any(|it| it.quotation.place.overlaps(place)) {
                continue;
            }
            let after = document.text.slice(place.end()..block.text.end());
            let near = quotations.iter().zip(&about).filter(|(_, about)| about.covers(place));
            let near: Vec<&JudgedQuotation> = near.map(|(it, _)| it).collect();
            let asked = claims.iter().filter(|(_, note, claim)| {
                names_unit(after, claim) || near.iter().any(|it| stands_beside(briefing, note, it))
            });
            let differs = asked.filter_map(|(id, note, claim)| {
                let answers = otherwise(note, claim, &figure, language)?;
                let figure = document.slice(place).to_owned();
                Some(FigureDiffers { place, figure, claim: *id, answers })
            });
            // A figure that any of them has is right.
            let fits = |it: &&(NoteId, &Note, &Claim)| agrees(it.1, it.2, &figure, language);
            if !claims.iter().filter(|it| names_unit(after, it.2)).any(|it| fits(&it)) {
                found.extend(differs);
            }
        }
    }
    found
}

/// Whether the unit of a claim stands behind a figure.
fn names_unit(after: &str, claim: &Claim) -> bool {
    let Some(unit) = &claim.unit else { return false };
    let clause = after.split(['.', ',', ';', ':', '(', '\n']).next().unwrap_or_default();
    let mut words = clause.split_whitespace().take(NEAR).map(|word| singular(&word.to_lowercase()));
    let unit = singular(&unit.to_lowercase());
    words.any(|word| word == unit)
}

/// Whether an answer to a claim stands in the block of the report that has a quotation.
fn stands_beside(briefing: &Briefing, note: &Note, quotation: &JudgedQuotation) -> bool {
    let Some(article) = quotation.article.filter(|_| !quotation.original) else { return false };
    let Some(prose) = briefing[article].shown() else { return false };
    let block = |place: &Place<InContent>| prose.document.block_at(place.start());
    let here: Vec<_> = quotation.places.iter().map(block).collect();
    let passages = note.passages.iter().filter(|passage| passage.article == article);
    passages.flat_map(|passage| passage.parts()).any(|part| here.contains(&block(part)))
}

fn relations(
    note: &Note,
    claim: &Claim,
    figure: &Stated,
    language: Language,
) -> Vec<(Relation, String, ArticleId)> {
    let valued = note.passages.iter().filter_map(|it| Some((it.value.as_ref()?, it.article)));
    let valued =
        valued.filter(|(value, _)| matches!(value.reading, Reading::Quantity(_) | Reading::Sum(_)));
    valued
        .filter_map(|(value, article)| {
            let both: [&Value; 2] = [&figure.value, value];
            let compared = answers(&both, claim.unit.as_deref(), language);
            let relation = compared.first()?.relation(compared.get(1)?);
            Some((relation, value.raw.clone(), article))
        })
        .collect()
}

fn agrees(note: &Note, claim: &Claim, figure: &Stated, language: Language) -> bool {
    let relations = relations(note, claim, figure, language);
    relations.iter().any(|(it, ..)| matches!(it, Relation::Same | Relation::Compatible))
}

/// The answers to a claim where a figure can be true with none of them.
fn otherwise(
    note: &Note,
    claim: &Claim,
    figure: &Stated,
    language: Language,
) -> Option<Vec<(String, ArticleId)>> {
    let relations = relations(note, claim, figure, language);
    let all = !relations.is_empty() && relations.iter().all(|(it, ..)| *it == Relation::Contradict);
    let mut answers: Vec<(String, ArticleId)> = Vec::new();
    for (_, value, article) in relations {
        if !answers.iter().any(|(other, _)| *other == value) {
            answers.push((value, article));
        }
    }
    all.then_some(answers)
}
