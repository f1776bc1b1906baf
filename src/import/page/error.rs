//! Why a page could not be read.

/// The longest page that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// How deep elements may stand in each other. The time that a parser of pages takes grows with
/// the square of it.
pub(super) const DEEPEST: usize = 2_000;

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageError {
    /// It is too long.
    TooLarge,
    /// Its elements stand too deep in each other.
    TooDeep,
    /// It has no article.
    NoArticle,
    /// It leads to articles, and has none itself.
    LinksOnly,
}

impl std::fmt::Display for PageError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => write!(out, "it has more than {} MiB", LARGEST / 1024 / 1024),
            Self::TooDeep => write!(
                out,
                "more than {DEEPEST} of its elements stand in each other: save the report as plain text"
            ),
            Self::LinksOnly => out.write_str(
                "no report was found in this page, which is a list of links to others: save the report \
                 that you mean, and not the page that leads to it",
            ),
            Self::NoArticle => {
                out.write_str("no report was found in this page: save the report as plain text")
            }
        }
    }
}
