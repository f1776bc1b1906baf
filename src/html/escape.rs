//! The one place where text becomes HTML.

use std::iter::Peekable;

use memchr::memchr3_iter;

use crate::slice::Slice;

/// From so many bytes on, looking at many of them at a time pays.
const LONG: usize = 64;

/// Appends `text` so that a browser shows exactly it, in an element or in a quoted attribute.
pub fn push(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    if bytes.len() < LONG {
        let is_special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'\r');
        push_parts(out, text, (0..bytes.len()).filter(|at| is_special(bytes[*at])));
    } else {
        // Each is sought once, from where it was found last: seeking the one kind anew for each of
        // the other would read a text of nothing but quotation marks as often as it has marks.
        let markup = memchr3_iter(b'&', b'<', b'>', bytes);
        push_parts(out, text, Merged::new(markup, memchr3_iter(b'"', b'\'', b'\r', bytes)));
    }
}

/// Appends `text`, which at `special` has characters that cannot be written as they are. All of them
/// are ASCII, and so are no part of any other character.
fn push_parts(out: &mut String, text: &str, special: impl Iterator<Item = usize>) {
    let mut done = 0;
    for at in special {
        out.push_str(text.slice(done..at));
        out.push_str(match text.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            Some(b'\'') => "&#39;",
            // A bare carriage return would be read as a line feed.
            _ => "&#13;",
        });
        done = at + 1;
    }
    out.push_str(text.slice(done..));
}

/// Two rising rows of places as one.
struct Merged<A: Iterator<Item = usize>, B: Iterator<Item = usize>> {
    a: Peekable<A>,
    b: Peekable<B>,
}

impl<A: Iterator<Item = usize>, B: Iterator<Item = usize>> Merged<A, B> {
    fn new(a: A, b: B) -> Self {
        Self { a: a.peekable(), b: b.peekable() }
    }
}

impl<A: Iterator<Item = usize>, B: Iterator<Item = usize>> Iterator for Merged<A, B> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match (self.a.peek(), self.b.peek()) {
            (Some(a), Some(b)) if b < a => self.b.next(),
            (None, _) => self.b.next(),
            _ => self.a.next(),
        }
    }
}

/// `text` as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

/// Appends ` name="value"`; the value is given in parts.
pub(crate) fn attribute(out: &mut String, name: &str, value: &[&str]) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    value.iter().for_each(|part| push(out, part));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_text_is_markup() {
        assert_eq!(
            escape(r#"<a href="x">'&'\r"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;\\r"
        );
        assert_eq!(escape("a\r\nb"), "a&#13;\nb");
        let long = "a letter é and ".repeat(9);
        let written = escape(&format!("{long}\"&{long}<\r{long}'>"));
        assert_eq!(written, format!("{long}&quot;&amp;{long}&lt;&#13;{long}&#39;&gt;"));
        let mut out = "<a".to_owned();
        attribute(&mut out, "title", &["a \"b\"", " 海"]);
        assert_eq!(out, "<a title=\"a &quot;b&quot; 海\"");
    }

    #[test]
    fn a_text_of_nothing_but_marks_costs_no_more_than_its_length() {
        // Read once for each mark, this would be four million million bytes.
        let text = "\"".repeat(2_000_000) + "&";
        assert_eq!(escape(&text).len(), 2_000_000 * "&quot;".len() + "&amp;".len());
        let text = "<".repeat(2_000_000) + "'";
        assert_eq!(escape(&text).len(), 2_000_000 * "&lt;".len() + "&#39;".len());
    }
}
