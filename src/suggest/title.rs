//! What stands before a name and is none of it: articles, countries, titles.

use super::people::is_called_before_name;
use super::vocabulary::{
    ends_company, is_country, is_determiner, is_no_entity, is_role, is_title, kind_of_last, lower,
};
use crate::language::{ReportWords, Telling};
use crate::slice::Slice;

/// A name without its article.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix("The ").unwrap_or(name)
}

/// A name without the country or day before it: "US Commerce Department".
pub(super) fn without_country(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    let low = lower(first);
    // "East Ellery" is another place than Ellery.
    let quarter = ["north", "south", "east", "west"].iter().any(|side| low.starts_with(side));
    (!quarter && (is_country(&low) || is_no_entity(&low))).then_some(rest)
}

/// Words without the article or possessive before them.
pub(super) fn without_determiner(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if is_determiner(&lower(first)) || lower(first) == "one" => rest,
        _ => words,
    }
}

/// "spokeswoman" and "Trade Ministry" of "a spokeswoman for the Trade Ministry".
pub(super) fn role_for(words: &str) -> Option<(&str, &str)> {
    let bare = without_determiner(words);
    let (role, whom) = bare.split_once(" for ").or_else(|| bare.split_once(" of "))?;
    let whom = without_determiner(whom);
    (is_role(&lower(role)) && whom.starts_with(char::is_uppercase)).then_some((role, whom))
}

/// The name with which words begin: "Acme" of "Acme spokesman".
pub(super) fn named_first(words: &str) -> String {
    let capital = |word: &&str| !word.starts_with(char::is_lowercase);
    words.split(' ').take_while(capital).collect::<Vec<_>>().join(" ")
}

/// A name's title and the rest: "Commerce Secretary" and "Wilbur Ross".
pub(super) fn split_title(name: &str) -> (&str, &str) {
    let words: Vec<(usize, &str)> = name
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .collect();
    // "Analyst Ravi Menon": a capital that is the sentence's.
    let called = |word: &str| {
        let rest = name.slice(word.len()..).trim_start();
        is_called_before_name(&lower(word)) && is_person_like(person_of(rest))
    };
    let first = words.first().and_then(|(_, word)| called(word).then_some(0));
    let title = words.iter().rposition(|(_, word)| is_title(&lower(word))).or(first);
    let Some(last_title) = title else {
        return ("", name);
    };
    let after = words.get(last_title + 1).map(|(_, word)| *word);
    let first = match after {
        // "Secretary of State Mike Pompeo": the name is the last two words.
        Some("of" | "for") => {
            let initial = words.len().checked_sub(2).and_then(|at| words.get(at));
            let length = if initial.is_some_and(|(_, word)| word.len() <= 2) { 3 } else { 2 };
            words.len().saturating_sub(length).max(last_title + 3)
        }
        _ => last_title + 1,
    };
    match words.get(first) {
        Some(&(start, _)) => (name.slice(..start).trim_end(), name.slice(start..)),
        None => ("", name),
    }
}

/// Whether a name has the form of a person's: two or three words, none of which tells otherwise.
pub(super) fn is_person_like(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (2..=3).contains(&words.len())
        && words.iter().all(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let shouted = letters > 1 && !word.chars().any(char::is_lowercase);
            let small = word.starts_with(char::is_lowercase);
            let low = lower(word);
            let particle = matches!(low.as_str(), "de" | "van" | "von" | "bin" | "al" | "da");
            !shouted
                && (!small || particle)
                && !is_no_entity(&low)
                && !is_country(&low)
                && kind_of_last(&low).is_none()
                && !ends_company(&low)
                && !word.contains('&')
        })
}

/// The name of a person with which a longer name begins: "Ada Roe" of "Ada Roe of the Courier".
pub(super) fn person_of(name: &str) -> &str {
    let links = [" of ", " for "];
    let link = links.iter().filter_map(|link| name.find(link)).min();
    link.map(|at| name.slice(..at)).filter(|before| is_person_like(before)).unwrap_or(name)
}

/// A word without what is elided before it: "actrice" of "l'actrice".
pub(super) fn unelided(word: &str) -> &str {
    match word.split_once(['\'', '’']) {
        Some((before, rest)) if before.chars().count() <= 2 && !rest.is_empty() => rest,
        _ => word,
    }
}

/// Whether a word is a noun after an article that lost its vowel: "L'éditeur", and not "L'Oréal".
fn is_elided_noun(word: &str) -> bool {
    let noun = unelided(word);
    noun.len() < word.len() && noun.starts_with(char::is_lowercase)
}

/// Whether a noun of a language that gives capitals to all of them stands before a person's name:
/// "Kassenwart Uwe Roe".
fn is_noun_before_name(word: &str, name: &str, words: ReportWords) -> bool {
    let is_given = |name: &str| {
        let first = lower(name.split(' ').next().unwrap_or_default());
        words.has(&first, Telling::ManName) || words.has(&first, Telling::WomanName)
    };
    words.language().is_german()
        && is_person_like(name)
        && is_given(name)
        && !is_given(word)
        && !words.has(&lower(word), Telling::Firm)
        && !word.contains('-')
}

/// A person's name without what the named do, and whether that stood before it: "Karl Roe" of
/// "Bürgermeister Karl Roe".
pub(super) fn without_calling(name: &str, words: ReportWords) -> (&str, bool) {
    let mut rest = name;
    let mut called = false;
    while let Some((first, more)) = rest.split_once(' ') {
        let low = lower(first);
        let low = unelided(&low);
        let people = words.is_of_people(low)
            || is_elided_noun(first) && is_person_like(more)
            || is_noun_before_name(first, more, words);
        let small = words.language().is_function(low)
            || words.has(low, Telling::According)
            || words.has(low, Telling::Determiner);
        if !people && !small {
            break;
        }
        called |= people;
        rest = more.trim_start();
    }
    (rest, called)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_names() {
        for (text, title, name) in [
            ("Commerce Secretary Wilbur Ross", "Commerce Secretary", "Wilbur Ross"),
            ("Secretary of State Mike Pompeo", "Secretary of State", "Mike Pompeo"),
            ("Secretary of Homeland Security Jeh Doe", "Secretary of Homeland Security", "Jeh Doe"),
            ("Mr. Trump", "Mr.", "Trump"),
            ("Ines Calder", "", "Ines Calder"),
            ("Analyst Ines Calder", "Analyst", "Ines Calder"),
            ("Presidents Ines Calder", "Presidents", "Ines Calder"),
            ("Baker Hughes", "", "Baker Hughes"),
            ("Mayor", "", "Mayor"),
        ] {
            assert_eq!(split_title(text), (title, name));
        }
    }

    #[test]
    fn persons_have_names_of_a_few_words() {
        for name in ["Ines Calder", "Ludwig van Roe", "J. R. Roe"] {
            assert!(is_person_like(name), "{name}");
        }
        for name in
            ["Calder", "Human Rights Watch", "Acme Co.", "South Africa", "Bureau of Industry"]
        {
            assert!(!is_person_like(name), "{name}");
        }
    }
}
