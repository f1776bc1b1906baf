//! The words around a quotation that give it to its speaker: "…,” said the mayor."

use super::name_run::has_capital;
use super::people::is_utterance_noun;
use super::reading::{Reading, WordInText, words};
use super::vocabulary::{
    has, is_abbreviation, is_adverb, is_boundary, is_circumstance, is_determiner, is_pronoun,
    is_saying, lower,
};
use crate::language::Telling;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// How many words may stand between a quotation and the verb that follows and gives it to its
/// speaker, and one that stands before it.
pub(super) const REACH: usize = 14;
const REACH_BEFORE: usize = 32;

/// The words that name a speaker, and those in apposition to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpeakerWords {
    pub(super) words: Place<InContent>,
    pub(super) apposition: Option<Place<InContent>>,
}

/// What stands beside a quotation and tells who says it.
pub(super) enum Beside {
    /// Words that name the speaker.
    Subject(SpeakerWords),
    /// A verb, or a colon, without a speaker of its own: who speaks is named before it.
    Before(Place<InContent>),
    Nothing,
}

/// What stands around one quotation.
pub(super) struct Tags<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) index: usize,
}

impl Tags<'_> {
    /// A quotation with its marks.
    pub(super) fn outer(&self, index: usize) -> Place<InContent> {
        let Some(quotation) = self.reading.quotations.get(index) else { return Place::new(0..0) };
        let text = &self.reading.document.text;
        let words = &quotation.words;
        let opening = text.slice(..words.start()).chars().next_back().map_or(0, char::len_utf8);
        let closing = text.slice(words.end()..).chars().next().filter(|_| quotation.closed);
        Place::new(words.start() - opening..words.end() + closing.map_or(0, char::len_utf8))
    }

    /// The block of the quotation.
    pub(super) fn block(&self) -> Place<InContent> {
        self.reading.block(self.outer(self.index).start())
    }

    /// What stands between the quotation before and this one, in its block.
    pub(super) fn gap(&self) -> Place<InContent> {
        let block = self.block();
        let end = self.outer(self.index).start();
        let before =
            self.index.checked_sub(1).map_or(block.start(), |index| self.outer(index).end());
        Place::new(before.clamp(block.start(), end)..end)
    }

    /// "…,” said the mayor." and "…,” the mayor said."
    pub(super) fn after(&self) -> Option<SpeakerWords> {
        let text = &self.reading.document.text;
        let quotation = self.reading.quotations.get(self.index).filter(|it| it.closed)?;
        let own = self.outer(self.index);
        let end = self.end_of_tag();
        let inside = text.slice(quotation.words.bytes()).trim_end();
        let outside = text.slice(own.end()..end).trim_start();
        let ends = inside.ends_with([',', '?', '!', '…', '—', '–', '-'])
            || outside.starts_with([',', '—', '–']);
        let tag = words(text, Place::new(own.end()..end));
        let verb = (0..tag.len().min(REACH)).find(|&at| self.is_verb(&tag, at));
        let first = tag.first().map(|word| self.lower(word))?;
        let lower_verb =
            verb == Some(0) && text.slice(tag[0].range.bytes()).starts_with(char::is_lowercase);
        if !ends && !lower_verb {
            return None;
        }
        if first == "according" {
            return self.subject_after(&tag, 2);
        }
        match verb? {
            0 if first == "told" => None,
            0 => {
                // "sums up Ada Roe"
                let next = tag.get(1).map(|word| self.lower(word)).unwrap_or_default();
                let particle = matches!(next.as_str(), "up" | "out" | "in" | "on" | "back");
                self.subject_after(&tag, if particle { 2 } else { 1 })
            }
            // "…,” she said: “…”" speaks of what follows.
            at if text.slice(tag[at].end..end).starts_with(':') => None,
            // "…,” as he put it"
            at if first == "as" && at > 1 => self.subject_between(tag.get(1..)?, at - 1),
            at => self.subject_between(&tag, at),
        }
    }

    /// "… “a disgrace” for the town, said the mayor."
    pub(super) fn trailing(&self) -> Option<SpeakerWords> {
        let text = &self.reading.document.text;
        let tag = words(text, Place::new(self.outer(self.index).end()..self.end_of_tag()));
        let word = |at: usize| tag.get(at).map(|word| self.lower(word)).unwrap_or_default();
        let told = (1..tag.len().min(REACH)).find(|&at| {
            let comma = self.gap_between(&tag, at - 1).trim() == ",";
            comma && (has(&word(at), Telling::Trailing) || word(at) == "according")
        })?;
        let first = told + if word(told) == "according" { 2 } else { 1 };
        let capital = tag.get(first).is_some_and(|word| has_capital(text, word));
        let article = matches!(word(first).as_str(), "the" | "a" | "an" | "its" | "his" | "her");
        if capital || article { self.subject_after(&tag, first) } else { None }
    }

    /// Where the sentence ends that the quotation stands in, or the next begins.
    pub(super) fn end_of_tag(&self) -> usize {
        let own = self.outer(self.index);
        let block = self.block();
        let next = self.reading.quotations.get(self.index + 1);
        let next =
            next.map_or(block.end(), |_| self.outer(self.index + 1).start().min(block.end()));
        self.reading.not_far(own.end(), self.sentence_end(own.end(), next))
    }

    /// Where the sentence ends that goes on after a quotation.
    pub(super) fn sentence_end(&self, from: usize, limit: usize) -> usize {
        let sentence = from.checked_sub(1).and_then(|at| self.reading.sentence(at));
        let end = sentence.map_or(limit, |sentence| sentence.end());
        // A quotation that ends in a full stop ends its sentence, and a tag may follow all the same.
        let end = if end <= from {
            let text = &self.reading.document.text;
            let gap = text.slice(from..limit).len() - text.slice(from..limit).trim_start().len();
            self.reading.sentence(from + gap).map_or(limit, |sentence| sentence.end())
        } else {
            end
        };
        end.clamp(from, limit.max(from))
    }

    /// The words that follow a verb, to the next comma or boundary.
    fn subject_after(&self, tag: &[WordInText], first: usize) -> Option<SpeakerWords> {
        let mut last = first;
        let named = tag.get(first)?.range.start()..tag.last()?.end;
        let named = self.reading.mentions_within(Place::new(named));
        while let Some(next) = tag.get(last + 1) {
            let word = self.lower(next);
            // The "and" of a name is no boundary.
            let inside = named.iter().any(|it| {
                it.range.start() < next.range.start() && next.range.end() < it.range.end()
            });
            let ends = is_boundary(&word) && !inside;
            if self.is_parted(tag, last) || ends {
                break;
            }
            last += 1;
        }
        let words = tag[first].range.start()..tag[last].range.end();
        let apposition = self.apposition(tag, last + 1);
        Some(SpeakerWords { words: Place::new(words), apposition })
    }

    /// The words between a quotation and its verb, where they name a speaker and nothing else.
    fn subject_between(&self, tag: &[WordInText], verb: usize) -> Option<SpeakerWords> {
        let comma = (0..verb).find(|&at| self.gap_between(tag, at).contains(','));
        let mut last = comma.unwrap_or(verb - 1);
        let apposition = comma.map(|at| tag[at + 1].range.until(tag[verb - 1].end));
        // "she used to say"
        while last > 0 && (self.is_adverb(&tag[last]) || self.leads(&tag[last])) {
            last -= 1;
        }
        let text = &self.reading.document.text;
        let first = self.lower(&tag[0]);
        let article = is_determiner(&first) || is_pronoun(&first);
        // "coach Ada Roe"
        let begins = article || tag[..=last].iter().any(|word| has_capital(text, word));
        let clean = tag[..=last].iter().all(|word| {
            let written = text.slice(word.range.bytes());
            !is_boundary(written) && !is_saying(written)
        });
        let words = tag[0].range.start()..tag[last].range.end();
        (begins && clean).then_some(SpeakerWords { words: Place::new(words), apposition })
    }

    /// "the mayor said: “…”"
    pub(super) fn before(&self) -> Beside {
        let own = self.outer(self.index).start();
        let text = &self.reading.document.text;
        let gap = self.gap();
        let sentence = self.reading.sentence(own).map_or(gap.start(), |it| it.start());
        let mut from = self.reading.near(own, sentence.max(gap.start()));
        let mut to = own;
        if text.slice(from..to).trim().is_empty() {
            let Some(lead) = self.lead() else { return Beside::Nothing };
            (from, to) = (lead.start(), lead.end());
        }
        let tag = words(text, Place::new(from..to));
        let according = tag
            .windows(2)
            .position(|pair| self.lower(&pair[0]) == "according" && self.lower(&pair[1]) == "to");
        // "Ross's first words, according to Ada Roe, were: “…”"
        let others = tag.iter().any(|word| is_utterance_noun(&self.lower(word)));
        let according = according.filter(|_| !others);
        if let Some(subject) = according.and_then(|at| self.subject_after(&tag, at + 2)) {
            return Beside::Subject(subject);
        }
        // "has been described by Ada Roe as “…”"
        let passive = (1..tag.len()).rev().find(|&at| self.is_passive(&tag, at));
        let by =
            passive.and_then(|at| (at + 1..tag.len()).find(|&by| self.lower(&tag[by]) == "by"));
        if let Some(subject) = by.and_then(|by| self.subject_after(&tag, by + 1)) {
            return Beside::Subject(subject);
        }
        let nearest = tag.len().saturating_sub(REACH_BEFORE);
        let verb = (nearest..tag.len()).rev().find(|&at| self.is_verb(&tag, at));
        let Some(verb) = verb else {
            // "Ross has two sentences: “…”"
            let colon = text.slice(from..to).trim_end().ends_with(':');
            return if colon { Beside::Before(Place::new(from..to)) } else { Beside::Nothing };
        };
        // "Ross spoke, adding" has its subject farther on, "Ross adding" beside it.
        let beside = verb.checked_sub(1).is_some_and(|before| {
            has_capital(text, &tag[before]) && self.gap_between(&tag, before) == " "
        });
        let participle = self.lower(&tag[verb]).ends_with("ing") && !beside;
        let subject = if participle { None } else { self.subject_before(&tag, verb) };
        match subject {
            Some(subject) => Beside::Subject(subject),
            None => Beside::Before(Place::new(sentence.min(from)..tag[verb].range.start())),
        }
    }

    /// The sentence that leads to the quotation by a colon: the end of the block before.
    pub(super) fn lead(&self) -> Option<Place<InContent>> {
        let own = self.outer(self.index);
        let block = self.block();
        if own.start() != block.start() {
            return None;
        }
        let after = self.reading.sentences.partition_point(|it| it.start() < block.start());
        let sentence = self.reading.sentences.get(after.checked_sub(1)?)?;
        let near = block.start() - sentence.end() < 3;
        let colon = self.reading.text(*sentence).trim_end().ends_with(':');
        (near && colon).then_some(*sentence)
    }

    /// The words before a verb that name who speaks.
    fn subject_before(&self, tag: &[WordInText], verb: usize) -> Option<SpeakerWords> {
        let mut end = verb;
        while end > 0 && (self.is_adverb(&tag[end - 1]) || self.leads(&tag[end - 1])) {
            end -= 1;
        }
        let mut apposition = None;
        let parted = |at: usize| at > 0 && self.gap_between(tag, at - 1).contains(',');
        if parted(end) {
            // "Ross, secretary of commerce, said"
            let comma = (1..end).rev().find(|&at| parted(at))?;
            apposition = Some(tag[comma].range.until(tag[end - 1].end));
            end = comma;
        }
        let mut start = end;
        while let Some(at) = start.checked_sub(1) {
            let word = self.lower(&tag[at]);
            if is_circumstance(&word) {
                // "Beijing on Tuesday said"
                (end, start) = (at, at);
                continue;
            }
            let parted = start < end && self.is_parted(tag, at);
            if is_boundary(&word) || parted || is_saying(&word) {
                break;
            }
            start = at;
            let of = at.checked_sub(1).map(|before| self.lower(&tag[before]));
            let linked = matches!(of.as_deref(), Some("of" | "for"));
            if (is_determiner(&word) || is_pronoun(&word))
                && word != "of"
                && word != "for"
                && !linked
            {
                break;
            }
        }
        let words = tag.get(start)?.range.start()..tag.get(end.checked_sub(1)?)?.range.end();
        (start < end).then_some(SpeakerWords { words: Place::new(words), apposition })
    }

    /// What stands between the commas after a name.
    fn apposition(&self, tag: &[WordInText], first: usize) -> Option<Place<InContent>> {
        let before = first.checked_sub(1)?;
        let start = tag.get(first)?;
        if self.gap_between(tag, before).trim() != "," {
            return None;
        }
        let mut last = first;
        while last + 1 < tag.len() && !self.is_parted(tag, last) {
            last += 1;
        }
        Some(start.range.until(tag[last].end))
    }

    /// Whether a word gives words to a speaker here: "claims", and not "the claims".
    fn is_verb(&self, tag: &[WordInText], at: usize) -> bool {
        let is_noun = at.checked_sub(1).is_some_and(|before| {
            let word = self.lower(&tag[before]);
            // "she used to say"
            let led = before.checked_sub(1).is_some_and(|at| self.leads(&tag[at]));
            is_determiner(&word) && !led && self.gap_between(tag, before).trim().is_empty()
        });
        tag.get(at).is_some_and(|word| {
            let written = self.reading.document.slice(word.range);
            // "he went on"
            let next = tag.get(at + 1).map(|next| self.lower(next)).unwrap_or_default();
            let goes_on = matches!(written, "went" | "goes") && next == "on";
            // "as he put it"
            let phrase = matches!(
                (written, next.as_str()),
                ("put" | "puts", "it")
                    | ("point" | "points" | "pointed", "out")
                    | ("chimes" | "chimed" | "puts" | "broke" | "breaks" | "cut" | "cuts", "in")
                    | ("wants" | "wanted", "to")
            );
            (is_saying(written) || goes_on || phrase) && !is_noun && !self.is_passive(tag, at)
        })
    }

    /// Whether a verb tells what is said of somebody, and not what somebody says: "has been called".
    fn is_passive(&self, tag: &[WordInText], at: usize) -> bool {
        let word = tag.get(at).map(|word| self.lower(word)).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| tag.get(at)).map(|it| self.lower(it));
        let helps = before.is_some_and(|it| {
            matches!(it.as_str(), "be" | "been" | "being" | "is" | "are" | "was" | "were")
        });
        helps && is_saying(&word) && !word.ends_with("ing")
    }

    /// Whether a mark stands after a word: not the full stop of "Dr. Ada Roe" or "J. Roe".
    fn is_parted(&self, tag: &[WordInText], at: usize) -> bool {
        let gap = self.gap_between(tag, at).trim();
        let word = tag.get(at).map(|word| self.lower(word)).unwrap_or_default();
        let short = is_abbreviation(&word) || word.chars().count() == 1;
        // "the Boat Owners’ Association"
        let owners = matches!(gap, "'" | "’") && word.ends_with('s');
        !(gap.is_empty() || owners || gap == "." && short)
    }

    /// Whether a word may stand between a speaker and the verb: not "Amberly".
    fn is_adverb(&self, word: &WordInText) -> bool {
        is_adverb(&self.lower(word)) && !has_capital(&self.reading.document.text, word)
    }

    /// Whether a word leads to a verb of speech: "used to say".
    fn leads(&self, word: &WordInText) -> bool {
        has(&self.lower(word), Telling::Leading)
    }

    fn gap_between(&self, tag: &[WordInText], at: usize) -> &str {
        match (tag.get(at), tag.get(at + 1)) {
            (Some(a), Some(b)) => self.reading.document.text.slice(a.end..b.range.start()),
            _ => "",
        }
    }

    pub(super) fn lower(&self, word: &WordInText) -> String {
        lower(self.reading.document.slice(word.range))
    }
}
