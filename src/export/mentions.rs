//! `mentions.csv`: where reports name entities and officials.

use std::io;

use super::{Edition, Out, csv_writer};
use crate::model::{EntityKind, RecordKind};
use crate::route::Place;

pub(super) const PATH: &str = "mentions.csv";

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
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
                &edition.page.link_to(&Place::at(route.clone(), piece.block)),
            ])?;
        }
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{briefing, export};

    #[test]
    fn a_row_a_mention() {
        let briefing = briefing(&[
            ("articles/nyt.md", "---\ntitle: T\nrights: full\n---\n海 Hik, Inc., Wilbur Ross"),
            ("articles/b.md", "---\ntitle: T\nrights: link\n---\nWilbur Ross"),
            (
                "entities/hikvision.md",
                "---\nname: Hikvision\nkind: company\naliases: ['Hik, Inc.']\n---\n",
            ),
            ("officials/ross.md", "---\nname: Wilbur Ross\n---\n"),
        ]);
        let block = &briefing.articles[1].shown().unwrap().document.blocks[0].id;
        let url = format!("articles/nyt.html#{block}");
        assert_eq!(
            export(&briefing, PATH).unwrap(),
            format!(
                "record,kind,name,article,printed,block,start,end,url\r\n\
                 hikvision,company,Hikvision,nyt,\"Hik, Inc.\",{block},2,11,{url}\r\n\
                 ross,official,Wilbur Ross,nyt,Wilbur Ross,{block},13,24,{url}\r\n"
            )
        );
    }
}
