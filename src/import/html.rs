//! HTML → [`Body`]: the text of a page and the markup that Markdown has for it.
//!
//! Only what is named here has a meaning. Scripts, styles, handlers and forms have none, and what
//! is text is escaped when it is written, so that no tag gets through. The tokens are read in one
//! pass: no tree is built, and however deep a page nests, little is kept.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use url::Url;

use super::body::{Block, BlockKind, Body, Container, Destination, Inline, Node, Style, keepable};

/// How many containers stand in each other at most; deeper ones leave their text.
const DEEPEST: usize = 20;

/// How many columns a table has at most; one with more is read as paragraphs.
const MOST_COLUMNS: usize = 50;

/// Over how many rows one cell goes at most.
const MOST_ROWS_SPANNED: usize = 1_000;

/// What an HTML text gives.
#[derive(Debug, Default)]
pub struct Converted {
    /// Its text.
    pub body: Body,
    /// The alternative texts of its pictures, which are left out.
    pub pictures: Vec<String>,
}

/// Where a link of the text leads; nothing where it may lead nowhere.
pub type Follow<'a> = &'a dyn Fn(&str) -> Option<Destination>;

/// Converts HTML.
#[must_use]
pub fn convert(html: &str, follow: Follow<'_>) -> Converted {
    let sink = Sink { follow, state: RefCell::new(State::default()) };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.state.into_inner();
    state.end_all();
    Converted { body: Body { nodes: state.nodes }, pictures: state.pictures }
}

/// A link that may be published: absolute, and of the web or a mail address.
#[must_use]
pub fn safe_url(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.starts_with('#') {
        return None;
    }
    let url = match (Url::parse(href), base) {
        (Ok(url), _) => url,
        (Err(url::ParseError::RelativeUrlWithoutBase), Some(base)) => base.join(href).ok()?,
        (Err(_), _) => return None,
    };
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.to_string())
}

/// Elements whose text is none of the page's.
pub(super) fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

const SKIPPED: &[&str] = &[
    "script",
    "style",
    "iframe",
    "noembed",
    "noframes",
    "xmp",
    "textarea",
    "title",
    "svg",
    "annotation",
    "annotation-xml",
    "template",
    "noscript",
    "object",
    "button",
    "select",
    "canvas",
    "audio",
    "video",
    "rp",
];

/// Elements that begin and end a line of their own, but for those that are read by themselves.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "main",
    "nav",
    "option",
    "p",
    "search",
    "section",
    "summary",
];

/// What an open element means.
#[derive(Clone, PartialEq, Eq)]
enum Meaning {
    /// A container of the body.
    Container(Container),
    /// All its text is of one block.
    Block(BlockKind),
    Table,
    Row,
    /// Over so many columns and rows.
    Cell(usize, usize),
    Strong,
    Emphasis,
    Strikethrough,
    Code,
    Link(Option<Destination>),
    Quotation,
    Skipped,
    Nothing,
}

struct Element {
    name: String,
    meaning: Meaning,
}

/// A table in the making.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Vec<Inline>>>,
    /// The text of the open cell.
    cell: Vec<Inline>,
    in_cell: bool,
    /// How many columns and rows it goes over.
    spans: (usize, usize),
    /// By column, in how many rows more a cell from above stands.
    taken: Vec<usize>,
}

#[derive(Default)]
struct State {
    nodes: Vec<Node>,
    pictures: Vec<String>,
    open: Vec<Element>,
    /// How often an element of a name is open, so that a stray end tag costs nothing.
    names: BTreeMap<String, usize>,
    containers: usize,
    skipped: usize,
    strong: usize,
    emphasis: usize,
    strikethrough: usize,
    code: usize,
    links: Vec<Option<Destination>>,
    kinds: Vec<BlockKind>,
    table: Option<Table>,
    /// The block in the making.
    inlines: Vec<Inline>,
}

struct Sink<'a> {
    follow: Follow<'a>,
    state: RefCell<State>,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                state.start(&tag, self.follow);
                if let Some(kind) = raw_kind(&tag.name).filter(|_| !tag.self_closing) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => state.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
}

impl State {
    fn start(&mut self, tag: &Tag, follow: Follow<'_>) {
        let name: &str = &tag.name;
        if self.skipped > 0 {
            if SKIPPED.contains(&name) && !tag.self_closing {
                self.push(name, Meaning::Skipped);
            }
            return;
        }
        let meaning = match name {
            _ if SKIPPED.contains(&name) => {
                if tag.self_closing {
                    return;
                }
                Meaning::Skipped
            }
            "br" => return self.line_break(),
            "hr" => {
                self.flush();
                if self.table.is_none() {
                    self.nodes.push(Node::Rule);
                }
                return;
            }
            "img" => {
                self.pictures.extend(attribute(tag, "alt").map(super::body::one_line));
                return;
            }
            "blockquote" => Meaning::Container(Container::Quote),
            "ul" | "menu" => Meaning::Container(Container::List { start: None }),
            "ol" => {
                let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok());
                Meaning::Container(Container::List { start: Some(start.unwrap_or(1)) })
            }
            "li" => {
                self.end_item();
                Meaning::Container(Container::Item)
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                Meaning::Block(BlockKind::Heading(level))
            }
            "pre" | "listing" => Meaning::Block(BlockKind::Code),
            "table" => Meaning::Table,
            "tr" => Meaning::Row,
            "td" | "th" => {
                let number = |name: &str, all: usize| {
                    let number = attribute(tag, name).and_then(|number| number.trim().parse().ok());
                    number
                        .map_or(1, |number: usize| if number == 0 { all } else { number.min(all) })
                };
                Meaning::Cell(number("colspan", MOST_COLUMNS), number("rowspan", MOST_ROWS_SPANNED))
            }
            "strong" | "b" => Meaning::Strong,
            "em" | "i" | "cite" | "dfn" | "var" => Meaning::Emphasis,
            "del" | "s" | "strike" => Meaning::Strikethrough,
            "code" | "kbd" | "samp" | "tt" => Meaning::Code,
            "a" => Meaning::Link(attribute(tag, "href").and_then(follow)),
            "q" => Meaning::Quotation,
            _ if BLOCKS.contains(&name) => return self.flush(),
            _ => return,
        };
        self.push(name, meaning);
    }

    fn end(&mut self, name: &str) {
        if name == "caption" && self.skipped == 0 {
            self.end_caption();
        }
        if BLOCKS.contains(&name) {
            if self.skipped == 0 {
                self.flush();
            }
            return;
        }
        if self.names.get(name).copied().unwrap_or(0) == 0 {
            return;
        }
        // Markup that is open inside goes on: its own end tag is still to come.
        let mut still_open = Vec::new();
        while let Some(element) = self.pop() {
            if element.name == name {
                break;
            }
            if matches!(
                element.meaning,
                Meaning::Strong | Meaning::Emphasis | Meaning::Strikethrough
            ) && still_open.len() < DEEPEST
            {
                still_open.push(element);
            }
        }
        for element in still_open.into_iter().rev() {
            self.push(&element.name, element.meaning);
        }
    }

    fn push(&mut self, name: &str, meaning: Meaning) {
        let meaning = self.begin(meaning);
        *self.names.entry(name.to_owned()).or_default() += 1;
        self.open.push(Element { name: name.to_owned(), meaning });
    }

    fn begin(&mut self, meaning: Meaning) -> Meaning {
        match &meaning {
            Meaning::Container(container) => {
                self.flush();
                let fits = match container {
                    Container::Item => self.in_list(),
                    _ => self.containers < DEEPEST,
                };
                if self.table.is_some() || !self.kinds.is_empty() || !fits {
                    return Meaning::Nothing;
                }
                self.containers += 1;
                self.nodes.push(Node::Open(*container));
            }
            Meaning::Block(kind) => {
                self.flush();
                if self.table.is_some() {
                    return Meaning::Nothing;
                }
                self.kinds.push(*kind);
            }
            Meaning::Table => {
                self.flush();
                if self.table.is_some() || !self.kinds.is_empty() {
                    return Meaning::Nothing;
                }
                self.table = Some(Table::default());
            }
            Meaning::Row => match &mut self.table {
                Some(table) => {
                    table.end_cell();
                    table.end_row();
                    table.rows.push(Vec::new());
                }
                None => self.flush(),
            },
            Meaning::Cell(columns, rows) => match &mut self.table {
                Some(table) => {
                    table.end_cell();
                    table.in_cell = true;
                    table.spans = (*columns, *rows);
                }
                None => self.flush(),
            },
            Meaning::Strong => self.strong += 1,
            Meaning::Emphasis => self.emphasis += 1,
            Meaning::Strikethrough => self.strikethrough += 1,
            Meaning::Code => self.code += 1,
            Meaning::Link(to) => self.links.push(to.clone()),
            Meaning::Quotation => self.add("“"),
            Meaning::Skipped => self.skipped += 1,
            Meaning::Nothing => {}
        }
        meaning
    }

    fn pop(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        if let Some(count) = self.names.get_mut(&element.name) {
            *count -= 1;
        }
        match &element.meaning {
            Meaning::Container(_) => {
                self.flush();
                self.containers -= 1;
                self.nodes.push(Node::Close);
            }
            Meaning::Block(_) => {
                self.flush();
                self.kinds.pop();
            }
            Meaning::Table => {
                self.flush();
                if let Some(table) = self.table.take() {
                    self.end_table(table);
                }
            }
            Meaning::Row | Meaning::Cell(..) => match &mut self.table {
                Some(table) => table.end_cell(),
                None => self.flush(),
            },
            Meaning::Strong => self.strong -= 1,
            Meaning::Emphasis => self.emphasis -= 1,
            Meaning::Strikethrough => self.strikethrough -= 1,
            Meaning::Code => self.code -= 1,
            Meaning::Link(_) => {
                self.links.pop();
            }
            Meaning::Quotation => self.add("”"),
            Meaning::Skipped => self.skipped -= 1,
            Meaning::Nothing => {}
        }
        Some(element)
    }

    fn end_all(&mut self) {
        while self.pop().is_some() {}
        self.flush();
    }

    /// Whether the innermost container is a list.
    fn in_list(&self) -> bool {
        let innermost = self.open.iter().rev().find_map(|element| match element.meaning {
            Meaning::Container(container) => Some(container),
            _ => None,
        });
        matches!(innermost, Some(Container::List { .. }))
    }

    /// Ends the item that another one follows: its end tag may be left out.
    fn end_item(&mut self) {
        let innermost = self
            .open
            .iter()
            .rposition(|element| matches!(element.meaning, Meaning::Container(_) | Meaning::Table));
        let Some(at) = innermost else { return };
        if self.open[at].meaning == Meaning::Container(Container::Item) {
            while self.open.len() > at {
                self.pop();
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.kinds.last() == Some(&BlockKind::Code) && self.table.is_none() {
            let kept: String = text.chars().filter_map(keepable).collect();
            self.append(kept, Style::default());
            return;
        }
        let mut kept = String::with_capacity(text.len());
        let mut space = self.ends_in_space();
        for c in text.chars().filter_map(keepable) {
            let is_space = matches!(c, ' ' | '\n');
            if !is_space {
                kept.push(c);
            } else if !space {
                kept.push(' ');
            }
            space = is_space;
        }
        if !kept.is_empty() {
            let style = self.style();
            self.append(kept, style);
        }
    }

    /// Adds text that the page prints without having it.
    fn add(&mut self, text: &str) {
        if self.skipped == 0 {
            let style = self.style();
            self.append(text.to_owned(), style);
        }
    }

    fn style(&self) -> Style {
        Style {
            link: self.links.last().cloned().flatten(),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            strikethrough: self.strikethrough > 0,
            code: self.code > 0,
        }
    }

    fn target(&mut self) -> &mut Vec<Inline> {
        match &mut self.table {
            Some(table) => &mut table.cell,
            None => &mut self.inlines,
        }
    }

    fn ends_in_space(&self) -> bool {
        let inlines = match &self.table {
            Some(table) => &table.cell,
            None => &self.inlines,
        };
        match inlines.last() {
            None | Some(Inline::Break) => true,
            Some(Inline::Text(text, _)) => text.ends_with(' '),
        }
    }

    fn append(&mut self, text: String, style: Style) {
        match self.target().last_mut() {
            Some(Inline::Text(last, same)) if *same == style => last.push_str(&text),
            _ => self.target().push(Inline::Text(text, style)),
        }
    }

    fn line_break(&mut self) {
        if self.skipped > 0 {
            return;
        }
        match (&self.table, self.kinds.last()) {
            (Some(_), _) => self.append(" ".into(), Style::default()),
            (None, Some(BlockKind::Code)) => self.append("\n".into(), Style::default()),
            // Two of them part paragraphs.
            (None, None) if self.inlines.last() == Some(&Inline::Break) => self.flush(),
            _ if self.inlines.is_empty() => {}
            _ => self.inlines.push(Inline::Break),
        }
    }

    /// Ends the block in the making. In a cell, its text goes on after a space.
    fn flush(&mut self) {
        if self.table.is_some() {
            if !self.ends_in_space() {
                self.append(" ".into(), Style::default());
            }
            return;
        }
        let mut inlines = std::mem::take(&mut self.inlines);
        let blank = |inline: &Inline| match inline {
            Inline::Text(text, _) => text.trim().is_empty(),
            Inline::Break => true,
        };
        while inlines.last().is_some_and(blank) {
            inlines.pop();
        }
        if inlines.iter().all(blank) {
            return;
        }
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        self.nodes.push(Node::Block(Block { kind, inlines }));
    }

    /// What heads a table stands before it: in it, it would be its first row.
    fn end_caption(&mut self) {
        let Some(table) = self.table.as_mut().filter(|table| table.rows.is_empty()) else { return };
        let inlines = std::mem::take(&mut table.cell);
        if !super::body::text_of(&inlines).trim().is_empty() {
            self.nodes.push(Node::Block(Block { kind: BlockKind::Paragraph, inlines }));
        }
    }

    fn end_table(&mut self, mut table: Table) {
        table.end_cell();
        for row in &mut table.rows {
            let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
            row.truncate(filled.max(1).min(row.len()));
        }
        table.rows.retain(|row| !row.is_empty());
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        // A table of one column or one row lays out a page.
        if table.rows.len() > 1 && (2..=MOST_COLUMNS).contains(&columns) {
            self.nodes.push(Node::Table(table.rows));
            return;
        }
        for inlines in table.rows.into_iter().flatten() {
            self.nodes.push(Node::Block(Block { kind: BlockKind::Paragraph, inlines }));
        }
    }
}

impl Table {
    fn end_cell(&mut self) {
        if self.cell.is_empty() && !std::mem::take(&mut self.in_cell) {
            return;
        }
        self.in_cell = false;
        let cell = std::mem::take(&mut self.cell);
        let (columns, rows) = std::mem::replace(&mut self.spans, (1, 1));
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else { return };
        // What stands in a column already comes from above: values stay under their heads.
        while let Some(left) = self.taken.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(Vec::new());
        }
        let (first, columns) = (row.len(), columns.clamp(1, MOST_COLUMNS));
        row.push(cell);
        row.resize(first + columns, Vec::new());
        self.taken.resize(self.taken.len().max(row.len()), 0);
        self.taken
            .iter_mut()
            .skip(first)
            .take(columns)
            .for_each(|left| *left = rows.saturating_sub(1));
    }

    /// Counts a row for the cells from above that stand after its last one.
    fn end_row(&mut self) {
        let Some(row) = self.rows.last().filter(|row| !row.is_empty()) else { return };
        let rest = self.taken.iter_mut().skip(row.len());
        rest.for_each(|left| *left = left.saturating_sub(1));
    }
}
