//! The words of all reports that this build shows, one after another, by number.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::pinned::is_compared;
use super::report_words::{self, CountedWord, Key};
use crate::model::{ArticleId, Briefing, NoteId, NoteKind, Passage, Transmission};
use crate::parse::document::Document;
use crate::parse::quotation::quotations_in;
use crate::place::{InContent, Place};

/// A word that stands in more quotations than this is known to stand in so many.
const MOST_FAMILIES: usize = 16;

/// The words of all reports.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// By word: what it is compared by.
    keys: Vec<Key>,
    /// By word: its bytes in its report's text.
    places: Vec<(u32, u32)>,
    /// By word: its report.
    reports: Vec<u32>,
    /// By report: the article.
    pub(super) articles: Vec<ArticleId>,
    /// By report: its first word; at the end, the number of all words.
    starts: Vec<u32>,
    /// By word: in the quotation marks of which quotations it stands, as a number in
    /// [`Self::families`]. Empty where no report quotes.
    quoted: Vec<u32>,
    /// Sets of quotations, each in order; the first is empty.
    families: Vec<Vec<usize>>,
}

impl Texts {
    /// Reads the reports of a briefing whose own words are shown.
    pub(super) fn new(briefing: &Briefing) -> Self {
        let shown: Vec<(ArticleId, &Document)> = briefing
            .articles()
            .filter(|(_, article)| is_compared(article))
            .filter_map(|(id, article)| Some((id, &*article.shown()?.document)))
            .filter(|(_, document)| u32::try_from(document.text.len()).is_ok())
            .collect();
        let words: Vec<Vec<CountedWord>> =
            shown.par_iter().map(|(_, document)| report_words::words(&document.text)).collect();
        let mut texts = Self { starts: vec![0], families: vec![Vec::new()], ..Self::default() };
        let all = words.iter().map(Vec::len).sum();
        texts.keys.reserve_exact(all);
        texts.places.reserve_exact(all);
        texts.reports.reserve_exact(all);
        for ((id, _), words) in shown.iter().zip(words) {
            let Ok(end) = u32::try_from(texts.keys.len() + words.len()) else { break };
            texts.keys.extend(words.iter().map(|word| word.key));
            texts.places.extend(words.iter().map(|word| (word.start, word.end)));
            let report = u32::try_from(texts.articles.len()).unwrap_or(u32::MAX);
            texts.reports.resize(end as usize, report);
            texts.articles.push(*id);
            texts.starts.push(end);
        }
        texts.read_quotations(briefing);
        texts
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// What a word is compared by.
    pub(super) fn key(&self, word: u32) -> Key {
        self.keys[word as usize]
    }

    /// What words are compared by.
    pub(super) fn keys(&self, words: Range<u32>) -> &[Key] {
        &self.keys[words.start as usize..words.end as usize]
    }

    /// The words of a report.
    pub(super) fn words(&self, report: u32) -> Range<u32> {
        let report = report as usize;
        self.starts[report]..self.starts[report + 1]
    }

    /// The report that a word stands in.
    pub(super) fn report(&self, word: u32) -> u32 {
        self.reports[word as usize]
    }

    /// Words → bytes of their report's text.
    pub(super) fn bytes(&self, words: Range<u32>) -> Place<InContent> {
        let (start, _) = self.places[words.start as usize];
        let (_, end) = self.places[words.end as usize - 1];
        Place::new(start as usize..end as usize)
    }

    /// For how many half words a stretch counts.
    pub(super) fn halves(&self, words: Range<u32>) -> u32 {
        self.keys(words).iter().map(|key| key.halves()).sum()
    }

    /// The quotations in whose marks all of some words stand: a number, 0 where there are none.
    pub(super) fn quoted(&self, mut words: Range<u32>) -> u32 {
        if self.quoted.is_empty() {
            return 0;
        }
        let set = |word: u32| self.quoted.get(word as usize).copied().unwrap_or(0);
        let first = words.next().map_or(0, set);
        if words.all(|word| set(word) == first) { first } else { 0 }
    }

    /// Whether two words are the same, and don't both quote the same utterance.
    #[inline]
    pub(super) fn same(&self, one: u32, other: u32) -> bool {
        self.key(one) == self.key(other) && !self.quote_one(one, other)
    }

    #[inline]
    fn quote_one(&self, one: u32, other: u32) -> bool {
        let set = |word: u32| self.quoted.get(word as usize).copied().unwrap_or(0);
        match (set(one), set(other)) {
            (0, _) | (_, 0) => false,
            (one, other) => one == other || self.have_one_in_common(one, other),
        }
    }

    fn have_one_in_common(&self, one: u32, other: u32) -> bool {
        let others = &self.families[other as usize];
        self.families[one as usize].iter().any(|note| others.binary_search(note).is_ok())
    }

    /// Finds the words that stand in quotation marks of a quotation.
    fn read_quotations(&mut self, briefing: &Briefing) {
        let mut parts: BTreeMap<ArticleId, Vec<(usize, Place<InContent>)>> = BTreeMap::new();
        for (id, passage) in spoken(briefing) {
            let here = parts.entry(passage.article).or_default();
            here.extend(passage.parts().iter().map(|part| (id.index(), *part)));
        }
        let mut numbers: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
        for report in 0..self.articles.len() {
            let article = self.articles[report];
            let (Some(prose), Some(parts)) = (briefing[article].shown(), parts.get(&article))
            else {
                continue;
            };
            let first = self.starts[report] as usize..self.starts[report + 1] as usize;
            for (words, families) in stretches(&self.places[first.clone()], &prose.document, parts)
            {
                self.quoted.resize(self.keys.len(), 0);
                let next = self.families.len();
                let number = *numbers.entry(families).or_insert_with_key(|families| {
                    self.families.push(families.clone());
                    u32::try_from(next).unwrap_or(u32::MAX)
                });
                self.quoted[first.start + words.start..first.start + words.end].fill(number);
            }
        }
    }
}

/// The passages in which reports print somebody's words, with the notes that have them.
pub(super) fn spoken(briefing: &Briefing) -> impl Iterator<Item = (NoteId, &Passage)> {
    let said = |passage: &&Passage| passage.transmission != Some(Transmission::Paraphrase);
    let quotes = briefing.notes().filter(|(_, note)| matches!(note.kind, NoteKind::Quote(_)));
    quotes.flat_map(move |(id, note)| note.passages.iter().filter(said).map(move |it| (id, it)))
}

/// Stretches of a report's words, and the quotations in whose marks they stand.
fn stretches(
    places: &[(u32, u32)],
    document: &Document,
    parts: &[(usize, Place<InContent>)],
) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut edges: Vec<(usize, bool, usize)> = Vec::new();
    for (note, part) in marked(document, parts) {
        let start = places.partition_point(|(start, _)| (*start as usize) < part.start());
        let end = places.partition_point(|(_, end)| *end as usize <= part.end());
        if start < end {
            edges.extend([(start, true, note), (end, false, note)]);
        }
    }
    edges.sort_unstable();
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    let mut from = 0;
    let mut found = Vec::new();
    for (at, opens, note) in edges {
        if from < at && !open.is_empty() {
            found.push((from..at, open.keys().take(MOST_FAMILIES).copied().collect()));
        }
        from = at;
        let count = open.entry(note).or_default();
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
        if *count == 0 {
            open.remove(&note);
        }
    }
    found
}

/// What of the passages stands in quotation marks.
fn marked(
    document: &Document,
    parts: &[(usize, Place<InContent>)],
) -> Vec<(usize, Place<InContent>)> {
    let within = |part: &Place<InContent>| {
        let first = document.block_at(part.start()).unwrap_or(0);
        let after = document.blocks.partition_point(|block| block.text.start() < part.end());
        first..after.max(first)
    };
    let blocks: BTreeSet<usize> = parts.iter().flat_map(|(_, part)| within(part)).collect();
    let mut marks: Vec<Place<InContent>> = Vec::new();
    for block in blocks.into_iter().filter_map(|block| document.blocks.get(block)) {
        let here = quotations_in(document, block.text);
        marks.extend(here.into_iter().map(|quotation| quotation.words));
    }
    let mut found = Vec::new();
    for (note, part) in parts {
        let first = marks.partition_point(|mark| mark.end() <= part.start());
        let here = marks[first..].iter().take_while(|mark| mark.start() < part.end());
        found.extend(here.map(|mark| (*note, mark.meet(*part))));
    }
    found
}
