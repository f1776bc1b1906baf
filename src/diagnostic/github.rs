//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Diagnostic, Severity, ShownPlace};
use crate::source::SourceSet;

/// One command a diagnostic; help and related places are further lines of its message.
pub(super) fn emit(
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    root: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let place = ShownPlace::of(sources, diagnostic.span);
        let mut message = diagnostic.message.clone();
        for help in &diagnostic.help {
            message.push('\n');
            message.push_str(help);
        }
        for related in &diagnostic.related {
            let place = ShownPlace::of(sources, related.span);
            let (line, column, text) = (place.start.line, place.start.column, &related.message);
            let file = place.file_below(root);
            // Writing to a string does not fail.
            let _ = write!(message, "\n{file}:{line}:{column}: {text}");
        }
        writeln!(
            out,
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(&place.file_below(root)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::place::Place;
    use crate::source::{SourceFile, Span};

    #[test]
    fn a_command_is_one_line_whatever_is_in_it() {
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::from_bytes("a,b:c%.md".into(), b"one\ntwo".to_vec()));
        let found = [
            Diagnostic::new(Code::DuplicateId, Span::new(file, Place::new(5..7)), "100 %:\r\nno")
                .help("see, and: think")
                .related(Span::new(file, Place::new(0..3)), "first"),
            Diagnostic::new(Code::StrayFile, Span::whole(file), "w"),
            Diagnostic::new(Code::ClaimsDisagree, Span::whole(file), "a"),
        ];
        let mut out = Vec::new();
        emit(&sources, &found, "", &mut out).unwrap();
        let place = "file=a%2Cb%3Ac%25.md,line=1,col=1,endLine=1,endColumn=1";
        assert_eq!(
            String::from_utf8(out).unwrap(),
            format!(
                "::error file=a%2Cb%3Ac%25.md,line=2,col=2,endLine=2,endColumn=4,\
                 title=duplicate-id::100 %25:%0D%0Ano%0Asee, and: think%0A\
                 a,b:c%25.md:1:1: first\n\
                 ::warning {place},title=stray-file::w\n\
                 ::notice {place},title=claims-disagree::a\n"
            )
        );
    }

    #[test]
    fn files_are_named_from_where_the_program_stands() {
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::from_bytes("content/a.md".into(), b"one".to_vec()));
        let found = Diagnostic::new(Code::StrayFile, Span::whole(file), "w")
            .related(Span::whole(file), "here");
        let mut out = Vec::new();
        emit(&sources, &[found], "sub/briefing", &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.starts_with("::warning file=sub/briefing/content/a.md,line=1,"), "{out}");
        assert!(out.ends_with("::w%0Asub/briefing/content/a.md:1:1: here\n"), "{out}");
    }
}
