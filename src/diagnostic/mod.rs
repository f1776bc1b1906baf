//! What the program tells authors about their content.
//!
//! Stages return diagnostics beside their value and never print; [`Diagnostics::sorted`] puts
//! all of a run in one stable order, and an emitter shows them once, at the end.

mod code;
mod explain;
mod github;
mod human;
mod json;
mod nearest;
mod sarif;
mod window;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

pub use code::Code;
pub use explain::{catalogue, explain, list};
pub use nearest::{did_you_mean, nearest};

use crate::source::{Position, SourceSet, Span};
use crate::unseen;

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on; with `--strict` it fails.
    Warning,
    /// A finding that never fails a build.
    Advice,
}

impl Severity {
    /// The word that every format prints.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Another place that a diagnostic speaks of: a candidate, a near match, the earlier definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// One thing to tell an author, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// Usually the code's own; a draft's errors are warnings.
    pub severity: Severity,
    /// Where it stands in the author's file.
    pub span: Span,
    /// What is wrong, in the author's words, without a full stop.
    pub message: String,
    /// What to do instead, a sentence each.
    pub help: Vec<String>,
    /// Other places, best first.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let mut message = message.into();
        // Else the message may quote two words that look the same.
        let mut unseen = unseen::named(&message);
        unseen.retain(|name| name.split(' ').next().is_some_and(|point| !message.contains(point)));
        if !unseen.is_empty() {
            message = format!("{message} (there is {} in it)", unseen.join(" and "));
        }
        Self {
            code,
            severity: code.severity(),
            span,
            message,
            help: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Adds what to do instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds what to do instead, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help.extend(help);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: message.into() });
        self
    }
}

/// The diagnostics of a stage or a run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.all.push(diagnostic);
    }

    /// Adds all of another stage or part.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.all.extend(others);
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// In the order of files (by their [`crate::source::FileId`]), places, then codes; told once
    /// each.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.all.sort_by(|a, b| {
            (a.span.file, a.span.start, a.span.end, a.code.slug(), &a.message).cmp(&(
                b.span.file,
                b.span.start,
                b.span.end,
                b.code.slug(),
                &b.message,
            ))
        });
        self.all.dedup();
        self.all
    }

    /// All, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.all.iter_mut()
    }

    /// All, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

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

/// Where a span stands, as people count.
struct Place<'a> {
    file: &'a str,
    start: Position,
    /// One past the last character.
    end: Position,
}

impl<'a> Place<'a> {
    fn of(sources: &'a SourceSet, span: Span) -> Self {
        let file = sources.file(span.file);
        Self {
            file: &file.path,
            start: file.position(span.start),
            end: file.position(span.end.max(span.start)),
        }
    }

    /// The file as it is named from where the briefing's folder is `root`.
    fn file_below(&self, root: &str) -> Cow<'a, str> {
        // An original may stand outside the briefing.
        if root.is_empty() || Path::new(self.file).is_absolute() {
            Cow::Borrowed(self.file)
        } else {
            Cow::Owned(format!("{}/{}", root.trim_end_matches('/'), self.file))
        }
    }
}
