//! Which elements are published, and what of their attributes.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag as HtmlToken, Token as Tokenized, TokenSink, TokenSinkResult, Tokenizer,
};

use crate::parse::links::refused_scheme;
use crate::parse::tree::printable;

/// Elements that authors may use, each with the attributes that it keeps. What the page itself is
/// made of (landmarks, `mark`) is not among them, nor what only scripts and styles need.
pub(super) const ELEMENTS: &[Element] = &[
    ("a", &["href"]),
    ("abbr", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &["dir"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &[]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("li", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["align"]),
    ("th", &["align"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Attributes that every element keeps.
pub(super) const EVERYWHERE: &[&str] = &["lang", "dir", "title"];

/// An element's name, and the attributes that it keeps.
pub(super) type Element = (&'static str, &'static [&'static str]);

/// The element of a name, where it is published.
pub(super) fn element(name: &str) -> Option<Element> {
    ELEMENTS.iter().find(|(element, _)| element.eq_ignore_ascii_case(name)).copied()
}

/// What is not published of the attributes of a tag.
pub(super) fn refused_attributes(element: Element, tag: &str) -> Vec<String> {
    let (name, _) = element;
    let refused = |(attribute, value): (String, String)| {
        if !keeps(element, &attribute) {
            Some(format!(
                "the attribute `{attribute}` of the raw HTML element `<{name}>` is not published"
            ))
        } else {
            let scheme = is_address(&attribute).then(|| refused_scheme(&value)).flatten()?;
            Some(format!(
                "the link of the raw HTML element `<{name}>` is not published: it begins with `{scheme}:`"
            ))
        }
    };
    attributes(tag).into_iter().filter_map(refused).collect()
}

pub(super) fn keeps((_, own): Element, attribute: &str) -> bool {
    own.contains(&attribute) || EVERYWHERE.contains(&attribute)
}

fn is_address(attribute: &str) -> bool {
    matches!(attribute, "href" | "src")
}

pub(super) fn is_refused_address(attribute: &str, value: &str) -> bool {
    is_address(attribute) && refused_scheme(value).is_some()
}

/// The attributes of a tag, as a browser reads them.
pub(super) fn attributes(tag: &str) -> Vec<(String, String)> {
    let read = |tag: &HtmlToken| {
        let attribute =
            |it: &html5ever::Attribute| (it.name.local.to_string(), printable(&it.value));
        tag.attrs.iter().map(attribute).collect()
    };
    let is_tag = |token| match token {
        Tokenized::TagToken(tag) => Some(read(&tag)),
        _ => None,
    };
    browsed(tag).into_iter().find_map(is_tag).unwrap_or_default()
}

/// A text in which character references are the characters that they stand for.
pub(in crate::parse) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::new();
    for token in browsed(&text.replace('<', "&lt;")) {
        match token {
            Tokenized::CharacterTokens(text) => decoded.push_str(&text),
            Tokenized::NullCharacterToken => decoded.push('\0'),
            _ => {}
        }
    }
    Cow::Owned(decoded)
}

/// What a browser's tokenizer makes of a piece of HTML.
pub(super) fn browsed(html: &str) -> Vec<Tokenized> {
    #[derive(Default)]
    struct Sink(RefCell<Vec<Tokenized>>);

    impl TokenSink for Sink {
        type Handle = ();

        fn process_token(&self, token: Tokenized, _line: u64) -> TokenSinkResult<()> {
            self.0.borrow_mut().push(token);
            TokenSinkResult::Continue
        }
    }

    let tokenizer = Tokenizer::new(Sink::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}
