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
    // The first of the most serious: what has to be mended first.
    let Some(first) = diagnostics.iter().min_by_key(|it| it.severity) else { return Ok(()) };
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

#[cfg(test)]
mod tests {
    use crate::place::Place;
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{FileId, SourceFile};

    const NOTE: &str = "---\narticle: wire\n---\n\n## The age\n\n> in May,\n> after 116 years\n";
    const ARTICLE: &str = "---\ntitle: Ferry\n---\n\nIt will close in May, after 118 years.\n";

    fn sources() -> (SourceSet, FileId, FileId) {
        let mut sources = SourceSet::default();
        let mut add = |path: &str, text: &str| {
            sources.add(SourceFile::from_bytes(path.into(), text.as_bytes().to_vec()))
        };
        let note = add("content/annotations/ferry.md", NOTE);
        let article = add("content/articles/wire.md", ARTICLE);
        (sources, note, article)
    }

    fn coloured(sources: &SourceSet, diagnostics: &[Diagnostic]) -> String {
        let mut out = Vec::new();
        emit(sources, diagnostics, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn shown(sources: &SourceSet, diagnostics: &[Diagnostic]) -> String {
        anstream::adapter::strip_str(&coloured(sources, diagnostics)).to_string()
    }

    fn span(file: FileId, text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(file, Place::new(start..start + words.len()))
    }

    #[test]
    fn an_author_sees_place_help_and_near_matches() {
        let (sources, note, article) = sources();
        let words = span(note, NOTE, "in May,\n> after 116 years");
        let near = span(article, ARTICLE, "in May, after 118 years");
        let diagnostic = Diagnostic::new(Code::PassageNotFound, words, "no such words in `wire`")
            .help("paste this:\n> in May, after 118 years")
            .related(near, "97 % alike: 116 → 118");
        insta::assert_snapshot!(shown(&sources, &[diagnostic]), @r"
        error[passage-not-found]: no such words in `wire`
         --> content/annotations/ferry.md:7:3
          |
        7 |   > in May,
          |  ___^
        8 | | > after 116 years
          | |_________________^
          |
          = help: paste this:
                  > in May, after 118 years
        note: 97 % alike: 116 → 118
         --> content/articles/wire.md:5:15
          |
        5 | It will close in May, after 118 years.
          |               ^^^^^^^^^^^^^^^^^^^^^^^

        more about a code: `sidenote explain passage-not-found`
        1 error
        ");
    }

    #[test]
    fn a_file_as_a_whole_has_no_line() {
        let (sources, note, _) = sources();
        let diagnostic =
            Diagnostic::new(Code::StrayFile, Span::whole(note), "not read").help("move it");
        insta::assert_snapshot!(shown(&sources, &[diagnostic]), @r"
        warning[stray-file]: not read
        --> content/annotations/ferry.md
         = help: move it

        more about a code: `sidenote explain stray-file`
        1 warning
        ");
    }

    #[test]
    fn the_last_line_counts() {
        let (sources, note, _) = sources();
        let told = |code| Diagnostic::new(code, Span::whole(note), "x");
        let all = [
            told(Code::DuplicateId),
            told(Code::DuplicateNote),
            told(Code::StrayFile),
            told(Code::ClaimsDisagree),
            told(Code::ClaimSumMismatch),
        ];
        let text = shown(&sources, &all);
        assert_eq!(text.lines().last(), Some("2 errors, 1 warning, 2 pieces of advice"));
        let advice_first = shown(&sources, &[told(Code::ClaimsDisagree), told(Code::DuplicateId)]);
        assert!(advice_first.contains("`sidenote explain duplicate-id`"), "{advice_first}");
        assert!(text.contains("advice[claims-disagree]: x"), "{text}");
        assert_eq!(shown(&sources, &[]), "");
    }

    #[test]
    fn the_column_is_the_files_where_the_line_is_cut() {
        let mut sources = SourceSet::default();
        let text = format!("{}needle{}", "海 ".repeat(100_000), " straw".repeat(100_000));
        let file = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let told = Diagnostic::new(Code::PassageAmbiguous, span(file, &text, "needle"), "x");
        let text = shown(&sources, &[told]);
        assert!(text.contains(" --> a.md:1:200001\n"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() < 130), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[3].contains("… 海 海"), "{text}");
        assert_eq!(lines[4].trim_start_matches([' ', '|']), "^^^^^^");
    }

    #[test]
    fn a_span_of_many_lines_is_shown_by_its_first() {
        let mut sources = SourceSet::default();
        let text = "a line\n".repeat(1000);
        let file = sources.add(SourceFile::from_bytes("a.md".into(), text.clone().into_bytes()));
        let told =
            Diagnostic::new(Code::NestingTooDeep, Span::new(file, Place::new(7..text.len())), "x");
        let text = shown(&sources, &[told]);
        assert!(text.lines().count() < 15, "{text}");
        assert!(text.contains("and 994 more lines"), "{text}");
    }

    #[test]
    fn nothing_in_a_briefing_commands_the_terminal() {
        let mut sources = SourceSet::default();
        let evil = "a\u{1b}[2Jb\u{9b}31mc\u{7}\u{202e}";
        let file =
            sources.add(SourceFile::from_bytes(format!("{evil}.md"), evil.as_bytes().to_vec()));
        let span = Span::new(file, Place::new(0..evil.len()));
        let told = Diagnostic::new(Code::StrayFile, span, evil).help(evil).related(span, evil);
        let plain = shown(&sources, &[told]);
        assert!(!plain.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']), "{plain:?}");
        assert!(plain.contains("[2Jb"), "nothing but the control characters goes: {plain}");
    }

    #[test]
    fn colours_are_in_it() {
        let (sources, note, _) = sources();
        let told = [Diagnostic::new(Code::DuplicateId, Span::whole(note), "x")];
        assert!(coloured(&sources, &told).contains("\u{1b}["));
    }

    proptest! {
        #[test]
        fn no_text_and_no_span_does_harm(
            text in "(\\PC|[\r\n\t \u{0}\u{200d}\u{ad}海م\u{301}👩]){0,300}",
            start in 0usize..400,
            length in 0usize..400,
        ) {
            let mut sources = SourceSet::default();
            let file = sources.add(SourceFile::from_bytes("a.md".into(), text.into_bytes()));
            let span = Span::new(file, Place::new(start..start + length));
            let told = Diagnostic::new(Code::PassageNotFound, span, "x").related(span, "y");
            let shown = shown(&sources, &[told]);
            prop_assert!(shown.lines().last() == Some("1 error"));
        }
    }
}
