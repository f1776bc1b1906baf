//! What became of the files of a new site.

use blake3::Hash;

/// What became of a file.
pub(super) struct Kept {
    pub(super) hash: Hash,
    /// Whether it stands in the folder already, byte for byte.
    pub(super) stood: bool,
}
