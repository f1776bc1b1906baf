//! Bodies with raw HTML: sanitised as a whole, before there is a text to point into.
//!
//! Markdown's own text never passes the sanitiser. Each piece of it is stood in for by a token of
//! private-use characters; the page that they make with the author's tags is cleaned by ammonia,
//! and the tree is built from what is left, the pieces put back with their places in the source.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag as HtmlToken, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::document::{Alignment, BlockKind, Container, Document, HtmlTag, LinkKind, Markup};
use super::markdown::{
    DEEPEST, Footnotes, Origin, Spanned, alignment, code_content, language, link_kind,
    nested_too_deeply,
};
use super::tree::Tree;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::slice::Slice;
use crate::source::{FileId, Span};

/// Stand before and after a token; the author's own are taken out of raw HTML.
const BEFORE: char = '\u{e000}';
const AFTER: char = '\u{e001}';

/// Elements that authors may use, each with the attributes that it keeps. What the page itself is
/// made of (landmarks, `mark`) is not among them, nor what only scripts and styles need.
const ELEMENTS: &[(&str, &[&str])] = &[
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

/// Elements that may stand without an end tag, and so say nothing of depth.
const ENDS_BY_ITSELF: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "rp", "rt", "source", "tbody", "td", "th", "thead", "tr", "track",
    "wbr",
];

/// Attributes that every element keeps.
const EVERYWHERE: &[&str] = &["lang", "dir", "title"];

/// Whether any event is raw HTML other than a comment.
pub(super) fn occurs_in(events: &[Spanned<'_>]) -> bool {
    events.iter().any(|(event, _)| match event {
        Event::Html(html) | Event::InlineHtml(html) => !is_comment(html),
        _ => false,
    })
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.is_empty()
        || html
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"))
            .is_some_and(|inside| !inside.contains("-->"))
}

/// What a token stands for.
enum Piece {
    Text { text: String, source: Range<usize>, verbatim: bool },
    FootnoteReference { number: usize, source: Range<usize> },
}

/// Makes a tree of events some of which are raw HTML.
pub(super) fn document(
    file: FileId,
    text: &str,
    events: &[Spanned<'_>],
    footnotes: &Footnotes,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut page = Page {
        text,
        origin,
        footnotes,
        html: String::new(),
        pieces: Vec::new(),
        links: Vec::new(),
        removed: Vec::new(),
        depth: 0,
        too_deep: None,
    };
    page.walk(events, &footnotes.body);
    for (number, definition) in (1..).zip(&footnotes.definitions) {
        page.html.push_str(&format!("<div title=\"{BEFORE}{number}{AFTER}\">"));
        page.walk(events, definition);
        page.html.push_str("</div>");
    }
    if let Some(range) = page.too_deep {
        diagnostics.push(nested_too_deeply(Span::new(file, origin.source(&range))));
        return Document::default();
    }
    for (message, range) in page.removed {
        diagnostics.push(
            Diagnostic::new(Code::HtmlRemoved, Span::new(file, origin.source(&range)), message)
                .help("write it in Markdown, or leave it out"),
        );
    }
    let clean = sanitiser().clean(&page.html).to_string();
    let builder = Builder {
        pieces: &page.pieces,
        state: RefCell::new(State {
            tree: Tree::default(),
            open: Vec::new(),
            links: page.links.into_iter().map(Some).collect(),
            in_head: false,
            place: origin.source(&(0..0)),
            seen: BTreeMap::new(),
            pre: None,
        }),
    };
    let tokenizer = Tokenizer::new(builder, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(clean));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().tree.finish()
}

fn sanitiser() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, own) in ELEMENTS {
        attributes.insert(element, own.iter().copied().collect());
    }
    builder
        .tags(ELEMENTS.iter().map(|(element, _)| *element).collect())
        .clean_content_tags(["script", "style", "template", "iframe", "object", "noscript"].into())
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.iter().copied().collect())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
}

struct LinkParts {
    destination: String,
    title: String,
    kind: LinkKind,
    source: Range<usize>,
}

/// The page that goes to the sanitiser.
struct Page<'a> {
    text: &'a str,
    origin: &'a Origin,
    footnotes: &'a Footnotes,
    html: String,
    pieces: Vec<Piece>,
    links: Vec<LinkParts>,
    /// What the sanitiser will take away, with its bytes in `text`.
    removed: Vec<(String, Range<usize>)>,
    /// How many of the author's elements are open.
    depth: usize,
    /// Where they were too many.
    too_deep: Option<Range<usize>>,
}

impl Page<'_> {
    fn walk(&mut self, events: &[Spanned<'_>], runs: &[Range<usize>]) {
        let mut ends: Vec<String> = Vec::new();
        let mut alignments: Vec<Alignment> = Vec::new();
        let mut column = 0;
        let mut in_head = false;
        let mut image: Option<(usize, String, usize)> = None;
        let mut raw: Option<(String, Range<usize>)> = None;
        for (event, range) in runs.iter().flat_map(|run| &events[run.clone()]) {
            let source = self.origin.source(range);
            if let Some((link, alt, depth)) = &mut image {
                match event {
                    Event::Start(_) => *depth += 1,
                    Event::End(_) if *depth > 0 => *depth -= 1,
                    Event::End(_) => {
                        let alt = escape(alt);
                        self.html.push_str(&format!(
                            "<img src=\"{BEFORE}{link}{AFTER}\" alt=\"{alt}\">"
                        ));
                        image = None;
                    }
                    Event::Text(text) | Event::Code(text) => alt.push_str(text),
                    _ => {}
                }
                continue;
            }
            match event {
                Event::Start(tag) => {
                    let (start, end) = match tag {
                        Tag::Paragraph => ("<p>".into(), "</p>".into()),
                        Tag::Heading { level, .. } => (format!("<{level}>"), format!("</{level}>")),
                        Tag::BlockQuote(_) => ("<blockquote>".into(), "</blockquote>".into()),
                        Tag::CodeBlock(kind) => {
                            let title = language(kind).unwrap_or_default();
                            (format!("<pre title=\"{}\">", escape(&title)), "</pre>".into())
                        }
                        Tag::List(Some(first)) => {
                            (format!("<ol start=\"{first}\">"), "</ol>".into())
                        }
                        Tag::List(None) => ("<ul>".into(), "</ul>".into()),
                        Tag::Item => ("<li>".into(), "</li>".into()),
                        Tag::Table(columns) => {
                            alignments = columns.iter().map(|&column| alignment(column)).collect();
                            ("<table>".into(), "</tbody></table>".into())
                        }
                        Tag::TableHead => {
                            (column, in_head) = (0, true);
                            ("<thead><tr>".into(), "</tr></thead><tbody>".into())
                        }
                        Tag::TableRow => {
                            (column, in_head) = (0, false);
                            ("<tr>".into(), "</tr>".into())
                        }
                        Tag::TableCell => {
                            let name = if in_head { "th" } else { "td" };
                            let align = match alignments.get(column) {
                                Some(Alignment::Left) => " align=\"left\"",
                                Some(Alignment::Center) => " align=\"center\"",
                                Some(Alignment::Right) => " align=\"right\"",
                                _ => "",
                            };
                            column += 1;
                            (format!("<{name}{align}>"), format!("</{name}>"))
                        }
                        Tag::Emphasis => ("<em>".into(), "</em>".into()),
                        Tag::Strong => ("<strong>".into(), "</strong>".into()),
                        Tag::Strikethrough if self.text.slice(range.clone()).starts_with("~~") => {
                            ("<del>".into(), "</del>".into())
                        }
                        Tag::Strikethrough => {
                            let open = source.start..source.start + 1;
                            let close = source.end.saturating_sub(1)..source.end;
                            (self.piece("~", open, true), self.piece("~", close, true))
                        }
                        Tag::Link { link_type, dest_url, title, .. } => {
                            let (kind, destination) = link_kind(*link_type, dest_url);
                            let link = self.link(&destination, title, kind, source);
                            (format!("<a href=\"{BEFORE}{link}{AFTER}\">"), "</a>".into())
                        }
                        Tag::Image { dest_url, title, .. } => {
                            let link = self.link(dest_url, title, LinkKind::Image, source);
                            image = Some((link, String::new(), 0));
                            continue;
                        }
                        _ => (String::new(), String::new()),
                    };
                    self.html.push_str(&start);
                    ends.push(end);
                }
                Event::End(TagEnd::Image) => {}
                Event::End(_) => self.html.push_str(&ends.pop().unwrap_or_default()),
                Event::Text(text) => {
                    let verbatim = self.text.get(range.clone()) == Some(text.as_ref());
                    let token = self.piece(text, source, verbatim);
                    self.html.push_str(&token);
                }
                Event::Code(code) => {
                    let (inner, verbatim) = code_content(self.text.slice(range.clone()), code);
                    let inner = range.start + inner.start..range.start + inner.end;
                    let token = self.piece(code, self.origin.source(&inner), verbatim);
                    self.html.push_str(&format!("<code>{token}</code>"));
                }
                Event::SoftBreak => {
                    let token = self.piece(" ", source, false);
                    self.html.push_str(&token);
                }
                Event::HardBreak => self.html.push_str("<br>"),
                Event::Rule => self.html.push_str("<hr>"),
                Event::FootnoteReference(label) => {
                    let token = match self.footnotes.number(label) {
                        Some(number) => self.token(Piece::FootnoteReference { number, source }),
                        None => {
                            let text = self.text.slice(range.clone()).to_owned();
                            self.piece(&text, source, true)
                        }
                    };
                    self.html.push_str(&token);
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    match &mut raw {
                        // A block comes line by line, and a tag may run over lines.
                        Some((block, whole)) if whole.end == range.start => {
                            block.push_str(html);
                            whole.end = range.end;
                        }
                        _ => {
                            self.note_removed(raw.take());
                            raw = Some((html.to_string(), range.clone()));
                        }
                    }
                    self.html.extend(html.chars().filter(|&c| c != BEFORE && c != AFTER));
                }
                _ => {}
            }
        }
        self.note_removed(raw);
    }

    fn piece(&mut self, text: &str, source: Range<usize>, verbatim: bool) -> String {
        self.token(Piece::Text { text: text.to_owned(), source, verbatim })
    }

    fn token(&mut self, piece: Piece) -> String {
        self.pieces.push(piece);
        format!("{BEFORE}{}{AFTER}", self.pieces.len() - 1)
    }

    fn link(
        &mut self,
        destination: &str,
        title: &str,
        kind: LinkKind,
        source: Range<usize>,
    ) -> usize {
        self.links.push(LinkParts {
            destination: destination.to_owned(),
            title: title.to_owned(),
            kind,
            source,
        });
        self.links.len() - 1
    }

    fn note_removed(&mut self, raw: Option<(String, Range<usize>)>) {
        let Some((html, range)) = raw else { return };
        let tags = Tags::default();
        let tokenizer = Tokenizer::new(tags, Default::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        for (kind, HtmlTag { name, attributes }) in tokenizer.sink.found.into_inner() {
            if kind == TagKind::EndTag {
                self.depth = self.depth.saturating_sub(1);
                continue;
            }
            self.depth += usize::from(!ENDS_BY_ITSELF.contains(&name.as_str()));
            if self.depth > DEEPEST {
                self.too_deep.get_or_insert(range.start..range.start);
            }
            match ELEMENTS.iter().find(|(element, _)| *element == name) {
                None => {
                    self.removed.push((
                        format!("the raw HTML element `<{name}>` is not published"),
                        range.clone(),
                    ));
                }
                Some((_, own)) => {
                    for (attribute, value) in attributes {
                        let kept = own.contains(&attribute.as_str())
                            || EVERYWHERE.contains(&attribute.as_str());
                        if !kept {
                            let message = format!(
                                "the attribute `{attribute}` of the raw HTML element `<{name}>` is not published"
                            );
                            self.removed.push((message, range.clone()));
                        } else if matches!(attribute.as_str(), "href" | "src")
                            && super::links::unsafe_scheme(&value)
                        {
                            let message = format!(
                                "the link of the raw HTML element `<{name}>` is not published: it could run a program"
                            );
                            self.removed.push((message, range.clone()));
                        }
                    }
                }
            }
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Collects tags.
#[derive(Default)]
struct Tags {
    found: RefCell<Vec<(TagKind, HtmlTag)>>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            let found = HtmlTag { name: tag.name.to_string(), attributes: attributes(&tag) };
            self.found.borrow_mut().push((tag.kind, found));
        }
        TokenSinkResult::Continue
    }
}

fn attributes(tag: &HtmlToken) -> Vec<(String, String)> {
    tag.attrs
        .iter()
        .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
        .collect()
}

/// Makes a tree of the sanitiser's output, which is well formed: every element that has an end
/// tag has one, and in the right place.
struct Builder<'a> {
    pieces: &'a [Piece],
    state: RefCell<State>,
}

struct State {
    tree: Tree,
    /// Names of open elements, with the depth of the tree before each.
    open: Vec<(String, usize)>,
    links: Vec<Option<LinkParts>>,
    in_head: bool,
    /// Where in the source the last piece stood: as near as the author's own HTML is known.
    place: Range<usize>,
    seen: BTreeMap<usize, usize>,
    /// Depth of the code block that is open.
    pre: Option<usize>,
}

impl TokenSink for Builder<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) => state.characters(&text, self.pieces),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn start(&mut self, tag: &HtmlToken) {
        let name: &str = &tag.name;
        let attributes = attributes(tag);
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        let place = self.place.clone();
        match name {
            "br" => return self.tree.line_break(place),
            "hr" => return self.tree.rule(),
            "wbr" => return,
            "img" => {
                let alt = value("alt").unwrap_or_default().to_owned();
                let link = self.resolve_link(value("src").unwrap_or_default(), LinkKind::Image);
                return self.tree.image(link, alt, &place);
            }
            "p" => self.tree.open_block(BlockKind::Paragraph, place),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.slice(1..).parse().unwrap_or(2);
                self.tree.open_block(BlockKind::Heading(level), place);
            }
            "pre" => {
                let language = value("title").filter(|title| !title.is_empty()).map(str::to_owned);
                self.tree.open_block(BlockKind::Code { language }, place);
                self.pre = Some(self.tree.depth() - 1);
            }
            "blockquote" => self.tree.open_container(Container::Quote),
            "ul" => self.tree.open_container(Container::List { start: None }),
            "ol" => {
                let start = value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.tree.open_container(Container::List { start: Some(start) });
            }
            "li" => self.tree.open_container(Container::Item),
            "table" => self.tree.open_container(Container::Table),
            "thead" => {
                self.in_head = true;
                self.tree.open_nothing();
            }
            "tbody" => {
                self.in_head = false;
                self.tree.open_nothing();
            }
            "tr" if self.in_head => self.tree.open_container(Container::TableHead),
            "tr" => self.tree.open_container(Container::TableRow),
            "td" | "th" => {
                let alignment = match value("align") {
                    Some("left") => Alignment::Left,
                    Some("center") => Alignment::Center,
                    Some("right") => Alignment::Right,
                    _ => Alignment::Default,
                };
                self.tree.open_block(BlockKind::Cell { head: name == "th", alignment }, place);
            }
            "div" | "dl" | "dt" | "dd" | "details" | "summary" | "figure" | "figcaption" => {
                let footnote = value("title").and_then(token_number);
                match footnote {
                    Some(number) => self.tree.open_container(Container::Footnote { number }),
                    None => self.tree.open_container(Container::Html(HtmlTag {
                        name: name.to_owned(),
                        attributes,
                    })),
                }
            }
            // Inside a code block the page has no other markup than its own colours.
            _ if self.pre.is_some() => self.tree.open_nothing(),
            "em" => self.tree.open_markup(Markup::Emphasis, &place),
            "strong" => self.tree.open_markup(Markup::Strong, &place),
            "del" if attributes.is_empty() => self.tree.open_markup(Markup::Strikethrough, &place),
            "code" => self.tree.open_markup(Markup::Code, &place),
            "a" => match value("href").map(str::to_owned) {
                Some(href) => {
                    let link = self.resolve_link(&href, LinkKind::Link);
                    self.tree.open_markup(Markup::Link(link), &place);
                }
                None => self.tree.open_nothing(),
            },
            _ => {
                let tag = HtmlTag { name: name.to_owned(), attributes };
                self.tree.open_markup(Markup::Html(tag), &place);
            }
        }
        self.open.push((name.to_owned(), self.tree.depth() - 1));
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        let depth = self.open[at].1;
        self.open.truncate(at);
        if self.pre == Some(depth) {
            self.tree.trim_code();
            self.pre = None;
        }
        self.tree.close_to(depth);
    }

    /// The number of a link that a token stands for, or that the author wrote as HTML.
    fn resolve_link(&mut self, reference: &str, kind: LinkKind) -> usize {
        let token = token_number(reference)
            .and_then(|number| self.links.get_mut(number))
            .and_then(Option::take);
        match token {
            Some(link) => self.tree.link(&link.destination, &link.title, link.kind, link.source),
            None => self.tree.link(reference, "", kind, self.place.clone()),
        }
    }

    fn characters(&mut self, text: &str, pieces: &[Piece]) {
        let mut rest = text;
        while let Some(at) = rest.find(BEFORE) {
            self.raw_text(rest.slice(..at));
            let Some(end) = rest.slice(at..).find(AFTER).map(|end| at + end) else { return };
            let number: Option<usize> = rest.slice(at + BEFORE.len_utf8()..end).parse().ok();
            if let Some(piece) = number.and_then(|number| pieces.get(number)) {
                self.piece(piece);
            }
            rest = rest.slice(end + AFTER.len_utf8()..);
        }
        self.raw_text(rest);
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text { text, source, verbatim } => {
                self.place = source.end..source.end;
                self.tree.text(text, source.clone(), *verbatim);
            }
            Piece::FootnoteReference { number, source } => {
                self.place = source.end..source.end;
                let occurrence = self.seen.entry(*number).or_insert(0);
                *occurrence += 1;
                self.tree.footnote_reference(*number, *occurrence, source);
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        let place = self.place.clone();
        self.tree.text(text, place, false);
    }
}

fn token_number(text: &str) -> Option<usize> {
    text.strip_prefix(BEFORE)?.strip_suffix(AFTER)?.parse().ok()
}
