//! Ids in front matter and in `pins.yaml`.

use std::ops::Range;

use super::place::{IdPlace, Name, within};
use crate::parse::Parsed;
use crate::parse::yaml_tree::{self, Entry, NodeKind, Tree};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// Every value of front matter, and every key of the pins, that is the id.
pub(super) fn places(parsed: &Parsed, sources: &SourceSet, name: Name<'_>) -> Vec<IdPlace> {
    let mut places = Vec::new();
    if let Some(pins) = &parsed.pins {
        let text = &sources.file(pins.file).text;
        if let Ok(tree) = yaml_tree::parse(text) {
            let keys = in_pins(&tree, name).into_iter();
            places.extend(keys.filter_map(|range| place(pins.file, text, range, name.id())));
        }
    }
    if let Some(file) = parsed.chrome.file {
        let text = &sources.file(file).text;
        if let Ok(tree) = yaml_tree::parse(text) {
            let found = in_settings(&tree, name).into_iter();
            places.extend(found.filter_map(|range| place(file, text, range, name.id())));
        }
    }
    for value in parsed.chrome.footer.iter().chain(&parsed.front_page.unreported) {
        let text = sources.text(value.span);
        let found = in_value(text, name).into_iter();
        places.extend(found.map(|range| IdPlace::of(value.span.part(range))));
    }
    if let Name::Note(id) = name {
        let exhibits = parsed.front_page.exhibits.iter();
        let named = exhibits.filter(|(exhibit, _)| exhibit.trim_start_matches('#') == id);
        let found = named.filter_map(|(_, span)| within(*span, &sources.file(span.file).text, id));
        places.extend(found);
    }
    let Name::Page(id) = name else { return places };
    let mut file =
        |file: FileId, yaml: Place<InSource>, values: &dyn Fn(&Tree) -> Vec<Range<usize>>| {
            let text = &sources.file(file).text;
            let Ok(tree) = yaml_tree::parse(text.slice(yaml.bytes())) else { return };
            for range in values(&tree) {
                let range = yaml.part(range).bytes();
                places.extend(place(file, text, range, id));
            }
        };
    let is_id = |tree: &&Tree| matches!(&tree.kind, NodeKind::Scalar { text, .. } if text == id);
    let range = |tree: &Tree| tree.range.clone();
    let at = |tree: &Tree, path: &[&str]| tree.at(path).filter(is_id).map(range);
    for article in &parsed.articles {
        file(article.file, article.yaml, &|tree| {
            let Some(except) = tree.at(&["except"]) else { return Vec::new() };
            match &except.kind {
                NodeKind::List(items) => items.iter().filter(is_id).map(range).collect(),
                _ => Some(except).filter(is_id).map(range).into_iter().collect(),
            }
        });
    }
    for record in &parsed.records {
        file(record.file, record.yaml, &|tree| {
            let mut found: Vec<Range<usize>> =
                ["part_of", "affiliation"].iter().filter_map(|key| at(tree, &[key])).collect();
            if let Some(Tree { kind: NodeKind::List(facts), .. }) = tree.at(&["facts"]) {
                found.extend(facts.iter().filter_map(|fact| at(fact, &["source"])));
            }
            found
        });
    }
    for (id, annotations) in &parsed.annotations {
        if let Some(yaml) = annotations.yaml {
            file(*id, yaml, &|tree| at(tree, &["article"]).into_iter().collect());
        }
    }
    places
}

/// The menu.
fn in_settings(settings: &Tree, name: Name<'_>) -> Vec<Range<usize>> {
    let is_id =
        |tree: &&Tree| matches!(&tree.kind, NodeKind::Scalar { text, .. } if text == name.id());
    let mut found = Vec::new();
    if let (Name::Page(_), Some(nav)) = (name, settings.at(&["nav"])) {
        match &nav.kind {
            NodeKind::List(items) => {
                found.extend(items.iter().filter(is_id).map(|item| item.range.clone()));
            }
            _ => found.extend(Some(nav).filter(is_id).map(|nav| nav.range.clone())),
        }
    }
    found
}

/// Links in a text that stands in a value, by the bytes of their ids: of the value as it is written.
fn in_value(text: &str, name: Name<'_>) -> Vec<Range<usize>> {
    let (opening, ends): (_, &[char]) = match name {
        Name::Note(id) => (format!("[[#{id}"), &[']', '|']),
        Name::Page(id) => (format!("[[{id}"), &[']', '|', '#']),
        Name::Tag(_) => return Vec::new(),
    };
    let links = text.match_indices(&opening).map(|(at, _)| at + opening.len());
    let links = links.filter(|end| text.slice(*end..).starts_with(ends));
    links.map(|end| end - name.id().len()..end).collect()
}

/// Keys of the pins: articles, those with which one shares words, records, and notes.
fn in_pins(pins: &Tree, name: Name<'_>) -> Vec<Range<usize>> {
    let is_id = |entry: &&Entry| entry.key == name.id();
    let mut found = Vec::new();
    let mut take = |of: Option<&Tree>| {
        let entries = of.into_iter().flat_map(entries);
        found.extend(entries.filter(is_id).map(|entry| entry.key_range.clone()));
    };
    if matches!(name, Name::Page(_)) {
        take(Some(pins));
    }
    for pin in entries(pins) {
        match name {
            Name::Note(_) => take(pin.value.at(&["quotes"])),
            Name::Page(_) => {
                take(pin.value.at(&["names"]));
                take(pin.value.at(&["shared"]));
            }
            Name::Tag(_) => {}
        }
    }
    found
}

fn entries(tree: &Tree) -> &[Entry] {
    match &tree.kind {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}

/// The place of an id in what YAML has of it, which may be in quotation marks.
fn place(file: FileId, text: &str, range: Range<usize>, id: &str) -> Option<IdPlace> {
    within(Span::new(file, Place::new(range)), text, id)
}
