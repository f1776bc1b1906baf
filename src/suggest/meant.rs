//! Who is meant by words that name nobody: "he", "the company", "the minister".

use super::gender::Gender;
use super::name_run::NameRun;
use super::people::{is_of_firm, is_of_people};
use super::reading::words;
use super::speaker::{
    Identified, NewRecord, Newcomer, Speakers, ToldSpeaker, is_possessive, known,
};
use super::title::{bare, is_person_like, named_first, person_of, split_title};
use super::vocabulary::{is_company_noun, is_determiner, is_saying, lower};
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

    /// Who "he" or "it" is: whom the sentence nearest before the quotation is about, or who spoke last.
    /// Where two may be meant, nobody.
    pub(super) fn meant_by_pronoun(
        &self,
        pronoun: &str,
        at: usize,
        last: Option<&ToldSpeaker>,
    ) -> Identified {
        let person = pronoun != "it";
        let start = self.reading.near(at, self.reading.block(at).start());
        if person
            && self.words.is_none()
            && let Some(described) = self.described_before(start, at)
        {
            return described;
        }
        let named = self.named_before(Place::new(start..at), person);
        if !named.is_empty() {
            let named = self.one_of_last(&named, pronoun);
            return named.unwrap_or(known(ToldSpeaker::Unknown));
        }
        let since = self.since_last(start, person);
        let other = |it: &&(Place<InContent>, Identified)| Some(&it.1.0) != last;
        if since.iter().any(|it| other(&it)) {
            let named = self.one_of_last(&since, pronoun);
            return named.unwrap_or(known(ToldSpeaker::Unknown));
        }
        let fits = |speaker: &&ToldSpeaker| match speaker {
            ToldSpeaker::Record(id) => self.is_person(*id) == person,
            ToldSpeaker::Unrecorded(name) => {
                let named = self.naming.get(name).is_some_and(|named| named.person);
                (named || is_person_like(name)) == person
            }
            _ => false,
        };
        let last = last.filter(fits).filter(|speaker| self.agrees(speaker, pronoun));
        let nearest = || since.first().map(|(_, identified)| identified.clone());
        last.cloned().map(known).or_else(nearest).unwrap_or(known(ToldSpeaker::Unknown))
    }

    /// Whether somebody is a man or a woman, as the words beside the name tell, or the name does.
    fn gender(&self, speaker: &ToldSpeaker) -> Option<Gender> {
        let name = match speaker {
            ToldSpeaker::Record(id) => &self.record(*id).name,
            ToldSpeaker::Unrecorded(name) => name,
            _ => return None,
        };
        let told = self.genders.get(name).copied();
        let last = name.rsplit(' ').next().filter(|last| self.full_names.get(last) == Some(name));
        let told = told.or_else(|| self.genders.get(last?).copied());
        told.or_else(|| Gender::of_given_name(name))
    }

    /// Whether nothing that is told of somebody is against a pronoun.
    fn agrees(&self, speaker: &ToldSpeaker, pronoun: &str) -> bool {
        let meant = Gender::of_pronoun(pronoun);
        self.gender(speaker).zip(meant).is_none_or(|(told, meant)| told == meant)
    }

    /// Of those who are named before a quotation, the one who can be meant in the last sentence that
    /// names any such.
    fn one_of_last(
        &self,
        named: &[(Place<InContent>, Identified)],
        pronoun: &str,
    ) -> Option<Identified> {
        let fitting = named.iter().filter(|(_, it)| self.agrees(&it.0, pronoun));
        let fitting: Vec<&(Place<InContent>, Identified)> = fitting.collect();
        let (place, last) = fitting.last()?;
        let sentence = self.reading.sentence(place.start()).unwrap_or(*place);
        let inside = || fitting.iter().filter(|it| sentence.start() <= it.0.start());
        let one = |of: &dyn Fn(&Identified) -> bool| {
            let mut all = inside().filter(|it| of(&it.1));
            let (_, first) = all.next()?;
            all.all(|it| it.1.0 == first.0).then(|| first.clone())
        };
        let meant = Gender::of_pronoun(pronoun);
        // Of two the one of whom it is known; else nobody can tell.
        let told = || one(&|it| meant.is_some() && self.gender(&it.0) == meant);
        if inside().all(|it| it.1.0 == last.0) { Some(last.clone()) } else { told() }
    }

    /// Who is named in the block before, after its last quotation.
    fn since_last(&self, start: usize, person: bool) -> Vec<(Place<InContent>, Identified)> {
        let Some(before) = self.reading.document.block_at(start).and_then(|at| at.checked_sub(1))
        else {
            return Vec::new();
        };
        let Some(block) = self.reading.document.blocks.get(before) else { return Vec::new() };
        let next = self.reading.quotations.partition_point(|it| it.words.end() <= block.text.end());
        let quoted = next.checked_sub(1).and_then(|at| self.reading.quotations.get(at));
        let quoted = quoted.map_or(block.text.start(), |it| it.words.end());
        let from = self.reading.near(block.text.end(), block.text.start().max(quoted));
        // What follows a quotation in its sentence may be its tag.
        let text = &self.reading.document.text;
        let tag = self.reading.sentence(from).filter(|_| quoted > block.text.start());
        let tag = tag.filter(|tag| {
            let rest = Place::new(from..tag.end().max(from));
            let said = |word: String| self.words.map_or(is_saying(&word), |it| it.is_saying(&word));
            words(text, rest).iter().any(|it| said(lower(text.slice(it.range.bytes()))))
        });
        let from = tag.map_or(from, |tag| tag.end()).min(block.text.end());
        self.named_before(Place::new(from..block.text.end()), person)
    }

    /// The people, or things, that are named in a range outside of quotation marks, in order.
    fn named_before(
        &self,
        range: Place<InContent>,
        person: bool,
    ) -> Vec<(Place<InContent>, Identified)> {
        let first = self.reading.quotations.partition_point(|it| it.words.end() <= range.start());
        let quoted = self.reading.quotations.get(first..).unwrap_or_default();
        let is_quoted = |at: usize| {
            quoted.iter().take_while(|it| it.words.start() <= at).any(|it| at < it.words.end())
        };
        if let Some(told) = self.words {
            let names = self.plain_names(range, told).into_iter();
            let names = names.filter(|it| it.person == person && !is_quoted(it.place.start()));
            return names.map(|it| (it.place, it.identified)).collect();
        }
        let text = &self.reading.document.text;
        let mentions = self.reading.mentions_within(range).iter();
        let recorded = mentions
            .filter(|it| self.is_person(it.record) == person && !self.is_place(it.record))
            .filter(|it| !is_possessive(text, it.range.end()) && !is_quoted(it.range.start()))
            .map(|it| (it.range, known(ToldSpeaker::Record(it.record))));
        let runs = self.runs_in(range).into_iter();
        let unrecorded = runs
            .filter(|run| !is_quoted(run.range().start()))
            .filter_map(|run| self.unrecorded(&run, person));
        let mut named: Vec<(Place<InContent>, Identified)> = recorded.chain(unrecorded).collect();
        named.sort_by_key(|(place, _)| place.start());
        named
    }

    /// The person, or thing, without a record that a run names.
    fn unrecorded(&self, run: &NameRun, person: bool) -> Option<(Place<InContent>, Identified)> {
        let text = &self.reading.document.text;
        let range = run.range();
        let recorded = !self.reading.mentions_within(range).is_empty();
        let (title, name) = split_title(bare(text.slice(range.bytes())));
        let name = person_of(name);
        let named = self.naming.get(name);
        // "chair Naomi Park"
        let is_person = !title.is_empty()
            || run.before.as_deref().is_some_and(is_of_people) && name.contains(' ')
            || self.full_names.knows(name)
            || named.map_or(is_person_like(name), |named| named.person || is_person_like(name));
        let owner = is_possessive(text, range.end());
        if run.parts.len() > 1 || recorded || owner || is_person != person {
            return None;
        }
        // A thing is meant only where it is known by its kind.
        let kind = named.and_then(|named| named.kind());
        if !person && !matches!(kind, Some("company" | "agency" | "organisation")) {
            return None;
        }
        match self.newcomer(range, run, None) {
            (ToldSpeaker::Described(_) | ToldSpeaker::Unknown, _) => None,
            identified => Some((range, identified)),
        }
    }

    /// The firm that is named last in a range, by the word before its name: "The operator, Acme".
    fn firm_in(&self, range: Place<InContent>) -> Option<String> {
        let text = &self.reading.document.text;
        self.runs_in(range).into_iter().rev().find_map(|run| {
            let before = text.slice(range.start()..run.range().start());
            let before = before.trim_end_matches([' ', ',']);
            let noun = before.rsplit(' ').next().map(lower).unwrap_or_default();
            let one = run.parts.len() == 1 && is_of_firm(&noun);
            one.then(|| self.reading.text(run.range()).to_owned())
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
        let company = Newcomer { record: NewRecord::Entity { kind: Some("company") }, role: None };
        let firms = [earlier(0), earlier(1)].into_iter();
        if let Some(name) = firms.filter_map(|start| self.firm_in(Place::new(start..at))).next() {
            return match self.directory.named(&name) {
                Some(id) => known(ToldSpeaker::Record(id)),
                None => (ToldSpeaker::Unrecorded(name), Some(company)),
            };
        }
        // "A spokesman of Acme said … The company added".
        if let Some(ToldSpeaker::Unrecorded(name)) = last
            && !is_person_like(name)
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
