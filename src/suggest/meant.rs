//! Who is meant by words that name nobody: "he", "the company", "the minister".

use super::people::is_of_people;
use super::reading::words;
use super::speaker::{
    Identified, NewRecord, Newcomer, Speakers, ToldSpeaker, is_possessive, known,
};
use super::title::{bare, is_person_like, named_first, person_of, split_title};
use super::vocabulary::{is_company_noun, is_determiner, lower};
use crate::model::{EntityKind, RecordId};
use crate::place::{InContent, Place};
use crate::slice::Slice;

impl Speakers<'_> {
    /// "A reporter" or "The man at the door", where the sentence before a place begins with these and
    /// names nobody.
    fn described_before(&self, start: usize, at: usize) -> Option<Identified> {
        let text = &self.reading.document.text;
        let after = self.reading.sentences.partition_point(|it| it.end() <= at);
        let sentences = self.reading.sentences.get(..after)?;
        let is_quoted = |it: &&Place<InContent>| text.slice(it.bytes()).contains(['“', '”', '"']);
        let near = sentences.iter().rev().take_while(|it| it.start() >= start);
        let sentence = near.copied().find(|it| !is_quoted(&it))?;
        let words = words(text, sentence);
        let written = |at: usize| words.get(at).map(|word| text.slice(word.range.bytes()));
        let first = lower(written(0)?);
        let begins = is_determiner(&first) || first == "one" || first == "another";
        let called = (1..4).find(|at| written(*at).is_some_and(|it| is_of_people(&lower(it))))?;
        let before = begins
            && (1..called)
                .all(|at| written(at).is_some_and(|it| it.starts_with(char::is_lowercase)));
        let named = self.reading.mentions_within(sentence).iter();
        let mut people = self.runs_in(sentence).into_iter();
        let names = named.filter(|it| self.is_person(it.record)).count() > 0
            || people.any(|run| is_person_like(self.reading.text(run.range())));
        let end = words.get(called)?.range.end();
        let told = text.slice(words.first()?.range.start()..end).to_owned();
        (before && !names).then_some(known(ToldSpeaker::Described(told)))
    }

    /// Who "he" or "it" is: who is named last before the quotation, or who spoke last.
    pub(super) fn meant_by_pronoun(
        &self,
        pronoun: &str,
        at: usize,
        last: Option<&ToldSpeaker>,
    ) -> Identified {
        let person = pronoun != "it";
        let start = self.reading.near(at, self.reading.block(at).start());
        if person && let Some(described) = self.described_before(start, at) {
            return described;
        }
        let mentions = self.reading.mentions_within(Place::new(start..at)).iter();
        let recorded = mentions
            .filter(|it| self.is_person(it.record) == person && !self.is_place(it.record))
            .filter(|it| !is_possessive(&self.reading.document.text, it.range.end()))
            .map(|it| (it.range.start(), known(ToldSpeaker::Record(it.record))));
        let named = self.unrecorded_before(Place::new(start..at), person);
        if let Some((_, identified)) = recorded.chain(named).max_by_key(|(at, _)| *at) {
            return identified;
        }
        let fits = |speaker: &&ToldSpeaker| match speaker {
            ToldSpeaker::Record(id) => self.is_person(*id) == person,
            ToldSpeaker::Unrecorded(name) => {
                let named = self.naming.get(name).is_some_and(|named| named.person);
                (named || is_person_like(name)) == person
            }
            _ => false,
        };
        known(last.filter(fits).cloned().unwrap_or(ToldSpeaker::Unknown))
    }

    /// The last person, or thing, without a record that is named in a range outside of quotation
    /// marks.
    fn unrecorded_before(
        &self,
        range: Place<InContent>,
        person: bool,
    ) -> Option<(usize, Identified)> {
        let text = &self.reading.document.text;
        let first = self.reading.quotations.partition_point(|it| it.words.end() <= range.start());
        let quoted = self.reading.quotations.get(first..).unwrap_or_default();
        let is_quoted = |at: usize| {
            quoted.iter().take_while(|it| it.words.start() <= at).any(|it| at < it.words.end())
        };
        let runs = self.runs_in(range);
        runs.into_iter().rev().find_map(|run| {
            let range = run.range();
            let recorded = !self.reading.mentions_within(range).is_empty();
            let (title, name) = split_title(bare(text.slice(range.bytes())));
            let name = person_of(name);
            let named = self.naming.get(name);
            let is_person = !title.is_empty()
                || self.full_names.contains_key(name)
                || named.map_or(is_person_like(name), |named| named.person || is_person_like(name));
            let owner = is_possessive(text, range.end());
            let other = recorded || owner || is_quoted(range.start()) || is_person != person;
            if run.parts.len() > 1 || other {
                return None;
            }
            // A thing is meant only where it is known by its kind.
            let kind = named.and_then(|named| named.kind());
            if !person && !matches!(kind, Some("company" | "agency" | "organisation")) {
                return None;
            }
            match self.newcomer(range, &run, None) {
                (ToldSpeaker::Described(_) | ToldSpeaker::Unknown, _) => None,
                identified => Some((range.start(), identified)),
            }
        })
    }

    /// Who "the company" or "the ministry" is: who spoke last, or what is named first in this paragraph
    /// or the ones before, if it is one by its kind or name.
    pub(super) fn meant_by_noun(
        &self,
        words: &str,
        noun: Option<&str>,
        at: usize,
        last: Option<&ToldSpeaker>,
    ) -> Identified {
        let described = known(ToldSpeaker::Described(words.to_owned()));
        let Some(noun) = noun else { return described };
        if is_of_people(noun) {
            let definite = words.starts_with("the ") || words.starts_with("The ");
            let called = definite.then(|| self.called(noun, at)).flatten();
            return called.unwrap_or(described);
        }
        let block = self.reading.document.block_at(at).unwrap_or_default();
        let earlier = |count: usize| {
            let first = self.reading.document.blocks.get(block.saturating_sub(count));
            self.reading.near(at, first.map_or(at, |block| block.text.start()))
        };
        let is_one = |id: RecordId| {
            let record = self.record(id);
            let named = |name: &str| name.split_whitespace().any(|word| lower(word) == noun);
            record.entity_kind.is_some_and(|kind| kind.name() == noun)
                || (is_company_noun(noun)
                    && record.entity_kind.is_none_or(|kind| kind == EntityKind::Company)
                    && !self.is_official(id))
                || named(&record.name)
                || record.aliases.iter().any(|alias| named(alias))
        };
        if let Some(ToldSpeaker::Record(id)) = last
            && is_one(*id)
        {
            return known(ToldSpeaker::Record(*id));
        }
        // What a paragraph is about is named first in it.
        for start in [earlier(0), earlier(1), earlier(2)] {
            let mentions = self.reading.mentions_within(Place::new(start..at));
            if let Some(mention) = mentions.iter().find(|it| is_one(it.record)) {
                return known(ToldSpeaker::Record(mention.record));
            }
        }
        if !is_company_noun(noun) {
            return described;
        }
        // "A spokesman of Acme said … The company added".
        let company = Newcomer { record: NewRecord::Entity { kind: Some("company") }, role: None };
        if let Some(ToldSpeaker::Unrecorded(name)) = last
            && let Some(named) = self.naming.get(&named_first(name)).filter(|it| !it.person)
        {
            return (ToldSpeaker::Unrecorded(named.name.clone()), Some(company));
        }
        for start in [earlier(0), earlier(1)] {
            if let Some(((ToldSpeaker::Unrecorded(name), _), _)) =
                self.first_named(Place::new(start..at))
                && self.naming.get(&name).is_some_and(|named| !named.person)
            {
                return (ToldSpeaker::Unrecorded(name), Some(company));
            }
        }
        described
    }

    /// Who is last called by a noun before the quotation: "the minister" after "Minister Ada Roe" and
    /// "Ada Roe, the minister".
    fn called(&self, noun: &str, at: usize) -> Option<Identified> {
        let text = &self.reading.document.text;
        let block = self.reading.document.block_at(at).unwrap_or_default();
        let first = self.reading.document.blocks.get(block.saturating_sub(4));
        let start = self.reading.near(at, first.map_or(at, |block| block.text.start()));
        let runs = self.runs_in(Place::new(start..at));
        runs.into_iter().rev().filter(|run| run.parts.len() == 1).find_map(|run| {
            let range = run.range();
            let (title, name) = split_title(bare(text.slice(range.bytes())));
            if !is_person_like(person_of(name)) || is_possessive(text, range.end()) {
                return None;
            }
            let after = text.slice(range.end()..at);
            let after = after.strip_prefix(", ").unwrap_or_default();
            let after = after.split([',', '.', ';', '“', '"']).next().unwrap_or_default();
            let before = text.slice(start..range.start());
            let before = before.rsplit([',', '.', '\n', '“', '”', '"']).next().unwrap_or_default();
            let before: Vec<&str> = before.split_whitespace().rev().take(2).collect();
            let mut told = title.split(' ').chain(after.split(' ').take(6)).chain(before);
            if !told.any(|word| lower(word) == noun) {
                return None;
            }
            let mention = self.reading.mentions_within(range).first();
            let recorded = mention.filter(|it| self.is_person(it.record));
            Some(match recorded {
                Some(mention) => known(ToldSpeaker::Record(mention.record)),
                None => self.newcomer(range, &run, None),
            })
        })
    }
}
