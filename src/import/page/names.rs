//! Titles, publishers and names as pages have them, made what they are in a by-line: the site's name is
//! no part of a title, a slogan none of a publisher's name, a work no author.

use super::json_ld::Named;
use crate::import::address::host;
use crate::import::agencies::is_agency;
use crate::import::body::one_line;
use crate::import::byline::{by_line, is_job, people};
use crate::parse::fold::fold;

/// Titles, publishers and names that are longer are none.
pub(super) const LONGEST: usize = 300;

/// What parts a title from the name of its site.
const SEPARATORS: &[&str] = &[
    " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", "｜", "_", " ‹ ", " > ",
];

/// Letters and digits in small letters: how names are compared.
pub(super) fn plain(text: &str) -> String {
    fold(&text.to_lowercase()).text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a part of a title names the site.
fn names_site(part: &str, names: &[String]) -> bool {
    let part = plain(part);
    let bare = |name: &str| name.strip_prefix("the").unwrap_or(name).to_owned();
    !part.is_empty()
        && names.iter().map(|name| plain(name)).filter(|name| name.len() > 1).any(|name| {
            bare(&part) == bare(&name)
                || (name.len() > 3 && part.starts_with(&name) && part.len() < name.len() + 12)
                || (part.len() > 3 && name.starts_with(&part))
        })
}

/// A title without the names of its site at either end; and the name, where one was taken off that was not
/// known.
pub(super) fn without_site(title: &str, names: &[String]) -> String {
    let mut title = one_line(title);
    loop {
        let ends = SEPARATORS.iter().flat_map(|sign| {
            let last =
                title.rsplit_once(sign).map(|(rest, part)| (rest.to_owned(), part.to_owned()));
            let first =
                title.split_once(sign).map(|(part, rest)| (rest.to_owned(), part.to_owned()));
            last.into_iter().chain(first)
        });
        let cut = ends
            .filter(|(rest, part)| !rest.trim().is_empty() && names_site(part, names))
            .max_by_key(|(rest, _)| rest.len());
        match cut {
            Some((rest, _)) => title = rest.trim().to_owned(),
            None => return title,
        }
    }
}

/// The last part of a title that a headline of the page begins: the site's name, as far as is known.
pub(super) fn site_after(title: &str, headline: &str) -> Option<String> {
    let rest = SEPARATORS.iter().chain(&["-"]).find_map(|sign| {
        let (before, part) = title.rsplit_once(sign)?;
        (plain(before) == plain(headline)).then(|| part.trim().to_owned())
    })?;
    publisher(&rest)
}

/// The headline that the page prints, where it is the title that its data has.
pub(super) fn printed<'a>(title: &str, headlines: &'a [String]) -> Option<&'a String> {
    let words = |text: &str| -> Vec<String> { super::choose::tokens(text) };
    let known = words(title);
    headlines.iter().find(|headline| {
        let printed = words(headline);
        let shared = printed.iter().filter(|word| known.contains(word)).count();
        let cut = title.trim_end_matches(['…', '.', ' ']);
        !printed.is_empty()
            && headline.chars().count() <= LONGEST
            && (shared * 2 >= printed.len().max(known.len())
                || plain(headline).starts_with(&plain(cut)))
    })
}

/// A publisher's name: without a slogan; nothing where it is an address or a sentence.
pub(super) fn publisher(text: &str) -> Option<String> {
    let text = one_line(text);
    let text = text.trim_start_matches('@');
    let is_address = text.contains("://") || text.starts_with("www.") || text.contains('@');
    let first =
        SEPARATORS.iter().filter(|sign| **sign != "_").filter_map(|sign| text.find(sign)).min();
    let name = first.and_then(|at| text.get(..at)).unwrap_or(text).trim();
    let name = name.trim_end_matches([':', ',', ';']);
    let short = name.split_whitespace().count() <= 8 && (1..=80).contains(&name.chars().count());
    let sentence = name.ends_with(['.', '!', '?']) && name.contains(' ');
    (short && !is_address && !sentence && !name.is_empty()).then(|| name.to_owned())
}

/// What names of authors come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Authors {
    pub(super) people: Vec<String>,
    pub(super) agency: Option<String>,
    /// Names that are none of an author, with the reason.
    pub(super) refused: Vec<(String, &'static str)>,
}

/// Reads the names that a page gives for its authors.
pub(super) fn authors(named: &[Named], publisher: Option<&str>, url: Option<&str>) -> Authors {
    let mut read = Authors::default();
    let mut sites: Vec<String> = publisher.iter().map(|name| plain(name)).collect();
    sites.extend(url.and_then(host).map(|host| plain(&host)));
    for Named { name, is_organization } in named.iter().take(20) {
        let name = one_line(name);
        let name = name.trim_start_matches(['@']).trim();
        for one in parted(name) {
            let bare = plain(&one);
            if bare.is_empty() || read.people.contains(&one) {
                continue;
            }
            let site = sites.contains(&bare)
                || sites.iter().any(|site| site.strip_suffix("com") == Some(&bare));
            if is_agency(&one) {
                read.agency.get_or_insert(one);
            } else if site {
                read.refused.push((one, "it is the publisher's name"));
            } else if one.contains("://") || one.contains('@') || one.starts_with("www.") {
                match of_page(&one) {
                    Some(name) => read.people.push(name),
                    None => read.refused.push((one, "an address is no name")),
                }
            } else if !one.chars().any(char::is_alphabetic) {
                read.refused.push((one, "it has no letters"));
            } else if is_job(&one) && !is_organization {
                read.refused.push((one, "a job is no name"));
            } else if one.chars().count() <= 80 {
                read.people.push(one);
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    read.people.retain(|name| seen.insert(plain(name)));
    read
}

/// The names of `By Jane Doe, Staff Writer`, `Doe, Jane`.
fn parted(name: &str) -> Vec<String> {
    if is_agency(name) {
        return vec![name.to_owned()];
    }
    let name = name.split(['|', '•']).next().unwrap_or(name).trim();
    // `Doe, Jane`, as libraries write it.
    if let Some((family, given)) = name.split_once(", ")
        && !family.contains(' ')
        && !given.contains([',', ' '])
        && !is_job(given)
        && given.starts_with(char::is_uppercase)
    {
        return vec![format!("{given} {family}")];
    }
    by_line(name).or_else(|| people(name)).unwrap_or_else(|| vec![name.to_owned()])
}

/// The name that the address of an author's page has.
fn of_page(address: &str) -> Option<String> {
    const PAGES: &[&str] = &[
        "author",
        "authors",
        "autor",
        "autoren",
        "auteur",
        "profile",
        "people",
        "by",
        "staff",
        "journalist",
    ];
    let url = url::Url::parse(address).ok()?;
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let at = parts.iter().position(|part| PAGES.contains(part))?;
    let words: Vec<&str> = parts.get(at + 1)?.split('-').collect();
    let named = (2..=4).contains(&words.len())
        && words.iter().all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
    let large = |word: &&str| {
        let mut letters = word.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>())
    };
    let name: Vec<String> = words.iter().filter_map(large).collect();
    let name = name.join(" ");
    (named && !is_job(&name)).then_some(name)
}
