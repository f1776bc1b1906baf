//! Words with what stands around them, cut where a reader would cut.

use std::ops::Range;

use crate::language::sentence_ends;
use crate::slice::Slice;

/// Characters of a sentence at most, on each side of the words that it is shown for.
const SENTENCE: usize = 180;

/// Words in their sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InSentence {
    /// What the sentence has before them.
    pub before: String,
    /// The words.
    pub words: String,
    /// What it has after them.
    pub after: String,
}

impl InSentence {
    /// The sentence around some words of a text. However long the text, only what stands near the
    /// words is looked at.
    #[must_use]
    pub fn new(text: &str, words: Range<usize>) -> Self {
        let before = text.slice(..words.start);
        let from = before.char_indices().rev().nth(SENTENCE - 1).map_or(0, |(at, _)| at);
        let after = text.slice(words.end..);
        let to = after.char_indices().nth(SENTENCE).map_or(text.len(), |(at, _)| words.end + at);
        let ends: Vec<usize> = sentence_ends(text.slice(from..to)).map(|end| from + end).collect();
        let start = ends.iter().rev().find(|end| **end <= words.start);
        // Where the text goes on, the last end is only that of what was looked at.
        let end = ends.iter().find(|end| **end >= words.end && (**end < to || to == text.len()));
        Self {
            before: match start {
                Some(start) => text.slice(*start..words.start).to_owned(),
                None => last_words(before, SENTENCE),
            },
            words: text.slice(words.clone()).to_owned(),
            after: match end {
                Some(end) => text.slice(words.end..*end).trim_end().to_owned(),
                None => first_words(after, SENTENCE),
            },
        }
    }
}

/// The first sentence of a text, cut where it is long.
#[must_use]
pub fn first_sentence(text: &str) -> String {
    let text = text.trim();
    let whole = InSentence::new(text, 0..0);
    whole.after
}

/// The end of a text, from a word's start, with a mark where more stands before.
#[must_use]
pub fn last_words(text: &str, characters: usize) -> String {
    let start = text.char_indices().rev().nth(characters).map_or(0, |(at, _)| at);
    if start == 0 {
        return text.to_owned();
    }
    let cut = text.slice(start..);
    let words = match cut.find(char::is_whitespace) {
        Some(space) => cut.slice(space..).trim_start(),
        // A script that writes no spaces: as many whole characters as there is room for.
        None => {
            let first = cut.chars().next().map_or(0, char::len_utf8);
            text.slice(text.cut_after(start + first)..)
        }
    };
    format!("… {words}")
}

/// The beginning of a text, to a word's end, with a mark where more follows.
#[must_use]
pub fn first_words(text: &str, characters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(characters) else {
        return text.to_owned();
    };
    let cut = text.slice(..end);
    let words = match cut.rfind(char::is_whitespace) {
        Some(space) => cut.slice(..space).trim_end(),
        None => {
            let last = cut.chars().next_back().map_or(0, char::len_utf8);
            text.slice(..text.cut_before(end - last))
        }
    };
    format!("{words} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words() {
        let text = "word ".repeat(20);
        assert_eq!(last_words(&text, 60), format!("… {}", "word ".repeat(12)));
        assert_eq!(first_words(text.trim_start(), 60), format!("{} …", ["word"; 12].join(" ")));
        assert_eq!((last_words("a b ", 60), first_words(" c", 60)), ("a b ".into(), " c".into()));
        let chinese = "海".repeat(80);
        assert_eq!(last_words(&chinese, 60).chars().filter(|c| *c == '海').count(), 60);
        assert_eq!(first_words(&chinese, 60).chars().filter(|c| *c == '海').count(), 59);
    }

    fn around(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        let InSentence { before, words, after } = InSentence::new(text, start..start + words.len());
        format!("{before}<{words}>{after}")
    }

    #[test]
    fn words_stand_in_their_sentence() {
        let text = "It is so. The U.S. Commerce Department of Mr. Ross said no. And yes!";
        assert_eq!(around(text, "Ross"), "The U.S. Commerce Department of Mr. <Ross> said no.");
        assert_eq!(around(text, "It"), "<It> is so.");
        assert_eq!(around(text, "yes!"), "And <yes!>");
        assert_eq!(
            around(text, "so. The"),
            "It is <so. The> U.S. Commerce Department of Mr. Ross said no."
        );
        assert_eq!(around("海康。威视说不。好", "威视"), "<威视>说不。");
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = format!("{}here{}", "word ".repeat(100), " word".repeat(100));
        let cut = around(&text, "here");
        assert!(cut.starts_with("… word ") && cut.ends_with(" word …"), "{cut}");
        assert!(cut.chars().count() < 2 * SENTENCE + 20);
    }

    #[test]
    fn a_first_sentence_is_told_alone() {
        assert_eq!(first_sentence(" Makes cameras. In Hangzhou.\n"), "Makes cameras.");
        assert_eq!(first_sentence("No stop"), "No stop");
        assert_eq!(first_sentence(""), "");
        assert!(first_sentence(&"word ".repeat(100)).ends_with("word …"));
    }
}
