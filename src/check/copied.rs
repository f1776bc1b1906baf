//! `copied-from-original`: a digest is in the editor's words. So many of a report's in a row, outside
//! quotation marks, are the report's. Checked where the folder of originals is at hand.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

use super::Subject;
use super::originals::original;
use crate::collate::{ComparedWord, compared_words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Article, ArticleId, Briefing, RecordKind, TextKind, within};
use crate::parse::document::Document;
use crate::place::{InContent, Place};
use crate::source::Span;

/// So many words in a row are a report's.
const RUN: usize = 9;

/// The same in half words, of which a character counts one in scripts without spaces.
const HALVES: u32 = 18;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let briefing = subject.briefing;
    let originals = originals(subject);
    if originals.is_empty() {
        return;
    }
    let titles = Titles::of(briefing);
    for (id, article) in briefing.articles() {
        let (Some(prose), TextKind::Digest) = (article.shown(), article.kind) else { continue };
        let words = OwnWords::of(briefing, id, &prose.document, &titles);
        for (run, name) in words.copied(&originals) {
            let count = run.len();
            let place = prose.document.source_of(words.place(run));
            diagnostics.push(
                Diagnostic::new(
                    Code::CopiedFromOriginal,
                    Span::new(article.span.file, place),
                    format!("these {count} words stand in a row in `{name}`, too"),
                )
                .help("say it in your own words, or put the report's in quotation marks"),
            );
        }
    }
}

/// By the hash of so many words in a row: the original that has them.
type Runs<'a> = HashMap<u64, &'a str>;

/// The runs of all originals that are at hand.
fn originals<'a>(subject: &Subject<'a>) -> Runs<'a> {
    let mut runs = Runs::new();
    let Some(originals) = &subject.folder.originals else { return runs };
    for article in &subject.briefing.articles {
        let Some(name) = &article.original else { continue };
        let Ok(file) = original(subject.folder, originals, article, name) else { continue };
        let words: Vec<ComparedWord> =
            compared_words(&subject.folder.sources.file(file).text).collect();
        for run in words.windows(RUN) {
            runs.entry(hash(run.iter().map(|word| word.key))).or_insert(name);
        }
    }
    runs
}

fn hash(keys: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = DefaultHasher::new();
    keys.for_each(|key| hasher.write_u64(key));
    hasher.finish()
}

/// Titles of reports, offices, and names in full: nobody can say them in other words.
struct Titles {
    /// By its first word, the words of each.
    by_first: HashMap<u64, Vec<Vec<u64>>>,
}

impl Titles {
    fn of(briefing: &Briefing) -> Self {
        let titles = briefing.articles.iter().map(|article| article.title.as_str());
        let names = briefing.records.iter().flat_map(|record| {
            let role = match &record.kind {
                RecordKind::Official { role, .. } => role.as_deref(),
                RecordKind::Entity => None,
            };
            [Some(record.name.as_str()), record.full_name.as_deref(), role].into_iter().flatten()
        });
        let mut by_first: HashMap<u64, Vec<Vec<u64>>> = HashMap::new();
        let texts: BTreeSet<&str> = titles.chain(names).collect();
        for text in texts {
            let keys: Vec<u64> = compared_words(text).map(|word| word.key).collect();
            if let Some(first) = keys.first() {
                by_first.entry(*first).or_default().push(keys);
            }
        }
        Self { by_first }
    }

    /// How many words the longest title has that these begin with.
    fn length_at(&self, words: &[OwnWord]) -> usize {
        let first = words.first().and_then(|word| self.by_first.get(&word.word.key));
        let stands = |title: &&Vec<u64>| {
            let keys = words.iter().map(|word| word.word.key).take(title.len());
            keys.eq(title.iter().copied())
        };
        first.into_iter().flatten().filter(stands).map(Vec::len).max().unwrap_or_default()
    }
}

/// A word of a digest.
struct OwnWord {
    word: ComparedWord,
    /// Its block; none of what stands in quotation marks, which is the report's.
    block: Option<usize>,
    /// Whether it is a part of a name or a title.
    given: bool,
}

/// The words of a digest.
struct OwnWords {
    words: Vec<OwnWord>,
}

impl OwnWords {
    fn of(briefing: &Briefing, id: ArticleId, document: &Document, titles: &Titles) -> Self {
        let article: &Article = &briefing[id];
        let mentions: Vec<_> =
            briefing.mentions_in(id).iter().map(|mention| mention.range).collect();
        let own = |word: ComparedWord| {
            let place = Place::new(word.range.clone());
            let quoted = !within(&article.quoted, place).is_empty();
            let block = document.block_at(place.start()).filter(|_| !quoted);
            OwnWord { block, given: !within(&mentions, place).is_empty(), word }
        };
        let mut words: Vec<OwnWord> = compared_words(&document.text).map(own).collect();
        for at in 0..words.len() {
            let length = titles.length_at(&words[at..]);
            words[at..at + length].iter_mut().for_each(|word| word.given = true);
        }
        Self { words }
    }

    /// The runs that an original has, each as long as it goes, with the original.
    fn copied<'a>(&self, originals: &Runs<'a>) -> Vec<(Range<usize>, &'a str)> {
        let mut runs: Vec<(Range<usize>, &str)> = Vec::new();
        for (start, words) in self.words.windows(RUN).enumerate() {
            let together = words.iter().all(|it| it.block.is_some() && it.block == words[0].block);
            let keys = words.iter().map(|it| it.word.key);
            let Some(name) = originals.get(&hash(keys)).filter(|_| together) else { continue };
            match runs.last_mut() {
                Some((last, _)) if last.end + 1 == start + RUN => last.end += 1,
                _ => runs.push((start..start + RUN, name)),
            }
        }
        runs.retain(|(run, _)| self.halves(run) >= HALVES);
        runs
    }

    /// How many half words of a run are neither a name's nor a title's.
    fn halves(&self, run: &Range<usize>) -> u32 {
        let words = self.words.get(run.clone()).unwrap_or_default().iter();
        words.filter(|it| !it.given).map(|it| it.word.halves).sum()
    }

    fn place(&self, run: Range<usize>) -> Place<InContent> {
        let words = self.words.get(run).unwrap_or_default();
        let start = words.first().map_or(0, |it| it.word.range.start);
        Place::new(start..words.last().map_or(start, |it| it.word.range.end))
    }
}
