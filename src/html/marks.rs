//! Passages → flat stretches of text, cut at every boundary.

use std::collections::BTreeMap;

use unicode_segmentation::GraphemeCursor;

use super::escape;
use crate::model::{ArticleId, Briefing, NoteClass, NoteId};
use crate::place::{InContent, Place};

/// A passage: a note, and the number of the passage in it.
pub type PassageId = (NoteId, usize);

/// A stretch of text names at most so many of the notes that cover it, so that notes piled on one
/// place stay readable and the page stays in proportion.
const NAMED_NOTES: usize = 16;

/// The passages of one article, made ready to be drawn into its text.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// The notes, in order of their first passage; a note's number is its place here, from 1.
    pub(crate) notes: Vec<NoteId>,
    /// What is covered, in order, without overlap.
    pub(crate) stretches: Vec<MarkedStretch>,
    /// Where passages begin and end, in order.
    pub(crate) starts: Vec<PassageEdge>,
    pub(crate) ends: Vec<PassageEdge>,
}

/// Text covered by the same notes.
#[derive(Debug)]
pub(crate) struct MarkedStretch {
    pub(crate) range: Place<InContent>,
    /// The attributes of its `<mark>`.
    pub(crate) attributes: String,
}

/// The place where a passage begins or ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PassageEdge {
    pub(crate) at: usize,
    /// Index in [`Marks::notes`].
    pub(crate) note: usize,
    /// Number of the passage in its note.
    pub(crate) passage: usize,
}

impl Marks {
    /// The marks of an article's passages.
    pub(crate) fn new(briefing: &Briefing, article: ArticleId, passages: &[PassageId]) -> Self {
        let Some(prose) = briefing[article].shown() else {
            return Self::default();
        };
        let text = &prose.document.text;
        let mut found: Vec<(PassageId, Vec<Place<InContent>>)> = passages
            .iter()
            .filter_map(|&(note, number)| {
                let passage = briefing[note].passages.get(number)?;
                let parts: Vec<_> =
                    passage.parts().iter().map(|part| whole_clusters(text, *part)).collect();
                (passage.article == article && !parts.is_empty()).then_some(((note, number), parts))
            })
            .collect();
        // A reference stands where its passage ends: so they count up as they are read, where passages
        // stand within one another, too.
        found.sort_by_key(|((note, number), parts)| {
            let end = parts.iter().map(|part| part.end()).max();
            (end, parts[0].start(), *note, *number)
        });

        let mut marks = Self::default();
        let mut numbers = BTreeMap::new();
        let mut boundaries: Vec<(usize, bool, usize)> = Vec::new();
        for ((note, passage), parts) in &found {
            let note = *numbers.entry(*note).or_insert_with(|| {
                marks.notes.push(*note);
                marks.notes.len() - 1
            });
            let edge = |at| PassageEdge { at, note, passage: *passage };
            marks.starts.push(edge(parts[0].start()));
            marks.ends.extend(parts.iter().map(|part| part.end()).max().map(edge));
            for part in parts {
                boundaries.push((part.start(), true, note));
                boundaries.push((part.end(), false, note));
            }
        }
        marks.starts.sort_by_key(|edge| (edge.at, edge.note, edge.passage));
        marks.ends.sort_by_key(|edge| (edge.at, edge.note, edge.passage));
        boundaries.sort_unstable();
        marks.stretches = stretches(briefing, &marks.notes, &boundaries);
        marks
    }
}

/// One sweep over the boundaries, keeping the notes that are open.
fn stretches(
    briefing: &Briefing,
    notes: &[NoteId],
    boundaries: &[(usize, bool, usize)],
) -> Vec<MarkedStretch> {
    let mut stretches = Vec::new();
    // How many parts of each note are open, and how many notes of each kind.
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kinds = [0usize; NoteClass::ALL.len()];
    let kind_of = |note: usize| briefing[notes[note]].kind.class() as usize;
    let mut from = 0;
    for &(at, opens, note) in boundaries {
        if from < at && !open.is_empty() {
            let kinds: Vec<String> = NoteClass::ALL
                .into_iter()
                .zip(kinds)
                .filter(|(_, count)| *count > 0)
                .map(|(class, _)| format!("k-{}", class.name()))
                .collect();
            let named: Vec<&str> = open
                .keys()
                .take(NAMED_NOTES)
                .map(|note| briefing[notes[*note]].slug.as_str())
                .collect();
            let mut attributes = String::new();
            escape::attribute(&mut attributes, "class", &[&kinds.join(" ")]);
            escape::attribute(&mut attributes, "data-notes", &[&named.join(" ")]);
            stretches.push(MarkedStretch { range: Place::new(from..at), attributes });
        }
        from = at;
        let count = open.entry(note).or_default();
        if opens {
            *count += 1;
            if *count == 1 {
                kinds[kind_of(note)] += 1;
            }
        } else {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&note);
                kinds[kind_of(note)] = kinds[kind_of(note)].saturating_sub(1);
            }
        }
    }
    stretches
}

/// A range widened so that it splits no letter from its accents.
fn whole_clusters(text: &str, range: Place<InContent>) -> Place<InContent> {
    let at = |offset: usize, forward: bool| {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let mut cursor = GraphemeCursor::new(offset, text.len(), true);
        match cursor.is_boundary(text, 0) {
            Ok(false) if forward => cursor.next_boundary(text, 0).ok().flatten(),
            Ok(false) => cursor.prev_boundary(text, 0).ok().flatten(),
            _ => None,
        }
        .unwrap_or(offset)
    };
    let start = at(range.start(), false);
    Place::new(start..at(range.end(), true).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_its_accents() {
        let text = "cafe\u{301} x";
        assert_eq!(whole_clusters(text, Place::new(0..4)), 0..6);
        assert_eq!(whole_clusters(text, Place::new(4..6)), 3..6);
        assert_eq!(whole_clusters(text, Place::new(0..3)), 0..3);
        assert_eq!(whole_clusters(text, Place::new(0..99)), 0..8);
    }
}
