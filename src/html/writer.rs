//! One scan over a tree that writes its HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::escape::{attribute, push};
use super::marks::Marks;
use super::page::Page;
use super::{Options, Segment, highlight};
use crate::i18n::fill;
use crate::model::briefing::passage_anchor;
use crate::model::{Mention, Prose, RecordId, Target};
use crate::parse::document::{
    Alignment, Block, BlockKind, Container, Document, HtmlTag, Inline, Markup, Node,
};
use crate::slice::Slice;

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
struct OpenMarkup {
    end: String,
    is_anchor: bool,
    /// Whether its text is replaced by the name of what it leads to.
    is_named: bool,
}

pub(crate) struct Writer<'a> {
    page: &'a Page<'a>,
    prose: &'a Prose,
    options: &'a Options<'a>,
    layers: Layers<'a>,

    out: String,
    segments: Vec<Segment>,
    /// Lines of the segment being written.
    lines: usize,
    /// Notes that begin in the segment being written.
    beginning: Vec<usize>,
    begun: Vec<bool>,
    open: Vec<Open>,
    /// Levels, as written, of the headings that the next one may stand under.
    headings: Vec<u8>,
    footnotes: BTreeMap<usize, (String, Vec<usize>)>,
    footnote_references: BTreeMap<usize, usize>,

    markup: Vec<OpenMarkup>,
    anchors: usize,
    /// References that wait for the end of a link, since links cannot stand in links.
    waiting: String,
    mention: Option<usize>,
    next_stretch: usize,
    next_start: usize,
    next_end: usize,
    next_mention: usize,
    mentioned: BTreeSet<RecordId>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        page: &'a Page<'a>,
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

    fn document(&self) -> &'a Document {
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

    fn count(&self, one: &str, many: &str, count: usize) -> String {
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
            let text = self.document().text.slice(block.text.clone()).trim();
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
    fn html_tag(&mut self, tag: &HtmlTag) -> String {
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
        let text = self.document().text.slice(block.text.clone());
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

    fn inlines(&mut self, block: &'a Block) {
        let code = match &block.kind {
            BlockKind::Code { language: Some(language) } => {
                let code = self.document().text.slice(block.text.clone());
                highlight::stretches(code, language)
            }
            _ => Vec::new(),
        };
        let code: Vec<(Range<usize>, &str)> = code
            .into_iter()
            .map(|(r, class)| (block.text.start + r.start..block.text.start + r.end, class))
            .collect();
        // Text comes in pieces; what belongs together is written together.
        let mut text: Option<Range<usize>> = None;
        for inline in &block.inlines {
            if let Inline::Text(range) = inline {
                if self.markup.last().is_some_and(|markup| markup.is_named) {
                    continue;
                }
                match &mut text {
                    Some(text) if text.end == range.start => text.end = range.end,
                    _ => {
                        self.text_between_markup(text.replace(range.clone()), &code);
                    }
                }
                continue;
            }
            self.text_between_markup(text.take(), &code);
            self.inline(inline);
        }
        self.text_between_markup(text, &code);
        while !self.markup.is_empty() {
            self.close_markup();
        }
        self.passages_end(block.text.end);
        self.flush();
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(_) => {}
            Inline::Open(markup) => self.open_markup(markup),
            Inline::Close => self.close_markup(),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Image { link, alt } => self.image(*link, alt),
            Inline::FootnoteReference { number, occurrence } => {
                let prefix = self.options.prefix;
                let mut html = String::from("<a class=\"footnote-ref\" role=\"doc-noteref\"");
                let n = number.to_string();
                attribute(&mut html, "id", &[&format!("{prefix}_fnref_{n}_{occurrence}")]);
                attribute(&mut html, "href", &["#", prefix, "_fn_", &n]);
                attribute(&mut html, "data-n", &[&n]);
                let name = fill(&self.page.words.footnote_reference, &[("n", &n)]);
                attribute(&mut html, "aria-label", &[&name]);
                html.push_str("></a>");
                let seen = self.footnote_references.entry(*number).or_default();
                *seen = (*seen).max(*occurrence);
                self.waiting.push_str(&html);
                self.flush();
            }
        }
    }

    fn open_markup(&mut self, markup: &'a Markup) {
        let mut is_named = false;
        let simple = |name: &str| (format!("<{name}>"), format!("</{name}>"), false);
        let (start, end, is_anchor) = match markup {
            Markup::Emphasis => simple("em"),
            Markup::Strong => simple("strong"),
            Markup::Strikethrough => simple("s"),
            Markup::Code => simple("code"),
            Markup::Html(tag) => {
                let end = self.html_tag(tag);
                (String::new(), end, tag.name == "a")
            }
            Markup::LeftOut(words) => {
                let mut start = String::from("<span class=\"left-out\"");
                let labels = self.page.words;
                let count = self.count(&labels.word_one, &labels.word_many, *words);
                // Within a word nothing is left out that could be counted.
                if *words > 0 {
                    attribute(&mut start, "data-count", &[&count]);
                }
                start.push('>');
                (start, "</span>".to_owned(), false)
            }
            Markup::Link(link) => {
                let name = self.page.name_of(self.prose, *link);
                is_named = name.is_some();
                let mut start = String::new();
                let target = self.prose.targets.get(*link);
                let href = target.and_then(|target| self.page.target(target));
                // A link in a link cannot be written.
                let href = href.filter(|_| self.anchors == 0);
                if let (Some(href), Some(target)) = (&href, target) {
                    start.push_str("<a");
                    attribute(&mut start, "href", &[href]);
                    let written = self.document().links.get(*link);
                    if let Some(title) = written.and_then(|link| link.title.as_deref()) {
                        attribute(&mut start, "title", &[title]);
                    }
                    match target {
                        Target::External(_) => start.push_str(" rel=\"noopener external\""),
                        Target::Record(_) => start.push_str(" class=\"to-record\""),
                        Target::Note(_) => start.push_str(" class=\"to-note\""),
                        _ => {}
                    }
                    start.push('>');
                }
                push(&mut start, name.unwrap_or_default());
                let end = if href.is_some() { "</a>" } else { "" };
                (start, end.to_owned(), href.is_some())
            }
        };
        self.out.push_str(&start);
        self.anchors += usize::from(is_anchor);
        self.markup.push(OpenMarkup { end, is_anchor, is_named });
    }

    fn close_markup(&mut self) {
        if let Some(markup) = self.markup.pop() {
            self.out.push_str(&markup.end);
            self.anchors -= usize::from(markup.is_anchor);
            self.flush();
        }
    }

    fn image(&mut self, link: usize, alt: &str) {
        let target = self.prose.targets.get(link);
        match target.and_then(|target| self.page.target(target)) {
            Some(source) if matches!(target, Some(Target::Internal(_))) => {
                self.out.push_str("<img");
                attribute(&mut self.out, "src", &[&source]);
                attribute(&mut self.out, "alt", &[alt]);
                let written = self.document().links.get(link);
                if let Some(title) = written.and_then(|link| link.title.as_deref()) {
                    attribute(&mut self.out, "title", &[title]);
                }
                self.out.push_str(" loading=\"lazy\">");
            }
            // Nothing is loaded from elsewhere, and no text may be added to the block's own.
            _ if !alt.is_empty() => {
                self.out.push_str("<span class=\"picture\" role=\"img\"");
                attribute(&mut self.out, "aria-label", &[alt]);
                self.out.push_str("></span>");
            }
            _ => {}
        }
    }

    /// Writes what waited for the end of a link.
    fn flush(&mut self) {
        if self.anchors == 0 && self.mention.is_none() {
            self.out.push_str(&self.waiting);
            self.waiting.clear();
        }
    }

    /// Writes text, cut wherever a passage, a mention or a colour begins or ends.
    fn text_between_markup(&mut self, range: Option<Range<usize>>, code: &[(Range<usize>, &str)]) {
        let Some(range) = range else { return };
        let mut at = range.start;
        let mut next_code = code.partition_point(|(stretch, _)| stretch.end <= at);
        while at < range.end {
            let mut end = range.end;
            if self.anchors == 0 {
                end = end.min(self.mention_boundary(at));
            }

            let stretches = &self.layers.marks.stretches;
            while stretches.get(self.next_stretch).is_some_and(|stretch| stretch.range.end <= at) {
                self.next_stretch += 1;
            }
            let mark = stretches.get(self.next_stretch).map(|stretch| stretch.range.clone());
            let marked = mark.as_ref().is_some_and(|mark| mark.start <= at);
            end = end.min(mark.map_or(end, |mark| if marked { mark.end } else { mark.start }));

            while code.get(next_code).is_some_and(|(stretch, _)| stretch.end <= at) {
                next_code += 1;
            }
            let colour = code.get(next_code);
            let class = colour.filter(|(stretch, _)| stretch.start <= at).map(|(_, class)| *class);
            end = end.min(colour.map_or(end, |(stretch, _)| {
                if class.is_some() { stretch.end } else { stretch.start }
            }));

            self.piece(at..end, marked, class);
            at = end;
            self.passages_end(at);
            let done = self.mention.and_then(|mention| self.layers.mentions.get(mention));
            if done.is_some_and(|mention| mention.range.end <= at) {
                self.close_mention();
            }
            self.flush();
        }
        // Markup comes next, and the two must not cross.
        self.close_mention();
        self.flush();
    }

    /// Opens the mention that covers `at`; the next place where one begins or ends.
    fn mention_boundary(&mut self, at: usize) -> usize {
        let mentions = self.layers.mentions;
        while mentions.get(self.next_mention).is_some_and(|mention| mention.range.end <= at) {
            self.next_mention += 1;
        }
        let Some(mention) = mentions.get(self.next_mention) else {
            return usize::MAX;
        };
        if mention.range.start > at {
            return mention.range.start;
        }
        if self.mention.is_none() {
            self.mention = Some(self.next_mention);
            let record = &self.page.briefing[mention.record];
            self.out.push_str("<a class=\"mention\"");
            let href = self.page.record(mention.record);
            attribute(&mut self.out, "href", &[&href]);
            let printed = self.document().text.slice(mention.range.clone());
            if let Some((language, _)) = record.names.iter().find(|(_, name)| name == printed) {
                attribute(&mut self.out, "lang", &[language]);
            }
            // One stop for the keyboard a record: the later ones lead to the same page.
            if !self.mentioned.insert(mention.record) {
                self.out.push_str(" tabindex=\"-1\"");
            }
            self.out.push('>');
        }
        mention.range.end
    }

    fn close_mention(&mut self) {
        if self.mention.take().is_some() {
            self.out.push_str("</a>");
        }
    }

    fn piece(&mut self, range: Range<usize>, marked: bool, class: Option<&str>) {
        let text = self.document().text.slice(range.clone());
        if marked {
            let mut id = None;
            while let Some(start) = self.layers.marks.starts.get(self.next_start).copied()
                && start.at <= range.start
            {
                self.next_start += 1;
                let note = &self.page.briefing[self.layers.marks.notes[start.note]];
                let anchor = passage_anchor(&note.slug, start.passage);
                // A passage that begins where another does gets an empty element for its id.
                if let Some(earlier) = id.replace(anchor) {
                    self.out.push_str("<span");
                    attribute(&mut self.out, "id", &[&earlier]);
                    self.out.push_str("></span>");
                }
                if !std::mem::replace(&mut self.begun[start.note], true) {
                    self.beginning.push(start.note);
                }
            }
            self.out.push_str("<mark");
            if let Some(id) = id {
                attribute(&mut self.out, "id", &[&id]);
            }
            if let Some(stretch) = self.layers.marks.stretches.get(self.next_stretch) {
                self.out.push_str(&stretch.attributes);
            }
            self.out.push('>');
        }
        if let Some(class) = class {
            self.out.push_str("<span");
            attribute(&mut self.out, "class", &[class]);
            self.out.push('>');
        }
        push(&mut self.out, text);
        if class.is_some() {
            self.out.push_str("</span>");
        }
        if marked {
            self.out.push_str("</mark>");
        }
    }

    /// The references of the passages that end at or before `at`.
    fn passages_end(&mut self, at: usize) {
        while let Some(end) = self.layers.marks.ends.get(self.next_end).copied()
            && end.at <= at
        {
            self.next_end += 1;
            let note = &self.page.briefing[self.layers.marks.notes[end.note]];
            let number = (end.note + 1).to_string();
            let kind = note.kind.class().name();
            let html = &mut self.waiting;
            html.push_str("<a");
            attribute(html, "class", &["ref k-", kind]);
            attribute(html, "href", &["#", self.options.note_prefix, &note.slug]);
            attribute(html, "data-n", &[&number]);
            let words = self.page.words;
            let name = fill(
                &words.note_reference,
                &[
                    ("n", number.as_str()),
                    ("kind", &words.kind(note.kind.class()).to_lowercase()),
                    ("title", &note.title),
                ],
            );
            attribute(html, "aria-label", &[&name]);
            html.push_str("></a>");
        }
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
