//! Saved web pages → drafts. The text is found by readability's rules; what the page says of
//! itself (JSON-LD, meta elements, the address it was saved from) comes before what it looks like.
//!
//! What it says of itself is read here, though readability has fields for it: these do not tell where
//! a value stood, and leave out data in `@graph`, canonical links and most meta elements for a date;
//! several authors are one line in them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use dom_smoothie::Readability;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use serde_json::Value;
use url::Url;

use super::body::{Block, BlockKind, Body, Destination, Node, one_line};
use super::byline::{Dated, by_line, date, date_line, people};
use super::draft::{Draft, Finding, web_url};
use super::furniture::{begins_author_box, is_caption, is_furniture};
use super::html::{attribute, convert, raw_kind, safe_url};
use crate::parse::fold::fold;

/// The longest page that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// How deep elements may stand in each other. The time that a parser of pages takes grows with
/// the square of it.
const DEEPEST: usize = 2_000;

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageError {
    /// It is too long.
    TooLarge,
    /// Its elements stand too deep in each other.
    TooDeep,
    /// It has no article.
    NoArticle,
}

impl std::fmt::Display for PageError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => write!(out, "it has more than {} MiB", LARGEST / 1024 / 1024),
            Self::TooDeep => write!(
                out,
                "more than {DEEPEST} of its elements stand in each other: save the report as plain text"
            ),
            Self::NoArticle => {
                out.write_str("no report was found in this page: save the report as plain text")
            }
        }
    }
}

/// Reads a page.
///
/// # Errors
/// Where no article is found in it.
pub fn read(html: &str) -> Result<Draft, PageError> {
    if html.len() > LARGEST {
        return Err(PageError::TooLarge);
    }
    let said = said(html);
    if said.depth > DEEPEST {
        return Err(PageError::TooDeep);
    }
    let mut readability = Readability::new(html, None, None).map_err(|_| PageError::NoArticle)?;
    let article = readability.parse().map_err(|_| PageError::NoArticle)?;

    let mut draft = Draft::default();
    said.tell(&mut draft);
    if draft.title.is_empty() {
        draft.title = one_line(&article.title);
        draft.found(Finding::guess("title", draft.title.clone(), "the page's title"));
    }
    let base = said.base(&draft);
    let follow = |href: &str| safe_url(href, base.as_ref()).map(Destination::Url);
    let converted = convert(&article.content, &follow);
    draft.body = converted.body;
    if draft.authors.is_empty()
        && let Some(byline) = &article.byline
    {
        let line = one_line(byline);
        if let Some(names) = by_line(&line).or_else(|| people(&line)) {
            draft.found(Finding::guess("authors", names.join(", "), format!("“{line}”")));
            draft.authors = names;
        }
    }
    tidy(&mut draft);
    for picture in converted.pictures.into_iter().filter(|picture| !picture.is_empty()) {
        draft.found(Finding::left_out(picture, "a picture"));
    }
    if draft.body.text().trim().is_empty() {
        return Err(PageError::NoArticle);
    }
    Ok(draft)
}

/// What a page says of itself.
#[derive(Debug, Default)]
struct Said {
    /// `<meta>` elements by name, the first of each.
    meta: BTreeMap<String, String>,
    authors: Vec<String>,
    json_ld: Vec<String>,
    language: Option<String>,
    canonical: Option<String>,
    base: Option<String>,
    saved_from: Option<String>,
    time: Option<String>,
    depth: usize,
}

fn said(html: &str) -> Said {
    let tokenizer = Tokenizer::new(Reader::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().said
}

#[derive(Default)]
struct Reader {
    state: RefCell<ReaderState>,
}

#[derive(Default)]
struct ReaderState {
    said: Said,
    depth: usize,
    in_json_ld: bool,
}

fn is_canonical(tag: &Tag) -> bool {
    let rel = attribute(tag, "rel").unwrap_or_default();
    rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
}

/// Elements that have no end tag, or mostly none.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
];

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.in_json_ld => {
                if let Some(script) = state.said.json_ld.last_mut() {
                    script.push_str(&text);
                }
            }
            Token::CommentToken(text) => {
                // Browsers note so where a page was saved from.
                if let Some(rest) = text.trim().strip_prefix("saved from url=")
                    && let Some((_, url)) = rest.split_once(')')
                {
                    state.said.saved_from.get_or_insert_with(|| url.trim().to_owned());
                }
            }
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let get = |name: &str| attribute(&tag, name).map(str::to_owned);
                let name: &str = &tag.name;
                if !VOID.contains(&name) && !tag.self_closing {
                    state.depth += 1;
                    state.said.depth = state.said.depth.max(state.depth);
                }
                let said = &mut state.said;
                match name {
                    "html" => said.language = said.language.take().or_else(|| get("lang")),
                    "base" => said.base = said.base.take().or_else(|| get("href")),
                    "link" if is_canonical(&tag) => {
                        said.canonical = said.canonical.take().or_else(|| get("href"));
                    }
                    "time" => {
                        let published = attribute(&tag, "itemprop") == Some("datePublished");
                        if published || said.time.is_none() {
                            said.time = get("datetime").or_else(|| said.time.take());
                        }
                    }
                    "meta" => {
                        let name =
                            get("property").or_else(|| get("name")).or_else(|| get("itemprop"));
                        if let (Some(name), Some(content)) = (name, get("content")) {
                            let name = name.trim().to_lowercase();
                            if matches!(name.as_str(), "author" | "article:author") {
                                said.authors.push(one_line(&content));
                            }
                            said.meta.entry(name).or_insert_with(|| one_line(&content));
                        }
                    }
                    _ => {}
                }
                state.in_json_ld = name == "script"
                    && attribute(&tag, "type").is_some_and(|kind| {
                        kind.trim().eq_ignore_ascii_case("application/ld+json")
                    });
                if state.in_json_ld {
                    state.said.json_ld.push(String::new());
                }
                if let Some(kind) = raw_kind(name).filter(|_| !tag.self_closing) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => {
                state.in_json_ld = false;
                if !VOID.contains(&&*tag.name) {
                    state.depth = state.depth.saturating_sub(1);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Said {
    /// Fills in a draft: the page's data first, then its meta elements.
    fn tell(&self, draft: &mut Draft) {
        for script in &self.json_ld {
            if let Ok(value) = serde_json::from_str::<Value>(script) {
                from_json_ld(&value, draft);
            }
        }
        let meta = |names: &[&'static str]| {
            names.iter().find_map(|name| {
                let value = self.meta.get(*name).filter(|value| !value.is_empty())?;
                Some((value.as_str(), *name))
            })
        };
        if draft.title.is_empty()
            && let Some((title, name)) = meta(&["og:title", "twitter:title", "dc.title"])
        {
            set_title(draft, title, name);
        }
        if draft.publisher.is_none()
            && let Some((publisher, name)) = meta(&["og:site_name", "application-name"])
        {
            set_publisher(draft, publisher, name);
        }
        if draft.authors.is_empty() {
            let names: Vec<String> =
                self.authors.iter().filter_map(|author| people(author)).flatten().collect();
            set_authors(draft, names, "the page's meta elements");
        }
        if draft.published.is_none() {
            let names = [
                "article:published_time",
                "datepublished",
                "date",
                "dc.date",
                "dc.date.issued",
                "parsely-pub-date",
                "sailthru.date",
                "pubdate",
            ];
            let time = self.time.as_deref().map(|time| (time, "a <time> element"));
            if let Some((value, name)) = meta(&names).or(time)
                && let Some(date) = date(value)
            {
                draft.found(Finding::guess("published", date.to_string(), name));
                draft.published = Some(date);
            }
        }
        if draft.url.is_none() {
            let canonical = self.canonical.as_deref().map(|url| (url, "the canonical link"));
            let saved = self.saved_from.as_deref().map(|url| (url, "where it was saved from"));
            let found = [canonical, meta(&["og:url"]), saved]
                .into_iter()
                .flatten()
                .find_map(|(url, name)| web_url(url).map(|url| (url, name)));
            if let Some((url, name)) = found {
                draft.found(Finding::guess("url", url.clone(), name));
                draft.url = Some(url);
            }
        }
        if draft.language.is_none() {
            let language = self.language.as_deref().map(|tag| (tag, "<html lang>"));
            if let Some((tag, name)) = language.or(meta(&["og:locale", "content-language"])) {
                set_language(draft, tag, name);
            }
        }
    }

    /// What relative links are relative to.
    fn base(&self, draft: &Draft) -> Option<Url> {
        let page = [draft.url.as_deref(), self.saved_from.as_deref()]
            .into_iter()
            .flatten()
            .find_map(|url| Url::parse(url).ok());
        match (&self.base, page) {
            (Some(base), Some(page)) => page.join(base).ok().or(Some(page)),
            (Some(base), None) => Url::parse(base).ok(),
            (None, page) => page,
        }
    }
}

/// Titles, publishers and names that are longer are none.
const LONGEST: usize = 300;

fn set_title(draft: &mut Draft, title: &str, reason: &str) {
    let title = one_line(title);
    if !title.is_empty() && title.chars().count() <= LONGEST {
        draft.found(Finding::guess("title", title.clone(), reason));
        draft.title = title;
    }
}

fn set_publisher(draft: &mut Draft, publisher: &str, reason: &str) {
    let publisher = one_line(publisher);
    if !publisher.is_empty() && publisher.chars().count() <= LONGEST {
        draft.found(Finding::guess("publisher", publisher.clone(), reason));
        draft.publisher = Some(publisher);
    }
}

fn set_authors(draft: &mut Draft, mut names: Vec<String>, reason: &str) {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.truncate(20);
    if !names.is_empty() {
        draft.found(Finding::guess("authors", names.join(", "), reason));
        draft.authors = names;
    }
}

fn set_language(draft: &mut Draft, tag: &str, reason: &str) {
    let tag = tag.trim().replace('_', "-");
    let parts: Vec<&str> = tag.split('-').collect();
    let sound = parts.len() <= 4
        && (2..=3).contains(&parts[0].len())
        && parts.iter().all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if sound {
        draft.found(Finding::guess("language", tag.clone(), reason));
        draft.language = Some(tag);
    }
}

/// How many values of a page's data are looked at.
const MOST_VALUES: usize = 10_000;

/// Takes what the first article in a page's data says.
fn from_json_ld(value: &Value, draft: &mut Draft) {
    let mut rest = vec![value];
    let mut looked_at = 0;
    while let Some(value) = rest.pop() {
        looked_at += 1;
        if looked_at > MOST_VALUES {
            return;
        }
        match value {
            Value::Array(values) => rest.extend(values.iter().rev().take(MOST_VALUES)),
            Value::Object(map) => {
                if is_article(map.get("@type")) {
                    from_article(map, draft);
                    return;
                }
                rest.extend(map.get("mainEntity"));
                rest.extend(map.get("@graph"));
            }
            _ => {}
        }
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"))
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn from_article(map: &serde_json::Map<String, Value>, draft: &mut Draft) {
    const REASON: &str = "the page's JSON-LD";
    let text = |key: &str| map.get(key).and_then(Value::as_str).map(unescaped);
    if draft.title.is_empty()
        && let Some(title) = text("headline").or_else(|| text("name"))
    {
        set_title(draft, &title, REASON);
    }
    if draft.publisher.is_none()
        && let Some(publisher) = names(map.get("publisher")).into_iter().next()
    {
        set_publisher(draft, &publisher, REASON);
    }
    if draft.authors.is_empty() {
        let authors = names(map.get("author"));
        let authors = authors.iter().filter_map(|name| {
            by_line(name).or_else(|| people(name)).or_else(|| {
                let short = (1..=80).contains(&name.chars().count());
                (short && !name.contains("://")).then(|| vec![name.clone()])
            })
        });
        set_authors(draft, authors.flatten().collect(), REASON);
    }
    if draft.published.is_none()
        && let Some(date) = text("datePublished").and_then(|text| date(&text))
    {
        draft.found(Finding::guess("published", date.to_string(), REASON));
        draft.published = Some(date);
    }
    if draft.url.is_none() {
        let entity = match map.get("mainEntityOfPage") {
            Some(Value::Object(entity)) => entity.get("@id").and_then(Value::as_str),
            other => other.and_then(Value::as_str),
        };
        let url = text("url").as_deref().and_then(web_url).or_else(|| entity.and_then(web_url));
        if let Some(url) = url {
            draft.found(Finding::guess("url", url.clone(), REASON));
            draft.url = Some(url);
        }
    }
    if draft.language.is_none()
        && let Some(tag) = text("inLanguage")
    {
        set_language(draft, &tag, REASON);
    }
}

/// The names of a person, an organisation, or a list of them.
fn names(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| {
        let name = match value {
            Value::Object(map) => map.get("name").and_then(Value::as_str),
            value => value.as_str(),
        };
        name.map(unescaped).filter(|name| !name.is_empty())
    };
    match value {
        Some(Value::Array(values)) => values.iter().take(20).filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Data often stands in a page with character references that are meant for HTML.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return one_line(text);
    }
    one_line(&convert(text, &|_| None).body.text())
}

/// Leaves out of the text what is furniture or stands in the front matter.
fn tidy(draft: &mut Draft) {
    let nodes = std::mem::take(&mut draft.body.nodes);
    let mut kept = Vec::new();
    let mut depth = 0usize;
    let mut blocks = 0;
    let mut in_author_box = false;
    for node in nodes {
        match &node {
            Node::Open(_) => depth += 1,
            Node::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Node::Block(block) = &node else {
            kept.push(node);
            continue;
        };
        blocks += 1;
        let text = one_line(&block.text());
        let head = blocks <= 8;
        let reason = if is_furniture(&text) {
            in_author_box = begins_author_box(&text);
            Some("page furniture")
        } else if is_caption(&text) {
            Some("the caption of a picture")
        } else if in_author_box && depth == 0 {
            Some("about the author")
        } else if head && is_title(block, &text, draft) {
            Some("the title")
        } else if head && is_by_line(&text, draft) {
            Some("the by-line")
        } else if head && is_published(&text, draft) {
            Some("the date")
        } else if head && date_line(&text).is_some() {
            if let Some(Dated::Published(date)) = date_line(&text)
                && draft.published.is_none()
            {
                draft.found(Finding::guess("published", date.to_string(), format!("“{text}”")));
                draft.published = Some(date);
            }
            Some("the date")
        } else {
            None
        };
        match reason {
            Some(reason) => draft.found(Finding::left_out(text, reason)),
            None => kept.push(node),
        }
    }
    draft.body = Body { nodes: kept };
}

/// Whether a line is the date that is known already, perhaps without its year.
fn is_published(text: &str, draft: &Draft) -> bool {
    const LONGEST: usize = 30;
    let Some(published) = draft.published.filter(|_| text.len() <= LONGEST) else { return false };
    [text.to_owned(), format!("{text} {}", published.year())]
        .iter()
        .any(|text| date(text) == Some(published))
}

fn is_title(block: &Block, text: &str, draft: &Draft) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
        && fold(&text.to_lowercase()).text.trim() == fold(&draft.title.to_lowercase()).text.trim()
}

/// Whether a line is the by-line; where there was none before, it is taken for it.
fn is_by_line(text: &str, draft: &mut Draft) -> bool {
    let Some(names) = by_line(text) else {
        return !draft.authors.is_empty() && people(text).as_ref() == Some(&draft.authors);
    };
    if draft.authors.is_empty() {
        set_authors(draft, names, &format!("“{text}”"));
    }
    true
}
