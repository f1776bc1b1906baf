//! Reads a briefing from disk: the only reader that the stages have. Each file is read once, and again
//! only where it may have changed.
#![expect(clippy::disallowed_methods, reason = "this module reads the disk for all others")]

use std::any::type_name;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::hash::Hash;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::history::History;
use crate::memory::{Content, Memory, Settled};
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
    /// What stands in its folders, or where the settings would, and is not read.
    pub unread: Vec<(FileId, Unread)>,
    /// When the files of `content/` and the notes in them were last changed, where git was asked
    /// ([`Folder::ask_history`]) and knows it.
    pub history: History,
    /// What earlier states of it have left; a build from nothing has none.
    pub memory: Memory,
}

/// Why something that has a name in a briefing's folder is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// A link of the file system that leads to no file, or back to where it stands.
    BrokenLink,
    /// A link below `static/` that leads out of it, and is not followed.
    LinkOut,
    /// A file of the root that is named nearly as the settings are, where there are none.
    MisnamedSettings,
    /// A file below `static/` that is not published: what programs leave there, and notes.
    Unpublished,
    /// A pipe, a socket or a device; where the settings would be, a folder, too.
    NoFile,
    /// A file of more than [`MOST_BYTES`].
    TooLarge,
    /// A file whose name is no text: what is shown of it may be the name of another file, too.
    NameIsNoText,
}

/// Bytes of the largest file that is read. No report has as many; and a file of a few gigabytes,
/// there by mistake, would fill the memory before anything could be said about it.
pub const MOST_BYTES: u64 = 256 << 20;

impl Folder {
    /// The folder with a text of `content/` in the place of the one at its path, or beside the others.
    #[must_use]
    pub fn with_text(&self, path: &str, text: &str) -> Self {
        let mut folder = self.clone();
        let file = SourceFile::from_bytes(path.to_owned(), text.as_bytes().to_vec());
        match self.text_at(path) {
            Some(id) => folder.sources.replace(id, file),
            None => folder.content.push(folder.sources.add(file)),
        }
        folder
    }

    /// The text of `content/` at a path.
    #[must_use]
    pub fn text_at(&self, path: &str) -> Option<FileId> {
        let mut texts = self.content.iter().copied();
        texts.find(|id| self.sources.file(*id).path == path)
    }

    /// Asks git when files and notes were last changed: for those who make pages, since it takes git a while.
    pub fn ask_history(&mut self, root: &Path) {
        self.history = History::read(root, &self.content, &self.sources, &self.memory);
    }
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
    pub bytes: Settled<Bytes>,
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
    load_again(options, &Memory::default())
}

/// Reads a briefing of which earlier states have left a memory.
///
/// # Errors
/// As [`load`].
pub fn load_again(options: &LoadOptions<'_>, memory: &Memory) -> io::Result<Folder> {
    let mut folder = Folder { memory: memory.clone(), ..Folder::default() };
    let root = options.root;
    let mut found = FilesBelow::default();
    for name in ["content", "templates", "i18n"] {
        found.walk(&root.join(name), is_hidden)?;
    }
    let settings = root.join(SETTINGS_FILE);
    if settings.is_file() {
        found.files.push(settings);
    } else if is_link(&settings) {
        found.unread.push((settings, Unread::BrokenLink));
    } else if settings.exists() {
        found.unread.push((settings, Unread::NoFile));
    } else {
        let misnamed = misnamed_settings(root)?.into_iter();
        found.unread.extend(misnamed.map(|name| (root.join(name), Unread::MisnamedSettings)));
    }
    let text = |path: &Path, bytes| SourceFile::from_bytes(relative(path, root), bytes);
    for (path, source) in found.read_all(memory, text)? {
        let name = relative(&path, root);
        let id = folder.sources.add(source);
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
    found.unread.append(&mut published(root, &mut folder)?);
    folder.tell_unread(found.unread, |path| relative(path, root));
    if let Some(originals) = options.originals {
        if !originals.is_dir() {
            let message = format!("there is no folder of originals at {}", originals.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let mut found = FilesBelow::default();
        found.walk(originals, is_hidden)?;
        let mut files = BTreeMap::new();
        let text = |path: &Path, bytes| SourceFile::from_bytes(slashed(path), bytes);
        for (path, source) in found.read_all(memory, text)? {
            let name = composed(&relative(&path, originals));
            files.insert(name, folder.sources.add(source));
        }
        folder.originals = Some(files);
        folder.tell_unread(found.unread, slashed);
    }
    Ok(folder)
}

impl Folder {
    /// Adds what is not read, `named` as messages show it.
    fn tell_unread(&mut self, unread: Vec<(PathBuf, Unread)>, named: impl Fn(&Path) -> String) {
        let unread = unread.into_iter().map(|(path, reason)| (named(&path), reason));
        let mut unread: Vec<(String, Unread)> = unread.collect();
        unread.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (path, reason) in unread {
            let source = SourceFile::from_bytes(path, Vec::new());
            self.unread.push((self.sources.add(source), reason));
        }
    }
}

/// Reads `static/`, and gives what in it is not read.
fn published(root: &Path, folder: &mut Folder) -> io::Result<Vec<(PathBuf, Unread)>> {
    let assets = root.join("static");
    let mut found = FilesBelow::default();
    // What is elsewhere on a disk is not meant for everyone because a link leads there.
    let whole = std::fs::canonicalize(&assets).ok();
    let inside = |path: &Path| {
        let there = std::fs::canonicalize(path).ok();
        there.zip(whole.as_ref()).is_none_or(|(there, whole)| there.starts_with(whole))
    };
    found.walk_within(&assets, is_junk, inside)?;
    let memory = folder.memory.clone();
    for (path, bytes) in found.read_all(&memory, |_, bytes| Settled::from(Bytes::from(bytes)))? {
        if is_private(&path, &bytes) {
            found.unread.push((path, Unread::Unpublished));
            continue;
        }
        let source = SourceFile::from_bytes(relative(&path, root), Vec::new());
        let asset = Asset { file: folder.sources.add(source), bytes: Settled::clone(&bytes) };
        let name = relative(&path, &assets);
        // Two names that are one when they are compared are told of when the site is made.
        let composed = composed(&name);
        let name = if folder.assets.contains_key(&composed) { name } else { composed };
        folder.assets.insert(name, asset);
    }
    Ok(found.unread)
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
    unread: Vec<(PathBuf, Unread)>,
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
            let broken = is_link(folder).then(|| (folder.to_owned(), Unread::BrokenLink));
            self.unread.extend(broken);
            return Ok(());
        }
        let (mut files, mut unread, mut outside) = (Vec::new(), Vec::new(), Vec::new());
        let shown = |entry: &DirEntry| {
            if entry.depth() == 0 {
                return true;
            }
            let leads_out = entry.path_is_symlink() && !inside(entry.path());
            let is_skipped = skipped(entry.file_name());
            let path = || (entry.path().to_owned(), Unread::LinkOut);
            outside.extend((leads_out && !is_skipped).then(path));
            !leads_out && !is_skipped
        };
        for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(shown) {
            let error = match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let path = entry.into_path();
                    let is_text = path.strip_prefix(folder).is_ok_and(|it| it.to_str().is_some());
                    match is_text {
                        true => files.push(path),
                        false => unread.push((path, Unread::NameIsNoText)),
                    }
                    continue;
                }
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    unread.extend((!is_folder).then(|| (entry.into_path(), Unread::NoFile)));
                    continue;
                }
                Err(error) => error,
            };
            match error.path().filter(|path| is_link(path) || is_gone(path)) {
                Some(path) if !is_gone(path) => {
                    // What is passed over may lead anywhere: an editor's lock leads to no file.
                    let is_shown = path.file_name().is_none_or(|name| !skipped(name));
                    unread.extend(is_shown.then(|| (path.to_owned(), Unread::BrokenLink)));
                }
                Some(_) => {}
                None => return Err(error.into()),
            }
        }
        unread.append(&mut outside);
        files.sort_by_cached_key(|path| slashed(path));
        self.files.append(&mut files);
        self.unread.append(&mut unread);
        Ok(())
    }

    /// Takes the files and makes something of what each holds, in their order; what was made of one that
    /// is as it was is given again.
    fn read_all<T: Send + Sync + 'static>(
        &mut self,
        memory: &Memory,
        make: impl Fn(&Path, Vec<u8>) -> T + Sync,
    ) -> io::Result<Vec<(PathBuf, Arc<T>)>> {
        let made = |path: &Path| -> io::Result<Option<Arc<T>>> {
            Ok(read_at_most(path, MOST_BYTES)?.map(|bytes| Arc::new(make(path, bytes))))
        };
        let one = |path: PathBuf| {
            let stamp =
                if memory.is_keeping() { Stamp::of(&path, SystemTime::now()) } else { None };
            let found = match stamp {
                Some(stamp) => {
                    let input = |it: &mut Content| (&path, stamp).hash(it);
                    let found = memory.try_recall(type_name::<T>(), input, || made(&path));
                    found.map(Arc::unwrap_or_clone)
                }
                None => made(&path),
            };
            match found {
                Ok(found) => Some(Ok((path, found))),
                Err(error) if error.kind() == io::ErrorKind::NotFound && is_gone(&path) => None,
                Err(error) => {
                    let message = format!("cannot read {}: {error}", path.display());
                    Some(Err(io::Error::new(error.kind(), message)))
                }
            }
        };
        let files = std::mem::take(&mut self.files);
        let read: Vec<(PathBuf, Option<Arc<T>>)> =
            files.into_par_iter().filter_map(one).collect::<io::Result<_>>()?;
        let mut whole = Vec::with_capacity(read.len());
        for (path, found) in read {
            match found {
                Some(found) => whole.push((path, found)),
                None => self.unread.push((path, Unread::TooLarge)),
            }
        }
        Ok(whole)
    }
}

/// What a file holds; nothing of one that has more bytes than `most`, whatever it says of its length: a
/// device has none, and never ends.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_at_most(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.by_ref().take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
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

/// By what a file is known to be as it was: no other state of it has the same.
#[derive(Hash)]
struct Stamp {
    modified: SystemTime,
    length: u64,
    /// When its place on the disk was last changed, and which that is, where the system tells.
    placed: Option<(i64, i64, u64)>,
}

impl Stamp {
    /// None where it was changed so lately that another change may have the same time, or where the clock is behind
    /// the file: then nobody knows.
    fn of(path: &Path, now: SystemTime) -> Option<Self> {
        const LATELY: Duration = Duration::from_secs(3);
        let metadata = std::fs::metadata(path).ok()?;
        let modified = metadata.modified().ok()?;
        #[cfg(unix)]
        let placed = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ctime(), metadata.ctime_nsec(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let placed = None;
        let placed_at = placed.and_then(|(seconds, ..)| u64::try_from(seconds).ok());
        let placed_at = placed_at.map(|it| SystemTime::UNIX_EPOCH + Duration::from_secs(it));
        let newest = placed_at.map_or(modified, |placed| placed.max(modified));
        let is_old = now.duration_since(newest).is_ok_and(|age| age > LATELY);
        is_old.then_some(Self { modified, length: metadata.len(), placed })
    }
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
    fn a_clock_in_1970_knows_no_file() {
        let place = TempDir::new().unwrap();
        let file = place.path().join("a.md");
        fs::write(&file, "one").unwrap();
        let later = SystemTime::now() + Duration::from_secs(3600);
        assert!(Stamp::of(&file, later).is_some());
        assert!(Stamp::of(&file, SystemTime::UNIX_EPOCH).is_none());
    }

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
        let unread = |reason: Unread| {
            let of = folder.unread.iter().filter(|(_, other)| *other == reason);
            let mut names: Vec<String> = of.map(|(id, _)| name(id)).collect();
            names.sort();
            names
        };
        assert_eq!(
            unread(Unread::BrokenLink),
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
        assert_eq!(
            unread(Unread::LinkOut),
            ["static/again/secret.txt", "static/disk", "static/linked", "static/own/secret.txt"]
        );
    }

    #[test]
    fn what_is_no_file_or_too_large_is_named_and_not_read() {
        let root = TempDir::new().unwrap();
        let path = |path: &str| root.path().join(path);
        for folder in ["content/articles", "static", "sidenote.yaml"] {
            fs::create_dir_all(path(folder)).unwrap();
        }
        let _socket = std::os::unix::net::UnixListener::bind(path("content/s.md")).unwrap();
        for large in ["content/articles/large.md", "static/large.bin"] {
            File::create(path(large)).unwrap().set_len(8 << 30).unwrap();
        }
        fs::write(path("content/articles/a.md"), "a").unwrap();
        let folder = load(&LoadOptions { root: root.path(), originals: None }).unwrap();
        let named =
            folder.unread.iter().map(|(id, why)| (folder.sources.file(*id).path.as_str(), *why));
        let mut named: Vec<(&str, Unread)> = named.collect();
        named.sort_by_key(|(name, _)| *name);
        assert_eq!(
            named,
            [
                ("content/articles/large.md", Unread::TooLarge),
                ("content/s.md", Unread::NoFile),
                ("sidenote.yaml", Unread::NoFile),
                ("static/large.bin", Unread::TooLarge),
            ]
        );
        assert_eq!((folder.content.len(), folder.assets.len()), (1, 0));
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
