//! The ids that are in use.

use std::collections::{BTreeMap, BTreeSet};

use super::SuggestionSubject;
use crate::parse::slug::slug;

/// The ids that are in use.
pub(super) struct Taken {
    pub(super) notes: BTreeSet<String>,
    pub(super) records: BTreeSet<String>,
    /// The ids of names that records are proposed for.
    pub(super) proposed: BTreeMap<String, String>,
}

impl Taken {
    pub(super) fn new(subject: &SuggestionSubject<'_>) -> Self {
        Self {
            notes: subject.briefing.notes.iter().map(|note| note.slug.clone()).collect(),
            records: subject.ids.clone(),
            proposed: BTreeMap::new(),
        }
    }

    /// A new id for a note, made of words.
    pub(super) fn note(&mut self, words: &str) -> String {
        note_id(&mut self.notes, words)
    }

    /// The id of the record that a name would have.
    pub(super) fn record(&mut self, name: &str) -> String {
        if let Some(id) = self.proposed.get(name) {
            return id.clone();
        }
        let id = slug(name);
        let id = if id.is_empty() { "name".to_owned() } else { id };
        let id = fresh(&mut self.records, &id);
        self.proposed.insert(name.to_owned(), id.clone());
        id
    }
}

/// How many words, and letters, an id made of words has.
pub(super) const WORDS: usize = 7;
pub(super) const LETTERS: usize = 60;

/// A new id for a note, made of words; it is taken then.
pub fn note_id(taken: &mut BTreeSet<String>, words: &str) -> String {
    let whole = slug(words);
    let mut id = String::new();
    for word in whole.split('-').take(WORDS) {
        if !id.is_empty() && id.len() + word.len() >= LETTERS {
            break;
        }
        id.push_str(if id.is_empty() { "" } else { "-" });
        id.extend(word.chars().take(LETTERS));
    }
    let id = if id.is_empty() || crate::parse::slug::looks_like_block(&id) {
        format!("note-{id}").trim_end_matches('-').to_owned()
    } else {
        id
    };
    fresh(taken, &id)
}

/// An id that is not taken yet, and is then.
pub(super) fn fresh(taken: &mut BTreeSet<String>, id: &str) -> String {
    let numbered = (2usize..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken.contains(id));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}
