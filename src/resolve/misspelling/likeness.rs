//! How two spellings of one word can differ.

use crate::model::Slip;

/// The slip that makes `printed` of `known`, one letter apart; both as
/// [`super::spelled::letters`] gives them. A difference in the last letter alone is an ending, such
/// as a plural's, and no slip; and two words that do not begin alike are two words.
pub(super) fn one_letter(known: &[char], printed: &[char]) -> Option<Slip> {
    if known.first() != printed.first() {
        return None;
    }
    let (short, long) =
        if known.len() < printed.len() { (known, printed) } else { (printed, known) };
    let alike = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short_rest, long_rest) = (&short[alike..], &long[alike..]);
    if long_rest.len() < 2 {
        return None;
    }
    match long.len() - short.len() {
        0 if short_rest[1..] == long_rest[1..] => Some(Slip::Letter),
        0 if swapped(short_rest, long_rest) => Some(Slip::Swapped),
        1 if *short_rest == long_rest[1..] => Some(Slip::Letter),
        _ => None,
    }
}

fn swapped(one: &[char], other: &[char]) -> bool {
    one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..]
}

/// The consonants that one hears of a word, where it is written in plain Latin letters: its first
/// letter and a class of sound for each consonant after it. A short word says too little.
pub(super) fn sound(word: &[char]) -> Option<Vec<char>> {
    if word.len() < 4 || !word.iter().all(char::is_ascii_lowercase) {
        return None;
    }
    let mut heard = vec![*word.first()?];
    let mut last = word.first().and_then(|c| class(*c));
    for &c in &word[1..] {
        let now = class(c);
        if let Some(class) = now
            && now != last
        {
            heard.push(class);
        }
        // Between two vowels a consonant is heard anew; an h or w is not heard at all.
        if !matches!(c, 'h' | 'w') {
            last = now;
        }
    }
    (heard.len() > 1).then_some(heard)
}

fn class(consonant: char) -> Option<char> {
    Some(match consonant {
        'b' | 'p' => 'p',
        'f' | 'v' => 'f',
        'c' | 'g' | 'k' | 'q' | 'x' => 'k',
        's' | 'z' => 's',
        'j' => 'j',
        'd' | 't' => 't',
        'l' => 'l',
        'm' | 'n' => 'n',
        'r' => 'r',
        _ => return None,
    })
}

/// Whether two words sound alike.
pub(super) fn sounds_alike(known: &[char], printed: &[char]) -> bool {
    known != printed
        && known.len().abs_diff(printed.len()) <= 2
        && sound(known).is_some_and(|heard| sound(printed).as_ref() == Some(&heard))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::spelled::{hash_without, letters};
    use super::*;

    fn slip(known: &str, printed: &str) -> Option<Slip> {
        one_letter(&letters(known), &letters(printed))
    }

    #[test]
    fn one_letter_is_no_ending() {
        for (known, printed, expected) in [
            ("Hikvision", "Hikvison", Some(Slip::Letter)),
            ("Hikvision", "Hikvisiion", Some(Slip::Letter)),
            ("Hikvision", "Hikvisoin", Some(Slip::Swapped)),
            ("Hikvision", "Hikvisino", Some(Slip::Swapped)),
            ("Megvii", "Megwii", Some(Slip::Letter)),
            ("Hikvision", "Hikvisions", None),
            ("Austria", "Austrian", None),
            ("Yitus", "Yitu", None),
            ("Москва", "Москву", None),
            ("Trump", "Tramps", None),
            ("Megan", "Regan", None),
            ("Pico", "Peak", None),
            ("Yitu", "Yitu", None),
        ] {
            assert_eq!(slip(known, printed), expected, "{known} {printed}");
        }
    }

    #[test]
    fn what_sounds_alike() {
        let alike = |a: &str, b: &str| sounds_alike(&letters(a), &letters(b));
        assert!(alike("Pico", "Peak") && alike("Smith", "Smyth") && alike("Kadeer", "Kadir"));
        for (a, b) in
            [("Pico", "Pike's"), ("Justice", "Commerce"), ("Holm", "Holm"), ("Pico", "Pica海")]
        {
            assert!(!alike(a, b), "{a} {b}");
        }
        assert!(!alike("Police", "Polices"));
    }

    proptest! {
        #[test]
        fn words_a_letter_apart_share_a_spelling_with_a_letter_out(
            known in "[a-d]{2,8}", printed in "[a-d]{2,8}",
        ) {
            let (known, printed) = (letters(&known), letters(&printed));
            if one_letter(&known, &printed).is_some() {
                let without = |word: &[char]| -> Vec<u64> {
                    (0..=word.len()).map(|out| hash_without(word, out)).collect()
                };
                let theirs = without(&printed);
                prop_assert!(without(&known).iter().any(|word| theirs.contains(word)));
            }
            prop_assert_eq!(one_letter(&known, &printed), one_letter(&printed, &known));
        }
    }
}
