//! The runs of two reports: the longest first, each word in one at most, small gaps bridged. A run
//! may go on through what very many print, but neither begins nor ends with it.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;

use super::shingles::{SHINGLE, Seed, Shingles};
use super::texts::Texts;

/// Words that a gap has at most, on either side.
const WIDEST_GAP: u32 = 2;

/// Every such gap, by the words on either side.
const GAPS: [[u32; 2]; 8] = [[0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1], [2, 2]];

/// Words that must be the same after a gap for the run to go on. They must be more than those of
/// the gap, too.
const FEWEST_AFTER_GAP: u32 = 3;

/// Words in a row that are the same in two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile {
    /// The first of them in either report.
    pub(super) at: [u32; 2],
    /// How many.
    pub(super) words: u32,
}

impl Tile {
    /// The words in one of the reports.
    pub(super) fn range(self, side: usize) -> Range<u32> {
        self.at[side]..self.at[side] + self.words
    }

    fn ends(self) -> [u32; 2] {
        self.at.map(|at| at + self.words)
    }
}

/// Pieces with small gaps between them, in order.
pub(super) type Tiles = Vec<Tile>;

/// Finds the runs of pairs of reports.
pub(super) struct Tiling<'a> {
    pub(super) texts: &'a Texts,
    pub(super) shingles: &'a Shingles,
}

impl Tiling<'_> {
    /// The runs that two reports share, in the order of one of them. `seeds` are sorted, and all of
    /// these reports.
    pub(super) fn runs(&self, seeds: &[Seed]) -> Vec<Tiles> {
        let Some(first) = seeds.first() else { return Vec::new() };
        // Of places that serve as well the first is taken, so that it matters which report is
        // looked at first. It must not be the one that the briefing happens to list first.
        let reports = first.reports();
        let [one, other] = reports.map(|report| self.texts.keys(self.texts.words(report)));
        let turned = one.len().cmp(&other.len()).then_with(|| one.cmp(other)) == Ordering::Greater;
        let turn = |piece: Tile| Tile { at: [piece.at[1], piece.at[0]], ..piece };
        let mut pieces = self.whole_pieces(seeds);
        let mut bounds = reports.map(|report| self.texts.words(report));
        if turned {
            pieces.iter_mut().for_each(|piece| *piece = turn(*piece));
            bounds.reverse();
        }
        let mut runs = self.bridged(&self.longest_first(pieces), &bounds);
        if turned {
            runs.iter_mut().flatten().for_each(|piece| *piece = turn(*piece));
        }
        runs
    }

    /// The pieces that seeds stand for, each as long as it can be, each once.
    fn whole_pieces(&self, seeds: &[Seed]) -> Vec<Tile> {
        let mut pieces: Vec<Tile> = Vec::new();
        let mut before: Option<(u32, u32)> = None;
        for seed in seeds {
            let bounds = seed.reports().map(|report| self.texts.words(report));
            let from = match before {
                Some((distance, end)) if distance == seed.distance => end,
                _ => bounds[0].start,
            };
            if from > seed.word {
                continue;
            }
            let fits = |word: &u32| {
                bounds[1].contains(&(word + seed.distance))
                    && self.texts.same(*word, word + seed.distance)
            };
            let after = (seed.word..bounds[0].end).take_while(fits).count() as u32;
            let ahead = (from..seed.word).rev().take_while(fits).count() as u32;
            let start = seed.word - ahead;
            before = Some((seed.distance, seed.word + after));
            let piece = Tile { at: [start, start + seed.distance], words: ahead + after };
            pieces.extend(self.own_part(piece));
        }
        pieces
    }

    /// A piece without what very many print at its ends, if it has words enough of the reports' own.
    fn own_part(&self, piece: Tile) -> Option<Tile> {
        let Range { start, end } = piece.range(0);
        let (mut first, mut last, mut own) = (end, end, 0);
        let mut common_end = start;
        for word in start..end {
            if word + SHINGLE <= end && self.shingles.is_apart(word) {
                common_end = word + SHINGLE;
            }
            if word >= common_end {
                first = first.min(word);
                last = word + 1;
                own += self.texts.key(word).halves();
            }
        }
        let skipped = first - start;
        (own >= 2 * SHINGLE)
            .then(|| Tile { at: piece.at.map(|at| at + skipped), words: last - first })
    }

    /// Of pieces that overlap, the longest; of others what is left of them. In order.
    fn longest_first(&self, pieces: Vec<Tile>) -> Vec<Tile> {
        if pieces.len() < 2 {
            return pieces;
        }
        let mut heap: BinaryHeap<(u32, Reverse<[u32; 2]>)> =
            pieces.into_iter().map(|piece| (piece.words, Reverse(piece.at))).collect();
        let mut taken = [TakenWords::default(), TakenWords::default()];
        let mut chosen = Vec::new();
        while let Some((words, Reverse(at))) = heap.pop() {
            let piece = Tile { at, words };
            let left = taken[1].left_of(taken[0].left_of(piece, 0), 1);
            if left == piece {
                (0..2).for_each(|side| taken[side].take(piece.range(side)));
                chosen.push(piece);
            } else if let Some(left) = self.own_part(left) {
                heap.push((left.words, Reverse(left.at)));
            }
        }
        chosen.sort_unstable_by_key(|piece| piece.at);
        chosen
    }

    /// Joins pieces over small gaps, and lets runs go on over small gaps where there is room.
    fn bridged(&self, pieces: &[Tile], bounds: &[Range<u32>; 2]) -> Vec<Tiles> {
        let mut taken = [TakenWords::default(), TakenWords::default()];
        for piece in pieces {
            (0..2).for_each(|side| taken[side].take(piece.range(side)));
        }
        let mut runs: Vec<Tiles> = Vec::new();
        let mut pieces = pieces.iter().copied().peekable();
        while let Some(piece) = pieces.next() {
            let mut run = vec![piece];
            while let Some(before) = self.piece_before(&taken, bounds, run[0]) {
                (0..2).for_each(|side| taken[side].take(before.range(side)));
                run.insert(0, before);
            }
            let mut last = piece;
            loop {
                let near = |next: &Tile| {
                    (0..2).all(|side| {
                        let gap = next.at[side].checked_sub(last.ends()[side]);
                        gap.is_some_and(|gap| gap <= WIDEST_GAP)
                    })
                };
                let next = pieces.next_if(near).or_else(|| self.piece_after(&taken, bounds, last));
                let Some(next) = next else { break };
                (0..2).for_each(|side| taken[side].take(next.range(side)));
                run.push(next);
                last = next;
            }
            runs.push(run);
        }
        runs
    }

    /// The piece after a small gap, where nothing is taken. What very many print is none.
    fn piece_after(
        &self,
        taken: &[TakenWords; 2],
        bounds: &[Range<u32>; 2],
        piece: Tile,
    ) -> Option<Tile> {
        let ends = piece.ends();
        let limit =
            [0, 1].map(|side| taken[side].start_after(ends[side]).unwrap_or(bounds[side].end));
        let same = |steps: [u32; 2]| {
            let [one, other] = [0, 1].map(|side| ends[side] + steps[side]);
            one < limit[0]
                && other < limit[1]
                && self.texts.same(one, other)
                && !self.shingles.is_apart(one)
        };
        let (gap, words) = beyond_gap(same)?;
        Some(Tile { at: [0, 1].map(|side| ends[side] + gap[side]), words })
    }

    /// The piece before a small gap, likewise.
    fn piece_before(
        &self,
        taken: &[TakenWords; 2],
        bounds: &[Range<u32>; 2],
        piece: Tile,
    ) -> Option<Tile> {
        let starts = piece.at;
        let limit =
            [0, 1].map(|side| taken[side].end_before(starts[side]).unwrap_or(bounds[side].start));
        let room = [0, 1].map(|side| starts[side] - limit[side]);
        let ends_common = |word: u32| {
            word.checked_sub(SHINGLE - 1).is_some_and(|first| self.shingles.is_apart(first))
        };
        let same = |steps: [u32; 2]| {
            steps[0] < room[0] && steps[1] < room[1] && {
                let [one, other] = [0, 1].map(|side| starts[side] - 1 - steps[side]);
                self.texts.same(one, other) && !ends_common(one)
            }
        };
        let (gap, words) = beyond_gap(same)?;
        Some(Tile { at: [0, 1].map(|side| starts[side] - gap[side] - words), words })
    }
}

/// Stretches of one report's words: start → end, none overlapping.
#[derive(Debug, Default)]
struct TakenWords(BTreeMap<u32, u32>);

impl TakenWords {
    fn take(&mut self, words: Range<u32>) {
        self.0.insert(words.start, words.end);
    }

    /// The end of the last stretch that begins before `word`.
    fn end_before(&self, word: u32) -> Option<u32> {
        self.0.range(..word).next_back().map(|(_, end)| *end)
    }

    /// The start of the first stretch at `word` or after it.
    fn start_after(&self, word: u32) -> Option<u32> {
        self.0.range(word..).next().map(|(start, _)| *start)
    }

    /// What is left of a piece without what is taken of it, or nothing. What is taken is never
    /// shorter than the piece, so that it cannot lie within it.
    fn left_of(&self, piece: Tile, side: usize) -> Tile {
        let Range { start, end } = piece.range(side);
        let from = self.end_before(start + 1).map_or(start, |taken| taken.clamp(start, end));
        let to = self.start_after(start + 1).map_or(end, |taken| taken.clamp(from, end));
        let skipped = from - start;
        Tile { at: piece.at.map(|at| at + skipped), words: to - from }
    }
}

/// The most words that are the same after a gap, of such the narrowest gap; `same` tells of words
/// so many steps away.
fn beyond_gap(same: impl Fn([u32; 2]) -> bool) -> Option<([u32; 2], u32)> {
    GAPS.into_iter()
        .map(|gap| {
            let steps = (0..).take_while(|step: &u32| same(gap.map(|gap| gap + step)));
            (gap, steps.count() as u32)
        })
        .filter(|(gap, words)| *words >= FEWEST_AFTER_GAP.max(gap[0] + gap[1] + 1))
        .max_by_key(|(gap, words)| (*words, Reverse(gap[0] + gap[1]), Reverse(*gap)))
}
