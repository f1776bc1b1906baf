//! How much of a report a public build shows: the passages of notes, each grown to its sentence
//! where that is near, within the budget.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::counted::{CountedWords, whole};
use crate::config::Budget;
use crate::language::sentence_ends;
use crate::model::{Article, ArticleId, Briefing, NoteId, Share, TextKind};
use crate::parse::document::Document;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// A passage grows where that takes so many half words, at most, at an end.
const NEAR: u64 = 2 * 12;

/// What is shown of a report.
#[derive(Debug, Clone)]
pub struct Extent {
    /// The report.
    pub article: ArticleId,
    /// How much of it that is.
    pub share: Share,
    /// Whether its passages alone are more than the budget allows.
    pub is_over: bool,
    /// Whether that is more than half of the report.
    pub is_most: bool,
    /// The notes whose passages are shown, the heaviest first, each with its words.
    pub notes: Vec<(NoteId, usize)>,
    /// The parts that are shown: bytes of the text, in order, each within one block, and words
    /// between any two of one block.
    pub(super) parts: Vec<Place<InContent>>,
}

/// The passages that notes have in an article: the parts of each.
pub(super) type Passages<'a> = Vec<(NoteId, &'a [Place<InContent>])>;

/// By article: the passages that notes have in it.
pub(super) fn passages(briefing: &Briefing) -> BTreeMap<ArticleId, Passages<'_>> {
    let mut passages: BTreeMap<ArticleId, Passages<'_>> = BTreeMap::new();
    for (id, note) in briefing.notes() {
        for passage in note.passages.iter().filter(|passage| !passage.parts().is_empty()) {
            passages.entry(passage.article).or_default().push((id, passage.parts()));
        }
    }
    passages
}

impl Extent {
    /// Whether all of some places is shown.
    #[must_use]
    pub fn shows(&self, places: &[Place<InContent>]) -> bool {
        places.iter().all(|place| self.parts.iter().any(|part| part.covers(*place)))
    }

    /// What of an article these passages show.
    pub(super) fn new(
        budget: Budget,
        (id, article): (ArticleId, &Article),
        document: &Document,
        words: &CountedWords,
        passages: &Passages<'_>,
    ) -> Self {
        let reader = ExtentReader { document, words };
        // Of an excerpt that was measured it is known how long the report is.
        let pin = article.pin.as_ref().filter(|_| article.kind == TextKind::Excerpt);
        let pinned = pin.and_then(|pin| pin.words).map(|words| words.saturating_mul(2));
        let all = pinned.unwrap_or_default().max(words.all());
        let allows = |parts: &[Place<InContent>]| budget.allows(words.among(parts), all);
        let alone = reader.joined(passages.iter().flat_map(|(_, parts)| reader.trimmed(parts)));
        let grown = reader.joined(reader.grown(passages).into_iter());
        let is_over = !allows(&alone);
        let parts = if allows(&grown) { grown } else { alone };
        let shown = words.among(&parts);
        Self {
            article: id,
            share: Share { shown: whole(shown), of: whole(all) },
            is_over,
            is_most: shown.saturating_mul(2) > all,
            notes: reader.weights(passages),
            parts,
        }
    }
}

struct ExtentReader<'a> {
    document: &'a Document,
    words: &'a CountedWords,
}

impl ExtentReader<'_> {
    /// Parts of a passage, none of which begins or ends within a letter or with white space.
    fn trimmed(&self, parts: &[Place<InContent>]) -> Vec<Place<InContent>> {
        let text = &self.document.text;
        let trimmed = |part: &Place<InContent>| {
            let part = text.cut_before(part.start())..text.cut_after(part.end());
            let words = text.slice(part.clone());
            let start = part.start + words.len() - words.trim_start().len();
            Place::new(start..(part.start + words.trim_end().len()).max(start))
        };
        parts.iter().map(trimmed).filter(|part| !part.is_empty()).collect()
    }

    /// The parts of all passages, each passage grown at its two ends and never inside its gaps.
    fn grown(&self, passages: &Passages<'_>) -> Vec<Place<InContent>> {
        let mut sentences = Sentences { reader: self, ends: BTreeMap::new() };
        let mut all = Vec::new();
        for (_, parts) in passages {
            let mut parts = self.trimmed(parts);
            if let Some(first) = parts.first_mut() {
                *first = first.since(sentences.start(first.start()));
            }
            if let Some(last) = parts.last_mut() {
                *last = last.until(sentences.end(last.end()));
            }
            all.append(&mut parts);
        }
        all
    }

    /// Parts as they are shown: in order, cut at the ends of blocks; two of one block between which
    /// stands no word are one.
    fn joined(&self, parts: impl Iterator<Item = Place<InContent>>) -> Vec<Place<InContent>> {
        let (text, blocks) = (&self.document.text, &self.document.blocks);
        let mut cut: Vec<(usize, Place<InContent>)> = Vec::new();
        for part in parts {
            let first = self.document.block_at(part.start()).unwrap_or(0);
            let here = blocks.iter().enumerate().skip(first);
            for (number, block) in here.take_while(|(_, block)| block.text.start() < part.end()) {
                cut.extend(self.trimmed(&[part.meet(block.text)]).pop().map(|part| (number, part)));
            }
        }
        cut.sort_by_key(|(_, part)| (part.start(), part.end()));
        let mut joined: Vec<Place<InContent>> = Vec::with_capacity(cut.len());
        let mut before = None;
        for (block, part) in cut {
            let wordless =
                |from: usize| !text.slice(from..part.start()).contains(char::is_alphanumeric);
            match joined.last_mut() {
                Some(last) if before == Some(block) && wordless(last.end()) => {
                    *last = last.cover(part);
                }
                _ => joined.push(part),
            }
            before = Some(block);
        }
        joined
    }

    /// The words that each note's passages show by themselves, the heaviest note first.
    fn weights(&self, passages: &Passages<'_>) -> Vec<(NoteId, usize)> {
        let mut parts: BTreeMap<NoteId, Vec<Place<InContent>>> = BTreeMap::new();
        for (note, passage) in passages {
            parts.entry(*note).or_default().extend(self.trimmed(passage));
        }
        let words =
            |parts: Vec<Place<InContent>>| whole(self.words.among(&self.joined(parts.into_iter())));
        let mut weights: Vec<(NoteId, usize)> =
            parts.into_iter().map(|(note, parts)| (note, words(parts))).collect();
        weights.sort_by_key(|(note, words)| (Reverse(*words), *note));
        weights
    }
}

/// Where sentences begin and end near passages.
struct Sentences<'a> {
    reader: &'a ExtentReader<'a>,
    /// By block: where its sentences end.
    ends: BTreeMap<usize, Vec<usize>>,
}

impl Sentences<'_> {
    /// Where the sentence begins that holds the first byte of a passage, where that is near.
    fn start(&mut self, at: usize) -> usize {
        let text = &self.reader.document.text;
        let Some((block, ends)) = self.around(at) else { return at };
        let before = ends.partition_point(|end| *end <= at);
        let start = before.checked_sub(1).and_then(|last| ends.get(last)).copied();
        let start = start.unwrap_or(block.start());
        let start = at - text.slice(start..at).trim_start().len();
        if self.reader.words.touched(Place::new(start..at)) <= NEAR { start } else { at }
    }

    /// Where the sentence ends that holds the last byte of a passage, where that is near.
    fn end(&mut self, at: usize) -> usize {
        let text = &self.reader.document.text;
        let Some((block, ends)) = self.around(at.saturating_sub(1)) else { return at };
        let first = ends.partition_point(|end| *end < at);
        let end = ends.get(first).copied().unwrap_or(block.end());
        let end = at + text.slice(at..end).trim_end().len();
        if self.reader.words.touched(Place::new(at..end)) <= NEAR { end } else { at }
    }

    /// The block that holds a byte, and where its sentences end.
    fn around(&mut self, at: usize) -> Option<(Place<InContent>, &[usize])> {
        let document = self.reader.document;
        let number = document.block_at(at)?;
        let block = document.blocks.get(number)?.text;
        let ends = self.ends.entry(number).or_insert_with(|| {
            let ends = sentence_ends(document.slice(block));
            ends.map(|end| block.start() + end).collect()
        });
        Some((block, ends))
    }
}
