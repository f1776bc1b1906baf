//! Shared words: the runs of words that two reports both print.
//!
//! Every eight words in a row that more than one report prints are a seed; a seed is extended as
//! far as both reports have the same words, and the longest of what then overlaps is kept. What
//! both print inside the quotation marks of one utterance is left out: a quotation is shared by
//! those who heard it. A text that several reports print is told once, with who prints how much of
//! it. Boilerplate and what very many print pairs none of them, so that the work stays in proportion
//! to the text.

mod copied;
mod copy;
mod pinned;
mod report_words;
mod shingles;
#[cfg(test)]
mod tests;
mod texts;
mod tiling;
mod told;

use std::cmp::Reverse;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::memory::Content;
use crate::model::{ArticleId, Briefing};
use copy::{CommonCopy, CopyKind};
use shingles::{SHINGLE, Seed, Shingles};
use texts::Texts;
use tiling::{Tile, Tiles, Tiling};
use told::PAIRS_LISTED;
pub use told::{Boilerplate, CommonText, Elsewhere, SharedPair, SharedRun, SharedWords};

/// The words of a text as they are counted: their bytes, and how many half words each counts for.
pub fn counted_words(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    let word = |word: report_words::CountedWord| {
        (word.start as usize..word.end as usize, word.key.halves())
    };
    report_words::words(text).into_iter().map(word)
}

/// A word of a text as it is compared with those of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedWord {
    /// Its bytes.
    pub range: Range<usize>,
    /// A number that is the same for words which are the same after folding.
    pub key: u64,
    /// How many half words it counts for.
    pub halves: u32,
}

/// The words of a text as they are compared.
pub fn compared_words(text: &str) -> impl Iterator<Item = ComparedWord> {
    report_words::words(text).into_iter().map(|word| ComparedWord {
        range: word.start as usize..word.end as usize,
        key: word.key.number(),
        halves: word.key.halves(),
    })
}

/// How many words a text has.
#[must_use]
pub fn count_words(text: &str) -> usize {
    whole_words(counted_words(text).map(|(_, halves)| halves).sum())
}

/// Runs of a pair that are kept, the longest.
const RUNS_OF_A_PAIR: usize = 100;

/// Pairs that are listed, for each report: more would be out of proportion to the reports.
const PAIRS_FOR_A_REPORT: usize = 20;

/// The words of a run, at least.
pub const SHORTEST_RUN: u32 = SHINGLE;

/// Places of a run at which other reports are looked for.
const MOST_LOOKED_UP: usize = 32;

/// Stretches of boilerplate that are kept.
const MOST_BOILERPLATE: usize = 50;

/// Texts that several reports print, of those that are kept.
const MOST_TEXTS: usize = 50;

/// Words of a text that several reports print: less is told by their pairs.
const FEWEST_WORDS_OF_A_TEXT: usize = 50;

/// Reports that print a text together: two are a pair.
const FEWEST_PRINTINGS: usize = 3;

/// Two reports, with what their runs come to.
struct Strength {
    reports: [u32; 2],
    /// Their seeds.
    seeds: Range<usize>,
    halves: u32,
    longest: u32,
    runs: usize,
}

/// Finds what the reports of a briefing share.
pub(super) fn collate(briefing: &Briefing) -> Arc<SharedWords> {
    let input = |it: &mut Content| {
        for article in briefing.articles.iter() {
            let text = article.shown().map(|prose| prose.document.key());
            (text, pinned::is_compared(article)).hash(it);
        }
        for (id, passage) in texts::spoken(briefing) {
            (id, passage.article, passage.parts()).hash(it);
        }
    };
    let mut shared = briefing.memory.recall("shared", input, || compare(briefing));
    if pinned::any(briefing) {
        pinned::add(briefing, Arc::make_mut(&mut shared));
    }
    shared
}

/// Compares all texts.
fn compare(briefing: &Briefing) -> SharedWords {
    let texts = Texts::new(briefing);
    let mut shingles = Shingles::new(&texts);
    let common = copied::find(&texts, &mut shingles);
    let shingles = shingles;
    let seeds = shingles.seeds(&texts);
    let elsewhere: Vec<AtomicBool> = (0..texts.len()).map(|_| AtomicBool::new(false)).collect();
    let tiling = Tiling { texts: &texts, shingles: &shingles };
    let mut pairs = strengths(&tiling, &seeds, &elsewhere);
    let mut shared = SharedWords {
        reports: reports(briefing, &texts, &shingles, &elsewhere),
        pair_count: pairs.len(),
        ..SharedWords::default()
    };
    for pair in &pairs {
        for report in pair.reports {
            let article = texts.articles[report as usize];
            if let Some(Some(elsewhere)) = shared.reports.get_mut(article.index()) {
                elsewhere.reports += 1;
            }
        }
    }
    keep_strongest(&mut pairs, PAIRS_FOR_A_REPORT * texts.articles.len());
    shared.pairs = pairs
        .par_iter()
        .enumerate()
        .map(|(rank, pair)| {
            let runs = if rank < PAIRS_LISTED {
                tiling.runs(&seeds[pair.seeds.clone()])
            } else {
                Vec::new()
            };
            listed(&texts, &shingles, pair, runs)
        })
        .collect();
    (shared.boilerplate, shared.boilerplate_count) = boilerplate(&texts, &common);
    (shared.texts, shared.text_count) = told(&texts, &common);
    shared
}

/// Of what is short and stands at one end of many reports, each stretch that stands together
/// wherever it does: the first of them, and how many there are.
fn boilerplate(texts: &Texts, common: &[CommonCopy]) -> (Vec<Boilerplate>, usize) {
    let stock = common.iter().filter(|text| text.kind == CopyKind::Boilerplate);
    let mut found: Vec<_> = stock
        .flat_map(|text| &text.chains)
        .map(|chain| (texts.halves(chain.words.clone()), chain))
        .filter(|(halves, _)| *halves >= 2 * SHINGLE)
        .collect();
    found.sort_by_key(|(halves, chain)| (Reverse((chain.reports, *halves)), chain.words.start));
    let first = found.iter().take(MOST_BOILERPLATE).map(|(halves, chain)| Boilerplate {
        article: texts.articles[texts.report(chain.words.start) as usize],
        words: whole_words(*halves),
        range: texts.bytes(chain.words.clone()),
        reports: chain.reports,
    });
    (first.collect(), found.len())
}

/// The texts that are told of: the first of them, and how many there are.
fn told(texts: &Texts, common: &[CommonCopy]) -> (Vec<CommonText>, usize) {
    let is_told = |text: &&CommonCopy| {
        let longest = text.printings.first().map_or(0, |printed| whole_words(printed.halves));
        text.printings.len() >= FEWEST_PRINTINGS
            && match text.kind {
                CopyKind::Boilerplate => false,
                CopyKind::Widespread => true,
                CopyKind::Paired => longest >= FEWEST_WORDS_OF_A_TEXT,
            }
    };
    let article = |report: u32| texts.articles[report as usize];
    let all: Vec<&CommonCopy> = common.iter().filter(is_told).collect();
    let first = all.iter().take(MOST_TEXTS).filter_map(|text| {
        let printings = text.printings.iter();
        Some(CommonText {
            range: Some(texts.bytes(text.printings.first()?.words.clone())),
            printings: printings
                .map(|printed| (article(printed.report), whole_words(printed.halves)))
                .collect(),
            is_widespread: text.kind == CopyKind::Widespread,
        })
    });
    (first.collect(), all.len())
}

/// Keeps so many pairs that share most words, the strongest first.
fn keep_strongest(pairs: &mut Vec<Strength>, count: usize) {
    let strength = |pair: &Strength| (Reverse((pair.halves, pair.longest)), pair.reports);
    if pairs.len() > count {
        pairs.select_nth_unstable_by_key(count, strength);
        pairs.truncate(count);
    }
    pairs.sort_unstable_by_key(strength);
}

/// Half words → words.
fn whole_words(halves: u32) -> usize {
    halves as usize / 2
}

/// What the runs of each pair come to. Marks the words that stand in one.
fn strengths(tiling: &Tiling, seeds: &[Seed], elsewhere: &[AtomicBool]) -> Vec<Strength> {
    let mut pairs: Vec<Range<usize>> = Vec::new();
    for seeds in seeds.chunk_by(|one, other| one.pair == other.pair) {
        let start = pairs.last().map_or(0, |last| last.end);
        pairs.push(start..start + seeds.len());
    }
    pairs
        .into_par_iter()
        .filter_map(|range| {
            let seeds = &seeds[range.clone()];
            let runs = tiling.runs(seeds);
            for words in runs.iter().flatten().flat_map(|piece| [piece.range(0), piece.range(1)]) {
                for word in &elsewhere[words.start as usize..words.end as usize] {
                    word.store(true, Ordering::Relaxed);
                }
            }
            let halves = runs.iter().map(|run| halves(tiling.texts, run));
            Some(Strength {
                reports: seeds.first()?.reports(),
                seeds: range,
                halves: halves.clone().sum(),
                longest: halves.max()?,
                runs: runs.len(),
            })
        })
        .collect()
}

fn halves(texts: &Texts, run: &Tiles) -> u32 {
    run.iter().map(|piece| texts.halves(piece.range(0))).sum()
}

/// A pair as it is listed, with its runs, if any.
fn listed(texts: &Texts, shingles: &Shingles, pair: &Strength, runs: Vec<Tiles>) -> SharedPair {
    let mut runs: Vec<(u32, Tiles)> =
        runs.into_iter().map(|run| (halves(texts, &run), run)).collect();
    runs.sort_by_key(|(halves, run)| (Reverse(*halves), run.first().map(|piece| piece.at)));
    runs.truncate(RUNS_OF_A_PAIR);
    let bytes = |piece: &Tile| [0, 1].map(|side| texts.bytes(piece.range(side)));
    SharedPair {
        articles: pair.reports.map(|report| texts.articles[report as usize]),
        words: whole_words(pair.halves),
        longest: whole_words(pair.longest),
        run_count: pair.runs,
        pinned: false,
        in_part: false,
        runs: runs
            .into_iter()
            .map(|(halves, run)| SharedRun {
                words: whole_words(halves),
                pieces: run.iter().map(bytes).collect(),
                also: also(texts, shingles, pair, &run),
            })
            .collect(),
    }
}

/// Other reports that print much of a run.
fn also(texts: &Texts, shingles: &Shingles, pair: &Strength, run: &Tiles) -> Vec<ArticleId> {
    let places = run.iter().flat_map(|piece| {
        let Range { start, end } = piece.range(0);
        let last = (end - start).saturating_sub(SHINGLE - 1);
        (start..start + last).step_by(1 + last as usize / MOST_LOOKED_UP)
    });
    let reports = places.take(MOST_LOOKED_UP).flat_map(|word| shingles.reports(texts, word));
    let mut others: Vec<u32> = reports.filter(|other| !pair.reports.contains(other)).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().map(|report| texts.articles[report as usize]).collect()
}

/// How much of each report stands in others.
fn reports(
    briefing: &Briefing,
    texts: &Texts,
    shingles: &Shingles,
    elsewhere: &[AtomicBool],
) -> Vec<Option<Elsewhere>> {
    let mut reports = vec![None; briefing.articles.len()];
    for (report, article) in (0..).zip(&texts.articles) {
        let (mut all, mut shared, mut boilerplate) = (0, 0, 0);
        let (mut end, mut boilerplate_end) = (0, 0);
        for word in texts.words(report) {
            if shingles.is_apart(word) {
                end = word + SHINGLE;
            }
            if shingles.is_boilerplate(word) {
                boilerplate_end = word + SHINGLE;
            }
            let halves = texts.key(word).halves();
            all += halves;
            if word < boilerplate_end {
                boilerplate += halves;
            }
            if word < end || elsewhere[word as usize].load(Ordering::Relaxed) {
                shared += halves;
            }
        }
        reports[article.index()] = Some(Elsewhere {
            words: whole_words(all),
            shared: Some(whole_words(shared)),
            boilerplate: whole_words(boilerplate),
            reports: 0,
        });
    }
    reports
}
