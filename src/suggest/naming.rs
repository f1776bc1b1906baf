//! The names that articles print and no record has, the forms of one name together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::names::{Run, runs};
use super::reading::{Reading, words};
use super::speaker::{is_person_like, split_title};
use super::vocabulary::{
    ends_company, is_country, is_function_word, is_legal_form, is_no_entity, is_title,
    kind_of_last, lower,
};
use crate::model::{Briefing, EntityKind, Record};
use crate::parse::fold::fold;

/// A name in an article.
#[derive(Debug, Clone)]
struct Occurrence {
    name: String,
    reading: usize,
    range: Range<usize>,
    /// Whether its capital may be that of a sentence.
    begins: bool,
    /// Whether a title stands before it.
    titled: bool,
    /// Whether "in" or "at" stands before it.
    located: bool,
    /// The short form that stands in brackets after it.
    short: Option<String>,
}

/// One form of a name.
#[derive(Debug, Default)]
struct Form {
    places: Vec<(usize, Range<usize>)>,
    /// How many of these tell that it is a name.
    certain: usize,
    titled: bool,
    located: usize,
    short: BTreeSet<String>,
}

/// Something that is named, with every form of its name.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The form that most reports print.
    pub(super) name: String,
    /// Its name in full, where another form is longer by what ends a company's.
    pub(super) full_name: Option<String>,
    /// The other forms.
    pub(super) aliases: Vec<String>,
    /// The forms that mean it only beside a longer one.
    pub(super) short: Vec<String>,
    /// Where it is named, in order: number of the reading, and the place.
    pub(super) places: Vec<(usize, Range<usize>)>,
    /// How many of these tell that it is a name.
    pub(super) certain: usize,
    /// Whether it is a person.
    pub(super) person: bool,
    /// How many stand after "in" or "at".
    located: usize,
}

impl Named {
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
pub(super) struct Naming {
    pub(super) all: Vec<Named>,
    /// The number of what each form means.
    forms: BTreeMap<String, usize>,
}

impl Naming {
    pub(super) fn new(briefing: &Briefing, readings: &[Reading<'_>]) -> Self {
        let corpus = Corpus::new(readings);
        let known = known_names(briefing);
        let found: Vec<Vec<Occurrence>> = readings
            .par_iter()
            .enumerate()
            .filter(|(_, reading)| !reading.has_capital_nouns())
            .map(|(index, reading)| Finder { briefing, corpus: &corpus, reading, index }.all())
            .collect();
        let mut forms: BTreeMap<String, Form> = BTreeMap::new();
        for occurrence in found.into_iter().flatten() {
            if known.contains(&fold(&occurrence.name).text) {
                continue;
            }
            let form = forms.entry(occurrence.name).or_default();
            form.places.push((occurrence.reading, occurrence.range));
            form.certain += usize::from(!occurrence.begins);
            form.titled |= occurrence.titled;
            form.located += usize::from(occurrence.located);
            form.short.extend(occurrence.short);
        }
        Self::together(forms)
    }

    /// What a form means.
    pub(super) fn get(&self, form: &str) -> Option<&Named> {
        self.all.get(*self.forms.get(form)?)
    }

    /// Puts the forms of one name together.
    fn together(forms: BTreeMap<String, Form>) -> Self {
        let leaders = leaders(&forms);
        let mut groups: BTreeMap<String, Vec<(String, Form)>> = BTreeMap::new();
        let surnames = surnames(&forms);
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
fn named(group: Vec<(String, Form)>, short: BTreeSet<String>) -> Named {
    let mut named = Named { short: short.iter().cloned().collect(), ..Named::default() };
    let mut best: Option<(usize, usize, Reverse<String>)> = None;
    let mut long: Vec<String> = Vec::new();
    for (name, form) in group {
        named.certain += form.certain;
        named.located += form.located;
        let person = is_person_like(&name) && (form.titled || !short.is_empty());
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
    named.places.sort_by_key(|(reading, range)| (*reading, range.start));
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
fn surnames(forms: &BTreeMap<String, Form>) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for name in forms.keys().filter(|name| is_person_like(name)) {
        if let Some((_, last)) = name.rsplit_once(' ').filter(|(_, last)| forms.contains_key(*last))
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
fn leaders(forms: &BTreeMap<String, Form>) -> BTreeMap<String, String> {
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

/// A name without the country or day before it: "US Commerce Department".
pub(super) fn without_country(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    let low = lower(first);
    // "East Ellery" is another place than Ellery.
    let quarter = ["north", "south", "east", "west"].iter().any(|side| low.starts_with(side));
    (!quarter && (is_country(&low) || is_no_entity(&low))).then_some(rest)
}

/// A company's name without what ends it.
fn without_company(name: &str) -> Option<String> {
    let mut rest = name;
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, it)| ends_company(&lower(it))) {
        rest = before.trim_end_matches(',');
    }
    (rest.len() < name.len()).then(|| rest.to_owned())
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

/// A name without its article.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix("The ").unwrap_or(name)
}

/// How words are written in all articles together.
struct Corpus {
    /// What stands somewhere without a capital.
    small: BTreeSet<String>,
    /// Names that stand somewhere without "and" before or after them.
    alone: BTreeSet<String>,
    /// Names whose first capital is not that of a sentence.
    certain: BTreeSet<String>,
}

impl Corpus {
    fn new(readings: &[Reading<'_>]) -> Self {
        let found: Vec<[BTreeSet<String>; 3]> = readings
            .par_iter()
            .map(|reading| {
                let text = &reading.document.text;
                let mut found = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
                for sentence in &reading.sentences {
                    let words = words(text, sentence.clone());
                    let small = words.iter().map(|word| &text[word.range.clone()]);
                    found[0].extend(
                        small.filter(|it| it.starts_with(char::is_lowercase)).map(str::to_owned),
                    );
                    for run in runs(text, sentence.clone()) {
                        let names = run.parts.iter().map(|part| bare(&text[part.clone()]));
                        if run.parts.len() == 1 {
                            found[1].extend(names.clone().map(str::to_owned));
                        }
                        let skipped = usize::from(run.begins);
                        found[2].extend(names.skip(skipped).map(str::to_owned));
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
    fn split(&self, text: &str, run: &Run) -> Vec<Range<usize>> {
        let mut names: Vec<Range<usize>> = Vec::new();
        for part in &run.parts {
            if let Some(last) = names.last_mut() {
                let (left, right) = (&text[last.clone()], &text[part.clone()]);
                let alone = [left, right].iter().any(|half| self.alone.contains(bare(half)));
                let linked = left.contains(" of ") || left.contains(" for ");
                let tail = right.rsplit(' ').next().unwrap_or(right);
                if !alone && (linked || kind_of_last(&lower(tail)).is_some()) {
                    last.end = part.end;
                    continue;
                }
            }
            names.push(part.clone());
        }
        names
    }
}

/// Finds the names in one article.
struct Finder<'a> {
    briefing: &'a Briefing,
    corpus: &'a Corpus,
    reading: &'a Reading<'a>,
    index: usize,
}

impl Finder<'_> {
    fn all(&self) -> Vec<Occurrence> {
        let text = &self.reading.document.text;
        let mut found: Vec<Occurrence> = Vec::new();
        for sentence in self.reading.sentences.iter().filter(|it| !is_title_case(text, it)) {
            for run in runs(text, (*sentence).clone()) {
                for (number, range) in self.corpus.split(text, &run).into_iter().enumerate() {
                    if let Some(last) =
                        found.last_mut().filter(|it| is_short_form(text, it, &range))
                    {
                        last.short = Some(text[range].to_owned());
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
        range: Range<usize>,
        begins: bool,
        before: Option<&str>,
    ) -> Option<Occurrence> {
        let text = &self.reading.document.text;
        let (mut range, begins) = self.without_first_words(range, begins);
        let (title, name) = split_title(&text[range.clone()]);
        range.start = range.end - name.len();
        let name = match without_country(name) {
            Some(rest)
                if self.corpus.alone.contains(rest) || self.corpus.certain.contains(rest) =>
            {
                range.start = range.end - rest.len();
                rest
            }
            _ => name,
        };
        if range.is_empty() || self.is_recorded(&range) || !self.may_be_a_name(name) {
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
    fn without_first_words(&self, range: Range<usize>, begins: bool) -> (Range<usize>, bool) {
        let text = &self.reading.document.text;
        let (mut range, mut begins) = (range, begins);
        while let Some(first) = words(text, range.clone()).first() {
            let written = &text[first.range.clone()];
            let low = lower(written);
            let rest = text[first.end..range.end].trim_start();
            let initials = written.chars().all(|c| c.is_uppercase() || c == '.');
            let small = is_function_word(&low) || self.corpus.small.contains(&low);
            let known = |name: &str| self.corpus.certain.contains(name);
            let added = known(rest) && !known(&text[range.clone()]);
            let drop = match low.as_str() {
                "the" | "a" | "an" => true,
                _ => begins && !initials && (small || added),
            };
            if !drop {
                break;
            }
            range.start = range.end - rest.len();
            begins = false;
        }
        (range, begins)
    }

    /// Whether a record is named here. A place's name may begin another name; any other is what is
    /// named.
    fn is_recorded(&self, range: &Range<usize>) -> bool {
        let mentions = &self.reading.mentions;
        let first = mentions.partition_point(|mention| mention.range.end <= range.start);
        let touched = mentions.iter().skip(first).take_while(|it| it.range.start < range.end);
        touched.into_iter().any(|mention| {
            let place = self.briefing[mention.record].entity_kind == Some(EntityKind::Place);
            let inside = range.start <= mention.range.start && mention.range.end <= range.end;
            !(place && inside && mention.range != *range)
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
        let word = single && !acronym && self.corpus.small.contains(&low);
        !plain && !word && name.chars().nth(1).is_some()
    }
}

/// Whether a line is a headline, most of whose longer words have capitals that tell nothing.
fn is_title_case(text: &str, sentence: &Range<usize>) -> bool {
    if text[sentence.clone()].trim_end().ends_with(['.', '!', '?', '”', '"', '’', ')']) {
        return false;
    }
    let words = words(text, sentence.clone());
    let long: Vec<&str> = words
        .iter()
        .map(|word| &text[word.range.clone()])
        .filter(|word| word.chars().count() > 3)
        .collect();
    let capitals = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    long.len() > 3 && capitals * 5 > long.len() * 3
}

/// Whether a name in brackets is the short form of the name before them.
fn is_short_form(text: &str, last: &Occurrence, range: &Range<usize>) -> bool {
    if range.start < last.range.end {
        return false;
    }
    let capital = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let initials: String = text[last.range.clone()].split([' ', '-']).filter_map(capital).collect();
    &text[last.range.end..range.start] == " ("
        && text[range.end..].starts_with(')')
        && text[range.clone()] == initials
}
