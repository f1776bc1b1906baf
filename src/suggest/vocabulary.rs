//! Words of English that tell a name from a word, a speaker's title from the name, and who speaks.

use std::sync::LazyLock;

use crate::language::Language;

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::of("en"));

/// Verbs that give words to a speaker, in the forms that reports use.
#[rustfmt::skip]
const SAYING: &[&str] = &[
    "accused", "accuses", "accusing", "acknowledged", "acknowledges", "added", "adding", "adds",
    "admits", "admitted", "admitting", "advised", "advises", "affirmed", "affirms", "agreed",
    "agrees", "alleged", "alleges", "announced", "announces", "announcing", "answered", "answers",
    "apologised", "apologises", "apologized", "apologizes", "argued", "argues", "arguing", "asked",
    "asks", "asserted", "asserting", "asserts", "assured", "assures", "attested", "attests",
    "believed", "believes", "blamed", "blames", "blaming", "blasted", "boasted", "boasts",
    "bragged", "called", "calling", "calls", "cautioned", "cautions", "chided", "chimed",
    "chuckled", "claimed", "claiming", "claims", "clarified", "clarifies", "commented", "comments",
    "complained", "complains", "conceded", "concedes", "conceding", "concluded", "concludes",
    "condemned", "condemning", "condemns", "confessed", "confesses", "confided", "confides",
    "confirmed", "confirms", "contended", "contends", "continued", "counseled", "counselled",
    "countered", "counters", "cried", "cries", "criticised", "criticises", "criticized",
    "criticizes", "declared", "declares", "declaring", "declining", "decried", "decries",
    "decrying", "defended", "demanded", "demands", "denied", "denies", "denounced", "denounces",
    "denouncing", "denying", "described", "describes", "describing", "disagreed", "disagrees",
    "disclosed", "discloses", "dismissed", "dismisses", "dismissing", "disputed", "disputes",
    "elaborated", "emphasised", "emphasized", "enthused", "enthuses", "estimated", "estimates",
    "exclaimed", "exclaims", "explained", "explaining", "explains", "exulted", "feared", "fears",
    "found", "fumed", "fumes", "grinned", "grins", "griped", "grumbled", "hailed", "hailing",
    "hails", "hinted", "hints", "hoped", "hopes", "implored", "insisted", "insisting", "insists",
    "interjected", "jested", "joked", "jokes", "joking", "lamented", "lamenting", "laments",
    "laughed", "laughs", "likened", "maintained", "maintains", "marveled", "marvelled", "marvels",
    "moaned", "murmured", "mused", "muses", "muttered", "muttering", "nodded", "nods", "noted",
    "notes", "noting", "objected", "objects", "observed", "observes", "opposed", "opposes",
    "pleaded", "pleads", "pledged", "pledges", "posted", "praised", "praises", "predicted",
    "predicts", "proclaimed", "proclaims", "promised", "promises", "protested", "protests",
    "questioned", "quipped", "quoted", "ran", "read", "reads", "reasoned", "reassured", "reassures",
    "recalled", "recalls", "reckoned", "reckons", "recounted", "recounting", "recounts",
    "reflected", "reflects", "refuted", "refutes", "reiterated", "reiterates", "rejected",
    "rejects", "remarked", "remarks", "remembered", "remembers", "repeated", "replied", "replies",
    "reported", "reports", "responded", "responds", "retorted", "retorts", "revealed", "reveals",
    "said", "say", "saying", "says", "scoffed", "scoffs", "screamed", "sees", "shouted", "shouts",
    "shrugged", "shrugs", "sighed", "sighs", "signaled", "signalled", "slammed", "slams", "smiled",
    "smiles", "snapped", "sneered", "sobbed", "speaks", "speculated", "speculates", "spoke",
    "stammered", "stated", "states", "stating", "stressed", "stresses", "stressing", "suggested",
    "suggests", "summarised", "summarized", "summed", "sums", "swears", "swore", "teased", "tells",
    "testified", "testifies", "thinks", "thought", "thundered", "told", "trumpeted", "tweeted",
    "underlined", "underlines", "underscored", "urged", "urges", "urging", "vents", "volunteered",
    "vowed", "vows", "warned", "warning", "warns", "welcomed", "welcomes", "welcoming", "whispered",
    "whispering", "whispers", "wisecracked", "wondered", "worried", "worries", "writes", "writing",
    "wrote", "yelled",
];

/// Words before what only looks like such a verb: "the claims", "its reports".
#[rustfmt::skip]
const DETERMINERS: &[&str] = &[
    "a", "an", "the", "its", "his", "her", "their", "our", "your", "my", "this", "that", "these",
    "those", "no", "any", "some", "such", "of", "in", "to", "by", "for", "with",
];

/// Words that may stand between a speaker and the verb.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "also", "has", "have", "had", "is", "was", "were", "then", "later", "recently", "now", "once",
    "first", "often", "again", "even", "still", "just", "already", "repeatedly", "simply",
    "further", "himself", "herself", "itself", "themselves", "quickly", "previously", "earlier",
    "will", "would", "have", "been", "being", "both", "who",
];

/// Words at which the words that name a speaker begin or end.
#[rustfmt::skip]
const BOUNDARIES: &[&str] = &[
    "and", "but", "that", "while", "as", "which", "who", "when", "where", "because", "although",
    "though", "after", "before", "since", "if", "so", "or", "yet", "whom", "what", "how", "nor",
    "in", "on", "at", "by", "to", "from", "with", "about", "over", "during", "under", "against",
    "into", "via", "through", "per", "until", "than", "late", "early", "last", "this", "told",
];

/// Words that begin a title before a person's name.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "admiral", "ambassador", "attorney", "bishop", "captain", "cardinal", "chair", "chairman",
    "chairwoman", "chancellor", "chief", "colonel", "commander", "commissioner", "congressman",
    "congresswoman", "councillor", "councilman", "councilwoman", "deputy", "detective", "director",
    "dr", "envoy", "executive", "gen", "general", "gov", "governor", "inspector", "judge",
    "justice", "king", "lady", "leader", "lieutenant", "lord", "lt", "madam", "major", "mayor",
    "minister", "miss", "mr", "mrs", "ms", "mx", "officer", "pope", "premier", "president",
    "prime", "prince", "princess", "prof", "professor", "queen", "rep", "representative",
    "secretary", "sen", "senator", "sergeant", "sheriff", "sir", "speaker", "spokesman",
    "spokesperson", "spokeswoman", "superintendent", "treasurer", "undersecretary", "vice",
];

/// Words for people whom reports quote without a name.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "spokesman", "spokesperson", "spokeswoman", "spokespeople", "representative", "lawyer",
    "lawyers", "official", "officials", "analyst", "analysts", "expert", "experts",
];

/// Words that tell a title of a person in lower case.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "adviser", "advisor", "analyst", "ambassador", "author", "chair", "chairman", "chairwoman",
    "chief", "director", "diplomat", "economist", "editor", "engineer", "executive", "expert",
    "founder", "governor", "head", "judge", "lawmaker", "lawyer", "leader", "mayor", "minister",
    "officer", "owner", "president", "professor", "researcher", "scientist", "secretary",
    "senator", "spokesman", "spokesperson", "spokeswoman",
];

/// Short forms that a full stop follows without an end of the sentence.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "sen", "rep", "gov",
    "rev", "hon", "st", "jr", "sr", "co", "corp", "inc", "ltd", "bros", "vs", "v", "etc", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "approx", "dept",
    "est", "fig", "al", "e.g", "i.e", "a.m", "p.m", "messrs", "mt", "ft",
];

/// What ends a company's name.
#[rustfmt::skip]
const COMPANY: &[&str] = &[
    "co", "company", "corp", "corporation", "inc", "incorporated", "ltd", "limited", "llc", "llp",
    "plc", "gmbh", "ag", "sa", "group", "holdings", "holding", "technologies", "technology",
    "industries", "partners", "bank", "airlines", "airways", "motors", "systems", "enterprises",
    "electronics", "pharmaceuticals", "engineering",
];

/// What ends an agency's name.
#[rustfmt::skip]
const AGENCY: &[&str] = &[
    "department", "ministry", "bureau", "agency", "commission", "authority", "office",
    "administration", "police", "directorate", "inspectorate", "court", "parliament", "senate",
    "congress", "cabinet", "navy", "army", "treasury",
];

/// What ends another organisation's name.
#[rustfmt::skip]
const ORGANISATION: &[&str] = &[
    "university", "institute", "association", "union", "council", "organisation", "organization",
    "party", "center", "centre", "foundation", "trust", "watch", "society", "federation",
    "alliance", "league", "club", "college", "school", "committee", "network", "chamber",
    "hospital", "museum", "fund", "initiative", "coalition", "press", "news", "times", "post",
    "nations",
];

/// What ends a place's name.
#[rustfmt::skip]
const PLACE: &[&str] = &[
    "airport", "bay", "beach", "bridge", "canal", "city", "county", "district", "harbour",
    "harbor", "island", "islands", "lake", "mountain", "mountains", "ocean", "peninsula", "port",
    "prefecture", "province", "region", "river", "road", "sea", "square", "strait", "street",
    "valley", "village", "dam", "station", "park",
];

/// What ends a document's name.
#[rustfmt::skip]
const DOCUMENT: &[&str] = &[
    "act", "agreement", "bill", "charter", "code", "constitution", "convention", "directive",
    "law", "protocol", "regulation", "regulations", "report", "treaty", "resolution", "register",
];

/// What ends the name of a programme.
#[rustfmt::skip]
const PROGRAMME: &[&str] = &[
    "programme", "program", "project", "plan", "scheme", "campaign",
];

/// What ends the name of an event.
#[rustfmt::skip]
const EVENT: &[&str] = &[
    "championship", "championships", "conference", "cup", "festival", "games", "olympics",
    "revolution", "summit", "war", "election", "assembly",
];

/// Words with a capital that are no entity by themselves, beside those of the calendar: seasons,
/// peoples, faiths and tongues, short forms, and what web pages print.
#[rustfmt::skip]
const NO_ENTITY: &[&str] = &[
    "christmas", "easter", "ramadan", "spring", "summer", "autumn", "winter", "afghan", "african",
    "africans", "american", "americans", "arab", "arabs", "argentine", "asian", "asians",
    "australian", "australians", "austrian", "belgian", "brazilian", "brazilians", "british",
    "briton", "britons", "canadian", "canadians", "chilean", "chinese", "colombian", "cuban",
    "czech", "danish", "dutch", "egyptian", "egyptians", "english", "ethiopian", "european",
    "europeans", "finnish", "french", "georgian", "german", "germans", "greek", "greeks",
    "hungarian", "indian", "indians", "indonesian", "iranian", "iranians", "iraqi", "irish",
    "israeli", "israelis", "italian", "italians", "japanese", "kazakh", "kazakhs", "kenyan",
    "korean", "koreans", "latin", "malaysian", "mandarin", "mexican", "mexicans", "nigerian",
    "norwegian", "pakistani", "palestinian", "palestinians", "persian", "polish", "portuguese",
    "roman", "romanian", "russian", "russians", "saudi", "scottish", "serbian", "soviet",
    "spanish", "swedish", "swiss", "syrian", "syrians", "taiwanese", "thai", "tibetan", "turkish",
    "turks", "uighur", "uighurs", "ukrainian", "ukrainians", "uyghur", "uyghurs", "venezuelan",
    "vietnamese", "welsh", "western", "eastern", "northern", "southern", "south", "north", "east",
    "west", "buddhist", "buddhists", "catholic", "catholics", "christian", "christians", "god",
    "hindu", "hindus", "islam", "islamic", "jew", "jewish", "jews", "muslim", "muslims",
    "protestant", "bible", "quran", "koran", "i", "ii", "iii", "iv", "ok", "tv", "pdf", "ceo",
    "cfo", "cto", "ipo", "gdp", "faq", "url", "html", "a.m", "p.m", "am", "pm", "internet", "web",
    "co", "ltd", "inc", "corp", "etc", "getty", "photo", "image", "source", "credit", "read",
    "advertisement",
];

/// Countries and what nearly every report names beside them: no entity unless they speak.
#[rustfmt::skip]
const COUNTRIES: &[&str] = &[
    "afghanistan", "africa", "america", "argentina", "asia", "australia", "austria", "belgium",
    "brazil", "britain", "canada", "chile", "china", "colombia", "cuba", "denmark", "egypt",
    "england", "ethiopia", "europe", "finland", "france", "germany", "greece", "hungary", "india",
    "indonesia", "iran", "iraq", "ireland", "israel", "italy", "japan", "kenya", "korea",
    "malaysia", "mexico", "netherlands", "nigeria", "norway", "pakistan", "palestine", "poland",
    "portugal", "romania", "russia", "scotland", "spain", "sweden", "switzerland", "syria",
    "taiwan", "thailand", "turkey", "ukraine", "venezuela", "vietnam", "wales", "uk", "u.k", "us",
    "u.s", "usa", "u.s.a", "eu", "e.u", "ussr", "uae", "united states", "united kingdom",
    "european union", "saudi arabia", "south korea", "north korea", "new zealand", "south africa",
    "latin america", "north america", "south america", "middle east", "united states of america",
];

/// What ends a company's name in law.
#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "co", "company", "corp", "corporation", "inc", "incorporated", "ltd", "limited", "llc", "llp",
    "plc", "gmbh", "ag", "sa",
];

/// Words for a company that was named before.
#[rustfmt::skip]
const COMPANIES: &[&str] =
    &[
    "company", "firm", "startup", "start-up", "group", "manufacturer", "giant", "bank",
];

/// What stands after a name and a hyphen: "Halden-built".
#[rustfmt::skip]
const NAME_TAILS: &[&str] = &[
    "affiliated", "backed", "based", "born", "built", "certified", "controlled", "designed", "era",
    "funded", "held", "led", "linked", "listed", "made", "occupied", "operated", "owned", "run",
    "sponsored", "style", "supplied", "trained", "wide",
];

/// Words that say nothing of what a sentence is about.
#[rustfmt::skip]
const FUNCTION: &[&str] = &[
    "about", "above", "after", "again", "against", "all", "almost", "also", "although", "among",
    "and", "another", "any", "are", "around", "because", "been", "before", "being", "below",
    "between", "but", "can", "could", "did", "does", "during", "each", "even", "every", "few",
    "for", "from", "had", "has", "have", "her", "here", "his", "how", "into", "its", "itself",
    "just", "least", "less", "like", "made", "make", "many", "may", "might", "more", "most",
    "much", "must", "nearly", "not", "now", "off", "only", "other", "others", "our", "out",
    "over", "own", "per", "said", "same", "say", "says", "several", "she", "should", "since",
    "some", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "through", "too", "under", "until", "upon", "very", "was", "were",
    "what", "when", "where", "which", "while", "who", "whose", "will", "with", "within",
    "without", "would", "you", "your", "according", "including", "report", "reports", "reported",
    "year", "years", "new", "last", "add", "added", "cent", "group", "groups", "recent",
];

/// Plurals that do not end in an s.
#[rustfmt::skip]
const PLURALS: &[&str] = &[
    "people", "children", "men", "women", "police", "personnel", "staff", "cattle", "sheep",
    "policemen", "policewomen", "servicemen", "fishermen", "criteria", "media", "data", "crew",
];

/// Words that begin a sentence and no name, beside those that say nothing of it.
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "afterwards", "additionally", "again", "ahead", "along", "amid", "anyone", "apart", "as", "asked",
    "away", "back", "barely", "besides", "beyond", "both", "but", "by", "consequently", "despite",
    "earlier", "either", "elsewhere", "ever", "everybody", "everyone", "finally", "first", "former",
    "four", "five", "further", "furthermore", "given", "having", "hence", "however", "if", "in",
    "indeed", "initially", "inside", "instead", "later", "likewise", "meanwhile", "moreover",
    "neither", "never", "nevertheless", "next", "no", "nobody", "nonetheless", "nor", "nothing",
    "of", "often", "on", "once", "or", "otherwise", "outside", "overall", "perhaps", "previously",
    "quite", "rather", "recently", "second", "similarly", "so", "somebody", "someone", "something",
    "sometimes", "soon", "sources", "speaking", "step", "third", "thus", "to", "today", "together",
    "tomorrow", "tonight", "twice", "two", "unless", "unlike", "whatever", "whenever", "whether",
    "why", "yes", "yesterday", "yet", "three", "at",
];

/// Names that end as adverbs do.
const LY_NAMES: &[&str] = &[
    "italy", "emily", "kelly", "reilly", "lilly", "sally", "molly", "billy", "beverly", "kimberly",
    "connolly", "o'reilly", "holly", "polly", "willy", "danely", "donnelly", "delly", "carly",
];

/// Words that end in an s and are no plural that could be counted.
#[rustfmt::skip]
const NO_PLURALS: &[&str] = &[
    "news", "is", "was", "has", "does", "its", "this", "us", "as", "his", "hers", "ours", "yours",
    "theirs", "always", "perhaps", "across", "towards", "besides", "says", "times", "points",
    "versus", "plus", "less", "thus", "series", "overseas", "percentage", "politics", "sales",
];

fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// A word as the lists have it.
pub(super) fn lower(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase().replace('’', "'")
}

/// Whether a verb gives words to a speaker.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.binary_search(&word).is_ok()
}

pub(super) fn is_determiner(word: &str) -> bool {
    has(DETERMINERS, word)
}

pub(super) fn is_adverb(word: &str) -> bool {
    has(ADVERBS, word) || (word.len() > 4 && word.ends_with("ly") && !has(LY_NAMES, word))
}

pub(super) fn is_boundary(word: &str) -> bool {
    has(BOUNDARIES, word)
}

pub(super) fn is_title(word: &str) -> bool {
    has(TITLES, word)
}

pub(super) fn is_role(word: &str) -> bool {
    has(ROLES, word)
}

pub(super) fn is_office(word: &str) -> bool {
    has(OFFICES, word)
}

pub(super) fn is_abbreviation(word: &str) -> bool {
    has(ABBREVIATIONS, word)
}

pub(super) fn is_name_tail(word: &str) -> bool {
    has(NAME_TAILS, word)
}

pub(super) fn is_no_entity(name: &str) -> bool {
    has(NO_ENTITY, name) || ENGLISH.is_calendar_word(name)
}

pub(super) fn is_function_word(word: &str) -> bool {
    word.chars().count() < 3 || has(FUNCTION, word) || ENGLISH.is_number_word(word)
}

/// Whether a word with the capital of a sentence begins no name.
pub(super) fn is_opening(word: &str) -> bool {
    has(OPENINGS, word)
        || has(FUNCTION, word)
        || has(BOUNDARIES, word)
        || (word.len() > 4 && word.ends_with("ly") && !has(LY_NAMES, word))
}

/// Whether a word is a plural of what can be counted.
pub(super) fn is_plural(word: &str) -> bool {
    if has(PLURALS, word) {
        return true;
    }
    let ends = ["ss", "us", "is", "'s"].iter().any(|ending| word.ends_with(ending));
    let singular = ends && !word.ends_with("aus");
    word.len() > 3 && word.ends_with('s') && !singular && !has(NO_PLURALS, word)
}

pub(super) fn ends_company(word: &str) -> bool {
    has(COMPANY, word)
}

pub(super) fn is_country(name: &str) -> bool {
    has(COUNTRIES, name)
}

pub(super) fn is_legal_form(word: &str) -> bool {
    has(LEGAL_FORMS, word)
}

/// Whether a noun means a company that was named before: "the firm".
pub(super) fn is_company_noun(word: &str) -> bool {
    has(COMPANIES, word)
}

/// What the last word of a name tells of what it names: a `kind` of front matter.
pub(super) fn kind_of_last(word: &str) -> Option<&'static str> {
    let kinds: [(&[&str], &str); 7] = [
        (COMPANY, "company"),
        (AGENCY, "agency"),
        (ORGANISATION, "organisation"),
        (PLACE, "place"),
        (DOCUMENT, "document"),
        (PROGRAMME, "programme"),
        (EVENT, "event"),
    ];
    kinds.into_iter().find(|(list, _)| has(list, word)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verbs_are_sorted() {
        assert!(SAYING.is_sorted(), "they are sought by halves");
    }

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
