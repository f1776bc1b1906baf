//! Where articles print names that no record has.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::name_run::{NameRun, runs};
use super::reading::{Reading, words};
use super::title::{bare, split_title, without_country};
use super::vocabulary::{
    is_country, is_function_word, is_no_entity, is_title, kind_of_last, lower,
};
use crate::model::{Briefing, EntityKind};
use crate::place::{InContent, Place};
use crate::slice::Slice;

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
            titled: !title.is_empty() || before.is_some_and(is_title),
            located: matches!(before, Some("in" | "at" | "from" | "near")),
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

    fn may_be_a_name(&self, name: &str) -> bool {
        let low = lower(name);
        let single = !name.contains(' ');
        let common = |word: &str| {
            is_no_entity(word) || is_country(word) || is_title(word) || is_function_word(word)
        };
        let plain = common(&low) || low.split([' ', '-']).all(common);
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let acronym = letters().count() > 1 && letters().all(char::is_uppercase);
        let word = single && !acronym && self.corpus.small.contains(low.as_str());
        !plain && !word && name.chars().nth(1).is_some()
    }
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
