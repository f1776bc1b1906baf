//! What the values are that templates see.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a value is, as far as its fields go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is known of it, or it may have any fields.
    Free,
    /// A text, a number: nothing that has fields.
    Plain,
    /// A list of such.
    List(Box<Kind>),
    /// A view, by its name.
    View(String),
}

impl Kind {
    /// What an entry of a list is.
    pub(super) fn entry(&self) -> Self {
        match self {
            Self::List(entry) => (**entry).clone(),
            _ => Self::Free,
        }
    }

    /// What a value is that may be either.
    pub(super) fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Free }
    }
}

/// The fields of each view.
#[derive(Debug, Default)]
pub(super) struct Views(BTreeMap<String, BTreeMap<String, Kind>>);

impl Views {
    /// Reads the definitions of a schema.
    pub(super) fn new<'a>(definitions: impl Iterator<Item = (&'a String, &'a Value)>) -> Self {
        Self(definitions.filter_map(|(name, it)| Some((name.clone(), fields(it)?))).collect())
    }

    /// The fields of a view.
    pub(super) fn of(&self, view: &str) -> Option<&BTreeMap<String, Kind>> {
        self.0.get(view)
    }
}

/// The fields of what a schema describes; nothing where it may have any.
pub(super) fn fields(schema: &Value) -> Option<BTreeMap<String, Kind>> {
    let properties = schema.get("properties")?.as_object()?;
    Some(properties.iter().map(|(name, schema)| (name.clone(), kind(schema))).collect())
}

/// What a schema describes.
pub(super) fn kind(schema: &Value) -> Kind {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return Kind::View(name.rsplit('/').next().unwrap_or(name).to_owned());
    }
    if let Some(either) = schema.get("anyOf").and_then(Value::as_array) {
        let null = |it: &&Value| it.get("type").and_then(Value::as_str) != Some("null");
        let mut kinds = either.iter().filter(null).map(kind);
        let first = kinds.next().unwrap_or(Kind::Free);
        return kinds.fold(first, Kind::or);
    }
    let is = |wanted: &str| match schema.get("type") {
        Some(Value::String(name)) => name == wanted,
        Some(Value::Array(names)) => names.iter().any(|name| name.as_str() == Some(wanted)),
        _ => false,
    };
    match () {
        () if is("array") => Kind::List(Box::new(schema.get("items").map_or(Kind::Free, kind))),
        () if ["string", "boolean", "integer", "number"].iter().any(|it| is(it)) => Kind::Plain,
        () => Kind::Free,
    }
}
