//! Quotations, each with who says it and whether a note has it already.

use rayon::prelude::*;

use super::attributed::Attribution;
use super::attribution::attributions;
use super::directory::Directory;
use super::noted::{FRAGMENT, Noted};
use super::people::is_of_people;
use super::reading::{Reading, WordInText, words};
use super::speaker::{Speakers, ToldSpeaker};
use super::title::unelided;
use super::unrecorded::UnrecordedNames;
use super::vocabulary::{is_adverb, kind_of_last, lower};
use super::wording::Wording;
use crate::language::ReportWords;
use crate::model::Briefing;
use crate::parse::quotation::Quotation;
use crate::place::{InContent, Place};
use crate::slice::Slice;

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
    /// Whether whoever says them is told to be a person or an office: "a woman".
    somebody: bool,
}

impl AttributedQuotation {
    /// Whether it may be proposed by itself: it is somebody's words, and no term or title.
    pub(super) fn is_utterance(&self, reading: &Reading<'_>) -> bool {
        let text = &reading.document.text;
        let count = self.wording.words.len();
        let told = self.attribution.told;
        let printed = text.slice(self.words.bytes());
        match &self.attribution.speaker {
            _ if is_term(text, self.words, reading.has_capital_nouns())
                && !(told && printed.ends_with(['?', '!'])) =>
            {
                false
            }
            // "strongly" says nothing by itself.
            _ if count == 1 && is_adverb(&lower(printed)) => false,
            ToldSpeaker::Record(_) | ToldSpeaker::Unrecorded(_) => count >= FRAGMENT || told,
            ToldSpeaker::Described(_) => {
                // "They should be ashamed,” said a woman", and not what a sign says.
                let short = || self.somebody || begins_with_pronoun(printed);
                count >= FRAGMENT || (told && count >= FRAGMENT - 2 && short())
            }
            ToldSpeaker::Unknown => count >= SENTENCE || (told && count >= FRAGMENT),
        }
    }
}

/// The quotations of all articles, in order.
pub(super) fn quotations(
    briefing: &Briefing,
    naming: &UnrecordedNames,
    readings: &[Reading<'_>],
) -> Vec<AttributedQuotation> {
    let noted = Noted::of_articles(briefing, |_| true);
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
                    let somebody = match &attribution.speaker {
                        ToldSpeaker::Described(by) => is_somebody(by, speakers.words),
                        _ => true,
                    };
                    AttributedQuotation {
                        reading: index,
                        words,
                        attribution,
                        wording,
                        noted,
                        somebody,
                    }
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
fn is_somebody(described: &str, told: Option<ReportWords>) -> bool {
    let mut words = described.split(' ').map(lower);
    if let Some(told) = told {
        return words.any(|word| told.is_of_people(unelided(&word)));
    }
    words.any(|word| is_of_people(&word) || kind_of_last(&word) == Some("agency"))
}

fn begins_with_pronoun(printed: &str) -> bool {
    let first = lower(printed.split(' ').next().unwrap_or_default());
    ["i", "we", "you", "they", "he", "she", "it"].contains(&first.as_str())
}

/// Whether a few words are a term or the title of something: "Entity List", "so-called".
fn is_term(text: &str, range: Place<InContent>, capital_nouns: bool) -> bool {
    let found = words(text, range);
    // Where every noun has a capital, the small words tell: "Das Geld ist da."
    let long = || found.iter().filter(|word| capital_nouns || word.range.len() > 3);
    let capital = |word: &WordInText| {
        text.slice(word.range.bytes()).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    };
    found.len() < 7 && long().all(capital)
}
