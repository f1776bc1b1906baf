//! The words around a quotation in a language of which less is known than of English: the name, the
//! pronoun or the calling beside a verb of speech.

use super::attributed::{Attribution, Ground};
use super::reading::{WordInText, words};
use super::speaker::{Identified, Speakers, ToldSpeaker, known};
use super::speech_tag::Tags;
use super::title::unelided;
use super::vocabulary::lower;
use crate::language::{ReportWords, Telling};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// How many words may stand before the verb that follows a quotation.
const BEFORE_VERB: usize = 3;

/// How many words name a speaker without a name at most.
const DESCRIBED: usize = 6;

/// What stands around one quotation, and what is known of its language.
pub(super) struct PlainTags<'a, 'b> {
    pub(super) tags: &'b Tags<'a>,
    pub(super) speakers: &'b Speakers<'a>,
    pub(super) told: ReportWords,
    pub(super) last: Option<&'b ToldSpeaker>,
}

impl PlainTags<'_, '_> {
    /// Who is told beside the quotation; nothing where no word gives it to anybody.
    pub(super) fn told(&self) -> Option<Attribution> {
        self.after().or_else(|| self.before())
    }

    fn text(&self) -> &str {
        &self.tags.reading.document.text
    }

    fn small(&self, word: &WordInText) -> String {
        lower(self.text().slice(word.range.bytes()))
    }

    /// The pronoun that is a part of a verb: "elle" of "a-t-elle", "il" of "confie-t-il".
    fn pronoun_of(&self, word: &str) -> Option<String> {
        let (_, pronoun) = word.rsplit_once('-')?;
        self.told.has(pronoun, Telling::Pronoun).then(|| pronoun.to_owned())
    }

    fn is_verb(&self, word: &str) -> bool {
        let bare = unelided(word);
        let bare = match self.pronoun_of(bare) {
            Some(_) => bare.split('-').next().unwrap_or(bare),
            None => bare,
        };
        self.told.is_saying(bare) || self.told.is_saying(word)
    }

    fn is_small(&self, word: &str) -> bool {
        let part = word.split('-').next().unwrap_or(word);
        self.told.has(word, Telling::Adverb)
            || self.told.has(word, Telling::Pronoun)
            || (self.pronoun_of(word).is_some() && self.told.has(part, Telling::Adverb))
    }

    fn gap(&self, tag: &[WordInText], at: usize) -> &str {
        match (tag.get(at), tag.get(at + 1)) {
            (Some(a), Some(b)) => self.text().slice(a.end..b.range.start()),
            _ => ".",
        }
    }

    fn attribution(
        identified: Identified,
        named_as: Option<String>,
        ground: Ground,
    ) -> Attribution {
        let (speaker, newcomer) = identified;
        let ground = if speaker == ToldSpeaker::Unknown { Ground::Doubt } else { ground };
        Attribution { speaker, newcomer, named_as, told: true, ground, goes_on: false }
    }

    /// „…“, sagte Karl Roe. « … », a-t-elle ajouté.
    fn after(&self) -> Option<Attribution> {
        let own = self.tags.outer(self.tags.index);
        let end = self.tags.end_of_tag();
        let tag = words(self.text(), Place::new(own.end()..end));
        let first = tag.first()?;
        let gap = self.text().slice(own.end()..first.range.start());
        let plain = |c: char| c.is_whitespace() || ",—–-.".contains(c);
        let begins = self.text().slice(first.range.bytes()).starts_with(char::is_lowercase);
        if !begins || !gap.chars().all(plain) {
            return None;
        }
        // «…», по словам Анны Роу.
        if let Some(found) = self.after_according(&tag, 0).and_then(|at| self.according(&tag, at)) {
            return Some(found);
        }
        let verb =
            (0..tag.len().min(BEFORE_VERB + 1)).find(|at| self.is_verb(&self.small(&tag[*at])))?;
        if !tag[..verb].iter().all(|word| self.is_small(&self.small(word))) {
            return None;
        }
        let pronoun = tag[..=verb].iter().find_map(|word| {
            let word = self.small(word);
            self.pronoun_of(&word).or_else(|| {
                (self.told.has(&word, Telling::Pronoun) && !self.told.has(&word, Telling::Adverb))
                    .then_some(word)
            })
        });
        if let Some(pronoun) = pronoun {
            return Some(self.meant(&pronoun));
        }
        let parted = |at: usize| !self.gap(&tag, at).trim().is_empty();
        let mut start = verb + 1;
        while start < tag.len()
            && !parted(start - 1)
            && self.told.has(&self.small(&tag[start]), Telling::Adverb)
        {
            start += 1;
        }
        // «…», añadió.
        if start >= tag.len() || parted(start - 1) {
            // „Karl Roe, der sie als „…“ bezeichnete“: the verb ends the sentence that began before.
            let verb_last = self.told.language().is_german() && gap.trim().is_empty();
            let before = verb_last.then(|| self.nearest(self.sentence_before())).flatten();
            return Some(before.unwrap_or_else(|| self.meant("")));
        }
        self.subject(&tag, start)
    }

    /// The words of a subject from one on, and who they name.
    fn subject(&self, tag: &[WordInText], start: usize) -> Option<Attribution> {
        let first = self.small(tag.get(start)?);
        if self.told.has(&first, Telling::Pronoun) {
            return Some(self.meant(&first));
        }
        let ends = |at: usize| {
            let next = tag.get(at + 1).map(|word| self.small(word)).unwrap_or_default();
            let stop =
                self.told.has(&next, Telling::Boundary) || self.told.has(&next, Telling::According);
            !matches!(self.gap(tag, at), " " | "\u{a0}" | ". ") || stop
        };
        let last = (start..tag.len()).find(|at| ends(*at)).unwrap_or(tag.len() - 1);
        let place = tag[start].range.until(tag[last].range.end());
        let comma = self.gap(tag, last).trim() == ",";
        let apposition = (last + 1 < tag.len() && comma).then(|| {
            let end = (last + 1..tag.len()).find(|at| !self.gap(tag, *at).trim().is_empty());
            tag[last + 1].range.until(tag[end.unwrap_or(tag.len() - 1)].range.end())
        });
        self.named(place)
            .or_else(|| apposition.and_then(|more| self.person(more)))
            .or_else(|| self.described(tag, start..last + 1))
    }

    /// Who is named in words that name a speaker: of several a person, and the first.
    fn named(&self, place: Place<InContent>) -> Option<Attribution> {
        let names = self.speakers.plain_names(place, self.told);
        let found = names.iter().find(|it| it.person).or(names.first())?;
        let named_as = Some(self.tags.reading.text(found.place).to_owned());
        Some(Self::attribution(found.identified.clone(), named_as, Ground::Named))
    }

    fn person(&self, place: Place<InContent>) -> Option<Attribution> {
        let names = self.speakers.plain_names(place, self.told);
        let found = names.into_iter().find(|it| it.person && !it.beside)?;
        let named_as = Some(self.tags.reading.text(found.place).to_owned());
        Some(Self::attribution(found.identified, named_as, Ground::Named))
    }

    /// "eine Pendlerin", and "l'actrice" who was named before.
    fn described(&self, tag: &[WordInText], at: std::ops::Range<usize>) -> Option<Attribution> {
        let tag = tag.get(at)?;
        let (first, last) = (tag.first()?, tag.last()?);
        let noun = tag.iter().map(|word| self.small(word)).find(|word| {
            let bare = unelided(word);
            self.told.is_of_people(bare) || self.told.has(bare, Telling::Firm)
        });
        let begins = self.told.has(&self.small(first), Telling::Determiner);
        let elided = unelided(&self.small(first)).len() < self.small(first).len();
        if tag.len() > DESCRIBED || !(begins || elided || noun.is_some()) {
            return None;
        }
        let place = first.range.until(last.range.end());
        let printed = self.tags.reading.text(place).to_owned();
        let definite = elided
            || self.told.has(&self.small(first), Telling::Determiner)
                && !self.is_indefinite(&self.small(first));
        let called = noun.filter(|_| definite).and_then(|noun| self.called(unelided(&noun)));
        Some(match called {
            Some(identified) => Self::attribution(identified, None, Ground::Pronoun),
            None => Self::attribution(known(ToldSpeaker::Described(printed)), None, Ground::Named),
        })
    }

    fn is_indefinite(&self, word: &str) -> bool {
        word.starts_with("ein") || word.starts_with("un")
    }

    /// The person who is last called by a noun before the quotation: "die Abgeordnete" after "die Abgeordnete
    /// Ada Roe", "l'actrice" after "Son actrice, Ada Roe".
    fn called(&self, noun: &str) -> Option<Identified> {
        let text = self.text();
        let own = self.tags.outer(self.tags.index).start();
        let start = self.tags.reading.near(own, 0);
        let names = self.speakers.plain_names(Place::new(start..own), self.told);
        names.into_iter().rev().filter(|it| it.person).find_map(|named| {
            const NEAR: usize = 48;
            let from =
                text.floor_char_boundary(named.place.start().saturating_sub(NEAR)).max(start);
            let to = text.floor_char_boundary((named.place.end() + NEAR).min(own));
            let sentence = self.tags.reading.sentence(named.place.start())?;
            let around = Place::new(
                from.max(sentence.start())..to.min(sentence.end()).max(named.place.end()),
            );
            // "der Minister" is "Umweltminister Karl Roe".
            let german = self.told.language().is_german();
            let is_same = |word: &WordInText| {
                let word = self.small(word);
                unelided(&word) == noun || german && word.ends_with(noun)
            };
            words(text, around).iter().any(is_same).then_some(named.identified)
        })
    }

    /// Who is meant by a pronoun, or by a verb alone.
    fn meant(&self, pronoun: &str) -> Attribution {
        let own = self.tags.outer(self.tags.index).start();
        let identified = self.speakers.meant_by_pronoun(pronoun, own, self.last);
        Self::attribution(identified, None, Ground::Pronoun)
    }

    /// What stands before the quotation in its sentence, after the one before.
    fn sentence_before(&self) -> Place<InContent> {
        let own = self.tags.outer(self.tags.index).start();
        let gap = self.tags.gap();
        let sentence = self.tags.reading.sentence(own).map_or(gap.start(), |it| it.start());
        Place::new(self.tags.reading.near(own, sentence.max(gap.start()))..own)
    }

    /// Karl Roe sagte: „…“ Selon Ada Roe, c'est « … ».
    fn before(&self) -> Option<Attribution> {
        let mut range = self.sentence_before();
        if self.tags.reading.text(range).trim().is_empty() {
            range = self.tags.lead()?;
        }
        let tag = words(self.text(), range);
        let according = (0..tag.len())
            .filter(|&at| at == 0 || self.gap(&tag, at - 1).trim() == ",")
            .find_map(|at| self.after_according(&tag, at));
        if let Some(found) = according.and_then(|at| self.according(&tag, at)) {
            return Some(found);
        }
        let elsewhere = |word: &str| {
            self.told.has(word, Telling::According) || self.told.has(word, Telling::Trailing)
        };
        let is_verb = |word: &String| self.is_verb(word) && !elsewhere(word);
        let verb = (0..tag.len()).rev().find(|&at| is_verb(&self.small(&tag[at])));
        let colon = self.tags.reading.text(range).trim_end().ends_with(':');
        if verb.is_none() && !colon {
            return None;
        }
        let found = verb
            .and_then(|verb| self.beside_verb(&tag, verb, range))
            .or_else(|| self.nearest(range).filter(|_| colon))
            .or_else(|| {
                let pronoun = tag.iter().map(|word| self.small(word));
                let mut pronouns = pronoun.filter(|word| self.told.has(word, Telling::Pronoun));
                pronouns.next().map(|pronoun| self.meant(&pronoun))
            });
        Some(found.unwrap_or_default())
    }

    /// The word after the one or two before the name of a speaker: "laut", "nach Angaben von".
    fn after_according(&self, tag: &[WordInText], at: usize) -> Option<usize> {
        let word = self.small(tag.get(at)?);
        if self.told.has(&word, Telling::According) {
            return Some(at + 1);
        }
        let two = format!("{word} {}", self.small(tag.get(at + 1)?));
        let link = |word: &WordInText| {
            let word = self.small(word);
            matches!(word.as_str(), "von" | "de" | "du" | "del" | "des")
        };
        let next = at + 2 + usize::from(tag.get(at + 2).is_some_and(link));
        self.told.has(&two, Telling::According).then_some(next)
    }

    fn according(&self, tag: &[WordInText], start: usize) -> Option<Attribution> {
        self.subject(tag, start).filter(|it| !matches!(it.speaker, ToldSpeaker::Unknown))
    }

    /// Who is named before a verb, else after it.
    fn beside_verb(
        &self,
        tag: &[WordInText],
        verb: usize,
        range: Place<InContent>,
    ) -> Option<Attribution> {
        let at = tag.get(verb)?.range;
        let names = self.speakers.plain_names(range, self.told);
        let speaks = |it: &&super::plain_name::PlainName| !it.beside;
        let ahead = names.iter().filter(|it| it.place.end() <= at.start()).filter(speaks);
        let behind = names.iter().filter(|it| it.place.start() >= at.end()).filter(speaks);
        let found = ahead.clone().rev().find(|it| it.person);
        let found = found.or_else(|| behind.clone().find(|it| it.person));
        let found = found.or_else(|| ahead.clone().next_back());
        if let Some(found) = found {
            let named_as = Some(self.tags.reading.text(found.place).to_owned());
            return Some(Self::attribution(found.identified.clone(), named_as, Ground::Named));
        }
        // "Wie die Abgeordnete betonte"
        let start = (0..verb).rev().find(|at| {
            let word = self.small(&tag[*at]);
            self.told.has(&word, Telling::Determiner)
        })?;
        self.described(tag, start..verb)
    }

    /// The person who is named last in words that lead to the quotation.
    fn nearest(&self, range: Place<InContent>) -> Option<Attribution> {
        let names = self.speakers.plain_names(range, self.told);
        let found = names.into_iter().rev().find(|it| it.person && !it.beside)?;
        let named_as = Some(self.tags.reading.text(found.place).to_owned());
        Some(Self::attribution(found.identified, named_as, Ground::Named))
    }
}
