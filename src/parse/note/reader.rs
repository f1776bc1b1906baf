//! Reads a note: its heading, its passages and its text.

use super::ParsedNote;
use super::lines::{atx_content, trimmed};
use super::top_level::{TopLevel, TopLevelKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::attributes::{self, Attribute, PlacedAttributes};
use crate::parse::document::Document;
use crate::parse::events::Events;
use crate::parse::markdown::{self, Origin};
use crate::parse::strays::Understood;
use crate::parse::{comment, inline};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, Span};

pub(super) struct NoteReader<'a> {
    pub(super) id: FileId,
    /// The whole file.
    pub(super) text: &'a str,
    pub(super) events: &'a Events<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// What is read as what it is meant for, and what is told of.
    pub(super) understood: Understood,
    /// Whether something of the passage's attribution was told as wrong.
    pub(super) misattributed: bool,
    /// What is told of block quotes in notes' texts, unless another note was meant above them.
    pub(super) late: Vec<Diagnostic>,
    /// Where another note may have been meant.
    pub(super) interrupted: Vec<usize>,
    /// Where a passage was meant, and is told of.
    pub(super) unplaced: Vec<usize>,
}

impl<'a> NoteReader<'a> {
    /// The file's text at a place.
    pub(super) fn slice(&self, place: Place<InSource>) -> &'a str {
        self.text.slice(place.bytes())
    }

    pub(super) fn tell(
        &mut self,
        code: Code,
        bytes: Place<InSource>,
        message: impl Into<String>,
        help: &[&str],
    ) {
        let mut diagnostic = Diagnostic::new(code, Span::new(self.id, bytes), message);
        diagnostic.help.extend(help.iter().map(|help| (*help).to_owned()));
        self.misattributed |= code == Code::AttributionInvalid;
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn note(&mut self, heading: &TopLevel, rest: &[TopLevel]) -> ParsedNote {
        let (title, attributes, unread) = self.heading(heading);
        let quotes = rest.iter().take_while(|block| block.kind == TopLevelKind::Quote).count();
        let mut passages = Vec::new();
        for (index, quote) in rest[..quotes].iter().enumerate() {
            self.passages(quote, rest.get(index + 1), &mut passages);
        }
        self.join_attributions(&mut passages);
        let blocks = &rest[quotes..];
        if let (Some(last), Some(block)) = (passages.last_mut(), blocks.first()) {
            self.refuse_attribution_below(last, block);
        }
        self.refuse_unread_passage(blocks.first());
        self.refuse_setext(blocks);
        let quotes = self.refuse_passages_after_text(blocks);
        let body = match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => self.body(first, last),
            _ => Document::default(),
        };
        let last = rest.last().unwrap_or(heading);
        let extent = Span::new(self.id, heading.bytes.cover(last.bytes));
        let heading = Span::new(self.id, trimmed(self.text, heading.bytes));
        ParsedNote {
            heading,
            extent,
            title,
            attributes,
            unread,
            interrupted: false,
            passages,
            quotes,
            body: body.into(),
        }
    }

    pub(super) fn body(&mut self, first: &TopLevel, last: &TopLevel) -> Document {
        let bytes = first.bytes.start()..last.bytes.end();
        let removed = self.events.removed.iter();
        let here = removed.filter(|removed| bytes.contains(&removed.range.start));
        self.diagnostics.extend(here.map(|removed| removed.told(self.id)));
        let events = &self.events.list[first.events.start..last.events.end];
        markdown::document(self.id, self.text, events, &Origin::File, self.diagnostics)
    }

    pub(super) fn heading(&mut self, heading: &TopLevel) -> (String, PlacedAttributes, bool) {
        let bytes = trimmed(self.text, heading.bytes);
        let content = atx_content(self.text, bytes);
        if let Some(open) = self.refuse_wrapped_attributes(content) {
            let title = content.start()..open;
            let title = inline::parse(self.id, self.text, &[Place::new(title)], self.diagnostics);
            return (title.text.trim().to_owned(), Vec::new(), true);
        }
        let (end, attributes, unread) = self.attributes(content);
        self.understood.done.push(match unread {
            true => bytes,
            false => content.since(content.start() + end),
        });
        self.refuse_links(content.part(0..end));
        let title = inline::parse(self.id, self.text, &[content.part(0..end)], self.diagnostics);
        (title.text.trim().to_owned(), attributes, unread)
    }

    /// Tells of `[[…]]` in a title: it would be printed as it is written.
    fn refuse_links(&mut self, title: Place<InSource>) {
        let text = self.slice(title);
        let Some(start) = text.find("[[").filter(|start| !text.slice(..*start).contains('`'))
        else {
            return;
        };
        let Some(close) = text.slice(start..).find("]]") else { return };
        self.tell(
            Code::HeadingInvalid,
            title.part(start..start + close + "]]".len()),
            "a title has no links",
            &[
                "write the name in the title, and the link in the note's text",
                "if it is text, write a backslash before each bracket: `\\[\\[`",
            ],
        );
    }

    /// Tells of attributes that go on below their heading; gives where they begin.
    pub(super) fn refuse_wrapped_attributes(&mut self, content: Place<InSource>) -> Option<usize> {
        const MOST_LINES: usize = 4;
        let line = self.slice(content);
        let open = line.rfind('{').filter(|&open| !line.slice(open..).contains('}'))?;
        let below = self.text.slice(content.end()..);
        let close = below.find('}')?;
        let inside = below.slice(..close);
        if inside.contains('{') || inside.contains("\n\n") || inside.lines().count() > MOST_LINES {
            return None;
        }
        let end = content.end() + close + 1;
        let whole = self.text.slice(content.start() + open..end);
        let words: Vec<&str> = whole.split_whitespace().collect();
        let (title, words) = (line.slice(..open).trim(), words.join(" "));
        let is_read = matches!(attributes::split_trailing(&words), Ok((0, it)) if !it.is_empty());
        is_read.then_some(())?;
        let open = content.start() + open;
        self.tell(
            Code::AttributesInvalid,
            Place::new(open..end),
            "these attributes go on below the heading, and a heading is one line",
            &[&format!("write all on one line: `## {title} {words}`")],
        );
        self.understood.done.push(Place::new(open..end));
        Some(open)
    }

    /// Attributes at the end of the bytes `line`: how much stands before them, they with their
    /// bytes in the file, and whether some cannot be read, which is told.
    pub(super) fn attributes(&mut self, line: Place<InSource>) -> (usize, PlacedAttributes, bool) {
        let text = self.slice(line);
        let (end, read, error) = match attributes::split_trailing(text) {
            Ok((end, attributes)) => (end, attributes, None),
            Err(error) => {
                let before = text.slice(..error.range.start + 1).rfind('{').unwrap_or(line.len());
                (before, error.read, Some((error.range, error.message)))
            }
        };
        let attributes: PlacedAttributes =
            read.into_iter().map(|(attribute, range)| (attribute, line.part(range))).collect();
        for (attribute, range) in &attributes {
            if let Attribute::Pair(_, value) = attribute
                && comment::openings(value).next().is_some()
            {
                self.refuse_comment(*range);
            }
        }
        let unread = error.is_some();
        if let Some((range, message)) = error {
            let word = text.slice(range.clone());
            let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
            let is_draft = text.slice(range.start..).to_ascii_lowercase().contains("draft");
            // After a value without quotation marks it may belong to that.
            let is_alone = !matches!(attributes.last(), Some((Attribute::Pair(..), _)))
                && !text.slice(range.end..).trim_start().starts_with('=');
            let hint = match () {
                () if is_draft => Some("for a draft, write `status=draft`".to_owned()),
                () if is_word && is_alone => Some(format!("for a kind of note, write `.{word}`")),
                () => None,
            };
            let form = "write `{#id .kind key=value key=\"two words\"}`; a brace that is text has a backslash before it";
            let help: Vec<&str> = hint.as_deref().into_iter().chain([form]).collect();
            self.tell(Code::AttributesInvalid, line.part(range), message, &help);
        }
        (end, attributes, unread)
    }
}
