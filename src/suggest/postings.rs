//! What is listed under numbers, all in one piece of memory.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

/// Lists, each under its number.
#[derive(Debug, Default)]
pub(super) struct Postings<T> {
    lists: HashMap<u64, Range<u32>>,
    entries: Vec<T>,
}

impl<T: Copy + Ord> Postings<T> {
    /// Each list in order.
    pub(super) fn new(mut listed: Vec<(u64, T)>) -> Self {
        listed.sort_unstable();
        let mut lists = HashMap::new();
        let mut from = 0;
        for list in listed.chunk_by(|(one, _), (other, _)| one == other) {
            let to = from + brief(list.len());
            lists.extend(list.first().map(|(number, _)| (*number, from..to)));
            from = to;
        }
        Self { lists, entries: listed.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// What is listed under a number.
    pub(super) fn get(&self, number: u64) -> &[T] {
        let list = self.lists.get(&number).map(|list| list.start as usize..list.end as usize);
        list.and_then(|list| self.entries.get(list)).unwrap_or_default()
    }

    /// The numbers under which something is listed, in no order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> {
        self.lists.keys().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// A count in half the room: there are fewer words than would not fit.
pub(super) fn brief(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_under_its_number_in_order() {
        let postings = Postings::new(vec![(7, 2), (3, 9), (7, 1)]);
        assert_eq!((postings.get(7), postings.get(3)), ([1, 2].as_slice(), [9].as_slice()));
        assert!(postings.get(4).is_empty());
    }
}
