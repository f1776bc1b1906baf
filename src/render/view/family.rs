//! A quote family: one utterance as each report prints it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::apparatus::{Changes, DifferenceView, RouteView, SameView, is_same};
use super::back_link::BackLinksView;
use super::carriage::CarriageView;
use super::reply::ReplyView;
use super::{LinkView, Maker};
use crate::collate::{Comparison, Family, Row, Unaligned};
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId, NoteKind, Quote, TextKind};
use crate::place::{InContent, Place};
use crate::render::dates::said_in_words;
use crate::render::engine::Html;
use crate::slice::Slice;

/// A quotation and all its printings.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FamilyView {
    pub(crate) id: Option<String>,
    pub(crate) title: String,
    pub(crate) said: Option<String>,
    pub(crate) speakers: Vec<LinkView>,
    /// Whether several said it together.
    pub(crate) joint: bool,
    pub(crate) body: Html,
    pub(crate) author: Option<String>,
    pub(crate) draft: bool,
    pub(crate) tags: Vec<LinkView>,
    pub(crate) replies: Vec<ReplyView>,
    pub(crate) agreement: Option<String>,
    pub(crate) carriage: Option<CarriageView>,
    /// The printing that the others are held against, where there is one.
    pub(crate) base: Option<PrintingView>,
    /// What others print in other words, in order of the base.
    pub(crate) differences: Vec<DifferenceView>,
    /// How many more of these there are than have room at once, and they.
    pub(crate) more: Option<String>,
    pub(crate) more_differences: Vec<DifferenceView>,
    /// Reports that print the words of the base.
    pub(crate) same: Vec<SameView>,
    /// The other printings.
    pub(crate) rows: Vec<PrintingView>,
    /// How many these are, where they are too many to be read at once.
    pub(crate) rows_label: Option<String>,
    /// What is a report's house style.
    pub(crate) typography: Vec<DifferenceView>,
    /// What speaks of it elsewhere.
    pub(crate) back_links: Option<BackLinksView>,
    /// A reference to it.
    pub(crate) citation: String,
}

/// One report's printing: twelve fields at most, as a note.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PrintingView {
    pub(crate) report: LinkView,
    pub(crate) href: Option<String>,
    /// Missing where it is withheld, or a digest has none of the report's own words.
    pub(crate) text: Option<Html>,
    pub(crate) lang: Html,
    pub(crate) agreement: Option<String>,
    /// What that is a share of, where it is none of all words; else what is to be said without it.
    pub(crate) remark: Option<String>,
    pub(crate) route: RouteView,
    pub(crate) digest: bool,
    /// The passage as a digest has it, where not all of it is the report's own words.
    pub(crate) digest_words: Option<String>,
    pub(crate) named_as: Option<String>,
    pub(crate) via: Option<LinkView>,
    /// Others that print the very same.
    pub(crate) also: Vec<SameView>,
}

/// So many changes are seen at once.
const MOST_CHANGES: usize = 16;

/// So many printings in other words are.
const MOST_ROWS: usize = 6;

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

    /// When or where something was said; a date that is written in figures as readers write dates.
    pub(crate) fn said(&self, quote: &Quote) -> Option<String> {
        quote.said.as_deref().map(|said| said_in_words(said, self.words()))
    }

    /// A quotation with all its printings; without its id where the page has it already.
    pub(crate) fn family(&self, id: NoteId, with_id: bool) -> Option<FamilyView> {
        let note = &self.site.briefing[id];
        let NoteKind::Quote(quote) = &note.kind else { return None };
        let family = self.site.collation.family(id)?;
        let words = self.words();
        let names = quote.speakers.iter().map(|it| self.site.briefing.speaker_name(*it).to_owned());
        let name = self.list(&names.collect::<Vec<_>>());
        let reports = self.reports(note.articles().len());
        let what = [("title", note.title.as_str()), ("speaker", &name), ("reports", &reports)];
        let what = fill(&words.cite_quotation, &what);
        let changes = Changes::of(family);
        let base = family.base.and_then(|base| family.rows.get(base));
        let (same, rows) = self.beside_the_base(id, family, &changes);
        let (mut differences, typography) = self.differences(family);
        let more_differences = differences.split_off(differences.len().min(MOST_CHANGES));
        Some(FamilyView {
            id: with_id.then(|| note.slug.clone()),
            title: note.title.clone(),
            said: self.said(quote),
            joint: quote.speakers.len() > 1,
            speakers: self.speaker_links(&quote.speakers),
            body: self.note_body(id),
            author: note.author.clone(),
            draft: note.draft,
            tags: self.tags(id),
            replies: self.replies(id, with_id),
            agreement: self.agreement(family),
            carriage: self.carriage(id),
            base: base.map(|row| self.printing(id, family, row, self.compared_text(&changes, row))),
            differences,
            more: self.and_more(more_differences.len()),
            more_differences,
            same,
            rows_label: (rows.len() > MOST_ROWS).then(|| {
                fill(&words.printings_with_other_words, &[("n", &words.number(rows.len()))])
            }),
            rows,
            typography,
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

    /// The printings beside the base, in order of publication: those in its words, and the others,
    /// of which those that print the very same stand once.
    fn beside_the_base(
        &self,
        id: NoteId,
        family: &Family,
        changes: &Changes,
    ) -> (Vec<SameView>, Vec<PrintingView>) {
        let mut order: Vec<usize> = (0..family.rows.len()).collect();
        order.retain(|row| Some(*row) != family.base);
        order.sort_by_key(|row| family.rows[*row].article);
        let (mut same, mut rows): (Vec<SameView>, Vec<PrintingView>) = (Vec::new(), Vec::new());
        let mut places: BTreeMap<(String, &str, bool), usize> = BTreeMap::new();
        for row in order.into_iter().map(|row| &family.rows[row]) {
            if is_same(row) {
                same.push(self.same(id, row));
                continue;
            }
            let text = self.compared_text(changes, row);
            if let (Comparison::Aligned { .. }, Some(text)) = (row.comparison, &text) {
                let digest = self.site.briefing[row.article].kind == TextKind::Digest;
                let key = (text.clone(), row.transmission.name(), digest);
                if let Some(place) = places.get(&key) {
                    rows[*place].also.push(self.same(id, row));
                    continue;
                }
                places.insert(key, rows.len());
            }
            rows.push(self.printing(id, family, row, text));
        }
        (same, rows)
    }

    /// A printing's words as HTML, where they may be shown and are a report's own.
    fn compared_text(&self, changes: &Changes, row: &Row) -> Option<String> {
        match row.comparison {
            Comparison::Withheld | Comparison::Digest => None,
            Comparison::Base => Some(self.base_text(changes, row)),
            Comparison::Aligned { .. } | Comparison::Unaligned(_) => {
                Some(self.row_text(changes, row))
            }
        }
    }

    fn printing(
        &self,
        id: NoteId,
        family: &Family,
        row: &Row,
        text: Option<String>,
    ) -> PrintingView {
        let (briefing, words) = (self.site.briefing, self.words());
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
                partial.then(|| words.agrees_partial.clone()),
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
            text: text.as_deref().map(Html::new),
            lang: self.lang(&article.language),
            agreement,
            remark,
            route: self.route_view(row),
            digest: article.kind == TextKind::Digest,
            digest_words: self.digest_words(
                row.article,
                &passages().flat_map(|passage| passage.parts()).copied().collect::<Vec<_>>(),
            ),
            named_as: self.named_as(id, row),
            via: passages().find_map(|passage| passage.via.as_ref()).map(|via| self.reference(via)),
            also: Vec::new(),
        }
    }
}
