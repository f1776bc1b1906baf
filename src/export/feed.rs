//! `feed.xml`: the reports as an Atom feed, newest first.

use std::cmp::Reverse;
use std::io::{self, Write};

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Edition, Out, xml_text, xml_writer};
use crate::model::{Article, ArticleId, Briefing, TextKind};
use crate::parse::document::BlockKind;
use crate::route::{Route, SitePlace};
use crate::slice::Slice;

pub(super) const PATH: &str = "feed.xml";

/// The most characters of a summary.
const SUMMARY: usize = 300;

type Xml<'a, 'b> = Writer<&'a mut Out<'b>>;

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    let briefing = edition.briefing;
    let settings = &briefing.settings;
    let newest = newest(briefing);
    let mut articles: Vec<(ArticleId, &Article)> = briefing.articles().collect();
    articles.sort_by_key(|(id, article)| (Reverse(updated(article)), *id));

    let mut xml = xml_writer(&mut *out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", &*xml_text(&settings.language)))
        .write_inner_content(|xml| {
            text(xml, "title", &settings.title)?;
            if let Some(description) = &settings.description {
                text(xml, "subtitle", description)?;
            }
            text(xml, "id", &id(edition, Route::Front))?;
            text(xml, "updated", &instant(newest))?;
            author(xml, settings.editor.as_ref().unwrap_or(&settings.title))?;
            link(xml, "alternate", &edition.page.link(&Route::Front))?;
            if settings.base_url.is_some() {
                link(xml, "self", &edition.page.link(&Route::File(PATH.to_owned())))?;
            }
            articles.iter().try_for_each(|(id, article)| {
                entry(edition, xml, *id, article, updated(article).unwrap_or(newest))
            })
        })?;
    out.write_all(b"\n")
}

fn entry(
    edition: &Edition,
    xml: &mut Xml,
    article_id: ArticleId,
    article: &Article,
    updated: Date,
) -> io::Result<()> {
    let route = edition.briefing.article_route(article_id);
    xml.create_element("entry")
        .with_attribute(("xml:lang", &*xml_text(&article.language)))
        .write_inner_content(|xml| {
            text(xml, "title", &article.title)?;
            text(xml, "id", &id(edition, route.clone()))?;
            text(xml, "updated", &instant(updated))?;
            if let Some(published) = article.published {
                text(xml, "published", &instant(published.first_day()))?;
            }
            let publisher = article.publisher.iter().filter(|_| article.authors.is_empty());
            article.authors.iter().chain(publisher).try_for_each(|name| author(xml, name))?;
            link(xml, "alternate", &edition.page.link(&route.clone()))?;
            match (summary(article), article.kind) {
                (Some(summary), TextKind::Digest) => {
                    text(xml, "summary", &format!("[{}] {summary}", edition.page.words.digest))
                }
                (Some(summary), TextKind::Full | TextKind::Excerpt) => {
                    text(xml, "summary", &summary)
                }
                (None, _) => Ok(()),
            }
        })?;
    Ok(())
}

fn text(xml: &mut Xml, element: &'static str, content: &str) -> io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&xml_text(content)))?;
    Ok(())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", rel), ("href", href)]).write_empty()?;
    Ok(())
}

/// The day on which a report came into the briefing, as far as it is known.
fn updated(article: &Article) -> Option<Date> {
    let days = article.published.into_iter().chain(article.accessed);
    days.map(|date| date.first_day()).max()
}

/// The last day of which it is known that the briefing was worked on. It stands for the day of a
/// report that has none: the format wants one of each.
fn newest(briefing: &Briefing) -> Date {
    let pinned = |article: &Article| article.pin.as_ref()?.pinned.map(|date| date.first_day());
    let known = briefing
        .articles
        .iter()
        .flat_map(|article| updated(article).into_iter().chain(pinned(article)));
    known.max().unwrap_or(Date::constant(1970, 1, 1))
}

fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// An identifier that stays: the page's URL, or, where the site has no address, a UUID of the
/// briefing's title and the page's path.
fn id(edition: &Edition, page: Route) -> String {
    let settings = &edition.briefing.settings;
    if settings.base_url.is_some() {
        return edition.page.link_to(&SitePlace::page(page));
    }
    let name = format!("{}\n{}", settings.title, page.path());
    let hash = blake3::hash(name.as_bytes());
    let mut bytes = u128::from_be_bytes(std::array::from_fn(|index| hash.as_bytes()[index]));
    // Version 8, the one for other people's hashes, and the variant of RFC 9562.
    bytes = bytes & !(0xf << 76) | (0x8 << 76);
    bytes = bytes & !(0x3 << 62) | (0x2 << 62);
    let hex = format!("{bytes:032x}");
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        hex.slice(..8),
        hex.slice(8..12),
        hex.slice(12..16),
        hex.slice(16..20),
        hex.slice(20..)
    )
}

/// The beginning of the first paragraph that this build shows.
fn summary(article: &Article) -> Option<String> {
    let document = &article.shown()?.document;
    let paragraph = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph && !block.text.is_empty())?;
    let text = document.slice(paragraph.text);
    let Some((cut, _)) = text.char_indices().nth(SUMMARY) else {
        return Some(text.to_owned());
    };
    let words = text.slice(..cut).rfind(char::is_whitespace);
    let words = words.unwrap_or_else(|| text.cut_before(cut));
    Some(format!("{} …", text.slice(..words).trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{briefing, export};
    use crate::model::Briefing;

    fn two() -> Briefing {
        briefing(&[
            (
                "articles/old.md",
                "---\ntitle: Old\npublished: 2019-10\nauthors: Ana Swanson\nrights: full\n---\n\
                 # Heading\n\nFirst & \\<last>.\n\nMore.",
            ),
            (
                "articles/new.md",
                "---\ntitle: \"Bell \\x07 & \\\"co\\\"\"\naccessed: 2026-11-20\n---\nSecret.",
            ),
            ("articles/undated.md", "---\ntitle: Undated\n---\n"),
        ])
    }

    #[test]
    fn the_newest_report_comes_first_and_dates_the_feed() {
        let mut briefing = two();
        briefing.settings.base_url = Some("https://a.b/c/".into());
        let feed = export(&briefing, PATH).unwrap();
        let ids: Vec<&str> = feed
            .lines()
            .filter_map(|line| line.trim().strip_prefix("<id>https://a.b/c/"))
            .filter_map(|line| line.strip_suffix("</id>"))
            .collect();
        assert_eq!(
            ids,
            ["index.html", "articles/new.html", "articles/old.html", "articles/undated.html"]
        );
        let updated: Vec<&str> =
            feed.lines().filter(|line| line.contains("<updated>")).map(str::trim).collect();
        assert_eq!(
            updated,
            [
                "<updated>2026-11-20T00:00:00Z</updated>",
                "<updated>2026-11-20T00:00:00Z</updated>",
                "<updated>2019-10-01T00:00:00Z</updated>",
                // No day is made up: it is the last that is known of the briefing.
                "<updated>2026-11-20T00:00:00Z</updated>",
            ]
        );
        assert!(feed.contains("<link rel=\"self\" href=\"https://a.b/c/feed.xml\"/>"));
        assert!(feed.contains("<summary>First &amp; &lt;last&gt;.</summary>"));
        assert!(feed.contains("<title>Bell \u{fffd} &amp; &quot;co&quot;</title>"));
    }

    #[test]
    fn the_words_of_a_digest_are_labelled() {
        let digest = "---\ntitle: T\ntext: digest\n---\nIt says little.";
        let feed = export(&briefing(&[("articles/a.md", digest)]), PATH).unwrap();
        assert!(feed.contains("<summary>[digest] It says little.</summary>"), "{feed}");
    }

    #[test]
    fn without_an_address_links_are_relative_and_ids_stay() {
        let feed = export(&two(), PATH).unwrap();
        assert!(feed.contains("<link rel=\"alternate\" href=\"articles/old.html\"/>"));
        assert!(!feed.contains("rel=\"self\""));
        let ids = |feed: &str| -> Vec<String> {
            feed.lines().filter(|line| line.contains("<id>urn:uuid:")).map(str::to_owned).collect()
        };
        let before = ids(&feed);
        assert_eq!(before.len(), 4);
        let mut briefing = two();
        briefing.articles[0].published = None;
        briefing.articles[0].title = "Another".into();
        assert_eq!(ids(&export(&briefing, PATH).unwrap()), before);
        let digits: Vec<&str> =
            before[0].split(':').nth(2).unwrap().split('<').next().unwrap().split('-').collect();
        assert_eq!(digits.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(digits[2].starts_with('8'));
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let long = format!("---\ntitle: T\nrights: full\n---\n{}", "海康 word ".repeat(100));
        let briefing = briefing(&[("articles/a.md", long.as_str())]);
        let summary = summary(&briefing.articles[0]).unwrap();
        assert!(summary.ends_with("海康 …") || summary.ends_with("word …"), "{summary}");
        assert!(summary.chars().count() <= SUMMARY + 2);
    }
}
