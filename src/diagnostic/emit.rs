//! The formats of diagnostics, and the way to each.

use std::io::{self, Write};

use super::{Diagnostic, github, human, json, sarif};
use crate::source::SourceSet;

/// The formats in which diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// One SARIF 2.1.0 document.
    Sarif,
}

impl Format {
    /// Every format, the default first.
    pub const ALL: [Self; 4] = [Self::Human, Self::Json, Self::Github, Self::Sarif];

    /// As it is written after `--format`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes all diagnostics of a run in their order. Only [`Format::Human`] has colours in it, always:
/// give it an `anstream::AutoStream`, which knows whether they are wanted. Only [`Format::Sarif`]
/// writes anything where there is no diagnostic.
///
/// Files are named from the briefing's folder. Only [`Format::Github`] and [`Format::Sarif`], which
/// speak to what knows nothing of that folder, put `root` before it: the path from where the
/// program stands, empty where it stands there.
///
/// # Errors
///
/// What `out` fails with.
pub fn emit(
    format: Format,
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    root: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::emit(sources, diagnostics, out),
        Format::Json => json::emit(sources, diagnostics, out),
        Format::Github => github::emit(sources, diagnostics, root, out),
        Format::Sarif => sarif::emit(sources, diagnostics, root, out),
    }
}
