//! A claim of many reports in a list: the distinct answers, with a mark for each report that gives one.

use schemars::JsonSchema;
use serde::Serialize;

use super::claim::{Given, verdict_class};
use super::{LinkView, Maker};
use crate::collate::{ClaimTable, Status, Verdict};
use crate::i18n::fill;
use crate::model::ArticleId;
use crate::picture;
use crate::render::engine::Html;

/// An answer that few reports give names so many of them.
const NAMED: usize = 3;

/// A claim shows so many answers here.
const MOST_ANSWERS: usize = 8;

/// A question where the reports are many: the distinct answers, those of fewest reports last.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClaimLine {
    title: String,
    href: String,
    verdict: &'static str,
    verdict_label: String,
    answers: Vec<LineAnswer>,
    /// The editor's own answer, as a link to the claim.
    finding: Option<LinkView>,
    /// How many answers more there are.
    more: Option<String>,
    /// In how many reports the editor found none, and of how many nothing is noted.
    silent: Option<String>,
    not_noted: Option<String>,
}

/// An answer, and who gives it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LineAnswer {
    value: String,
    /// A mark a report, always in the same place.
    marks: Html,
    count: String,
    /// The reports, where they are few.
    reports: Vec<LinkView>,
    /// Whether it contradicts another that more reports give, or as many.
    alone: bool,
}

/// Where a claim stands in a list: those that are disputed first.
pub(super) fn rank(table: &ClaimTable) -> usize {
    match table.verdict {
        Verdict::Contradict => 0,
        Verdict::Differ => 1,
        Verdict::Compatible => 2,
        Verdict::Agree => 3,
        Verdict::Only => 4,
        Verdict::Unanswered => 5,
    }
}

impl ClaimLine {
    /// Whether an answer contradicts another that as many reports give, or more.
    pub(super) fn has_alone(&self) -> bool {
        self.answers.iter().any(|answer| answer.alone)
    }
}

impl Maker<'_> {
    /// A claim with its distinct answers, those of fewest reports last.
    pub(super) fn claim_line(&self, table: &ClaimTable) -> ClaimLine {
        let (site, words) = (self.site, self.words());
        let all = site.briefing.articles.len();
        let answers = self.by_value(table);
        let more = answers.len().saturating_sub(MOST_ANSWERS);
        let silent = table.cells.iter().filter(|cell| cell.status == Status::NotReported).count();
        let mut looked: Vec<ArticleId> = table.cells.iter().map(|cell| cell.article).collect();
        looked.sort_unstable();
        looked.dedup();
        let others = all.saturating_sub(looked.len());
        let told = |n: usize, pattern: &str| {
            (n > 0).then(|| fill(pattern, &[("reports", &self.reports(n))]))
        };
        ClaimLine {
            title: site.briefing[table.note].title.clone(),
            href: self.page.note(table.note),
            verdict: verdict_class(table.verdict),
            verdict_label: self.verdict(table).to_owned(),
            answers: self.line_answers(answers),
            finding: self
                .found(table.note)
                .map(|found| LinkView::new(&found.value.raw, &self.page.note(table.note))),
            more: self.more_answers(more),
            silent: told(silent, &words.not_reported_in),
            not_noted: told(others, &words.not_noted_in),
        }
    }

    fn line_answers(&self, answers: Vec<Given>) -> Vec<LineAnswer> {
        let words = self.words();
        let all = self.site.briefing.articles.len();
        let answer = |Given { value, reports, against, .. }: Given| {
            let mut given = vec![false; all];
            for report in &reports {
                if let Some(given) = given.get_mut(report.index()) {
                    *given = true;
                }
            }
            let count = [("n", &*words.number(reports.len())), ("all", &*words.number(all))];
            LineAnswer {
                marks: Html::new(&picture::answers(&given).ornament("marks")),
                count: fill(&words.gives_answer, &count),
                alone: against,
                reports: match reports.len() {
                    ..=NAMED => reports.iter().map(|id| self.article_link(*id)).collect(),
                    _ => Vec::new(),
                },
                value,
            }
        };
        answers.into_iter().take(MOST_ANSWERS).map(answer).collect()
    }
}
