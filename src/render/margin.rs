//! Which notes stand open in the margin: as many as there is room for.
//!
//! A margin with more notes than text would leave its passages behind, or hold up the text. Folded,
//! a note is its title; opened, it pushes those below it down. The heights are estimates, so
//! nothing depends on them but which notes begin folded.

/// A note in the margin, in the order of the passages. All measures are in lines of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// Where its paragraph begins, and ends.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Its height when folded, and when open.
    pub(crate) folded: usize,
    pub(crate) open: usize,
    /// Whether it stands in full on another page, and so folds first.
    pub(crate) elsewhere: bool,
}

/// What stands below the text leaves this much of the margin to the last notes.
const BELOW: usize = 14;

/// For each note, whether it stands open.
pub(crate) fn open(slots: &[Slot]) -> Vec<bool> {
    // From the end: what the later notes of the same paragraph take at least, and the first note
    // of the next paragraph that has any.
    let mut after: Vec<(usize, Option<Slot>)> = Vec::with_capacity(slots.len());
    let mut later: Option<Slot> = None;
    let (mut rest, mut next) = (0, None);
    for slot in slots.iter().rev() {
        if let Some(later) = later
            && later.top != slot.top
        {
            (rest, next) = (0, Some(later));
        }
        after.push((rest, next));
        rest += slot.folded;
        later = Some(*slot);
    }

    let mut end = 0;
    slots
        .iter()
        .zip(after.into_iter().rev())
        .map(|(slot, (rest, next))| {
            let start = end.max(slot.top);
            // The next notes may begin anywhere beside their paragraph; not for the sake of a note
            // that stands in full elsewhere.
            let limit = match next {
                Some(next) if slot.elsewhere => next.top,
                Some(next) => next.bottom,
                None => slot.bottom + BELOW,
            };
            let fits = start + slot.open + rest <= limit;
            end = start + if fits { slot.open } else { slot.folded };
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(top: usize, elsewhere: bool) -> Slot {
        Slot { top, bottom: top + 6, folded: 2, open: 7, elsewhere }
    }

    #[test]
    fn notes_fold_where_they_would_hold_up_the_text() {
        assert_eq!(open(&[slot(0, false), slot(7, false)]), [true, true]);
        assert_eq!(open(&[slot(0, false), slot(0, false), slot(7, false)]), [true, false, true]);
        // Seven and two lines beside the first paragraph leave the next note beside the second.
        let three =
            [slot(0, false), slot(0, false), slot(0, false), slot(0, false), slot(7, false)];
        assert_eq!(open(&three), [true, false, false, false, true]);
    }

    #[test]
    fn the_last_notes_do_not_run_on_for_long() {
        assert_eq!(open(&[slot(0, true)]), [true]);
        let many = open(&[slot(0, false); 5]);
        assert_eq!(many, [true, true, false, false, false]);
    }

    #[test]
    fn what_stands_elsewhere_folds_first() {
        assert_eq!(open(&[slot(0, true), slot(6, false)]), [false, true]);
        assert_eq!(open(&[slot(0, true), slot(7, false)]), [true, true]);
    }
}
