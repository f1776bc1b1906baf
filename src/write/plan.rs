//! What has to be done to make a folder hold a site: worked out before anything is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::found::FolderContent;
use super::kept::Kept;
use super::manifest::Manifest;
use super::names::slashed;
use super::target::Target;
use crate::slice::Slice;

/// Each file of the new site and each entry of the old folder, by what becomes of it.
pub(super) struct Plan<'a> {
    /// Files of the site that are not there yet, or differ.
    pub(super) write: Vec<&'a str>,
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
    /// Compares the site, whose files have been held against those of the folder, with the rest of
    /// what the folder holds.
    pub(super) fn new(
        files: &'a BTreeMap<String, Kept>,
        target: &Target,
        before: &Manifest,
        found: &FolderContent,
    ) -> Result<Self, WriteError> {
        let folders: BTreeSet<&str> = files.keys().flat_map(|path| folders_of(path)).collect();
        let of = |stood: bool| {
            files.iter().filter(move |(_, kept)| kept.stood == stood).map(|(path, _)| path.as_str())
        };
        let (write, keep) = (of(false).collect(), of(true).collect());
        let (stale, foreign) = leftover(files, target, before, found)?;
        for path in &foreign {
            let blocked = path.ancestors().skip(1).find(|folder| is_file_of(files, folder));
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
            .filter(|folder| *folder != Path::new("") && !is_file_of(files, folder))
            .map(Path::to_owned)
            .collect();
        Ok(Self { write, keep, stale, foreign, folders, foreign_folders })
    }
}

/// The folder's files that are not the new site's: an earlier build's, and other people's. A
/// file that somebody changed after the build wrote it is that person's.
fn leftover(
    files: &BTreeMap<String, Kept>,
    target: &Target,
    before: &Manifest,
    found: &FolderContent,
) -> Result<(Vec<String>, Vec<PathBuf>), WriteError> {
    let (mut stale, mut foreign) = (Vec::new(), Vec::new());
    for (path, kind) in &found.files {
        if is_file_of(files, path) {
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

fn is_file_of(files: &BTreeMap<String, Kept>, path: &Path) -> bool {
    slashed(path).is_some_and(|path| files.contains_key(&path))
}

/// The folders that a file of the site stands in, outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| path.slice(..at))
}

/// Refuses a site in which a path is both a file and a folder.
pub(super) fn refuse_files_in_files<T>(files: &BTreeMap<String, T>) -> Result<(), WriteError> {
    for path in files.keys() {
        if let Some(folder) = folders_of(path).find(|folder| files.contains_key(*folder)) {
            let (path, inside) = (folder.to_owned(), path.clone());
            return Err(WriteError::FileAndFolder { path, inside });
        }
    }
    Ok(())
}
