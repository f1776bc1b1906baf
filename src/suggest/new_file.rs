//! A file that an author could add.

/// A file that an author could add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path from the briefing's root.
    pub path: String,
    /// What is in it.
    pub text: String,
}
