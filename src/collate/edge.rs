//! What stands at the edges of a printing: where it does not reach, and what it makes of the words
//! beside it that it does not print.

use std::ops::Range;

use super::align::Column;
use super::column::{ColumnKind, Side};
use super::reach::{Reach, Reached};
use super::token::Forms;
use crate::language::Role;

/// Marks what only the base has at an edge of the printing, and what only the printing has at an edge
/// of the base.
pub(super) fn mark_unreached(
    (base, witness): &(Side, Side),
    columns: &[Column],
    forms: &Forms,
    kinds: &mut [ColumnKind],
) {
    let mut start = 0;
    let (mut base_at, mut at) = (0, 0);
    while start < columns.len() {
        // Marks that both print in their own way belong to whatever follows.
        let marks =
            kinds[start..].iter().take_while(|kind| **kind == ColumnKind::Typography).count();
        let first = matches!(columns.get(start + marks), Some(Column::First(_)));
        let belongs = |place: usize| match (kinds[place], columns[place]) {
            (ColumnKind::Typography, _) => true,
            (ColumnKind::Loose | ColumnKind::Aside, Column::First(_)) => first,
            (ColumnKind::Loose | ColumnKind::Aside, Column::Second(_)) => !first,
            _ => false,
        };
        let end = (start..columns.len()).find(|&place| !belongs(place)).unwrap_or(columns.len());
        let (mut base_after, mut after) = (base_at, at);
        for column in &columns[start..end.max(start + 1)] {
            match *column {
                Column::Both(i, j) => (base_after, after) = (i + 1, j + 1),
                Column::First(i) => base_after = i + 1,
                Column::Second(j) => after = j + 1,
            }
        }
        if end > start {
            let (side, tokens, edges) = match first {
                true => (base, base_at..base_after, Edges::of(witness, at..=after)),
                false => (witness, at..after, Edges::of(base, base_at..=base_after)),
            };
            let run = Run { columns: start..end, tokens, edges, side, first };
            run.mark(columns, forms, kinds);
        }
        (base_at, at) = (base_after, after);
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
    fn of(side: &Side, places: std::ops::RangeInclusive<usize>) -> Self {
        let edges = &side.printing.edges;
        let last = side.printing.tokens.len();
        let typography = |mut tokens: Range<usize>| tokens.all(|at| side.edge_typography[at]);
        Self {
            head: typography(0..*places.start()),
            tail: typography(*places.end()..last),
            gap: places.clone().any(|place| place > 0 && place < last && edges[place]),
        }
    }
}

/// Columns that only one side has.
struct Run<'a> {
    columns: Range<usize>,
    /// The side's tokens in them.
    tokens: Range<usize>,
    /// Which edges of the other side stand there.
    edges: Edges,
    side: &'a Side<'a>,
    /// Whether the side is the base.
    first: bool,
}

impl Run<'_> {
    fn mark(&self, columns: &[Column], forms: &Forms, kinds: &mut [ColumnKind]) {
        let Edges { head, tail, gap } = self.edges;
        let asides =
            |place: usize| matches!(kinds[place], ColumnKind::Aside | ColumnKind::Typography);
        if !(head || tail || gap)
            || self.columns.clone().all(asides)
            || (!gap && self.is_replaced(columns, kinds))
        {
            return;
        }
        let reach = Reach { printing: self.side.printing, forms };
        let forward = || reach.forward(self.tokens.clone());
        let backward = || reach.backward(self.tokens.clone());
        let reached = match (head, tail) {
            (true, true) => None,
            (true, false) => forward(),
            (false, true) => backward(),
            (false, false) => forward().or_else(backward),
        };
        let rest = self.rest(&reached);
        for place in self.columns.clone() {
            let token = match (columns[place], self.first) {
                (Column::First(i), true) | (Column::Second(i), false) => i,
                _ => continue,
            };
            let inside = reached.as_ref().filter(|reached| reached.range.contains(&token));
            match (kinds[place], inside) {
                (ColumnKind::Typography | ColumnKind::Aside, Some(reached))
                    if self.is_inside(reached, token) =>
                {
                    kinds[place] = ColumnKind::Reached(reached.label);
                }
                (ColumnKind::Loose, Some(reached)) => {
                    kinds[place] = ColumnKind::Reached(reached.label)
                }
                (ColumnKind::Loose, None) => kinds[place] = rest,
                // Who speaks is not reached either, where what he says is not.
                (ColumnKind::Aside, None) if rest == ColumnKind::Unreached => kinds[place] = rest,
                _ => {}
            }
        }
    }

    /// Whether words that reach stand on both sides of a token, so that it is one of them, be it
    /// typography.
    fn is_inside(&self, reached: &Reached, token: usize) -> bool {
        let word = |mut tokens: Range<usize>| tokens.any(|at| self.side.token(at).is_word());
        word(reached.range.start..token) && word(token + 1..reached.range.end)
    }

    /// Whether it is a few words for which the other side has others, and so cut nowhere.
    fn is_replaced(&self, columns: &[Column], kinds: &[ColumnKind]) -> bool {
        const FEW: usize = 4;
        let words = self.tokens.clone().filter(|at| self.side.token(*at).is_word()).count();
        // On whichever side of its marks it stands.
        let mark = |place: &usize| kinds.get(*place) == Some(&ColumnKind::Typography);
        let inner = match self.edges.head {
            true => (self.columns.end..columns.len()).find(|place| !mark(place)),
            false => (0..self.columns.start).rev().find(|place| !mark(place)),
        };
        let edge = if self.edges.head { self.tokens.end } else { self.tokens.start };
        if self.side.printing.edges.get(edge) == Some(&true) {
            return false;
        }
        let both = |place: &usize| matches!(columns.get(*place), Some(Column::Both(..)));
        words <= FEW && inner.filter(both).is_some_and(|place| kinds[place] == ColumnKind::Loose)
    }

    /// Whether it is what an "and" joins to the rest, and no clause: then the rest is no fragment.
    fn is_joined(&self) -> bool {
        const FEW: usize = 4;
        let word = |at: &usize| self.side.token(*at).is_word();
        let count = self.tokens.clone().filter(word).count();
        let (joint, outer) = match self.edges.head {
            true => (self.tokens.clone().rev().find(word), None),
            false => (self.tokens.clone().find(word), Some(FEW)),
        };
        let Some(joint) = joint else { return false };
        let marked = match self.edges.head {
            true => joint.checked_sub(1).is_some_and(|before| !word(&before)),
            false => joint > self.tokens.start,
        };
        let modal = self.tokens.clone().any(|at| self.side.token(at).roles.is_modal());
        let roles = self.side.token(joint).roles;
        roles.has(Role::Coordination)
            && roles.has(Role::Function)
            && !marked
            && !modal
            && outer.is_none_or(|few| count <= few)
    }

    /// What becomes of the words that reach nothing.
    fn rest(&self, reached: &Option<Reached>) -> ColumnKind {
        let tokens = || self.side.printing.tokens[self.tokens.clone()].iter();
        let beside =
            |token: usize| !reached.as_ref().is_some_and(|reached| reached.range.contains(&token));
        // So many words are a clause, whatever they are: "I was not there".
        const CLAUSE: usize = 4;
        let words = || self.tokens.clone().filter(|at| self.side.token(*at).is_word());
        let meaning = words().any(|at| beside(at) && self.side.token(at).has_meaning())
            || words().count() >= CLAUSE;
        match (self.first, self.edges.gap) {
            (true, true) => ColumnKind::Unreached,
            (true, false) if (meaning && !self.is_joined()) || reached.is_some() => {
                ColumnKind::Unreached
            }
            (false, true) => ColumnKind::Beyond,
            _ if reached.is_some() || tokens().any(|token| token.roles.is_modal()) => {
                ColumnKind::Apart
            }
            _ => ColumnKind::Loose,
        }
    }
}
