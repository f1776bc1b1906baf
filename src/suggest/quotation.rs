//! `quotation-without-note`: words in quotation marks that no quote note has, with who likely says
//! them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::attributed::Ground;
use super::new_file::NewFile;
use super::noted::FRAGMENT;
use super::passage::{Quoted, in_title, quote};
use super::quoted::AttributedQuotation;
use super::reading::Reading;
use super::record::Newcomers;
use super::speaker::ToldSpeaker;
use super::taken::Taken;
use super::unrecorded::UnrecordedNames;
use super::wording::{Wording, groups, number};
use super::{MOST, Proposal, Ranked, Suggestion, SuggestionSubject};
use crate::diagnostic::{Code, Related};
use crate::mend::block_quote::{attribution, line};
use crate::place::{InContent, Place};

/// How far apart two quotations of one utterance may stand, in bytes.
const REACH: usize = 600;

/// How many quotations one utterance has at most.
const MOST_PIECES: usize = 8;

/// So many words at least make a title, where a quotation has more.
const TITLE: usize = 4;

/// How many quotations are told at most whose speaker is not known, or guessed.
const MOST_UNSURE: usize = 10;

/// Quotations that one speaker says one after the other, in one article.
struct Utterance<'a> {
    reading: usize,
    pieces: Vec<&'a AttributedQuotation>,
    wording: Wording,
}

impl<'a> Utterance<'a> {
    fn new(reading: usize, pieces: Vec<&'a AttributedQuotation>) -> Self {
        let words = pieces.iter().flat_map(|piece| &piece.wording.words);
        let wording = Wording::of(words.copied().collect());
        Self { reading, pieces, wording }
    }

    fn parts(&self) -> Vec<Place<InContent>> {
        self.pieces.iter().map(|piece| piece.words).collect()
    }

    fn speaker(&self) -> &ToldSpeaker {
        let known =
            |piece: &&&AttributedQuotation| piece.attribution.speaker != ToldSpeaker::Unknown;
        self.pieces.iter().find(known).map_or(&ToldSpeaker::Unknown, |it| &it.attribution.speaker)
    }

    /// Why it is given to its speaker.
    fn ground(&self) -> Ground {
        let of_speaker = self.pieces.iter().map(|piece| &piece.attribution);
        let of_speaker = of_speaker.filter(|it| it.speaker == *self.speaker());
        of_speaker.map(|it| it.ground).max().unwrap_or(Ground::Nothing)
    }

    fn named_as(&self) -> Option<&str> {
        self.pieces.iter().find_map(|piece| piece.attribution.named_as.as_deref())
    }
}

/// Notes for the quotations that have none, best first. The names of those who would have a record
/// by them are added to `named`.
pub(super) fn quotations(
    subject: &SuggestionSubject<'_>,
    readings: &[Reading<'_>],
    naming: &UnrecordedNames,
    pieces: &[AttributedQuotation],
    taken: &mut Taken,
    named: &mut BTreeSet<String>,
) -> Ranked {
    let mut newcomers = Newcomers::default();
    for attribution in pieces.iter().map(|piece| &piece.attribution) {
        if let (ToldSpeaker::Unrecorded(name), Some(told)) =
            (&attribution.speaker, &attribution.newcomer)
        {
            newcomers.add(name, told);
        }
    }
    let desk = Desk { subject, readings, naming, newcomers };
    let utterances = utterances(readings, pieces);
    let mut ranked: Vec<SameUtterance<'_>> = together(&utterances)
        .into_iter()
        .map(|group| one_of_each_article(&group, &utterances))
        .filter(|group| group.iter().any(|utterance| is_worth_a_note(readings, utterance)))
        .map(|utterances| SameUtterance { speaker: likeliest(&utterances), utterances })
        .collect();
    ranked.sort_by_cached_key(|group| (group.is_unsure(), Reverse(group.weight())));
    let sure = ranked.iter().filter(|group| !group.is_unsure()).count();
    let kept = ranked.len().min(sure + MOST_UNSURE);
    let unsure = ranked.split_off(kept).len();
    let articles = |group: &SameUtterance<'_>| {
        group.utterances.iter().map(|utterance| readings[utterance.reading].id).collect()
    };
    let mut best = Ranked::best(subject, Code::QuotationWithoutNote, ranked, articles, |group| {
        if let ToldSpeaker::Unrecorded(name) = &group.speaker {
            named.insert(name.clone());
        }
        desk.suggestion(&group, taken)
    });
    best.left_out += unsure;
    best
}

/// Utterances that are nearly the same, or of which one is a part of the other and the speaker the
/// same.
fn together(utterances: &[Utterance<'_>]) -> Vec<Vec<usize>> {
    let speakers: BTreeSet<&ToldSpeaker> = utterances.iter().map(Utterance::speaker).collect();
    let numbers: BTreeMap<&ToldSpeaker, u32> = speakers.into_iter().zip(0..).collect();
    let features = |index: usize| {
        let utterance: &Utterance<'_> = &utterances[index];
        let mut features = utterance.wording.features();
        if !is_question(utterance.speaker()) {
            let speaker = numbers.get(utterance.speaker()).copied().unwrap_or_default();
            let pairs = utterance.wording.words.windows(2);
            features.extend(pairs.map(|pair| number(&[speaker, pair[0], pair[1]])));
        }
        features
    };
    let are_alike = |a: usize, b: usize| {
        let (a, b) = (&utterances[a], &utterances[b]);
        let same = a.speaker() == b.speaker() && !is_question(a.speaker());
        let part = a.wording.is_part_of(&b.wording) || b.wording.is_part_of(&a.wording);
        // The same few words of two who are named are two utterances.
        let few = a.wording.words.len().min(b.wording.words.len()) < FRAGMENT;
        let apart = few && !same && !is_question(a.speaker()) && !is_question(b.speaker());
        !apart && a.wording.is_like(&b.wording) || same && part
    };
    groups(utterances.len(), features, are_alike)
}

/// Puts together what one speaker says in one place.
fn utterances<'a>(
    readings: &[Reading<'_>],
    pieces: &'a [AttributedQuotation],
) -> Vec<Utterance<'a>> {
    let mut found: Vec<(usize, Vec<&'a AttributedQuotation>)> = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.noted) {
        let reading = &readings[piece.reading];
        if let Some((_, last)) = found.last_mut().filter(|(reading, _)| *reading == piece.reading)
            && last.len() < MOST_PIECES
            && let Some(before) = last.last()
            && piece.words.start().saturating_sub(before.words.end()) < REACH
            && before.attribution.speaker == piece.attribution.speaker
            && (piece.attribution.goes_on
                || (!is_question(&piece.attribution.speaker)
                    && reading.block(before.words.start()) == reading.block(piece.words.start())))
        {
            last.push(piece);
            continue;
        }
        found.push((piece.reading, vec![piece]));
    }
    let utterance = |(reading, pieces)| Utterance::new(reading, pieces);
    found.into_iter().map(utterance).collect()
}

/// Of utterances that are alike, those of one article as one: what it prints twice, once.
fn one_of_each_article<'a>(group: &[usize], utterances: &[Utterance<'a>]) -> Vec<Utterance<'a>> {
    let mut of_article: BTreeMap<usize, Vec<&'a AttributedQuotation>> = BTreeMap::new();
    for &index in group {
        let utterance = &utterances[index];
        of_article.entry(utterance.reading).or_default().extend(&utterance.pieces);
    }
    let merged = |(reading, mut pieces): (usize, Vec<&'a AttributedQuotation>)| {
        pieces.sort_by_key(|piece| (Reverse(piece.wording.words.len()), piece.words.start()));
        let mut kept: Vec<&'a AttributedQuotation> = Vec::new();
        for piece in pieces {
            let repeats = |other: &&AttributedQuotation| {
                piece.wording.is_like(&other.wording) || piece.wording.is_part_of(&other.wording)
            };
            if kept.len() < MOST_PIECES && !kept.iter().any(repeats) {
                kept.push(piece);
            }
        }
        kept.sort_by_key(|piece| piece.words.start());
        Utterance::new(reading, kept)
    };
    of_article.into_iter().take(MOST).map(merged).collect()
}

fn is_worth_a_note(readings: &[Reading<'_>], utterance: &Utterance<'_>) -> bool {
    let reading = &readings[utterance.reading];
    utterance.pieces.iter().any(|piece| piece.is_utterance(reading))
}

/// Who is named as the speaker by most; of equals, a record before a name, a longer name before a
/// shorter one.
fn likeliest(group: &[Utterance<'_>]) -> ToldSpeaker {
    let mut votes: BTreeMap<&ToldSpeaker, usize> = BTreeMap::new();
    for utterance in group {
        *votes.entry(utterance.speaker()).or_default() += 1;
    }
    let rank = |speaker: &ToldSpeaker| match speaker {
        ToldSpeaker::Record(_) => (4, 0),
        ToldSpeaker::Unrecorded(name) => (3, name.len()),
        ToldSpeaker::Described(words) => (2, words.len()),
        ToldSpeaker::Unknown => (1, 0),
    };
    let kind = |speaker: &ToldSpeaker| rank(speaker).0;
    let best = votes.iter().max_by_key(|(speaker, count)| {
        (kind(speaker), **count, rank(speaker).1, Reverse(**speaker))
    });
    best.map_or(ToldSpeaker::Unknown, |(speaker, _)| (*speaker).clone())
}

/// One utterance as several reports print it.
struct SameUtterance<'a> {
    utterances: Vec<Utterance<'a>>,
    speaker: ToldSpeaker,
}

impl SameUtterance<'_> {
    /// Why it is given to its speaker: the surest reason that a report gives.
    fn ground(&self) -> Ground {
        let naming = self.utterances.iter().filter(|it| *it.speaker() == self.speaker);
        naming.map(Utterance::ground).max().unwrap_or(Ground::Nothing)
    }

    fn is_unsure(&self) -> bool {
        self.ground() <= Ground::Near
    }

    /// What is worth most: words that several reports print, of a speaker who is known.
    fn weight(&self) -> usize {
        let known = match self.speaker {
            ToldSpeaker::Record(_) => 30,
            ToldSpeaker::Unrecorded(_) => 20,
            ToldSpeaker::Described(_) => 5,
            ToldSpeaker::Unknown => 0,
        };
        let words = self.utterances.iter().map(|it| it.wording.words.len()).max().unwrap_or(0);
        known + words.min(40) + 25 * self.utterances.len().saturating_sub(1)
    }
}

/// What suggestions are written with.
struct Desk<'a> {
    subject: &'a SuggestionSubject<'a>,
    readings: &'a [Reading<'a>],
    naming: &'a UnrecordedNames,
    newcomers: Newcomers,
}

impl Desk<'_> {
    fn suggestion(&self, group: &SameUtterance<'_>, taken: &mut Taken) -> Option<Suggestion> {
        let mut blocks = Vec::new();
        let mut places: Vec<(&Utterance<'_>, Place<InContent>)> = Vec::new();
        for utterance in &group.utterances {
            let reading = &self.readings[utterance.reading];
            let Some(quoted) = quote(reading, &utterance.parts()) else { continue };
            let named_as = utterance.named_as().filter(|_| !is_question(&group.speaker));
            let keys: Vec<(&str, &str)> = named_as.map(|words| ("as", words)).into_iter().collect();
            for quoted in &quoted {
                let under = attribution(&reading.article.slug, None, &keys);
                blocks.push(format!("{}\n{under}\n", quoted.line));
            }
            places.push((utterance, place(&quoted)?));
        }
        let (first, range) = places.first()?;
        let (heading, needs) = self.heading(group, taken)?;
        let related =
            places.iter().skip(1).map(|(utterance, range)| self.other(group, utterance, *range));
        Some(Suggestion {
            code: Code::QuotationWithoutNote,
            span: self.readings[first.reading].span(*range),
            reason: self.reason(group, first, places.len()),
            related: related.collect(),
            articles: places.iter().map(|(it, _)| self.readings[it.reading].id).collect(),
            proposal: Proposal::Note { needs, text: format!("{heading}\n\n{}", blocks.join("\n")) },
        })
    }

    /// The note's heading, and the file of the speaker's record, where that has to be written first.
    fn heading(
        &self,
        group: &SameUtterance<'_>,
        taken: &mut Taken,
    ) -> Option<(String, Vec<NewFile>)> {
        let whole = group
            .utterances
            .iter()
            .max_by_key(|utterance| (utterance.wording.words.len(), Reverse(utterance.reading)))?;
        let telling = |piece: &&&AttributedQuotation| piece.wording.words.len() >= TITLE;
        let longest = || whole.pieces.iter().max_by_key(|piece| piece.words.len());
        let piece = whole.pieces.iter().find(telling).or_else(longest)?;
        let words = self.readings[whole.reading].text(piece.words);
        let title = in_title(words);
        let (name, by, needs) = match &group.speaker {
            ToldSpeaker::Record(id) => {
                let record = &self.subject.briefing[*id];
                (record.name.clone(), record.slug.clone(), Vec::new())
            }
            ToldSpeaker::Unrecorded(name) => {
                let (id, file) =
                    self.newcomers.file(name, self.naming, self.subject.briefing, taken);
                (name.clone(), id, vec![file])
            }
            ToldSpeaker::Described(_) | ToldSpeaker::Unknown => {
                let id = taken.note(&format!("who-said {words}"));
                return Some((format!("## Who said {title}? {{#{id} .question}}"), Vec::new()));
            }
        };
        let id = taken.note(&format!("{name} {words}"));
        Some((format!("## {}: {title} {{#{id} .quote by={by}}}", line(&name)), needs))
    }

    /// Another report's printing.
    fn other(
        &self,
        group: &SameUtterance<'_>,
        utterance: &Utterance<'_>,
        range: Place<InContent>,
    ) -> Related {
        let reading = &self.readings[utterance.reading];
        let slug = &reading.article.slug;
        let speaker = Some(utterance.speaker()).filter(|speaker| **speaker != group.speaker);
        let message = match speaker.and_then(|speaker| self.says(speaker)) {
            Some(other) => format!("`{slug}` prints nearly the same and gives it to {other}"),
            None => format!("`{slug}` prints nearly the same"),
        };
        Related { span: reading.span(range), message }
    }

    /// Who it is, in words for a message.
    fn says(&self, speaker: &ToldSpeaker) -> Option<String> {
        match speaker {
            ToldSpeaker::Record(id) => Some(format!("`{}`", self.subject.briefing[*id].slug)),
            ToldSpeaker::Unrecorded(name) => Some(name.clone()),
            ToldSpeaker::Described(words) => Some(format!("“{words}”")),
            ToldSpeaker::Unknown => None,
        }
    }

    fn reason(&self, group: &SameUtterance<'_>, first: &Utterance<'_>, reports: usize) -> String {
        let slug = &self.readings[first.reading].article.slug;
        let printed = match reports {
            1 => format!("`{slug}` quotes words that no quote note has"),
            count => format!("{count} reports quote words that no quote note has"),
        };
        let naming = group.utterances.iter().find(|it| *it.speaker() == group.speaker);
        let named = naming.and_then(|utterance| utterance.named_as());
        let named = named.map(|words| format!(" (“{words}”)")).unwrap_or_default();
        let sure = if group.is_unsure() { "perhaps" } else { "likely" };
        let why = group.ground().told().map(|why| format!(": {why}")).unwrap_or_default();
        let said = match &group.speaker {
            ToldSpeaker::Record(id) => {
                format!("the speaker is {sure} `{}`{named}{why}", self.subject.briefing[*id].slug)
            }
            ToldSpeaker::Unrecorded(name) => {
                format!("the speaker is {sure} {name}{named}, who has no record yet{why}")
            }
            ToldSpeaker::Described(words) => format!("the speaker is only called “{words}”"),
            ToldSpeaker::Unknown => format!("no speaker is recognised beside them{why}"),
        };
        format!("{printed}; {said}")
    }
}

/// From the first part of quotations to the last.
fn place(quoted: &[Quoted]) -> Option<Place<InContent>> {
    let mut parts = quoted.iter().flat_map(|quoted| &quoted.parts);
    let first = parts.next()?;
    Some(first.cover(*parts.next_back().unwrap_or(first)))
}

/// Whether nobody is named who could stand in `by=`.
fn is_question(speaker: &ToldSpeaker) -> bool {
    matches!(speaker, ToldSpeaker::Described(_) | ToldSpeaker::Unknown)
}
