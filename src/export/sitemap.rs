//! `sitemap.xml`: the pages that search engines should know. The print page and the redirects
//! repeat others, and are not in it.

use std::io;

use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Edition, xml_writer};
use crate::model::NoteKind;
use crate::route::Route;

pub(super) const PATH: &str = "sitemap.xml";

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let mut xml = xml_writer(out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|xml| {
            for route in pages(edition) {
                xml.create_element("url").write_inner_content(|xml| {
                    let url = edition.page_url(route);
                    xml.create_element("loc").write_text_content(BytesText::new(&url))?;
                    Ok(())
                })?;
            }
            Ok(())
        })?;
    out.push(b'\n');
    Ok(())
}

fn pages(edition: &Edition) -> Vec<Route> {
    let briefing = edition.briefing;
    let mut pages = vec![Route::Front, Route::Articles, Route::Entities, Route::Officials];
    pages.push(Route::Claims);
    pages.extend(briefing.articles().map(|(id, _)| briefing.article_route(id)));
    pages.extend(briefing.records().map(|(id, _)| briefing.record_route(id)));
    let claims = briefing.notes.iter().filter(|note| matches!(note.kind, NoteKind::Claim(_)));
    pages.extend(claims.map(|note| Route::Claim(note.slug.clone())));
    pages
}
