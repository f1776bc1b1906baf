//! Figures in articles, and what they count.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::name_run::has_capital;
use super::noted::{merged, overlap};
use super::reading::{Reading, WordInText, words};
use super::vocabulary::{is_boundary, is_determiner, is_function_word, is_plural, lower};
use crate::language::has_digit;
use crate::model::{Briefing, NoteId, NoteKind};
use crate::parse::value::{Quantity, Value, singular, stated};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// How far from a figure the noun that it counts may stand, in words.
const NOUN_WITHIN: usize = 5;

/// How many words on each side tell what a figure is about.
const CONTEXT: usize = 14;

/// A figure in an article.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Number of the article's reading.
    pub(super) reading: usize,
    /// The words to be quoted: the figure and what it counts.
    pub(super) range: Place<InContent>,
    pub(super) value: Value,
    pub(super) quantity: Quantity,
    /// What is counted, in the singular, or the unit.
    pub(super) unit: String,
    /// What is counted, as it is printed.
    pub(super) noun: Option<String>,
    /// The words between the figure and the noun, in lower case.
    pub(super) modifiers: Vec<String>,
    /// What else is counted with it, in the singular: "bureaus and companies".
    pub(super) with: Option<String>,
    /// The words around that say what it is about, each once, in order.
    pub(super) context: Vec<Near>,
    /// The claim that has it as an answer already.
    pub(super) claim: Option<NoteId>,
}

/// A word near a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    /// In lower case and the singular.
    pub(super) word: String,
    /// As it is printed.
    pub(super) printed: String,
    /// How many words away it stands.
    pub(super) distance: usize,
}

/// The figures of all articles, in order.
pub(super) fn figures(briefing: &Briefing, readings: &[Reading<'_>]) -> Vec<Figure> {
    let claimed = claimed(briefing);
    let found: Vec<Vec<Figure>> = readings
        .par_iter()
        .enumerate()
        .map(|(index, reading)| {
            let claimed = claimed.get(reading.id.index()).map(Vec::as_slice).unwrap_or_default();
            if !reading.is_english() {
                return Vec::new();
            }
            let of_sentence = |sentence: &Place<InContent>| in_sentence(reading, index, *sentence);
            let mut found: Vec<Figure> = reading.sentences.iter().flat_map(of_sentence).collect();
            // What somebody says is theirs, and no answer of the report's.
            let quoted = merged(reading.quotations.iter().map(|it| it.words).collect());
            found.retain(|figure| overlap(&quoted, figure.range) == 0);
            found.retain(|figure| !is_former(reading, figure) && !is_of_the_page(reading, figure));
            for figure in &mut found {
                figure.claim = claim_at(claimed, figure.range);
            }
            found
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// Words before a figure that was so once.
#[rustfmt::skip]
const FORMERLY: &[&str] = &["previously", "formerly", "initially", "originally"];

/// Words that tell the same of an outlook.
#[rustfmt::skip]
const FORMER: &[&str] =
    &["previous", "earlier", "prior", "former", "old", "initial", "original"];

/// What is looked ahead to.
#[rustfmt::skip]
const OUTLOOKS: &[&str] = &[
    "estimate", "estimates", "figure", "forecast", "goal", "guidance", "outlook", "plan",
    "projection", "target", "total", "count", "range", "expectation",
];

/// Words before "from" and a figure that another has replaced.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "up", "down", "rose", "rise", "fell", "fall", "raised", "raising", "raises", "lowered",
    "lowers", "cut", "cutting", "cuts", "increased", "increase", "decreased", "dropped", "grew",
    "grown", "revised", "shrank", "reduced", "climbed", "slipped", "jumped", "instead",
];

/// Whether the figure is one that another has replaced: "up from 18 bureaus", "its earlier target of 18".
/// It answers what was so once, and no report differs from it.
fn is_former(reading: &Reading<'_>, figure: &Figure) -> bool {
    let at = figure.range.start();
    let start = reading.sentence(at).map_or(at, |sentence| sentence.start());
    let start = reading.near(at, start);
    let before = words(&reading.document.text, Place::new(start..at));
    let lower_of = |word: &WordInText| lower(reading.text(word.range));
    let nearest: Vec<String> = before.iter().rev().take(8).map(lower_of).collect();
    let is_in = |list: &[&str], word: &String| list.contains(&word.as_str());
    let from = nearest.iter().take(2).any(|word| word == "from");
    let near = |list: &[&str]| nearest.iter().take(4).any(|word| is_in(list, word));
    near(FORMERLY)
        || (near(FORMER) && near(OUTLOOKS))
        || (from && nearest.iter().any(|word| is_in(MOVES, word)))
}

/// Whether what is counted belongs to the page and not to what it reports: "14 external links", and
/// "12 comments" alone.
fn is_of_the_page(reading: &Reading<'_>, figure: &Figure) -> bool {
    let unit = figure.unit.as_str();
    let linked = unit == "link"
        && figure
            .modifiers
            .iter()
            .any(|it| matches!(it.as_str(), "external" | "internal" | "related"));
    let alone = || {
        let at = figure.range.start();
        let sentence = reading.sentence(at).unwrap_or(figure.range);
        sentence.len() <= 60 && words(&reading.document.text, sentence).len() <= 4
    };
    let counted =
        ["comment", "view", "like", "share", "reply", "reaction", "reference", "citation"];
    linked
        || matches!(unit, "footnote" | "backlink" | "hyperlink" | "retweet")
        || (counted.contains(&unit) && alone())
}

fn in_sentence(reading: &Reading<'_>, index: usize, sentence: Place<InContent>) -> Vec<Figure> {
    let text = &reading.document.text;
    let all = stated(text.slice(sentence.bytes()), reading.map.language);
    if all.is_empty() {
        return Vec::new();
    }
    let words = words(text, sentence);
    let figure = |stated: crate::parse::value::Stated| {
        let range = sentence.start() + stated.range.start..sentence.start() + stated.range.end;
        let quantity = stated.value.quantity()?.clone();
        let next = words.partition_point(|word| word.range.start() < range.end);
        let (unit, counted) = match quantity.unit {
            Some(unit) => (unit.name.to_owned(), None),
            None => {
                let counted = counted(text, &words, next, range.end)?;
                let noun = &words[counted.noun].range;
                (singular(&lower(text.slice(noun.bytes()))), Some(counted))
            }
        };
        let printed = |at: usize| text.slice(words[at].range.bytes()).to_owned();
        let noun = counted.as_ref().map(|counted| printed(counted.noun));
        let with = counted.as_ref().and_then(|counted| counted.with);
        let last = with.or(counted.as_ref().map(|counted| counted.noun));
        let end = last.map_or(range.end, |at| words[at].range.end());
        let with = with.map(|at| singular(&lower(&printed(at))));
        let modifiers = counted.map(|counted| counted.modifiers).unwrap_or_default();
        let range = range.start..end;
        let context = context(text, &words, Place::new(range.clone()), &unit);
        Some(Figure {
            reading: index,
            range: Place::new(range),
            value: stated.value,
            quantity,
            unit,
            noun,
            modifiers,
            with,
            context,
            claim: None,
        })
    };
    all.into_iter().filter_map(figure).collect()
}

/// What a figure counts.
struct CountedThing {
    /// The number of the word.
    noun: usize,
    /// The words before it.
    modifiers: Vec<String>,
    /// The number of the word that "and" joins to it.
    with: Option<usize>,
}

/// What is counted by the figure that ends at `end`: the first plural after it.
fn counted(text: &str, words: &[WordInText], next: usize, end: usize) -> Option<CountedThing> {
    let (noun, modifiers) = plural(text, words, next, end)?;
    // "five other bureaus" answers no question by itself.
    let relative = ["other", "others", "more", "additional", "further", "such", "extra"];
    if modifiers.iter().any(|word| relative.contains(&word.as_str())) {
        return None;
    }
    let with = words
        .get(noun + 1)
        .filter(|word| {
            text.slice(word.range.bytes()) == "and" && is_space(text, words[noun].end, word)
        })
        .and_then(|and| plural(text, words, noun + 2, and.end));
    Some(CountedThing { noun, modifiers, with: with.map(|(at, _)| at) })
}

/// The number of the first plural from a word on, and the words before it.
fn plural(
    text: &str,
    words: &[WordInText],
    next: usize,
    end: usize,
) -> Option<(usize, Vec<String>)> {
    let mut before = Vec::new();
    let mut at = end;
    for (number, word) in words.iter().enumerate().skip(next).take(NOUN_WITHIN) {
        let low = lower(text.slice(word.range.bytes()));
        if !is_space(text, at, word) || is_boundary(&low) || is_determiner(&low) {
            return None;
        }
        if is_plural(&low) {
            return (!word.is_possessive()).then_some((number, before));
        }
        before.push(low);
        at = word.end;
    }
    None
}

/// Whether only a space stands before a word.
fn is_space(text: &str, end: usize, word: &WordInText) -> bool {
    matches!(text.slice(end..word.range.start()), " " | "\u{a0}")
}

/// The words around a figure that say what it is about.
fn context(text: &str, words: &[WordInText], figure: Place<InContent>, unit: &str) -> Vec<Near> {
    let first = words.partition_point(|word| word.range.end() <= figure.start());
    let after = words.partition_point(|word| word.range.start() < figure.end());
    let mut found: BTreeMap<String, Near> = BTreeMap::new();
    let range = first.saturating_sub(CONTEXT)..(after + CONTEXT).min(words.len());
    for (number, word) in words.iter().enumerate().take(range.end).skip(range.start) {
        let printed = text.slice(word.range.bytes());
        let low = lower(printed);
        let long = has_capital(text, word) || printed.chars().count() > 3;
        if has_digit(printed) || !long || is_function_word(&low) {
            continue;
        }
        let distance = first.saturating_sub(number).max(number.saturating_sub(after));
        let near = Near { word: singular(&low), printed: printed.to_owned(), distance };
        let kept = found.entry(near.word.clone()).or_insert_with(|| near.clone());
        if near.distance < kept.distance {
            *kept = near;
        }
    }
    found.remove(unit);
    found.into_values().collect()
}

/// By article: the passages of claims, in order.
fn claimed(briefing: &Briefing) -> Vec<Vec<(Place<InContent>, NoteId)>> {
    let mut claimed = vec![Vec::new(); briefing.articles.len()];
    for (id, note) in briefing.notes() {
        if !matches!(note.kind, NoteKind::Claim(_)) {
            continue;
        }
        for passage in &note.passages {
            if let Some(places) = claimed.get_mut(passage.article.index()) {
                places.extend(passage.parts().iter().map(|part| (*part, id)));
            }
        }
    }
    for places in &mut claimed {
        places.sort_by_key(|(range, id)| (range.start(), range.end(), *id));
    }
    claimed
}

/// The claim that has words in a range as an answer.
fn claim_at(claimed: &[(Place<InContent>, NoteId)], range: Place<InContent>) -> Option<NoteId> {
    let after = claimed.partition_point(|(place, _)| place.start() < range.end());
    let near = claimed.get(after.saturating_sub(8)..after).unwrap_or_default();
    near.iter().rev().find(|(place, _)| range.start() < place.end()).map(|(_, id)| *id)
}
