//! Saved web pages → drafts. Where the text is, readability's rules say; what the page says of itself
//! (JSON-LD, meta elements, the address it was saved from) comes before what it looks like. All other text
//! of the page is told.

mod blocks;
mod choose;
mod error;
mod formula;
mod json_ld;
mod metadata;
mod names;
mod region;
mod said;
mod tidy;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::body::Destination;
use super::draft::{Draft, Finding};
use super::html::{convert, safe_url};
use error::DEEPEST;
pub use error::{LARGEST, PageError};
use said::Said;

/// Reads a page.
///
/// # Errors
/// Where no article is found in it.
pub fn read(html: &str) -> Result<Draft, PageError> {
    if html.len() > LARGEST {
        return Err(PageError::TooLarge);
    }
    let beginnings = said::beginnings(html);
    if beginnings.depth > DEEPEST {
        return Err(PageError::TooDeep);
    }
    let document = Document::from(html);
    let said = Said::read(&document);
    let mut draft = Draft::default();
    let declared = metadata::tell(&said, beginnings.saved_from.as_deref(), &mut draft);
    let formulas = formula::write_out(&document);
    let readable = readable(&document);
    let mut head = |parts: &[String]| tidy::of_head_parts(parts, &mut draft);
    let chosen = choose::choose(&document, &readable, declared.as_deref(), &mut head);
    let chosen = chosen?;
    let base = metadata::base(&said, beginnings.saved_from.as_deref(), &draft);
    let follow = |href: &str| safe_url(href, base.as_ref()).map(Destination::Url);
    draft.body = convert(&chosen.html, &follow).body;
    tidy::tidy(&mut draft);
    metadata::tell_by_text(&said, &mut draft);
    let text = draft.body.text();
    for formula in formulas.into_iter().filter(|formula| text.contains(formula)) {
        draft.found(Finding::guess("formula", formula, "written in a line"));
    }
    draft.findings.extend(chosen.left_out);
    if draft.body.text().trim().is_empty() {
        return Err(PageError::NoArticle);
    }
    Ok(draft)
}

/// The text that readability finds; empty where it finds none.
fn readable(document: &Document) -> String {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(document.clone(), None, Some(config));
    let found = found.and_then(|mut readability| readability.parse());
    found.map(|article| convert(&article.content, &|_| None).body.text()).unwrap_or_default()
}
