//! What a part of a text loses of its meaning when it is taken out: the condition behind it, the
//! denial before it, either in a gap, the mark of a question.

use std::ops::Range;

use super::quotation_marks::may_be_quotation_mark;
use super::role::Role;
use super::roles::{Roles, Spoken, read};
use super::spelling::plain;
use super::{known, sentence_ends, word_bounds};
use crate::slice::Slice;

/// Fewer words claim nothing that a condition behind them could take back, unless one of them says who does
/// something: "We agree".
const FEWEST: usize = 3;

/// As much of a text, in bytes, is read before and behind a part.
const FAR: usize = 600;

/// So many words may stand between a denial and what it denies.
const GOVERNED: usize = 4;

/// So many words may stand between a denial and what introduces a whole sentence that it denies.
const EMBEDDED: usize = 5;

/// So many tokens of who speaks may stand between two parts of what is said.
const TAG: usize = 14;

/// So many spaces before a part, and behind its beginning, what denies it can begin: more words than
/// [`GOVERNED`] and [`EMBEDDED`] ask for and the longest form of the lists has.
const NEAR_START: [usize; 2] = [24, 1];

/// The same of what takes a part back, about its end: a form may begin in the part.
const NEAR_END: [usize; 2] = [8, TAG + 10];

/// How a part of a text loses its meaning. The places are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// It ends before what takes something of it back.
    Before(Range<usize>),
    /// It begins after what denies it.
    After(Range<usize>),
    /// What denies it or makes a condition of it stands in a gap.
    Gap(Range<usize>),
    /// It is a question without its mark.
    Question(Range<usize>),
}

impl Cut {
    /// The words or the mark without which it says something else.
    #[must_use]
    pub fn lost(&self) -> Range<usize> {
        match self {
            Self::Before(lost) | Self::After(lost) | Self::Gap(lost) | Self::Question(lost) => {
                lost.clone()
            }
        }
    }
}

/// The first way in which parts of a text, in order, lose the meaning that they have in it; `language`
/// is a primary subtag. Nothing is said of languages whose words are not known.
#[must_use]
pub fn cut(text: &str, parts: &[Range<usize>], language: &str) -> Option<Cut> {
    let known = known::known(language)?;
    let (first, last) = (parts.first()?, parts.last()?);
    let reading = CutReader { text, language, known };
    let quoted: usize = parts.iter().map(|part| reading.count(part.clone())).sum();
    let gaps = parts.iter().zip(parts.iter().skip(1));
    reading
        .after(first.start)
        .or_else(|| gaps.into_iter().find_map(|(one, next)| reading.gap(one, next)))
        .or_else(|| {
            let claims = quoted >= FEWEST || parts.iter().any(|part| reading.has_person(part));
            claims.then(|| reading.before(last.end))?
        })
        .or_else(|| {
            let asked = |part: &&Range<usize>| reading.count((*part).clone()) >= FEWEST;
            parts.iter().filter(asked).find_map(|part| reading.question(part))
        })
}

/// A word or mark of a text, and what it does.
struct CutToken {
    range: Range<usize>,
    roles: Roles,
}

struct CutReader<'a> {
    text: &'a str,
    language: &'a str,
    known: &'static known::Known,
}

impl CutReader<'_> {
    /// How many words a part has, where it has fewer than [`FEWEST`]; else that.
    fn count(&self, part: Range<usize>) -> usize {
        let part = self.text.slice(part);
        // White space always parts words, and costs less to find than their bounds.
        let spaced = part.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        if spaced.take(FEWEST).count() == FEWEST {
            return FEWEST;
        }
        let bounds = word_bounds(part, self.language).into_iter();
        bounds
            .filter(|it| part.slice(it.clone()).contains(char::is_alphanumeric))
            .take(FEWEST)
            .count()
    }

    /// Whether a part of two words has "I", "we" or "they" in it.
    fn has_person(&self, part: &Range<usize>) -> bool {
        let words = self.text.slice(part.clone());
        let bounds = word_bounds(words, self.language);
        let is_person = |word: &str| {
            let small = word.to_lowercase();
            let small = plain(&small, self.known.tag);
            let is = |role| self.known.is(&small, role);
            (is(Role::First) || is(Role::Third)) && !is(Role::Determiner)
        };
        bounds.len() > 1 && bounds.into_iter().any(|it| is_person(words.slice(it)))
    }

    /// Whether a form of a role, or an English contraction that denies, can begin among the words before
    /// a byte and behind it. To read sentences and what their words do costs a hundred times as much,
    /// and about most parts there is none.
    fn has_near(&self, at: usize, [before, after]: [usize; 2], role: Role) -> bool {
        let floor = self.text.floor_char_boundary(at.saturating_sub(FAR));
        let ceiling = self.text.ceil_char_boundary(at.saturating_add(FAR).min(self.text.len()));
        let head = self.text.slice(floor..at).rmatch_indices(char::is_whitespace).nth(before);
        let tail = self.text.slice(at..ceiling).match_indices(char::is_whitespace).nth(after);
        let start = head.map_or(floor, |(space, _)| floor + space);
        let end = tail.map_or(ceiling, |(space, _)| at + space);
        let window = self.text.slice(start..end);
        word_bounds(window, self.language).into_iter().any(|it| self.begins(window.slice(it), role))
    }

    /// Whether a form of a role begins with a word, or the word is a contraction that denies.
    fn begins(&self, word: &str, role: Role) -> bool {
        let small = word.replace('’', "'").to_lowercase();
        let small = &*plain(&small, self.known.tag);
        let lists = |word: &str| self.known.forms(word).iter().any(|form| form.role == role);
        match self.language {
            "ar" => small.strip_prefix(['و', 'ف']).is_some_and(lists) || lists(small),
            "en" => small.ends_with("n't") || small == "cannot" || lists(small),
            _ => lists(small),
        }
    }

    /// The sentence about a byte, in its line, as far as it is read.
    fn sentence(&self, at: usize) -> Range<usize> {
        let floor = self.text.floor_char_boundary(at.saturating_sub(FAR));
        let before = self.text.slice(floor..at);
        let start = before.rfind('\n').map_or(floor, |line| floor + line + 1);
        let ceiling = self.text.ceil_char_boundary(at.saturating_add(FAR).min(self.text.len()));
        let after = self.text.slice(at..ceiling);
        let end = after.find('\n').map_or(ceiling, |line| at + line);
        let mut first = start;
        for sentence_end in sentence_ends(self.text.slice(start..end)) {
            let sentence_end = start + sentence_end;
            if sentence_end > at || sentence_end == end {
                return first..sentence_end;
            }
            first = sentence_end;
        }
        first..end
    }

    /// The words and marks of a part of the text that is one sentence or less.
    fn tokens(&self, within: Range<usize>) -> Vec<CutToken> {
        let part = self.text.slice(within.clone());
        let bounds = word_bounds(part, self.language);
        let exact: Vec<String> =
            bounds.iter().map(|it| part.slice(it.clone()).replace('’', "'")).collect();
        let small: Vec<String> = exact.iter().map(|word| word.to_lowercase()).collect();
        let mut begins = true;
        let mut spoken = Vec::with_capacity(exact.len());
        for (exact, small) in exact.iter().zip(&small) {
            spoken.push(Spoken { exact, small, begins, named: false });
            begins &= !exact.contains(char::is_alphanumeric);
        }
        let roles = read(&spoken, self.language);
        let ranges = bounds.into_iter().map(|it| within.start + it.start..within.start + it.end);
        ranges.zip(roles).map(|(range, roles)| CutToken { range, roles }).collect()
    }

    fn of(&self, token: &CutToken) -> &str {
        self.text.slice(token.range.clone())
    }

    fn is_word(&self, token: &CutToken) -> bool {
        self.of(token).contains(char::is_alphanumeric)
    }

    fn is_quote(&self, token: &CutToken) -> bool {
        self.of(token).chars().all(may_be_quotation_mark)
    }

    fn is_comma(&self, token: &CutToken) -> bool {
        matches!(self.of(token), "," | "，" | "،" | "、" | "–" | "—" | "-" | "(" | ")")
    }

    /// A word with the rest of the form that it is a part of: "even though".
    fn form(&self, tokens: &[CutToken], at: usize, role: Role) -> Option<Range<usize>> {
        let first = tokens.get(at)?;
        let belongs =
            |token: &&CutToken| token.roles.has(role) && token.roles.form == first.roles.form;
        let before = tokens.get(..at)?.iter().rev().take_while(belongs).last();
        let after = tokens.get(at..)?.iter().take_while(belongs).last();
        let start = before.map_or(first.range.start, |token| token.range.start);
        Some(start..after.map_or(first.range.end, |token| token.range.end))
    }

    /// What takes back something of a part that ends at a byte, and stands behind it.
    fn before(&self, end: usize) -> Option<Cut> {
        self.has_near(end, NEAR_END, Role::Turn).then(|| self.turned(end))?
    }

    fn turned(&self, end: usize) -> Option<Cut> {
        let sentence = self.sentence(end);
        // What a word does hangs on those before it: they are read with it.
        let tokens = self.tokens(sentence);
        let next = tokens.iter().position(|token| token.range.start >= end)?;
        let rest = tokens.get(next..)?;
        let marks = rest.iter().take_while(|token| !self.is_word(token)).count();
        let is_closing = |token: &CutToken| {
            self.is_quote(token)
                && !self.text.slice(token.range.end..).starts_with(char::is_alphanumeric)
        };
        let closed = rest.iter().take(marks).any(is_closing);
        let first = next + marks;
        let turn = |at: usize| {
            let roles = tokens.get(at)?.roles;
            roles.has(Role::Turn).then(|| self.form(&tokens, at, Role::Turn))?
        };
        if let Some(lost) = turn(first) {
            let last = next.checked_sub(1).and_then(|last| tokens.get(last));
            let asked = marks == 0 && last.is_some_and(|last| last.roles.has(Role::Asking));
            let first = tokens.get(first)?.roles;
            // Behind the quotation's end another speaks.
            let anothers = closed && first.has(Role::Coordination);
            // "not only this but that" takes nothing back.
            let adds = first.has(Role::Coordination)
                && tokens.iter().take(next).any(|token| token.roles.has(Role::Addition));
            return (!(anothers || adds || asked && first.has(Role::Condition)))
                .then_some(Cut::Before(lost));
        }
        if !closed {
            return None;
        }
        // The quotation may go on behind who speaks.
        let tag = tokens.iter().enumerate().skip(first).take(TAG);
        let opening = |(at, token): &(usize, &CutToken)| {
            let before = self.text.slice(..token.range.start);
            self.is_quote(token) && before.ends_with(char::is_whitespace) && *at > first
        };
        let opened = tag.into_iter().find(opening).map(|(at, _)| at)?;
        turn(opened + 1).map(Cut::Before)
    }

    /// What denies a part that begins at a byte, and stands before it.
    fn after(&self, start: usize) -> Option<Cut> {
        self.has_near(start, NEAR_START, Role::Governing).then(|| self.denied(start))?
    }

    fn denied(&self, start: usize) -> Option<Cut> {
        let sentence = self.sentence(start);
        if sentence.start >= start {
            return None;
        }
        let tokens = self.tokens(sentence);
        let count = tokens.partition_point(|token| token.range.end <= start);
        let before = tokens.get(..count)?;
        self.governed(before).or_else(|| self.embedded(before)).map(Cut::After)
    }

    /// The denial in whose clause the words after these tokens stand.
    fn governed(&self, before: &[CutToken]) -> Option<Range<usize>> {
        let mut rest = before;
        for _ in 0..GOVERNED {
            let (token, others) = rest.split_last()?;
            let roles = token.roles;
            if self.denies(token) {
                return self.form(before, others.len(), Role::Governing);
            }
            if self.is_comma(token) {
                // "not, under any circumstances, sell"
                let opening = others.iter().rposition(|token| self.is_comma(token))?;
                let denial = opening.checked_sub(1)?;
                let near =
                    others.len() - opening <= 2 * GOVERNED && self.denies(before.get(denial)?);
                return near.then(|| self.form(before, denial, Role::Governing))?;
            }
            let joins = roles.has(Role::Coordination) || roles.has(Role::Relative);
            let light = [Role::Function, Role::Auxiliary, Role::Hedge, Role::Adverb]
                .iter()
                .any(|it| roles.has(*it))
                || (self.language == "en" && self.of(token).ends_with("ly"));
            if joins || !light || !self.is_word(token) {
                return None;
            }
            rest = others;
        }
        None
    }

    /// The denial of a whole sentence that follows these tokens: "I never said that …".
    fn embedded(&self, before: &[CutToken]) -> Option<Range<usize>> {
        let (last, others) = before.split_last()?;
        let introduces = [Role::Embedding, Role::Speech, Role::Doubt];
        if !introduces.iter().any(|role| last.roles.has(*role)) {
            return None;
        }
        for (at, token) in others.iter().enumerate().rev().take(EMBEDDED) {
            if self.denies(token) {
                return self.form(before, at, Role::Governing);
            }
            if !self.is_word(token) || token.roles.has(Role::Coordination) {
                return None;
            }
        }
        None
    }

    fn denies(&self, token: &CutToken) -> bool {
        // "won't", "cannot"
        let joined = self.language == "en" && token.roles.has(Role::Denial) && {
            let word = self.of(token).to_lowercase();
            word.ends_with("n't") || word.ends_with("n’t") || word == "cannot"
        };
        token.roles.has(Role::Governing) || joined
    }

    /// What is left out between two parts and denies them, or makes a condition of them.
    fn gap(&self, one: &Range<usize>, next: &Range<usize>) -> Option<Cut> {
        let sentence = self.sentence(one.end);
        if sentence.end <= next.start {
            let loses_end = self.count(one.clone()) >= FEWEST;
            return self.after(next.start).or_else(|| loses_end.then(|| self.before(one.end))?);
        }
        let all = self.tokens(sentence);
        let first = all.partition_point(|token| token.range.start < one.end);
        let end = all.partition_point(|token| token.range.end <= next.start);
        let gap = all.get(first..end)?;
        if self.is_tag(gap, next.start) || self.is_aside(gap, next.start) {
            return None;
        }
        // "cannot and will not": what is left denies it too.
        let denied = first.checked_sub(1).and_then(|before| all.get(before));
        let joined = gap.first().is_some_and(|token| token.roles.has(Role::Coordination));
        if joined && denied.is_some_and(|token| self.denies(token)) {
            return None;
        }
        const LOST: [Role; 4] = [Role::Denial, Role::Governing, Role::Condition, Role::Turn];
        let at = gap.iter().position(|token| LOST.iter().any(|role| token.roles.has(*role)))?;
        let role =
            LOST.into_iter().find(|role| gap.get(at).is_some_and(|it| it.roles.has(*role)))?;
        self.form(gap, at, role).map(Cut::Gap)
    }

    /// Whether what is left out is who speaks, between two quotations.
    fn is_tag(&self, gap: &[CutToken], next: usize) -> bool {
        let closes = gap.iter().take(2).any(|token| self.is_quote(token));
        let opens = gap.last().is_some_and(|token| self.is_quote(token) && token.range.end == next);
        closes && opens && gap.len() <= TAG + 4
    }

    /// Whether what is left out tells something beside about what stands before it, between two commas.
    fn is_aside(&self, gap: &[CutToken], next: usize) -> bool {
        let opened = gap.first().is_some_and(|token| self.is_comma(token));
        let relative = gap.iter().find(|token| self.is_word(token));
        let closed = gap.last().is_some_and(|token| self.is_comma(token))
            || self.text.slice(next..).starts_with([',', ')', '–', '—', '，', '،']);
        opened && closed && relative.is_some_and(|token| token.roles.has(Role::Relative))
    }

    /// The mark of a question that a part ends before.
    fn question(&self, part: &Range<usize>) -> Option<Cut> {
        let floor = self.text.floor_char_boundary(part.end.saturating_sub(FAR));
        let own = self.text.slice(part.start.max(floor)..part.end);
        let asks = |c: char| matches!(c, '?' | '？' | '؟');
        if own.trim_end_matches(may_be_quotation_mark).ends_with(asks) {
            return None;
        }
        let rest = self.text.slice(part.end..);
        let at =
            rest.find(|c: char| !may_be_quotation_mark(c) && c != '!' && !c.is_whitespace())?;
        let mark = rest.slice(at..).chars().next().filter(|c| asks(*c))?;
        let at = part.end + at;
        (at - part.end <= 8).then(|| Cut::Question(at..at + mark.len_utf8()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `[`…`]` of a text loses.
    fn lost(text: &str, language: &str) -> Option<String> {
        let mut plain = String::new();
        let mut parts: Vec<Range<usize>> = Vec::new();
        for c in text.chars() {
            match c {
                '[' => parts.push(plain.len()..plain.len()),
                ']' => parts.last_mut().unwrap().end = plain.len(),
                c => plain.push(c),
            }
        }
        cut(&plain, &parts, language).map(|cut| plain[cut.lost()].to_owned())
    }

    /// Nothing that reading the sentences finds is passed over because nothing near seems to begin it.
    #[test]
    fn a_look_at_the_words_near_passes_nothing_over() {
        let examples = include_str!("testdata/cuts.txt");
        let (mut turned, mut denied) = (0, 0);
        for line in examples.lines().filter(|line| !line.starts_with('#')) {
            let Some((language, text)) = line.split_once(" | ") else { continue };
            let Some(known) = known::known(language) else { continue };
            let reading = CutReader { text, language, known };
            for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                let (full, quick) = (reading.turned(at), reading.before(at));
                assert_eq!(quick, full, "{line}: {at}");
                turned += usize::from(full.is_some());
                let (full, quick) = (reading.denied(at), reading.after(at));
                assert_eq!(quick, full, "{line}: {at}");
                denied += usize::from(full.is_some());
            }
        }
        assert!(turned > 100 && denied > 100, "{turned}, {denied}");
    }

    #[test]
    fn fifty_cuts_are_found() {
        let examples = include_str!("testdata/cuts.txt");
        let (mut found, mut wrong) = (0, Vec::new());
        for line in examples.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let [language, word, text] = line.splitn(3, " | ").collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let expected = (word != "-").then(|| word.to_owned());
            found += usize::from(expected.is_some());
            let lost = lost(text, language);
            if lost != expected {
                wrong.push(format!("{line}: {lost:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(found >= 50, "{found}");
    }
}
