//! The languages of which the program knows what words do in a sentence, and their lists: a file a
//! language in `data/words/`.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::lists::LISTS;
use super::role::Role;
use super::spelling::plain;

/// What is known of one language's words.
#[derive(Debug)]
pub(super) struct Known {
    /// Its primary subtag.
    pub(super) tag: &'static str,
    /// The forms of the lists, by their first word.
    forms: HashMap<String, Vec<ListedForm>>,
    /// Beginnings that turn a word into its opposite.
    pub(super) opposites: Vec<&'static str>,
}

/// A word of the lists, or several that stand one after the other.
#[derive(Debug)]
pub(super) struct ListedForm {
    pub(super) role: Role,
    /// Of words that say how certain something is: the same for all that say the same.
    pub(super) meaning: &'static str,
    words: Vec<String>,
}

impl ListedForm {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether a sequence of words begins with it.
    pub(super) fn begins<'w>(&self, words: impl Iterator<Item = &'w str>) -> bool {
        let mut words = words;
        self.words.iter().all(|word| words.next() == Some(word.as_str()))
    }
}

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| LISTS.iter().map(|it| Known::new(it.tag, it.words)).collect());

/// What is known of a language, by its primary subtag; nothing of most.
pub(super) fn known(primary: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.tag == primary)
}

/// Every language of which something is known.
pub(super) fn all() -> impl Iterator<Item = &'static Known> {
    KNOWN.iter()
}

impl Known {
    fn new(tag: &'static str, list: &'static str) -> Self {
        let mut known = Self { tag, forms: HashMap::default(), opposites: Vec::new() };
        let mut role = None;
        for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                role = Role::of(name);
                continue;
            }
            let (meaning, forms) = line.split_once(" = ").unwrap_or(("", line));
            for form in forms.split('|').map(str::trim) {
                match role {
                    Some(Role::Opposite) => known.opposites.push(form),
                    Some(role) => known.add(role, meaning, form),
                    None => {}
                }
            }
        }
        known
    }

    fn add(&mut self, role: Role, meaning: &'static str, form: &str) {
        let small = form.to_lowercase();
        let form = if role.minds_case() { form } else { small.as_str() };
        let words: Vec<String> = match self.tag {
            "zh" => form.chars().map(String::from).collect(),
            // A hyphen is a word by itself, as in texts.
            tag => {
                let parted = form.replace('-', " - ");
                parted.split_whitespace().map(|word| plain(word, tag).into_owned()).collect()
            }
        };
        let Some(first) = words.first() else { return };
        let of_first = self.forms.entry(first.clone()).or_default();
        of_first.push(ListedForm { role, meaning, words });
    }

    /// The forms that begin with a word.
    pub(super) fn forms(&self, word: &str) -> &[ListedForm] {
        self.forms.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a word alone is a form of a role.
    pub(super) fn is(&self, word: &str, role: Role) -> bool {
        self.forms(word).iter().any(|form| form.role == role && form.len() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lists::Lists;

    #[test]
    fn every_section_of_the_lists_is_read() {
        for Lists { tag, words: list, .. } in LISTS {
            let mut role = None;
            for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                match line.strip_prefix('[') {
                    Some(name) => {
                        role = Role::of(name.trim_end_matches(']'));
                        assert!(role.is_some(), "{tag}: {line}");
                    }
                    None => {
                        assert_eq!(
                            role == Some(Role::Hedge),
                            line.contains(" = "),
                            "{tag}: {line}"
                        );
                        assert!(
                            !line.split('|').any(|form| form.trim().is_empty()),
                            "{tag}: {line}"
                        );
                    }
                }
            }
        }
    }
}
