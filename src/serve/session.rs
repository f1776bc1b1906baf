//! Builds of one briefing, one after the other.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::site::{Problems, Site};
use crate::build::{BuildOptions, build};
use crate::diagnostic::Diagnostic;
use crate::load::{Folder, LoadOptions, load};
use crate::output::Output;

/// A briefing that is built again and again.
pub(super) struct Session {
    root: PathBuf,
    originals: Option<PathBuf>,
    options: BuildOptions,
    good: Option<Arc<Output>>,
}

/// What one build gave.
pub(super) struct Round {
    /// What was read, and what there is to tell of it.
    pub(super) read: io::Result<(Folder, Vec<Diagnostic>)>,
    /// Whether the site is this build's.
    pub(super) shown: bool,
    /// What to show now.
    pub(super) site: Arc<Site>,
}

impl Session {
    pub(super) fn new(root: PathBuf, originals: Option<PathBuf>, options: BuildOptions) -> Self {
        Self { root, originals, options, good: None }
    }

    /// Reads and builds the briefing as it is now, from nothing: so there is nothing that could
    /// be stale.
    pub(super) fn rebuild(&mut self) -> Round {
        let options = LoadOptions { root: &self.root, originals: self.originals.as_deref() };
        let built = load(&options)
            .and_then(|folder| build(&folder, &self.options).map(|built| (folder, built)));
        let (read, problems, shown) = match built {
            Ok((folder, built)) => {
                let problems = Problems::of(&folder.sources, &built.diagnostics);
                let shown = built.output.is_some();
                if let Some(output) = built.output {
                    self.good = Some(Arc::new(output));
                }
                (Ok((folder, built.diagnostics)), problems, shown)
            }
            Err(error) => {
                let problems = Problems::not_read(&error);
                (Err(error), problems, false)
            }
        };
        Round { read, shown, site: Arc::new(Site::new(self.good.clone(), problems)) }
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
}
