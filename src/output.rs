//! The site: its files as they are made, and the site as a value.
//!
//! Whoever makes files hands each one to a [`Sink`] as soon as it is made, so that a large site
//! need not be held in memory as a whole. [`crate::write`] is a sink that puts them on disk;
//! [`Collector`] keeps them as an [`Output`].

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use unicode_normalization::UnicodeNormalization;

use crate::slice::Slice;

/// What a file is written to; small pieces are collected.
pub type Out<'a> = BufWriter<&'a mut dyn Write>;

/// Takes the files of a site as they are made: on any thread, in any order, each path once.
///
/// Paths go from the site's root, with `/` between folders. For those who make a file nothing
/// fails: what becomes of it a sink tells in the end, in a way of its own.
pub trait Sink: Sync {
    /// Takes a file that `make` writes, and gives what that gives.
    fn file<T>(&self, path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T;

    /// Takes a file that is there already.
    fn bytes(&self, path: &str, bytes: &Bytes) {
        self.file(path, |out| {
            // Never: see above.
            let _ = out.write_all(bytes);
        });
    }
}

/// Has `make` write to a writer that never fails, in pieces worth a system call.
pub fn buffered<T>(writer: &mut dyn Write, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
    const PIECE: usize = 64 * 1024;
    let mut out = BufWriter::with_capacity(PIECE, writer);
    let made = make(&mut out);
    let _ = out.flush();
    made
}

/// A sink that keeps nothing: for those who only want to know whether a site can be made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Sink for Nothing {
    fn file<T>(&self, _path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
        buffered(&mut std::io::sink(), make)
    }
}

/// A site as a value: an ordered map from path to bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
}

impl Output {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Bytes>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The bytes at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// All files, in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }
}

/// A sink that keeps every file in memory.
#[derive(Debug, Default)]
pub struct Collector(Mutex<Output>);

impl Collector {
    /// The site that was taken.
    #[must_use]
    pub fn finish(self) -> Output {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Collector {
    fn file<T>(&self, path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
        let mut bytes = Vec::new();
        let made = buffered(&mut bytes, make);
        // They grow by doubling; kept so, a large site would take twice its room.
        self.bytes(path, &Bytes::from(bytes.into_boxed_slice()));
        made
    }

    fn bytes(&self, path: &str, bytes: &Bytes) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes.clone());
    }
}

/// The paths of a site's files, as systems compare them that know no capitals.
#[derive(Debug, Default)]
pub struct Paths(BTreeMap<String, String>);

impl Paths {
    /// Adds a path.
    pub fn insert(&mut self, path: impl Into<String>) {
        let path = path.into();
        self.0.insert(folded(&path), path);
    }

    /// The path here that a file at `path` would collide with on some system: the same, one that
    /// differs in capitals or in how accents are written, or one that would have to be file and
    /// folder at once.
    #[must_use]
    pub fn collision(&self, path: &str) -> Option<&str> {
        let path = folded(path);
        let folder = format!("{path}/");
        let inside = self.0.range(folder.clone()..).next();
        let outside =
            path.match_indices('/').map(|(end, _)| path.slice(..end)).chain([path.as_str()]);
        inside
            .filter(|(other, _)| other.starts_with(&folder))
            .map(|(_, other)| other)
            .or_else(|| outside.filter_map(|prefix| self.0.get(prefix)).next())
            .map(String::as_str)
    }
}

fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).collect()
}

impl<P: Into<String>> Extend<P> for Paths {
    fn extend<I: IntoIterator<Item = P>>(&mut self, paths: I) {
        paths.into_iter().for_each(|path| self.insert(path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_file_and_folder_at_once() {
        let mut paths = Paths::default();
        paths.extend(["articles/a.html"]);
        assert_eq!(paths.collision("articles/a.html"), Some("articles/a.html"));
        assert_eq!(paths.collision("articles"), Some("articles/a.html"));
        assert_eq!(paths.collision("articles/a.html/b.png"), Some("articles/a.html"));
        assert_eq!(paths.collision("articles/a.htm"), None);
        assert_eq!(paths.collision("article"), None);
        assert_eq!(paths.collision("Articles/A.HTML"), Some("articles/a.html"));
        assert_eq!(paths.collision("ARTICLES"), Some("articles/a.html"));
        paths.extend(["re\u{301}sume\u{301}.pdf"]);
        assert_eq!(paths.collision("R\u{e9}sum\u{e9}.pdf"), Some("re\u{301}sume\u{301}.pdf"));
    }

    #[test]
    fn a_site_is_collected_as_it_is_made() {
        let sink = Collector::default();
        sink.bytes("b", &Bytes::from_static(b"2"));
        let made = sink.file("a", |out| {
            out.write_all(b"1").unwrap();
            "made"
        });
        assert_eq!(made, "made");
        let site = sink.finish();
        let files: Vec<(&str, &[u8])> =
            site.iter().map(|(path, bytes)| (path, &bytes[..])).collect();
        assert_eq!(files, [("a", b"1".as_slice()), ("b", b"2")]);
    }
}
