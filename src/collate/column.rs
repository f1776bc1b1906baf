//! What each column of an alignment is: printed alike, typography at an edge, not of the utterance.

use std::ops::Range;

use super::Label;
use super::align::{Alignment, Column, Move};
use super::token::{Class, Forms, Printing, Token};

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
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
    /// Only in one of the two, not of the utterance.
    Aside,
    /// Only in one of the two, at an edge of the other, and what it makes of the words beside it.
    Reached(Label),
    /// Only in one of the two, at an edge of the other, where it says nothing of the words beside it.
    Apart,
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
pub(super) struct Side<'a> {
    pub(super) printing: &'a Printing<'a>,
    pub(super) edge_typography: Vec<bool>,
}

impl<'a> Side<'a> {
    pub(super) fn of(printing: &'a Printing<'a>, forms: &Forms) -> Self {
        Self { printing, edge_typography: edge_typography(printing, forms) }
    }

    /// Whether only typography stands between a place and an edge.
    pub(super) fn near_edge(&self, place: usize) -> bool {
        let at = |index: usize| self.edge_typography.get(index).copied().unwrap_or(false);
        self.printing.breaks[place] || place.checked_sub(1).is_some_and(at) || at(place)
    }

    pub(super) fn token(&self, index: usize) -> &'a Token {
        &self.printing.tokens[index]
    }
}

/// Marks what is not of the utterance, with the marks beside it, and what it stands for.
pub(super) fn mark_asides(
    (base, witness): &(Side, Side),
    columns: &[Column],
    kinds: &mut [ColumnKind],
) {
    let aside = |column: &Column| match *column {
        Column::First(i) => base.token(i).aside.is_some(),
        Column::Second(j) => witness.token(j).aside.is_some(),
        Column::Both(i, j) => base.token(i).aside.is_some() != witness.token(j).aside.is_some(),
    };
    for (kind, column) in kinds.iter_mut().zip(columns) {
        if *kind != ColumnKind::Same && aside(column) {
            *kind = ColumnKind::Aside;
        }
    }
    let is_mark = |column: &Column| match *column {
        Column::First(i) => !base.token(i).is_word(),
        Column::Second(j) => !witness.token(j).is_word(),
        Column::Both(i, j) => !base.token(i).is_word() && !witness.token(j).is_word(),
    };
    let beside = |kinds: &mut [ColumnKind], place: usize, other: Option<usize>| {
        let next = other.and_then(|other| kinds.get(other)) == Some(&ColumnKind::Aside);
        if next && is_mark(&columns[place]) && kinds[place] == ColumnKind::Loose {
            kinds[place] = ColumnKind::Aside;
        }
    };
    for place in 0..kinds.len() {
        beside(kinds, place, place.checked_sub(1));
    }
    for place in (0..kinds.len()).rev() {
        beside(kinds, place, Some(place + 1));
    }
}

pub(super) fn kinds(
    (base, witness): &(Side, Side),
    alignment: &Alignment,
    forms: &Forms,
) -> Vec<ColumnKind> {
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
                Some(number) => ColumnKind::Moved(number),
                None if edge && is_typography(base.token(a), forms) => ColumnKind::Typography,
                None => ColumnKind::Loose,
            }
        }
        Column::Second(b) => {
            j = b + 1;
            let edge = witness.edge_typography[b] || base.near_edge(i);
            match moved_second[b] {
                Some(number) => ColumnKind::Moved(number),
                None if edge && is_typography(witness.token(b), forms) => ColumnKind::Typography,
                None => ColumnKind::Loose,
            }
        }
    });
    kind.collect()
}

fn pair(a: &Token, b: &Token, edge: bool, forms: &Forms) -> ColumnKind {
    if a.exact == b.exact {
        return ColumnKind::Same;
    }
    if a.class == Class::Mark && b.class == Class::Mark {
        let typography = edge && is_typography(a, forms) && is_typography(b, forms);
        return match typography {
            true => ColumnKind::Typography,
            false if a.key == b.key => ColumnKind::Same,
            false => ColumnKind::Loose,
        };
    }
    let two_records = matches!((a.record, b.record), (Some(one), Some(other)) if one != other);
    if a.begins_as(b) && forms.text(a.exact).to_lowercase() == forms.text(b.exact).to_lowercase() {
        return ColumnKind::Same;
    }
    // What the next word demands: "a" and "an", *le* and *l'*.
    let elided = |token: &Token| forms.text(token.exact).ends_with('\'');
    let sounds = a.sound.is_some() && a.sound == b.sound;
    if (a.key == b.key || sounds) && a.class == Class::Function {
        return match elided(a) != elided(b) || forms.text(a.key) == "a" {
            true => ColumnKind::Same,
            false if a.key != b.key => ColumnKind::Loose,
            false => ColumnKind::Near(case_or_spelling(a, b, forms)),
        };
    }
    if a.key == b.key {
        return ColumnKind::Near(case_or_spelling(a, b, forms));
    }
    match sounds && !two_records {
        true => ColumnKind::Near(Label::Spelling),
        false => ColumnKind::Loose,
    }
}

/// What is told of two spellings of one word.
fn case_or_spelling(a: &Token, b: &Token, forms: &Forms) -> Label {
    let case = forms.text(a.exact).to_lowercase() == forms.text(b.exact).to_lowercase();
    if case { Label::Case } else { Label::Spelling }
}
