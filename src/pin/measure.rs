//! Measuring: the briefing with its originals in place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::original::{self, Original};
use crate::collate::{SharedWords, shared_words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::primary;
use crate::load::Folder;
use crate::memory::Memory;
use crate::model::pin::{hash_of, hash_of_body};
use crate::model::{
    Article, ArticleId, ArticleText, Briefing, Mention, Note, NoteId, NoteKind, Passage, Position,
    Prose, RecordId, TextKind, Transmission,
};
use crate::parse::document::Document;
use crate::parse::fields::{Keyed, PinFields, PinnedSharedFields, Printing};
use crate::parse::fold::fold;
use crate::place::Place;
use crate::resolve::mentions::{Forms, NamingText};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use crate::suggest::{Echo, Echoes, echoes};

/// Which articles are to be measured.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// Every digest and excerpt that names an original.
    All,
    /// These.
    Articles(&'a [ArticleId]),
}

/// What was measured.
#[derive(Debug, Default)]
pub struct Measured {
    /// By the articles that were to be measured, what `pins.yaml` says of each; without a date.
    pub pins: BTreeMap<ArticleId, PinFields>,
    /// Why articles that were to be measured could not.
    pub failed: Vec<Diagnostic>,
    /// Why others could not be compared with them.
    pub not_compared: Vec<Diagnostic>,
}

/// Measures originals. Nothing is withheld from `briefing`, and it has no drafts.
#[must_use]
pub fn measure(briefing: &Briefing, folder: &Folder, asked: Asked<'_>) -> Measured {
    let is_asked = |id: ArticleId, article: &Article| match asked {
        Asked::All => article.kind != TextKind::Full && article.original.is_some(),
        Asked::Articles(articles) => articles.contains(&id),
    };
    let mut measured = Measured::default();
    let mut bodies: BTreeMap<ArticleId, Document> = BTreeMap::new();
    let mut hashes: BTreeMap<ArticleId, String> = BTreeMap::new();
    let partial: Vec<(ArticleId, &Article)> =
        briefing.articles().filter(|(_, article)| article.kind != TextKind::Full).collect();
    let read: Vec<_> =
        partial.par_iter().map(|(_, article)| original::read(folder, article)).collect();
    for ((id, article), read) in partial.into_iter().zip(read) {
        match read {
            Ok(Original { file, body }) => {
                hashes.insert(id, hash_of(&folder.sources.file(file).text));
                bodies.insert(id, body);
            }
            Err(why) if is_asked(id, article) => measured.failed.push(*why),
            Err(why) => measured.not_compared.push(*why),
        }
    }
    let reports = Reports::new(briefing, bodies, folder);
    for (id, article) in briefing.articles().filter(|(id, article)| is_asked(*id, article)) {
        let pin = match article.kind {
            TextKind::Full => Some(of_body(folder, article)),
            TextKind::Excerpt | TextKind::Digest => {
                hashes.remove(&id).map(|sha256| reports.pin(id, sha256))
            }
        };
        measured.pins.extend(pin.map(|pin| (id, pin)));
    }
    measured
}

/// The pin of an article whose text is here whole.
fn of_body(folder: &Folder, article: &Article) -> PinFields {
    PinFields {
        sha256: hash_of_body(&folder.sources, article.span.file),
        pinned: None,
        words: None,
        names: None,
        shared: None,
        quotes: None,
    }
}

/// The briefing with its originals in the place of digests and excerpts.
struct Reports {
    briefing: Briefing,
    shared: SharedWords,
    echoes: Arc<Echoes>,
}

impl Reports {
    fn new(
        briefing: &Briefing,
        mut bodies: BTreeMap<ArticleId, Document>,
        folder: &Folder,
    ) -> Self {
        let measured: BTreeSet<ArticleId> = bodies.keys().copied().collect();
        let mut whole = briefing.clone();
        let maps: BTreeMap<ArticleId, TextMap<'_>> =
            bodies.iter().map(|(id, body)| (*id, TextMap::new(body))).collect();
        for passage in whole.notes.iter_mut().flat_map(|note| &mut note.passages) {
            if let Some(map) = maps.get(&passage.article) {
                passage.position = moved(&briefing[passage.article], passage, map);
            }
        }
        drop(maps);
        for note in &mut whole.notes {
            note.passages.retain(|passage| passage.position != Position::Withheld);
        }
        for (index, article) in whole.articles.iter_mut().enumerate() {
            article.pin = None;
            match bodies.remove(&ArticleId::new(index)) {
                Some(document) => {
                    let prose = Prose { document: document.into(), targets: Vec::new() };
                    article.text = ArticleText::Whole(prose);
                    article.kind = TextKind::Full;
                }
                None if article.kind != TextKind::Full => article.text = ArticleText::Withheld,
                None => {}
            }
        }
        whole.mentions = mentions(&whole, &measured);
        whole.misspellings = Vec::new();
        let shared = shared_words(&whole);
        let (echoes, _) = echoes(&whole, &folder.sources);
        Self { briefing: whole, shared, echoes }
    }

    fn pin(&self, id: ArticleId, sha256: String) -> PinFields {
        PinFields {
            sha256,
            pinned: None,
            words: self.shared.elsewhere(id).map(|elsewhere| elsewhere.words as u64),
            names: Some(self.names(id)),
            shared: Some(self.shared(id)),
            quotes: Some(self.quotes(id)),
        }
    }

    /// Every record, with the forms in which the report prints its name.
    fn names(&self, id: ArticleId) -> Keyed<Keyed<u64>> {
        let mut names: BTreeMap<RecordId, BTreeMap<String, u64>> =
            self.briefing.records().map(|(id, _)| (id, BTreeMap::new())).collect();
        if let Some(prose) = self.briefing[id].shown() {
            for mention in self.briefing.mentions_in(id) {
                let form = prose.document.slice(mention.range);
                let forms = names.entry(mention.record).or_default();
                *forms.entry(form.replace('\n', " ")).or_default() += 1;
            }
        }
        let named = |(id, forms): (RecordId, _)| (self.briefing[id].slug.clone(), Keyed(forms));
        Keyed(names.into_iter().map(named).collect())
    }

    /// The articles whose reports share words with it.
    fn shared(&self, id: ArticleId) -> Keyed<PinnedSharedFields> {
        let pairs = self.shared.pairs.iter().filter(|pair| pair.articles.contains(&id));
        let other = |[one, other]: [ArticleId; 2]| if one == id { other } else { one };
        let figures = |pair: &crate::collate::SharedPair| PinnedSharedFields {
            words: pair.words as u64,
            runs: pair.run_count as u64,
            longest: pair.longest as u64,
        };
        let named = |pair| {
            let figures: PinnedSharedFields = figures(pair);
            (self.briefing[other(pair.articles)].slug.clone(), figures)
        };
        Keyed(pairs.map(named).collect())
    }

    /// The quote notes, with what the report does with each utterance.
    fn quotes(&self, id: ArticleId) -> Keyed<Printing> {
        let quotes = self.briefing.notes().filter(|(_, note)| !note.draft);
        let quotes = quotes.filter(|(_, note)| matches!(note.kind, NoteKind::Quote(_)));
        let printing = |(note_id, note): (NoteId, &Note)| {
            (note.slug.clone(), self.printing(id, note_id, note))
        };
        Keyed(quotes.map(printing).collect())
    }

    fn printing(&self, id: ArticleId, note_id: NoteId, note: &Note) -> Printing {
        let transmission = self.briefing[id].transmission;
        let mut here = note.passages.iter().filter(|passage| passage.article == id);
        let said = |passage: &Passage| {
            passage.transmission.unwrap_or(transmission) != Transmission::Paraphrase
        };
        if here.any(said) {
            return Printing::Prints;
        }
        match self.echoes.of(note_id, id) {
            Some(Echo::Printed) => Printing::Prints,
            Some(Echo::Near) => Printing::Near,
            Some(Echo::Absent) | None => Printing::None,
        }
    }
}

/// Where the report's own words in a passage stand in the original; withheld where they do not.
fn moved(article: &Article, passage: &Passage, original: &TextMap<'_>) -> Position {
    let Some(prose) = article.shown() else { return Position::Withheld };
    let mut from = 0;
    let mut parts = Vec::new();
    for own in passage.parts().iter().flat_map(|part| article.own_words(*part)) {
        let words = fold(prose.document.text.slice(own.bytes())).text;
        let words = words.trim();
        // A comma or full stop at the end may be the digest's.
        let bare = words.trim_end_matches([',', '.']);
        let end = original.folded().text.len();
        let place = |needle: &str| original.places(needle, Place::new(from..end), 1).next();
        let Some(found) = place(words).or_else(|| place(bare)) else { return Position::Withheld };
        from = original.folded().folded(found).end();
        parts.push(found);
    }
    if parts.is_empty() { Position::Withheld } else { Position::At(parts) }
}

/// Every mention in the reports: those in texts that are not `measured` are known.
fn mentions(briefing: &Briefing, measured: &BTreeSet<ArticleId>) -> Vec<Mention> {
    let articles: Vec<(ArticleId, &Article)> = measured
        .iter()
        .map(|id| (*id, &briefing[*id]))
        .filter(|(_, article)| article.shown().is_some())
        .collect();
    let maps: Vec<TextMap<'_>> = articles
        .iter()
        .filter_map(|(_, article)| {
            let map = TextMap::new(&article.shown()?.document);
            Some(map.in_language(&article.language))
        })
        .collect();
    let length = maps.iter().map(|map| map.document.text.len()).sum();
    let are_many = Forms::pay(&briefing.records, length);
    let languages = articles.iter().map(|(_, article)| primary(&article.language)).collect();
    // Names that two records claim were told when the briefing was read.
    let mut told = Diagnostics::default();
    let place = |id: RecordId, _: &str| briefing[id].span;
    let forms = Forms::new(&briefing.records, (are_many, &languages), place, &mut told);
    let shown = |id: ArticleId| briefing[id].shown().is_some();
    let known = briefing.mentions.iter();
    let mut mentions: Vec<Mention> = known
        .filter(|mention| shown(mention.article) && !measured.contains(&mention.article))
        .cloned()
        .collect();
    let texts = maps.iter().zip(&articles).map(|(map, (_, article))| NamingText {
        map,
        key: None,
        language: primary(&article.language),
        excepted: &article.except,
    });
    let found = forms.find(&texts.collect::<Vec<_>>(), &Memory::default());
    for ((id, _), found) in articles.iter().zip(found) {
        let mention = |(record, range)| Mention { article: *id, record, range };
        mentions.extend(found.mentions.into_iter().map(mention));
    }
    mentions.sort_by_key(|mention| (mention.article, mention.range.start()));
    mentions
}
