//! Places: parts of a text by bytes, whose type says which text that is.
//!
//! The same passage stands in three texts: in the file that its author wrote, in the content that
//! a reader sees, and in the folded text in which it is sought. Numbers alone would let a place in
//! one be looked up in another; such a mistake does not compile:
//!
//! ```compile_fail
//! use sidenote::place::{InContent, InSource, Place};
//!
//! let seen: Place<InContent> = Place::new(3..7);
//! let written: Place<InSource> = seen;
//! ```
//!
//! What leads from one text to another says so in its type: `Document::source_of`, `Folded::raw`,
//! `Folded::folded`. A part of a text that nobody else knows, and numbers of words in a list, stay
//! `Range<usize>`.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Of a place in a source file, front matter and markup among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InSource {}

/// Of a place in the text content of a body, without markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InContent {}

/// Of a place in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InFolded {}

/// A part of a text of the kind `T`: its bytes from the first to before the end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place<T> {
    first: u32,
    end: u32,
    text: PhantomData<T>,
}

impl<T> Default for Place<T> {
    fn default() -> Self {
        Self { first: 0, end: 0, text: PhantomData }
    }
}

/// A byte's number; what lies beyond all texts is their end.
fn byte(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<T: Copy> Place<T> {
    /// These bytes of the text; where numbers become a place, somebody has to know of which text
    /// they are.
    #[must_use]
    pub fn new(bytes: Range<usize>) -> Self {
        Self { first: byte(bytes.start), end: byte(bytes.end), text: PhantomData }
    }

    /// The bytes as numbers, to cut a text by them.
    #[must_use]
    pub fn bytes(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.first as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.first) as usize
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.first
    }

    /// Whether a byte is among its bytes.
    #[must_use]
    pub fn contains(self, byte: usize) -> bool {
        self.bytes().contains(&byte)
    }

    /// Whether all of another lies in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.end <= self.end
    }

    /// Whether the two share bytes, or one without bytes lies inside the other.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first < other.end && other.first < self.end
    }

    /// From where the first of the two begins to where the last of them ends.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), end: self.end.max(other.end), ..self }
    }

    /// What is in both; where they share nothing, nothing.
    #[must_use]
    pub fn meet(self, other: Self) -> Self {
        let first = self.first.max(other.first);
        Self { first, end: self.end.min(other.end).max(first), ..self }
    }

    /// As long a part, so many bytes later.
    #[must_use]
    pub fn shift(self, bytes: usize) -> Self {
        Self::new(self.start() + bytes..self.end() + bytes)
    }

    /// From the same byte to another end.
    #[must_use]
    pub fn until(self, end: usize) -> Self {
        Self { end: byte(end), ..self }
    }

    /// From another byte to the same end.
    #[must_use]
    pub fn since(self, first: usize) -> Self {
        Self { first: byte(first), ..self }
    }

    /// The part of this place that its own bytes `within` are, counted from its first.
    #[must_use]
    pub fn part(self, within: Range<usize>) -> Self {
        Self::new(self.start() + within.start..self.start() + within.end)
    }
}

impl<T: Copy> fmt::Debug for Place<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes().fmt(f)
    }
}

#[cfg(test)]
impl<T: Copy> PartialEq<Range<usize>> for Place<T> {
    fn eq(&self, other: &Range<usize>) -> bool {
        self.bytes() == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(bytes: Range<usize>) -> Place<InContent> {
        Place::new(bytes)
    }

    #[test]
    fn two_places_share_what_is_in_both() {
        for (other, overlaps, meet, cover) in [
            (0..3, false, 3..3, 0..7),
            (0..4, true, 3..4, 0..7),
            (4..5, true, 4..5, 3..7),
            (5..5, true, 5..5, 3..7),
            (6..9, true, 6..7, 3..9),
            (7..9, false, 7..7, 3..9),
        ] {
            let (one, other) = (place(3..7), place(other));
            assert_eq!(
                (one.overlaps(other), other.overlaps(one)),
                (overlaps, overlaps),
                "{other:?}"
            );
            assert_eq!(
                (one.meet(other), one.cover(other)),
                (place(meet), place(cover)),
                "{other:?}"
            );
        }
    }

    #[test]
    fn a_place_is_moved_and_cut() {
        assert_eq!(place(3..7).shift(10), 13..17);
        assert_eq!(place(3..7).part(1..2), 4..5);
        assert_eq!(place(3..7).until(5), 3..5);
        assert_eq!(place(3..7).since(5), 5..7);
        assert!(place(3..7).covers(place(4..7)) && !place(3..7).covers(place(4..8)));
    }

    #[test]
    fn what_lies_beyond_all_texts_is_their_end() {
        assert_eq!(place(usize::MAX..usize::MAX), u32::MAX as usize..u32::MAX as usize);
        #[expect(clippy::reversed_empty_ranges, reason = "arithmetic may give one")]
        let reversed = place(7..3);
        assert_eq!((reversed.len(), reversed.is_empty()), (0, true));
    }
}
