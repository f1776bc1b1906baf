//! What was measured in a report that the site does not show: a pin.
//!
//! `sidenote pin` reads the report itself and writes figures and forms of names into `pins.yaml`,
//! so that pages can say what is so of the report where only a digest of it is published.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{ArticleId, NoteId, PartialDate, RecordId};
use crate::parse::front_matter;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet};

/// What was measured in one article's original, or in its own text. What is absent was not
/// measured; a map that is there and lacks an article has found nothing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// SHA-256 of what was measured, line ends as LF, in hexadecimal.
    pub sha256: String,
    /// When it was measured.
    pub pinned: Option<PartialDate>,
    /// How many words the report has, counted as for shared words.
    pub words: Option<u64>,
    /// Records that were sought, each with the forms in which the report prints its name and how
    /// often; a record without forms is not named. One that is not here was not sought.
    pub names: Option<BTreeMap<RecordId, BTreeMap<String, u64>>>,
    /// What it shares with the report of another article. Without a run there is no entry.
    pub shared: Option<BTreeMap<ArticleId, PinnedShared>>,
    /// Quote notes whose utterance was sought, each with what the report does with it. One that is
    /// not here was not sought.
    pub quotes: Option<BTreeMap<NoteId, PinnedPrinting>>,
}

impl Pin {
    /// Whether it was made of a text with this hash.
    #[must_use]
    pub fn is_of(&self, hash: &str) -> bool {
        self.sha256.eq_ignore_ascii_case(hash)
    }

    /// How often the report names a record; `None` where the record was not sought.
    #[must_use]
    pub fn mentions_of(&self, record: RecordId) -> Option<u64> {
        Some(self.names.as_ref()?.get(&record)?.values().sum())
    }

    /// What the report does with the utterance of a quote note; `None` where it was not sought.
    #[must_use]
    pub fn printing_of(&self, note: NoteId) -> Option<PinnedPrinting> {
        self.quotes.as_ref()?.get(&note).copied()
    }
}

/// What two reports share, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinnedShared {
    /// Words in all runs together.
    pub words: u64,
    /// How many runs.
    pub runs: u64,
    /// Words in the longest.
    pub longest: u64,
}

/// What a report was found to do with an utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PinnedPrinting {
    /// It prints its words.
    Prints,
    /// Words near them stand in it.
    Near,
    /// Nothing near them stands in it.
    None,
}

/// The SHA-256 of a text, line ends as LF, in hexadecimal.
#[must_use]
pub fn hash_of(text: &str) -> String {
    let mut hash = Sha256::new();
    for (index, line) in text.split("\r\n").enumerate() {
        if index > 0 {
            hash.update(b"\n");
        }
        hash.update(line.replace('\r', "\n").as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of what stands below a file's front matter.
#[must_use]
pub fn hash_of_body(sources: &SourceSet, file: FileId) -> String {
    let source = sources.file(file);
    let body = front_matter::split(file, source).map_or(0, |parts| parts.body);
    hash_of(source.text.slice(body..))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn line_ends_do_not_count() {
        let hash = "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb";
        for text in ["abc\n", "abc\r\n", "abc\r"] {
            assert_eq!(hash_of(text), hash);
        }
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hash_of(""), empty);
        assert_ne!(hash_of("\r\n\n"), hash_of("\n"));
    }

    #[test]
    fn of_a_file_the_body_counts() {
        let hash = |text: &str| {
            let mut sources = SourceSet::default();
            let file = SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec());
            let file = sources.add(file);
            hash_of_body(&sources, file)
        };
        let pinned = hash("---\ntitle: A\n---\nBody\n");
        assert_eq!(pinned, hash("---\r\ntitle: B\r\n---\r\nBody\r\n"));
        assert_ne!(pinned, hash("---\ntitle: A\n---\nBody.\n"));
    }
}
