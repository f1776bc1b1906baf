//! Source files and places in them.
//!
//! Every file of a briefing is read once, by [`crate::load`], into a [`SourceSet`]. A [`Span`]
//! names a place in it by file and bytes; lines and columns are worked out only to be shown.

use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::memory::Key;
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// A file in a [`SourceSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A place in a source file: bytes `start..end` of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A place in `file`.
    #[must_use]
    pub fn new(file: FileId, place: Place<InSource>) -> Self {
        Self { file, start: place.start(), end: place.end() }
    }

    /// The start of `file`: for what is wrong with a file as a whole.
    #[must_use]
    pub fn whole(file: FileId) -> Self {
        Self::new(file, Place::default())
    }

    /// A part of it, by bytes counted from its first.
    #[must_use]
    pub fn part(&self, within: Range<usize>) -> Self {
        Self::new(self.file, self.place().part(within))
    }

    /// The place in the file's text.
    #[must_use]
    pub fn place(&self) -> Place<InSource> {
        Place::new(self.start..self.end)
    }
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineAndColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One file's text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path from the briefing's root, with `/` on every system.
    pub path: String,
    /// The text, without a byte-order mark. Of a file that is not UTF-8, the part before the
    /// first byte that is not.
    pub text: String,
    /// Byte offset of the first byte that is not UTF-8, counted in the file as it is on disk.
    pub invalid_at: Option<usize>,
    line_starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`] bytes: so a column is found
    /// as fast in a line of many megabytes as in a short one.
    characters_before: Vec<usize>,
    /// See [`Self::key`].
    key: OnceLock<Key>,
}

/// Bytes between two entries of [`SourceFile::characters_before`].
const STRIDE: usize = 4096;

impl SourceFile {
    /// A file from the bytes on disk; a byte-order mark is taken off.
    #[must_use]
    pub fn from_bytes(path: String, bytes: Vec<u8>) -> Self {
        const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
        let (text, invalid_at) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(valid);
                (String::from_utf8_lossy(&bytes).into_owned(), Some(valid))
            }
        };
        let text = match text.as_bytes().strip_prefix(BYTE_ORDER_MARK) {
            Some(_) => text.slice(BYTE_ORDER_MARK.len()..).to_owned(),
            None => text,
        };
        let line_starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        let mut characters_before = vec![0];
        let mut count = 0;
        for stride in text.as_bytes().chunks_exact(STRIDE) {
            count += characters_in(stride);
            characters_before.push(count);
        }
        let key = OnceLock::new();
        Self { path, text, invalid_at, line_starts, characters_before, key }
    }

    /// The name of what it holds, and where.
    #[must_use]
    pub fn key(&self) -> Key {
        let Self { path, text, invalid_at, .. } = self;
        *self.key.get_or_init(|| Key::of(|it| (path, text, invalid_at).hash(it)))
    }

    /// The place of all its text.
    #[must_use]
    pub fn whole(&self) -> Place<InSource> {
        Place::new(0..self.text.len())
    }

    /// The text at a place.
    #[must_use]
    pub fn slice(&self, place: Place<InSource>) -> &str {
        self.text.slice(place.bytes())
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> LineAndColumn {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        LineAndColumn { line, column }
    }

    /// How many characters the text has before a byte offset at a character's start.
    fn characters_before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let rest = &self.text.as_bytes()[stride * STRIDE..offset];
        self.characters_before[stride] + characters_in(rest)
    }

    /// The text of a line, counted from 1, without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index)) else {
            return "";
        };
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len());
        self.text.slice(start..end).trim_end_matches(['\n', '\r'])
    }

    /// Byte offset at which a line, counted from 1, starts.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1)
            .and_then(|index| self.line_starts.get(index))
            .copied()
            .unwrap_or(self.text.len())
    }
}

/// How many characters begin in these bytes of a text.
#[must_use]
pub fn characters_in(bytes: &[u8]) -> usize {
    // Those of a piece are so few that a byte can count them: thus many are added up at once.
    let begun = |piece: &[u8]| {
        piece.iter().map(|byte| u8::from(byte & 0b1100_0000 != 0b1000_0000)).sum::<u8>()
    };
    bytes.chunks(128).map(|piece| usize::from(begun(piece))).sum()
}

/// Every text file of a briefing, in order of their paths.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    files: Vec<Arc<SourceFile>>,
}

impl SourceSet {
    /// Adds a file and names it.
    pub fn add(&mut self, file: impl Into<Arc<SourceFile>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file.into());
        id
    }

    /// Puts a file in the place of another.
    pub fn replace(&mut self, id: FileId, file: impl Into<Arc<SourceFile>>) {
        if let Some(there) = self.files.get_mut(id.0 as usize) {
            *there = file.into();
        }
    }

    /// The file.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text at a place.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).slice(span.place())
    }

    /// All files, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(self.files.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec())
    }

    #[test]
    fn columns_count_characters() {
        let file = file("ab\n海康x\r\nlast");
        assert_eq!(file.position("ab\n海康".len()), LineAndColumn { line: 2, column: 3 });
        assert_eq!(file.line(2), "海康x");
        assert_eq!(file.position(10_000), LineAndColumn { line: 3, column: 5 });
    }

    #[test]
    fn columns_are_right_far_into_a_line() {
        for text in ["x".repeat(3 * STRIDE), "海".repeat(2 * STRIDE), "aé海😀".repeat(STRIDE)]
        {
            let file = file(&format!("first\n{text}"));
            for (index, (offset, _)) in text.char_indices().enumerate().step_by(997) {
                let position = file.position("first\n".len() + offset);
                assert_eq!(position, LineAndColumn { line: 2, column: index + 1 });
            }
            let end = LineAndColumn { line: 2, column: text.chars().count() + 1 };
            assert_eq!(file.position(usize::MAX), end);
        }
    }

    #[test]
    fn an_empty_file_has_one_place() {
        assert_eq!(file("").position(7), LineAndColumn { line: 1, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(file("\u{feff}---").text, "---");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told_by_offset() {
        let file = SourceFile::from_bytes("a.md".into(), b"ab\xffcd".to_vec());
        assert_eq!((file.text.as_str(), file.invalid_at), ("ab", Some(2)));
    }
}
