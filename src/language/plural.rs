//! Which form of a word goes with a number: the rules of each language, as Unicode's libraries have them.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// Numbers that are tried: which forms a language has is seen by then. That some have one more for
/// millions is left out, since no page counts so many.
const TRIED: usize = 1_000;

/// Numbers of one form that are named as examples.
const EXAMPLES: usize = 4;

/// The forms that a language has for whole numbers.
#[derive(Debug)]
pub struct Plurals {
    forms: Vec<(&'static str, Vec<usize>)>,
}

impl Plurals {
    /// Those of the language of a tag; of one that is not known, one form for all numbers.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let rules = rules(tag);
        let mut forms: Vec<(PluralCategory, Vec<usize>)> = Vec::new();
        for n in 0..TRIED {
            let category = category(rules.as_ref(), n);
            match forms.iter_mut().find(|(known, _)| *known == category) {
                Some((_, examples)) if examples.len() < EXAMPLES => examples.push(n),
                Some(_) => {}
                None => forms.push((category, vec![n])),
            }
        }
        forms.sort_by_key(|(category, _)| order(*category));
        let named = |(category, examples)| (name(category), examples);
        Self { forms: forms.into_iter().map(named).collect() }
    }

    /// Their names, in order.
    #[must_use]
    pub fn forms(&self) -> Vec<&'static str> {
        self.forms.iter().map(|(name, _)| *name).collect()
    }

    /// For which numbers each of them is, by its first few: `1, 21, 31, 41…`.
    #[must_use]
    pub fn examples(&self) -> Vec<String> {
        let list = |numbers: &[usize]| {
            let more = if numbers.len() < EXAMPLES { "" } else { "…" };
            format!("{}{more}", numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))
        };
        self.forms.iter().map(|(_, examples)| list(examples)).collect()
    }
}

/// The name of the form that goes with a number.
#[must_use]
pub fn form(tag: &str, n: usize) -> &'static str {
    name(category(rules(tag).as_ref(), n))
}

fn rules(tag: &str) -> Option<PluralRules> {
    let locale: Locale = tag.parse().ok()?;
    PluralRules::try_new_cardinal(locale.into()).ok()
}

fn category(rules: Option<&PluralRules>, n: usize) -> PluralCategory {
    rules.map_or(PluralCategory::Other, |rules| rules.category_for(n))
}

fn order(category: PluralCategory) -> usize {
    match category {
        PluralCategory::Zero => 0,
        PluralCategory::One => 1,
        PluralCategory::Two => 2,
        PluralCategory::Few => 3,
        PluralCategory::Many => 4,
        PluralCategory::Other => 5,
    }
}

fn name(category: PluralCategory) -> &'static str {
    ["zero", "one", "two", "few", "many", "other"][order(category)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_forms_of_their_own() {
        for (tag, forms) in [
            ("en", &["one", "other"][..]),
            ("zh", &["other"]),
            ("ru", &["one", "few", "many"]),
            ("ar", &["zero", "one", "two", "few", "many", "other"]),
            ("fr", &["one", "other"]),
            ("xx", &["other"]),
        ] {
            assert_eq!(Plurals::of(tag).forms(), forms, "{tag}");
        }
        assert_eq!(Plurals::of("ru").examples(), ["1, 21, 31, 41…", "2, 3, 4, 22…", "0, 5, 6, 7…"]);
        assert_eq!(Plurals::of("en").examples(), ["1", "0, 2, 3, 4…"]);
        assert_eq!([1, 22, 112].map(|n| form("pl", n)), ["one", "few", "many"]);
    }
}
