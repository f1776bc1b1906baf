//! What a file of annotations says: a collection of the Web Annotation Data Model, or what
//! Hypothesis gives out. Each is read as far as it is understood, and kept whole beside.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::import::body::one_line;

/// What the site's own properties begin with, which the model does not have.
const OWN: &str = "sidenote:";

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

/// What an annotation is about: a page, or words of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The page's address.
    pub source: String,
    /// The words; empty where it is the whole page.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// Their place in blocks of the page: from the start of one to the end of another.
    pub blocks: Option<(BlockPlace, BlockPlace)>,
    /// The number of the passage that they are a part of.
    pub passage: Option<u64>,
    /// What the site's own properties say of that passage.
    pub keys: BTreeMap<String, String>,
}

/// A stretch of a block, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockPlace {
    /// The block's id.
    pub id: String,
    /// Its first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
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
    named || map.contains_key("target") || map.contains_key("uri")
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
    for body in each(map.get("body")) {
        read_body(body, &mut incoming);
    }
    let page = text("uri");
    for target in each(map.get("target")) {
        incoming.targets.extend(read_target(target, page.as_deref()));
    }
    if incoming.targets.is_empty()
        && let Some(source) = page
    {
        incoming.targets.push(Target { source, ..Target::default() });
    }
    incoming
}

/// The site's own properties that are texts, without their prefix.
fn own(map: &Map<String, Value>) -> BTreeMap<String, String> {
    map.iter()
        .filter_map(|(key, value)| {
            let text = one_line(value.as_str()?);
            let key = key.strip_prefix(OWN)?;
            (!text.is_empty()).then(|| (key.to_owned(), text))
        })
        .collect()
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
    let Some(value) = get(&["value", "chars", "rdf:value", "source", "id"]) else { return };
    if get(&["purpose"]).as_deref() == Some("tagging") {
        incoming.tags.push(value);
        return;
    }
    let format = get(&["format", "dc:format"]).unwrap_or_default();
    incoming.bodies.push(match format.as_str() {
        "text/html" | "application/xhtml+xml" => Text::Html(value),
        "text/markdown" | "text/x-markdown" => Text::Markdown(value),
        _ => Text::Plain(value),
    });
}

fn read_target(target: &Value, page: Option<&str>) -> Option<Target> {
    let Value::Object(map) = target else {
        let source = target.as_str()?.to_owned();
        return Some(Target { source, ..Target::default() });
    };
    let source = match map.get("source").or_else(|| map.get("id")) {
        Some(Value::Object(source)) => source.get("id").and_then(Value::as_str),
        Some(source) => source.as_str(),
        None => None,
    };
    let mut read = Target {
        source: source.or(page)?.to_owned(),
        passage: map.get("sidenote:passage").and_then(Value::as_u64),
        keys: own(map),
        ..Target::default()
    };
    for selector in each(map.get("selector")) {
        let text =
            |key: &str| selector.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        match selector.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") if read.exact.is_empty() => {
                read.exact = text("exact");
                read.prefix = text("prefix");
                read.suffix = text("suffix");
            }
            Some("CssSelector") => {
                let place = block_place(selector);
                read.blocks = read.blocks.or(place.map(|place| (place.clone(), place)));
            }
            Some("RangeSelector") => {
                let end = |key: &str| selector.get(key).and_then(block_place);
                let ends = end("startSelector").zip(end("endSelector"));
                read.blocks = read.blocks.or(ends);
            }
            _ => {}
        }
    }
    Some(read)
}

/// A `CssSelector` for an element by its id, refined by a `TextPositionSelector`.
fn block_place(selector: &Value) -> Option<BlockPlace> {
    let id = selector.get("value")?.as_str()?.strip_prefix('#')?.to_owned();
    let position = selector.get("refinedBy")?;
    let number = |key: &str| position.get(key)?.as_u64()?.try_into().ok();
    Some(BlockPlace { id, start: number("start")?, end: number("end")? })
}

/// One value or each of a list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    each(value).iter().filter_map(Value::as_str).map(str::to_owned).collect()
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
