//! Reads a briefing from disk: the only reader that the stages have. Each file is read once.
#![expect(clippy::disallowed_methods, reason = "this module reads the disk for all others")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::history::History;
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
    /// Links of the file system that lead to no file, or back to where they stand.
    pub broken_links: Vec<FileId>,
    /// Files of the root that are named nearly as the settings are, where there are none.
    pub misnamed_settings: Vec<FileId>,
    /// Files below `static/` that are not published: what programs leave there, and notes.
    pub unpublished: Vec<FileId>,
    /// When the files of `content/` and the notes in them were last changed, where git knows it.
    pub history: History,
    /// Links below `static/` that lead out of it, and are not followed.
    pub links_out: Vec<FileId>,
}

/// A name as it is compared: some systems write an accent apart from its letter, and authors do
/// not see it.
#[must_use]
pub fn composed(name: &str) -> String {
    name.nfc().collect()
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
    let mut found = FilesBelow::default();
    for name in ["content", "templates", "i18n"] {
        found.walk(&root.join(name), is_hidden)?;
    }
    let settings = root.join(SETTINGS_FILE);
    if settings.is_file() {
        found.files.push(settings);
    } else if is_link(&settings) {
        found.broken.push(settings);
    } else {
        let misnamed = misnamed_settings(root)?.into_iter();
        let misnamed = misnamed.map(|name| SourceFile::from_bytes(name, Vec::new()));
        folder.misnamed_settings = misnamed.map(|source| folder.sources.add(source)).collect();
    }
    for (path, bytes) in read_all(found.files)? {
        let name = relative(&path, root);
        let id = folder.sources.add(SourceFile::from_bytes(name.clone(), bytes));
        if name == SETTINGS_FILE {
            folder.settings = Some(id);
        } else if let Some(template) = name.strip_prefix("templates/") {
            folder.templates.insert(composed(template), id);
        } else if let Some(language) = name.strip_prefix("i18n/") {
            if let Some(language) = language.strip_suffix(".yaml") {
                folder.languages.insert(language.to_owned(), id);
            }
        } else {
            folder.content.push(id);
        }
    }
    folder.history = History::read(root, &folder.content, &folder.sources);
    let published = published(root, &mut folder)?;
    let broken = found.broken.iter().chain(&published).map(|path| relative(path, root));
    let mut broken: Vec<String> = broken.collect();
    if let Some(originals) = options.originals {
        if !originals.is_dir() {
            let message = format!("there is no folder of originals at {}", originals.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let mut found = FilesBelow::default();
        found.walk(originals, is_hidden)?;
        let mut files = BTreeMap::new();
        for (path, bytes) in read_all(found.files)? {
            let name = composed(&relative(&path, originals));
            let source = SourceFile::from_bytes(slashed(&path), bytes);
            files.insert(name, folder.sources.add(source));
        }
        folder.originals = Some(files);
        broken.extend(found.broken.iter().map(|path| slashed(path)));
    }
    let broken = broken.into_iter().map(|path| SourceFile::from_bytes(path, Vec::new()));
    folder.broken_links = broken.map(|source| folder.sources.add(source)).collect();
    Ok(folder)
}

/// Reads `static/`, and gives the links in it that lead to no file.
fn published(root: &Path, folder: &mut Folder) -> io::Result<Vec<PathBuf>> {
    let assets = root.join("static");
    let mut published = FilesBelow::default();
    // What is elsewhere on a disk is not meant for everyone because a link leads there.
    let whole = std::fs::canonicalize(&assets).ok();
    let inside = |path: &Path| {
        let there = std::fs::canonicalize(path).ok();
        there.zip(whole.as_ref()).is_none_or(|(there, whole)| there.starts_with(whole))
    };
    published.walk_within(&assets, is_junk, inside)?;
    for path in &published.outside {
        let source = SourceFile::from_bytes(relative(path, root), Vec::new());
        folder.links_out.push(folder.sources.add(source));
    }
    for (path, bytes) in read_all(published.files)? {
        let source = SourceFile::from_bytes(relative(&path, root), Vec::new());
        if is_private(&path, &bytes) {
            folder.unpublished.push(folder.sources.add(source));
            continue;
        }
        let asset = Asset { file: folder.sources.add(source), bytes: bytes.into() };
        let name = relative(&path, &assets);
        // Two names that are one when they are compared are told of when the site is made.
        let composed = composed(&name);
        let name = if folder.assets.contains_key(&composed) { name } else { composed };
        folder.assets.insert(name, asset);
    }
    Ok(published.broken)
}

/// Files of the root that are named nearly as the settings are.
fn misnamed_settings(root: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.path().is_some_and(is_gone) => continue,
            Err(error) => return Err(error.into()),
        };
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_file() && is_nearly_settings(&name) {
            names.push(name.into_owned());
        }
    }
    Ok(names)
}

/// Whether a name was meant to be that of the settings.
#[must_use]
pub fn is_nearly_settings(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    matches!(stem, "sidenote" | "_sidenote" | ".sidenote" | "sidenotes")
        && matches!(extension, "yaml" | "yml" | "json" | "toml")
}

/// What folders hold, in order of the paths in each.
#[derive(Default)]
struct FilesBelow {
    files: Vec<PathBuf>,
    /// Links that lead to no file, or back to where they stand.
    broken: Vec<PathBuf>,
    /// Links that are not followed.
    outside: Vec<PathBuf>,
}

impl FilesBelow {
    /// Adds the files below a folder; none where there is no such folder. Those that are to be
    /// `skipped` are passed over, and folders of such a name.
    fn walk(&mut self, folder: &Path, skipped: fn(&OsStr) -> bool) -> io::Result<()> {
        self.walk_within(folder, skipped, |_| true)
    }

    /// The same; of links only those are followed that are `inside`.
    fn walk_within(
        &mut self,
        folder: &Path,
        skipped: fn(&OsStr) -> bool,
        inside: impl Fn(&Path) -> bool,
    ) -> io::Result<()> {
        if !folder.is_dir() {
            self.broken.extend(is_link(folder).then(|| folder.to_owned()));
            return Ok(());
        }
        let (mut files, mut broken, mut outside) = (Vec::new(), Vec::new(), Vec::new());
        let shown = |entry: &DirEntry| {
            if entry.depth() == 0 {
                return true;
            }
            let leads_out = entry.path_is_symlink() && !inside(entry.path());
            let is_skipped = skipped(entry.file_name());
            outside.extend((leads_out && !is_skipped).then(|| entry.path().to_owned()));
            !leads_out && !is_skipped
        };
        for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(shown) {
            let error = match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    files.push(entry.into_path());
                    continue;
                }
                Ok(_) => continue,
                Err(error) => error,
            };
            match error.path().filter(|path| is_link(path) || is_gone(path)) {
                Some(path) if !is_gone(path) => {
                    // What is passed over may lead anywhere: an editor's lock leads to no file.
                    let is_shown = path.file_name().is_none_or(|name| !skipped(name));
                    broken.extend(is_shown.then(|| path.to_owned()));
                }
                Some(_) => {}
                None => return Err(error.into()),
            }
        }
        for paths in [&mut files, &mut broken, &mut outside] {
            paths.sort_by_cached_key(|path| slashed(path));
        }
        self.files.append(&mut files);
        self.broken.append(&mut broken);
        self.outside.append(&mut outside);
        Ok(())
    }
}

fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Whether what was there a moment ago is not there any more: editors make files and take them
/// away.
fn is_gone(path: &Path) -> bool {
    matches!(std::fs::symlink_metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound)
}

/// What is no part of a briefing's text: hidden files, and what editors leave beside a file.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || is_leftover(&name)
}

/// What editors, systems and this program leave in a folder of files that are published as they
/// are. Other hidden files belong to the site: `.well-known/` for one.
fn is_junk(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let left = [".sidenote", ".git", ".DS_Store", ".#", "._"];
    left.iter().any(|start| name.starts_with(start)) || is_leftover(&name)
}

/// Whether a file of `static/` is none that is meant to be published: what office programs, systems and
/// editors leave there, passwords, and files of a briefing's text by their front matter.
fn is_private(path: &Path, bytes: &[u8]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let starts = [".~lock.", "~$", ".env", ".nfs", ".directory", ".htpasswd"];
    let ends = [".bak", ".orig", ".rej", ".tmp", ".swo", ".old", ".part", ".crdownload"];
    let is_text = [".md", ".markdown"].iter().any(|end| name.ends_with(end));
    let begins = |start: &str| bytes.starts_with(start.as_bytes());
    starts.iter().any(|start| name.starts_with(start))
        || ends.iter().any(|end| name.ends_with(end))
        || matches!(name.as_str(), "thumbs.db" | "desktop.ini" | "ehthumbs.db")
        || is_text && (begins("---\n") || begins("---\r\n") || begins("\u{feff}---"))
}

/// What editors leave beside a file: an earlier state of it, or one that is not saved.
fn is_leftover(name: &str) -> bool {
    name.ends_with(".swp")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

fn read_all(paths: Vec<PathBuf>) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    paths
        .into_par_iter()
        .filter_map(|path| match std::fs::read(&path) {
            Ok(bytes) => Some(Ok((path, bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_gone(&path) => None,
            Err(error) => {
                let message = format!("cannot read {}: {error}", path.display());
                Some(Err(io::Error::new(error.kind(), message)))
            }
        })
        .collect()
}

fn relative(path: &Path, root: &Path) -> String {
    slashed(path.strip_prefix(root).unwrap_or(path))
}

/// A path with `/` on every system.
fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use assert_fs::TempDir;

    use super::*;

    #[test]
    fn links_that_lead_nowhere_are_named_and_stop_nothing() {
        let root = TempDir::new().unwrap();
        let path = |path: &str| root.path().join(path);
        for folder in ["content/articles", "content/annotations", "static/own", "elsewhere"] {
            fs::create_dir_all(path(folder)).unwrap();
        }
        fs::write(path("content/articles/a.md"), "a").unwrap();
        fs::write(path("elsewhere/b.md"), "b").unwrap();
        fs::write(path("static/own/a.txt"), "a").unwrap();
        for (to, from) in [
            ("someone@host.1234:5678", "content/articles/.#a.md"),
            ("someone@host.1234:5678", "static/.#logo.png"),
            ("nowhere", ".hidden"),
            ("nowhere", "content/articles/gone.md"),
            ("self.md", "content/annotations/self.md"),
            ("..", "content/articles/loop"),
            ("nowhere", "static/gone.png"),
            ("nowhere", "templates"),
            ("nowhere", "sidenote.yaml"),
            ("../../elsewhere/b.md", "content/articles/b.md"),
            ("../elsewhere", "static/linked"),
            ("../../elsewhere/b.md", "static/own/secret.txt"),
            ("/", "static/disk"),
            ("own", "static/again"),
            ("a.txt", "static/own/same.txt"),
        ] {
            symlink(to, path(from)).unwrap();
        }
        for left in ["content/articles/#a.md#", "content/articles/a.md~", "static/#x#", "static/y~"]
        {
            fs::write(path(left), "left").unwrap();
        }
        let folder = load(&LoadOptions { root: root.path(), originals: None }).unwrap();
        let name = |id: &FileId| folder.sources.file(*id).path.clone();
        let mut broken: Vec<String> = folder.broken_links.iter().map(name).collect();
        broken.sort();
        assert_eq!(
            broken,
            [
                "content/annotations/self.md",
                "content/articles/gone.md",
                "content/articles/loop",
                "sidenote.yaml",
                "static/gone.png",
                "templates",
            ]
        );
        let content: Vec<String> = folder.content.iter().map(name).collect();
        assert_eq!(content, ["content/articles/a.md", "content/articles/b.md"]);
        assert_eq!(
            folder.assets.keys().collect::<Vec<_>>(),
            ["again/a.txt", "again/same.txt", "own/a.txt", "own/same.txt"],
            "within `static/` links are followed, and none out of it"
        );
        let out: Vec<String> = folder.links_out.iter().map(name).collect();
        assert_eq!(
            out,
            ["static/again/secret.txt", "static/disk", "static/linked", "static/own/secret.txt"]
        );
    }

    #[test]
    fn names_are_compared_as_they_are_read() {
        let root = TempDir::new().unwrap();
        fs::create_dir_all(root.path().join("static")).unwrap();
        for (name, text) in [("re\u{301}sume\u{301}.txt", "apart"), ("a\\b.txt", "c")] {
            fs::write(root.path().join("static").join(name), text).unwrap();
        }
        let static_folder = root.path().join("static");
        let options = LoadOptions { root: root.path(), originals: Some(&static_folder) };
        let folder = load(&options).unwrap();
        assert!(folder.assets.contains_key("r\u{e9}sum\u{e9}.txt"));
        assert!(folder.assets.contains_key("a\\b.txt"), "a name, not a folder");
        assert!(folder.originals.unwrap().contains_key("r\u{e9}sum\u{e9}.txt"));
    }
}
