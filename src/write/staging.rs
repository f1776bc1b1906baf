//! The folders in which a site is made before it is swapped in, and their clean-up after a build
//! that was killed.
//!
//! A folder of ours is known by its name *and* by what it holds: the marker while the site is
//! being made, the manifest once it is whole. One that is being made is ours altogether. One
//! that is whole was, or was to be, a site: of it only those files are removed that a build wrote
//! or that stand in the target too.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::WriteError;
use super::disk;
use super::manifest::Manifest;
use super::names::{self, INNER, is_inner_name, is_missing, is_name, slashed};
use super::target::Target;

/// The file that tells that a folder is not a whole site yet.
const MARKER: &str = ".sidenote-unfinished";

/// How many names are tried.
const TRIES: u32 = 1000;

/// A folder in which a site is being made. Unless it becomes the site, it is removed.
pub(super) struct Staging {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Whether it stands beside the target, and can take its place; else it stands inside.
    pub(super) is_beside: bool,
    /// The target, where that was made to hold it.
    made: Option<PathBuf>,
    finished: bool,
}

impl Staging {
    /// A new folder beside the target, or inside where it must not or cannot be beside.
    pub(super) fn new(target: &Target, may_swap: bool) -> Result<Self, WriteError> {
        if may_swap && let Ok(staging) = Self::create(&target.parent, &outer_prefix(target), true) {
            // On the same file system, and of the same owner.
            if !target.exists || are_alike(&target.path, &staging.path) {
                return Ok(staging);
            }
        }
        let made = match disk::create_folder(&target.path) {
            Ok(()) => Some(target.path.clone()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            Err(error) => return Err(WriteError::io("make", &target.shown)(error)),
        };
        let staging = Self::inside(target);
        match staging {
            Ok(mut staging) => {
                staging.made = made;
                Ok(staging)
            }
            Err(error) => {
                made.map(|made| disk::remove_folder(&made));
                Err(error)
            }
        }
    }

    /// A new folder inside the target.
    fn inside(target: &Target) -> Result<Self, WriteError> {
        Self::create(&target.path, INNER, false)
            .map_err(WriteError::io("write", target.shown(names::MANIFEST)))
    }

    /// The same new files in a folder inside the target, from where each can take its place by one
    /// rename. Beside it they may be out of reach: a mounted folder is one file system with its
    /// neighbours, and yet nothing can be moved between them.
    pub(super) fn within_reach(self, target: &Target, files: &[&str]) -> Result<Self, WriteError> {
        if !self.is_beside {
            return Ok(self);
        }
        let inner = Self::inside(target)?;
        for path in files {
            let (from, to) = (self.path.join(path), inner.path.join(path));
            let folder = to.parent().map_or(Ok(()), disk::create_folders);
            folder
                .and_then(|()| move_or_copy(&from, &to))
                .map_err(WriteError::io("write", target.shown(path)))?;
        }
        Ok(inner)
    }

    fn create(parent: &Path, prefix: &str, is_beside: bool) -> io::Result<Self> {
        let process = std::process::id();
        for number in 0..TRIES {
            let path = parent.join(format!("{prefix}{process}-{number}"));
            match disk::create_folder(&path) {
                Ok(()) => {
                    let staging = Self { path, is_beside, made: None, finished: false };
                    disk::create_new(&staging.path.join(MARKER))?;
                    return Ok(staging);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Says that the folder holds a whole site, its manifest included.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        disk::remove(&self.path.join(MARKER))?;
        self.finished = true;
        Ok(())
    }

    /// Takes back [`Self::finish`]: the site was not swapped in.
    pub(super) fn take_back(&mut self) {
        // Without the marker the next build removes it all the same, as a site that was.
        let _ = disk::create(&self.path.join(MARKER));
        self.finished = false;
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            discard(&self.path);
        }
        if let Some(target) = &self.made {
            // Fails where the site is in it, as it should.
            let _ = disk::remove_folder(target);
        }
    }
}

fn move_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    match disk::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            disk::copy(from, to).map(drop)
        }
        moved => moved,
    }
}

/// Whether the new folder can stand for the old one: one file system, one owner.
#[cfg(unix)]
fn are_alike(old: &Path, new: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let facts = |path: &Path| {
        fs::metadata(path).map(|metadata| (metadata.dev(), metadata.uid(), metadata.gid())).ok()
    };
    facts(old).is_some_and(|old| Some(old) == facts(new))
}

#[cfg(not(unix))]
fn are_alike(_old: &Path, _new: &Path) -> bool {
    true
}

/// Removes what killed builds left behind. What cannot be removed does no harm.
pub(super) fn clean_leftovers(target: &Target) {
    let outer = outer_prefix(target);
    for folder in folders(&target.parent, |name| is_name(name, &outer)) {
        if !discard(&folder) {
            retire(&folder, target);
        }
    }
    for folder in folders(&target.path, is_inner_name) {
        discard(&folder);
    }
}

/// Removes a folder that holds the marker, or nothing at all; `false` for any other. The marker
/// goes last: should this be cut short, the next build knows the folder again.
fn discard(folder: &Path) -> bool {
    let marker = folder.join(MARKER);
    if !marker.is_file() {
        return disk::remove_folder(folder).is_ok();
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder {
            let _ = disk::remove_folders(&entry.path());
        } else if entry.file_name() != MARKER {
            let _ = disk::remove(&entry.path());
        }
    }
    // While anything else is left, the marker must tell what the folder is.
    let mut left = fs::read_dir(folder).into_iter().flatten().flatten();
    if left.all(|entry| entry.file_name() == MARKER) {
        let _ = disk::remove(&marker);
        let _ = disk::remove_folder(folder);
    }
    true
}

/// Removes a site that is no longer, or never was, the target: each file that a build wrote or
/// that the target has too. A file that somebody put there meanwhile is moved to the target.
pub(super) fn retire(old: &Path, target: &Target) {
    let Ok(Some(manifest)) = Manifest::read_from(old) else {
        // What was empty before the first build may go; anything else is not known to be ours.
        let _ = disk::remove_folder(old);
        return;
    };
    for entry in WalkDir::new(old).min_depth(1).contents_first(true).into_iter().flatten() {
        let Ok(path) = entry.path().strip_prefix(old) else { continue };
        if path == Path::new(names::MANIFEST) {
            continue;
        }
        if entry.file_type().is_dir() {
            // Fails where something stays in it, as it should.
            let _ = disk::remove_folder(entry.path());
            continue;
        }
        let kept = target.path.join(path);
        let written =
            entry.file_type().is_file() && slashed(path).is_some_and(|path| manifest.lists(&path));
        if written || is_same_file(entry.path(), &kept) {
            let _ = disk::remove(entry.path());
        } else if target.path.is_dir() && is_missing(&fs::symlink_metadata(&kept)) {
            if let Some(folder) = kept.parent() {
                let _ = disk::create_folders(folder);
            }
            let _ = disk::rename(entry.path(), &kept);
        }
    }
    // While anything else is left, the manifest must tell what the folder is.
    let mut left = fs::read_dir(old).into_iter().flatten().flatten();
    if left.all(|entry| entry.file_name() == names::MANIFEST) {
        let _ = disk::remove(&old.join(names::MANIFEST));
        let _ = disk::remove_folder(old);
    }
}

/// Whether two paths are one file.
#[cfg(unix)]
fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(a), fs::symlink_metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

/// Whether two paths are one file: where that cannot be told, they count as two.
#[cfg(not(unix))]
fn is_same_file(_a: &Path, _b: &Path) -> bool {
    false
}

/// Folders, no links to any, whose name is asked for.
fn folders(parent: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_str().is_some_and(&is_wanted))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect()
}

fn outer_prefix(target: &Target) -> String {
    format!(".sidenote-{}-", target.name)
}
