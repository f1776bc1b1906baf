//! Words as a reader seeks them: without case and marks, and in scripts that part no words, pairs
//! of characters. `static/assets/find.js` does the same to a query, character for character.

use std::iter;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::parse::plain::LOWER;
use crate::slice::Slice;
use crate::unseen::is_unseen;

/// Calls `take` with each term of a text, in order. Terms are never empty.
pub(super) fn terms(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut at = 0;
    loop {
        let (letters, capitals) = plain(text.slice(at..));
        at += letters.len();
        let signs = match letters.is_empty() {
            true => "",
            false => signs_of_name(text.slice(at..)),
        };
        let next = text.slice(at + signs.len()..).chars().next();
        if !signs.is_empty() {
            word.extend(letters.chars().map(|c| c.to_ascii_lowercase()));
            word.push_str(signs);
            at += signs.len();
        } else if word.is_empty() && !capitals && next.is_none_or(|c| c.is_ascii()) {
            // Most words are terms as they stand.
            if !letters.is_empty() {
                take(letters);
            }
        } else {
            word.extend(letters.chars().map(|c| c.to_ascii_lowercase()));
        }
        match next {
            Some(c) if !c.is_ascii() => {
                for c in folded(c) {
                    if c == 'ß' {
                        word.push_str("ss");
                    } else if c.is_alphanumeric() || is_pictograph(c) {
                        word.push(c);
                    } else {
                        flush(&mut word, &mut take);
                    }
                }
            }
            _ if !word.is_empty() => flush(&mut word, &mut take),
            _ => {}
        }
        let Some(c) = next else { return };
        at += c.len_utf8();
    }
}

/// Signs at the end of a word that are part of its name: C++, C#.
fn signs_of_name(text: &str) -> &str {
    let rest = text.trim_start_matches(['+', '#']);
    match rest.starts_with(char::is_alphanumeric) {
        true => "",
        false => text.slice(..text.len() - rest.len()),
    }
}

/// Whether a sign is a picture, and sought like a word.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

/// The plain letters and figures that a text begins with, and whether there are capitals.
fn plain(text: &str) -> (&str, bool) {
    let (mut length, mut capitals) = (0, false);
    for byte in text.bytes() {
        let letter = LOWER[usize::from(byte)];
        if letter == 0 {
            break;
        }
        capitals |= letter != byte;
        length += 1;
    }
    (text.slice(..length), capitals)
}

/// A character without case and marks. Kana and Hangul stay whole: what Unicode takes apart there
/// are other letters.
fn folded(c: char) -> impl Iterator<Item = char> {
    let whole = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}');
    let (kept, parts) = match whole {
        true => (Some(c), None),
        false => (None, Some(iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)))),
    };
    kept.into_iter()
        .chain(parts.into_iter().flatten())
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c) && !is_unseen(*c))
        .map(|c| if c == 'ς' { 'σ' } else { c })
}

/// Whether a character belongs to a script whose words are sought by pairs of characters.
fn in_pairs(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Takes a run of letters and figures as terms: a word as it is, scripts that part no words, and
/// Korean, by pairs. The last character stands alone too, so that each is the beginning of some term.
fn flush(word: &mut String, take: &mut impl FnMut(&str)) {
    if word.is_ascii() {
        if !word.is_empty() {
            take(word);
        }
        word.clear();
        return;
    }
    let mut rest = word.as_str();
    while let Some(first) = rest.chars().next() {
        let paired = in_pairs(first);
        let end = rest.find(|c| in_pairs(c) != paired).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if paired {
            for (start, c) in run.char_indices() {
                let next =
                    run.slice(start + c.len_utf8()..).chars().next().map_or(0, char::len_utf8);
                take(run.slice(start..start + c.len_utf8() + next));
            }
        } else {
            take(run);
        }
        rest = after;
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        terms(text, |term| found.push(term.to_owned()));
        found
    }

    #[test]
    fn case_and_marks_do_not_count() {
        assert_eq!(all("Ürümqi’s CAFÉ, İstanbul"), ["urumqi", "s", "cafe", "istanbul"]);
        assert_eq!(all("ΟΔΟΣ οδός"), ["οδοσ", "οδοσ"]);
        assert_eq!(all("ﬁfth ²"), ["fifth", "2"]);
        assert_eq!(all("أُويغُور"), ["اويغور"]);
        assert_eq!(
            all("Hik\u{ad}vi\u{200b}sion \u{feff}می\u{200c}خواهم"),
            ["hikvision", "میخواهم"]
        );
    }

    #[test]
    fn names_keep_their_signs_and_pictures_are_words() {
        assert_eq!(all("C++ and C#, a+b, x+ é+"), ["c++", "and", "c#", "a", "b", "x+", "e"]);
        assert_eq!(all("Straße STRASSE straẞe"), ["strasse"; 3]);
        assert_eq!(all("Well 🎉 done"), ["well", "🎉", "done"]);
    }

    #[test]
    fn figures_and_signs_part_words() {
        assert_eq!(all("34,000 state-owned"), ["34", "000", "state", "owned"]);
        assert_eq!(all(" — … "), [""; 0]);
    }

    #[test]
    fn scripts_without_spaces_go_by_pairs() {
        assert_eq!(all("海康威视"), ["海康", "康威", "威视", "视"]);
        assert_eq!(all("AI海康2019"), ["ai", "海康", "康", "2019"]);
        assert_eq!(all("한국 が"), ["한국", "국", "が"]);
        assert_eq!(all("เมืองไทย"), ["เม", "มอ", "อง", "งไ", "ไท", "ทย", "ย"]);
    }
}
