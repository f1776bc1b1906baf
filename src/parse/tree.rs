//! A tree in the making: keeps blocks, markup and text in step while one is built.

use super::document::{
    Alignment, Block, BlockKind, Container, Document, Inline, Link, LinkKind, Markup, Node,
    SourceRun,
};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::unseen;

/// A [`Document`] in the making.
#[derive(Debug, Default)]
pub(super) struct Tree {
    document: Document,
    open: Vec<Open>,
    /// Whether a block's text goes on after an edge that it cannot show, and that parts words.
    parted: bool,
}

/// What is open.
#[derive(Debug, Clone)]
struct Open {
    what: What,
    by: By,
}

#[derive(Debug, Clone)]
enum What {
    Container(Holds),
    Block,
    Markup(Markup),
    /// What leaves no trace of its own, but that what stands before and after an edge is no one word.
    Nothing {
        edge: bool,
    },
}

/// What may stand directly in a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Blocks,
    /// As [`Holds::Blocks`], and text directly in it is a tight item's.
    Item,
    Items,
    Rows,
    Cells,
}

impl Holds {
    fn of(container: &Container) -> Self {
        match container {
            Container::List { .. } => Self::Items,
            Container::Item => Self::Item,
            Container::Table => Self::Rows,
            Container::TableHead | Container::TableRow => Self::Cells,
            Container::Quote | Container::Footnote { .. } | Container::Html(_) => Self::Blocks,
        }
    }
}

/// Who opened something, and so what ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Markdown: all that stands in it ends with it.
    Markdown,
    /// A tag of raw HTML, by its name.
    Element(&'static str),
    /// Nobody: it was wanted for what stands in it, and ends where something else begins.
    Implied,
}

/// What is to be opened, as far as it matters where it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Row,
    Cell,
    Item,
    Other,
}

impl Tree {
    /// Opens something that holds blocks. Inside a block it leaves no trace, nor where no such thing
    /// may stand.
    pub(super) fn open_container(&mut self, container: Container, by: By) {
        let wanted = match container {
            Container::TableHead | Container::TableRow => Wanted::Row,
            Container::Item => Wanted::Item,
            _ => Wanted::Other,
        };
        match self.make_room(wanted, by) {
            true => self.start_container(container, by),
            false => self.open.push(Open { what: What::Nothing { edge: true }, by }),
        }
    }

    fn start_container(&mut self, container: Container, by: By) {
        self.open.push(Open { what: What::Container(Holds::of(&container)), by });
        self.document.nodes.push(Node::Open(container));
    }

    /// Opens a block. Inside a block it leaves no trace, nor where no such thing may stand.
    pub(super) fn open_block(&mut self, kind: BlockKind, source: Place<InSource>, by: By) {
        let wanted = match kind {
            BlockKind::Cell { .. } => Wanted::Cell,
            _ => Wanted::Other,
        };
        match self.make_room(wanted, by) {
            true => self.start_block(kind, source, by),
            false => self.open.push(Open { what: What::Nothing { edge: true }, by }),
        }
    }

    fn start_block(&mut self, kind: BlockKind, source: Place<InSource>, by: By) {
        if !self.document.blocks.is_empty() {
            self.document.text.push('\n');
        }
        let at = self.document.text.len();
        self.document.nodes.push(Node::Block(self.document.blocks.len()));
        self.document.blocks.push(Block {
            kind,
            id: String::new(),
            text: Place::new(at..at),
            inlines: Vec::new(),
            source,
        });
        self.open.push(Open { what: What::Block, by });
        self.parted = false;
    }

    /// Makes room for a block or container. False where it cannot stand, and where the block that is
    /// open stays so: then the two parts of its text are no one word.
    fn make_room(&mut self, wanted: Wanted, by: By) -> bool {
        if let Some(at) = self.open.iter().rposition(|open| matches!(open.what, What::Block)) {
            let ends = match self.open[at].by {
                By::Implied | By::Element("p") => true,
                By::Element(name) => by == By::Markdown && !matches!(name, "td" | "th"),
                By::Markdown => false,
            };
            if !ends {
                self.parted = true;
                return false;
            }
            self.close_to(at);
        }
        let innermost = |tree: &Self| {
            tree.open.iter().enumerate().rev().find_map(|(at, open)| match open.what {
                What::Container(holds) => Some((at, holds, open.by)),
                _ => None,
            })
        };
        // A row or item that only stray text had begun ends before another.
        if let Some((at, Holds::Cells, By::Implied)) = innermost(self)
            && wanted == Wanted::Row
        {
            self.close_to(at);
        }
        if let Some((at, Holds::Item, By::Implied)) = innermost(self)
            && wanted == Wanted::Item
        {
            self.close_to(at);
        }
        let holds = innermost(self).map_or(Holds::Blocks, |(_, holds, _)| holds);
        match (holds, wanted) {
            (Holds::Blocks | Holds::Item | Holds::Items, Wanted::Row | Wanted::Cell)
            | (Holds::Blocks | Holds::Item, Wanted::Item)
            | (Holds::Cells, Wanted::Row) => false,
            (Holds::Blocks | Holds::Item, Wanted::Other)
            | (Holds::Items, Wanted::Item)
            | (Holds::Rows, Wanted::Row)
            | (Holds::Cells, Wanted::Cell) => true,
            (Holds::Items, Wanted::Other) => {
                self.start_container(Container::Item, By::Implied);
                true
            }
            (Holds::Rows, Wanted::Cell) => {
                self.start_container(Container::TableRow, By::Implied);
                true
            }
            (Holds::Rows | Holds::Cells, Wanted::Other | Wanted::Item) => {
                self.imply_cell(holds, Place::new(0..0));
                false
            }
        }
    }

    /// Begins a cell for what stands in a table and in none of its cells.
    fn imply_cell(&mut self, holds: Holds, source: Place<InSource>) {
        if holds == Holds::Rows {
            self.start_container(Container::TableRow, By::Implied);
        }
        let kind = BlockKind::Cell { head: false, alignment: Alignment::Default };
        self.start_block(kind, source, By::Implied);
    }

    /// Begins a block for text that stands in none.
    fn imply_block(&mut self, source: Place<InSource>) {
        let in_block = |open: &Open| matches!(open.what, What::Block | What::Markup(_));
        if self.open.iter().rev().any(in_block) {
            return;
        }
        let holds = self.open.iter().rev().find_map(|open| match open.what {
            What::Container(holds) => Some(holds),
            _ => None,
        });
        let kind = match holds {
            Some(holds @ (Holds::Rows | Holds::Cells)) => {
                return self.imply_cell(holds, source);
            }
            Some(Holds::Items) => {
                self.start_container(Container::Item, By::Implied);
                BlockKind::TightItem
            }
            Some(Holds::Item) => BlockKind::TightItem,
            Some(Holds::Blocks) | None => BlockKind::Html,
        };
        self.start_block(kind, source, By::Implied);
    }

    pub(super) fn open_markup(&mut self, markup: Markup, source: Place<InSource>, by: By) {
        self.imply_block(source);
        self.inline(Inline::Open(markup.clone()), source);
        self.open.push(Open { what: What::Markup(markup), by });
    }

    /// Opens what leaves no trace.
    pub(super) fn open_nothing(&mut self, by: By) {
        self.open.push(Open { what: What::Nothing { edge: false }, by });
    }

    /// Ends what Markdown opened last, and all that stands in it. Tags that stand in each other's way
    /// with Markdown's markup go on behind it.
    pub(super) fn end(&mut self) {
        let Some(at) = self.open.iter().rposition(|open| open.by == By::Markdown) else { return };
        self.end_at(at);
    }

    /// Ends an element of raw HTML, where one of that name is open. One that Markdown's own blocks or
    /// a table's cell stand in is not ended from there.
    pub(super) fn end_element(&mut self, name: &str) {
        let of_table = matches!(name, "table" | "thead" | "tbody" | "tr" | "td" | "th");
        for (at, open) in self.open.iter().enumerate().rev() {
            match open.by {
                By::Element(element) if element == name => return self.end_at(at),
                By::Element("table" | "td" | "th") if !of_table => return,
                By::Markdown if !matches!(open.what, What::Markup(_)) => return,
                _ => {}
            }
        }
    }

    /// Ends the innermost element of one of these names, unless it is within one of the others.
    pub(super) fn end_nearest(&mut self, names: &[&str], within: &[&str]) {
        for (at, open) in self.open.iter().enumerate().rev() {
            match open.by {
                By::Element(name) if within.contains(&name) => return,
                By::Element(name) if names.contains(&name) => return self.end_at(at),
                By::Markdown if !matches!(open.what, What::Markup(_)) => return,
                _ => {}
            }
        }
    }

    fn end_at(&mut self, at: usize) {
        let ended = self.open.get(at).map(|open| open.what.clone());
        let goes_on = match ended {
            Some(What::Markup(_)) => self.open.split_off(at + 1),
            _ => Vec::new(),
        };
        for open in goes_on.iter().rev() {
            self.closed(&open.what);
        }
        self.close_to(at);
        for open in goes_on {
            if let What::Markup(markup) = open.what {
                self.open_markup(markup, Place::new(0..0), open.by);
            }
        }
        if let Some(What::Nothing { edge: true }) = ended {
            self.parted = self.in_block();
        }
    }

    /// Ends a block that nobody opened.
    pub(super) fn end_implied(&mut self) {
        let implied = |open: &Open| matches!(open.what, What::Block) && open.by == By::Implied;
        if let Some(at) = self.open.iter().rposition(implied) {
            self.close_to(at);
        }
    }

    /// Ends everything.
    pub(super) fn end_all(&mut self) {
        self.close_to(0);
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(open) = self.open.pop()
        {
            self.closed(&open.what);
        }
    }

    fn closed(&mut self, what: &What) {
        match what {
            What::Container(_) => self.document.nodes.push(Node::Close),
            What::Markup(_) => {
                if let Some(block) = self.document.blocks.last_mut() {
                    block.inlines.push(Inline::Close);
                }
            }
            What::Block => self.end_block(),
            What::Nothing { .. } => {}
        }
    }

    fn in_block(&self) -> bool {
        self.open.iter().any(|open| matches!(open.what, What::Block))
    }

    /// How many elements of raw HTML are open.
    pub(super) fn elements(&self) -> usize {
        self.open.iter().filter(|open| matches!(open.by, By::Element(_))).count()
    }

    /// Whether the head of the innermost table is open.
    pub(super) fn is_in_table_head(&self) -> bool {
        let mut inner = self.open.iter().rev().take_while(|open| open.by != By::Element("table"));
        inner.any(|open| open.by == By::Element("thead"))
    }

    /// Whether nothing stands yet in the container that was opened last.
    pub(super) fn is_empty_container(&self) -> bool {
        matches!(self.document.nodes.last(), Some(Node::Open(_)))
    }

    /// Whether a link is open: another cannot stand in it.
    pub(super) fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open.what, What::Markup(Markup::Link(_))))
    }

    /// Whether the block that is open is code, in which every line feed counts.
    pub(super) fn is_in_code_block(&self) -> bool {
        let code = self.document.blocks.last();
        self.in_block() && code.is_some_and(|it| matches!(it.kind, BlockKind::Code { .. }))
    }

    /// Whether text that comes now would be a block's first.
    pub(super) fn begins_block(&self) -> bool {
        let start = self.document.blocks.last().map(|block| block.text.start());
        !self.in_block() || start == Some(self.document.text.len())
    }

    fn end_block(&mut self) {
        self.parted = false;
        if self.document.blocks.last().is_some_and(|it| matches!(it.kind, BlockKind::Code { .. })) {
            self.trim_code();
        }
        if let Some(block) = self.document.blocks.last_mut() {
            block.text = block.text.until(self.document.text.len());
        }
    }

    fn inline(&mut self, inline: Inline, source: Place<InSource>) {
        if let Some(block) = self.document.blocks.last_mut() {
            block.source = block.source.until(block.source.end().max(source.end()));
            block.inlines.push(inline);
        }
    }

    /// Adds text; `verbatim` says that the source has the same bytes. Characters that no reader would
    /// miss are left out; for one that no page can hold stands U+FFFD, as CommonMark has it for U+0000.
    pub(super) fn text(&mut self, text: &str, source: Place<InSource>, verbatim: bool) {
        if !unseen::occurs_in(text) {
            return self.seen_text(text, source, verbatim);
        }
        let before = self.document.text.chars().next_back().filter(|_| self.in_block());
        let parts = unseen::kept(text, before);
        if verbatim && source.len() == text.len() {
            for part in parts {
                let place = source.start() + part.start..source.start() + part.end;
                self.seen_text(text.slice(part), Place::new(place), true);
            }
        } else {
            let text: String = parts.into_iter().map(|part| text.slice(part)).collect();
            self.seen_text(&text, source, false);
        }
    }

    fn seen_text(&mut self, text: &str, source: Place<InSource>, verbatim: bool) {
        if !may_be_unprintable(text) {
            return self.printable_text(text, source, verbatim);
        }
        if !verbatim || source.len() != text.len() {
            return self.printable_text(&printable(text), source, false);
        }
        let mut at = 0;
        for (start, bad) in text.match_indices(is_unprintable) {
            let end = start + bad.len();
            self.printable_text(text.slice(at..start), source.part(at..start), true);
            self.printable_text("\u{fffd}", source.part(start..end), false);
            at = end;
        }
        self.printable_text(text.slice(at..), source.since(source.start() + at), true);
    }

    fn printable_text(&mut self, text: &str, source: Place<InSource>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        if !self.in_block() {
            if text.trim().is_empty() {
                return;
            }
            self.imply_block(source);
        }
        if std::mem::take(&mut self.parted) {
            self.part(text, source);
        }
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let end = self.document.text.len();
        match self.document.runs.last_mut() {
            Some(run)
                if verbatim
                    && run.verbatim
                    && run.text.end() == start
                    && run.source.end() == source.start() =>
            {
                run.text = run.text.until(end);
                run.source = run.source.until(source.end());
            }
            _ => self.document.runs.push(SourceRun {
                text: Place::new(start..end),
                source,
                verbatim: verbatim && source.len() == text.len(),
            }),
        }
        match self.document.blocks.last_mut().and_then(|block| block.inlines.last_mut()) {
            Some(Inline::Text(range)) if range.end() == start => *range = range.until(end),
            _ => self.inline(Inline::Text(Place::new(start..end)), source),
        }
    }

    /// Shows an edge between the text so far and what comes now, where nothing else parts the two.
    fn part(&mut self, next: &str, source: Place<InSource>) {
        let parts = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if self.begins_block()
            || parts(self.document.text.chars().next_back())
            || parts(next.chars().next())
        {
            return;
        }
        let place = source.start()..source.start();
        match self.is_in_code_block() {
            true => self.printable_text("\n", Place::new(place), false),
            false => self.line_break(Place::new(place)),
        }
    }

    /// Adds a hard line break and its space.
    pub(super) fn line_break(&mut self, source: Place<InSource>) {
        self.imply_block(source);
        self.inline(Inline::Break, source);
        self.text(" ", source, false);
    }

    pub(super) fn rule(&mut self, by: By) {
        if self.make_room(Wanted::Other, by) {
            self.document.nodes.push(Node::Rule);
        }
    }

    pub(super) fn image(&mut self, link: usize, alt: String, source: Place<InSource>) {
        let alt = printable(&alt);
        self.imply_block(source);
        self.inline(Inline::Image { link, alt }, source);
    }

    pub(super) fn footnote_reference(
        &mut self,
        number: usize,
        occurrence: usize,
        source: Place<InSource>,
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
        source: Place<InSource>,
    ) -> usize {
        self.document.links.push(Link {
            destination: destination.to_owned(),
            title: (!title.is_empty()).then(|| printable(title)),
            kind,
            source,
        });
        self.document.links.len() - 1
    }

    /// Takes the line feed off the end of a code block's text: it ends the last line, and is none
    /// of its content.
    fn trim_code(&mut self) {
        let Some(block) = self.document.blocks.last_mut() else { return };
        if self.document.text.len() == block.text.start() || !self.document.text.ends_with('\n') {
            return;
        }
        self.document.text.pop();
        let end = self.document.text.len();
        if let Some(Inline::Text(range)) = block.inlines.last_mut() {
            *range = range.until(end);
            if range.start() == range.end() {
                block.inlines.pop();
            }
        }
        if let Some(run) = self.document.runs.last_mut() {
            if run.verbatim {
                run.source =
                    run.source.until(run.source.end().saturating_sub(run.text.end() - end));
            }
            run.text = run.text.until(end);
            if run.text.is_empty() {
                self.document.runs.pop();
            }
        }
    }

    /// The document, in no more room than it needs: it is kept for the whole of a build.
    pub(super) fn finish(mut self) -> Document {
        self.end_all();
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
pub(in crate::parse) fn printable(text: &str) -> String {
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
