//! What the program tells authors about their content.
//!
//! Stages return diagnostics beside their value and never print; [`Diagnostics::sorted`] puts
//! all of a run in one stable order, and an emitter shows them once, at the end.

mod code;
mod emit;
mod explain;
mod github;
mod human;
mod json;
mod nearest;
mod sarif;
mod severity;
mod window;

use std::borrow::Cow;
use std::path::Path;

pub use code::Code;
pub use emit::{Format, emit};
pub use explain::{catalogue, explain, list};
pub use nearest::{KnownWords, did_you_mean, nearest};
pub use severity::Severity;

use crate::source::{LineAndColumn, SourceSet, Span};
use crate::unseen;

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

/// Where a span stands, as people count.
struct ShownPlace<'a> {
    file: &'a str,
    start: LineAndColumn,
    /// One past the last character.
    end: LineAndColumn,
}

impl<'a> ShownPlace<'a> {
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
