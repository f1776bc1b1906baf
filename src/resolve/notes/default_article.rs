//! The article that passages stand in where they don't say.

use crate::model::ArticleId;

/// The article that a file's passages stand in where they don't say.
pub(super) enum DefaultArticle {
    Is(ArticleId),
    /// It is named, or may be, and what is wrong is told.
    Broken,
    Missing,
}
