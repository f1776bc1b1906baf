//! Parts of a text by bytes.
//!
//! Indexing a `str` panics where a byte is inside a character. Such bytes come from arithmetic on
//! places, and some day from input that nobody thought of; so nothing in this crate indexes one
//! (`clippy::string_slice`), and a byte inside a character stands for that character's first.

use std::ops::{Bound, RangeBounds};

use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete};

/// A part of a text, on any input.
pub trait Slice {
    /// The characters that begin at these bytes. A bound inside a character is moved to where the
    /// character begins, one after the end to the end; an end before the start gives nothing.
    ///
    /// ```
    /// use sidenote::slice::Slice;
    ///
    /// assert_eq!("d’accord".slice(0..4), "d’");
    /// assert_eq!("d’accord".slice(2..4), "’");
    /// assert_eq!("d’accord".slice(7..99), "ord");
    /// ```
    fn slice(&self, bytes: impl RangeBounds<usize>) -> &str;

    /// The last byte at or before this one at which a text can be cut: a letter keeps its accents,
    /// an emoji its parts.
    ///
    /// ```
    /// use sidenote::slice::Slice;
    ///
    /// assert_eq!("ae\u{301}b".cut_before(2), 1);
    /// assert_eq!("ae\u{301}b".cut_after(2), 4);
    /// ```
    fn cut_before(&self, byte: usize) -> usize;

    /// The first byte at or after this one at which a text can be cut.
    fn cut_after(&self, byte: usize) -> usize;
}

impl Slice for str {
    fn slice(&self, bytes: impl RangeBounds<usize>) -> &str {
        let start = match bytes.start_bound() {
            Bound::Included(&start) => start,
            Bound::Excluded(&before) => before.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let end = match bytes.end_bound() {
            Bound::Included(&last) => last.saturating_add(1),
            Bound::Excluded(&end) => end,
            Bound::Unbounded => self.len(),
        };
        match self.get(start..end) {
            Some(part) => part,
            None => {
                let start = self.floor_char_boundary(start);
                let end = self.floor_char_boundary(end).max(start);
                self.get(start..end).unwrap_or_default()
            }
        }
    }

    fn cut_before(&self, byte: usize) -> usize {
        let byte = self.floor_char_boundary(byte.min(self.len()));
        boundary(self, byte, |cursor, text| cursor.prev_boundary(text, 0)).unwrap_or(0)
    }

    fn cut_after(&self, byte: usize) -> usize {
        let byte = self.ceil_char_boundary(byte.min(self.len()));
        boundary(self, byte, |cursor, text| cursor.next_boundary(text, 0)).unwrap_or(self.len())
    }
}

/// Where a text can be cut: at `byte`, else where `other` leads from there.
fn boundary(
    text: &str,
    byte: usize,
    other: fn(&mut GraphemeCursor, &str) -> Result<Option<usize>, GraphemeIncomplete>,
) -> Option<usize> {
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => Some(byte),
        _ => other(&mut cursor, text).ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bound_inside_a_character_is_where_it_begins() {
        assert_eq!("aéz".slice(2..), "éz");
        assert_eq!("aéz".slice(..2), "a");
        assert_eq!("aéz".slice(..=1), "a");
        assert_eq!("aéz".slice(..=2), "aé");
        assert_eq!("aéz".slice(2..2), "");
    }

    #[test]
    fn a_bound_outside_is_the_end() {
        assert_eq!("aéz".slice(9..12), "");
        assert_eq!("aéz".slice(1..usize::MAX), "éz");
        assert_eq!("aéz".slice((Bound::Excluded(usize::MAX), Bound::Included(usize::MAX))), "");
        #[expect(clippy::reversed_empty_ranges, reason = "arithmetic may give one")]
        let reversed = 3..1;
        assert_eq!("aéz".slice(reversed), "");
    }

    #[test]
    fn a_cut_parts_no_letter_from_what_belongs_to_it() {
        let text = "e\u{301}🇫🇷🇩🇪👩\u{200d}💻";
        for (byte, before, after) in
            [(0, 0, 0), (1, 0, 3), (7, 3, 11), (12, 11, 19), (24, 19, 30), (99, 30, 30)]
        {
            assert_eq!((text.cut_before(byte), text.cut_after(byte)), (before, after), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn neighbours_share_no_character_and_leave_none_out(
            text in ".*", cut in 0_usize..64,
        ) {
            prop_assert_eq!(format!("{}{}", text.slice(..cut), text.slice(cut..)), text);
        }
    }
}
