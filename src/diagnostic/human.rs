//! Diagnostics for a person at a terminal, with the look of rustc's.
//!
//! Colours are always in it: the caller writes to an `anstream::AutoStream`, which takes them
//! out where the stream is no terminal or `NO_COLOR` is set.

use std::io::{self, Write};

use annotate_snippets::renderer::{DEFAULT_EMPHASIS_STYLE, DEFAULT_LINE_NUM_STYLE};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::window::{Window, printable};
use super::{Diagnostic, Severity};
use crate::source::{SourceSet, Span};

/// Wider than any line of a [`Window`]: lines are cut there, with the span in view.
const RENDERER: Renderer = Renderer::styled().term_width(400);

/// Each diagnostic with its lines, its help and its related places; at the end how many there are.
pub(super) fn emit(
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let title = level(diagnostic.severity)
            .primary_title(printable(&diagnostic.message))
            .id(diagnostic.code.slug());
        writeln!(out, "{}", RENDERER.render(&[Group::with_title(title)]))?;
        place(sources, diagnostic.span, level(diagnostic.severity), &diagnostic.help, out)?;
        for related in &diagnostic.related {
            let title = Level::NOTE.secondary_title(untrusted(&related.message));
            writeln!(out, "{}", RENDERER.render(&[Group::with_title(title)]))?;
            place(sources, related.span, Level::NOTE, &[], out)?;
        }
        writeln!(out)?;
    }
    let Some(first) = diagnostics.first() else { return Ok(()) };
    let emphasis = DEFAULT_EMPHASIS_STYLE;
    writeln!(out, "more about a code: `sidenote explain {}`", first.code.slug())?;
    writeln!(out, "{emphasis}{}{emphasis:#}", count(diagnostics))
}

/// The file, line and column of a span, its lines with the span marked, and help below them. Of a
/// span that means the file as a whole no line is shown.
fn place(
    sources: &SourceSet,
    span: Span,
    level: Level<'_>,
    help: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let help = help.iter().map(|help| Level::HELP.message(untrusted(help)));
    let group = Group::with_level(level);
    let file = sources.file(span.file);
    let (path, style) = (untrusted(&file.path), DEFAULT_LINE_NUM_STYLE);
    let group = if span == Span::whole(span.file) {
        writeln!(out, "{style}-->{style:#} {path}")?;
        group.elements(help)
    } else {
        let position = file.position(span.start);
        let window = Window::new(file, span);
        // The arrow is drawn here, since the column is the file's and not the window's.
        let gutter = window.last_line.to_string().len();
        writeln!(
            out,
            "{:gutter$}{style}-->{style:#} {path}:{}:{}",
            "", position.line, position.column
        )?;
        let hidden = match window.hidden {
            0 => None,
            1 => Some("and 1 more line".to_owned()),
            lines => Some(format!("and {lines} more lines")),
        };
        let marked = AnnotationKind::Primary.span(window.marked).label(hidden);
        let snippet = Snippet::source(window.text).line_start(window.first_line).annotation(marked);
        group.element(snippet).elements(help)
    };
    if group.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", RENDERER.render(&[group]))
}

/// How many diagnostics of each severity there are: `2 errors, 1 warning`.
fn count(diagnostics: &[Diagnostic]) -> String {
    let words = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
    ];
    let counts = words.into_iter().filter_map(|(severity, one, many)| {
        match diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        }
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name(severity.name()),
    }
}

/// Text from a briefing without anything that a terminal would obey.
fn untrusted(text: &str) -> String {
    normalize_untrusted_str(&printable(text))
}
