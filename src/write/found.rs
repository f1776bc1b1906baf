//! What a folder holds before a site is written to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::WriteError;
use super::names;
use super::target::Target;

/// What a folder holds. Symbolic links are entries of it; what they lead to is not.
#[derive(Default)]
pub(super) struct FolderContent {
    pub(super) files: BTreeMap<PathBuf, FileType>,
    pub(super) empty_folders: BTreeSet<PathBuf>,
}

impl FolderContent {
    /// Walks a target, where there is one.
    pub(super) fn walk(target: &Target) -> Result<Self, WriteError> {
        let mut found = Self::default();
        if !target.exists {
            return Ok(found);
        }
        let entries = WalkDir::new(&target.path).min_depth(1).into_iter().filter_entry(|entry| {
            entry.depth() != 1 || !is_own(&entry.file_name().to_string_lossy())
        });
        for entry in entries {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&target.path).to_owned();
                WriteError::io("read", path)(error.into())
            })?;
            let path = entry.path().strip_prefix(&target.path).unwrap_or(entry.path()).to_owned();
            if let Some(folder) = path.parent() {
                found.empty_folders.remove(folder);
            }
            if entry.file_type().is_dir() {
                found.empty_folders.insert(path);
            } else {
                found.files.insert(path, entry.file_type());
            }
        }
        Ok(found)
    }

    /// Refuses a target in which files can be read but none taken away: half of two sites would
    /// stand in it, or the old one be left beside the new one for good.
    pub(super) fn refuse_read_only(&self, target: &Target) -> Result<(), WriteError> {
        let mut folders: BTreeSet<&Path> =
            self.files.keys().filter_map(|path| path.parent()).collect();
        folders.extend(target.exists.then_some(Path::new("")));
        for folder in folders {
            may_write(&target.path.join(folder))
                .map_err(WriteError::io("write", target.shown(folder)))?;
        }
        Ok(())
    }
}

#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

#[cfg(not(unix))]
fn may_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether an entry at the top of a site is the program's own.
fn is_own(name: &str) -> bool {
    name == names::MANIFEST || names::is_inner_name(name)
}
