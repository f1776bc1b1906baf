//! The third step: an alignment read as what one report changes in the base text.

use std::ops::Range;

use super::align::{Alignment, Column, Move};
use super::difference::{Judge, Stretch};
use super::token::{Class, Forms, Printing, Token};
use super::{Agreement, Difference, Label};
use crate::slice::Slice;

/// A stretch of an alignment with what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stroke {
    /// Tokens of the base.
    pub(super) base: Range<usize>,
    /// Tokens of the report's printing.
    pub(super) witness: Range<usize>,
    /// What comes of it.
    pub(super) outcome: Outcome,
}

/// What comes of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing: it is printed alike, but for typography at an edge.
    Same,
    /// A difference, by its number.
    Differs(usize),
    /// The printing does not reach to here.
    Unreached,
}

/// What one report changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Apparatus {
    /// Every token of both printings, in the order of each.
    pub(super) strokes: Vec<Stroke>,
    /// In order of the base text.
    pub(super) differences: Vec<Difference>,
    /// Whether the printing is a fragment.
    pub(super) partial: bool,
    /// How far the words agree.
    pub(super) agreement: Agreement,
    /// Whether the two have any word of a meaning in common, or any word where one of them has no
    /// other.
    pub(super) related: bool,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Printed alike.
    Same,
    /// One word, capitalised or spelled otherwise.
    Near(Label),
    /// Typography at an edge.
    Typography,
    /// Not alike, or only in one of the two.
    Loose,
    /// Part of a move, by its number.
    Moved(usize),
    /// Only in the base, where the printing does not reach.
    Unreached,
    /// Only in the report, where the base text has a gap.
    Beyond,
}

/// Marks at an edge of a printing that are the report's typography.
fn is_typography(token: &Token, forms: &Forms) -> bool {
    token.class == Class::Mark
        && matches!(forms.text(token.key), "\"" | "'" | "," | "." | "，" | "。" | "、")
}

/// By token of a printing: whether it is typography at an edge, or at the start or end of a
/// paragraph, where reports open a quotation anew.
fn edge_typography(printing: &Printing, forms: &Forms) -> Vec<bool> {
    let is: Vec<bool> = printing.tokens.iter().map(|token| is_typography(token, forms)).collect();
    let mut from_start = Vec::with_capacity(is.len());
    let mut open = true;
    for (is, edge) in is.iter().zip(&printing.breaks) {
        open = (open || *edge) && *is;
        from_start.push(open);
    }
    open = true;
    let mut at_edge = from_start;
    for ((at_edge, is), edge) in at_edge.iter_mut().zip(&is).zip(&printing.breaks[1..]).rev() {
        open = (open || *edge) && *is;
        *at_edge |= open;
    }
    at_edge
}

/// One of two printings, with what stands at its edges.
struct Side<'a> {
    printing: &'a Printing<'a>,
    edge_typography: Vec<bool>,
}

impl<'a> Side<'a> {
    fn of(printing: &'a Printing<'a>, forms: &Forms) -> Self {
        Self { printing, edge_typography: edge_typography(printing, forms) }
    }

    /// Whether only typography stands between a place and an edge.
    fn near_edge(&self, place: usize) -> bool {
        let at = |index: usize| self.edge_typography.get(index).copied().unwrap_or(false);
        self.printing.breaks[place] || place.checked_sub(1).is_some_and(at) || at(place)
    }

    fn token(&self, index: usize) -> &'a Token {
        &self.printing.tokens[index]
    }
}

/// Reads an alignment of the base with a report's printing.
pub(super) fn read(
    base: &Printing,
    witness: &Printing,
    alignment: &Alignment,
    judge: &Judge,
) -> Apparatus {
    let sides = (Side::of(base, judge.forms), Side::of(witness, judge.forms));
    let columns = &alignment.columns;
    let mut kinds = kinds(&sides, alignment, judge.forms);
    mark_unreached(&sides, columns, &mut kinds);
    Reader { base, witness, judge, moves: &alignment.moves }.apparatus(columns, &kinds)
}

fn kinds((base, witness): &(Side, Side), alignment: &Alignment, forms: &Forms) -> Vec<Kind> {
    let moved = |ranges: fn(&Move) -> &Range<usize>, count: usize| {
        let mut numbers = vec![None; count];
        for (number, step) in alignment.moves.iter().enumerate() {
            numbers[ranges(step).clone()].fill(Some(number));
        }
        numbers
    };
    let moved_first = moved(|step| &step.first, base.printing.tokens.len());
    let moved_second = moved(|step| &step.second, witness.printing.tokens.len());
    let (mut i, mut j) = (0, 0);
    let kind = alignment.columns.iter().map(|column| match *column {
        Column::Both(a, b) => {
            (i, j) = (a + 1, b + 1);
            let edge = base.edge_typography[a] || witness.edge_typography[b];
            pair(base.token(a), witness.token(b), edge, forms)
        }
        Column::First(a) => {
            i = a + 1;
            let edge = base.edge_typography[a] || witness.near_edge(j);
            match moved_first[a] {
                Some(number) => Kind::Moved(number),
                None if edge && is_typography(base.token(a), forms) => Kind::Typography,
                None => Kind::Loose,
            }
        }
        Column::Second(b) => {
            j = b + 1;
            let edge = witness.edge_typography[b] || base.near_edge(i);
            match moved_second[b] {
                Some(number) => Kind::Moved(number),
                None if edge && is_typography(witness.token(b), forms) => Kind::Typography,
                None => Kind::Loose,
            }
        }
    });
    kind.collect()
}

fn pair(a: &Token, b: &Token, edge: bool, forms: &Forms) -> Kind {
    if a.exact == b.exact {
        return Kind::Same;
    }
    if a.class == Class::Mark && b.class == Class::Mark {
        let typography = edge && is_typography(a, forms) && is_typography(b, forms);
        return match typography {
            true => Kind::Typography,
            false if a.key == b.key => Kind::Same,
            false => Kind::Loose,
        };
    }
    let two_records = matches!((a.record, b.record), (Some(one), Some(other)) if one != other);
    if a.key == b.key {
        let case = forms.text(a.exact).to_lowercase() == forms.text(b.exact).to_lowercase();
        return Kind::Near(if case { Label::Case } else { Label::Spelling });
    }
    match a.sound.is_some() && a.sound == b.sound && !two_records {
        true => Kind::Near(Label::Spelling),
        false => Kind::Loose,
    }
}

/// Marks what only the base has at an edge of the printing, and what only the printing has at a
/// gap of the base.
fn mark_unreached(sides: &(Side, Side), columns: &[Column], kinds: &mut [Kind]) {
    let (base, witness) = sides;
    let mut start = 0;
    let mut reached = 0;
    let mut base_reached = 0;
    while start < columns.len() {
        let first = matches!(columns[start], Column::First(_));
        let belongs = |place: usize| match (kinds[place], columns[place]) {
            (Kind::Typography, _) => true,
            (Kind::Loose, Column::First(_)) => first,
            (Kind::Loose, Column::Second(_)) => !first,
            _ => false,
        };
        let end = (start..columns.len()).find(|&place| !belongs(place)).unwrap_or(columns.len());
        let (mut after, mut base_after) = (reached, base_reached);
        for column in &columns[start..end.max(start + 1)] {
            match *column {
                Column::Both(i, j) => (base_after, after) = (i + 1, j + 1),
                Column::First(i) => base_after = i + 1,
                Column::Second(j) => after = j + 1,
            }
        }
        if end > start {
            let run = start..end;
            if first {
                let edges = Edges::of(witness.printing, reached..=after);
                let reach = Reach { edges, run, side: base, columns };
                reach.mark(kinds);
            } else if Edges::of(base.printing, base_reached..=base_after).gap {
                for place in run {
                    if kinds[place] == Kind::Loose {
                        kinds[place] = Kind::Beyond;
                    }
                }
            }
        }
        (reached, base_reached) = (after, base_after);
        start = end.max(start + 1);
    }
}

/// Which edges of a printing stand at some of its places.
struct Edges {
    /// Its start.
    head: bool,
    /// Its end.
    tail: bool,
    /// A gap in it.
    gap: bool,
}

impl Edges {
    fn of(printing: &Printing, places: std::ops::RangeInclusive<usize>) -> Self {
        let last = printing.tokens.len();
        Self {
            head: places.contains(&0),
            tail: places.contains(&last),
            gap: places.clone().any(|place| place > 0 && place < last && printing.edges[place]),
        }
    }
}

/// Columns that only the base has, at an edge of a printing.
struct Reach<'a> {
    edges: Edges,
    run: Range<usize>,
    side: &'a Side<'a>,
    columns: &'a [Column],
}

impl Reach<'_> {
    fn mark(mut self, kinds: &mut [Kind]) {
        let Edges { head, tail, gap } = self.edges;
        if !gap {
            if !(head || tail) || !self.has_content() {
                return;
            }
            // What the report drops next to what it prints may turn it round.
            if !tail {
                self.run.end = self.denial_before_end();
            } else if !head {
                self.run.start = self.denial_after_start();
            }
            if !self.has_content() {
                return;
            }
        }
        for place in self.run {
            if kinds[place] == Kind::Loose {
                kinds[place] = Kind::Unreached;
            }
        }
    }

    fn token(&self, place: usize) -> Option<&Token> {
        match self.columns[place] {
            Column::First(i) => Some(self.side.token(i)),
            _ => None,
        }
    }

    fn has_content(&self) -> bool {
        self.run
            .clone()
            .filter_map(|place| self.token(place))
            .any(|token| matches!(token.class, Class::Content | Class::Number))
    }

    /// Where a denial begins that is bound to what follows by nothing but function words; the
    /// run's end where there is none.
    fn denial_before_end(&self) -> usize {
        let bound = self.run.clone().rev().take_while(|&place| self.binds(place));
        bound.filter(|&place| self.denies(place)).last().unwrap_or(self.run.end)
    }

    /// Where a denial ends that is bound to what stands before in the same way; the run's start
    /// where there is none.
    fn denial_after_start(&self) -> usize {
        let bound = self.run.clone().take_while(|&place| self.binds(place));
        bound.filter(|&place| self.denies(place)).last().map_or(self.run.start, |place| place + 1)
    }

    fn binds(&self, place: usize) -> bool {
        let class = self.token(place).map(|token| token.class);
        matches!(class, Some(Class::Function | Class::Modal))
    }

    fn denies(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| token.class == Class::Modal && !token.future)
    }
}

struct Reader<'a> {
    base: &'a Printing<'a>,
    witness: &'a Printing<'a>,
    judge: &'a Judge<'a>,
    moves: &'a [Move],
}

impl Reader<'_> {
    fn apparatus(&self, columns: &[Column], kinds: &[Kind]) -> Apparatus {
        let mut found = Found::default();
        let mut numbers: Vec<Option<usize>> = vec![None; self.moves.len()];
        let (mut i, mut j) = (0, 0);
        let mut start = 0;
        while start < columns.len() {
            let kind = kinds[start];
            let end = (start + 1..columns.len())
                .find(|&place| kinds[place] != kind)
                .unwrap_or(columns.len());
            let (base, witness) = (i, j);
            for column in &columns[start..end] {
                match *column {
                    Column::Both(a, b) => (i, j) = (a + 1, b + 1),
                    Column::First(a) => i = a + 1,
                    Column::Second(b) => j = b + 1,
                }
            }
            let (base, witness) = (base..i, witness..j);
            let outcome = match kind {
                Kind::Same | Kind::Typography | Kind::Beyond => Outcome::Same,
                Kind::Unreached => Outcome::Unreached,
                Kind::Near(label) => found.add(self.difference(label, &base, &witness)),
                Kind::Loose => {
                    let label = self.judge.label(&self.of_base(&base), &self.of_witness(&witness));
                    found.add(self.difference(label, &base, &witness))
                }
                Kind::Moved(number) => self.moved(number, &mut numbers, &mut found),
            };
            self.count(kind, outcome, &base, &witness, &mut found);
            found.strokes.push(Stroke { base, witness, outcome });
            start = end;
        }
        found.in_order_of_base()
    }

    fn of_base<'b>(&'b self, range: &Range<usize>) -> Stretch<'b> {
        Stretch { printing: self.base, range: range.clone() }
    }

    fn of_witness<'b>(&'b self, range: &Range<usize>) -> Stretch<'b> {
        Stretch { printing: self.witness, range: range.clone() }
    }

    fn difference(&self, label: Label, base: &Range<usize>, witness: &Range<usize>) -> Difference {
        Difference {
            label,
            base: base.clone(),
            base_text: printed(self.base, base),
            text: printed(self.witness, witness),
        }
    }

    /// The difference of a move; two that change places with nothing of a meaning between them
    /// ("A and B", "B and A") are one.
    fn moved(&self, number: usize, numbers: &mut [Option<usize>], found: &mut Found) -> Outcome {
        if let Some(known) = numbers[number] {
            return Outcome::Differs(known);
        }
        let step = &self.moves[number];
        let label = self.judge.label_of_move(&self.of_base(&step.first));
        let pair = number.checked_sub(1).into_iter().chain([number + 1]).find_map(|other| {
            let (one, two) = (number.min(other), number.max(other));
            let (one, two) = (self.moves.get(one)?, self.moves.get(two)?);
            let free = numbers.get(other)?.is_none() && label == Label::Order;
            (free && self.change_places(one, two)).then_some((other, one, two))
        });
        let outcome = match pair {
            Some((other, one, two)) => {
                let (base, witness) =
                    (one.first.start..two.first.end, two.second.start..one.second.end);
                let outcome = found.add(self.difference(label, &base, &witness));
                numbers[other] = Some(found.differences.len() - 1);
                outcome
            }
            None => found.add(self.difference(label, &step.first, &step.second)),
        };
        numbers[number] = Some(found.differences.len() - 1);
        outcome
    }

    fn change_places(&self, one: &Move, two: &Move) -> bool {
        const BETWEEN: usize = 3;
        let light = |printing: &Printing, from: usize, to: usize| {
            let between = printing.tokens.get(from..to);
            between.is_some_and(|tokens| {
                tokens.len() <= BETWEEN && tokens.iter().all(|token| token.class <= Class::Function)
            })
        };
        two.second.end <= one.second.start
            && light(self.base, one.first.end, two.first.start)
            && light(self.witness, two.second.end, one.second.start)
            && self.judge.label_of_move(&self.of_base(&two.first)) == Label::Order
    }

    /// Counts the words of a stretch into the agreement.
    fn count(
        &self,
        kind: Kind,
        outcome: Outcome,
        base: &Range<usize>,
        witness: &Range<usize>,
        found: &mut Found,
    ) {
        let words = |printing: &Printing, range: &Range<usize>| {
            printing.tokens[range.clone()].iter().filter(|token| token.is_word()).count()
        };
        let (a, b) = (words(self.base, base), words(self.witness, witness));
        let changes = match outcome {
            Outcome::Unreached => {
                found.partial |= base.clone().any(|index| {
                    matches!(self.base.tokens[index].class, Class::Content | Class::Number)
                });
                return;
            }
            _ if kind == Kind::Beyond => return,
            Outcome::Same => false,
            Outcome::Differs(number) => found.differences[number].label.changes_words(),
        };
        // A move stands in two places and is counted where the report prints it.
        let of = if matches!(kind, Kind::Moved(_)) { b } else { a.max(b) };
        found.agreement.of += of;
        let moved = matches!(kind, Kind::Moved(_));
        if !changes {
            found.agreement.same += of;
        }
        let meaning = |printing: &Printing, range: &Range<usize>| {
            printing.tokens[range.clone()]
                .iter()
                .any(|token| matches!(token.class, Class::Content | Class::Number))
        };
        if (!changes || moved) && a.min(b).max(usize::from(moved)) > 0 {
            found.common_words = true;
            found.common_meaning |= meaning(self.base, base) || meaning(self.witness, witness);
        }
        found.meaning.0 |= meaning(self.base, base);
        found.meaning.1 |= meaning(self.witness, witness);
    }
}

/// The text of some tokens as it is printed; a gap within them as `[…]`.
pub(super) fn printed(printing: &Printing, range: &Range<usize>) -> String {
    let mut text = String::new();
    let mut start = range.start;
    while start < range.end {
        let end = (start + 1..range.end).find(|&place| printing.edges[place]).unwrap_or(range.end);
        if start > range.start {
            text.push_str(" […] ");
        }
        let (first, last) = (&printing.tokens[start], &printing.tokens[end - 1]);
        text.push_str(printing.text.slice(first.range.start..last.range.end));
        start = end;
    }
    text
}

/// An apparatus in the making.
#[derive(Default)]
struct Found {
    strokes: Vec<Stroke>,
    differences: Vec<Difference>,
    partial: bool,
    agreement: Agreement,
    common_words: bool,
    common_meaning: bool,
    meaning: (bool, bool),
}

impl Found {
    fn add(&mut self, difference: Difference) -> Outcome {
        self.differences.push(difference);
        Outcome::Differs(self.differences.len() - 1)
    }

    fn in_order_of_base(mut self) -> Apparatus {
        let mut order: Vec<usize> = (0..self.differences.len()).collect();
        order.sort_by_key(|&number| {
            let base = &self.differences[number].base;
            (base.start, base.end, number)
        });
        let mut places = vec![0; order.len()];
        for (place, &number) in order.iter().enumerate() {
            places[number] = place;
        }
        for stroke in &mut self.strokes {
            if let Outcome::Differs(number) = &mut stroke.outcome {
                *number = places[*number];
            }
        }
        Apparatus {
            strokes: self.strokes,
            differences: order.iter().map(|&number| self.differences[number].clone()).collect(),
            partial: self.partial,
            agreement: self.agreement,
            related: match self.meaning {
                (true, true) => self.common_meaning,
                _ => self.common_words,
            },
        }
    }
}
