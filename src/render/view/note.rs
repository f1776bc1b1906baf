//! A note, beside its passage or in a list.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::{ClaimTable, Group, Status};
use crate::html::fill;
use crate::model::{ArticleId, NoteId, NoteKind, Transmission};
use crate::render::engine::Html;

/// A note.
#[derive(Debug, Serialize)]
pub(crate) struct NoteView {
    pub(crate) id: String,
    pub(crate) number: Option<usize>,
    pub(crate) kind: &'static str,
    pub(crate) kind_label: String,
    pub(crate) title: String,
    pub(crate) href: String,
    /// Whether `href` leads to another page than this one.
    pub(crate) elsewhere: bool,
    /// To its passage on this page.
    pub(crate) back: Option<String>,
    pub(crate) body: Html,
    pub(crate) author: Option<String>,
    pub(crate) draft: bool,
    /// Where its passages stand.
    pub(crate) places: Vec<LinkView>,
    pub(crate) quote: Option<QuoteLine>,
    pub(crate) claim: Option<ClaimLine>,
    pub(crate) correction: Option<CorrectionLine>,
}

/// A quotation in brief.
#[derive(Debug, Serialize)]
pub(crate) struct QuoteLine {
    pub(crate) speaker: LinkView,
    pub(crate) said: Option<String>,
    pub(crate) reports: String,
    pub(crate) agreement: Option<String>,
    pub(crate) route_label: Option<String>,
    pub(crate) href: String,
}

/// A claim in brief.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimLine {
    pub(crate) here: Vec<String>,
    pub(crate) others: Vec<AnswerView>,
    pub(crate) disputed: bool,
    pub(crate) verdict: String,
    pub(crate) href: String,
}

/// An answer, and the reports that give it.
#[derive(Debug, Serialize)]
pub(crate) struct AnswerView {
    pub(crate) value: String,
    pub(crate) reports: Vec<LinkView>,
    /// How many reports are not named, where there are too many to name.
    pub(crate) more: Option<String>,
}

/// A note names at most so many reports of one answer: it stands beside each of them.
const NAMED_REPORTS: usize = 6;

/// What a correction finds.
#[derive(Debug, Serialize)]
pub(crate) struct CorrectionLine {
    pub(crate) reads: Option<String>,
    pub(crate) evidence: LinkView,
}

impl Maker<'_> {
    /// A note as it stands in a list, or, with the article that it stands beside, next to it.
    pub(crate) fn note(&self, id: NoteId, beside: Option<ArticleId>) -> NoteView {
        let briefing = self.site.briefing;
        let note = &briefing[id];
        let words = self.words();
        let mut places: Vec<LinkView> = Vec::new();
        if beside.is_none() {
            for (number, passage) in note.passages.iter().enumerate() {
                let label = &briefing[passage.article].label;
                if places.last().is_none_or(|last| last.label != *label) {
                    let href = Some(self.page.passage(id, number));
                    places.push(LinkView { label: label.clone(), href });
                }
            }
            if note.passages.is_empty() {
                places.extend(note.about.map(|article| self.article_link(article)));
            }
        }
        let back = beside.and_then(|article| {
            let first = note
                .passages
                .iter()
                .enumerate()
                .filter(|(_, passage)| passage.article == article)
                .filter_map(|(number, passage)| Some((passage.parts().first()?.start, number)))
                .min();
            first.map(|(_, number)| self.page.passage(id, number))
        });
        let quote = match &note.kind {
            NoteKind::Quote(quote) => {
                let family = self.site.collation.family(id);
                let row = beside
                    .and_then(|article| family?.rows.iter().find(|row| row.article == article));
                Some(QuoteLine {
                    speaker: self.speaker_link(quote.speaker),
                    said: quote.said.clone(),
                    reports: self.reports(note.articles().len()),
                    agreement: family
                        .filter(|family| family.rows.len() > 1)
                        .and_then(|family| family.agreement)
                        .map(|all| fill(&words.agreement, &[("n", &all.percent().to_string())])),
                    route_label: row
                        .filter(|row| row.transmission != Transmission::Direct)
                        .map(|row| self.route(row.transmission).to_owned()),
                    href: self.page.note(id),
                })
            }
            _ => None,
        };
        let claim = match &note.kind {
            NoteKind::Claim(_) => self.site.collation.claim(id).map(|t| self.claim_line(t, beside)),
            _ => None,
        };
        let correction = match &note.kind {
            NoteKind::Correction(correction) => Some(CorrectionLine {
                reads: correction.reads.clone(),
                evidence: self.reference(&correction.evidence),
            }),
            _ => None,
        };
        let href = self.page.note(id);
        NoteView {
            id: note.slug.clone(),
            number: None,
            kind: note.kind.name(),
            kind_label: words.kind(&note.kind).to_owned(),
            title: note.title.clone(),
            elsewhere: !href.starts_with('#'),
            href,
            back,
            body: self.body(&note.body, &format!("_{}_", note.slug), None),
            author: note.author.clone(),
            draft: note.draft,
            places,
            quote,
            claim,
            correction,
        }
    }

    /// The same with its number in an article.
    pub(crate) fn numbered(&self, number: usize, id: NoteId, beside: ArticleId) -> NoteView {
        NoteView { number: Some(number), ..self.note(id, Some(beside)) }
    }

    fn claim_line(&self, table: &ClaimTable, beside: Option<ArticleId>) -> ClaimLine {
        let mut here: Vec<String> = Vec::new();
        let mut others: Vec<AnswerView> = Vec::new();
        for group in &table.groups {
            let reports = group_reports(table, group);
            if reports.iter().any(|id| Some(*id) == beside) {
                here.push(self.brief_value(table, group));
            }
            let elsewhere: Vec<ArticleId> =
                reports.into_iter().filter(|id| Some(*id) != beside).collect();
            if !elsewhere.is_empty() {
                let value = self.brief_value(table, group);
                others.push(self.answer(value, &elsewhere, NAMED_REPORTS));
            }
        }
        ClaimLine {
            here,
            others,
            disputed: table.cells.iter().any(|cell| cell.status == Status::Disagrees),
            verdict: self.verdict(table.verdict).to_owned(),
            href: self.page.note(table.note),
        }
    }

    /// An answer and at most `named` of its reports.
    pub(crate) fn answer(&self, value: String, reports: &[ArticleId], named: usize) -> AnswerView {
        let more = reports.len().saturating_sub(named);
        AnswerView {
            value,
            reports: reports.iter().take(named).map(|id| self.article_link(*id)).collect(),
            more: (more > 0).then(|| self.words().and_more.replace("{n}", &more.to_string())),
        }
    }
}

/// The reports that give an answer, each once.
pub(crate) fn group_reports(table: &ClaimTable, group: &Group) -> Vec<ArticleId> {
    let mut seen = BTreeSet::new();
    let cells = group.cells.iter().filter_map(|cell| table.cells.get(*cell));
    cells.map(|cell| cell.article).filter(|article| seen.insert(*article)).collect()
}
