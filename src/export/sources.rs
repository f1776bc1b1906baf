//! `sources.csl.json`: the reports as references, for Zotero, Pandoc and their kin.

use std::io;

use serde::{Serialize, Serializer};
use unicode_script::{Script, UnicodeScript};
use url::Url;

use super::{Edition, Out};
use crate::model::{Article, PartialDate};

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

#[derive(Debug, PartialEq, Eq)]
enum Name<'a> {
    Literal(&'a str),
    Person { family: String, given: String, suffix: Option<&'a str> },
}

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Literal(literal) => serializer.collect_map([("literal", *literal)]),
            Self::Person { family, given, suffix } => serializer.collect_map(
                [("family", family.as_str()), ("given", given.as_str())]
                    .into_iter()
                    .chain(suffix.map(|suffix| ("suffix", suffix))),
            ),
        }
    }
}

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    let items: Vec<Item> = edition.briefing.articles.iter().map(item).collect();
    Ok(serde_json::to_writer(out, &items)?)
}

fn item(article: &Article) -> Item<'_> {
    let archive = article.archive_url.as_deref();
    Item {
        id: &article.slug,
        kind: "article-newspaper",
        title: &article.title,
        author: article.authors.iter().map(|author| name(article, author)).collect(),
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

/// Words of by-lines that are no person's.
const INSTITUTIONS: [&str; 33] = [
    "agence",
    "agencies",
    "agency",
    "associated",
    "association",
    "board",
    "bureau",
    "center",
    "centre",
    "committee",
    "correspondent",
    "correspondents",
    "council",
    "department",
    "desk",
    "editor",
    "editorial",
    "editors",
    "foundation",
    "group",
    "institute",
    "magazine",
    "ministry",
    "network",
    "news",
    "newsroom",
    "office",
    "press",
    "reporter",
    "reporters",
    "service",
    "staff",
    "team",
];

const SUFFIXES: [&str; 7] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// Languages whose names begin with the family's.
const FAMILY_FIRST: [&str; 5] = ["zh", "ja", "ko", "vi", "hu"];

/// A by-line in parts, where it is a person's beyond doubt; else as it stands. `Family, Given` is
/// how an author can say so.
fn name<'a>(article: &Article, author: &'a str) -> Name<'a> {
    let (whole, suffix) = split_suffix(author);
    let person = |family: String, given: String| Name::Person { family, given, suffix };
    if let Some((family, given)) = whole.split_once(',') {
        let (family, given) = (family.trim(), given.trim());
        return match family.is_empty() || given.is_empty() || given.contains(',') {
            true => Name::Literal(author),
            false => person(family.to_owned(), given.to_owned()),
        };
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let language = article.language.split('-').next().unwrap_or_default();
    if !(2..=5).contains(&words.len())
        || FAMILY_FIRST.contains(&language)
        || !is_person(article, &words)
    {
        return Name::Literal(author);
    }
    // A particle belongs to the family's name: Ursula von der Leyen.
    let is_particle = |word: &&str| word.starts_with(char::is_lowercase);
    let last = words.len() - 1;
    let family = (1..last).find(|&index| is_particle(&words[index])).unwrap_or(last);
    person(words[family..].join(" "), words[..family].join(" "))
}

/// A name without its `Jr.`, and that.
fn split_suffix(author: &str) -> (&str, Option<&str>) {
    match author.rsplit_once([' ', ',']) {
        Some((name, suffix)) if SUFFIXES.contains(&suffix.to_lowercase().as_str()) => {
            (name.trim_end_matches([' ', ',']), Some(suffix))
        }
        _ => (author, None),
    }
}

fn is_person(article: &Article, words: &[&str]) -> bool {
    let whole = words.join(" ");
    let house = [&article.publisher, &article.agency]
        .into_iter()
        .flatten()
        .any(|house| house.eq_ignore_ascii_case(&whole));
    let latin = |c: char| matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
    let of_a_person = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !bare.is_empty()
            && bare != "the"
            && bare != "and"
            && !INSTITUTIONS.contains(&bare.as_str())
            && word.chars().all(latin)
            && !word.contains(|c: char| c.is_numeric() || "&/@()".contains(c))
            && !is_acronym(word)
    };
    !house && words.iter().all(of_a_person)
}

/// `AFP`, but no initials.
fn is_acronym(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
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

    #[test]
    fn only_people_are_split() {
        let nyt = "---\ntitle: Title\npublisher: Hong Kong Free\n---\n";
        let mut paper = briefing(&[("articles/nyt.md", nyt)]).articles.remove(0);
        let split = |author| match name(&paper, author) {
            Name::Literal(literal) => literal.to_owned(),
            Name::Person { family, given, suffix } => {
                format!("{family}|{given}|{}", suffix.unwrap_or_default())
            }
        };
        for (author, expected) in [
            ("Ana Swanson", "Swanson|Ana|"),
            ("J. R. R. Tolkien", "Tolkien|J. R. R.|"),
            ("Ursula von der Leyen", "von der Leyen|Ursula|"),
            ("Paul-Élie O’Neill", "O’Neill|Paul-Élie|"),
            ("Martin Luther King, Jr.", "King|Martin Luther|Jr."),
            ("Zhang, Wei", "Zhang|Wei|"),
            ("Reuters", "Reuters"),
            ("AFP", "AFP"),
            ("BBC Chinese", "BBC Chinese"),
            ("The Associated Press", "The Associated Press"),
            ("Reuters Staff", "Reuters Staff"),
            ("Hong Kong Free", "Hong Kong Free"),
            ("Ana Swanson and Paul Mozur", "Ana Swanson and Paul Mozur"),
            ("A, B, C", "A, B, C"),
            ("王 小明", "王 小明"),
            ("Jr.", "Jr."),
            (", Jr.", ", Jr."),
            ("", ""),
        ] {
            assert_eq!(split(author), expected);
        }
        paper.language = "zh-Hans".into();
        assert_eq!(name(&paper, "Wang Xiaoming"), Name::Literal("Wang Xiaoming"));
    }
}
