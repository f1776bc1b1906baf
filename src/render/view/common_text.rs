//! Texts that several reports print, and who prints how much of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::shared_run::run_text;
use super::{LinkView, Maker};
use crate::collate::CommonText;
use crate::i18n::fill;
use crate::model::ArticleId;
use crate::render::engine::Html;
use crate::route::SitePlace;
use crate::slice::Slice;

/// Of a text only so much is shown, in bytes.
const LONGEST_SHOWN: usize = 400;

/// Reports of a text that are named.
const REPORTS_OF_A_TEXT: usize = 20;

/// A text that several reports print.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CommonTextView {
    pub(crate) id: String,
    /// `6 reports, up to 312 words`
    pub(crate) facts: String,
    /// Whose copy it is said to be, a sentence each.
    pub(crate) agencies: Vec<String>,
    /// How it begins where the report that prints most of it has the longest stretch; none where
    /// that is not shown.
    pub(crate) text: Option<Html>,
    pub(crate) lang: Html,
    pub(crate) printings: Vec<PrintingLine>,
    pub(crate) more: Option<String>,
}

/// What a report prints of a text.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PrintingLine {
    pub(crate) report: LinkView,
    pub(crate) date: String,
    pub(crate) words: String,
    pub(crate) share: Option<String>,
}

impl Maker<'_> {
    /// A text that several reports print; `number` is its place in the list.
    pub(crate) fn common_text(&self, number: usize, text: &CommonText) -> Option<CommonTextView> {
        let words = self.words();
        let (fullest, most) = *text.printings.first()?;
        let article = &self.site.briefing[fullest];
        let counts = [
            ("reports", self.reports(text.printings.len())),
            ("words", self.count(&words.word_one, &words.word_many, most)),
        ];
        let more = text.printings.len().saturating_sub(REPORTS_OF_A_TEXT);
        let shown = text.printings.iter().take(REPORTS_OF_A_TEXT);
        Some(CommonTextView {
            id: SitePlace::common_text(number).fragment.unwrap_or_default(),
            facts: fill(&words.text_facts, &counts.each_ref().map(|(key, it)| (*key, it.as_str()))),
            agencies: self.agencies(text),
            text: article.shown().zip(text.range.as_ref()).map(|(prose, all)| {
                let shown = beginning(prose.document.slice(*all));
                let range = all.until(all.start() + shown.len());
                let more = if range == *all { "" } else { " […]" };
                Html::new(&(run_text(&prose.document.text, &[&range]) + more))
            }),
            lang: self.lang(&article.language),
            printings: shown.map(|(id, count)| self.printing_line(*id, *count)).collect(),
            more: (more > 0)
                .then(|| fill(&words.elsewhere_more, &[("reports", &self.reports(more))])),
        })
    }

    fn printing_line(&self, id: ArticleId, count: usize) -> PrintingLine {
        let words = self.words();
        let elsewhere = self.site.collation.shared.elsewhere(id);
        PrintingLine {
            report: self.article_link(id),
            date: self.date_of(id),
            words: self.count(&words.word_one, &words.word_many, count),
            share: elsewhere.map(|elsewhere| {
                let share = self.share(elsewhere.share(count));
                fill(&words.share_of_words, &[("share", &share)])
            }),
        }
    }

    /// Whose copy the reports that print a text are said to be: those named most often first.
    fn agencies(&self, text: &CommonText) -> Vec<String> {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, _) in &text.printings {
            if let Some(agency) = self.site.briefing[*id].agency.as_deref() {
                *named.entry(agency).or_default() += 1;
            }
        }
        let mut named: Vec<(&str, usize)> = named.into_iter().collect();
        named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let words = self.words();
        let sentence = |(agency, count): (&str, usize)| {
            let pattern = match count {
                all if all == text.printings.len() => &words.text_agency_all,
                1 => &words.text_agency_one,
                _ => &words.text_agency_some,
            };
            fill(pattern, &[("n", &words.number(count)), ("agency", agency)])
        };
        named.into_iter().map(sentence).collect()
    }

    /// What an article prints of each text that several print, with a link to that text.
    pub(super) fn texts_of(&self, id: ArticleId) -> Vec<LinkView> {
        let texts = self.site.index.texts[id.index()].iter();
        let line = |(number, count): &(usize, usize)| {
            self.text_line(&self.words().elsewhere_text, *number, *count)
        };
        texts.filter_map(line).collect()
    }

    /// The texts that very many print, of which both of two reports print words that their runs leave
    /// out.
    pub(crate) fn texts_of_both(&self, articles: [ArticleId; 2]) -> Vec<LinkView> {
        let [one, other] = articles.map(|id| &self.site.index.texts[id.index()]);
        let both = one.iter().filter(|(number, _)| other.iter().any(|it| it.0 == *number));
        let texts = &self.site.collation.shared.texts;
        both.filter(|(number, _)| texts.get(*number).is_some_and(|text| text.is_widespread))
            .filter_map(|(number, count)| {
                self.text_line(&self.words().text_beside, *number, *count)
            })
            .collect()
    }

    fn text_line(&self, pattern: &str, number: usize, count: usize) -> Option<LinkView> {
        let text = self.site.collation.shared.texts.get(number)?;
        let count = self.count(&self.words().word_one, &self.words().word_many, count);
        let reports = self.reports(text.printings.len());
        let label = fill(pattern, &[("words", &count), ("reports", &reports)]);
        Some(LinkView::new(&label, &self.page.link_to(&SitePlace::common_text(number))))
    }
}

/// The beginning of a text, up to a word's end.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST_SHOWN {
        return text;
    }
    let cut = text.slice(..text.floor_char_boundary(LONGEST_SHOWN));
    cut.rfind(char::is_whitespace).map_or(cut, |space| cut.slice(..space))
}
