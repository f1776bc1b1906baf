//! A report as a reference.

use url::Url;

use super::{Article, Author, PartialDate};
use crate::citation::{CslDate, CslItem, CslName};

impl Article {
    /// The report as a reference.
    #[must_use]
    pub fn csl_item(&self) -> CslItem<'_> {
        let archive = self.archive_url.as_deref();
        CslItem {
            id: &self.slug,
            kind: "article-newspaper",
            title: &self.title,
            author: self.authors().map(name).collect(),
            editor: Vec::new(),
            container_title: self.publisher.as_deref(),
            issued: self.published.map(date),
            accessed: self.accessed.map(date),
            url: self.url.as_deref(),
            archive: archive
                .and_then(|url| Url::parse(url).ok())
                .and_then(|url| url.host_str().map(str::to_owned)),
            archive_location: archive,
            language: &self.language,
        }
    }
}

fn name(author: Author<'_>) -> CslName<'_> {
    match author {
        Author::Literal(literal) => CslName::Literal(literal),
        Author::Person { family, given, suffix } => CslName::Person { family, given, suffix },
    }
}

fn date(date: PartialDate) -> CslDate {
    let smaller = [date.month(), date.day()].into_iter().flatten().map(i16::from);
    CslDate { date_parts: [std::iter::once(date.year()).chain(smaller).collect()] }
}
