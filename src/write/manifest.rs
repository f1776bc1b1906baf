//! The list of what a build wrote: a file in the site, so that it moves with it.
//!
//! It is only ever asked about files that were found by walking the site. A path in it that
//! leads elsewhere is therefore never met, whoever wrote it there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use blake3::Hash;

use super::WriteError;
use super::disk;
use super::kept::Kept;
use super::names;
use super::target::Target;
use crate::config::Audience;

const HEADER: &str = "Files that sidenote wrote, and may replace or remove";

/// How the line ends that follows for a list without an audience, as builds once wrote it.
const UNMARKED: &str = " (list 1)";

/// How it ends for one of a site for `audience`.
fn mark(audience: Audience) -> String {
    format!(" (list 2, of a {} site)", audience.name())
}

/// Paths with the hashes of what was written there: one, or while a build is at work in place the
/// old one and the new one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whom the site is for, where the list says so.
    audience: Option<Audience>,
    files: BTreeMap<String, BTreeSet<[u8; 32]>>,
}

impl Manifest {
    /// The list in a folder; none where there is no such file.
    pub(super) fn read(target: &Target) -> Result<Option<Self>, WriteError> {
        Self::read_from(&target.path).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => {
                WriteError::ManifestUnreadable(target.shown(names::MANIFEST))
            }
            _ => WriteError::io("read", target.shown(names::MANIFEST))(error),
        })
    }

    pub(super) fn read_from(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(names::MANIFEST);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Err(io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let text = fs::read_to_string(&path)?;
        match Self::parse(&text) {
            Some(manifest) => Ok(Some(manifest)),
            None => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut manifest = Self::default();
        let end = lines.next()?.strip_prefix(HEADER)?;
        manifest.audience = Audience::ALL.into_iter().find(|audience| end == mark(*audience));
        if manifest.audience.is_none() && end != UNMARKED {
            return None;
        }
        for line in lines {
            let (hash, path) = line.split_once(' ')?;
            let hash = Hash::from_hex(hash).ok()?;
            manifest.files.entry(path.to_owned()).or_default().insert(*hash.as_bytes());
        }
        Some(manifest)
    }

    /// The list of a new site.
    pub(super) fn of(audience: Audience, files: &BTreeMap<String, Kept>) -> Self {
        let hashes = |kept: &Kept| BTreeSet::from([*kept.hash.as_bytes()]);
        let files = files.iter().map(|(path, kept)| (path.clone(), hashes(kept))).collect();
        Self { audience: Some(audience), files }
    }

    /// Whom the site is for. One that does not say is public: nobody would keep a private one where
    /// all builds wrote.
    pub(super) fn audience(&self) -> Audience {
        self.audience.unwrap_or(Audience::Public)
    }

    /// Both lists in one.
    pub(super) fn union(&self, other: &Self) -> Self {
        let mut files = self.files.clone();
        for (path, hashes) in &other.files {
            files.entry(path.clone()).or_default().extend(hashes);
        }
        Self { audience: other.audience, files }
    }

    /// Whether a build wrote a file of this path.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a build wrote a file of this path with just these bytes.
    pub(super) fn lists_content(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(blake3::hash(bytes).as_bytes()))
    }

    /// Writes it to a new file and flushes that to the disk.
    pub(super) fn write_to(&self, path: &Path) -> io::Result<()> {
        let end = self.audience.map_or_else(|| UNMARKED.to_owned(), mark);
        let mut text = format!("{HEADER}{end}\n");
        for (path, hashes) in &self.files {
            for hash in hashes {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{} {path}", Hash::from_bytes(*hash).to_hex());
            }
        }
        let mut file = disk::create_new(path)?;
        disk::write(&mut file, text.as_bytes())?;
        disk::flush(&file)
    }
}
