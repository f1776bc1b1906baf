//! Files that the program makes for a person: each whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::write::rewrite::replace;

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
