//! The second step: two printings set against each other, word by word.
//!
//! The alignment is the cheapest way of turning one sequence of tokens into the other. Words
//! that carry meaning cost more than those that hold the sentence together, and those more than
//! marks, so that a comma never pulls two words apart. To leave a stretch out costs something
//! for itself, so that a fragment stays together. It costs hardly less at the ends of a printing than
//! in its middle: else a long clause that is left out would pull the words before it apart.
//!
//! Of several cheapest ways one is chosen by rules that have a direction. Both sequences are
//! therefore put in an order of their own first: so A to B is always B to A, mirrored.

use std::collections::BTreeMap;
use std::ops::Range;

use super::elsewhere::in_gaps;
use super::token::{Aside, Class, FormId, Forms, Printing, Token};
use crate::language::Role;

/// One step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// A token of each, the same or one for the other.
    Both(usize, usize),
    /// A token that only the first has here.
    First(usize),
    /// A token that only the second has here.
    Second(usize),
}

/// The same words in two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    /// The tokens in the first.
    pub(super) first: Range<usize>,
    /// The tokens in the second.
    pub(super) second: Range<usize>,
}

/// Two printings set against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Every token of both, each in its own order.
    pub(super) columns: Vec<Column>,
    /// Words that stand in other places, in order of the first.
    pub(super) moves: Vec<Move>,
}

/// The most cells of a table of costs: a byte each. Two printings of 2,000 tokens fit whole;
/// longer ones are cut at words that both have once.
const CELLS: usize = 4_000_000;

/// A word alone counts as moved if it has not gone further than this many tokens.
const NEAR: usize = 30;

/// Aligns two printings.
pub(super) fn align(first: &Printing, second: &Printing, forms: &Forms) -> Alignment {
    let texts = |printing: &Printing| -> Vec<&str> {
        printing.tokens.iter().map(|token| forms.text(token.exact)).collect()
    };
    if texts(first) <= texts(second) {
        return align_in_order(first, second);
    }
    let mirrored = align_in_order(second, first);
    let columns = mirrored.columns.into_iter().map(|column| match column {
        Column::Both(a, b) => Column::Both(b, a),
        Column::First(a) => Column::Second(a),
        Column::Second(b) => Column::First(b),
    });
    let mut moves: Vec<Move> = mirrored
        .moves
        .into_iter()
        .map(|step| Move { first: step.second, second: step.first })
        .collect();
    moves.sort_by_key(|step| step.first.start);
    Alignment { columns: columns.collect(), moves }
}

fn align_in_order(first: &Printing, second: &Printing) -> Alignment {
    let mut columns = Vec::new();
    let (mut a, mut b) = (0, 0);
    let ends = (first.tokens.len(), second.tokens.len());
    let apart = (in_gaps(first, second), in_gaps(second, first));
    for (i, j) in anchors(first, second).into_iter().chain([ends]) {
        align_between(first, second, a..i, b..j, &apart, &mut columns);
        if (i, j) != ends {
            columns.push(Column::Both(i, j));
        }
        (a, b) = (i + 1, j + 1);
    }
    let moves = take_moves(first, second, apart, &mut columns);
    Alignment { columns, moves }
}

/// Words that both printings have exactly once, in the same order: the longest such series. None
/// where the table of costs fits whole.
fn anchors(first: &Printing, second: &Printing) -> Vec<(usize, usize)> {
    if (first.tokens.len() + 1).saturating_mul(second.tokens.len() + 1) <= CELLS {
        return Vec::new();
    }
    let once = |printing: &Printing| {
        let mut places: BTreeMap<FormId, Option<usize>> = BTreeMap::new();
        for (index, token) in printing.tokens.iter().enumerate() {
            if matches!(token.class, Class::Content | Class::Number) {
                places.entry(token.key).and_modify(|place| *place = None).or_insert(Some(index));
            }
        }
        places
    };
    let places = once(second);
    let mut pairs: Vec<(usize, usize)> = once(first)
        .into_iter()
        .filter_map(|(key, place)| Some((place?, (*places.get(&key)?)?)))
        .collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

/// The longest series of pairs in which the second numbers rise too (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < pair.1);
        before.push(pile.checked_sub(1).map(|under| tops[under]));
        if pile == tops.len() {
            tops.push(index);
        } else {
            tops[pile] = index;
        }
    }
    let mut series = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(index) = next {
        series.push(pairs[index]);
        next = before[index];
    }
    series.reverse();
    series
}

/// Aligns a stretch of each. Where even a stretch is too long for a table, what it has in common
/// at its ends is paired and the rest is one replaced by the other.
fn align_between(
    first: &Printing,
    second: &Printing,
    mut a: Range<usize>,
    mut b: Range<usize>,
    apart: &Apart,
    columns: &mut Vec<Column>,
) {
    if (a.len() + 1).saturating_mul(b.len() + 1) <= CELLS {
        Table::fill(first, second, a, b, apart).trace(columns);
        return;
    }
    let same = |i: usize, j: usize| first.tokens[i].exact == second.tokens[j].exact;
    while !a.is_empty() && !b.is_empty() && same(a.start, b.start) {
        columns.push(Column::Both(a.start, b.start));
        (a.start, b.start) = (a.start + 1, b.start + 1);
    }
    let mut tail = 0;
    while tail < a.len().min(b.len()) && same(a.end - 1 - tail, b.end - 1 - tail) {
        tail += 1;
    }
    let (i, j) = (a.end - tail, b.end - tail);
    columns.extend((a.start..i).map(Column::First));
    columns.extend((b.start..j).map(Column::Second));
    columns.extend((0..tail).map(|step| Column::Both(i + step, j + step)));
}

/// By token of each: whether it is set against nothing of the other, which has it in a gap.
type Apart = (Vec<bool>, Vec<bool>);

type Cost = u32;

/// More than any alignment costs.
const NEVER: Cost = Cost::MAX / 4;

/// What it costs to start leaving tokens out, within the other printing or at an edge of it. The
/// difference is less than any other: it decides between ways that are equal.
fn open(edge: bool) -> Cost {
    if edge { 5 } else { 6 }
}

/// What it costs to leave a token out.
fn leave_out(token: &Token) -> Cost {
    match token.class {
        Class::Mark => 4,
        Class::Function => 8,
        // Of a figure and a word that have changed places the figure tells more.
        Class::Number => 18,
        _ => 16,
    }
}

/// What it costs to set one token against another.
fn set_against(a: &Token, b: &Token) -> Cost {
    // The words that tell who speaks are no words of the speaker's.
    if (a.aside == Some(Aside::Tag)) != (b.aside == Some(Aside::Tag)) {
        return NEVER;
    }
    if a.exact == b.exact || a.begins_as(b) {
        return 0;
    }
    if a.key == b.key {
        return 2;
    }
    if a.sound.is_some() && a.sound == b.sound {
        return 4;
    }
    match (a.class, b.class) {
        (Class::Mark, Class::Mark) => 6,
        (Class::Mark, _) | (_, Class::Mark) => NEVER,
        (Class::Function, Class::Function) => 12,
        (Class::Number, Class::Number) | (Class::Modal, Class::Modal) => 12,
        (Class::Content, Class::Content) if alike(a, b) => 12,
        (Class::Content, Class::Content) => 24,
        (Class::Modal, Class::Function) | (Class::Function, Class::Modal) => 18,
        _ => 28,
    }
}

/// Whether two words begin with the same four letters, or the same three of short ones.
fn alike(a: &Token, b: &Token) -> bool {
    let same = (a.prefix ^ b.prefix).leading_zeros() / 8;
    same >= 4 || (same == 3 && (a.prefix << 40 == 0 || b.prefix << 40 == 0))
}

/// How the cheapest way to a cell ends.
const PAIR: u8 = 0;
const LEFT_FIRST: u8 = 1;
const LEFT_SECOND: u8 = 2;

/// The table of cheapest ways (Gotoh's): each cell remembers, for each way of ending there, how
/// the way to it ended.
struct Table {
    a: Range<usize>,
    b: Range<usize>,
    cells: Vec<u8>,
    last: u8,
}

/// The costs of a cell by how the way to it ends.
type Ways = [Cost; 3];

/// The cheapest of three ways; of equals a pair, then the first.
fn cheapest(ways: Ways) -> (Cost, u8) {
    let mut best = (ways[0], PAIR);
    for (cost, way) in [(ways[1], LEFT_FIRST), (ways[2], LEFT_SECOND)] {
        if cost < best.0 {
            best = (cost, way);
        }
    }
    best
}

impl Table {
    fn fill(
        first: &Printing,
        second: &Printing,
        a: Range<usize>,
        b: Range<usize>,
        apart: &Apart,
    ) -> Self {
        let width = b.len() + 1;
        let mut cells = vec![0u8; width * (a.len() + 1)];
        let mut above: Vec<Ways> = vec![[NEVER; 3]; width];
        let mut row = above.clone();
        for i in 0..=a.len() {
            let edge_of_first = first.edges[a.start + i];
            for j in 0..=b.len() {
                let mut ways = [NEVER; 3];
                let mut from = 0;
                if i == 0 && j == 0 {
                    ways[usize::from(PAIR)] = 0;
                }
                if i > 0 && j > 0 {
                    let (x, y) = (a.start + i - 1, b.start + j - 1);
                    let against = match apart.0[x] || apart.1[y] {
                        true => NEVER,
                        false => set_against(&first.tokens[x], &second.tokens[y]),
                    };
                    let (cost, way) = cheapest(above[j - 1]);
                    ways[usize::from(PAIR)] = cost + against;
                    from |= way;
                }
                if i > 0 {
                    let edge = second.edges[b.start + j];
                    let token = &first.tokens[a.start + i - 1];
                    let (cost, way) = cheapest(opened(above[j], LEFT_FIRST, edge));
                    ways[usize::from(LEFT_FIRST)] = cost + leave_out(token);
                    from |= way << 2;
                }
                if j > 0 {
                    let token = &second.tokens[b.start + j - 1];
                    let (cost, way) = cheapest(opened(row[j - 1], LEFT_SECOND, edge_of_first));
                    ways[usize::from(LEFT_SECOND)] = cost + leave_out(token);
                    from |= way << 4;
                }
                cells[i * width + j] = from;
                row[j] = ways.map(|cost| cost.min(NEVER));
            }
            std::mem::swap(&mut above, &mut row);
        }
        let last = cheapest(above[width - 1]).1;
        Self { a, b, cells, last }
    }

    /// Follows the cheapest way back.
    fn trace(&self, columns: &mut Vec<Column>) {
        let start = columns.len();
        let (mut i, mut j, mut way) = (self.a.len(), self.b.len(), self.last);
        while i > 0 || j > 0 {
            let from = self.cells[i * (self.b.len() + 1) + j];
            match way {
                LEFT_FIRST if i > 0 => {
                    i -= 1;
                    columns.push(Column::First(self.a.start + i));
                    way = (from >> 2) & 3;
                }
                PAIR if i > 0 && j > 0 => {
                    (i, j) = (i - 1, j - 1);
                    columns.push(Column::Both(self.a.start + i, self.b.start + j));
                    way = from & 3;
                }
                _ if j > 0 => {
                    j -= 1;
                    columns.push(Column::Second(self.b.start + j));
                    way = (from >> 4) & 3;
                }
                _ => way = LEFT_FIRST,
            }
        }
        columns[start..].reverse();
    }
}

/// The ways on which a stretch that is left out would have to be started.
fn opened(mut ways: Ways, continues: u8, edge: bool) -> Ways {
    for (way, cost) in (0u8..).zip(&mut ways) {
        if way != continues {
            *cost += open(edge);
        }
    }
    ways
}

/// The tokens of a printing that have found nothing of their like.
struct Loose {
    /// By token: whether it is one of them.
    is: Vec<bool>,
    /// By token: what it stands against, if anything.
    partner: Vec<Option<usize>>,
    /// By token: its column.
    column: Vec<usize>,
}

impl Loose {
    fn all_but(others: Vec<bool>) -> Self {
        let tokens = others.len();
        let is = others.into_iter().map(|other| !other).collect();
        Self { is, partner: vec![None; tokens], column: vec![0; tokens] }
    }

    /// Words of a meaning that stand here once, by their key. A figure or a modal word that
    /// stands against another has not moved: it has been replaced.
    fn once(&self, printing: &Printing) -> BTreeMap<FormId, Option<usize>> {
        let mut places = BTreeMap::new();
        for (index, token) in printing.tokens.iter().enumerate() {
            let counts = match token.class {
                Class::Content => true,
                Class::Modal | Class::Number => self.partner[index].is_none(),
                Class::Function if printing.language == "de" => {
                    let roles = [Role::Auxiliary, Role::First, Role::Third];
                    self.partner[index].is_none() && roles.iter().any(|it| token.roles.has(*it))
                }
                _ => false,
            };
            if counts && self.is[index] {
                places.entry(token.key).and_modify(|place| *place = None).or_insert(Some(index));
            }
        }
        places
    }
}

/// Finds words that both printings have, but in other places, and takes them out of the columns
/// in which they stand against something else.
fn take_moves(
    first: &Printing,
    second: &Printing,
    apart: Apart,
    columns: &mut Vec<Column>,
) -> Vec<Move> {
    let (x, y) = (&first.tokens, &second.tokens);
    let mut a = Loose::all_but(apart.0);
    let mut b = Loose::all_but(apart.1);
    for (place, column) in columns.iter().enumerate() {
        match *column {
            Column::First(i) => a.column[i] = place,
            Column::Second(j) => b.column[j] = place,
            Column::Both(i, j) => {
                (a.column[i], b.column[j]) = (place, place);
                (a.partner[i], b.partner[j]) = (Some(j), Some(i));
                let like = set_against(&x[i], &y[j]) <= 4;
                (a.is[i], b.is[j]) = (!like, !like);
            }
        }
    }
    let places = b.once(second);
    let mut anchors: Vec<(usize, usize)> = a
        .once(first)
        .into_iter()
        .filter_map(|(key, i)| Some((i?, (*places.get(&key)?)?)))
        .collect();
    anchors.sort_unstable();
    let mut moves: Vec<Move> = Vec::new();
    for (i, j) in anchors {
        if !a.is[i] || !b.is[j] || (changes_places(i, j, (&a, x), (&b, y), columns)) {
            continue;
        }
        let same = |i: usize, j: usize| a.is[i] && b.is[j] && x[i].key == y[j].key;
        let limit = i.min(j);
        let before = (1..=limit).take_while(|&step| same(i - step, j - step)).count();
        let limit = (x.len() - i).min(y.len() - j);
        let after = (0..limit).take_while(|&step| same(i + step, j + step)).count();
        let (mut from, mut to) = (i - before, i + after);
        while !x[from].is_word() {
            from += 1;
        }
        while !x[to - 1].is_word() {
            to -= 1;
        }
        let step = Move { first: from..to, second: j + from - i..j + to - i };
        let alone = x[from..to].iter().filter(|token| token.is_word()).count() == 1;
        if alone && a.column[i].abs_diff(b.column[j]) > NEAR {
            continue;
        }
        a.is[step.first.clone()].fill(false);
        b.is[step.second.clone()].fill(false);
        moves.push(step);
    }
    moves.sort_by_key(|step| step.first.start);
    part_moved(columns, &moves, (x.len(), y.len()));
    moves
}

/// Whether two words have changed places around words of a meaning, as in "A sued B" and "B sued
/// A": then each has been replaced, and says something else.
fn changes_places(
    i: usize,
    j: usize,
    (a, x): (&Loose, &[Token]),
    (b, y): (&Loose, &[Token]),
    columns: &[Column],
) -> bool {
    let (Some(against_i), Some(against_j)) = (a.partner[i], b.partner[j]) else { return false };
    // In a list each may stand anywhere.
    let joint = |token: Option<&Token>| {
        token.is_some_and(|token| !token.is_word() || token.roles.has(Role::Coordination))
    };
    let (low, high) = (i.min(against_j), i.max(against_j));
    if high - low > 1 && joint(x.get(low + 1)) && joint(x.get(high - 1)) {
        return false;
    }
    let (from, to) = (a.column[i].min(b.column[j]), a.column[i].max(b.column[j]));
    x[against_j].key == y[against_i].key
        && to - from <= NEAR
        && columns[from + 1..to]
            .iter()
            .any(|column| matches!(*column, Column::Both(i, _) if x[i].class > Class::Function))
}

/// Parts the pairs of which a token has moved.
fn part_moved(columns: &mut Vec<Column>, moves: &[Move], (first, second): (usize, usize)) {
    if moves.is_empty() {
        return;
    }
    let mut moved = (vec![false; first], vec![false; second]);
    for step in moves {
        moved.0[step.first.clone()].fill(true);
        moved.1[step.second.clone()].fill(true);
    }
    let parted = columns.iter().flat_map(|column| match *column {
        Column::Both(i, j) if moved.0[i] || moved.1[j] => {
            [Some(Column::First(i)), Some(Column::Second(j))]
        }
        column => [Some(column), None],
    });
    *columns = parted.flatten().collect();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::collate::tokenize::printing;
    use crate::place::Place;

    fn aligned(first: &str, second: &str) -> Alignment {
        let mut forms = Forms::default();
        let cut = |text: &str| {
            let parts = text.split('|').scan(0, |at, part| {
                let start = *at;
                *at += part.len() + 1;
                Some(Place::new(start..start + part.len()))
            });
            let parts: Vec<_> = parts.collect();
            (text.to_owned(), parts)
        };
        let ((a, a_parts), (b, b_parts)) = (cut(first), cut(second));
        let first = printing(&a, a_parts, &[], "en", &mut forms);
        let second = printing(&b, b_parts, &[], "en", &mut forms);
        align(&first, &second, &forms)
    }

    #[test]
    fn a_comma_does_not_pull_words_apart() {
        let columns = aligned("security, and trade", "security and trade,").columns;
        assert_eq!(
            columns,
            [
                Column::Both(0, 0),
                Column::First(1),
                Column::Both(2, 1),
                Column::Both(3, 2),
                Column::Second(3),
            ]
        );
    }

    #[test]
    fn a_fragment_stays_together() {
        let columns = aligned("the state and the police and the firms", "the police and").columns;
        let pairs: Vec<Column> =
            columns.into_iter().filter(|column| matches!(column, Column::Both(..))).collect();
        assert_eq!(pairs, [Column::Both(3, 0), Column::Both(4, 1), Column::Both(5, 2)]);
    }

    #[test]
    fn words_that_moved_are_found() {
        let moves = aligned("on Monday the firm said so", "the firm said so on Monday").moves;
        assert_eq!(moves, [Move { first: 0..2, second: 4..6 }]);
    }

    proptest! {
        #[test]
        fn an_alignment_has_every_token_once_and_in_order(
            first in "[abc ,|]{0,30}", second in "[abc ,|]{0,30}",
        ) {
            let columns = aligned(&first, &second).columns;
            let firsts = columns.iter().filter_map(|column| match column {
                Column::Both(i, _) | Column::First(i) => Some(*i),
                Column::Second(_) => None,
            });
            prop_assert!(firsts.enumerate().all(|(place, i)| place == i));
            let seconds = columns.iter().filter_map(|column| match column {
                Column::Both(_, j) | Column::Second(j) => Some(*j),
                Column::First(_) => None,
            });
            prop_assert!(seconds.enumerate().all(|(place, j)| place == j));
        }

        #[test]
        fn aligning_one_to_the_other_mirrors_the_other_to_the_one(
            first in "([a-d]{1,2}|the|of|[,.|] ?){0,20}", second in "([a-d]{1,2}|the|of|[,.|] ?){0,20}",
        ) {
            let (forth, back) = (aligned(&first, &second), aligned(&second, &first));
            let mirrored: Vec<Column> = back
                .columns
                .into_iter()
                .map(|column| match column {
                    Column::Both(a, b) => Column::Both(b, a),
                    Column::First(a) => Column::Second(a),
                    Column::Second(b) => Column::First(b),
                })
                .collect();
            prop_assert_eq!(forth.columns, mirrored);
            let mirrored: BTreeMap<usize, usize> =
                back.moves.iter().map(|step| (step.second.start, step.first.start)).collect();
            let moves: BTreeMap<usize, usize> =
                forth.moves.iter().map(|step| (step.first.start, step.second.start)).collect();
            prop_assert_eq!(moves, mirrored);
        }
    }
}
