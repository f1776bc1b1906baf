//! Attributes as in Pandoc: `{#id .kind key=value key="two words"}`.

use std::ops::Range;

use super::strays::draft_mark;
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// One attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribute {
    /// `#id`
    Id(String),
    /// `.kind`
    Class(String),
    /// `key=value`
    Pair(String, String),
}

impl Attribute {
    /// Whether it makes a note a draft.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        matches!(self, Self::Pair(key, value) if key == "status" && value == "draft")
    }
}

/// Attributes with their bytes in the text that they were read from.
pub type Attributes = Vec<(Attribute, Range<usize>)>;

/// Attributes with their places in the file.
pub type PlacedAttributes = Vec<(Attribute, Place<InSource>)>;

/// What could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributesError {
    /// The bytes.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub message: String,
    /// Those before them, which can be read.
    pub read: Attributes,
}

/// How many `{` of a line, counted from its end, are tried.
const MOST_BRACES: usize = 32;

/// Splits a line that may end in attributes: how much of it stands before them, and what they
/// are.
///
/// # Errors
/// Where the line ends in an unescaped `}`, and neither can what stands in the braces be read nor is all that opens text.
pub fn split_trailing(line: &str) -> Result<(usize, Attributes), AttributesError> {
    let trimmed = line.trim_end();
    if !trimmed.ends_with('}') || trimmed.ends_with("\\}") {
        return match unclosed(trimmed) {
            Some(open) => Err(not_closed(trimmed, open)),
            None => Ok((trimmed.len(), Vec::new())),
        };
    }
    let mut last_error = None;
    let mut is_text = false;
    // Values may hold braces, so that the first `{` from which all can be read is the one. That
    // there are more than a few is no text of a person; trying each would be quadratic.
    let mut opens: Vec<usize> =
        trimmed.rmatch_indices('{').map(|(open, _)| open).take(MOST_BRACES).collect();
    opens.reverse();
    for open in opens {
        if trimmed.slice(..open).ends_with('\\') {
            is_text = true;
            continue;
        }
        match parse(trimmed, open) {
            Ok(attributes) => return Ok((open, attributes)),
            Err(error) => last_error = Some(error),
        }
    }
    match last_error {
        Some(error) => Err(error),
        None if is_text => Ok((trimmed.len(), Vec::new())),
        None => Err(AttributesError {
            range: trimmed.len() - 1..trimmed.len(),
            message: "there is no `{` to this `}`".into(),
            read: Vec::new(),
        }),
    }
}

/// Where attributes begin that never end: at a last `{` with what only attributes begin with.
fn unclosed(line: &str) -> Option<usize> {
    let open = line.rfind('{').filter(|&open| !line.slice(..open).ends_with('\\'))?;
    let inside = line.slice(open + 1..);
    let named = inside.strip_prefix(['#', '.']).unwrap_or_default();
    let key = inside.split_once('=').map_or("", |(key, _)| key);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase());
    let opens = named.starts_with(|c: char| c.is_ascii_lowercase()) || is_key;
    (opens && !inside.contains('}')).then_some(open)
}

fn not_closed(line: &str, open: usize) -> AttributesError {
    let closed = format!("{line}}}");
    let read = match parse(&closed, open) {
        Ok(read) => read,
        Err(error) => error.read,
    };
    let message = "the `{` that begins here has no `}`".into();
    AttributesError { range: open..line.len(), message, read }
}

/// Reads `{…}` from `open` to the end of `line`.
fn parse(line: &str, open: usize) -> Result<Attributes, AttributesError> {
    let end = line.len() - 1;
    let mut attributes = Vec::new();
    let mut at = open + 1;
    loop {
        let rest = line.slice(at..end);
        at += rest.len() - rest.trim_start().len();
        let rest = line.slice(at..end);
        if rest.is_empty() {
            return Ok(attributes);
        }
        match one(rest) {
            Ok((attribute, length)) => {
                attributes.push((attribute, at..at + length));
                at += length;
            }
            Err(problem) => {
                let (range, message) = alone(rest, attributes.last()).unwrap_or(problem);
                let range = at + range.start..at + range.end;
                return Err(AttributesError { range, message, read: attributes });
            }
        }
    }
}

type Problem = (Range<usize>, String);

/// What a word has in it that is more than a word.
const QUOTES_AND_EQUALS: &[char] = &['=', '{', '}', '"', '“', '”'];

const COMMA: &str = "attributes are parted by spaces, not by commas";

/// What to say of words that follow a value without quotation marks, and so may belong to it.
fn alone(rest: &str, before: Option<&(Attribute, Range<usize>)>) -> Option<Problem> {
    let (Attribute::Pair(key, value), range) = before? else { return None };
    // A value in quotation marks takes three more bytes than its key: the `=` and the marks.
    if range.len() != key.len() + 1 + value.len() {
        return None;
    }
    let is_bare = |word: &&str| !word.starts_with(['#', '.']) && !word.contains(QUOTES_AND_EQUALS);
    let words: Vec<&str> = rest.split_whitespace().take_while(is_bare).collect();
    let first = words.first().filter(|word| !word.starts_with(','))?;
    Some((
        0..first.len(),
        format!(
            "`{first}` stands alone: a value of several words needs quotation marks, `{key}=\"{value} {}\"`",
            words.join(" ").trim_end_matches(',')
        ),
    ))
}

/// Reads the attribute that `rest` begins with, and how many bytes it takes.
fn one(rest: &str) -> Result<(Attribute, usize), Problem> {
    let word_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest.slice(..word_end);
    let comma = || (word_end - 1..word_end, COMMA.to_owned());
    if word.starts_with(['#', '.', ',']) && word.ends_with(',') {
        return Err(comma());
    }
    if let Some(id) = word.strip_prefix('#') {
        return name(id, word, "id").map(|id| (Attribute::Id(id), word_end));
    }
    if let Some(class) = word.strip_prefix('.') {
        return name(class, word, "kind").map(|class| (Attribute::Class(class), word_end));
    }
    let Some(equals) = word.find('=') else {
        let message = match word.split_once([':', '＝']) {
            Some((key, value)) if !key.is_empty() => {
                let next = rest.slice(word_end..).split_whitespace().next();
                let value = if value.is_empty() { next.unwrap_or("…") } else { value };
                format!("between a key and its value stands `=`: `{key}={value}`")
            }
            _ => format!("`{word}` is neither `#id`, `.kind` nor `key=value`"),
        };
        return Err((0..word_end, message));
    };
    let key = name(rest.slice(..equals), word, "key")?;
    let value = rest.slice(equals + 1..);
    let Some(quote) = value.chars().next().filter(|&c| closing(c).is_some()) else {
        let value = word.slice(equals + 1..);
        if value.is_empty() {
            return Err((0..word_end, format!("`{key}=` has no value")));
        }
        if let Some(at) = value.find(['{', '}', '"', '“', '”']) {
            let at = equals + 1 + at;
            return Err((
                at..word_end,
                format!("a value with `{}` needs quotes", word.slice(at..)),
            ));
        }
        if value.ends_with(',') {
            return Err(comma());
        }
        if let Some(at) = value.find('=').filter(|_| !value.contains("://")) {
            // `author=AB,status=draft` would lose what is meant by its end.
            let first = value.slice(..at).find([',', ';', '|', '&']).map_or(0, |at| at + 1);
            let message = "a value with `=` needs quotes; attributes are parted by spaces";
            return Err((equals + 1 + first..word_end, message.to_owned()));
        }
        return Ok((Attribute::Pair(key, value.to_owned()), word_end));
    };
    let mut text = String::new();
    let mut chars = value.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                if let Some((_, escaped)) = chars.next() {
                    text.push(escaped);
                }
            }
            c if closing(quote).is_some_and(|ends| ends.contains(c)) => {
                let length = equals + 1 + at + c.len_utf8();
                if let Some(mark) = draft_mark(&text) {
                    let words = text.slice(mark.range);
                    let message = format!(
                        "`{words}` stands within the value of `{key}`: its quotation mark closes too late"
                    );
                    return Err((equals + 1..length, message));
                }
                return match rest.slice(length..).chars().next() {
                    Some(',') => Err((length..length + 1, COMMA.to_owned())),
                    Some(next) if !next.is_whitespace() => Err((
                        length..length + next.len_utf8(),
                        "after a closing quote there must be a space".into(),
                    )),
                    _ => Ok((Attribute::Pair(key, text), length)),
                };
            }
            c => text.push(c),
        }
    }
    Err((equals + 1..rest.len(), format!("the quote that opens the value of `{key}` never closes")))
}

/// The characters that close what this quote opens.
fn closing(quote: char) -> Option<&'static str> {
    Some(match quote {
        '"' => "\"",
        '\'' => "'",
        '“' | '”' | '„' => "”“\"",
        '‘' | '’' => "’‘'",
        _ => return None,
    })
}

fn name(text: &str, word: &str, what: &str) -> Result<String, Problem> {
    if text.is_empty() || text.contains(['{', '}', '#', '=', '"', '“', '”']) {
        return Err((0..word.len(), format!("`{word}` has no {what}")));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn attributes(line: &str) -> Vec<Attribute> {
        split_trailing(line).unwrap().1.into_iter().map(|(attribute, _)| attribute).collect()
    }

    fn pair(key: &str, value: &str) -> Attribute {
        Attribute::Pair(key.into(), value.into())
    }

    #[test]
    fn reads_what_pandoc_reads() {
        let line = r#"Ross: "cannot" {#tolerate .quote by=wilbur-ross said="7 October 2019"}"#;
        let (end, found) = split_trailing(line).unwrap();
        assert_eq!(&line[..end], "Ross: \"cannot\" ");
        let found: Vec<_> = found.into_iter().map(|(attribute, _)| attribute).collect();
        assert_eq!(
            found,
            [
                Attribute::Id("tolerate".into()),
                Attribute::Class("quote".into()),
                pair("by", "wilbur-ross"),
                pair("said", "7 October 2019"),
            ]
        );
    }

    #[test]
    fn quotes_may_be_curly_and_hold_braces() {
        assert_eq!(attributes("{as=“the secretary”}"), [pair("as", "the secretary")]);
        assert_eq!(attributes(r#"{as="a } b"}"#), [pair("as", "a } b")]);
        assert_eq!(attributes(r#"{as="say \"no\""}"#), [pair("as", "say \"no\"")]);
        assert_eq!(attributes("A set {x} of {.note}"), [Attribute::Class("note".into())]);
    }

    #[test]
    fn a_comma_within_a_value_is_part_of_it() {
        assert_eq!(attributes("{total=2,400}"), [pair("total", "2,400")]);
        assert_eq!(attributes("{as=\"first, second,\"}"), [pair("as", "first, second,")]);
    }

    #[test]
    fn a_line_without_braces_has_none() {
        assert_eq!(split_trailing("Plain "), Ok((5, vec![])));
        assert_eq!(split_trailing(r"Set \{x\}"), Ok((9, vec![])));
        assert_eq!(attributes("{}"), []);
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_place() {
        for (line, range, words) in [
            ("T {quote}", 3..8, "neither"),
            ("T {by=}", 3..6, "no value"),
            ("T {said=\"7 October}", 8..18, "never closes"),
            ("T {#}", 3..4, "no id"),
            ("T }", 2..3, "no `{`"),
            ("T {said=10 February 2026 by=x}", 11..19, "`said=\"10 February 2026\"`"),
            ("T {said=\"10\" February}", 13..21, "neither"),
            ("T {.claim unit=people, total=2}", 21..22, "parted by spaces"),
            ("T {.claim, unit=people}", 9..10, "parted by spaces"),
            ("T {unit=\"people\", total=2}", 16..17, "parted by spaces"),
            ("T {unit=people , total=2}", 15..16, "parted by spaces"),
        ] {
            let error = split_trailing(line).unwrap_err();
            assert_eq!(error.range, range, "{line}: {error:?}");
            assert!(error.message.contains(words), "{error:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(line in "[ {}#.=\"“”a-c\\\\\n]{0,24}\\}?") {
            if let Ok((end, attributes)) = split_trailing(&line) {
                prop_assert!(line.is_char_boundary(end));
                for (_, range) in attributes {
                    prop_assert!(line.get(range).is_some());
                }
            }
        }
    }
}
