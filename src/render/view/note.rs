//! A note, beside its passage or in a list.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{LinkView, Maker, TextView};
use crate::collate::{ClaimTable, Status};
use crate::html::first_words;
use crate::model::{ArticleId, NoteId, NoteKind};
use crate::render::engine::Html;
use crate::words::fill;

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
    /// Whether there is room for it in the margin.
    pub(crate) open: bool,
    /// What it comes to, in a line.
    pub(crate) brief: Option<String>,
    /// Where its passages stand.
    pub(crate) places: Vec<LinkView>,
    /// In a list, the first words that it stands beside; of quotations and claims none, which
    /// have theirs on pages of their own.
    pub(crate) quoted: Option<TextView>,
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
    /// How the words got into the report that it stands beside.
    pub(crate) route: Option<&'static str>,
    pub(crate) route_label: Option<String>,
    pub(crate) href: String,
}

/// A claim in brief.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimLine {
    pub(crate) here: Vec<String>,
    pub(crate) others: Vec<AnswerView>,
    pub(crate) disputed: bool,
    /// Whether the answers are not all the same.
    pub(crate) differ: bool,
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

/// Characters of a passage, at most, that a list shows of a note.
const QUOTED: usize = 180;

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
        NoteView { body: self.note_body(id), ..self.note_without_body(id, beside) }
    }

    fn note_without_body(&self, id: NoteId, beside: Option<ArticleId>) -> NoteView {
        let briefing = self.site.briefing;
        let note = &briefing[id];
        let words = self.words();
        let mut places: Vec<LinkView> = Vec::new();
        if beside.is_none() {
            let mut passages: Vec<_> = note.passages.iter().enumerate().collect();
            passages.sort_by_key(|(_, passage)| passage.article);
            for (number, passage) in passages {
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
                    route: row.map(|row| row.transmission.name()),
                    route_label: row.map(|row| self.route(row.transmission).to_owned()),
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
            body: Html::default(),
            author: note.author.clone(),
            draft: note.draft,
            open: false,
            brief: match (&claim, &correction, &quote) {
                (Some(claim), _, _) => self.brief(claim),
                (_, Some(correction), _) => {
                    let reads = correction.reads.as_deref();
                    reads.map(|reads| fill(&words.brief_reads, &[("words", reads)]))
                }
                (_, _, Some(quote)) => quote
                    .agreement
                    .as_ref()
                    .map(|agreement| format!("{} · {agreement}", quote.reports)),
                _ => None,
            },
            places,
            quoted: (beside.is_none() && quote.is_none() && claim.is_none())
                .then(|| self.quoted(id))
                .flatten(),
            quote,
            claim,
            correction,
        }
    }

    /// The first passage of a note whose words are shown.
    fn quoted(&self, id: NoteId) -> Option<TextView> {
        self.site.briefing[id].passages.iter().find_map(|passage| {
            let printed = self.printed(passage.article, passage.parts())?;
            let language = &self.site.briefing[passage.article].language;
            Some(self.text(&first_words(&printed, QUOTED), language))
        })
    }

    /// A note on the whole of an article, beside its title, where there is room for a few.
    pub(crate) fn beside_title(&self, id: NoteId, article: ArticleId, there: usize) -> NoteView {
        const ROOM: usize = 2;
        NoteView { open: there <= ROOM, ..self.note(id, Some(article)) }
    }

    /// A note in the list after an article on the page that holds the whole briefing; without its
    /// body, where that stands elsewhere.
    pub(crate) fn endnote(
        &self,
        number: Option<usize>,
        id: NoteId,
        beside: ArticleId,
        whole: bool,
    ) -> NoteView {
        let body = whole.then(|| self.note_body(id));
        NoteView {
            number,
            body: body.unwrap_or_default(),
            ..self.note_without_body(id, Some(beside))
        }
    }

    /// The same with its number in an article.
    pub(crate) fn numbered(&self, number: usize, id: NoteId, beside: ArticleId) -> NoteView {
        NoteView { number: Some(number), ..self.note(id, Some(beside)) }
    }

    /// Lines of the text that a note takes in the margin: its head, and the whole of it.
    pub(crate) fn height(&self, view: &NoteView, id: NoteId) -> (usize, usize) {
        const MARGIN_LINE: usize = 46;
        let lines = |characters: usize| 1 + characters / MARGIN_LINE;
        let head = view.kind_label.chars().count() + view.title.chars().count() + 4;
        let brief = view.brief.as_ref().map_or(0, |brief| lines(brief.chars().count()));
        let folded = lines(head) + brief;
        let body = self.site.briefing[id].body.document.text.chars().count();
        let facts = usize::from(view.quote.is_some()) + 3 * usize::from(view.correction.is_some());
        (folded, folded + lines(body) + facts + 1)
    }

    fn claim_line(&self, table: &ClaimTable, beside: Option<ArticleId>) -> ClaimLine {
        let mut here: Vec<String> = Vec::new();
        let mut others: Vec<AnswerView> = Vec::new();
        let answers = self.by_value(table);
        let differ = answers.len() > 1;
        for (value, reports) in answers {
            if reports.iter().any(|id| Some(*id) == beside) {
                here.push(value.clone());
            }
            let elsewhere: Vec<ArticleId> =
                reports.into_iter().filter(|id| Some(*id) != beside).collect();
            if !elsewhere.is_empty() {
                others.push(self.answer(value, &elsewhere, NAMED_REPORTS));
            }
        }
        ClaimLine {
            here,
            others,
            disputed: table.cells.iter().any(|cell| cell.status == Status::Disagrees),
            differ,
            verdict: self.verdict(table.verdict).to_owned(),
            href: self.page.note(table.note),
        }
    }

    /// What is answered here and elsewhere.
    fn brief(&self, claim: &ClaimLine) -> Option<String> {
        let words = self.words();
        let reports = |answer: &AnswerView| {
            let mut reports: Vec<String> =
                answer.reports.iter().map(|report| report.label.clone()).collect();
            reports.extend(answer.more.clone());
            self.list(&reports)
        };
        let (same, others): (Vec<&AnswerView>, Vec<&AnswerView>) =
            claim.others.iter().partition(|answer| claim.here == [answer.value.as_str()]);
        let here = claim.here.join("; ");
        let mut parts: Vec<String> = match same.first() {
            Some(same) => {
                let values = [("value", here.as_str()), ("reports", &reports(same))];
                vec![fill(&words.brief_same, &values)]
            }
            None if here.is_empty() => Vec::new(),
            None => vec![fill(&words.brief_here, &[("value", &here)])],
        };
        parts.extend(others.into_iter().map(|answer| {
            fill(&words.brief_there, &[("value", &answer.value), ("reports", &reports(answer))])
        }));
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// An answer and at most `named` of its reports.
    pub(crate) fn answer(&self, value: String, reports: &[ArticleId], named: usize) -> AnswerView {
        let more = reports.len().saturating_sub(named);
        AnswerView {
            value,
            reports: reports.iter().take(named).map(|id| self.article_link(*id)).collect(),
            more: self.and_more(more),
        }
    }

    /// The answers as they are printed in brief, each once, with the reports that give it, in order
    /// of publication.
    pub(crate) fn by_value(&self, table: &ClaimTable) -> Vec<(String, Vec<ArticleId>)> {
        let mut answers: Vec<(String, Vec<ArticleId>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for group in &table.groups {
            let value = self.brief_value(table, group);
            let place = *places.entry(value.clone()).or_insert(answers.len());
            if place == answers.len() {
                answers.push((value, Vec::new()));
            }
            let cells = group.cells.iter().filter_map(|cell| table.cells.get(*cell));
            let reports = cells.map(|cell| cell.article);
            answers[place].1.extend(reports.filter(|report| seen.insert((place, *report))));
        }
        answers.iter_mut().for_each(|(_, reports)| reports.sort_unstable());
        answers
    }
}
