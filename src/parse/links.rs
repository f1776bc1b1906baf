//! What stands in a link: the parts of `[[…]]`, and schemes that are not published.

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

/// Whether a URL could run a program in the reader's browser. Browsers pass over white space and
/// control characters in a scheme, and so does this.
#[must_use]
pub fn unsafe_scheme(url: &str) -> bool {
    let plain: String = url
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| plain.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_disguises() {
        for url in ["javascript:x", " JaVaScript:x", "java\nscript:x", "data:text/html,x"] {
            assert!(unsafe_scheme(url), "{url:?}");
        }
        for url in ["https://a.b/javascript:x", "data.html", "#javascript"] {
            assert!(!unsafe_scheme(url), "{url:?}");
        }
    }
}
