//! Files of data that would be too large as one: they come in parts, with an index in their place.

use std::io::{self, Write};

/// Above so many bytes a file of data comes in parts.
pub(super) const MOST_BYTES: usize = 20_000_000;

/// Takes the files of one export as they are made.
pub(super) struct Parts<'s> {
    /// The path of the file where it is whole, of its index where it is not.
    path: &'static str,
    /// How large a file may be.
    most: usize,
    take: &'s mut dyn FnMut(&str, Vec<u8>),
}

/// A writer that gives up above a number of bytes.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'s> Parts<'s> {
    pub(super) fn new(
        path: &'static str,
        most: usize,
        take: &'s mut dyn FnMut(&str, Vec<u8>),
    ) -> Self {
        Self { path, most, take }
    }

    /// Hands over the file as a whole, where `write` needs no more bytes than one may have; gives whether
    /// it did.
    pub(super) fn whole<E: Into<io::Error>>(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> io::Result<bool> {
        let mut out = Bounded { bytes: Vec::new(), most: self.most, is_full: false };
        let written = write(&mut out).map_err(Into::into);
        if out.is_full {
            return Ok(false);
        }
        written?;
        (self.take)(self.path, out.bytes);
        Ok(true)
    }

    /// Hands over what stands at the file's own path: the whole of it, or the index of its parts.
    pub(super) fn own(&mut self, bytes: Vec<u8>) {
        (self.take)(self.path, bytes);
    }

    /// Hands over a part, and gives its name.
    pub(super) fn part(&mut self, number: usize, extension: &str, bytes: Vec<u8>) -> String {
        let path = self.part_path("", number, extension);
        (self.take)(&path, bytes);
        path
    }

    /// Whether a file may have so many bytes.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        bytes <= self.most
    }

    /// `name` tells the parts of one list from those of another.
    pub(super) fn part_path(&self, name: &str, number: usize, extension: &str) -> String {
        let stem = self.path.split('.').next().unwrap_or_default();
        let dash = if name.is_empty() { "" } else { "-" };
        format!("{stem}{dash}{name}-{number}.{extension}")
    }

    /// Has `write` put items one after the other into a new part; a part that is full is handed over and the
    /// next begun. `name` tells the parts of one list from those of another. Gives each part's name and
    /// how many items it has.
    pub(super) fn list<T>(
        &mut self,
        name: &str,
        extension: &str,
        items: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Vec<u8>, T) -> io::Result<()>,
    ) -> io::Result<Vec<Part>> {
        let (mut parts, mut bytes, mut count): (Vec<Part>, _, _) = (Vec::new(), Vec::new(), 0);
        for item in items {
            let before = bytes.len();
            write(&mut bytes, item)?;
            if before > 0 && bytes.len() > self.most {
                let next = bytes.split_off(before);
                let part = Part { path: self.part_path(name, parts.len() + 1, extension), count };
                (self.take)(&part.path, std::mem::replace(&mut bytes, next));
                parts.push(part);
                count = 0;
            }
            count += 1;
        }
        if count > 0 {
            let part = Part { path: self.part_path(name, parts.len() + 1, extension), count };
            (self.take)(&part.path, bytes);
            parts.push(part);
        }
        Ok(parts)
    }
}

/// A part of a file of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its path, beside the index.
    pub(super) path: String,
    /// How many items it has.
    pub(super) count: usize,
}

/// Whether a path may be that of a part of a file.
pub(super) fn is_part(path: &str, whole: &str) -> bool {
    let stem = whole.split('.').next().unwrap_or_default();
    let rest = path.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'));
    rest.and_then(|rest| rest.split_once('.'))
        .is_some_and(|(name, _)| name.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(most: usize, items: &[&str]) -> (Vec<Part>, Vec<(String, String)>) {
        let mut files = Vec::new();
        let mut take = |path: &str, bytes: Vec<u8>| {
            files.push((path.to_owned(), String::from_utf8(bytes).unwrap()));
        };
        let mut parts = Parts::new("a.json", most, &mut take);
        let write = |bytes: &mut Vec<u8>, item: &&str| bytes.write_all(item.as_bytes());
        let list = parts.list("x", "jsonl", items.iter(), write).unwrap();
        (list, files)
    }

    #[test]
    fn a_part_is_as_large_as_it_may_be() {
        let (list, files) = parted(4, &["aa", "bb", "c", "ddddddd", "e"]);
        let names = ["a-x-1.jsonl", "a-x-2.jsonl", "a-x-3.jsonl", "a-x-4.jsonl"];
        assert_eq!(list.iter().map(|part| part.path.as_str()).collect::<Vec<_>>(), names);
        assert_eq!(list.iter().map(|part| part.count).collect::<Vec<_>>(), [2, 1, 1, 1]);
        let texts: Vec<&str> = files.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["aabb", "c", "ddddddd", "e"]);
        assert!(files.iter().all(|(path, _)| is_part(path, "a.json") && !is_part(path, "b.json")));
        assert_eq!(parted(4, &[]).0, []);
    }

    #[test]
    fn a_file_is_whole_where_it_may_be() {
        let mut files = Vec::new();
        let mut take = |path: &str, bytes: Vec<u8>| files.push((path.to_owned(), bytes));
        let mut parts = Parts::new("a.json", 3, &mut take);
        assert!(parts.whole(|out| out.write_all(b"abc")).unwrap());
        assert!(!parts.whole(|out| out.write_all(b"abcd")).unwrap());
        assert_eq!(files, [("a.json".to_owned(), b"abc".to_vec())]);
    }
}
