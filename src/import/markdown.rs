//! Bodies → Markdown that prints what they say.
//!
//! Each block is read back as it is written. Where its text is not what it should be, because
//! markup meets punctuation in a way that Markdown reads otherwise, it is written without markup.

use std::collections::BTreeSet;

use super::body::{Block, BlockKind, Body, Container, Destination, Inline, Node, Style, text_of};
use crate::diagnostic::Diagnostics;
use crate::parse::document::Document;
use crate::parse::fold::fold;
use crate::parse::markdown::{self, WikiLinks};
use crate::slice::Slice;
use crate::source::{SourceFile, SourceSet};

/// Whose text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A report's: `[[…]]` is text.
    Report,
    /// A note's: `[[…]]` is a link, and a heading of the second level would begin another note.
    Note,
}

impl Voice {
    fn wiki_links(self) -> WikiLinks {
        match self {
            Self::Report => WikiLinks::Off,
            Self::Note => WikiLinks::On,
        }
    }

    fn highest_heading(self) -> u8 {
        match self {
            Self::Report => 2,
            Self::Note => 3,
        }
    }
}

/// Writes a body, each block parted from the next by an empty line; the last line ends in a line
/// feed.
#[must_use]
pub fn write(body: &Body, voice: Voice) -> String {
    let tight = tight_lists(body);
    let mut writer = Writer {
        out: String::new(),
        voice,
        open: Vec::new(),
        shared: 0,
        last_list: None,
        tight_separator: false,
    };
    for (index, node) in body.nodes.iter().enumerate() {
        match node {
            Node::Open(container) => writer.open(*container, tight.contains(&index)),
            Node::Close => writer.close(),
            Node::Block(block) => {
                let lines = block_lines(block, voice);
                if !lines.is_empty() {
                    writer.lines(&lines);
                }
            }
            Node::Table(rows) => writer.table(rows),
            Node::Rule => writer.lines(&["***".to_owned()]),
        }
    }
    writer.out
}

/// The numbers of the nodes that open lists in which each item is one paragraph.
fn tight_lists(body: &Body) -> BTreeSet<usize> {
    let mut tight = BTreeSet::new();
    // Of each open container: the list's node, whether it is tight so far, blocks in the item.
    let mut open: Vec<(Container, usize, bool, usize)> = Vec::new();
    for (index, node) in body.nodes.iter().enumerate() {
        if !matches!(node, Node::Close | Node::Open(Container::Item)) {
            let paragraph = matches!(node, Node::Block(Block { kind: BlockKind::Paragraph, .. }));
            match open.last_mut() {
                Some((Container::Item, _, fits, blocks)) => {
                    *blocks += 1;
                    *fits &= paragraph && *blocks == 1;
                }
                Some((_, _, fits, _)) => *fits = false,
                None => {}
            }
        }
        match node {
            Node::Open(container) => open.push((*container, index, true, 0)),
            Node::Close => match open.pop() {
                Some((Container::Item, _, fits, _)) => {
                    if let Some((Container::List { .. }, _, list, _)) = open.last_mut() {
                        *list &= fits;
                    }
                }
                Some((Container::List { .. }, list, true, _)) => {
                    tight.insert(list);
                }
                _ => {}
            },
            _ => {}
        }
    }
    tight
}

/// An open container.
struct Open {
    container: Container,
    /// Stands before its first line.
    first: String,
    /// Stands before every other.
    rest: String,
    /// Whether its first line is written.
    begun: bool,
    /// Of a list: the next number, the character after a number or of the bullet, and whether
    /// its items stand close.
    number: u64,
    marker: char,
    tight: bool,
}

struct Writer {
    out: String,
    voice: Voice,
    open: Vec<Open>,
    /// How many of the open containers held the last block, too.
    shared: usize,
    /// The marker of a list that has just ended: another list right after it takes another one.
    last_list: Option<(usize, char)>,
    /// Whether the next block is the next item of a tight list.
    tight_separator: bool,
}

impl Writer {
    fn open(&mut self, container: Container, tight: bool) {
        let mut open = Open {
            container,
            first: String::new(),
            rest: String::new(),
            begun: false,
            number: 0,
            marker: '-',
            tight,
        };
        match container {
            Container::Quote => {
                open.first = "> ".into();
                open.rest = "> ".into();
            }
            Container::List { start } => {
                open.number = start.unwrap_or(0).min(999_999);
                let (usual, other) = if start.is_some() { ('.', ')') } else { ('-', '+') };
                let taken = self.last_list == Some((self.open.len(), usual));
                open.marker = if taken { other } else { usual };
            }
            Container::Item => {
                let list = self.open.last_mut();
                let marker = match list {
                    Some(Open { container: Container::List { start }, number, marker, .. }) => {
                        let text = match start {
                            Some(_) => format!("{number}{marker} "),
                            None => format!("{marker} "),
                        };
                        *number = (*number + 1).min(999_999_999);
                        text
                    }
                    _ => "- ".into(),
                };
                open.rest = " ".repeat(marker.len());
                open.first = marker;
            }
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        self.shared = self.shared.min(self.open.len());
        if let Container::List { .. } = closed.container
            && closed.begun
        {
            self.last_list = Some((self.open.len(), closed.marker));
        }
        if closed.container == Container::Item && closed.begun {
            let tight = self.open.last().is_some_and(|list| list.tight);
            self.tight_separator = tight;
        } else if closed.begun {
            self.tight_separator = false;
        }
    }

    fn lines(&mut self, lines: &[String]) {
        if !self.out.is_empty() && !self.tight_separator {
            let prefix: String =
                self.open[..self.shared].iter().map(|open| open.rest.as_str()).collect();
            self.out.push_str(prefix.trim_end());
            self.out.push('\n');
        }
        for line in lines {
            for open in &mut self.open {
                self.out.push_str(if open.begun { &open.rest } else { &open.first });
                open.begun = true;
            }
            self.out.push_str(line);
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
        self.shared = self.open.len();
        self.last_list = None;
        self.tight_separator = false;
    }

    fn table(&mut self, rows: &[Vec<Vec<Inline>>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        for row in rows {
            let mut line = "|".to_owned();
            for column in 0..columns {
                let cell = row.get(column).map_or(&[][..], Vec::as_slice);
                line.push_str(&format!(
                    " {} |",
                    inline(cell, Surrounding::Cell, Markup::Kept).join(" ")
                ));
            }
            lines.push(line);
            if lines.len() == 1 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        let text: Vec<String> =
            rows.iter().flatten().map(|cell| text_as_read(cell, Markup::Kept)).collect();
        let document = read(&lines.join("\n"), self.voice);
        if document.is_some_and(|document| same_text(&document.text, &text.join("\n"))) {
            self.lines(&lines);
            return;
        }
        for cell in rows.iter().flatten() {
            let block = Block { kind: BlockKind::Paragraph, inlines: cell.clone() };
            let lines = block_lines(&block, self.voice);
            if !lines.is_empty() {
                self.lines(&lines);
            }
        }
    }
}

/// The lines of a block, without what its containers put before them; none of a block without
/// text.
fn block_lines(block: &Block, voice: Voice) -> Vec<String> {
    if block.text().trim().is_empty() {
        return Vec::new();
    }
    if block.kind == BlockKind::Code {
        return code_lines(&block.text());
    }
    let mut lines = Vec::new();
    for markup in [Markup::Kept, Markup::None, Markup::EverythingEscaped] {
        lines = match block.kind {
            BlockKind::Heading(level) => {
                let level = level.clamp(voice.highest_heading(), 6);
                let words = inline(&block.inlines, Surrounding::Heading, markup).join(" ");
                vec![format!("{} {words}", "#".repeat(level.into()))]
            }
            _ => inline(&block.inlines, Surrounding::Paragraph, markup),
        };
        let document = read(&lines.join("\n"), voice);
        let text = text_as_read(&block.inlines, markup);
        if document.is_some_and(|read| read.blocks.len() == 1 && same_text(&read.text, &text)) {
            break;
        }
    }
    lines
}

fn code_lines(text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut lines = vec![fence.clone()];
    lines.extend(text.trim_matches('\n').split('\n').map(str::to_owned));
    lines.push(fence);
    lines
}

/// What the program itself reads in Markdown; nothing where it has something to say of it.
fn read(text: &str, voice: Voice) -> Option<Document> {
    let mut sources = SourceSet::default();
    let file = sources.add(SourceFile::from_bytes(String::new(), Vec::new()));
    let mut diagnostics = Diagnostics::default();
    let document = markdown::parse(file, text, 0, voice.wiki_links(), &mut diagnostics);
    diagnostics.iter().next().is_none().then_some(document)
}

fn same_text(one: &str, other: &str) -> bool {
    fold(one).text.trim() == fold(other).text.trim()
}

/// The text of what is written, as a reader of Markdown has it before links get their names.
fn text_as_read(inlines: &[Inline], markup: Markup) -> String {
    let read = |inline: &Inline| match inline {
        Inline::Text(_, Style { link: Some(Destination::Named(page)), .. })
            if markup == Markup::Kept =>
        {
            Inline::Text(page.clone(), Style::default())
        }
        other => other.clone(),
    };
    text_of(&inlines.iter().map(read).collect::<Vec<_>>())
}

/// How much markup is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Kept,
    None,
    EverythingEscaped,
}

/// Where inline text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surrounding {
    Paragraph,
    Heading,
    Cell,
}

/// The lines of inline text. Only a paragraph has more than one.
fn inline(inlines: &[Inline], place: Surrounding, markup: Markup) -> Vec<String> {
    let mut writer =
        InlineWriter { line: String::new(), open: Vec::new(), place, markup, edge: false };
    let mut lines = Vec::new();
    for (index, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Text(text, style) => writer.text(text, style),
            Inline::Break if place != Surrounding::Paragraph => writer.text(" ", &Style::default()),
            Inline::Break => {
                let later = &inlines[index + 1..];
                if writer.line.trim().is_empty() || text_of_line(later).trim().is_empty() {
                    writer.text(" ", &Style::default());
                    continue;
                }
                writer.end(&[]);
                lines.push(writer.finish() + "\\");
            }
        }
    }
    writer.end(&[]);
    let last = writer.finish();
    if !last.is_empty() {
        lines.push(last);
    } else if let Some(line) = lines.last_mut() {
        line.pop();
    }
    lines
}

/// The text up to the next line break: what decides whether a break has a line after it.
fn text_of_line(inlines: &[Inline]) -> &str {
    inlines
        .iter()
        .take_while(|inline| **inline != Inline::Break)
        .find_map(|inline| match inline {
            Inline::Text(text, _) if !text.trim().is_empty() => Some(text.as_str()),
            _ => None,
        })
        .unwrap_or("")
}

struct InlineWriter {
    line: String,
    /// The markup that is open, from the outermost in.
    open: Vec<Level>,
    place: Surrounding,
    markup: Markup,
    /// Whether the last character means something before what may follow.
    edge: bool,
}

impl InlineWriter {
    fn text(&mut self, text: &str, style: &Style) {
        let plain = Style::default();
        let style = if self.markup == Markup::Kept { style } else { &plain };
        let words = text.trim_matches([' ', '\n']);
        if words.is_empty() {
            if !text.is_empty() {
                self.space();
            }
            return;
        }
        let levels = levels(style);
        self.end(&levels);
        if text.starts_with([' ', '\n']) {
            self.space();
        }
        self.begin(levels);
        self.guard_edge();
        if matches!(style.link, Some(Destination::Named(_))) {
            // The page's name stands there by itself.
        } else if style.code && self.place != Surrounding::Cell && !words.contains(['`', '\n']) {
            self.line.push('`');
            self.line.push_str(words);
            self.line.push('`');
        } else {
            self.escaped(&words.replace('\n', " "));
        }
        if text.ends_with([' ', '\n']) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
            self.edge = false;
        }
    }

    fn guard_edge(&mut self) {
        if std::mem::take(&mut self.edge) {
            let last = self.line.len() - 1;
            self.line.insert(last, '\\');
        }
    }

    /// Ends the markup that the next text does not have. Spaces go after it.
    fn end(&mut self, next: &[Level]) {
        let shared = self.open.iter().zip(next).take_while(|(one, other)| one == other).count();
        if shared == self.open.len() {
            return;
        }
        self.guard_edge();
        let spaces = self.line.len() - self.line.trim_end_matches(' ').len();
        self.line.truncate(self.line.len() - spaces);
        for level in self.open.drain(shared..).rev() {
            match level {
                Level::Link(Destination::Url(url)) => {
                    self.line.push_str(&format!("]({})", destination(&url)));
                }
                Level::Link(Destination::Page(_) | Destination::Named(_)) => {
                    self.line.push_str("]]");
                }
                Level::Mark(mark) => self.line.push_str(mark),
            }
        }
        if spaces > 0 {
            self.line.push(' ');
        }
    }

    /// Begins the markup that the next text has, once the other has ended.
    fn begin(&mut self, next: Vec<Level>) {
        if next.len() > self.open.len() {
            self.guard_edge();
        }
        for level in &next[self.open.len()..] {
            match level {
                Level::Link(Destination::Url(_)) => self.line.push('['),
                Level::Link(Destination::Page(page)) => self.line.push_str(&format!("[[{page}|")),
                Level::Link(Destination::Named(page)) => self.line.push_str(&format!("[[{page}")),
                Level::Mark(mark) => self.line.push_str(mark),
            }
        }
        self.open = next;
    }

    fn escaped(&mut self, text: &str) {
        let in_link = self.open.iter().any(|level| matches!(level, Level::Link(_)));
        let mut before = self.line.chars().next_back();
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let special = match c {
                '\\' | '*' | '`' => true,
                '_' => {
                    !(before.is_some_and(char::is_alphanumeric)
                        && next.is_some_and(char::is_alphanumeric))
                }
                '[' => in_link || before == Some('[') || matches!(next, Some('^' | '[')),
                ']' => in_link || matches!(next, Some('(' | '[' | ':')),
                '!' => next == Some('['),
                '<' => next != Some(' '),
                // It would look like the end of a comment.
                '>' => self.line.ends_with("--"),
                '~' => before == Some('~') || next == Some('~'),
                '&' => is_entity(text.slice(at..)),
                '|' => self.place == Surrounding::Cell || in_link,
                '#' => self.place == Surrounding::Heading,
                // In a note they may look like attributes, and like what makes a draft.
                '{' => true,
                '=' | ':' => self.line.trim_end().to_ascii_lowercase().ends_with("status"),
                _ => false,
            };
            let all = self.markup == Markup::EverythingEscaped && c.is_ascii_punctuation();
            if special || all {
                self.line.push('\\');
            }
            self.line.push(c);
            self.edge = next.is_none() && !special && !all && matches!(c, '[' | ']' | '!' | '~');
            before = Some(c);
        }
    }

    /// Takes the line, with what would begin another block than a paragraph escaped.
    fn finish(&mut self) -> String {
        let mut line = std::mem::take(&mut self.line);
        self.edge = false;
        line.truncate(line.trim_end_matches(' ').len());
        if self.place == Surrounding::Paragraph
            && let Some(at) = block_marker(&line)
        {
            line.insert(at, '\\');
        }
        line
    }
}

/// Where a backslash keeps a line from beginning a list, heading, quote, rule or table.
fn block_marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if matches!(first, '#' | '>' | '=' | '|' | ':')
        || matches!(first, '-' | '+')
            && !line.slice(1..).starts_with(|next: char| next.is_alphanumeric() || next == '$')
    {
        return Some(0);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.slice(digits..);
    let list = (1..10).contains(&digits)
        && rest.starts_with(['.', ')'])
        && (rest.len() == 1 || rest.slice(1..).starts_with([' ', '\\']));
    list.then_some(digits)
}

/// Whether a text begins with what may be a character reference.
fn is_entity(text: &str) -> bool {
    const LONGEST: usize = 40;
    let end = text.char_indices().take(LONGEST).find(|&(_, c)| c == ';').map(|(at, _)| at);
    end.is_some_and(|end| {
        text.slice(1..end).chars().all(|c| c.is_ascii_alphanumeric() || c == '#') && end > 1
    })
}

#[derive(PartialEq, Eq)]
enum Level {
    Link(Destination),
    Mark(&'static str),
}

/// The markup of a style from the outermost in. Code is written with its text.
fn levels(style: &Style) -> Vec<Level> {
    let mut levels: Vec<Level> = style.link.iter().cloned().map(Level::Link).collect();
    // A link without a text of its own has none that markup could stand in.
    let named = matches!(style.link, Some(Destination::Named(_))).then(|| levels.pop()).flatten();
    for (is, mark) in [(style.strong, "**"), (style.emphasis, "*"), (style.strikethrough, "~~")] {
        if is {
            levels.push(Level::Mark(mark));
        }
    }
    levels.extend(named);
    levels
}

/// A URL as a link's destination.
fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for (at, c) in url.char_indices() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '&' if is_entity(url.slice(at..)) => out.push_str("\\&"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// A text as one line of inline Markdown that prints it, for a heading that may end in attributes
/// and for a quotation.
#[must_use]
pub fn escape_line(text: &str) -> String {
    let line = super::body::one_line(text);
    let escaped =
        inline(&[Inline::Text(line, Style::default())], Surrounding::Heading, Markup::None)
            .concat();
    escaped.replace('}', "\\}")
}
