//! Markdown as a flat tree in reading order, with the text that a reader's browser will show.
//!
//! The tree is a list in which containers open and close: whatever is done with it is one scan,
//! and depth costs no stack. All text content stands in one string; blocks, inline markup and
//! passages are ranges in it.

use crate::place::{InContent, InSource, Place};
use crate::slice::Slice;

/// A parsed body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// Containers and blocks in reading order.
    pub nodes: Vec<Node>,
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    /// The text content of all blocks, joined by line feeds. Each block's part is, character for
    /// character, what a browser gives as its element's `textContent`.
    pub text: String,
    /// Links and pictures, in reading order.
    pub links: Vec<Link>,
    /// From text to source, in order of both.
    pub runs: Vec<SourceRun>,
}

/// A step of the scan over a tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// A container begins.
    Open(Container),
    /// The innermost open container ends.
    Close,
    /// The block of this number in [`Document::blocks`].
    Block(usize),
    /// A thematic break.
    Rule,
    /// So many words of the report that are not shown: no parser makes it, but what takes them out.
    LeftOut(usize),
}

/// What holds blocks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// A table.
    Table,
    /// The head row of a table.
    TableHead,
    /// A row of a table's body.
    TableRow,
    /// The text of a footnote.
    Footnote {
        /// From 1, in order of the first reference.
        number: usize,
    },
    /// An element of raw HTML, sanitised.
    Html(HtmlTag),
}

/// An element of raw HTML that passed the sanitiser.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HtmlTag {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes, values not escaped.
    pub attributes: Vec<(String, String)>,
}

/// A block that itself holds text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// `p-` and six hexadecimal digits of its folded text, unique in the document; empty for a
    /// block without text.
    pub id: String,
    /// Its part of [`Document::text`].
    pub text: Place<InContent>,
    /// Its content: text and inline markup, in order.
    pub inlines: Vec<Inline>,
    /// Its place in the source file.
    pub source: Place<InSource>,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// The text of a tight list item.
    TightItem,
    /// A table cell.
    Cell {
        /// Whether it stands in the table's head.
        head: bool,
        /// How its column is aligned.
        alignment: Alignment,
    },
    /// A code block, with the language it names.
    Code {
        /// The first word of the info string.
        language: Option<String>,
    },
    /// Text directly inside an element of raw HTML.
    Html,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the page has it.
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A step of the scan over a block's content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Inline markup begins.
    Open(Markup),
    /// The innermost open markup ends.
    Close,
    /// Text: a part of [`Document::text`].
    Text(Place<InContent>),
    /// A hard line break; the space after it is text of its own.
    Break,
    /// A picture: a number in [`Document::links`], and its alternative text.
    Image {
        /// Number in [`Document::links`].
        link: usize,
        /// Alternative text.
        alt: String,
    },
    /// A reference to a footnote.
    FootnoteReference {
        /// The footnote's number.
        number: usize,
        /// Which reference to that footnote this is, from 1.
        occurrence: usize,
    },
}

/// Inline markup.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Markup {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// `` `…` ``
    Code,
    /// A link: a number in [`Document::links`].
    Link(usize),
    /// An element of raw HTML, sanitised.
    Html(HtmlTag),
    /// A sign that so many words of the block are not shown here; it is text.
    LeftOut(usize),
}

/// A link or picture as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// The URL, or what stands in `[[…]]` before a `|`.
    pub destination: String,
    /// The title, where there is one.
    pub title: Option<String>,
    /// Which syntax.
    pub kind: LinkKind,
    /// Its place in the source file.
    pub source: Place<InSource>,
}

/// The syntaxes of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](url)` or a kin of it.
    Link,
    /// `![text](url)`.
    Image,
    /// `[[id]]`: its text is the name of what it leads to.
    Wiki,
    /// `[[id|text]]`.
    WikiLabelled,
}

/// A stretch of text and where it comes from. A verbatim one has equal lengths, so that a place
/// in it can be found exactly; an entity or escape leads to its whole source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceRun {
    /// In [`Document::text`].
    pub text: Place<InContent>,
    /// In the source file.
    pub source: Place<InSource>,
    /// Whether text and source are the same bytes.
    pub verbatim: bool,
}

impl Document {
    /// The words at a place.
    #[must_use]
    pub fn slice(&self, place: Place<InContent>) -> &str {
        self.text.slice(place.bytes())
    }

    /// The place of all its text.
    #[must_use]
    pub fn whole(&self) -> Place<InContent> {
        Place::new(0..self.text.len())
    }

    /// The bytes of the source file that print a place.
    #[must_use]
    pub fn source_of(&self, text: Place<InContent>) -> Place<InSource> {
        let first = self.runs.partition_point(|run| run.text.end() <= text.start());
        let Some(run) = self.runs.get(first) else {
            let end = self.runs.last().map_or(0, |run| run.source.end());
            return Place::new(end..end);
        };
        let start = if run.verbatim {
            run.source.start() + text.start().saturating_sub(run.text.start())
        } else {
            run.source.start()
        };
        let after = self.runs.partition_point(|run| run.text.start() < text.end());
        let end = match after.checked_sub(1).and_then(|last| self.runs.get(last)) {
            Some(run) if run.verbatim => {
                run.source.start() + text.end().min(run.text.end()).saturating_sub(run.text.start())
            }
            Some(run) => run.source.end(),
            None => start,
        };
        Place::new(start..end.max(start))
    }

    /// The number of the block that holds a byte of the text; between two blocks, the earlier.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        self.blocks.partition_point(|block| block.text.start() <= offset).checked_sub(1)
    }

    /// The words that a link shows, its pictures' alternative texts among them.
    #[must_use]
    pub fn words_of_link(&self, link: usize) -> String {
        let mut words = String::new();
        for block in &self.blocks {
            // How many markups are open within the link; none where it is not open itself.
            let mut depth = None;
            for inline in &block.inlines {
                match (inline, depth) {
                    (Inline::Open(_), Some(open)) => depth = Some(open + 1),
                    (Inline::Open(Markup::Link(it)), None) if *it == link => depth = Some(0usize),
                    (Inline::Close, Some(open)) => depth = open.checked_sub(1),
                    (Inline::Text(range), Some(_)) => {
                        words.push_str(self.text.slice(range.bytes()))
                    }
                    (Inline::Image { alt, .. }, Some(_)) => words.push_str(alt),
                    _ => {}
                }
            }
        }
        words
    }
}
