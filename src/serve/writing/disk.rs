//! The author's files: given new texts where they hold what they held, and the last of these taken back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::compose::{Change, Refusal};
use crate::write::rewrite::{create, remove, rewrite};

/// How many notes can be taken back, one after the other.
const MOST: usize = 100;

/// What was written, the newest last.
#[derive(Debug, Default)]
pub(super) struct Ledger(Vec<Entry>);

/// One note that was written.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The note's id.
    pub(super) note: String,
    /// The files with what they held.
    pub(super) changes: Vec<Change>,
}

impl Entry {
    /// The annotation file.
    pub(super) fn file(&self) -> &str {
        self.changes.last().map_or("", |change| &change.path)
    }
}

impl Ledger {
    /// What would be taken back.
    pub(super) fn last(&self) -> Option<&Entry> {
        self.0.last()
    }

    /// Writes, all or nothing.
    pub(super) fn write(&mut self, root: &Path, entry: Entry) -> Result<(), Refusal> {
        for (done, change) in entry.changes.iter().enumerate() {
            if let Err(refusal) = put(root, change) {
                // Those before it are this one's alone, and were just written.
                for done in entry.changes.iter().take(done).rev() {
                    let _ = take_back(root, done);
                }
                return Err(refusal);
            }
        }
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(entry);
        Ok(())
    }

    /// Takes back what was written last, where the files still hold it.
    pub(super) fn undo(&mut self, root: &Path) -> Result<Entry, Refusal> {
        let Some(entry) = self.0.last() else {
            return Err(Refusal::new("nothing was written that could be taken back"));
        };
        for change in &entry.changes {
            let path = path_below(root, &change.path)?;
            let text = fs::read(&path).map_err(|error| failed(&change.path, &error))?;
            let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
            if text != change.after.as_bytes() {
                return Err(Refusal::new(format!(
                    "`{}` was changed since, and is left as it is",
                    change.path
                ))
                .help("Take the note out in the editor."));
            }
        }
        for change in entry.changes.iter().rev() {
            take_back(root, change)?;
        }
        self.0.pop().ok_or_else(|| Refusal::new("nothing was written that could be taken back"))
    }
}

fn put(root: &Path, change: &Change) -> Result<(), Refusal> {
    let path = path_below(root, &change.path)?;
    let written = match &change.before {
        Some(before) => rewrite(&path, before, &change.after),
        None => path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| create(&path, &change.after)),
    };
    written.map_err(|error| failed(&change.path, &error))
}

fn take_back(root: &Path, change: &Change) -> Result<(), Refusal> {
    let path = path_below(root, &change.path)?;
    let written = match &change.before {
        Some(before) => rewrite(&path, &change.after, before),
        None => remove(&path, &change.after),
    };
    written.map_err(|error| failed(&change.path, &error))
}

/// A file below a folder, on whose way there is no link: nothing is written elsewhere.
fn path_below(root: &Path, path: &str) -> Result<PathBuf, Refusal> {
    let mut at = root.to_owned();
    for name in path.split('/') {
        at.push(name);
        if fs::symlink_metadata(&at).is_ok_and(|it| it.file_type().is_symlink()) {
            let shown = at.strip_prefix(root).unwrap_or(&at).display();
            return Err(Refusal::new(format!("`{shown}` is a link of the file system"))
                .help("Choose a file that stands in the briefing’s folder itself."));
        }
    }
    Ok(at)
}

fn failed(path: &str, error: &io::Error) -> Refusal {
    Refusal::new(format!("`{path}` cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use assert_fs::TempDir;
    use assert_fs::prelude::*;

    use super::*;

    fn change(path: &str, before: Option<&str>, after: &str) -> Change {
        let before = before.map(str::to_owned);
        Change { path: path.to_owned(), before, after: after.to_owned() }
    }

    fn entry(changes: Vec<Change>) -> Entry {
        Entry { note: "n".to_owned(), changes }
    }

    #[test]
    fn all_is_written_or_nothing_and_taken_back_in_turn() {
        let root = TempDir::new().unwrap();
        let (one, new) = (root.child("content/annotations/a.md"), root.child("content/o/b.md"));
        one.write_str("\u{feff}one").unwrap();
        let mut ledger = Ledger::default();
        let first = vec![
            change("content/o/b.md", None, "new"),
            change("content/annotations/a.md", Some("one"), "two"),
        ];
        ledger.write(root.path(), entry(first)).unwrap();
        one.assert("\u{feff}two");
        new.assert("new");
        // The second was changed meanwhile: the first is not made.
        let second = vec![
            change("content/o/c.md", None, "new"),
            change("content/annotations/a.md", Some("one"), "three"),
        ];
        assert!(ledger.write(root.path(), entry(second)).is_err());
        assert!(!root.path().join("content/o/c.md").exists());
        one.write_str("edited").unwrap();
        assert!(ledger.undo(root.path()).unwrap_err().message.contains("was changed since"));
        new.assert("new");
        one.write_str("two").unwrap();
        ledger.undo(root.path()).unwrap();
        one.assert("one");
        assert!(!new.path().exists());
        assert!(ledger.undo(root.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let (root, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        elsewhere.child("a.md").write_str("one").unwrap();
        root.child("content").create_dir_all().unwrap();
        let link = root.path().join("content/annotations");
        std::os::unix::fs::symlink(elsewhere.path(), &link).unwrap();
        for change in [
            change("content/annotations/a.md", Some("one"), "two"),
            change("content/annotations/b.md", None, "two"),
        ] {
            let refused = Ledger::default().write(root.path(), entry(vec![change]));
            assert!(refused.unwrap_err().message.contains("`content/annotations` is a link"));
        }
        elsewhere.child("a.md").assert("one");
        assert!(!elsewhere.path().join("b.md").exists());
    }
}
