//! The words by which reports tell who speaks, and what their names are of: a file a language in
//! `data/reports/`.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::known;
use super::listed::forms;
use super::role::Role;
use super::tag::{Language, primary};

/// What a word tells of who speaks, or of what is named: a section of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// It gives words in quotation marks to a speaker, beside the verbs that do so everywhere.
    Saying,
    /// It leads to such a verb: "used to say".
    Leading,
    /// It does so after a sentence, and means nothing else there.
    Trailing,
    /// It stands before the name of a speaker: "according".
    According,
    /// It stands for somebody who was named before.
    Pronoun,
    /// It tells that a man is named.
    Masculine,
    /// It tells that a woman is named.
    Feminine,
    /// A given name of men.
    ManName,
    /// A given name of women.
    WomanName,
    /// It stands before a noun.
    Determiner,
    /// It may stand between a speaker and the verb.
    Adverb,
    /// The words that name a speaker begin or end at it.
    Boundary,
    /// Before or after it, other words than the speaker's stand.
    Circumstance,
    /// It begins a title before a person's name.
    Title,
    /// It is said of people whom reports quote without a name.
    Spokesperson,
    /// It tells a title of a person in lower case.
    Office,
    /// What somebody does or is.
    People,
    /// What ends such a word.
    PeopleEnd,
    /// What a company may be as well as a person.
    PeopleOrCompany,
    /// An office that only a company or an institution has.
    Staff,
    /// A company or an institution.
    Firm,
    /// What somebody says.
    Utterance,
    /// What tells of a film, a play or a book.
    Fiction,
    /// A full stop follows it without an end of the sentence.
    ShortForm,
    /// It ends the name of a company.
    CompanyEnd,
    /// It ends the name of an agency.
    AgencyEnd,
    /// It ends the name of another organisation.
    OrganisationEnd,
    /// It ends the name of a place.
    PlaceEnd,
    /// It ends the name of a document.
    DocumentEnd,
    /// It ends the name of a programme.
    ProgrammeEnd,
    /// It ends the name of an event.
    EventEnd,
    /// It ends a company's name in law.
    LegalForm,
    /// It means a company that was named before.
    CompanyNoun,
    /// It has a capital and is no entity by itself.
    NoEntity,
    /// A country, or what nearly every report names beside them.
    Country,
    /// It stands after a name and a hyphen.
    NameTail,
    /// It says nothing of what a sentence is about.
    Empty,
    /// It begins a sentence and no name.
    Opening,
    /// It often opens a sentence, and may begin a name all the same.
    NameOpening,
    /// A name that ends as an adverb does.
    NameInLy,
    /// A plural that does not look like one.
    Plural,
    /// It looks like a plural and is none that could be counted.
    NoPlural,
}

impl Telling {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "saying" => Self::Saying,
            "leading" => Self::Leading,
            "trailing" => Self::Trailing,
            "according" => Self::According,
            "pronouns" => Self::Pronoun,
            "masculine" => Self::Masculine,
            "feminine" => Self::Feminine,
            "given to men" => Self::ManName,
            "given to women" => Self::WomanName,
            "determiners" => Self::Determiner,
            "adverbs" => Self::Adverb,
            "boundaries" => Self::Boundary,
            "circumstances" => Self::Circumstance,
            "titles" => Self::Title,
            "spokespeople" => Self::Spokesperson,
            "offices" => Self::Office,
            "people" => Self::People,
            "people ends" => Self::PeopleEnd,
            "people or companies" => Self::PeopleOrCompany,
            "staff" => Self::Staff,
            "firms" => Self::Firm,
            "utterances" => Self::Utterance,
            "fiction" => Self::Fiction,
            "short forms" => Self::ShortForm,
            "company ends" => Self::CompanyEnd,
            "agency ends" => Self::AgencyEnd,
            "organisation ends" => Self::OrganisationEnd,
            "place ends" => Self::PlaceEnd,
            "document ends" => Self::DocumentEnd,
            "programme ends" => Self::ProgrammeEnd,
            "event ends" => Self::EventEnd,
            "legal forms" => Self::LegalForm,
            "company nouns" => Self::CompanyNoun,
            "no entities" => Self::NoEntity,
            "countries" => Self::Country,
            "name tails" => Self::NameTail,
            "empty" => Self::Empty,
            "openings" => Self::Opening,
            "name openings" => Self::NameOpening,
            "names in ly" => Self::NameInLy,
            "plurals" => Self::Plural,
            "no plurals" => Self::NoPlural,
            _ => return None,
        })
    }

    fn bit(self) -> u64 {
        1 << (self as u32)
    }
}

/// The lists of one language.
#[derive(Debug)]
struct Reporting {
    tag: &'static str,
    words: HashMap<&'static str, u64>,
    /// What ends words for people.
    people_ends: Vec<&'static str>,
}

macro_rules! reporting {
    ($($tag:literal)+) => {
        const LISTS: &[(&str, &str)] =
            &[$(($tag, include_str!(concat!("data/reports/", $tag, ".txt")))),+];
    };
}

reporting! { "en" "de" "fr" "es" "ru" }

const NAMES: &str = include_str!("data/reports/names.txt");

static REPORTING: LazyLock<Vec<Reporting>> =
    LazyLock::new(|| LISTS.iter().map(|(tag, list)| Reporting::new(tag, list)).collect());

impl Reporting {
    fn new(tag: &'static str, list: &'static str) -> Self {
        let mut read = Self { tag, words: HashMap::default(), people_ends: Vec::new() };
        for (section, form) in forms(list).chain(forms(NAMES)) {
            match Telling::of(section) {
                Some(Telling::PeopleEnd) => read.people_ends.push(form),
                Some(telling) => *read.words.entry(form).or_default() |= telling.bit(),
                None => {}
            }
        }
        read
    }
}

/// The words of one language by which its reports tell who speaks.
#[derive(Debug, Clone, Copy)]
pub struct ReportWords {
    reporting: &'static Reporting,
    language: Language,
}

impl ReportWords {
    /// Those of the language of a tag, where they are known.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let reporting = REPORTING.iter().find(|it| it.tag == primary(&tag))?;
        Some(Self { reporting, language: Language::of(&tag) })
    }

    /// Whether a word in small letters, or a name of several, stands in a section.
    #[must_use]
    pub fn has(self, word: &str, telling: Telling) -> bool {
        let of_word = self.reporting.words.get(word).copied().unwrap_or_default();
        of_word & telling.bit() != 0
    }

    /// Whether a word in small letters is a verb that gives words in quotation marks to a speaker.
    #[must_use]
    pub fn is_saying(self, word: &str) -> bool {
        self.has(word, Telling::Saying)
            || known::known(self.reporting.tag).is_some_and(|known| known.is(word, Role::Speech))
    }

    /// Whether a word in small letters tells what somebody does or is, by itself or by its end.
    #[must_use]
    pub fn is_of_people(self, word: &str) -> bool {
        const SECTIONS: [Telling; 4] =
            [Telling::People, Telling::Title, Telling::Spokesperson, Telling::Office];
        SECTIONS.iter().any(|telling| self.has(word, *telling))
            || self.reporting.people_ends.iter().any(|end| word.ends_with(end))
    }

    /// The language.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read_and_no_form_stands_twice_in_one() {
        for (tag, list) in LISTS.iter().chain([&("names", NAMES)]) {
            let mut seen = std::collections::BTreeSet::new();
            for (section, form) in forms(list) {
                assert!(Telling::of(section).is_some(), "{tag}: {section}");
                assert!(seen.insert((section, form)), "{tag}: {section}: {form}");
                assert_eq!(form, form.to_lowercase(), "{tag}: {section}");
            }
        }
    }

    #[test]
    fn verbs_and_people_are_known_in_five_languages() {
        for (tag, verb, person) in [
            ("en-GB", "conceded", "analyst"),
            ("de-CH", "entgegnete", "regierungssprecherin"),
            ("fr", "déclaré", "infirmière"),
            ("es-MX", "aseguró", "portavoz"),
            ("ru", "заверил", "председатель"),
        ] {
            let words = ReportWords::of(tag).unwrap();
            assert!(words.is_saying(verb) && !words.is_saying(person), "{tag}: {verb}");
            assert!(words.is_of_people(person) && !words.is_of_people(verb), "{tag}: {person}");
        }
        assert!(ReportWords::of("zh").is_none());
    }
}
