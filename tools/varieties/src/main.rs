//! Prints `src/language/data/varieties.txt`. The table of VarCon has 18,000 entries, most of them rare words and
//! their inflections; what reports print are a twentieth of that, so the program carries these alone.

use std::collections::{BTreeMap, BTreeSet};

use varcon::{Category, Cluster, Entry, Tag, VARCON, Variant};

/// The size of the word list, as SCOWL counts, that reports are written with.
const LEVEL: usize = 60;

fn main() {
    let mut words = Words::default();
    for cluster in VARCON.iter().filter(|cluster| cluster.verified && cluster.level <= LEVEL) {
        for entry in cluster.entries {
            words.add(cluster, entry);
        }
    }
    println!(
        "# Words that are spelled in more than one way in English: one as Americans spell it, and the others."
    );
    println!(
        "# Made from VarCon (Kevin Atkinson, http://wordlist.aspell.net/varcon) by tools/varieties; not to be edited."
    );
    for (kept, others) in words.sets() {
        println!("{kept} = {}", others.join(" | "));
    }
}

/// Words that are one, each with one that stands for it.
#[derive(Default)]
struct Words {
    parents: BTreeMap<&'static str, &'static str>,
    american: BTreeSet<&'static str>,
}

impl Words {
    /// Takes an entry that holds for each meaning of its words.
    fn add(&mut self, cluster: &Cluster, entry: &Entry) {
        if entry.archaic || entry.note.is_some() || entry.description.is_some() {
            return;
        }
        let spelled: Vec<&Variant> = entry.variants.iter().filter(|one| is_usual(one)).collect();
        let [first, others @ ..] = spelled.as_slice() else { return };
        if others.is_empty() || is_odd(cluster, first.word) {
            return;
        }
        for variant in &spelled {
            let american =
                |one: &varcon::Type| one.category == Category::American && one.tag.is_none();
            if variant.types.iter().any(american) {
                self.american.insert(variant.word);
            }
            let (of, to) = (self.root(variant.word), self.root(first.word));
            self.parents.insert(of, to);
        }
    }

    fn root(&self, mut word: &'static str) -> &'static str {
        while let Some(parent) = self.parents.get(word).filter(|parent| **parent != word) {
            word = parent;
        }
        word
    }

    /// Each set with the word that is kept, in order.
    fn sets(&self) -> BTreeMap<&'static str, Vec<&'static str>> {
        let mut sets: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
        for word in self.parents.keys() {
            sets.entry(self.root(word)).or_default().push(word);
        }
        let sets = sets.into_values().map(|set| {
            let kept =
                set.iter().copied().find(|word| self.american.contains(word)).unwrap_or(set[0]);
            (kept, set.into_iter().filter(|word| *word != kept).collect())
        });
        sets.filter(|(_, others): &(_, Vec<_>)| !others.is_empty()).collect()
    }
}

/// Whether a spelling is one that an editor would let stand, of a plain word in small letters: owners have a rule.
fn is_usual(variant: &&Variant) -> bool {
    let rare =
        |one: &varcon::Type| matches!(one.tag, Some(Tag::Improper | Tag::Possible | Tag::Seldom));
    variant.word.bytes().all(|byte| byte.is_ascii_lowercase()) && !variant.types.iter().all(rare)
}

/// Whether a word is a degree that a program made and nobody writes: `colorlesser`, `unauthorizeddest`.
fn is_odd(cluster: &Cluster, word: &str) -> bool {
    const LONG: [&str; 9] = ["less", "ful", "able", "ed", "ly", "al", "ic", "ous", "ing"];
    let of = cluster.header.trim();
    word.ends_with("est")
        || word.ends_with("er") && word != of && LONG.iter().any(|ending| of.ends_with(ending))
}
