//! Ids: lower-case letters, digits and hyphens.

use super::file_names::is_device;
use crate::unseen::is_unseen;

/// Whether a text is an id.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The longest id that a page can be named after: a disk has room for names of 255 bytes.
const LONGEST: usize = 255 - ".html".len();

/// Why no page can be named after an id.
#[must_use]
pub fn no_page(id: &str) -> Option<String> {
    if id == "index" {
        return Some("`index` is the page that lists the others".to_owned());
    }
    if is_device(id) {
        return Some(format!("no page can be named `{id}`, which is a device on Windows"));
    }
    (id.len() > LONGEST).then(|| {
        format!("an id of {} letters is too long: its page has room for {LONGEST}", id.len())
    })
}

/// The id that a text suggests: its words in plain letters, joined by hyphens. Empty where it has
/// neither letters nor digits that could be written so.
#[must_use]
pub fn slug(text: &str) -> String {
    let nothing = |c| matches!(c, '\'' | '’' | '‘') || is_unseen(c);
    let plain = deunicode::deunicode(&text.replace(nothing, ""));
    let mut slug = String::new();
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether an id looks like a block's, so that a note must not have it.
#[must_use]
pub fn looks_like_block(id: &str) -> bool {
    let Some(rest) = id.strip_prefix("p-") else { return false };
    let (hash, times) = rest.split_once('-').unwrap_or((rest, "1"));
    hash.len() == 6
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        && times.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_words() {
        assert_eq!(slug("Ross: \"cannot and will not\""), "ross-cannot-and-will-not");
        assert_eq!(slug("China’s Über-plan"), "chinas-uber-plan");
        assert_eq!(slug("海康威视"), "hai-kang-wei-shi");
        assert_eq!(slug("—"), "");
    }

    #[test]
    fn blocks_have_ids_of_their_own() {
        assert!(looks_like_block("p-3fa92c") && looks_like_block("p-3fa92c-2"));
        assert!(!looks_like_block("p-3fa92") && !looks_like_block("p-bureau"));
    }
}
