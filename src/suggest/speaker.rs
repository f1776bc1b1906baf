//! Who is meant by the words that name a speaker: a record of the briefing, or somebody who should
//! be one.

use std::collections::BTreeMap;

use super::directory::Directory;
use super::name_run::{NameRun, runs};
use super::reading::{Reading, words};
use super::speech_tag::{CIRCUMSTANCES, is_pronoun};
use super::title::{
    bare, is_person_like, named_first, role_for, split_title, without_country, without_determiner,
};
use super::unrecorded::UnrecordedNames;
use super::vocabulary::{
    is_company_noun, is_country, is_function_word, is_no_entity, is_office, is_role, is_title,
    kind_of_last, lower,
};
use crate::model::{Briefing, EntityKind, Mention, Record, RecordId, RecordKind};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ToldSpeaker {
    /// An official or entity of the briefing.
    Record(RecordId),
    /// Somebody with a name, and no record.
    Unrecorded(String),
    /// Somebody whom the report only describes: "the filing".
    Described(String),
    /// The report does not tell, or not beside the words.
    Unknown,
}

/// What is told beside a quotation of somebody without a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Newcomer {
    pub(super) record: NewRecord,
    /// What the report calls a person: "chief engineer".
    pub(super) role: Option<String>,
}

/// What kind of record a newcomer should have: of two answers, the greater holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NewRecord {
    /// An entity, with the kind that is told.
    Entity {
        /// A `kind` of front matter.
        kind: Option<&'static str>,
    },
    /// An official without a name, who speaks for somebody.
    Spokesperson {
        /// For whom.
        affiliation: Option<RecordId>,
    },
    /// An official: a person.
    Person,
}

/// Who is meant, and what is told of one without a record.
pub(super) type Identified = (ToldSpeaker, Option<Newcomer>);

fn known(speaker: ToldSpeaker) -> Identified {
    (speaker, None)
}

/// Whether words tell of a person without the name: "its second man", "The Transport Secretary".
fn is_described(words: &str) -> bool {
    let bare = without_determiner(words);
    let last = lower(bare.rsplit(' ').next().unwrap_or(bare));
    !bare.contains(char::is_uppercase) || (bare.len() < words.len() && is_title(&last))
}

/// Finds out who is meant in one article.
pub(super) struct Speakers<'a> {
    briefing: &'a Briefing,
    naming: &'a UnrecordedNames,
    directory: &'a Directory<'a>,
    reading: &'a Reading<'a>,
    /// The full names in it, by their last word.
    full_names: BTreeMap<String, String>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(
        briefing: &'a Briefing,
        naming: &'a UnrecordedNames,
        directory: &'a Directory<'a>,
        reading: &'a Reading<'a>,
    ) -> Self {
        let text = &reading.document.text;
        let mut full_names: BTreeMap<String, String> = BTreeMap::new();
        for sentence in &reading.sentences {
            for part in runs(text, *sentence).into_iter().flat_map(|run| run.parts) {
                let (_, name) = split_title(bare(text.slice(part.bytes())));
                if let Some((_, last)) = name.rsplit_once(' ')
                    && is_person_like(name)
                {
                    full_names.entry(last.to_owned()).or_insert_with(|| name.to_owned());
                }
            }
        }
        Self { briefing, naming, directory, reading, full_names }
    }

    /// Who is meant by the words `subject`, and those in apposition to them, beside the quotation
    /// that begins at `at`; `last` is who spoke last.
    pub(super) fn identify(
        &self,
        subject: Place<InContent>,
        apposition: Option<Place<InContent>>,
        at: usize,
        last: Option<&ToldSpeaker>,
    ) -> Identified {
        let reading = self.reading;
        let text = reading.text(subject);
        let whole = lower(text);
        if is_pronoun(&whole) {
            return self.meant_by_pronoun(&whole, at, last);
        }
        let mentions = reading.mentions_within(subject);
        let official = mentions.iter().rev().find(|it| self.is_official(it.record));
        if let Some(official) = official {
            return known(ToldSpeaker::Record(official.record));
        }
        // "its second man, John Roe, said"
        if let Some(more) = apposition
            && mentions.is_empty()
            && is_described(text)
            && let (speaker, newcomer) = self.identify(more, None, at, None)
            && matches!(speaker, ToldSpeaker::Record(_) | ToldSpeaker::Unrecorded(_))
        {
            let role = Some(without_determiner(text).to_owned());
            return (speaker, newcomer.map(|it| Newcomer { role, ..it }));
        }
        let last_word = words(text, Place::new(0..text.len()))
            .pop()
            .map(|word| lower(text.slice(word.range.bytes())));
        if last_word.as_deref().is_some_and(is_role) {
            return self.spokesperson(without_determiner(text), mentions.last());
        }
        if let Some((role, whom)) = role_for(text) {
            return self.spokesperson(&format!("{whom} {role}"), mentions.last());
        }
        if let Some(mention) = mentions.last().filter(|it| it.range.end() == subject.end()) {
            return known(ToldSpeaker::Record(mention.record));
        }
        let named = runs(&reading.document.text, subject).pop();
        let named = named.filter(|run| run.range().end() == subject.end() && run.parts.len() == 1);
        match named {
            Some(run) => {
                let apposition = apposition.map(|range| reading.text(range));
                self.newcomer(subject, &run, apposition)
            }
            None => self.meant_by_noun(text, last_word.as_deref(), at, last),
        }
    }

    /// The first entity or official that is named in a range, else the first name.
    pub(super) fn first_named(
        &self,
        range: Place<InContent>,
    ) -> Option<(Identified, Place<InContent>)> {
        let reading = self.reading;
        let text = &reading.document.text;
        // "At the Vatican, …" tells where.
        let is_place = |at: usize| {
            let before = words(text, range.until(at));
            let mut before = before.iter().rev().map(|word| lower(text.slice(word.range.bytes())));
            let last = before.next().filter(|word| !matches!(word.as_str(), "the" | "a"));
            last.or_else(|| before.next()).is_some_and(|it| CIRCUMSTANCES.contains(&it.as_str()))
        };
        let mentions = reading.mentions_within(range);
        let mention = mentions.iter().find(|it| !is_place(it.range.start()));
        let run = runs(text, range).into_iter().find(|run| {
            let first = reading.text(run.range());
            let word = lower(first.split(' ').next().unwrap_or(first));
            let common = is_no_entity(&word) || (is_function_word(&word) && !is_title(&word));
            run.parts.len() == 1 && !common && !is_place(run.range().start())
        });
        match (mention, run) {
            (Some(mention), run)
                if run.as_ref().is_none_or(|run| mention.range.start() <= run.range().end()) =>
            {
                Some((known(ToldSpeaker::Record(mention.record)), mention.range))
            }
            (_, Some(run)) => {
                let range = run.range();
                match self.newcomer(range, &run, None) {
                    (ToldSpeaker::Unknown | ToldSpeaker::Described(_), _) => None,
                    identified => Some((identified, range)),
                }
            }
            _ => None,
        }
    }

    fn record(&self, id: RecordId) -> &'a Record {
        &self.briefing[id]
    }

    pub(super) fn is_official(&self, id: RecordId) -> bool {
        matches!(self.record(id).kind, RecordKind::Official { .. })
    }

    fn is_person(&self, id: RecordId) -> bool {
        let record = self.record(id);
        self.is_official(id) || record.entity_kind == Some(EntityKind::Person)
    }

    /// Who "he" or "it" is: who is named last before the quotation, or who spoke last.
    fn meant_by_pronoun(&self, pronoun: &str, at: usize, last: Option<&ToldSpeaker>) -> Identified {
        let person = pronoun != "it";
        let start = self.reading.near(at, self.reading.block(at).start());
        let mentions = self.reading.mentions_within(Place::new(start..at)).iter();
        let recorded = mentions
            .filter(|it| self.is_person(it.record) == person && !self.is_place(it.record))
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
            let named = self.naming.get(name);
            let is_person = !title.is_empty()
                || named.map_or(is_person_like(name), |named| named.person || is_person_like(name));
            if run.parts.len() > 1 || recorded || is_quoted(range.start()) || is_person != person {
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

    /// The runs of the sentences in a range.
    fn runs_in(&self, range: Place<InContent>) -> Vec<NameRun> {
        let first = self.reading.sentences.partition_point(|it| it.end() <= range.start());
        let sentences = self.reading.sentences.iter().skip(first);
        let inside = sentences.take_while(|sentence| sentence.start() < range.end());
        inside
            .flat_map(|sentence| runs(&self.reading.document.text, sentence.meet(range)))
            .collect()
    }

    fn is_place(&self, id: RecordId) -> bool {
        self.record(id).entity_kind == Some(EntityKind::Place)
    }

    /// Who "the company" or "the ministry" is: who spoke last, or what is named first in this paragraph
    /// or the ones before, if it is one by its kind or name.
    fn meant_by_noun(
        &self,
        words: &str,
        noun: Option<&str>,
        at: usize,
        last: Option<&ToldSpeaker>,
    ) -> Identified {
        let described = known(ToldSpeaker::Described(words.to_owned()));
        let Some(noun) = noun else { return described };
        let block = self.reading.document.block_at(at).unwrap_or_default();
        let earlier = |count: usize| {
            let first = self.reading.document.blocks.get(block.saturating_sub(count));
            self.reading.near(at, first.map_or(at, |block| block.text.start()))
        };
        let is_one = |id: RecordId| {
            let record = self.record(id);
            let named = |name: &str| name.split_whitespace().any(|word| lower(word) == noun);
            record.entity_kind.is_some_and(|kind| kind.name() == noun)
                || (is_company_noun(noun) && record.entity_kind == Some(EntityKind::Company))
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

    /// A spokesperson without a name.
    fn spokesperson(&self, words: &str, speaks_for: Option<&Mention>) -> Identified {
        let bare = without_country(words)
            .filter(|rest| rest.starts_with(char::is_uppercase))
            .unwrap_or(words);
        let recorded = self.directory.spokesperson(bare, speaks_for.map(|it| it.record));
        if let Some(id) = recorded {
            return known(ToldSpeaker::Record(id));
        }
        let plural = bare.ends_with('s') || bare.ends_with("people");
        if plural || !bare.starts_with(char::is_uppercase) {
            return known(ToldSpeaker::Described(words.to_owned()));
        }
        let affiliation = speaks_for.map(|it| it.record);
        let affiliation = affiliation.filter(|id| !self.is_official(*id));
        let record = NewRecord::Spokesperson { affiliation };
        (ToldSpeaker::Unrecorded(bare.to_owned()), Some(Newcomer { record, role: None }))
    }

    /// Somebody with a name that no record has.
    fn newcomer(
        &self,
        subject: Place<InContent>,
        run: &NameRun,
        apposition: Option<&str>,
    ) -> Identified {
        let text = &self.reading.document.text;
        let range = run.range();
        let printed = bare(text.slice(range.bytes()));
        let (title, name) = split_title(printed);
        let before = text.slice(subject.start()..range.start()).trim();
        let before = before.strip_prefix("the ").unwrap_or(before);
        let role = [before, title].join(" ");
        let role = Some(role.trim()).filter(|role| role.contains(char::is_alphabetic));
        let has_office = |text: &str| text.split([' ', ',']).any(|word| is_office(&lower(word)));
        let apposition = apposition.filter(|more| has_office(more));
        let office = role.is_some_and(has_office) || apposition.is_some();
        let full = self.full_names.get(name).filter(|_| !name.contains(' '));
        let name = full.map_or(name, String::as_str);
        let common = is_no_entity(&lower(name)) && !is_country(&lower(name));
        if common || is_function_word(&lower(name)) {
            return known(ToldSpeaker::Described(text.slice(subject.bytes()).to_owned()));
        }
        let named = self.naming.get(name);
        let name = named.map_or(name, |named| named.name.as_str());
        if let Some(id) = self.directory.named(name) {
            return known(ToldSpeaker::Record(id));
        }
        let person = office
            || !title.is_empty()
            || full.is_some()
            || named.is_some_and(|named| named.person)
            || is_person_like(name);
        let newcomer = if person && !is_country(&lower(name)) {
            let role = apposition.or(role);
            let role = role.filter(|role| {
                !matches!(lower(role).as_str(), "mr" | "mrs" | "ms" | "miss" | "mx" | "dr")
            });
            Newcomer { record: NewRecord::Person, role: role.map(str::to_owned) }
        } else {
            let last = name.rsplit(' ').next().unwrap_or(name);
            let by_name = kind_of_last(&lower(last));
            let kind = named.and_then(|named| named.kind()).or(by_name);
            let kind = kind.or(is_country(&lower(name)).then_some("place"));
            Newcomer { record: NewRecord::Entity { kind }, role: None }
        };
        (ToldSpeaker::Unrecorded(name.to_owned()), Some(newcomer))
    }
}
