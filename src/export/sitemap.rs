//! `sitemap.xml`: the pages that search engines should know. The print page and the redirects
//! repeat others, and are not in it.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Edition, Out, xml_writer};
use crate::model::NoteKind;
use crate::route::Route;

pub(super) const PATH: &str = "sitemap.xml";

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    let mut xml = xml_writer(&mut *out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|xml| {
            for route in pages(edition) {
                xml.create_element("url").write_inner_content(|xml| {
                    let url = edition.page.link(&route);
                    xml.create_element("loc").write_text_content(BytesText::new(&url))?;
                    Ok(())
                })?;
            }
            Ok(())
        })?;
    out.write_all(b"\n")
}

fn pages(edition: &Edition) -> Vec<Route> {
    let briefing = edition.briefing;
    let mut pages = vec![Route::Front, Route::Articles, Route::Entities, Route::Officials];
    pages.extend([Route::Claims, Route::Shared]);
    pages.extend(briefing.corrections.as_ref().map(|_| Route::Corrections));
    pages.extend(briefing.pages().map(|(id, _)| briefing.page_route(id)));
    pages.extend(briefing.articles().map(|(id, _)| briefing.article_route(id)));
    pages.extend(briefing.records().map(|(id, _)| briefing.record_route(id)));
    let claims = briefing.notes.iter().filter(|note| matches!(note.kind, NoteKind::Claim(_)));
    pages.extend(claims.map(|note| Route::Claim(note.slug.clone())));
    if !briefing.tags.is_empty() {
        pages.push(Route::Tags);
    }
    pages.extend(briefing.tags().map(|(id, _)| briefing.tag_route(id)));
    let pairs = edition.collation.shared.with_pages();
    pages.extend(pairs.map(|(_, pair)| briefing.shared_route(pair.articles)));
    pages
}

#[cfg(test)]
mod tests {
    use crate::export::fixture::{briefing, export};

    #[test]
    fn pages_are_listed_under_the_sites_address_only() {
        let mut briefing = briefing(&[
            ("articles/nyt.md", "---\ntitle: T\nredirect_from: [old]\n---\n"),
            ("officials/ross.md", "---\nname: Ross\n---\n"),
            ("annotations/a.md", "---\narticle: nyt\n---\n## A\n\n## Count {.claim}\n"),
        ]);
        assert_eq!(export(&briefing, "sitemap.xml"), None);
        assert!(!export(&briefing, "robots.txt").unwrap().contains("Sitemap"));

        briefing.settings.base_url = Some("https://a.b/c/".into());
        let sitemap = export(&briefing, "sitemap.xml").unwrap();
        let locations: Vec<&str> = sitemap
            .lines()
            .filter_map(|line| line.trim().strip_prefix("<loc>https://a.b/c/"))
            .filter_map(|line| line.strip_suffix("</loc>"))
            .collect();
        assert_eq!(
            locations,
            [
                "index.html",
                "articles/index.html",
                "entities/index.html",
                "officials/index.html",
                "claims/index.html",
                "shared/index.html",
                "articles/nyt.html",
                "officials/ross.html",
                "claims/count.html",
            ]
        );
        let robots = export(&briefing, "robots.txt").unwrap();
        assert!(robots.contains("\nSitemap: https://a.b/c/sitemap.xml\n"));
    }
}
