//! Names of works that keep when addresses change: DOIs.

use percent_encoding::percent_decode_str;

use crate::slice::Slice;

/// The DOI in an address, or in what is written as one (`doi:10.1000/182`), in small letters: they
/// count as equal.
#[must_use]
pub fn doi(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text.trim()).decode_utf8_lossy();
    let begins = |at: &usize| {
        let before = decoded.slice(..*at).chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '.')
    };
    let found = decoded.match_indices("10.").map(|(at, _)| at).filter(begins).find_map(|at| {
        let rest = decoded.slice(at..);
        let (prefix, suffix) = rest.split_once('/')?;
        let digits = prefix.slice(3..).split('.').next().unwrap_or_default();
        let is_prefix = (4..=9).contains(&digits.len())
            && prefix.slice(3..).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let end = suffix.find(|c: char| c.is_whitespace() || "?#\"<>".contains(c));
        let suffix = suffix.slice(..end.unwrap_or(suffix.len()));
        let suffix = suffix.trim_end_matches(['/', '.', ',', ';']);
        (is_prefix && !suffix.is_empty()).then(|| format!("{prefix}/{suffix}"))
    });
    found.map(|doi| doi.to_lowercase())
}

/// The address that leads to what has a DOI.
#[must_use]
pub fn address(doi: &str) -> String {
    format!("https://doi.org/{doi}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_known_however_it_is_written() {
        for text in [
            "10.1000/ABC-1",
            "doi:10.1000/abc-1",
            "https://doi.org/10.1000/abc-1",
            "http://dx.doi.org/10.1000%2FABC-1",
            "https://journal.example/doi/full/10.1000/abc-1?download=1#top",
        ] {
            assert_eq!(doi(text).as_deref(), Some("10.1000/abc-1"), "{text}");
        }
        for text in
            ["", "10.1000", "https://a.example/2019/10.html", "110.1000/x", "10.12/x", "10."]
        {
            assert_eq!(doi(text), None, "{text}");
        }
        assert_eq!(doi(&address("10.1000/182")).as_deref(), Some("10.1000/182"));
    }
}
