//! `printing-without-passage`: another report prints the words of a quote note, which could be one
//! of its passages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Range, RangeInclusive};

use rayon::prelude::*;

use super::noted::{merged, overlap};
use super::passage::{Quoted, first_words, quote};
use super::quoted::AttributedQuotation;
use super::reading::Reading;
use super::speaker::ToldSpeaker;
use super::wording::{TOGETHER, Wording, number, numbered_words, sharing_most};
use super::{Proposal, Ranked, Suggestion, SuggestionSubject};
use crate::diagnostic::{Code, Related};
use crate::mend::block_quote::attribution;
use crate::model::{ArticleId, Note, NoteId, NoteKind, RecordId, TextKind};
use crate::place::{InContent, Place};
use crate::slice::Slice;
use crate::source::Span;

/// How many passages with one three of words are looked at.
const MOST_SHARING: usize = 32;

/// Words outside of quotation marks are told to be the same where so many are, of at least so many,
/// in percent.
const LEAST_WORDS: usize = 8;
const LEAST_SAME: usize = 60;

/// So few words are the same as others only where the same speaker says them.
const FEW: RangeInclusive<usize> = 2..=4;

/// How many words more than the note's may stand before or after those that are the same.
const SLACK: usize = 3;

/// The quote notes of a briefing, to be found by their words; and questions, whose words need no
/// other note.
pub(super) struct Families<'a> {
    subject: &'a SuggestionSubject<'a>,
    passages: Vec<QuotedPassage>,
    /// By three words: the passages that have them, and where.
    by_threes: HashMap<u64, Vec<(usize, usize)>>,
    /// The first note that has exactly these words, by who says them.
    by_speaker: HashMap<(RecordId, u64), NoteId>,
    /// The first note among whose words these few stand together, by who says them.
    by_part: HashMap<(RecordId, u64), NoteId>,
}

/// A passage of a quote note.
struct QuotedPassage {
    note: NoteId,
    wording: Wording,
}

impl<'a> Families<'a> {
    pub(super) fn new(subject: &'a SuggestionSubject<'a>) -> Self {
        let mut families = Self {
            subject,
            passages: Vec::new(),
            by_threes: HashMap::new(),
            by_speaker: HashMap::new(),
            by_part: HashMap::new(),
        };
        for (id, note) in subject.briefing.notes() {
            if !matches!(note.kind, NoteKind::Quote(_) | NoteKind::Question) {
                continue;
            }
            for passage in &note.passages {
                let Some(prose) = subject.briefing[passage.article].shown() else { continue };
                let text = &prose.document.text;
                let parts = passage.parts().iter().filter_map(|part| text.get(part.bytes()));
                let parts: Vec<&str> = parts.collect();
                families.add(id, Wording::new(&parts.join(" ")));
                for part in parts.iter().filter(|_| parts.len() > 1) {
                    families.add(id, Wording::new(part));
                }
            }
        }
        families
    }

    fn add(&mut self, note: NoteId, wording: Wording) {
        let passage = self.passages.len();
        for (at, words) in wording.words.windows(TOGETHER).enumerate() {
            let sharing = self.by_threes.entry(number(words)).or_default();
            if sharing.len() < MOST_SHARING {
                sharing.push((passage, at));
            }
        }
        if let NoteKind::Quote(quote) = &self.note(note).kind {
            for speaker in quote.records() {
                self.by_speaker.entry((speaker, number(&wording.words))).or_insert(note);
                for part in wording.fragments(FEW) {
                    self.by_part.entry((speaker, part)).or_insert(note);
                }
            }
        }
        self.passages.push(QuotedPassage { note, wording });
    }

    fn note(&self, id: NoteId) -> &'a Note {
        &self.subject.briefing[id]
    }

    /// The note that has most of the words of a quotation.
    fn family_of(&self, piece: &AttributedQuotation) -> Option<NoteId> {
        let mut sharing: BTreeMap<usize, usize> = BTreeMap::new();
        for three in &piece.wording.threes {
            for (passage, _) in self.by_threes.get(three).into_iter().flatten() {
                *sharing.entry(*passage).or_default() += 1;
            }
        }
        let like = |passage: &usize| self.passages[*passage].wording.is_like(&piece.wording);
        if let Some(passage) = sharing_most(sharing).into_iter().find(like) {
            return Some(self.passages[passage].note);
        }
        // A few words alone may be anybody's.
        let ToldSpeaker::Record(speaker) = piece.attribution.speaker else { return None };
        let whole = number(&piece.wording.words);
        let same = self.by_speaker.get(&(speaker, whole));
        let longer = || self.by_part.get(&(speaker, whole));
        let mut parts = piece.wording.fragments(FEW);
        let found = same.or_else(longer);
        found.or_else(|| parts.find_map(|part| self.by_speaker.get(&(speaker, part)))).copied()
    }
}

/// What could be added to the quote notes that there are. The quotations that it is about, and those
/// that repeat a note's words, are marked as noted.
pub(super) fn printings(
    families: &Families<'_>,
    readings: &[Reading<'_>],
    pieces: &mut [AttributedQuotation],
) -> Ranked {
    let mut found: BTreeMap<(NoteId, usize), Vec<usize>> = BTreeMap::new();
    for (index, piece) in pieces.iter_mut().enumerate().filter(|(_, piece)| !piece.noted) {
        let Some(note) = families.family_of(piece) else { continue };
        piece.noted = true;
        if lacks(families.note(note), readings[piece.reading].id) {
            found.entry((note, piece.reading)).or_default().push(index);
        }
    }
    let pieces = &*pieces;
    let told: BTreeSet<(NoteId, ArticleId)> =
        found.keys().map(|(note, reading)| (*note, readings[*reading].id)).collect();
    let quoted = found.into_iter().map(|((note, reading), indices)| {
        let pieces: Vec<&AttributedQuotation> =
            indices.into_iter().map(|index| &pieces[index]).collect();
        Printing { note, reading, place: PrintedAs::Quoted(pieces) }
    });
    let retold = retold(families, readings, &told).into_iter();
    let retold = retold.map(|(note, reading, range)| Printing {
        note,
        reading,
        place: PrintedAs::Retold(range),
    });
    let mut printings: Vec<Printing<'_>> = quoted.chain(retold).collect();
    let mut best: BTreeMap<NoteId, (bool, usize)> = BTreeMap::new();
    for printing in &printings {
        let best = best.entry(printing.note).or_default();
        *best = printing.weight().max(*best);
    }
    // Those of one note together.
    printings.sort_by_key(|printing| {
        (Reverse(best.get(&printing.note).copied()), printing.note, Reverse(printing.weight()))
    });
    let articles = |printing: &Printing<'_>| vec![readings[printing.reading].id];
    let suggest = |printing: Printing<'_>| printing.suggestion(families.subject, readings);
    Ranked::best(families.subject, Code::PrintingWithoutPassage, printings, articles, suggest)
}

/// A place where a note's words are printed.
struct Printing<'a> {
    note: NoteId,
    reading: usize,
    place: PrintedAs<'a>,
}

enum PrintedAs<'a> {
    /// In quotation marks.
    Quoted(Vec<&'a AttributedQuotation>),
    /// In the report's own sentence.
    Retold(Place<InContent>),
}

impl Printing<'_> {
    /// What stands in quotation marks comes first, what is longer before what is shorter.
    fn weight(&self) -> (bool, usize) {
        match &self.place {
            PrintedAs::Quoted(pieces) => (true, pieces.iter().map(|piece| piece.words.len()).sum()),
            PrintedAs::Retold(range) => (false, range.len()),
        }
    }

    fn suggestion(
        &self,
        subject: &SuggestionSubject<'_>,
        readings: &[Reading<'_>],
    ) -> Option<Suggestion> {
        let reading = &readings[self.reading];
        let (parts, key, told): (Vec<Place<InContent>>, _, _) = match &self.place {
            PrintedAs::Quoted(pieces) => {
                let named = pieces.iter().find_map(|it| it.attribution.named_as.as_deref());
                let parts = pieces.iter().map(|piece| piece.words).collect();
                (parts, named.map(|words| ("as", words)), "prints these words in quotation marks")
            }
            PrintedAs::Retold(range) => (
                vec![*range],
                Some(("route", "paraphrase")),
                "prints nearly these words, without quotation marks",
            ),
        };
        let quoted = quote(reading, &parts)?;
        Some(suggestion(subject, self.note, reading, &quoted, key, told))
    }
}

/// Whether a note is a quotation without a passage of an article.
fn lacks(note: &Note, article: ArticleId) -> bool {
    matches!(note.kind, NoteKind::Quote(_))
        && !note.passages.iter().any(|passage| passage.article == article)
}

/// A passage of a note that an article has none of; `told` is what the article does.
pub(super) fn suggestion(
    subject: &SuggestionSubject<'_>,
    id: NoteId,
    reading: &Reading<'_>,
    quoted: &[Quoted],
    key: Option<(&str, &str)>,
    told: &str,
) -> Suggestion {
    let note = &subject.briefing[id];
    let article = &reading.article.slug;
    let keys: Vec<(&str, &str)> = key.into_iter().collect();
    let blocks: Vec<String> = quoted
        .iter()
        .map(|quoted| format!("{}\n{}\n", quoted.line, attribution(article, None, &keys)))
        .collect();
    let parts = || quoted.iter().flat_map(|quoted| &quoted.parts);
    let start = parts().next().map_or(0, |part| part.start());
    let end = parts().last().map_or(start, |part| part.end());
    let words = first_words(reading.text(parts().next().copied().unwrap_or_default()), 12);
    Suggestion {
        code: Code::PrintingWithoutPassage,
        span: reading.span(Place::new(start..end)),
        reason: format!("`{article}` {told}, and `#{}` has no passage of it: “{words}”", note.slug),
        related: vec![Related { span: note.span, message: format!("`#{}`", note.slug) }],
        articles: vec![reading.id],
        proposal: Proposal::Passages {
            note: id,
            unattributed: unattributed(subject, note),
            after: end_of_passages(subject, note),
            text: blocks.join("\n"),
        },
    }
}

/// The article that all passages of a note are in by the default of their file: once one passage has
/// an attribution, each must.
pub(super) fn unattributed(subject: &SuggestionSubject<'_>, note: &Note) -> Option<String> {
    let passage = note.passages.first()?;
    let text = &subject.sources.file(passage.span.file).text;
    let rest = text.get(passage.span.end..end_of_quote(text, passage.span.end))?;
    (!rest.contains("[[")).then(|| subject.briefing[passage.article].slug.clone())
}

/// Where the last passage of a note ends, with its attribution.
pub(super) fn end_of_passages(subject: &SuggestionSubject<'_>, note: &Note) -> Span {
    let last = note.passages.iter().map(|passage| passage.span.end).max().unwrap_or(note.span.end);
    let text = &subject.sources.file(note.span.file).text;
    let end = end_of_quote(text, last);
    Span::new(note.span.file, Place::new(end..end))
}

/// The end of the block quote that a place stands in.
fn end_of_quote(text: &str, at: usize) -> usize {
    let mut end = at + text.slice(at..).find('\n').unwrap_or(text.len() - at);
    while let Some(line) = text.slice(end..).strip_prefix('\n') {
        let line = line.split('\n').next().unwrap_or_default();
        if !line.trim_start().starts_with('>') {
            break;
        }
        end += 1 + line.len();
    }
    end
}

/// Where reports print the words of a note outside of quotation marks: the note, the number of the
/// reading and the place.
fn retold(
    families: &Families<'_>,
    readings: &[Reading<'_>],
    told: &BTreeSet<(NoteId, ArticleId)>,
) -> Vec<(NoteId, usize, Place<InContent>)> {
    let found: Vec<Vec<(NoteId, usize, Place<InContent>)>> = readings
        .par_iter()
        .enumerate()
        // A digest is in the editor's words.
        .filter(|(_, reading)| reading.article.kind != TextKind::Digest)
        .map(|(index, reading)| {
            let places = same_words(families, reading);
            let mut best: BTreeMap<NoteId, (usize, Place<InContent>)> = BTreeMap::new();
            for (note, count, range) in places {
                if !lacks(families.note(note), reading.id) || told.contains(&(note, reading.id)) {
                    continue;
                }
                if best.get(&note).is_none_or(|(most, _)| *most < count) {
                    best.insert(note, (count, range));
                }
            }
            best.into_iter().map(|(note, (_, range))| (note, index, range)).collect()
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// The stretches of an article that print most of a passage's words in their order: the note, how
/// many threes of words are the same, and the place.
fn same_words(
    families: &Families<'_>,
    reading: &Reading<'_>,
) -> Vec<(NoteId, usize, Place<InContent>)> {
    let folded = reading.map.folded();
    let words = numbered_words(&folded.text);
    let numbers: Vec<u32> = words.iter().map(|(number, _)| *number).collect();
    let mut hits: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, together) in numbers.windows(TOGETHER).enumerate() {
        for &(passage, place) in families.by_threes.get(&number(together)).into_iter().flatten() {
            hits.entry(passage).or_default().push((at, place));
        }
    }
    let quotations = merged(reading.quotations.iter().map(|it| it.words).collect());
    let mut found = Vec::new();
    for (passage, hits) in hits {
        let printed = &families.passages[passage];
        let length = printed.wording.words.len();
        let threes = printed.wording.threes.len();
        if length < LEAST_WORDS || hits.len() * 100 < threes * LEAST_SAME {
            continue;
        }
        let Some((count, first, last)) = densest(&hits, length) else { continue };
        if count * 100 < threes * LEAST_SAME {
            continue;
        }
        // The words before the first that are the same, and after the last, stand there too, if
        // perhaps some words farther on.
        let start = first.0.saturating_sub(first.1);
        let end = (last.0 + length - last.1).min(words.len());
        let numbers_of = |range: Range<usize>| numbers.get(range).unwrap_or_default();
        let (opening, closing) = (printed.wording.words.first(), printed.wording.words.last());
        let back = start.saturating_sub(SLACK);
        let start = numbers_of(back..first.0)
            .iter()
            .rposition(|word| Some(word) == opening)
            .map_or(start, |at| back + at);
        let on = (end + SLACK).min(words.len());
        let end = numbers_of(last.0 + TOGETHER..on)
            .iter()
            .position(|word| Some(word) == closing)
            .map_or(end, |at| last.0 + TOGETHER + at + 1);
        let (Some(start), Some(end)) =
            (words.get(start), end.checked_sub(1).map(|end| &words[end]))
        else {
            continue;
        };
        let range = folded.raw(start.1.cover(end.1));
        let block = reading.block(range.start());
        if range.end() <= block.end() && overlap(&quotations, range) == 0 {
            found.push((printed.note, count, range));
        }
    }
    found
}

/// A place in an article where words of a passage stand, and their place in the passage.
type Hit = (usize, usize);

/// The stretch, not much longer than the passage, with most hits: how many, the first and the last.
fn densest(hits: &[Hit], length: usize) -> Option<(usize, Hit, Hit)> {
    let reach = length + length / 4;
    let mut best: Option<(usize, Hit, Hit)> = None;
    let mut first = 0;
    for (last, hit) in hits.iter().enumerate() {
        while hits[first].0 + reach < hit.0 {
            first += 1;
        }
        let count = last + 1 - first;
        if best.is_none_or(|(most, ..)| most < count) {
            best = Some((count, hits[first], *hit));
        }
    }
    best
}
