//! `claims.csv`: each report's answer to each claim.

use std::io;

use super::{Edition, csv_writer};
use crate::model::NoteKind;

pub(super) const PATH: &str = "claims.csv";

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let mut csv = csv_writer(out);
    csv.write_record([
        "claim", "title", "article", "value", "low", "high", "unit", "status", "printed", "url",
    ])?;
    for table in &edition.collation.claims {
        let note = &edition.briefing[table.note];
        let NoteKind::Claim(claim) = &note.kind else { continue };
        for cell in &table.cells {
            let passage = cell.passage.and_then(|index| note.passages.get(index));
            let value = passage.and_then(|passage| passage.value.as_ref());
            let unit =
                value.and_then(|value| value.quantity()?.unit.as_deref().or(claim.unit.as_deref()));
            csv.write_record([
                &note.slug,
                &note.title,
                edition.slug(cell.article),
                value.map(|value| value.raw.as_str()).unwrap_or_default(),
                &value.and_then(|value| value.low()).unwrap_or_default(),
                &value.and_then(|value| value.high()).unwrap_or_default(),
                unit.unwrap_or_default(),
                cell.status.name(),
                &edition.printed(passage),
                &match cell.passage {
                    Some(index) => edition.page.passage(table.note, index),
                    None => edition.page.note(table.note),
                },
            ])?;
        }
    }
    csv.flush()
}
