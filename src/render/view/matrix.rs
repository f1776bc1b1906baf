//! Claims as a matrix of questions and reports, where the reports are few; else a line an answer, with a
//! mark for each report that gives it.

use std::collections::{BTreeMap, BTreeSet};

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
    /// What the signs mean that there are.
    pub(crate) signs: Vec<SignView>,
    pub(crate) rows: Vec<MatrixRow>,
    /// The claims with their answers, where there is no matrix.
    pub(crate) claims: Vec<ClaimLine>,
}

/// A sign, and what it means.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SignView {
    /// `contradicts`, `silent` or `unknown`.
    pub(crate) name: &'static str,
    pub(crate) label: String,
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
            let claims: Vec<ClaimLine> =
                tables.into_iter().map(|table| self.claim_line(table)).collect();
            let signs = [("contradicts", claims.iter().any(ClaimLine::has_alone))];
            return MatrixView {
                columns: Vec::new(),
                findings: false,
                signs: self.signs(&signs),
                rows: Vec::new(),
                claims,
            };
        }
        let tables = claims.iter().filter_map(|id| site.collation.claim(*id));
        let rows: Vec<MatrixRow> = tables.map(|table| self.matrix_row(table)).collect();
        let any = |has: fn(&MatrixCell) -> bool| rows.iter().flat_map(|row| &row.cells).any(has);
        let signs = [
            ("contradicts", any(|cell| cell.disputed)),
            ("silent", any(|cell| cell.silent)),
            ("unknown", any(|cell| cell.not_noted)),
        ];
        MatrixView {
            columns: site.articles().map(|id| self.article_link(id)).collect(),
            findings: claims.iter().any(|id| self.found(*id).is_some()),
            signs: self.signs(&signs),
            rows,
            claims: Vec::new(),
        }
    }

    /// What the signs mean that there are.
    fn signs(&self, signs: &[(&'static str, bool)]) -> Vec<SignView> {
        let words = self.words();
        let there = signs.iter().filter(|(_, there)| *there);
        let view = |(name, _): &(&'static str, bool)| SignView {
            name,
            label: match *name {
                "contradicts" => &words.key_disputed,
                "silent" => &words.key_silent,
                _ => &words.key_unknown,
            }
            .clone(),
        };
        there.map(view).collect()
    }

    fn matrix_row(&self, table: &ClaimTable) -> MatrixRow {
        let site = self.site;
        let note = &site.briefing[table.note];
        let brief = |cell: usize| {
            let group = table.groups.get(table.cells.get(cell)?.group?)?;
            Some(self.brief_value(table, group, cell))
        };
        // Sums that come to the same by other parts are not the same answer, and must not look so.
        let mut groups: BTreeMap<String, BTreeSet<Option<usize>>> = BTreeMap::new();
        for (number, cell) in table.cells.iter().enumerate() {
            if let Some(brief) = brief(number) {
                groups.entry(brief).or_default().insert(cell.group);
            }
        }
        let cell = |article: ArticleId| {
            let here = || table.cells.iter().enumerate().filter(|(_, it)| it.article == article);
            let cells: Vec<&Cell> = here().map(|(_, cell)| cell).collect();
            let answers = here().filter_map(|(number, cell)| {
                let passage = cell.passage?;
                let is_plain = |brief: &String| groups.get(brief).is_some_and(|it| it.len() == 1);
                let label = match brief(number).filter(is_plain) {
                    Some(brief) => brief,
                    None => self.value_of(table, number)?.raw.clone(),
                };
                Some(LinkView::new(&label, &self.page.passage(table.note, passage)))
            });
            MatrixCell {
                report: site.briefing[article].label.clone(),
                answers: answers.collect(),
                disputed: cells
                    .iter()
                    .any(|cell| cell.group.is_some_and(|group| table.stands_against(group))),
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
            verdict_label: self.verdict(table).to_owned(),
            cells: site.articles().map(cell).collect(),
            finding: self
                .found(table.note)
                .map(|found| LinkView::new(&found.value.raw, &self.page.note(table.note))),
        }
    }
}
