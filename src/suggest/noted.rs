//! Which words of an article notes are about.

use std::collections::{BTreeMap, BTreeSet};

use super::speaker::ToldSpeaker;
use super::wording::{Wording, number};
use crate::model::{Article, Briefing, NoteKind, Passage, RecordId, TextKind};
use crate::place::{InContent, Place};

/// Passages of so few bytes are about the very words that they quote, whatever the note's kind.
const SHORT: usize = 60;

/// Words of so few are quoted for how they are put: they need a speaker beside them.
pub(super) const FRAGMENT: usize = 5;

/// Which words of an article notes are about: what has a note, and needs no other.
#[derive(Debug, Clone, Default)]
pub struct Noted {
    /// What quote notes have.
    quoted: Vec<Place<InContent>>,
    /// What other notes on a few words, and questions, are about.
    treated: Vec<Place<InContent>>,
    /// The few words that stand together in passages of quote notes and questions, by who says them:
    /// printed once more in the article, they need no other note.
    fragments: BTreeMap<u64, BTreeSet<Option<RecordId>>>,
}

impl Noted {
    /// Of each article, in their order; nothing of those that are not `wanted`.
    #[must_use]
    pub fn of_articles(briefing: &Briefing, wanted: impl Fn(&Article) -> bool) -> Vec<Self> {
        let mut all = vec![Self::default(); briefing.articles.len()];
        let wanted: Vec<bool> = briefing.articles.iter().map(wanted).collect();
        let is_wanted = |it: &&Passage| wanted.get(it.article.index()).is_some_and(|it| *it);
        for note in &briefing.notes {
            for passage in note.passages.iter().filter(is_wanted) {
                let Some(noted) = all.get_mut(passage.article.index()) else { continue };
                let length: usize = passage.parts().iter().map(|part| part.len()).sum();
                let parts = passage.parts().iter().copied();
                let mut speakers: Vec<Option<RecordId>> = match &note.kind {
                    NoteKind::Quote(quote) => quote.records().map(Some).collect(),
                    _ => Vec::new(),
                };
                if speakers.is_empty() {
                    speakers.push(None);
                }
                match note.kind {
                    NoteKind::Quote(_) | NoteKind::Question => {
                        let text = briefing[passage.article].shown().map(|it| &it.document.text);
                        for words in parts.clone().filter_map(|part| text?.get(part.bytes())) {
                            let wording = Wording::new(words);
                            speakers.iter().for_each(|it| noted.add_fragments(*it, &wording));
                        }
                    }
                    _ => {}
                }
                match note.kind {
                    NoteKind::Quote(_) => noted.quoted.extend(parts),
                    NoteKind::Question => noted.treated.extend(parts),
                    _ if length <= SHORT || is_quoted(&briefing[passage.article], passage) => {
                        noted.treated.extend(parts);
                    }
                    _ => {}
                }
            }
        }
        for noted in &mut all {
            noted.quoted = merged(std::mem::take(&mut noted.quoted));
            noted.treated = merged(std::mem::take(&mut noted.treated));
        }
        all
    }

    fn add_fragments(&mut self, speaker: Option<RecordId>, wording: &Wording) {
        let fragments = wording.fragments(1..=FRAGMENT - 1);
        for fragment in fragments {
            self.fragments.entry(fragment).or_default().insert(speaker);
        }
    }

    /// Whether a note is about a quotation in `text`, whoever says it.
    #[must_use]
    pub fn has_words(&self, text: &str, words: Place<InContent>) -> bool {
        let wording = Wording::new(text.get(words.bytes()).unwrap_or_default());
        self.is_about(words) || self.repeats(&wording, |_| true)
    }

    /// Whether a note is about a quotation of this speaker's.
    pub(super) fn has(
        &self,
        words: Place<InContent>,
        wording: &Wording,
        speaker: &ToldSpeaker,
    ) -> bool {
        let speaker = match speaker {
            ToldSpeaker::Record(id) => Some(*id),
            _ => None,
        };
        self.is_about(words) || self.repeats(wording, |by| by.is_none() || by == speaker)
    }

    fn is_about(&self, words: Place<InContent>) -> bool {
        overlap(&self.quoted, words) > 0 || overlap(&self.treated, words) * 2 > words.len()
    }

    /// Whether a few words stand in a passage that is somebody's of whom that is so.
    fn repeats(&self, wording: &Wording, is_speaker: impl Fn(Option<RecordId>) -> bool) -> bool {
        let speakers = || self.fragments.get(&number(&wording.words));
        wording.words.len() < FRAGMENT
            && speakers().is_some_and(|speakers| speakers.iter().any(|by| is_speaker(*by)))
    }
}

/// Whether a passage of a digest is no more than what the digest puts in quotation marks.
fn is_quoted(article: &Article, passage: &Passage) -> bool {
    article.kind == TextKind::Digest && passage.parts().iter().all(|part| article.is_own(*part))
}

/// Ranges in order, those that overlap as one.
pub(super) fn merged(mut ranges: Vec<Place<InContent>>) -> Vec<Place<InContent>> {
    ranges.sort_by_key(|range| (range.start(), range.end()));
    let mut merged: Vec<Place<InContent>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start() <= last.end() => *last = last.cover(range),
            _ => merged.push(range),
        }
    }
    merged
}

/// How many bytes of a range are in ranges that are [`merged`].
pub(super) fn overlap(merged: &[Place<InContent>], range: Place<InContent>) -> usize {
    let first = merged.partition_point(|other| other.end() <= range.start());
    let others = merged.get(first..).unwrap_or_default();
    let inside = others.iter().take_while(|other| other.start() < range.end());
    inside.map(|other| other.end().min(range.end()) - other.start().max(range.start())).sum()
}
