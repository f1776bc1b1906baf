//! `sources.bib`: the reports as references in BibTeX, for LaTeX and its kin.

use std::io::{self, Write};

use super::{Edition, Out};
use crate::model::{Article, Author};

pub(super) const PATH: &str = "sources.bib";

/// As BibTeX names them in every style.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    for (number, article) in edition.briefing.articles.iter().enumerate() {
        let kind = if article.publisher.is_some() { "article" } else { "misc" };
        let line = if number > 0 { "\n" } else { "" };
        writeln!(out, "{line}@{kind}{{{},", article.slug)?;
        for (name, value) in fields(article) {
            writeln!(out, "  {name} = {value},")?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

/// The fields of a reference that have something in them, as they are written.
fn fields(article: &Article) -> Vec<(&'static str, String)> {
    let braced = |text: String| format!("{{{text}}}");
    let authors: Vec<String> = article.authors().map(|author| name(&author)).collect();
    let published = article.published;
    let month =
        published.and_then(|date| MONTHS.get(usize::try_from(date.month()?).ok()?.checked_sub(1)?));
    let day = published.and_then(|date| date.day());
    let url = |url: &Option<String>| url.as_deref().map(address).map(braced);
    [
        ("author", (!authors.is_empty()).then(|| braced(authors.join(" and ")))),
        // In braces of its own, or styles would change its capitals.
        ("title", Some(format!("{{{{{}}}}}", escaped(&article.title)))),
        ("journal", article.publisher.as_deref().map(escaped).map(braced)),
        ("year", published.map(|date| braced(format!("{:04}", date.year())))),
        ("month", month.map(|month| (*month).to_owned())),
        ("day", day.map(|day| braced(day.to_string()))),
        ("url", url(&article.url)),
        ("urldate", article.accessed.map(|date| braced(date.to_string()))),
        ("archiveurl", url(&article.archive_url)),
        ("language", Some(braced(article.language.clone()))),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// An author, so that BibTeX divides the name nowhere else.
fn name(author: &Author) -> String {
    let part = |text: &str| {
        let divides = text.contains(',') || text.split_whitespace().any(|word| word == "and");
        let text = escaped(text);
        if divides { format!("{{{text}}}") } else { text }
    };
    match author {
        Author::Literal(literal) => format!("{{{}}}", escaped(literal)),
        Author::Person { family, given, suffix: None } => {
            format!("{}, {}", part(family), part(given))
        }
        Author::Person { family, given, suffix: Some(suffix) } => {
            format!("{}, {}, {}", part(family), part(suffix), part(given))
        }
    }
}

/// Text as LaTeX prints it. Braces by name: BibTeX counts even those after a backslash.
fn escaped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => all.push_str("\\textbackslash{}"),
            '{' => all.push_str("\\textbraceleft{}"),
            '}' => all.push_str("\\textbraceright{}"),
            '^' => all.push_str("\\textasciicircum{}"),
            '~' => all.push_str("\\textasciitilde{}"),
            '$' | '&' | '#' | '%' | '_' => all.extend(['\\', c]),
            c if c.is_control() => all.push(' '),
            c => all.push(c),
        }
    }
    all
}

/// An address, which is printed as it stands, in braces that must not end before it.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{briefing, export};

    #[test]
    fn an_article_is_a_reference() {
        let nyt = "---\ntitle: '50% of {A_B} & C\\D #1 ~ $5^2'\npublisher: The Paper & Co\n\
            authors: [Ana Swanson, 'Reuters', 'King, Martin Luther Jr.', 'Doe and Sons, Ann', others]\n\
            published: 2019-10-07\naccessed: 2026-11-20\nurl: https://a.b/c_d%20{e}#f\n\
            archive_url: https://web.archive.org/web/1/https://a.b/c\n---\nText.";
        let bare = "---\ntitle: 海 “Sea”\npublished: 2019-10\n---\nText.";
        let file = export(&briefing(&[("articles/a.md", nyt), ("articles/b.md", bare)]), PATH);
        assert_eq!(
            file.unwrap(),
            r"@misc{b,
  title = {{海 “Sea”}},
  year = {2019},
  month = oct,
  language = {en},
}

@article{a,
  author = {Swanson, Ana and {Reuters} and King, Jr., Martin Luther and {Doe and Sons}, Ann and {others}},
  title = {{50\% of \textbraceleft{}A\_B\textbraceright{} \& C\textbackslash{}D \#1 \textasciitilde{} \$5\textasciicircum{}2}},
  journal = {The Paper \& Co},
  year = {2019},
  month = oct,
  day = {7},
  url = {https://a.b/c_d%20%7Be%7D#f},
  urldate = {2026-11-20},
  archiveurl = {https://web.archive.org/web/1/https://a.b/c},
  language = {en},
}
"
        );
    }
}
