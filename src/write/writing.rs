//! A site on its way to disk: its files are taken as they are made.

use std::collections::BTreeMap;
use std::fs::{self, File, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::found::Found;
use super::incoming::{Incoming, Kept};
use super::manifest::Manifest;
use super::plan::{self, Plan};
use super::staging::{self, Staging};
use super::target::Target;
use super::{WriteError, Written, audience, in_place, swap};
use crate::config::Audience;
use crate::output::{Out, Sink, buffered};

/// Keeps a private site out of the repository that it stands in.
const IGNORE: &str = ".gitignore";

/// A site that is being written. Until [`Self::finish`] the folder holds the last good site; if
/// this is dropped before, it goes on to do so.
pub struct Writing {
    /// Where new files are until the site is whole: made when there is one, so that a build that
    /// changes nothing touches nothing.
    staging: Mutex<Option<Staging>>,
    /// What an earlier build wrote.
    before: Manifest,
    found: Found,
    may_swap: bool,
    audience: Audience,
    /// What became of the files so far, by path.
    files: Mutex<BTreeMap<String, Result<Kept, WriteError>>>,
    /// Last, so that it stays locked until all else is put away.
    target: Target,
}

impl Writing {
    /// Begins to write a site to the folder `target`.
    ///
    /// A folder that holds a site for another `audience`, or stands in one, is refused.
    /// `protect` names the files and folders that the briefing is made of. A target that is one of
    /// them, is inside one or holds one is refused.
    ///
    /// # Errors
    ///
    /// Where the target is refused or cannot be read.
    pub fn begin(
        target: &Path,
        audience: Audience,
        protect: &[PathBuf],
    ) -> Result<Self, WriteError> {
        let target = Target::find(target, protect)?;
        audience::refuse_inside_another(&target, audience)?;
        if target.is_locked() {
            staging::clean_leftovers(&target);
        }
        let before = Manifest::read(&target)?;
        if before.is_none() {
            target.refuse_files_of_others()?;
        }
        let found = Found::walk(&target)?;
        audience::refuse_around_another(&target, before.as_ref(), &found, audience)?;
        // Without a manifest the old folder, once it stands beside the new one, could not be told
        // from somebody's own.
        let nameless = before.is_none() && !found.files.is_empty();
        let may_swap = swap::is_possible(&target) && !nameless;
        let before = before.unwrap_or_default();
        let (staging, files) = (Mutex::default(), Mutex::default());
        let writing = Self { staging, before, found, may_swap, audience, files, target };
        if audience == Audience::Private {
            writing.bytes(IGNORE, &Bytes::from_static(b"*\n"));
        }
        Ok(writing)
    }

    /// Makes the folder hold the files that were taken, and the files of other people that it held
    /// before.
    ///
    /// # Errors
    ///
    /// Where the site clashes with what is in the folder, or the disk fails or has failed; the
    /// folder then holds the last good site.
    pub fn finish(self) -> Result<Written, WriteError> {
        // The target first: so it is the last to be dropped here too.
        let Self { target, staging, before, found, may_swap, audience, files } = self;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        plan::refuse_files_in_files(&files)?;
        let files = files.into_iter().map(|(path, kept)| Ok((path, kept?)));
        let files: BTreeMap<String, Kept> = files.collect::<Result<_, WriteError>>()?;
        let plan = Plan::new(&files, &target, &before, &found)?;
        let after = Manifest::of(audience, &files);
        let written = Written {
            files: files.len(),
            pages: files.keys().filter(|path| path.ends_with(".html")).count(),
            changed: plan.write.len(),
            removed: plan.stale.len(),
        };
        if plan.write.is_empty() && plan.stale.is_empty() && before == after {
            return Ok(written);
        }
        let staging = staging.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut staging = match staging {
            Some(staging) => staging,
            None => Staging::new(&target, may_swap)?,
        };
        if !swap::swap(&target, &plan, &after, &mut staging)? {
            in_place::replace(&target, &plan, &before, &after, &staging)?;
        }
        Ok(written)
    }

    /// The target.
    pub(super) fn target(&self) -> &Target {
        &self.target
    }

    /// What stands in the folder where a file of the site is to be.
    pub(super) fn found(&self, path: &str) -> Option<FileType> {
        self.found.files.get(Path::new(path)).copied()
    }

    /// Whether an earlier build wrote a file of this path.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.before.lists(path)
    }

    /// Begins a new file.
    pub(super) fn stage(&self, path: &str) -> Result<File, WriteError> {
        let place = self.staged(path)?;
        match File::create(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = place.parent().unwrap_or(&place);
                fs::create_dir_all(folder)
                    .map_err(WriteError::io("make", self.target.shown(path)))?;
                File::create(&place)
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

impl Sink for Writing {
    fn file<T>(&self, path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
        let mut incoming = Incoming::new(self, path);
        let made = buffered(&mut incoming, make);
        let kept = incoming.finish();
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), kept);
        made
    }
}
