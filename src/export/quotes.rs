//! `quotes.csv`: each quotation as each report prints it.

use std::io;

use super::{Csv, Edition, Parts};
use crate::collate::Comparison;
use crate::model::NoteKind;

pub(super) const PATH: &str = "quotes.csv";

pub(super) fn write(edition: &Edition, files: &mut Parts<'_>) -> io::Result<()> {
    let briefing = edition.briefing;
    const COLUMNS: [&str; 13] = [
        "speaker",
        "note",
        "title",
        "article",
        "route",
        "partial",
        "printed",
        "agreement",
        "url",
        "tags",
        "digest",
        "publisher",
        "published",
    ];
    let mut csv = Csv::new(edition, files, COLUMNS)?;
    for family in &edition.collation.families {
        let note = &briefing[family.note];
        let NoteKind::Quote(quote) = &note.kind else { continue };
        let speakers: Vec<&str> =
            quote.speakers.iter().map(|speaker| briefing.speaker_slug(*speaker)).collect();
        let speakers = speakers.join(" ");
        for row in &family.rows {
            let passages = || row.passages.iter().filter_map(|index| note.passages.get(*index));
            let article = &briefing[row.article];
            let (partial, agreement) = match row.comparison {
                Comparison::Base => ("false", "100".to_owned()),
                Comparison::Aligned { partial: true, agreement } => {
                    ("true", agreement.percent().to_string())
                }
                Comparison::Aligned { partial: false, agreement } => {
                    ("false", agreement.percent().to_string())
                }
                Comparison::Unaligned(_) | Comparison::Digest | Comparison::Withheld => {
                    ("", String::new())
                }
            };
            let first = row.passages.first().copied().unwrap_or(0);
            csv.write_record([
                &speakers,
                &note.slug,
                &note.title,
                edition.slug(row.article),
                row.transmission.name(),
                partial,
                &edition.printed(passages()),
                &agreement,
                &edition.page.passage(family.note, first),
                &edition.tags(note),
                &edition.digest(passages()),
                article.publisher.as_deref().unwrap_or_default(),
                &article.published.map(|date| date.to_string()).unwrap_or_default(),
            ])?;
        }
    }
    csv.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{briefing, export};

    #[test]
    fn a_row_a_printing() {
        let note = "## Some, \"words\" {#said .quote by=ross tags=\"Sea life, big\"}\n\n\
            > Whales swim […] oceans\n> — [[a]]\n\n> Whales fly\n> — [[b]] {route=translated}\n\n\
            > Whales\n> — [[c]]\n\n> They “swim,” and “deep”\n> — [[d]]\n\n\
            > They are in the sea\n> — [[e]]\n";
        let briefing = briefing(&[
            (
                "articles/a.md",
                "---\ntitle: T\nrights: full\npublisher: A\npublished: 2020-05\n---\n=Whales swim in oceans.",
            ),
            ("articles/b.md", "---\ntitle: T\nrights: full\n---\nWhales fly."),
            ("articles/c.md", "---\ntitle: T\nrights: link\n---\nWhales."),
            ("articles/d.md", "---\ntitle: T\ntext: digest\n---\nThey “swim,” and “deep”."),
            ("articles/e.md", "---\ntitle: T\ntext: digest\n---\nThey are in the sea."),
            ("officials/ross.md", "---\nname: Ross\n---\n"),
            ("annotations/a.md", note),
        ]);
        assert_eq!(
            export(&briefing, PATH).unwrap(),
            "speaker,note,title,article,route,partial,printed,agreement,url,tags,digest,publisher,published\r\n\
             ross,said,\"Some, \"\"words\"\"\",a,direct,false,Whales swim […] oceans,100,articles/a.html#said_1,sea-life big,,A,2020-05\r\n\
             ross,said,\"Some, \"\"words\"\"\",b,translated,true,Whales fly,50,articles/b.html#said_2,sea-life big,,,\r\n\
             ross,said,\"Some, \"\"words\"\"\",c,direct,,,,articles/c.html#said,sea-life big,,,\r\n\
             ross,said,\"Some, \"\"words\"\"\",d,direct,true,\"swim, […] deep\",50,articles/d.html#said_4,sea-life big,\"They “swim,” and “deep”\",,\r\n\
             ross,said,\"Some, \"\"words\"\"\",e,direct,,,,articles/e.html#said_5,sea-life big,They are in the sea,,\r\n"
        );
    }
}
