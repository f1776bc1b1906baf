//! The text of a template as its language reads it: tags, and the words and signs in them.

use std::ops::Range;

use crate::slice::Slice;

/// A tag: what stands between two braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// All of it, braces included.
    pub(crate) range: Range<usize>,
    /// Whether it is a statement, between `{%` and `%}`, and not an expression.
    pub(crate) is_statement: bool,
    /// What is in it.
    pub(crate) tokens: Vec<Token>,
}

/// A word or sign, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word(String),
    Text(String),
    Number,
    Sign(char),
}

impl Token {
    /// Whether it is this sign.
    pub(crate) fn is(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    /// The word that it is.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// The tags of a template, without comments and what is raw.
pub(crate) fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    let mut raw = false;
    while let Some(found) = text.slice(at..).find('{') {
        let start = at + found;
        let rest = text.slice(start + 1..);
        let (close, is_statement) = match rest.chars().next() {
            Some('{') => ("}}", false),
            Some('%') => ("%}", true),
            Some('#') if !raw => {
                at = text.slice(start..).find("#}").map_or(text.len(), |end| start + end + 2);
                continue;
            }
            _ => {
                at = start + 1;
                continue;
            }
        };
        let (tokens, end) = tokens(text, start + 2, close);
        let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
        if is_statement && words == ["endraw"] {
            raw = false;
        } else if raw {
            at = start + 2;
            continue;
        } else if is_statement && words == ["raw"] {
            raw = true;
        } else {
            tags.push(Tag { range: start..end, is_statement, tokens });
        }
        at = end;
    }
    tags
}

/// The tokens of a tag from byte `at` on, and where it ends.
fn tokens(text: &str, mut at: usize, close: &str) -> (Vec<Token>, usize) {
    let mut tokens = Vec::new();
    while let Some(c) = text.slice(at..).chars().next() {
        let rest = text.slice(at..);
        if rest.starts_with(close) {
            return (tokens, at + close.len());
        }
        let length = match c {
            '"' | '\'' | '`' => text_length(rest, c),
            c if c.is_alphabetic() || c == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
            }
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let range = at..at + length;
        let written = text.slice(range.clone());
        let kind = match c {
            '"' | '\'' | '`' => Some(TokenKind::Text(written.trim_matches(c).to_owned())),
            c if c.is_alphabetic() || c == '_' => Some(TokenKind::Word(written.to_owned())),
            c if c.is_ascii_digit() => Some(TokenKind::Number),
            c if c.is_whitespace() => None,
            c => Some(TokenKind::Sign(c)),
        };
        tokens.extend(kind.map(|kind| Token { kind, range: range.clone() }));
        at = range.end;
    }
    (tokens, text.len())
}

/// The bytes of a text in quotation marks.
fn text_length(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            c if c == mark && !escaped => return at + c.len_utf8(),
            _ => escaped = false,
        }
    }
    rest.len()
}

/// The components that a template makes.
pub(crate) fn components_made(text: &str) -> Vec<String> {
    let statements = tags(text).into_iter().filter(|tag| tag.is_statement);
    statements
        .filter_map(|tag| {
            let at = tag.tokens.iter().position(|token| token.word() == Some("component"))?;
            Some(component_name(tag.tokens.get(at + 1..)?))
        })
        .collect()
}

/// The components that it uses.
pub(crate) fn components_used(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for tag in tags(text) {
        for (at, token) in tag.tokens.iter().enumerate() {
            if token.is('<') {
                used.push(component_name(tag.tokens.get(at + 1..).unwrap_or_default()));
            }
        }
    }
    used
}

/// The name at the beginning of some tokens: words parted by points.
fn component_name(tokens: &[Token]) -> String {
    let mut name = String::new();
    for token in tokens {
        match &token.kind {
            TokenKind::Word(word) if name.is_empty() || name.ends_with('.') => name.push_str(word),
            TokenKind::Sign('.') if !name.is_empty() => name.push('.'),
            _ => break,
        }
    }
    name
}

/// A part of a template that is never closed: the tag that opens it, and the one that would close it.
pub(crate) fn never_closed(text: &str) -> Option<(Range<usize>, String)> {
    let mut open: Vec<(Range<usize>, String)> = Vec::new();
    for tag in tags(text).into_iter().filter(|tag| tag.is_statement) {
        let Some(word) = tag.tokens.iter().find_map(Token::word) else { continue };
        let is_part = match word {
            "if" | "for" | "block" | "component" | "filter" | "raw" => true,
            // Without a value it takes what stands up to its end.
            "set" | "set_global" => !tag.tokens.iter().any(|token| token.is('=')),
            _ => false,
        };
        if is_part {
            let close = format!("end{}", if word == "set_global" { "set" } else { word });
            open.push((tag.range, close));
        } else if let Some(at) = open.iter().rposition(|(_, close)| close == word) {
            open.remove(at);
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comments_raw_text_and_signs_in_quotation_marks_are_no_tags() {
        let text = "{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ \"}}\" ~ c.d }}{ e {%- if f -%}";
        let found = tags(text);
        assert_eq!(found.len(), 2);
        let words: Vec<&str> =
            found.iter().flat_map(|tag| &tag.tokens).filter_map(Token::word).collect();
        assert_eq!(words, ["c", "d", "if", "f"]);
    }

    #[test]
    fn the_innermost_part_that_is_never_closed_is_named() {
        let text = "{% block a %}{% if b %}{% for c in d %}{{ c }}{% endfor %}{% endblock %}";
        let (range, close) = never_closed(text).unwrap();
        assert_eq!((text.slice(range), &*close), ("{% if b %}", "endif"));
        assert_eq!(
            never_closed("{% set a = 1 %}{% if b %}{% elif c %}{% else %}{% endif %}"),
            None
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[{}%#\"'a-c.|< />\\\\é]{0,40}") {
            for tag in tags(&text) {
                prop_assert!(tag.range.end <= text.len());
            }
        }
    }
}
