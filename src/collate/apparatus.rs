//! The third step: an alignment read as what one report changes in the base text.

use std::ops::Range;

use super::align::{Alignment, Column, Move};
use super::column::{ColumnKind, Side, kinds, mark_asides};
use super::difference::{Judge, PrintedStretch};
use super::edge::mark_unreached;
use super::token::{Beyond, Class, Edge, Printing, Token};
use super::{Agreement, Difference, Label};
use crate::language::Role;
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
    mark_asides(&sides, columns, &mut kinds);
    mark_unreached(&sides, columns, judge.forms, &mut kinds);
    let judge = &Judge { reported: is_reported(&sides, columns), ..*judge };
    ApparatusReader { base, witness, judge, moves: &alignment.moves }.apparatus(columns, &kinds)
}

struct ApparatusReader<'a> {
    base: &'a Printing<'a>,
    witness: &'a Printing<'a>,
    judge: &'a Judge<'a>,
    moves: &'a [Move],
}

impl ApparatusReader<'_> {
    fn apparatus(&self, columns: &[Column], kinds: &[ColumnKind]) -> Apparatus {
        let mut found = ApparatusDraft::default();
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
                ColumnKind::Same | ColumnKind::Typography | ColumnKind::Beyond => Outcome::Same,
                ColumnKind::Unreached => Outcome::Unreached,
                ColumnKind::Near(label) | ColumnKind::Reached(label) => {
                    found.add(self.difference(label, &base, &witness))
                }
                ColumnKind::Aside => found.add(self.difference(Label::Insertion, &base, &witness)),
                ColumnKind::Apart => {
                    let label = if base.is_empty() { Label::Addition } else { Label::Omission };
                    found.add(self.difference(label, &base, &witness))
                }
                ColumnKind::Loose => {
                    if self.are_companions(&base, &witness) {
                        found.companions.push(found.differences.len());
                    }
                    let label = self.judge.label(&self.of_base(&base), &self.of_witness(&witness));
                    found.add(self.difference(label, &base, &witness))
                }
                ColumnKind::Moved(number) => self.moved(number, &mut numbers, &mut found),
            };
            self.count(kind, outcome, &base, &witness, &mut found);
            found.strokes.push(Stroke { base, witness, outcome });
            start = end;
        }
        found.join_companions();
        self.cuts(columns, kinds, &mut found);
        found.in_order_of_base()
    }

    /// Tells where a report prints other words than the other at a gap, or where its passage ends.
    fn cuts(&self, columns: &[Column], kinds: &[ColumnKind], found: &mut ApparatusDraft) {
        let only = |place: usize, first: bool| match (kinds[place], columns[place]) {
            (ColumnKind::Unreached, Column::First(_)) => first,
            (ColumnKind::Beyond, Column::Second(_)) => !first,
            (ColumnKind::Typography, column) => !matches!(column, Column::Both(..)),
            _ => false,
        };
        // By place in the one: the tokens that the other has there alone, if nothing of them reaches.
        let mut at = (0, 0);
        let mut start = 0;
        while start <= columns.len() {
            let run = |first: bool| {
                let is_in = |place: &usize| *place < columns.len() && only(*place, first);
                (start..).take_while(is_in).count()
            };
            let length = run(true).max(run(false));
            let mut after = at;
            for column in &columns[start..start + length] {
                match *column {
                    Column::Both(i, j) => after = (i + 1, j + 1),
                    Column::First(i) => after.0 = i + 1,
                    Column::Second(j) => after.1 = j + 1,
                }
            }
            let reaches = |place: Option<usize>| {
                place
                    .and_then(|place| kinds.get(place))
                    .is_some_and(|kind| matches!(kind, ColumnKind::Reached(_)))
            };
            if !reaches(start.checked_sub(1)) && !reaches(Some(start + length)) {
                self.cut((at.0..after.0, at.1..after.1), found);
            }
            match columns.get(start + length) {
                Some(Column::Both(i, j)) => at = (i + 1, j + 1),
                Some(Column::First(i)) => at = (i + 1, after.1),
                Some(Column::Second(j)) => at = (after.0, j + 1),
                None => at = after,
            }
            start += length + 1;
        }
    }

    /// Tells what is printed at an edge of one of the two, where the other has some words or none.
    fn cut(&self, (base, witness): (Range<usize>, Range<usize>), found: &mut ApparatusDraft) {
        let edge = |printing: &'_ Printing, places: &Range<usize>| {
            let mut edges = printing.beyond.iter();
            edges.find(|it| places.start <= it.place && it.place <= places.end).cloned()
        };
        // Who does not reach to a gap prints nothing there.
        let reaches = |printing: &Printing, words: &Range<usize>| {
            !words.is_empty() || (words.start > 0 && words.end < printing.tokens.len())
        };
        // What follows an end is not what the other prints after a gap of its own.
        let meets = |edge: &Beyond, printing: &Printing, words: &Range<usize>| {
            let beside = match edge.edge {
                Edge::Tail => words.start,
                Edge::Head => words.end,
                Edge::Gap => return true,
            };
            !printing.beyond.iter().any(|it| it.edge == Edge::Gap && it.place == beside)
        };
        let ours = edge(self.base, &base)
            .filter(|it| reaches(self.witness, &witness) && meets(it, self.witness, &witness));
        let theirs = edge(self.witness, &witness)
            .filter(|it| reaches(self.base, &base) && meets(it, self.base, &base));
        let difference = match (ours, theirs) {
            (None, Some(theirs)) => theirs.differs(self.base, &base).map(|(base, text)| {
                let base_text = printed(self.base, &base);
                Difference { label: Label::Cut, base, base_text, text }
            }),
            (Some(ours), None) => ours.differs(self.witness, &witness).map(|(words, base_text)| {
                let text = printed(self.witness, &words);
                Difference { label: Label::Cut, base: base.end..base.end, base_text, text }
            }),
            _ => None,
        };
        if let Some(difference) = difference {
            found.partial = true;
            found.add(difference);
        }
    }

    /// Whether some words go with a denial, and deny nothing by themselves.
    fn are_companions(&self, base: &Range<usize>, witness: &Range<usize>) -> bool {
        let words = match base.is_empty() {
            true => self.witness.tokens.get(witness.clone()),
            false => self.base.tokens.get(base.clone()),
        };
        let companion =
            |token: &Token| token.roles.has(Role::Companion) && !token.roles.has(Role::Denial);
        let words = words.unwrap_or_default();
        !words.is_empty() && words.iter().all(companion)
    }

    fn of_base<'b>(&'b self, range: &Range<usize>) -> PrintedStretch<'b> {
        PrintedStretch { printing: self.base, range: range.clone() }
    }

    fn of_witness<'b>(&'b self, range: &Range<usize>) -> PrintedStretch<'b> {
        PrintedStretch { printing: self.witness, range: range.clone() }
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
    fn moved(
        &self,
        number: usize,
        numbers: &mut [Option<usize>],
        found: &mut ApparatusDraft,
    ) -> Outcome {
        if let Some(known) = numbers[number] {
            return Outcome::Differs(known);
        }
        let step = &self.moves[number];
        if self.is_grammar(step) {
            return Outcome::Same;
        }
        let label = self.label_of_move(step);
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

    /// Whether a move is one of German clauses, in which the verb and the subject stand otherwise when
    /// something else stands first: of one word in small letters that is no denial and no doubt.
    fn is_grammar(&self, step: &Move) -> bool {
        let plain = |token: &Token| {
            !token.roles.is_modal()
                && matches!(token.class, Class::Function | Class::Content)
                && (!token.capital || token.starts_sentence)
        };
        let one = |printing: &Printing, range: &Range<usize>| {
            let tokens = printing.tokens.get(range.clone()).unwrap_or_default();
            tokens.len() == 1 && tokens.iter().all(plain)
        };
        self.base.language == "de" && one(self.base, &step.first) && one(self.witness, &step.second)
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
            && self.label_of_move(two) == Label::Order
    }

    /// The label of a move: the more serious one, where its words do more in the one printing than in
    /// the other.
    fn label_of_move(&self, step: &Move) -> Label {
        let of_base = self.judge.label_of_move(&self.of_base(&step.first));
        of_base.min(self.judge.label_of_move(&self.of_witness(&step.second)))
    }

    /// Counts the words of a stretch into the agreement.
    fn count(
        &self,
        kind: ColumnKind,
        outcome: Outcome,
        base: &Range<usize>,
        witness: &Range<usize>,
        found: &mut ApparatusDraft,
    ) {
        let words = |printing: &Printing, range: &Range<usize>| {
            printing.tokens[range.clone()].iter().filter(|token| token.is_word()).count()
        };
        let (a, b) = (words(self.base, base), words(self.witness, witness));
        let changes = match outcome {
            Outcome::Unreached => {
                found.partial |= a > 0;
                return;
            }
            _ if matches!(kind, ColumnKind::Beyond | ColumnKind::Aside) => return,
            Outcome::Same => false,
            Outcome::Differs(number) => found.differences[number].label.changes_words(),
        };
        // A move stands in two places and is counted where the report prints it.
        let of = if matches!(kind, ColumnKind::Moved(_)) { b } else { a.max(b) };
        found.agreement.of += of;
        let moved = matches!(kind, ColumnKind::Moved(_));
        if !changes {
            found.agreement.same += of;
        }
        let meaning = |printing: &Printing, range: &Range<usize>| {
            printing.tokens[range.clone()].iter().any(Token::has_meaning)
        };
        found.common_meaning |= kind == ColumnKind::Loose
            && self.judge.are_akin(&self.of_base(base), &self.of_witness(witness));
        if (!changes || moved) && a.min(b).max(usize::from(moved)) > 0 {
            found.common_words = true;
            found.common_meaning |= meaning(self.base, base) || meaning(self.witness, witness);
        }
        found.meaning.0 |= meaning(self.base, base);
        found.meaning.1 |= meaning(self.witness, witness);
    }
}

/// Whether somebody is "I" in the one and "he" in the other.
fn is_reported((base, witness): &(Side, Side), columns: &[Column]) -> bool {
    columns.iter().any(|column| match *column {
        Column::Both(i, j) => {
            let (a, b) = (base.token(i).roles, witness.token(j).roles);
            let (first, third) = (Role::First, Role::Third);
            (a.has(first) && b.has(third)) || (a.has(third) && b.has(first))
        }
        _ => false,
    })
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
        text.push_str(printing.text.slice(first.range.start()..last.range.end()));
        start = end;
    }
    text
}

/// An apparatus in the making.
#[derive(Default)]
struct ApparatusDraft {
    strokes: Vec<Stroke>,
    differences: Vec<Difference>,
    /// Those that are words which go with a denial.
    companions: Vec<usize>,
    /// Those that become a part of the next.
    joined: Vec<usize>,
    partial: bool,
    agreement: Agreement,
    common_words: bool,
    common_meaning: bool,
    meaning: (bool, bool),
}

impl ApparatusDraft {
    fn add(&mut self, difference: Difference) -> Outcome {
        self.differences.push(difference);
        Outcome::Differs(self.differences.len() - 1)
    }

    /// Makes one difference of a denial and the word that goes with it, such as *ne* and *pas*, where
    /// both are left out or both added.
    fn join_companions(&mut self) {
        const FAR: usize = 8;
        for number in 0..self.differences.len() {
            let Some(next) = self.differences.get(number + 1) else { break };
            let this = &self.differences[number];
            let same_side = (this.text.is_empty() || !next.text.is_empty())
                && (this.base_text.is_empty() || !next.base_text.is_empty());
            let near = next.base.start.saturating_sub(this.base.end) <= FAR;
            let companion = self.companions.contains(&number);
            if !(same_side && near && next.label == Label::Negation && companion) {
                continue;
            }
            let both = |one: &str, other: &str| match one.is_empty() {
                true => other.to_owned(),
                false => format!("{one} […] {other}"),
            };
            let joined = Difference {
                label: Label::Negation,
                base: next.base.clone(),
                base_text: both(&this.base_text, &next.base_text),
                text: both(&this.text, &next.text),
            };
            self.differences[number + 1] = joined;
            self.joined.push(number);
        }
        self.drop_joined();
    }

    /// Takes out the differences that have become a part of the next.
    fn drop_joined(&mut self) {
        let joined = std::mem::take(&mut self.joined);
        let before = |number: usize| joined.iter().filter(|at| **at < number).count();
        for stroke in &mut self.strokes {
            if let Outcome::Differs(number) = &mut stroke.outcome {
                *number -= before(*number);
            }
        }
        let mut number = 0;
        self.differences.retain(|_| {
            number += 1;
            !joined.contains(&(number - 1))
        });
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
                (true, true) => self.common_meaning || 2 * self.agreement.same >= self.agreement.of,
                _ => self.common_words,
            },
        }
    }
}
