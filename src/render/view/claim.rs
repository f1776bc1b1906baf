//! A claim: the reports side by side.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::FindingView;
use super::reply::ReplyView;
use super::{LinkView, Maker};
use crate::collate::{AnswerGroup, Cell, ClaimTable, Status, Verdict};
use crate::html::escape::escape;
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId, NoteKind};
use crate::parse::value::{Quantity, Reading, SumPart, Value};
use crate::render::engine::Html;

/// Up to so many reports, those of which nothing is noted are named.
const MOST_COLUMNS: usize = 8;

/// A claim.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClaimView {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) unit: Option<String>,
    pub(crate) total: Option<String>,
    pub(crate) verdict: &'static str,
    pub(crate) verdict_label: String,
    pub(crate) disputed: bool,
    pub(crate) body: Html,
    pub(crate) author: Option<String>,
    pub(crate) draft: bool,
    pub(crate) tags: Vec<LinkView>,
    pub(crate) replies: Vec<ReplyView>,
    /// The editor's own answer.
    pub(crate) finding: Option<FindingView>,
    pub(crate) rows: Vec<AnswerRow>,
    pub(crate) answers: Vec<AnswerView>,
    /// Reports of which nothing is noted, where they are few, and how many they are.
    pub(crate) not_noted: Vec<LinkView>,
    pub(crate) not_noted_count: Option<String>,
    pub(crate) parts: Vec<PartView>,
    pub(crate) part_columns: Vec<LinkView>,
}

/// An answer, and the reports that give it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AnswerView {
    pub(crate) value: String,
    pub(crate) reports: Vec<LinkView>,
}

/// An answer as it is printed in brief.
pub(crate) struct Given {
    pub(crate) value: String,
    /// The first cell that has it.
    pub(crate) cell: usize,
    pub(crate) reports: Vec<ArticleId>,
    /// Whether it contradicts an answer that as many reports give, or more.
    pub(crate) against: bool,
}

/// What one report answers.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AnswerRow {
    pub(crate) report: LinkView,
    pub(crate) value: Option<String>,
    pub(crate) sum: Option<String>,
    pub(crate) sum_holds: bool,
    pub(crate) status: &'static str,
    pub(crate) status_label: String,
    pub(crate) disputed: bool,
    pub(crate) silent: bool,
    /// The report's own, and the passage as a digest has it, where not all of it is the report's.
    pub(crate) words: Option<String>,
    pub(crate) digest_words: Option<String>,
    pub(crate) lang: Html,
    pub(crate) href: Option<String>,
    pub(crate) digest: bool,
    pub(crate) withheld: bool,
}

/// A part of the reports' sums.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PartView {
    pub(crate) name: String,
    pub(crate) counts: Vec<PartCell>,
    pub(crate) disputed: bool,
}

/// How many of a part one report has.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PartCell {
    pub(crate) count: Option<String>,
    pub(crate) counted_by_editor: bool,
}

impl Maker<'_> {
    /// A claim in full.
    pub(crate) fn claim(&self, id: NoteId) -> Option<ClaimView> {
        let note = &self.site.briefing[id];
        let NoteKind::Claim(claim) = &note.kind else { return None };
        let table = self.site.collation.claim(id)?;
        let words = self.words();
        let mut cells: Vec<&Cell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| cell.article);
        let rows = cells.into_iter().map(|cell| self.answer_row(id, table, cell)).collect();
        let looked: BTreeSet<ArticleId> = table.cells.iter().map(|cell| cell.article).collect();
        let reports = self.site.briefing.articles.len();
        let others = reports - looked.len().min(reports);
        let named = if reports > MOST_COLUMNS { 0 } else { others };
        let mut summed: Vec<usize> = (0..table.cells.len())
            .filter(|cell| {
                table.parts.iter().any(|part| part.counts.get(*cell).is_some_and(Option::is_some))
            })
            .collect();
        summed.sort_by_key(|cell| table.cells[*cell].article);
        let count = |count: &crate::collate::PartCount| self.quantity(&count.quantity);
        let parts = table.parts.iter().map(|part| PartView {
            name: part.name.clone(),
            counts: summed
                .iter()
                .map(|cell| {
                    let found = part.counts.get(*cell).and_then(Option::as_ref);
                    PartCell {
                        count: found.map(count),
                        counted_by_editor: found.is_some_and(|count| count.counted_by_editor),
                    }
                })
                .collect(),
            disputed: part.disputed,
        });
        Some(ClaimView {
            id: note.slug.clone(),
            href: self.page.note(id),
            title: note.title.clone(),
            unit: claim.unit.clone(),
            total: claim.total.as_ref().map(|total| total.raw.clone()),
            verdict: verdict_class(table.verdict),
            verdict_label: self.verdict(table).to_owned(),
            disputed: table.verdict == Verdict::Contradict,
            body: self.note_body(id),
            author: note.author.clone(),
            draft: note.draft,
            tags: self.tags(id),
            replies: self.replies(id, true),
            finding: self.finding(table),
            rows,
            answers: self.answers(table),
            not_noted: (0..reports)
                .map(ArticleId::new)
                .filter(|id| !looked.contains(id))
                .take(named)
                .map(|id| self.article_link(id))
                .collect(),
            not_noted_count: (others > 0).then(|| self.reports(others)),
            parts: if summed.len() > 1 { parts.collect() } else { Vec::new() },
            part_columns: summed
                .iter()
                .map(|cell| self.article_link(table.cells[*cell].article))
                .collect(),
        })
        .map(|mut view| {
            if let Some(unit) = &view.unit {
                view.unit = Some(fill(&words.counted_in, &[("unit", unit)]));
            }
            if let Some(total) = &view.total {
                view.total = Some(fill(&words.expected_total, &[("total", total)]));
            }
            view
        })
    }

    fn answer_row(&self, id: NoteId, table: &ClaimTable, cell: &Cell) -> AnswerRow {
        let (briefing, words) = (self.site.briefing, self.words());
        let note = &briefing[id];
        let article = &briefing[cell.article];
        let passage = cell.passage.and_then(|number| note.passages.get(number));
        let value = passage.and_then(|passage| passage.value.as_ref());
        AnswerRow {
            report: self.article_link(cell.article),
            value: value.map(|value| value.raw.clone()),
            sum: value.and_then(|value| self.sum(value)).map(|sum| match &cell.sum {
                Some(check) if check.holds => fill(&words.sum_holds, &[("sum", &sum)]),
                Some(check) => fill(
                    &words.sum_fails,
                    &[("sum", &sum), ("total", &self.quantity(&check.total))],
                ),
                None => sum,
            }),
            sum_holds: cell.sum.as_ref().is_none_or(|check| check.holds),
            status: cell.status.name(),
            status_label: self.cell_status(table, cell),
            disputed: cell.group.is_some_and(|group| table.stands_against(group)),
            silent: cell.passage.is_none(),
            words: passage.and_then(|passage| self.printed(cell.article, passage.parts())),
            digest_words: passage
                .and_then(|passage| self.digest_words(cell.article, passage.parts())),
            lang: self.lang(&article.language),
            href: cell.passage.map(|number| self.page.passage(id, number)),
            digest: article.kind == crate::model::TextKind::Digest,
            withheld: cell.passage.is_some() && article.shown().is_none(),
        }
    }

    /// A sum written out: `18 + 1 + [8] = 27`.
    fn sum(&self, value: &Value) -> Option<String> {
        let Reading::Sum(sum) = &value.reading else { return None };
        let parts: Vec<String> = sum.parts.iter().map(|part| self.part(part)).collect();
        Some(match parts.as_slice() {
            [only] => only.clone(),
            parts => format!("{} = {}", parts.join(" + "), self.quantity(&sum.total)),
        })
    }

    /// A part of a sum: in brackets, as the author writes it, where the editor counted it.
    pub(super) fn part(&self, part: &SumPart) -> String {
        let quantity = self.quantity(&part.quantity);
        if part.counted_by_editor { format!("[{quantity}]") } else { quantity }
    }

    pub(super) fn quantity(&self, quantity: &Quantity) -> String {
        let unit = quantity.unit.map(|unit| format!(" {}", unit.name)).unwrap_or_default();
        let ends = [quantity.stated.low, quantity.stated.high];
        let plain = match ends {
            [Some(low), Some(high)] if low.at == high.at => low.at.to_string(),
            [Some(low), Some(high)] => format!("{}–{}", low.at, high.at),
            [Some(low), None] if low.inclusive => format!("≥ {}", low.at),
            [Some(low), None] => format!("> {}", low.at),
            [None, Some(high)] if high.inclusive => format!("≤ {}", high.at),
            [None, Some(high)] => format!("< {}", high.at),
            [None, None] => String::new(),
        };
        format!("{plain}{unit}")
    }

    /// The answers that there are, each with its reports, most reports first.
    pub(crate) fn answers(&self, table: &ClaimTable) -> Vec<AnswerView> {
        let links = |given: Given| AnswerView {
            reports: given.reports.into_iter().map(|id| self.article_link(id)).collect(),
            value: given.value,
        };
        self.by_value(table).into_iter().map(links).collect()
    }

    /// The answers as they are printed in brief, each once, with the reports that give it, in order
    /// of publication.
    pub(crate) fn by_value(&self, table: &ClaimTable) -> Vec<Given> {
        let mut answers: Vec<Given> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (number, group) in table.groups.iter().enumerate() {
            let against = table.stands_against(number);
            for cell in &group.cells {
                let Some(answered) = table.cells.get(*cell) else { continue };
                let value = self.brief_value(table, group, *cell);
                let place = *places.entry(value.clone()).or_insert(answers.len());
                if place == answers.len() {
                    let (cell, reports) = (*cell, Vec::new());
                    answers.push(Given { value, cell, reports, against: false });
                }
                answers[place].against |= against;
                if seen.insert((place, answered.article)) {
                    answers[place].reports.push(answered.article);
                }
            }
        }
        answers.iter_mut().for_each(|given| given.reports.sort_unstable());
        answers
    }

    /// Reports in words, at most so many of them by name.
    pub(crate) fn named_reports(&self, reports: &[ArticleId], most: usize) -> String {
        let named = reports.iter().take(most).map(|id| self.site.briefing[*id].label.clone());
        let named: Vec<String> = named.collect();
        match self.and_more(reports.len().saturating_sub(most)) {
            // "A, B and 5 more": that it is the last of them, it says itself.
            Some(more) => format!("{} {more}", named.join(&self.words().comma)),
            None => self.list(&named),
        }
    }

    /// A group's value in brief, as one of its cells has it: a sum in figures, with what it comes to, since
    /// the report may not print that, and with the brackets of what the editor counted in that report.
    pub(crate) fn brief_value(
        &self,
        table: &ClaimTable,
        group: &AnswerGroup,
        cell: usize,
    ) -> String {
        let sum = self.value_of(table, cell).and_then(|value| self.sum(value));
        sum.unwrap_or_else(|| group.value.clone())
    }

    /// The value that a cell gives.
    pub(super) fn value_of(&self, table: &ClaimTable, cell: usize) -> Option<&Value> {
        let number = table.cells.get(cell)?.passage?;
        self.site.briefing[table.note].passages.get(number)?.value.as_ref()
    }

    /// The answers of a dispute in one sentence: who answers what.
    pub(crate) fn dispute(&self, table: &ClaimTable) -> Html {
        const MOST_ANSWERS: usize = 4;
        const MOST_REPORTS: usize = 5;
        let answers = self.by_value(table);
        let more = answers.len().saturating_sub(MOST_ANSWERS);
        let mut parts: Vec<String> = answers
            .into_iter()
            .take(MOST_ANSWERS)
            .map(|given| {
                let value = format!("<span class=\"value\">{}</span>", escape(&given.value));
                let reports = escape(&self.named_reports(&given.reports, MOST_REPORTS));
                let reports = format!("<bdi>{reports}</bdi>");
                let pattern = escape(&self.words().dispute_answer);
                fill(&pattern, &[("value", &value), ("reports", &reports)])
            })
            .collect();
        parts.extend(self.more_answers(more).map(|more| escape(&more)));
        Html::new(&parts.join("; "))
    }

    /// "and one more answer", where there are more.
    pub(crate) fn more_answers(&self, more: usize) -> Option<String> {
        let words = self.words();
        (more > 0).then(|| self.count(&words.more_answers_one, &words.more_answers_many, more))
    }

    /// What comes of the answers to a claim.
    pub(crate) fn verdict(&self, table: &ClaimTable) -> &str {
        let words = self.words();
        match table.verdict {
            Verdict::Contradict => &words.verdict_contradict,
            Verdict::Differ if self.is_in_words(table) => &words.verdict_words,
            Verdict::Differ => &words.verdict_differ,
            Verdict::Compatible if self.is_one_number(table) => &words.verdict_one_number,
            Verdict::Compatible => &words.verdict_compatible,
            Verdict::Agree => &words.verdict_agree,
            Verdict::Only => &words.verdict_only,
            Verdict::Unanswered => &words.verdict_unanswered,
        }
    }

    /// Whether all answers are in words, of which nobody can tell whether they fit together.
    fn is_in_words(&self, table: &ClaimTable) -> bool {
        let values = || (0..table.cells.len()).filter_map(|cell| self.value_of(table, cell));
        values().all(|value| matches!(value.reading, Reading::Words))
    }

    /// Whether all answers come to one number, and put it together differently.
    fn is_one_number(&self, table: &ClaimTable) -> bool {
        let values = (0..table.cells.len()).filter_map(|cell| self.value_of(table, cell));
        let numbers: Option<Vec<&Quantity>> = values.map(Value::quantity).collect();
        let exact = |number: &&Quantity| number.stated.only().is_some();
        let numbers = numbers.unwrap_or_default();
        let same = |it: &&Quantity| {
            numbers.first().is_some_and(|first| {
                (&it.stated, it.approximation, it.unit)
                    == (&first.stated, first.approximation, first.unit)
            })
        };
        !numbers.is_empty() && numbers.iter().all(exact) && numbers.iter().all(same)
    }

    /// The status of a cell: of one that contradicts others, which, or, where fewer reports give those, who
    /// contradicts it; of one that others answer alike, and not all, who.
    fn cell_status(&self, table: &ClaimTable, cell: &Cell) -> String {
        let words = self.words();
        let status = || self.status(table, cell.status).to_owned();
        let Some(group) = cell.group else { return status() };
        let Some(answer) = table.groups.get(group) else { return status() };
        match cell.status {
            Status::Disagrees if table.stands_against(group) => {
                let against = answer.contradicts.iter().filter_map(|other| {
                    let other = table.groups.get(*other)?;
                    Some(self.brief_value(table, other, *other.cells.first()?))
                });
                let against: Vec<String> = against.collect();
                if against.len() > MOST_ALIKE && against.len() + 1 == table.groups.len() {
                    return status();
                }
                fill(&words.status_contradicts, &[("values", &self.list(&against))])
            }
            Status::Disagrees => {
                let against = answer.contradicts.iter().flat_map(|other| table.reports(*other));
                let against: BTreeSet<ArticleId> = against.collect();
                let reports = self.reports_in_brief(against.into_iter().collect());
                fill(&words.status_contradicted, &[("reports", &reports)])
            }
            Status::Differs => {
                let mut alike = table.reports(group);
                alike.retain(|other| *other != cell.article);
                match alike.is_empty() {
                    true => status(),
                    false => {
                        let reports = self.reports_in_brief(alike);
                        fill(&words.status_shared, &[("reports", &reports)])
                    }
                }
            }
            _ => status(),
        }
    }

    /// Reports by name, or, where they are many, by number.
    fn reports_in_brief(&self, reports: Vec<ArticleId>) -> String {
        match reports.len() {
            ..=MOST_ALIKE => {
                let labels = reports.into_iter().map(|id| self.site.briefing[id].label.clone());
                self.list(&labels.collect::<Vec<_>>())
            }
            count => self.reports(count),
        }
    }

    fn status(&self, table: &ClaimTable, status: Status) -> &str {
        let words = self.words();
        match status {
            Status::Agrees => &words.status_agrees,
            Status::Compatible if self.is_one_number(table) => &words.status_one_number,
            Status::Compatible => &words.status_compatible,
            Status::Differs if self.is_in_words(table) => &words.status_words,
            Status::Differs => &words.status_differs,
            Status::Disagrees => &words.status_disagrees,
            Status::Only => &words.status_only,
            Status::Unvalued => &words.status_unvalued,
            Status::NotReported => &words.not_reported,
        }
    }
}

/// So many reports that answer as another does are named there; of more it is told how many they are.
const MOST_ALIKE: usize = 4;

pub(crate) fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradict => "contradict",
        Verdict::Differ => "differ",
        Verdict::Compatible => "compatible",
        Verdict::Agree => "agree",
        Verdict::Only => "only",
        Verdict::Unanswered => "unanswered",
    }
}
