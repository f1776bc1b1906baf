//! Names that are printed as hardly any name is spelled: a letter off a known one, or divided or
//! capitalised in another way.
//!
//! It is better to miss one than to tell of a name that is right. So only capitalised words are
//! looked at, and a form that is itself known, an ordinary word of the reports, or printed in more
//! reports than the name that it resembles, is none.

mod likeness;
mod name_index;
mod reader;
mod tell;
#[cfg(test)]
mod tests;
mod spelled;

pub use tell::tell;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use foldhash::HashSet;
use rayon::prelude::*;

use crate::diagnostic::Code;
use crate::language::primary;
use crate::memory::{Content, Key};
use crate::model::{
    ArticleId, Briefing, Correction, Misspelling, Note, NoteId, NoteKind, RecordId, Reference,
    Target,
};
use crate::place::{InContent, Place};
use name_index::NameIndex;
use reader::{FormReader, MisspeltPlace};
use spelled::words;

/// Finds the likely misspellings in every report, in order of record, article and place.
#[must_use]
pub fn find(briefing: &Briefing) -> Vec<Misspelling> {
    let memory = &briefing.memory;
    let key = memory.is_keeping().then(|| briefing.names_key());
    let names = memory.recall("names", |it| key.hash(it), || NameIndex::new(briefing));
    if names.is_empty() {
        return Vec::new();
    }
    let candidates: Vec<Vec<MisspeltPlace>> = (0..briefing.articles.len())
        .into_par_iter()
        .map(|index| {
            let id = ArticleId::new(index);
            let input = |it: &mut Content| {
                let article = &briefing[id];
                let accepts = briefing.accepted.has(article.span.file, Code::LikelyMisspelling);
                let text = article.shown().map(|prose| prose.document.key());
                (key, text, accepts, briefing.mentions_in(id)).hash(it);
            };
            let read = || FormReader::new(briefing, &names, id).map(|reader| reader.candidates());
            Arc::unwrap_or_clone(memory.recall("misspelled", input, || read().unwrap_or_default()))
        })
        .collect();
    let ordinary = ordinary(briefing, &candidates);
    let is_name = |found: &MisspeltPlace| {
        found.rare.is_empty() || found.rare.iter().any(|it| !ordinary.contains(it))
    };
    let printed = printed_in(briefing);
    let kept = candidates.into_iter().zip(&briefing.articles).map(|(mut found, article)| {
        let language = primary(&article.language);
        let is_known = |found: &MisspeltPlace| {
            let record = names.all.get(found.name).map(|name| name.record);
            record.is_some_and(|record| printed.contains(&(language, record)))
        };
        found.retain(|found| is_name(found) && is_known(found));
        longest_first(found)
    });
    gather(briefing, &names, kept)
}

/// In which languages each record is named by the reports, besides that of the briefing. A word that is
/// near a name of another language is a word of its own: the French *Chine* is no slip for *Chime*.
fn printed_in(briefing: &Briefing) -> HashSet<(&str, RecordId)> {
    let own = primary(&briefing.settings.language);
    let all = (0..briefing.records.len()).map(|record| (own, RecordId::new(record)));
    let printed = briefing.mentions.iter();
    let printed = printed.map(|it| (primary(&briefing[it.article].language), it.record));
    all.chain(printed).collect()
}

/// Of the words that candidates must not be made of alone, those that reports print without a
/// capital.
fn ordinary(briefing: &Briefing, candidates: &[Vec<MisspeltPlace>]) -> HashSet<u64> {
    let asked: HashSet<u64> =
        candidates.iter().flatten().flat_map(|found| found.rare.iter().copied()).collect();
    if asked.is_empty() {
        return asked;
    }
    let mut all: Vec<u64> = asked.iter().copied().collect();
    all.sort_unstable();
    let key = Key::of(|it| all.hash(it));
    let printed = briefing.articles.par_iter().filter_map(|article| article.shown());
    let found = printed.map(|prose| {
        let input = |it: &mut Content| (prose.document.key(), key).hash(it);
        briefing.memory.recall("ordinary", input, || {
            let words = words(&prose.document.text).into_iter();
            let ordinary = words.filter(|word| !word.capital && asked.contains(&word.hash));
            ordinary.map(|word| word.hash).collect::<HashSet<u64>>()
        })
    });
    let found: Vec<Arc<HashSet<u64>>> = found.collect();
    asked.into_iter().filter(|word| found.iter().any(|found| found.contains(word))).collect()
}

/// Of overlapping candidates the longest, of equally long ones the likeliest; in order of place.
fn longest_first(mut candidates: Vec<MisspeltPlace>) -> Vec<MisspeltPlace> {
    candidates.sort_by_key(|it| (Reverse(it.range.len()), it.slip, it.name, it.range.start()));
    let mut taken: BTreeMap<usize, MisspeltPlace> = BTreeMap::new();
    for candidate in candidates {
        let before = taken.range(..candidate.range.end()).next_back();
        if before.is_none_or(|(_, before)| before.range.end() <= candidate.range.start()) {
            taken.insert(candidate.range.start(), candidate);
        }
    }
    taken.into_values().collect()
}

/// Puts together what one report prints alike. A form that more reports print than name what it
/// resembles is left out: it is the name of something else.
fn gather(
    briefing: &Briefing,
    names: &NameIndex,
    candidates: impl Iterator<Item = Vec<MisspeltPlace>>,
) -> Vec<Misspelling> {
    let corrections = corrections(briefing);
    let mut found: Vec<(String, Misspelling)> = Vec::new();
    let mut reports: BTreeMap<(RecordId, String), usize> = BTreeMap::new();
    for ((article, prose), candidates) in briefing.articles().zip(candidates) {
        let Some(prose) = prose.shown() else { continue };
        let first = found.len();
        for MisspeltPlace { range, name, slip, .. } in candidates {
            let (printed, name) = (prose.document.slice(range), &names.all[name]);
            let same = found[first..]
                .iter_mut()
                .find(|(known, it)| known == printed && it.known == name.text);
            if let Some((_, misspelling)) = same {
                misspelling.places.push(range);
                misspelling.times += 1;
                continue;
            }
            let (record, known) = (name.record, name.text.clone());
            let places = vec![range];
            let corrected_by = None;
            found.push((
                printed.to_owned(),
                Misspelling { record, article, places, times: 1, known, slip, corrected_by },
            ));
            *reports.entry((record, printed.to_owned())).or_default() += 1;
        }
    }
    let named = reports_naming(briefing);
    found.retain(|(printed, it)| {
        reports[&(it.record, printed.clone())] <= named[it.record.index()].max(1)
    });
    let mut found: Vec<Misspelling> = found.into_iter().map(|(_, it)| it).collect();
    for it in &mut found {
        let here = corrections.get(&it.article).into_iter().flatten();
        let mut mine = here.filter(|(part, note)| {
            let overlaps =
                |it: &Place<InContent>| it.start() < part.end() && part.start() < it.end();
            it.places.iter().any(overlaps) && speaks_of(&briefing[*note], it)
        });
        it.corrected_by = mine.next().map(|(_, note)| *note);
    }
    found.sort_by_key(|it| (it.record, it.article));
    found
}

/// By record: how many reports name it.
fn reports_naming(briefing: &Briefing) -> Vec<usize> {
    let pairs: BTreeSet<(RecordId, ArticleId)> =
        briefing.mentions.iter().map(|mention| (mention.record, mention.article)).collect();
    let mut counts = vec![0; briefing.records.len()];
    for (record, _) in pairs {
        counts[record.index()] += 1;
    }
    counts
}

/// What corrections are about, by article: parts of its text.
fn corrections(briefing: &Briefing) -> BTreeMap<ArticleId, Vec<(Place<InContent>, NoteId)>> {
    let mut parts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (id, note) in briefing.notes().filter(|(_, it)| matches!(it.kind, NoteKind::Correction(_)))
    {
        for passage in &note.passages {
            let corrected = passage.parts().iter().map(|part| (*part, id));
            parts.entry(passage.article).or_default().extend(corrected);
        }
    }
    parts
}

/// Whether a correction of a passage is one of the name in it, and not of anything else.
fn speaks_of(note: &Note, misspelling: &Misspelling) -> bool {
    let record = misspelling.record;
    let NoteKind::Correction(Correction { evidence, reads }) = &note.kind else { return false };
    *evidence == Reference::Record(record)
        || note.body.targets.contains(&Target::Record(record))
        || reads.as_ref().is_some_and(|reads| reads.contains(&misspelling.known))
}
