//! What words of English tell of people, what they do and say. The lists are in `language`.

use super::vocabulary::{has, is_office, is_role, is_title};
use crate::language::Telling;

/// Whether what belongs to somebody is their words: "Ross's reply".
pub(super) fn is_utterance_noun(word: &str) -> bool {
    has(word, Telling::Utterance)
}

/// Whether a word tells of what is made up, where persons speak who are none.
pub(super) fn is_of_fiction(word: &str) -> bool {
    has(word, Telling::Fiction)
}

/// Whether a word tells what somebody does or is.
pub(super) fn is_of_people(word: &str) -> bool {
    has(word, Telling::People) || is_title(word) || is_role(word) || is_office(word)
}

/// Whether a word tells of an office that only a company or an institution has.
pub(super) fn is_of_staff(word: &str) -> bool {
    has(word, Telling::Staff)
}

/// Whether a word tells of a company or an institution: "the maker of the vaccine, Acme".
pub(super) fn is_of_firm(word: &str) -> bool {
    has(word, Telling::Firm)
}

/// Whether a word tells of a person, and not as well of a company: "owner", "producer".
pub(super) fn is_of_person(word: &str) -> bool {
    is_of_people(word) && !has(word, Telling::PeopleOrCompany)
}

/// Whether a word with a capital before a name tells what the named do or are: "Presidents", "Analyst".
pub(super) fn is_called_before_name(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    [word, one].iter().any(|it| is_title(it) || has(it, Telling::People))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_by_what_they_do() {
        for word in ["analyst", "woman", "spokesman", "mayor"] {
            assert!(is_of_people(word), "{word}");
        }
        assert!(is_called_before_name("presidents") && !is_called_before_name("moving"));
    }
}
