//! Quotations, each with who says it and whether a note has it already.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::attribution::{Attribution, attributions};
use super::directory::Directory;
use super::people::is_of_people;
use super::reading::{Reading, WordInText, words};
use super::speaker::{Speakers, ToldSpeaker};
use super::unrecorded::UnrecordedNames;
use super::vocabulary::{is_adverb, kind_of_last, lower};
use super::wording::{Wording, number};
use crate::model::{Briefing, NoteKind, Quote, RecordId, Speaker};
use crate::parse::quotation::Quotation;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Passages of so few bytes are about the very words that they quote, whatever the note's kind.
const SHORT: usize = 60;

/// Words of so few are quoted for how they are put: they need a speaker beside them.
pub(super) const FRAGMENT: usize = 5;

/// By so many of its first words a quotation is told from others.
const TELLING: usize = 200;

/// So many words are worth a note whoever says them.
const SENTENCE: usize = 10;

/// A quotation in an article.
#[derive(Debug, Clone)]
pub(super) struct AttributedQuotation {
    /// Number of the article's reading.
    pub(super) reading: usize,
    /// Its words, without a last comma or full stop.
    pub(super) words: Place<InContent>,
    pub(super) attribution: Attribution,
    /// The first of its words.
    pub(super) wording: Wording,
    /// Whether a note is about these words.
    pub(super) noted: bool,
}

impl AttributedQuotation {
    /// Whether it may be proposed by itself: it is somebody's words, and no term or title.
    pub(super) fn is_utterance(&self, text: &str) -> bool {
        let count = self.wording.words.len();
        let told = self.attribution.told;
        let printed = text.slice(self.words.bytes());
        match &self.attribution.speaker {
            _ if is_term(text, self.words) => false,
            // "strongly" says nothing by itself.
            _ if count == 1 && is_adverb(&lower(printed)) => false,
            ToldSpeaker::Record(_) | ToldSpeaker::Unrecorded(_) => count >= FRAGMENT || told,
            ToldSpeaker::Described(by) => {
                // "They should be ashamed,” said a woman", and not what a sign says.
                let short = || is_somebody(by) || begins_with_pronoun(printed);
                count >= FRAGMENT || (told && count >= FRAGMENT - 2 && short())
            }
            ToldSpeaker::Unknown => count >= SENTENCE,
        }
    }
}

/// The quotations of all articles, in order.
pub(super) fn quotations(
    briefing: &Briefing,
    naming: &UnrecordedNames,
    readings: &[Reading<'_>],
) -> Vec<AttributedQuotation> {
    let noted = Noted::of_articles(briefing);
    let directory = Directory::new(briefing);
    let found: Vec<Vec<AttributedQuotation>> = readings
        .par_iter()
        .enumerate()
        .map(|(index, reading)| {
            let speakers = Speakers::new(briefing, naming, &directory, reading);
            let attributions = attributions(reading, &speakers);
            let quotations = reading.quotations.iter().zip(attributions);
            quotations
                .filter(|(quotation, _)| quotation.closed || goes_on(reading, quotation))
                .map(|(quotation, attribution)| {
                    let words = trimmed(&reading.document.text, quotation.words);
                    let wording = Wording::beginning(reading.text(words), TELLING);
                    let noted = noted
                        .get(reading.id.index())
                        .is_some_and(|noted| noted.has(words, &wording, &attribution.speaker));
                    AttributedQuotation { reading: index, words, attribution, wording, noted }
                })
                .filter(|piece| !piece.wording.words.is_empty())
                .collect()
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// Whether a quotation that does not end in its block goes on in the next: else its mark is one for
/// inches, or a slip.
fn goes_on(reading: &Reading<'_>, quotation: &Quotation) -> bool {
    let next = reading.document.block_at(quotation.words.start()).map(|block| block + 1);
    let next = next.and_then(|next| reading.document.blocks.get(next));
    next.is_some_and(|next| reading.text(next.text).starts_with(['“', '"', '«', '„', '‘']))
}

/// A quotation's words without the marks at their end that belong to the report's sentence.
pub(super) fn trimmed(text: &str, words: Place<InContent>) -> Place<InContent> {
    let slice = text.slice(words.bytes());
    let start = words.start() + (slice.len() - slice.trim_start().len());
    let slice = slice.trim_end();
    let bare = match slice.strip_suffix([',', '.', ';']) {
        Some(bare) if !bare.ends_with('.') => bare,
        _ => slice,
    };
    Place::new(start..(words.start() + bare.trim_end().len()).max(start))
}

/// Whether a description is of a person or an office: "a woman", "the health ministry".
fn is_somebody(described: &str) -> bool {
    let mut words = described.split(' ').map(lower);
    words.any(|word| is_of_people(&word) || kind_of_last(&word) == Some("agency"))
}

fn begins_with_pronoun(printed: &str) -> bool {
    let first = lower(printed.split(' ').next().unwrap_or_default());
    ["i", "we", "you", "they", "he", "she", "it"].contains(&first.as_str())
}

/// Whether a few words are a term or the title of something: "Entity List", "so-called".
fn is_term(text: &str, range: Place<InContent>) -> bool {
    let found = words(text, range);
    let long = || found.iter().filter(|word| word.range.len() > 3);
    let capital = |word: &WordInText| {
        text.slice(word.range.bytes()).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    };
    found.len() < 7 && long().all(capital)
}

/// Which words of an article notes are about.
#[derive(Debug, Clone, Default)]
struct Noted {
    /// What quote notes have.
    quoted: Vec<Place<InContent>>,
    /// What other notes on a few words, and questions, are about.
    treated: Vec<Place<InContent>>,
    /// The few words that stand together in passages of quote notes and questions, by who says them:
    /// printed once more in the article, they need no other note.
    fragments: BTreeSet<(Option<RecordId>, u64)>,
}

impl Noted {
    /// Of each article, in their order.
    fn of_articles(briefing: &Briefing) -> Vec<Self> {
        let mut all = vec![Self::default(); briefing.articles.len()];
        for note in &briefing.notes {
            for passage in &note.passages {
                let Some(noted) = all.get_mut(passage.article.index()) else { continue };
                let length: usize = passage.parts().iter().map(|part| part.len()).sum();
                let parts = passage.parts().iter().copied();
                let speaker = match &note.kind {
                    NoteKind::Quote(Quote { speaker: Speaker::Record(id), .. }) => Some(*id),
                    _ => None,
                };
                match note.kind {
                    NoteKind::Quote(_) | NoteKind::Question => {
                        let text = briefing[passage.article].shown().map(|it| &it.document.text);
                        for words in parts.clone().filter_map(|part| text?.get(part.bytes())) {
                            noted.add_fragments(speaker, &Wording::new(words));
                        }
                    }
                    _ => {}
                }
                match note.kind {
                    NoteKind::Quote(_) => noted.quoted.extend(parts),
                    NoteKind::Question => noted.treated.extend(parts),
                    _ if length <= SHORT => noted.treated.extend(parts),
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
        self.fragments.extend(fragments.map(|fragment| (speaker, fragment)));
    }

    fn has(&self, words: Place<InContent>, wording: &Wording, speaker: &ToldSpeaker) -> bool {
        let repeated = || {
            let speaker = match speaker {
                ToldSpeaker::Record(id) => Some(*id),
                _ => None,
            };
            let fragment = number(&wording.words);
            wording.words.len() < FRAGMENT
                && [speaker, None].iter().any(|by| self.fragments.contains(&(*by, fragment)))
        };
        overlap(&self.quoted, words) > 0
            || overlap(&self.treated, words) * 2 > words.len()
            || repeated()
    }
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
