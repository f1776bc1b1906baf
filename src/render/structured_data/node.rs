//! A node of JSON-LD.

use serde::{Serialize, Serializer};

use crate::render::engine::Html;
use crate::slice::Slice;

/// A thing and what is said of it, in the order in which it is said.
#[derive(Debug, Clone, Default)]
pub(super) struct Node(Vec<(&'static str, Item)>);

/// What is said of a thing.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Item {
    Text(String),
    Node(Node),
    List(Vec<Item>),
}

impl Node {
    /// A thing of a type of schema.org's.
    pub(super) fn new(kind: &str) -> Self {
        Self::default().with("@type", kind)
    }

    /// A thing that is told of elsewhere, by its id.
    pub(super) fn id(id: String) -> Self {
        Self::default().with("@id", id)
    }

    /// Adds a property, which the thing does not have yet.
    pub(super) fn with(mut self, key: &'static str, value: impl Into<Item>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// Adds a property, where there is a value.
    pub(super) fn maybe(self, key: &'static str, value: Option<impl Into<Item>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a property with several values, where there are any.
    pub(super) fn list(self, key: &'static str, values: Vec<impl Into<Item>>) -> Self {
        let mut values: Vec<Item> = values.into_iter().map(Into::into).collect();
        match values.len() {
            0 => self,
            1 => self.maybe(key, values.pop()),
            _ => self.with(key, Item::List(values)),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl From<&str> for Item {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Item {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Node> for Item {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

/// A graph as it stands in a page.
pub(super) fn block(graph: Vec<Node>) -> Html {
    let graph = Item::List(graph.into_iter().map(Item::Node).collect());
    let whole = Node::default().with("@context", "https://schema.org").with("@graph", graph);
    // Strings, lists and maps by string: this cannot fail.
    let json = serde_json::to_string(&whole).unwrap_or_default();
    Html::new(&without_markup(&json))
}

/// JSON in which nothing can be read as markup: these characters stand in its texts alone.
fn without_markup(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = memchr::memchr3(b'<', b'>', b'&', rest.as_bytes()) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match special.as_bytes().first() {
            Some(b'<') => "\\u003c",
            Some(b'>') => "\\u003e",
            _ => "\\u0026",
        });
        rest = special.slice(1..);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_closes_the_block() {
        let text = "</script><!-- & \u{2028}\"\\";
        let node = Node::new("Thing").with("name", text);
        let written = without_markup(&serde_json::to_string(&node).unwrap());
        assert!(!written.contains(['<', '>', '&']), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["name"], text);
    }
}
