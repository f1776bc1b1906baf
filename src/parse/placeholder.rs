//! What `sidenote new` writes to be replaced: one list for those who write it and for the lint that
//! tells of it.

use std::ops::Range;

use crate::slice::Slice;

/// How every sentence begins that stands for others.
const BEGINNING: &str = "Here goes ";

/// The title of a report.
pub const HEADLINE: &str = "Here goes the headline of the report";
/// Its text.
pub const REPORT: &str = "Here goes the text of the report, word for word.";
/// What an entity is.
pub const ENTITY: &str = "Here goes who or what it is, in a few sentences.";
/// Who an official is.
pub const OFFICIAL: &str = "Here goes who it is, in a few sentences.";
/// What a tag is about.
pub const TAG: &str = "Here goes what the notes of this tag are about, in a few sentences.";
/// The title of a note.
pub const NOTE: &str = "Here goes the title of the note";
/// Its text.
pub const REMARK: &str = "Here goes what there is to say of these words.";

/// The text of a page of the briefing's own.
pub const PAGE: &str = "Here goes the text of the page, with links such as `[[id]]`.";

const SENTENCES: [&str; 8] = [HEADLINE, REPORT, ENTITY, OFFICIAL, TAG, NOTE, REMARK, PAGE];

/// Who published a report.
pub const PUBLISHER: &str = "The Daily Example";
/// Who wrote it.
pub const AUTHORS: [&str; 2] = ["First Author", "Second Author"];
/// Where it stands.
pub const ADDRESS: &str = "https://example.org/the-report";
/// Who wrote a note.
pub const INITIALS: &str = "Your initials";
/// The full name of an entity.
pub const FULL_NAME: &str = "The Example Company Limited";
/// Another name of it.
pub const ALIAS: &str = "The Example Company";
/// A short form of it.
pub const SHORT: &str = "Example Co.";
/// Where a fact stands.
pub const SOURCE: &str = "https://example.org/its-history";
/// The page of an entity.
pub const WEBSITE: &str = "https://example.org/its-website";
/// What an official is.
pub const ROLE: &str = "Office or profession";
/// A short form of an official's name.
pub const SURNAME: &str = "Surname";

const VALUES: [&str; 12] = [
    PUBLISHER, AUTHORS[0], AUTHORS[1], ADDRESS, INITIALS, FULL_NAME, ALIAS, SHORT, SOURCE, WEBSITE,
    ROLE, SURNAME,
];

/// Where sentences of the list stand in a text.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memmem::find_iter(text.as_bytes(), BEGINNING).filter_map(|start| {
        let found = SENTENCES.iter().find(|it| text.slice(start..).starts_with(**it))?;
        Some(start..start + found.len())
    })
}

/// Whether a value of front matter is one of the list.
#[must_use]
pub fn is_value(text: &str) -> bool {
    VALUES.contains(&text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_of_the_list_is_found() {
        for sentence in SENTENCES {
            assert_eq!(
                sentences(&format!("é {sentence} x")).collect::<Vec<_>>(),
                [3..3 + sentence.len()]
            );
        }
        assert_eq!(sentences("Here goes nothing.").count(), 0);
    }
}
