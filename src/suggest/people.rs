//! Words of English for what people are, do and say.

use super::vocabulary::{is_office, is_role, is_title};

/// What somebody does or is, as reports put it before a name or in a name's place: "analyst Ada Roe",
/// "a reporter". A capital at a sentence's start makes none of them a name.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "accountant", "activist", "actor", "actress", "adviser", "advisor", "advocate", "agent", "aide",
    "analyst", "archaeologist", "architect", "artist", "astronaut", "astronomer", "athlete",
    "attacker", "aunt", "author", "baker", "banker", "biologist", "blogger", "boss", "botanist",
    "boxer", "boy", "broker", "brother", "builder", "butcher", "campaigner", "candidate",
    "carpenter", "cashier", "chef", "chemist", "citizen", "clerk", "climatologist", "co-author",
    "co-founder", "coach", "cofounder", "colleague", "columnist", "comedian", "commentator",
    "composer", "conductor", "conservationist", "consultant", "cook", "coordinator", "coroner",
    "correspondent", "cousin", "creator", "critic", "curator", "customer", "dancer", "daughter",
    "dealer", "defender", "demonstrator", "dentist", "designer", "developer", "diplomat", "diver",
    "doctor", "driver", "ecologist", "economist", "editor", "employee", "engineer", "entrepreneur",
    "epidemiologist", "ex-president", "executive", "expert", "farmer", "father", "fighter",
    "filmmaker", "firefighter", "fisherman", "founder", "friend", "gardener", "geologist", "girl",
    "goalkeeper", "grandfather", "grandmother", "guard", "guide", "guitarist", "hairdresser",
    "head", "historian", "host", "husband", "immigrant", "investigator", "investor", "journalist",
    "keeper", "landlord", "lawmaker", "lawyer", "lecturer", "legislator", "librarian", "lobbyist",
    "man", "manager", "mechanic", "member", "merchant", "meteorologist", "midfielder", "midwife",
    "miner", "mother", "musician", "negotiator", "neighbor", "neighbour", "neuroscientist",
    "novelist", "nurse", "official", "organiser", "organizer", "owner", "painter", "paramedic",
    "parent", "passenger", "pastor", "patient", "person", "pharmacist", "philosopher",
    "photographer", "physician", "physicist", "pilot", "planner", "player", "plumber", "poet",
    "policeman", "policewoman", "politician", "politologist", "priest", "producer", "programmer",
    "prosecutor", "protester", "psychiatrist", "psychologist", "publicist", "publisher", "rabbi",
    "reader", "refugee", "reporter", "researcher", "resident", "reviewer", "sailor", "salesman",
    "scholar", "scientist", "sculptor", "seismologist", "shopkeeper", "singer", "sister",
    "sociologist", "soldier", "son", "source", "spectator", "staffer", "statistician", "strategist",
    "striker", "student", "supervisor", "supporter", "surgeon", "survivor", "tailor", "teacher",
    "technician", "tenant", "therapist", "trader", "traveller", "trustee", "uncle", "user",
    "veteran", "victim", "villager", "virologist", "visitor", "volcanologist", "volunteer",
    "waiter", "waitress", "whistleblower", "widow", "wife", "witness", "woman", "worker", "writer",
    "zoologist",
];

/// What somebody says, as reports name it.
#[rustfmt::skip]
const UTTERANCES: &[&str] = &[
    "advice", "answer", "argument", "claim", "comment", "conclusion", "explanation", "line",
    "message", "motto", "plea", "promise", "question", "reaction", "reply", "response", "statement",
    "verdict", "view", "warning", "words",
];

/// What tells of a film, a play or a book.
#[rustfmt::skip]
const FICTION: &[&str] = &[
    "film", "movie", "novel", "scene", "scenes", "episode", "screenplay", "script", "protagonist",
    "hero", "heroine", "character", "characters", "plot", "sequel", "camera",
];

/// Whether what belongs to somebody is their words: "Ross's reply".
pub(super) fn is_utterance_noun(word: &str) -> bool {
    UTTERANCES.contains(&word)
}

/// Whether a word tells of what is made up, where persons speak who are none.
pub(super) fn is_of_fiction(word: &str) -> bool {
    FICTION.contains(&word)
}

/// Whether a word tells what somebody does or is.
pub(super) fn is_of_people(word: &str) -> bool {
    PEOPLE.binary_search(&word).is_ok() || is_title(word) || is_role(word) || is_office(word)
}

/// Whether a word tells of an office that only a company or an institution has.
pub(super) fn is_of_staff(word: &str) -> bool {
    const STAFF: &[&str] = &[
        "president",
        "chairman",
        "chairwoman",
        "chair",
        "chief",
        "executive",
        "director",
        "manager",
        "engineer",
        "founder",
        "co-founder",
        "employee",
        "employees",
        "shareholders",
        "shares",
        "staff",
    ];
    STAFF.contains(&word)
}

/// Whether a word tells of a company or an institution: "the maker of the vaccine, Acme".
pub(super) fn is_of_firm(word: &str) -> bool {
    const FIRMS: &[&str] = &[
        "agency",
        "airline",
        "brokerage",
        "carmaker",
        "charity",
        "chipmaker",
        "club",
        "company",
        "firm",
        "institute",
        "maker",
        "manufacturer",
        "retailer",
        "startup",
        "start-up",
        "supplier",
        "utility",
    ];
    FIRMS.contains(&word)
}

/// Whether a word tells of a person, and not as well of a company: "owner", "producer".
pub(super) fn is_of_person(word: &str) -> bool {
    const OF_COMPANIES: &[&str] = &[
        "owner",
        "producer",
        "publisher",
        "developer",
        "builder",
        "dealer",
        "trader",
        "host",
        "creator",
        "source",
        "guide",
        "user",
        "member",
        "leader",
        "general",
        "major",
        "executive",
        "deputy",
        "vice",
        "prime",
        "chief",
        "head",
        "merchant",
        "designer",
        "agent",
        "broker",
    ];
    is_of_people(word) && !OF_COMPANIES.contains(&word)
}

/// Whether a word with a capital before a name tells what the named do or are: "Presidents", "Analyst".
pub(super) fn is_called_before_name(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    [word, one].iter().any(|it| is_title(it) || PEOPLE.binary_search(it).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_by_what_they_do() {
        assert!(PEOPLE.is_sorted(), "they are sought by halves");
        for word in ["analyst", "woman", "spokesman", "mayor"] {
            assert!(is_of_people(word), "{word}");
        }
        assert!(is_called_before_name("presidents") && !is_called_before_name("moving"));
    }
}
