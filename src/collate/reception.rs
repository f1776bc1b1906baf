//! What each report does with an utterance, as far as that is known.
//!
//! A report without a passage may still print the words, and one that is here only in part, or as a
//! digest, may have them where nobody can see: so silence is told only where a text was read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::quote_family::language;
use crate::date::Days;
use crate::model::{
    ArticleId, Briefing, Note, NoteId, NoteKind, Pin, Printing, Quote, Speaker, TextKind,
    Transmission,
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
}

/// What the reports do with each utterance of an official or entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receptions {
    reports: Vec<Report>,
    /// How many reports are alike, and when those of them that have a date were published.
    alike: BTreeMap<Readable, (usize, Vec<Date>)>,
    /// In order of the notes.
    utterances: Vec<Utterance>,
}

/// What of a report decides where nothing is told of it and an utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Report {
    readable: Readable,
    /// The last day on which it may have been published.
    published: Option<Date>,
}

/// Whether all of a report was read, and in what language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The reports of which something is told.
    told: BTreeMap<ArticleId, Reception>,
}

impl Receptions {
    pub(super) fn new(briefing: &Briefing, echoes: &Echoes) -> Self {
        let mut receptions = Self::default();
        for (id, article) in briefing.articles() {
            let whole = echoes.read.get(id.0).copied().unwrap_or_default();
            let readable = Readable { whole, language: language(&article.language).to_owned() };
            let published = article.published.map(|date| date.days().last);
            receptions.push(Report { readable, published });
        }
        receptions.sort();
        for (id, note) in briefing.notes() {
            if let NoteKind::Quote(quote) = &note.kind
                && let Speaker::Record(_) = quote.speaker
            {
                let utterance = receptions.utterance(briefing, echoes, id, note, quote);
                receptions.utterances.push(utterance);
            }
        }
        receptions
    }

    fn push(&mut self, report: Report) {
        let (count, days) = self.alike.entry(report.readable.clone()).or_default();
        *count += 1;
        days.extend(report.published);
        self.reports.push(report);
    }

    fn sort(&mut self) {
        for (_, days) in self.alike.values_mut() {
            days.sort_unstable();
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
            told: BTreeMap::new(),
        };
        let mut absent = Vec::new();
        let all = (id, ArticleId(0))..=(id, ArticleId(usize::MAX));
        for ((_, article), echo) in echoes.found.range(all) {
            let reception = match echo {
                Echo::Printed => Reception::PrintsToo,
                Echo::Near => utterance.before(self.reports.get(article.0)),
                Echo::Absent => {
                    absent.push(*article);
                    continue;
                }
            };
            utterance.told.insert(*article, reception);
        }
        for (article, _) in &note.silent {
            let told = utterance.told.entry(*article).or_insert(Reception::NotReported);
            *told = Reception::NotReported.min(*told);
        }
        for passage in &note.passages {
            let article = &briefing[passage.article];
            let route = passage.transmission.unwrap_or(article.transmission);
            // What a digest says without quotation marks are no words of the report.
            let prints = |pin: &Pin| pin.printing_of(id) == Some(Printing::Prints);
            let digested = article.kind == TextKind::Digest
                && !article.pin.as_ref().is_some_and(prints)
                && passage.parts().iter().all(|part| article.own_words(part).is_empty());
            let reception = match route == Transmission::Paraphrase || digested {
                true => Reception::OwnWords,
                false => Reception::Prints,
            };
            let told = utterance.told.entry(passage.article).or_insert(reception);
            *told = reception.min(*told);
            if route == Transmission::Direct && !digested {
                utterance.languages.insert(language(&article.language).to_owned());
            }
        }
        for article in absent {
            let Some(report) = self.reports.get(article.0) else { continue };
            let readable = Readable { whole: true, ..report.readable.clone() };
            let reception = utterance.untold(&Report { readable, ..report.clone() });
            utterance.told.entry(article).or_insert(reception);
        }
        utterance
    }

    fn find(&self, note: NoteId) -> Option<&Utterance> {
        let index = self.utterances.binary_search_by_key(&note, |it| it.note).ok()?;
        self.utterances.get(index)
    }

    /// What a report does with the utterance of a note; nothing where the note is no quotation of an
    /// official or entity: what a report says itself is no other's to print.
    #[must_use]
    pub fn of(&self, note: NoteId, article: ArticleId) -> Option<Reception> {
        let (utterance, report) = (self.find(note)?, self.reports.get(article.0)?);
        Some(utterance.told.get(&article).copied().unwrap_or_else(|| utterance.untold(report)))
    }

    /// How many reports do what with it, without a look at each.
    #[must_use]
    pub fn counts(&self, note: NoteId) -> Option<BTreeMap<Reception, usize>> {
        let utterance = self.find(note)?;
        let mut counts: BTreeMap<Reception, usize> = BTreeMap::new();
        for reception in utterance.told.values() {
            *counts.entry(*reception).or_default() += 1;
        }
        let mut told: BTreeMap<(&Readable, Reception), usize> = BTreeMap::new();
        for report in utterance.told.keys().filter_map(|article| self.reports.get(article.0)) {
            *told.entry((&report.readable, utterance.untold(report))).or_default() += 1;
        }
        for (readable, (count, days)) in &self.alike {
            let first = utterance.said.map(|said| said.first);
            let early = first.map_or(0, |first| days.partition_point(|day| *day < first));
            let late = if utterance.knows(readable) {
                Reception::DoesNotPrint
            } else {
                Reception::NotKnown
            };
            for (reception, all) in [(Reception::Before, early), (late, count - early)] {
                let told = told.get(&(readable, reception)).copied().unwrap_or_default();
                let untold = all.saturating_sub(told);
                if untold > 0 {
                    *counts.entry(reception).or_default() += untold;
                }
            }
        }
        Some(counts)
    }

    /// In how many reports the statement was found.
    #[must_use]
    pub fn found(&self, note: NoteId) -> usize {
        let told = self.find(note).into_iter().flat_map(|utterance| utterance.told.values());
        told.filter(|reception| reception.is_found()).count()
    }

    /// The only report in which the statement was found, where all others are known not to print
    /// it.
    #[must_use]
    pub fn alone(&self, note: NoteId) -> Option<ArticleId> {
        let counts = self.counts(note)?;
        if self.found(note) != 1 || counts.contains_key(&Reception::NotKnown) {
            return None;
        }
        let told = &self.find(note)?.told;
        let found = told.iter().find(|(_, reception)| reception.is_found());
        found.map(|(article, _)| *article)
    }
}

impl Utterance {
    /// Whether nothing near the words, in such a report, means that they are not there.
    fn knows(&self, readable: &Readable) -> bool {
        readable.whole && self.languages.contains(&readable.language)
    }

    /// What a report does of which nothing is told.
    fn untold(&self, report: &Report) -> Reception {
        match self.before(Some(report)) {
            Reception::NotKnown if self.knows(&report.readable) => Reception::DoesNotPrint,
            reception => reception,
        }
    }

    /// Whether a report is from before the words were said; else what it does is not known.
    fn before(&self, report: Option<&Report>) -> Reception {
        match (self.said, report.and_then(|report| report.published)) {
            (Some(said), Some(published)) if published < said.first => Reception::Before,
            _ => Reception::NotKnown,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOTE: NoteId = NoteId(0);

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
            let readable = Readable { whole: *whole, language };
            receptions.push(Report { readable, published: published.map(day) });
        }
        let told = told.iter().map(|(article, what)| (ArticleId(*article), Reception::ALL[*what]));
        receptions.utterances.push(Utterance {
            note: NOTE,
            said: said.map(|it| Days { first: day(it), last: day(it) }),
            languages: BTreeSet::from(["en".to_owned()]),
            told: told.filter(|(article, _)| article.0 < reports.len()).collect(),
        });
        receptions.sort();
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
                *tally.entry(receptions.of(NOTE, ArticleId(article)).unwrap()).or_default() += 1;
            }
            prop_assert_eq!(receptions.counts(NOTE).unwrap(), tally);
        }
    }

    #[test]
    fn only_what_was_read_in_its_language_does_not_print_it() {
        let reports = [(true, true, Some(5)), (false, true, Some(5)), (true, false, None)];
        let of = |said, article| {
            receptions(&reports, &BTreeMap::new(), said).of(NOTE, ArticleId(article)).unwrap()
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
        assert_eq!(receptions(&known, &told, None).alone(NOTE), Some(ArticleId(0)));
        assert_eq!(receptions(&unknown, &told, None).alone(NOTE), None);
        let both = BTreeMap::from([(0, 0), (1, 2)]);
        assert_eq!(receptions(&known, &both, None).alone(NOTE), None);
    }
}
