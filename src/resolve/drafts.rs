//! Drafts that this build leaves out, where their ids would be printed. An id is made from the title,
//! and tells it: so that is an error.

use std::ops::Range;

use super::ids::{Ids, NamedNote};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::Folder;
use crate::parse::front_matter;
use crate::parse::yaml_tree::{self, Kind, Tree};
use crate::slice::Slice;
use crate::source::Span;

/// How a link to a note begins.
const LINK: &str = "[[#";

/// What is said of a link to a draft that shows no words of its own.
#[must_use]
pub fn without_words(mut diagnostic: Diagnostic, id: &str) -> Diagnostic {
    diagnostic.severity = Severity::Error;
    diagnostic
        .help(format!(
            "give the link words of its own, `[[#{id}|…]]`: else its id would be printed"
        ))
        .help("or publish the note, or take the link out")
}

/// Tells of each draft that a text names as a link would, though no link is read there.
pub fn tell(
    text: &str,
    ids: &Ids,
    place: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Diagnostics,
) {
    for (start, _) in text.match_indices(LINK) {
        let rest = text.slice(start + LINK.len()..);
        let id = rest.split([']', '|']).next().unwrap_or_default().trim();
        if ids.notes.get(id) != Some(&NamedNote::Draft) {
            continue;
        }
        let message =
            format!("this would print the id of the draft `{id}`: links are not read here");
        let span = place(start..start + LINK.len() + id.len());
        let mut told = Diagnostic::new(Code::LinkToDraft, span, message)
            .help("take it out, or publish the note");
        told.severity = Severity::Error;
        diagnostics.push(told);
    }
}

/// The same for what front matter and settings say.
pub fn tell_in_front_matter(folder: &Folder, ids: &Ids, diagnostics: &mut Diagnostics) {
    if !ids.notes.values().any(|note| *note == NamedNote::Draft) {
        return;
    }
    let content = folder.content.iter().filter_map(|&id| {
        let parts = front_matter::split(id, folder.sources.file(id)).ok()?;
        Some((id, parts.yaml?))
    });
    let settings = folder.settings.map(|id| (id, 0..folder.sources.file(id).text.len()));
    for (file, yaml) in content.chain(settings) {
        let text = folder.sources.file(file).text.slice(yaml.clone());
        if !text.contains(LINK) {
            continue;
        }
        let mut open: Vec<Tree> = yaml_tree::parse(text).into_iter().collect();
        while let Some(tree) = open.pop() {
            match tree.kind {
                Kind::Scalar { .. } => {
                    let start = yaml.start + tree.range.start;
                    let place =
                        |it: Range<usize>| Span::new(file, start + it.start..start + it.end);
                    tell(text.slice(tree.range.clone()), ids, place, diagnostics);
                }
                Kind::List(items) => open.extend(items),
                Kind::Map(entries) => open.extend(entries.into_iter().map(|entry| entry.value)),
                Kind::Alias => {}
            }
        }
    }
}
