//! What stands in a link: the parts of `[[…]]`, and schemes that are not published.

use crate::unseen::is_unseen;

/// What stands between `[[` and `]]`, or `|`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WikiReference<'a> {
    /// `id`
    Page(&'a str),
    /// `id#p-3fa92c`
    Block(&'a str, &'a str),
    /// `#id`
    Note(&'a str),
}

/// Reads what stands in a wiki link.
#[must_use]
pub fn wiki_reference(text: &str) -> WikiReference<'_> {
    let text = text.trim();
    match text.split_once('#') {
        None => WikiReference::Page(text),
        Some(("", note)) => WikiReference::Note(note),
        Some((page, block)) => WikiReference::Block(page, block),
    }
}

/// Schemes of addresses that are published: all others lead to programs, or nowhere for most readers.
const PUBLISHED: &[&str] = &["http", "https", "mailto", "tel"];

/// The scheme of an address that is not published; none of a relative one. Browsers pass over white
/// space and control characters in a scheme, and so does this.
#[must_use]
pub fn refused_scheme(url: &str) -> Option<String> {
    let visible = url.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !is_unseen(*c));
    let mut scheme = String::new();
    for c in visible {
        match c {
            ':' => break,
            c if c.is_ascii_alphabetic() => scheme.push(c),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    let is_scheme = url.contains(':') && !scheme.is_empty();
    let is_published = PUBLISHED.iter().any(|it| scheme.eq_ignore_ascii_case(it));
    (is_scheme && !is_published).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_on_the_list_is_published() {
        for (url, scheme) in [
            ("javascript:x", "javascript"),
            (" JaVaScript:x", "JaVaScript"),
            ("java\nscript:x", "javascript"),
            ("\u{1}java\u{200b}script\t:x", "javascript"),
            ("data:text/html,x", "data"),
            ("ms-msdt:/id", "ms-msdt"),
            ("file:///etc/passwd", "file"),
            ("feed:javascript:x", "feed"),
            ("intent://x#Intent;end", "intent"),
            ("C:\\x", "C"),
            ("ftp://a.b/", "ftp"),
            ("blob:https://a.b/x", "blob"),
        ] {
            assert_eq!(refused_scheme(url).as_deref(), Some(scheme), "{url:?}");
        }
        for url in [
            "https://a.b/javascript:x",
            "HTTP://a.b",
            "mailto:a@b.c",
            "tel:+1555",
            "//a.b/c:d",
            "data.html",
            "data",
            "#javascript:x",
            "./a:b.pdf",
            "../x?y=a:b",
            "12:30.pdf",
            "",
        ] {
            assert_eq!(refused_scheme(url), None, "{url:?}");
        }
    }
}
