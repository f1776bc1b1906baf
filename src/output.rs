//! The site as a value: an ordered map from path to bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that a build writes, before it is written. [`crate::write`] puts it on disk, and
/// [`crate::serve`] answers from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Output {
    /// Adds a file at a path from the site's root, with `/` between folders. A later file of the
    /// same path replaces the earlier one: so a briefing's own assets override the theme's.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The bytes at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// All files, in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }
}
