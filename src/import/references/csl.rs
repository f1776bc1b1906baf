//! References in CSL-JSON, as Zotero, Pandoc and registries of DOIs give them out.

use serde_json::{Map, Value};

use super::entry::{Entry, Person};
use crate::date::PartialDate;
use crate::import::byline;
use crate::import::draft::web_url;

/// Whether a file of JSON holds references and no annotations.
pub(super) fn is_csl(json: &Value) -> bool {
    const OWN: [&str; 5] = ["title", "DOI", "URL", "issued", "container-title"];
    const OF_ANNOTATIONS: [&str; 5] = ["target", "uri", "body", "selectors", "@context"];
    items(json).iter().any(|item| {
        item.contains_key("type")
            && OWN.iter().any(|key| item.contains_key(*key))
            && !OF_ANNOTATIONS.iter().any(|key| item.contains_key(*key))
    })
}

/// The references of a file, in order.
pub(super) fn read(json: &Value) -> Vec<Entry> {
    items(json).into_iter().map(entry).collect()
}

/// A list, one alone, or a list under `items`.
fn items(json: &Value) -> Vec<&Map<String, Value>> {
    let list = match json {
        Value::Array(list) => list.as_slice(),
        Value::Object(map) => match map.get("items") {
            Some(Value::Array(list)) => list.as_slice(),
            _ => std::slice::from_ref(json),
        },
        _ => &[],
    };
    list.iter().filter_map(Value::as_object).collect()
}

fn entry(item: &Map<String, Value>) -> Entry {
    let mut entry = Entry::default();
    let mut archive_host = None;
    for (key, value) in item {
        let text = text(value);
        if text.is_empty() {
            continue;
        }
        match key.as_str() {
            "type" => {}
            "id" if entry.key.is_empty() => entry.key = text,
            "id" => {}
            "citation-key" => entry.key = text,
            "title" => entry.title = text,
            "container-title" => entry.container = Some(text),
            "publisher" => entry.publisher = Some(text),
            "author" => entry.authors = people(value),
            "issued" | "accessed" => {
                let (date, is_whole) = date(value);
                match key.as_str() {
                    "issued" => entry.issued = date,
                    _ => entry.accessed = date,
                }
                if !is_whole {
                    entry.rest.push((key.clone(), text));
                }
            }
            "URL" => entry.url = Some(text),
            "DOI" => entry.doi = Some(text),
            "archive" => archive_host = Some(text),
            "archive_location" if web_url(&text).is_some() => entry.archive_url = Some(text),
            "language" => entry.language = Some(text),
            _ => entry.rest.push((key.clone(), text)),
        }
    }
    // Beside the address of a copy it says nothing more.
    if entry.archive_url.is_none() {
        entry.rest.extend(archive_host.map(|text| ("archive".to_owned(), text)));
    }
    entry
}

/// What a value says, as text: names and dates too.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join("; "),
        Value::Object(map) => {
            let parts: Vec<String> = map.values().map(text).filter(|it| !it.is_empty()).collect();
            parts.join(" ")
        }
        other => other.to_string(),
    }
}

fn people(value: &Value) -> Vec<Person> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let person = |name: &Value| {
        let part = |key: &str| name.get(key).map(text).filter(|text| !text.is_empty());
        let joined = |parts: [Option<String>; 2]| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        };
        let particles = joined([part("dropping-particle"), part("non-dropping-particle")]);
        Person {
            family: joined([particles, part("family")])
                .or_else(|| part("literal"))
                .or_else(|| part("name"))
                .unwrap_or_default(),
            given: part("given"),
            suffix: part("suffix"),
        }
    };
    list.iter().map(person).collect()
}

/// A date, as far as it is known, and whether that is all that is said.
fn date(value: &Value) -> (Option<PartialDate>, bool) {
    let number = |part: &Value| match part {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if let Some(dates) = value.get("date-parts").and_then(Value::as_array) {
        let first = dates.first().and_then(Value::as_array);
        let parts: Vec<i64> = first.into_iter().flatten().map_while(number).collect();
        let small = parts.iter().skip(1).map(|part| format!("-{part:02}"));
        let written = parts.first().map(|year| format!("{year:04}{}", small.collect::<String>()));
        let read = written.and_then(|written| written.parse().ok());
        return (read, read.is_some() && dates.len() == 1);
    }
    let said = ["raw", "literal"].iter().find_map(|key| value.get(*key)).map(text);
    let read = said.and_then(|said| said.parse().ok().or_else(|| byline::date(&said)));
    (read, read.is_some())
}
