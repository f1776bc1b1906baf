//! Who is meant by the words that name a speaker: a record of the briefing, or somebody who should
//! be one.

use std::collections::BTreeMap;

use super::directory::Directory;
use super::full_names::FullNames;
use super::gender::{Gender, Genders};
use super::name_run::{NameRun, runs};
use super::people::{is_of_fiction, is_of_firm, is_of_people, is_utterance_noun};
use super::reading::{Reading, WordInText, words};
use super::title::{
    bare, is_person_like, person_of, role_for, split_title, unelided, without_calling,
    without_country, without_determiner,
};
use super::unrecorded::UnrecordedNames;
use super::vocabulary::{
    is_circumstance, is_country, is_function_word, is_no_entity, is_office, is_pronoun, is_role,
    is_title, kind_of_last, lower,
};
use crate::language::{ReportWords, Telling};
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

pub(super) fn known(speaker: ToldSpeaker) -> Identified {
    (speaker, None)
}

/// Whether words tell of a person without the name: "its second man", "The Transport Secretary".
fn is_described(words: &str) -> bool {
    let bare = without_determiner(words);
    let written = bare.rsplit(' ').next().unwrap_or(bare);
    let last = lower(written);
    // "Acme's director", "the authority's head"
    let small = written.starts_with(char::is_lowercase) && is_of_people(&last);
    !bare.contains(char::is_uppercase) || small || (bare.len() < words.len() && is_title(&last))
}

/// Whether words tell of somebody by what they do, before what they do it for: "a manager of Acme".
fn is_somebody_of(words: &str) -> bool {
    let links = [" of ", " at ", " from ", " for ", " with ", " in "];
    let link = links.iter().filter_map(|link| words.find(link)).min();
    let before = link.map(|at| words.slice(..at)).unwrap_or_default();
    let last = before.rsplit(' ').next().unwrap_or_default();
    last.starts_with(char::is_lowercase) && is_of_people(&lower(last))
}

/// Whether what stands at `end` is the ending of a possessive.
pub(super) fn is_possessive(text: &str, end: usize) -> bool {
    let after = text.slice(end..);
    ["'s", "’s"].iter().any(|ending| after.starts_with(ending))
        || (text.slice(..end).ends_with('s')
            && (after.starts_with("' ") || after.starts_with("’ ")))
}

/// Finds out who is meant in one article.
pub(super) struct Speakers<'a> {
    pub(super) briefing: &'a Briefing,
    pub(super) naming: &'a UnrecordedNames,
    pub(super) directory: &'a Directory<'a>,
    pub(super) reading: &'a Reading<'a>,
    /// The full names in it.
    pub(super) full_names: FullNames,
    /// Whether those who are named are men or women, by their names, as far as that is told.
    pub(super) genders: BTreeMap<String, Gender>,
    /// What is known of the article's language, where that is another than English.
    pub(super) words: Option<ReportWords>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(
        briefing: &'a Briefing,
        naming: &'a UnrecordedNames,
        directory: &'a Directory<'a>,
        reading: &'a Reading<'a>,
    ) -> Self {
        let text = &reading.document.text;
        let words = ReportWords::of(&reading.article.language).filter(|_| !reading.is_english());
        let mut full_names = FullNames::default();
        let mut genders = Genders::default();
        for sentence in &reading.sentences {
            for part in runs(text, *sentence).into_iter().flat_map(|run| run.parts) {
                let printed = bare(text.slice(part.bytes()));
                let name = match words {
                    Some(words) => without_calling(printed, words).0,
                    None => person_of(split_title(printed).1),
                };
                let first = lower(name.split(' ').next().unwrap_or(name));
                let house = words.is_some_and(|words| words.has(unelided(&first), Telling::Firm));
                if !house && (is_person_like(name) || !name.contains(' ')) {
                    full_names.add(name);
                }
                genders.read(reading, *sentence, part, name);
            }
        }
        let genders = genders.known();
        Self { briefing, naming, directory, reading, full_names, genders, words }
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
        if is_pronoun(&whole) || matches!(whole.as_str(), "her" | "him" | "them") {
            return self.meant_by_pronoun(&whole, at.min(subject.start()), last);
        }
        let mentions = reading.mentions_within(subject);
        // "Ross's adviser" is another.
        let all = &reading.document.text;
        let official = mentions.iter().rev().find(|it| {
            self.is_official(it.record)
                && !is_possessive(all, it.range.end())
                && !is_somebody_of(all.slice(subject.start()..it.range.end()))
        });
        if let Some(official) = official {
            return known(ToldSpeaker::Record(official.record));
        }
        // "its second man, John Roe, said"
        if let Some(more) = apposition
            && mentions.iter().all(|it| it.range.end() < subject.end())
            && (is_described(text) || is_somebody_of(text))
            && let (speaker, newcomer) = self.identify(more, None, at, None)
            && matches!(speaker, ToldSpeaker::Record(_) | ToldSpeaker::Unrecorded(_))
        {
            let words = without_determiner(text);
            if words.split(' ').any(|word| is_of_firm(&lower(word))) {
                let record = NewRecord::Entity { kind: None };
                return (speaker, newcomer.map(|_| Newcomer { record, role: None }));
            }
            let role = Some(words.to_owned());
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
        if is_somebody_of(text) {
            return known(ToldSpeaker::Described(text.to_owned()));
        }
        if let Some(mention) = mentions.last().filter(|it| it.range.end() == subject.end()) {
            return known(ToldSpeaker::Record(mention.record));
        }
        let named = runs(&reading.document.text, subject).pop();
        let named = named.filter(|run| run.range().end() == subject.end() && run.parts.len() == 1);
        // "the Minister", who was named before
        let called = |run: &NameRun| is_of_people(&lower(bare(reading.text(run.range()))));
        let named = named.filter(|run| !called(run));
        match self.person_at_start(subject).or(named) {
            Some(run) => {
                let apposition = apposition.map(|range| reading.text(range));
                self.newcomer(subject, &run, apposition)
            }
            None => self.meant_by_noun(text, last_word.as_deref(), at, last),
        }
    }

    /// "Ada Roe" of "Ada Roe of the shareholders' club".
    fn person_at_start(&self, subject: Place<InContent>) -> Option<NameRun> {
        let run = runs(&self.reading.document.text, subject).into_iter().next()?;
        let after = self.reading.document.text.slice(run.range().end()..subject.end());
        let (title, name) = split_title(self.reading.text(run.range()));
        let linked = [" of ", " for ", " from ", " at "].iter().any(|it| after.starts_with(it));
        let person = is_person_like(name) || !title.is_empty();
        (run.range().start() == subject.start() && run.parts.len() == 1 && linked && person)
            .then_some(run)
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
            last.or_else(|| before.next()).is_some_and(|it| is_circumstance(&it))
        };
        let mentions = reading.mentions_within(range);
        // "Ross's reply" is by Ross, "Ross's adviser" another.
        let is_owner = |place: Place<InContent>| {
            let owned = || words(text, Place::new(place.end()..range.end().max(place.end())));
            let is_said =
                |word: &WordInText| is_utterance_noun(&lower(text.slice(word.range.bytes())));
            is_possessive(text, place.end()) && !owned().iter().take(4).any(is_said)
        };
        let is_anybody = |place: Place<InContent>| !is_place(place.start()) && !is_owner(place);
        let mention = mentions.iter().find(|it| is_anybody(it.range));
        let run = self.runs_in(range).into_iter().find(|run| {
            let first = reading.text(run.range());
            let word = lower(first.split(' ').next().unwrap_or(first));
            let common = is_no_entity(&word) || (is_function_word(&word) && !is_title(&word));
            // "Moving", where a sentence begins, is no name for that.
            let told = !run.begins
                || first.contains(' ')
                || self.full_names.knows(first)
                || self.naming.get(first).is_some_and(|named| named.certain > 0);
            run.parts.len() == 1 && !common && told && is_anybody(run.range())
        });
        // "Acme chief Ada Roe"
        let person = mention.filter(|it| !self.is_person(it.record)).and_then(|mention| {
            self.runs_in(range.since(mention.range.end())).into_iter().find(|run| {
                let between = text.slice(mention.range.end()..run.range().start());
                let called = between.split_whitespace().all(|it| {
                    is_of_people(&lower(it)) || matches!(it, "and" | "vice" | "former" | "general")
                });
                called && !between.trim().is_empty()
            })
        });
        let (mention, run) = match person {
            Some(person) => (None, Some(person)),
            None => (mention, run),
        };
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

    /// The last person who is named in a range.
    pub(super) fn last_person(
        &self,
        range: Place<InContent>,
    ) -> Option<(Identified, Place<InContent>)> {
        let text = &self.reading.document.text;
        let recorded = self.reading.mentions_within(range).iter().rev();
        let mut recorded = recorded.filter(|it| self.is_person(it.record));
        if let Some(mention) = recorded.next() {
            return Some((known(ToldSpeaker::Record(mention.record)), mention.range));
        }
        let named = self.runs_in(range).into_iter().rev().find(|run| {
            let (_, name) = split_title(bare(text.slice(run.range().bytes())));
            run.parts.len() == 1 && is_person_like(person_of(name))
        })?;
        Some((self.newcomer(named.range(), &named, None), named.range()))
    }

    /// Whether a speaker is a person, or a record of one.
    pub(super) fn is_somebody(&self, speaker: &ToldSpeaker, told: Option<&Newcomer>) -> bool {
        match speaker {
            ToldSpeaker::Record(id) => self.is_person(*id),
            ToldSpeaker::Unrecorded(name) => {
                told.map_or(is_person_like(name), |told| told.record == NewRecord::Person)
            }
            ToldSpeaker::Described(_) | ToldSpeaker::Unknown => false,
        }
    }

    pub(super) fn record(&self, id: RecordId) -> &'a Record {
        &self.briefing[id]
    }

    pub(super) fn is_official(&self, id: RecordId) -> bool {
        matches!(self.record(id).kind, RecordKind::Official { .. })
    }

    pub(super) fn is_person(&self, id: RecordId) -> bool {
        let record = self.record(id);
        self.is_official(id) || record.entity_kind == Some(EntityKind::Person)
    }

    /// Whether a block tells of a film or a book.
    fn is_of_fiction(&self, at: usize) -> bool {
        let block = self.reading.block(at);
        let near = self.reading.around(Place::new(at..at), block);
        let text = &self.reading.document.text;
        let title = &self.reading.article.title;
        let in_title = words(title, Place::new(0..title.len()));
        words(text, near).iter().any(|word| is_of_fiction(text.slice(word.range.bytes())))
            || in_title.iter().any(|word| is_of_fiction(&lower(title.slice(word.range.bytes()))))
    }

    /// The runs of the sentences in a range.
    pub(super) fn runs_in(&self, range: Place<InContent>) -> Vec<NameRun> {
        let first = self.reading.sentences.partition_point(|it| it.end() <= range.start());
        let sentences = self.reading.sentences.iter().skip(first);
        let inside = sentences.take_while(|sentence| sentence.start() < range.end());
        inside
            .flat_map(|sentence| runs(&self.reading.document.text, sentence.meet(range)))
            .collect()
    }

    pub(super) fn is_place(&self, id: RecordId) -> bool {
        self.record(id).entity_kind == Some(EntityKind::Place)
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
    pub(super) fn newcomer(
        &self,
        subject: Place<InContent>,
        run: &NameRun,
        apposition: Option<&str>,
    ) -> Identified {
        let text = &self.reading.document.text;
        let range = run.range();
        let printed = bare(text.slice(range.bytes()));
        let (title, name) = split_title(printed);
        let name = person_of(name);
        let before = text.slice(subject.start()..range.start()).trim();
        let before = before.strip_prefix("the ").unwrap_or(before);
        let role = [before, title].join(" ");
        let role = Some(role.trim()).filter(|role| role.contains(char::is_alphabetic));
        let has_office = |text: &str| text.split([' ', ',']).any(|word| is_office(&lower(word)));
        let apposition = apposition.filter(|more| has_office(more));
        let office = role.is_some_and(has_office) || apposition.is_some();
        let known_word = !name.contains(' ') && self.full_names.knows(name);
        let full = self.full_names.get(name).filter(|_| known_word);
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
        if !office
            && title.is_empty()
            && !known_word
            && !name.contains(' ')
            && !is_country(&lower(name))
            && self.is_of_fiction(range.start())
        {
            // Whoever has but one name there is made up.
            return known(ToldSpeaker::Described(text.slice(subject.bytes()).to_owned()));
        }
        let person = office
            || !title.is_empty()
            || known_word
            || named.is_some_and(|named| named.person)
            || is_person_like(name);
        // "the maker of the vaccine, Ostrava Biologics", "a president of Meridian Chips"
        let firm = role.is_some_and(|role| role.split(' ').any(|word| is_of_firm(&lower(word))));
        let staffed = named.is_some_and(|named| named.staffed) && title.is_empty();
        let person = person && (office || !firm) && !staffed;
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
