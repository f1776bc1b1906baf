//! Claims as a matrix of questions and reports, where the reports are few; else a line an answer, with a
//! mark for each report that gives it.

use schemars::JsonSchema;
use serde::Serialize;

use super::claim::verdict_class;
use super::claim_line::{ClaimLine, rank};
use super::{LinkView, Maker};
use crate::collate::{AgainstFinding, Cell, ClaimTable, Status};
use crate::model::{ArticleId, NoteId};

/// Up to so many reports, each has a column.
const MOST_COLUMNS: usize = 6;

/// Some claims side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MatrixView {
    /// The columns; none where there are too many reports for a matrix.
    pub(crate) columns: Vec<LinkView>,
    /// Whether the editor has an answer of their own to one, in a column after those.
    pub(crate) findings: bool,
    pub(crate) rows: Vec<MatrixRow>,
    /// The claims with their answers, where there is no matrix.
    pub(crate) claims: Vec<ClaimLine>,
}

/// A question.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MatrixRow {
    title: String,
    href: String,
    verdict: &'static str,
    verdict_label: String,
    cells: Vec<MatrixCell>,
    /// The editor's own answer, as a link to the claim.
    finding: Option<LinkView>,
}

/// What one report answers to it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MatrixCell {
    report: String,
    answers: Vec<LinkView>,
    disputed: bool,
    /// The editor looked, and the report does not say.
    silent: bool,
    /// Nothing is noted of it.
    not_noted: bool,
    /// An answer of it cannot be true if the editor's is.
    against_finding: bool,
}

impl Maker<'_> {
    /// Claims as a matrix, in the order of their tags.
    pub(crate) fn matrix(&self, claims: &[NoteId]) -> MatrixView {
        let site = self.site;
        let mut claims = claims.to_vec();
        claims.sort_by_key(|id| site.briefing.tag_order(*id));
        let few = site.briefing.articles.len() <= MOST_COLUMNS;
        if !few {
            let mut tables: Vec<&ClaimTable> =
                claims.iter().filter_map(|id| site.collation.claim(*id)).collect();
            // Within a tag those that are disputed stand first.
            tables.sort_by_key(|table| (site.briefing.tag_order(table.note), rank(table)));
            let claims = tables.into_iter().map(|table| self.claim_line(table)).collect();
            return MatrixView { columns: Vec::new(), findings: false, rows: Vec::new(), claims };
        }
        let tables = claims.iter().filter_map(|id| site.collation.claim(*id));
        MatrixView {
            columns: site.articles().map(|id| self.article_link(id)).collect(),
            findings: claims.iter().any(|id| self.found(*id).is_some()),
            rows: tables.map(|table| self.matrix_row(table)).collect(),
            claims: Vec::new(),
        }
    }

    fn matrix_row(&self, table: &ClaimTable) -> MatrixRow {
        let site = self.site;
        let note = &site.briefing[table.note];
        let briefs: Vec<String> =
            table.groups.iter().map(|group| self.brief_value(table, group)).collect();
        // Sums that come to the same by other parts are not the same answer, and must not look so.
        let brief = |group: usize| {
            let brief = briefs.get(group)?;
            (briefs.iter().filter(|other| *other == brief).count() == 1).then_some(brief)
        };
        let cell = |article: ArticleId| {
            let cells: Vec<&Cell> =
                table.cells.iter().filter(|cell| cell.article == article).collect();
            let answers = cells.iter().filter_map(|cell| {
                let passage = cell.passage?;
                let label = match cell.group.and_then(brief) {
                    Some(brief) => brief,
                    None => &note.passages.get(passage)?.value.as_ref()?.raw,
                };
                Some(LinkView::new(label, &self.page.passage(table.note, passage)))
            });
            MatrixCell {
                report: site.briefing[article].label.clone(),
                answers: answers.collect(),
                disputed: cells.iter().any(|cell| cell.status == Status::Disagrees),
                silent: cells.iter().any(|cell| cell.status == Status::NotReported),
                not_noted: cells.is_empty(),
                against_finding: cells
                    .iter()
                    .any(|cell| cell.finding == Some(AgainstFinding::Contradicts)),
            }
        };
        MatrixRow {
            title: note.title.clone(),
            href: self.page.note(table.note),
            verdict: verdict_class(table.verdict),
            verdict_label: self.verdict(table.verdict).to_owned(),
            cells: site.articles().map(cell).collect(),
            finding: self
                .found(table.note)
                .map(|found| LinkView::new(&found.value.raw, &self.page.note(table.note))),
        }
    }
}
