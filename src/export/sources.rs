//! `sources.csl.json`: the reports as references, for Zotero, Pandoc and their kin.

use std::io;

use serde::{Serialize, Serializer};
use url::Url;

use super::Edition;
use crate::model::{Article, Author, PartialDate};

pub(super) const PATH: &str = "sources.csl.json";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<String>,
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    language: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: [Vec<i16>; 1],
}

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Self {
        let smaller = [date.month(), date.day()].into_iter().flatten().map(i16::from);
        Self { date_parts: [std::iter::once(date.year()).chain(smaller).collect()] }
    }
}

/// An author as CSL has one.
struct Name<'a>(Author<'a>);

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Author::Literal(literal) => serializer.collect_map([("literal", *literal)]),
            Author::Person { family, given, suffix } => serializer.collect_map(
                [("family", family.as_str()), ("given", given.as_str())]
                    .into_iter()
                    .chain(suffix.map(|suffix| ("suffix", suffix))),
            ),
        }
    }
}

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let items: Vec<Item> = edition.briefing.articles.iter().map(item).collect();
    Ok(serde_json::to_writer(out, &items)?)
}

fn item(article: &Article) -> Item<'_> {
    let archive = article.archive_url.as_deref();
    Item {
        id: &article.slug,
        kind: "article-newspaper",
        title: &article.title,
        author: article.authors().map(Name).collect(),
        container_title: article.publisher.as_deref(),
        issued: article.published.map(Date::from),
        accessed: article.accessed.map(Date::from),
        url: article.url.as_deref(),
        archive: archive
            .and_then(|url| Url::parse(url).ok())
            .and_then(|url| url.host_str().map(str::to_owned)),
        archive_location: archive,
        language: &article.language,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::export::fixture::{briefing, export};

    #[test]
    fn an_article_is_a_reference() {
        let nyt = "---\ntitle: Title\npublisher: The Paper\nauthors: [Ana Swanson, Reuters]\n\
            published: 2019-10\naccessed: 2026-11-20\nurl: https://a.b/c\n\
            archive_url: https://web.archive.org/web/1/https://a.b/c\n---\nText.";
        let file = export(&briefing(&[("articles/nyt.md", nyt)]), PATH).unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&file).unwrap(),
            json!([{
                "id": "nyt",
                "type": "article-newspaper",
                "title": "Title",
                "author": [{"family": "Swanson", "given": "Ana"}, {"literal": "Reuters"}],
                "container-title": "The Paper",
                "issued": {"date-parts": [[2019, 10]]},
                "accessed": {"date-parts": [[2026, 11, 20]]},
                "URL": "https://a.b/c",
                "archive": "web.archive.org",
                "archive_location": "https://web.archive.org/web/1/https://a.b/c",
                "language": "en",
            }])
        );
    }
}
