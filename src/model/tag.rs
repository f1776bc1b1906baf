//! A topic that notes are about.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::Prose;

/// A tag that notes of this build have.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its id: what makes it one, and its page's name.
    pub slug: String,
    /// What it is called: as its file says, else as it is first written.
    pub name: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Its place among tags that have one: claims and the front page follow it.
    pub order: Option<u64>,
    /// The editor's text on it.
    pub body: Prose,
    /// When its file was last changed; none where it has none.
    pub changed: Option<Option<Timestamp>>,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}
