//! The site as a value: an ordered map from path to bytes.

use std::collections::BTreeMap;

use bytes::Bytes;

/// Everything that a build writes, before it is written. [`crate::write`] puts it on disk, and
/// [`crate::serve`] answers from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
}

impl Output {
    /// Adds a file at a path from the site's root, with `/` between folders. A later file of the
    /// same path replaces the earlier one: so a briefing's own assets override the theme's.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Bytes>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The path here that a file at `path` would collide with: the same, or one that would have to
    /// be file and folder at once.
    #[must_use]
    pub fn collision(&self, path: &str) -> Option<&str> {
        let folder = format!("{path}/");
        let inside = self.files.range(folder.clone()..).next().map(|(other, _)| other.as_str());
        let outside = path.match_indices('/').map(|(end, _)| &path[..end]).chain([path]);
        inside.filter(|other| other.starts_with(&folder)).or_else(|| {
            outside
                .filter_map(|prefix| self.files.get_key_value(prefix))
                .map(|(other, _)| other.as_str())
                .next()
        })
    }

    /// The bytes at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// All files, in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_file_and_folder_at_once() {
        let mut output = Output::default();
        output.insert("articles/a.html", Vec::new());
        assert_eq!(output.collision("articles/a.html"), Some("articles/a.html"));
        assert_eq!(output.collision("articles"), Some("articles/a.html"));
        assert_eq!(output.collision("articles/a.html/b.png"), Some("articles/a.html"));
        assert_eq!(output.collision("articles/a.htm"), None);
        assert_eq!(output.collision("article"), None);
    }
}
