//! What a build is at, for somebody who waits.

/// What a build is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Each file is parsed.
    Parse,
    /// Ids, links and passages are resolved, and failures explained.
    Resolve,
    /// Texts are read for the words of quotations.
    Echoes,
    /// Quotations, claims and texts are held against each other.
    Collate,
    /// Lints look at the model.
    Check,
    /// What may not be shown is taken out.
    Withhold,
    /// Files of data are made.
    Data,
    /// Pages are made, some so many of them.
    Pages(usize),
    /// Files of the theme and of `static/` are added.
    Assets,
}

/// Watches a build: what it is at, for somebody who waits. A stage ends where the next begins.
pub trait Watch {
    /// A stage begins.
    fn begins(&self, stage: Stage);
}

/// Nobody waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begins(&self, _stage: Stage) {}
}
