//! A page's JSON-LD, as pages have it: in comments, in `@graph` with references, with types of every
//! kind of report.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::import::body::one_line;
use crate::import::draft::web_url;
use crate::import::html::convert;

/// How many values of a page's data are looked at.
const MOST_VALUES: usize = 10_000;

/// How many references lead on from each other.
const MOST_REFERENCES: usize = 4;

/// What a page's data says of the report.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) authors: Vec<Named>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The report's text.
    pub(super) body: Option<String>,
}

/// Somebody whom the data names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) is_organization: bool,
}

/// Reads the data of a page whose address is `page`, as far as that is known. Tells how many pieces could
/// not be read.
pub(super) fn read(scripts: &[String], page: Option<&str>) -> (Data, usize) {
    let mut values = Vec::new();
    let mut unread = 0;
    for script in scripts {
        let read = values_of(script);
        unread += usize::from(read.is_empty() && !script.trim().is_empty());
        values.extend(read);
    }
    let graph = Graph::new(&values);
    let articles: Vec<&Map<String, Value>> =
        graph.maps.iter().copied().filter(|map| is_article(map)).collect();
    let is_this = |map: &&&Map<String, Value>| {
        let page = page.and_then(web_url);
        page.is_some() && graph.url(map).and_then(|url| web_url(&url)) == page
    };
    let article = articles.iter().find(is_this).or(articles.first()).copied();
    let mut data = article.map(|map| graph.data(map)).unwrap_or_default();
    // Pages of authorities and of many systems say of the page what others say of the report.
    if let Some(map) = graph.maps.iter().find(|map| has_type(map, |kind| kind.ends_with("WebPage")))
    {
        let page = graph.data(map);
        data.published = data.published.or(page.published);
        data.url = data.url.or(page.url);
        data.language = data.language.or(page.language);
        if article.is_some() {
            data.publisher = data.publisher.or(page.publisher);
        }
    }
    if data.publisher.is_none() && article.is_some() {
        let site = graph.maps.iter().find(|map| has_type(map, |kind| kind == "WebSite"));
        data.publisher = site.and_then(|map| graph.text(map.get("name")));
    }
    (data, unread)
}

/// The values of a script: one, or several after each other.
fn values_of(script: &str) -> Vec<Value> {
    let mut text = script.trim();
    const AROUND: &[&str] = &[
        "<!--",
        "-->",
        "//<![CDATA[",
        "// <![CDATA[",
        "/*<![CDATA[*/",
        "<![CDATA[",
        "//]]>",
        "// ]]>",
        "/*]]>*/",
        "]]>",
        ";",
        "//",
        "/*",
        "*/",
    ];
    loop {
        let before = text.len();
        for sign in AROUND {
            text = text.strip_prefix(sign).unwrap_or(text).trim();
            text = text.strip_suffix(sign).unwrap_or(text).trim();
        }
        if text.len() == before {
            break;
        }
    }
    let read = |text: &str| -> Vec<Value> {
        let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        values.take(100).map_while(Result::ok).collect()
    };
    let values = read(text);
    if !values.is_empty() {
        return values;
    }
    // Line feeds within strings, and commas before an end.
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut kept = String::with_capacity(plain.len());
    for c in plain.chars() {
        if matches!(c, '}' | ']') && kept.trim_end().ends_with(',') {
            kept.truncate(kept.trim_end().len() - 1);
        }
        kept.push(c);
    }
    read(&kept)
}

/// All that the data is about, and what its references mean.
struct Graph<'a> {
    maps: Vec<&'a Map<String, Value>>,
    by_id: BTreeMap<&'a str, &'a Map<String, Value>>,
}

impl<'a> Graph<'a> {
    fn new(values: &'a [Value]) -> Self {
        let mut graph = Self { maps: Vec::new(), by_id: BTreeMap::new() };
        let mut rest: Vec<(&Value, bool)> =
            values.iter().rev().map(|value| (value, true)).collect();
        let mut looked_at = 0;
        while let Some((value, is_main)) = rest.pop() {
            looked_at += 1;
            if looked_at > MOST_VALUES {
                break;
            }
            match value {
                Value::Array(values) => {
                    rest.extend(
                        values.iter().rev().take(MOST_VALUES).map(|value| (value, is_main)),
                    );
                }
                Value::Object(map) => {
                    if let Some(id) =
                        map.get("@id").and_then(Value::as_str).filter(|_| map.len() > 1)
                    {
                        graph.by_id.entry(id).or_insert(map);
                    }
                    if is_main {
                        graph.maps.push(map);
                    }
                    // What else is in it, such as a film or a report that is cited, is not the page's.
                    for (key, value) in map {
                        let leads =
                            matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage");
                        rest.push((value, is_main && leads));
                    }
                }
                _ => {}
            }
        }
        graph
    }

    /// What a map refers to, where it is nothing but a reference.
    fn meant(&self, map: &'a Map<String, Value>) -> &'a Map<String, Value> {
        let id = map.get("@id").and_then(Value::as_str).filter(|_| map.len() == 1);
        id.and_then(|id| self.by_id.get(id)).copied().unwrap_or(map)
    }

    /// A text; of a list, the first; of a name in a language, its value.
    fn text(&self, value: Option<&'a Value>) -> Option<String> {
        let mut value = value?;
        for _ in 0..MOST_REFERENCES {
            value = match value {
                Value::Array(values) => values.first()?,
                Value::Object(map) => {
                    let map = self.meant(map);
                    map.get("@value").or_else(|| map.get("name"))?
                }
                Value::String(text) => {
                    return Some(unescaped(text)).filter(|text| !text.is_empty());
                }
                Value::Number(number) => return Some(number.to_string()),
                _ => return None,
            };
        }
        None
    }

    fn names(&self, value: Option<&'a Value>) -> Vec<Named> {
        let values = match value {
            Some(Value::Array(values)) => values.iter().take(20).collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        values.into_iter().filter_map(|value| self.named(value)).collect()
    }

    fn named(&self, value: &'a Value) -> Option<Named> {
        let map = value.as_object().and_then(|map| {
            let id = map.get("@id").and_then(Value::as_str);
            let referred =
                id.filter(|_| !map.contains_key("name")).and_then(|id| self.by_id.get(id));
            referred.copied().or(Some(map))
        });
        let Some(map) = map else {
            let name = self.text(Some(value))?;
            return Some(Named { name, is_organization: false });
        };
        let parts = || {
            let part = |key: &str| self.text(map.get(key));
            Some(format!("{} {}", part("givenName")?, part("familyName")?))
        };
        let name = self.text(map.get("name")).or_else(parts);
        let name =
            name.or_else(|| self.text(map.get("url"))).or_else(|| self.text(map.get("@id")))?;
        let is_organization = has_type(map, |kind| kind.ends_with("Organization"));
        Some(Named { name, is_organization })
    }

    fn url(&self, map: &'a Map<String, Value>) -> Option<String> {
        let entity = match map.get("mainEntityOfPage") {
            Some(Value::Object(entity)) => entity.get("@id").or_else(|| entity.get("url")),
            other => other,
        };
        let text = |value: Option<&Value>| value.and_then(Value::as_str).and_then(web_url);
        text(map.get("url")).or_else(|| text(entity))
    }

    fn data(&self, map: &'a Map<String, Value>) -> Data {
        let text = |key: &str| self.text(map.get(key));
        let authors = self.names(map.get("author"));
        let authors = if authors.is_empty() { self.names(map.get("creator")) } else { authors };
        Data {
            title: text("headline").or_else(|| text("name")),
            publisher: self.names(map.get("publisher")).into_iter().next().map(|named| named.name),
            authors,
            published: text("datePublished").or_else(|| text("dateCreated")),
            url: self.url(map),
            language: text("inLanguage"),
            body: text("articleBody"),
        }
    }
}

fn has_type(map: &Map<String, Value>, is: impl Fn(&str) -> bool) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| is(kind.rsplit(['/', ':']).next().unwrap_or(kind)))
    };
    match map.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn is_article(map: &Map<String, Value>) -> bool {
    has_type(map, |kind| {
        kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || matches!(kind, "Report" | "SocialMediaPosting" | "PressRelease")
    })
}

/// Data often stands in a page with character references that are meant for HTML.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return one_line(text);
    }
    one_line(&convert(text, &|_| None).body.text())
}
