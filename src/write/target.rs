//! The folder that a site is written to, and which folders are refused.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::WriteError;
use super::disk;
use super::names;

/// What may stand in a folder that no build has written to yet: what a checkout of a publishing
/// branch has before the first build, and what file managers leave behind. It stays there.
const HARMLESS: [&str; 7] =
    [".git", ".gitattributes", ".gitignore", ".nojekyll", "CNAME", ".DS_Store", "desktop.ini"];

/// How many of other people's files an error names.
const NAMED: usize = 3;

/// The folder of a site; as long as the value lives, no other build writes there.
pub(super) struct Target {
    /// As the user wrote it: for messages.
    pub(super) shown: PathBuf,
    /// With every symbolic link on the way resolved.
    pub(super) path: PathBuf,
    /// The folder that it is in.
    pub(super) parent: PathBuf,
    /// Its name there.
    pub(super) name: String,
    /// Whether it was there when the build began.
    pub(super) exists: bool,
    /// Folders that were made on the way, the innermost first.
    made: Vec<PathBuf>,
    /// The parent folder itself, locked, so that no file for it has to be left lying about.
    lock: Option<File>,
}

impl Target {
    /// Finds the folder, refuses one that overlaps with any of `protect`, and waits until no
    /// other build is at work there.
    pub(super) fn find(shown: &Path, protect: &[PathBuf]) -> Result<Self, WriteError> {
        let find = |path: &Path| resolve(path).map_err(WriteError::io("find", path));
        let path = find(shown)?;
        for part in protect {
            let resolved = find(part)?;
            if path.starts_with(&resolved) || resolved.starts_with(&path) {
                let (target, part) = (shown.to_owned(), part.clone());
                return Err(WriteError::Protected { target, part });
            }
        }
        // The root of a file system has neither; it is never a site.
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(WriteError::NotAFolder(shown.to_owned()));
        };
        let (parent, name) = (parent.to_owned(), name.to_string_lossy().into_owned());
        let made = make(&parent).map_err(WriteError::io("make", &parent))?;
        let lock = File::open(&parent).ok().filter(|folder| folder.lock().is_ok());
        let exists = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => true,
            Ok(_) => return Err(WriteError::NotAFolder(shown.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(WriteError::io("read", shown)(error)),
        };
        Ok(Self { shown: shown.to_owned(), path, parent, name, exists, made, lock })
    }

    /// Whether this build alone works here. Not so where the system has no such locks.
    pub(super) fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Refuses a folder with files in it, where nothing tells that a build wrote them.
    pub(super) fn refuse_files_of_others(&self) -> Result<(), WriteError> {
        if !self.exists {
            return Ok(());
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(WriteError::io("read", &self.shown))? {
            let name = entry.map_err(WriteError::io("read", &self.shown))?.file_name();
            let name = name.to_string_lossy();
            if !HARMLESS.contains(&name.as_ref()) && !names::is_inner_name(&name) {
                found.push(format!("`{name}`"));
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        found.sort();
        if found.len() > NAMED {
            let others = found.len() - NAMED;
            found.truncate(NAMED);
            found.push(format!("{others} more"));
        }
        Err(WriteError::NotOurs { target: self.shown.clone(), found })
    }

    /// A file of the folder, for messages.
    pub(super) fn shown(&self, path: impl AsRef<Path>) -> PathBuf {
        self.shown.join(path)
    }
}

impl Drop for Target {
    /// Leaves no folder behind that was made for a site that did not come.
    fn drop(&mut self) {
        for folder in &self.made {
            // Fails where something is in it, as it should.
            let _ = disk::remove_folder(folder);
        }
    }
}

/// Makes a folder and those on the way to it; gives those that were not there, the innermost first.
fn make(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let missing = folder.ancestors().take_while(|folder| !folder.exists());
    let missing = missing.map(Path::to_owned).collect();
    disk::create_folders(folder)?;
    Ok(missing)
}

/// An absolute path without symbolic links and `..`, as far as it exists.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for component in std::path::absolute(path)?.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => resolved.push(component),
            Component::Normal(name) => {
                resolved.push(name);
                match fs::canonicalize(&resolved) {
                    Ok(path) => resolved = path,
                    // A link that leads nowhere is there, and is found nowhere.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {
                        if fs::symlink_metadata(&resolved).is_ok() {
                            return Err(error);
                        }
                    }
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(resolved)
}
