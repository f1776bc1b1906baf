//! Where reports have the words of quote notes that have no passage of them: what a page may say of
//! such a report hangs on it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::attributed::Attribution;
use super::attribution::attributions;
use super::directory::Directory;
use super::noted::{merged, overlap};
use super::printing::suggestion;
use super::quoted::trimmed;
use super::reading::Reading;
use super::speaker::{Speakers, ToldSpeaker};
use super::unrecorded::UnrecordedNames;
use super::utterance::{SHORT, Utterances, matter};
use super::wording::{number, numbered_words};
use super::{Suggestion, SuggestionSubject, misspelled};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::primary as language;
use crate::memory::Key;
use crate::mend::block_quote::attribution;
use crate::mend::block_quote::line;
use crate::model::{
    Article, ArticleId, Briefing, Mention, Note, NoteId, NoteKind, PinnedPrinting, RecordId,
    RecordKind, TextKind,
};
use crate::parse::fold::fold;
use crate::parse::quotation::quotations;
use crate::place::{InContent, Place};
use crate::source::SourceSet;

/// So many words that are a part only of a quotation, and a part only of the note's, are told by
/// themselves to be the same.
const TELLING: usize = 8;

/// What stands in the texts at hand, whether a build shows them or not. No word of them is in it.
#[derive(Debug, Clone, Default)]
pub struct Echoes {
    /// By article: whether the whole report was read.
    pub read: Vec<bool>,
    /// By note: what was found of a quotation's words in reports without a passage of it, in order.
    found: Vec<Vec<(ArticleId, Echo)>>,
    /// The name of all of that, where there is a memory.
    pub(crate) key: Option<Key>,
}

impl Echoes {
    /// What was found of a note's words in reports without a passage of it, in order.
    #[must_use]
    pub fn of_note(&self, note: NoteId) -> &[(ArticleId, Echo)] {
        self.found.get(note.index()).map_or(&[], Vec::as_slice)
    }

    /// What was found of a note's words in a report without a passage of it.
    #[must_use]
    pub fn of(&self, note: NoteId, article: ArticleId) -> Option<Echo> {
        let found = self.of_note(note);
        let at = found.binary_search_by_key(&article, |(article, _)| *article).ok()?;
        found.get(at).map(|(_, echo)| *echo)
    }
}

/// What of a quotation's words stands in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Echo {
    /// Nothing near these words: so it was measured in the report itself.
    Absent,
    /// These words, or words near them, and not so that it can be told whose they are.
    Near,
    /// These words, in quotation marks, of the same speaker or of nobody else.
    Printed,
}

/// Reads every text of a briefing for the words of its quote notes. `briefing` has nothing withheld
/// yet. What is worth telling is a passage to be added.
#[must_use]
pub fn echoes(briefing: &Briefing, sources: &SourceSet) -> (Arc<Echoes>, Vec<Diagnostic>) {
    let memory = &briefing.memory;
    let key = memory.is_keeping().then(|| (utterances_key(briefing), briefing.names_key()));
    let utterances = memory.recall("utterances", |it| key.hash(it), || Utterances::new(briefing));
    let noted = noted(briefing);
    let with_passages = with_passages(briefing);
    let misspelled = misspelled(briefing);
    let directory = Directory::new(briefing);
    let (ids, none) = (BTreeSet::new(), [].as_slice());
    let subject = SuggestionSubject { briefing, sources, ids: &ids, articles: none };
    let listener = Listener { subject: &subject, utterances: &utterances, directory: &directory };
    let article = |index: usize| (ArticleId::new(index), &noted[index], &with_passages[index]);
    let asked = |index: usize| {
        let (id, noted, with_passages) = article(index);
        Key::of(|it| {
            let article = &briefing[id];
            let text = article.shown().map(|prose| prose.document.key());
            (key, text, &article.language, article.kind, &article.title).hash(it);
            (briefing.mentions_in(id), noted, with_passages, &misspelled[index]).hash(it);
        })
    };
    let all = 0..briefing.articles.len();
    let asked: Vec<Option<Key>> = all
        .clone()
        .into_par_iter()
        .map(|index| memory.is_keeping().then(|| asked(index)))
        .collect();
    let heard = |states: &mut NoteStates, index: usize| {
        let (id, noted, with_passages) = article(index);
        memory.recall(
            "heard",
            |it| asked[index].hash(it),
            || {
                let mut heard = Heard::new(states, with_passages);
                listener.hear(id, noted, &misspelled[index], &mut heard);
                let Heard { read, states, printed } = heard;
                HeardText { read, found: states.take(), printed }
            },
        )
    };
    let states = || NoteStates::new(briefing.notes.len());
    let heard: Vec<Arc<HeardText>> = all.into_par_iter().map_init(states, heard).collect();
    let quotes = || briefing.articles.iter().map(|article| measured_quotes(article));
    let key =
        memory.is_keeping().then(|| Key::of(|it| (asked, quotes().collect::<Vec<_>>()).hash(it)));
    let gathered = memory.recall(
        "echoes",
        |it| key.hash(it),
        || {
            let mut gathered = listener.gather(&heard, &with_passages);
            gathered.0.key = key;
            (Arc::new(gathered.0), gathered.1)
        },
    );
    let mut told: Vec<Diagnostic> = heard
        .par_iter()
        .zip(&misspelled)
        .enumerate()
        .flat_map_iter(|(index, (heard, misspelled))| {
            listener.told(ArticleId::new(index), misspelled, &heard.printed)
        })
        .collect();
    let (echoes, measured) = &*gathered;
    told.extend(measured.iter().filter_map(|(note, id)| listener.tell_measured(*note, *id)));
    (Arc::clone(echoes), told)
}

/// What was measured in a report of the words of quote notes.
fn measured_quotes(article: &Article) -> Option<&BTreeMap<NoteId, PinnedPrinting>> {
    article.pin.as_ref()?.quotes.as_ref()
}

/// The name of all that the words of quote notes are read from.
fn utterances_key(briefing: &Briefing) -> Key {
    Key::of(|it| {
        for (id, note) in briefing.notes() {
            let NoteKind::Quote(quote) = &note.kind else { continue };
            (id, &quote.speakers, note.passages.len()).hash(it);
            for passage in &note.passages {
                let article = &briefing[passage.article];
                let text = article.shown().map(|prose| prose.document.key());
                (text, &article.language, article.kind, passage.parts()).hash(it);
            }
        }
    })
}

/// By article: what quote notes have of it.
fn noted(briefing: &Briefing) -> Vec<Vec<Place<InContent>>> {
    let mut noted = vec![Vec::new(); briefing.articles.len()];
    // A draft is in a private build alone, and both must tell the same.
    let quotes = briefing.notes.iter().filter(|note| !note.draft);
    let quotes = quotes.filter(|note| matches!(note.kind, NoteKind::Quote(_)));
    for passage in quotes.flat_map(|note| &note.passages) {
        if let Some(noted) = noted.get_mut(passage.article.index()) {
            noted.extend(passage.parts().iter().copied());
        }
    }
    noted.into_iter().map(merged).collect()
}

/// By article: the notes that have a passage of it.
fn with_passages(briefing: &Briefing) -> Vec<Vec<NoteId>> {
    let mut with = vec![Vec::new(); briefing.articles.len()];
    for (id, note) in briefing.notes() {
        for passage in &note.passages {
            with[passage.article.index()].push(id);
        }
    }
    with
}

/// What was heard in one article. It is asked of every run of words that it shares with an
/// utterance.
struct Heard<'s> {
    read: bool,
    states: &'s mut NoteStates,
    /// What it prints of notes in quotation marks.
    printed: Vec<PrintedEcho>,
}

/// What an article prints of a note in quotation marks, by parts of its text.
type PrintedEcho = (NoteId, Vec<Place<InContent>>);

/// What is heard in the text of one article. Places of notes in their files, which change with every
/// line above them, are not in it.
struct HeardText {
    read: bool,
    found: Vec<(NoteId, Echo)>,
    printed: Vec<PrintedEcho>,
}

/// Notes whose words were measured in a report as printed.
type MeasuredEchoes = Vec<(NoteId, ArticleId)>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It has a passage of the article.
    Noted,
    Unheard,
    Heard(Echo),
}

/// What is known of each note in one article after the other: there are too many of both for a new list
/// each time.
struct NoteStates {
    /// By note.
    states: Vec<State>,
    /// Those that are not unheard.
    known: Vec<NoteId>,
}

impl NoteStates {
    fn new(notes: usize) -> Self {
        Self { states: vec![State::Unheard; notes], known: Vec::new() }
    }

    fn get(&self, note: NoteId) -> State {
        self.states[note.index()]
    }

    fn set(&mut self, note: NoteId, state: State) {
        if self.get(note) == State::Unheard {
            self.known.push(note);
        }
        self.states[note.index()] = state;
    }

    /// What was heard, in order of the notes. Nothing is known any more then.
    fn take(&mut self) -> Vec<(NoteId, Echo)> {
        self.known.sort_unstable();
        let mut found = Vec::new();
        for note in self.known.drain(..) {
            if let State::Heard(echo) =
                std::mem::replace(&mut self.states[note.index()], State::Unheard)
            {
                found.push((note, echo));
            }
        }
        // They may be as many as there are notes, for each article: no room is left over.
        found.shrink_to_fit();
        found
    }
}

impl<'s> Heard<'s> {
    fn new(states: &'s mut NoteStates, with_passages: &[NoteId]) -> Self {
        // Of an article that was not read to its end something may be left.
        states.take();
        with_passages.iter().for_each(|note| states.set(*note, State::Noted));
        Self { read: false, states, printed: Vec::new() }
    }

    /// Whether a note has no passage of the article.
    fn lacks(&self, note: NoteId) -> bool {
        self.states.get(note) != State::Noted
    }

    fn is_unheard(&self, note: NoteId) -> bool {
        self.states.get(note) == State::Unheard
    }

    fn is_printed(&self, note: NoteId) -> bool {
        self.states.get(note) == State::Heard(Echo::Printed)
    }

    fn hear(&mut self, note: NoteId, echo: Echo) {
        self.states.set(note, State::Heard(echo));
    }

    fn hear_near(&mut self, note: NoteId) {
        if self.is_unheard(note) {
            self.hear(note, Echo::Near);
        }
    }
}

struct Listener<'a> {
    subject: &'a SuggestionSubject<'a>,
    utterances: &'a Utterances,
    directory: &'a Directory<'a>,
}

/// A quotation of an article that has words of a note.
struct QuotedHere {
    quotation: usize,
    /// How many words are the same.
    same: usize,
    /// Whether these are all of the quotation, and whether all of the note's.
    whole: bool,
    all: bool,
}

impl Listener<'_> {
    fn hear(
        &self,
        id: ArticleId,
        noted: &[Place<InContent>],
        misspelled: &[Mention],
        heard: &mut Heard<'_>,
    ) {
        let briefing = self.subject.briefing;
        let article = &briefing[id];
        let Some(prose) = article.shown() else { return };
        let document = &prose.document;
        let has_words = document.text.contains(char::is_alphanumeric);
        heard.read = article.kind == TextKind::Full && has_words;
        if self.utterances.is_empty() {
            return;
        }
        let folded = fold(&document.text);
        let words = numbered_words(&folded.text);
        let numbers: Vec<u32> = words.iter().map(|(word, _)| *word).collect();
        let raw = |run: &Range<usize>| {
            let folded_range = match (words.get(run.start), words.get(run.end.wrapping_sub(1))) {
                (Some(first), Some(last)) => first.1.start()..last.1.end(),
                _ => 0..0,
            };
            folded.raw(Place::new(folded_range))
        };
        // The quotations, and their words by number.
        let quotations = quotations(document);
        let at_word = |raw: usize| {
            let place = folded.folded(Place::new(raw..raw)).start();
            words.partition_point(|(_, range)| range.start() < place)
        };
        let quoted_words: Vec<Range<usize>> = quotations
            .iter()
            .map(|it| at_word(it.words.start())..at_word(it.words.end()))
            .collect();
        let mut quoted: BTreeMap<NoteId, Vec<QuotedHere>> = BTreeMap::new();
        self.utterances.each_heard(&numbers, |note| heard.hear_near(note));
        for (quotation, it) in quoted_words.iter().enumerate() {
            for run in self.utterances.runs(&numbers, it) {
                let inside = it.start.max(run.words.start)..it.end.min(run.words.end);
                if !heard.lacks(run.note) || inside.is_empty() || overlap(noted, raw(&inside)) > 0 {
                    continue;
                }
                quoted.entry(run.note).or_default().push(QuotedHere {
                    quotation,
                    same: inside.len(),
                    whole: inside == *it,
                    all: inside.len() == run.of,
                });
            }
        }
        // A few words in quotation marks that are a part of what a note has.
        for (quotation, it) in quoted_words.iter().enumerate() {
            let few = numbers.get(it.clone()).unwrap_or_default();
            let told = words.get(it.clone()).unwrap_or_default();
            let matter = || matter(&folded.text, told, language(&article.language)).count();
            if few.len() >= SHORT || matter() < 2 || overlap(noted, raw(it)) > 0 {
                continue;
            }
            for note in self.utterances.with_fragment(number(few), few.len()) {
                if heard.lacks(note) {
                    let same = few.len();
                    let found = QuotedHere { quotation, same, whole: true, all: false };
                    quoted.entry(note).or_default().push(found);
                }
            }
        }
        let language = language(&article.language);
        let near =
            self.utterances.near(&folded.text, &words, language, |note| heard.is_unheard(note));
        near.into_iter().for_each(|note| heard.hear_near(note));
        if !quoted.is_empty() {
            let marks: Vec<Place<InContent>> = quotations.into_iter().map(|it| it.words).collect();
            self.judge(id, misspelled, &marks, quoted, heard);
        }
    }

    /// Finds out whose words they are that stand in quotation marks.
    fn judge(
        &self,
        id: ArticleId,
        misspelled: &[Mention],
        marks: &[Place<InContent>],
        quoted: BTreeMap<NoteId, Vec<QuotedHere>>,
        heard: &mut Heard<'_>,
    ) {
        let briefing = self.subject.briefing;
        let Some(reading) = Reading::new(briefing, id, misspelled) else { return };
        // Who is named must not hang on what notes there are, be they drafts.
        let naming = UnrecordedNames::new(briefing, std::slice::from_ref(&reading));
        let speakers = Speakers::new(briefing, &naming, self.directory, &reading);
        let told = attributions(&reading, &speakers);
        let told: HashMap<usize, &Attribution> =
            reading.quotations.iter().map(|it| it.words.start()).zip(&told).collect();
        for (note, found) in quoted {
            let of_note = self.utterances.speakers(note);
            if of_note.is_empty() {
                continue;
            }
            let mut places: BTreeSet<usize> = BTreeSet::new();
            for it in found {
                let Some(mark) = marks.get(it.quotation) else { continue };
                // In a heading nobody is told.
                let whose = match told.get(&mark.start()) {
                    Some(attribution) => self.whose_of(of_note, &attribution.speaker),
                    None => Whose::Unsaid,
                };
                if it.counts(whose) {
                    places.insert(it.quotation);
                } else if whose != Whose::Another || it.same + 1 >= SHORT {
                    heard.hear_near(note);
                }
            }
            if places.is_empty() {
                continue;
            }
            heard.hear(note, Echo::Printed);
            let text = &reading.document.text;
            let parts: Vec<Place<InContent>> = places
                .iter()
                .filter_map(|place| marks.get(*place))
                .map(|words| trimmed(text, *words))
                .collect();
            heard.printed.push((note, parts));
        }
    }

    /// Whose words are told of several who say them together: of any of them they are theirs.
    fn whose_of(&self, speakers: &[RecordId], told: &ToldSpeaker) -> Whose {
        let each = speakers.iter().map(|speaker| self.whose(*speaker, told));
        each.reduce(|one, other| match (one, other) {
            (Whose::Same, _) | (_, Whose::Same) => Whose::Same,
            (Whose::Unsaid, _) | (_, Whose::Unsaid) => Whose::Unsaid,
            (Whose::Another, Whose::Another) => Whose::Another,
        })
        .unwrap_or(Whose::Unsaid)
    }

    fn whose(&self, speaker: RecordId, told: &ToldSpeaker) -> Whose {
        let briefing = self.subject.briefing;
        let speaks_for = |one: RecordId, whom: RecordId| match briefing[one].kind {
            RecordKind::Official { affiliation, .. } => affiliation == Some(whom),
            RecordKind::Entity => false,
        };
        match told {
            ToldSpeaker::Record(other) if *other == speaker => Whose::Same,
            // Who speaks for a company may be who is meant by its name.
            ToldSpeaker::Record(other)
                if speaks_for(*other, speaker) || speaks_for(speaker, *other) =>
            {
                Whose::Unsaid
            }
            ToldSpeaker::Record(_) => Whose::Another,
            ToldSpeaker::Unrecorded(name) => {
                let record = &briefing[speaker];
                let names = [&record.name].into_iter().chain(&record.full_name);
                let is_part = |of: &String| {
                    let of: Vec<&str> = of.split_whitespace().collect();
                    name.split_whitespace().all(|word| of.contains(&word))
                };
                match names.chain(&record.aliases).any(is_part) {
                    true => Whose::Same,
                    false => Whose::Another,
                }
            }
            ToldSpeaker::Described(_) | ToldSpeaker::Unknown => Whose::Unsaid,
        }
    }

    /// The passages to be added for what an article prints.
    fn told(
        &self,
        id: ArticleId,
        misspelled: &[Mention],
        printed: &[PrintedEcho],
    ) -> Vec<Diagnostic> {
        let reading = || Reading::new(self.subject.briefing, id, misspelled);
        let Some(reading) = (!printed.is_empty()).then(reading).flatten() else {
            return Vec::new();
        };
        printed.iter().filter_map(|(note, parts)| self.tell(&reading, *note, parts)).collect()
    }

    /// What was heard in all articles, by note, with what was measured in reports that are not here as a
    /// whole.
    fn gather(
        &self,
        heard: &[Arc<HeardText>],
        with_passages: &[Vec<NoteId>],
    ) -> (Echoes, MeasuredEchoes) {
        let notes = self.subject.briefing.notes.len();
        let mut counts = vec![0; notes];
        heard.iter().flat_map(|it| &it.found).for_each(|(note, _)| counts[note.index()] += 1);
        let found = counts.into_iter().map(Vec::with_capacity).collect();
        let mut echoes = Echoes { read: Vec::new(), found, key: None };
        let mut printed = Vec::new();
        let mut states = NoteStates::new(notes);
        for (index, (heard, with_passages)) in heard.iter().zip(with_passages).enumerate() {
            let id = ArticleId::new(index);
            echoes.read.push(heard.read);
            let measured = self.measured(id, heard, with_passages, &mut states, &mut printed);
            for (note, echo) in measured.as_ref().unwrap_or(&heard.found) {
                echoes.found[note.index()].push((id, *echo));
            }
        }
        (echoes, printed)
    }

    /// What is heard in an article with what was measured in a report that is not here as a whole, where it
    /// was.
    fn measured(
        &self,
        id: ArticleId,
        text: &HeardText,
        with_passages: &[NoteId],
        states: &mut NoteStates,
        printed: &mut MeasuredEchoes,
    ) -> Option<Vec<(NoteId, Echo)>> {
        let quotes = measured_quotes(&self.subject.briefing[id]).filter(|_| !text.read)?;
        let mut heard = Heard::new(states, with_passages);
        text.found.iter().for_each(|(note, echo)| heard.hear(*note, *echo));
        for (note, printing) in quotes {
            let lacks = heard.lacks(*note) && !self.utterances.speakers(*note).is_empty();
            if !lacks || heard.is_printed(*note) {
                continue;
            }
            let echo = match printing {
                PinnedPrinting::Prints => Echo::Printed,
                PinnedPrinting::Near => Echo::Near,
                PinnedPrinting::None => Echo::Absent,
            };
            heard.hear(*note, echo);
            if echo == Echo::Printed {
                printed.push((*note, id));
            }
        }
        Some(heard.states.take())
    }

    /// That a report prints a note's words where the text that is here does not have them.
    fn tell_measured(&self, id: NoteId, article: ArticleId) -> Option<Diagnostic> {
        let note: &Note = &self.subject.briefing[id];
        let slug = &self.subject.briefing[article].slug;
        let code = Code::PrintingWithoutPassage;
        if note.allow.contains(&code) {
            return None;
        }
        let silent = note.silent.iter().find(|(silent, _)| *silent == article);
        let span = silent.map_or(note.span, |(_, line)| *line);
        let message = match silent {
            Some(_) => format!("`{slug}` is said here not to report it, and prints these words"),
            None => {
                format!("`{slug}` prints these words, and `#{}` has no passage of it", note.slug)
            }
        };
        let passage = self.utterances.printed(id);
        let passage =
            passage.map(|words| format!("> {}\n{}", line(words), attribution(slug, None, &[])));
        let mut diagnostic = Diagnostic::new(code, span, format!("{message}: so its pin says"))
            .help(
                "quote the words in the article's text, in quotation marks, and then in this note",
            )
            .maybe_help(passage);
        if silent.is_some() {
            diagnostic.severity = Severity::Warning;
        }
        Some(diagnostic)
    }

    /// The passage to be added: advice, and a warning where the editor says that there is none.
    fn tell(
        &self,
        reading: &Reading<'_>,
        id: NoteId,
        parts: &[Place<InContent>],
    ) -> Option<Diagnostic> {
        let note: &Note = &self.subject.briefing[id];
        let quoted = super::passage::quote(reading, parts)?;
        let told = "prints these words in quotation marks";
        let suggestion: Suggestion = suggestion(self.subject, id, reading, &quoted, None, told);
        if note.allow.contains(&suggestion.code) {
            return None;
        }
        let diagnostic = suggestion.diagnostic(self.subject);
        let Some((_, line)) = note.silent.iter().find(|(article, _)| *article == reading.id) else {
            return Some(diagnostic);
        };
        let message = format!(
            "`{}` is said here not to report it, and prints these words in quotation marks",
            reading.article.slug
        );
        let mut warning = Diagnostic::new(suggestion.code, *line, message);
        warning.severity = Severity::Warning;
        warning.help = diagnostic.help;
        Some(warning.related(suggestion.span, "the words"))
    }
}

/// Whose words a report says they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Same,
    Another,
    Unsaid,
}

impl QuotedHere {
    /// Whether it is the note's utterance.
    fn counts(&self, whose: Whose) -> bool {
        let part = self.whole || self.all;
        match whose {
            Whose::Same => self.same >= SHORT || part && (self.same > 1 || self.whole && self.all),
            Whose::Unsaid => self.same >= SHORT && (part || self.same >= TELLING),
            Whose::Another => false,
        }
    }
}
