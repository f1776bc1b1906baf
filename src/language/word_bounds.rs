//! Where the words and marks of a text begin and end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::slice::Slice;

/// The words and marks of a text, as Unicode bounds them, without white space; parted is what French
/// joins. `language` is a primary subtag.
#[must_use]
pub fn word_bounds(text: &str, language: &str) -> Vec<Range<usize>> {
    let mut bounds = Vec::new();
    for (start, segment) in text.split_word_bound_indices() {
        if segment.chars().all(char::is_whitespace) {
            continue;
        }
        let elided = if language == "fr" { elided(segment) } else { 0 };
        if elided > 0 {
            bounds.push(start..start + elided);
        }
        bounds.push(start + elided..start + segment.len());
    }
    bounds
}

/// How many bytes of a French word are another that has lost its vowel: of `l'armée` two.
fn elided(word: &str) -> usize {
    const WORDS: [&str; 13] =
        ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
    let mark = word.char_indices().find(|(_, c)| matches!(c, '\'' | '’'));
    let Some((at, mark)) = mark else { return 0 };
    let (before, end) = (word.slice(..at).to_lowercase(), at + mark.len_utf8());
    if WORDS.contains(&before.as_str()) && end < word.len() { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_parted_where_it_joins() {
        let words = |text: &str, language: &str| -> Vec<String> {
            word_bounds(text, language).into_iter().map(|word| text[word].to_owned()).collect()
        };
        assert_eq!(words("L’armée n'est", "fr"), ["L’", "armée", "n'", "est"]);
        assert_eq!(words("it isn't", "en"), ["it", "isn't"]);
        assert_eq!(words("他不会", "zh"), ["他", "不", "会"]);
    }
}
