//! `mentions.csv`: where reports name entities and officials; of what was counted where not all of the
//! text is shown, how often, and in which forms.

use std::io;

use super::{Csv, Edition, Parts};
use crate::model::{EntityKind, Record, RecordKind, TextKind};
use crate::route::SitePlace;

pub(super) const PATH: &str = "mentions.csv";

pub(super) fn write(edition: &Edition, files: &mut Parts<'_>) -> io::Result<()> {
    const COLUMNS: [&str; 11] = [
        "record", "kind", "name", "article", "printed", "block", "start", "end", "url", "digest",
        "count",
    ];
    let mut csv = Csv::new(edition, files, COLUMNS)?;
    let briefing = edition.briefing;
    let kind = |record: &Record| match record.kind {
        RecordKind::Official { .. } => "official",
        RecordKind::Entity => record.entity_kind.map_or("entity", EntityKind::name),
    };
    for mention in &briefing.mentions {
        let record = &briefing[mention.record];
        let article = &briefing[mention.article];
        let route = briefing.article_route(mention.article);
        // What was counted of all of the text holds these.
        let count = match edition.collation.namings.is_placed(mention.article) {
            true => "1",
            false => "",
        };
        for piece in edition.pieces(mention.article, mention.range) {
            let (printed, digest) = match article.kind {
                TextKind::Digest => ("", piece.text),
                TextKind::Full | TextKind::Excerpt => (piece.text, ""),
            };
            csv.write_record([
                &record.slug,
                kind(record),
                &record.name,
                &article.slug,
                printed,
                piece.block,
                &piece.range.start.to_string(),
                &piece.range.end.to_string(),
                &edition.page.link_to(&SitePlace::at(route.clone(), piece.block)),
                digest,
                count,
            ])?;
        }
    }
    for (id, record) in briefing.records() {
        let namings = &edition.collation.namings;
        let named = namings.of(id).iter();
        for named in named.filter(|named| !namings.is_placed(named.article)) {
            for (form, count) in &named.forms {
                csv.write_record([
                    &record.slug,
                    kind(record),
                    &record.name,
                    &briefing[named.article].slug,
                    form,
                    "",
                    "",
                    "",
                    &edition.page.link(&briefing.article_route(named.article)),
                    "",
                    &count.to_string(),
                ])?;
            }
        }
    }
    csv.finish()
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
                "record,kind,name,article,printed,block,start,end,url,digest,count\r\n\
                 hikvision,company,Hikvision,nyt,\"Hik, Inc.\",{block},2,11,{url},,1\r\n\
                 ross,official,Wilbur Ross,nyt,Wilbur Ross,{block},13,24,{url},,1\r\n"
            )
        );
    }
}
