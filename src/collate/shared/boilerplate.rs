//! What so many reports print that it says nothing of any two of them.

use std::ops::Range;

use super::shingles::{SHINGLE, Shingles};
use super::texts::Texts;

/// Words in a row that many reports print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stock {
    /// Where the first of them prints them.
    pub(super) words: Range<u32>,
    /// How many reports print all of them.
    pub(super) reports: usize,
}

/// No shingle.
const NONE: u32 = u32::MAX;

/// All boilerplate, each once: what always stands together is one.
pub(super) fn stock(texts: &Texts, shingles: &Shingles) -> Vec<Stock> {
    if shingles.boilerplate.is_empty() {
        return Vec::new();
    }
    let groups = &shingles.boilerplate;
    let mut group_at = vec![NONE; texts.len()];
    for (number, group) in (0..).zip(groups) {
        shingles.words(group).for_each(|word| group_at[word as usize] = number);
    }
    let neighbour = |group: &Range<u32>, step: fn(u32) -> Option<u32>| {
        let mut next = shingles.words(group).map(|word| {
            let there = step(word).filter(|there| texts.report(*there) == texts.report(word));
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

    let mut found = Vec::new();
    for (first, group) in (0..).zip(groups).filter(|(one, _)| begins(*one)) {
        let chain = std::iter::successors(Some(first), |one| follows(*one)).count() as u32;
        let mut reports: Vec<u32> = shingles.words(group).map(|word| texts.report(word)).collect();
        reports.dedup();
        if let Some(word) = shingles.words(group).next() {
            found.push(Stock { words: word..word + chain + SHINGLE - 1, reports: reports.len() });
        }
    }
    found.retain(|stock| texts.halves(stock.words.clone()) >= 2 * SHINGLE);
    found.sort_by_key(|stock| {
        let words = stock.words.end - stock.words.start;
        (std::cmp::Reverse((stock.reports, words)), stock.words.start)
    });
    found
}
