//! Files that a person wrote, given a new text.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

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
