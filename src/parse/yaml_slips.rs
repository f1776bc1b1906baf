//! YAML's own traps, in plain words: what is wrong with front matter that cannot be read, and what
//! to write for a value that is nearly right.

use std::ops::Range;

use super::odd;
use super::yaml_tree::TOO_DEEP;
use crate::date::PartialDate;
use crate::language::{Figure, Language, What, day_meant, figures, is_digit};
use crate::slice::Slice;

/// What is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Slip {
    fn new(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: Some(help.into()) }
    }
}

/// Finds out why YAML cannot be read: `at` and `words` are the reader's, `keys` those that there are.
pub(super) fn syntax(text: &str, at: usize, words: &str, keys: &[&str]) -> Slip {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text.slice(..at).rfind('\n').map_or(0, |end| end + 1);
    let line = Line::at(text, start);
    beyond_limits(text, at, words)
        .or_else(|| odd_space(text, keys))
        .or_else(|| no_colon(text, keys))
        .or_else(|| wrong_quotes(text))
        .or_else(|| tab(text, words, &line))
        .or_else(|| unspaced_key(text, keys))
        .or_else(|| unclosed_bracket(text))
        .or_else(|| two_keys(&line, keys))
        .or_else(|| colon(&line))
        .or_else(|| indicator(&line))
        .or_else(|| indented(text, &line))
        .or_else(|| marked_key(text, keys))
        .unwrap_or_else(|| Slip {
            range: line.range(),
            message: format!("this cannot be read as YAML: {words}"),
            help: None,
        })
}

/// A line, without the white space at its end.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that starts at a byte.
    fn at(text: &'a str, start: usize) -> Self {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]);
        let end = end.map_or(text.len(), |at| start + at);
        Self { start, text: text.slice(start..end).trim_end() }
    }

    fn all(text: &'a str) -> impl Iterator<Item = Self> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        starts.map(|start| Self::at(text, start))
    }

    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Its key and value, where it has both.
    fn entry(&self) -> Option<(&'a str, &'a str)> {
        let (key, value) = self.text.split_once(": ")?;
        Some((key.trim_start_matches([' ', '-']).trim(), value.trim()))
    }
}

/// More than the reader takes, where nothing is misspelt: its words tell which.
fn beyond_limits(text: &str, at: usize, words: &str) -> Option<Slip> {
    let last_with = |start: &str| {
        Line::all(text).filter(|line| line.text.contains(start)).last().map(|line| line.range())
    };
    if words == TOO_DEEP || words.starts_with("recursion limit") {
        return Some(Slip::new(at..at, TOO_DEEP, "take some of the brackets or indents away"));
    }
    if words.starts_with("repetition limit") {
        let message = "the aliases (`*name`) up to here stand for more than may be read";
        return Some(Slip::new(last_with("*")?, message, "write out what they stand for"));
    }
    words.contains("more than one document").then_some(())?;
    let message = "this line begins a second document of YAML, and this file is one";
    Some(Slip::new(last_with("---")?, message, "take it away"))
}

/// A tab before the first letter of a line; or in the line that cannot be read, where that is why.
fn tab(text: &str, words: &str, line: &Line<'_>) -> Option<Slip> {
    let indent = |line: &Line<'_>| {
        let words = line.text.trim_start();
        line.text.slice(..line.text.len() - words.len()).contains('\t')
    };
    let here = line.text.contains('\t') && words.contains("cannot start any token");
    let indented = Line::all(text).find(indent).map(|line| line.range());
    let range = indented.or_else(|| here.then(|| line.range()))?;
    Some(Slip::new(
        range,
        "this line has a tab in it, which YAML does not take as white space",
        "indent with spaces instead of the tab",
    ))
}

/// A key, as it is at the beginning of a line, and what follows it.
fn leading_key<'a>(words: &'a str, keys: &[&str]) -> Option<(&'a str, &'a str)> {
    let length = words.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (key, rest) = (words.slice(..length), words.slice(length..));
    keys.contains(&key).then_some((key, rest))
}

/// A key with another sign than a colon between it and its value.
pub(super) fn no_colon(text: &str, keys: &[&str]) -> Option<Slip> {
    Line::all(text).find_map(|line| {
        let (key, rest) = leading_key(line.text, keys)?;
        let rest = rest.trim_start();
        let signs = ["=", "＝", "：", "->", "=>", "- ", "– ", "— ", "is ", ";"];
        let sign = signs.into_iter().find(|sign| rest.starts_with(sign))?;
        let value = rest.slice(sign.len()..).trim_start_matches(['=', ':', '>']).trim();
        (!value.is_empty()).then(|| {
            let sign = sign.trim();
            Slip::new(
                line.range(),
                format!("between `{key}` and its value stands `{sign}`, and YAML wants a colon"),
                format!("write `{key}: {value}`"),
            )
        })
    })
}

/// A key with something before it, or in braces.
fn marked_key(text: &str, keys: &[&str]) -> Option<Slip> {
    const MARKS: [char; 9] = ['-', '*', '_', '{', '@', '"', '`', '}', ' '];
    Line::all(text).find_map(|line| {
        let words = line.text.trim_start_matches(MARKS);
        let mark = line.text.slice(..line.text.len() - words.len()).trim();
        let (key, rest) = leading_key(words, keys).filter(|_| !line.text.starts_with(' '))?;
        let value = rest.trim_start_matches(MARKS).strip_prefix(':')?.trim_matches(MARKS);
        (!mark.is_empty() && !value.is_empty()).then(|| {
            Slip::new(
                line.range(),
                format!("before the key `{key}` stands `{mark}`, and a line begins with its key"),
                format!("write `{key}: {value}`"),
            )
        })
    })
}

/// Two keys on one line.
fn two_keys(line: &Line<'_>, keys: &[&str]) -> Option<Slip> {
    let (key, value) = line.entry()?;
    value.match_indices(": ").find_map(|(at, _)| {
        let before = value.slice(..at);
        let second = before.slice(before.rfind([' ', ',', ';']).map_or(0, |end| end + 1)..);
        let first = before.slice(..before.len() - second.len());
        let first = first.trim_end_matches([' ', ',', ';']);
        (keys.contains(&second) && keys.contains(&key) && !first.is_empty()).then(|| {
            let rest = value.slice(at + 2..).trim();
            Slip::new(
                line.range(),
                format!("here two keys stand on one line, `{key}` and `{second}`"),
                format!("give each a line of its own: `{key}: {first}` and `{second}: {rest}`"),
            )
        })
    })
}

/// A character that looks like a space, or like nothing, where YAML has a plain space: before a key,
/// or around its colon.
pub(super) fn odd_space(text: &str, keys: &[&str]) -> Option<Slip> {
    Line::all(text).find_map(|line| {
        let (before, after) = line.text.split_once(':')?;
        let name = before.trim_matches(|c: char| odd::is_blank(c) || c == '-');
        keys.contains(&name).then_some(())?;
        let value = after.trim_start_matches(odd::is_blank);
        let space = after.slice(..after.len() - value.len());
        let after = space.char_indices().map(|(at, c)| (before.len() + 1 + at, c));
        let mut around = before.char_indices().chain(after).filter(|(_, c)| *c != '\t');
        let (at, c, odd) = around.find_map(|(at, c)| Some((at, c, odd::named(c)?)))?;
        let at = line.start + at;
        Some(Slip::new(
            at..at + c.len_utf8(),
            format!("here stands {odd}, which YAML does not take as a space"),
            format!("write `{name}: {}` with plain spaces", value.trim_matches(odd::is_blank)),
        ))
    })
}

/// A key without a space after its colon.
pub(super) fn unspaced_key(text: &str, keys: &[&str]) -> Option<Slip> {
    Line::all(text).find_map(|line| {
        let (key, value) = line.text.split_once(':')?;
        let name = key.trim_start_matches([' ', '-']);
        let unspaced = value.starts_with(|c: char| !matches!(c, ' ' | '\t'));
        (unspaced && keys.contains(&name)).then(|| {
            let value = value.trim();
            Slip::new(
                line.range(),
                format!("there is no space after the colon of `{name}`"),
                format!("write `{name}: {value}`"),
            )
        })
    })
}

/// A value that opens a list or map which never closes.
fn unclosed_bracket(text: &str) -> Option<Slip> {
    Line::all(text).find_map(|line| {
        let (key, value) = line.entry()?;
        let (open, close) = match value.chars().next()? {
            '[' => ('[', ']'),
            '{' => ('{', '}'),
            _ => return None,
        };
        let depth = value
            .chars()
            .fold(0i64, |depth, c| depth + i64::from(c == open) - i64::from(c == close));
        let later = text.get(line.range().end..).unwrap_or_default();
        (depth > 0 && !later.contains(close)).then(|| {
            let start = line.range().end - value.len();
            Slip::new(
                start..line.range().end,
                format!("the `{open}` that opens the value of `{key}` is not closed"),
                format!(
                    "add `{close}` at its end; or, if it is text, put it in quotes: `{}`",
                    quoted(key, value)
                ),
            )
        })
    })
}

/// A value with a colon and a space in it.
fn colon(line: &Line<'_>) -> Option<Slip> {
    let (key, value) = line.entry()?;
    let is_text = value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']);
    is_text.then(|| {
        Slip::new(
            line.range(),
            format!("the value of `{key}` has a colon in it, which YAML reads as another key"),
            format!("put it in quotes: `{}`", quoted(key, value)),
        )
    })
}

/// A value that begins with what means something in YAML.
fn indicator(line: &Line<'_>) -> Option<Slip> {
    let (key, value) = line.entry()?;
    let first = value.chars().next()?;
    let lone = value.chars().nth(1).is_none_or(|next| next == ' ');
    let means = "@`%*&!|>\"'{[#".contains(first) || matches!(first, '-' | '?') && lone;
    means.then(|| begins_with(line.range(), key, value))
}

/// That a value begins with what YAML does not read as text.
pub(super) fn begins_with(range: Range<usize>, key: &str, value: &str) -> Slip {
    let first = value.chars().next().unwrap_or(' ');
    let in_quotes = format!("put it in quotes: `{}`", quoted(key, value));
    let bare = value.trim_matches(|c: char| !c.is_alphanumeric());
    // The values of these keys are words without signs.
    let is_one_of = matches!(key, "status" | "rights" | "route" | "capacity" | "kind");
    let is_word = is_one_of && !bare.is_empty() && bare.chars().all(|c| c.is_ascii_lowercase());
    Slip::new(
        range,
        format!("the value of `{key}` begins with `{first}`, which YAML does not read as text"),
        match is_word {
            true => format!("write `{key}: {bare}`; or, if the sign is part of it, {in_quotes}"),
            false => in_quotes,
        },
    )
}

/// A key that stands further in than the one above it, which has a value.
fn indented(text: &str, line: &Line<'_>) -> Option<Slip> {
    let (key, value) = line.entry()?;
    let above = Line::all(text.slice(..line.start).trim_end()).last()?;
    let within = line.text.starts_with(' ') && !above.text.starts_with(' ');
    (within && above.entry().is_some()).then(|| {
        Slip::new(
            line.range(),
            "this line is indented, so that YAML reads it as more of the line above",
            format!("begin it where the other lines begin: `{key}: {value}`"),
        )
    })
}

/// A key with its value in quotation marks.
pub(super) fn quoted(key: &str, value: &str) -> String {
    format!("{key}: \"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The first value whose quotation marks are wrong.
fn wrong_quotes(text: &str) -> Option<Slip> {
    let mut next = 0;
    while next < text.len() {
        let line = Line::at(text, next);
        let start = next;
        next += memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |end| end + 1);
        let Some((key, value, quote)) = quoted_value(line.text) else { continue };
        let range = line.range().end - value.len()..line.range().end;
        let end =
            closing_quote(text.slice(range.start + 1..), quote).map(|at| range.start + 1 + at);
        let rest = |end: usize| text.slice(end + 1..).lines().next().unwrap_or_default().trim();
        match end {
            Some(end) if rest(end).is_empty() || rest(end).starts_with('#') => {
                next = next.max(end + 1);
            }
            Some(end) if end < range.end => {
                let inner = value.slice(1..).strip_suffix(quote).unwrap_or_default();
                let is_apostrophe = quote == '\'' && !inner.is_empty() && !inner.contains('"');
                let (marks, whole) = if is_apostrophe {
                    ("double", quoted(key, inner))
                } else if quote == '"' {
                    ("single", format!("{key}: '{}'", value.replace('\'', "''")))
                } else {
                    ("double", quoted(key, value))
                };
                return Some(Slip::new(
                    range,
                    format!("the value of `{key}` goes on after its closing quotation mark"),
                    format!("put all of it in {marks} quotation marks: `{whole}`"),
                ));
            }
            _ => {
                let close = format!("add one at its end: `{key}: {value}{quote}`");
                let help = match quote {
                    '"' => close,
                    _ => format!(
                        "{close}; or, if it is an apostrophe, write `{}`",
                        quoted(key, value)
                    ),
                };
                return Some(Slip::new(
                    range,
                    format!("the quotation mark that opens the value of `{key}` is not closed"),
                    help,
                ));
            }
        }
    }
    None
}

/// The key and value of a line whose value opens with a quotation mark.
fn quoted_value(line: &str) -> Option<(&str, &str, char)> {
    let entry = line.trim_start_matches([' ', '-']);
    let (key, value) = entry.split_once(':')?;
    let value = value.strip_prefix([' ', '\t'])?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let is_key = !key.is_empty() && !key.contains(['"', '\'', '{', '[', '#', ' ']);
    is_key.then_some((key, value, quote))
}

/// Where the quotation ends that `text` is inside of.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => {
                chars.next();
            }
            c if c == quote => {
                let doubled = quote == '\'' && chars.peek().is_some_and(|&(_, c)| c == quote);
                if !doubled {
                    return Some(at);
                }
                chars.next();
            }
            _ => {}
        }
    }
    None
}

/// The date that a text means which is written otherwise: `7 October 2019`, `7.10.2019`,
/// `2019-10-07T10:00:00Z`. Of `10/7/2019` nobody can tell the month.
#[must_use]
pub(super) fn date_meant(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some((day, time)) = text.split_once(['T', ' '])
        && time.starts_with(is_digit)
        && let Ok(day) = day.parse()
    {
        return Some(day);
    }
    if !text.contains(char::is_alphabetic) {
        return day_meant(text)?.to_string().parse().ok();
    }
    let days = Language::all().find_map(|language| match figures(text, language).as_slice() {
        [Figure { range, what: What::Date(dated), .. }] if *range == (0..text.len()) => {
            (!dated.yearless && !dated.vague).then_some(dated.days)
        }
        _ => None,
    })?;
    let (low, high) = (days.low?.at, days.high?.at);
    if low == high {
        return low.to_string().parse().ok();
    }
    let month = low.day() == 1 && low.last_of_month() == high;
    month.then(|| low.to_string().slice(..7).parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &["title", "publisher", "authors"];

    #[test]
    fn what_cannot_be_read_is_told_in_plain_words() {
        for (yaml, at, place, message, help) in [
            (
                "title: x\n\tpublisher: NYT\n",
                0,
                "\tpublisher: NYT",
                "this line has a tab in it, which YAML does not take as white space",
                "indent with spaces instead of the tab",
            ),
            (
                "title = x\npublisher: NYT\n",
                20,
                "title = x",
                "between `title` and its value stands `=`, and YAML wants a colon",
                "write `title: x`",
            ),
            (
                "publisher: NYT\ntitle: x, authors: [y]\n",
                30,
                "title: x, authors: [y]",
                "here two keys stand on one line, `title` and `authors`",
                "give each a line of its own: `title: x` and `authors: [y]`",
            ),
            (
                "publisher: NYT\n- title: x\n",
                16,
                "- title: x",
                "before the key `title` stands `-`, and a line begins with its key",
                "write `title: x`",
            ),
            (
                "title:\tx\nextra:\n\ta: b\n",
                2,
                "\ta: b",
                "this line has a tab in it, which YAML does not take as white space",
                "indent with spaces instead of the tab",
            ),
            (
                "title:x\npublisher: NYT\n",
                8,
                "title:x",
                "there is no space after the colon of `title`",
                "write `title: x`",
            ),
            (
                "title: x\npublisher:\u{a0}NYT\n",
                24,
                "\u{a0}",
                "here stands a no-break space (U+00A0), which YAML does not take as a space",
                "write `publisher: NYT` with plain spaces",
            ),
            (
                "title: [x\npublisher: NYT\n",
                20,
                "[x",
                "the `[` that opens the value of `title` is not closed",
                "add `]` at its end; or, if it is text, put it in quotes: `title: \"[x\"`",
            ),
            (
                "title: [Update] on x\n",
                16,
                "title: [Update] on x",
                "the value of `title` begins with `[`, which YAML does not read as text",
                "put it in quotes: `title: \"[Update] on x\"`",
            ),
            (
                "title: @home\n",
                7,
                "title: @home",
                "the value of `title` begins with `@`, which YAML does not read as text",
                "put it in quotes: `title: \"@home\"`",
            ),
            (
                "title: - x\n",
                7,
                "title: - x",
                "the value of `title` begins with `-`, which YAML does not read as text",
                "put it in quotes: `title: \"- x\"`",
            ),
            (
                "title: x\n  publisher: NYT\n",
                20,
                "  publisher: NYT",
                "this line is indented, so that YAML reads it as more of the line above",
                "begin it where the other lines begin: `publisher: NYT`",
            ),
            (
                "title: 'Tis the season\n",
                7,
                "'Tis the season",
                "the quotation mark that opens the value of `title` is not closed",
                "add one at its end: `title: 'Tis the season'`; or, if it is an apostrophe, write \
                 `title: \"'Tis the season\"`",
            ),
        ] {
            let slip = syntax(yaml, at, "no", KEYS);
            assert_eq!(&yaml[slip.range.clone()], place, "{yaml}");
            assert_eq!((slip.message.as_str(), slip.help.as_deref()), (message, Some(help)));
        }
        for yaml in ["", "\n", ":", "a: [b", "title:", "\u{a0}: x", "é"] {
            for at in 0..=yaml.len() + 1 {
                assert!(syntax(yaml, at, "no", KEYS).range.end <= yaml.len(), "{yaml}");
            }
        }
    }

    #[test]
    fn dates_are_understood_where_they_mean_one_day() {
        for (text, meant) in [
            ("7 October 2019", Some("2019-10-07")),
            ("October 7, 2019", Some("2019-10-07")),
            ("Oct 7, 2019", Some("2019-10-07")),
            ("October 2019", Some("2019-10")),
            ("2019-1-7", Some("2019-01-07")),
            ("2019/10/07", Some("2019-10-07")),
            ("7.10.2019", Some("2019-10-07")),
            ("17/10/2019", Some("2019-10-17")),
            ("10/17/2019", Some("2019-10-17")),
            ("2019-10-07T10:00:00Z", Some("2019-10-07")),
            ("2019-10-07 10:00", Some("2019-10-07")),
            ("10/7/2019", None),
            ("last Tuesday", None),
            ("7-9 October 2019", None),
            ("2019-13-7", None),
            ("", None),
        ] {
            let found = date_meant(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), meant, "{text}");
        }
    }
}
