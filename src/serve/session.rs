//! Builds of one briefing, one after the other.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use super::site::{Problems, Site};
use crate::build::{BuildOptions, Built, build};
use crate::diagnostic::Diagnostic;
use crate::load::{Folder, LoadOptions, load};
use crate::output::Output;

/// What builds: a test may put another in the place of the program's own.
type Build = fn(&Folder, &BuildOptions) -> io::Result<Built>;

/// A briefing that is built again and again.
pub(super) struct Session {
    root: PathBuf,
    originals: Option<PathBuf>,
    options: BuildOptions,
    build: Build,
    good: Option<Arc<Output>>,
    /// The path at which that site will stand.
    base: String,
}

/// Why there is nothing to tell of a briefing's content.
#[derive(Debug)]
pub(super) enum Unbuilt {
    /// It could not be read.
    NotRead(io::Error),
    /// The program itself failed, and with which words.
    Panicked(String),
}

/// What one build gave.
pub(super) struct Round {
    /// What was read, and what there is to tell of it.
    pub(super) read: Result<(Folder, Vec<Diagnostic>), Unbuilt>,
    /// Whether the site is this build's.
    pub(super) shown: bool,
    /// What to show now.
    pub(super) site: Arc<Site>,
}

impl Session {
    pub(super) fn new(root: PathBuf, originals: Option<PathBuf>, options: BuildOptions) -> Self {
        Self { root, originals, options, build, good: None, base: "/".into() }
    }

    /// Reads and builds the briefing as it is now, from nothing: so there is nothing that could
    /// be stale.
    pub(super) fn rebuild(&mut self) -> Round {
        // Whatever a panic leaves behind is this build's, and goes with it.
        let built = catch_unwind(AssertUnwindSafe(|| self.read_and_build()));
        let (read, problems, shown) = match built {
            Ok(Ok((folder, built, problems))) => {
                let shown = built.output.is_some();
                self.base = built.settings.base_path().unwrap_or("/").to_owned();
                if let Some(output) = built.output {
                    self.good = Some(Arc::new(output));
                }
                (Ok((folder, built.diagnostics)), problems, shown)
            }
            Ok(Err(error)) => {
                let problems = Problems::not_read(&error);
                (Err(Unbuilt::NotRead(error)), problems, false)
            }
            Err(panic) => return self.panicked(panic.as_ref()),
        };
        Round { read, shown, site: self.site(problems) }
    }

    /// What to show where the program itself has failed.
    pub(super) fn panicked(&self, panic: &(dyn Any + Send)) -> Round {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
        let words = words.unwrap_or("for a reason that it does not tell").to_owned();
        let site = self.site(Problems::panicked(&words));
        Round { read: Err(Unbuilt::Panicked(words)), shown: false, site }
    }

    fn read_and_build(&self) -> io::Result<(Folder, Built, Problems)> {
        if !self.root.is_dir() {
            // An empty briefing would be read, and its site put in the place of the good one.
            let message = format!("there is no folder `{}`", self.root.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let options = LoadOptions { root: &self.root, originals: self.originals.as_deref() };
        let folder = load(&options)?;
        let built = (self.build)(&folder, &self.options)?;
        let problems = Problems::of(&folder.sources, &built.diagnostics);
        Ok((folder, built, problems))
    }

    fn site(&self, problems: Problems) -> Arc<Site> {
        Arc::new(Site::new(self.good.clone(), self.base.clone(), problems))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use assert_fs::TempDir;

    use super::*;
    use crate::config::Audience;

    const BROKEN: &str =
        "## A note {#broken}\n\n> PASSAGE-NOT-THERE\n> — [[first]]\n\nIt is in no report.\n";

    fn options() -> BuildOptions {
        BuildOptions { audience: Audience::Private, base_url: None }
    }

    fn fresh(root: &Path) -> Option<Output> {
        let folder = load(&LoadOptions { root, originals: None }).unwrap();
        build(&folder, &options()).unwrap().output
    }

    #[test]
    fn after_any_series_of_edits_the_site_is_what_a_fresh_build_writes() {
        let root = TempDir::new().unwrap();
        let put = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let remove = |path: &str| fs::remove_file(root.path().join(path)).unwrap();
        let mut session = Session::new(root.path().to_owned(), None, options());
        put("content/index.md", "Two reports.\n");
        put("content/articles/first.md", "---\ntitle: First\n---\n\nThe bridge is shut.\n");
        let edits: [&dyn Fn(); 6] = [
            &|| {},
            &|| put("content/articles/second.md", "---\ntitle: Second\n---\n\nIt is open.\n"),
            &|| put("content/articles/first.md", "---\ntitle: First\n---\n\nIt was shut.\n"),
            &|| put("content/index.md", "Two reports, read again.\n"),
            &|| remove("content/articles/second.md"),
            &|| put("content/articles/sub/third.md", "---\ntitle: Third\n---\n\nWords.\n"),
        ];
        let mut versions = Vec::new();
        for edit in edits {
            edit();
            let round = session.rebuild();
            assert!(round.shown);
            assert_eq!(round.site.good.as_deref().cloned(), fresh(root.path()));
            versions.push(round.site.version.clone());
        }
        assert_eq!(session.rebuild().site.version, versions[5], "no change, no reload");
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), 6, "each edit is a reload");
    }

    #[test]
    fn while_there_are_errors_the_last_good_site_stays() {
        let root = TempDir::new().unwrap();
        fs::create_dir_all(root.path().join("content/articles")).unwrap();
        fs::create_dir_all(root.path().join("content/annotations")).unwrap();
        let article = "---\ntitle: First\n---\n\nThe bridge is shut.\n";
        fs::write(root.path().join("content/articles/first.md"), article).unwrap();
        let note = root.path().join("content/annotations/note.md");
        fs::write(&note, BROKEN).unwrap();
        let mut session = Session::new(root.path().to_owned(), None, options());

        let first = session.rebuild();
        assert!(first.site.good.is_none() && !first.shown);
        assert_eq!(first.site.problems.list.len(), 1);
        let problem = &first.site.problems.list[0];
        assert_eq!((problem.severity, problem.code), ("error", Some("passage-not-found")));
        assert!(problem.place.as_ref().unwrap().starts_with("content/annotations/note.md:3:"));

        fs::remove_file(&note).unwrap();
        let good = session.rebuild();
        assert!(good.shown && good.site.problems.list.is_empty());
        assert_ne!(good.site.version, first.site.version, "the list of errors gives way");

        fs::write(&note, BROKEN).unwrap();
        let failed = session.rebuild();
        assert_eq!(failed.site.good, good.site.good);
        assert_eq!(failed.site.version, good.site.version, "no reload: the page stays");
        assert_eq!(failed.site.problems.list.len(), 1);
    }

    #[test]
    fn a_panic_is_told_and_the_next_edit_is_built() {
        let root = TempDir::new().unwrap();
        let articles = root.path().join("content/articles");
        fs::create_dir_all(&articles).unwrap();
        let put = |text: &str| {
            let text = format!("---\ntitle: First\n---\n\n{text}\n");
            fs::write(articles.join("first.md"), text).unwrap();
        };
        let mut session = Session::new(root.path().to_owned(), None, options());
        session.build = |folder, options| {
            let panics = folder.sources.iter().any(|(_, file)| file.text.contains("PANIC"));
            assert!(!panics, "a byte that begins no character");
            build(folder, options)
        };
        put("One.");
        let good = session.rebuild();
        put("PANIC");
        for _ in 0..2 {
            let failed = session.rebuild();
            assert!(
                matches!(&failed.read, Err(Unbuilt::Panicked(words)) if words.contains("a byte"))
            );
            assert!(!failed.shown && failed.site.good == good.site.good);
            let problem = &failed.site.problems.list[0];
            assert!(problem.message.contains("a byte that begins no character"));
            assert!(failed.site.state().contains("begins no character"), "the pages are told");
        }
        put("Two.");
        let mended = session.rebuild();
        assert!(mended.shown && mended.site.problems.list.is_empty());
        assert_eq!(mended.site.good.as_deref().cloned(), fresh(root.path()));
    }

    #[test]
    fn a_briefing_that_is_gone_leaves_the_last_good_site() {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("briefing");
        fs::create_dir_all(folder.join("content/articles")).unwrap();
        let article = "---\ntitle: First\n---\n\nOne.\n";
        fs::write(folder.join("content/articles/first.md"), article).unwrap();
        let mut session = Session::new(folder.clone(), None, options());
        let good = session.rebuild();
        fs::rename(&folder, root.path().join("aside")).unwrap();
        let gone = session.rebuild();
        assert_eq!(gone.site.good, good.site.good);
        assert!(gone.site.problems.list[0].message.contains("there is no folder"));
    }
}
