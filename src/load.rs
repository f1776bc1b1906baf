//! Reads a briefing from disk: the only reader that the stages have. Each file is read once.
#![expect(clippy::disallowed_methods, reason = "this module reads the disk for all others")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::source::{FileId, SourceFile, SourceSet};

/// The name of the settings file.
pub const SETTINGS_FILE: &str = "sidenote.yaml";

/// Everything that a briefing's folder holds, as it is on disk.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Every text file, in order of their paths.
    pub sources: SourceSet,
    /// `sidenote.yaml`.
    pub settings: Option<FileId>,
    /// Files below `content/`.
    pub content: Vec<FileId>,
    /// Files below `templates/`, by their path from there.
    pub templates: BTreeMap<String, FileId>,
    /// The files of `i18n/` that end in `.yaml`, by the language that they are named after.
    pub languages: BTreeMap<String, FileId>,
    /// Files below `static/`, by their path from there.
    pub assets: BTreeMap<String, Asset>,
    /// Files of the folder of originals, by their path from there; `None` where it is not at hand.
    pub originals: Option<BTreeMap<String, FileId>>,
}

/// A file of `static/`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its name among the sources, which have no text of it.
    pub file: FileId,
    /// What it holds.
    pub bytes: Bytes,
}

/// What to read.
#[derive(Debug, Clone, Copy)]
pub struct LoadOptions<'a> {
    /// The briefing's folder.
    pub root: &'a Path,
    /// The folder of originals.
    pub originals: Option<&'a Path>,
}

/// Reads a briefing. What a file says is not looked at.
///
/// # Errors
/// Where the disk cannot be read; the message names the path.
pub fn load(options: &LoadOptions<'_>) -> io::Result<Folder> {
    let mut folder = Folder::default();
    let root = options.root;
    let mut paths = files_below(&root.join("content"), is_hidden)?;
    paths.extend(files_below(&root.join("templates"), is_hidden)?);
    paths.extend(files_below(&root.join("i18n"), is_hidden)?);
    let settings = root.join(SETTINGS_FILE);
    if settings.is_file() {
        paths.push(settings);
    }
    for (path, bytes) in read_all(paths)? {
        let name = relative(&path, root);
        let id = folder.sources.add(SourceFile::from_bytes(name.clone(), bytes));
        if name == SETTINGS_FILE {
            folder.settings = Some(id);
        } else if let Some(template) = name.strip_prefix("templates/") {
            folder.templates.insert(template.to_owned(), id);
        } else if let Some(language) = name.strip_prefix("i18n/") {
            if let Some(language) = language.strip_suffix(".yaml") {
                folder.languages.insert(language.to_owned(), id);
            }
        } else {
            folder.content.push(id);
        }
    }
    let assets = root.join("static");
    for (path, bytes) in read_all(files_below(&assets, is_junk)?)? {
        let source = SourceFile::from_bytes(relative(&path, root), Vec::new());
        let asset = Asset { file: folder.sources.add(source), bytes: bytes.into() };
        folder.assets.insert(relative(&path, &assets), asset);
    }
    if let Some(originals) = options.originals {
        if !originals.is_dir() {
            let message = format!("there is no folder of originals at {}", originals.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let mut found = BTreeMap::new();
        for (path, bytes) in read_all(files_below(originals, is_hidden)?)? {
            let name = relative(&path, originals);
            let shown = path.to_string_lossy().replace('\\', "/");
            found.insert(name, folder.sources.add(SourceFile::from_bytes(shown, bytes)));
        }
        folder.originals = Some(found);
    }
    Ok(folder)
}

/// The files below a folder, in order of their paths; none where there is no such folder. Those
/// that are to be `skipped` are passed over, and folders of such a name.
fn files_below(folder: &Path, skipped: fn(&OsStr) -> bool) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let shown = |entry: &DirEntry| entry.depth() == 0 || !skipped(entry.file_name());
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(shown) {
        let entry = entry?;
        if entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    paths.sort_by_cached_key(|path| path.to_string_lossy().replace('\\', "/"));
    Ok(paths)
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// What editors, systems and this program leave in a folder of files that are published as they
/// are. Other hidden files belong to the site: `.well-known/` for one.
fn is_junk(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let left = [".sidenote", ".git", ".DS_Store", ".#", "._"];
    left.iter().any(|start| name.starts_with(start))
        || name.ends_with(".swp")
        || name.ends_with('~')
}

fn read_all(paths: Vec<PathBuf>) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    paths
        .into_par_iter()
        .map(|path| match std::fs::read(&path) {
            Ok(bytes) => Ok((path, bytes)),
            Err(error) => {
                let message = format!("cannot read {}: {error}", path.display());
                Err(io::Error::new(error.kind(), message))
            }
        })
        .collect()
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
