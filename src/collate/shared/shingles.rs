//! Where eight words in a row stand in more than one report.

use std::ops::Range;

use rayon::prelude::*;

use super::copy::{CommonCopy, CopyKind};
use super::report_words::Key;
use super::texts::Texts;

/// Words of a shingle: so many must be the same in a row.
pub(super) const SHINGLE: u32 = 8;

/// What so many reports print may be a text that they have in common, and no matter of two.
const SEVERAL_REPORTS: usize = 3;

/// A shingle that stands more often than this in one report is paired place by place, and not each
/// place with each.
const FEW_PLACES: usize = 4;

/// A shingle of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    hash: u64,
    /// Its first word.
    word: u32,
}

/// How a shingle is looked for in other reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Treatment {
    /// Each of its places with each.
    #[default]
    EachWithEach,
    /// Each place in one report with the place in the other that has the same number.
    InOrder,
    /// Not at all: it is boilerplate.
    Boilerplate,
    /// Not at all: it is copy that very many print.
    Widespread,
}

impl Treatment {
    fn is_apart(self) -> bool {
        matches!(self, Self::Boilerplate | Self::Widespread)
    }
}

/// Every shingle that more than one report prints.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    postings: Vec<Posting>,
    /// Those that make pairs of reports, as places in the postings.
    shared: Vec<Range<u32>>,
    /// Those that several reports print, likewise.
    pub(super) common: Vec<Range<u32>>,
    /// By word: how the shingle that it begins is looked for.
    treatments: Vec<Treatment>,
}

/// Words that are the same in two reports: one of perhaps several within the same run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    /// The two reports, the earlier in the higher half.
    pub(super) pair: u64,
    /// How far the words of the later report are from those of the earlier.
    pub(super) distance: u32,
    /// The first word in the earlier report.
    pub(super) word: u32,
}

impl Seed {
    /// The two reports.
    pub(super) fn reports(self) -> [u32; 2] {
        let half = |half: u64| u32::try_from(half).unwrap_or(u32::MAX);
        [half(self.pair >> 32), half(self.pair & u64::from(u32::MAX))]
    }
}

/// A place of a shingle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ShinglePlace {
    /// In the quotation marks of which quotations all of it stands, as [`Texts::quoted`] tells.
    quoted: u32,
    report: u32,
    /// Its first word.
    word: u32,
}

impl Shingles {
    /// Finds them.
    pub(super) fn new(texts: &Texts) -> Self {
        let mut shingles = Self { postings: postings(texts), ..Self::default() };
        shingles.treatments.resize(texts.len(), Treatment::default());
        let mut start = 0;
        let mut places = Vec::new();
        while let Some(first) = shingles.postings.get(start) {
            let same = shingles.postings[start..].iter().take_while(|it| it.hash == first.hash);
            let end = start + same.count();
            if end - start > 1 {
                shingles.sort_in(texts, start..end, &mut places);
            }
            start = end;
        }
        shingles
    }

    /// Decides how a shingle is treated.
    fn sort_in(&mut self, texts: &Texts, postings: Range<usize>, places: &mut Vec<ShinglePlace>) {
        let index = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let group = index(postings.start)..index(postings.end);
        read_places(texts, self.words(&group), places);
        let reports = || places.iter().map(|place| place.report);
        if reports().min() == reports().max() {
            return;
        }
        // Those who quote one utterance count as one.
        let independent = places
            .chunk_by(|one, other| match one.quoted {
                0 => (one.quoted, one.report) == (other.quoted, other.report),
                family => family == other.quoted,
            })
            .count();
        if independent >= SEVERAL_REPORTS {
            self.common.push(group.clone());
        }
        self.shared.push(group);
        let treatment = match units(places).all(|unit| unit.len() <= FEW_PLACES) {
            true => Treatment::EachWithEach,
            false => Treatment::InOrder,
        };
        for posting in &self.postings[postings] {
            self.treatments[posting.word as usize] = treatment;
        }
    }

    /// Takes the shingles of texts that pair no reports out of those that do.
    pub(super) fn set_apart(&mut self, texts: &[CommonCopy]) {
        for text in texts {
            let treatment = match text.kind {
                CopyKind::Boilerplate => Treatment::Boilerplate,
                CopyKind::Widespread => Treatment::Widespread,
                CopyKind::Paired => continue,
            };
            for group in text.groups().map(|group| self.common[group as usize].clone()) {
                for posting in &self.postings[group.start as usize..group.end as usize] {
                    self.treatments[posting.word as usize] = treatment;
                }
            }
        }
        let (postings, treatments) = (&self.postings, &self.treatments);
        self.shared.retain(|group| {
            let first = postings.get(group.start as usize);
            first.is_some_and(|first| !treatments[first.word as usize].is_apart())
        });
    }

    /// The places of a shingle: its first words, in order.
    pub(super) fn words(&self, group: &Range<u32>) -> impl Iterator<Item = u32> + Clone + '_ {
        let group = &self.postings[group.start as usize..group.end as usize];
        group.iter().map(|posting| posting.word)
    }

    /// Whether a word begins a shingle that is boilerplate.
    pub(super) fn is_boilerplate(&self, word: u32) -> bool {
        self.treatments.get(word as usize) == Some(&Treatment::Boilerplate)
    }

    /// Whether a word begins a shingle that pairs no reports, since very many print it.
    pub(super) fn is_apart(&self, word: u32) -> bool {
        self.treatments.get(word as usize).is_some_and(|treatment| treatment.is_apart())
    }

    /// The reports that print the eight words from `word` on, unless very many do.
    pub(super) fn reports(&self, texts: &Texts, word: u32) -> Vec<u32> {
        if self.is_apart(word) {
            return Vec::new();
        }
        let keys = texts.keys(word..word + SHINGLE);
        let hash = keys.iter().fold(0, |hash, key| next_hash(hash, *key));
        let first = self.postings.partition_point(|posting| posting.hash < hash);
        let group = self.postings[first..].iter().take_while(|posting| posting.hash == hash);
        let same = |other: u32| (0..SHINGLE).all(|step| texts.same(word + step, other + step));
        let others = group.map(|posting| posting.word).filter(|other| same(*other));
        let mut reports: Vec<u32> = others.map(|word| texts.report(word)).collect();
        reports.dedup();
        reports
    }

    /// Where pairs of reports have the same words, in order: at least one seed in each run.
    pub(super) fn seeds(&self, texts: &Texts) -> Vec<Seed> {
        let found: Vec<Vec<Seed>> = self
            .shared
            .par_chunks(1024)
            .map(|groups| {
                let (mut seeds, mut places) = (Vec::new(), Vec::new());
                for group in groups {
                    read_places(texts, self.words(group), &mut places);
                    self.pair(texts, &places, &mut seeds);
                }
                seeds
            })
            .collect();
        let mut seeds = found.concat();
        seeds.par_sort_unstable();
        seeds
    }

    /// Pairs the places of a shingle. Two reports that quote one utterance are no pair.
    fn pair(&self, texts: &Texts, places: &[ShinglePlace], seeds: &mut Vec<Seed>) {
        let mut rest = places;
        for one in units(places) {
            rest = &rest[one.len()..];
            let ShinglePlace { quoted, report, .. } = one[0];
            let others = units(rest)
                .skip_while(|other| quoted != 0 && other[0].quoted == quoted)
                .filter(|other| other[0].report != report);
            for other in others {
                match report < other[0].report {
                    true => self.pair_units(texts, one, other, seeds),
                    false => self.pair_units(texts, other, one, seeds),
                }
            }
        }
    }

    fn pair_units(
        &self,
        texts: &Texts,
        one: &[ShinglePlace],
        other: &[ShinglePlace],
        seeds: &mut Vec<Seed>,
    ) {
        let mut push = |left: &ShinglePlace, right: &ShinglePlace| {
            if self.begins(texts, left, right) {
                seeds.push(Seed {
                    pair: u64::from(left.report) << 32 | u64::from(right.report),
                    distance: right.word - left.word,
                    word: left.word,
                });
            }
        };
        if one.len().max(other.len()) <= FEW_PLACES {
            for left in one {
                other.iter().for_each(|right| push(left, right));
            }
        } else {
            one.iter().zip(other).for_each(|(left, right)| push(left, right));
        }
    }

    /// Whether two places of a shingle have the same words, and are not in the middle of more that
    /// another seed stands for.
    fn begins(&self, texts: &Texts, left: &ShinglePlace, right: &ShinglePlace) -> bool {
        let before = |place: &ShinglePlace| {
            (place.word > texts.words(place.report).start).then(|| place.word - 1)
        };
        let continues = match (before(left), before(right)) {
            (Some(one), Some(other)) => {
                self.treatments[one as usize] == Treatment::EachWithEach && texts.same(one, other)
            }
            _ => false,
        };
        !continues && (0..SHINGLE).all(|step| texts.same(left.word + step, right.word + step))
    }
}

/// Words are hashes already, so that any odd factor serves whose bits are spread.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn next_hash(hash: u64, key: Key) -> u64 {
    hash.wrapping_mul(FACTOR).wrapping_add(key.number())
}

/// The shingles of all reports that may stand more than once, sorted.
fn postings(texts: &Texts) -> Vec<Posting> {
    let outgoing = FACTOR.wrapping_pow(SHINGLE);
    let mut postings = Vec::with_capacity(texts.len());
    for report in (0..).take(texts.articles.len()) {
        let words = texts.words(report);
        let keys = texts.keys(words.clone());
        let mut hash = 0u64;
        for (index, (word, key)) in words.zip(keys).enumerate() {
            hash = next_hash(hash, *key);
            if let Some(gone) = index.checked_sub(SHINGLE as usize) {
                hash = hash.wrapping_sub(keys[gone].number().wrapping_mul(outgoing));
            }
            if index + 1 >= SHINGLE as usize {
                postings.push(Posting { hash, word: word + 1 - SHINGLE });
            }
        }
    }
    keep_repeated(&mut postings);
    sorted(postings)
}

/// Sorts postings: in parts by the highest bits, each small enough to be sorted quickly, and on a
/// thread of its own.
fn sorted(postings: Vec<Posting>) -> Vec<Posting> {
    let mut parts: Vec<Vec<Posting>> = vec![Vec::new(); 256];
    for posting in postings {
        parts[(posting.hash >> 56) as usize].push(posting);
    }
    // As one number each, which is compared without a branch.
    let order = |it: &Posting| u128::from(it.hash) << 32 | u128::from(it.word);
    parts.par_iter_mut().for_each(|part| part.sort_unstable_by_key(order));
    parts.concat()
}

/// Drops most shingles that stand only once, since to sort them is what costs: two shingles rarely
/// have the same of eight times as many slots.
fn keep_repeated(postings: &mut Vec<Posting>) {
    let slots = (8 * postings.len()).next_power_of_two().max(64);
    let slot = |posting: &Posting| {
        let slot = (posting.hash >> (64 - slots.ilog2())) as usize;
        (slot / 64, 1u64 << (slot % 64))
    };
    let (mut once, mut again) = (vec![0u64; slots / 64], vec![0u64; slots / 64]);
    for posting in &*postings {
        let (index, bit) = slot(posting);
        again[index] |= once[index] & bit;
        once[index] |= bit;
    }
    postings.retain(|posting| {
        let (index, bit) = slot(posting);
        again[index] & bit != 0
    });
}

/// Reads the places of a shingle, sorted.
fn read_places(texts: &Texts, words: impl Iterator<Item = u32>, places: &mut Vec<ShinglePlace>) {
    places.clear();
    places.extend(words.map(|word| ShinglePlace {
        quoted: texts.quoted(word..word + SHINGLE),
        report: texts.report(word),
        word,
    }));
    places.sort_unstable();
}

/// The places of a shingle by report; those in quotation marks by quotation and report.
fn units(places: &[ShinglePlace]) -> impl Iterator<Item = &[ShinglePlace]> {
    places.chunk_by(|one, other| (one.quoted, one.report) == (other.quoted, other.report))
}
