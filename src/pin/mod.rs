//! What is measured in the originals of reports, so that a site that shows a digest or an excerpt
//! can tell what is so of the report itself.
//!
//! The briefing is read once more with the reports in the place of their digests, and everything
//! that a build finds in texts is found in them by the same means: names, shared words, utterances.
//! What is kept are figures and forms of names.

mod file;
mod measure;
mod original;

pub use file::{file, renewed};
pub use measure::{Asked, Measured, measure};

use crate::load::Folder;
use crate::model::Article;
use crate::parse::document::Document;

/// The report in an article's original, where that is at hand and can be read.
#[must_use]
pub fn read_original(folder: &Folder, article: &Article) -> Option<Document> {
    original::read(folder, article).ok().map(|original| original.body)
}
