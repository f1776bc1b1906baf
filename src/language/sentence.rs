//! Where sentences end.

use unicode_segmentation::UnicodeSegmentation;

/// Letters of an abbreviation at most, such as `Inc.`: a stop after it ends no sentence.
const ABBREVIATION: usize = 3;

/// Where the sentences of a text end, the last at the end of the text. The space after a sentence
/// is its own.
pub fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.split_sentence_bound_indices().filter_map(|(start, sentence)| {
        let end = start + sentence.len();
        let word = sentence.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let abbreviated = word.strip_suffix('.').is_some_and(|word| {
            word.starts_with(char::is_uppercase)
                && (word.chars().count() <= ABBREVIATION || word.contains('.'))
        });
        (!abbreviated || end == text.len()).then_some(end)
    })
}
