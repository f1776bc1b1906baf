//! How far words reach that a printing does not have at an edge, or has beyond the other: whatever else
//! is cut there, what is left is denied by them, doubted, bounded or bound to a condition.

use std::ops::Range;

use super::Label;
use super::token::{Class, Forms, Printing, Token};
use crate::language::Role;

/// Words at an edge that reach what stands beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reached {
    /// The tokens.
    pub(super) range: Range<usize>,
    /// What they make of it.
    pub(super) label: Label,
}

/// Some words at an edge of what two printings have in common.
pub(super) struct Reach<'a> {
    pub(super) printing: &'a Printing<'a>,
    pub(super) forms: &'a Forms,
}

/// How many words of a meaning may stand between a denial and what it denies, where nothing like
/// "that" leads there: "I do not think he is guilty".
const FEW: usize = 2;

/// The longest remark of somebody's doubt, in words: "officials in the capital fear".
const REMARK: usize = 6;

impl Reach<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.printing.tokens[at]
    }

    fn has(&self, at: usize, role: Role) -> bool {
        self.printing.tokens.get(at).is_some_and(|token| token.roles.has(role))
    }

    fn mark(&self, at: usize) -> &str {
        let token = self.token(at);
        if token.class == Class::Mark { self.forms.text(token.key) } else { "" }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        matches!(self.mark(at), "." | "!" | "?" | "…" | ";" | "。" | "！" | "？" | "；" | "؟")
    }

    fn parts_clauses(&self, at: usize) -> bool {
        const MARKS: [&str; 10] = [",", ":", "-", "--", "(", ")", "，", "、", "：", "،"];
        // German and Russian set a comma before "that" and "who".
        let leads = self.has(at + 1, Role::Complement) && self.mark(at) == ",";
        (MARKS.contains(&self.mark(at)) && !leads) || self.ends_sentence(at)
    }

    fn hedges(&self, at: usize) -> bool {
        self.has(at, Role::Hedge) && !self.has(at, Role::Future)
    }

    /// Whether a word holds the sentence together, or denies or hedges.
    fn binds(&self, at: usize) -> bool {
        matches!(self.token(at).class, Class::Function | Class::Modal)
    }

    fn is_coordination(&self, at: usize) -> bool {
        let modal = |at: usize| self.printing.tokens.get(at).is_some_and(|it| it.roles.is_modal());
        self.has(at, Role::Coordination) && !modal(at + 1) && !at.checked_sub(1).is_some_and(modal)
    }

    fn found(range: Range<usize>, label: Label) -> Option<Reached> {
        (!range.is_empty()).then_some(Reached { range, label })
    }

    /// What reaches what follows, of the words before it.
    pub(super) fn forward(&self, run: Range<usize>) -> Option<Reached> {
        let (start, mut end) = (run.start, run.end);
        let mut comma = false;
        while end > start && self.token(end - 1).class == Class::Mark {
            if self.ends_sentence(end - 1) {
                return None;
            }
            comma |= self.parts_clauses(end - 1);
            end -= 1;
        }
        let back = |stop: &dyn Fn(usize) -> bool| {
            (start..end).rev().find(|at| stop(*at)).map_or(start, |at| at + 1)
        };
        let sentence = back(&|at| self.ends_sentence(at));
        if comma {
            let words = (sentence..end).filter(|at| self.token(*at).is_word());
            let first = words.clone().find(|at| !self.has(*at, Role::Coordination));
            if let Some(first) = first.filter(|at| self.has(*at, Role::Condition)) {
                return Self::found(first..run.end, Label::Condition);
            }
            let clause = back(&|at| self.parts_clauses(at));
            let remark = self.is_remark(clause..end) && clause == sentence;
            return Self::found(clause..run.end, Label::Negation).filter(|_| remark);
        }
        let clause = back(&|at| self.parts_clauses(at) || self.is_coordination(at));
        self.bound_at(end - usize::from(end > start), false)
            .map(|from| from.start.max(start)..run.end)
            .and_then(|range| Self::found(range, Label::Number))
            .or_else(|| self.denied(clause..end, run.end))
            .or_else(|| {
                let condition = (clause..end).find(|at| self.has(*at, Role::Condition))?;
                Self::found(condition..run.end, Label::Condition)
            })
            .or_else(|| self.hedged(clause..end, run.end))
    }

    /// Words that deny what follows a clause.
    fn denied(&self, clause: Range<usize>, end: usize) -> Option<Reached> {
        let denial = clause.clone().find(|at| {
            self.has(*at, Role::Denial)
                && !self.has(*at, Role::Condition)
                && !self.is_relative(clause.start..*at)
        })?;
        let after = denial + 1..clause.end;
        let leads = after.clone().any(|at| self.has(at, Role::Complement));
        let content = after.clone().filter(|at| self.token(*at).has_meaning()).count();
        let told = after.clone().skip(1).any(|at| self.has(at, Role::Speech));
        if told || (content > FEW && !leads) {
            return None;
        }
        let helps = |at: &usize| self.has(*at, Role::Auxiliary) || self.has(*at, Role::Hedge);
        let from = (clause.start..denial).rev().take_while(helps).last().unwrap_or(denial);
        Self::found(self.widened(&clause, from)..end, Label::Negation)
    }

    /// The beginning of a clause, where only few words that bind stand before a place in it: "I do not".
    fn widened(&self, clause: &Range<usize>, from: usize) -> usize {
        let before = (clause.start..from).filter(|at| self.token(*at).is_word());
        let light = |at: usize| self.binds(at) || self.has(at, Role::Doubt);
        match before.clone().count() <= FEW + 1 && before.clone().all(light) {
            true => clause.start,
            false => from,
        }
    }

    fn is_relative(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| self.has(at, Role::Relative))
    }

    /// Words that hedge what follows a clause, or tell who believes it.
    fn hedged(&self, clause: Range<usize>, end: usize) -> Option<Reached> {
        let bound = clause.clone().rev().take_while(|at| self.binds(*at));
        if let Some(from) = bound.filter(|at| self.hedges(*at)).last() {
            return Self::found(self.widened(&clause, from)..end, Label::Negation);
        }
        let doubt = clause.clone().rev().find(|at| self.has(*at, Role::Doubt))?;
        let led = (doubt + 1..clause.end).all(|at| self.binds(at));
        let who = |at: &usize| self.has(*at, Role::First) || self.has(*at, Role::Third);
        let from = doubt.checked_sub(1).filter(|at| *at >= clause.start && who(at));
        Self::found(from.unwrap_or(doubt)..end, Label::Negation).filter(|_| led)
    }

    /// Whether some words are nothing but a doubt: "I think", "perhaps".
    fn is_remark(&self, range: Range<usize>) -> bool {
        let words = range.clone().filter(|at| self.token(*at).is_word()).count();
        let doubts = range.clone().any(|at| self.has(at, Role::Doubt));
        let hedge = range.clone().all(|at| self.binds(at) && !self.has(at, Role::Denial))
            && range.clone().any(|at| self.hedges(at));
        words > 0 && words <= REMARK && (doubts || hedge)
    }

    /// The tokens that make a bound of a figure, if one of them is this.
    fn bound_at(&self, at: usize, after: bool) -> Option<Range<usize>> {
        let tokens = &self.printing.tokens;
        let end = tokens.get(at)?.range.end();
        let mut bounds = self.printing.bounds.iter().filter(|bound| bound.after == after);
        let bound = bounds.find(|bound| bound.range.start() < end && end <= bound.range.end())?;
        let from = tokens.partition_point(|token| token.range.end() <= bound.range.start());
        let to = tokens.partition_point(|token| token.range.start() < bound.range.end());
        Some(from..to)
    }

    /// What reaches what stands before, of the words after it.
    pub(super) fn backward(&self, run: Range<usize>) -> Option<Reached> {
        let (mut start, end) = (run.start, run.end);
        let mut comma = false;
        while start < end && self.token(start).class == Class::Mark {
            if self.ends_sentence(start) {
                return None;
            }
            comma |= self.parts_clauses(start);
            start += 1;
        }
        let until = |stop: &dyn Fn(usize) -> bool| (start..end).find(|at| stop(*at)).unwrap_or(end);
        let sentence = until(&|at| self.ends_sentence(at));
        let clause = until(&|at| self.parts_clauses(at));
        if !comma
            && let Some(bound) = self.bound_at(start, true).filter(|bound| bound.start <= start)
        {
            return Self::found(run.start..bound.end.min(end), Label::Number);
        }
        if !comma && let Some(reached) = self.denied_after(start..clause) {
            return Some(reached);
        }
        // Another clause has conditions of its own.
        let other = (start + 1..sentence)
            .find(|at| self.has(*at, Role::Coordination) && self.parts_clauses(*at - 1));
        let other = other.unwrap_or(sentence);
        if let Some(condition) = (start..other).find(|at| self.has(*at, Role::Condition)) {
            let only = condition.checked_sub(1).filter(|at| *at >= start);
            let only = only.filter(|at| self.has(*at, Role::Coordination) && *at == start);
            return Self::found(only.unwrap_or(condition)..sentence, Label::Condition);
        }
        let remark = comma && clause == sentence && self.is_remark(start..clause);
        Self::found(start..clause, Label::Negation).filter(|_| remark)
    }

    /// Words that deny or hedge what stands before a clause: nothing but helping verbs stands
    /// between.
    fn denied_after(&self, clause: Range<usize>) -> Option<Reached> {
        let helps = |at: &usize| self.has(*at, Role::Auxiliary) && !self.hedges(*at);
        let first = clause.clone().find(|at| !helps(at))?;
        let reaches = (self.has(first, Role::Denial) && !self.has(first, Role::Condition))
            || self.hedges(first);
        Self::found(clause, Label::Negation).filter(|_| reaches)
    }
}
