//! Who says what stands in quotation marks, as the words around it tell.

use std::ops::Range;

use super::names::has_capital;
use super::reading::{Reading, Word, words};
use super::speaker::{Newcomer, Speaker, Speakers};
use super::vocabulary::{is_adverb, is_boundary, is_determiner, is_saying, lower};

/// How many words may stand between a quotation and the verb that follows and gives it to its
/// speaker, and one that stands before it.
const REACH: usize = 14;
const REACH_BEFORE: usize = 32;

/// How many bytes may part a quotation from the one that it goes on: in one sentence, and after a
/// tag of its own sentence.
const SAME_SENTENCE: usize = 60;
const NEXT_SENTENCE: usize = 160;

/// Before or after these words, other words than the speaker's stand: where and when it was said.
pub(super) const CIRCUMSTANCES: &[&str] = &[
    "in", "on", "at", "by", "from", "with", "about", "over", "during", "under", "against", "into",
    "through", "since", "until", "after", "before", "late", "early", "last", "to",
];

/// Who says a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) speaker: Speaker,
    /// What is told of a speaker without a record.
    pub(super) newcomer: Option<Newcomer>,
    /// The words by which the report names the speaker beside the quotation.
    pub(super) named_as: Option<String>,
    /// Whether words beside the quotation give it to the speaker.
    pub(super) told: bool,
    /// Whether it goes on where the quotation before ended.
    pub(super) goes_on: bool,
}

/// The words that name a speaker, and those in apposition to them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Subject {
    words: Range<usize>,
    apposition: Option<Range<usize>>,
}

/// What stands beside a quotation and tells who says it.
enum Told {
    /// Words that name the speaker.
    Subject(Subject),
    /// A verb, or a colon, without a speaker of its own: who speaks is named before it.
    Before(Range<usize>),
    Nothing,
}

/// Who says each quotation of an article, in their order.
pub(super) fn attributions(reading: &Reading<'_>, speakers: &Speakers<'_>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for index in 0..reading.quotations.len() {
        let attribution = Tags { reading, index }.attribution(speakers, &found);
        found.push(attribution);
    }
    found
}

/// What stands around one quotation.
struct Tags<'a> {
    reading: &'a Reading<'a>,
    index: usize,
}

impl Default for Attribution {
    fn default() -> Self {
        Self {
            speaker: Speaker::Unknown,
            newcomer: None,
            named_as: None,
            told: false,
            goes_on: false,
        }
    }
}

impl Tags<'_> {
    fn attribution(&self, speakers: &Speakers<'_>, earlier: &[Attribution]) -> Attribution {
        let told = match self.after() {
            Some(subject) => Told::Subject(subject),
            None => self.before(),
        };
        let last = || self.last(earlier);
        match told {
            Told::Subject(subject) => {
                let (words, more) = (subject.words.clone(), subject.apposition.clone());
                let start = self.outer(self.index).start;
                let (speaker, newcomer) =
                    speakers.identify(words, more, start, self.last_known(earlier));
                let named_as = self.named_as(&subject, &speaker);
                Attribution { speaker, newcomer, named_as, told: true, goes_on: false }
            }
            // "…, and added: “…”"
            Told::Before(words) => self
                .named_in(speakers, words.start.max(self.gap().start)..words.end)
                .or_else(|| self.last_of_sentence(earlier))
                .or_else(|| self.named_in(speakers, words.clone()))
                .or_else(|| self.pronoun_in(speakers, words, earlier))
                .unwrap_or_default(),
            Told::Nothing if !self.reading.is_english() => self
                .official_beside(speakers)
                .or_else(|| last().map(|last| Attribution { goes_on: true, ..last.clone() }))
                .unwrap_or_default(),
            Told::Nothing => {
                // "Ross spoke of “…,” Pompeo of “…”"
                let next = last().filter(|_| self.is_in_sentence_of_last());
                let named = next.and_then(|_| self.named_in(speakers, self.gap()));
                let last =
                    last().map(|last| Attribution { told: false, goes_on: true, ..last.clone() });
                named.or(last).unwrap_or_default()
            }
        }
    }

    /// The last speaker that is known, in the quotation's block or the one before.
    fn last_known<'b>(&self, earlier: &'b [Attribution]) -> Option<&'b Speaker> {
        let block = self.reading.document.block_at(self.outer(self.index).start)?;
        let near = |index: &usize| {
            let at = self.reading.document.block_at(self.outer(*index).start);
            at.is_some_and(|at| at + 1 >= block)
        };
        let indices = (0..earlier.len()).rev().take_while(near);
        indices
            .filter_map(|index| earlier.get(index))
            .map(|it| &it.speaker)
            .find(|speaker| matches!(speaker, Speaker::Record(_) | Speaker::Unrecorded(_)))
    }

    /// The first who is named in a part of the text.
    fn named_in(&self, speakers: &Speakers<'_>, range: Range<usize>) -> Option<Attribution> {
        let ((speaker, newcomer), words) = speakers.first_named(range)?;
        let named_as = Some(self.reading.text(words).to_owned());
        Some(Attribution { speaker, newcomer, named_as, told: true, goes_on: false })
    }

    /// The official who is named nearest to the quotation in its sentence, whatever the verb.
    fn official_beside(&self, speakers: &Speakers<'_>) -> Option<Attribution> {
        let own = self.outer(self.index);
        let sentence = self.reading.sentence(own.start)?;
        let end = self.sentence_end(own.end, self.block().end).max(sentence.end);
        let distance = |at: &Range<usize>| {
            own.start.saturating_sub(at.end).max(at.start.saturating_sub(own.end))
        };
        let named = self.reading.mentions_within(sentence.start..end).iter();
        let outside = named.filter(|it| it.range.end <= own.start || own.end <= it.range.start);
        let officials = outside.filter(|it| speakers.is_official(it.record));
        let nearest = officials.min_by_key(|it| distance(&it.range))?;
        let named_as = Some(self.reading.text(nearest.range.clone()).to_owned());
        let speaker = Speaker::Record(nearest.record);
        Some(Attribution { speaker, newcomer: None, named_as, told: true, goes_on: false })
    }

    /// Who is meant by a pronoun in a part of the text.
    fn pronoun_in(
        &self,
        speakers: &Speakers<'_>,
        range: Range<usize>,
        earlier: &[Attribution],
    ) -> Option<Attribution> {
        let own = self.outer(self.index).start;
        let words = words(&self.reading.document.text, range);
        let pronoun = words.into_iter().find(|word| is_pronoun(&self.lower(word)))?;
        let (speaker, newcomer) =
            speakers.identify(pronoun.range, None, own, self.last_known(earlier));
        let known = speaker != Speaker::Unknown;
        known.then_some(Attribution {
            speaker,
            newcomer,
            named_as: None,
            told: true,
            goes_on: false,
        })
    }

    /// Whether the quotation before stands in the same sentence.
    fn is_in_sentence_of_last(&self) -> bool {
        let gap = self.gap();
        let sentence = self.reading.sentence(self.outer(self.index).start);
        self.block().start < gap.start && sentence.is_some_and(|it| it.start < gap.start)
    }

    /// The attribution of the quotation before, where that stands in the same sentence.
    fn last_of_sentence(&self, earlier: &[Attribution]) -> Option<Attribution> {
        let last = earlier.last().filter(|_| self.is_in_sentence_of_last())?;
        Some(Attribution { told: true, goes_on: true, ..last.clone() })
    }

    /// A quotation with its marks.
    fn outer(&self, index: usize) -> Range<usize> {
        let Some(quotation) = self.reading.quotations.get(index) else { return 0..0 };
        let text = &self.reading.document.text;
        let words = &quotation.words;
        let opening = text[..words.start].chars().next_back().map_or(0, char::len_utf8);
        let closing = text[words.end..].chars().next().filter(|_| quotation.closed);
        words.start - opening..words.end + closing.map_or(0, char::len_utf8)
    }

    /// The block of the quotation.
    fn block(&self) -> Range<usize> {
        self.reading.block(self.outer(self.index).start)
    }

    /// What stands between the quotation before and this one, in its block.
    fn gap(&self) -> Range<usize> {
        let block = self.block();
        let end = self.outer(self.index).start;
        let before = self.index.checked_sub(1).map_or(block.start, |index| self.outer(index).end);
        before.clamp(block.start, end)..end
    }

    /// The attribution of the quotation before, where this one goes on with it: after a tag in one
    /// paragraph, or as a paragraph that is nothing but a quotation.
    fn last<'b>(&self, earlier: &'b [Attribution]) -> Option<&'b Attribution> {
        let text = &self.reading.document.text;
        let (block, own) = (self.block(), self.outer(self.index));
        let before = self.outer(self.index.checked_sub(1)?);
        let sentence = self.reading.sentence(own.start).unwrap_or(own.clone());
        let goes_on = if block.start <= before.start {
            let gap = self.gap();
            let same_sentence = sentence.start < gap.start;
            let near = if same_sentence { SAME_SENTENCE } else { NEXT_SENTENCE };
            gap.len() < near && (same_sentence || sentence.start == own.start)
        } else {
            let only = own.start == block.start && text[own.end..block.end].trim().is_empty();
            // Nothing stands between the two paragraphs.
            let next = self.reading.document.block_at(before.start).map(|block| block + 1);
            only && next == self.reading.document.block_at(own.start)
        };
        earlier.last().filter(|_| goes_on)
    }

    /// "…,” said the mayor." and "…,” the mayor said."
    fn after(&self) -> Option<Subject> {
        let text = &self.reading.document.text;
        let quotation = self.reading.quotations.get(self.index).filter(|it| it.closed)?;
        let own = self.outer(self.index);
        let block = self.block();
        let next = self.reading.quotations.get(self.index + 1);
        let next = next.map_or(block.end, |_| self.outer(self.index + 1).start.min(block.end));
        let end = self.sentence_end(own.end, next);
        let inside = text[quotation.words.clone()].trim_end();
        let outside = text[own.end..end].trim_start();
        let ends = inside.ends_with([',', '?', '!', '…', '—', '–', '-'])
            || outside.starts_with([',', '—', '–']);
        let tag = words(text, own.end..end);
        let verb = (0..tag.len().min(REACH)).find(|&at| self.is_verb(&tag, at));
        let first = tag.first().map(|word| self.lower(word))?;
        let lower_verb =
            verb == Some(0) && text[tag[0].range.clone()].starts_with(char::is_lowercase);
        if !ends && !lower_verb {
            return None;
        }
        if first == "according" {
            return self.subject_after(&tag, 2);
        }
        match verb? {
            0 if first == "told" => None,
            0 => self.subject_after(&tag, 1),
            // "…,” she said: “…”" speaks of what follows.
            at if text[tag[at].end..end].starts_with(':') => None,
            at => self.subject_between(&tag, at),
        }
    }

    /// Where the sentence ends that goes on after a quotation.
    fn sentence_end(&self, from: usize, limit: usize) -> usize {
        let sentence = from.checked_sub(1).and_then(|at| self.reading.sentence(at));
        let end = sentence.map_or(limit, |sentence| sentence.end);
        // A quotation that ends in a full stop ends its sentence, and a tag may follow all the same.
        let end = if end <= from {
            let text = &self.reading.document.text;
            let gap = text[from..limit].len() - text[from..limit].trim_start().len();
            self.reading.sentence(from + gap).map_or(limit, |sentence| sentence.end)
        } else {
            end
        };
        end.clamp(from, limit.max(from))
    }

    /// The words that follow a verb, to the next comma or boundary.
    fn subject_after(&self, tag: &[Word], first: usize) -> Option<Subject> {
        let mut last = first;
        tag.get(first)?;
        while let Some(next) = tag.get(last + 1) {
            let word = self.lower(next);
            // The "and" of a name is no boundary.
            let named =
                self.reading.mentions_within(tag[first].range.start..tag[tag.len() - 1].end);
            let inside = named
                .iter()
                .any(|it| it.range.start < next.range.start && next.range.end < it.range.end);
            let ends = is_boundary(&word) && !inside;
            if self.gap_between(tag, last).trim() != "" || ends {
                break;
            }
            last += 1;
        }
        let words = tag[first].range.start..tag[last].range.end;
        let apposition = self.apposition(tag, last + 1);
        Some(Subject { words, apposition })
    }

    /// The words between a quotation and its verb, where they name a speaker and nothing else.
    fn subject_between(&self, tag: &[Word], verb: usize) -> Option<Subject> {
        let comma = (0..verb).find(|&at| self.gap_between(tag, at).contains(','));
        let mut last = comma.unwrap_or(verb - 1);
        let apposition = comma.map(|at| tag[at + 1].range.start..tag[verb - 1].end);
        while last > 0 && is_adverb(&self.lower(&tag[last])) {
            last -= 1;
        }
        let text = &self.reading.document.text;
        let first = self.lower(&tag[0]);
        let article = is_determiner(&first) || is_pronoun(&first);
        let begins = article || text[tag[0].range.clone()].starts_with(char::is_uppercase);
        let clean = tag[..=last].iter().all(|word| {
            let written = &text[word.range.clone()];
            !is_boundary(written) && !is_saying(written)
        });
        let words = tag[0].range.start..tag[last].range.end;
        (begins && clean).then_some(Subject { words, apposition })
    }

    /// "the mayor said: “…”"
    fn before(&self) -> Told {
        let own = self.outer(self.index).start;
        let text = &self.reading.document.text;
        let gap = self.gap();
        let sentence = self.reading.sentence(own).map_or(gap.start, |it| it.start);
        let mut from = sentence.max(gap.start);
        let mut to = own;
        if text[from..to].trim().is_empty() {
            let Some(lead) = self.lead() else { return Told::Nothing };
            (from, to) = (lead.start, lead.end);
        }
        let tag = words(text, from..to);
        let according = tag
            .windows(2)
            .position(|pair| self.lower(&pair[0]) == "according" && self.lower(&pair[1]) == "to");
        if let Some(subject) = according.and_then(|at| self.subject_after(&tag, at + 2)) {
            return Told::Subject(subject);
        }
        let nearest = tag.len().saturating_sub(REACH_BEFORE);
        let verb = (nearest..tag.len()).rev().find(|&at| self.is_verb(&tag, at));
        let Some(verb) = verb else {
            // "Ross has two sentences: “…”"
            let colon = text[from..to].trim_end().ends_with(':');
            return if colon { Told::Before(from..to) } else { Told::Nothing };
        };
        // "Ross spoke, adding" has its subject farther on, "Ross adding" beside it.
        let beside = verb.checked_sub(1).is_some_and(|before| {
            has_capital(text, &tag[before]) && self.gap_between(&tag, before) == " "
        });
        let participle = self.lower(&tag[verb]).ends_with("ing") && !beside;
        let subject = if participle { None } else { self.subject_before(&tag, verb) };
        match subject {
            Some(subject) => Told::Subject(subject),
            None => Told::Before(sentence.min(from)..tag[verb].range.start),
        }
    }

    /// The sentence that leads to the quotation by a colon: the end of the block before.
    fn lead(&self) -> Option<Range<usize>> {
        let own = self.outer(self.index);
        let block = self.block();
        if own.start != block.start {
            return None;
        }
        let after = self.reading.sentences.partition_point(|it| it.start < block.start);
        let sentence = self.reading.sentences.get(after.checked_sub(1)?)?;
        let near = block.start - sentence.end < 3;
        let colon = self.reading.text(sentence.clone()).trim_end().ends_with(':');
        (near && colon).then(|| sentence.clone())
    }

    /// The words before a verb that name who speaks.
    fn subject_before(&self, tag: &[Word], verb: usize) -> Option<Subject> {
        let mut end = verb;
        while end > 0 && is_adverb(&self.lower(&tag[end - 1])) {
            end -= 1;
        }
        let mut apposition = None;
        let parted = |at: usize| at > 0 && self.gap_between(tag, at - 1).contains(',');
        if parted(end) {
            // "Ross, secretary of commerce, said"
            let comma = (1..end).rev().find(|&at| parted(at))?;
            apposition = Some(tag[comma].range.start..tag[end - 1].end);
            end = comma;
        }
        let mut start = end;
        while let Some(at) = start.checked_sub(1) {
            let word = self.lower(&tag[at]);
            if CIRCUMSTANCES.contains(&word.as_str()) {
                // "Beijing on Tuesday said"
                (end, start) = (at, at);
                continue;
            }
            let gap = if start < end { self.gap_between(tag, at).trim() } else { "" };
            if is_boundary(&word) || !gap.is_empty() || is_saying(&word) {
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
        let words = tag.get(start)?.range.start..tag.get(end.checked_sub(1)?)?.range.end;
        (start < end).then_some(Subject { words, apposition })
    }

    /// What stands between the commas after a name.
    fn apposition(&self, tag: &[Word], first: usize) -> Option<Range<usize>> {
        let before = first.checked_sub(1)?;
        let start = tag.get(first)?;
        if self.gap_between(tag, before).trim() != "," {
            return None;
        }
        let mut last = first;
        while last + 1 < tag.len() && self.gap_between(tag, last).trim().is_empty() {
            last += 1;
        }
        Some(start.range.start..tag[last].end)
    }

    /// The words that name the speaker, where they name anybody.
    fn named_as(&self, subject: &Subject, speaker: &Speaker) -> Option<String> {
        let words = self.reading.text(subject.words.clone());
        if is_pronoun(&lower(words)) || *speaker == Speaker::Unknown {
            return None;
        }
        let apposition = subject.apposition.clone().map(|range| self.reading.text(range));
        let apposition = apposition.filter(|more| more.split_whitespace().count() <= REACH);
        Some(
            match apposition.filter(|more| !more.starts_with("who") && !more.starts_with("which")) {
                Some(more) => format!("{words}, {more}"),
                None => words.to_owned(),
            },
        )
    }

    /// Whether a word gives words to a speaker here: "claims", and not "the claims".
    fn is_verb(&self, tag: &[Word], at: usize) -> bool {
        let is_noun = at.checked_sub(1).is_some_and(|before| {
            let word = self.lower(&tag[before]);
            is_determiner(&word) && self.gap_between(tag, before).trim().is_empty()
        });
        tag.get(at).is_some_and(|word| {
            let written = &self.reading.document.text[word.range.clone()];
            // "he went on"
            let goes_on = matches!(written, "went" | "goes")
                && tag.get(at + 1).is_some_and(|next| self.lower(next) == "on");
            (is_saying(written) || goes_on) && !is_noun
        })
    }

    fn gap_between(&self, tag: &[Word], at: usize) -> &str {
        match (tag.get(at), tag.get(at + 1)) {
            (Some(a), Some(b)) => &self.reading.document.text[a.end..b.range.start],
            _ => "",
        }
    }

    fn lower(&self, word: &Word) -> String {
        lower(&self.reading.document.text[word.range.clone()])
    }
}

/// Whether a word stands for somebody who was named before.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it" | "we" | "i")
}
