//! Every address of the web in a briefing, with its place.

use std::collections::BTreeMap;

use crate::parse::Parsed;
use crate::parse::address::is_web_url;
use crate::parse::attributes::Attribute;
use crate::parse::front_matter::YamlPlaces;
use crate::source::{SourceSet, Span};

/// A link to the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it leads, without its fragment.
    pub(super) address: String,
    pub(super) span: Span,
    /// The address of an archived copy, where the briefing has one.
    pub(super) archived: Option<String>,
    /// Whether it is the address of a report, of which the briefing could name such a copy.
    pub(super) is_report: bool,
}

/// Every link to the web that the settings do not leave out, in order of their places.
pub(super) fn links(parsed: &Parsed, sources: &SourceSet) -> Vec<Link> {
    let copies: BTreeMap<&str, &str> = parsed
        .articles
        .iter()
        .filter_map(|article| {
            let (url, copy) = (article.fields.url.as_ref()?, article.fields.archive_url.as_ref()?);
            Some((address(&url.0), copy.0.as_str()))
        })
        .collect();
    let mut found = in_front_matter(parsed, sources);
    found.extend(in_texts(parsed));
    let ignored = |address: &str| {
        let mut beginnings = parsed.settings.external_ignore.iter();
        beginnings.any(|beginning| address.starts_with(beginning.as_str()))
    };
    let mut links: Vec<Link> = found
        .into_iter()
        .filter(|(url, ..)| is_web_url(url) && !ignored(url))
        .map(|(url, span, is_report)| Link {
            archived: copies.get(address(&url)).map(|copy| (*copy).to_owned()),
            address: address(&url).to_owned(),
            span,
            is_report,
        })
        .collect();
    links.sort_by_key(|link| (link.span.file, link.span.start));
    links
}

type LinkInFile = (String, Span, bool);

fn in_front_matter(parsed: &Parsed, sources: &SourceSet) -> Vec<LinkInFile> {
    let mut found = Vec::new();
    for article in &parsed.articles {
        let places = YamlPlaces::new(article.file, sources.file(article.file), article.yaml);
        let fields = &article.fields;
        let copy = fields.archive_url.iter().map(|url| (&url.0, "archive_url", false));
        let own = fields.url.iter().map(|url| (&url.0, "url", true));
        for (url, key, is_report) in own.chain(copy) {
            found.push((url.clone(), places.of(&[key]), is_report));
        }
    }
    for record in &parsed.records {
        let places = YamlPlaces::new(record.file, sources.file(record.file), record.yaml);
        for (label, url) in record.fields.links.iter().flat_map(|links| &links.0) {
            found.push((url.clone(), places.of(&["links", label]), false));
        }
        for (index, fact) in record.fields.facts.iter().flatten().enumerate() {
            if let Some(source) = &fact.source {
                let place = places.of(&["facts", &index.to_string(), "source"]);
                found.push((source.clone(), place, false));
            }
        }
    }
    found
}

fn in_texts(parsed: &Parsed) -> Vec<LinkInFile> {
    let front = parsed.front.iter().map(|(file, text)| (*file, text));
    let corrections = parsed.corrections.iter().map(|(file, text, _)| (*file, text));
    let articles = parsed.articles.iter().map(|article| (article.file, &article.body));
    let records = parsed.records.iter().map(|record| (record.file, &record.profile));
    let notes = || {
        let files = parsed.annotations.iter();
        files.flat_map(|(file, annotations)| annotations.notes.iter().map(|note| (*file, note)))
    };
    let bodies = notes().map(|(file, note)| (file, &note.body));
    let pages = parsed.pages.iter().map(|page| (page.file, &page.text));
    let tags = parsed.tags.iter().map(|tag| (tag.file, &tag.body));
    let texts = front
        .chain(corrections)
        .chain(pages)
        .chain(articles)
        .chain(records)
        .chain(tags)
        .chain(bodies);
    let mut found: Vec<LinkInFile> = texts
        .flat_map(|(file, document)| {
            let span = move |range| Span::new(file, range);
            let links = document.links.iter();
            links.map(move |it| (it.destination.trim().to_owned(), span(it.source), false))
        })
        .collect();
    for value in parsed.chrome.footer.iter().chain(&parsed.front_page.unreported) {
        let links = value.document.links.iter();
        found.extend(links.map(|it| (it.destination.trim().to_owned(), value.span, false)));
    }
    for (file, note) in notes() {
        found.extend(note.attributes.iter().filter_map(|(attribute, range)| match attribute {
            Attribute::Pair(key, value) if key == "evidence" => {
                Some((value.clone(), Span::new(file, *range), false))
            }
            _ => None,
        }));
    }
    found
}

/// An address without the fragment, which no server is asked for.
fn address(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}
