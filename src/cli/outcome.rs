//! How commands end.

use std::io;
use std::path::Path;

use crate::write::what_to_do;

/// How a command ended that could do its work.
pub(super) enum Outcome {
    Good,
    ContentIsWrong,
    /// What was named is not there, or cannot be read: that is told already.
    NotThere,
}

/// Why a command could not do its work: wrong usage, or a failing file system.
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// That a file could not be written.
    pub(super) fn not_written(path: &Path, error: &io::Error) -> Self {
        Self {
            message: format!("cannot write `{}`: {error}", path.display()),
            help: what_to_do(error).map(str::to_owned),
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(error.to_string())
    }
}
