//! What the server shows: the last good site, and what is wrong with the newest.

use std::io;
use std::sync::Arc;

use blake3::Hasher;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::Output;
use crate::source::SourceSet;

/// What to do where the program itself has failed.
pub(crate) const PANIC_HELP: &str = "This is a mistake of sidenote, not yours. What was changed last \
     is likely what it stumbles over: change it, and it is built again.";

/// What is said of a failure of the program itself.
pub(crate) fn panic_message(words: &str) -> String {
    format!("sidenote itself failed while it built the briefing: {words}")
}

/// How many problems are shown in a page; the terminal has them all.
const SHOWN: usize = 50;

/// A state of the server.
pub(super) struct Site {
    /// The last good site; none where no build has been good yet.
    pub(super) good: Option<Arc<Output>>,
    /// The path at which the site will stand, between slashes.
    pub(super) base: String,
    /// Changes whenever pages must be loaded again.
    pub(super) version: String,
    /// What is wrong with the newest build.
    pub(super) problems: Problems,
}

/// What is wrong, for a page.
#[derive(Default, Serialize)]
pub(super) struct Problems {
    /// Errors before warnings, in the order of the terminal.
    pub(super) list: Vec<Problem>,
    /// How many more there are.
    pub(super) more: usize,
}

/// One thing that is wrong.
#[derive(Serialize)]
pub(super) struct Problem {
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// Its code, where it has one.
    pub(super) code: Option<&'static str>,
    /// File, line and column, where it has a place.
    pub(super) place: Option<String>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Vec<String>,
}

impl Site {
    pub(super) fn new(good: Option<Arc<Output>>, base: String, problems: Problems) -> Self {
        let mut hasher = Hasher::new();
        match &good {
            Some(output) => {
                for (path, bytes) in output.iter() {
                    hasher.update(path.as_bytes()).update(&[0]);
                    hasher.update(&bytes.len().to_le_bytes()).update(bytes);
                }
            }
            // The page that stands for a site lists the problems itself.
            None => {
                hasher.update(json(&problems).as_bytes());
            }
        }
        let version = hasher.finalize().to_hex().to_string();
        Self { good, base, version, problems }
    }

    /// What the pages are told: a JSON object.
    pub(super) fn state(&self) -> String {
        #[derive(Serialize)]
        struct State<'a> {
            version: &'a str,
            problems: &'a Problems,
        }
        json(&State { version: &self.version, problems: &self.problems })
    }
}

impl Problems {
    /// Errors and warnings; advice is for the terminal.
    pub(super) fn of(sources: &SourceSet, diagnostics: &[Diagnostic]) -> Self {
        let of = |severity: Severity| {
            diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity)
        };
        let all: Vec<&Diagnostic> = of(Severity::Error).chain(of(Severity::Warning)).collect();
        let list: Vec<Problem> = all
            .iter()
            .take(SHOWN)
            .map(|diagnostic| {
                let file = sources.file(diagnostic.span.file);
                let position = file.position(diagnostic.span.start);
                Problem {
                    severity: diagnostic.severity.name(),
                    code: Some(diagnostic.code.slug()),
                    place: Some(format!("{}:{}:{}", file.path, position.line, position.column)),
                    message: diagnostic.message.clone(),
                    help: diagnostic.help.clone(),
                }
            })
            .collect();
        Self { more: all.len() - list.len(), list }
    }

    /// That the briefing could not be read.
    pub(super) fn not_read(error: &io::Error) -> Self {
        let problem = Problem {
            severity: Severity::Error.name(),
            code: None,
            place: None,
            message: format!("cannot read the briefing: {error}"),
            help: Vec::new(),
        };
        Self { list: vec![problem], more: 0 }
    }

    /// That the program itself has failed, with these words.
    pub(super) fn panicked(words: &str) -> Self {
        let problem = Problem {
            severity: Severity::Error.name(),
            code: None,
            place: None,
            message: panic_message(words),
            help: vec![PANIC_HELP.to_owned()],
        };
        Self { list: vec![problem], more: 0 }
    }
}

fn json(value: &impl Serialize) -> String {
    // Texts and lists of them: this cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}
