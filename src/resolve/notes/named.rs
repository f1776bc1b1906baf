//! A note between its file and the model.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::model::TagId;
use crate::parse::fields::AnnotationsFields;
use crate::parse::note::ParsedNote;
use crate::place::{InSource, Place};
use crate::source::FileId;

/// A note whose id is known.
#[derive(Debug)]
pub struct NamedParsedNote {
    /// Its id.
    pub slug: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// The file's defaults, where they can be read.
    pub defaults: Option<Arc<AnnotationsFields>>,
    /// The file's own keys for templates.
    pub extra: Option<Arc<Map<String, Value>>>,
    /// The file.
    pub file: FileId,
    /// The bytes of the file's front matter.
    pub yaml: Option<Place<InSource>>,
    /// The note.
    pub note: Arc<ParsedNote>,
    /// What it is about, where this build shows it.
    pub tags: Vec<TagId>,
    /// The id of the note that it answers.
    pub reply: Option<String>,
}
