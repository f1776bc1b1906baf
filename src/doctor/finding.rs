//! One thing that stands in the way.

use crate::diagnostic::Severity;

/// One thing that stands in the way, with what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// An error keeps the site from being published, or publishes what must not be; a warning should be
    /// looked at; advice is what could be better.
    pub severity: Severity,
    /// Its name.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// The file that it is about, from the briefing's folder.
    pub file: Option<String>,
    /// What to do.
    pub help: Vec<String>,
}

impl Finding {
    pub(super) fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), file: None, help: Vec::new() }
    }

    pub(super) fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Names in a sentence: all of a few, and how many more.
pub(super) fn list(names: &[&str]) -> String {
    const NAMED: usize = 5;
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
