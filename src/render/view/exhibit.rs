//! What the front page shows first: a quotation with a difference, a claim with its answers.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::claim::Given;
use super::picture::PictureView;
use super::values::PICTURE;
use super::{LinkView, Maker};
use crate::collate::foremost::{self, Contrast, as_the_base, witnesses};
use crate::collate::{ClaimTable, Family, Piece, Row};
use crate::html::escape;
use crate::i18n::fill;
use crate::model::{NoteId, NoteKind};
use crate::render::engine::Html;
use crate::slice::Slice;

/// Tokens of the base that are shown on either side of a difference.
const BEFORE: usize = 16;
const AFTER: usize = 12;
/// How many answers an exhibit has, and how many reports each names.
const MOST_ANSWERS: usize = 4;
const MOST_REPORTS: usize = 4;

/// A note, shown with what is most worth seeing of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ExhibitView {
    /// `quotation`, `claim` or `note`.
    pub(crate) kind: &'static str,
    pub(crate) kind_label: String,
    /// What kind of difference it is, or how the answers stand to each other.
    pub(crate) finding: Option<String>,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) speakers: Vec<LinkView>,
    pub(crate) said: Option<String>,
    /// The words, with what differs.
    pub(crate) words: Option<Html>,
    pub(crate) lang: Html,
    pub(crate) readings: Vec<ReadingView>,
    /// A claim's answers drawn, in the place of these.
    pub(crate) drawing: Option<PictureView>,
    /// How many answers are not shown.
    pub(crate) more: Option<String>,
}

/// What some reports print, or answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ReadingView {
    pub(crate) words: Html,
    pub(crate) lang: Html,
    /// Whether it stands against the others: a difference, a sum that fails, a contradiction.
    pub(crate) differs: bool,
    pub(crate) reports: Vec<WitnessView>,
    pub(crate) more: Option<String>,
}

/// A report, and how its words got there.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct WitnessView {
    pub(crate) report: LinkView,
    pub(crate) route: Option<String>,
}

impl Maker<'_> {
    /// What the front page shows first: the editor's choice, else a quotation and a claim that are
    /// worth it.
    pub(crate) fn exhibits(&self) -> Vec<ExhibitView> {
        let briefing = self.site.briefing;
        let chosen = &briefing.front_page.exhibits;
        if !chosen.is_empty() {
            return chosen.iter().map(|id| self.exhibit(*id)).collect();
        }
        let collation = self.site.collation;
        let contrast = foremost::contrast(collation, &[]);
        let quotation =
            contrast.map(|contrast| self.contrast(contrast.family.note, Some(contrast)));
        let claim = foremost::failing(briefing, collation, &[]);
        quotation.into_iter().chain(claim.map(|table| self.question(table))).collect()
    }

    fn exhibit(&self, id: NoteId) -> ExhibitView {
        let collation = self.site.collation;
        match (collation.family(id), collation.claim(id)) {
            (Some(family), _) => self.contrast(id, foremost::contrast_of(family)),
            (None, Some(table)) => self.question(table),
            (None, None) => self.remark(id),
        }
    }

    /// A note as an exhibit, to be filled in.
    fn plain_exhibit(&self, id: NoteId, kind: &'static str) -> ExhibitView {
        let note = &self.site.briefing[id];
        ExhibitView {
            kind,
            kind_label: self.words().kind(note.kind.class()).to_owned(),
            finding: None,
            title: note.title.clone(),
            href: self.page.note(id),
            speakers: Vec::new(),
            said: None,
            words: None,
            lang: Html::default(),
            readings: Vec::new(),
            drawing: None,
            more: None,
        }
    }

    /// A quotation and its strongest difference; without one, its words and who prints them.
    fn contrast(&self, id: NoteId, contrast: Option<Contrast>) -> ExhibitView {
        let briefing = self.site.briefing;
        let mut view = self.plain_exhibit(id, "quotation");
        if let NoteKind::Quote(quote) = &briefing[id].kind {
            view.speakers = self.speaker_links(&quote.speakers);
            view.said = self.said(quote);
        }
        let Some(Contrast { family, change }) = contrast else {
            return self.printed_alike(view, id);
        };
        let Some(base) = family.base.and_then(|base| family.rows.get(base)) else { return view };
        let difference = &change.difference;
        view.finding = Some(self.difference_label(difference.label).to_owned());
        view.lang = self.lang(&briefing[base.article].language);
        view.words = self.words_around(family, base, &difference.base, difference.text.trim());
        let stand = |words: &str, element: &str, none: &str| match words {
            "" => Html::new(&format!("<i>{}</i>", escape::escape(none))),
            words => Html::new(&format!("<{element}>{}</{element}>", escape::escape(words))),
        };
        let (one, other) = (difference.base_text.trim(), difference.text.trim());
        let none = &self.words().not_there;
        let rows: Vec<&Row> = as_the_base(family, &difference.base).collect();
        let others: Vec<&Row> = witnesses(family, change).collect();
        view.readings = vec![
            self.reading(stand(one, "del", none), false, &rows),
            self.reading(stand(other, "ins", none), true, &others),
        ];
        view
    }

    fn reading(&self, words: Html, differs: bool, rows: &[&Row]) -> ReadingView {
        let witness = |row: &&Row| WitnessView {
            report: self.article_link(row.article),
            route: self.route(row.transmission),
        };
        let more = self.and_more(rows.len().saturating_sub(MOST_REPORTS));
        let reports = rows.iter().take(MOST_REPORTS).map(witness).collect();
        ReadingView { words, lang: Html::default(), differs, reports, more }
    }

    /// A quotation of which no two printings differ in a way that is worth showing.
    fn printed_alike(&self, mut view: ExhibitView, id: NoteId) -> ExhibitView {
        let Some(family) = self.site.collation.family(id) else { return view };
        let Some(base) = family.base.and_then(|base| family.rows.get(base)) else { return view };
        view.lang = self.lang(&self.site.briefing[base.article].language);
        let all = family.base_tokens.len();
        view.words = self.words_around(family, base, &(all..all), "");
        let rows: Vec<&Row> = family.rows.iter().collect();
        view.readings = vec![self.reading(Html::default(), false, &rows)];
        view
    }

    /// The base text around some of its tokens: those struck out, and the other words beside them.
    fn words_around(
        &self,
        family: &Family,
        base: &Row,
        tokens: &Range<usize>,
        other: &str,
    ) -> Option<Html> {
        let text = &self.site.briefing[base.article].shown()?.document.text;
        let shown = tokens.start.saturating_sub(BEFORE)..tokens.end.saturating_add(AFTER);
        let mut out = String::new();
        if shown.start > 0 {
            out.push('…');
        }
        let other = match other {
            "" => String::new(),
            words => format!(" <ins>{}</ins> ", escape::escape(words)),
        };
        let (mut open, mut told) = (false, false);
        // Space before a token belongs to it: that after the last one shown is left out.
        let mut space = String::new();
        for piece in &base.pieces {
            let Piece::Text { range, base: token, .. } = piece else {
                space.push_str(" […] ");
                continue;
            };
            let words = text.slice(range.bytes());
            if token.is_empty() {
                space.push_str(words);
                continue;
            }
            if !shown.contains(&token.start) {
                space.clear();
                continue;
            }
            let inside = tokens.contains(&token.start);
            if open && !inside {
                out.push_str("</del>");
                open = false;
            }
            if token.start >= tokens.end && !told {
                told = true;
                out.push_str(&other);
            }
            escape::push(&mut out, &space.replace('\n', " "));
            space.clear();
            if inside && !open {
                out.push_str("<del>");
                open = true;
            }
            escape::push(&mut out, &words.replace('\n', " "));
        }
        if open {
            out.push_str("</del>");
        }
        if !told {
            out.push_str(other.trim_end());
        }
        if shown.end < family.base_tokens.len() {
            out.push('…');
        }
        Some(Html::new(&out))
    }

    /// A claim and its answers.
    fn question(&self, table: &ClaimTable) -> ExhibitView {
        let mut view = self.plain_exhibit(table.note, "claim");
        view.finding = Some(self.verdict(table).to_owned());
        let slug = &self.site.briefing[table.note].slug;
        view.drawing = self.values(table.note, &format!("{PICTURE}_{slug}"));
        if view.drawing.is_some() {
            return view;
        }
        let words = self.words();
        let answers = self.by_value(table);
        let more = answers.len().saturating_sub(MOST_ANSWERS);
        for Given { value, cell, reports, against } in answers.into_iter().take(MOST_ANSWERS) {
            let sum = table.cells.get(cell).and_then(|cell| cell.sum.as_ref());
            let failing = sum.filter(|sum| !sum.holds);
            let value = match failing {
                Some(sum) => fill(
                    &words.sum_fails,
                    &[("sum", &value), ("total", &self.quantity(&sum.total))],
                ),
                None => value,
            };
            let witness = |id: &_| WitnessView { report: self.article_link(*id), route: None };
            view.readings.push(ReadingView {
                words: Html::new(&escape::escape(&value)),
                lang: Html::default(),
                differs: failing.is_some() || against,
                reports: reports.iter().take(MOST_REPORTS).map(witness).collect(),
                more: self.and_more(reports.len().saturating_sub(MOST_REPORTS)),
            });
        }
        view.more = self.more_answers(more);
        view
    }

    /// Any other note: what it is about, and who prints it.
    fn remark(&self, id: NoteId) -> ExhibitView {
        let note = &self.site.briefing[id];
        let mut view = self.plain_exhibit(id, "note");
        for passage in note.passages.iter().take(MOST_ANSWERS) {
            let Some(printed) = self.printed(passage.article, passage.parts()) else { continue };
            let report = self.article_link(passage.article);
            view.readings.push(ReadingView {
                words: Html::new(&format!("<q>{}</q>", escape::escape(&printed))),
                lang: self.lang(&self.site.briefing[passage.article].language),
                differs: false,
                reports: vec![WitnessView { report, route: None }],
                more: None,
            });
        }
        view
    }
}
