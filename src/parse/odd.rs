//! Characters that an author does not see, or takes for a plain space.

use crate::unseen::is_unseen;

/// Whether a character looks like white space or like nothing.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// What to call a character that looks like a plain space, or like nothing, and is neither that nor
/// a line feed: its name and code point.
#[must_use]
pub fn named(c: char) -> Option<String> {
    let name = match c {
        ' ' | '\n' | '\r' => return None,
        '\t' => return Some("a tab".to_owned()),
        '\u{a0}' => "a no-break space",
        '\u{ad}' => "a soft hyphen",
        '\u{2002}' => "an en space",
        '\u{2003}' => "an em space",
        '\u{2007}' => "a figure space",
        '\u{2009}' => "a thin space",
        '\u{200a}' => "a hair space",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a direction mark"
        }
        '\u{2028}' => "a line separator",
        '\u{2029}' => "a paragraph separator",
        '\u{202f}' => "a narrow no-break space",
        '\u{2060}' => "a word joiner",
        '\u{3000}' => "an ideographic space",
        '\u{feff}' => "a byte-order mark",
        c if c.is_whitespace() => "a space of another kind",
        c if is_unseen(c) => "a character without width",
        _ => return None,
    };
    Some(format!("{name} (U+{:04X})", u32::from(c)))
}

/// The first of a text's characters that has such a name.
#[must_use]
pub fn first_named(text: &str) -> Option<String> {
    text.chars().find_map(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_space_or_like_nothing_has_a_name() {
        assert_eq!(named('\u{a0}').as_deref(), Some("a no-break space (U+00A0)"));
        assert_eq!(first_named("a b\u{3000}").as_deref(), Some("an ideographic space (U+3000)"));
        assert_eq!(first_named("plain words, 1 line\r\n"), None);
        for c in (0..=0x3_000).filter_map(char::from_u32).filter(|c| is_blank(*c)) {
            assert!(named(c).is_some() || matches!(c, ' ' | '\n' | '\r'), "{c:?}");
        }
    }
}
