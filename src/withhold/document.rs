//! A report's tree, built anew of what is shown of it.
//!
//! What is not shown is not copied: neither words nor what markup says besides (titles, addresses,
//! alternative texts, the names of programming languages). Between two parts of a block stands
//! [`JOINT`], and wherever else words are left out a node says how many.

use std::collections::BTreeSet;

use super::counted::{CountedWords, whole};
use super::places_left::PlacesLeft;
use crate::parse::document::{
    Block, BlockKind, Container, Document, HtmlTag, Inline, Markup, Node,
};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// What stands between two parts of a block, between spaces.
const JOINT: &str = "[…]";

/// Elements of raw HTML that hold blocks and stay: no text depends on the others around it.
const KEPT_AROUND: [&str; 3] = ["blockquote", "div", "figure"];

/// Elements of raw HTML within text that go, since without their attributes they say nothing.
const GO: [&str; 6] = ["a", "data", "hr", "img", "time", "wbr"];

/// What is left of a document of which these parts are shown, and where they stand in it.
pub(super) fn reduced(
    whole: &Document,
    words: &CountedWords,
    parts: &[Place<InContent>],
) -> (Document, PlacesLeft) {
    let mut builder = Builder {
        whole,
        words,
        parts,
        out: Document::default(),
        places: PlacesLeft::default(),
        open: Vec::new(),
        left_out: 0,
        apart: false,
        footnotes: BTreeSet::new(),
    };
    builder.footnotes = builder.footnotes_with_words();
    for (index, node) in whole.nodes.iter().enumerate() {
        match node {
            Node::Open(container) => builder.begin(container, index),
            Node::Close => builder.end(),
            Node::Block(number) => {
                if let Some(block) = whole.blocks.get(*number) {
                    builder.block(block);
                }
            }
            Node::Rule | Node::LeftOut(_) => {}
        }
    }
    while !builder.open.is_empty() {
        builder.end();
    }
    builder.tell_left_out();
    (builder.out, builder.places)
}

/// A container of the whole document that is open.
struct Opened {
    /// As it is written; none where only its content is.
    container: Option<Container>,
    /// Whether it stands in what is left.
    is_written: bool,
    /// Of a list: the items that have begun.
    items: u64,
    /// Of a row of a table: whether anything of it is shown.
    has_words: bool,
    /// Of a footnote, which is shown elsewhere: half words that are left out around it.
    around: u64,
}

struct Builder<'a> {
    whole: &'a Document,
    words: &'a CountedWords,
    parts: &'a [Place<InContent>],
    out: Document,
    places: PlacesLeft,
    open: Vec<Opened>,
    /// Half words that are left out and not told of yet.
    left_out: u64,
    /// Whether words are left out since the last block that is shown.
    apart: bool,
    /// Footnotes of which something is shown.
    footnotes: BTreeSet<usize>,
}

impl Builder<'_> {
    /// The parts that stand in a block.
    fn parts_of(&self, block: &Block) -> &[Place<InContent>] {
        let first = self.parts.partition_point(|part| part.end() <= block.text.start());
        let after = self.parts.partition_point(|part| part.start() < block.text.end());
        self.parts.get(first..after).unwrap_or_default()
    }

    fn footnotes_with_words(&self) -> BTreeSet<usize> {
        let mut open = Vec::new();
        let mut found = BTreeSet::new();
        for node in &self.whole.nodes {
            match node {
                Node::Open(Container::Footnote { number }) => open.push(Some(*number)),
                Node::Open(_) => open.push(None),
                Node::Close => drop(open.pop()),
                Node::Block(block) => {
                    let block = self.whole.blocks.get(*block);
                    if block.is_some_and(|block| !self.parts_of(block).is_empty()) {
                        found.extend(open.iter().flatten());
                    }
                }
                Node::Rule | Node::LeftOut(_) => {}
            }
        }
        found
    }

    fn begin(&mut self, container: &Container, index: usize) {
        if let (Container::Item, Some(list)) = (container, self.open.last_mut()) {
            list.items += 1;
        }
        let is_note = matches!(container, Container::Footnote { .. });
        let around = if is_note { std::mem::take(&mut self.left_out) } else { 0 };
        let is_row = matches!(container, Container::TableHead | Container::TableRow);
        let container = match container {
            Container::Html(tag) if KEPT_AROUND.contains(&&*tag.name) => {
                Some(Container::Html(bare(tag)))
            }
            Container::Html(_) => None,
            other => Some(other.clone()),
        };
        let has_words = is_row && self.row_has_words(index);
        self.open.push(Opened { container, is_written: false, items: 0, has_words, around });
    }

    /// Whether anything is shown of the row of a table that begins at a node.
    fn row_has_words(&self, row: usize) -> bool {
        let nodes = self.whole.nodes.get(row + 1..).unwrap_or_default().iter();
        let mut cells = nodes.map_while(|node| match node {
            Node::Block(block) => self.whole.blocks.get(*block),
            _ => None,
        });
        cells.any(|cell| !self.parts_of(cell).is_empty())
    }

    fn end(&mut self) {
        let Some(opened) = self.open.pop() else { return };
        self.left_out += opened.around;
        if opened.is_written {
            self.out.nodes.push(Node::Close);
        }
    }

    fn block(&mut self, block: &Block) {
        let parts = self.parts_of(block).to_vec();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            let words = self.words.within(block.text);
            self.apart |= words > 0;
            // A row keeps its cells, so that each stands in its column.
            if self.open.last().is_some_and(|row| row.has_words) {
                self.make_way();
                self.out.nodes.push(Node::LeftOut(whole(words)));
            } else {
                self.left_out += words;
            }
            return;
        };
        let (first, last) = (first.start(), last.end());
        let before = self.words.within(block.text.until(first));
        self.left_out += before;
        self.apart |= before > 0;
        self.make_way();
        self.write(block, &parts);
        let after = self.words.within(block.text.since(last));
        self.left_out += after;
        self.apart = after > 0;
    }

    /// Opens what stands around the next block, and tells of what was left out before it.
    fn make_way(&mut self) {
        let is_waiting = |opened: &Opened| opened.container.is_some() && !opened.is_written;
        let mut from = self.open.iter().position(is_waiting).unwrap_or(self.open.len());
        let is_note =
            |opened: &Opened| matches!(opened.container, Some(Container::Footnote { .. }));
        if self.left_out > 0 && !self.open.get(from).is_some_and(is_note) {
            let around = self.open.iter().take(from).enumerate().rev();
            let mut around =
                around.filter_map(|(at, opened)| Some((at, opened.container.as_ref()?)));
            match around.next() {
                // Nothing but items and rows may stand in these: they end, and begin again.
                Some((list, Container::List { .. } | Container::Table)) => {
                    self.open[list].is_written = false;
                    from = list;
                    self.out.nodes.push(Node::Close);
                    self.tell_left_out();
                }
                // Of a row each cell tells of itself; what is left out before is told after the table.
                Some((_, Container::TableHead | Container::TableRow)) => {}
                _ => self.tell_left_out(),
            }
        }
        for at in from..self.open.len() {
            let opened = &mut self.open[at];
            let Some(container) = &opened.container else { continue };
            let container = match container {
                Container::List { start: Some(start) } => Container::List {
                    start: Some(start.saturating_add(opened.items.saturating_sub(1))),
                },
                other => other.clone(),
            };
            let is_note = is_note(opened);
            opened.is_written = true;
            self.out.nodes.push(Node::Open(container));
            if is_note {
                self.tell_left_out();
            }
        }
    }

    fn tell_left_out(&mut self) {
        let halves = std::mem::take(&mut self.left_out);
        if halves > 0 {
            self.out.nodes.push(Node::LeftOut(whole(halves)));
        }
    }

    /// Writes the parts of a block.
    fn write(&mut self, block: &Block, parts: &[Place<InContent>]) {
        if !self.out.blocks.is_empty() {
            self.out.text.push('\n');
        }
        let start = self.out.text.len();
        let mut pieces: Vec<Shown> = Vec::with_capacity(parts.len());
        for part in parts {
            let before = pieces.last().map(|last| last.part.end());
            let joint = before.map(|before| {
                let at = self.out.text.len() + 1;
                self.out.text.extend([" ", JOINT, " "]);
                (
                    Place::new(at..at + JOINT.len()),
                    whole(self.words.within(Place::new(before..part.start()))),
                )
            });
            let left = self.out.text.len();
            self.out.text.push_str(self.whole.text.slice(part.bytes()));
            let apart = joint.is_some() || self.apart;
            self.places.push(*part, left, apart);
            pieces.push(Shown { part: *part, left, joint });
        }
        let inlines = Inlines { pieces: &pieces, footnotes: &self.footnotes }.of(block);
        let kind = match &block.kind {
            BlockKind::Html => BlockKind::Paragraph,
            BlockKind::Code { .. } => BlockKind::Code { language: None },
            other => other.clone(),
        };
        let text = start..self.out.text.len();
        self.out.nodes.push(Node::Block(self.out.blocks.len()));
        self.out.blocks.push(Block {
            kind,
            id: block.id.clone(),
            text: Place::new(text),
            inlines,
            source: block.source,
        });
    }
}

/// An element without what its attributes say.
fn bare(tag: &HtmlTag) -> HtmlTag {
    let is_kept = |(name, _): &&(String, String)| matches!(name.as_str(), "lang" | "dir");
    HtmlTag {
        name: tag.name.clone(),
        attributes: tag.attributes.iter().filter(is_kept).cloned().collect(),
    }
}

/// A part of a block, and where it stands in what is left.
struct Shown {
    part: Place<InContent>,
    left: usize,
    /// The sign before it, with a space on either side: its bytes in what is left, and for how many
    /// words it stands.
    joint: Option<(Place<InContent>, usize)>,
}

/// The content of a block, as much as is shown.
struct Inlines<'a> {
    pieces: &'a [Shown],
    footnotes: &'a BTreeSet<usize>,
}

impl Inlines<'_> {
    fn of(&self, block: &Block) -> Vec<Inline> {
        let mut out = Vec::new();
        // The markup that is open, and whether it is written.
        let mut open: Vec<(Option<Markup>, bool)> = Vec::new();
        let mut at = block.text.start();
        for inline in &block.inlines {
            match inline {
                Inline::Open(markup) => open.push((kept(markup), false)),
                Inline::Close => {
                    if let Some((Some(_), true)) = open.pop() {
                        out.push(Inline::Close);
                    }
                }
                Inline::Text(range) => {
                    self.text(*range, &mut open, &mut out);
                    at = range.end();
                }
                Inline::Break if self.is_within(at) => out.push(Inline::Break),
                Inline::FootnoteReference { number, .. }
                    if self.footnotes.contains(number) && self.is_reached(at) =>
                {
                    out.push(inline.clone());
                }
                Inline::Break | Inline::Image { .. } | Inline::FootnoteReference { .. } => {}
            }
        }
        out
    }

    /// Whether the text is shown before and after a byte.
    fn is_within(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.part.start() < at && at < piece.part.end())
    }

    /// Whether the text is shown before a byte.
    fn is_reached(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.part.start() < at && at <= piece.part.end())
    }

    /// What is shown of some text, and the joints before the parts that begin in it.
    fn text(
        &self,
        range: Place<InContent>,
        open: &mut [(Option<Markup>, bool)],
        out: &mut Vec<Inline>,
    ) {
        let first = self.pieces.partition_point(|piece| piece.part.end() <= range.start());
        let here = self.pieces.iter().skip(first);
        for piece in here.take_while(|piece| piece.part.start() < range.end()) {
            let shown = piece.part.meet(range);
            if let Some((joint, words)) =
                piece.joint.as_ref().filter(|_| shown.start() == piece.part.start())
            {
                out.push(Inline::Text(Place::new(joint.start() - 1..joint.start())));
                out.push(Inline::Open(Markup::LeftOut(*words)));
                out.push(Inline::Text(*joint));
                out.push(Inline::Close);
                out.push(Inline::Text(Place::new(joint.end()..joint.end() + 1)));
            }
            for (markup, is_written) in open.iter_mut() {
                if let Some(markup) = markup.as_ref().filter(|_| !*is_written) {
                    out.push(Inline::Open(markup.clone()));
                    *is_written = true;
                }
            }
            let moved = |byte: usize| piece.left + byte - piece.part.start();
            out.push(Inline::Text(Place::new(moved(shown.start())..moved(shown.end()))));
        }
    }
}

/// Markup as it stays: without what it says besides its text.
fn kept(markup: &Markup) -> Option<Markup> {
    match markup {
        Markup::Link(_) | Markup::LeftOut(_) => None,
        Markup::Html(tag) if GO.contains(&&*tag.name) => None,
        Markup::Html(tag) => Some(Markup::Html(bare(tag))),
        plain => Some(plain.clone()),
    }
}
