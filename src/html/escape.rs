//! The one place where text becomes HTML.

use memchr::memchr3;

use crate::slice::Slice;

/// Appends `text` so that a browser shows exactly it, in an element or in a quoted attribute.
pub fn push(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = special(rest) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            Some(b'\'') => "&#39;",
            // A bare carriage return would be read as a line feed.
            _ => "&#13;",
        });
        rest = special.slice(1..);
    }
    out.push_str(rest);
}

/// Where the first character stands that cannot be written as it is. All of them are ASCII, and so
/// are no part of any other character.
fn special(text: &str) -> Option<usize> {
    /// From so many bytes on, looking at many of them at a time pays.
    const LONG: usize = 64;
    let text = text.as_bytes();
    if text.len() < LONG {
        let is_special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'\r');
        return text.iter().position(|byte| is_special(*byte));
    }
    let markup = memchr3(b'&', b'<', b'>', text);
    let before = &text[..markup.unwrap_or(text.len())];
    memchr3(b'"', b'\'', b'\r', before).or(markup)
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
}
