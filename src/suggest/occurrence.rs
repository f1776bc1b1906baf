//! Where articles print names that no record has.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::name_run::{NameRun, runs};
use super::people::{is_called_before_name, is_of_person, is_of_staff};
use super::reading::{Reading, words};
use super::title::{bare, split_title, without_country};
use super::vocabulary::{
    is_country, is_function_word, is_no_entity, is_saying, is_title, kind_of_last, lower,
};
use crate::model::{Briefing, EntityKind};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// How many bytes after a name are looked at for what the named is.
const APPOSITION: usize = 120;

/// A name in an article.
#[derive(Debug, Clone)]
pub(super) struct Occurrence {
    pub(super) name: String,
    pub(super) reading: usize,
    pub(super) range: Place<InContent>,
    /// Whether its capital may be that of a sentence.
    pub(super) begins: bool,
    /// Whether a title stands before it.
    pub(super) titled: bool,
    /// Whether "in" or "at" stands before it.
    pub(super) located: bool,
    /// Whether a verb beside it gives words to it.
    pub(super) speaks: bool,
    /// Whether somebody has an office in it: "president of Acme", "Acme's director".
    pub(super) staffed: bool,
    /// The short form that stands in brackets after it.
    pub(super) short: Option<String>,
}

/// How words are written in all articles together.
pub(super) struct Corpus<'a> {
    /// What stands somewhere without a capital.
    small: BTreeSet<&'a str>,
    /// Names that stand somewhere without "and" before or after them.
    alone: BTreeSet<&'a str>,
    /// Names whose first capital is not that of a sentence.
    certain: BTreeSet<&'a str>,
}

impl<'a> Corpus<'a> {
    pub(super) fn new(readings: &[Reading<'a>]) -> Self {
        let found: Vec<[BTreeSet<&'a str>; 3]> = readings
            .par_iter()
            .map(|reading| {
                let text = reading.document.text.as_str();
                let mut found = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
                for sentence in &reading.sentences {
                    let words = words(text, *sentence);
                    let written = words.into_iter().map(|word| text.slice(word.range.bytes()));
                    found[0].extend(written.filter(|it| it.starts_with(char::is_lowercase)));
                    for run in runs(text, *sentence) {
                        let names = run.parts.iter().map(|part| bare(text.slice(part.bytes())));
                        if run.parts.len() == 1 {
                            found[1].extend(names.clone());
                        }
                        let skipped = usize::from(run.begins);
                        found[2].extend(names.skip(skipped));
                    }
                }
                found
            })
            .collect();
        let [mut small, mut alone, mut certain] = [const { BTreeSet::new() }; 3];
        for [a, b, c] in found {
            small.extend(a);
            alone.extend(b);
            certain.extend(c);
        }
        Self { small, alone, certain }
    }

    /// The names of a run: what "and" joins is one where neither half stands alone anywhere, and
    /// the whole has the form of an organisation's name.
    fn split(&self, text: &str, run: &NameRun) -> Vec<Place<InContent>> {
        let mut names: Vec<Place<InContent>> = Vec::new();
        for part in &run.parts {
            if let Some(last) = names.last_mut() {
                let (left, right) = (text.slice(last.bytes()), text.slice(part.bytes()));
                let alone = [left, right].iter().any(|half| self.alone.contains(bare(half)));
                let linked = left.contains(" of ") || left.contains(" for ");
                let tail = right.rsplit(' ').next().unwrap_or(right);
                if !alone && (linked || kind_of_last(&lower(tail)).is_some()) {
                    *last = last.cover(*part);
                    continue;
                }
            }
            names.push(*part);
        }
        names
    }
}

/// Finds the names in one article.
pub(super) struct Finder<'a> {
    pub(super) briefing: &'a Briefing,
    pub(super) corpus: &'a Corpus<'a>,
    pub(super) reading: &'a Reading<'a>,
    pub(super) index: usize,
}

impl Finder<'_> {
    pub(super) fn all(&self) -> Vec<Occurrence> {
        let text = &self.reading.document.text;
        let mut found: Vec<Occurrence> = Vec::new();
        for sentence in self.reading.sentences.iter().filter(|it| !is_title_case(text, **it)) {
            for run in runs(text, *sentence) {
                for (number, range) in self.corpus.split(text, &run).into_iter().enumerate() {
                    if let Some(last) = found.last_mut().filter(|it| is_short_form(text, it, range))
                    {
                        last.short = Some(text.slice(range.bytes()).to_owned());
                        continue;
                    }
                    let begins = run.begins && number == 0;
                    let before = run.before.as_deref().filter(|_| number == 0);
                    found.extend(self.occurrence(range, begins, before));
                }
            }
        }
        found
    }

    fn occurrence(
        &self,
        range: Place<InContent>,
        begins: bool,
        before: Option<&str>,
    ) -> Option<Occurrence> {
        let text = &self.reading.document.text;
        let (mut range, begins) = self.without_first_words(range, begins);
        let (title, name) = split_title(text.slice(range.bytes()));
        range = range.since(range.end() - name.len());
        let name = match without_country(name) {
            Some(rest)
                if self.corpus.alone.contains(rest) || self.corpus.certain.contains(rest) =>
            {
                range = range.since(range.end() - rest.len());
                rest
            }
            _ => name,
        };
        if range.is_empty() || self.is_recorded(range) || !self.may_be_a_name(name) {
            return None;
        }
        Some(Occurrence {
            name: name.to_owned(),
            reading: self.index,
            begins,
            titled: !title.is_empty()
                || before.is_some_and(|it| is_title(it) || is_of_person(it))
                || is_called_after(text.slice(range.end()..)),
            located: matches!(
                before,
                Some("in" | "at" | "from" | "near" | "across" | "around" | "throughout")
            ),
            speaks: self.speaks(range, before),
            staffed: is_staffed(text, range),
            short: None,
            range,
        })
    }

    /// A run without the words at its beginning that are none of a name: "The Bureau", "While
    /// Acme", "Punishing Acme".
    fn without_first_words(
        &self,
        range: Place<InContent>,
        begins: bool,
    ) -> (Place<InContent>, bool) {
        let text = &self.reading.document.text;
        let (mut range, mut begins) = (range, begins);
        while let Some(first) = words(text, range).first() {
            let written = text.slice(first.range.bytes());
            let low = lower(written);
            let rest = text.slice(first.end..range.end()).trim_start();
            let initials = written.chars().all(|c| c.is_uppercase() || c == '.');
            let small = is_function_word(&low) || self.corpus.small.contains(low.as_str());
            let known = |name: &str| self.corpus.certain.contains(name);
            let added = known(rest) && !known(text.slice(range.bytes()));
            let drop = match low.as_str() {
                "the" | "a" | "an" => true,
                _ => begins && !initials && (small || added),
            };
            if !drop {
                break;
            }
            range = range.since(range.end() - rest.len());
            begins = false;
        }
        (range, begins)
    }

    /// Whether a record is named here. A place's name may begin another name; any other is what is
    /// named.
    fn is_recorded(&self, range: Place<InContent>) -> bool {
        let mentions = &self.reading.mentions;
        let first = mentions.partition_point(|mention| mention.range.end() <= range.start());
        let touched = mentions.iter().skip(first).take_while(|it| it.range.start() < range.end());
        touched.into_iter().any(|mention| {
            let place = self.briefing[mention.record].entity_kind == Some(EntityKind::Place);
            let inside = range.covers(mention.range);
            !(place && inside && mention.range != range)
        })
    }

    fn speaks(&self, range: Place<InContent>, before: Option<&str>) -> bool {
        let after = self.reading.document.text.slice(range.end()..);
        let after = after.strip_prefix(' ').unwrap_or_default();
        let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        is_saying(next) || before.is_some_and(is_saying)
    }

    fn may_be_a_name(&self, name: &str) -> bool {
        let low = lower(name);
        let single = !name.contains(' ');
        let common = |word: &str| {
            is_no_entity(word)
                || is_country(word)
                || is_title(word)
                || is_function_word(word)
                || is_called_before_name(word)
        };
        let plain = common(&low) || low.split([' ', '-']).all(common);
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let acronym = letters().count() > 1 && letters().all(char::is_uppercase);
        let small = |word: &str| self.corpus.small.contains(word);
        let word = single && !acronym && small(&low);
        // "Read More", "Artificial Intelligence"
        let told = kind_of_last(low.rsplit(' ').next().unwrap_or(&low)).is_some();
        let plain_words = || low.split(' ').all(|it| small(it) || common(it));
        let phrase = !single && !acronym && !told && plain_words();
        !plain && !word && !phrase && name.chars().nth(1).is_some()
    }
}

/// Whether the words beside a name tell that somebody has an office in it.
fn is_staffed(text: &str, range: Place<InContent>) -> bool {
    let start = text.floor_char_boundary(range.start().saturating_sub(APPOSITION / 2));
    let mut before = text.slice(start..range.start()).split_whitespace().rev();
    let linked = before.next().is_some_and(|word| matches!(word, "of" | "at"));
    let after = text.slice(range.end()..);
    let after = after.slice(..after.floor_char_boundary(APPOSITION / 2));
    let after = ["'s ", "’s ", " "].iter().find_map(|lead| after.strip_prefix(lead));
    let next = after.and_then(|after| after.split(|c: char| !c.is_alphabetic() && c != '-').next());
    linked && before.next().is_some_and(is_of_staff) || next.is_some_and(is_of_staff)
}

/// Whether a person is told by what follows the name: "Ada Roe, 54", "Ada Roe, a nurse".
fn is_called_after(after: &str) -> bool {
    if after.starts_with(", who ") || after.starts_with(" who ") {
        return true;
    }
    let Some(after) = after.strip_prefix(", ") else { return false };
    let after = after.slice(..after.floor_char_boundary(APPOSITION));
    let told = after.split([',', '.', ';', '“', '"', '\n']).next().unwrap_or_default();
    let is_age = told.len() < 4 && !told.is_empty() && told.chars().all(|c| c.is_ascii_digit());
    let mut words = told.split(' ').take(6);
    is_age || words.any(|word| word.starts_with(char::is_lowercase) && is_of_person(&lower(word)))
}

/// Whether a line is a headline, most of whose longer words have capitals that tell nothing.
fn is_title_case(text: &str, sentence: Place<InContent>) -> bool {
    if text.slice(sentence.bytes()).trim_end().ends_with(['.', '!', '?', '”', '"', '’', '\'', ')'])
    {
        return false;
    }
    let words = words(text, sentence);
    let long: Vec<&str> = words
        .iter()
        .map(|word| text.slice(word.range.bytes()))
        .filter(|word| word.chars().count() > 3)
        .collect();
    let capitals = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    long.len() > 3 && capitals * 5 > long.len() * 3
}

/// Whether a name in brackets is the short form of the name before them.
fn is_short_form(text: &str, last: &Occurrence, range: Place<InContent>) -> bool {
    if range.start() < last.range.end() {
        return false;
    }
    let capital = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let initials: String =
        text.slice(last.range.bytes()).split([' ', '-']).filter_map(capital).collect();
    text.slice(last.range.end()..range.start()) == " ("
        && text.slice(range.end()..).starts_with(')')
        && text.slice(range.bytes()) == initials
}
