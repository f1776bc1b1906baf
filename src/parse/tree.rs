//! A tree in the making: keeps blocks, markup and text in step while one is built.

use std::ops::Range;

use super::document::{
    Block, BlockKind, Container, Document, Inline, Link, LinkKind, Markup, Node, Run,
};
use crate::slice::Slice;

/// A [`Document`] in the making.
#[derive(Debug, Default)]
pub(super) struct Tree {
    document: Document,
    open: Vec<Open>,
}

/// What is open, from the outermost in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Container,
    Item,
    /// A block; an implied one ends where another block begins.
    Block {
        implied: bool,
    },
    Markup,
    /// An element whose tags are left out.
    Nothing,
}

impl Tree {
    pub(super) fn innermost(&self) -> Option<Open> {
        self.open.last().copied()
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    fn in_block(&self) -> bool {
        matches!(self.innermost(), Some(Open::Block { .. } | Open::Markup))
    }

    /// Opens something that holds blocks. Inside a block that is not implied it leaves no trace.
    pub(super) fn open_container(&mut self, container: Container) {
        if !self.end_implied() {
            self.open.push(Open::Nothing);
            return;
        }
        self.open.push(match container {
            Container::Item => Open::Item,
            _ => Open::Container,
        });
        self.document.nodes.push(Node::Open(container));
    }

    /// Opens a block. Inside a block that is not implied it leaves no trace.
    pub(super) fn open_block(&mut self, kind: BlockKind, source: Range<usize>) {
        if !self.end_implied() {
            self.open.push(Open::Nothing);
            return;
        }
        self.start_block(kind, source, false);
    }

    fn start_block(&mut self, kind: BlockKind, source: Range<usize>, implied: bool) {
        if !self.document.blocks.is_empty() {
            self.document.text.push('\n');
        }
        let at = self.document.text.len();
        self.document.nodes.push(Node::Block(self.document.blocks.len()));
        self.document.blocks.push(Block {
            kind,
            id: String::new(),
            text: at..at,
            inlines: Vec::new(),
            source,
        });
        self.open.push(Open::Block { implied });
    }

    /// Makes room for a block or container: ends a block that text alone had begun. False inside
    /// any other block.
    fn end_implied(&mut self) -> bool {
        let Some(at) = self.open.iter().rposition(|open| matches!(open, Open::Block { .. })) else {
            return true;
        };
        if self.open[at] != (Open::Block { implied: true }) {
            return false;
        }
        while self.open.len() > at {
            self.close();
        }
        true
    }

    /// Begins a block for text that stands in none.
    fn imply_block(&mut self, source: &Range<usize>) {
        if self.in_block() || self.open.iter().any(|open| matches!(open, Open::Block { .. })) {
            return;
        }
        let kind = match self.open.iter().rev().find(|open| **open != Open::Nothing) {
            Some(Open::Item) => BlockKind::TightItem,
            _ => BlockKind::Html,
        };
        self.start_block(kind, source.clone(), true);
    }

    pub(super) fn open_markup(&mut self, markup: Markup, source: &Range<usize>) {
        self.imply_block(source);
        self.inline(Inline::Open(markup), source);
        self.open.push(Open::Markup);
    }

    /// Opens an element whose tags are left out.
    pub(super) fn open_nothing(&mut self) {
        self.open.push(Open::Nothing);
    }

    /// Closes what was opened last.
    pub(super) fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Container | Open::Item) => self.document.nodes.push(Node::Close),
            Some(Open::Markup) => {
                if let Some(block) = self.document.blocks.last_mut() {
                    block.inlines.push(Inline::Close);
                }
            }
            Some(Open::Block { .. }) => self.end_block(),
            Some(Open::Nothing) | None => {}
        }
    }

    /// Closes down to `depth`, and the implied block that would hide it.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    fn end_block(&mut self) {
        if let Some(block) = self.document.blocks.last_mut() {
            block.text.end = self.document.text.len();
        }
    }

    fn inline(&mut self, inline: Inline, source: &Range<usize>) {
        if let Some(block) = self.document.blocks.last_mut() {
            block.source.end = block.source.end.max(source.end);
            block.inlines.push(inline);
        }
    }

    /// Adds text; `verbatim` says that the source has the same bytes. For a character that no page
    /// can hold stands U+FFFD, as CommonMark has it for U+0000.
    pub(super) fn text(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if !may_be_unprintable(text) {
            return self.printable_text(text, source, verbatim);
        }
        if !verbatim || source.len() != text.len() {
            return self.printable_text(&printable(text), source, false);
        }
        let mut at = 0;
        for (start, bad) in text.match_indices(is_unprintable) {
            let end = start + bad.len();
            let place = |range: Range<usize>| source.start + range.start..source.start + range.end;
            self.printable_text(text.slice(at..start), place(at..start), true);
            self.printable_text("\u{fffd}", place(start..end), false);
            at = end;
        }
        self.printable_text(text.slice(at..), source.start + at..source.end, true);
    }

    fn printable_text(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        if !self.open.iter().any(|open| matches!(open, Open::Block { .. })) {
            if text.trim().is_empty() {
                return;
            }
            self.imply_block(&source);
        }
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let end = self.document.text.len();
        match self.document.runs.last_mut() {
            Some(run)
                if verbatim
                    && run.verbatim
                    && run.text.end == start
                    && run.source.end == source.start =>
            {
                run.text.end = end;
                run.source.end = source.end;
            }
            _ => self.document.runs.push(Run {
                text: start..end,
                source: source.clone(),
                verbatim: verbatim && source.len() == text.len(),
            }),
        }
        match self.document.blocks.last_mut().and_then(|block| block.inlines.last_mut()) {
            Some(Inline::Text(range)) if range.end == start => range.end = end,
            _ => self.inline(Inline::Text(start..end), &source),
        }
    }

    /// Adds a hard line break and its space.
    pub(super) fn line_break(&mut self, source: Range<usize>) {
        self.imply_block(&source);
        self.inline(Inline::Break, &source);
        self.text(" ", source, false);
    }

    pub(super) fn rule(&mut self) {
        if self.end_implied() {
            self.document.nodes.push(Node::Rule);
        }
    }

    pub(super) fn image(&mut self, link: usize, alt: String, source: &Range<usize>) {
        let alt = printable(&alt);
        self.imply_block(source);
        self.inline(Inline::Image { link, alt }, source);
    }

    pub(super) fn footnote_reference(
        &mut self,
        number: usize,
        occurrence: usize,
        source: &Range<usize>,
    ) {
        self.imply_block(source);
        self.inline(Inline::FootnoteReference { number, occurrence }, source);
    }

    /// Notes a link and gives its number.
    pub(super) fn link(
        &mut self,
        destination: &str,
        title: &str,
        kind: LinkKind,
        source: Range<usize>,
    ) -> usize {
        self.document.links.push(Link {
            destination: destination.to_owned(),
            title: (!title.is_empty()).then(|| title.to_owned()),
            kind,
            source,
        });
        self.document.links.len() - 1
    }

    /// Takes the line feed off the end of a code block's text: it ends the last line, and is none
    /// of its content.
    pub(super) fn trim_code(&mut self) {
        let Some(block) = self.document.blocks.last_mut() else { return };
        if self.document.text.len() == block.text.start || !self.document.text.ends_with('\n') {
            return;
        }
        self.document.text.pop();
        let end = self.document.text.len();
        if let Some(Inline::Text(range)) = block.inlines.last_mut() {
            range.end = end;
            if range.start == range.end {
                block.inlines.pop();
            }
        }
        if let Some(run) = self.document.runs.last_mut() {
            if run.verbatim {
                run.source.end = run.source.end.saturating_sub(run.text.end - end);
            }
            run.text.end = end;
            if run.text.is_empty() {
                self.document.runs.pop();
            }
        }
    }

    /// The document, in no more room than it needs: it is kept for the whole of a build.
    pub(super) fn finish(mut self) -> Document {
        self.close_to(0);
        let Document { nodes, blocks, text, links, runs } = &mut self.document;
        blocks.iter_mut().for_each(|block| block.inlines.shrink_to_fit());
        nodes.shrink_to_fit();
        blocks.shrink_to_fit();
        text.shrink_to_fit();
        links.shrink_to_fit();
        runs.shrink_to_fit();
        self.document
    }
}

/// A text in which U+FFFD stands for what no page can hold.
fn printable(text: &str) -> String {
    text.replace(is_unprintable, "\u{fffd}")
}

/// Whether HTML may not hold a character: controls and noncharacters.
fn is_unprintable(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}' | '\r');
    control || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a text can have such a character, by the bytes with which they begin. It is asked of
/// every text, so it looks at all bytes, many at a time.
fn may_be_unprintable(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        let space = (byte == b'\t') | (byte == b'\n') | (byte == 0xc) | (byte == b'\r');
        let control = (byte < 0x20) & !space;
        found | control | (byte == 0x7f) | (byte == 0xc2) | (byte >= 0xef)
    })
}
