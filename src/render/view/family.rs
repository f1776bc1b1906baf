//! A quote family: one utterance as each report prints it.

use std::ops::Range;

use serde::Serialize;

use super::back_link::BackLinksView;
use super::carriage::CarriageView;
use super::{LinkView, Maker};
use crate::collate::{Comparison, Difference, Family, Label, Piece, Row, Unaligned};
use crate::html::escape;
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId, NoteKind, Speaker, TextKind};
use crate::place::{InContent, Place};
use crate::render::engine::Html;
use crate::slice::Slice;

/// A quotation and all its printings.
#[derive(Debug, Serialize)]
pub(crate) struct FamilyView {
    pub(crate) id: Option<String>,
    pub(crate) title: String,
    pub(crate) said: Option<String>,
    pub(crate) speaker: LinkView,
    pub(crate) body: Html,
    pub(crate) author: Option<String>,
    pub(crate) draft: bool,
    pub(crate) agreement: Option<String>,
    pub(crate) carriage: Option<CarriageView>,
    pub(crate) rows: Vec<PrintingView>,
    pub(crate) differences: Vec<DifferenceView>,
    /// What speaks of it elsewhere.
    pub(crate) back_links: Option<BackLinksView>,
    /// A reference to it.
    pub(crate) citation: String,
}

/// One report's printing: twelve fields at most, as a note.
#[derive(Debug, Serialize)]
pub(crate) struct PrintingView {
    pub(crate) report: LinkView,
    pub(crate) href: Option<String>,
    /// Missing where it is withheld, or a digest has none of the report's own words.
    pub(crate) text: Option<Html>,
    pub(crate) lang: Html,
    pub(crate) base: bool,
    pub(crate) agreement: Option<String>,
    pub(crate) remark: Option<String>,
    pub(crate) route: RouteView,
    pub(crate) digest: bool,
    /// The passage as a digest has it, where not all of it is the report's own words.
    pub(crate) digest_words: Option<String>,
    pub(crate) named_as: Option<String>,
    pub(crate) via: Option<LinkView>,
}

/// How words got into a report.
#[derive(Debug, Serialize)]
pub(crate) struct RouteView {
    pub(crate) name: &'static str,
    pub(crate) label: Option<String>,
}

/// A difference, and who prints it.
#[derive(Debug, Serialize)]
pub(crate) struct DifferenceView {
    pub(crate) label: &'static str,
    pub(crate) label_text: String,
    pub(crate) text: String,
    pub(crate) reports: Vec<LinkView>,
}

impl Maker<'_> {
    /// The passages of an article put together as the report prints them, with `[…]` for what lies
    /// between two; nothing where the text is withheld, or the words are a digest's.
    pub(crate) fn printed(&self, article: ArticleId, parts: &[Place<InContent>]) -> Option<String> {
        let own = |part: &Place<InContent>| self.site.briefing[article].own_words(*part);
        self.put_together(article, &parts.iter().flat_map(own).collect::<Vec<_>>())
    }

    /// The passages of a digest as it has them, where not all of it is the report's own words.
    pub(crate) fn digest_words(
        &self,
        article: ArticleId,
        parts: &[Place<InContent>],
    ) -> Option<String> {
        let digest = parts.iter().any(|part| !self.site.briefing[article].is_own(*part));
        digest.then(|| self.put_together(article, parts)).flatten()
    }

    fn put_together(&self, article: ArticleId, parts: &[Place<InContent>]) -> Option<String> {
        let text = &self.site.briefing[article].shown()?.document.text;
        let parts: Vec<String> =
            parts.iter().map(|part| text.slice(part.bytes()).replace('\n', " ")).collect();
        (!parts.is_empty()).then(|| parts.join(" […] "))
    }

    /// A quotation with all its printings; without its id where the page has it already.
    pub(crate) fn family(&self, id: NoteId, with_id: bool) -> Option<FamilyView> {
        let note = &self.site.briefing[id];
        let NoteKind::Quote(quote) = &note.kind else { return None };
        let family = self.site.collation.family(id)?;
        let words = self.words();
        let mut rows: Vec<usize> = (0..family.rows.len()).collect();
        rows.sort_by_key(|row| (Some(*row) != family.base, family.rows[*row].article));
        let name = match quote.speaker {
            Speaker::Record(id) => &self.site.briefing[id].name,
            Speaker::Article(id) => &self.site.briefing[id].label,
        };
        let reports = self.reports(note.articles().len());
        let what = [("title", note.title.as_str()), ("speaker", name), ("reports", &reports)];
        let what = fill(&words.cite_quotation, &what);
        Some(FamilyView {
            id: with_id.then(|| note.slug.clone()),
            title: note.title.clone(),
            said: quote.said.clone(),
            speaker: self.speaker_link(quote.speaker),
            body: self.note_body(id),
            author: note.author.clone(),
            draft: note.draft,
            agreement: self.agreement(family),
            carriage: self.carriage(id),
            rows: rows.into_iter().map(|row| self.printing(id, family, row)).collect(),
            differences: self.differences(family),
            back_links: self.back_links(&self.site.index.back.notes[id.index()]),
            citation: self.citation(&what, &self.site.briefing.note_place(id)),
        })
    }

    /// How far the printings of a quotation agree.
    pub(crate) fn agreement(&self, family: &Family) -> Option<String> {
        let (all, words) = (family.agreement?, self.words());
        let partial =
            |row: &Row| matches!(row.comparison, Comparison::Aligned { partial: true, .. });
        if all.is_whole() && family.rows.iter().any(partial) {
            return Some(words.agreement_in_part.clone());
        }
        Some(fill(&words.agreement, &[("n", &all.percent().to_string())]))
    }

    fn printing(&self, id: NoteId, family: &Family, number: usize) -> PrintingView {
        let (briefing, words) = (self.site.briefing, self.words());
        let row = &family.rows[number];
        let article = &briefing[row.article];
        let passages =
            || row.passages.iter().filter_map(|number| briefing[id].passages.get(*number));
        let (agreement, remark) = match row.comparison {
            Comparison::Base if family.base_tokens.iter().any(|token| token.differing > 0) => {
                (None, Some(words.base_heat.clone()))
            }
            Comparison::Base if family.rows.len() > 1 => (None, Some(words.base.clone())),
            // Who lacks words of the utterance has not all of it, however well the others agree.
            Comparison::Aligned { partial: true, agreement } if agreement.is_whole() => {
                (None, Some(words.partial_agrees.clone()))
            }
            Comparison::Aligned { partial, agreement } => (
                Some(fill(&words.agrees, &[("n", &agreement.percent().to_string())])),
                partial.then(|| words.partial.clone()),
            ),
            Comparison::Unaligned(Unaligned::OtherLanguage) => {
                (None, Some(words.other_language.clone()))
            }
            Comparison::Unaligned(Unaligned::NothingInCommon) => {
                (None, Some(words.nothing_in_common.clone()))
            }
            Comparison::Base | Comparison::Digest | Comparison::Withheld => (None, None),
        };
        PrintingView {
            report: self.article_link(row.article),
            href: row.passages.first().map(|number| self.page.passage(id, *number)),
            text: (!matches!(row.comparison, Comparison::Withheld | Comparison::Digest))
                .then(|| Html::new(&self.row_text(family, row))),
            lang: self.lang(&article.language),
            base: row.comparison == Comparison::Base,
            agreement,
            remark,
            route: RouteView { name: row.transmission.name(), label: self.route(row.transmission) },
            digest: article.kind == TextKind::Digest,
            digest_words: self.digest_words(
                row.article,
                &passages().flat_map(|passage| passage.parts()).copied().collect::<Vec<_>>(),
            ),
            named_as: passages()
                .find_map(|passage| passage.named_as.as_deref())
                .map(|name| fill(&words.named_as, &[("name", name)])),
            via: passages().find_map(|passage| passage.via.as_ref()).map(|via| self.reference(via)),
        }
    }

    /// A printing's words, unbroken: what differs is marked, and named by attributes that the
    /// style sheet draws.
    fn row_text(&self, family: &Family, row: &Row) -> String {
        let Some(prose) = self.site.briefing[row.article].shown() else {
            return String::new();
        };
        let text = &prose.document.text;
        let mut out = String::new();
        let mut open: Option<usize> = None;
        let mut unreached = false;
        for piece in &row.pieces {
            let was_unreached = std::mem::replace(&mut unreached, false);
            let difference = match piece {
                Piece::Text { difference, .. } => *difference,
                _ => None,
            };
            if open != difference {
                if open.is_some() {
                    out.push_str("</b>");
                }
                if let Some(difference) = difference.and_then(|d| row.differences.get(d)) {
                    let label = difference.label;
                    out.push_str("<b class=\"diff d-");
                    out.push_str(label.name());
                    out.push_str("\" data-label=\"");
                    escape::push(&mut out, self.difference_label(label));
                    out.push_str("\">");
                }
                open = difference;
            }
            match piece {
                Piece::Text { range, base, .. } => {
                    let heat =
                        (row.comparison == Comparison::Base).then(|| heat(family, base)).flatten();
                    if let Some(heat) = heat {
                        out.push_str(&format!("<span class=\"heat-{heat}\">"));
                    }
                    escape::push(&mut out, &text.slice(range.bytes()).replace('\n', " "));
                    if heat.is_some() {
                        out.push_str("</span>");
                    }
                }
                Piece::Gap => out.push_str(" […] "),
                Piece::Omitted { difference, .. } => {
                    if let Some(left_out) = row.differences.get(*difference) {
                        out.push_str("<span class=\"omitted\" data-words=\"");
                        escape::push(&mut out, left_out.base_text.trim());
                        out.push_str("\"></span>");
                    }
                }
                Piece::Unreached { .. } => {
                    unreached = true;
                    if !was_unreached {
                        out.push_str("<span class=\"unreached\"></span>");
                    }
                }
            }
        }
        if open.is_some() {
            out.push_str("</b>");
        }
        out
    }

    /// The list of differences: what a reader who cannot see the marks reads instead.
    fn differences(&self, family: &Family) -> Vec<DifferenceView> {
        family
            .changes
            .iter()
            .map(|change| {
                let rows = change.rows.iter().filter_map(|row| family.rows.get(*row));
                let mut reports: Vec<ArticleId> = rows.map(|row| row.article).collect();
                reports.sort_unstable();
                DifferenceView {
                    label: change.difference.label.name(),
                    label_text: self.difference_label(change.difference.label).to_owned(),
                    text: self.difference_text(&change.difference),
                    reports: reports.into_iter().map(|id| self.article_link(id)).collect(),
                }
            })
            .collect()
    }

    fn difference_text(&self, difference: &Difference) -> String {
        let words = self.words();
        let (base, printed) = (difference.base_text.trim(), difference.text.trim());
        match (base.is_empty(), printed.is_empty()) {
            (_, true) => fill(&words.left_out, &[("words", base)]),
            (true, false) => fill(&words.added, &[("words", printed)]),
            (false, false) => fill(&words.printed_for, &[("words", printed), ("base", base)]),
        }
    }

    fn difference_label(&self, label: Label) -> &str {
        let words = self.words();
        match label {
            Label::Number => &words.label_number,
            Label::Negation => &words.label_negation,
            Label::Condition => &words.label_condition,
            Label::Name => &words.label_name,
            Label::Wording => &words.label_wording,
            Label::Omission => &words.label_omission,
            Label::Addition => &words.label_addition,
            Label::Order => &words.label_order,
            Label::Unread => &words.label_unread,
            Label::Cut => &words.label_cut,
            Label::Insertion => &words.label_insertion,
            Label::Spelling => &words.label_spelling,
            Label::Case => &words.label_case,
            Label::Punctuation => &words.label_punctuation,
        }
    }
}

/// How warm a word of the base is: from 1, where few print it otherwise, to 3, where most do.
fn heat(family: &Family, base: &Range<usize>) -> Option<usize> {
    let tokens = family.base_tokens.get(base.clone())?;
    let share =
        |token: &crate::collate::BaseToken| (3 * token.differing).div_ceil(token.compared.max(1));
    tokens.iter().map(share).max().filter(|heat| *heat > 0).map(|heat| heat.min(3))
}
