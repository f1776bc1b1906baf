//! What words of English tell: a name from a word, a speaker's title from the name, and who speaks. The
//! lists are in `language`.

use std::sync::LazyLock;

use crate::language::{Language, ReportWords, Telling};

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::of("en"));

static WORDS: LazyLock<Option<ReportWords>> = LazyLock::new(|| ReportWords::of("en"));

/// Whether a word of English stands in a section of what is known of its reports.
pub(super) fn has(word: &str, telling: Telling) -> bool {
    WORDS.is_some_and(|words| words.has(word, telling))
}

/// A word as the lists have it.
pub(super) fn lower(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase().replace('’', "'")
}

/// Whether a verb gives words to a speaker.
pub(super) fn is_saying(word: &str) -> bool {
    WORDS.is_some_and(|words| words.is_saying(word))
}

pub(super) fn is_determiner(word: &str) -> bool {
    has(word, Telling::Determiner)
}

pub(super) fn is_adverb(word: &str) -> bool {
    has(word, Telling::Adverb)
        || (word.len() > 4 && word.ends_with("ly") && !has(word, Telling::NameInLy))
}

pub(super) fn is_boundary(word: &str) -> bool {
    has(word, Telling::Boundary)
}

/// Whether before or after a word other words than the speaker's stand: where and when it was said.
pub(super) fn is_circumstance(word: &str) -> bool {
    has(word, Telling::Circumstance)
}

/// Whether a word stands for somebody who was named before.
pub(super) fn is_pronoun(word: &str) -> bool {
    has(word, Telling::Pronoun)
}

pub(super) fn is_title(word: &str) -> bool {
    has(word, Telling::Title)
}

pub(super) fn is_role(word: &str) -> bool {
    has(word, Telling::Spokesperson)
}

pub(super) fn is_office(word: &str) -> bool {
    has(word, Telling::Office)
}

pub(super) fn is_abbreviation(word: &str) -> bool {
    has(word, Telling::ShortForm)
}

pub(super) fn is_name_tail(word: &str) -> bool {
    has(word, Telling::NameTail)
}

pub(super) fn is_no_entity(name: &str) -> bool {
    has(name, Telling::NoEntity) || ENGLISH.is_calendar_word(name)
}

pub(super) fn is_function_word(word: &str) -> bool {
    word.chars().count() < 3 || has(word, Telling::Empty) || ENGLISH.is_number_word(word)
}

/// Whether a word with the capital of a sentence begins no name.
pub(super) fn is_opening(word: &str) -> bool {
    has(word, Telling::Opening)
        || has(word, Telling::Empty)
        || has(word, Telling::Boundary)
        || (word.len() > 4 && word.ends_with("ly") && !has(word, Telling::NameInLy))
}

/// Whether a word is a plural of what can be counted.
pub(super) fn is_plural(word: &str) -> bool {
    if has(word, Telling::Plural) {
        return true;
    }
    let ends = ["ss", "us", "is", "'s"].iter().any(|ending| word.ends_with(ending));
    let singular = ends && !word.ends_with("aus");
    word.len() > 3 && word.ends_with('s') && !singular && !has(word, Telling::NoPlural)
}

pub(super) fn ends_company(word: &str) -> bool {
    has(word, Telling::CompanyEnd)
}

pub(super) fn is_country(name: &str) -> bool {
    has(name, Telling::Country)
}

pub(super) fn is_legal_form(word: &str) -> bool {
    has(word, Telling::LegalForm)
}

/// Whether a noun means a company that was named before: "the firm".
pub(super) fn is_company_noun(word: &str) -> bool {
    has(word, Telling::CompanyNoun)
}

/// What the last word of a name tells of what it names: a `kind` of front matter.
pub(super) fn kind_of_last(word: &str) -> Option<&'static str> {
    let kinds = [
        (Telling::CompanyEnd, "company"),
        (Telling::AgencyEnd, "agency"),
        (Telling::OrganisationEnd, "organisation"),
        (Telling::PlaceEnd, "place"),
        (Telling::DocumentEnd, "document"),
        (Telling::ProgrammeEnd, "programme"),
        (Telling::EventEnd, "event"),
    ];
    kinds.into_iter().find(|(ends, _)| has(word, *ends)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_can_be_counted() {
        for word in ["bureaus", "people", "companies", "uighurs"] {
            assert!(is_plural(word), "{word}");
        }
        for word in ["news", "security", "class", "status", "has", "gas"] {
            assert!(!is_plural(word), "{word}");
        }
    }
}
