//! How commands end.

/// How a command ended that could do its work.
pub(super) enum Outcome {
    Good,
    ContentIsWrong,
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

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}
