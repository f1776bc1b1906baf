//! No style: the program is built without them.

use super::CslItem;

/// A citation style in a language.
#[derive(Debug, Clone)]
pub enum CitationStyle {}

impl CitationStyle {
    /// The style of this name; none.
    #[must_use]
    pub fn named(_: &str, _: &str) -> Option<Self> {
        None
    }

    /// The names of all styles; none.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        Vec::new()
    }

    /// A reference in this style, in plain text.
    #[must_use]
    pub fn print(&self, _: &CslItem<'_>) -> Option<String> {
        match *self {}
    }
}
