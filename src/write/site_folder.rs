//! Where a site is written: its folder, what stands there, and where new files wait.

use std::fs::{self, File, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::WriteError;
use super::disk;
use super::found::FolderContent;
use super::manifest::Manifest;
use super::staging::Staging;
use super::target::Target;

/// Where a site is written.
pub(super) struct SiteFolder {
    /// Where new files are until the site is whole: made when there is one, so that a build that
    /// changes nothing touches nothing.
    pub(super) staging: Mutex<Option<Staging>>,
    /// What an earlier build wrote.
    pub(super) before: Manifest,
    /// What stands in the folder.
    pub(super) found: FolderContent,
    /// Whether a folder aside can take its place.
    pub(super) may_swap: bool,
    /// Last, so that it stays locked until all else is put away.
    pub(super) target: Target,
}

impl SiteFolder {
    /// What stands in the folder where a file of the site is to be.
    pub(super) fn found(&self, path: &str) -> Option<FileType> {
        self.found.files.get(Path::new(path)).copied()
    }

    /// Refuses to replace a file that no build wrote, or that somebody changed since.
    pub(super) fn refuse_replacing(&self, path: &str) -> Result<(), WriteError> {
        let shown = || self.target.shown(path);
        if !self.before.lists(path) {
            return Err(WriteError::InTheWay(shown()));
        }
        let bytes =
            fs::read(self.target.path.join(path)).map_err(WriteError::io("read", shown()))?;
        if self.before.lists_content(path, &bytes) || is_damaged(&bytes) {
            return Ok(());
        }
        Err(WriteError::Edited(shown()))
    }

    /// Begins a new file.
    pub(super) fn stage(&self, path: &str) -> Result<File, WriteError> {
        let place = self.staged(path)?;
        match disk::create(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = place.parent().unwrap_or(&place);
                disk::create_folders(folder)
                    .map_err(WriteError::io("make", self.target.shown(path)))?;
                disk::create(&place)
            }
            created => created,
        }
        .map_err(WriteError::io("write", self.target.shown(path)))
    }

    /// Where a new file stands until the site is whole.
    fn staged(&self, path: &str) -> Result<PathBuf, WriteError> {
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(staging) = &*staging {
            return Ok(staging.path.join(path));
        }
        let made = Staging::new(&self.target, self.may_swap)?;
        Ok(staging.insert(made).path.join(path))
    }
}

/// Whether a file is what a power failure leaves of one: nothing, or zeros where its end was.
fn is_damaged(bytes: &[u8]) -> bool {
    bytes.last().is_none_or(|last| *last == 0)
}
