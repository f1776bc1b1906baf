//! The known names, ready to be met in other spellings.
//!
//! A name is found by all its words but one, and of that one by a spelling with a letter left out
//! or by its sound: so a text is looked through word by word, however many names there are.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::likeness::sound;
use super::spelled::{
    Separator, SpelledWord, hash_of, hash_of_first, hash_without, letters, mix, separator, words,
};
use crate::model::{Briefing, EntityKind, Record, RecordId, RecordKind};
use crate::slice::Slice;

/// A word of a name by which it can be misspelled has as many letters; one that is the whole name,
/// one more.
const SHORTEST: usize = 4;

/// A name that is divided otherwise begins with so many letters in one word.
const BEGINNING: usize = 3;

/// Names of more words are as long as sentences.
const MOST_WORDS: usize = 12;

/// A known name.
#[derive(Debug)]
pub(super) struct Name {
    /// Whose it is.
    pub(super) record: RecordId,
    /// As the editor writes it.
    pub(super) text: String,
    /// Its words, without regard to case.
    pub(super) words: Vec<Vec<char>>,
    /// Its words as they are written.
    pub(super) written: Vec<String>,
    /// What parts them.
    pub(super) separators: Vec<Separator>,
    /// Whether it counts only beside a longer name of the same record.
    pub(super) short: bool,
    /// Whether it is a person's: another person may share any word of it.
    pub(super) person: bool,
}

/// A word of a name, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// Number of the name.
    pub(super) name: usize,
    /// Number of the word.
    pub(super) word: usize,
}

/// Every name of the records, in scripts that have capitals.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    pub(super) all: Vec<Name>,
    /// Whose names a word is in; `None` where those of several records.
    owners: HashMap<u64, Option<RecordId>>,
    /// How many words names have, and which of them one may be misspelled.
    shapes: Vec<(usize, usize)>,
    /// The words around each such place.
    around: HashSet<u64>,
    /// Slots by what is around them and a spelling or sound of theirs, in order.
    slots: Vec<(u64, Slot)>,
    /// Names by their letters alone, in order.
    squeezed: Vec<(u64, usize)>,
    /// How the letters of names begin.
    beginnings: HashSet<u64>,
    /// How many words the longest name has.
    longest: usize,
}

impl NameIndex {
    pub(super) fn new(briefing: &Briefing) -> Self {
        let mut names = Self::default();
        for (id, record) in briefing.records() {
            let long = [Some(&record.name), record.full_name.as_ref()].into_iter().flatten();
            let long = long.chain(&record.aliases).chain(record.names.iter().map(|(_, it)| it));
            names.add_all(id, record, long, false);
            names.add_all(id, record, record.short.iter(), true);
        }
        let mut shapes = HashSet::default();
        for (number, name) in names.all.iter().enumerate() {
            let key: Vec<char> = name.words.iter().flatten().copied().collect();
            if let Some(beginning) = key.get(..BEGINNING).filter(|_| key.len() > SHORTEST) {
                names.beginnings.insert(hash_of(beginning));
                names.squeezed.push((hash_of(&key), number));
            }
            names.longest = names.longest.max(name.words.len());
            let hashes: Vec<u64> = name.words.iter().map(|word| hash_of(word)).collect();
            for word in (0..name.words.len()).filter(|word| name.may_slip(*word)) {
                let context = context(hashes.iter().copied(), word);
                if shapes.insert((hashes.len(), word)) {
                    names.shapes.push((hashes.len(), word));
                }
                names.around.insert(context);
                let slot = Slot { name: number, word };
                let variants = variants(&name.words[word]).into_iter();
                names.slots.extend(variants.map(|it| (mix(context, it), slot)));
            }
        }
        names.slots.sort_unstable();
        names.slots.dedup();
        names.squeezed.sort_unstable();
        names
    }

    fn add_all<'a>(
        &mut self,
        id: RecordId,
        record: &Record,
        forms: impl Iterator<Item = &'a String>,
        short: bool,
    ) {
        let person = matches!(record.kind, RecordKind::Official { .. })
            || record.entity_kind == Some(EntityKind::Person);
        for form in forms {
            let found = words(form);
            for word in &found {
                let owner = self.owners.entry(word.hash).or_insert(Some(id));
                *owner = owner.filter(|owner| *owner == id);
            }
            let separators: Vec<Separator> = separators(form, &found).collect();
            let named = found.iter().any(|word| word.capital) && found.len() <= MOST_WORDS;
            if named && !separators.contains(&Separator::Break) {
                self.all.push(Name {
                    record: id,
                    text: form.clone(),
                    words: found
                        .iter()
                        .map(|word| letters(form.slice(word.range.bytes())))
                        .collect(),
                    written: found
                        .iter()
                        .map(|it| form.slice(it.range.bytes()).to_owned())
                        .collect(),
                    separators,
                    short,
                    person,
                });
            }
        }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many words in a row can be one name, whatever parts them.
    pub(super) fn longest(&self) -> usize {
        // A name may be printed in more words than it has.
        self.longest + 1
    }

    /// Whose names a word is in; `Some(None)` where those of several.
    pub(super) fn owner(&self, word: u64) -> Option<Option<RecordId>> {
        self.owners.get(&word).copied()
    }

    /// Gathers the slots in which the word `at` of a text may stand misspelled, judged by the words
    /// around it; with each, the words of the text that would be the name.
    pub(super) fn slots(
        &self,
        text: &str,
        words: &[SpelledWord],
        at: usize,
        found: &mut Vec<(Slot, Range<usize>)>,
    ) {
        let known = |at: usize| words.get(at).is_some_and(|it| self.owners.contains_key(&it.hash));
        let in_company = known(at.wrapping_sub(1)) || known(at + 1);
        let mut spelled = Vec::new();
        for &(count, word) in &self.shapes {
            let place = at.wrapping_sub(word)..at.wrapping_sub(word).wrapping_add(count);
            let Some(name) = words.get(place.clone()).filter(|_| count == 1 || in_company) else {
                continue;
            };
            let around = context(name.iter().map(|it| it.hash), word);
            if !self.around.contains(&around) {
                continue;
            }
            if spelled.is_empty() {
                spelled.extend(variants(&letters(text.slice(words[at].range.bytes()))));
            }
            for it in &spelled {
                found.extend(equal(&self.slots, mix(around, *it)).map(|it| (it, place.clone())));
            }
        }
    }

    /// Whether a name can begin with the letters of a word.
    pub(super) fn can_begin(&self, word: &str) -> bool {
        hash_of_first(word, BEGINNING).is_some_and(|it| self.beginnings.contains(&it))
    }

    /// The names that have the letters of some words, as [`super::spelled::hash_on`] numbers them.
    pub(super) fn squeezed(&self, key: u64) -> impl Iterator<Item = usize> + '_ {
        equal(&self.squeezed, key)
    }
}

impl Name {
    /// Whether a word of it may be met misspelled.
    fn may_slip(&self, word: usize) -> bool {
        let shortest = SHORTEST + usize::from(self.words.len() == 1);
        self.words[word].len() >= shortest && is_spelled(&self.written[word])
    }
}

/// Whether a word is spelled out, and capitalised: an abbreviation or a number that is one
/// character off is another one.
pub(super) fn is_spelled(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && !word.chars().any(char::is_numeric)
}

/// What parts the words of a name, one from the next.
pub(super) fn separators<'a>(
    text: &'a str,
    words: &'a [SpelledWord],
) -> impl Iterator<Item = Separator> + 'a {
    words.iter().zip(words.iter().skip(1)).map(|(before, after)| separator(text, before, after))
}

/// A number for the words of a name around one of them.
fn context(words: impl Iterator<Item = u64>, except: usize) -> u64 {
    words.enumerate().fold(except as u64, |hash, (index, word)| {
        mix(hash, if index == except { 0 } else { word })
    })
}

/// Numbers of which two words have one in common if they are one letter apart or sound alike.
fn variants(word: &[char]) -> Vec<u64> {
    let mut all: Vec<u64> = (0..=word.len()).map(|out| hash_without(word, out)).collect();
    all.extend(sound(word).map(|heard| mix(hash_of(&heard), 1)));
    all.sort_unstable();
    all.dedup();
    all
}

/// The values under a key of a sorted list.
fn equal<T: Copy>(list: &[(u64, T)], key: u64) -> impl Iterator<Item = T> + '_ {
    let start = list.partition_point(|(known, _)| *known < key);
    list[start..].iter().take_while(move |(known, _)| *known == key).map(|(_, value)| *value)
}
