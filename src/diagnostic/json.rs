//! Diagnostics for programs: one JSON object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::{Diagnostic, Place};
use crate::source::SourceSet;

/// The keys and their order are part of the format; all are always there.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: &'a [String],
    related: Vec<RelatedPlace<'a>>,
}

#[derive(Serialize)]
struct RelatedPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// One line a diagnostic, and nothing else.
pub(super) fn emit(
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let place = Place::of(sources, diagnostic.span);
        let related = diagnostic.related.iter().map(|related| {
            let place = Place::of(sources, related.span);
            RelatedPlace {
                file: place.file,
                line: place.start.line,
                column: place.start.column,
                message: &related.message,
            }
        });
        let line = Line {
            severity: diagnostic.severity.name(),
            code: diagnostic.code.slug(),
            message: &diagnostic.message,
            file: place.file,
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
            help: &diagnostic.help,
            related: related.collect(),
        };
        let text = serde_json::to_string(&line)?;
        writeln!(out, "{text}")?;
    }
    Ok(())
}
