//! An id that is given another: every place where it is written, as edits of the briefing's files.

mod front_matter;
mod links;
mod notes;
mod place;
mod redirect;
mod tags;

use std::collections::BTreeMap;

use super::reanchor::Edit;
use crate::parse::Parsed;
use crate::source::{FileId, SourceSet};
pub use place::{IdPlace, Name};
pub use tags::ids as tags;

/// What a renaming changes.
#[derive(Debug, Clone, Default)]
pub struct Renaming {
    /// The changes of each file, in order.
    pub edits: BTreeMap<FileId, Vec<Edit>>,
    /// The file that is named after the id, and its new path.
    pub moved: Option<(FileId, String)>,
}

/// Every place where an id is written and means what it names.
#[must_use]
pub fn places(parsed: &Parsed, sources: &SourceSet, name: Name<'_>) -> Vec<IdPlace> {
    if let Name::Tag(id) = name {
        // No link leads to one, and no other key names it.
        return tags::places(parsed, sources, id);
    }
    let mut places = links::places(parsed, sources, name);
    places.extend(front_matter::places(parsed, sources, name));
    for (_, file) in &parsed.annotations {
        for note in &file.notes {
            places.extend(notes::places(note, sources, name));
        }
    }
    places.sort_by_key(|place| (place.span.file, place.span.start, place.span.end));
    places.dedup();
    places
}

/// What is to be changed so that what `name` names has another id. Where `redirect` is asked for, an
/// article keeps its old one in `redirect_from`.
///
/// # Errors
/// Where its front matter has no room for `redirect_from` that is sure.
pub fn rename(
    parsed: &Parsed,
    sources: &SourceSet,
    name: Name<'_>,
    new: &str,
    redirect: bool,
) -> Result<Renaming, String> {
    let mut renaming = Renaming::default();
    for place in places(parsed, sources, name) {
        let (before, after) = place.around;
        let edit = Edit { range: place.span.place(), text: format!("{before}{new}{after}") };
        renaming.edits.entry(place.span.file).or_default().push(edit);
    }
    if let Name::Page(old) = name {
        let article = parsed.articles.iter().find(|article| article.slug == old);
        if let Some(article) = article {
            let edit = redirect::edit(article, &sources.file(article.file).text, new, redirect)?;
            if let Some(edit) = edit {
                renaming.edits.entry(article.file).or_default().push(edit);
            }
        }
    }
    let file = match name {
        Name::Page(old) => parsed.declared.iter().find(|it| it.slug == old).map(|it| it.file),
        Name::Tag(old) => parsed.tags.iter().find(|it| it.slug == old).map(|it| it.file),
        Name::Note(_) => None,
    };
    renaming.moved = file.map(|file| {
        let path = &sources.file(file).path;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (file, format!("{folder}/{new}.md"))
    });
    for edits in renaming.edits.values_mut() {
        edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    }
    Ok(renaming)
}
