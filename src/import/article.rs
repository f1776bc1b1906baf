//! Drafts → article files.

use super::body::one_line;
use super::draft::{Draft, Finding};
use super::markdown::{self, Voice};
use crate::parse::comment::without;
use crate::parse::slug::slug;
use crate::parse::yaml_scalar::scalar;
use crate::slice::Slice;

/// An id is not longer than this, if it was made of a title.
const LONGEST_ID: usize = 48;

/// The text of an article's file.
#[must_use]
pub fn file(draft: &Draft) -> String {
    let mut out = String::from("---\n");
    let mut key = |name: &str, value: &str| out.push_str(&format!("{name}: {value}\n"));
    // A comment is read in no value: it would be printed.
    let value = |text: &str| scalar(&without(text));
    key("title", &scalar(title(draft)));
    if let Some(publisher) = &draft.publisher {
        key("publisher", &value(publisher));
    }
    match draft.authors.as_slice() {
        [] => {}
        [author] => key("authors", &value(author)),
        authors => {
            let list: Vec<String> = authors.iter().map(|author| value(author)).collect();
            key("authors", &format!("[{}]", list.join(", ")));
        }
    }
    if let Some(published) = draft.published {
        key("published", &published.to_string());
    }
    if let Some(accessed) = draft.accessed {
        key("accessed", &accessed.to_string());
    }
    if let Some(url) = &draft.url {
        key("url", &value(url));
    }
    if let Some(url) = &draft.archive_url {
        key("archive_url", &value(url));
    }
    if let Some(language) = &draft.language {
        key("language", &value(language));
    }
    key("text", if draft.is_reference { "excerpt" } else { "full" });
    if draft.is_reference {
        key("rights", "link");
    }
    if let Some(agency) = &draft.agency {
        key("agency", &value(agency));
    }
    if let Some(doi) = &draft.doi {
        key("extra", &format!("{{doi: {}}}", value(doi)));
    }
    out.push_str("---\n");
    if draft.is_reference {
        return out;
    }
    out.push('\n');
    out.push_str(&markdown::write(&draft.body, Voice::Report));
    out
}

/// What was left out of a draft, as a comment: it is printed nowhere. Empty where nothing was.
#[must_use]
pub fn left_out(draft: &Draft) -> String {
    // Neither may end the comment, nor look as if it did.
    let plain = |text: &str| {
        let text = one_line(text).replace("&lt;", "<").replace("&gt;", ">");
        text.replace('<', "‹").replace('>', "›").replace("--", "- -").replace("--", "- -")
    };
    let lines: Vec<String> = draft
        .findings
        .iter()
        .filter_map(|finding| match finding {
            Finding::LeftOut { text, reason } => {
                Some(format!("{}: {}\n", plain(reason), plain(text)))
            }
            _ => None,
        })
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("\n<!-- Left out when this was brought in:\n\n{}-->\n", lines.join("\n"))
}

fn title(draft: &Draft) -> &str {
    if draft.title.is_empty() { "Untitled" } else { &draft.title }
}

/// The id that a draft suggests: its title, cut between words.
#[must_use]
pub fn id(draft: &Draft) -> String {
    id_of(title(draft))
}

/// The id that words suggest, cut between them.
#[must_use]
pub fn id_of(words: &str) -> String {
    let slug = slug(words);
    let id = match slug.char_indices().nth(LONGEST_ID) {
        None => slug.as_str(),
        Some((end, _)) => {
            let cut = slug.slice(..end);
            if slug.slice(end..).starts_with('-') {
                cut
            } else {
                cut.rsplit_once('-').map_or(cut, |(words, _)| words)
            }
        }
    };
    if id.is_empty() { "article".to_owned() } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_cut_between_words() {
        let draft = |title: &str| Draft { title: title.into(), ..Draft::default() };
        assert_eq!(id(&draft("Two “rivers” meet: a flood")), "two-rivers-meet-a-flood");
        let long = id(&draft(&"seven ".repeat(40)));
        assert!(long.len() <= LONGEST_ID && long.ends_with("-seven"), "{long}");
        assert_eq!(id(&draft("…")), "article");
        assert_eq!(id(&draft("")), "untitled");
    }
}
