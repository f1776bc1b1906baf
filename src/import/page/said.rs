//! What a page says of itself: its data, its meta elements, its microdata, the comment that browsers
//! leave in it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use dom_query::Document;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use crate::import::body::one_line;
use crate::import::html::raw_kind;

/// What is read of a page before a tree is made of it.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    /// How deep its elements stand in each other.
    pub(super) depth: usize,
    /// Where a browser saved it from.
    pub(super) saved_from: Option<String>,
}

/// Reads the tokens of a page.
pub(super) fn beginnings(html: &str) -> Beginnings {
    let tokenizer = Tokenizer::new(BeginningsReader::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().1
}

#[derive(Default)]
struct BeginningsReader {
    state: RefCell<(usize, Beginnings)>,
}

/// Elements that have no end tag, or mostly none.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
];

impl TokenSink for BeginningsReader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        let (depth, read) = &mut *state;
        match token {
            Token::CommentToken(text) => {
                // Browsers note so where a page was saved from.
                if let Some(rest) = text.trim().strip_prefix("saved from url=")
                    && let Some((_, url)) = rest.split_once(')')
                {
                    read.saved_from.get_or_insert_with(|| url.trim().to_owned());
                }
            }
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name: &str = &tag.name;
                if !VOID.contains(&name) && !tag.self_closing {
                    *depth += 1;
                    read.depth = read.depth.max(*depth);
                }
                if let Some(kind) = raw_kind(name).filter(|_| !tag.self_closing) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) if !VOID.contains(&&*tag.name) => {
                *depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What stands in a page's elements about it.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// `<meta>` elements by name, in order.
    meta: BTreeMap<String, Vec<String>>,
    pub(super) json_ld: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) base: Option<String>,
    /// The page's title.
    pub(super) title: Option<String>,
    /// Its first headings of the first level.
    pub(super) headlines: Vec<String>,
    /// By property, what microdata has.
    pub(super) microdata: BTreeMap<&'static str, Vec<String>>,
    /// Days in `<time>` elements that do not say that they are of something else.
    pub(super) times: Vec<String>,
    /// What these print.
    pub(super) printed_times: Vec<String>,
    /// Names that are linked as the author's.
    pub(super) linked_authors: Vec<String>,
    /// Lines in elements that are called by-lines.
    pub(super) by_lines: Vec<String>,
}

/// How many `<time>` elements are looked at.
const MOST_TIMES: usize = 200;

/// How many of each other thing are looked at.
const MOST: usize = 20;

impl Said {
    pub(super) fn read(document: &Document) -> Self {
        let mut said = Self::default();
        let attribute = |selector: &str, name: &str| {
            document
                .select(selector)
                .attr(name)
                .map(|value| one_line(&value))
                .filter(|it| !it.is_empty())
        };
        said.language = attribute("html", "lang").or_else(|| attribute("html", "xml:lang"));
        said.base = attribute("base", "href");
        for link in document.select("link").nodes() {
            let rel = link.attr("rel").unwrap_or_default();
            if said.canonical.is_none()
                && rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
            {
                said.canonical = link.attr("href").map(|href| one_line(&href));
            }
        }
        for meta in document.select("meta").nodes() {
            let names = ["property", "name", "itemprop", "http-equiv"];
            let name = names.iter().find_map(|name| meta.attr(name));
            if let (Some(name), Some(content)) = (name, meta.attr("content")) {
                let content = super::json_ld::unescaped(&content);
                for name in name.to_lowercase().split_whitespace() {
                    said.meta.entry(name.to_owned()).or_default().push(content.clone());
                }
            }
        }
        for script in document.select("script").nodes() {
            let kind = script.attr("type").unwrap_or_default().to_lowercase();
            if kind.trim().starts_with("application/ld+json") {
                said.json_ld.push(script.text().to_string());
            }
        }
        let texts = |selector: &str| -> Vec<String> {
            let found = document.select(selector);
            let texts = found.nodes().iter().take(MOST).map(|node| one_line(&node.text()));
            texts.filter(|text| !text.is_empty()).collect()
        };
        said.title = texts("head title").into_iter().next();
        said.headlines = texts("h1");
        said.linked_authors = texts("[rel~=\"author\"]");
        said.by_lines = texts(
            "[class*=\"byline\"], [class*=\"by-line\"], [class*=\"Byline\"], [class*=\"author-name\"], \
             [class*=\"authorName\"], [class*=\"author__name\"], [class*=\"authors\"], [class*=\"Authors\"], .author, .autor, .auteur, [class*=\"firma\"]",
        );
        said.read_microdata(document);
        said.read_times(document);
        said
    }

    fn read_microdata(&mut self, document: &Document) {
        for property in ["headline", "author", "publisher", "datePublished", "articleBody"] {
            let selector = format!("[itemprop~=\"{property}\"]");
            let found = document.select(&selector);
            for node in found.nodes().iter().take(MOST) {
                let name = node
                    .descendants_it()
                    .find(|inner| inner.attr("itemprop").is_some_and(|value| &*value == "name"));
                let node = name.as_ref().unwrap_or(node);
                let value = ["content", "datetime"].iter().find_map(|name| node.attr(name));
                let value = one_line(&value.unwrap_or_else(|| node.text()));
                if !value.is_empty() {
                    self.microdata.entry(property).or_default().push(value);
                }
            }
        }
    }

    /// `<time>` elements, but for those of changes and those of other reports.
    fn read_times(&mut self, document: &Document) {
        let names = |node: &dom_query::NodeRef<'_>| {
            let names = ["class", "id", "itemprop"].iter().filter_map(|name| node.attr(name));
            names.map(|name| name.to_lowercase()).collect::<Vec<_>>().join(" ")
        };
        for time in document.select("time").nodes().iter().take(MOST_TIMES) {
            let own = names(time);
            let around = time.parent().map(|parent| names(&parent)).unwrap_or_default();
            let changed = ["updat", "modif", "edited"];
            if changed.iter().any(|word| own.contains(word) || around.contains(word)) {
                continue;
            }
            let elsewhere = time.ancestors_it(None).any(|node| {
                node.has_name("nav")
                    || node.has_name("aside")
                    || node.has_name("footer")
                    || node.has_name("li")
                    || node.has_name("a")
                    || node
                        .node_name()
                        .is_some_and(|name| super::region::region(&node, &name).is_some())
            });
            let text =
                time.attr("datetime").filter(|it| !it.is_empty()).unwrap_or_else(|| time.text());
            if !elsewhere && self.times.len() < MOST {
                self.printed_times.push(one_line(&time.text()));
                self.times.push(one_line(&text));
            }
        }
    }

    /// The first of some meta elements that says something.
    pub(super) fn meta(&self, names: &[&'static str]) -> Option<(&str, &'static str)> {
        names.iter().find_map(|name| {
            let value = self.meta.get(*name)?.iter().find(|value| !value.is_empty())?;
            Some((value.as_str(), *name))
        })
    }

    /// All that some meta elements say: of the first of the names that is there.
    pub(super) fn all(&self, names: &[&'static str]) -> Option<(&[String], &'static str)> {
        names.iter().find_map(|name| Some((self.meta.get(*name)?.as_slice(), *name)))
    }
}
