//! Edit distance by bit-parallel search: Myers' algorithm in blocks of 64 letters, after Hyyrö
//! (2003), with Ukkonen's cut-off. Case does not count here.

use std::collections::BTreeMap;

/// Letters in a block.
const WORD: usize = 64;

/// What is sought, ready to be held against texts.
pub struct Pattern {
    length: usize,
    blocks: usize,
    /// For each distinct letter, and after them for any other, the places where it stands: a word
    /// a block.
    places: Vec<u64>,
    ascii: [u32; 128],
    others: BTreeMap<char, u32>,
    /// The number of "any other letter".
    none: u32,
}

/// Where the text that is held against a pattern may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Anywhere,
    AtOnce,
}

/// A letter as it is compared.
pub fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

impl Pattern {
    /// A pattern of these letters; nothing where there are none.
    pub fn new(letters: impl Iterator<Item = char>) -> Option<Self> {
        let letters: Vec<char> = letters.map(lower).collect();
        let blocks = letters.len().div_ceil(WORD);
        if blocks == 0 {
            return None;
        }
        // Nearly all letters are of the 128, and no tree is needed for them.
        let mut ascii = [u32::MAX; 128];
        let mut others: BTreeMap<char, u32> = BTreeMap::new();
        let mut none = 0u32;
        for &letter in &letters {
            let number = match ascii.get_mut(letter as usize) {
                Some(slot) => slot,
                None => others.entry(letter).or_insert(u32::MAX),
            };
            if *number == u32::MAX {
                *number = none;
                none += 1;
            }
        }
        let mut places = vec![0u64; (none as usize + 1) * blocks];
        for (at, letter) in letters.iter().enumerate() {
            let number = ascii.get(*letter as usize).unwrap_or_else(|| &others[letter]);
            places[*number as usize * blocks + at / WORD] |= 1 << (at % WORD);
        }
        ascii.iter_mut().filter(|slot| **slot == u32::MAX).for_each(|slot| *slot = none);
        Some(Self { length: letters.len(), blocks, places, ascii, others, none })
    }

    /// How many blocks of letters it takes: the work for each letter of a text.
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// Looks for the pattern in a text, beginning anywhere: tells after how many letters it ends
    /// with at most `most` letters changed, and how many are.
    pub fn search(
        &self,
        text: impl Iterator<Item = char>,
        most: usize,
        hit: impl FnMut(usize, usize),
    ) {
        self.scan(text, most, Start::Anywhere, hit);
    }

    /// How much of a text, from its beginning on, is nearest to the pattern, with at most `most`
    /// letters changed: the letters it takes, and how many are changed.
    pub fn longest_prefix(
        &self,
        text: impl Iterator<Item = char>,
        most: usize,
    ) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        self.scan(text, most, Start::AtOnce, |end, distance| {
            if best.is_none_or(|(_, least)| distance <= least) {
                best = Some((end, distance));
            }
        });
        best
    }

    /// How many letters are changed between the pattern and all of a text.
    pub fn distance(&self, text: &str) -> usize {
        let length = text.chars().count();
        let most = self.length.max(length);
        let mut last = most;
        self.scan(text.chars(), most, Start::AtOnce, |end, distance| {
            if end == length {
                last = distance;
            }
        });
        if length == 0 { self.length } else { last }
    }

    fn scan(
        &self,
        text: impl Iterator<Item = char>,
        most: usize,
        start: Start,
        mut hit: impl FnMut(usize, usize),
    ) {
        let most = isize::try_from(most).unwrap_or(isize::MAX / 2);
        let mut columns = Columns::new(self, start, most);
        for (index, letter) in text.enumerate() {
            let number = match self.ascii.get(letter as usize) {
                Some(_) => self.ascii[letter.to_ascii_lowercase() as usize],
                None => self.others.get(&lower(letter)).copied().unwrap_or(self.none),
            };
            let from = number as usize * self.blocks;
            let Some(places) = self.places.get(from..from + self.blocks) else { continue };
            if let Some(distance) = columns.step(places) {
                hit(index + 1, distance);
            }
        }
    }
}

/// The column of the table of distances that is reached, as differences between its rows.
struct Columns {
    start: Start,
    most: isize,
    /// The number of the last block that is kept up.
    last: usize,
    blocks: Vec<Block>,
}

#[derive(Clone, Copy)]
struct Block {
    /// Rows that are one more than the row above.
    more: u64,
    /// Rows that are one less.
    less: u64,
    /// The distance in its last row.
    score: isize,
    /// The bit of its last row.
    top: u64,
    rows: isize,
}

impl Columns {
    fn new(pattern: &Pattern, start: Start, most: isize) -> Self {
        let mut blocks = Vec::with_capacity(pattern.blocks);
        let mut score = 0isize;
        for number in 0..pattern.blocks {
            let rows = (pattern.length - number * WORD).min(WORD);
            score += rows as isize;
            blocks.push(Block {
                more: u64::MAX,
                less: 0,
                score,
                top: 1 << (rows - 1),
                rows: rows as isize,
            });
        }
        let kept = usize::try_from(most / WORD as isize).unwrap_or(0) + 1;
        let last = kept.min(pattern.blocks) - 1;
        Self { start, most, last, blocks }
    }

    /// Takes the next letter; gives the distance of the whole pattern, where it is at most what
    /// is asked for.
    fn step(&mut self, places: &[u64]) -> Option<usize> {
        let mut carry = isize::from(self.start == Start::AtOnce);
        for (block, &places) in self.blocks[..=self.last].iter_mut().zip(places) {
            carry = block.step(places, carry);
        }
        let above = self.blocks[self.last].score;
        let next = self.last + 1;
        if next < self.blocks.len()
            && above - carry <= self.most
            && (places[next] & 1 != 0 || carry < 0)
        {
            let block = &mut self.blocks[next];
            (block.more, block.less) = (u64::MAX, 0);
            block.score = above - carry + block.rows;
            block.step(places[next], carry);
            self.last = next;
        } else {
            while self.last > 0 && self.blocks[self.last].score >= self.most + WORD as isize {
                self.last -= 1;
            }
        }
        let block = &self.blocks[self.last];
        (self.last + 1 == self.blocks.len() && block.score <= self.most)
            .then(|| block.score.unsigned_abs())
    }
}

impl Block {
    /// Goes on by one letter. The carry is the difference, along the text, in the row above the
    /// block, and what is given that in its last row.
    fn step(&mut self, places: u64, carry: isize) -> isize {
        let mut equal = places;
        let above_less = u64::from(carry < 0);
        let above_more = u64::from(carry > 0);
        let vertical = equal | self.less;
        equal |= above_less;
        let horizontal = (((equal & self.more).wrapping_add(self.more)) ^ self.more) | equal;
        let mut more = self.less | !(horizontal | self.more);
        let mut less = self.more & horizontal;
        let out = isize::from(more & self.top != 0) - isize::from(less & self.top != 0);
        more = (more << 1) | above_more;
        less = (less << 1) | above_less;
        self.more = less | !(vertical | more);
        self.less = more & vertical;
        self.score += out;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table of distances, row by row: what each column has in its last row.
    fn table(pattern: &[char], text: &[char], start: Start) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut ends = Vec::new();
        for (number, letter) in text.iter().enumerate() {
            let mut next = vec![if start == Start::AtOnce { number + 1 } else { 0 }];
            for (row, wanted) in pattern.iter().enumerate() {
                let changed = column[row] + usize::from(lower(*wanted) != lower(*letter));
                next.push(changed.min(column[row + 1] + 1).min(next[row] + 1));
            }
            ends.push(next[pattern.len()]);
            column = next;
        }
        ends
    }

    #[test]
    fn finds_what_is_nearly_there() {
        let pattern = Pattern::new("subordinate".chars()).unwrap();
        let mut hits = Vec::new();
        pattern.search("19 Subordinat agencies".chars(), 1, |end, distance| {
            hits.push((end, distance));
        });
        assert_eq!(hits, [(13, 1), (14, 1)]);
        assert_eq!(pattern.longest_prefix("subrdinate bodies".chars(), 3), Some((10, 1)));
        assert_eq!(pattern.distance("subordinates"), 1);
        assert_eq!(pattern.distance(""), 11);
    }

    #[test]
    fn nothing_is_no_pattern() {
        assert!(Pattern::new("".chars()).is_none());
    }

    proptest! {
        #[test]
        fn agrees_with_the_table(
            pattern in "[abA海é ]{1,300}",
            text in "[abB海é ]{0,300}",
            share in 0usize..110,
        ) {
            let wanted: Vec<char> = pattern.chars().collect();
            let letters: Vec<char> = text.chars().collect();
            let built = Pattern::new(pattern.chars()).unwrap();
            let most = wanted.len() * share / 100;
            for start in [Start::Anywhere, Start::AtOnce] {
                let mut found = Vec::new();
                built.scan(text.chars(), most, start, |end, distance| {
                    found.push((end, distance));
                        });
                let expected: Vec<_> = table(&wanted, &letters, start)
                    .into_iter()
                    .enumerate()
                    .map(|(index, distance)| (index + 1, distance))
                    .filter(|&(_, distance)| distance <= most)
                    .collect();
                prop_assert_eq!(found, expected, "{:?}", start);
            }
            let whole = table(&wanted, &letters, Start::AtOnce);
            prop_assert_eq!(built.distance(&text), whole.last().copied().unwrap_or(wanted.len()));
        }

        #[test]
        fn agrees_with_the_table_on_near_texts(
            text in "[a-e ]{100,400}",
            cut in 0usize..60,
            changes in prop::collection::vec((0usize..400, "[a-e]{0,3}"), 0..12),
        ) {
            let mut wanted: Vec<char> = text.chars().skip(cut).collect();
            for (at, by) in changes {
                let at = at.min(wanted.len());
                let end = (at + 1).min(wanted.len());
                wanted.splice(at..end, by.chars());
            }
            prop_assume!(!wanted.is_empty());
            let letters: Vec<char> = text.chars().collect();
            let built = Pattern::new(wanted.iter().copied()).unwrap();
            let mut found = Vec::new();
            built.search(text.chars(), 40, |end, distance| found.push((end, distance)));
            let expected: Vec<_> = table(&wanted, &letters, Start::Anywhere)
                .into_iter()
                .enumerate()
                .map(|(index, distance)| (index + 1, distance))
                .filter(|&(_, distance)| distance <= 40)
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
