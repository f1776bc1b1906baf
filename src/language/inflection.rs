//! What languages do to names: endings and prefixes, a file a language in `data/inflection/`.
//!
//! A line is `from = to | to …`: a word that ends (in `[endings]`) or begins (in `[prefixes]`) with
//! `from` has `to` in its place, each `to` for one case; alternatives of one case are parted by `/`.
//! `-` is a word of any other kind, to which `to` is added. Of several lines that fit a word the first
//! counts; one without `to` is for words that do not change.

use std::collections::BTreeSet;

use unicode_script::UnicodeScript;

use crate::slice::Slice;

const LISTS: [(&str, &str); 4] = [
    ("ar", include_str!("data/inflection/ar.txt")),
    ("de", include_str!("data/inflection/de.txt")),
    ("he", include_str!("data/inflection/he.txt")),
    ("ru", include_str!("data/inflection/ru.txt")),
];

/// Of longer names not every combination of changed words is made.
const MOST_WORDS: usize = 4;

/// A name of fewer letters is a part of too many words.
const SHORTEST: usize = 4;

/// The languages that change names, by primary subtag.
pub fn inflecting() -> impl Iterator<Item = &'static str> {
    LISTS.iter().map(|(tag, _)| *tag)
}

/// The forms of a name in texts of a language, by its primary subtag, but for the name itself.
#[must_use]
pub fn inflected(name: &str, primary: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    let Some((_, list)) = LISTS.iter().find(|(tag, _)| *tag == primary) else { return forms };
    let words: Vec<&str> = name.split(' ').collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if words.len() > MOST_WORDS || letters < SHORTEST {
        return forms;
    }
    let rules = Rules::read(list);
    let changed: Vec<Vec<Vec<String>>> = words.iter().map(|word| rules.endings(word)).collect();
    for case in 0..changed.iter().map(Vec::len).max().unwrap_or(0) {
        // Each word stays as it is, or has one of the forms of the case.
        let mut made: Vec<Vec<&str>> = vec![Vec::new()];
        for (word, cases) in words.iter().zip(&changed) {
            let of_case = cases.get(case).into_iter().flatten().map(String::as_str);
            let choices: Vec<&str> = std::iter::once(*word).chain(of_case).collect();
            made = made
                .iter()
                .flat_map(|begun| {
                    choices.iter().map(|choice| [begun.as_slice(), &[*choice]].concat())
                })
                .collect();
        }
        forms.extend(made.into_iter().map(|words| words.join(" ")));
    }
    forms.extend(rules.prefixed(name));
    forms.remove(name);
    forms
}

#[derive(Default)]
struct Rules {
    endings: Vec<Rule>,
    prefixes: Vec<Rule>,
}

/// What stands for what: for each case its alternatives.
struct Rule {
    from: &'static str,
    to: Vec<Vec<&'static str>>,
}

impl Rules {
    fn read(list: &'static str) -> Self {
        let mut rules = Self::default();
        let mut in_prefixes = false;
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            in_prefixes = match line {
                "[prefixes]" => true,
                "[endings]" => false,
                _ => in_prefixes,
            };
            let Some((from, to)) = line.split_once('=') else { continue };
            let cases = to.split('|').map(|case| case.split('/').map(str::trim).collect());
            let cases = cases.filter(|case: &Vec<&str>| case.iter().any(|it| !it.is_empty()));
            let rule = Rule { from: from.trim(), to: cases.collect() };
            let of_kind = if in_prefixes { &mut rules.prefixes } else { &mut rules.endings };
            of_kind.push(rule);
        }
        rules
    }

    /// By case: what becomes of a word's end.
    fn endings(&self, word: &str) -> Vec<Vec<String>> {
        let last = word.chars().next_back();
        let is_short_for_words = !word.chars().any(char::is_lowercase) && word.is_ascii();
        let fits = |rule: &&Rule| rule.from == "-" || word.ends_with(rule.from);
        let Some(rule) = self.endings.iter().find(fits).filter(|_| !is_short_for_words) else {
            return Vec::new();
        };
        let stem = word.strip_suffix(rule.from).unwrap_or(word);
        let of_script = |ending: &&&str| {
            let script = |c: Option<char>| c.map(|c| c.script());
            script(ending.chars().next()) == script(last)
        };
        let form = |ending: &&str| format!("{stem}{ending}");
        rule.to.iter().map(|case| case.iter().filter(of_script).map(form).collect()).collect()
    }

    /// What becomes of a name's beginning.
    fn prefixed(&self, name: &str) -> Vec<String> {
        let fits = |rule: &&Rule| rule.from == "-" || name.starts_with(rule.from);
        let Some(rule) = self.prefixes.iter().find(fits) else { return Vec::new() };
        let rest = name.strip_prefix(rule.from).unwrap_or(name);
        let of_script = |prefix: &&&str| {
            let script = |text: &str| text.slice(..).chars().next().map(|c| c.script());
            script(prefix) == script(name)
        };
        let all = rule.to.iter().flatten().filter(of_script);
        all.map(|prefix| format!("{prefix}{rest}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_changed_as_their_language_does() {
        for (language, name, form) in [
            ("de", "Angela Merkel", "Angela Merkels"),
            ("de", "Deutschland", "Deutschlands"),
            ("ru", "Иордания", "Иордании"),
            ("ru", "Ангела Меркель", "Ангелы Меркель"),
            ("ru", "Путин", "Путиным"),
            ("ru", "Берлин", "Берлином"),
            ("ru", "Москва", "Москве"),
            ("ru", "Китай", "Китаем"),
            ("ru", "Сергей Лавров", "Сергею Лаврову"),
            ("ar", "الأردن", "بالأردن"),
            ("ar", "الأردن", "للأردن"),
            ("ar", "هواوي", "لهواوي"),
            ("he", "ירדן", "בירדן"),
        ] {
            assert!(
                inflected(name, language).contains(form),
                "{form}: {:?}",
                inflected(name, language)
            );
        }
    }

    #[test]
    fn what_does_not_change_stays() {
        for (language, name) in [
            ("de", "Ross"),
            ("de", "Marx"),
            ("de", "USA"),
            ("de", "Li"),
            ("ru", "Hikvision"),
            ("ru", "Баку"),
            ("en", "Merkel"),
            ("ar", "Huawei"),
            ("de", ""),
        ] {
            assert_eq!(inflected(name, language), BTreeSet::new(), "{name}");
        }
    }

    #[test]
    fn every_line_of_the_lists_is_read() {
        for (tag, list) in LISTS {
            let rules = Rules::read(list);
            let lines = list.lines().filter(|it| !it.starts_with(['#', '[']) && !it.is_empty());
            assert_eq!(rules.endings.len() + rules.prefixes.len(), lines.count(), "{tag}");
        }
    }
}
