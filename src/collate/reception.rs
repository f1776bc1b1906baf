//! What each report does with an utterance, as far as that is known.
//!
//! A report without a passage may still print the words, and one that is here only in part, or as a
//! digest, may have them where nobody can see: so silence is told only where a text was read.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::date::Days;
use crate::language::primary as language;
use crate::memory::Content;
use crate::model::{
    ArticleId, Briefing, Note, NoteId, NoteKind, Pin, PinnedPrinting, Quote, TextKind, Transmission,
};
use crate::suggest::{Echo, Echoes};

/// What a report does with an utterance: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reception {
    /// The note has a passage of it.
    Prints,
    /// The note has a passage in which it says the same in its own words.
    OwnWords,
    /// It has these words in quotation marks, and the note has no passage of it.
    PrintsToo,
    /// The editor looked, and says that it is not there.
    NotReported,
    /// It was published before the words were said.
    Before,
    /// All of it was read, in a language in which the words are known, and nothing near them is
    /// there.
    DoesNotPrint,
    /// Nothing of the above is known.
    NotKnown,
}

impl Reception {
    /// Every one, in order.
    pub const ALL: [Self; 7] = [
        Self::Prints,
        Self::OwnWords,
        Self::PrintsToo,
        Self::NotReported,
        Self::Before,
        Self::DoesNotPrint,
        Self::NotKnown,
    ];

    /// As data and style sheets have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prints => "prints",
            Self::OwnWords => "own-words",
            Self::PrintsToo => "prints-too",
            Self::NotReported => "not-reported",
            Self::Before => "before",
            Self::DoesNotPrint => "does-not-print",
            Self::NotKnown => "not-known",
        }
    }

    /// Whether the statement was found in the report, be it in other words.
    #[must_use]
    pub fn is_found(self) -> bool {
        matches!(self, Self::Prints | Self::OwnWords | Self::PrintsToo)
    }

    /// Whether a report does this where nothing is told of it.
    fn is_untold(self) -> bool {
        matches!(self, Self::Before | Self::DoesNotPrint | Self::NotKnown)
    }
}

/// What the reports do with each utterance of an official or entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receptions {
    reports: Vec<Report>,
    kinds: Vec<AlikeReports>,
    /// In order of the notes.
    utterances: Vec<Utterance>,
}

/// What of a report decides where nothing is told of it and an utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Report {
    /// Its place among the kinds.
    kind: usize,
    /// The last day on which it may have been published.
    published: Option<Date>,
}

/// The reports that are alike in what may be known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AlikeReports {
    readable: Readable,
    count: usize,
    /// When those of them that have a date were published, in order.
    published: Vec<Date>,
}

/// Whether all of a report was read, and in what language.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Readable {
    whole: bool,
    language: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Utterance {
    note: NoteId,
    said: Option<Days>,
    /// In what languages its own words are known.
    languages: BTreeSet<String>,
    /// The reports of which something is told, in order.
    told: Vec<(ArticleId, Reception)>,
    /// How many reports do what, as [`Reception::ALL`] has it.
    counts: [usize; Reception::ALL.len()],
}

impl Receptions {
    /// What the reports do with each utterance, perhaps known from before.
    pub(super) fn remembered(briefing: &Briefing, echoes: &Echoes) -> Arc<Self> {
        let input = |it: &mut Content| {
            echoes.key.hash(it);
            for article in &briefing.articles {
                let days = article.published.map(|date| date.days());
                let quotes = article.pin.as_ref().map(|pin| &pin.quotes);
                (&article.language, days, article.kind, article.transmission).hash(it);
                (&article.quoted, quotes).hash(it);
            }
            for (id, note) in briefing.notes() {
                let NoteKind::Quote(quote) = &note.kind else { continue };
                (id, &quote.speakers, quote.days, note.silent.len(), note.passages.len()).hash(it);
                note.silent.iter().for_each(|(article, _)| article.hash(it));
                for passage in &note.passages {
                    (passage.article, passage.transmission, passage.parts()).hash(it);
                }
            }
        };
        briefing.memory.recall("receptions", input, || Self::new(briefing, echoes))
    }

    fn new(briefing: &Briefing, echoes: &Echoes) -> Self {
        let mut receptions = Self::default();
        for (id, article) in briefing.articles() {
            let whole = echoes.read.get(id.index()).copied().unwrap_or_default();
            let readable = Readable { whole, language: language(&article.language).to_owned() };
            receptions.push(readable, article.published.map(|date| date.days().last));
        }
        receptions.sort();
        let quotes = briefing.notes().filter_map(|(id, note)| match &note.kind {
            NoteKind::Quote(quote) if quote.records().next().is_some() => Some((id, note, quote)),
            _ => None,
        });
        let quotes: Vec<(NoteId, &Note, &Quote)> = quotes.collect();
        let utterance = |(id, note, quote): (NoteId, &Note, &Quote)| {
            receptions.counted(receptions.utterance(briefing, echoes, id, note, quote))
        };
        receptions.utterances = quotes.into_par_iter().map(utterance).collect();
        receptions
    }

    fn push(&mut self, readable: Readable, published: Option<Date>) {
        let alike = self.kinds.iter().position(|kind| kind.readable == readable);
        let kind = alike.unwrap_or(self.kinds.len());
        if alike.is_none() {
            self.kinds.push(AlikeReports { readable, count: 0, published: Vec::new() });
        }
        if let Some(kind) = self.kinds.get_mut(kind) {
            kind.count += 1;
            kind.published.extend(published);
        }
        self.reports.push(Report { kind, published });
    }

    fn sort(&mut self) {
        for kind in &mut self.kinds {
            kind.published.sort_unstable();
        }
    }

    fn utterance(
        &self,
        briefing: &Briefing,
        echoes: &Echoes,
        id: NoteId,
        note: &Note,
        quote: &Quote,
    ) -> Utterance {
        let mut utterance = Utterance {
            note: id,
            said: quote.days,
            languages: BTreeSet::new(),
            told: Vec::new(),
            counts: Default::default(),
        };
        let mut absent = Vec::new();
        for (article, echo) in echoes.of_note(id) {
            let reception = match echo {
                Echo::Printed => Reception::PrintsToo,
                Echo::Near => utterance.before(self.published(*article)),
                Echo::Absent => {
                    absent.push(*article);
                    continue;
                }
            };
            utterance.told.push((*article, reception));
        }
        utterance.told.extend(note.silent.iter().map(|(it, _)| (*it, Reception::NotReported)));
        for passage in &note.passages {
            let article = &briefing[passage.article];
            let route = passage.transmission.unwrap_or(article.transmission);
            // What a digest says without quotation marks are no words of the report.
            let prints = |pin: &Pin| pin.printing_of(id) == Some(PinnedPrinting::Prints);
            let digested = article.kind == TextKind::Digest
                && !article.pin.as_ref().is_some_and(prints)
                && passage.parts().iter().all(|part| article.own_words(*part).is_empty());
            let reception = match route == Transmission::Paraphrase || digested {
                true => Reception::OwnWords,
                false => Reception::Prints,
            };
            utterance.told.push((passage.article, reception));
            if route == Transmission::Direct && !digested {
                utterance.languages.insert(language(&article.language).to_owned());
            }
        }
        for article in absent {
            let Some(kind) = self.reports.get(article.index()).map(|it| it.kind) else { continue };
            let known = self
                .kinds
                .get(kind)
                .is_some_and(|kind| utterance.languages.contains(&kind.readable.language));
            let told = utterance.untold(known, self.published(article));
            utterance.told.push((article, told));
        }
        utterance
    }

    /// An utterance, counted: of what is told of a report the first that holds stays, and what all
    /// reports do is counted without a look at each.
    fn counted(&self, mut utterance: Utterance) -> Utterance {
        // Most of them are in order already, which this kind of sort makes use of.
        utterance.told.sort();
        utterance.told.dedup_by_key(|(article, _)| *article);
        utterance.told.retain(|(article, _)| article.index() < self.reports.len());
        let mut counts = [0; Reception::ALL.len()];
        for kind in &self.kinds {
            let early = utterance.said.map_or(0, |said| {
                kind.published.partition_point(|published| *published < said.first)
            });
            counts[Reception::Before as usize] += early;
            let late = utterance.untold(utterance.knows(kind), None);
            counts[late as usize] += kind.count - early;
        }
        for (article, told) in &utterance.told {
            if let Some(untold) = self.untold(&utterance, *article) {
                counts[untold as usize] -= 1;
            }
            counts[*told as usize] += 1;
        }
        utterance.counts = counts;
        utterance
    }

    fn published(&self, article: ArticleId) -> Option<Date> {
        self.reports.get(article.index())?.published
    }

    /// What a report does of which nothing is told.
    fn untold(&self, utterance: &Utterance, article: ArticleId) -> Option<Reception> {
        let report = self.reports.get(article.index())?;
        let known = utterance.knows(self.kinds.get(report.kind)?);
        Some(utterance.untold(known, report.published))
    }

    fn find(&self, note: NoteId) -> Option<&Utterance> {
        let index = self.utterances.binary_search_by_key(&note, |it| it.note).ok()?;
        self.utterances.get(index)
    }

    /// What a report does with the utterance of a note; nothing where the note is no quotation of an
    /// official or entity: what a report says itself is no other's to print.
    #[must_use]
    pub fn of(&self, note: NoteId, article: ArticleId) -> Option<Reception> {
        let utterance = self.find(note)?;
        match utterance.told.binary_search_by_key(&article, |(article, _)| *article) {
            Ok(told) => utterance.told.get(told).map(|(_, reception)| *reception),
            Err(_) => self.untold(utterance, article),
        }
    }

    /// The reports that do one thing with an utterance, in order.
    #[must_use]
    pub fn which(&self, note: NoteId, what: Reception) -> Vec<ArticleId> {
        let Some(utterance) = self.find(note) else { return Vec::new() };
        if !what.is_untold() {
            let told = utterance.told.iter().filter(|(_, told)| *told == what);
            return told.map(|(article, _)| *article).collect();
        }
        let mut told = utterance.told.iter().copied().peekable();
        let does = |article: &ArticleId| match told.next_if(|(next, _)| next == article) {
            Some((_, told)) => told == what,
            None => self.untold(utterance, *article) == Some(what),
        };
        (0..self.reports.len()).map(ArticleId::new).filter(does).collect()
    }

    /// How many reports do what with it, of what any does.
    #[must_use]
    pub fn counts(&self, note: NoteId) -> Option<Vec<(Reception, usize)>> {
        let counts = self.find(note)?.counts;
        let counts = Reception::ALL.into_iter().zip(counts);
        Some(counts.filter(|(_, count)| *count > 0).collect())
    }

    /// In how many reports the statement was found.
    #[must_use]
    pub fn found(&self, note: NoteId) -> usize {
        let counts = self.counts(note).into_iter().flatten();
        counts.filter(|(reception, _)| reception.is_found()).map(|(_, count)| count).sum()
    }

    /// The only report in which the statement was found, where all others are known not to print
    /// it.
    #[must_use]
    pub fn alone(&self, note: NoteId) -> Option<ArticleId> {
        let utterance = self.find(note)?;
        if self.found(note) != 1 || utterance.counts[Reception::NotKnown as usize] > 0 {
            return None;
        }
        let found = utterance.told.iter().find(|(_, reception)| reception.is_found());
        found.map(|(article, _)| *article)
    }
}

impl Utterance {
    /// Whether nothing near the words, in such a report, means that they are not there.
    fn knows(&self, kind: &AlikeReports) -> bool {
        kind.readable.whole && self.languages.contains(&kind.readable.language)
    }

    /// What a report does of which nothing is told; `known` is whether it was read for the words.
    fn untold(&self, known: bool, published: Option<Date>) -> Reception {
        match self.before(published) {
            Reception::NotKnown if known => Reception::DoesNotPrint,
            reception => reception,
        }
    }

    /// Whether a report is from before the words were said; else what it does is not known.
    fn before(&self, published: Option<Date>) -> Reception {
        match (self.said, published) {
            (Some(said), Some(published)) if published < said.first => Reception::Before,
            _ => Reception::NotKnown,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn note() -> NoteId {
        NoteId::new(0)
    }

    /// Reports, each whether it was read, in which of two languages and on which day, and what is
    /// told of some; the day on which it was said.
    fn receptions(
        reports: &[(bool, bool, Option<i8>)],
        told: &BTreeMap<usize, usize>,
        said: Option<i8>,
    ) -> Receptions {
        let day = |day: i8| Date::new(2026, 1, day).unwrap();
        let mut receptions = Receptions::default();
        for (whole, english, published) in reports {
            let language = if *english { "en" } else { "de" }.to_owned();
            receptions.push(Readable { whole: *whole, language }, published.map(day));
        }
        receptions.sort();
        let told =
            told.iter().map(|(article, what)| (ArticleId::new(*article), Reception::ALL[*what]));
        let counted = receptions.counted(Utterance {
            note: note(),
            said: said.map(|it| Days { first: day(it), last: day(it) }),
            languages: BTreeSet::from(["en".to_owned()]),
            told: told.collect(),
            counts: Default::default(),
        });
        receptions.utterances.push(counted);
        receptions
    }

    proptest! {
        #[test]
        fn what_is_counted_is_what_each_report_does(
            reports in prop::collection::vec((any::<bool>(), any::<bool>(), prop::option::of(1i8..9)), 0..12),
            told in prop::collection::btree_map(0usize..12, 0usize..7, 0..6),
            said in prop::option::of(1i8..9),
        ) {
            let receptions = receptions(&reports, &told, said);
            let mut tally: BTreeMap<Reception, usize> = BTreeMap::new();
            for article in 0..reports.len() {
                *tally.entry(receptions.of(note(), ArticleId::new(article)).unwrap()).or_default() += 1;
            }
            for reception in Reception::ALL {
                let which = receptions.which(note(), reception);
                prop_assert_eq!(which.len(), tally.get(&reception).copied().unwrap_or_default());
                let does = |article: &ArticleId| receptions.of(note(), *article) == Some(reception);
                prop_assert!(which.iter().all(does));
            }
            prop_assert_eq!(receptions.counts(note()).unwrap(), Vec::from_iter(tally));
        }
    }

    #[test]
    fn only_what_was_read_in_its_language_does_not_print_it() {
        let reports = [(true, true, Some(5)), (false, true, Some(5)), (true, false, None)];
        let of = |said, article| {
            receptions(&reports, &BTreeMap::new(), said)
                .of(note(), ArticleId::new(article))
                .unwrap()
        };
        assert_eq!(of(Some(5), 0), Reception::DoesNotPrint);
        assert_eq!(of(Some(6), 0), Reception::Before);
        assert_eq!(of(Some(5), 1), Reception::NotKnown);
        assert_eq!(of(Some(6), 2), Reception::NotKnown);
    }

    #[test]
    fn one_report_has_it_alone_only_where_all_others_are_known() {
        let known = [(true, true, None), (true, true, None)];
        let unknown = [(true, true, None), (false, true, None)];
        let told = BTreeMap::from([(0, 0)]);
        assert_eq!(receptions(&known, &told, None).alone(note()), Some(ArticleId::new(0)));
        assert_eq!(receptions(&unknown, &told, None).alone(note()), None);
        let both = BTreeMap::from([(0, 0), (1, 2)]);
        assert_eq!(receptions(&known, &both, None).alone(note()), None);
    }
}
