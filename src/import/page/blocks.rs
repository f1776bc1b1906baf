//! A page cut into blocks of text, each with what the page says of it: where it stands, and whether
//! it is shown at all. All text of the page is in one of them, so that what is left out can be told.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::region::{Region, region};
use crate::import::body::one_line;
use crate::import::html::BLOCKS;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Caption,
    Table,
    /// Text that stands in no element of its own.
    Loose,
    Picture,
    /// Something from elsewhere, or played: a frame, a film.
    Embedded,
}

/// Text of a page between two breaks.
pub(super) struct PageBlock<'a> {
    /// The nodes of its text.
    pub(super) nodes: Vec<NodeRef<'a>>,
    /// Its text, on one line.
    pub(super) text: String,
    /// How many of its characters are in links.
    linked: usize,
    pub(super) kind: Kind,
    /// The element that holds the one in which it stands.
    pub(super) parent: Option<NodeId>,
    /// The boxes in which it stands that hold no report's text, from the outermost in.
    pub(super) regions: Vec<(NodeId, Region)>,
    /// Whether it stands in an element that is called an introduction to the report.
    pub(super) leads: bool,
}

impl PageBlock<'_> {
    /// Whether nearly all of it is links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 10 >= self.text.chars().count() * 8
    }

    pub(super) fn words(&self) -> usize {
        words(&self.text)
    }

    pub(super) fn is_text(&self) -> bool {
        !matches!(self.kind, Kind::Picture | Kind::Embedded)
    }
}

/// How many words a text has; in scripts without spaces two signs count as one.
pub(super) fn words(text: &str) -> usize {
    let signs = text.chars().filter(|c| *c >= '\u{2e80}').count();
    text.split_whitespace().count().max(signs / 2)
}

/// So many boxes around a block are looked at, from the outermost in.
const MOST_REGIONS: usize = 8;

/// Elements that break the line besides those that only do that.
const OTHERS_BREAKING: &[&str] = &[
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "listing",
    "menu",
    "ol",
    "pre",
    "select",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that have no text that is printed.
const SILENT: &[&str] =
    &["script", "style", "template", "head", "title", "noembed", "noframes", "textarea", "rp"];

const EMBEDDED: &[&str] = &["iframe", "video", "audio", "object", "embed", "canvas", "svg"];

/// What is known of an element by those around it.
#[derive(Clone, Copy)]
struct Known {
    element: NodeId,
    kind: Kind,
    parent: Option<NodeId>,
    regions: usize,
    linked: bool,
    silent: bool,
    leads: bool,
}

struct Walk<'a> {
    known: HashMap<NodeId, Known>,
    /// Lists of regions, shared by all that stand in them.
    regions: Vec<Vec<(NodeId, Region)>>,
    blocks: Vec<PageBlock<'a>>,
    /// The element of the block in the making, if it may go on.
    open: Option<NodeId>,
}

/// The blocks of a page in reading order.
pub(super) fn blocks(document: &Document) -> Vec<PageBlock<'_>> {
    let root = document.html_root();
    let mut walk =
        Walk { known: HashMap::new(), regions: vec![Vec::new()], blocks: Vec::new(), open: None };
    let first = Known {
        element: root.id,
        kind: Kind::Loose,
        parent: None,
        regions: 0,
        linked: false,
        silent: false,
        leads: false,
    };
    walk.known.insert(root.id, first);
    for node in root.descendants_it() {
        walk.node(node);
    }
    for block in &mut walk.blocks {
        block.text = one_line(&block.text);
    }
    walk.blocks.retain(|block| !block.text.is_empty());
    walk.blocks
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: NodeRef<'a>) {
        let Some(around) = node.parent().and_then(|parent| self.known.get(&parent.id).copied())
        else {
            return;
        };
        if node.is_text() {
            if !around.silent {
                self.text(node, &around);
            }
            return;
        }
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        let mut known = around;
        if !around.silent {
            self.element(&node, name, &mut known);
        }
        self.known.insert(node.id, known);
    }

    fn element(&mut self, node: &NodeRef<'a>, name: &str, known: &mut Known) {
        let embedded = EMBEDDED.contains(&name);
        known.silent = SILENT.contains(&name) || embedded;
        known.linked |= name == "a";
        if known.silent || name == "img" {
            self.aside(node, name, embedded, known);
            return;
        }
        if let Some(found) = region(node, name) {
            let mut list = self.regions.get(known.regions).cloned().unwrap_or_default();
            if list.len() < MOST_REGIONS {
                list.push((node.id, found));
                self.regions.push(list);
                known.regions = self.regions.len() - 1;
            }
        }
        known.leads |= super::region::leads(node);
        match name {
            // A table of data is one block: its cells mean something together.
            _ if known.kind == Kind::Table => {}
            "br" | "hr" => self.open = self.open.filter(|_| name == "br"),
            _ if BLOCKS.contains(&name) || OTHERS_BREAKING.contains(&name) => {
                self.open = None;
                let holds = known.element;
                *known = Known { element: node.id, parent: Some(holds), ..*known };
                known.kind = match name {
                    "table" if is_data(node) => Kind::Table,
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
                    "li" => Kind::Item,
                    "figcaption" => Kind::Caption,
                    "p" if known.kind == Kind::Caption || known.kind == Kind::Item => known.kind,
                    "p" | "blockquote" | "pre" | "dd" | "dt" => Kind::Paragraph,
                    _ if known.kind == Kind::Caption => Kind::Caption,
                    _ => Kind::Loose,
                };
            }
            _ => {}
        }
        if name == "br"
            && let Some(block) = self.blocks.last_mut()
        {
            block.text.push(' ');
        }
    }

    /// A picture, or something that is played, by what is said in its stead.
    fn aside(&mut self, node: &NodeRef<'a>, name: &str, embedded: bool, known: &Known) {
        let attribute = |name: &str| {
            node.attr(name).map(|value| one_line(&value)).filter(|value| !value.is_empty())
        };
        let (kind, said) = match name {
            "img" => (Kind::Picture, attribute("alt")),
            "svg" => (Kind::Picture, Some(one_line(&node.text()))),
            _ if embedded => {
                let said = attribute("title").or_else(|| attribute("src"));
                (Kind::Embedded, said.or_else(|| attribute("data")))
            }
            _ => return,
        };
        let Some(text) = said.filter(|said| !said.is_empty()) else { return };
        let parent = known.parent;
        let regions = self.regions.get(known.regions).cloned().unwrap_or_default();
        let (leads, nodes) = (known.leads, Vec::new());
        let block = PageBlock { nodes, text, linked: 0, kind, parent, regions, leads };
        // Text goes on around a small picture.
        let at = self.blocks.len() - usize::from(self.open.is_some() && !self.blocks.is_empty());
        self.blocks.insert(at, block);
    }

    fn text(&mut self, node: NodeRef<'a>, known: &Known) {
        let text = node.text();
        if self.open != Some(known.element) {
            if text.trim().is_empty() {
                return;
            }
            self.open = Some(known.element);
            self.blocks.push(PageBlock {
                nodes: Vec::new(),
                text: String::new(),
                linked: 0,
                kind: known.kind,
                parent: known.parent,
                regions: self.regions.get(known.regions).cloned().unwrap_or_default(),
                leads: known.leads,
            });
        }
        let Some(block) = self.blocks.last_mut() else { return };
        if known.kind == Kind::Table {
            block.text.push(' ');
        }
        block.text.push_str(&text);
        block.nodes.push(node);
        if known.linked {
            block.linked += text.trim().chars().count();
        }
    }
}

/// Whether a table holds data. Others lay out a page.
fn is_data(table: &NodeRef<'_>) -> bool {
    const LONGEST_CELL: usize = 80;
    let (mut rows, mut columns, mut most, mut cell) = (0, 0, 0, 0);
    for node in table.descendants_it() {
        if node.is_text() {
            cell += words(&node.text());
        }
        if cell > LONGEST_CELL {
            return false;
        }
        let Some(name) = node.node_name() else { continue };
        match &*name {
            "table" | "form" | "article" | "nav" => return false,
            "tr" => {
                rows += 1;
                columns = 0;
            }
            "td" | "th" => {
                columns += 1;
                most = most.max(columns);
                cell = 0;
            }
            _ => {}
        }
    }
    rows > 1 && most > 1
}
