//! What has to be done to make a folder hold a site: worked out before anything is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::WriteError;
use super::manifest::{self, Manifest};
use super::staging;
use super::target::Target;
use crate::output::Output;

/// Each file of the new site and each entry of the old folder, by what becomes of it.
pub(super) struct Plan<'a> {
    /// Files of the site that are not there yet, or differ.
    pub(super) write: Vec<(&'a str, &'a [u8])>,
    /// Files of the site that are there already, byte for byte.
    pub(super) keep: Vec<&'a str>,
    /// Files of an earlier build that the site no longer has.
    pub(super) stale: Vec<String>,
    /// Files of other people, links among them: they stay as they are.
    pub(super) foreign: Vec<PathBuf>,
    /// Folders that the site needs.
    pub(super) folders: BTreeSet<&'a str>,
    /// Folders that other people's files stand in, and empty ones that they made.
    pub(super) foreign_folders: BTreeSet<PathBuf>,
}

impl<'a> Plan<'a> {
    /// Compares the site with the folder.
    pub(super) fn new(
        output: &'a Output,
        target: &Target,
        before: &Manifest,
    ) -> Result<Self, WriteError> {
        let found = if target.exists { walk(target)? } else { Found::default() };
        let folders: BTreeSet<&str> =
            output.iter().flat_map(|(path, _)| folders_of(path)).collect();
        let files: Vec<(&str, &[u8])> =
            output.iter().map(|(path, bytes)| (path, bytes.as_ref())).collect();
        let stands: Vec<bool> = files
            .par_iter()
            .map(|&(path, bytes)| stands(path, bytes, target, before, &found))
            .collect::<Result<_, _>>()?;
        let (mut write, mut keep) = (Vec::new(), Vec::new());
        for ((path, bytes), stands) in files.into_iter().zip(stands) {
            if stands {
                keep.push(path);
            } else {
                write.push((path, bytes));
            }
        }
        let (stale, foreign) = leftover(output, target, before, &found)?;
        for path in &foreign {
            let blocked = path.ancestors().skip(1).find(|folder| is_file_of(output, folder));
            let blocks = slashed(path).filter(|path| folders.contains(path.as_str()));
            if let Some(blocked) = blocked {
                return Err(WriteError::InTheWay(target.shown(blocked)));
            }
            if blocks.is_some() {
                return Err(WriteError::InTheWay(target.shown(path)));
            }
        }
        let around_files = foreign.iter().flat_map(|path| path.ancestors().skip(1));
        let empty = found.empty_folders.iter().flat_map(|folder| folder.ancestors());
        let foreign_folders = around_files
            .chain(empty)
            .filter(|folder| *folder != Path::new("") && !is_file_of(output, folder))
            .map(Path::to_owned)
            .collect();
        Ok(Self { write, keep, stale, foreign, folders, foreign_folders })
    }
}

/// What a folder holds. Symbolic links are entries of it; what they lead to is not.
#[derive(Default)]
struct Found {
    files: BTreeMap<PathBuf, (FileType, u64)>,
    empty_folders: BTreeSet<PathBuf>,
}

fn walk(target: &Target) -> Result<Found, WriteError> {
    let mut found = Found::default();
    let entries = WalkDir::new(&target.path)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| entry.depth() != 1 || !is_own(&entry.file_name().to_string_lossy()));
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
            let metadata = entry
                .metadata()
                .map_err(|error| WriteError::io("read", target.shown(&path))(error.into()))?;
            found.files.insert(path, (entry.file_type(), metadata.len()));
        }
    }
    Ok(found)
}

/// Whether a file of the site stands in the folder already, byte for byte.
fn stands(
    path: &str,
    bytes: &[u8],
    target: &Target,
    before: &Manifest,
    found: &Found,
) -> Result<bool, WriteError> {
    let Some(&(kind, length)) = found.files.get(Path::new(path)) else { return Ok(false) };
    let same = kind.is_file()
        && length == bytes.len() as u64
        && fs::read(target.path.join(path)).map_err(WriteError::io("read", target.shown(path)))?
            == bytes;
    // What no build wrote is not replaced, unless it is what this one would write.
    if same || (kind.is_file() && before.lists(path)) {
        Ok(same)
    } else {
        Err(WriteError::InTheWay(target.shown(path)))
    }
}

/// The folder's files that are not the new site's: an earlier build's, and other people's. A
/// file that somebody changed after the build wrote it is that person's.
fn leftover(
    output: &Output,
    target: &Target,
    before: &Manifest,
    found: &Found,
) -> Result<(Vec<String>, Vec<PathBuf>), WriteError> {
    let (mut stale, mut foreign) = (Vec::new(), Vec::new());
    for (path, (kind, _)) in &found.files {
        if is_file_of(output, path) {
            continue;
        }
        match slashed(path).filter(|path| kind.is_file() && before.lists(path)) {
            Some(listed) => {
                let bytes = fs::read(target.path.join(path))
                    .map_err(WriteError::io("read", target.shown(path)))?;
                if before.lists_content(&listed, &bytes) {
                    stale.push(listed);
                } else {
                    foreign.push(path.clone());
                }
            }
            None => foreign.push(path.clone()),
        }
    }
    Ok((stale, foreign))
}

/// Whether an entry at the top of a site is the program's own.
fn is_own(name: &str) -> bool {
    name == manifest::NAME || staging::is_inner_name(name)
}

fn is_file_of(output: &Output, path: &Path) -> bool {
    slashed(path).is_some_and(|path| output.get(&path).is_some())
}

/// A path as the site writes it; `None` for one that no site can have.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// The folders that a file of the site stands in, outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Refuses a site that no folder can hold.
pub(super) fn check_paths(output: &Output) -> Result<(), WriteError> {
    for (path, _) in output.iter() {
        let parts = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let relative =
            Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        // The manifest has a path a line.
        let one_line = !path.contains(char::is_control);
        if !parts || !relative || !one_line || path.starts_with(".sidenote") {
            return Err(WriteError::PathInvalid(path.to_owned()));
        }
        if let Some(folder) = folders_of(path).find(|folder| output.get(folder).is_some()) {
            let (path, inside) = (folder.to_owned(), path.to_owned());
            return Err(WriteError::FileAndFolder { path, inside });
        }
    }
    Ok(())
}

/// Writes files on all cores: `place` tells where each one goes.
pub(super) fn write_files(
    plan: &Plan<'_>,
    target: &Target,
    place: impl Fn(&str) -> PathBuf + Sync,
) -> Result<(), WriteError> {
    plan.write.par_iter().try_for_each(|(path, bytes)| {
        fs::write(place(path), bytes).map_err(WriteError::io("write", target.shown(path)))
    })
}

/// Whether an error says that something is not there.
pub(super) fn is_missing<T>(result: &io::Result<T>) -> bool {
    result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}
