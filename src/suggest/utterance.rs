//! The words of quote notes, to be found in texts that are read once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::postings::{Postings, brief};
use super::vocabulary::is_function_word;
use super::wording::{number, numbered_words};
use crate::language::primary as language;
use crate::mend::near_match::word_number;
use crate::model::article::within;
use crate::model::{Article, Briefing, NoteId, NoteKind, RecordId, TextKind};
use crate::parse::fold::fold;
use crate::parse::quotation::quotations;
use crate::place::{InContent, InFolded, Place};

/// So many words that stand together are told by themselves; fewer may be anybody's.
pub(super) const SHORT: usize = 5;

/// A text is near an utterance where so many of its words that matter stand close together, in
/// percent.
const LEAST_NEAR: usize = 60;

/// So many letters of a word stand for it and its inflections.
const STEM: usize = 5;

/// The utterances of a briefing.
pub(super) struct Utterances {
    speakers: BTreeMap<NoteId, Vec<RecordId>>,
    /// The first words of each note, as they are printed.
    printed: BTreeMap<NoteId, String>,
    parts: Vec<Part>,
    /// By [`SHORT`] words: where parts have them.
    by_run: Postings<RunPlace>,
    /// The parts that are shorter, by all their words.
    short: [Postings<u32>; SHORT],
    /// Two words and more, fewer than [`SHORT`], each with a note that has them, in order. They are
    /// many, and are sought seldom: a table of them would be the largest of all.
    fragments: Vec<(u64, NoteId)>,
    /// By stems of the words that matter: the parts of which a text that is near must have one of these.
    by_stem: Postings<u32>,
}

/// Where a part has some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct RunPlace {
    part: u32,
    /// The first of the words.
    at: u32,
    /// The word before them.
    before: Option<u32>,
}

/// Words of an utterance that stand together, as a report prints them.
struct Part {
    note: NoteId,
    language: String,
    words: Vec<u32>,
    /// Of the words that matter, each once, in order.
    stems: Vec<u32>,
}

/// Words of a text that are those of a part.
pub(super) struct PartRun {
    pub(super) note: NoteId,
    /// By their numbers in the text.
    pub(super) words: Range<usize>,
    /// How many words the part has.
    pub(super) of: usize,
}

impl Utterances {
    pub(super) fn new(briefing: &Briefing) -> Self {
        let mut speakers = BTreeMap::new();
        let mut printed = BTreeMap::new();
        let mut parts = Vec::new();
        let mut marks: HashMap<usize, Vec<Place<InContent>>> = HashMap::new();
        for (id, note) in briefing.notes() {
            let NoteKind::Quote(quote) = &note.kind else { continue };
            let records: Vec<RecordId> = quote.records().collect();
            if records.is_empty() {
                continue;
            }
            speakers.insert(id, records);
            let mut seen: BTreeSet<(&str, Vec<u32>)> = BTreeSet::new();
            for passage in &note.passages {
                let article = &briefing[passage.article];
                let Some(prose) = article.shown() else { continue };
                let marks = marks.entry(passage.article.index()).or_insert_with(|| {
                    quotations(&prose.document).into_iter().map(|it| it.words).collect()
                });
                for part in said(article, marks, passage.parts()) {
                    let text = prose.document.text.get(part.bytes()).unwrap_or_default();
                    let language = language(&article.language);
                    let folded = fold(text).text;
                    let words = numbered_words(&folded);
                    let numbers: Vec<u32> = words.iter().map(|(word, _)| *word).collect();
                    if !numbers.is_empty() && seen.insert((language, numbers.clone())) {
                        let stems = stems(&folded, &words, language);
                        let language = language.to_owned();
                        printed.entry(id).or_insert_with(|| text.to_owned());
                        parts.push(Part { note: id, language, words: numbers, stems });
                    }
                }
            }
        }
        Self::of(speakers, printed, parts)
    }

    fn of(
        speakers: BTreeMap<NoteId, Vec<RecordId>>,
        printed: BTreeMap<NoteId, String>,
        parts: Vec<Part>,
    ) -> Self {
        let (mut runs, mut fragments) = (Vec::new(), Vec::new());
        let mut short: [Vec<(u64, u32)>; SHORT] = Default::default();
        for (index, part) in (0..).zip(&parts) {
            for (at, words) in part.words.windows(SHORT).enumerate() {
                let before = at.checked_sub(1).and_then(|before| part.words.get(before)).copied();
                runs.push((number(words), RunPlace { part: index, at: brief(at), before }));
            }
            if let Some(short) = short.get_mut(part.words.len()) {
                short.push((number(&part.words), index));
            }
            for length in 2..SHORT {
                let of_length = part.words.windows(length);
                fragments.extend(of_length.map(|words| (number(words), part.note)));
            }
        }
        fragments.sort_unstable();
        fragments.dedup();
        Self {
            speakers,
            printed,
            by_run: Postings::new(runs),
            short: short.map(Postings::new),
            fragments,
            by_stem: Postings::new(telling_stems(&parts)),
            parts,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A note's words as the first of its reports prints them.
    pub(super) fn printed(&self, note: NoteId) -> Option<&str> {
        self.printed.get(&note).map(String::as_str)
    }

    /// Who says a note's words; none where a report says them itself.
    pub(super) fn speakers(&self, note: NoteId) -> &[RecordId] {
        self.speakers.get(&note).map_or(&[], Vec::as_slice)
    }

    /// The notes of which these few words are a part.
    pub(super) fn with_fragment(&self, words: u64, count: usize) -> impl Iterator<Item = NoteId> {
        let first = self.fragments.partition_point(|(fragment, _)| *fragment < words);
        let found = self.fragments.get(first..).filter(|_| (2..SHORT).contains(&count));
        let found = found.into_iter().flatten().take_while(move |(fragment, _)| *fragment == words);
        found.map(|(_, note)| *note)
    }

    /// Calls `heard` with each note of which a text has words that stand together: all of an utterance,
    /// or [`SHORT`] and more. A note may come many times.
    pub(super) fn each_heard(&self, text: &[u32], mut heard: impl FnMut(NoteId)) {
        let mut note = |part: u32| {
            if let Some(part) = self.parts.get(part as usize) {
                heard(part.note);
            }
        };
        for (length, short) in self.short.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            let windows = text.windows(length.max(1));
            windows.flat_map(|words| short.get(number(words))).for_each(|part| note(*part));
        }
        let windows = text.windows(SHORT);
        windows.flat_map(|words| self.by_run.get(number(words))).for_each(|it| note(it.part));
    }

    /// The words of utterances that reach into some words of a text, each run as far as it goes.
    pub(super) fn runs(&self, text: &[u32], into: &Range<usize>) -> Vec<PartRun> {
        let mut runs = Vec::new();
        let mut push = |part: u32, place: u32, at: usize| {
            let Some(Part { note, words, .. }) = self.parts.get(part as usize) else { return };
            let rest = words.iter().skip(place as usize).zip(text.iter().skip(at));
            let length = rest.take_while(|(one, other)| one == other).count();
            if length >= SHORT || length == words.len() {
                runs.push(PartRun { note: *note, words: at..at + length, of: words.len() });
            }
        };
        // Where words begin, so many of them, that have one of those asked for.
        let windows = |length: usize| {
            let first = (into.start + 1).saturating_sub(length);
            let all = text.get(first..).unwrap_or_default().windows(length);
            (first..into.end).zip(all)
        };
        for (length, short) in self.short.iter().enumerate().skip(1) {
            for (at, words) in windows(length) {
                short.get(number(words)).iter().for_each(|part| push(*part, 0, at));
            }
        }
        let mut last = None;
        for (at, words) in windows(SHORT) {
            // Where the word before is the same the run has been told.
            let places = self.by_run.get(number(words)).iter();
            let begins = |place: &&RunPlace| place.before.is_none() || place.before != last;
            places.filter(begins).for_each(|place| push(place.part, place.at, at));
            last = words.first().copied();
        }
        runs
    }

    /// The notes, of those that are asked for, of whose words most stand close together in a text of
    /// their language.
    pub(super) fn near(
        &self,
        folded: &str,
        words: &[(u32, Place<InFolded>)],
        language: &str,
        wanted: impl Fn(NoteId) -> bool,
    ) -> BTreeSet<NoteId> {
        let all = words.iter().map(|(_, range)| folded.get(range.bytes()).unwrap_or_default());
        let places = Postings::new(all.map(|word| u64::from(stem(word))).zip(0u32..).collect());
        let mut candidates: Vec<u32> =
            places.numbers().flat_map(|stem| self.by_stem.get(stem)).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = BTreeSet::new();
        for part in candidates.into_iter().filter_map(|part| self.parts.get(part as usize)) {
            let asked = wanted(part.note) && part.language == language;
            if asked && !found.contains(&part.note) && part.is_near(&places) {
                found.insert(part.note);
            }
        }
        found
    }
}

/// By stem, the parts that are listed under it: each under its rarest stems, as many as there must be so that
/// a text without any of them has too few of all to be near. (Set similarity joins call it prefix
/// filtering: Chaudhuri, Ganti and Kaushik, 2006.)
fn telling_stems(parts: &[Part]) -> Vec<(u64, u32)> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    parts
        .iter()
        .flat_map(|part| &part.stems)
        .for_each(|stem| *counts.entry(*stem).or_default() += 1);
    let mut listed = Vec::new();
    for (index, part) in (0..).zip(parts) {
        let mut stems = part.stems.clone();
        stems.sort_unstable_by_key(|stem| (counts.get(stem), *stem));
        stems.truncate((stems.len() + 1).saturating_sub(part.needed()));
        listed.extend(stems.iter().map(|stem| (u64::from(*stem), index)));
    }
    listed
}

impl Part {
    /// How many of its stems must stand close together.
    fn needed(&self) -> usize {
        (self.stems.len() * LEAST_NEAR).div_ceil(100).max(1)
    }

    /// Whether enough of its stems stand close together, by where each stem of a text stands.
    fn is_near(&self, places: &Postings<u32>) -> bool {
        let is_there = |stem: &&u32| !places.get(u64::from(**stem)).is_empty();
        if self.stems.iter().filter(is_there).count() < self.needed() {
            return false;
        }
        // The places of its stems, each with the stem's number.
        let found = self.stems.iter().map(|stem| places.get(u64::from(*stem))).enumerate();
        let mut hits: Vec<(usize, usize)> = found
            .flat_map(|(number, places)| places.iter().map(move |at| (*at as usize, number)))
            .collect();
        hits.sort_unstable();
        let reach = self.words.len() + self.words.len() / 2 + 2;
        // How often each stem stands within reach, and how many do.
        let mut within = vec![0usize; self.stems.len()];
        let (mut different, mut first) = (0, 0);
        for &(at, stem) in &hits {
            different += usize::from(within[stem] == 0);
            within[stem] += 1;
            while let Some(&(_, old)) = hits.get(first).filter(|(early, _)| early + reach < at) {
                within[old] -= 1;
                different -= usize::from(within[old] == 0);
                first += 1;
            }
            if different >= self.needed() {
                return true;
            }
        }
        false
    }
}

/// What of a passage is somebody's words: what stands in quotation marks. Of a digest nothing else
/// is; of a report all of it, where there are no marks.
fn said(
    article: &Article,
    marks: &[Place<InContent>],
    parts: &[Place<InContent>],
) -> Vec<Place<InContent>> {
    let mut said: Vec<Place<InContent>> =
        parts.iter().flat_map(|part| within(marks, *part)).collect();
    if said.is_empty() && article.kind != TextKind::Digest {
        said.extend_from_slice(parts);
    }
    said
}

/// The stems of the words that matter, each once; of all words where none does.
fn stems(folded: &str, words: &[(u32, Place<InFolded>)], language: &str) -> Vec<u32> {
    let mut stems: Vec<u32> = matter(folded, words, language).map(stem).collect();
    if stems.is_empty() {
        stems = words.iter().filter_map(|(_, it)| folded.get(it.bytes())).map(stem).collect();
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The words that do more than hold a sentence together, as far as the language is known.
pub(super) fn matter<'a>(
    folded: &'a str,
    words: &'a [(u32, Place<InFolded>)],
    language: &'a str,
) -> impl Iterator<Item = &'a str> {
    let words = words.iter().filter_map(|(_, range)| folded.get(range.bytes()));
    words.filter(move |word| language != "en" || !is_function_word(&word.to_lowercase()))
}

/// The first letters of a word, as a number.
fn stem(word: &str) -> u32 {
    let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
    word_number(word.get(..end).unwrap_or(word))
}
