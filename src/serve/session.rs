//! States of one briefing, one after the other.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use super::places::{Edited, edited};
use super::site::{Problems, Shown, Site};
use super::writing::Token;
use crate::build::{BuildOptions, Checked, Unwatched, Watch, examine};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::load::{Folder, LoadOptions, load_again};
use crate::memory::Memory;

/// What reads a folder: a test may put another in the place of the program's own.
type Examine = fn(&Folder, &BuildOptions, &dyn Watch) -> Checked;

/// A briefing that is read again and again.
pub(super) struct Session {
    root: PathBuf,
    originals: Option<PathBuf>,
    options: BuildOptions,
    examine: Examine,
    /// What one state leaves to the next.
    memory: Memory,
    /// The newest state that could be read.
    shown: Option<Arc<Shown>>,
    /// The one before, until there is time to take it apart.
    outlived: Option<Arc<Shown>>,
    /// What changed with it.
    edited: Vec<Edited>,
    /// What pages tell when they ask for something to be written.
    token: Option<Token>,
}

/// Why there is nothing to tell of a briefing's content.
#[derive(Debug)]
pub(super) enum Unbuilt {
    /// It could not be read.
    NotRead(io::Error),
    /// The program itself failed, and with which words.
    Panicked(String),
}

/// What one reading gave.
pub(super) struct Round {
    /// What there is to tell.
    pub(super) read: Result<Vec<Diagnostic>, Unbuilt>,
    /// What to show now.
    pub(super) site: Arc<Site>,
}

impl Session {
    pub(super) fn new(root: PathBuf, originals: Option<PathBuf>, options: BuildOptions) -> Self {
        Self {
            root,
            originals,
            options,
            examine,
            memory: Memory::keeping(),
            shown: None,
            outlived: None,
            edited: Vec::new(),
            token: None,
        }
    }

    /// Lets pages ask for something to be written, by this.
    pub(super) fn with_token(self, token: Option<Token>) -> Self {
        Self { token, ..self }
    }

    /// Reads the briefing as it is now. Pages and files are made when somebody asks for them.
    pub(super) fn rebuild(&mut self) -> Round {
        // Whatever a panic leaves behind is this state's, and goes with it.
        let read = catch_unwind(AssertUnwindSafe(|| self.read()));
        let (read, problems) = match read {
            Ok(Ok((shown, diagnostics))) => {
                let problems = shown.problems(&diagnostics);
                let before = self.shown.replace(Arc::new(shown));
                if let (Some(before), Some(shown)) = (before, &self.shown) {
                    let briefing = shown.publication.briefing();
                    self.edited = edited(&before.folder, &shown.folder, briefing);
                    self.outlived = Some(before);
                }
                (Ok(diagnostics), problems)
            }
            Ok(Err(error)) => {
                let problems = Problems::not_read(&error);
                (Err(Unbuilt::NotRead(error)), problems)
            }
            Err(panic) => return self.panicked(panic.as_ref()),
        };
        Round { read, site: self.site(problems) }
    }

    /// Takes apart what is not shown any more, and forgets what two states in a row did not ask for: that can wait
    /// until pages have the new one. What could not be read puts nothing in another's place.
    pub(super) fn tidy(&mut self) {
        if self.outlived.take().is_some() {
            self.memory.forget();
        }
    }

    /// Makes page after page, until `is_enough`, where only that tells whether the briefing's own templates
    /// are good; gives all that is wrong, if that is more than was `told`.
    pub(super) fn complete(
        &self,
        told: &[Diagnostic],
        is_enough: impl Fn() -> bool,
    ) -> Option<Round> {
        // Where there are errors, a build makes no page, and what pages would tell may come of these.
        if told.iter().any(|it| it.severity == Severity::Error) {
            return None;
        }
        let shown = self.shown.as_ref()?;
        let all = || {
            let mut diagnostics = Diagnostics::default();
            diagnostics.extend(told.iter().cloned());
            diagnostics.extend(shown.publication.template_problems(is_enough));
            diagnostics.sorted()
        };
        match catch_unwind(AssertUnwindSafe(all)) {
            Ok(all) if all.len() == told.len() => None,
            Ok(all) => {
                let problems = shown.problems(&all);
                Some(Round { read: Ok(all), site: self.site(problems) })
            }
            Err(panic) => Some(self.panicked(panic.as_ref())),
        }
    }

    /// What to show where the program itself has failed.
    pub(super) fn panicked(&self, panic: &(dyn Any + Send)) -> Round {
        let words = panic_words(panic);
        let site = self.site(Problems::panicked(&words));
        Round { read: Err(Unbuilt::Panicked(words)), site }
    }

    fn read(&self) -> io::Result<(Shown, Vec<Diagnostic>)> {
        if !self.root.is_dir() {
            // An empty briefing would be read, and its site put in the place of the good one.
            let message = format!("there is no folder `{}`", self.root.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let options = LoadOptions { root: &self.root, originals: self.originals.as_deref() };
        let mut folder = load_again(&options, &self.memory)?;
        folder.ask_history(&self.root);
        let Checked { publication, mut diagnostics, .. } =
            (self.examine)(&folder, &self.options, &Unwatched);
        // Where there are errors a build goes no further, and names of files may come of these.
        if !diagnostics.has_errors() {
            diagnostics.extend(publication.collisions());
        }
        Ok((Shown::new(Some(self.root.clone()), folder, publication), diagnostics.sorted()))
    }

    fn site(&self, problems: Problems) -> Arc<Site> {
        let edited = self.edited.clone();
        let token = self.token.clone();
        Arc::new(Site { edited, token, ..Site::new(self.shown.clone(), problems) })
    }
}

/// What a panic says.
pub(super) fn panic_words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
    words.unwrap_or("for a reason that it does not tell").to_owned()
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
