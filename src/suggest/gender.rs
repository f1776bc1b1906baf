//! Whether somebody who is named is a man or a woman, as far as the words beside the name tell.

use std::collections::BTreeMap;

use super::reading::{Reading, words};
use super::vocabulary::{has, lower};
use crate::language::{ReportWords, Telling};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// What a pronoun has to agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gender {
    Masculine,
    Feminine,
}

/// What the words beside names tell, by each name as it is printed.
#[derive(Debug, Default)]
pub(super) struct Genders(BTreeMap<String, Option<Gender>>);

impl Gender {
    /// That of a pronoun, where it has one.
    pub(super) fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "he" | "him" | "er" | "il" | "él" | "он" => Some(Self::Masculine),
            "she" | "her" | "elle" | "ella" | "она" => Some(Self::Feminine),
            _ => None,
        }
    }

    /// That of most who have a given name.
    pub(super) fn of_given_name(name: &str) -> Option<Self> {
        let first = lower(name.split(' ').next().filter(|first| first.len() < name.len())?);
        match (has(&first, Telling::ManName), has(&first, Telling::WomanName)) {
            (true, false) => Some(Self::Masculine),
            (false, true) => Some(Self::Feminine),
            _ => None,
        }
    }

    fn of_word(word: &str, told: ReportWords) -> Option<Self> {
        if told.has(word, Telling::Masculine) {
            return Some(Self::Masculine);
        }
        // "Ministerin"
        let ends = told.language().is_german() && word.ends_with("in") && told.is_of_people(word);
        (ends || told.has(word, Telling::Feminine)).then_some(Self::Feminine)
    }
}

impl Genders {
    /// Reads what stands beside a name: "Mrs. Roe", "her father, Jon Roe", "Ada Roe, the chairwoman".
    pub(super) fn read(
        &mut self,
        reading: &Reading<'_>,
        sentence: Place<InContent>,
        name: Place<InContent>,
        printed: &str,
    ) {
        const BEFORE: usize = 2;
        const AFTER: usize = 3;
        let Some(told) = ReportWords::of(&reading.article.language) else { return };
        let text = &reading.document.text;
        let found = |range: Place<InContent>| -> Vec<String> {
            let words = words(text, range);
            words.iter().map(|word| lower(text.slice(word.range.bytes()))).collect()
        };
        let from = reading.near(name.start(), sentence.start());
        let near = text.slice(from..name.start());
        // What stands in another clause is said of somebody else.
        let clause =
            near.trim_end_matches([',', ' ']).rfind([',', ';', ':', '“', '”', '"', '«', '»']);
        let before = found(Place::new(from + clause.map_or(0, |at| at + 1)..name.start()));
        // "the mother of Jon Roe"
        let links = |word: &&String| {
            let link = matches!(word.as_str(), "of" | "for" | "de" | "du" | "von" | "del");
            !link && !told.is_saying(word)
        };
        let before = before.iter().rev().take(BEFORE).take_while(links);
        let rest = text.slice(name.end()..sentence.end().max(name.end()));
        let after = rest.strip_prefix(", ").map(|rest| sentence.end() - rest.len());
        let after =
            after.map(|start| found(Place::new(start..reading.not_far(start, sentence.end()))));
        let after = after.unwrap_or_default();
        let after = after.iter().take(AFTER).take_while(|word| {
            !matches!(
                word.as_str(),
                "who" | "whose" | "which" | "and" | "of" | "der" | "die" | "qui" | "dont" | "que"
            )
        });
        let inside = found(name);
        // "la ministre", and not "…, la réforme"
        let before: Vec<&String> = before.collect();
        let article = |word: &str| told.has(word, Telling::Determiner);
        let called = before.iter().any(|word| told.is_of_people(word));
        let before = before.into_iter().filter(|word| called || !article(word));
        let after = after.filter(|word| !article(word));
        let told: Vec<Gender> = inside
            .iter()
            .chain(before)
            .chain(after)
            .filter_map(|word| Gender::of_word(word, told))
            .collect();
        let Some(first) = told.first().copied() else { return };
        let one = told.iter().all(|gender| *gender == first).then_some(first);
        let known = self.0.entry(printed.to_owned()).or_insert(one);
        *known = known.filter(|known| Some(*known) == one);
    }

    /// What is told of each name, and nowhere otherwise.
    pub(super) fn known(self) -> BTreeMap<String, Gender> {
        self.0.into_iter().filter_map(|(name, gender)| Some((name, gender?))).collect()
    }
}
