//! What of an annotation file is read as what it is meant for.

use crate::place::{InSource, Place};

/// What of an annotation file is read as what it is meant for.
#[derive(Debug, Default)]
pub struct Understood {
    /// Block quotes that are passages.
    pub passages: Vec<Place<InSource>>,
    /// Attributes that are read, and what is told of already.
    pub done: Vec<Place<InSource>>,
}
