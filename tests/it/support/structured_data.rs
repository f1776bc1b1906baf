//! What must be true of the JSON-LD of every page.

use std::collections::BTreeMap;

use serde_json::Value;

use super::site::Site;

/// What a thing must have, by its type, where a page tells of it and does not only name it. Of
/// properties that are parted by a bar one is enough.
const REQUIRED: [(&str, &[&str]); 8] = [
    ("WebSite", &["name", "inLanguage"]),
    ("WebPage", &["name", "inLanguage", "isPartOf"]),
    ("CollectionPage", &["name", "inLanguage", "isPartOf"]),
    ("Article", &["headline", "inLanguage", "isPartOf", "isBasedOn"]),
    ("NewsArticle", &["headline", "inLanguage"]),
    ("Quotation", &["text", "spokenByCharacter|isBasedOn"]),
    ("Claim", &["text", "appearance"]),
    ("ClaimReview", &["url", "claimReviewed", "itemReviewed", "reviewRating"]),
];

/// Types of which a page has none but what it names.
const NAMED: [&str; 8] = [
    "Corporation",
    "GovernmentOrganization",
    "Organization",
    "Project",
    "Person",
    "Place",
    "Event",
    "CreativeWork",
];

/// What is wrong with the structured data of a page.
pub(crate) fn problems(site: &Site, path: &str, base_url: Option<&str>) -> Vec<String> {
    let page = &site.pages[path];
    let hidden = page.elements.iter().any(|it| it.get("content") == Some("noindex"));
    let expected = usize::from(!hidden);
    if page.data.len() != expected {
        return vec![format!("{} blocks of structured data, not {expected}", page.data.len())];
    }
    let mut problems = Vec::new();
    for text in &page.data {
        if text.contains(['<', '>', '&']) {
            problems.push("markup in structured data".to_owned());
        }
        match serde_json::from_str::<Value>(text) {
            Ok(data) => check(site, path, base_url, &data, &mut problems),
            Err(error) => problems.push(format!("structured data: {error}")),
        }
    }
    problems
}

fn check(site: &Site, path: &str, base: Option<&str>, data: &Value, problems: &mut Vec<String>) {
    if data["@context"] != "https://schema.org" {
        problems.push(format!("structured data of {}", data["@context"]));
    }
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for node in data["@graph"].as_array().into_iter().flatten() {
        let (kind, id) = (node["@type"].as_str(), node["@id"].as_str());
        let (Some(kind), Some(id)) = (kind, id) else {
            problems.push(format!("structured data without a type or an id: {node}"));
            continue;
        };
        *ids.entry(id).or_default() += 1;
        let required = REQUIRED.iter().find(|(name, _)| *name == kind);
        if required.is_none() && !NAMED.contains(&kind) && kind != "Thing" {
            problems.push(format!("structured data of type {kind}"));
        }
        for property in required.map_or(&["name"][..], |(_, required)| required) {
            if property.split('|').all(|it| node[it].is_null()) {
                problems.push(format!("{kind} {id} without {property}"));
            }
        }
        check_values(site, path, base, node, problems);
    }
    let doubled = ids.iter().filter(|(_, count)| **count > 1);
    problems.extend(doubled.map(|(id, _)| format!("structured data: {id} stands there twice")));
    if ids.is_empty() {
        problems.push("structured data of nothing".to_owned());
    }
}

/// Nothing is empty, and every id leads to a page of the site.
fn check_values(
    site: &Site,
    path: &str,
    base: Option<&str>,
    value: &Value,
    problems: &mut Vec<String>,
) {
    match value {
        Value::Object(node) => {
            if let Some(id) = node.get("@id") {
                let id = id.as_str().unwrap_or_default();
                if base.is_some_and(|base| !id.starts_with(base)) || !site.has(path, id, base) {
                    problems.push(format!("structured data: {id:?} leads nowhere"));
                }
            }
            node.values().for_each(|value| check_values(site, path, base, value, problems));
        }
        Value::Array(values) => {
            values.iter().for_each(|value| check_values(site, path, base, value, problems));
        }
        Value::String(text) if !text.trim().is_empty() => {}
        other => problems.push(format!("structured data: {other} is no value")),
    }
}

#[test]
fn what_is_wrong_with_structured_data_is_found() {
    let told = |graph: &str| {
        let data = format!("{{\"@context\": \"https://schema.org\", \"@graph\": [{graph}]}}");
        let html = format!("<script type=\"application/ld+json\">{data}</script>");
        let mut site = Site::default();
        site.files.insert("a/b.html".into(), html.into());
        site.read_pages();
        problems(&site, "a/b.html", None).join("; ")
    };
    let claim = r##"{"@type": "Claim", "@id": "#_answer_1", "text": "T", "appearance": {"@id": "b.html"}}"##;
    assert_eq!(told(claim), "");
    for (graph, expected) in [
        (claim.replace("b.html", "c.html"), "leads nowhere"),
        (claim.replace("#_answer", "#answer"), "leads nowhere"),
        (claim.replace("\"T\"", "null"), "without text"),
        (claim.replace("\"T\"", "\" \""), "no value"),
        (claim.replace("Claim", "Blame"), "of type Blame"),
        (format!("{claim}, {claim}"), "twice"),
        (claim.replace('T', "<b>"), "markup"),
        (claim.replace(['{', '}'], ""), "structured data"),
        (String::new(), "of nothing"),
    ] {
        assert!(told(&graph).contains(expected), "{graph}: {}", told(&graph));
    }
}
