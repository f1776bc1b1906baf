//! One scan over a tree that writes its HTML.

use std::collections::{BTreeMap, BTreeSet};

use super::escape::{attribute, push};
use super::marks::Marks;
use super::page::HtmlPage;
use super::{Options, Segment};
use crate::i18n::fill;
use crate::model::{Mention, Prose, RecordId};
use crate::parse::document::{Alignment, Block, BlockKind, Container, Document, HtmlTag, Node};

/// Characters in a line of the reading column.
const LINE: usize = 64;

/// Bytes of the markup around a block, about.
const BLOCK: usize = 128;

/// What is cut into the text of an article.
#[derive(Debug, Default)]
pub(crate) struct Layers<'a> {
    pub(crate) marks: Marks,
    pub(crate) mentions: &'a [Mention],
}

/// A container that is open, with what ends it.
enum Open {
    Element(String),
    Table { has_body: bool },
    TableHead,
    TableRow,
    Footnote { number: usize, outside: String, beginning: Vec<usize> },
}

/// Inline markup that is open.
pub(super) struct OpenMarkup {
    pub(super) end: String,
    pub(super) is_anchor: bool,
    /// Whether its text is replaced by the name of what it leads to.
    pub(super) is_named: bool,
}

pub(crate) struct Writer<'a> {
    pub(super) page: &'a HtmlPage<'a>,
    pub(super) prose: &'a Prose,
    pub(super) options: &'a Options<'a>,
    pub(super) layers: Layers<'a>,

    pub(super) out: String,
    segments: Vec<Segment>,
    /// Lines of the segment being written.
    lines: usize,
    /// Notes that begin in the segment being written.
    pub(super) beginning: Vec<usize>,
    pub(super) begun: Vec<bool>,
    open: Vec<Open>,
    /// Levels, as written, of the headings that the next one may stand under.
    headings: Vec<u8>,
    footnotes: BTreeMap<usize, (String, Vec<usize>)>,
    pub(super) footnote_references: BTreeMap<usize, usize>,

    pub(super) markup: Vec<OpenMarkup>,
    pub(super) anchors: usize,
    /// References that wait for the end of a link, since links cannot stand in links.
    pub(super) waiting: String,
    pub(super) mention: Option<usize>,
    pub(super) next_stretch: usize,
    pub(super) next_start: usize,
    pub(super) next_end: usize,
    pub(super) next_mention: usize,
    pub(super) mentioned: BTreeSet<RecordId>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        page: &'a HtmlPage<'a>,
        prose: &'a Prose,
        options: &'a Options<'a>,
        layers: Layers<'a>,
    ) -> Self {
        let begun = vec![false; layers.marks.notes.len()];
        Self {
            page,
            prose,
            options,
            layers,
            out: String::new(),
            segments: Vec::new(),
            lines: 0,
            beginning: Vec::new(),
            begun,
            open: Vec::new(),
            headings: Vec::new(),
            footnotes: BTreeMap::new(),
            footnote_references: BTreeMap::new(),
            markup: Vec::new(),
            anchors: 0,
            waiting: String::new(),
            mention: None,
            next_stretch: 0,
            next_start: 0,
            next_end: 0,
            next_mention: 0,
            mentioned: BTreeSet::new(),
        }
    }

    pub(super) fn document(&self) -> &'a Document {
        &self.prose.document
    }

    pub(crate) fn write(mut self) -> Vec<Segment> {
        for (index, node) in self.document().nodes.iter().enumerate() {
            match node {
                Node::Open(container) => self.open(container, index),
                Node::Close => self.close(),
                Node::Block(block) => {
                    if let Some(block) = self.document().blocks.get(*block) {
                        self.block(block);
                    }
                }
                Node::Rule => self.out.push_str("<hr>"),
                Node::LeftOut(words) => self.left_out(*words),
            }
            if self.open.is_empty() && !self.out.is_empty() {
                self.end_segment();
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        self.end_segment();
        self.write_footnotes();
        // A note whose passage no block shows must not be lost.
        let lost = (0..self.begun.len()).filter(|note| !self.begun[*note]).collect();
        self.beginning = lost;
        if !self.beginning.is_empty() {
            self.end_segment();
        }
        self.segments
    }

    /// That words are left out between what is shown: in a table in the place of a cell. A copy of
    /// the text has the sign and not the number, which the style sheet keeps out.
    fn left_out(&mut self, words: usize) {
        let in_row = matches!(self.open.last(), Some(Open::TableHead | Open::TableRow));
        let element = if in_row { "td" } else { "p" };
        self.lines += 1;
        self.out.push('<');
        self.out.push_str(element);
        self.out.push_str(" class=\"left-out\"");
        attribute(&mut self.out, "lang", &[&self.page.briefing.settings.language]);
        self.out.push('>');
        if words > 0 {
            self.out.push_str("[…] <span class=\"count\">");
            let labels = self.page.words;
            let count = self.count(&labels.left_out_one, &labels.left_out_many, words);
            push(&mut self.out, &count);
            self.out.push_str("</span>");
        }
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
    }

    pub(super) fn count(&self, one: &str, many: &str, count: usize) -> String {
        match count {
            1 => one.to_owned(),
            _ => fill(many, &[("n", &self.page.words.number(count))]),
        }
    }

    fn end_segment(&mut self) {
        if self.out.is_empty() && self.beginning.is_empty() {
            return;
        }
        let html = std::mem::take(&mut self.out);
        // Beside one paragraph notes stand in the order of their references.
        self.beginning.sort_unstable();
        let notes = std::mem::take(&mut self.beginning)
            .into_iter()
            .map(|note| (note + 1, self.layers.marks.notes[note]))
            .collect();
        let lines = std::mem::take(&mut self.lines);
        self.segments.push(Segment { html, notes, lines });
    }

    fn open(&mut self, container: &'a Container, index: usize) {
        let open = match container {
            Container::Quote => {
                self.out.push_str("<blockquote>");
                Open::Element("</blockquote>".into())
            }
            Container::List { start: None } => {
                self.out.push_str("<ul>");
                Open::Element("</ul>".into())
            }
            Container::List { start: Some(start) } => {
                self.out.push_str("<ol");
                if *start != 1 {
                    attribute(&mut self.out, "start", &[&start.to_string()]);
                }
                self.out.push('>');
                Open::Element("</ol>".into())
            }
            Container::Item => {
                self.out.push_str("<li>");
                Open::Element("</li>".into())
            }
            Container::Table => {
                // It scrolls by itself where the page is narrow, so it needs the focus and a name.
                self.out.push_str("<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
                let name = self.table_name(index);
                attribute(&mut self.out, "aria-label", &[&name]);
                self.out.push_str("><table>");
                Open::Table { has_body: false }
            }
            Container::TableHead => {
                self.out.push_str("<thead><tr>");
                Open::TableHead
            }
            Container::TableRow => {
                if let Some(Open::Table { has_body }) = self.open.last_mut()
                    && !std::mem::replace(has_body, true)
                {
                    self.out.push_str("<tbody>");
                }
                self.out.push_str("<tr>");
                Open::TableRow
            }
            Container::Footnote { number } => {
                let outside = std::mem::take(&mut self.out);
                let beginning = std::mem::take(&mut self.beginning);
                Open::Footnote { number: *number, outside, beginning }
            }
            Container::Html(tag) => Open::Element(self.html_tag(tag)),
        };
        self.open.push(open);
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Element(end)) => self.out.push_str(&end),
            Some(Open::Table { has_body }) => {
                self.out.push_str(if has_body {
                    "</tbody></table></div>"
                } else {
                    "</table></div>"
                });
            }
            Some(Open::TableHead) => self.out.push_str("</tr></thead>"),
            Some(Open::TableRow) => self.out.push_str("</tr>"),
            Some(Open::Footnote { number, outside, beginning }) => {
                let html = std::mem::replace(&mut self.out, outside);
                let notes = std::mem::replace(&mut self.beginning, beginning);
                let footnote = self.footnotes.entry(number).or_default();
                footnote.0.push_str(&html);
                footnote.1.extend(notes);
            }
            None => {}
        }
    }

    /// A table's name, from the heads of its columns.
    fn table_name(&self, table: usize) -> String {
        let mut columns = String::new();
        let nodes = &self.document().nodes;
        let has_head = nodes.get(table + 1) == Some(&Node::Open(Container::TableHead));
        for node in nodes.iter().skip(table + 2).filter(|_| has_head) {
            if let Node::LeftOut(_) = node {
                continue;
            }
            let Node::Block(block) = node else { break };
            let Some(block) = self.document().blocks.get(*block) else { break };
            let text = self.document().slice(block.text).trim();
            if !text.is_empty() && columns.len() < 80 {
                columns.push_str(if columns.is_empty() { "" } else { ", " });
                columns.push_str(text);
            }
        }
        if columns.is_empty() {
            return self.page.words.table_plain.clone();
        }
        fill(&self.page.words.table, &[("columns", &columns)])
    }

    /// Writes the start of an element of raw HTML; what ends it.
    pub(super) fn html_tag(&mut self, tag: &HtmlTag) -> String {
        const VOID: &[&str] = &["area", "br", "col", "hr", "img", "wbr"];
        let level = match tag.name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
            _ => None,
        };
        let name = match level {
            Some(level) => self.heading_level(level).map_or("p", heading),
            None => &tag.name,
        };
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in &tag.attributes {
            // Ids are the program's, and the page's policy allows no inline style.
            if !matches!(name.as_str(), "id" | "name" | "style") {
                attribute(&mut self.out, name, &[value]);
            }
        }
        self.out.push('>');
        if VOID.contains(&name) { String::new() } else { format!("</{name}>") }
    }

    fn block(&mut self, block: &'a Block) {
        let text = self.document().slice(block.text);
        // Its marks and links take as much room again.
        self.out.reserve(text.len() * 2 + BLOCK);
        self.lines += text.split('\n').map(|line| 1 + line.chars().count() / LINE).sum::<usize>();
        let end = match &block.kind {
            BlockKind::Paragraph => {
                let hangs = text.starts_with(['“', '"', '„', '«']);
                self.start("p", block, if hangs { "hangs" } else { "" })
            }
            BlockKind::Heading(level) => match self.heading_level(*level) {
                Some(level) => self.start(heading(level), block, ""),
                None => self.start("p", block, "heading"),
            },
            BlockKind::TightItem | BlockKind::Html => self.start("span", block, ""),
            BlockKind::Cell { head, alignment } => {
                let class = match alignment {
                    Alignment::Default => "",
                    Alignment::Left => "left",
                    Alignment::Center => "center",
                    Alignment::Right => "right",
                };
                // An empty head names no column.
                if *head && !block.text.is_empty() {
                    self.start("th scope=\"col\"", block, class)
                } else {
                    self.start("td", block, class)
                }
            }
            BlockKind::Code { .. } => {
                // The element between also keeps a first line feed, which a browser would drop.
                let end = self.start("pre", block, "");
                self.out.push_str("<code>");
                format!("</code>{end}")
            }
        };
        self.inlines(block);
        self.out.push_str(&end);
    }

    /// Writes the start of a block's element; what ends it.
    fn start(&mut self, element: &str, block: &Block, class: &str) -> String {
        self.out.push('<');
        self.out.push_str(element);
        if self.options.block_ids && !block.id.is_empty() {
            attribute(&mut self.out, "id", &[self.options.prefix, &block.id]);
        }
        if !class.is_empty() {
            attribute(&mut self.out, "class", &[class]);
        }
        self.out.push('>');
        self.permalink(block);
        let name = element.split_once(' ').map_or(element, |(name, _)| name);
        format!("</{name}>")
    }

    /// A link from a block to itself, for those who point at it: read out, or met by each press of
    /// a key, it would be in the way of the text.
    fn permalink(&mut self, block: &Block) {
        let is_cell = matches!(block.kind, BlockKind::Cell { .. } | BlockKind::Html);
        if self.options.permalinks && !block.id.is_empty() && !is_cell {
            self.out.push_str("<a class=\"permalink\"");
            attribute(&mut self.out, "href", &["#", &block.id]);
            self.out.push_str(" tabindex=\"-1\" aria-hidden=\"true\"></a>");
        }
    }

    /// The level to write for a heading of a level in the source, so that none is skipped.
    fn heading_level(&mut self, level: u8) -> Option<u8> {
        let base = self.options.headings?;
        // Footnotes stand at the end, under whatever heading is last.
        if self.open.iter().any(|open| matches!(open, Open::Footnote { .. })) {
            return None;
        }
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        let depth = u8::try_from(self.headings.len()).unwrap_or(6);
        self.headings.push(level);
        Some(base.saturating_add(depth).min(6))
    }

    fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.is_empty() {
            return;
        }
        let words = self.page.words;
        self.out.push_str("<div class=\"footnotes\"><ol>");
        for (number, (html, notes)) in footnotes {
            let prefix = self.options.prefix;
            self.out.push_str("<li");
            let n = number.to_string();
            attribute(&mut self.out, "id", &[prefix, "_fn_", &n]);
            attribute(&mut self.out, "value", &[&n]);
            self.out.push('>');
            self.out.push_str(&html);
            let references = self.footnote_references.get(&number).copied().unwrap_or(0);
            for occurrence in 1..=references {
                self.out.push_str("<a class=\"footnote-back\" role=\"doc-backlink\"");
                let back = format!("_fnref_{n}_{occurrence}");
                attribute(&mut self.out, "href", &["#", prefix, &back]);
                let name = fill(&words.footnote_back, &[("n", &n)]);
                attribute(&mut self.out, "aria-label", &[&name]);
                self.out.push_str("></a>");
            }
            self.out.push_str("</li>");
            self.beginning.extend(notes);
        }
        self.out.push_str("</ol></div>");
        self.end_segment();
    }
}

fn heading(level: u8) -> &'static str {
    match level {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
