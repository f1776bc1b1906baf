//! `quotes.csv`: each quotation as each report prints it.

use std::io;

use super::{Edition, csv_writer};
use crate::collate::Comparison;
use crate::model::{NoteKind, Speaker};

pub(super) const PATH: &str = "quotes.csv";

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let briefing = edition.briefing;
    let mut csv = csv_writer(out);
    csv.write_record([
        "speaker",
        "note",
        "title",
        "article",
        "route",
        "partial",
        "printed",
        "agreement",
        "url",
    ])?;
    for family in &edition.collation.families {
        let note = &briefing[family.note];
        let NoteKind::Quote(quote) = &note.kind else { continue };
        let speaker = match quote.speaker {
            Speaker::Record(id) => &briefing[id].slug,
            Speaker::Article(id) => &briefing[id].slug,
        };
        for row in &family.rows {
            let passages = row.passages.iter().filter_map(|index| note.passages.get(*index));
            let (partial, agreement) = match row.comparison {
                Comparison::Base => ("false", "100".to_owned()),
                Comparison::Aligned { partial: true, agreement } => {
                    ("true", agreement.percent().to_string())
                }
                Comparison::Aligned { partial: false, agreement } => {
                    ("false", agreement.percent().to_string())
                }
                Comparison::Unaligned(_) | Comparison::Withheld => ("", String::new()),
            };
            let first = row.passages.first().copied().unwrap_or(0);
            csv.write_record([
                speaker,
                &note.slug,
                &note.title,
                edition.slug(row.article),
                row.transmission.name(),
                partial,
                &edition.printed(passages),
                &agreement,
                &edition.page.passage(family.note, first),
            ])?;
        }
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::{Agreement, Collation, Family, Row};
    use crate::export::fixture::{briefing, export_collated};
    use crate::model::{ArticleId, NoteId, Transmission};

    #[test]
    fn a_row_a_printing() {
        let note = "## Some, \"words\" {#said .quote by=ross}\n\n\
            > One […] three\n> — [[a]]\n\n> One\n> — [[b]] {route=translated}\n\n\
            > One\n> — [[c]]\n";
        let briefing = briefing(&[
            ("articles/a.md", "---\ntitle: T\nrights: full\n---\n=One two three."),
            ("articles/b.md", "---\ntitle: T\nrights: full\n---\nOne."),
            ("articles/c.md", "---\ntitle: T\nrights: link\n---\nOne."),
            ("officials/ross.md", "---\nname: Ross\n---\n"),
            ("annotations/a.md", note),
        ]);
        let row = |index, transmission, comparison| Row {
            article: ArticleId(index),
            passages: vec![index],
            transmission,
            comparison,
            pieces: Vec::new(),
            differences: Vec::new(),
        };
        let agreement = Agreement { same: 1, of: 3 };
        let family = Family {
            note: NoteId(0),
            base: Some(0),
            base_tokens: Vec::new(),
            rows: vec![
                row(0, Transmission::Direct, Comparison::Base),
                row(1, Transmission::Translated, Comparison::Aligned { partial: true, agreement }),
                row(2, Transmission::Direct, Comparison::Withheld),
            ],
            changes: Vec::new(),
            agreement: None,
        };
        let collation = Collation { families: vec![family], claims: Vec::new() };
        assert_eq!(
            export_collated(&briefing, &collation, PATH).unwrap(),
            "speaker,note,title,article,route,partial,printed,agreement,url\r\n\
             ross,said,\"Some, \"\"words\"\"\",a,direct,false,One […] three,100,articles/a.html#said_1\r\n\
             ross,said,\"Some, \"\"words\"\"\",b,translated,true,One,33,articles/b.html#said_2\r\n\
             ross,said,\"Some, \"\"words\"\"\",c,direct,,,,articles/c.html#said\r\n"
        );
    }
}
