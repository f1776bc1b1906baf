//! The front matter of a page's article: each key from the best that the page has for it.

use url::Url;

use super::json_ld::{self, Data, Named};
use super::names::{self, LONGEST, authors, printed, publisher, site_after, without_site};
use super::said::Said;
use crate::date::PartialDate;
use crate::import::address::{Address, address, host, is_root};
use crate::import::body::one_line;
use crate::import::byline::{Dated, by_line, date, head_line};
use crate::import::draft::{Draft, Finding};

const DATA: &str = "the page's JSON-LD";
const MICRODATA: &str = "the page's microdata";

/// Fills in a draft by what the page says of itself. What it has as the text of the report is given back.
pub(super) fn tell(said: &Said, saved_from: Option<&str>, draft: &mut Draft) -> Option<String> {
    let (mut data, unread) = json_ld::read(&said.json_ld, said.canonical.as_deref());
    if unread > 0 {
        let remark =
            "data that the page has of itself (JSON-LD) cannot be read, and is passed over";
        draft.found(Finding::Remark(remark.to_owned()));
    }
    tell_url(said, saved_from, &data, draft);
    tell_publisher(said, &data, draft);
    tell_title(said, &data, draft);
    tell_authors(said, &data, draft);
    tell_date(said, &data, draft);
    tell_language(said, &data, draft);
    data.body.take().or_else(|| said.microdata.get("articleBody")?.first().cloned())
}

/// What only the text of the page says: its last word on who published it.
pub(super) fn tell_by_text(said: &Said, draft: &mut Draft) {
    if draft.authors.is_empty() {
        let lines = said.by_lines.iter().chain(&said.linked_authors);
        // The line that names most: others may be of one of several.
        let found = lines
            .filter_map(|line| {
                let names = head_line(line).map(|line| line.authors);
                let names = names.filter(|names| !names.is_empty()).or_else(|| by_line(line))?;
                Some((names, line))
            })
            .rev()
            .max_by_key(|(names, _)| names.len());
        let linked = || {
            let line = said.linked_authors.first().or(said.by_lines.first())?;
            let names = crate::import::byline::people(line)?;
            names.iter().all(|name| name.contains(' ') || !name.is_ascii()).then_some((names, line))
        };
        if let Some((names, line)) = found.or_else(linked) {
            let named: Vec<Named> =
                names.into_iter().map(|name| Named { name, is_organization: false }).collect();
            set_authors(draft, &named, &format!("“{line}”"));
        }
    }
    if draft.published.is_none() {
        let dated = said.by_lines.iter().find_map(|line| match head_line(line)?.dated? {
            Dated::Published(date) => Some((date, line)),
            Dated::Updated(_) | Dated::Ambiguous => None,
        });
        if let Some((date, line)) = dated {
            draft.found(Finding::guess("published", date.to_string(), format!("“{line}”")));
            draft.published = Some(date);
        }
    }
    if draft.publisher.is_none()
        && let Some(host) = draft.url.as_deref().and_then(host)
    {
        draft.found(Finding::guess(
            "publisher",
            host.clone(),
            "the host of its address; the page names none",
        ));
        draft.publisher = Some(host);
    }
}

/// What relative links are relative to.
pub(super) fn base(said: &Said, saved_from: Option<&str>, draft: &Draft) -> Option<Url> {
    let page = [draft.url.as_deref(), saved_from]
        .into_iter()
        .flatten()
        .find_map(|url| Url::parse(url).ok());
    match (&said.base, page) {
        (Some(base), Some(page)) => page.join(base).ok().or(Some(page)),
        (Some(base), None) => Url::parse(base).ok(),
        (None, page) => page,
    }
}

fn tell_url(said: &Said, saved_from: Option<&str>, data: &Data, draft: &mut Draft) {
    let all = [
        said.canonical.as_deref().map(|url| (url, "the canonical link")),
        data.url.as_deref().map(|url| (url, DATA)),
        said.meta(&[
            "og:url",
            "citation_public_url",
            "citation_abstract_html_url",
            "parsely-link",
            "twitter:url",
            "dc.identifier.uri",
        ]),
        saved_from.map(|url| (url, "where it was saved from")),
    ];
    let found: Vec<(Address, &str)> =
        all.into_iter().flatten().filter_map(|(url, from)| Some((address(url)?, from))).collect();
    let archive = found.iter().find_map(|(address, _)| address.archive.clone());
    let deeper = found.iter().find(|(address, _)| !is_root(&address.url));
    if let Some((address, from)) = deeper.or(found.first()) {
        draft.found(Finding::guess("url", address.url.clone(), *from));
        draft.url = Some(address.url.clone());
    }
    if let Some(archive) = archive {
        draft.found(Finding::guess(
            "archive_url",
            archive.clone(),
            "the page is an archive's copy",
        ));
        draft.archive_url = Some(archive);
    }
}

fn tell_publisher(said: &Said, data: &Data, draft: &mut Draft) {
    let meta = said.meta(&[
        "og:site_name",
        "citation_publisher",
        "citation_journal_title",
        "dc.publisher",
        "dcterms.publisher",
        "application-name",
        "publisher",
        "copyright",
    ]);
    let microdata = said.microdata.get("publisher").and_then(|all| all.first());
    let after =
        said.headlines.iter().find_map(|headline| site_after(said.title.as_deref()?, headline));
    let all = [
        data.publisher.as_deref().map(|name| (name, DATA)),
        meta,
        microdata.map(|name| (name.as_str(), MICRODATA)),
        after.as_deref().map(|name| (name, "the page's title, after the headline")),
    ];
    let found = all.into_iter().flatten().find_map(|(name, from)| Some((publisher(name)?, from)));
    if let Some((name, from)) = found {
        draft.found(Finding::guess("publisher", name.clone(), from));
        draft.publisher = Some(name);
    }
}

fn tell_title(said: &Said, data: &Data, draft: &mut Draft) {
    let mut sites: Vec<String> = draft.publisher.iter().cloned().collect();
    sites.extend(said.meta(&["og:site_name"]).map(|it| it.0.to_owned()));
    if let Some(host) = draft.url.as_deref().and_then(host) {
        sites.extend(host.split('.').rev().nth(1).map(str::to_owned));
        sites.push(host);
    }
    let meta = [
        "og:title",
        "citation_title",
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
        "twitter:title",
    ];
    let all = [
        data.title.as_deref().map(|title| (title, DATA)),
        said.meta(&meta),
        said.microdata
            .get("headline")
            .and_then(|all| all.first())
            .map(|title| (title.as_str(), MICRODATA)),
        said.title.as_deref().map(|title| (title, "the page's title")),
        said.headlines.first().map(|title| (title.as_str(), "the page's first heading")),
    ];
    let fits = |title: &str| !title.is_empty() && title.chars().count() <= LONGEST;
    let found = all.into_iter().flatten().map(|(title, from)| (without_site(title, &sites), from));
    let Some((title, from)) = found.into_iter().find(|(title, _)| fits(title)) else { return };
    // What the page prints is what is quoted: data may have it cut, or made for search engines.
    let (title, from) = match printed(&title, &said.headlines) {
        Some(headline) if names::plain(headline) != names::plain(&title) => {
            (without_site(headline, &sites), "the page's first heading")
        }
        _ => (title, from),
    };
    draft.found(Finding::guess("title", title.clone(), from));
    draft.title = title;
}

fn tell_authors(said: &Said, data: &Data, draft: &mut Draft) {
    let named = |names: &[String]| -> Vec<Named> {
        names.iter().map(|name| Named { name: one_line(name), is_organization: false }).collect()
    };
    let metas = [
        "citation_author",
        "parsely-author",
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "sailthru.author",
        "byl",
        "twitter:creator",
    ];
    let mut all: Vec<(Vec<Named>, String)> = vec![(data.authors.clone(), DATA.to_owned())];
    for meta in metas {
        all.extend(
            said.all(&[meta]).map(|(names, from)| (named(names), format!("the page's `{from}`"))),
        );
    }
    all.extend(said.microdata.get("author").map(|names| (named(names), MICRODATA.to_owned())));
    for (names, from) in all {
        set_authors(draft, &names, &from);
        if !draft.authors.is_empty() {
            return;
        }
    }
}

/// Takes authors over, and an agency among them as agency.
fn set_authors(draft: &mut Draft, named: &[Named], from: &str) {
    let read = authors(named, draft.publisher.as_deref(), draft.url.as_deref());
    for (name, why) in read.refused {
        let told = Finding::left_out(name, format!("no author: {why}; {from}"));
        if !draft.findings.contains(&told) {
            draft.found(told);
        }
    }
    if let Some(agency) = read.agency.filter(|_| draft.agency.is_none()) {
        draft.found(Finding::guess("agency", agency.clone(), from));
        draft.agency = Some(agency);
    }
    if !read.people.is_empty() {
        draft.found(Finding::guess("authors", read.people.join(", "), from));
        draft.authors = read.people;
    }
}

fn tell_date(said: &Said, data: &Data, draft: &mut Draft) {
    let metas = [
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "citation_publication_date",
        "citation_online_date",
        "citation_date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.available",
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "date",
        "weibo:article:create_at",
        "article.published",
        "cxenseparse:recs:publishtime",
        "og:published_time",
        "release_date",
    ];
    let mut all: Vec<(&str, String)> = Vec::new();
    all.extend(data.published.as_deref().map(|text| (text, DATA.to_owned())));
    for meta in metas {
        all.extend(said.meta(&[meta]).map(|(text, name)| (text, name.to_owned())));
    }
    let microdata = said.microdata.get("datePublished").into_iter().flatten();
    all.extend(microdata.map(|text| (text.as_str(), MICRODATA.to_owned())));
    all.extend(said.times.iter().map(|text| (text.as_str(), "a <time> element".to_owned())));
    for (text, from) in all {
        if let Some(date) = date(text) {
            let (date, from) = match printed_day(said, text, date) {
                Some((printed, line)) => {
                    (printed, format!("“{line}”; {from} has another time zone"))
                }
                None => (date, from),
            };
            draft.found(Finding::guess("published", date.to_string(), from));
            draft.published = Some(date);
            return;
        }
        let told = Finding::left_out(text, format!("no date; {from}"));
        if text.chars().any(char::is_numeric) && !draft.findings.contains(&told) {
            draft.found(told);
        }
    }
}

/// The day that the page prints, where its data has the one before or after in universal time: so late or so
/// early, it was the other day where it was published.
fn printed_day(said: &Said, stamp: &str, date: PartialDate) -> Option<(PartialDate, String)> {
    let universal = stamp.contains('T') && (stamp.ends_with('Z') || stamp.ends_with("+00:00"));
    let lines = said.printed_times.iter().chain(&said.by_lines).filter(|_| universal);
    let dated = lines.filter_map(|line| match head_line(line)?.dated? {
        Dated::Published(day) => Some((day, line.clone())),
        Dated::Updated(_) | Dated::Ambiguous => None,
    });
    let (day, line) = dated.into_iter().next()?;
    let apart = (day.first_day() - date.first_day()).get_days().abs();
    (apart == 1 && day.day().is_some()).then_some((day, line))
}

fn tell_language(said: &Said, data: &Data, draft: &mut Draft) {
    let metas = [
        "og:locale",
        "content-language",
        "dc.language",
        "dcterms.language",
        "citation_language",
        "language",
    ];
    let all = [
        said.language.as_deref().map(|tag| (tag, "<html lang>")),
        data.language.as_deref().map(|tag| (tag, DATA)),
        said.meta(&metas),
    ];
    let found = all.into_iter().flatten().find_map(|(tag, from)| Some((sound_tag(tag)?, from)));
    if let Some((tag, from)) = found {
        draft.found(Finding::guess("language", tag.clone(), from));
        draft.language = Some(tag);
    }
}

fn sound_tag(tag: &str) -> Option<String> {
    let tag = tag.split(',').next().unwrap_or(tag).trim().replace('_', "-");
    let parts: Vec<&str> = tag.split('-').collect();
    let sound = parts.len() <= 4
        && (2..=3).contains(&parts[0].len())
        && parts.iter().all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    sound.then_some(tag)
}
