//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Diagnostic, Place, Severity};
use crate::source::SourceSet;

/// One command a diagnostic; help and related places are further lines of its message.
pub(super) fn emit(
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let place = Place::of(sources, diagnostic.span);
        let mut message = diagnostic.message.clone();
        for help in &diagnostic.help {
            message.push('\n');
            message.push_str(help);
        }
        for related in &diagnostic.related {
            let Place { file, start, .. } = Place::of(sources, related.span);
            let (line, column, text) = (start.line, start.column, &related.message);
            // Writing to a string does not fail.
            let _ = write!(message, "\n{file}:{line}:{column}: {text}");
        }
        writeln!(
            out,
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(place.file),
            place.start.line,
            place.start.column,
            place.end.line,
            place.end.column,
            property(diagnostic.code.slug()),
            data(&message),
        )?;
    }
    Ok(())
}

/// A command's message: what would end the line is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property: what would end it is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
