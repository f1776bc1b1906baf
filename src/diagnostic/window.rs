//! The few lines of a source file that are shown of a span.
//!
//! An article may be one line of many megabytes, and a span may cover it all: what is shown
//! stays a few short lines, and what it costs does not grow with the file.

use std::ops::Range;

use crate::slice::Slice;
use crate::source::{SourceFile, Span};

/// Lines of a span that are shown at most.
const LINES: usize = 6;
/// Columns of a line that are shown at most.
const COLUMNS: usize = 100;
/// Columns before the span that are kept where the line is cut.
const LEAD: usize = 40;

/// A part of a file around a span, with `…` where lines are cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Number of the first line, from 1.
    pub(super) first_line: usize,
    /// Number of the last line.
    pub(super) last_line: usize,
    /// The lines.
    pub(super) text: String,
    /// The span's bytes in [`Self::text`].
    pub(super) marked: Range<usize>,
    /// How many lines of the span follow and are not shown.
    pub(super) hidden: usize,
}

impl Window {
    /// The window around a span of a file; what lies past the end counts as the end.
    pub(super) fn new(file: &SourceFile, span: Span) -> Self {
        let inside = |offset: usize| file.text.floor_char_boundary(offset.min(file.text.len()));
        let start = inside(span.start);
        let covered = file.text.slice(start..inside(span.end).max(start));
        let end = start + covered.trim_end_matches(['\n', '\r']).len();

        let (first_line, end_line) = (file.position(start).line, file.position(end).line);
        let last_line =
            if end_line - first_line < LINES { end_line } else { first_line + LINES - 2 };
        let mut window = Self {
            first_line,
            last_line,
            text: String::new(),
            marked: 0..0,
            hidden: end_line - last_line,
        };
        for number in first_line..=last_line {
            let line = file.line(number);
            let line_start = file.line_start(number);
            let column = |offset: usize| offset.saturating_sub(line_start).min(line.len());
            let focus = match number {
                _ if number == first_line => column(start),
                _ if number == end_line => column(end),
                _ => 0,
            };
            if number > first_line {
                window.text.push('\n');
            }
            let marked = window.push_line(line, focus, column(start)..column(end));
            if number == first_line {
                window.marked.start = marked.start;
            }
            window.marked.end = marked.end;
        }
        window
    }

    /// Adds what is shown of a line; gives the place of its marked part.
    fn push_line(&mut self, line: &str, focus: usize, marked: Range<usize>) -> Range<usize> {
        let shown = cut(line, focus);
        let from = marked.start.clamp(shown.start, shown.end);
        let to = marked.end.clamp(from, shown.end);
        if shown.start > 0 {
            self.text.push('…');
        }
        self.text.push_str(&printable(line.slice(shown.start..from)));
        let start = self.text.len();
        self.text.push_str(&printable(line.slice(from..to)));
        let end = self.text.len();
        self.text.push_str(&printable(line.slice(to..shown.end)));
        if shown.end < line.len() {
            self.text.push('…');
        }
        start..end
    }
}

/// The part of a line that is shown, so that `focus` is in it.
fn cut(line: &str, focus: usize) -> Range<usize> {
    let back = |from: usize, room: usize| {
        let (mut at, mut left) = (from, room);
        for character in line.slice(..from).chars().rev() {
            match left.checked_sub(columns(character)) {
                Some(rest) => (at, left) = (at - character.len_utf8(), rest),
                None => break,
            }
        }
        (at, room - left)
    };
    let (start, before) = back(focus, LEAD);
    let (mut end, mut left) = (focus, COLUMNS - before);
    for character in line.slice(focus..).chars() {
        match left.checked_sub(columns(character)) {
            Some(rest) => (end, left) = (end + character.len_utf8(), rest),
            None => break,
        }
    }
    let start = back(start, left).0;
    // A letter is shown with its accents or not at all, but for what the message is about.
    line.cut_after(start).min(focus)..line.cut_before(end).max(focus)
}

/// About how many columns of a terminal a character takes; never none, so that a window stays
/// bounded whatever stands in it.
fn columns(character: char) -> usize {
    match character {
        '\t' => 4,
        '\u{1100}'.. => 2,
        _ => 1,
    }
}

/// Text without the control characters that `annotate-snippets` lets pass: what stands in a
/// briefing is no command to a terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
            _ => character,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::source::SourceSet;

    fn window(text: &str, range: Range<usize>) -> Window {
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        Window::new(sources.file(file), Span::new(file, Place::new(range)))
    }

    fn marked(window: &Window) -> &str {
        &window.text[window.marked.clone()]
    }

    #[test]
    fn short_lines_are_whole() {
        let window = window("one\ntwo three\r\nfour", 8..13);
        assert_eq!((window.text.as_str(), marked(&window)), ("two three", "three"));
        assert_eq!((window.first_line, window.last_line, window.hidden), (2, 2, 0));
    }

    #[test]
    fn a_line_is_cut_no_more_than_it_must() {
        let text = format!("{}end", "word ".repeat(19));
        assert_eq!(window(&text, 95..98).text, text);
        let text = format!("{}end", "word ".repeat(30));
        let window = window(&text, 150..153);
        assert_eq!(window.text.chars().count(), COLUMNS + 1);
        assert!(window.text.starts_with('…') && marked(&window) == "end");
    }

    #[test]
    fn a_line_beyond_measure_is_cut_around_the_span() {
        let text = format!("{} needle {}", "é".repeat(5_000_000), "海".repeat(1_000_000));
        let window = window(&text, 10_000_001..10_000_007);
        assert_eq!(marked(&window), "needle");
        assert_eq!(window.text.chars().filter(|&character| character == '…').count(), 2);
        assert!(window.text.chars().count() <= COLUMNS + 2, "{}", window.text);
    }

    #[test]
    fn a_span_beyond_measure_is_cut() {
        let text = "x".repeat(10_000_000);
        let window = window(&text, 5..text.len());
        assert!(marked(&window).len() > COLUMNS / 2);
        assert!(window.text.len() <= COLUMNS + "…".len());
    }

    #[test]
    fn of_many_lines_the_first_are_shown_and_the_rest_counted() {
        let text = "word\n".repeat(1000);
        let six = window(&text, 0..6 * 5);
        assert_eq!((six.text.lines().count(), six.hidden), (6, 0));
        let seven = window(&text, 0..7 * 5);
        assert_eq!((seven.text.lines().count(), seven.hidden), (5, 2));
        let all = window(&text, 0..text.len());
        assert_eq!((all.text.lines().count(), all.last_line, all.hidden), (5, 5, 995));
        assert_eq!(all.marked, 0..all.text.len());
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let window = window("one\ntwo", 900..1000);
        assert_eq!((window.text.as_str(), window.marked.clone()), ("two", 3..3));
        let window = super::tests::window("one\n", 900..1000);
        assert_eq!((window.text.as_str(), window.first_line), ("", 2));
    }

    #[test]
    fn a_span_inside_a_character_or_backwards_does_no_harm() {
        assert_eq!(marked(&window("海康", 1..5)), "海");
        assert_eq!(marked(&window("abc", Range { start: 2, end: 1 })), "");
    }
}
