//! Texts that several reports print, in whole or in part: an agency's copy, and boilerplate.
//!
//! Shingles that always stand together are a chain. Chains that follow each other in most of the
//! reports that print them are one text, whatever of it some leave out and whatever they put
//! between: so a line that stands below everything is no part of the copy above it.

use std::cmp::Reverse;
use std::ops::Range;

use foldhash::HashMap;

use super::copy::{Chain, CommonCopy, CopyKind, PrintedShare};
use super::shingles::{SHINGLE, Shingles};
use super::texts::Texts;

/// What so many reports print at most is no boilerplate.
const FEW_REPORTS: usize = 5;

/// Words of boilerplate, at most; it is less than half of a report, too.
const LONGEST_BOILERPLATE: u32 = 60;

/// Boilerplate stands within so many words of a report's beginning, or of its end.
const EDGE: u32 = 60;

/// Reports of which each two may be paired for one text. Of more, pairs would be out of proportion
/// to what is told by them.
const MOST_PAIRED: usize = 20;

/// No shingle, no chain.
const NONE: u32 = u32::MAX;

/// All texts that several reports print. What pairs no reports is told to the shingles.
pub(super) fn find(texts: &Texts, shingles: &mut Shingles) -> Vec<CommonCopy> {
    if shingles.common.is_empty() {
        return Vec::new();
    }
    let chains = chains(texts, shingles);
    let mut chain_at = vec![NONE; texts.len()];
    for (number, chain) in (0..).zip(&chains) {
        for group in &chain.groups {
            let words = shingles.words(&shingles.common[*group as usize]);
            words.for_each(|word| chain_at[word as usize] = number);
        }
    }
    let together = together(texts, &chains, &chain_at);
    let mut found: Vec<CommonCopy> = Vec::new();
    let mut text_of = vec![NONE; chains.len()];
    for (chain, first) in together.iter().enumerate() {
        // The first chain of a text stands before the others of it.
        if *first as usize == chain {
            text_of[chain] = found.len() as u32;
            let none = CommonCopy { kind: CopyKind::Paired, printings: vec![], chains: vec![] };
            found.push(none);
        }
        text_of[chain] = text_of[*first as usize];
    }
    read_printings(texts, &chain_at, &text_of, &mut found);
    for (chain, text) in chains.into_iter().zip(&text_of) {
        found[*text as usize].chains.push(chain);
    }
    found.iter_mut().for_each(|text| text.kind = text.kind_in(texts));
    if found.iter().any(|text| text.kind == CopyKind::Boilerplate) {
        read_printings(texts, &chain_at, &text_of, &mut found);
    }
    for text in &mut found {
        text.printings.retain(|printed| printed.halves >= 2 * SHINGLE);
        text.printings.sort_by_key(|printed| (Reverse(printed.halves), printed.report));
    }
    shingles.set_apart(&found);
    found.sort_by_key(|text| {
        let halves: u32 = text.printings.iter().map(|printed| printed.halves).sum();
        (Reverse(halves), text.printings.first().map(|printed| printed.words.start))
    });
    found
}

impl CommonCopy {
    /// Of what kind it is, by what was read of it.
    fn kind_in(&self, texts: &Texts) -> CopyKind {
        let reports = self.printings.len();
        let mostly = |some: usize, all: usize| 4 * some >= 3 * all;
        let slight = self.printings.iter().filter(|printed| {
            let all = texts.halves(texts.words(printed.report));
            printed.halves <= 2 * LONGEST_BOILERPLATE && 2 * printed.halves < all
        });
        let at_one_end = |chain: &Chain| mostly(chain.edges[0].max(chain.edges[1]), chain.reports);
        match () {
            () if reports > FEW_REPORTS
                && mostly(slight.count(), reports)
                && self.chains.iter().all(at_one_end) =>
            {
                CopyKind::Boilerplate
            }
            () if reports > MOST_PAIRED => CopyKind::Widespread,
            () => CopyKind::Paired,
        }
    }

    /// The shingles of the text, as numbers in [`Shingles::common`].
    pub(super) fn groups(&self) -> impl Iterator<Item = u32> + '_ {
        self.chains.iter().flat_map(|chain| chain.groups.iter().copied())
    }
}

/// Shingles that several reports print, those together that always stand so.
fn chains(texts: &Texts, shingles: &Shingles) -> Vec<Chain> {
    let groups = &shingles.common;
    let mut group_at = vec![NONE; texts.len()];
    for (number, group) in (0..).zip(groups) {
        shingles.words(group).for_each(|word| group_at[word as usize] = number);
    }
    let neighbour = |group: &Range<u32>, step: fn(u32) -> Option<u32>| {
        let mut next = shingles.words(group).map(|word| {
            let there = step(word).filter(|there| {
                (*there as usize) < texts.len() && texts.report(*there) == texts.report(word)
            });
            there.and_then(|there| group_at.get(there as usize).copied()).unwrap_or(NONE)
        });
        let first = next.next().unwrap_or(NONE);
        if next.all(|other| other == first) { first } else { NONE }
    };
    let after: Vec<u32> =
        groups.iter().map(|group| neighbour(group, |word| word.checked_add(1))).collect();
    let before: Vec<u32> =
        groups.iter().map(|group| neighbour(group, |word| word.checked_sub(1))).collect();
    // Two shingles belong together where neither ever stands without the other. So a chain of them
    // has an end, if only that of a text.
    let follows = |one: u32| {
        let next = *after.get(one as usize)?;
        (before.get(next as usize) == Some(&one)).then_some(next)
    };
    let begins = |one: u32| before.get(one as usize).copied().and_then(follows) != Some(one);
    let firsts = (0..).zip(groups).filter(|(one, _)| begins(*one));
    let chain = |(first, group): (u32, &Range<u32>)| {
        let groups: Vec<u32> = std::iter::successors(Some(first), |one| follows(*one)).collect();
        Chain::new(texts, groups, shingles.words(group))
    };
    firsts.filter_map(chain).collect()
}

impl Chain {
    /// A chain whose first shingle stands at these places, in order.
    fn new(
        texts: &Texts,
        groups: Vec<u32>,
        places: impl Iterator<Item = u32> + Clone,
    ) -> Option<Self> {
        let words = groups.len() as u32 + SHINGLE - 1;
        let first = places.clone().next()?;
        let (mut reports, mut edges, mut last) = (0, [0, 0], None);
        for word in places {
            let report = texts.report(word);
            if last.replace(report) != Some(report) {
                let Range { start, end } = texts.words(report);
                reports += 1;
                edges[0] += usize::from(word + words <= start + EDGE);
                edges[1] += usize::from(word + EDGE >= end);
            }
        }
        Some(Self { words: first..first + words, reports, edges, groups })
    }
}

/// By chain: the first chain of the text that it is part of.
fn together(texts: &Texts, chains: &[Chain], chain_at: &[u32]) -> Vec<u32> {
    let mut followed: HashMap<(u32, u32), (usize, u32)> = HashMap::default();
    for report in (0..).take(texts.articles.len()) {
        let mut last = NONE;
        for word in texts.words(report) {
            let chain = chain_at[word as usize];
            if chain == NONE || chain == last {
                continue;
            }
            if last != NONE {
                let (count, counted) = followed.entry((last, chain)).or_insert((0, NONE));
                *count += usize::from(*counted != report);
                *counted = report;
            }
            last = chain;
        }
    }
    let mut first: Vec<u32> = (0..).take(chains.len()).collect();
    fn root(first: &mut [u32], mut chain: u32) -> u32 {
        while first[chain as usize] != chain {
            let above = first[first[chain as usize] as usize];
            first[chain as usize] = above;
            chain = above;
        }
        chain
    }
    let mut followed: Vec<_> = followed.into_iter().collect();
    followed.sort_unstable();
    for ((one, other), (count, _)) in followed {
        let reports = chains[one as usize].reports.max(chains[other as usize].reports);
        if 2 * count >= reports {
            let (one, other) = (root(&mut first, one), root(&mut first, other));
            first[one.max(other) as usize] = one.min(other);
        }
    }
    for chain in 0..first.len() {
        first[chain] = root(&mut first, chain as u32);
    }
    first
}

/// Counts what each report prints of each text; of what is known to be boilerplate nothing counts as
/// printed of another text.
fn read_printings(texts: &Texts, chain_at: &[u32], text_of: &[u32], found: &mut [CommonCopy]) {
    /// What of a report was counted last to a text.
    #[derive(Clone)]
    struct Counted {
        report: u32,
        stretch: Range<u32>,
    }
    let mut counted = vec![Counted { report: NONE, stretch: 0..0 }; found.len()];
    found.iter_mut().for_each(|text| text.printings.clear());
    let stock: Vec<bool> = found.iter().map(|text| text.kind == CopyKind::Boilerplate).collect();
    let text_at = |word: u32| {
        let text = text_of.get(*chain_at.get(word as usize)? as usize)?;
        Some(*text as usize)
    };
    for report in (0..).take(texts.articles.len()) {
        let mut stock_end = 0;
        for word in texts.words(report) {
            let Some(number) = text_at(word) else { continue };
            let (text, counted) = (&mut found[number], &mut counted[number]);
            let mut new = counted.stretch.end.max(word)..word + SHINGLE;
            if stock[number] {
                stock_end = word + SHINGLE;
            } else {
                let is_stock = |word: &u32| text_at(*word).is_some_and(|text| stock[text]);
                new.start = new.start.max(stock_end);
                new.end = (word..new.end).find(is_stock).unwrap_or(new.end);
            }
            if counted.report != report {
                *counted = Counted { report, stretch: new.start..new.start };
                text.printings.push(PrintedShare {
                    report,
                    halves: 0,
                    words: new.start..new.start,
                });
            }
            if new.start > counted.stretch.end {
                counted.stretch = new.start..new.start;
            }
            let Some(printed) = text.printings.last_mut() else { continue };
            if new.start < new.end {
                printed.halves += texts.halves(new.clone());
                counted.stretch.end = new.end;
            }
            if counted.stretch.len() > printed.words.len() {
                printed.words = counted.stretch.clone();
            }
        }
    }
}
