//! Addresses of the web, as authors write them.

/// Whether a text is an absolute URL of the web, as it is written into a page. A browser mends
/// white space and a missing slash, and may read `https:/path` as a path of the page's own site. It and
/// the parser here drop characters that XML cannot hold, and a feed would have them.
#[must_use]
pub fn is_web_url(text: &str) -> bool {
    let begins = |start: &str| {
        text.get(..start.len()).is_some_and(|given| given.eq_ignore_ascii_case(start))
    };
    (begins("https://") || begins("http://"))
        && !text.contains(is_no_part)
        && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// Whether no address has a character in it. For what cannot be printed YAML's reader gives U+FFFD.
fn is_no_part(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{fffd}'..='\u{ffff}')
}

/// Why an address cannot be that of a site: of a folder, to which paths are added.
#[must_use]
pub fn not_a_base(text: &str) -> Option<&'static str> {
    if text.trim().contains(char::is_whitespace) {
        return Some("an address has no spaces: write `%20` where a folder's name has one");
    }
    if text.contains(is_no_part) {
        return Some("leave out the characters in it that no one sees");
    }
    if !is_web_url(text) {
        return Some("write a whole web address, such as `https://example.org/briefing/`");
    }
    let url = url::Url::parse(text).ok()?;
    let last = text.rsplit('/').next().unwrap_or_default();
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file =
        url.path() != "/" && !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphabetic());
    if text.contains('?') {
        Some("a site has no query: leave out what follows the `?`")
    } else if text.contains('#') {
        Some("a site has no fragment: leave out what follows the `#`")
    } else if text.contains('@') && !(url.username().is_empty() && url.password().is_none()) {
        Some("leave out the name before the `@`: all readers would see it")
    } else if is_file {
        Some("name the site's folder, not a file in it: end the address with a `/`")
    } else if text.contains('\\') || text.split('/').any(|part| matches!(part, "." | "..")) {
        Some("write the address as a browser shows it, without `\\`, `.` and `..`")
    } else {
        None
    }
}

/// The URL of an entry of `links`.
#[must_use]
pub fn link_url(label: &str, text: &str) -> Option<String> {
    let number = text
        .strip_prefix('Q')
        .filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if label == "wikidata" && number.is_some() {
        return Some(format!("https://www.wikidata.org/wiki/{text}"));
    }
    is_web_url(text).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_has_what_a_feed_cannot_hold() {
        for c in [
            '\u{1}', '\u{1b}', '\u{7f}', '\u{9f}', '\u{fffd}', '\u{ffff}', '\t', '\n', ' ',
            '\u{a0}',
        ] {
            for url in [format!("https://a.b/{c}c/"), format!("https://a.b/{c}")] {
                assert!(!is_web_url(&url) && not_a_base(&url).is_some(), "{url:?}");
            }
        }
        assert_eq!(not_a_base("https://a.b/c%20d/é/"), None);
        assert!(not_a_base("https://a.b/c d/").is_some_and(|why| why.contains("%20")));
    }
}
