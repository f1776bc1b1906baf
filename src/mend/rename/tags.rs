//! Tags of notes, each known by the id that its name makes.

use std::collections::BTreeSet;
use std::ops::Range;

use super::place::IdPlace;
use crate::parse::Parsed;
use crate::parse::attributes::Attribute;
use crate::parse::tag::written;
use crate::parse::yaml_tree::{self, NodeKind, Tree};
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// The key that tags stand behind, of a note and of a file of notes.
const KEY: &str = "tags";

/// The id of every tag that a note, a file of notes or a file of its own has.
#[must_use]
pub fn ids(parsed: &Parsed) -> BTreeSet<String> {
    let files = parsed.annotations.iter().map(|(_, file)| file);
    let of_files = files.clone().filter_map(|file| file.defaults.as_ref()?.tags.as_ref());
    let of_files = of_files.flat_map(|tags| tags.0.iter());
    let attributes = files.flat_map(|file| &file.notes).flat_map(|note| &note.attributes);
    let of_notes = attributes.filter_map(|(attribute, _)| match attribute {
        Attribute::Pair(key, value) if key == KEY => Some(value),
        _ => None,
    });
    let of_notes = of_files.chain(of_notes).flat_map(|value| written(value));
    let described = parsed.tags.iter().map(|tag| tag.slug.clone());
    of_notes.map(|tag| tag.slug).chain(described).collect()
}

/// Where notes and files of notes have the tag of an id, by whatever name they write it.
pub(super) fn places(parsed: &Parsed, sources: &SourceSet, id: &str) -> Vec<IdPlace> {
    let mut places = Vec::new();
    for (file, annotations) in &parsed.annotations {
        let text = &sources.file(*file).text;
        for (attribute, range) in annotations.notes.iter().flat_map(|note| &note.attributes) {
            if matches!(attribute, Attribute::Pair(key, _) if key == KEY) {
                let value = range.start() + KEY.len() + 1..range.end();
                places.extend(in_value(*file, text, value, id));
            }
        }
        let Some(yaml) = annotations.yaml else { continue };
        let Ok(tree) = yaml_tree::parse(text.slice(yaml.bytes())) else { continue };
        for value in values(&tree) {
            places.extend(in_value(*file, text, yaml.part(value).bytes(), id));
        }
    }
    places
}

/// The values of front matter that hold tags.
fn values(tree: &Tree) -> Vec<Range<usize>> {
    match tree.at(&[KEY]) {
        Some(Tree { kind: NodeKind::List(items), .. }) => {
            items.iter().map(|item| item.range.clone()).collect()
        }
        one => one.map(|tree| tree.range.clone()).into_iter().collect(),
    }
}

/// The places of a tag in a value as it is written, which may stand in quotation marks.
fn in_value(file: FileId, text: &str, value: Range<usize>, id: &str) -> Vec<IdPlace> {
    let is_mark = |c: char| "\"“”„‟'".contains(c);
    let raw = text.slice(value.clone());
    let inner = raw.trim_end().trim_end_matches(is_mark);
    let start = value.start + raw.len() - raw.trim_start().trim_start_matches(is_mark).len();
    let inner = text.slice(start..value.start + inner.len());
    let found = written(inner).filter(|tag| tag.slug == id);
    let place = |range: Range<usize>| Place::new(start + range.start..start + range.end);
    found.map(|tag| IdPlace::of(Span::new(file, place(tag.range)))).collect()
}
