//! Tells when a file that a briefing is made of has changed.
//!
//! Only what a build reads is watched, not the whole folder: beside it there may be a repository,
//! a build of this program, or the site itself.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::event::EventKind;
use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};

use crate::load::SETTINGS_FILE;

/// Long enough for an editor to finish saving, short enough not to be felt.
const QUIET: Duration = Duration::from_millis(60);

/// The folders that a briefing is made of.
const FOLDERS: [&str; 4] = ["content", "templates", "static", "i18n"];

/// Watches a briefing for as long as the value lives.
pub(super) struct Watcher {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    root: PathBuf,
    folders: Vec<PathBuf>,
}

impl Watcher {
    /// Starts to watch: each change, or burst of them, sends once.
    pub(super) fn new(
        root: &Path,
        originals: Option<&Path>,
        changed: Sender<()>,
    ) -> Result<Self, String> {
        // Some systems tell of paths as they really are.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| root.join(name)).collect();
        folders.extend(originals.map(Path::to_owned));
        let watched = root.clone();
        let handler = move |result: DebounceEventResult| {
            let matters = match &result {
                Ok(events) => events.iter().any(|event| event_matters(&watched, event)),
                // It may have missed something.
                Err(_) => true,
            };
            if matters {
                // Nobody listens any more: the program is about to end.
                let _ = changed.send(());
            }
        };
        let debouncer = new_debouncer(QUIET, None, handler).map_err(|error| error.to_string())?;
        Ok(Self { debouncer, root, folders })
    }

    /// Watches the folders that there are now. A folder that was put in another's place, as git
    /// and some editors do, is not watched until this has been called again.
    pub(super) fn refresh(&mut self) -> Result<(), String> {
        let root = std::iter::once((&self.root, RecursiveMode::NonRecursive));
        let folders = self.folders.iter().map(|folder| (folder, RecursiveMode::Recursive));
        for (path, mode) in root.chain(folders) {
            // Fails where it was not watched before.
            let _ = self.debouncer.unwatch(path);
            if path.is_dir() {
                self.debouncer
                    .watch(path, mode)
                    .map_err(|error| format!("cannot watch `{}`: {error}", path.display()))?;
            }
        }
        Ok(())
    }
}

fn event_matters(root: &Path, event: &DebouncedEvent) -> bool {
    // A build reads the files: that must not be a reason to build.
    event.need_rescan()
        || (!matches!(event.kind, EventKind::Access(_))
            && event.paths.iter().any(|path| path_matters(root, path)))
}

/// Whether a build may read a path: it passes over hidden files, a repository's among them. Where
/// in doubt it does; to build once too often does no harm.
fn path_matters(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return true };
    let is_read = |name: &OsStr| name == SETTINGS_FILE || FOLDERS.iter().any(|one| name == *one);
    let mut names = inside.iter();
    names.next().is_none_or(is_read) && !names.any(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Instant;

    use notify_debouncer_full::notify::Event;
    use notify_debouncer_full::notify::event::{AccessKind, ModifyKind};

    use assert_fs::TempDir;

    use super::*;

    #[test]
    fn only_what_a_build_reads_matters() {
        let root = Path::new("/briefing");
        let matters = |path: &str| path_matters(root, &root.join(path));
        for path in [
            "",
            "sidenote.yaml",
            "content",
            "content/articles/a.md",
            "static/pictures/a.png",
            "templates/article.html",
            "i18n/de.yaml",
            "/elsewhere/originals/a.txt",
        ] {
            assert!(matters(path), "{path}");
        }
        for path in [
            "_site",
            "_site/index.html",
            ".sidenote-_site-12-0",
            ".git/index",
            "README.md",
            "content/.git/index.lock",
            "content/articles/.a.md.swp",
            "content/articles/.#a.md",
            "static/.DS_Store",
        ] {
            assert!(!matters(path), "{path}");
        }
    }

    #[test]
    fn to_read_a_file_is_no_reason_to_build() {
        let root = Path::new("/briefing");
        let matters = |kind: EventKind, path: &str| {
            let event = Event::new(kind).add_path(root.join(path));
            event_matters(root, &DebouncedEvent::new(event, Instant::now()))
        };
        assert!(!matters(EventKind::Access(AccessKind::Any), "content/articles/a.md"));
        assert!(matters(EventKind::Modify(ModifyKind::Any), "content/articles/a.md"));
        assert!(!matters(EventKind::Modify(ModifyKind::Any), "_site/index.html"));
    }

    /// Waits for the next change; a test that waits for ever has failed.
    fn next(changes: &mpsc::Receiver<()>) {
        changes.recv_timeout(Duration::from_secs(60)).expect("a change is noticed");
        while changes.try_recv().is_ok() {}
    }

    #[test]
    fn changes_are_noticed_in_folders_that_come_and_go() {
        let root = TempDir::new().unwrap();
        let articles = root.path().join("content/articles");
        let (changed, changes) = mpsc::channel();
        let mut watcher = Watcher::new(root.path(), None, changed).unwrap();
        watcher.refresh().unwrap();
        fs::create_dir_all(&articles).unwrap();
        next(&changes);
        watcher.refresh().unwrap();
        fs::write(articles.join("a.md"), "one").unwrap();
        next(&changes);
        // As a branch is checked out:
        fs::remove_dir_all(root.path().join("content")).unwrap();
        next(&changes);
        fs::create_dir_all(&articles).unwrap();
        fs::write(articles.join("b.md"), "two").unwrap();
        next(&changes);
        watcher.refresh().unwrap();
        fs::write(articles.join("b.md"), "three").unwrap();
        next(&changes);
        fs::write(root.path().join("sidenote.yaml"), "title: x").unwrap();
        next(&changes);
    }
}
