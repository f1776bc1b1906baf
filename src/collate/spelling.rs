//! One word, however it is spelled: British or American, with or without marks, transliterated.
//!
//! Keys made here are only compared with each other. A rule may therefore make words that are
//! none, as long as it never makes one key of two words that a report could print for one
//! another.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::slice::Slice;

/// Whole words that other rules do not reach, and abbreviations, with what they are kept as.
const WORDS: [(&str, &str); 88] = [
    ("acknowledgement", "acknowledgment"),
    ("adviser", "advisor"),
    ("advisers", "advisors"),
    ("afterwards", "afterward"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("artefact", "artifact"),
    ("artefacts", "artifacts"),
    ("aug", "august"),
    ("backwards", "backward"),
    ("burnt", "burned"),
    ("can't", "cannot"),
    ("centred", "centered"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("corp", "corporation"),
    ("cosy", "cozy"),
    ("dec", "december"),
    ("dept", "department"),
    ("dreamt", "dreamed"),
    ("enquire", "inquire"),
    ("enquiries", "inquiries"),
    ("enquiry", "inquiry"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("feb", "february"),
    ("focused", "focussed"),
    ("focusing", "focussing"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("fulfils", "fulfills"),
    ("gaol", "jail"),
    ("gaoled", "jailed"),
    ("gen", "general"),
    ("gov", "governor"),
    ("govt", "government"),
    ("grey", "gray"),
    ("inc", "incorporated"),
    ("instalment", "installment"),
    ("instalments", "installments"),
    ("jan", "january"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("kerb", "curb"),
    ("leant", "leaned"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("ltd", "limited"),
    ("mediaeval", "medieval"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("nov", "november"),
    ("oct", "october"),
    ("ok", "okay"),
    ("paediatric", "pediatric"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("practising", "practicing"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("pyjamas", "pajamas"),
    ("rep", "representative"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("sceptics", "skeptics"),
    ("sen", "senator"),
    ("sept", "september"),
    ("skilful", "skillful"),
    ("smelt", "smelled"),
    ("spelt", "spelled"),
    ("spilt", "spilled"),
    ("spoilt", "spoiled"),
    ("storey", "story"),
    ("storeys", "stories"),
    ("sulphur", "sulfur"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("whilst", "while"),
    ("wilful", "willful"),
    ("wilfully", "willfully"),
    ("yoghurt", "yogurt"),
];

/// Beginnings of words, British and American, with whatever follows; none begins another.
const STEMS: [(&str, &str); 62] = [
    ("anaemi", "anemi"),
    ("anaesth", "anesth"),
    ("archaeolog", "archeolog"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("belabour", "belabor"),
    ("calibre", "caliber"),
    ("candour", "candor"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("centri", "centeri"),
    ("clamour", "clamor"),
    ("colour", "color"),
    ("counsellor", "counselor"),
    ("defence", "defense"),
    ("demeanour", "demeanor"),
    ("dialogue", "dialog"),
    ("diarrhoea", "diarrhea"),
    ("discolour", "discolor"),
    ("dishonour", "dishonor"),
    ("encyclopaedia", "encyclopedia"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("fervour", "fervor"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("foetus", "fetus"),
    ("glamour", "glamor"),
    ("haemorrh", "hemorrh"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("kilometre", "kilometer"),
    ("labour", "labor"),
    ("litre", "liter"),
    ("lustre", "luster"),
    ("manoeuvre", "maneuver"),
    ("manoeuvri", "maneuveri"),
    ("meagre", "meager"),
    ("metre", "meter"),
    ("multicolour", "multicolor"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("oestrogen", "estrogen"),
    ("offence", "offense"),
    ("orthopaedic", "orthopedic"),
    ("parlour", "parlor"),
    ("pretence", "pretense"),
    ("rancour", "rancor"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("sabre", "saber"),
    ("saviour", "savior"),
    ("sombre", "somber"),
    ("spectre", "specter"),
    ("splendour", "splendor"),
    ("succour", "succor"),
    ("theatre", "theater"),
    ("tumour", "tumor"),
    ("valour", "valor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
];

/// The key of a word in lower case: the same for all its spellings.
pub(super) fn key(lower: &str) -> String {
    let plain: String = if lower.is_ascii() { lower.to_owned() } else { without_marks(lower) };
    if !plain.is_ascii() {
        return plain;
    }
    if let Ok(index) = WORDS.binary_search_by(|(british, _)| british.cmp(&plain.as_str())) {
        return WORDS[index].1.to_owned();
    }
    let mut key = plain;
    // What begins with a stem comes after it, and before the next.
    let after = STEMS.partition_point(|(british, _)| *british <= key.as_str());
    if let Some((british, american)) = STEMS[..after].last()
        && key.starts_with(british)
    {
        key.replace_range(..british.len(), american);
    }
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

/// Names whose transliterations share too few letters for a rule.
const TRANSLITERATIONS: [(&str, &str); 8] = [
    ("beijing", "peking"),
    ("gaddafi", "qadhafi"),
    ("gadhafi", "qadhafi"),
    ("kiev", "kyiv"),
    ("qaddafi", "qadhafi"),
    ("sinkiang", "xinjiang"),
    ("tse-tung", "zedong"),
    ("zhonghua", "chunghwa"),
];

/// The key of a name that is the same for its transliterations; none for names of fewer than five
/// letters, which differ too little from each other. Vowels that transliterations interchange
/// count as one, except at the end, where they tell one name from another.
pub(super) fn sound(key: &str) -> Option<String> {
    let known = TRANSLITERATIONS.iter().find(|(name, other)| *name == key || *other == key);
    if let Some((_, other)) = known {
        return Some((*other).to_owned());
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

#[cfg(test)]
mod tests {
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
        ] {
            assert_eq!(key(british), key(american), "{british}");
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
            assert_ne!(key(one), key(other), "{one}");
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
    fn the_tables_are_sorted_and_each_stem_has_its_key() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(STEMS.is_sorted_by(|a, b| a.0 < b.0 && !b.0.starts_with(a.0)));
        for (british, american) in STEMS {
            for ending in ["", "x"] {
                assert_eq!(key(&[british, ending].concat()), [american, ending].concat());
            }
        }
    }
}
