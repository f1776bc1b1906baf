//! Where words begin and end in scripts that write no spaces between them.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_script::{Script, UnicodeScript};

use super::known;
use super::role::Role;
use crate::slice::Slice;

/// Cuts by the dictionaries of Unicode's libraries, the longest word first.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(Default::default()));

/// How many letters before and after are looked at: words are shorter by far.
const AROUND: usize = 24;

/// Whether a letter is of a script that is written without spaces between words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    // The first of these scripts in Unicode is Thai.
    c >= '\u{e00}'
        && matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

/// Whether a part of a text can be a word, or several, by itself: 京都 cannot in 東京都. Where what it
/// begins or ends with is written with spaces, nothing is said against it.
///
/// The dictionary's words are taken as they come, longest first, and so a word may swallow the
/// first letter of a name: 在中|国. Then the name stands where the text around it makes fewer and
/// better words with it than without.
#[must_use]
pub fn may_be_words(text: &str, part: Range<usize>) -> bool {
    let inside = text.slice(part.clone());
    let unspaced = |c: &char| is_unspaced(*c);
    let before: Vec<(usize, char)> = match inside.chars().next().filter(unspaced) {
        Some(_) => letters_before(text.slice(..part.start)),
        None => Vec::new(),
    };
    let start = before.last().map_or(part.start, |(at, _)| *at);
    let end = match inside.chars().next_back().filter(unspaced) {
        Some(_) => part.end + letters_after(text.slice(part.end..)),
        None => part.end,
    };
    if start == part.start && end == part.end {
        return true;
    }
    let run = text.slice(start..end);
    let (first, last) = (part.start - start, part.end - start);
    let bounds: Vec<usize> = SEGMENTER.segment_str(run).collect();
    if bounds.contains(&first) && bounds.contains(&last) {
        return true;
    }
    // Only the words that the part's edges cut are made anew.
    let from = bounds.iter().rev().find(|bound| **bound <= first).copied().unwrap_or(0);
    let to = bounds.iter().find(|bound| **bound >= last).copied().unwrap_or(run.len());
    let beside = |text: &str| cost(text, PARTICLE);
    let with = beside(run.slice(from..first)) + WORD + beside(run.slice(last..to));
    with < cost(run.slice(from..to), LEFT_OVER)
}

/// What a word costs, a letter alone that is none, and one that holds sentences together. Where
/// longer words leave the last over, it is likelier a part of one.
const WORD: usize = 4;
const LETTER: usize = 6;
const PARTICLE: usize = 2;
const LEFT_OVER: usize = 3;

fn cost(text: &str, particle: usize) -> usize {
    let bounds: Vec<usize> = SEGMENTER.segment_str(text).collect();
    let words = bounds.windows(2).map(|pair| match pair {
        [start, end] => text.slice(*start..*end),
        _ => "",
    });
    words.map(|word| cost_of_word(word, particle)).sum()
}

fn cost_of_word(word: &str, particle: usize) -> usize {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(_), Some(_)) => WORD,
        (Some(c), None) if c.script() == Script::Hiragana => particle,
        (Some(_), None) if known::known("zh").is_some_and(|zh| zh.is(word, Role::Function)) => {
            particle
        }
        (Some(_), None) => LETTER,
        (None, _) => 0,
    }
}

/// The letters of unspaced scripts that a text ends with, the last first, each with its byte.
fn letters_before(text: &str) -> Vec<(usize, char)> {
    text.char_indices().rev().take(AROUND).take_while(|(_, c)| is_unspaced(*c)).collect()
}

/// How many bytes the letters of unspaced scripts take that a text begins with.
fn letters_after(text: &str) -> usize {
    text.chars().take(AROUND).take_while(|c| is_unspaced(*c)).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_begins_and_ends_where_a_word_does() {
        let stands = |text: &str, name: &str| {
            let at = text.find(name).unwrap();
            may_be_words(text, at..at + name.len())
        };
        for (text, name) in [
            ("在京都", "京都"),
            ("日本の京都では", "京都"),
            ("在中国新疆的", "中国"),
            ("中国政府对海康威视和大华股份", "海康威视"),
            ("中国政府对海康威视和大华股份", "大华股份"),
            ("与华为公司", "华为"),
            ("被商汤科技和旷视科技", "旷视科技"),
            ("トヨタ自動車は", "トヨタ"),
            ("กรุงเทพมหานครและประเทศไทย", "กรุงเทพมหานคร"),
            ("the 京都 of today", "京都"),
            ("Hikvision和", "Hikvision"),
        ] {
            assert!(stands(text, name), "{name} in {text}");
        }
        for (text, name) in [
            ("東京都の人口", "京都"),
            ("今日本报记者", "日本"),
            ("其中国有企业", "中国"),
            ("北京大学生", "北京大学"),
            ("ประเทศไทย", "ไทย"),
        ] {
            assert!(!stands(text, name), "{name} in {text}");
        }
    }

    proptest! {
        #[test]
        fn any_part_can_be_asked_about(text in "[京都東中国新疆のはาร a]{0,40}", a in 0usize..120, b in 0usize..120) {
            let _ = may_be_words(&text, a.min(b)..a.max(b));
        }
    }
}
