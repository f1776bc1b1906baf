//! Collections of annotations → annotation files.
//!
//! A passage is taken over only where its words stand in an article of the briefing, in one place
//! that the annotation tells from all others. What has no place is kept: as a draft about the
//! report, or in a comment where even that is not at hand.

pub mod place;
pub mod read;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Finding;
use crate::parse::Parsed;
use crate::parse::attributes::Attribute;
use crate::parse::slug::slug;
use place::Ground;
use write::{Desk, comment, files};

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
    pub findings: Vec<Finding>,
}

/// Makes annotation files, the first of which is called `name`, of a collection.
///
/// # Errors
/// Where there are no annotations in it, or none is about a report of the briefing; the message
/// says which.
pub fn import(json: &str, name: &str, parsed: &Parsed) -> Result<Imported, String> {
    let incoming = read::annotations(json)?;
    let mut desk = Desk {
        ground: Ground::new(parsed),
        records: parsed.records.iter().map(|record| record.slug.as_str()).collect(),
        notes: note_ids(parsed),
        base_url: parsed.settings.base_url.as_deref(),
        next: BTreeMap::new(),
        findings: Vec::new(),
        unplaced: 0,
    };
    let mut notes = Vec::new();
    let mut comments = Vec::new();
    for annotation in &incoming {
        match desk.note(annotation) {
            Some(note) => notes.push(note),
            None => comments.push(comment(annotation)),
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
    let files = files(name, &desk.ground, notes, &comments);
    Ok(Imported {
        files,
        annotations: incoming.len(),
        unplaced: desk.unplaced,
        findings: desk.findings,
    })
}

fn note_ids(parsed: &Parsed) -> BTreeSet<String> {
    let notes = parsed.annotations.iter().flat_map(|(_, file)| &file.notes);
    notes
        .map(|note| {
            let own = note.attributes.iter().find_map(|(attribute, _)| match attribute {
                Attribute::Id(id) => Some(id.clone()),
                _ => None,
            });
            own.unwrap_or_else(|| slug(&note.title))
        })
        .collect()
}
