//! The words of quote notes, to be found in texts that are read once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::vocabulary::is_function_word;
use super::wording::{number, numbered_words};
use crate::language::primary as language;
use crate::mend::near_match::word_number;
use crate::model::article::within;
use crate::model::{Article, Briefing, NoteId, NoteKind, Quote, RecordId, Speaker, TextKind};
use crate::parse::fold::fold;
use crate::parse::quotation::quotations;

/// So many words that stand together are told by themselves; fewer may be anybody's.
pub(super) const SHORT: usize = 5;

/// A text is near an utterance where so many of its words that matter stand close together, in
/// percent.
const LEAST_NEAR: usize = 60;

/// So many letters of a word stand for it and its inflections.
const STEM: usize = 5;

/// The utterances of a briefing.
pub(super) struct Utterances {
    speakers: BTreeMap<NoteId, RecordId>,
    /// The first words of each note, as they are printed.
    printed: BTreeMap<NoteId, String>,
    parts: Vec<Part>,
    /// By [`SHORT`] words: the parts that have them, and where.
    by_run: HashMap<u64, Vec<(usize, usize)>>,
    /// The parts that are shorter, by all their words.
    short: [HashMap<u64, Vec<usize>>; SHORT],
    /// Two words and more, fewer than [`SHORT`], each with a note that has them, in order. They are
    /// many, and are sought seldom: a table of them would be the largest of all.
    fragments: Vec<(u64, NoteId)>,
    /// By the stems of the words that matter: the parts that have them.
    by_stem: HashMap<u32, Vec<usize>>,
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
    pub(super) part: usize,
    /// By their numbers in the text.
    pub(super) words: Range<usize>,
}

impl Utterances {
    pub(super) fn new(briefing: &Briefing) -> Self {
        let mut utterances = Self {
            speakers: BTreeMap::new(),
            printed: BTreeMap::new(),
            parts: Vec::new(),
            by_run: HashMap::new(),
            short: std::array::from_fn(|_| HashMap::new()),
            fragments: Vec::new(),
            by_stem: HashMap::new(),
        };
        let mut marks: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
        for (id, note) in briefing.notes() {
            let NoteKind::Quote(Quote { speaker: Speaker::Record(speaker), .. }) = note.kind else {
                continue;
            };
            utterances.speakers.insert(id, speaker);
            let mut seen: BTreeSet<(&str, Vec<u32>)> = BTreeSet::new();
            for passage in &note.passages {
                let article = &briefing[passage.article];
                let Some(prose) = article.shown() else { continue };
                let marks = marks.entry(passage.article.0).or_insert_with(|| {
                    quotations(&prose.document).into_iter().map(|it| it.words).collect()
                });
                for part in said(article, marks, passage.parts()) {
                    let text = prose.document.text.get(part).unwrap_or_default();
                    let language = language(&article.language);
                    let folded = fold(text).text;
                    let words = numbered_words(&folded);
                    let numbers: Vec<u32> = words.iter().map(|(word, _)| *word).collect();
                    if !numbers.is_empty() && seen.insert((language, numbers.clone())) {
                        let stems = stems(&folded, &words, language);
                        let language = language.to_owned();
                        let printed = utterances.printed.entry(id);
                        printed.or_insert_with(|| text.to_owned());
                        utterances.add(Part { note: id, language, words: numbers, stems });
                    }
                }
            }
        }
        utterances.fragments.sort_unstable();
        utterances.fragments.dedup();
        utterances
    }

    fn add(&mut self, part: Part) {
        let index = self.parts.len();
        for (at, words) in part.words.windows(SHORT).enumerate() {
            self.by_run.entry(number(words)).or_default().push((index, at));
        }
        if let Some(short) = self.short.get_mut(part.words.len()) {
            short.entry(number(&part.words)).or_default().push(index);
        }
        for length in 2..SHORT {
            let fragments = part.words.windows(length);
            self.fragments.extend(fragments.map(|words| (number(words), part.note)));
        }
        for stem in &part.stems {
            self.by_stem.entry(*stem).or_default().push(index);
        }
        self.parts.push(part);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub(super) fn note(&self, part: usize) -> NoteId {
        self.parts[part].note
    }

    pub(super) fn words(&self, part: usize) -> &[u32] {
        &self.parts[part].words
    }

    /// A note's words as the first of its reports prints them.
    pub(super) fn printed(&self, note: NoteId) -> Option<&str> {
        self.printed.get(&note).map(String::as_str)
    }

    /// Who says a note's words.
    pub(super) fn speaker(&self, note: NoteId) -> Option<RecordId> {
        self.speakers.get(&note).copied()
    }

    /// The notes of which these few words are a part.
    pub(super) fn with_fragment(&self, words: u64, count: usize) -> impl Iterator<Item = NoteId> {
        let first = self.fragments.partition_point(|(fragment, _)| *fragment < words);
        let found = self.fragments.get(first..).filter(|_| (2..SHORT).contains(&count));
        let found = found.into_iter().flatten().take_while(move |(fragment, _)| *fragment == words);
        found.map(|(_, note)| *note)
    }

    /// Where a text has words of an utterance of the notes that are asked for: all of it, or [`SHORT`]
    /// and more.
    pub(super) fn runs(&self, text: &[u32], wanted: impl Fn(NoteId) -> bool) -> Vec<PartRun> {
        let mut runs = Vec::new();
        for (length, short) in self.short.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            for (at, words) in text.windows(length.max(1)).enumerate() {
                let parts = short.get(&number(words)).into_iter().flatten();
                for &part in parts.filter(|part| wanted(self.note(**part))) {
                    runs.push(PartRun { part, words: at..at + length });
                }
            }
        }
        // A run goes on as far as it can, and is then told once.
        let mut told: HashMap<(usize, usize), usize> = HashMap::new();
        for (at, words) in text.windows(SHORT).enumerate() {
            let places = self.by_run.get(&number(words)).into_iter().flatten();
            for &(part, place) in places.filter(|(part, _)| wanted(self.note(*part))) {
                // Where the part would begin: the same for all words of one run.
                let shift = at + self.parts[part].words.len() - place;
                if told.get(&(part, shift)).is_some_and(|end| at < *end) {
                    continue;
                }
                let rest = self.parts[part].words.get(place..).unwrap_or_default().iter();
                let same = rest.zip(text.get(at..).unwrap_or_default());
                let length = same.take_while(|(one, other)| one == other).count();
                if length >= SHORT {
                    told.insert((part, shift), at + length);
                    runs.push(PartRun { part, words: at..at + length });
                }
            }
        }
        runs
    }

    /// The notes, of those that are asked for, of whose words most stand close together in a text of
    /// their language.
    pub(super) fn near(
        &self,
        folded: &str,
        words: &[(u32, Range<usize>)],
        language: &str,
        wanted: impl Fn(NoteId) -> bool,
    ) -> BTreeSet<NoteId> {
        let all = words.iter().map(|(_, range)| folded.get(range.clone()).unwrap_or_default());
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, stem) in all.map(stem).enumerate() {
            places.entry(stem).or_default().push(at);
        }
        let mut present = vec![0; self.parts.len()];
        for part in places.keys().filter_map(|stem| self.by_stem.get(stem)).flatten() {
            present[*part] += 1;
        }
        let enough = self.parts.iter().zip(present).filter(|(part, count)| *count >= part.needed());
        let mut found = BTreeSet::new();
        for (part, _) in enough {
            let asked = part.language == language && wanted(part.note);
            if asked && !found.contains(&part.note) && part.is_near(&places) {
                found.insert(part.note);
            }
        }
        found
    }
}

impl Part {
    /// How many of its stems must stand close together.
    fn needed(&self) -> usize {
        (self.stems.len() * LEAST_NEAR).div_ceil(100).max(1)
    }

    /// Whether enough of its stems stand close together, by where each stem of a text stands.
    fn is_near(&self, places: &HashMap<u32, Vec<usize>>) -> bool {
        // The places of its stems, each with the stem's number.
        let found =
            self.stems.iter().enumerate().filter_map(|(n, stem)| Some((n, places.get(stem)?)));
        let mut hits: Vec<(usize, usize)> =
            found.flat_map(|(number, places)| places.iter().map(move |at| (*at, number))).collect();
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
fn said(article: &Article, marks: &[Range<usize>], parts: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut said: Vec<Range<usize>> = parts.iter().flat_map(|part| within(marks, part)).collect();
    if said.is_empty() && article.kind != TextKind::Digest {
        said.extend_from_slice(parts);
    }
    said
}

/// The stems of the words that matter, each once; of all words where none does.
fn stems(folded: &str, words: &[(u32, Range<usize>)], language: &str) -> Vec<u32> {
    let mut stems: Vec<u32> = matter(folded, words, language).map(stem).collect();
    if stems.is_empty() {
        stems = words.iter().filter_map(|(_, it)| folded.get(it.clone())).map(stem).collect();
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The words that do more than hold a sentence together, as far as the language is known.
pub(super) fn matter<'a>(
    folded: &'a str,
    words: &'a [(u32, Range<usize>)],
    language: &'a str,
) -> impl Iterator<Item = &'a str> {
    let words = words.iter().filter_map(|(_, range)| folded.get(range.clone()));
    words.filter(move |word| language != "en" || !is_function_word(&word.to_lowercase()))
}

/// The first letters of a word, as a number.
fn stem(word: &str) -> u32 {
    let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
    word_number(word.get(..end).unwrap_or(word))
}
