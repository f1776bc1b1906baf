//! `mentions.csv`: where reports name entities and officials.

use std::io;

use super::{Edition, csv_writer};
use crate::model::{EntityKind, RecordKind};
use crate::route::Place;

pub(super) const PATH: &str = "mentions.csv";

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let mut csv = csv_writer(out);
    csv.write_record([
        "record", "kind", "name", "article", "printed", "block", "start", "end", "url",
    ])?;
    for mention in &edition.briefing.mentions {
        let record = &edition.briefing[mention.record];
        let kind = match record.kind {
            RecordKind::Official { .. } => "official",
            RecordKind::Entity => record.entity_kind.map_or("entity", EntityKind::name),
        };
        let route = edition.briefing.article_route(mention.article);
        for piece in edition.pieces(mention.article, &mention.range) {
            csv.write_record([
                &record.slug,
                kind,
                &record.name,
                &edition.briefing[mention.article].slug,
                piece.text,
                piece.block,
                &piece.range.start.to_string(),
                &piece.range.end.to_string(),
                &edition.url(&Place::at(route.clone(), piece.block)),
            ])?;
        }
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{article, briefing, export, mention, official, record};

    #[test]
    fn a_row_a_mention() {
        let mut briefing = briefing(vec![article("nyt", &["海 \"Hik\", Ross"])], vec![]);
        let mut hikvision = record("hikvision", "Hikvision", RecordKind::Entity);
        hikvision.entity_kind = Some(EntityKind::Company);
        briefing.records = vec![hikvision, official("ross", "Wilbur Ross")];
        briefing.mentions =
            vec![mention(&briefing, 0, 0, "\"Hik\""), mention(&briefing, 0, 1, "Ross")];
        assert_eq!(
            export(&briefing, PATH).unwrap(),
            "record,kind,name,article,printed,block,start,end,url\r\n\
             hikvision,company,Hikvision,nyt,\"\"\"Hik\"\"\",p-000000,2,7,articles/nyt.html#p-000000\r\n\
             ross,official,Wilbur Ross,nyt,Ross,p-000000,9,13,articles/nyt.html#p-000000\r\n"
        );
    }
}
