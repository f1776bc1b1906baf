//! Collections of annotations → annotation files.
//!
//! A passage is taken over only where its words stand in an article of the briefing, in one place
//! that the annotation tells from all others. What has no place is kept: as a draft about the
//! report, or in a comment where even that is not at hand.

mod body;
mod desk;
mod kind;
mod passage;
mod tags;
pub mod place;
pub mod read;
pub mod targets;
#[cfg(test)]
mod selector_tests;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Parsed;
use crate::parse::attributes::Attribute;
use crate::parse::slug::slug;
use desk::Desk;
pub use desk::Remark;
use write::{comment, files};

/// What a collection gives.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Annotation files: their names, without `.md`, and their texts.
    pub files: BTreeMap<String, String>,
    /// How many annotations there were.
    pub annotations: usize,
    /// How many of them have, in whole or in part, no place.
    pub unplaced: usize,
    /// What to tell of them.
    pub remarks: Vec<Remark>,
}

/// Makes annotation files, the first of which is called `name`, of a collection.
///
/// # Errors
/// Where there are no annotations in it, or none is about a report of the briefing; the message
/// says which.
pub fn import(json: &str, name: &str, parsed: &Parsed) -> Result<Imported, String> {
    let incoming = read::annotations(json)?;
    let mut desk = Desk::new(parsed, titles(parsed));
    // Each has its id before any is written, so that links lead from one to another.
    let named: Vec<_> = incoming.iter().map(|annotation| desk.name(annotation)).collect();
    for (annotation, named) in incoming.iter().zip(&named) {
        if let Some(named) = named {
            desk.note_reply(annotation, &named.id);
        }
    }
    let mut notes = Vec::new();
    let mut comments = Vec::new();
    for (annotation, named) in incoming.iter().zip(&named) {
        match named {
            Some(named) => notes.push(desk.note(annotation, named)),
            None => {
                desk.refuse(annotation);
                comments.push(comment(annotation));
            }
        }
    }
    if notes.is_empty() {
        let sources: BTreeSet<&str> = incoming
            .iter()
            .flat_map(|annotation| &annotation.targets)
            .map(|target| target.source.as_str())
            .collect();
        let first: Vec<&str> = sources.iter().take(5).copied().collect();
        return Err(format!(
            "none of its {} annotations is about a report of this briefing: they are about {}",
            incoming.len(),
            if first.is_empty() { "nothing".to_owned() } else { first.join(", ") }
        ));
    }
    Ok(Imported {
        files: files(name, &desk.ground, notes, &comments),
        annotations: incoming.len(),
        unplaced: desk.unplaced,
        remarks: desk.remarks,
    })
}

/// The briefing's notes: their titles by their ids.
fn titles(parsed: &Parsed) -> BTreeMap<String, String> {
    let notes = parsed.annotations.iter().flat_map(|(_, file)| &file.notes);
    notes
        .map(|note| {
            let own = note.attributes.iter().find_map(|(attribute, _)| match attribute {
                Attribute::Id(id) => Some(id.clone()),
                _ => None,
            });
            (own.unwrap_or_else(|| slug(&note.title)), note.title.clone())
        })
        .collect()
}
