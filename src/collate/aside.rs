//! What stands in a printing without being of the utterance: what an editor puts in square brackets,
//! and who speaks, told between two stretches of the words.

use super::token::{Aside, Class, Forms, Token};
use crate::language::{Role, is_quotation_mark};

/// The longest tag between two quotation marks, in tokens.
const LONGEST: usize = 14;

/// The longest tag between two commas, or at an end.
const SHORT: usize = 6;

/// Tells which tokens of a part are asides.
pub(super) fn mark(tokens: &mut [Token], forms: &Forms) {
    let texts: Vec<&str> = tokens.iter().map(|token| forms.text(token.exact)).collect();
    let mut asides = vec![None; tokens.len()];
    let finder = Finder { tokens, texts: &texts };
    for (start, end, aside) in finder.brackets().into_iter().chain(finder.tags()) {
        asides[start..end].fill(Some(aside));
    }
    for (token, aside) in tokens.iter_mut().zip(asides) {
        token.aside = aside;
    }
}

struct Finder<'a> {
    tokens: &'a [Token],
    texts: &'a [&'a str],
}

type AsideTokens = (usize, usize, Aside);

impl Finder<'_> {
    fn brackets(&self) -> Vec<AsideTokens> {
        let mut found = Vec::new();
        let mut opened = None;
        for (at, text) in self.texts.iter().enumerate() {
            match (*text, opened) {
                ("[", _) => opened = Some(at),
                ("]", Some(start)) => {
                    found.push((start, at + 1, Aside::Brackets));
                    opened = None;
                }
                _ => {}
            }
        }
        found
    }

    fn tags(&self) -> Vec<AsideTokens> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.between_quotes(at).or_else(|| self.between_commas(at)) {
                Some((start, end)) => {
                    found.push((start, end, Aside::Tag));
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }

    fn is_quote(&self, at: usize) -> bool {
        self.texts
            .get(at)
            .is_some_and(|text| !text.is_empty() && text.chars().all(is_quotation_mark))
    }

    fn has_speech(&self, start: usize, end: usize) -> bool {
        let tokens = self.tokens.get(start..end).unwrap_or_default();
        tokens.iter().any(|token| token.roles.has(Role::Speech))
    }

    /// `," he said, "`: from a mark that closes to the next that opens.
    fn between_quotes(&self, at: usize) -> Option<(usize, usize)> {
        let before = at.checked_sub(1)?;
        if !self.is_quote(at) || self.tokens.get(before)?.starts_sentence && self.is_mark(before) {
            return None;
        }
        let all = self.tokens.len();
        let next = (at + 1..all.min(at + LONGEST)).find(|at| self.is_quote(*at));
        // What follows the last mark that closes: `," he said on Sunday.`
        let closes = self.is_mark(before) || self.texts.get(at + 1) == Some(&",");
        let last = all.checked_sub(1).filter(|_| closes && all - at <= LONGEST);
        let end = next.or(last)?;
        let inside = at + 1..if next.is_some() { end } else { all };
        let words = inside.clone().filter(|at| !self.is_mark(*at)).count();
        let sentences = inside.clone().rev().skip(1).any(|at| matches!(self.texts[at], "." | "!"));
        (words > 1 && !sentences && self.has_speech(inside.start, inside.end))
            .then_some((at, end + 1))
    }

    fn is_mark(&self, at: usize) -> bool {
        self.texts.get(at).is_some_and(|text| !text.contains(char::is_alphanumeric))
    }

    /// `, he said,`: from one comma, or an end, to the other.
    fn between_commas(&self, at: usize) -> Option<(usize, usize)> {
        let comma =
            |at: usize| matches!(self.texts.get(at), Some(&("," | ":" | "，" | "：" | "،" | "--")));
        let comma =
            |at: usize| comma(at) || (self.texts.get(at) == Some(&"-") && !self.is_hyphen(at));
        let opens = comma(at) && at > 0;
        let mut start = if opens { at + 1 } else { at };
        // `," he said.`
        if opens && self.is_quote(start) {
            start += 1;
        }
        if !opens && at > 0 {
            return None;
        }
        let last = self.tokens.len().min(start + SHORT + 1);
        let ends = |at: &usize| {
            (self.is_mark(*at) && !self.is_hyphen(*at)) || self.is_complement(*at, start)
        };
        let told = !opens && self.is_told(start);
        let end = if told { Some(start + 2) } else { (start..last).find(ends) };
        let end = match end {
            Some(end) => end,
            None if opens && self.tokens.len() - start <= SHORT => self.tokens.len(),
            None => return None,
        };
        let closed = comma(end) || self.is_complement(end, start) || told;
        let ends = end >= self.tokens.len() || self.ends_all(end);
        let whole = if opens { comma(end) || ends } else { closed };
        if !whole || !self.is_tag(start, end, opens && comma(end)) {
            return None;
        }
        let past = if comma(end) || self.is_complement(end, start) { end + 1 } else { end };
        let past = if !opens && self.is_quote(past) { past + 1 } else { past };
        Some((at, past.min(self.tokens.len())))
    }

    /// Whether nothing but marks follows.
    fn ends_all(&self, at: usize) -> bool {
        (at..self.tokens.len()).all(|at| self.is_mark(at))
    }

    /// "He said" before what "he" did.
    fn is_told(&self, start: usize) -> bool {
        let has = |at: usize, role| self.tokens.get(at).is_some_and(|it| it.roles.has(role));
        has(start + 1, Role::Speech) && has(start + 2, Role::Third)
    }

    /// Whether a hyphen joins two words: "a-t-il".
    fn is_hyphen(&self, at: usize) -> bool {
        let ends = |at: usize| self.tokens.get(at).map(|token| token.range.end());
        let starts = |at: usize| self.tokens.get(at).map(|token| token.range.start());
        self.texts.get(at) == Some(&"-")
            && at.checked_sub(1).and_then(ends) == starts(at)
            && ends(at) == starts(at + 1)
    }

    /// "that" after a verb of speech.
    fn is_complement(&self, at: usize, start: usize) -> bool {
        let after_verb = at > start
            && self.tokens.get(at - 1).is_some_and(|token| token.roles.has(Role::Speech));
        after_verb && self.tokens.get(at).is_some_and(|token| token.roles.has(Role::Complement))
    }

    /// Whether some words are a verb of speech and who speaks, and nothing else.
    /// Between commas the speaker may be a noun: "the general".
    fn is_tag(&self, start: usize, end: usize, inside: bool) -> bool {
        let tokens = self.tokens.get(start..end).unwrap_or_default();
        let verb = |token: &Token| token.roles.has(Role::Speech);
        let speaker = |token: &Token| {
            token.roles.has(Role::Third)
                || token.record.is_some()
                || (token.capital && token.class == Class::Content)
        };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        let named = tokens.iter().any(|token| {
            (speaker(token) || (inside && token.class == Class::Content)) && !verb(token)
        });
        let words = tokens.iter().filter(|token| token.is_word()).count();
        // "he told the court"
        let second = inside && speaker(first) && tokens.get(1).is_some_and(verb);
        words > 1
            && words <= SHORT
            && (verb(first) || verb(last) || second)
            && named
            && tokens.iter().filter(|token| verb(token)).count() == 1
            && !tokens.iter().any(|token| token.roles.has(Role::First) || token.roles.is_modal())
    }
}
