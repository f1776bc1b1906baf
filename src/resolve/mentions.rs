//! Where articles name entities and officials: longest match first, on word boundaries, case as
//! written.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_script::{Script, UnicodeScript};

use super::text_map::TextMap;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Record, RecordId};
use crate::parse::fold::fold;
use crate::place::{InContent, InFolded, Place};
use crate::slice::Slice;
use crate::source::Span;

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
}

/// A folded form and those that it means.
struct MentionForm {
    folded: String,
    /// Whom it always means.
    long: Option<RecordId>,
    /// Whom it means where a longer form of theirs stands too.
    short: Vec<RecordId>,
    /// Whose names in it mean something else.
    except: Vec<RecordId>,
}

/// What is found in one article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FoundMentions {
    /// Mentions in order: who, and the printed form in bytes of the article's text.
    pub mentions: Vec<(RecordId, Place<InContent>)>,
    /// Short forms that several records of the article share, with the first place of each.
    pub shared: Vec<(Vec<RecordId>, Place<InContent>)>,
}

impl Forms {
    /// Gathers the forms of all records, to be sought in `texts` bytes of text; one that two
    /// records claim is told.
    pub fn new(
        records: &[Record],
        texts: usize,
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
        let forms: Vec<MentionForm> = forms.into_values().collect();
        let length: usize = forms.iter().map(|form| form.folded.len()).sum();
        let table = length <= MOST_IN_A_TABLE && length * PAYS <= texts;
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(table.then_some(AhoCorasickKind::DFA))
            .build(forms.iter().map(|form| &form.folded))
            .ok()
            .filter(|_| !forms.is_empty());
        Self { search, forms }
    }

    /// The mentions in an article, where the records of `excepted` are not meant.
    #[must_use]
    pub fn find(&self, map: &TextMap<'_>, excepted: &[RecordId]) -> FoundMentions {
        let Some(search) = &self.search else { return FoundMentions::default() };
        let text = &map.document.text;
        let mut candidates: Vec<(usize, Place<InContent>)> = Vec::new();
        for found in search.find_overlapping_iter(&map.folded.text) {
            if !on_word_boundaries(&map.folded.text, Place::new(found.range())) {
                continue;
            }
            let raw = map.folded.raw(Place::new(found.range()));
            if !text.slice(raw.bytes()).contains('\n') || within_block(map, raw) {
                candidates.push((found.pattern().as_usize(), raw));
            }
        }
        let other_words = self.other_words(&candidates);
        let may_mean = |id: RecordId, range: &Place<InContent>| {
            let words = other_words.get(&id).into_iter().flatten();
            !excepted.contains(&id) && !words.clone().any(|it| it.covers(*range))
        };
        let long = |(form, range): &(usize, Place<InContent>)| {
            self.forms[*form].long.filter(|id| may_mean(*id, range))
        };
        let present: BTreeSet<RecordId> =
            longest_first(candidates.iter().filter(|it| long(it).is_some()))
                .iter()
                .filter_map(long)
                .collect();
        let meant = |candidate: &(usize, Place<InContent>)| -> Vec<RecordId> {
            let short = self.forms[candidate.0].short.iter().copied();
            let short = short.filter(|id| present.contains(id) && may_mean(*id, &candidate.1));
            let mut meant: Vec<RecordId> = long(candidate).into_iter().chain(short).collect();
            meant.sort_unstable();
            meant.dedup();
            meant
        };
        let mut found = FoundMentions::default();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let counting = candidates.iter().filter(|candidate| !meant(candidate).is_empty());
        for candidate in longest_first(counting) {
            match meant(&candidate).as_slice() {
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
    }))
}

/// Of overlapping candidates the longest, of equally long ones the first; in order of place.
fn longest_first<'a>(
    candidates: impl Iterator<Item = &'a (usize, Place<InContent>)>,
) -> Vec<(usize, Place<InContent>)> {
    let mut candidates: Vec<&(usize, Place<InContent>)> = candidates.collect();
    candidates.sort_by_key(|(_, range)| (std::cmp::Reverse(range.len()), range.start()));
    let mut taken: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (form, range) in candidates {
        let before = taken.range(..range.end()).next_back();
        if before.is_none_or(|(_, &(end, _))| end <= range.start()) {
            taken.insert(range.start(), (range.end(), *form));
        }
    }
    taken.into_iter().map(|(start, (end, form))| (form, Place::new(start..end))).collect()
}

fn within_block(map: &TextMap<'_>, range: Place<InContent>) -> bool {
    map.document
        .block_at(range.start())
        .is_some_and(|block| range.end() <= map.document.blocks[block].text.end())
}

fn on_word_boundaries(text: &str, range: Place<InFolded>) -> bool {
    let inside = text.slice(range.bytes());
    let before = text.slice(..range.start()).chars().next_back();
    let after = text.slice(range.end()..).chars().next();
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    // "U.S." does not stand in "U.S.A.", nor ".NET" in "ASP.NET".
    let stopped = |stop: Option<char>, letter: Option<char>| {
        stop == Some('.') && letter.is_some_and(|c| is_word(c) && parts_words(c))
    };
    !joined(before, first)
        && !joined(last, after)
        && !stopped(last, after)
        && !stopped(first, before)
        && !after.is_some_and(is_mark)
}

/// Whether two neighbours belong to one word.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    is_word(left) && is_word(right) && parts_words(left) && parts_words(right)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether the script of a character parts its words. Korean does, but writes particles at the
/// end of names.
fn parts_words(c: char) -> bool {
    !matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Hangul
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    )
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
