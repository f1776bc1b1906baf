//! Whether words deny, asked of one word or two, without a sentence around them.

use super::Language;
use super::known::{Known, all};
use super::role::Role;
use super::spelling::expanded;

/// The lists of a language; of one that is not known, every language's words count.
fn lists(language: Language) -> impl Iterator<Item = &'static Known> {
    let own = language.words.map(|known| known.tag);
    all().filter(move |known| own.is_none_or(|own| own == known.tag))
}

fn is(word: &str, language: Language, roles: &[Role]) -> bool {
    let small = word.to_lowercase();
    lists(language).any(|known| {
        let parts = if known.tag == "en" { expanded(&small) } else { [small.as_str(), ""] };
        let single = |word: &str| roles.iter().any(|role| known.is(word, *role));
        single(&small) || parts.into_iter().any(single)
    })
}

impl Language {
    /// Whether a word denies, or makes a condition.
    #[must_use]
    pub fn denies(self, word: &str) -> bool {
        is(word, self, &[Role::Denial, Role::Companion, Role::Condition])
    }

    /// Whether a word says how certain something is, or how many.
    #[must_use]
    pub fn hedges(self, word: &str) -> bool {
        is(word, self, &[Role::Hedge, Role::Quantifier])
    }

    /// Whether one word is the other turned into its opposite: `legal` and `illegal`.
    #[must_use]
    pub fn are_opposites(self, a: &str, b: &str) -> bool {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let Some(beginning) = long.strip_suffix(&short) else { return false };
        let beginning = beginning.trim_end_matches('-');
        let turns = |known: &Known| known.opposites.contains(&beginning);
        short.chars().count() > 2
            && short.starts_with(char::is_alphabetic)
            && lists(self).any(turns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_deny_in_their_language() {
        let [english, german, spanish] = ["en", "de-AT", "es"].map(Language::of);
        assert!(english.denies("wouldn't") && german.denies("nicht") && !english.denies("sin"));
        assert!(spanish.denies("sin"));
        // Of a language that is not known any denial may be one.
        assert!(Language::of("it").denies("non") && Language::of("nl").denies("nicht"));
        assert!(english.hedges("may") && english.hedges("about") && !english.hedges("table"));
    }

    #[test]
    fn opposites_are_one_word_and_a_beginning() {
        let [english, german] = ["en", "de"].map(Language::of);
        assert!(english.are_opposites("Lawful", "unlawful"));
        assert!(english.are_opposites("legal", "illegal"));
        assert!(german.are_opposites("möglich", "unmöglich"));
        assert!(!english.are_opposites("law", "lawful") && !english.are_opposites("a", "una"));
    }
}
