//! The list of claims: a matrix of questions and reports, where the reports are few.

use serde::Serialize;

use super::view::claim::{ClaimView, MOST_COLUMNS};
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::collate::{Cell, ClaimTable, Status};
use crate::model::ArticleId;
use crate::route::Route;

/// `claims.html`
#[derive(Debug, Serialize)]
struct ClaimsView {
    page: PageView,
    /// The columns of the matrix; none where there are too many reports for one.
    columns: Vec<LinkView>,
    matrix: Vec<MatrixRow>,
    claims: Vec<ClaimView>,
}

/// A question.
#[derive(Debug, Serialize)]
struct MatrixRow {
    title: String,
    href: String,
    verdict: &'static str,
    verdict_label: String,
    cells: Vec<MatrixCell>,
}

/// What one report answers to it.
#[derive(Debug, Serialize)]
struct MatrixCell {
    report: String,
    answers: Vec<LinkView>,
    disputed: bool,
    /// The editor looked, and the report does not say.
    silent: bool,
    /// Nothing is noted of it.
    not_noted: bool,
}

pub(super) fn render(site: &Site, route: &Route) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let few = site.briefing.articles.len() <= MOST_COLUMNS;
    let view = ClaimsView {
        page: maker.page_view("claims", Some(&site.words.claims), None),
        columns: if few {
            site.articles().map(|id| maker.article_link(id)).collect()
        } else {
            Vec::new()
        },
        matrix: if few {
            site.collation.claims.iter().map(|table| matrix_row(&maker, table)).collect()
        } else {
            Vec::new()
        },
        claims: if few {
            Vec::new()
        } else {
            site.index.claims.iter().filter_map(|id| maker.claim(*id)).collect()
        },
    };
    site.template("claims.html", &maker, &view)
}

fn matrix_row(maker: &Maker, table: &ClaimTable) -> MatrixRow {
    let site = maker.site;
    let note = &site.briefing[table.note];
    let briefs: Vec<String> =
        table.groups.iter().map(|group| maker.brief_value(table, group)).collect();
    // Sums that come to the same by other parts are not the same answer, and must not look so.
    let brief = |group: usize| {
        let brief = briefs.get(group)?;
        (briefs.iter().filter(|other| *other == brief).count() == 1).then_some(brief)
    };
    let cell = |article: ArticleId| {
        let cells: Vec<&Cell> = table.cells.iter().filter(|cell| cell.article == article).collect();
        let answers = cells.iter().filter_map(|cell| {
            let passage = cell.passage?;
            let label = match cell.group.and_then(brief) {
                Some(brief) => brief,
                None => &note.passages.get(passage)?.value.as_ref()?.raw,
            };
            Some(LinkView::new(label, &maker.page.passage(table.note, passage)))
        });
        MatrixCell {
            report: site.briefing[article].label.clone(),
            answers: answers.collect(),
            disputed: cells.iter().any(|cell| cell.status == Status::Disagrees),
            silent: cells.iter().any(|cell| cell.status == Status::NotReported),
            not_noted: cells.is_empty(),
        }
    };
    MatrixRow {
        title: note.title.clone(),
        href: maker.page.note(table.note),
        verdict: super::view::claim::verdict_class(table.verdict),
        verdict_label: maker.verdict(table.verdict).to_owned(),
        cells: site.articles().map(cell).collect(),
    }
}
