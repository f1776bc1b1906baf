//! A page as its readers' browser has it: elements, their attributes, and their text.
//!
//! The tokens are html5ever's. A page of ours closes every element that it opens, in order, so
//! that a stack makes the tree of them; that it does is part of what is tested.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// An element of a page.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes.
    pub(crate) attributes: BTreeMap<String, String>,
    /// Where its text stands in the page's.
    text: Range<usize>,
}

impl Element {
    /// An attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// A page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// Its elements, in order.
    pub(crate) elements: Vec<Element>,
    /// The text of all of them, without scripts and styles.
    pub(crate) text: String,
    /// The blocks of JSON-LD.
    pub(crate) data: Vec<String>,
    /// What is wrong with the markup.
    pub(crate) problems: Vec<String>,
}

impl Page {
    /// Reads a page.
    pub(crate) fn read(html: &str) -> Self {
        let sink = Sink::default();
        let tokenizer =
            Tokenizer::new(sink, TokenizerOpts { exact_errors: true, ..Default::default() });
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut state = tokenizer.sink.state.into_inner();
        while let Some(index) = state.open.pop() {
            let name = state.page.elements[index].name.clone();
            state.page.problems.push(format!("<{name}> never closes"));
        }
        state.page
    }

    /// What a browser calls the element's `textContent`.
    pub(crate) fn text_content(&self, element: &Element) -> &str {
        &self.text[element.text.clone()]
    }

    /// The element with an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.get("id") == Some(id))
    }

    /// Every id, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().filter_map(|element| element.get("id"))
    }
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    page: Page,
    open: Vec<usize>,
    /// Whether the last token opened a `pre`, whose first line feed is dropped.
    after_pre: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let state = &mut *self.state.borrow_mut();
        let after_pre = std::mem::take(&mut state.after_pre);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                let attributes = tag
                    .attrs
                    .iter()
                    .map(|it| (it.name.local.to_string(), it.value.to_string()))
                    .collect();
                let at = state.page.text.len();
                state.page.elements.push(Element { name: name.clone(), attributes, text: at..at });
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    state.open.push(state.page.elements.len() - 1);
                }
                state.after_pre = name == "pre";
                if state.page.elements.last().is_some_and(is_data) {
                    state.page.data.push(String::new());
                }
                match name.as_str() {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" if !state.in_svg() => {
                        return TokenSinkResult::RawData(RawKind::Rcdata);
                    }
                    _ => {}
                }
            }
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                match state.open.pop() {
                    Some(index) => {
                        let end = state.page.text.len();
                        let element = &mut state.page.elements[index];
                        element.text.end = end;
                        if element.name != name {
                            let problem = format!("</{name}> closes <{}>", element.name);
                            state.page.problems.push(problem);
                        }
                    }
                    None => state.page.problems.push(format!("</{name}> closes nothing")),
                }
            }
            Token::CharacterTokens(text) => {
                let hidden = ["script", "style"];
                let element = state.open.last().map(|&index| &state.page.elements[index]);
                let name = element.map(|it| &it.name);
                if element.is_some_and(is_data) {
                    state.page.data.last_mut().unwrap().push_str(&text);
                }
                if !name.is_some_and(|name| hidden.contains(&name.as_str())) {
                    let text = text.to_string();
                    let text =
                        if after_pre { text.strip_prefix('\n').unwrap_or(&text) } else { &text };
                    state.page.text.push_str(text);
                }
            }
            Token::ParseError(error) => state.page.problems.push(error.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Whether an element is a block of JSON-LD.
fn is_data(element: &Element) -> bool {
    element.name == "script" && element.get("type") == Some("application/ld+json")
}

impl State {
    fn in_svg(&self) -> bool {
        self.open.iter().any(|&index| self.page.elements[index].name == "svg")
    }
}

#[test]
fn a_page_is_read_as_a_browser_reads_it() {
    let page = Page::read(
        "<!doctype html><title>a &amp; b</title><p id=x>One<br>two <mark>&lt;3</mark></p>\
         <pre id=y>\n\ncode</pre><script>if (1 < 2) {}</script>",
    );
    let text = |id: &str| page.by_id(id).map(|element| page.text_content(element));
    assert_eq!(text("x"), Some("Onetwo <3"));
    assert_eq!(text("y"), Some("\ncode"));
    assert_eq!(page.text, "a & bOnetwo <3\ncode");
    assert_eq!(page.problems, Vec::<String>::new());
    assert_eq!(Page::read("<p><b></p></b>").problems.len(), 2);
}
