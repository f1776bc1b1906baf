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
