//! JSON Schemas of front matter, settings and pins: for editors, which complete keys by them and tell
//! what is wrong while one writes.
//!
//! They are made of the lists of keys that files are read by ([`crate::parse::fields`]), so that they cannot
//! say anything else; only what a key is about is written here, in `about`. A schema takes what the
//! program takes, but for what no pattern can tell: that a month has no such day, say.
//! [`editor`] has files that an editor reads beside them.

mod about;
pub mod editor;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use crate::citation::CitationStyle;
use crate::parse::file_kind::{FileKind, Keys};
use crate::parse::front_matter::{Field, Shape};
use about::{about_key, about_kind};

/// A day, month or year.
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

/// A whole address of the web.
const WEB: &str = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]\S*$";

/// The address of a site: without query, fragment, user or anything that is no folder.
const BASE: &str = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@\\]+(/[^\s?#\\]*)?$";

/// A number of words, or a share.
const BUDGET: &str = r"^([0-9]+|(100|[0-9]{1,2})(\.[0-9]{1,2})?\s*%)$";

/// A language's tag, as `language::not_a_tag` takes it, or a text without words.
const LANGUAGE_OR_BLANK: &str = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[Xx](-[A-Za-z0-9]{1,8})+|[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*)$";

/// A language's tag alone.
const LANGUAGE: &str = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[Xx](-[A-Za-z0-9]{1,8})+)$";

/// Something that a reader sees.
const TEXT: &str = r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]";

/// The schema of a kind of file.
#[must_use]
pub fn schema(kind: FileKind) -> Value {
    let mut schema = match kind.keys() {
        Keys::Of(fields) => object(kind, "", fields),
        Keys::OfEntries(fields) => {
            json!({ "type": "object", "additionalProperties": object(kind, "", fields) })
        }
    };
    if let Some(schema) = schema.as_object_mut() {
        let head = [
            ("$schema", "http://json-schema.org/draft-07/schema#"),
            ("title", kind.name()),
            ("description", about_kind(kind)),
        ];
        for (at, (key, value)) in head.into_iter().enumerate() {
            schema.shift_insert(at, key.to_owned(), value.into());
        }
    }
    schema
}

/// A map with these keys and no other. `within` is the key that it stands under.
fn object(kind: FileKind, within: &str, fields: &[Field]) -> Value {
    let property = |field: &Field| {
        let mut value = shape(kind, field.name, field.shape, field.required);
        if let (Some(about), Some(value)) =
            (about_key(kind, within, field.name), value.as_object_mut())
        {
            value.shift_insert(0, "description".to_owned(), about.into());
        }
        (field.name.to_owned(), value)
    };
    let properties: Map<String, Value> = fields.iter().map(property).collect();
    let required: Vec<&str> =
        fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// What a value must look like. Without a value most keys say as much as if they were not there; one of
/// several words must be given, and so must what is required.
fn shape(kind: FileKind, name: &str, shape: Shape, required: bool) -> Value {
    let value = match shape {
        Shape::Text if required => {
            json!({ "type": ["string", "number", "boolean"], "pattern": TEXT })
        }
        Shape::Text => json!({ "type": ["string", "number", "boolean"] }),
        Shape::TextOrList => {
            let list = json!({ "type": "array", "items": text_in_list() });
            json!({ "anyOf": [{ "type": "string" }, list] })
        }
        Shape::List => json!({ "type": "array", "items": text_in_list() }),
        Shape::Date => json!({ "anyOf": [
            { "type": "string", "pattern": DATE },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] }),
        Shape::Url => json!({ "type": "string", "pattern": WEB }),
        Shape::BaseUrl => json!({ "type": "string", "pattern": BASE }),
        Shape::Number => json!({ "type": "integer", "minimum": 0 }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Budget => json!({ "anyOf": [
            { "type": "string", "pattern": BUDGET },
            { "type": "integer", "minimum": 0 },
        ] }),
        Shape::OneOf(words) => return json!({ "enum": words }),
        Shape::CitationStyle => json!({ "anyOf": [{ "enum": CitationStyle::names() }] }),
        Shape::Language => {
            json!({ "type": "string", "pattern": LANGUAGE_OR_BLANK })
        }
        Shape::Names => json!({
            "type": "object",
            "propertyNames": { "pattern": LANGUAGE },
            "additionalProperties": text_in_list(),
        }),
        Shape::Links => json!({
            "type": "object",
            "properties": { "wikidata": { "type": "string", "pattern": format!("^Q[0-9]+$|{WEB}") } },
            "additionalProperties": { "type": "string", "pattern": WEB },
        }),
        Shape::Records(fields) => {
            json!({ "type": "array", "items": object(kind, name, fields) })
        }
        Shape::Keys(fields) => object(kind, name, fields),
        Shape::Each(each) => json!({
            "type": "object",
            "additionalProperties": self::shape(kind, name, *each, true),
        }),
        Shape::Free => json!({ "type": "object" }),
    };
    if required { value } else { or_nothing(value) }
}

/// A text of several, of which YAML may read some as something else.
fn text_in_list() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

/// The same, or no value at all.
fn or_nothing(mut value: Value) -> Value {
    let null = || Value::from("null");
    if let Some(choices) = value.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.push(json!({ "type": "null" }));
        return value;
    }
    match value.get_mut("type") {
        Some(Value::Array(types)) => types.push(null()),
        Some(one) => *one = Value::from(vec![one.take(), null()]),
        None => {}
    }
    value
}
