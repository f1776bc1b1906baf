//! The words of a report, as budgets count them: those of shared words.

use std::ops::Range;

use crate::collate::counted_words;
use crate::place::{InContent, Place};

/// The words of a text, and for how many half words those up to each count.
#[derive(Debug, Clone, Default)]
pub(super) struct CountedWords {
    /// Their bytes, in order.
    places: Vec<Place<InContent>>,
    /// By word: the half words before it; at the end, all.
    before: Vec<u64>,
}

impl CountedWords {
    pub(super) fn new(text: &str) -> Self {
        let mut words = Self { places: Vec::new(), before: vec![0] };
        let mut all = 0;
        for (place, halves) in counted_words(text) {
            all += u64::from(halves);
            words.places.push(Place::new(place));
            words.before.push(all);
        }
        words
    }

    /// The half words of the text.
    pub(super) fn all(&self) -> u64 {
        self.before.last().copied().unwrap_or_default()
    }

    /// The half words of which something stands in a part of the text.
    pub(super) fn touched(&self, part: Place<InContent>) -> u64 {
        self.halves(self.numbers(part))
    }

    /// The half words of which something stands in parts of the text, which are in order and do not
    /// overlap: each counts once.
    pub(super) fn among(&self, parts: &[Place<InContent>]) -> u64 {
        let mut counted = 0;
        let mut all = 0;
        for part in parts {
            let numbers = self.numbers(*part);
            all += self.halves(numbers.start.max(counted)..numbers.end);
            counted = counted.max(numbers.end);
        }
        all
    }

    /// The half words that stand in a part of the text as a whole.
    pub(super) fn within(&self, part: Place<InContent>) -> u64 {
        let start = self.places.partition_point(|place| place.start() < part.start());
        let end = self.places.partition_point(|place| place.end() <= part.end());
        self.halves(start..end)
    }

    /// The words of which something stands in a part, by number.
    fn numbers(&self, part: Place<InContent>) -> Range<usize> {
        let start = self.places.partition_point(|place| place.end() <= part.start());
        start..self.places.partition_point(|place| place.start() < part.end()).max(start)
    }

    fn halves(&self, numbers: Range<usize>) -> u64 {
        let before = |number: usize| self.before.get(number).copied().unwrap_or_default();
        before(numbers.end).saturating_sub(before(numbers.start.min(numbers.end)))
    }
}

/// Half words → words.
pub(super) fn whole(halves: u64) -> usize {
    usize::try_from(halves.div_ceil(2)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_once_however_it_is_cut() {
        let words = CountedWords::new("One two-three four. 海康威视");
        assert_eq!(words.all(), 12);
        assert_eq!(words.touched(Place::new(0..5)), 4);
        assert_eq!(words.touched(Place::new(3..4)), 0);
        assert_eq!(words.within(Place::new(0..5)), 2);
        assert_eq!(words.among(&[Place::new(0..5), Place::new(5..7)]), 4);
        assert_eq!(words.among(&[Place::new(8..9), Place::new(10..30)]), 2 + 2 + 4);
        assert_eq!((whole(4), whole(5), whole(0)), (2, 3, 0));
    }
}
