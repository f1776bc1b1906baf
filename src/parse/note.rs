//! Annotation files: notes, their attributes and passages.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::attributes::{self, Attribute, Attributes};
use super::comment;
use super::document::{Document, Inline, Markup};
use super::fields::{ANNOTATIONS, AnnotationsFields};
use super::front_matter;
use super::inline;
use super::markdown::{self, Events, Origin, Spanned};
use super::strays::{self, Understood};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, SourceSet, Span};
use crate::unseen::{self, is_unseen};

/// An annotation file.
#[derive(Debug, Clone)]
pub struct AnnotationFile {
    /// Its front matter; `None` where that cannot be read, and what it said is not known.
    pub defaults: Option<AnnotationsFields>,
    /// The bytes of the front matter's YAML.
    pub yaml: Option<Range<usize>>,
    /// Its notes.
    pub notes: Vec<ParsedNote>,
}

/// A note as it is written.
#[derive(Debug, Clone)]
pub struct ParsedNote {
    /// Its heading.
    pub heading: Span,
    /// All of it, heading and body.
    pub extent: Span,
    /// Its title, without markup.
    pub title: String,
    /// What stands in its heading's braces, with its bytes in the file.
    pub attributes: Attributes,
    /// Whether there is more in the braces, which cannot be read.
    pub unread: bool,
    /// Its passages.
    pub passages: Vec<ParsedPassage>,
    /// Whether its text has what may have been meant as another note, which is told.
    pub interrupted: bool,
    /// Block quotes of its text that do not end in an attribution: the bytes, and what they quote.
    pub quotes: Vec<(Span, Vec<QuotedPart>)>,
    /// Its text.
    pub body: Document,
}

/// A block quote that is a passage.
#[derive(Debug, Clone)]
pub struct ParsedPassage {
    /// The words that are quoted; the whole block quote where there are none.
    pub span: Span,
    /// The lines that are quoted, in bytes of the file, without their `>`.
    pub lines: Vec<Range<usize>>,
    /// What is quoted, cut at the gaps. Empty where the block quote is an attribution alone.
    pub parts: Vec<QuotedPart>,
    /// Its last line, where that says whose words it is.
    pub attribution: Option<Attribution>,
    /// What follows the dash that its last line begins with, where that is no attribution. A line
    /// that begins with a bracket may lack the dash.
    pub after_dash: Option<String>,
    /// Whether something of its attribution was told as wrong, so that what it lacks may be there.
    pub misattributed: bool,
}

impl ParsedPassage {
    /// Whether it says that the editor looked and found nothing.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        let value = self.attribution.as_ref().and_then(|line| line.value.as_ref());
        value.is_some_and(|(value, _)| {
            value.split_whitespace().map(str::to_lowercase).eq(["not", "reported"])
        })
    }
}

/// Words that stand in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedPart {
    /// The words, without markup.
    pub text: String,
    /// The bytes of them that are `**strong**`.
    pub strong: Vec<Range<usize>>,
}

/// The line under a passage.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// Where it stands.
    pub span: Span,
    /// The articles that it names.
    pub articles: Vec<(String, Span)>,
    /// What it gives as the passage's value.
    pub value: Option<(String, Span)>,
    /// What stands in its braces, with its bytes in the file.
    pub attributes: Attributes,
}

/// Parses an annotation file.
pub fn parse(id: FileId, file: &SourceFile, diagnostics: &mut Diagnostics) -> AnnotationFile {
    // What front matter that is not read says of the notes is not known, and they would be told of
    // one by one.
    let unread = || AnnotationFile { defaults: None, yaml: None, notes: Vec::new() };
    let parts = match front_matter::split(id, file) {
        Ok(parts) => parts,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return unread();
        }
    };
    let misplaced = front_matter::misplaced(id, file, &parts, ANNOTATIONS);
    let is_misplaced = misplaced.is_some();
    let done = misplaced.iter().map(|told| told.span.range()).collect();
    diagnostics.extend(misplaced);
    if is_misplaced && parts.yaml.is_none() {
        return unread();
    }
    let defaults = match parts.yaml.clone() {
        Some(yaml) => defaults(id, file, yaml, diagnostics),
        None => Some(AnnotationsFields::default()),
    };
    let events = markdown::events_of_notes(&file.text, parts.body);
    let blocks = top_level(&file.text, &events.list);
    let understood = Understood { passages: Vec::new(), done };
    let mut reader = Reader {
        id,
        text: &file.text,
        events: &events,
        diagnostics,
        understood,
        misattributed: false,
        late: Vec::new(),
        interrupted: Vec::new(),
        unplaced: Vec::new(),
    };
    let mut notes = Vec::new();
    let mut rest = &blocks[..];
    while let Some(start) = rest.iter().position(TopLevel::is_note) {
        let (heading, after) = (&rest[start], &rest[start + 1..]);
        let length = after.iter().position(TopLevel::is_note).unwrap_or(after.len());
        notes.push(reader.note(heading, &after[..length]));
        rest = &after[length..];
    }
    let Reader { mut understood, late, mut interrupted, unplaced, .. } = reader;
    let first = blocks.first().filter(|block| !block.is_note() && !is_misplaced);
    // That a heading of another level begins no note is told of the first thing in a file so.
    let heading = first.filter(|first| matches!(first.kind, TopLevelKind::Heading(_)));
    understood.done.extend(heading.map(|heading| heading.bytes.clone()));
    let strays = strays::in_notes(id, &file.text, parts.body, &events.list, &understood);
    if let Some(first) = first
        && !strays.iter().any(|it| first.bytes.contains(&it.span.start))
    {
        diagnostics.push(before_first_note(id, &file.text, first));
    }
    let may_begin_a_note = [Code::HeadingInvalid, Code::AttributesMisplaced, Code::NeverClosed];
    let places = strays.iter().filter(|it| may_begin_a_note.contains(&it.code));
    interrupted.extend(places.map(|it| it.span.start));
    interrupted.sort_unstable();
    diagnostics.extend(strays);
    let extents = extents(&file.text, &mut notes);
    diagnostics.extend(strays::definitions(id, &file.text, &extents, &understood));
    let is_interrupted = |bytes: Range<usize>| {
        let first = interrupted.partition_point(|&at| at < bytes.start);
        interrupted.get(first).is_some_and(|&at| at < bytes.end)
    };
    // What follows such a place may belong to the note that was meant there.
    for note in &mut notes {
        let start = note.heading.start;
        note.interrupted = is_interrupted(note.extent.range());
        note.quotes.retain(|(span, _)| !is_interrupted(start..span.start));
        let extent = note.extent.range();
        note.interrupted |= unplaced.iter().any(|at| extent.contains(at));
    }
    diagnostics.extend(late.into_iter().filter(|told| {
        let above = notes.partition_point(|note| note.heading.start <= told.span.start);
        let note = above.checked_sub(1).and_then(|above| notes.get(above));
        note.is_none_or(|note| !is_interrupted(note.heading.start..told.span.start))
    }));
    AnnotationFile { defaults, yaml: parts.yaml, notes }
}

/// The notes with what stands up to the next one's heading: what a note defines last is in no block
/// of it, and is made a part of it here.
fn extents(text: &str, notes: &mut [ParsedNote]) -> Vec<strays::Extent> {
    let starts = notes.iter().map(|note| note.extent.start);
    let ends: Vec<usize> = starts.skip(1).chain([text.len()]).collect();
    let extent = |(note, end): (&mut ParsedNote, usize)| {
        let bytes = note.extent.start..end;
        note.extent.end = note.extent.end.max(trimmed(text, &bytes).end);
        let is_draft = note.attributes.iter().any(|(attribute, _)| attribute.is_draft());
        strays::Extent { bytes, is_draft }
    };
    notes.iter_mut().zip(ends).map(extent).collect()
}

/// What front matter says of a file's notes. Where it may mean that they are drafts and is not read
/// so, that is told: they would be published.
fn defaults(
    id: FileId,
    file: &SourceFile,
    yaml: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<AnnotationsFields> {
    let fields: AnnotationsFields =
        front_matter::read(id, file, yaml.clone(), ANNOTATIONS, diagnostics)?;
    if fields.status.is_some() {
        return Some(fields);
    }
    let mut at = yaml.start;
    for line in file.text.slice(yaml).split_inclusive('\n') {
        let written = line.split('#').next().unwrap_or_default();
        let lower = written.to_ascii_lowercase();
        let is_meant = lower.find("status").is_some_and(|key| lower.slice(key..).contains("draft"));
        if is_meant || strays::draft_mark(written).is_some() {
            let span = Span::new(id, trimmed(&file.text, &(at..at + written.len())));
            let message = "this is not read, and makes no drafts of the notes in this file";
            diagnostics.push(
                Diagnostic::new(Code::FrontMatterInvalid, span, message).help(
                    "write it on a line of its own, without spaces before it: `status: draft`",
                ),
            );
            return None;
        }
        at += line.len();
    }
    Some(fields)
}

fn before_first_note(id: FileId, text: &str, first: &TopLevel) -> Diagnostic {
    let help = match first.kind {
        TopLevelKind::Heading(_) | TopLevelKind::Underlined => {
            "a note begins with two `#`: `## Title`"
        }
        _ => "begin a note above it with a line such as `## Title`",
    };
    Diagnostic::new(
        Code::TextBeforeNote,
        Span::new(id, trimmed(text, &first.bytes)),
        "this stands before the first note, and belongs to none",
    )
    .help(help)
}

/// What a block quote, pasted under a heading of its own, quotes.
#[must_use]
pub fn read_passage(lines: &str) -> Vec<QuotedPart> {
    let mut sources = SourceSet::default();
    let text = format!("## N\n\n{lines}\n");
    let id = sources.add(SourceFile::from_bytes(String::new(), text.into_bytes()));
    let file = parse(id, sources.file(id), &mut Diagnostics::default());
    let passages = file.notes.into_iter().flat_map(|note| note.passages);
    passages.take(1).flat_map(|passage| passage.parts).collect()
}

/// A block that stands in no other.
struct TopLevel {
    events: Range<usize>,
    bytes: Range<usize>,
    kind: TopLevelKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TopLevelKind {
    Heading(HeadingLevel),
    /// A heading that an underline makes one; it begins no note.
    Underlined,
    Quote,
    Paragraph,
    Other,
}

impl TopLevel {
    fn is_note(&self) -> bool {
        self.kind == TopLevelKind::Heading(HeadingLevel::H2)
    }
}

fn top_level(text: &str, events: &[Spanned<'_>]) -> Vec<TopLevel> {
    let mut blocks = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    start = index;
                }
                depth += 1;
                continue;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 => start = index,
            _ => continue,
        }
        if depth == 0 {
            let (first, bytes) = &events[start];
            let kind = match first {
                Event::Start(Tag::Heading { .. }) if markdown::is_underlined(text, bytes) => {
                    TopLevelKind::Underlined
                }
                Event::Start(Tag::Heading { level, .. }) => TopLevelKind::Heading(*level),
                Event::Start(Tag::BlockQuote(_)) => TopLevelKind::Quote,
                Event::Start(Tag::Paragraph) => TopLevelKind::Paragraph,
                _ => TopLevelKind::Other,
            };
            let bytes = bytes.start..bytes.end.max(range.end);
            blocks.push(TopLevel { events: start..index + 1, bytes, kind });
        }
    }
    blocks
}

struct Reader<'a> {
    id: FileId,
    /// The whole file.
    text: &'a str,
    events: &'a Events<'a>,
    diagnostics: &'a mut Diagnostics,
    /// What is read as what it is meant for, and what is told of.
    understood: Understood,
    /// Whether something of the passage's attribution was told as wrong.
    misattributed: bool,
    /// What is told of block quotes in notes' texts, unless another note was meant above them.
    late: Vec<Diagnostic>,
    /// Where another note may have been meant.
    interrupted: Vec<usize>,
    /// Where a passage was meant, and is told of.
    unplaced: Vec<usize>,
}

impl Reader<'_> {
    fn tell(
        &mut self,
        code: Code,
        bytes: &Range<usize>,
        message: impl Into<String>,
        help: &[&str],
    ) {
        let mut diagnostic = Diagnostic::new(code, Span::new(self.id, bytes.clone()), message);
        diagnostic.help.extend(help.iter().map(|help| (*help).to_owned()));
        self.misattributed |= code == Code::AttributionInvalid;
        self.diagnostics.push(diagnostic);
    }

    /// Tells of headings that are underlined: a line of `---` under text is rarely meant as one.
    fn refuse_setext(&mut self, blocks: &[TopLevel]) {
        for (event, range) in
            blocks.iter().flat_map(|block| &self.events.list[block.events.clone()])
        {
            if !matches!(event, Event::Start(Tag::Heading { .. })) {
                continue;
            }
            let source = trimmed(self.text, range);
            let line = self.text.slice(source.clone());
            if line.starts_with('#') {
                continue;
            }
            self.interrupted.push(source.start);
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
            self.tell(Code::SetextHeading, &source, message, &[&help]);
            self.understood.done.push(source);
        }
    }

    /// Tells of block quotes in a note's text that end as passages do, and gives the others.
    fn refuse_passages_after_text(&mut self, blocks: &[TopLevel]) -> Vec<(Span, Vec<QuotedPart>)> {
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
                            let bytes = trimmed(self.text, range);
                            if !self.refuse_passage_after_text(&bytes, heading) {
                                others.push(self.quoted(&bytes));
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
    fn refuse_passage_after_text(
        &mut self,
        bytes: &Range<usize>,
        heading: Option<&TopLevel>,
    ) -> bool {
        let last = self.text.slice(bytes.clone()).lines().last().unwrap_or_default();
        if !is_attribution(last.slice(quote_marker(last).unwrap_or(0)..)) {
            return false;
        }
        let begins = heading.map(|heading| {
            let title = atx_content(self.text, &trimmed(self.text, &heading.bytes));
            format!("a note's heading has two `#`: `## {}`", self.text.slice(title))
        });
        let usual = [
            "passages stand directly below the heading: move it there, or give it a note of its own",
            "if it is part of the text, name the report in other words than `— [[…]]`",
        ];
        let message = "this block quote ends as a passage does, and is none: it stands after the note's own text";
        let mut told =
            Diagnostic::new(Code::PassageAfterText, Span::new(self.id, bytes.clone()), message);
        told.help.extend(begins.into_iter().chain(usual.map(str::to_owned)));
        self.late.push(told);
        self.unplaced.push(bytes.start);
        self.understood.done.push(bytes.clone());
        true
    }

    /// What a block quote of a note's text quotes.
    fn quoted(&self, bytes: &Range<usize>) -> (Span, Vec<QuotedPart>) {
        let lines: Vec<Range<usize>> = lines_of(self.text, bytes)
            .map(|line| {
                let marker = quote_marker(self.text.slice(line.clone())).unwrap_or(0);
                line.start + marker..line.end
            })
            .collect();
        // The text itself is parsed for the page, and what is wrong with it told there.
        let quoted = inline::parse(self.id, self.text, &lines, &mut Diagnostics::default());
        (Span::new(self.id, bytes.clone()), quoted_parts(&quoted, self.text))
    }

    fn note(&mut self, heading: &TopLevel, rest: &[TopLevel]) -> ParsedNote {
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
        let extent = Span::new(self.id, heading.bytes.start..last.bytes.end);
        let heading = Span::new(self.id, trimmed(self.text, &heading.bytes));
        ParsedNote {
            heading,
            extent,
            title,
            attributes,
            unread,
            interrupted: false,
            passages,
            quotes,
            body,
        }
    }

    /// Tells of what begins a note's text as if it were a passage.
    fn refuse_unread_passage(&mut self, block: Option<&TopLevel>) {
        let Some(block) = block else { return };
        let bytes = trimmed(self.text, &block.bytes);
        let above = self.text.slice(..bytes.start).rfind('\n').map_or(0, |end| end + 1);
        let line = self.text.slice(above..bytes.end).lines().next().unwrap_or_default();
        let is_text = matches!(block.kind, TopLevelKind::Paragraph);
        let block = self.text.slice(bytes.clone());
        let Some(unread) = strays::unread_passage(line, block, is_text) else { return };
        let message = format!("this looks like a passage, and is read as text: {}", unread.why);
        let span = Span::new(self.id, bytes.clone());
        let mut told = Diagnostic::new(Code::PassageUnread, span, message)
            .help("begin each of its lines with `> `, and nothing before that");
        if unread.marked {
            told.severity = Severity::Warning;
        }
        self.diagnostics.push(told);
        self.interrupted.push(bytes.start);
        self.understood.done.push(bytes);
    }

    /// Gives passages the attributions that an empty line parts from them, which is told.
    fn join_attributions(&mut self, passages: &mut Vec<ParsedPassage>) {
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
            let written = self.text.slice(attribution.span.range());
            let help = format!("take the empty line above `> {written}` away");
            self.tell(
                Code::AttributionInvalid,
                &attribution.span.range(),
                "an empty line parts this attribution from the words above it",
                &[&help],
            );
            passages[at - 1].attribution = Some(attribution);
            passages.remove(at);
        }
    }

    /// Tells of an attribution that stands below its passage, and not in it.
    fn refuse_attribution_below(&mut self, passage: &mut ParsedPassage, block: &TopLevel) {
        let bytes = trimmed(self.text, &block.bytes);
        let line = self.text.slice(bytes.clone());
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
            &bytes,
            "this is the attribution of the passage above, and stands below it",
            &[&format!(
                "make it the passage's last line, with no empty line between: `> {written}`"
            )],
        );
        self.understood.done.push(bytes.clone());
        // What is meant is plain, so that nothing more need be told of it.
        let mut reader = Reader {
            diagnostics: &mut Diagnostics::default(),
            understood: Understood::default(),
            misattributed: false,
            late: Vec::new(),
            interrupted: Vec::new(),
            unplaced: Vec::new(),
            ..*self
        };
        passage.attribution = reader.attribution(&bytes);
    }

    fn body(&mut self, first: &TopLevel, last: &TopLevel) -> Document {
        let bytes = first.bytes.start..last.bytes.end;
        let removed = self.events.removed.iter();
        let here = removed.filter(|removed| bytes.contains(&removed.range.start));
        self.diagnostics.extend(here.map(|removed| removed.told(self.id)));
        let events = &self.events.list[first.events.start..last.events.end];
        markdown::document(self.id, self.text, events, &Origin::File, self.diagnostics)
    }

    fn heading(&mut self, heading: &TopLevel) -> (String, Attributes, bool) {
        let bytes = trimmed(self.text, &heading.bytes);
        let content = atx_content(self.text, &bytes);
        if let Some(open) = self.refuse_wrapped_attributes(&content) {
            let title = content.start..open;
            let title = inline::parse(self.id, self.text, &[title], self.diagnostics);
            return (title.text.trim().to_owned(), Vec::new(), true);
        }
        let (end, attributes, unread) = self.attributes(&content);
        self.understood.done.push(match unread {
            true => bytes.clone(),
            false => content.start + end..content.end,
        });
        let title = inline::parse(
            self.id,
            self.text,
            &[content.start..content.start + end],
            self.diagnostics,
        );
        (title.text.trim().to_owned(), attributes, unread)
    }

    /// Tells of attributes that go on below their heading; gives where they begin.
    fn refuse_wrapped_attributes(&mut self, content: &Range<usize>) -> Option<usize> {
        const MOST_LINES: usize = 4;
        let line = self.text.slice(content.clone());
        let open = line.rfind('{').filter(|&open| !line.slice(open..).contains('}'))?;
        let below = self.text.slice(content.end..);
        let close = below.find('}')?;
        let inside = below.slice(..close);
        if inside.contains('{') || inside.contains("\n\n") || inside.lines().count() > MOST_LINES {
            return None;
        }
        let end = content.end + close + 1;
        let whole = self.text.slice(content.start + open..end);
        let words: Vec<&str> = whole.split_whitespace().collect();
        let (title, words) = (line.slice(..open).trim(), words.join(" "));
        let is_read = matches!(attributes::split_trailing(&words), Ok((0, it)) if !it.is_empty());
        is_read.then_some(())?;
        let open = content.start + open;
        self.tell(
            Code::AttributesInvalid,
            &(open..end),
            "these attributes go on below the heading, and a heading is one line",
            &[&format!("write all on one line: `## {title} {words}`")],
        );
        self.understood.done.push(open..end);
        Some(open)
    }

    /// Attributes at the end of the bytes `line`: how much stands before them, they with their
    /// bytes in the file, and whether some cannot be read, which is told.
    fn attributes(&mut self, line: &Range<usize>) -> (usize, Attributes, bool) {
        let text = self.text.slice(line.clone());
        let (end, mut attributes, error) = match attributes::split_trailing(text) {
            Ok((end, attributes)) => (end, attributes, None),
            Err(error) => {
                let before = text.slice(..error.range.start + 1).rfind('{').unwrap_or(line.len());
                (before, error.read, Some((error.range, error.message)))
            }
        };
        for (_, range) in &mut attributes {
            *range = line.start + range.start..line.start + range.end;
        }
        for (attribute, range) in &attributes {
            if let Attribute::Pair(_, value) = attribute
                && comment::openings(value).next().is_some()
            {
                self.refuse_comment(range);
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
            let range = line.start + range.start..line.start + range.end;
            self.tell(Code::AttributesInvalid, &range, message, &help);
        }
        (end, attributes, unread)
    }

    /// Reads a block quote as a passage; one in which a passage ends and another begins, as each of
    /// them.
    fn passages(
        &mut self,
        quote: &TopLevel,
        next: Option<&TopLevel>,
        passages: &mut Vec<ParsedPassage>,
    ) {
        let block = trimmed(self.text, &quote.bytes);
        let first = passages.len();
        self.misattributed = false;
        self.understood.passages.push(quote.bytes.clone());
        let mut lines = self.passage_lines(&block);
        if let Some(next) = next
            && next.kind == TopLevelKind::Paragraph
            && self.text.slice(block.end..next.bytes.start).matches('\n').count() < 2
        {
            let line = self.text.slice(next.bytes.clone()).lines().next().unwrap_or_default();
            let range = next.bytes.start..next.bytes.start + line.len();
            self.refuse_continuation(&range);
            if is_attribution(line) {
                lines.push(range);
            }
        }
        self.drop_empty_lines(&mut lines);
        let mut touching = false;
        while let Some(end) = self.ends_early(&mut lines) {
            let rest = lines.split_off(end);
            passages.push(self.passage(lines, block.clone()));
            lines = rest;
            touching = true;
        }
        let last = self.passage(lines, block);
        // Where it stands is not said, and may be what is told already.
        if last.attribution.is_some() || !touching {
            passages.push(last);
        }
        for passage in passages.iter_mut().skip(first) {
            passage.misattributed = self.misattributed;
        }
    }

    /// How many lines the first passage has where others follow its attribution, which is told.
    /// Lines that were meant as a part of it are put where they belong.
    fn ends_early(&mut self, lines: &mut Vec<Range<usize>>) -> Option<usize> {
        let is_attribution = |line: &Range<usize>| is_attribution(self.text.slice(line.clone()));
        let at = lines.iter().position(is_attribution)?;
        let is_full = |line: &&Range<usize>| !self.text.slice((*line).clone()).trim().is_empty();
        let next = lines[at + 1..].iter().find(is_full)?.clone();
        let is_first = !lines[..at].iter().any(|line| is_full(&line));
        let is_only = !lines[at + 1..].iter().any(is_attribution);
        let (line, words) =
            (self.text.slice(lines[at].clone()).trim(), self.text.slice(next.clone()).trim());
        if words.starts_with(['{', ':']) {
            let space = if words.starts_with('{') { " " } else { "" };
            let help = format!("write both on one line: `> {line}{space}{words}`");
            self.tell(
                Code::AttributionInvalid,
                &next,
                "this belongs to the attribution above, and an attribution is one line",
                &[&help],
            );
            self.understood.done.push(next.clone());
            lines.retain(|line| *line != next);
            return self.ends_early(lines);
        }
        if is_first && is_only {
            let help = format!("move it below the words: `> {line}`");
            self.tell(
                Code::AttributionInvalid,
                &lines[at].clone(),
                "an attribution is the last line of its passage, and this is the first",
                &[&help],
            );
            let first = lines.remove(at);
            lines.push(first);
            return None;
        }
        let quoted = format!("leave an empty line above `> {words}`");
        self.tell(
            Code::PassagesTouch,
            &next,
            "a second passage begins here, and the empty line between the two is missing",
            &[
                &quoted,
                "if these words belong to the passage above, move its attribution below them",
            ],
        );
        Some(at + 1)
    }

    fn passage(&mut self, mut lines: Vec<Range<usize>>, block: Range<usize>) -> ParsedPassage {
        self.drop_empty_lines(&mut lines);
        self.part_attribution(&mut lines);
        let attribution = lines.last().cloned().and_then(|line| self.attribution(&line));
        let last = lines.last().filter(|_| attribution.is_none());
        let last = last.map(|line| self.text.slice(line.clone()).trim());
        let bracket = last.filter(|line| line.starts_with('['));
        let after_dash = last.and_then(after_dash).or(bracket).map(str::to_owned);
        if attribution.is_some() {
            lines.pop();
            self.drop_empty_lines(&mut lines);
        }
        let bytes = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => trimmed(self.text, &(first.start..last.end)),
            _ => block,
        };
        let quoted = inline::parse(self.id, self.text, &lines, self.diagnostics);
        let parts = quoted_parts(&quoted, self.text);
        ParsedPassage {
            span: Span::new(self.id, bytes),
            lines,
            parts,
            attribution,
            after_dash,
            misattributed: false,
        }
    }

    /// Parts an attribution from what stands on one line with it, which is told: the words before it, or
    /// markup around it.
    fn part_attribution(&mut self, lines: &mut Vec<Range<usize>>) {
        let Some(last) = lines.last().cloned() else { return };
        let text = self.text.slice(last.clone());
        if is_attribution(text) {
            return;
        }
        let Some(link) = text.find("[[") else { return };
        let before = text.slice(..link).trim_end_matches(ATTRIBUTION_MARKS);
        let dash = before.trim_end_matches(['—', '–', '―', '-']);
        let words = dash.trim_end_matches(ATTRIBUTION_MARKS);
        let line = text.slice(words.len()..).trim_matches(ATTRIBUTION_MARKS);
        let plain = line.replace(['*', '_', '(', ')'], "");
        if dash.len() == before.len() || !is_whole_attribution(&plain) {
            return;
        }
        let start = last.start + words.len();
        let start = start
            + (text.slice(words.len()..).len() - text.slice(words.len()..).trim_start().len());
        let bytes = trimmed(self.text, &(start..last.end));
        let message = match words.is_empty() {
            true => "this attribution stands in other markup, and is read as words of the passage",
            false => "this attribution stands behind the words, and is a line of its own",
        };
        let help = format!("write it on a line of its own: `> {}`", plain.trim());
        self.tell(Code::AttributionInvalid, &bytes, message, &[&help]);
        // What is meant is plain, so that nothing more need be told of it.
        lines.pop();
        if !words.trim().is_empty() {
            lines.push(last.start..last.start + words.len());
        }
        let from = self.text.slice(bytes.clone()).find(['—', '–', '―', '-']).unwrap_or(0);
        let to = self.text.slice(bytes.clone()).trim_end_matches(ATTRIBUTION_MARKS).len();
        let line = bytes.start + from..bytes.start + to.max(from);
        if is_attribution(self.text.slice(line.clone())) {
            lines.push(line);
        }
    }

    /// The lines of a passage, without their `>`. Those that have none are told; at the end they are
    /// no part of it, unless one of them is its attribution.
    fn passage_lines(&mut self, block: &Range<usize>) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        // How many lines at the end have no `>`.
        let mut lazy = 0;
        for range in lines_of(self.text, block) {
            match quote_marker(self.text.slice(range.clone())) {
                Some(marker) => {
                    self.refuse_continuations(&lines, std::mem::take(&mut lazy));
                    lines.push(range.start + marker..range.end);
                }
                None => {
                    lazy += 1;
                    lines.push(range);
                }
            }
        }
        self.refuse_continuations(&lines, lazy);
        let kept = lines.len() - lazy;
        if !lines[kept..].iter().any(|line| is_attribution(self.text.slice(line.clone()))) {
            lines.truncate(kept);
        }
        lines
    }

    fn refuse_continuations(&mut self, lines: &[Range<usize>], count: usize) {
        if let [first, .., last] = &lines[lines.len() - count..] {
            self.refuse_continuation(&(first.start..last.end));
        } else if let [line] = &lines[lines.len() - count..] {
            self.refuse_continuation(line);
        }
    }

    fn drop_empty_lines(&self, lines: &mut Vec<Range<usize>>) {
        while lines.last().is_some_and(|line| self.text.slice(line.clone()).trim().is_empty()) {
            lines.pop();
        }
    }

    fn refuse_continuation(&mut self, lines: &Range<usize>) {
        let lines = trimmed(self.text, lines);
        self.understood.done.push(lines.clone());
        let text = self.text.slice(lines.clone());
        let (message, belongs) = match text.contains('\n') {
            false => (
                "this line continues the passage above without its `>`",
                "if it belongs to the passage, begin it with `> `",
            ),
            true => (
                "these lines continue the passage above without their `>`",
                "if they belong to the passage, begin each with `> `",
            ),
        };
        let help: &[&str] = if is_attribution(text) {
            &["this is the passage's attribution: begin it with `> `"]
        } else {
            &[belongs, "if the note's own text begins here, leave an empty line above it"]
        };
        self.tell(Code::PassageContinues, &lines, message, help);
    }

    fn has_comment(&self, bytes: &Range<usize>) -> bool {
        comment::openings(self.text.slice(bytes.clone())).next().is_some()
    }

    /// Tells of a comment in what is read as it stands.
    fn refuse_comment(&mut self, bytes: &Range<usize>) {
        self.tell(
            Code::CommentInvalid,
            bytes,
            "a comment is none here: it would be read as part of the value, and printed",
            &["put it on a line of its own in the note's text, or leave it out"],
        );
    }

    /// Reads a line as an attribution: a dash, articles in `[[…]]`, then perhaps `: value`, then
    /// perhaps attributes. A line that only begins with a dash is text.
    fn attribution(&mut self, line: &Range<usize>) -> Option<Attribution> {
        let line = trimmed(self.text, line);
        let text = self.text.slice(line.clone());
        let after_dash = after_dash(text).filter(|_| is_attribution(text))?;
        if text.starts_with(HYPHENS) && !text.starts_with("--") {
            self.tell(
                Code::AttributionInvalid,
                &line,
                "an attribution begins with a long dash, and this one is a hyphen",
                &["begin the line with `—` or `--`"],
            );
        }
        let mut at = line.end - after_dash.len();
        let mut articles = Vec::new();
        while let Some(inside) = self.text.slice(at..line.end).strip_prefix("[[") {
            let Some(length) = inside.find("]]") else {
                let id =
                    inside.split([' ', ':', '{', '}', ']', ')', '|']).next().unwrap_or_default();
                let start = at + 2;
                self.tell(
                    Code::AttributionInvalid,
                    &(at..start + id.len()),
                    "this `[[` has no `]]`",
                    &[&format!("write `— [[{}]]`", if id.is_empty() { "article-id" } else { id })],
                );
                // What is meant is plain, so that nothing more need be told of it.
                articles.push((id.to_owned(), Span::new(self.id, start..start + id.len())));
                at = start + id.len();
                let rest = self.text.slice(at..line.end);
                at += rest.len() - rest.trim_start_matches([']', '}', ')']).len();
                break;
            };
            let id = inside.slice(..length).split('|').next().unwrap_or_default();
            let start = at + 2;
            if id.contains([',', ';']) {
                let each: Vec<&str> = id.split([',', ';']).map(str::trim).collect();
                let links =
                    each.iter().map(|id| format!("[[{id}]]")).collect::<Vec<_>>().join(", ");
                self.tell(
                    Code::AttributionInvalid,
                    &(start..start + id.len()),
                    "each report has brackets of its own",
                    &[&format!("write `— {links}`")],
                );
                let span = Span::new(self.id, start..start + id.len());
                articles.extend(each.into_iter().map(|id| (id.to_owned(), span)));
            } else {
                articles.push((id.trim().to_owned(), Span::new(self.id, start..start + id.len())));
            }
            at = start + length + 2;
            let rest = self.text.slice(at..line.end).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => at = line.end - more.trim_start().len(),
                None => {
                    at = line.end - rest.len();
                    break;
                }
            }
        }
        let rest = at..line.end;
        let (end, attributes, _) = self.attributes(&rest);
        self.understood.done.push(rest.start + end..line.end);
        let words = trimmed(self.text, &(rest.start..rest.start + end));
        if self.has_comment(&words) {
            self.refuse_comment(&words);
            self.understood.done.push(words.clone());
            self.misattributed = true;
        }
        let value = match self.text.slice(words.clone()).strip_prefix([':', '：']) {
            Some(_) if self.has_comment(&words) => None,
            Some(value) => {
                let bytes = trimmed(self.text, &(words.end - value.len()..words.end));
                let value = unseen::without(self.text.slice(bytes.clone())).into_owned();
                (!value.is_empty()).then(|| (value, Span::new(self.id, bytes)))
            }
            None if words.is_empty() => None,
            None if self.has_comment(&words) => None,
            None => {
                let (before, value) =
                    (self.text.slice(line.start..rest.start), self.text.slice(words.clone()));
                let before = before.trim_end().trim_end_matches(',');
                let colon = instead_of_value(before, value);
                self.tell(
                    Code::AttributionInvalid,
                    &words,
                    format!("`{value}` is no part of an attribution"),
                    &[
                        &colon,
                        "write `— [[article-id]]`, then perhaps `: value`, then perhaps `{key=value}`",
                    ],
                );
                None
            }
        };
        Some(Attribution { span: Span::new(self.id, line), articles, value, attributes })
    }
}

/// What may stand around an attribution and makes it none.
const ATTRIBUTION_MARKS: [char; 5] = [' ', '*', '_', '(', ')'];

/// What is taken for a long dash, and is none.
const HYPHENS: [char; 4] = ['-', '‐', '‑', '−'];

/// What follows the dash that a line begins with.
fn after_dash(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(is_unseen);
    let dashes = ["---", "--", "—", "–", "―"];
    let after = dashes.iter().find_map(|dash| line.strip_prefix(dash));
    after.or_else(|| line.strip_prefix(HYPHENS)).map(str::trim_start)
}

/// What to write instead of words that follow an attribution's articles and no colon.
fn instead_of_value(before: &str, value: &str) -> String {
    let bare = value.trim_matches(['(', ')', '[', ']', '{', '}']).trim();
    let key = bare.split_once('=').map_or("", |(key, _)| key.trim());
    if !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase()) {
        let words: Vec<&str> = bare.split('=').map(str::trim).collect();
        return format!("attributes stand in braces: `{before} {{{}}}`", words.join("="));
    }
    let rest = value.trim_start_matches(|c: char| !c.is_alphanumeric() && !"[$€£¥".contains(c));
    let rest = rest.strip_prefix("and ").unwrap_or(rest).trim_start();
    if rest.starts_with("[[") {
        return format!("several reports are parted by commas: `{before}, {rest}`");
    }
    match rest {
        "" => format!("take it away: `{before}`"),
        rest => format!("a value follows a colon: `{before}: {rest}`"),
    }
}

/// Whether a line is an attribution, well written or not.
fn is_attribution(line: &str) -> bool {
    after_dash(line.trim_start()).is_some_and(|rest| rest.starts_with("[["))
}

/// Whether a line is an attribution from its dash to its end.
#[must_use]
pub fn is_whole_attribution(line: &str) -> bool {
    let Some(mut rest) = after_dash(line.trim()) else { return false };
    let mut count = 0;
    while let Some((_, after)) = rest.strip_prefix("[[").and_then(|rest| rest.split_once("]]")) {
        count += 1;
        rest = after.trim_start();
        match rest.strip_prefix(',').map(str::trim_start) {
            Some(more) if more.starts_with("[[") => rest = more,
            _ => break,
        }
    }
    count > 0 && (rest.is_empty() || rest.starts_with([':', '：', '{']))
}

/// The lines within some bytes, without their ends.
fn lines_of(text: &str, bytes: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = bytes.start;
    text.slice(bytes.clone()).split_inclusive('\n').map(move |line| {
        let range = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        range
    })
}

/// How many bytes a line's `>` takes, with the space after it.
fn quote_marker(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches(|c| c == ' ' || is_unseen(c)).len();
    let rest = line.slice(indent..).strip_prefix('>')?;
    Some(line.len() - rest.strip_prefix(' ').unwrap_or(rest).len())
}

/// The bytes of a heading's content: without its `#`s before and after.
fn atx_content(text: &str, line: &Range<usize>) -> Range<usize> {
    let content = text.slice(line.clone()).trim_start_matches('#');
    let start = line.end - content.len();
    let open = content.trim_end_matches('#');
    let end =
        if open.is_empty() || open.ends_with([' ', '\t']) { open.len() } else { content.len() };
    trimmed(text, &(start..start + end))
}

fn trimmed(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let slice = text.slice(bytes.clone());
    let start = bytes.start + (slice.len() - slice.trim_start().len());
    start..start + slice.trim().len()
}

/// Cuts what is quoted at its gaps. `\[…\]` is none, nor is one in code.
fn quoted_parts(quoted: &Document, source: &str) -> Vec<QuotedPart> {
    let mut strong: Vec<Range<usize>> = Vec::new();
    let mut code: Vec<Range<usize>> = Vec::new();
    for block in &quoted.blocks {
        let mut open: Vec<&Markup> = Vec::new();
        for inline in &block.inlines {
            match inline {
                Inline::Open(markup) => open.push(markup),
                Inline::Close => {
                    open.pop();
                }
                Inline::Text(range) => {
                    if open.contains(&&Markup::Strong) {
                        match strong.last_mut() {
                            Some(last) if last.end == range.start => last.end = range.end,
                            _ => strong.push(range.clone()),
                        }
                    }
                    if open.contains(&&Markup::Code) {
                        code.push(range.clone());
                    }
                }
                _ => {}
            }
        }
    }
    let escaped = |at: usize, mark: &str| {
        let place = quoted.source_of(at..at + mark.len()).start;
        source.get(place..place + 1) != Some(mark)
            || source.slice(..place).bytes().rev().take_while(|&byte| byte == b'\\').count() % 2
                == 1
    };
    let mut gaps: Vec<Range<usize>> = ["[…]", "[...]"]
        .iter()
        .flat_map(|gap| quoted.text.match_indices(gap))
        .map(|(at, gap)| at..at + gap.len())
        .filter(|gap| !code.iter().any(|code| code.start < gap.end && gap.start < code.end))
        .filter(|gap| !escaped(gap.start, "[") && !escaped(gap.end - 1, "]"))
        .collect();
    gaps.sort_by_key(|gap| gap.start);
    gaps.push(quoted.text.len()..quoted.text.len());
    let mut parts = Vec::new();
    let mut start = 0;
    for gap in gaps {
        let bytes = trimmed(&quoted.text, &(start..gap.start));
        start = gap.end;
        if bytes.is_empty() {
            continue;
        }
        let strong = strong
            .iter()
            .map(|range| {
                trimmed(
                    &quoted.text,
                    &(range.start.clamp(bytes.start, bytes.end)
                        ..range.end.clamp(bytes.start, bytes.end)),
                )
            })
            .filter(|range| !range.is_empty())
            .map(|range| range.start - bytes.start..range.end - bytes.start)
            .collect();
        parts.push(QuotedPart { text: quoted.text.slice(bytes).to_owned(), strong });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (AnnotationFile, Vec<(Code, String)>) {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let mut diagnostics = Diagnostics::default();
        let file = parse(id, sources.file(id), &mut diagnostics);
        let told = diagnostics
            .sorted()
            .into_iter()
            .map(|diagnostic| (diagnostic.code, sources.text(diagnostic.span).to_owned()))
            .collect();
        (file, told)
    }

    #[test]
    fn a_note_has_title_attributes_passages_and_body() {
        let (file, told) = read(
            "---\narticle: nyt\n---\n\n## Ross: *cannot* {#tolerate .quote by=wilbur-ross}\n\n> cannot and\n> will not\n> — [[nyt]] {route=direct}\n\n> second\n> -- [[itweb]]: 18 + 1\n\nThe note.\n\n> no passage\n\n## Next\n",
        );
        assert_eq!(told, []);
        assert_eq!(file.defaults.unwrap().article.as_deref(), Some("nyt"));
        assert_eq!(file.notes.len(), 2);
        let note = &file.notes[0];
        assert_eq!(note.title, "Ross: cannot");
        assert_eq!(note.attributes.len(), 3);
        assert_eq!(note.passages.len(), 2);
        assert_eq!(
            note.passages[0].parts[0].text.split_whitespace().collect::<Vec<_>>(),
            ["cannot", "and", "will", "not"]
        );
        let attribution = note.passages[0].attribution.as_ref().unwrap();
        assert_eq!(attribution.articles[0].0, "nyt");
        assert_eq!(attribution.attributes[0].0, Attribute::Pair("route".into(), "direct".into()));
        let attribution = note.passages[1].attribution.as_ref().unwrap();
        assert_eq!(attribution.value.as_ref().unwrap().0, "18 + 1");
        assert!(note.body.text.contains("The note.") && note.body.text.contains("no passage"));
    }

    #[test]
    fn in_a_passage_only_inline_markdown_counts() {
        let (file, told) =
            read("## N\n\n> # no heading\n> 1. no list\n> ---\n>     no *code*\n\nBody\n");
        assert_eq!(told, []);
        let words: Vec<_> = file.notes[0].passages[0].parts[0].text.split_whitespace().collect();
        assert_eq!(words.join(" "), "# no heading 1. no list --- no code");
    }

    #[test]
    fn gaps_and_context() {
        let (file, _) = read("## N\n\n> one **two** […] three \\[…\\] [...] `[…]`\n");
        let parts = &file.notes[0].passages[0].parts;
        let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(texts, ["one two", "three […]", "[…]"]);
        assert_eq!(&parts[0].text[parts[0].strong[0].clone()], "two");
    }

    #[test]
    fn several_articles_may_be_silent() {
        let (file, told) =
            read("## N {.claim}\n\n> — [[fortunly]], [[itweb]]: not\u{a0}reported\n");
        assert_eq!(told, []);
        let passage = &file.notes[0].passages[0];
        assert!(passage.parts.is_empty());
        let attribution = passage.attribution.as_ref().unwrap();
        assert_eq!(attribution.articles.len(), 2);
    }

    #[test]
    fn a_line_that_begins_with_a_dash_may_be_text() {
        let (file, told) = read("## N\n\n> he said\n> — and left\n");
        assert_eq!(told, []);
        assert!(file.notes[0].passages[0].attribution.is_none());
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        for (text, code, place) in [
            ("words\n\n## N\n", Code::TextBeforeNote, "words"),
            ("## N\n\nwords\n---\n", Code::SetextHeading, "words\n---"),
            ("## N {quote}\n", Code::AttributesInvalid, "quote"),
            ("## N\n\n> a\nb\n", Code::PassageContinues, "b"),
            ("## N\n\n> a\n> — [[x]]\nb\nc\n", Code::PassageContinues, "b\nc"),
            ("## N {#n .quote\n", Code::AttributesInvalid, "{#n .quote"),
            ("## N\n\n> # a\nb\n", Code::PassageContinues, "b"),
            ("# N\n\n> a\n", Code::TextBeforeNote, "# N"),
            ("## N\n\nb\n\n> a\n> — [[x]]\n", Code::PassageAfterText, "> a\n> — [[x]]"),
            ("## N\n\n> a\n> - [[x]]\n", Code::AttributionInvalid, "- [[x]]"),
            ("## N\n\n> a\n> — [[x]] and more\n", Code::AttributionInvalid, "and more"),
            ("## N\n\n> a\n> — [[x\n", Code::AttributionInvalid, "[[x"),
            ("## N\n\n> a\n> — [[x]: 3 {route=direct}\n", Code::AttributionInvalid, "[[x"),
            ("## N\n\n> # a\n— [[x]]\n", Code::PassageContinues, "— [[x]]"),
            ("---\nauthor: A\n", Code::FrontMatterInvalid, "---"),
            ("---\nauthr: A\n---\n", Code::FrontMatterInvalid, "authr"),
        ] {
            let (_, told) = read(text);
            assert_eq!(told, [(code, place.to_owned())], "{text}");
        }
    }

    mod properties {
        use super::*;
        use proptest::prelude::*;

        const PIECES: &[&str] = &[
            "\n",
            "\n\n",
            "word ",
            "*",
            "**",
            "- ",
            "[1]",
            "[x][1]",
            "[1][]",
            "![x][1]",
            "[^1]",
            "\n\n[1]: https://a.b\n\n",
            "\n\n[1]: https://c.d \"t\"\n\n",
            "\n\n[^1]: note\n\n",
            "`",
            "> ",
            "| a |\n|---|\n",
            "<b>",
            "</b>",
            "<title>",
            "\\",
            "    ",
        ];

        fn bodies() -> impl Strategy<Value = String> {
            prop::collection::vec(prop::sample::select(PIECES), 0..14)
                .prop_map(|pieces| pieces.concat())
        }

        proptest! {
            #[test]
            fn a_note_says_in_a_file_what_it_says_alone(
                before in bodies(), own in bodies(), after in bodies(),
            ) {
                let note = format!("## Own\n\nText.\n\n{own}\n");
                let file = format!("## Before\n\n{before}\n\n{note}\n## After\n\n{after}\n");
                let (file, _) = read(&file);
                let (alone, _) = read(&note);
                // What a body swallows is told.
                prop_assume!(file.notes.len() == 3 && alone.notes.len() == 1);
                let shown = |note: &ParsedNote| {
                    let links = note.body.links.iter().map(|link| link.destination.clone());
                    (note.body.text.clone(), note.body.nodes.clone(), links.collect::<Vec<_>>())
                };
                prop_assert_eq!(shown(&file.notes[1]), shown(&alone.notes[0]));
            }
        }
    }
}
