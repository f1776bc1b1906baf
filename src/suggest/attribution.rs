//! Who says what stands in quotation marks, as the words around it tell.

use super::attributed::{Attribution, Ground};
use super::people::is_of_people;
use super::plain_tag::PlainTags;
use super::reading::{Reading, words};
use super::speaker::{Speakers, ToldSpeaker};
use super::speech_tag::{Beside, REACH, SpeakerWords, Tags};
use super::vocabulary::{is_pronoun, lower};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// How many bytes may part a quotation from the one that it goes on: in one sentence, and after a
/// tag of its own sentence.
const SAME_SENTENCE: usize = 60;
const NEXT_SENTENCE: usize = 160;

/// Among how many quotations before it the last known speaker is sought.
const LOOKING_BACK: usize = 32;

/// Who says each quotation of an article, in their order.
pub(super) fn attributions(reading: &Reading<'_>, speakers: &Speakers<'_>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for index in 0..reading.quotations.len() {
        let attribution = Tags { reading, index }.attribution(speakers, &found);
        found.push(attribution);
    }
    found
}

impl Tags<'_> {
    fn attribution(&self, speakers: &Speakers<'_>, earlier: &[Attribution]) -> Attribution {
        let last = || self.last(earlier);
        if let Some(told) = speakers.words {
            let beside = PlainTags { tags: self, speakers, told, last: self.last_known(earlier) };
            return beside
                .told()
                .or_else(|| last().map(Attribution::going_on))
                .or_else(|| self.official_beside(speakers))
                .unwrap_or_default();
        }
        let told = match self.after() {
            Some(subject) => Beside::Subject(subject),
            None => match self.before() {
                Beside::Nothing => self.trailing().map_or(Beside::Nothing, Beside::Subject),
                told => told,
            },
        };
        match told {
            Beside::Subject(subject) => {
                let (words, more) = (subject.words, subject.apposition);
                let start = self.outer(self.index).start();
                let (speaker, newcomer) =
                    speakers.identify(words, more, start, self.last_known(earlier));
                let named_as = self.named_as(&subject, &speaker);
                let ground = match named_as {
                    _ if speaker == ToldSpeaker::Unknown => Ground::Doubt,
                    Some(_) => Ground::Named,
                    None => Ground::Pronoun,
                };
                Attribution { speaker, newcomer, named_as, told: true, ground, goes_on: false }
            }
            // "…, and added: “…”"
            Beside::Before(words) => self
                .named_in(speakers, Place::new(words.start().max(self.gap().start())..words.end()))
                .or_else(|| self.last_of_sentence(earlier))
                .or_else(|| self.named_in(speakers, words))
                .or_else(|| self.pronoun_in(speakers, words, earlier))
                .or_else(|| self.person_in(speakers, words))
                .or_else(|| self.described_in(words))
                .unwrap_or_default(),
            Beside::Nothing if !self.reading.is_english() => self
                .official_beside(speakers)
                .or_else(|| last().map(Attribution::going_on))
                .unwrap_or_default(),
            Beside::Nothing => {
                // "Ross spoke of “…,” Pompeo of “…”"
                let next = last().filter(|_| self.is_in_sentence_of_last());
                let named = next.and_then(|_| self.named_in(speakers, self.gap()));
                let last = last().map(|last| Attribution { told: false, ..last.going_on() });
                let near = || self.named_near(speakers, earlier);
                named.or(last).or_else(near).unwrap_or_default()
            }
        }
    }

    /// The last speaker that is known, in the quotation's block or the one before.
    fn last_known<'b>(&self, earlier: &'b [Attribution]) -> Option<&'b ToldSpeaker> {
        let block = self.reading.document.block_at(self.outer(self.index).start())?;
        let near = |index: &usize| {
            let at = self.reading.document.block_at(self.outer(*index).start());
            at.is_some_and(|at| at + 1 >= block)
        };
        let indices = (0..earlier.len()).rev().take(LOOKING_BACK).take_while(near);
        indices
            .filter_map(|index| earlier.get(index))
            .map(|it| &it.speaker)
            .find(|speaker| matches!(speaker, ToldSpeaker::Record(_) | ToldSpeaker::Unrecorded(_)))
    }

    /// The first who is named in a part of the text.
    fn named_in(&self, speakers: &Speakers<'_>, range: Place<InContent>) -> Option<Attribution> {
        let start = self.reading.near(range.end(), range.start());
        let ((speaker, newcomer), words) = speakers.first_named(range.since(start))?;
        let named_as = Some(self.reading.text(words).to_owned());
        let ground = Ground::Named;
        Some(Attribution { speaker, newcomer, named_as, told: true, ground, goes_on: false })
    }

    /// The person who is named in a part of the text that leads to the quotation, wherever in it:
    /// "The music is by Ada Roe: “…”"
    fn person_in(&self, speakers: &Speakers<'_>, range: Place<InContent>) -> Option<Attribution> {
        let start = self.reading.near(range.end(), range.start());
        let ((speaker, newcomer), words) = speakers.last_person(range.since(start))?;
        let named_as = Some(self.reading.text(words).to_owned());
        let ground = Ground::Near;
        Some(Attribution { speaker, newcomer, named_as, told: true, ground, goes_on: false })
    }

    /// "Mayor: “…”"
    fn described_in(&self, range: Place<InContent>) -> Option<Attribution> {
        const FEW: usize = 4;
        let words = words(&self.reading.document.text, range);
        let last = words.last().map(|word| self.lower(word))?;
        let speaker = ToldSpeaker::Described(
            self.reading.text(range).trim_end_matches([':', ' ']).to_owned(),
        );
        let few = words.len() <= FEW && is_of_people(&last);
        few.then(|| Attribution {
            speaker,
            told: true,
            ground: Ground::Named,
            ..Attribution::default()
        })
    }

    /// Who is named before a quotation in its sentence, or in the one before where that is all that
    /// the paragraph has: "She laughs. “…”"
    fn named_near(&self, speakers: &Speakers<'_>, earlier: &[Attribution]) -> Option<Attribution> {
        let own = self.outer(self.index);
        let (block, gap) = (self.block(), self.gap());
        let sentence = self.reading.sentence(own.start())?;
        let begins = sentence.start() >= own.start();
        let after = self.reading.sentences.partition_point(|it| it.start() < sentence.start());
        let before = after.checked_sub(1).and_then(|index| self.reading.sentences.get(index));
        let range = match before.filter(|_| begins) {
            Some(before) if before.start() >= gap.start().max(block.start()) => *before,
            Some(_) => return None,
            None if !begins => Place::new(sentence.start().max(gap.start())..own.start()),
            None => return None,
        };
        let rest = self.reading.document.text.slice(own.end()..block.end());
        if begins && !rest.trim().is_empty() {
            return None;
        }
        let found = self.named_in(speakers, range);
        let found = found.or_else(|| self.pronoun_in(speakers, range, earlier))?;
        let person = speakers.is_somebody(&found.speaker, found.newcomer.as_ref());
        person.then_some(Attribution { told: false, ground: Ground::Near, ..found })
    }

    /// The official who is named nearest to the quotation in its sentence, whatever the verb.
    fn official_beside(&self, speakers: &Speakers<'_>) -> Option<Attribution> {
        let own = self.outer(self.index);
        let sentence = self.reading.sentence(own.start())?;
        let end = self.sentence_end(own.end(), self.block().end()).max(sentence.end());
        let distance = |at: &Place<InContent>| {
            own.start().saturating_sub(at.end()).max(at.start().saturating_sub(own.end()))
        };
        let near = self.reading.around(own, sentence.until(end));
        let named = self.reading.mentions_within(near).iter();
        let outside =
            named.filter(|it| it.range.end() <= own.start() || own.end() <= it.range.start());
        let officials = outside.filter(|it| speakers.is_official(it.record));
        // Who is named before it leads to it; the next may lead to another.
        let nearest =
            officials.min_by_key(|it| (own.end() <= it.range.start(), distance(&it.range)))?;
        let named_as = Some(self.reading.text(nearest.range).to_owned());
        let speaker = ToldSpeaker::Record(nearest.record);
        let ground = Ground::Named;
        Some(Attribution { speaker, newcomer: None, named_as, told: true, ground, goes_on: false })
    }

    /// Who is meant by a pronoun in a part of the text.
    fn pronoun_in(
        &self,
        speakers: &Speakers<'_>,
        range: Place<InContent>,
        earlier: &[Attribution],
    ) -> Option<Attribution> {
        let own = self.outer(self.index).start();
        let start = self.reading.near(range.end(), range.start());
        let words = words(&self.reading.document.text, range.since(start));
        let pronoun = words.into_iter().find(|word| is_pronoun(&self.lower(word)))?;
        let (speaker, newcomer) =
            speakers.identify(pronoun.range, None, own, self.last_known(earlier));
        let known = speaker != ToldSpeaker::Unknown;
        known.then_some(Attribution {
            speaker,
            newcomer,
            named_as: None,
            told: true,
            ground: Ground::Pronoun,
            goes_on: false,
        })
    }

    /// Whether the quotation before stands in the same sentence.
    fn is_in_sentence_of_last(&self) -> bool {
        let gap = self.gap();
        let sentence = self.reading.sentence(self.outer(self.index).start());
        self.block().start() < gap.start() && sentence.is_some_and(|it| it.start() < gap.start())
    }

    /// The attribution of the quotation before, where that stands in the same sentence.
    fn last_of_sentence(&self, earlier: &[Attribution]) -> Option<Attribution> {
        let last = earlier.last().filter(|_| self.is_in_sentence_of_last())?;
        Some(Attribution { told: true, ..last.going_on() })
    }

    /// The attribution of the quotation before, where this one goes on with it: after a tag in one
    /// paragraph, or as a paragraph that is nothing but a quotation.
    fn last<'b>(&self, earlier: &'b [Attribution]) -> Option<&'b Attribution> {
        let text = &self.reading.document.text;
        let (block, own) = (self.block(), self.outer(self.index));
        let before = self.outer(self.index.checked_sub(1)?);
        let sentence = self.reading.sentence(own.start()).unwrap_or(own);
        let goes_on = if block.start() <= before.start() {
            let gap = self.gap();
            let same_sentence = sentence.start() < gap.start();
            let near = if same_sentence { SAME_SENTENCE } else { NEXT_SENTENCE };
            gap.len() < near && (same_sentence || sentence.start() == own.start())
        } else {
            let only = own.start() == block.start()
                && text.slice(own.end()..block.end()).trim().is_empty();
            // Nothing stands between the two paragraphs.
            let next = self.reading.document.block_at(before.start()).map(|block| block + 1);
            only && next == self.reading.document.block_at(own.start())
        };
        earlier.last().filter(|_| goes_on)
    }

    /// The words that name the speaker, where they name anybody.
    fn named_as(&self, subject: &SpeakerWords, speaker: &ToldSpeaker) -> Option<String> {
        let words = self.reading.text(subject.words);
        if is_pronoun(&lower(words)) || *speaker == ToldSpeaker::Unknown {
            return None;
        }
        let apposition = subject.apposition.map(|range| self.reading.text(range));
        let apposition = apposition.filter(|more| more.split_whitespace().count() <= REACH);
        Some(
            match apposition.filter(|more| !more.starts_with("who") && !more.starts_with("which")) {
                Some(more) => format!("{words}, {more}"),
                None => words.to_owned(),
            },
        )
    }
}
