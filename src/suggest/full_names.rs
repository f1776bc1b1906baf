//! The full names of people in an article, by the first and by the last of their words.

use std::collections::{BTreeMap, BTreeSet};

/// Full names, each found by one of its words where no other has that.
#[derive(Debug, Default)]
pub(super) struct FullNames {
    by_last: BTreeMap<String, Option<String>>,
    by_first: BTreeMap<String, Option<String>>,
    /// Last words that have stood alone while they could mean but one.
    settled: BTreeSet<String>,
}

impl FullNames {
    /// Adds a name; names come in the order of the text.
    pub(super) fn add(&mut self, name: &str) {
        let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' '))
        else {
            if self.by_last.get(name).is_some_and(Option::is_some) {
                self.settled.insert(name.to_owned());
            }
            return;
        };
        for (names, word) in [(&mut self.by_last, last), (&mut self.by_first, first)] {
            let known = names.entry(word.to_owned()).or_insert_with(|| Some(name.to_owned()));
            // Two sisters have one name; whoever is called by it alone keeps it.
            if !self.settled.contains(word) && known.as_deref().is_some_and(|known| known != name) {
                *known = None;
            }
        }
    }

    /// Whose name ends, or else begins, with a word.
    pub(super) fn get(&self, word: &str) -> Option<&String> {
        self.by_last.get(word).or_else(|| self.by_first.get(word))?.as_ref()
    }

    /// Whether a word is the last of somebody's name, or the first.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.by_last.contains_key(word) || self.by_first.contains_key(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_names_means_neither() {
        let mut names = FullNames::default();
        for name in ["Ada Roe", "Jon Roe", "Ada Roe", "Ida Poe", "Ann"] {
            names.add(name);
        }
        assert_eq!(names.get("Roe"), None);
        assert_eq!(names.get("Ada").map(String::as_str), Some("Ada Roe"));
        assert_eq!(names.get("Poe").map(String::as_str), Some("Ida Poe"));
        assert!(names.knows("Roe") && !names.knows("Ann"));
        for name in ["Poe", "Una Poe"] {
            names.add(name);
        }
        assert_eq!(names.get("Poe").map(String::as_str), Some("Ida Poe"));
    }
}
