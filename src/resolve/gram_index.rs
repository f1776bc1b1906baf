//! Where a text has what bytes: for texts that are searched so often that reading them through
//! each time would be quadratic.

use crate::place::{InFolded, Place};

/// How many bytes a gram has: two letters of Chinese, three of Cyrillic. Shorter needles cannot be
/// looked up.
pub(super) const GRAM: usize = 6;

/// From how many places in a needle the one with the rarest gram is chosen.
const TRIALS: usize = 32;

/// A gram with no more places than this is rare enough.
const RARE: usize = 4;

/// Where each gram of a text stands, by the hash of the gram.
#[derive(Debug)]
pub(super) struct GramIndex {
    /// For each hash, where its places begin in `places`; they end where the next begin.
    starts: Vec<u32>,
    /// Places in the text, those of a hash in order.
    places: Vec<u32>,
    /// By how much a hash is shortened.
    shift: u32,
}

impl GramIndex {
    /// Indexes a text; nothing where it is too long for places of 32 bits.
    pub(super) fn new(text: &[u8]) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let bits = (text.len() / 2).max(2).ilog2();
        let shift = u64::BITS - bits;
        // Counted first, so that each place can be put where it belongs at once.
        let mut ends = vec![0u32; (1 << bits) + 1];
        for gram in text.windows(GRAM) {
            ends[hash(gram, shift) + 1] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut starts = ends.clone();
        let mut places = vec![0u32; (text.len() + 1).saturating_sub(GRAM)];
        for (at, gram) in (0u32..).zip(text.windows(GRAM)) {
            let next = &mut starts[hash(gram, shift)];
            places[*next as usize] = at;
            *next += 1;
        }
        Some(Self { starts: ends, places, shift })
    }

    /// Where `needle`, of at least [`GRAM`] bytes, starts in `text` within `within`, in order.
    pub(super) fn starts<'a>(
        &'a self,
        text: &'a [u8],
        needle: &'a [u8],
        within: Place<InFolded>,
    ) -> impl Iterator<Item = usize> + 'a {
        let (offset, places) = self.rarest(needle);
        let first = places.partition_point(|&place| (place as usize) < within.start() + offset);
        places[first..]
            .iter()
            .map(move |&place| place as usize - offset)
            .take_while(move |&start| start < within.end())
            .filter(move |&start| text.get(start..start + needle.len()) == Some(needle))
    }

    /// The rarest gram of a needle, of some: its offset, and its places.
    fn rarest(&self, needle: &[u8]) -> (usize, &[u32]) {
        let last = needle.len() - GRAM;
        let trials = TRIALS.min(last + 1);
        let mut best: (usize, &[u32]) = (0, self.places(&needle[..GRAM]));
        for trial in 1..trials {
            if best.1.len() <= RARE {
                break;
            }
            let offset = last * trial / (trials - 1);
            let places = self.places(&needle[offset..offset + GRAM]);
            if places.len() < best.1.len() {
                best = (offset, places);
            }
        }
        best
    }

    /// The places of the grams that have the hash of this one, in order.
    fn places(&self, gram: &[u8]) -> &[u32] {
        let hash = hash(gram, self.shift);
        &self.places[self.starts[hash] as usize..self.starts[hash + 1] as usize]
    }
}

/// The upper bits of a gram's hash, by Fibonacci hashing.
fn hash(gram: &[u8], shift: u32) -> usize {
    let number = gram.iter().fold(0u64, |number, &byte| number << 8 | u64::from(byte));
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) as usize
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
            length in GRAM..40,
            within in (0usize..200, 0usize..220),
        ) {
            let text = text.as_bytes();
            let start = start.min(text.len());
            let needle = text.get(start..start + length).unwrap_or(b"ab ab ab ab ab");
            let within = within.0..within.1;
            let index = GramIndex::new(text).unwrap();
            let found: Vec<usize> = index.starts(text, needle, Place::new(within.clone())).collect();
            let read: Vec<usize> = (0..text.len())
                .filter(|at| within.contains(at) && text[*at..].starts_with(needle))
                .collect();
            prop_assert_eq!(found, read);
        }
    }
}
