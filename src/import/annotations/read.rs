//! What a file of annotations says: a collection of the Web Annotation Data Model, or what
//! Hypothesis gives out. Each is read as far as it is understood, and kept whole beside.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::targets::{self, Target, each, items, own, texts};

/// An annotation as it comes in.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// Its own id: an address.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it is for.
    pub motivation: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it says.
    pub bodies: Vec<Text>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it is about.
    pub targets: Vec<Target>,
    /// What the site's own properties say of the note: its kind, and the keys of its heading.
    pub keys: BTreeMap<String, String>,
    /// The reports in which the editor looked and found no answer.
    pub silent: Vec<String>,
    /// The annotation that this one answers, by its id.
    pub replies_to: Option<String>,
    /// What of it has no other place: told in the note.
    pub asides: Vec<String>,
    /// All of it, on one line.
    pub json: String,
}

/// A text and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// HTML.
    Html(String),
    /// Markdown.
    Markdown(String),
    /// Plain text.
    Plain(String),
}

/// All annotations of a file.
///
/// # Errors
/// Where it is no JSON, or has no annotations; the message says which.
pub fn annotations(json: &str) -> Result<Vec<Incoming>, String> {
    let value: Value =
        serde_json::from_str(json).map_err(|error| format!("this is no JSON: {error}"))?;
    let mut found = Vec::new();
    let mut rest = vec![&value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(values) => rest.extend(values.iter().rev()),
            Value::Object(map) if is_annotation(map) => found.push(annotation(map, value)),
            Value::Object(map) => {
                let lists = ["@graph", "items", "first", "annotations", "rows"];
                rest.extend(lists.iter().filter_map(|key| map.get(*key)));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        return Err("there are no annotations in it".to_owned());
    }
    Ok(found)
}

fn is_annotation(map: &Map<String, Value>) -> bool {
    let kind = texts(map.get("type").or_else(|| map.get("@type")));
    let named = kind.iter().any(|kind| kind == "Annotation" || kind == "oa:Annotation");
    let target = map.get("target").is_some_and(|target| !target.is_null());
    named || target || map.contains_key("uri")
}

fn annotation(map: &Map<String, Value>, value: &Value) -> Incoming {
    let text = |key: &str| map.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut incoming = Incoming {
        id: text("id").or_else(|| text("@id")),
        title: text("label"),
        motivation: texts(map.get("motivation")).into_iter().next(),
        author: names(map.get("creator")).into_iter().next(),
        tags: texts(map.get("tags")),
        keys: own(map),
        silent: texts(map.get("sidenote:silent")),
        json: value.to_string(),
        ..Incoming::default()
    };
    if incoming.author.is_none() {
        incoming.author = hypothesis_user(map);
    }
    if let Some(markdown) = text("text").filter(|_| !map.contains_key("body")) {
        incoming.bodies.push(Text::Markdown(markdown));
    }
    incoming.bodies.extend(text("bodyValue").map(Text::Plain));
    incoming.replies_to = texts(map.get("references")).pop();
    for body in items(&[map.get("body"), map.get("bodies")]) {
        read_body(body, &mut incoming);
    }
    let page = text("uri");
    for target in items(&[map.get("target")]) {
        incoming.targets.extend(targets::read(target, page.as_deref()));
    }
    if incoming.targets.is_empty()
        && let Some(source) = page
    {
        incoming.targets.push(Target { source, ..Target::default() });
    }
    incoming
}

/// `acct:name@hypothes.is`, or the name that the user chose to show.
fn hypothesis_user(map: &Map<String, Value>) -> Option<String> {
    let shown = map
        .get("user_info")
        .and_then(|info| info.get("display_name"))
        .and_then(Value::as_str)
        .map(str::to_owned);
    shown.or_else(|| {
        let user = map.get("user").and_then(Value::as_str)?;
        let name = user.strip_prefix("acct:").unwrap_or(user);
        Some(name.split('@').next().unwrap_or(name).to_owned())
    })
}

fn read_body(body: &Value, incoming: &mut Incoming) {
    let Value::Object(map) = body else {
        incoming.bodies.extend(body.as_str().map(|text| Text::Plain(text.to_owned())));
        return;
    };
    let get = |keys: &[&str]| {
        keys.iter().find_map(|key| map.get(*key)).and_then(Value::as_str).map(str::to_owned)
    };
    if incoming.author.is_none() {
        incoming.author = names(map.get("creator")).into_iter().next();
    }
    let purposes = texts(map.get("purpose").or_else(|| map.get("motivation")));
    let value = map.get("value").filter(|value| value.is_object() || value.is_array());
    let said = get(&["value", "chars", "rdf:value", "label", "name"]);
    let Some(said) = said.or_else(|| get(&["source", "id", "@id"])) else {
        // Something that only its own program reads.
        incoming
            .asides
            .extend(value.or(Some(body)).map(|value| format!("It says besides: {value}")));
        return;
    };
    if purposes.iter().any(|purpose| matches!(purpose.as_str(), "tagging" | "classifying")) {
        incoming.tags.push(said);
        return;
    }
    let format = texts(map.get("format").or_else(|| map.get("dc:format")));
    let is = |kinds: &[&str]| {
        format
            .iter()
            .any(|format| kinds.contains(&format.split(';').next().unwrap_or(format).trim()))
    };
    incoming.bodies.push(match () {
        () if is(&["text/html", "application/xhtml+xml"]) => Text::Html(said),
        () if is(&["text/markdown", "text/x-markdown"]) => Text::Markdown(said),
        () => Text::Plain(said),
    });
}

fn names(value: Option<&Value>) -> Vec<String> {
    each(value)
        .iter()
        .filter_map(|value| match value {
            Value::Object(map) => ["name", "nickname", "id"]
                .iter()
                .find_map(|key| map.get(*key))
                .and_then(Value::as_str),
            value => value.as_str(),
        })
        .map(str::to_owned)
        .collect()
}
