//! Stand-in until the real one is merged.
#![expect(clippy::disallowed_methods, reason = "the only reader of the disk")]

use std::io;
use std::path::Path;

use crate::source::{SourceFile, SourceSet};

/// A briefing's files.
pub struct Folder {
    /// Its texts.
    pub sources: SourceSet,
}

/// What to read.
pub struct LoadOptions<'a> {
    /// The briefing's folder.
    pub root: &'a Path,
    /// The folder of originals.
    pub originals: Option<&'a Path>,
}

/// Reads a briefing.
///
/// # Errors
///
/// Where the disk fails.
pub fn load(options: &LoadOptions<'_>) -> io::Result<Folder> {
    let mut sources = SourceSet::default();
    for entry in walkdir::WalkDir::new(options.root.join("content")).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(options.root).unwrap_or(entry.path());
            let path = path.to_string_lossy().into_owned();
            sources.add(SourceFile::from_bytes(path, std::fs::read(entry.path())?));
        }
    }
    Ok(Folder { sources })
}
