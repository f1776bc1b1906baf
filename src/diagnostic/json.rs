//! Diagnostics for programs: one JSON object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::{Diagnostic, ShownPlace};
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
        let place = ShownPlace::of(sources, diagnostic.span);
        let related = diagnostic.related.iter().map(|related| {
            let place = ShownPlace::of(sources, related.span);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::place::Place;
    use crate::source::{SourceFile, Span};

    #[test]
    fn a_line_has_the_formats_keys_and_no_others() {
        let mut sources = SourceSet::default();
        let text = "---\ntitle: x\n---\n海康 \"b\"\n";
        let file = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let start = text.find('海').unwrap();
        let span = Span::new(file, Place::new(start..start + "海康 \"b".len()));
        let found = [
            Diagnostic::new(Code::PassageNotFound, span, "a \"b\"\nc")
                .help("d")
                .related(Span::new(file, Place::new(4..9)), "e"),
            Diagnostic::new(Code::StrayFile, Span::whole(file), "f"),
        ];
        let mut out = Vec::new();
        emit(&sources, &found, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"severity":"error","code":"passage-not-found","message":"a \"b\"\nc","#,
                r#""file":"a.md","line":4,"column":1,"end_line":4,"end_column":6,"#,
                r#""help":["d"],"related":[{"file":"a.md","line":2,"column":1,"message":"e"}]}"#,
                "\n",
                r#"{"severity":"warning","code":"stray-file","message":"f","#,
                r#""file":"a.md","line":1,"column":1,"end_line":1,"end_column":1,"#,
                r#""help":[],"related":[]}"#,
                "\n",
            )
        );
    }

    #[test]
    fn without_diagnostics_there_is_no_line() {
        let mut out = Vec::new();
        emit(&SourceSet::default(), &[], &mut out).unwrap();
        assert!(out.is_empty());
    }
}
