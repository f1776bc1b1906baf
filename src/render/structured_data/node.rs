//! A node of JSON-LD.

use serde_json::{Map, Value};

use crate::render::engine::Html;

/// A thing and what is said of it, in the order in which it is said.
#[derive(Debug, Clone, Default)]
pub(super) struct Node(Map<String, Value>);

impl Node {
    /// A thing of a type of schema.org's.
    pub(super) fn new(kind: &str) -> Self {
        Self::default().with("@type", kind)
    }

    /// A thing that is told of elsewhere, by its id.
    pub(super) fn id(id: String) -> Self {
        Self::default().with("@id", id)
    }

    /// Adds a property.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a property, where there is a value.
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a property with several values, where there are any.
    pub(super) fn list(self, key: &str, values: Vec<impl Into<Value>>) -> Self {
        let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
        match values.len() {
            0 => self,
            1 => self.maybe(key, values.pop()),
            _ => self.with(key, values),
        }
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// A graph as it stands in a page.
pub(super) fn block(graph: Vec<Node>) -> Html {
    let graph: Vec<Value> = graph.into_iter().map(Value::from).collect();
    let whole = Node::default().with("@context", "https://schema.org").with("@graph", graph);
    Html::new(&without_markup(&Value::from(whole).to_string()))
}

/// JSON in which nothing can be read as markup: these characters stand in its texts alone.
fn without_markup(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_closes_the_block() {
        let text = "</script><!-- & \u{2028}\"\\";
        let written =
            without_markup(&Value::from(Node::new("Thing").with("name", text)).to_string());
        assert!(!written.contains(['<', '>', '&']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["name"], text);
    }
}
