//! `claims.csv`: each report's answer to each claim.

use std::io;

use super::{Csv, Edition, Parts};
use crate::collate::AgainstFinding;
use crate::model::NoteKind;
use crate::parse::value::{Reading, Value};

pub(super) const PATH: &str = "claims.csv";

pub(super) fn write(edition: &Edition, files: &mut Parts<'_>) -> io::Result<()> {
    const COLUMNS: [&str; 17] = [
        "claim",
        "title",
        "article",
        "value",
        "low",
        "high",
        "unit",
        "status",
        "printed",
        "url",
        "tags",
        "finding",
        "digest",
        "publisher",
        "published",
        "date",
        "finding_status",
    ];
    let mut csv = Csv::new(edition, files, COLUMNS)?;
    for table in &edition.collation.claims {
        let note = &edition.briefing[table.note];
        let NoteKind::Claim(claim) = &note.kind else { continue };
        let finding = claim.finding.as_ref().map(|finding| finding.value.raw.as_str());
        for cell in &table.cells {
            let passage = cell.passage.and_then(|index| note.passages.get(index));
            let value = passage.and_then(|passage| passage.value.as_ref());
            let article = &edition.briefing[cell.article];
            let unit = value
                .and_then(|value| value.unit().or(value.quantity().and(claim.unit.as_deref())));
            csv.write_record([
                &note.slug,
                &note.title,
                edition.slug(cell.article),
                value.map(|value| value.raw.as_str()).unwrap_or_default(),
                &number(value, Value::low),
                &number(value, Value::high),
                unit.unwrap_or_default(),
                cell.status.name(),
                &edition.printed(passage),
                &match cell.passage {
                    Some(index) => edition.page.passage(table.note, index),
                    None => edition.page.note(table.note),
                },
                &edition.tags(note),
                finding.unwrap_or_default(),
                &edition.digest(passage),
                article.publisher.as_deref().unwrap_or_default(),
                &article.published.map(|date| date.to_string()).unwrap_or_default(),
                &value.and_then(date).unwrap_or_default(),
                cell.finding.map(AgainstFinding::name).unwrap_or_default(),
            ])?;
        }
    }
    csv.finish()
}

/// An end of a number.
fn number(value: Option<&Value>, end: fn(&Value) -> Option<String>) -> String {
    let number = value.filter(|value| !matches!(value.reading, Reading::Days(_)));
    number.and_then(end).unwrap_or_default()
}

/// The day that a value is, or the first and the last that it may be, as ISO 8601 writes them; an
/// end that is open is `..`.
fn date(value: &Value) -> Option<String> {
    let Reading::Days(_) = value.reading else { return None };
    let open = || "..".to_owned();
    Some(match (value.low(), value.high()) {
        (Some(low), Some(high)) if low == high => low,
        (low, high) => format!("{}/{}", low.unwrap_or_else(open), high.unwrap_or_else(open)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::{Cell, ClaimTable, Collation, Status, Verdict};
    use crate::export::fixture::{briefing, export_collated};
    use crate::model::{ArticleId, NoteId};

    #[test]
    fn a_row_an_answer() {
        let note = "## How many? {#count .claim unit=people tags=sea}\n\n\
            > some 27 men\n> — [[a]]: more than 27\n\n> 28\n> — [[b]]: $28\n\n> — [[c]]: not reported\n";
        let briefing = briefing(&[
            ("articles/a.md", "---\ntitle: T\nrights: full\n---\nHe saw some 27 men."),
            ("articles/b.md", "---\ntitle: T\nrights: link\n---\nSome 28 women."),
            ("articles/c.md", "---\ntitle: T\nrights: link\n---\n"),
            ("annotations/a.md", note),
        ]);
        let cell = |index, passage, status| Cell {
            article: ArticleId::new(index),
            passage,
            group: None,
            status,
            sum: None,
            finding: None,
        };
        let claim = ClaimTable {
            note: NoteId::new(0),
            cells: vec![
                cell(0, Some(0), Status::Differs),
                cell(1, Some(1), Status::Differs),
                cell(2, None, Status::NotReported),
            ],
            groups: Vec::new(),
            parts: Vec::new(),
            verdict: Verdict::Differ,
        };
        let collation = Collation { claims: vec![claim], ..Collation::default() };
        assert_eq!(
            export_collated(&briefing, &collation, PATH).unwrap(),
            "claim,title,article,value,low,high,unit,status,printed,url,tags,finding,digest,publisher,published,date,finding_status\r\n\
             count,How many?,a,more than 27,27,,people,differs,some 27 men,articles/a.html#count_1,sea,,,,,,\r\n\
             count,How many?,b,$28,28,28,USD,differs,,articles/b.html#count,sea,,,,,,\r\n\
             count,How many?,c,,,,,not reported,,claims/count.html,sea,,,,,,\r\n"
        );
    }
}
