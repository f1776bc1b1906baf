//! What a file of references says of one, and the article without text that comes of it.

use super::doi::{address as address_of, doi};
use crate::date::PartialDate;
use crate::import::address::address;
use crate::import::body::one_line;
use crate::import::draft::{Draft, Finding};
use crate::import::html::convert;
use crate::import::raised::superscript;
use crate::language::not_a_tag;
use crate::model::by_line;

/// Why a part of a reference is not taken over.
const NO_KEY: &str = "no key of an article is for it";

/// An author.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    /// The family's name, or all that there is.
    pub(super) family: String,
    pub(super) given: Option<String>,
    pub(super) suffix: Option<String>,
}

/// A reference as its file has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) title: String,
    /// What it stands in: a paper, a site.
    pub(super) container: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) authors: Vec<Person>,
    pub(super) issued: Option<PartialDate>,
    pub(super) accessed: Option<PartialDate>,
    pub(super) url: Option<String>,
    pub(super) archive_url: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) language: Option<String>,
    /// The other parts, each with its name.
    pub(super) rest: Vec<(String, String)>,
}

impl Entry {
    /// The article.
    pub(super) fn draft(self) -> Draft {
        let mut draft = Draft { is_reference: true, ..Draft::default() };
        let mut rest = self.rest;
        draft.title = plain(&self.title);
        if draft.title.is_empty() {
            draft.title = plain(&self.key);
            let guess = Finding::guess("title", &draft.title, "the reference has none");
            draft.found(guess);
        }
        let mut houses = [("container-title", self.container), ("publisher", self.publisher)]
            .into_iter()
            .filter_map(|(name, text)| Some((name, plain(&text?))));
        draft.publisher = houses.next().map(|(_, house)| house);
        let house = draft.publisher.clone();
        let others = houses.filter(|(_, text)| Some(text) != house.as_ref());
        rest.extend(others.map(|(name, text)| (name.to_owned(), text)));
        draft.published = self.issued;
        draft.accessed = self.accessed;
        match self.language {
            Some(language) if not_a_tag(&language).is_none() => draft.language = Some(language),
            language => rest.extend(language.map(|text| ("language".to_owned(), text))),
        }
        let language = draft.language.clone().unwrap_or_default();
        let authors = self.authors.into_iter().filter_map(|person| person.by_line(&language));
        draft.authors = authors.collect();
        if let Some(text) = self.archive_url {
            draft.archive_url = address(&text).and_then(|it| it.archive).or(Some(text));
        }
        if let Some(text) = self.url {
            match address(&text) {
                Some(address) => {
                    draft.url = Some(address.url);
                    draft.archive_url = draft.archive_url.or(address.archive);
                }
                None => rest.push(("url".to_owned(), text)),
            }
        }
        if let Some(text) = self.doi {
            match doi(&text) {
                Some(name) if draft.url.is_none() => draft.url = Some(address_of(&name)),
                Some(name) if draft.url.as_deref().and_then(doi).as_ref() != Some(&name) => {
                    draft.doi = Some(name);
                }
                Some(_) => {}
                None => rest.push(("doi".to_owned(), text)),
            }
        }
        for (name, text) in rest {
            draft.found(Finding::left_out(format!("{name}: {}", plain(&text)), NO_KEY));
        }
        draft.leave_out_unseen(Vec::new());
        draft
    }
}

impl Person {
    fn by_line(self, language: &str) -> Option<String> {
        let family = plain(&self.family);
        match self.given.map(|given| plain(&given)).filter(|given| !given.is_empty()) {
            Some(given) if family.is_empty() => Some(given),
            Some(given) => Some(by_line(&family, &given, self.suffix.as_deref(), language)),
            None => (!family.is_empty()).then_some(family),
        }
    }
}

/// A text with the signs for raised figures in the place of `<sup>`.
fn with_raised(text: &str) -> String {
    let mut parts = text.split("<sup>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("</sup>") {
            Some((raised, rest)) => {
                let signs = superscript(raised).unwrap_or_else(|| raised.to_owned());
                out.extend([signs.as_str(), rest]);
            }
            None => out.push_str(part),
        }
    }
    out
}

/// A text on one line; the few elements of HTML that references have in titles are read as pages' are.
fn plain(text: &str) -> String {
    let text = match text.contains("</") {
        true => convert(&with_raised(text), &|_| None).body.text(),
        false => text.to_owned(),
    };
    one_line(&text)
}
