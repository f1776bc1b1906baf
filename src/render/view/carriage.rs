//! What each report does with a statement, as far as that is known.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::Reception;
use crate::i18n::fill;
use crate::model::NoteId;
use crate::picture;
use crate::render::engine::Html;

/// Up to so many reports of a kind are named.
const MOST_NAMED: usize = 24;

/// What each report does with a statement.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CarriageView {
    /// "Found in 4 of 5 reports.", and "4 of 5".
    pub(crate) found: String,
    pub(crate) short: String,
    pub(crate) found_in: usize,
    /// Who does what.
    pub(crate) receptions: Vec<ReceptionView>,
    /// A mark a report; none where the reports are many.
    pub(crate) marks: Html,
}

/// The reports that do one thing with a statement: by name, or, where they are many, by number.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ReceptionView {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) reports: Vec<LinkView>,
    pub(crate) count: String,
}

impl Maker<'_> {
    /// What each report does with a statement; nothing of one that is no other's to print: a
    /// report's own words, or the only report's.
    pub(crate) fn carriage(&self, id: NoteId) -> Option<CarriageView> {
        let all = self.site.briefing.articles.len();
        let receptions = &self.site.collation.receptions;
        let counts = receptions.counts(id).filter(|_| all > 1)?;
        let words = self.words();
        let found = counts.iter().filter(|(reception, _)| reception.is_found());
        let found: usize = found.map(|(_, count)| count).sum();
        let values = [("n", &*words.number(found)), ("all", &*words.number(all))];
        let pattern = if found == all { &words.found_in_all } else { &words.found_in };
        let marks: Vec<Reception> = if self.marks() {
            self.site.articles().filter_map(|article| receptions.of(id, article)).collect()
        } else {
            Vec::new()
        };
        Some(CarriageView {
            found: fill(pattern, &values),
            short: fill(&words.found_short, &values),
            found_in: found,
            receptions: counts
                .into_iter()
                .map(|(it, count)| self.reception(id, it, count))
                .collect(),
            marks: match marks.is_empty() {
                true => Html::default(),
                false => Html::new(&picture::carriage(&marks).ornament("marks")),
            },
        })
    }

    /// The `count` reports that do something with a statement.
    fn reception(&self, id: NoteId, what: Reception, count: usize) -> ReceptionView {
        let receptions = &self.site.collation.receptions;
        ReceptionView {
            name: what.name(),
            label: self.receptions_label(what).to_owned(),
            reports: match count {
                ..=MOST_NAMED => receptions
                    .which(id, what)
                    .into_iter()
                    .map(|article| self.article_link(article))
                    .collect(),
                _ => Vec::new(),
            },
            count: self.reports(count),
        }
    }

    /// The same, before the reports that do it.
    fn receptions_label(&self, what: Reception) -> &str {
        let words = self.words();
        match what {
            Reception::Prints => &words.printed_by,
            Reception::OwnWords => &words.in_own_words,
            Reception::PrintsToo => &words.also_printed_by,
            Reception::DoesNotPrint => &words.not_printed_by,
            Reception::NotReported | Reception::Before | Reception::NotKnown => {
                self.reception_label(what)
            }
        }
    }

    /// The words for what a report does with a statement.
    pub(super) fn reception_label(&self, what: Reception) -> &str {
        let words = self.words();
        match what {
            Reception::Prints => &words.prints,
            Reception::OwnWords => &words.says_in_own_words,
            Reception::PrintsToo => &words.prints_too,
            Reception::NotReported => &words.not_reported_says_desk,
            Reception::Before => &words.published_before,
            Reception::DoesNotPrint => &words.does_not_print,
            Reception::NotKnown => &words.not_known,
        }
    }
}
