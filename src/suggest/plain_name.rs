//! Who is named in a part of a text in a language of which less is known than of English: records, and
//! people and houses without one.

use super::name_run::NameRun;
use super::reading::words;
use super::speaker::{Identified, NewRecord, Newcomer, Speakers, ToldSpeaker, known};
use super::title::{is_person_like, unelided, without_calling};
use super::vocabulary::lower;
use crate::language::{ReportWords, Telling};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Somebody who is named, where, and as what.
#[derive(Debug, Clone)]
pub(super) struct PlainName {
    pub(super) place: Place<InContent>,
    pub(super) identified: Identified,
    pub(super) person: bool,
    /// Whether a preposition stands before: who is named after one does not speak.
    pub(super) beside: bool,
}

impl Speakers<'_> {
    /// Who is named in a range, in order.
    pub(super) fn plain_names(
        &self,
        range: Place<InContent>,
        words: ReportWords,
    ) -> Vec<PlainName> {
        let mentions = self.reading.mentions_within(range);
        let recorded = mentions.iter().map(|it| PlainName {
            place: it.range,
            identified: known(ToldSpeaker::Record(it.record)),
            person: self.is_person(it.record),
            beside: self.stands_beside(it.range.start(), words),
        });
        let mut found: Vec<PlainName> = recorded.collect();
        for run in self.runs_in(range) {
            let place = run.range();
            let met = mentions
                .iter()
                .any(|it| it.range.start() < place.end() && place.start() < it.range.end());
            if !met && let Some(named) = self.plain_name(&run, words) {
                found.push(named);
            }
        }
        found.sort_by_key(|it| it.place.start());
        found
    }

    fn plain_name(&self, run: &NameRun, told: ReportWords) -> Option<PlainName> {
        let place = run.range();
        let printed = self.reading.text(place);
        let (name, mut called) = without_calling(printed, told);
        let before = run.before.as_deref().unwrap_or_default();
        called |= told.is_of_people(unelided(before));
        let first = name.split(' ').next().unwrap_or_default();
        let firm = |word: &str| told.has(unelided(word), Telling::Firm);
        let (house, name) = match name.split_once(' ') {
            Some((_, rest)) if firm(&lower(first)) => (true, rest),
            _ => (firm(before), name),
        };
        let determined = told.has(before, Telling::Determiner);
        let full = self.full_names.get(name).cloned();
        let single = !name.contains(' ');
        let person = !house
            && match single {
                true => full.is_some() || called,
                // In "die Deutsche Bahn" no person is named.
                false => is_person_like(name) && (called || !determined || full.is_some()),
            };
        let common = told.language().knows(&lower(name))
            || full.is_none() && told.is_of_people(&lower(name))
            || told.is_saying(&lower(name))
            || told.language().is_calendar_word(&lower(name));
        let unknown = single && (run.begins || self.reading.has_capital_nouns());
        if common || !(person || house || !unknown) {
            return None;
        }
        let name = full.unwrap_or_else(|| name.to_owned());
        let record = match person {
            true => NewRecord::Person,
            false => NewRecord::Entity { kind: None },
        };
        let role = printed.strip_suffix(name.as_str()).map(str::trim);
        let role = role.filter(|role| person && called && !role.is_empty()).map(str::to_owned);
        let identified = match self.directory.named(&name) {
            Some(id) => known(ToldSpeaker::Record(id)),
            None => (ToldSpeaker::Unrecorded(name), Some(Newcomer { record, role })),
        };
        let beside = self.stands_beside(place.start(), told);
        Some(PlainName { place, identified, person, beside })
    }

    /// Whether a preposition stands before a place, and perhaps an article after that.
    fn stands_beside(&self, at: usize, told: ReportWords) -> bool {
        let text = &self.reading.document.text;
        let sentence = self.reading.sentence(at).map_or(at, |it| it.start());
        let start = self.reading.near(at, sentence);
        let before = words(text, Place::new(start..at));
        let parted = |end: usize| !text.slice(end..at).trim().is_empty();
        if before.last().is_none_or(|word| parted(word.end)) {
            return false;
        }
        let word = |back: usize| before.len().checked_sub(back).and_then(|at| before.get(at));
        let small = |back: usize| word(back).map(|word| lower(text.slice(word.range.bytes())));
        let is_preposition = |word: &String| {
            told.has(word, Telling::Boundary) && !told.has(word, Telling::Determiner)
        };
        let determined = small(1).is_some_and(|word| told.has(&word, Telling::Determiner));
        let nearest = small(if determined { 2 } else { 1 });
        let dative = small(1).is_some_and(|word| matches!(word.as_str(), "dem" | "del" | "al"));
        dative || nearest.as_ref().is_some_and(is_preposition)
    }
}
