//! Which notes stand open in the margin: as many as there is room for.
//!
//! A margin with more notes than text would leave its passages far behind. Folded, a note is its
//! title; opened, it pushes those below it down. The heights are estimates, so nothing depends on
//! them but which notes begin folded.

/// A note in the margin, in the order of the passages. All heights are in lines of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// Where its paragraph begins.
    pub(crate) level: usize,
    /// Its height when folded, and when open.
    pub(crate) folded: usize,
    pub(crate) open: usize,
    /// Whether it stands in full on another page, and so may fold first.
    pub(crate) elsewhere: bool,
}

/// How far below its paragraph an open note may push the next one.
const DRIFT: usize = 10;

/// For each note, whether it stands open.
pub(crate) fn open(slots: &[Slot]) -> Vec<bool> {
    let mut bottom = 0;
    (0..slots.len())
        .map(|index| {
            let slot = slots[index];
            let top = bottom.max(slot.level);
            let drift = if slot.elsewhere { 0 } else { DRIFT };
            let fits =
                slots.get(index + 1).is_none_or(|next| top + slot.open <= next.level + drift);
            bottom = top + if fits { slot.open } else { slot.folded };
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_fold_where_they_are_many() {
        let slot = |level, elsewhere| Slot { level, folded: 2, open: 7, elsewhere };
        assert_eq!(open(&[slot(0, true), slot(10, false)]), [true, true]);
        // A quotation folds before it pushes another note down.
        assert_eq!(open(&[slot(0, true), slot(0, false), slot(0, false)]), [false, false, true]);
        assert_eq!(open(&[slot(0, false), slot(0, false), slot(20, false)]), [true, false, true]);
    }
}
