//! Files that a person wrote, given a new text.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::terminal;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Puts a file in the place of another, or where there is none: whole or not at all. A link stays a
/// link to the file that is rewritten.
pub(super) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let there = fs::canonicalize(path);
    let path = there.as_deref().unwrap_or(path);
    let mut name = std::ffi::OsString::from(".sidenote-");
    name.push(path.file_name().unwrap_or_default());
    let new = path.with_file_name(name);
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
