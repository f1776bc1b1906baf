//! `sources.csl.json`: the reports as references, for Zotero, Pandoc and their kin.

use std::io;

use super::{Edition, Out};
use crate::model::Article;

pub(super) const PATH: &str = "sources.csl.json";

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    let items: Vec<_> = edition.briefing.articles.iter().map(Article::csl_item).collect();
    Ok(serde_json::to_writer(out, &items)?)
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
