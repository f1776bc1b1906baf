//! The names that articles print and no record has, the forms of one name together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::occurrence::{Corpus, Finder, Occurrence};
use super::reading::Reading;
use super::title::{bare, is_person_like, without_country};
use super::vocabulary::{ends_company, is_legal_form, kind_of_last, lower};
use crate::model::{Briefing, EntityKind, Record, RecordKind};
use crate::parse::fold::fold;
use crate::place::{InContent, Place};

/// One form of a name.
#[derive(Debug, Default)]
struct NameForm {
    places: Vec<(usize, Place<InContent>)>,
    /// How many of these tell that it is a name.
    certain: usize,
    titled: bool,
    located: usize,
    speaks: bool,
    staffed: bool,
    short: BTreeSet<String>,
}

/// Something that is named, with every form of its name.
#[derive(Debug, Default)]
pub(super) struct NameWithForms {
    /// The form that most reports print.
    pub(super) name: String,
    /// Its name in full, where another form is longer by what ends a company's.
    pub(super) full_name: Option<String>,
    /// The other forms.
    pub(super) aliases: Vec<String>,
    /// The forms that mean it only beside a longer one.
    pub(super) short: Vec<String>,
    /// Where it is named, in order: number of the reading, and the place.
    pub(super) places: Vec<(usize, Place<InContent>)>,
    /// How many of these tell that it is a name.
    pub(super) certain: usize,
    /// Whether it is a person.
    pub(super) person: bool,
    /// How many stand after "in" or "at".
    located: usize,
    /// Whether somebody has an office in it.
    pub(super) staffed: bool,
}

impl NameWithForms {
    /// In how many articles it is named.
    pub(super) fn reports(&self) -> usize {
        self.places.iter().map(|(reading, _)| reading).collect::<BTreeSet<_>>().len()
    }

    /// What kind of thing it is, where its name or what stands before tells.
    pub(super) fn kind(&self) -> Option<&'static str> {
        if self.person {
            return Some("person");
        }
        // "Ministry of Trade", "University of Ellery"
        let by_first = |name: &str| {
            let first = name.split(' ').next().unwrap_or_default();
            let linked = name.contains(" of ") || name.contains(" for ");
            kind_of_last(&lower(first)).filter(|_| linked)
        };
        let by_last = |name: &str| kind_of_last(&lower(name.rsplit(' ').next().unwrap_or(name)));
        let forms = || std::iter::once(&self.name).chain(&self.full_name).chain(&self.aliases);
        let located = self.located > 1 && self.located * 3 >= self.places.len();
        forms()
            .find_map(|name| by_first(name).or_else(|| by_last(name)))
            .or(located.then_some("place"))
    }
}

/// What the articles name and no record has.
#[derive(Debug, Default)]
pub(super) struct UnrecordedNames {
    pub(super) all: Vec<NameWithForms>,
    /// The number of what each form means.
    forms: BTreeMap<String, usize>,
}

impl UnrecordedNames {
    pub(super) fn new(briefing: &Briefing, readings: &[Reading<'_>]) -> Self {
        let corpus = Corpus::new(readings);
        let known = known_names(briefing);
        let found: Vec<Vec<Occurrence>> = readings
            .par_iter()
            .enumerate()
            .filter(|(_, reading)| !reading.has_capital_nouns())
            .map(|(index, reading)| Finder { briefing, corpus: &corpus, reading, index }.all())
            .collect();
        let mut forms: BTreeMap<String, NameForm> = BTreeMap::new();
        for occurrence in found.into_iter().flatten() {
            if known.contains(&fold(&occurrence.name).text) {
                continue;
            }
            let form = forms.entry(occurrence.name).or_default();
            form.places.push((occurrence.reading, occurrence.range));
            form.certain += usize::from(!occurrence.begins);
            form.titled |= occurrence.titled;
            form.located += usize::from(occurrence.located);
            form.speaks |= occurrence.speaks;
            form.staffed |= occurrence.staffed;
            form.short.extend(occurrence.short);
        }
        let recorded = persons(briefing);
        let mut naming = Self::together(forms, &recorded);
        naming.keep_certain_short_forms(&known);
        naming
    }

    /// A form that means it only beside a longer one must mean no other: of two names, or of one that
    /// has a record, it tells nothing.
    fn keep_certain_short_forms(&mut self, known: &BTreeSet<String>) {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for form in self.all.iter().flat_map(|named| &named.short) {
            *times.entry(form.clone()).or_default() += 1;
        }
        for named in &mut self.all {
            named.short.retain(|form| {
                times.get(form).is_some_and(|times| *times == 1)
                    && !known.contains(&fold(form).text)
            });
        }
    }

    /// What a form means.
    pub(super) fn get(&self, form: &str) -> Option<&NameWithForms> {
        self.all.get(*self.forms.get(form)?)
    }

    /// Puts the forms of one name together.
    fn together(forms: BTreeMap<String, NameForm>, recorded: &BTreeSet<String>) -> Self {
        let leaders = leaders(&forms);
        let mut groups: BTreeMap<String, Vec<(String, NameForm)>> = BTreeMap::new();
        let mut surnames = surnames(&forms);
        surnames.retain(|last, _| !recorded.contains(last));
        let acronyms: BTreeMap<String, String> = forms
            .iter()
            .flat_map(|(name, form)| form.short.iter().map(|it| (it.clone(), name.clone())))
            .collect();
        let mut short: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, form) in forms {
            let long = surnames.get(&name).or_else(|| acronyms.get(&name));
            if let Some(long) = long {
                short
                    .entry(leaders.get(long).unwrap_or(long).clone())
                    .or_default()
                    .insert(name.clone());
            }
            let leader = leaders.get(long.unwrap_or(&name)).or(long).unwrap_or(&name).clone();
            let others = form.short.clone();
            short.entry(leader.clone()).or_default().extend(others);
            groups.entry(leader).or_default().push((name, form));
        }
        let mut naming = Self::default();
        for (leader, group) in groups {
            let short = short.remove(&leader).unwrap_or_default();
            for (form, _) in &group {
                naming.forms.insert(form.clone(), naming.all.len());
            }
            naming.all.push(named(group, short));
        }
        naming
    }
}

/// One thing of the forms of its name.
fn named(group: Vec<(String, NameForm)>, short: BTreeSet<String>) -> NameWithForms {
    let mut named =
        NameWithForms { short: short.iter().cloned().collect(), ..NameWithForms::default() };
    let mut best: Option<(usize, usize, Reverse<String>)> = None;
    let mut long: Vec<String> = Vec::new();
    for (name, form) in group {
        named.certain += form.certain;
        named.located += form.located;
        named.staffed |= form.staffed && !form.titled;
        let by_surname = short.iter().any(|it| name.rsplit(' ').next() == Some(it.as_str()));
        let person = is_person_like(&name) && (form.titled || by_surname);
        named.person |= person || (form.titled && !name.contains(' '));
        if !short.contains(&name) {
            let reports: BTreeSet<usize> =
                form.places.iter().map(|(reading, _)| *reading).collect();
            let rank = (reports.len(), form.places.len(), Reverse(name.clone()));
            best = best.max(Some(rank));
            long.push(name);
        }
        named.places.extend(form.places);
    }
    named.person &= !named.staffed;
    named.places.sort_by_key(|(reading, range)| (*reading, range.start()));
    named.name = best.map(|(.., Reverse(name))| name).unwrap_or_default();
    let last = |name: &str| lower(name.rsplit(' ').next().unwrap_or(name));
    named.full_name = long
        .iter()
        .filter(|name| **name != named.name && is_legal_form(&last(name)))
        .max_by_key(|name| (name.len(), Reverse((*name).clone())))
        .cloned();
    let is_alias = |name: &String| *name != named.name && Some(name) != named.full_name.as_ref();
    named.aliases = long.into_iter().filter(is_alias).collect();
    named
}

/// The surnames that stand alone, each with the one full name that it is the end of.
fn surnames(forms: &BTreeMap<String, NameForm>) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for (name, form) in forms.iter().filter(|(name, _)| is_person_like(name)) {
        let last = name.rsplit_once(' ').and_then(|(_, last)| Some((last, forms.get(last)?)));
        // "Hong Kong" is nobody: a person is called something, or speaks by the surname.
        let located = form.located * 2 >= form.places.len();
        if let Some((last, alone)) = last
            && (form.titled || alone.titled || alone.speaks)
            && !located
        {
            found.entry(last.to_owned()).or_default().insert(name);
        }
    }
    let only = |(last, names): (String, BTreeSet<&String>)| match names
        .into_iter()
        .collect::<Vec<_>>()[..]
    {
        [name] => Some((last, name.clone())),
        _ => None,
    };
    found.into_iter().filter_map(only).collect()
}

/// Of each form of a name that has several, the one that stands for all.
fn leaders(forms: &BTreeMap<String, NameForm>) -> BTreeMap<String, String> {
    let mut bases: BTreeMap<String, String> = BTreeMap::new();
    let mut leaders: BTreeMap<String, String> = BTreeMap::new();
    let mut by_length: Vec<&String> = forms.keys().collect();
    by_length.sort_by_key(|name| (name.split(' ').count(), *name));
    for name in by_length {
        let shorter = shorter_forms(name);
        let known = shorter.iter().find_map(|form| {
            let same = forms.contains_key(form).then(|| form.clone());
            same.or_else(|| bases.get(form).cloned())
        });
        let leader = known.map(|form| leaders.get(&form).cloned().unwrap_or(form));
        if let Some(leader) = &leader {
            leaders.insert(name.clone(), leader.clone());
        }
        if let Some(base) = without_company(name) {
            bases.entry(base).or_insert_with(|| leader.unwrap_or_else(|| name.clone()));
        }
    }
    leaders
}

/// The other forms under which what has this name may be named: without the country before it,
/// without what ends a company's name, "Trade Ministry" for "Ministry of Trade".
fn shorter_forms(name: &str) -> Vec<String> {
    let mut forms = Vec::new();
    forms.extend(without_country(name).map(str::to_owned));
    let mut rest = name.to_owned();
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, it)| ends_company(&lower(it))) {
        rest = before.trim_end_matches(',').to_owned();
        forms.push(rest.clone());
    }
    for form in [Some(name), without_country(name)].into_iter().flatten() {
        if let Some((office, subject)) = form.split_once(" of ")
            && kind_of_last(&lower(office)) == Some("agency")
            && !office.contains(' ')
        {
            forms.push(format!("{subject} {office}"));
        }
    }
    forms
}

/// A company's name without what ends it.
pub(super) fn without_company(name: &str) -> Option<String> {
    let mut rest = name;
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, it)| ends_company(&lower(it))) {
        rest = before.trim_end_matches(',');
    }
    (rest.len() < name.len()).then(|| rest.to_owned())
}

/// The surnames of the persons who have a record.
fn persons(briefing: &Briefing) -> BTreeSet<String> {
    let people = briefing.records.iter().filter(|record| is_person(record));
    let last = |record: &Record| record.name.rsplit_once(' ').map(|(_, last)| last.to_owned());
    people.filter_map(last).collect()
}

/// Whether a record is of a person.
pub(super) fn is_person(record: &Record) -> bool {
    matches!(record.kind, RecordKind::Official { .. })
        || record.entity_kind == Some(EntityKind::Person)
}

/// The names that are not proposed: those of records, publishers and authors.
fn known_names(briefing: &Briefing) -> BTreeSet<String> {
    let folded = |name: &str| fold(name).text;
    let of_record = |record: &Record| -> Vec<String> {
        let own = std::iter::once(&record.name).chain(&record.full_name);
        let forms = own.chain(&record.aliases).chain(&record.short);
        forms.chain(record.names.iter().map(|(_, name)| name)).map(|name| folded(name)).collect()
    };
    let records = briefing.records.iter().flat_map(of_record);
    let articles = briefing.articles.iter().flat_map(|article| {
        let publisher = article.publisher.iter().flat_map(|name| [name.as_str(), bare(name)]);
        let authors = article.authors.iter().map(String::as_str);
        publisher.chain(authors).map(folded).collect::<Vec<_>>()
    });
    records.chain(articles).collect()
}
