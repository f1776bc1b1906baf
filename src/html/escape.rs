//! The one place where text becomes HTML.

use std::fmt::Write;

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
        rest = &special[1..];
    }
    out.push_str(rest);
}

/// Where the first character stands that cannot be written as it is.
fn special(text: &str) -> Option<usize> {
    /// All of them are ASCII, and so are no part of any other character.
    const SPECIAL: [bool; 256] = {
        let mut special = [false; 256];
        let mut bytes: &[u8] = b"&<>\"'\r";
        while let [byte, rest @ ..] = bytes {
            special[*byte as usize] = true;
            bytes = rest;
        }
        special
    };
    text.as_bytes().iter().position(|byte| SPECIAL[usize::from(*byte)])
}

/// `text` as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

/// Appends ` name="value"`.
pub(crate) fn attribute(out: &mut String, name: &str, value: impl std::fmt::Display) {
    let from = out.len() + name.len() + 3;
    // Writing to a string cannot fail.
    let _ = write!(out, " {name}=\"{value}");
    if special(&out[from..]).is_some() {
        let value = out.split_off(from);
        push(out, &value);
    }
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
        let mut out = "<a".to_owned();
        attribute(&mut out, "title", "a \"b\" 海");
        assert_eq!(out, "<a title=\"a &quot;b&quot; 海\"");
    }
}
