//! Parts of a text by bytes.
//!
//! Indexing a `str` panics where a byte is inside a character. Such bytes come from arithmetic on
//! places, and some day from input that nobody thought of; so nothing in this crate indexes one
//! (`clippy::string_slice`), and a byte inside a character stands for that character's first.

use std::ops::{Bound, RangeBounds};

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

    proptest! {
        #[test]
        fn neighbours_share_no_character_and_leave_none_out(
            text in ".*", cut in 0_usize..64,
        ) {
            prop_assert_eq!(format!("{}{}", text.slice(..cut), text.slice(cut..)), text);
        }
    }
}
