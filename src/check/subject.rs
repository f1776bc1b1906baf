//! What lints look at.

use crate::collate::Collation;
use crate::load::Folder;
use crate::model::Briefing;

/// What lints look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The briefing, with all words of its reports.
    pub briefing: &'a Briefing,
    /// What its reports make of one another.
    pub collation: &'a Collation,
    /// Its files, and the originals where they are at hand.
    pub folder: &'a Folder,
}
