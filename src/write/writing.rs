//! A site on its way to disk: its files are taken as they are made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::found::FolderContent;
use super::incoming::Incoming;
use super::kept::Kept;
use super::manifest::Manifest;
use super::plan::{self, Plan};
use super::site_folder::SiteFolder;
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
    audience: Audience,
    /// What became of the files so far, by path.
    files: Mutex<BTreeMap<String, Result<Kept, WriteError>>>,
    /// Last, so that the folder stays locked until all else is put away.
    site_folder: SiteFolder,
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
        let found = FolderContent::walk(&target)?;
        audience::refuse_around_another(&target, before.as_ref(), &found, audience)?;
        // Without a manifest the old folder, once it stands beside the new one, could not be told
        // from somebody's own.
        let nameless = before.is_none() && !found.files.is_empty();
        let may_swap = swap::is_possible(&target) && !nameless;
        let before = before.unwrap_or_default();
        let site_folder = SiteFolder { staging: Mutex::default(), before, found, may_swap, target };
        let writing = Self { audience, files: Mutex::default(), site_folder };
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
        let Self { audience, files, site_folder } = self;
        let SiteFolder { target, staging, before, found, may_swap } = site_folder;
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
        found.refuse_read_only(&target)?;
        let staging = staging.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut staging = match staging {
            Some(staging) => staging,
            None => Staging::new(&target, may_swap)?,
        };
        if !swap::swap(&target, &plan, &after, &mut staging)? {
            let staging = staging.within_reach(&target, &plan.write)?;
            in_place::replace(&target, &plan, &before, &after, &staging)?;
        }
        Ok(written)
    }
}

impl Sink for Writing {
    fn file<T>(&self, path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
        let mut incoming = Incoming::new(&self.site_folder, path);
        let made = buffered(&mut incoming, make);
        let kept = incoming.finish();
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), kept);
        made
    }
}
