//! A body on its way to Markdown: what is kept of a text or a web page.

/// Blocks and containers in reading order. As in [`crate::parse::document`] containers open and
/// close in one list, so that depth costs no stack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The steps.
    pub nodes: Vec<Node>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A container begins.
    Open(Container),
    /// The innermost open container ends.
    Close,
    /// A block of text.
    Block(Block),
    /// A table: rows of cells. The first row is its head.
    Table(Vec<Vec<Vec<Inline>>>),
    /// A thematic break.
    Rule,
}

/// What holds blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A block quote.
    Quote,
    /// A list; of a numbered one, its first number.
    List {
        /// `None` for a bulleted list.
        start: Option<u64>,
    },
    /// A list item.
    Item,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub inlines: Vec<Inline>,
}

/// The kinds of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// Code: its line feeds count.
    Code,
}

/// A piece of a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text and how it is set.
    Text(String, Style),
    /// A hard line break.
    Break,
}

/// How text is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Where it leads.
    pub link: Option<Destination>,
    /// `**…**`
    pub strong: bool,
    /// `*…*`
    pub emphasis: bool,
    /// `~~…~~`
    pub strikethrough: bool,
    /// `` `…` ``
    pub code: bool,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To the web.
    Url(String),
    /// To a page of the briefing: what stands in `[[…]]`.
    Page(String),
    /// The same, where the text is what the page is called: it need not be written.
    Named(String),
}

impl Block {
    /// A paragraph of plain text.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        let inlines = vec![Inline::Text(text.into(), Style::default())];
        Self { kind: BlockKind::Paragraph, inlines }
    }

    /// Its text, without markup.
    #[must_use]
    pub fn text(&self) -> String {
        text_of(&self.inlines)
    }
}

/// The text of pieces; a line break is a space.
#[must_use]
pub fn text_of(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text, _) => text.as_str(),
            Inline::Break => " ",
        })
        .collect()
}

impl Body {
    /// Every piece of its text.
    pub fn inlines_mut(&mut self) -> impl Iterator<Item = &mut Inline> {
        self.nodes.iter_mut().flat_map(|node| -> Box<dyn Iterator<Item = &mut Inline>> {
            match node {
                Node::Block(block) => Box::new(block.inlines.iter_mut()),
                Node::Table(rows) => Box::new(rows.iter_mut().flatten().flatten()),
                Node::Open(_) | Node::Close | Node::Rule => Box::new(std::iter::empty()),
            }
        })
    }

    /// All that it says, a block a line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for node in &self.nodes {
            match node {
                Node::Block(block) => lines.push(block.text()),
                Node::Table(rows) => lines.extend(rows.iter().flatten().map(|cell| text_of(cell))),
                Node::Open(_) | Node::Close | Node::Rule => {}
            }
        }
        lines.join("\n")
    }
}

/// A character of a text that can be kept in a file; control characters and what is no character
/// cannot. Other white space than line feeds becomes a space.
#[must_use]
pub fn keepable(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// A text on one line, without the white space around it.
#[must_use]
pub fn one_line(text: &str) -> String {
    let kept: String = text.chars().filter_map(keepable).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
