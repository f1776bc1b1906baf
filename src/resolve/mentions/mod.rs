//! Where articles name entities and officials: longest match first, on word boundaries, case as
//! written.

mod boundaries;
mod other_meaning;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rayon::prelude::*;

use super::text_map::TextMap;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{inflected, inflecting};
use crate::memory::{Content, Key, Memory};
use crate::model::{Record, RecordId};
use crate::parse::fold::fold;
use crate::place::{InContent, Place};
use crate::slice::Slice;
use crate::source::Span;
use boundaries::on_word_boundaries;
use other_meaning::{begins_sentence, is_month, small};

/// Forms of so many bytes in all are sought by the quicker machine, which has some hundred bytes
/// for each of theirs.
const MOST_IN_A_TABLE: usize = 32 * 1024;

/// It pays for texts so many times as long as the forms: making it costs about as much as reading
/// them.
const PAYS: usize = 64;

/// Every form by which the records are named, ready to be sought.
pub struct Forms {
    search: Option<AhoCorasick>,
    forms: Vec<MentionForm>,
    key: OnceLock<Key>,
}

/// A folded form and those that it means.
#[derive(Hash)]
struct MentionForm {
    folded: String,
    /// Whom it always means.
    long: Option<RecordId>,
    /// Whom it means where a longer form of theirs stands too.
    short: Vec<RecordId>,
    /// Whose names in it mean something else.
    except: Vec<RecordId>,
    /// Whose name it is in texts of a language, with an ending or a beginning that the language puts
    /// to names.
    inflected: Vec<(RecordId, &'static str)>,
    /// Likewise, whom it means where a longer form of theirs stands too.
    inflected_short: Vec<(RecordId, &'static str)>,
    /// Whether it is a name in small letters: where it stands, the name is a common word as well.
    small: bool,
}

/// A text in which names are sought.
pub struct NamingText<'a> {
    /// The text.
    pub map: &'a TextMap<'a>,
    /// The name of its content, where that is asked for.
    pub key: Option<Key>,
    /// Its language, by its primary subtag.
    pub language: &'a str,
    /// Records that are not meant where their names stand in it.
    pub excepted: &'a [RecordId],
}

/// What stands in one text and may be a name.
#[derive(Clone)]
struct Sought {
    /// The form, and the printed form in bytes of the article's text.
    candidates: Vec<(usize, Place<InContent>)>,
    /// Names that it prints in small letters.
    small: BTreeSet<usize>,
}

/// The common words of a briefing's texts that are names with a capital: language and word.
type CommonWords = BTreeSet<(String, String)>;

/// What there is to be said against a form that means somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    None,
    /// At the beginning of a sentence, a word that texts in its language print in small letters as well: nobody is
    /// meant by it alone.
    Alone,
    /// Likewise a common word of the language: only a longer name tells that somebody is meant.
    Common,
    /// It means a month.
    Month,
}

/// What is found in one article.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FoundMentions {
    /// Mentions in order: who, and the printed form in bytes of the article's text.
    pub mentions: Vec<(RecordId, Place<InContent>)>,
    /// Short forms that several records of the article share, with the first place of each.
    pub shared: Vec<(Vec<RecordId>, Place<InContent>)>,
}

impl Forms {
    /// Whether texts of so many bytes are worth the quicker machine.
    pub fn pay(records: &[Record], texts: usize) -> bool {
        let forms = records
            .iter()
            .flat_map(|record| long_forms(record).chain(record.short.iter().map(String::as_str)));
        let length: usize = forms.map(str::len).sum();
        length <= MOST_IN_A_TABLE && length * PAYS <= texts
    }

    /// Gathers the forms of all records, to be sought in texts, perhaps many, in some languages, by
    /// their primary subtags; one that two records claim is told.
    pub fn new(
        records: &[Record],
        (are_many, languages): (bool, &BTreeSet<&str>),
        place: impl Fn(RecordId, &str) -> Span,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut forms: BTreeMap<String, MentionForm> = BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            let id = RecordId::new(index);
            for form in long_forms(record) {
                let Some(entry) = entry(&mut forms, form) else { continue };
                match entry.long {
                    None => entry.long = Some(id),
                    // Two files with one id are told as that.
                    Some(other) if records[other.index()].slug == record.slug => {}
                    Some(other) => {
                        let pair = [(other, &records[other.index()]), (id, record)];
                        diagnostics.push(conflict(pair, form, &entry.folded, &place));
                    }
                }
            }
            for form in &record.short {
                if let Some(entry) = entry(&mut forms, form)
                    && !entry.short.contains(&id)
                {
                    entry.short.push(id);
                }
            }
            for words in &record.except {
                if let Some(entry) = entry(&mut forms, words) {
                    entry.except.push(id);
                }
            }
        }
        for language in inflecting().filter(|language| languages.contains(language)) {
            inflect(&mut forms, records, language);
        }
        let capital: Vec<String> = forms.keys().filter_map(|form| small(form)).collect();
        for form in capital {
            if let Some(entry) = entry(&mut forms, &form) {
                entry.small = true;
            }
        }
        let forms: Vec<MentionForm> = forms.into_values().collect();
        let length: usize = forms.iter().map(|form| form.folded.len()).sum();
        let table = are_many && length <= MOST_IN_A_TABLE;
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(table.then_some(AhoCorasickKind::DFA))
            .build(forms.iter().map(|form| &form.folded))
            .ok()
            .filter(|_| !forms.is_empty());
        Self { search, forms, key: OnceLock::new() }
    }

    /// The mentions in each text.
    #[must_use]
    pub fn find(&self, texts: &[NamingText<'_>], memory: &Memory) -> Vec<FoundMentions> {
        let seek = |text: &NamingText<'_>| {
            let input = |it: &mut Content| (self.key(), text.key).hash(it);
            memory.recall("sought", input, || self.seek(text.map))
        };
        let sought: Vec<Arc<Sought>> = texts.par_iter().map(seek).collect();
        let common = self.common_words(sought.iter().map(AsRef::as_ref).zip(texts));
        let all = Key::of(|it| common.hash(it));
        let meant = |(text, sought): (&NamingText<'_>, Arc<Sought>)| {
            let input = |it: &mut Content| {
                (self.key(), text.key, text.language, text.excepted, all).hash(it);
            };
            let meant = memory.recall("mentions", input, || self.meant(text, &sought, &common));
            Arc::unwrap_or_clone(meant)
        };
        texts.par_iter().zip(sought).map(meant).collect()
    }

    /// The name of all forms and those that they mean.
    fn key(&self) -> Key {
        *self.key.get_or_init(|| Key::of(|it| self.forms.hash(it)))
    }

    /// Everything in a text that may be a name.
    fn seek(&self, map: &TextMap<'_>) -> Sought {
        let mut sought = Sought { candidates: Vec::new(), small: BTreeSet::new() };
        let Some(search) = &self.search else { return sought };
        let text = &map.document.text;
        for found in search.find_overlapping_iter(&map.folded().text) {
            let number = found.pattern().as_usize();
            let Some(form) = self.forms.get(number) else { continue };
            let is_known = form.small && !form.is_name() && sought.small.contains(&number);
            if is_known || !on_word_boundaries(&map.folded().text, Place::new(found.range())) {
                continue;
            }
            if form.small {
                sought.small.insert(number);
            }
            let raw = map.folded().raw(Place::new(found.range()));
            let in_block = !text.slice(raw.bytes()).contains('\n') || within_block(map, raw);
            if form.is_name() && in_block {
                sought.candidates.push((number, raw));
            }
        }
        sought
    }

    /// The names that the texts print in small letters as well, each with the text's language.
    fn common_words<'a>(
        &self,
        sought: impl Iterator<Item = (&'a Sought, &'a NamingText<'a>)>,
    ) -> CommonWords {
        let mut common = CommonWords::default();
        for (sought, text) in sought {
            let forms = sought.small.iter().filter_map(|form| self.forms.get(*form));
            common.extend(forms.map(|form| (text.language.to_owned(), form.folded.clone())));
        }
        common
    }

    /// The mentions among what may be a name in a text.
    fn meant(&self, text: &NamingText<'_>, sought: &Sought, common: &CommonWords) -> FoundMentions {
        let candidates = &sought.candidates;
        let other_words = self.other_words(candidates);
        let may_mean = |id: RecordId, range: Place<InContent>| {
            let words = other_words.get(&id).into_iter().flatten();
            !text.excepted.contains(&id) && !words.clone().any(|it| it.covers(range))
        };
        let doubted: Vec<(usize, Place<InContent>, Doubt)> = candidates
            .iter()
            .map(|&(form, range)| (form, range, self.doubt(text, form, range, common)))
            .filter(|(_, _, doubt)| *doubt != Doubt::Month)
            .collect();
        let long = |(form, range, _): &(usize, Place<InContent>, Doubt)| {
            let form = self.forms.get(*form)?;
            let id = form.long.or_else(|| form.inflected_in(text.language))?;
            may_mean(id, *range).then_some(id)
        };
        let sure = doubted.iter().filter(|it| it.2 == Doubt::None && long(it).is_some());
        let sure = longest_first(sure);
        let present: BTreeSet<RecordId> = sure.iter().filter_map(|it| long(it)).collect();
        let is_common = |form: &usize| {
            let small = self.forms.get(*form).and_then(|form| small(&form.folded));
            small.is_some_and(|small| text.map.language.knows(&small))
        };
        let longer = sure.iter().filter(|(form, ..)| !is_common(form));
        let longer: BTreeSet<RecordId> = longer.filter_map(|it| long(it)).collect();
        let meant = |candidate: &(usize, Place<InContent>, Doubt)| -> Vec<RecordId> {
            let (form, range, doubt) = candidate;
            let form = self.forms.get(*form);
            let short = form.into_iter().flat_map(|form| form.short_in(text.language));
            let short = short.filter(|id| present.contains(id) && may_mean(*id, *range));
            let is_sure = |id: &RecordId| match doubt {
                Doubt::None => true,
                Doubt::Alone => present.contains(id),
                Doubt::Common | Doubt::Month => longer.contains(id),
            };
            let long = long(candidate).into_iter();
            let mut meant: Vec<RecordId> = long.chain(short).filter(is_sure).collect();
            meant.sort_unstable();
            meant.dedup();
            meant
        };
        let mut found = FoundMentions::default();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let counting = doubted.iter().filter(|candidate| !meant(candidate).is_empty());
        for candidate in longest_first(counting) {
            match meant(candidate).as_slice() {
                [id] => found.mentions.push((*id, candidate.1)),
                several => {
                    if told.insert(candidate.0) {
                        found.shared.push((several.to_vec(), candidate.1));
                    }
                }
            }
        }
        found
    }

    /// What there is to be said against a form at its place.
    fn doubt(
        &self,
        text: &NamingText<'_>,
        form: usize,
        range: Place<InContent>,
        common: &CommonWords,
    ) -> Doubt {
        let map = text.map;
        let small = self.forms.get(form).and_then(|form| small(&form.folded));
        let Some(small) = small else { return Doubt::None };
        if is_month(map, range, &small) {
            return Doubt::Month;
        }
        let is_known = map.language.knows(&small);
        if !is_known && !common.contains(&(text.language.to_owned(), small)) {
            return Doubt::None;
        }
        match begins_sentence(map, range) {
            false => Doubt::None,
            true if is_known => Doubt::Common,
            true => Doubt::Alone,
        }
    }

    /// By record: where words stand in which its names mean something else.
    fn other_words(
        &self,
        candidates: &[(usize, Place<InContent>)],
    ) -> BTreeMap<RecordId, Vec<Place<InContent>>> {
        let mut other: BTreeMap<RecordId, Vec<Place<InContent>>> = BTreeMap::new();
        for (form, range) in candidates {
            for id in &self.forms[*form].except {
                other.entry(*id).or_default().push(*range);
            }
        }
        other
    }
}

/// What to say of a form that two records claim, where the second has it.
fn conflict(
    [(other, theirs), (id, record)]: [(RecordId, &Record); 2],
    form: &str,
    folded: &str,
    place: &impl Fn(RecordId, &str) -> Span,
) -> Diagnostic {
    // It may be written otherwise there: with another quote or space.
    let as_written = long_forms(theirs).find(|form| fold(form).text.trim() == folded);
    Diagnostic::new(
        Code::AliasConflict,
        place(id, form),
        format!("`{form}` names both `{}` and `{}`", theirs.slug, record.slug),
    )
    .help("take it out of one of the two, or make it a `short` form of both")
    .related(place(other, as_written.unwrap_or(form)), format!("`{}` has it here", theirs.slug))
}

impl MentionForm {
    /// Whether it names somebody, or is in words that do not.
    fn is_name(&self) -> bool {
        self.long.is_some()
            || !self.short.is_empty()
            || !self.except.is_empty()
            || !self.inflected.is_empty()
            || !self.inflected_short.is_empty()
    }

    /// Whom it means in a text in a language where a longer form of theirs stands too: those whose short form
    /// it is, else those whose short form the language changes to it.
    fn short_in(&self, language: &str) -> Vec<RecordId> {
        if self.long.is_some() || !self.short.is_empty() {
            return self.short.clone();
        }
        let inflected = self.inflected_short.iter().filter(|(_, tag)| *tag == language);
        inflected.map(|(id, _)| *id).collect()
    }

    /// Whose name it is in texts of a language that changes names, if it is one's alone.
    fn inflected_in(&self, language: &str) -> Option<RecordId> {
        let mut of_language = self.inflected.iter().filter(|(_, tag)| *tag == language);
        let (id, _) = of_language.next()?;
        of_language.all(|(other, _)| other == id).then_some(*id)
    }
}

/// Adds the forms that names have in texts of a language.
fn inflect(forms: &mut BTreeMap<String, MentionForm>, records: &[Record], language: &'static str) {
    for (index, record) in records.iter().enumerate() {
        let id = RecordId::new(index);
        for form in long_forms(record).flat_map(|form| inflected(form, language)) {
            if let Some(entry) = entry(forms, &form) {
                entry.inflected.push((id, language));
            }
        }
        for form in record.short.iter().flat_map(|form| inflected(form, language)) {
            if let Some(entry) = entry(forms, &form) {
                entry.inflected_short.push((id, language));
            }
        }
    }
}

fn long_forms(record: &Record) -> impl Iterator<Item = &str> {
    std::iter::once(record.name.as_str())
        .chain(record.full_name.as_deref())
        .chain(record.aliases.iter().map(String::as_str))
        .chain(record.names.iter().map(|(_, form)| form.as_str()))
}

fn entry<'a>(
    forms: &'a mut BTreeMap<String, MentionForm>,
    form: &str,
) -> Option<&'a mut MentionForm> {
    let folded = fold(form).text.trim().to_owned();
    if folded.is_empty() {
        return None;
    }
    Some(forms.entry(folded.clone()).or_insert(MentionForm {
        folded,
        long: None,
        short: Vec::new(),
        except: Vec::new(),
        inflected: Vec::new(),
        inflected_short: Vec::new(),
        small: false,
    }))
}

/// Of overlapping candidates the longest, of equally long ones the first; in order of place.
fn longest_first<'a>(
    candidates: impl Iterator<Item = &'a (usize, Place<InContent>, Doubt)>,
) -> Vec<&'a (usize, Place<InContent>, Doubt)> {
    let mut candidates: Vec<_> = candidates.collect();
    candidates.sort_by_key(|(_, range, _)| (std::cmp::Reverse(range.len()), range.start()));
    let mut taken: BTreeMap<usize, &(usize, Place<InContent>, Doubt)> = BTreeMap::new();
    for candidate in candidates {
        let range = candidate.1;
        let before = taken.range(..range.end()).next_back();
        if before.is_none_or(|(_, (_, before, _))| before.end() <= range.start()) {
            taken.insert(range.start(), candidate);
        }
    }
    taken.into_values().collect()
}

fn within_block(map: &TextMap<'_>, range: Place<InContent>) -> bool {
    map.document
        .block_at(range.start())
        .is_some_and(|block| range.end() <= map.document.blocks[block].text.end())
}

/// What to say of a short form that several records of an article share.
#[must_use]
pub fn ambiguous(records: &[Record], ids: &[RecordId], printed: &str, span: Span) -> Diagnostic {
    let names: Vec<String> =
        ids.iter().map(|id| format!("`{}`", records[id.index()].slug)).collect();
    Diagnostic::new(
        Code::MentionAmbiguous,
        span,
        format!("`{printed}` may mean {} here, and counts for neither", names.join(" or ")),
    )
    .help("take it from the `short` forms of one of them, if it never means that one")
}
