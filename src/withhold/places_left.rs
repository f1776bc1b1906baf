//! From the places of a whole text to those of what is left of it.

use crate::place::{InContent, Place};

/// Where the parts of a text that are shown stand in what is left of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PlacesLeft {
    /// In order, none touching.
    pieces: Vec<ShownPart>,
}

/// A part that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ShownPart {
    /// Its bytes in the whole text.
    whole: Place<InContent>,
    /// Its first byte in what is left.
    left: usize,
    /// Whether words are left out between it and the piece before.
    apart: bool,
}

impl PlacesLeft {
    /// Adds a part after those that are there.
    pub(super) fn push(&mut self, whole: Place<InContent>, left: usize, apart: bool) {
        self.pieces.push(ShownPart { whole, left, apart });
    }

    /// Where words that are shown stand; nothing where one of them is not, or words are left out
    /// between them.
    pub(super) fn of(&self, words: Place<InContent>) -> Option<Place<InContent>> {
        let last = words.end().checked_sub(1).filter(|last| *last >= words.start())?;
        let (first, last) = (self.at(words.start())?, self.at(last)?);
        let between = self.pieces.get(first + 1..=last)?;
        if between.iter().any(|piece| piece.apart) {
            return None;
        }
        let moved = |number: usize, byte: usize| {
            let piece = self.pieces.get(number)?;
            Some(piece.left + byte.checked_sub(piece.whole.start())?)
        };
        Some(Place::new(moved(first, words.start())?..moved(last, words.end())?))
    }

    /// The number of the piece that holds a byte.
    fn at(&self, byte: usize) -> Option<usize> {
        let number = self.pieces.partition_point(|piece| piece.whole.end() <= byte);
        self.pieces.get(number).filter(|piece| piece.whole.start() <= byte).map(|_| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_shown_in_one_has_a_place() {
        let mut places = PlacesLeft::default();
        places.push(Place::new(10..20), 0, true);
        places.push(Place::new(30..40), 15, true);
        places.push(Place::new(41..50), 26, false);
        let of = |words| places.of(words);
        assert_eq!(of(Place::new(10..20)), Some(Place::new(0..10)));
        assert_eq!(of(Place::new(35..45)), Some(Place::new(20..30)));
        assert_eq!(of(Place::new(30..50)), Some(Place::new(15..35)));
        for hidden in [9..12, 18..21, 19..31, 12..35, 50..51, 40..42, 15..15, 0..0] {
            assert_eq!(of(Place::new(hidden.clone())), None, "{hidden:?}");
        }
    }
}
