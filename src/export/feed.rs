//! `feed.xml`: what is new or changed as an Atom feed, newest first: the reports, the notes of which it
//! is known when they were changed, and the corrections of the briefing itself.

use std::cmp::Reverse;
use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Edition, Out, xml_text, xml_writer};
use crate::date::Days;
use crate::html::ReadBlock;
use crate::i18n::fill;
use crate::model::{Article, ArticleId, Briefing, Corrections, Note, NoteId, TextKind};
use crate::parse::corrections::CorrectionEntry;
use crate::parse::document::{Block, BlockKind};
use crate::render::dates::days_in_words;
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
    let mut entries: Vec<Entry> = briefing
        .articles()
        .map(|(id, article)| Entry::Report(id, article))
        .chain(notes(briefing).into_iter().map(|(time, id, note)| Entry::Note(time, id, note)))
        .collect();
    let corrections = briefing.corrections.iter();
    entries.extend(
        corrections
            .flat_map(|it| it.entries.iter().enumerate().map(|(n, it)| Entry::Correction(n, it))),
    );
    // In their order where they are of one time.
    entries.sort_by_key(|entry| Reverse(entry.updated()));

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
            text(xml, "updated", &newest.to_string())?;
            author(xml, settings.editor.as_ref().unwrap_or(&settings.title))?;
            link(xml, "alternate", &edition.page.link(&Route::Front))?;
            if settings.base_url.is_some() {
                link(xml, "self", &edition.page.link(&Route::File(PATH.to_owned())))?;
            }
            entries.iter().try_for_each(|entry| match entry {
                Entry::Report(id, article) => {
                    report(edition, xml, *id, article, entry.updated().unwrap_or(newest))
                }
                Entry::Note(time, id, note) => self::note(edition, xml, *id, note, *time),
                Entry::Correction(index, it) => correction(edition, xml, *index, it),
            })
        })?;
    out.write_all(b"\n")
}

/// What is told.
enum Entry<'a> {
    Report(ArticleId, &'a Article),
    Note(Timestamp, NoteId, &'a Note),
    /// By its place in the list.
    Correction(usize, &'a CorrectionEntry),
}

impl Entry<'_> {
    fn updated(&self) -> Option<Timestamp> {
        match self {
            Self::Report(_, article) => updated(article),
            Self::Note(time, ..) => Some(*time),
            Self::Correction(_, it) => Some(start(it.date.first_day())),
        }
    }
}

/// The notes of which it is known when they were changed, the newest, newest first.
fn notes(briefing: &Briefing) -> Vec<(Timestamp, NoteId, &Note)> {
    const MOST: usize = 100;
    let known = briefing.notes().filter_map(|(id, note)| Some((note.changed?, id, note)));
    let mut notes: Vec<(Timestamp, NoteId, &Note)> = known.collect();
    notes.sort_by_key(|(time, id, _)| (Reverse(*time), *id));
    notes.truncate(MOST);
    notes
}

fn note(
    edition: &Edition,
    xml: &mut Xml,
    note_id: NoteId,
    note: &Note,
    updated: Timestamp,
) -> io::Result<()> {
    let settings = &edition.briefing.settings;
    let place = edition.briefing.note_place(note_id);
    xml.create_element("entry").write_inner_content(|xml| {
        let class = edition.page.words.kind(note.kind.class());
        text(xml, "title", &format!("{class}: {}", note.title))?;
        // The note's own id, whatever it is about now.
        text(xml, "id", &id_of(edition, Route::Front, Some(&format!("note-{}", note.slug))))?;
        text(xml, "updated", &updated.to_string())?;
        let editor = settings.editor.as_ref().unwrap_or(&settings.title);
        author(xml, note.author.as_ref().unwrap_or(editor))?;
        link(xml, "alternate", &edition.page.link_to(&place))?;
        for tag in &note.tags {
            let tag = &edition.briefing[*tag];
            xml.create_element("category")
                .with_attribute(("term", tag.slug.as_str()))
                .with_attribute(("label", &*xml_text(&tag.name)))
                .write_empty()?;
        }
        let is_paragraph =
            |block: &&Block| block.kind == BlockKind::Paragraph && !block.text.is_empty();
        match note.body.document.blocks.iter().find(is_paragraph) {
            Some(block) => {
                let read = ReadBlock::new(edition.briefing, &note.body, block).text;
                text(xml, "summary", &shortened(&read))
            }
            None => Ok(()),
        }
    })?;
    Ok(())
}

fn correction(
    edition: &Edition,
    xml: &mut Xml,
    index: usize,
    it: &CorrectionEntry,
) -> io::Result<()> {
    let Some(corrections) = &edition.briefing.corrections else { return Ok(()) };
    let (settings, words) = (&edition.briefing.settings, edition.page.words);
    let said = corrections.says(it);
    let day = it.date.first_day();
    let written = days_in_words(Days { first: day, last: day }, words);
    // Others of that day may be added above it or below.
    let hash = blake3::hash(said.as_bytes()).to_hex();
    let earlier = corrections.entries.iter().take(index);
    let same = earlier.filter(|other| other.date == it.date && corrections.says(other) == said);
    let name = format!("correction-{day}-{}-{}", hash.slice(..8), same.count());
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &fill(&words.correction_of, &[("date", &written)]))?;
        text(xml, "id", &id_of(edition, Route::Corrections, Some(&name)))?;
        text(xml, "updated", &start(day).to_string())?;
        author(xml, settings.editor.as_ref().unwrap_or(&settings.title))?;
        link(xml, "alternate", &edition.page.link(&Route::Corrections))?;
        text(xml, "summary", &shortened(&read(edition, corrections, it)))
    })?;
    Ok(())
}

/// What a correction says, as a reader sees it.
fn read(edition: &Edition, corrections: &Corrections, it: &CorrectionEntry) -> String {
    let blocks = corrections.text.document.blocks.iter();
    let its = blocks.filter(|block| block.text.overlaps(it.text));
    let texts = its.map(|block| ReadBlock::new(edition.briefing, &corrections.text, block).text);
    let all = texts.collect::<Vec<_>>().join(" ");
    // Its day stands in the title.
    all.split_once([':', '：']).map_or(all.as_str(), |(_, words)| words).trim().to_owned()
}

fn report(
    edition: &Edition,
    xml: &mut Xml,
    article_id: ArticleId,
    article: &Article,
    updated: Timestamp,
) -> io::Result<()> {
    let route = edition.briefing.article_route(article_id);
    xml.create_element("entry")
        .with_attribute(("xml:lang", &*xml_text(&article.language)))
        .write_inner_content(|xml| {
            text(xml, "title", &article.title)?;
            text(xml, "id", &id(edition, route.clone()))?;
            text(xml, "updated", &updated.to_string())?;
            if let Some(published) = article.published {
                text(xml, "published", &start(published.first_day()).to_string())?;
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

/// When a report's file was last changed; else the day on which it came into the briefing, as far as it
/// is known.
fn updated(article: &Article) -> Option<Timestamp> {
    let days = article.published.into_iter().chain(article.accessed);
    article.changed.or_else(|| days.map(|date| start(date.first_day())).max())
}

/// The last time of which it is known that the briefing was worked on. It stands for that of a report
/// that has none: the format wants one of each.
fn newest(briefing: &Briefing) -> Timestamp {
    let pinned = |article: &Article| Some(start(article.pin.as_ref()?.pinned?.first_day()));
    let articles = briefing
        .articles
        .iter()
        .flat_map(|article| updated(article).into_iter().chain(pinned(article)));
    let notes = briefing.notes.iter().filter_map(|note| note.changed);
    let entries = briefing.corrections.iter().flat_map(|it| &it.entries);
    let corrections = entries.map(|entry| start(entry.date.first_day()));
    articles.chain(notes).chain(corrections).max().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// When a day begins.
fn start(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// An identifier that stays: the page's URL, or, where the site has no address, a UUID of the
/// briefing's title and the page's path.
fn id(edition: &Edition, page: Route) -> String {
    id_of(edition, page, None)
}

/// The same of a part of a page, by its name.
fn id_of(edition: &Edition, page: Route, part: Option<&str>) -> String {
    let settings = &edition.briefing.settings;
    if settings.base_url.is_some() {
        let place = match part {
            Some(part) => SitePlace::at(page, part.to_owned()),
            None => SitePlace::page(page),
        };
        return edition.page.link_to(&place);
    }
    let part = part.map(|part| format!("#{part}")).unwrap_or_default();
    let name = format!("{}\n{}{part}", settings.title, page.path());
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
    Some(shortened(document.slice(paragraph.text)))
}

fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(SUMMARY) else { return text.to_owned() };
    let words = text.slice(..cut).rfind(char::is_whitespace);
    let words = words.unwrap_or_else(|| text.cut_before(cut));
    format!("{} …", text.slice(..words).trim_end())
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
    fn notes_with_a_date_and_corrections_are_told() {
        let corrections =
            "A log.\n\n- 2026-11-30: It is **May**, and not June.\n- 2026-11-29: Gone.\n";
        let mut briefing = briefing(&[
            (
                "articles/wire.md",
                "---\ntitle: Wire\naccessed: 2026-11-20\nrights: full\n---\nThe ferry.\n",
            ),
            (
                "annotations/a.md",
                "---\narticle: wire\nauthor: AB\n---\n\n## New {#n .context date=2026-12-01}\n\n> The ferry\n\nAbout it, and [[wire]].\n\n## Undated\n\nNo day.\n\n## Draft {status=draft date=2026-12-02}\n",
            ),
            ("corrections.md", corrections),
        ]);
        briefing.settings.base_url = Some("https://a.b/c/".into());
        let feed = export(&briefing, PATH).unwrap();
        let of = |start: &str| -> Vec<&str> {
            feed.lines().filter_map(|line| line.trim().strip_prefix(start)).collect()
        };
        assert_eq!(
            of("<updated>"),
            [
                "2026-12-01T00:00:00Z</updated>",
                "2026-12-01T00:00:00Z</updated>",
                "2026-11-30T00:00:00Z</updated>",
                "2026-11-29T00:00:00Z</updated>",
                "2026-11-20T00:00:00Z</updated>"
            ]
        );
        assert_eq!(of("<title>").len(), 5, "{feed}");
        assert!(feed.contains("<title>Correction of 30 November 2026</title>"), "{feed}");
        assert!(feed.contains("<summary>It is May, and not June.</summary>"), "{feed}");
        assert!(feed.contains("<id>https://a.b/c/index.html#note-n</id>"), "{feed}");
        assert!(feed.contains("href=\"https://a.b/c/articles/wire.html#n_1\""), "{feed}");
        assert!(
            feed.contains("<name>AB</name>")
                && feed.contains("<summary>About it, and Wire.</summary>")
        );
        briefing.notes[0].changed = "2026-11-29T12:30:00Z".parse().ok();
        let feed = export(&briefing, PATH).unwrap();
        let note = feed.find("2026-11-29T12:30:00Z");
        assert!(feed.find("Correction of 30") < note && note < feed.find("Correction of 29"));
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
