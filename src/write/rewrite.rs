//! Files that a person wrote, given a new text.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::slice::Slice;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Puts a file in the place of another, or where there is none: whole or not at all. A link stays a
/// link to the file that is rewritten.
///
/// # Errors
/// Where the disk refuses.
pub fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let there = fs::canonicalize(path);
    let path = there.as_deref().unwrap_or(path);
    aside(path, text, |new| {
        if there.is_ok() {
            fs::set_permissions(new, fs::metadata(path)?.permissions())?;
        }
        fs::rename(new, path)
    })
}

/// Puts a new text in the place of a file's, whole or not at all.
///
/// # Errors
/// Where the file does not hold what it held `before`, or the disk refuses.
pub fn rewrite(path: &Path, before: &str, after: &str) -> io::Result<()> {
    let bytes = fs::read(path)?;
    let marked = bytes.starts_with(BYTE_ORDER_MARK.as_bytes());
    let mark = if marked { BYTE_ORDER_MARK } else { "" };
    if bytes[mark.len()..] != *before.as_bytes() {
        return Err(changed());
    }
    replace(path, format!("{mark}{after}").as_bytes())
}

/// Writes a file where there is none, whole or not at all.
///
/// # Errors
/// Where there is one meanwhile, or the disk refuses.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    aside(path, text.as_bytes(), |new| {
        // A link is made only where there is nothing, which a file that is renamed is not.
        fs::hard_link(new, path)?;
        fs::remove_file(new)
    })
}

/// Takes a file away.
///
/// # Errors
/// Where it does not hold what it held `before`, or the disk refuses.
pub fn remove(path: &Path, before: &str) -> io::Result<()> {
    if fs::read(path)? != before.as_bytes() {
        return Err(changed());
    }
    fs::remove_file(path)
}

fn changed() -> io::Error {
    io::Error::other("it was changed meanwhile")
}

/// Writes a hidden file beside another, and has `put` bring it to its place.
fn aside(path: &Path, text: &[u8], put: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    // So much of its name that there is room for what stands before it.
    const ROOM: usize = 200;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".sidenote-{}", name.slice(..name.len().min(ROOM))));
    let write = || {
        let mut file = fs::File::create(&new)?;
        file.write_all(text)?;
        file.sync_all()?;
        put(&new)
    };
    write().inspect_err(|_| {
        // What is wrong already is told; the file that was to be rewritten is as it was.
        let _ = fs::remove_file(&new);
    })
}

#[cfg(test)]
mod tests {
    use assert_fs::TempDir;
    use assert_fs::prelude::*;

    use super::*;

    #[test]
    fn every_other_byte_is_kept() {
        let folder = TempDir::new().unwrap();
        let file = folder.child("a.md");
        file.write_str("\u{feff}> a  \r\nb").unwrap();
        rewrite(file.path(), "> a  \r\nb", "> c  \r\nb").unwrap();
        file.assert("\u{feff}> c  \r\nb");
        assert!(rewrite(file.path(), "> a  \r\nb", "x").is_err());
        file.assert("\u{feff}> c  \r\nb");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_takes_no_others_place_and_goes_only_as_it_came() {
        let folder = TempDir::new().unwrap();
        let file = folder.child("a.md");
        create(file.path(), "one").unwrap();
        assert!(create(file.path(), "two").is_err());
        assert!(remove(file.path(), "two").is_err());
        file.assert("one");
        remove(file.path(), "one").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
