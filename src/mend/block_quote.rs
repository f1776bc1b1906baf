//! Writes quotations: text as Markdown that prints it.

use crate::place::{InContent, Place};
use crate::slice::Slice;

/// How the characters beside `**` are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edges {
    /// As they are.
    Plain,
    /// As numbers, where they are no white space: between a letter and a mark, `**` is no markup.
    Guarded,
}

/// A text as inline Markdown in one line, with these parts of it strong.
#[must_use]
pub fn with_strong(text: &str, strong: &[Place<InContent>], edges: Edges) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for range in strong {
        push_between(&mut out, text.slice(at..range.start()), (at > 0, true), edges);
        out.push_str("**");
        out.push_str(&line(text.slice(range.bytes())));
        out.push_str("**");
        at = range.end();
    }
    push_between(&mut out, text.slice(at..), (at > 0, false), edges);
    out.trim().to_owned()
}

/// Writes what stands before a strong part, after one, or between two.
fn push_between(out: &mut String, mut text: &str, strong: (bool, bool), edges: Edges) {
    let guarded = |c: &char| edges == Edges::Guarded && !c.is_whitespace();
    let number = |c: char| format!("&#{};", u32::from(c));
    if let Some(c) = text.chars().next().filter(guarded).filter(|_| strong.0) {
        text = text.slice(c.len_utf8()..);
        out.push_str(&number(c));
    }
    match text.chars().next_back().filter(guarded).filter(|_| strong.1) {
        Some(c) => {
            out.push_str(&line(text.slice(..text.len() - c.len_utf8())));
            out.push_str(&number(c));
        }
        None => out.push_str(&line(text)),
    }
}

/// A text as inline Markdown in one line.
#[must_use]
pub fn line(text: &str) -> String {
    let mut one_line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            one_line.push(c);
        } else if !one_line.ends_with(' ') {
            one_line.push(' ');
        }
    }
    escape_markdown(&one_line)
}

/// A text as inline Markdown that prints it.
#[must_use]
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' => true,
            '~' => text.slice(at..).starts_with("~~") || out.ends_with('~'),
            '&' => text
                .slice(at + 1..)
                .starts_with(|next: char| next.is_ascii_alphabetic() || next == '#'),
            // What looks like a note's attributes is refused in a file of notes.
            '{' => text.slice(at + 1..).trim_start().starts_with(['.', '#']),
            '=' => out.trim_end().to_ascii_lowercase().ends_with("status"),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The line under a block quote: the article, a claim's value, and keys. A key whose value would have to be
/// escaped is left out.
#[must_use]
pub fn attribution(article: &str, value: Option<&str>, keys: &[(&str, &str)]) -> String {
    let mut line = format!("> — [[{article}]]");
    if let Some(value) = value {
        line.push_str(": ");
        line.push_str(value);
    }
    let keys: Vec<String> = keys.iter().filter_map(|(key, value)| pair(key, value)).collect();
    if !keys.is_empty() {
        line.push_str(&format!(" {{{}}}", keys.join(" ")));
    }
    line
}

/// A key with its value, as they stand in braces; nothing where the value has braces itself, or is no line.
#[must_use]
pub fn pair(key: &str, value: &str) -> Option<String> {
    (!value.contains(['{', '}', '\n'])).then(|| key_and_value(key, value))
}

/// `key=value`, or `key="two words"`.
#[must_use]
pub fn key_and_value(key: &str, value: &str) -> String {
    if !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return format!("{key}={value}");
    }
    format!("{key}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
