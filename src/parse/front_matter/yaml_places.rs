//! Where the values of front matter stand.

use super::super::yaml_tree::{self, NodeKind, Tree};
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceFile, Span};

/// The place of the value at a path of keys, for what is found wrong with it later; where there
/// is none, of what would hold it.
#[must_use]
pub fn place(id: FileId, file: &SourceFile, yaml: Place<InSource>, path: &[&str]) -> Span {
    YamlPlaces::new(id, file, yaml).of(path)
}

/// The places of the values in one file's YAML.
pub struct YamlPlaces {
    id: FileId,
    yaml: Place<InSource>,
    tree: Option<Tree>,
}

impl YamlPlaces {
    /// Reads the YAML once, for as many places as are asked for.
    #[must_use]
    pub fn new(id: FileId, file: &SourceFile, yaml: Place<InSource>) -> Self {
        Self { id, yaml, tree: yaml_tree::parse(file.slice(yaml)).ok() }
    }

    /// The place of a key of the outermost map; where there is none, of the map.
    #[must_use]
    pub fn of_key(&self, key: &str) -> Span {
        let entries = self.tree.iter().flat_map(|tree| match &tree.kind {
            NodeKind::Map(entries) => entries.as_slice(),
            _ => &[],
        });
        let range = entries
            .into_iter()
            .find(|entry| entry.key == key)
            .map_or(0..0, |entry| entry.key_range.clone());
        Span::new(self.id, self.yaml.part(range))
    }

    /// As [`place`].
    #[must_use]
    pub fn of(&self, path: &[&str]) -> Span {
        // A list of one may be written without its brackets.
        let node = self.tree.as_ref().and_then(|tree| {
            tree.at(path).or_else(|| tree.at(&path[..path.len().saturating_sub(1)]))
        });
        let range = node.map_or(0..0, |node| node.range.clone());
        Span::new(self.id, self.yaml.part(range))
    }
}
