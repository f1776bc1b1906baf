//! Whether a name stands in a text as words of its own.

use unicode_script::{Script, UnicodeScript};

use crate::language::{is_unspaced, may_be_words};
use crate::place::{InFolded, Place};
use crate::slice::Slice;

pub(super) fn on_word_boundaries(text: &str, range: Place<InFolded>) -> bool {
    let inside = text.slice(range.bytes());
    let before = text.slice(..range.start()).chars().next_back();
    let after = text.slice(range.end()..).chars().next();
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    // "U.S." does not stand in "U.S.A.", nor ".NET" in "ASP.NET".
    let stopped = |stop: Option<char>, letter: Option<char>| {
        stop == Some('.') && letter.is_some_and(|c| is_word(c) && parts_words(c))
    };
    let goes_on = joined(last, after) && !last.is_some_and(is_hangul);
    !joined(before, first)
        && !goes_on
        && !stopped(last, after)
        && !stopped(first, before)
        && !after.is_some_and(is_mark)
        && may_be_words(text, range.bytes())
}

/// Whether two neighbours belong to one word. Korean writes particles at the end of names.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    is_word(left) && is_word(right) && parts_words(left) && parts_words(right)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_hangul(c: char) -> bool {
    c.script() == Script::Hangul
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether the script of a character parts its words.
fn parts_words(c: char) -> bool {
    !is_unspaced(c)
}
