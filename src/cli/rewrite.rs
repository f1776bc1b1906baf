//! Files beside those that a person wrote, and such files given a new text: each whole or not at all.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::{Failure, terminal};
use crate::slice::Slice;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Puts a file in the place of another, or where there is none: whole or not at all. A link stays a
/// link to the file that is rewritten.
pub(super) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let there = fs::canonicalize(path);
    let path = there.as_deref().unwrap_or(path);
    // So much of its name that there is room for what stands before it.
    const ROOM: usize = 200;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".sidenote-{}", name.slice(..name.len().min(ROOM))));
    let write = || {
        let mut file = fs::File::create(&new)?;
        file.write_all(text)?;
        file.sync_all()?;
        if there.is_ok() {
            fs::set_permissions(&new, fs::metadata(path)?.permissions())?;
        }
        fs::rename(&new, path)
    };
    write().inspect_err(|_| {
        // What is wrong already is told; the file that was to be rewritten is as it was.
        let _ = fs::remove_file(&new);
    })
}

/// Writes new files, and the folders that they need, never over another file: all of them, or none.
pub(super) fn create(files: &[(PathBuf, &str)]) -> Result<(), Failure> {
    let mut made = Made::default();
    for (path, text) in files {
        made.file(path, text).map_err(|error| Failure::not_written(path, &error))?;
    }
    made.0.clear();
    Ok(())
}

/// Puts a file that the program makes in its place, new or not, and makes the folders that it needs.
pub(super) fn put(path: &Path, text: &[u8]) -> Result<(), Failure> {
    let mut made = Made::default();
    made.folder_of(path)
        .and_then(|()| replace(path, text))
        .map_err(|error| Failure::not_written(path, &error))?;
    made.0.clear();
    Ok(())
}

/// Files and folders that were made, in this order; those that are named here in the end are taken away.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Made {
    /// Makes a file.
    fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        self.folder_of(path)?;
        let mut file = fs::File::create_new(path)?;
        self.0.push(path.to_owned());
        file.write_all(text.as_bytes())
    }

    /// Makes the folder of a file, and those on the way to it.
    fn folder_of(&mut self, path: &Path) -> io::Result<()> {
        let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) else {
            return Ok(());
        };
        let missing = folder.ancestors().take_while(|it| *it != Path::new("") && !it.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        self.0.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            // One of the two fails: it is a file or a folder.
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
        }
    }
}

/// Asks the person at the terminal; where there is none, the answer is no.
pub(super) fn agreed(question: &str) -> bool {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        terminal::say("To write this, add `--yes`.");
        return false;
    }
    let mut err = io::stderr();
    let mut answer = String::new();
    let asked = write!(err, "{question} [y/N] ").and_then(|()| err.flush());
    asked.is_ok()
        && stdin.lock().read_line(&mut answer).is_ok()
        && matches!(answer.trim(), "y" | "Y" | "yes")
}

/// Puts a new text in the place of a file's, whole or not at all.
pub(super) fn rewrite(path: &Path, before: &str, after: &str) -> io::Result<()> {
    let bytes = fs::read(path)?;
    let marked = bytes.starts_with(BYTE_ORDER_MARK.as_bytes());
    let mark = if marked { BYTE_ORDER_MARK } else { "" };
    if bytes[mark.len()..] != *before.as_bytes() {
        return Err(io::Error::other("it was changed meanwhile"));
    }
    replace(path, format!("{mark}{after}").as_bytes())
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
}
