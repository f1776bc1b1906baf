//! Words that weigh differently in a comparison: those that deny or hedge, and those that only
//! hold a sentence together.

use crate::slice::Slice;

/// Words that deny.
const NEGATIONS: [&str; 12] = [
    "hardly", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere",
    "scarcely", "without",
];

/// Words that make a statement less certain, or more, or put it off.
const MODALS: [&str; 22] = [
    "allegedly",
    "alleged",
    "apparently",
    "can",
    "could",
    "likely",
    "may",
    "maybe",
    "might",
    "must",
    "ought",
    "perhaps",
    "possibly",
    "presumably",
    "probably",
    "reportedly",
    "shall",
    "should",
    "supposedly",
    "unlikely",
    "will",
    "would",
];

/// Negation and modality where the language is not English: by its subtag.
const OTHER_LANGUAGES: [(&str, &[&str]); 4] = [
    (
        "de",
        &[
            "nicht",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "keines",
            "nie",
            "niemals",
            "ohne",
            "kann",
            "können",
            "könnte",
            "könnten",
            "dürfte",
            "dürften",
            "soll",
            "sollen",
            "sollte",
            "sollten",
            "muss",
            "müssen",
            "müsste",
            "wird",
            "werden",
            "würde",
            "würden",
            "vielleicht",
            "wohl",
            "angeblich",
            "mutmaßlich",
            "mutmaßliche",
            "mutmaßlichen",
        ],
    ),
    (
        "fr",
        &[
            "ne",
            "pas",
            "non",
            "jamais",
            "aucun",
            "aucune",
            "rien",
            "sans",
            "ni",
            "peut",
            "peuvent",
            "pourrait",
            "pourraient",
            "doit",
            "doivent",
            "devrait",
            "devraient",
            "probablement",
            "prétendument",
            "présumé",
            "présumée",
        ],
    ),
    (
        "es",
        &[
            "no",
            "nunca",
            "jamás",
            "ningún",
            "ninguna",
            "ninguno",
            "nada",
            "sin",
            "ni",
            "puede",
            "pueden",
            "podría",
            "podrían",
            "debe",
            "deben",
            "debería",
            "deberían",
            "quizás",
            "probablemente",
            "presunto",
            "presunta",
            "supuesto",
            "supuesta",
        ],
    ),
    (
        "zh",
        &[
            "不", "没", "沒", "未", "无", "無", "非", "勿", "可", "能", "会", "會", "将", "將",
            "应", "應",
        ],
    ),
];

/// Words that hold a sentence together.
const FUNCTION_WORDS: [&str; 98] = [
    "a", "about", "above", "after", "against", "all", "am", "among", "an", "and", "any", "are",
    "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but",
    "by", "did", "do", "does", "doing", "down", "during", "each", "for", "from", "had", "has",
    "have", "having", "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is",
    "it", "its", "me", "my", "of", "off", "on", "onto", "or", "our", "ours", "out", "over", "own",
    "she", "so", "some", "such", "than", "that", "the", "their", "theirs", "them", "then", "there",
    "these", "they", "this", "those", "though", "through", "to", "toward", "under", "until", "up",
    "upon", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom",
    "with",
];

/// Function words that are seldom printed and follow the others here, so that each list stays in
/// order.
const MORE_FUNCTION_WORDS: [&str; 7] = ["within", "you", "your", "yours", "one", "oneself", "'s"];

/// Whether a word in lower case only holds a sentence together.
pub(super) fn is_function(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok() || MORE_FUNCTION_WORDS.contains(&word)
}

/// Whether a word in lower case denies or hedges, in a language.
pub(super) fn is_modal(word: &str, language: &str) -> bool {
    match OTHER_LANGUAGES.iter().find(|(tag, _)| *tag == language) {
        Some((_, words)) => words.contains(&word),
        None => {
            NEGATIONS.contains(&word)
                || MODALS.contains(&word)
                || word == "cannot"
                || word.ends_with("n't")
                || word.ends_with("'ll")
        }
    }
}

/// Whether a denying or hedging word says only that something is to come: a fragment often
/// starts after it.
pub(super) fn is_future(word: &str) -> bool {
    matches!(word, "will" | "shall")
}

/// The words that a word joins: `cannot` is `can` and `not`.
pub(super) fn expanded(word: &str) -> [&str; 2] {
    const ALONE: &str = "";
    match word {
        "cannot" | "can't" => ["can", "not"],
        "won't" => ["will", "not"],
        "shan't" => ["shall", "not"],
        "ain't" => ["is", "not"],
        "let's" => ["let", "us"],
        "i'm" => ["i", "am"],
        "it's" | "he's" | "she's" | "that's" | "there's" | "what's" | "who's" | "here's" => {
            [word.slice(..word.len() - 2), "is"]
        }
        _ => {
            let endings = [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have")];
            let found = endings.iter().find_map(|(ending, whole)| {
                word.strip_suffix(ending).filter(|stem| !stem.is_empty()).map(|stem| [stem, whole])
            });
            found.unwrap_or([word, ALONE])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_function_words_is_sorted() {
        assert!(FUNCTION_WORDS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn contractions_are_the_words_they_join() {
        assert_eq!(expanded("isn't"), ["is", "not"]);
        assert_eq!(expanded("won't"), ["will", "not"]);
        assert_eq!(expanded("they're"), ["they", "are"]);
        assert_eq!(expanded("china's"), ["china's", ""]);
    }

    #[test]
    fn what_denies_depends_on_the_language() {
        assert!(is_modal("wouldn't", "en"));
        assert!(is_modal("nicht", "de"));
        assert!(!is_modal("sin", "en"));
        assert!(is_modal("sin", "es"));
    }
}
