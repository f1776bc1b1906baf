//! One report, read for names that are spelled otherwise than any that is known.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::likeness::{one_letter, sounds_alike};
use super::name_index::{Name, NameIndex, Slot, is_spelled, separators};
use super::spelled::{Separator, SpelledWord, hash_on, letters, separator, spelling, words};
use crate::diagnostic::Code;
use crate::model::{ArticleId, Briefing, Mention, RecordId, Slip};
use crate::parse::document::{BlockKind, Document};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Where a sentence begins any word has a capital, and only one of as many letters tells a name.
const LONG_WORD: usize = 7;

/// A word of fewer letters does not tell of whom a name speaks.
const TELLING: usize = 4;

/// A place where a name is probably misspelled.
#[derive(Debug, Clone)]
pub(super) struct MisspeltPlace {
    /// Bytes of the article's text.
    pub(super) range: Place<InContent>,
    /// Number of the name.
    pub(super) name: usize,
    /// How it differs.
    pub(super) slip: Slip,
    /// One of these words must be no ordinary one. Where there is none, nothing is asked.
    pub(super) rare: Vec<u64>,
}

/// A report.
pub(super) struct FormReader<'a> {
    names: &'a NameIndex,
    document: &'a Document,
    words: Vec<SpelledWord>,
    mentions: &'a [Mention],
    /// What it names.
    named: OnceCell<BTreeSet<RecordId>>,
}

impl<'a> FormReader<'a> {
    /// A report; `None` where this build withholds its text, or the editor accepts what looks like
    /// a misspelling in it.
    pub(super) fn new(briefing: &'a Briefing, names: &'a NameIndex, id: ArticleId) -> Option<Self> {
        let article = &briefing[id];
        let document = &article.shown()?.document;
        let accepted = briefing.accepted.has(article.span.file, Code::LikelyMisspelling);
        let words = words(&document.text);
        let mentions = briefing.mentions_in(id);
        (!accepted).then_some(Self { names, document, words, mentions, named: OnceCell::new() })
    }

    /// Every place where a name is probably misspelled.
    pub(super) fn candidates(&self) -> Vec<MisspeltPlace> {
        let mut candidates = Vec::new();
        let mut slots = Vec::new();
        for (at, word) in self.words.iter().enumerate().filter(|(_, word)| word.capital) {
            self.otherwise_divided(at, &mut candidates);
            if self.mentions_over(word.range).is_empty() && is_spelled(self.text(word.range)) {
                self.names.slots(&self.document.text, &self.words, at, &mut slots);
                candidates.extend(
                    slots.drain(..).filter_map(|(slot, place)| {
                        self.misspelled(slot, at, self.words.get(place)?)
                    }),
                );
            }
        }
        candidates
    }

    /// A name of which the word `at` is probably misspelled.
    fn misspelled(&self, slot: Slot, at: usize, place: &[SpelledWord]) -> Option<MisspeltPlace> {
        let name = self.names.all.get(slot.name)?;
        let printed = self.words.get(at)?;
        let spelled = letters(self.text(printed.range));
        let known = name.words.get(slot.word)?;
        let slip = match one_letter(known, &spelled) {
            Some(slip) => slip,
            None if !name.person && sounds_alike(known, &spelled) => Slip::Sound,
            None => return None,
        };
        let range = place.first()?.range.cover(place.last()?.range);
        let whole = |mention: &Mention| mention.range != range && range.covers(mention.range);
        if !self.is_around(name, slot.word, place)
            || !self.counts(name)
            || !self.mentions_over(range).iter().all(whole)
            || (place.len() == 1 && known.len() < LONG_WORD && self.begins_sentence(range.start()))
        {
            return None;
        }
        let rare = self.rare(name, slip, printed, place);
        (!rare.is_empty()).then_some(MisspeltPlace { range, name: slot.name, slip, rare })
    }

    /// Of which words one must be no ordinary one, so that a name is meant: the misspelled one, if
    /// it is in no name itself; or one that is in the names of this record alone.
    fn rare(
        &self,
        name: &Name,
        slip: Slip,
        printed: &SpelledWord,
        place: &[SpelledWord],
    ) -> Vec<u64> {
        let mut rare = Vec::new();
        if slip != Slip::Sound && self.names.owner(printed.hash).is_none() {
            rare.push(printed.hash);
        }
        if !name.person {
            let telling = place.iter().filter(|word| {
                word.capital
                    && word.range.len() >= TELLING
                    && self.names.owner(word.hash) == Some(Some(name.record))
            });
            rare.extend(telling.map(|word| word.hash));
        }
        rare
    }

    /// Whether all words of a name but one are printed here as it has them.
    fn is_around(&self, name: &Name, except: usize, place: &[SpelledWord]) -> bool {
        let words = place.iter().zip(&name.words).enumerate();
        let parted = separators(&self.document.text, place);
        place.len() == name.words.len()
            && parted.eq(name.separators.iter().copied())
            && words.into_iter().all(|(index, (word, known))| {
                index == except || letters(self.text(word.range)) == *known
            })
    }

    /// Names that begin at a word and are divided or capitalised otherwise than they are known.
    fn otherwise_divided(&self, at: usize, candidates: &mut Vec<MisspeltPlace>) {
        let text = &self.document.text;
        let Some(first) = self.words.get(at) else { return };
        if !self.names.can_begin(self.text(first.range)) {
            return;
        }
        let mut key = first.hash;
        for end in at + 1..=(at + self.names.longest()).min(self.words.len()) {
            let place = &self.words[at..end];
            let Some(last) = place.last() else { return };
            if let [.., before, last] = place {
                let parted = separator(text, before, last);
                if !matches!(parted, Separator::Space | Separator::Hyphen) {
                    return;
                }
                key = hash_on(key, self.text(last.range));
            }
            let range = first.range.start()..last.range.end();
            for name in self.names.squeezed(key) {
                candidates.extend(self.divided(name, place, Place::new(range.clone())));
            }
        }
    }
    /// Whether words that have the letters of a name are divided or capitalised otherwise.
    fn divided(
        &self,
        number: usize,
        place: &[SpelledWord],
        range: Place<InContent>,
    ) -> Option<MisspeltPlace> {
        let name = self.names.all.get(number)?;
        let printed: Vec<&str> = place.iter().map(|word| self.text(word.range)).collect();
        let written: Vec<&str> = name.written.iter().map(String::as_str).collect();
        let parted = separators(&self.document.text, place);
        let same_division = printed.len() == written.len()
            && parted.zip(&name.separators).all(|(here, there)| is_same(here, *there));
        let slip = match same_division {
            false if printed.iter().all(|it| is_capitalised(it) || written.contains(it)) => {
                Slip::Division
            }
            true if printed != written && inner_capitals(&printed) != inner_capitals(&written) => {
                Slip::Capitals
            }
            _ => return None,
        };
        let same_letters =
            printed.iter().flat_map(|it| letters(it)).eq(name.words.iter().flatten().copied());
        let text = &self.document.text;
        let compound = text.slice(..range.start()).ends_with('-')
            || text.slice(range.end()..).starts_with('-');
        let of_others = |it: &Mention| it.record != name.record || it.range == range;
        if !same_letters
            || compound
            || !is_spelled(&printed.concat())
            || !is_spelled(&written.concat())
            || !self.counts(name)
            || self.mentions_over(range).iter().any(of_others)
        {
            return None;
        }
        let rare = if let [word] = place { vec![word.hash] } else { Vec::new() };
        Some(MisspeltPlace { range, name: number, slip, rare })
    }

    /// Whether a name counts in this report: a short one does where the report names the record.
    fn counts(&self, name: &Name) -> bool {
        let named = || self.mentions.iter().map(|mention| mention.record).collect();
        !name.short || self.named.get_or_init(named).contains(&name.record)
    }

    /// The mentions that have anything of a range.
    fn mentions_over(&self, range: Place<InContent>) -> &'a [Mention] {
        let start = self.mentions.partition_point(|it| it.range.end() <= range.start());
        let end = self.mentions.partition_point(|it| it.range.start() < range.end());
        self.mentions.get(start..end).unwrap_or_default()
    }

    /// Whether a word has its capital from where it stands: in a heading, or at the beginning of a
    /// sentence.
    fn begins_sentence(&self, at: usize) -> bool {
        let block = self.document.block_at(at).and_then(|block| self.document.blocks.get(block));
        let Some(block) = block else { return true };
        let before = self.document.text.get(block.text.start()..at).unwrap_or_default();
        let opening = |c: char| c.is_whitespace() || "\"'“‘«„([".contains(c);
        let before = before.trim_end_matches(opening);
        matches!(block.kind, BlockKind::Heading(_))
            || before.is_empty()
            || before.ends_with(['.', '!', '?', ':', ';', '…', '•', '”', '—', '–', '|'])
    }

    fn text(&self, range: Place<InContent>) -> &'a str {
        self.document.text.get(range.bytes()).unwrap_or_default()
    }
}

/// Whether two separators are a matter of punctuation alone.
fn is_same(one: Separator, other: Separator) -> bool {
    let loose = |it: Separator| if it == Separator::Comma { Separator::Space } else { it };
    loose(one) == loose(other)
}

fn is_capitalised(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// The letters of words but their first, which a title or a sentence's beginning may capitalise.
fn inner_capitals(words: &[&str]) -> Vec<char> {
    let mut letters = Vec::new();
    for word in words {
        match word.is_ascii() {
            true => letters.extend(word.chars().skip(1)),
            false => letters.extend(spelling(word).skip(1)),
        }
    }
    letters
}
