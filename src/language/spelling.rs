//! One word, however it is spelled: British or American, old or reformed, with or without marks,
//! transliterated. The tables stand in `data/spelling.txt`; British and American words in
//! `data/varieties.txt`, which `tools/varieties` makes from VarCon.
//!
//! Keys made here are only compared with each other. A rule may therefore make words that are
//! none, as long as it never makes one key of two words that a report could print for one
//! another.

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::slice::Slice;

/// The tables of spellings.
#[derive(Debug, Default)]
struct Tables {
    words: HashMap<&'static str, &'static str>,
    names: HashMap<&'static str, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let (words, names) =
        include_str!("data/spelling.txt").split_once("[names]").unwrap_or_default();
    let mut tables = Tables::default();
    for text in [include_str!("data/varieties.txt"), words] {
        tables.words.extend(spelled(text));
    }
    tables.names.extend(spelled(names).flat_map(|(other, kept)| [(other, kept), (kept, kept)]));
    tables
});

/// The lines `kept = other | other` of a table: each other spelling with the one that is kept.
fn spelled(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let sets = table.lines().filter_map(|line| line.split_once(" = "));
    sets.flat_map(|(kept, others)| others.split(" | ").map(move |other| (other, kept)))
}

/// The key of a word in small letters, by the primary subtag of its language: the same for all its
/// spellings. `capital` is whether it is printed with one. Of a language that is not known each
/// spelling is a word of its own.
#[must_use]
pub fn key(lower: &str, capital: bool, language: &str) -> String {
    match language {
        "en" => {
            let plain = if lower.is_ascii() { lower.to_owned() } else { without_marks(lower) };
            english(plain)
        }
        "de" => german(lower, capital),
        "fr" if lower.ends_with('\'') => match lower {
            "l'" => "le".to_owned(),
            "jusqu'" => "jusque".to_owned(),
            other => other.replace('\'', "e"),
        },
        "fr" | "es" => {
            let joined = lower.replace('œ', "oe");
            if capital { without_marks(&joined) } else { joined }
        }
        _ => plain(lower, language).into_owned(),
    }
}

/// A word without marks that only help to read it: the vowel marks of Arabic, the stress and the
/// dots of Russian.
pub(super) fn plain<'w>(word: &'w str, language: &str) -> Cow<'w, str> {
    match language {
        "ru" if word.contains(['ё', '\u{301}']) => {
            word.replace('ё', "е").replace('\u{301}', "").into()
        }
        "ar" => {
            let kept = word.chars().filter(|c| !is_vowel_mark(*c)).map(|c| match c {
                'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
                'ى' => 'ي',
                c => c,
            });
            kept.collect::<String>().into()
        }
        _ => word.into(),
    }
}

/// Whether a character is a vowel mark of Arabic, or only stretches a word.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// The old spelling and the reformed one, with and without the letters that other keyboards lack.
fn german(lower: &str, capital: bool) -> String {
    // With ß the vowel is long, and the word another.
    const LONG: [&str; 7] = ["maße", "maßen", "buße", "bußen", "floße", "floßen", "rußen"];
    let mut key = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    if !LONG.contains(&lower) {
        key = key.replace('ß', "ss");
    }
    if capital && !key.is_ascii() { without_marks(&key) } else { key }
}

/// The key of an English word without marks.
fn english(word: String) -> String {
    if !word.is_ascii() {
        return word;
    }
    if word == "an" {
        return "a".to_owned();
    }
    for ending in ["'s", "s'"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            let stem = if ending == "s'" { [stem, "s"].concat() } else { stem.to_owned() };
            let owner = if ending == "s'" { "'" } else { "'s" };
            return [english(stem).as_str(), owner].concat();
        }
    }
    let mut key = TABLES.words.get(word.as_str()).map_or(word, |kept| (*kept).to_owned());
    one_l(&mut key);
    with_z(&mut key);
    key
}

/// Latin letters without their accents.
fn without_marks(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut latin = false;
    for c in word.nfd() {
        if !(latin && is_combining_mark(c)) {
            plain.push(c);
            latin = c.is_ascii_alphabetic();
        }
    }
    plain.nfc().collect()
}

/// `travelled` and `traveled`: one l where the ending is not that of a one-syllable stem.
fn one_l(key: &mut String) {
    const ENDINGS: [&str; 7] = ["lled", "lling", "ller", "llers", "llor", "llors", "llous"];
    let Some(ending) = ENDINGS.iter().find(|ending| key.ends_with(**ending)) else { return };
    let stem = key.slice(..key.len() - ending.len());
    let vowel = |c: char| "aeiou".contains(c);
    let mut before = ' ';
    let syllables = stem.chars().filter(|&c| !vowel(std::mem::replace(&mut before, c)) && vowel(c));
    if syllables.count() > 1 {
        key.remove(stem.len());
    }
}

/// `organise` and `organize`, `analyse` and `analyze`.
fn with_z(key: &mut String) {
    const ENDINGS: [&str; 9] =
        ["ise", "ised", "ises", "ising", "iser", "isers", "isation", "isations", "isable"];
    const ENDINGS_Y: [&str; 5] = ["yse", "ysed", "yses", "ysing", "yser"];
    let find = |endings: &[&str]| endings.iter().find(|e| key.ends_with(**e)).map(|e| e.len());
    let Some(length) = find(&ENDINGS).or_else(|| find(&ENDINGS_Y)) else { return };
    let place = key.len() - length + 1;
    // "rise", "noise", "prise": the ending is the word.
    if place > 4 && key.as_bytes()[place] == b's' {
        key.replace_range(place..=place, "z");
    }
}

/// The key of a name that is the same for its transliterations; none for names of fewer than five
/// letters, which differ too little from each other. Vowels that transliterations interchange
/// count as one, except at the end, where they tell one name from another.
#[must_use]
pub fn sound(key: &str) -> Option<String> {
    if let Some(kept) = TABLES.names.get(key) {
        return Some((*kept).to_owned());
    }
    let stem = key.strip_suffix("'s").unwrap_or(key);
    if stem.len() < 5 || !stem.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let letters =
        stem.replace("tch", "ch").replace("gh", "g").replace("kh", "k").replace("ph", "f");
    let last = letters.len() - 1;
    let mut sound = String::with_capacity(letters.len() + 2);
    for (index, c) in letters.chars().enumerate() {
        let c = match c {
            'e' if index < last => 'a',
            'y' => 'i',
            'o' if index < last => 'u',
            'w' => 'v',
            'q' => 'k',
            c => c,
        };
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    sound.push_str(key.slice(stem.len()..));
    Some(sound)
}

/// The words that an English word joins: `cannot` is `can` and `not`.
#[must_use]
pub fn expanded(word: &str) -> [&str; 2] {
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
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn spellings_of_one_word_have_one_key() {
        for (british, american) in [
            ("defenceless", "defenseless"),
            ("centre", "center"),
            ("centres", "centers"),
            ("centring", "centering"),
            ("labour", "labor"),
            ("organisation", "organization"),
            ("criticise", "criticize"),
            ("analysed", "analyzed"),
            ("travelled", "traveled"),
            ("cancelling", "canceling"),
            ("marvellous", "marvelous"),
            ("programme", "program"),
            ("manoeuvres", "maneuvers"),
            ("catalogue", "catalog"),
            ("licence", "license"),
            ("erdoğan", "erdogan"),
            ("cannot", "can't"),
            ("organisation's", "organization's"),
            ("organisations'", "organizations'"),
            ("labour's", "labor's"),
            ("maths", "math"),
            ("aeroplane", "airplane"),
            ("kerb", "curb"),
            ("mum", "mom"),
            ("mum's", "mom's"),
            ("oestrogens", "estrogens"),
            ("skilfully", "skillfully"),
            ("haemorrhaging", "hemorrhaging"),
            ("hospitalised", "hospitalized"),
            ("neighbourhoods", "neighborhoods"),
            ("jewellery", "jewelry"),
        ] {
            assert_eq!(key(british, false, "en"), key(american, false, "en"), "{british}");
        }
    }

    #[test]
    fn words_that_only_look_alike_keep_their_keys() {
        for (one, other) in [
            ("filling", "filing"),
            ("prise", "prize"),
            ("hour", "hor"),
            ("later", "latter"),
            ("not", "now"),
            ("海", "每"),
        ] {
            assert_ne!(key(one, false, "en"), key(other, false, "en"), "{one}");
        }
    }

    #[test]
    fn transliterations_of_one_name_sound_alike() {
        for (one, other) in [
            ("uighurs", "uyghurs"),
            ("uygurs", "uighurs"),
            ("mohammed", "muhammad"),
            ("hussein", "husayn"),
            ("zelensky", "zelenskyy"),
            ("kiev", "kyiv"),
            ("beijing", "peking"),
            ("uighur's", "uyghur's"),
        ] {
            assert_eq!(sound(one), sound(other), "{one}");
            assert!(sound(one).is_some());
        }
        for (one, other) in [("pico", "peak"), ("maria", "marie"), ("dahua", "dahlia")] {
            assert!(sound(one).is_none() || sound(one) != sound(other), "{one}");
        }
    }

    #[test]
    fn each_language_has_its_own_spellings() {
        for (language, one, other) in [
            ("de", "daß", "dass"),
            ("de", "fluß", "fluss"),
            ("de", "straße", "strasse"),
            ("de", "größe", "groesse"),
            ("ar", "كَتَبَ", "كتب"),
            ("ar", "أمن", "امن"),
            ("ru", "её", "ее"),
        ] {
            assert_eq!(key(one, false, language), key(other, false, language), "{one}");
        }
        for (language, one, other) in [
            ("de", "schon", "schön"),
            ("de", "maße", "masse"),
            ("es", "sí", "si"),
            ("fr", "où", "ou"),
            ("fi", "näin", "nain"),
            ("fi", "colour", "color"),
        ] {
            assert_ne!(key(one, false, language), key(other, false, language), "{one}");
        }
        assert_eq!(key("état", true, "fr"), key("etat", true, "fr"));
    }

    #[test]
    fn contractions_are_the_words_they_join() {
        assert_eq!(expanded("isn't"), ["is", "not"]);
        assert_eq!(expanded("won't"), ["will", "not"]);
        assert_eq!(expanded("they're"), ["they", "are"]);
        assert_eq!(expanded("china's"), ["china's", ""]);
    }

    #[test]
    fn each_spelling_of_the_tables_has_the_key_of_the_one_that_is_kept() {
        let words: BTreeMap<_, _> = TABLES.words.iter().collect();
        for (other, kept) in words {
            assert_eq!(key(other, false, "en"), key(kept, false, "en"), "{other}");
        }
    }
}
