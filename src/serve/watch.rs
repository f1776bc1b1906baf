//! Tells when a file that a briefing is made of has changed.
//!
//! Only what a build reads is watched, not the whole folder: beside it there may be a repository,
//! a build of this program, or the site itself.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::load::SETTINGS_FILE;

/// Long enough for an editor to finish saving, short enough not to be felt. Where one takes longer, what it has
/// written by then is read, and then the rest.
const QUIET: Duration = Duration::from_millis(5);

/// So many changes in a row are no save, but a branch that is checked out or a folder that is copied: that
/// takes longer, and is one change.
const MANY: usize = 12;

/// How long there must be quiet after these.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(120);

/// Waits for a change, and until what belongs to it has come, too; false where none can come any more.
pub(super) fn wait(changes: &Receiver<()>) -> bool {
    changes.recv().is_ok() && settle(changes, 1)
}

/// Waits until what belongs to some changes has come.
pub(super) fn settle(changes: &Receiver<()>, mut count: usize) -> bool {
    loop {
        let quiet = if count < MANY { QUIET } else { QUIET_AFTER_MANY };
        match changes.recv_timeout(quiet) {
            Ok(()) => count += 1,
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// The folders that a briefing is made of.
const FOLDERS: [&str; 4] = ["content", "templates", "static", "i18n"];

/// Watches a briefing for as long as the value lives.
pub(super) struct Watcher {
    notifier: RecommendedWatcher,
    /// The briefing's folder as it was named: `.` goes where the folder goes.
    named: PathBuf,
    /// Where it is, or was when it was last there.
    root: Arc<Mutex<PathBuf>>,
    originals: Option<PathBuf>,
    watched: Vec<PathBuf>,
}

impl Watcher {
    /// Starts to watch: each change sends.
    pub(super) fn new(
        named: &Path,
        originals: Option<&Path>,
        changed: Sender<()>,
    ) -> Result<Self, String> {
        let root = Arc::new(Mutex::new(absolute(named)?));
        let watched = root.clone();
        let beside = originals.map(Path::to_owned);
        let handler = move |result: notify::Result<Event>| {
            let root = watched.lock().unwrap_or_else(PoisonError::into_inner);
            let matters = match &result {
                Ok(event) => event_matters(&root, beside.as_deref(), event),
                // It may have missed something.
                Err(_) => true,
            };
            if matters {
                // Nobody listens any more: the program is about to end.
                let _ = changed.send(());
            }
        };
        let notifier = notify::recommended_watcher(handler).map_err(|error| error.to_string())?;
        let (named, originals) = (named.to_owned(), originals.map(Path::to_owned));
        Ok(Self { notifier, named, root, originals, watched: Vec::new() })
    }

    /// Watches the folders that there are now. A folder that was put in another's place, as git
    /// and some editors do, is not watched until this has been called again. Where the briefing's
    /// own folder is gone, the nearest around it is watched, so that its coming back is noticed.
    pub(super) fn refresh(&mut self) -> Result<(), String> {
        loop {
            for path in self.watched.drain(..) {
                // Fails where the folder is gone.
                let _ = self.notifier.unwatch(&path);
            }
            let root = match absolute(&self.named) {
                Ok(root) => root,
                // The folder that `.` was is gone.
                Err(_) => self.root.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            };
            self.root.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&root);
            let Some(nearest) = nearest(&root) else { return Ok(()) };
            self.watch(nearest, RecursiveMode::NonRecursive)?;
            if nearest == root {
                let folders = FOLDERS.iter().map(|name| root.join(name));
                for folder in folders.chain(self.originals.clone()).filter(|it| it.is_dir()) {
                    self.watch(&folder, RecursiveMode::Recursive)?;
                }
                return Ok(());
            }
            // What came before it was watched is not told of.
            if Some(nearest) == self::nearest(&root) {
                return Ok(());
            }
        }
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), String> {
        self.notifier
            .watch(path, mode)
            .map_err(|error| format!("cannot watch `{}`: {error}", path.display()))?;
        self.watched.push(path.to_owned());
        Ok(())
    }
}

/// A folder's path as some systems tell of it: as it really is, as far as it is there.
fn absolute(folder: &Path) -> Result<PathBuf, String> {
    folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder))
        .map_err(|error| format!("cannot find `{}`: {error}", folder.display()))
}

/// A folder, where it is there, else the nearest around it that is.
fn nearest(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.is_dir())
}

fn event_matters(root: &Path, originals: Option<&Path>, event: &Event) -> bool {
    // A build reads the files: that must not be a reason to build.
    event.need_rescan()
        || (!matches!(event.kind, EventKind::Access(_))
            && event.paths.iter().any(|path| path_matters(root, originals, path)))
}

/// Whether a build may read a path: it passes over hidden files, a repository's among them. Where
/// in doubt it does; to build once too often does no harm.
fn path_matters(root: &Path, originals: Option<&Path>, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        // What stands beside a folder on the way to the briefing is watched only with that folder.
        let beside = path.parent().is_some_and(|folder| root.starts_with(folder));
        return !beside
            || root.starts_with(path)
            || originals.is_some_and(|it| path.starts_with(it));
    };
    let is_read = |name: &OsStr| name == SETTINGS_FILE || FOLDERS.iter().any(|one| name == *one);
    let mut names = inside.iter();
    names.next().is_none_or(is_read) && !names.any(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;

    use notify::event::{AccessKind, ModifyKind};

    use assert_fs::TempDir;

    use super::*;

    #[test]
    fn only_what_a_build_reads_matters() {
        let root = Path::new("/briefing");
        let matters =
            |path: &str| path_matters(root, Some(Path::new("/originals")), &root.join(path));
        for path in [
            "",
            "sidenote.yaml",
            "content",
            "content/articles/a.md",
            "static/pictures/a.png",
            "templates/article.html",
            "i18n/de.yaml",
            "/elsewhere/originals/a.txt",
            "/originals",
            "/",
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
            "/elsewhere",
        ] {
            assert!(!matters(path), "{path}");
        }
    }

    #[test]
    fn to_read_a_file_is_no_reason_to_build() {
        let root = Path::new("/briefing");
        let matters = |kind: EventKind, path: &str| {
            let event = Event::new(kind).add_path(root.join(path));
            event_matters(root, None, &event)
        };
        assert!(!matters(EventKind::Access(AccessKind::Any), "content/articles/a.md"));
        assert!(matters(EventKind::Modify(ModifyKind::Any), "content/articles/a.md"));
        assert!(!matters(EventKind::Modify(ModifyKind::Any), "_site/index.html"));
    }

    #[test]
    fn a_burst_of_changes_is_one() {
        let (changed, changes) = mpsc::channel();
        for _ in 0..100 {
            changed.send(()).unwrap();
        }
        assert!(wait(&changes));
        assert!(changes.try_recv().is_err(), "all of them were taken");
        drop(changed);
        assert!(!wait(&changes));
    }

    /// Waits for the next change; a test that waits for ever has failed.
    fn next(changes: &mpsc::Receiver<()>) {
        changes.recv_timeout(Duration::from_secs(60)).expect("a change is noticed");
        settle(changes, 1);
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

    #[test]
    fn changes_are_noticed_after_the_folder_was_away() {
        let place = TempDir::new().unwrap();
        let around = place.path().join("around");
        let root = around.join("briefing");
        let content = root.join("content");
        fs::create_dir_all(&content).unwrap();
        let (changed, changes) = mpsc::channel();
        let mut watcher = Watcher::new(&root, None, changed).unwrap();
        watcher.refresh().unwrap();
        let aside = place.path().join("aside");
        // Each change is followed by a build, which begins with this.
        for (number, moved) in [&root, &around, &root].into_iter().enumerate() {
            fs::rename(moved, &aside).unwrap();
            fs::write(place.path().join("neighbour"), "x").unwrap();
            if moved == &root {
                next(&changes);
                watcher.refresh().unwrap();
            }
            fs::rename(&aside, moved).unwrap();
            if moved == &root {
                next(&changes);
                watcher.refresh().unwrap();
            }
            fs::write(content.join("a.md"), number.to_string()).unwrap();
            next(&changes);
            watcher.refresh().unwrap();
        }
        // Another in its place:
        fs::remove_dir_all(&around).unwrap();
        next(&changes);
        watcher.refresh().unwrap();
        fs::create_dir_all(&content).unwrap();
        next(&changes);
        watcher.refresh().unwrap();
        fs::write(content.join("a.md"), "four").unwrap();
        next(&changes);
    }
}
