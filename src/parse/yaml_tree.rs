//! YAML with places: what serde's reading leaves out. Made only when something is to be told.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

/// How many maps and lists may stand in each other here; the reader itself allows 128.
const DEEPEST: usize = 128;

/// What is said of more.
pub const TOO_DEEP: &str = "here more than 128 lists and maps stand in each other";

/// A node with its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// What it is.
    pub kind: NodeKind,
    /// Its bytes.
    pub range: Range<usize>,
}

/// The kinds of node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// A text, number, truth value or nothing.
    Scalar {
        /// As it reads without its quotes.
        text: String,
        /// Whether it stands without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Tree>),
    /// A map.
    Map(Vec<Entry>),
    /// Something that stands elsewhere, by `*name`.
    Alias,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's bytes.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Tree,
}

impl Tree {
    /// The node at a path of keys and, for lists, numbers from 0.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        let mut node = self;
        for step in path {
            node = match &node.kind {
                NodeKind::Map(entries) => &entries.iter().find(|entry| entry.key == *step)?.value,
                NodeKind::List(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }
}

/// Reads one document.
///
/// # Errors
/// The byte at which it cannot be read, and the parser's words.
pub fn parse(text: &str) -> Result<Tree, (usize, String)> {
    let offsets: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    let byte = |marker: &Marker| offsets.get(marker.index()).copied().unwrap_or(text.len());
    let mut open: Vec<Building> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| (byte(error.marker()), error.info().to_owned()))?;
        let (start, end) = (byte(&span.start), byte(&span.end));
        let done = match event {
            Event::Scalar(value, style, _, _) => Some(Tree {
                kind: NodeKind::Scalar {
                    text: value.into_owned(),
                    plain: style == ScalarStyle::Plain,
                },
                range: start..end,
            }),
            Event::Alias(_) => Some(Tree { kind: NodeKind::Alias, range: start..end }),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= DEEPEST {
                    return Err((start, TOO_DEEP.into()));
                }
                let map = matches!(event, Event::MappingStart(..));
                open.push(Building { map, start, nodes: Vec::new() });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop().map(|building| building.finish(end))
            }
            _ => None,
        };
        if let Some(node) = done {
            match open.last_mut() {
                Some(building) => building.nodes.push(node),
                None => root = root.or(Some(node)),
            }
        }
    }
    Ok(root.unwrap_or(Tree { kind: NodeKind::Map(Vec::new()), range: 0..0 }))
}

struct Building {
    map: bool,
    start: usize,
    nodes: Vec<Tree>,
}

impl Building {
    fn finish(self, end: usize) -> Tree {
        let kind = if self.map {
            let mut nodes = self.nodes.into_iter();
            let mut entries = Vec::new();
            while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
                let name = match key.kind {
                    NodeKind::Scalar { text, .. } => text,
                    _ => String::new(),
                };
                entries.push(Entry { key: name, key_range: key.range, value });
            }
            NodeKind::Map(entries)
        } else {
            NodeKind::List(self.nodes)
        };
        Tree { kind, range: self.start..end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_know_their_place() {
        let text = "title: Über\nfacts:\n  - {label: a, value: b}\n";
        let tree = parse(text).unwrap();
        let value = tree.at(&["facts", "0", "value"]).unwrap();
        assert_eq!(&text[value.range.clone()], "b");
        assert_eq!(&text[tree.at(&["title"]).unwrap().range.clone()], "Über");
        assert_eq!(tree.at(&["facts", "1"]), None);
    }

    #[test]
    fn deep_nesting_is_an_error() {
        assert!(parse(&"[".repeat(20_000)).is_err());
    }
}
