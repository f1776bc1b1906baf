//! Raw HTML: what of it is published, and the elements that stay, as parts of a tree.
//!
//! A tag that is not published is taken out before Markdown is read ([`cut`]). The others are taken
//! one by one, as they come between Markdown's own: the tree holds what may stand in what, so that
//! no tag changes what becomes of the text after it but for the element it begins or ends.

mod cut;
mod elements;
mod html_piece;

use std::borrow::Cow;
use std::ops::Range;

use super::document::{Alignment, BlockKind, Container, HtmlTag, LinkKind, Markup};
use super::events::DEEPEST;
use super::tree::{By, Tree};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use cut::Chunk;
pub(super) use cut::{ENDLESS, without_unpublished};
pub(super) use elements::decoded;
use elements::{Element, attributes, element, is_refused_address, keeps};
use html_piece::{CDATA, tokens};
pub(super) use html_piece::{HtmlPiece, tokens as pieces};

/// Raw HTML that is being put into a tree.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// The block of it that is being read.
    block: Option<Chunk>,
    /// Where too many elements stand in each other.
    too_deep: Option<usize>,
}

impl RawHtml {
    /// A block begins.
    pub(super) fn begin_block(&mut self) {
        self.block = Some(Chunk::default());
    }

    /// A line of the block, with its place in the source.
    pub(super) fn line(&mut self, html: &str, place: usize) {
        if let Some(block) = &mut self.block {
            block.push(html, place);
        }
    }

    /// The block ends, and is put into the tree.
    pub(super) fn end_block(&mut self, tree: &mut Tree) {
        let Some(block) = self.block.take() else { return };
        self.put(tree, &block);
        tree.end_implied();
    }

    /// Puts a tag that stands in a line of text into the tree.
    pub(super) fn inline(&mut self, tree: &mut Tree, html: &str, source: Place<InSource>) {
        let mut chunk = Chunk::default();
        chunk.push(html, source.start());
        self.put(tree, &chunk);
    }

    /// The place where too many elements stand in each other.
    pub(super) fn too_deep(&self) -> Option<Range<usize>> {
        self.too_deep.map(|place| place..place)
    }

    fn put(&mut self, tree: &mut Tree, chunk: &Chunk) {
        let html = chunk.text.as_str();
        for (token, range) in tokens(html) {
            match token {
                HtmlPiece::Text => text(tree, chunk, range),
                HtmlPiece::Cdata => {
                    text(tree, chunk, range.start + CDATA.0.len()..range.end - CDATA.1.len());
                }
                HtmlPiece::Open(name) => {
                    let Some(element) = element(name) else { continue };
                    let place = chunk.place(&range);
                    if tree.elements() < DEEPEST {
                        open(tree, element, html.slice(range), Place::new(place.clone()));
                    } else {
                        self.too_deep.get_or_insert(place.start);
                    }
                }
                HtmlPiece::Close(name) => {
                    if let Some((name, _)) = element(name) {
                        tree.end_element(name);
                    }
                }
                HtmlPiece::Comment | HtmlPiece::Doctype => {}
            }
        }
    }
}

/// Puts text into the tree, line by line: but for code, a line feed and the indent after it are one
/// space.
fn text(tree: &mut Tree, chunk: &Chunk, range: Range<usize>) {
    let mut at = range.start;
    for line in chunk.text.slice(range.clone()).split_inclusive('\n') {
        let end = at + line.len();
        if tree.is_in_code_block() {
            // A browser drops the line feed after `<pre>`.
            if !(tree.begins_block() && line.trim_matches(['\r', '\n']).is_empty()) {
                stretch(tree, chunk, line, at..end);
            }
        } else {
            let words = line.trim_end_matches(['\r', '\n']);
            let begins = at > range.start || tree.begins_block();
            let continued = if begins { words.trim_start() } else { words };
            let start = at + (words.len() - continued.len());
            stretch(tree, chunk, continued, start..start + continued.len());
            if words.len() < line.len() && !tree.begins_block() {
                tree.text(" ", Place::new(chunk.place(&(at + words.len()..end))), false);
            }
        }
        at = end;
    }
}

fn stretch(tree: &mut Tree, chunk: &Chunk, text: &str, range: Range<usize>) {
    match decoded(text) {
        Cow::Borrowed(text) => {
            let mut at = 0;
            for place in chunk.places(&range) {
                let end = at + place.len();
                tree.text(text.slice(at..end), Place::new(place), true);
                at = end;
            }
        }
        Cow::Owned(text) => tree.text(&text, Place::new(chunk.place(&range)), false),
    }
}

/// Begins an element.
fn open(tree: &mut Tree, element: Element, tag: &str, place: Place<InSource>) {
    let (name, _) = element;
    let by = By::Element(name);
    let attributes: Vec<(String, String)> = attributes(tag)
        .into_iter()
        .filter(|(attribute, value)| {
            keeps(element, attribute) && !is_refused_address(attribute, value)
        })
        .collect();
    let value = |wanted: &str| {
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let title = value("title").unwrap_or_default();
    end_what_it_ends(tree, name);
    match name {
        "br" if tree.is_in_code_block() => tree.text("\n", place, false),
        "br" => tree.line_break(place),
        "hr" => tree.rule(by),
        "wbr" => {}
        "img" => {
            if let Some(src) = value("src") {
                let alt = value("alt").unwrap_or_default().to_owned();
                let link = tree.link(src, title, LinkKind::Image, place);
                tree.image(link, alt, place);
            }
        }
        "p" => tree.open_block(BlockKind::Paragraph, place, by),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.slice(1..).parse().unwrap_or(2);
            tree.open_block(BlockKind::Heading(level), place, by);
        }
        "pre" => tree.open_block(BlockKind::Code { language: None }, place, by),
        "blockquote" => tree.open_container(Container::Quote, by),
        "ul" => tree.open_container(Container::List { start: None }, by),
        "ol" => {
            let start = value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
            tree.open_container(Container::List { start: Some(start) }, by);
        }
        "li" => tree.open_container(Container::Item, by),
        "table" => tree.open_container(Container::Table, by),
        "thead" | "tbody" => tree.open_nothing(by),
        // A table has one head, above its rows.
        "tr" if tree.is_in_table_head() && tree.is_empty_container() => {
            tree.open_container(Container::TableHead, by);
        }
        "tr" => tree.open_container(Container::TableRow, by),
        "td" | "th" => {
            let alignment = match value("align") {
                Some("left") => Alignment::Left,
                Some("center") => Alignment::Center,
                Some("right") => Alignment::Right,
                _ => Alignment::Default,
            };
            let kind = BlockKind::Cell { head: name == "th", alignment };
            tree.open_block(kind, place, by);
        }
        "div" | "dl" | "dt" | "dd" | "details" | "summary" | "figure" | "figcaption" => {
            let tag = HtmlTag { name: name.to_owned(), attributes };
            tree.open_container(Container::Html(tag), by);
        }
        // Inside a code block the page has no other markup than its own colours.
        _ if tree.is_in_code_block() => tree.open_nothing(by),
        "em" => tree.open_markup(Markup::Emphasis, place, by),
        "strong" => tree.open_markup(Markup::Strong, place, by),
        "del" if attributes.is_empty() => tree.open_markup(Markup::Strikethrough, place, by),
        "code" => tree.open_markup(Markup::Code, place, by),
        "a" => match value("href") {
            Some(href) if !tree.is_in_link() => {
                let link = tree.link(href, title, LinkKind::Link, place);
                tree.open_markup(Markup::Link(link), place, by);
            }
            _ => tree.open_nothing(by),
        },
        _ => {
            let tag = HtmlTag { name: name.to_owned(), attributes };
            tree.open_markup(Markup::Html(tag), place, by);
        }
    }
}

/// Ends the elements that need no end tag before another of their kind.
fn end_what_it_ends(tree: &mut Tree, name: &str) {
    let cell = |tree: &mut Tree| tree.end_nearest(&["td", "th"], &["table"]);
    let row = |tree: &mut Tree| tree.end_nearest(&["tr"], &["table"]);
    match name {
        "a" => tree.end_element("a"),
        "li" => tree.end_nearest(&["li"], &["ul", "ol"]),
        "dt" | "dd" => tree.end_nearest(&["dt", "dd"], &["dl"]),
        "rt" | "rp" => tree.end_nearest(&["rt", "rp"], &["ruby"]),
        "td" | "th" => cell(tree),
        "tr" => {
            cell(tree);
            row(tree);
        }
        "thead" | "tbody" => {
            cell(tree);
            row(tree);
            tree.end_nearest(&["thead", "tbody"], &["table"]);
        }
        _ => {}
    }
}
