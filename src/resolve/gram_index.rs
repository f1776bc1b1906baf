//! Where a text has what bytes: for texts that are searched so often that reading them through
//! each time would be quadratic.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// How many bytes a gram has.
const GRAM: usize = 8;

/// Of the text's grams, each that starts at a multiple of this is in the index. A needle's grams
/// at as many offsets in a row meet every occurrence of it exactly once.
const STRIDE: usize = 4;

/// The shortest needle that can be looked up.
pub(super) const SHORTEST: usize = GRAM + STRIDE - 1;

/// From how many places in a needle the one with the rarest grams is chosen.
const TRIALS: usize = 8;

/// The grams of a text, sorted: hash in the upper half, place in the lower.
#[derive(Debug)]
pub(super) struct GramIndex(Vec<u64>);

impl GramIndex {
    /// Indexes a text; nothing where it is too long for places of 32 bits.
    pub(super) fn new(text: &[u8]) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let mut grams: Vec<u64> = (0..(text.len() + 1).saturating_sub(GRAM))
            .step_by(STRIDE)
            .map(|at| hash(&text[at..at + GRAM]) << 32 | at as u64)
            .collect();
        grams.sort_unstable();
        Some(Self(grams))
    }

    /// Where `needle`, of at least [`SHORTEST`] bytes, starts in `text` within `within`, in order.
    pub(super) fn starts<'a>(
        &'a self,
        text: &'a [u8],
        needle: &'a [u8],
        within: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'a {
        let offset = self.rarest(needle);
        // One list of places for each offset, merged.
        let mut lists: Vec<&[u64]> = (0..STRIDE)
            .map(|step| self.places(&needle[offset + step..offset + step + GRAM]))
            .collect();
        let mut heads: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
        for (step, list) in lists.iter_mut().enumerate() {
            let first = within.start + offset + step;
            *list = &list[list.partition_point(|&entry| place(entry) < first)..];
            heads.extend(list.first().map(|&entry| Reverse((place(entry) - offset - step, step))));
        }
        std::iter::from_fn(move || {
            loop {
                let Reverse((start, step)) = heads.pop()?;
                lists[step] = &lists[step][1..];
                let next = lists[step].first();
                heads.extend(next.map(|&entry| Reverse((place(entry) - offset - step, step))));
                if start >= within.end {
                    return None;
                }
                if text.get(start..start + needle.len()) == Some(needle) {
                    return Some(start);
                }
            }
        })
    }

    /// The offset in a needle from which its grams are rarest, of some.
    fn rarest(&self, needle: &[u8]) -> usize {
        let last = needle.len() - SHORTEST;
        let candidates = (0..TRIALS).map(|trial| last * trial / (TRIALS - 1));
        let count = |offset: usize| -> usize {
            (0..STRIDE)
                .map(|step| self.places(&needle[offset + step..offset + step + GRAM]).len())
                .sum()
        };
        candidates.min_by_key(|&offset| (count(offset), offset)).unwrap_or(0)
    }

    /// The entries of a gram, in order of their places.
    fn places(&self, gram: &[u8]) -> &[u64] {
        let hash = hash(gram);
        let start = self.0.partition_point(|&entry| entry >> 32 < hash);
        let length = self.0[start..].partition_point(|&entry| entry >> 32 == hash);
        &self.0[start..start + length]
    }
}

fn place(entry: u64) -> usize {
    (entry & u64::from(u32::MAX)) as usize
}

/// 32 bits of a gram, by Fibonacci hashing.
fn hash(gram: &[u8]) -> u64 {
    let number = gram.iter().fold(0u64, |number, &byte| number << 8 | u64::from(byte));
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_reading_finds(
            text in "[ab ]{0,200}",
            start in 0usize..200,
            length in SHORTEST..40,
            within in (0usize..200, 0usize..220),
        ) {
            let text = text.as_bytes();
            let start = start.min(text.len());
            let needle = text.get(start..start + length).unwrap_or(b"ab ab ab ab ab");
            let within = within.0..within.1;
            let index = GramIndex::new(text).unwrap();
            let found: Vec<usize> = index.starts(text, needle, within.clone()).collect();
            let read: Vec<usize> = (0..text.len())
                .filter(|at| within.contains(at) && text[*at..].starts_with(needle))
                .collect();
            prop_assert_eq!(found, read);
        }
    }
}
