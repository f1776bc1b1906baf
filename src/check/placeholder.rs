//! `placeholder`: what `sidenote new` wrote to be replaced, and nobody has replaced.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::memory::Content;
use crate::parse::placeholder::{is_value, sentences};
use crate::parse::yaml_tree::{self, NodeKind};
use crate::parse::{front_matter, is_annotations};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, Span};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let sources = &subject.folder.sources;
    let mut notes: BTreeMap<FileId, Vec<Place<InSource>>> = BTreeMap::new();
    for extent in subject.briefing.notes.iter().map(|note| note.extent) {
        notes.entry(extent.file).or_default().push(extent.place());
    }
    let of_file = |id: &FileId| {
        let file = sources.file(*id);
        let annotations = is_annotations(&file.path);
        let notes = notes.get(id).filter(|_| annotations);
        // Of a file whose notes are all left out nothing is published.
        if annotations && notes.is_none() {
            return Arc::default();
        }
        let input = |it: &mut Content| (file.key(), notes).hash(it);
        let found = || found(*id, file, notes.map(Vec::as_slice));
        subject.briefing.memory.recall("placeholders", input, found)
    };
    let found: Vec<Arc<Vec<_>>> = subject.folder.content.par_iter().map(of_file).collect();
    for (file, found) in subject.folder.content.iter().zip(found) {
        for (range, of) in found.iter() {
            let span = Span::new(*file, of.part(range.clone()));
            let words = sources.text(span);
            let message = format!("`{words}` stands here to be replaced");
            diagnostics.push(
                Diagnostic::new(Code::Placeholder, span, message)
                    .help("write what it stands for, or take it out"),
            );
        }
    }
}

/// Where a file has what is to be replaced: in its front matter, in its `notes` or else in its text.
fn found(
    id: FileId,
    file: &SourceFile,
    notes: Option<&[Place<InSource>]>,
) -> Vec<(Range<usize>, Place<InSource>)> {
    let Ok(parts) = front_matter::split(id, file) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(yaml) = parts.yaml {
        found.extend(values(file, yaml).into_iter().map(|range| (range, yaml)));
    }
    let text = [Place::new(parts.body..file.text.len())];
    for body in notes.unwrap_or(&text) {
        found.extend(sentences(file.slice(*body)).map(|range| (range, *body)));
    }
    found
}

/// The values in front matter that are to be replaced.
fn values(file: &SourceFile, yaml: Place<InSource>) -> Vec<Range<usize>> {
    let text = file.slice(yaml);
    let mut found = Vec::new();
    // Most files have none, and need no tree.
    if !may_have_one(text) {
        return found;
    }
    let mut open: Vec<_> = yaml_tree::parse(text).into_iter().collect();
    while let Some(tree) = open.pop() {
        match tree.kind {
            NodeKind::Scalar { text: value, .. } if is_value(&value) => found.push(tree.range),
            NodeKind::Scalar { .. } => {
                let inside = sentences(text.slice(tree.range.clone()));
                let start = tree.range.start;
                found.extend(inside.map(|range| start + range.start..start + range.end));
            }
            NodeKind::List(items) => open.extend(items),
            NodeKind::Map(entries) => open.extend(entries.into_iter().map(|entry| entry.value)),
            NodeKind::Alias => {}
        }
    }
    found
}

fn may_have_one(text: &str) -> bool {
    let parts = text.split(['\n', ',', '[', ']', '{', '}']);
    let value = |part: &str| {
        let value = part.split_once(": ").map_or(part, |(_, value)| value);
        let value = value.split(" #").next().unwrap_or(value);
        is_value(value.trim().trim_start_matches("- ").trim_matches(['"', '\'']))
    };
    sentences(text).next().is_some() || parts.into_iter().any(value)
}
