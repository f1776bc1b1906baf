//! Words that another report does not print in its passages but in a gap between them: what it prints
//! beside the gap is nothing that it has for them.

use super::token::{Edge, FormId, Printing};

/// So many words in a row are the same words and no chance.
const WORDS: usize = 3;

/// Or so many of a meaning.
const MEANINGS: usize = 2;

/// By token of a printing: whether it is one of a run of words that stands in a gap of the other, and
/// nowhere in its passages.
pub(super) fn in_gaps(printing: &Printing, other: &Printing) -> Vec<bool> {
    let mut found = vec![false; printing.tokens.len()];
    let gaps = other.beyond.iter().filter(|it| it.edge == Edge::Gap && it.words.len() >= MEANINGS);
    let mut gaps = gaps.map(|it| it.words.as_slice()).peekable();
    if gaps.peek().is_none() {
        return found;
    }
    let of_words = |printing: &Printing| -> Vec<(usize, FormId, bool)> {
        let tokens = printing.tokens.iter().enumerate().filter(|(_, token)| token.is_word());
        tokens.map(|(index, token)| (index, token.key, token.has_meaning())).collect()
    };
    let words = of_words(printing);
    let printed: Vec<FormId> = of_words(other).into_iter().map(|(_, key, _)| key).collect();
    for gap in gaps {
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let length = (0..gap.len())
                .map(|start| common(rest, gap.get(start..).unwrap_or_default()))
                .max()
                .unwrap_or_default();
            let run = rest.get(..length).unwrap_or_default();
            let keys: Vec<FormId> = run.iter().map(|(_, key, _)| *key).collect();
            let meanings = run.iter().filter(|(_, _, has)| *has).count();
            let tells = meanings >= MEANINGS || (meanings > 0 && length >= WORDS);
            let is_printed = || printed.windows(length).any(|window| window == keys);
            if let (true, Some(first), Some(last)) = (tells, run.first(), run.last())
                && !is_printed()
            {
                found[first.0..=last.0].fill(true);
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found
}

/// How many words two runs have in common at their beginning.
fn common(words: &[(usize, FormId, bool)], keys: &[FormId]) -> usize {
    words.iter().zip(keys).take_while(|((_, word, _), key)| word == *key).count()
}
