//! A text with the places in its Markdown at which slips are sought, or are none.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::Understood;
use crate::parse::events::Spanned;
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, Span};

/// A text and what of its Markdown matters here. All lists are in order of their places.
pub(super) struct SearchedText<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    start: usize,
    pub(super) code: Vec<Code>,
    pub(super) comments: Vec<Place<InSource>>,
    pub(super) headings: Vec<Heading>,
    pub(super) tables: Vec<Place<InSource>>,
    /// Paragraphs: what would be a table stands in one.
    pub(super) paragraphs: Vec<Place<InSource>>,
    /// Raw HTML but comments.
    pub(super) html: Vec<Place<InSource>>,
    passages: Vec<Place<InSource>>,
    done: Vec<Place<InSource>>,
}

/// A piece of code.
pub(super) struct Code {
    pub(super) bytes: Place<InSource>,
    pub(super) kind: CodeKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeKind {
    Span,
    Fenced,
    Indented,
}

/// A heading outside passages.
pub(super) struct Heading {
    pub(super) bytes: Place<InSource>,
    pub(super) level: HeadingLevel,
    /// Whether it stands in a quote, a list or a footnote.
    pub(super) nested: bool,
}

impl<'a> SearchedText<'a> {
    pub(super) fn new(
        file: FileId,
        text: &'a str,
        start: usize,
        events: &[Spanned<'_>],
        understood: &Understood,
    ) -> Self {
        let mut passages = understood.passages.clone();
        let mut done = understood.done.clone();
        passages.sort_by_key(|range| range.start());
        done.sort_by_key(|range| range.start());
        let mut page = Self {
            file,
            text,
            start,
            code: Vec::new(),
            comments: Vec::new(),
            headings: Vec::new(),
            tables: Vec::new(),
            paragraphs: Vec::new(),
            html: Vec::new(),
            passages,
            done,
        };
        let mut depth = 0usize;
        for (event, range) in events {
            // In a passage only inline Markdown is read.
            let in_passage = page.in_passage(range.start);
            match event {
                Event::Code(_) => page.push_code(Place::new(range.clone()), CodeKind::Span),
                Event::Start(Tag::CodeBlock(kind)) if !in_passage => {
                    let kind = match kind {
                        CodeBlockKind::Fenced(_) => CodeKind::Fenced,
                        CodeBlockKind::Indented => CodeKind::Indented,
                    };
                    page.push_code(Place::new(range.clone()), kind);
                }
                Event::Start(Tag::Heading { level, .. }) if !in_passage => {
                    let bytes = page.trimmed(Place::new(range.clone()));
                    page.headings.push(Heading { bytes, level: *level, nested: depth > 0 });
                }
                Event::Start(Tag::HtmlBlock) if !in_passage => {
                    page.push_html(Place::new(range.clone()))
                }
                Event::InlineHtml(_) if !in_passage => page.push_html(Place::new(range.clone())),
                Event::Start(Tag::Table(_)) if !in_passage => {
                    page.tables.push(Place::new(range.clone()))
                }
                Event::Start(Tag::Paragraph) if !in_passage => {
                    page.paragraphs.push(Place::new(range.clone()))
                }
                _ => {}
            }
            match event {
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_)) => {
                    depth += 1
                }
                Event::End(
                    TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition,
                ) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        page
    }

    fn push_code(&mut self, range: Place<InSource>, kind: CodeKind) {
        self.code.push(Code { bytes: range, kind });
    }

    /// Parts raw HTML into comments and what is between them.
    fn push_html(&mut self, range: Place<InSource>) {
        let mut at = range.start();
        while at < range.end() {
            let rest = self.text.slice(at..range.end());
            let open = rest.find("<!--").map_or(range.end(), |open| at + open);
            if open > at {
                self.html.push(Place::new(at..open));
            }
            if open == range.end() {
                break;
            }
            let close = self.text.slice(open..range.end()).find("-->");
            at = close.map_or(range.end(), |close| open + close + "-->".len());
            self.comments.push(Place::new(open..at));
        }
    }

    pub(super) fn slice(&self, place: Place<InSource>) -> &'a str {
        self.text.slice(place.bytes())
    }

    pub(super) fn span(&self, range: Place<InSource>) -> Span {
        Span::new(self.file, range)
    }

    /// The lines, without their ends. What some programs take for the end of a line ends one here.
    pub(super) fn lines(&self) -> impl Iterator<Item = Place<InSource>> {
        let mut at = self.start;
        self.text.slice(self.start..).split_inclusive(ENDS).map(move |line| {
            let range = Place::new(at..at + line.trim_end_matches(ENDS).len());
            at += line.len();
            range
        })
    }

    /// The line that holds a byte.
    pub(super) fn line_at(&self, at: usize) -> Place<InSource> {
        let start = self.text.slice(self.start..at).rfind(ENDS);
        let start = start.map_or(self.start, |end| {
            let end = self.start + end;
            end + self.text.slice(end..).chars().next().map_or(0, char::len_utf8)
        });
        let end = self.text.slice(at..).find(ENDS).map_or(self.text.len(), |end| at + end);
        Place::new(start..end)
    }

    pub(super) fn trimmed(&self, range: Place<InSource>) -> Place<InSource> {
        let words = self.slice(range);
        let start = range.start() + (words.len() - words.trim_start().len());
        Place::new(start..start + words.trim().len())
    }

    pub(super) fn in_code(&self, at: usize) -> bool {
        let before = self.code.partition_point(|code| code.bytes.start() <= at);
        self.code.get(before.wrapping_sub(1)).is_some_and(|code| at < code.bytes.end())
    }

    pub(super) fn in_comment(&self, at: usize) -> bool {
        holds(&self.comments, at)
    }

    pub(super) fn in_passage(&self, at: usize) -> bool {
        holds(&self.passages, at)
    }

    /// Whether a byte is in what is read as meant, or told of already.
    pub(super) fn is_done(&self, at: usize) -> bool {
        holds(&self.done, at)
    }

    /// The heading that begins at a byte.
    pub(super) fn heading_at(&self, at: usize) -> Option<&Heading> {
        let found = self.headings.binary_search_by_key(&at, |heading| heading.bytes.start());
        found.ok().and_then(|index| self.headings.get(index))
    }

    /// The heading that holds a byte.
    pub(super) fn heading_around(&self, at: usize) -> Option<&Heading> {
        let before = self.headings.partition_point(|heading| heading.bytes.start() <= at);
        self.headings.get(before.wrapping_sub(1)).filter(|heading| at < heading.bytes.end())
    }

    /// Whether an underline makes a heading one.
    pub(super) fn is_underlined(&self, heading: &Heading) -> bool {
        !self.slice(heading.bytes).starts_with('#')
    }

    /// A heading's words, without its `#`s.
    pub(super) fn title(&self, heading: &Heading) -> &'a str {
        let line = self.slice(heading.bytes);
        line.trim_matches('#').trim()
    }
}

/// What ends a line, in some program or other.
const ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

fn holds(ranges: &[Place<InSource>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start() <= at);
    ranges.get(before.wrapping_sub(1)).is_some_and(|range| at < range.end())
}
