//! What was measured in a report that the site does not show: a pin.
//!
//! `sidenote pin` reads the report itself and writes figures and forms of names into `pins.yaml`,
//! so that pages can say what is so of the report where only a digest of it is published.

use std::collections::BTreeMap;

use super::{ArticleId, NoteId, PartialDate, RecordId};

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
    pub quotes: Option<BTreeMap<NoteId, Printing>>,
}

impl Pin {
    /// How often the report names a record; `None` where the record was not sought.
    #[must_use]
    pub fn mentions_of(&self, record: RecordId) -> Option<u64> {
        Some(self.names.as_ref()?.get(&record)?.values().sum())
    }

    /// What the report does with the utterance of a quote note; `None` where it was not sought.
    #[must_use]
    pub fn printing_of(&self, note: NoteId) -> Option<Printing> {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printing {
    /// It prints its words.
    Prints,
    /// Words near them stand in it.
    Near,
    /// Nothing near them stands in it.
    None,
}

impl Printing {
    /// As `pins.yaml` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prints => "prints",
            Self::Near => "near",
            Self::None => "none",
        }
    }
}
