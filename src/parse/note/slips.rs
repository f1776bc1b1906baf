//! What may have been meant as a part of a note, and stands where it is none.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::lines::{
    HYPHENS, atx_content, is_attribution, is_whole_attribution, lines_of, quote_marker, trimmed,
};
use super::quoted::quoted_parts;
use super::reader::NoteReader;
use super::top_level::{TopLevel, TopLevelKind};
use super::{ParsedPassage, QuotedPart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::parse::fields::ANNOTATIONS;
use crate::parse::strays::{self, Understood};
use crate::parse::{attributes, inline};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::Span;

impl NoteReader<'_> {
    /// Tells of headings that are underlined: a line of `---` under text is rarely meant as one.
    pub(super) fn refuse_setext(&mut self, blocks: &[TopLevel]) {
        for (event, range) in
            blocks.iter().flat_map(|block| &self.events.list[block.events.clone()])
        {
            if !matches!(event, Event::Start(Tag::Heading { .. })) {
                continue;
            }
            let source = trimmed(self.text, Place::new(range.clone()));
            let line = self.slice(source);
            if line.starts_with('#') {
                continue;
            }
            self.interrupted.push(source.start());
            let underline = line.lines().last().unwrap_or_default().trim();
            let message = format!("`{underline}` under a line makes that line a heading");
            let title = line.lines().next().unwrap_or_default().trim();
            let key = title.split(':').next().unwrap_or_default();
            let is_key = key.len() < title.len() && ANNOTATIONS.iter().any(|it| it.name == key);
            let is_note =
                matches!(attributes::split_trailing(title), Ok((_, it)) if !it.is_empty());
            let help = if is_note {
                format!("for a note's heading, write `## {title}`, without a line below it")
            } else if is_key {
                "front matter stands at the beginning of the file alone; of one note it is said in the braces that end its heading: `## Title {status=draft}`".to_owned()
            } else {
                "for a rule, leave an empty line above it; for a heading, write `### Title`"
                    .to_owned()
            };
            self.tell(Code::SetextHeading, source, message, &[&help]);
            self.understood.done.push(source);
        }
    }

    /// Tells of block quotes in a note's text that end as passages do, and gives the others.
    pub(super) fn refuse_passages_after_text(
        &mut self,
        blocks: &[TopLevel],
    ) -> Vec<(Span, Vec<QuotedPart>)> {
        let mut others = Vec::new();
        // The heading of another level that only block quotes part from the next block.
        let mut heading: Option<&TopLevel> = None;
        for block in blocks {
            match block.kind {
                TopLevelKind::Heading(_) => heading = Some(block),
                TopLevelKind::Quote => {}
                _ => heading = None,
            }
            let mut depth = 0usize;
            for (event, range) in &self.events.list[block.events.clone()] {
                match event {
                    Event::Start(Tag::BlockQuote(_)) => {
                        if depth == 0 {
                            let bytes = trimmed(self.text, Place::new(range.clone()));
                            if !self.refuse_passage_after_text(bytes, heading) {
                                others.push(self.quoted(bytes));
                            }
                        }
                        depth += 1;
                    }
                    Event::End(TagEnd::BlockQuote(_)) => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
        others
    }

    /// Whether a block quote ends as a passage does, which is told.
    pub(super) fn refuse_passage_after_text(
        &mut self,
        bytes: Place<InSource>,
        heading: Option<&TopLevel>,
    ) -> bool {
        let last = self.slice(bytes).lines().last().unwrap_or_default();
        if !is_attribution(last.slice(quote_marker(last).unwrap_or(0)..)) {
            return false;
        }
        let begins = heading.map(|heading| {
            let title = atx_content(self.text, trimmed(self.text, heading.bytes));
            format!("a note's heading has two `#`: `## {}`", self.slice(title))
        });
        let usual = [
            "passages stand directly below the heading: move it there, or give it a note of its own",
            "if it is part of the text, name the report in other words than `— [[…]]`",
        ];
        let message = "this block quote ends as a passage does, and is none: it stands after the note's own text";
        let mut told = Diagnostic::new(Code::PassageAfterText, Span::new(self.id, bytes), message);
        told.help.extend(begins.into_iter().chain(usual.map(str::to_owned)));
        self.late.push(told);
        self.unplaced.push(bytes.start());
        self.understood.done.push(bytes);
        true
    }

    /// What a block quote of a note's text quotes.
    pub(super) fn quoted(&self, bytes: Place<InSource>) -> (Span, Vec<QuotedPart>) {
        let lines: Vec<Place<InSource>> = lines_of(self.text, bytes)
            .map(|line| {
                let marker = quote_marker(self.slice(line)).unwrap_or(0);
                line.since(line.start() + marker)
            })
            .collect();
        // The text itself is parsed for the page, and what is wrong with it told there.
        let quoted = inline::parse(self.id, self.text, &lines, &mut Diagnostics::default());
        (Span::new(self.id, bytes), quoted_parts(&quoted, self.text))
    }

    /// Tells of what begins a note's text as if it were a passage.
    pub(super) fn refuse_unread_passage(&mut self, block: Option<&TopLevel>) {
        let Some(block) = block else { return };
        let bytes = trimmed(self.text, block.bytes);
        let above = self.text.slice(..bytes.start()).rfind('\n').map_or(0, |end| end + 1);
        let line = self.text.slice(above..bytes.end()).lines().next().unwrap_or_default();
        let is_text = matches!(block.kind, TopLevelKind::Paragraph);
        let block = self.slice(bytes);
        let Some(unread) = strays::unread_passage(line, block, is_text) else { return };
        let message = format!("this looks like a passage, and is read as text: {}", unread.why);
        let span = Span::new(self.id, bytes);
        let mut told = Diagnostic::new(Code::PassageUnread, span, message)
            .help("begin each of its lines with `> `, and nothing before that");
        if unread.marked {
            told.severity = Severity::Warning;
        }
        self.diagnostics.push(told);
        self.interrupted.push(bytes.start());
        self.understood.done.push(bytes);
    }

    /// Gives passages the attributions that an empty line parts from them, which is told.
    pub(super) fn join_attributions(&mut self, passages: &mut Vec<ParsedPassage>) {
        let mut at = 1;
        while let Some([words, line]) = passages.get(at - 1..=at) {
            let is_apart = words.attribution.is_none()
                && !words.parts.is_empty()
                && line.parts.is_empty()
                && !line.is_silence();
            let Some(attribution) = line.attribution.clone().filter(|_| is_apart) else {
                at += 1;
                continue;
            };
            let written = self.text.slice(attribution.span.place().bytes());
            let help = format!("take the empty line above `> {written}` away");
            self.tell(
                Code::AttributionInvalid,
                attribution.span.place(),
                "an empty line parts this attribution from the words above it",
                &[&help],
            );
            passages[at - 1].attribution = Some(attribution);
            passages.remove(at);
        }
    }

    /// Tells of an attribution that stands below its passage, and not in it.
    pub(super) fn refuse_attribution_below(
        &mut self,
        passage: &mut ParsedPassage,
        block: &TopLevel,
    ) {
        let bytes = trimmed(self.text, block.bytes);
        let line = self.slice(bytes);
        let is_line = matches!(block.kind, TopLevelKind::Paragraph | TopLevelKind::Other);
        if !is_line
            || passage.attribution.is_some()
            || line.contains('\n')
            || !is_whole_attribution(line)
            || self.understood.done.contains(&bytes)
        {
            return;
        }
        let dashes = line.trim_start_matches(HYPHENS);
        let written =
            if dashes.len() < line.len() { format!("—{dashes}") } else { line.to_owned() };
        self.tell(
            Code::AttributionInvalid,
            bytes,
            "this is the attribution of the passage above, and stands below it",
            &[&format!(
                "make it the passage's last line, with no empty line between: `> {written}`"
            )],
        );
        self.understood.done.push(bytes);
        // What is meant is plain, so that nothing more need be told of it.
        let mut reader = NoteReader {
            diagnostics: &mut Diagnostics::default(),
            understood: Understood::default(),
            misattributed: false,
            late: Vec::new(),
            interrupted: Vec::new(),
            unplaced: Vec::new(),
            ..*self
        };
        passage.attribution = reader.attribution(bytes);
    }
}
