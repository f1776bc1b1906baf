//! Raw HTML, cut into tags and text.
//!
//! What a tag is says CommonMark, and not a browser: there a `<` that begins no whole tag is text,
//! and so nothing that follows it is lost.

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::slice::Slice;

/// A piece of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum HtmlPiece<'a> {
    /// What is no markup.
    Text,
    /// The tag that begins an element, with the element's name as it is written.
    Open(&'a str),
    /// The tag that ends one.
    Close(&'a str),
    /// A comment, which is no text.
    Comment,
    /// `<!doctype …>`
    Doctype,
    /// `<![CDATA[…]]>`, whose inside is text.
    Cdata,
}

/// What stands before and after the text of a CDATA section.
pub(super) const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

/// The pieces of a text, in order and without a gap.
pub(in crate::parse) fn tokens(text: &str) -> Vec<(HtmlPiece<'_>, Range<usize>)> {
    let mut reader = HtmlReader { text, unclosed: Vec::new() };
    let mut tokens = Vec::new();
    let (mut at, mut start) = (0, 0);
    while let Some(found) = memchr(b'<', text.slice(at..).as_bytes()) {
        let begins = at + found;
        let Some((token, end)) = reader.markup(begins) else {
            at = begins + 1;
            continue;
        };
        if start < begins {
            tokens.push((HtmlPiece::Text, start..begins));
        }
        tokens.push((token, begins..end));
        (at, start) = (end, end);
    }
    if start < text.len() {
        tokens.push((HtmlPiece::Text, start..text.len()));
    }
    tokens
}

struct HtmlReader<'a> {
    text: &'a str,
    /// What was sought to the end of the text in vain, and is not sought again.
    unclosed: Vec<&'static str>,
}

impl<'a> HtmlReader<'a> {
    /// The markup that begins at the `<` at `start`, and where it ends.
    fn markup(&mut self, start: usize) -> Option<(HtmlPiece<'a>, usize)> {
        let rest = self.text.slice(start..);
        if let Some(inside) = rest.strip_prefix("<!--") {
            let short = ["->", ">"].into_iter().find(|end| inside.starts_with(end));
            let end = match short {
                Some(end) => start + 4 + end.len(),
                None => self.end_of("-->", start + 4)?,
            };
            return Some((HtmlPiece::Comment, end));
        }
        if rest.starts_with(CDATA.0) {
            return Some((HtmlPiece::Cdata, self.end_of(CDATA.1, start + CDATA.0.len())?));
        }
        if rest.starts_with("<!") {
            const DOCTYPE: &str = "doctype";
            let name = rest.slice(2..2 + DOCTYPE.len());
            let after = rest.as_bytes().get(2 + DOCTYPE.len());
            let is_doctype = name.eq_ignore_ascii_case(DOCTYPE)
                && after.is_some_and(|byte| *byte == b'>' || byte.is_ascii_whitespace());
            return is_doctype
                .then(|| self.end_of(">", start))?
                .map(|end| (HtmlPiece::Doctype, end));
        }
        let (token, length) = tag(rest)?;
        Some((token, start + length))
    }

    fn end_of(&mut self, end: &'static str, from: usize) -> Option<usize> {
        if self.unclosed.contains(&end) {
            return None;
        }
        match memmem::find(self.text.slice(from..).as_bytes(), end.as_bytes()) {
            Some(at) => Some(from + at + end.len()),
            None => {
                self.unclosed.push(end);
                None
            }
        }
    }
}

/// The tag that a text begins with, and its length.
fn tag(text: &str) -> Option<(HtmlPiece<'_>, usize)> {
    let bytes = text.as_bytes();
    let run = |from: usize, belongs: fn(u8) -> bool| {
        from + bytes.iter().skip(from).take_while(|byte| belongs(**byte)).count()
    };
    let space = |from| run(from, |byte| byte.is_ascii_whitespace());
    let closes = bytes.get(1) == Some(&b'/');
    let name_start = if closes { 2 } else { 1 };
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let name_end = run(name_start, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let name = text.slice(name_start..name_end);
    let mut at = name_end;
    if closes {
        at = space(at);
        return (bytes.get(at) == Some(&b'>')).then_some((HtmlPiece::Close(name), at + 1));
    }
    loop {
        let after = space(at);
        let end = match bytes.get(after..)? {
            [b'>', ..] => Some(after + 1),
            [b'/', b'>', ..] => Some(after + 2),
            _ => None,
        };
        if let Some(end) = end {
            return Some((HtmlPiece::Open(name), end));
        }
        // An attribute has space before it.
        let begins = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_' || byte == b':';
        if after == at || !begins(*bytes.get(after)?) {
            return None;
        }
        at = run(after, |byte| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte));
        let equals = space(at);
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        let value = space(equals + 1);
        at = match *bytes.get(value)? {
            quote @ (b'"' | b'\'') => value + 2 + memchr(quote, bytes.get(value + 1..)?)?,
            _ => run(value, |byte| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte)),
        };
        if at == value {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(HtmlPiece<'_>, &str)> {
        tokens(text).into_iter().map(|(token, range)| (token, text.slice(range))).collect()
    }

    #[test]
    fn what_is_no_whole_tag_is_text() {
        for text in [
            "a < b > c",
            "<em",
            "<a x=>",
            "<a x=\"y>",
            "<a x='y\"z>",
            "</p",
            "</p x>",
            "< p>",
            "<1>",
            "<!-- a",
            "<![CDATA[ a",
            "<!doctype html",
            "<!important>",
            "<?php echo 1 ?>",
            "<a\u{a0}b>",
            "<a 1>",
            "<a x=\"\"y>",
            "<é>",
            "<",
            "</",
            "<!",
            "<div and so on. Then 5 > 3",
        ] {
            assert_eq!(cut(text), [(HtmlPiece::Text, text)]);
        }
    }

    #[test]
    fn tags_are_whole_whatever_stands_in_quotation_marks() {
        assert_eq!(
            cut(
                "x<a title='a>b' b=\"<c>\" d=e/f g/>y</A\n><br/><!-- <p> --><!--><!---><!DOCTYPE html>"
            ),
            [
                (HtmlPiece::Text, "x"),
                (HtmlPiece::Open("a"), "<a title='a>b' b=\"<c>\" d=e/f g/>"),
                (HtmlPiece::Text, "y"),
                (HtmlPiece::Close("A"), "</A\n>"),
                (HtmlPiece::Open("br"), "<br/>"),
                (HtmlPiece::Comment, "<!-- <p> -->"),
                (HtmlPiece::Comment, "<!-->"),
                (HtmlPiece::Comment, "<!--->"),
                (HtmlPiece::Doctype, "<!DOCTYPE html>"),
            ]
        );
        assert_eq!(
            cut("<![CDATA[a]b]]>c<x-y>"),
            [
                (HtmlPiece::Cdata, "<![CDATA[a]b]]>"),
                (HtmlPiece::Text, "c"),
                (HtmlPiece::Open("x-y"), "<x-y>"),
            ]
        );
    }
}
