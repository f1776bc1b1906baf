//! Markdown → [`Document`]. CommonMark with tables, footnotes and strikethrough, by
//! pulldown-cmark; text is kept in the pieces that the parser gives, since each has its exact
//! place in the source.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment as ParsedAlignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser,
    Tag, TagEnd,
};

use super::document::{Alignment, BlockKind, Container, Document, LinkKind, Markup};
use super::events::{DEEPEST, Events, Spanned};
use super::fold::fold;
use super::raw_html::{self, RawHtml};
use super::tree::{By, Tree};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, Span};

/// Whether `[[…]]` is a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WikiLinks {
    /// In the editor's text.
    On,
    /// In a report's, where it is plain text.
    Off,
}

/// The events of a text from byte `offset` on.
#[must_use]
pub fn events(text: &str, offset: usize, wiki_links: WikiLinks) -> Events<'_> {
    read_by(text, offset, wiki_links, |text| {
        Parser::new_ext(text, options(wiki_links)).into_offset_iter().collect()
    })
}

/// The events of a file of notes, which begin at byte `offset`. Each note is read for itself: what it
/// defines, for links and footnotes, counts in no other.
#[must_use]
pub fn events_of_notes(text: &str, offset: usize) -> Events<'_> {
    read_by(text, offset, WikiLinks::On, |text| {
        let read = |part: &Range<usize>| {
            let events = Parser::new_ext(text.slice(part.clone()), options(WikiLinks::On));
            let start = part.start;
            events
                .into_offset_iter()
                .map(move |(event, range)| (event, start + range.start..start + range.end))
        };
        let whole: Vec<Spanned<'_>> = read(&(0..text.len())).collect();
        if !may_define(text) {
            return whole;
        }
        let starts = note_starts(text, &whole);
        let begins = std::iter::once(0).chain(starts.iter().copied());
        let ends = starts.iter().copied().chain([text.len()]);
        begins.zip(ends).flat_map(|(start, end)| read(&(start..end))).collect()
    })
}

/// Whether a text may define what links or footnotes lead to.
#[must_use]
pub fn may_define(text: &str) -> bool {
    text.contains("]:")
}

/// Where notes begin: at headings with two hashes that stand in nothing else.
fn note_starts(text: &str, events: &[Spanned<'_>]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut depth = 0usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. })
                if depth == 0 && !is_underlined(text, range) =>
            {
                starts.push(range.start);
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    starts
}

/// Whether an underline makes a heading of some bytes one.
#[must_use]
pub fn is_underlined(text: &str, heading: &Range<usize>) -> bool {
    !text.slice(heading.clone()).trim_start().starts_with('#')
}

/// What of Markdown is read.
#[must_use]
pub fn options(wiki_links: WikiLinks) -> Options {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    match wiki_links {
        WikiLinks::On => options | Options::ENABLE_WIKILINKS,
        WikiLinks::Off => options,
    }
}

fn read_by<'a>(
    text: &'a str,
    offset: usize,
    wiki_links: WikiLinks,
    parse: impl for<'b> Fn(&'b str) -> Vec<Spanned<'b>>,
) -> Events<'a> {
    let mut events = raw_html::without_unpublished(text.slice(offset..), parse);
    if wiki_links == WikiLinks::On {
        // In the editor's text that is an error of its own.
        events.removed.retain(|removed| removed.message != raw_html::ENDLESS);
    }
    let ranges = events.list.iter_mut().map(|(_, range)| range);
    for range in ranges.chain(events.removed.iter_mut().map(|removed| &mut removed.range)) {
        *range = range.start + offset..range.end + offset;
    }
    events
}

/// Where a parsed text stands in its file.
#[derive(Debug, Clone)]
pub enum Origin {
    /// It is the file.
    File,
    /// Line by line: where each begins in the parsed text and where in the file.
    Lines(Vec<(usize, usize)>),
}

impl Origin {
    /// The place in the file of bytes of the parsed text.
    #[must_use]
    pub fn source(&self, range: &Range<usize>) -> Place<InSource> {
        let start = self.place(range.start);
        Place::new(start..self.place(range.end).max(start))
    }

    fn place(&self, at: usize) -> usize {
        match self {
            Self::File => at,
            Self::Lines(lines) => {
                let after = lines.partition_point(|&(parsed, _)| parsed <= at);
                match after.checked_sub(1).and_then(|index| lines.get(index)) {
                    Some(&(parsed, file)) => file + (at - parsed),
                    None => lines.first().map_or(0, |&(_, file)| file),
                }
            }
        }
    }
}

/// Parses a body that stands in `file` from byte `offset` on.
#[must_use]
pub fn parse(
    file: FileId,
    text: &str,
    offset: usize,
    wiki_links: WikiLinks,
    diagnostics: &mut Diagnostics,
) -> Document {
    let events = events(text, offset, wiki_links);
    diagnostics.extend(events.removed.iter().map(|removed| removed.told(file)));
    document(file, text, &events.list, &Origin::File, diagnostics)
}

/// Makes a tree of events that were parsed from `text`.
#[must_use]
pub fn document(
    file: FileId,
    text: &str,
    events: &[Spanned<'_>],
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Document {
    if let Some(range) = too_deep(events) {
        diagnostics.push(nested_too_deeply(Span::new(file, origin.source(&range))));
        return Document::default();
    }
    let footnotes = Footnotes::of(events);
    let mut walker = Walker::new(text, origin, &footnotes);
    walker.walk(events, &footnotes.body);
    for (number, definition) in (1..).zip(&footnotes.definitions) {
        walker.tree.end_all();
        walker.tree.open_container(Container::Footnote { number }, By::Markdown);
        walker.walk(events, definition);
    }
    if let Some(place) = walker.html.too_deep() {
        diagnostics.push(nested_too_deeply(Span::new(file, Place::new(place))));
        return Document::default();
    }
    walker.tree.finish()
}

/// What to say of a place in which too much stands in each other.
fn nested_too_deeply(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NestingTooDeep,
        span,
        format!("here more than {DEEPEST} quotes, lists or pieces of markup stand in each other"),
    )
    .help("take some of the `>`, list markers, brackets or tags away")
}

fn too_deep(events: &[Spanned<'_>]) -> Option<Range<usize>> {
    let mut depth = 0usize;
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(range.start..range.start);
        }
    }
    None
}

/// Footnotes: which events are the body, which are each definition, and how they are numbered.
#[derive(Debug, Default)]
struct Footnotes {
    /// Runs of events that stand outside every definition.
    body: Vec<Range<usize>>,
    /// The events inside each definition, by its number less one.
    definitions: Vec<Vec<Range<usize>>>,
    numbers: BTreeMap<String, usize>,
}

impl Footnotes {
    fn of(events: &[Spanned<'_>]) -> Self {
        let mut found: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let mut body: Vec<Range<usize>> = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        let mut start = 0;
        for (index, (event, _)) in events.iter().enumerate() {
            let edge = matches!(
                event,
                Event::Start(Tag::FootnoteDefinition(_)) | Event::End(TagEnd::FootnoteDefinition)
            );
            if !edge {
                continue;
            }
            let run = start..index;
            match open.last() {
                Some(label) => found.entry(label).or_default().push(run),
                None => body.push(run),
            }
            start = index + 1;
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                open.push(label);
                if known.insert(label) {
                    order.push(label);
                }
            } else {
                open.pop();
            }
        }
        body.push(start..events.len());
        if order.is_empty() {
            return Self { body, ..Self::default() };
        }
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let referenced = events.iter().filter_map(|(event, _)| match event {
            Event::FootnoteReference(label) => Some(label.as_ref()),
            _ => None,
        });
        let mut definitions = Vec::new();
        for label in referenced.chain(order.iter().copied()) {
            if !numbers.contains_key(label)
                && let Some(runs) = found.remove(label)
            {
                definitions.push(runs);
                numbers.insert(label.to_owned(), definitions.len());
            }
        }
        Self { body, definitions, numbers }
    }

    fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(label).copied()
    }
}

/// Makes a tree of events.
struct Walker<'a> {
    text: &'a str,
    origin: &'a Origin,
    footnotes: &'a Footnotes,
    tree: Tree,
    html: RawHtml,
    /// How often each footnote was referred to.
    seen: BTreeMap<usize, usize>,
    table: Table,
    /// Of each strikethrough that is open, whether a single tilde began it: that is text.
    single_tildes: Vec<bool>,
    image: Option<Image>,
}

/// The table that is being read: how its columns are aligned, and where in it the next cell stands.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

/// An image whose words are being gathered.
struct Image {
    link: usize,
    alt: String,
    /// How much markup is open in it.
    depth: usize,
}

impl<'a> Walker<'a> {
    fn new(text: &'a str, origin: &'a Origin, footnotes: &'a Footnotes) -> Self {
        Self {
            text,
            origin,
            footnotes,
            tree: Tree::default(),
            html: RawHtml::default(),
            seen: BTreeMap::new(),
            table: Table::default(),
            single_tildes: Vec::new(),
            image: None,
        }
    }

    fn walk(&mut self, events: &[Spanned<'_>], runs: &[Range<usize>]) {
        for (event, range) in runs.iter().flat_map(|run| &events[run.clone()]) {
            match self.image.take() {
                Some(image) => self.image = self.in_image(image, event, range),
                None => self.event(event, range),
            }
        }
    }

    /// Takes an event in an image; gives the image where it has not ended.
    fn in_image(
        &mut self,
        mut image: Image,
        event: &Event<'_>,
        range: &Range<usize>,
    ) -> Option<Image> {
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                self.tree.image(image.link, image.alt, self.origin.source(range));
                return None;
            }
            Event::Text(text) | Event::Code(text) => image.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
        Some(image)
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let source = self.origin.source(range);
        match event {
            Event::Start(tag) => self.start(tag, range, source),
            Event::End(TagEnd::Strikethrough) if self.single_tildes.pop() == Some(true) => {
                self.tree.text("~", Place::new(source.end().saturating_sub(1)..source.end()), true);
            }
            Event::End(TagEnd::HtmlBlock) => self.html.end_block(&mut self.tree),
            Event::End(_) => self.tree.end(),
            Event::Text(text) => {
                let verbatim = self.text.get(range.clone()) == Some(text.as_ref());
                self.tree.text(text, source, verbatim);
            }
            Event::Code(code) => {
                self.tree.open_markup(Markup::Code, source, By::Markdown);
                let (inner, verbatim) = code_content(self.text.slice(range.clone()), code);
                let inner = range.start + inner.start..range.start + inner.end;
                self.tree.text(code, self.origin.source(&inner), verbatim);
                self.tree.end();
            }
            Event::SoftBreak => self.tree.text(" ", source, false),
            Event::HardBreak => self.tree.line_break(source),
            Event::Rule => self.tree.rule(By::Markdown),
            Event::FootnoteReference(label) => match self.footnotes.number(label) {
                Some(number) => {
                    let occurrence = self.seen.entry(number).or_insert(0);
                    *occurrence += 1;
                    self.tree.footnote_reference(number, *occurrence, source);
                }
                None => self.tree.text(self.text.slice(range.clone()), source, true),
            },
            Event::Html(html) => self.html.line(html, source.start()),
            Event::InlineHtml(html) => self.html.inline(&mut self.tree, html, source),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, source: Place<InSource>) {
        let by = By::Markdown;
        match tag {
            Tag::Paragraph => self.tree.open_block(BlockKind::Paragraph, source, by),
            Tag::Heading { level, .. } => {
                self.tree.open_block(BlockKind::Heading(*level as u8), source, by);
            }
            Tag::BlockQuote(_) => self.tree.open_container(Container::Quote, by),
            Tag::CodeBlock(kind) => {
                self.tree.open_block(BlockKind::Code { language: language(kind) }, source, by);
            }
            Tag::List(start) => self.tree.open_container(Container::List { start: *start }, by),
            Tag::Item => self.tree.open_container(Container::Item, by),
            Tag::Table(columns) => {
                self.table.alignments = columns.iter().map(|&column| alignment(column)).collect();
                self.tree.open_container(Container::Table, by);
            }
            Tag::TableHead => {
                (self.table.column, self.table.head) = (0, true);
                self.tree.open_container(Container::TableHead, by);
            }
            Tag::TableRow => {
                (self.table.column, self.table.head) = (0, false);
                self.tree.open_container(Container::TableRow, by);
            }
            Tag::TableCell => {
                let alignment = self.table.alignments.get(self.table.column);
                let alignment = alignment.copied().unwrap_or(Alignment::Default);
                self.table.column += 1;
                let cell = BlockKind::Cell { head: self.table.head, alignment };
                self.tree.open_block(cell, source, by);
            }
            Tag::Emphasis => self.tree.open_markup(Markup::Emphasis, source, by),
            Tag::Strong => self.tree.open_markup(Markup::Strong, source, by),
            Tag::Strikethrough => {
                let single = !self.text.slice(range.clone()).starts_with("~~");
                self.single_tildes.push(single);
                match single {
                    true => {
                        self.tree.text("~", Place::new(source.start()..source.start() + 1), true)
                    }
                    false => self.tree.open_markup(Markup::Strikethrough, source, by),
                }
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let (kind, destination) = link_kind(*link_type, dest_url);
                let link = self.tree.link(&destination, title, kind, source);
                self.tree.open_markup(Markup::Link(link), source, by);
            }
            Tag::Image { dest_url, title, .. } => {
                let link = self.tree.link(dest_url, title, LinkKind::Image, source);
                self.image = Some(Image { link, alt: String::new(), depth: 0 });
            }
            Tag::HtmlBlock => self.html.begin_block(),
            _ => self.tree.open_nothing(by),
        }
    }
}

/// The bytes of a code span's content in its source, and whether they are the same.
fn code_content(source: &str, code: &str) -> (Range<usize>, bool) {
    match source.find(code) {
        Some(at) if !code.is_empty() => (at..at + code.len(), true),
        _ => (0..source.len(), false),
    }
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
        CodeBlockKind::Indented => None,
    }
}

fn alignment(parsed: ParsedAlignment) -> Alignment {
    match parsed {
        ParsedAlignment::None => Alignment::Default,
        ParsedAlignment::Left => Alignment::Left,
        ParsedAlignment::Center => Alignment::Center,
        ParsedAlignment::Right => Alignment::Right,
    }
}

fn link_kind(link_type: LinkType, destination: &str) -> (LinkKind, String) {
    match link_type {
        // In a table the bar is written `\|`, and the backslash is left to the destination.
        LinkType::WikiLink { has_pothole: true } => {
            let destination = destination.strip_suffix('\\').unwrap_or(destination);
            (LinkKind::WikiLabelled, destination.to_owned())
        }
        LinkType::WikiLink { has_pothole: false } => (LinkKind::Wiki, destination.to_owned()),
        LinkType::Email => (LinkKind::Link, format!("mailto:{destination}")),
        _ => (LinkKind::Link, destination.to_owned()),
    }
}

/// Gives each block that has text its id: `p-` and six hexadecimal digits of a hash of its folded
/// text, with `-2`, `-3`, … where the same comes again.
pub fn name_blocks(document: &mut Document) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for block in &mut document.blocks {
        let folded = fold(document.text.slice(block.text.bytes()));
        let text = folded.text.trim();
        if text.is_empty() {
            continue;
        }
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let id = format!("p-{}", hash.slice(..6));
        let times = times.entry(id.clone()).or_insert(0);
        *times += 1;
        block.id = if *times == 1 { id } else { format!("{id}-{times}") };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::document::{Inline, Node};
    use crate::place::Place;
    use crate::source::{SourceFile, SourceSet};

    fn read(text: &str) -> (Document, Vec<(Code, String)>) {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let mut diagnostics = Diagnostics::default();
        let mut document = parse(id, &sources.file(id).text, 0, WikiLinks::Off, &mut diagnostics);
        name_blocks(&mut document);
        let told = diagnostics
            .sorted()
            .into_iter()
            .map(|diagnostic| (diagnostic.code, sources.text(diagnostic.span).to_owned()))
            .collect();
        (document, told)
    }

    fn blocks(text: &str) -> Vec<String> {
        let (document, _) = read(text);
        document.blocks.iter().map(|block| document.text[block.text.bytes()].to_owned()).collect()
    }

    /// Containers stay balanced, inline markup too, and text ranges run on without a gap.
    fn check(document: &Document) {
        let mut depth = 0i32;
        for node in &document.nodes {
            depth += match node {
                Node::Open(_) => 1,
                Node::Close => -1,
                _ => 0,
            };
            assert!(depth >= 0);
        }
        assert_eq!(depth, 0);
        for block in &document.blocks {
            let mut at = block.text.start();
            let mut open = 0i32;
            for inline in &block.inlines {
                match inline {
                    Inline::Open(_) => open += 1,
                    Inline::Close => open -= 1,
                    Inline::Text(range) => {
                        assert_eq!(range.start(), at, "{document:?}");
                        at = range.end();
                    }
                    _ => {}
                }
                assert!(open >= 0);
            }
            assert_eq!((at, open), (block.text.end(), 0), "{document:?}");
        }
        let mut at = 0;
        for run in &document.runs {
            assert!(run.text.start() >= at && run.text.end() > run.text.start());
            at = run.text.end();
        }
    }

    #[test]
    fn what_no_page_can_hold_is_replaced_and_keeps_its_place() {
        let text = "One \u{1}two\u{0}\u{7f} &amp; \u{85}海，\u{fffe}🙂\u{1fffe}.\n\n`a\u{8}b` ![x\u{b}y](z)\n";
        let (document, told) = read(text);
        check(&document);
        assert_eq!(
            document.text,
            "One \u{fffd}two\u{fffd}\u{fffd} & \u{fffd}海，\u{fffd}🙂\u{fffd}.\na\u{fffd}b "
        );
        for words in ["One ", "two", "海，", "🙂", "b"] {
            let at = document.text.find(words).unwrap();
            assert_eq!(&text[document.source_of(Place::new(at..at + words.len())).bytes()], words);
        }
        let replaced = document.text.find("\u{fffd}🙂").unwrap();
        assert_eq!(
            &text[document.source_of(Place::new(replaced..replaced + 3)).bytes()],
            "\u{fffe}"
        );
        let alt = document.blocks.iter().flat_map(|block| &block.inlines).find_map(|it| match it {
            Inline::Image { alt, .. } => Some(alt.as_str()),
            _ => None,
        });
        assert_eq!((alt, told.len()), (Some("x\u{fffd}y"), 0));
    }

    #[test]
    fn blocks_hold_what_the_page_prints() {
        let text = "# Head *line*\n\nOne &amp; two\nthree  \nfour \\* five\n\n- tight\n- item\n  - inner\n\n> quoted\n\n| a | b |\n|---|--:|\n| `c` | **d** |\n\n```rust\nlet x;\n```\n";
        assert_eq!(
            blocks(text),
            [
                "Head line",
                "One & two three four * five",
                "tight",
                "item",
                "inner",
                "quoted",
                "a",
                "b",
                "c",
                "d",
                "let x;"
            ]
        );
        check(&read(text).0);
    }

    #[test]
    fn text_leads_back_to_its_source() {
        let text = "One &amp; **two** `three`\nfour\n";
        let (document, _) = read(text);
        for (shown, source) in
            [("One", "One"), ("&", "&amp;"), ("two", "two"), ("three", "three"), ("four", "four")]
        {
            let at = document.text.find(shown).unwrap();
            assert_eq!(&text[document.source_of(Place::new(at..at + shown.len())).bytes()], source);
        }
    }

    #[test]
    fn strikethrough_takes_two_tildes() {
        let (document, _) = read("a ~~b~~ ~c~\n");
        assert_eq!(document.text, "a b ~c~");
    }

    #[test]
    fn wiki_brackets_in_a_report_are_text() {
        assert_eq!(blocks("see [[hikvision]] there\n"), ["see [[hikvision]] there"]);
    }

    #[test]
    fn a_wiki_link_in_a_table_has_its_bar_escaped() {
        let text =
            "[[b\\|words]] [[c|more]]\n\n| a |\n|---|\n| [[id\\|words]] [[#n\\|*two* words]] |\n";
        for text in [text.to_owned(), format!("{text}\n<b>html</b>\n")] {
            let mut sources = SourceSet::default();
            let id = sources.add(SourceFile::from_bytes("a.md".into(), text.clone().into_bytes()));
            let mut told = Diagnostics::default();
            let document = parse(id, &text, 0, WikiLinks::On, &mut told);
            let links: Vec<_> =
                document.links.iter().map(|link| (link.kind, link.destination.as_str())).collect();
            let labelled = |id| (LinkKind::WikiLabelled, id);
            assert_eq!(links, [labelled("b"), labelled("c"), labelled("id"), labelled("#n")]);
            assert!(document.text.starts_with("words more\na\nwords two words"), "{document:?}");
        }
    }

    #[test]
    fn footnotes_come_last_in_order_of_reference() {
        let text = "[^b]: Second.\n\nText[^a] and[^b], again[^a], not[^c].\n\n[^a]: First.\n";
        assert_eq!(blocks(text), ["Text and, again, not[^c].", "First.", "Second."]);
        check(&read(text).0);
    }

    #[test]
    fn equal_blocks_have_ids_of_their_own() {
        let (document, _) = read("same\n\nother\n\n*same*\n\nsame\n");
        let ids: Vec<_> = document.blocks.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(ids[2], format!("{}-2", ids[0]));
        assert_eq!(ids[3], format!("{}-3", ids[0]));
        assert!(ids[0].starts_with("p-") && ids[0].len() == 8);
        let (moved, _) = read("new\n\nother\n");
        assert_eq!(moved.blocks[1].id, ids[1]);
    }

    #[test]
    fn raw_html_loses_its_tags_and_keeps_its_letters() {
        let text = "<div onclick=\"x()\">\n\nOne <b>two</b> <script>three</script> four\n\n</div>\n\n<p>raw <a href=\"javascript:x\">link</a></p>\n";
        let (document, told) = read(text);
        check(&document);
        assert_eq!(blocks(text), ["One two three four", "raw link"]);
        assert_eq!(
            told,
            [
                (Code::HtmlRemoved, "<div onclick=\"x()\">".to_owned()),
                (Code::HtmlRemoved, "<script>".to_owned()),
                (Code::HtmlRemoved, "<a href=\"javascript:x\">".to_owned()),
            ]
        );
        for word in ["One", "two", "three", "four", "raw", "link"] {
            let at = document.text.find(word).unwrap();
            assert_eq!(&text[document.source_of(Place::new(at..at + word.len())).bytes()], word);
        }
    }

    #[test]
    fn a_tag_that_is_not_published_goes_alone() {
        for tag in [
            "title",
            "script",
            "style",
            "select",
            "option",
            "svg",
            "math",
            "plaintext",
            "xmp",
            "noscript",
            "iframe",
            "textarea",
            "noembed",
            "noframes",
            "template",
            "frameset",
            "form",
            "button",
            "int",
            "body",
            "html",
            "head",
            "caption",
            "col",
            "object",
            "listing",
            "marquee",
            "x-y",
        ] {
            for (text, shown) in [
                (
                    format!("He wrote <{tag}> in *the* box.\n\n*Next*.\n"),
                    ["He wrote  in the box.", "Next."],
                ),
                (
                    format!("<{tag}>He wrote in *the* box.\n\n*Next*.\n"),
                    ["He wrote in the box.", "Next."],
                ),
                (
                    format!("<{tag} a='>' b>\nHe wrote\n\n</{tag}>\n\n*Next*."),
                    ["He wrote", "Next."],
                ),
                (format!("> <{tag}>\n> He *wrote*\n\n</{tag}>*Next*."), ["He wrote", "Next."]),
            ] {
                assert_eq!(blocks(&text), shown, "{text}");
            }
        }
    }

    #[test]
    fn what_only_looks_like_markup_is_text() {
        for text in [
            "a < b and c > d",
            "<em",
            "<div and so on",
            "<!-- unclosed",
            "<?php echo 1 ?>",
            "<?php",
            "<![CDATA[ unclosed",
            "<!important note> here",
            "<title",
            "</p x>",
            "<table",
            "< p >",
        ] {
            for (before, after) in [("", ""), ("x ", " y"), ("# ", ""), ("- ", ""), ("> ", "")] {
                let body = format!("{before}{text}{after}\n\n*Next*.\n");
                let shown = format!(
                    "{}{text}{after}",
                    before.trim_start_matches(['#', '-', '>']).trim_start()
                );
                assert_eq!(blocks(&body), [shown.as_str(), "Next."], "{body}");
            }
        }
        assert_eq!(blocks("a <![CDATA[*b* ]]>c\n"), ["a b c"]);
        assert_eq!(blocks("<![CDATA[\na\n\n*b*\n]]>\n"), ["a", "b"]);
        assert_eq!(blocks("<!doctype html>\n*a*\n"), ["a"]);
        assert_eq!(blocks("<pre>\na\n\n*b*\n"), ["a", "b"]);
    }

    #[test]
    fn elements_that_stay_hold_what_they_may() {
        for (text, shown) in [
            (
                "<table>stray<tr><td>a<td>b<tr>c<th>d</table>e",
                &["stray", "a", "b", "c", "d", "e"][..],
            ),
            ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", &["a b"]),
            ("<ul>\n  stray\n <li>a<li><p>b<p>c</ul>d", &["stray ", "a", "b", "c", "d"]),
            ("<dl><dt>a<dd>b<dt>c</dl>", &["a", "b", "c"]),
            ("</p></div></b>a</i>", &["a"]),
            ("<p>a<p>b</p>c</p>d", &["a", "b", "cd"]),
            ("<h2>a<div>b</div>c</h2>", &["a b c"]),
            ("<pre>\n a <b>b</b>\n  c\n</pre>", &[" a b\n  c"]),
            ("<div>\n  a\n  b &amp; &lt;c>&#7;\n</div>", &["a b & <c>\u{fffd} "]),
            ("<b><i>a</b>b</i>c", &["abc"]),
            ("<li>a</li><tr><td>b</td></tr>", &["a", "b"]),
            ("<table><tr><td>\n\n*a*\n\n- b\n\n</td></tr></table>", &["a b"]),
        ] {
            check(&read(text).0);
            assert_eq!(blocks(text), shown, "{text}");
        }
    }

    #[test]
    fn markdown_beside_raw_html_stays_what_it_was() {
        let text = "<br>\n\n# H\n\n1. a\n2. b[^f]\n\n| x |\n|:-:|\n| y |\n\n```rust\nz\n```\n\n[l](https://a.b) ![alt](c.png) ~d~\n\n[^f]: note\n";
        let (with, _) = read(text);
        check(&with);
        let (without, _) = read(text.trim_start_matches("<br>\n\n"));
        let kinds = |document: &Document| {
            document.blocks.iter().map(|block| block.kind.clone()).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&with)[1..], kinds(&without)[..]);
        assert_eq!(with.text.trim_start(), without.text);
        assert_eq!(
            with.links,
            without
                .links
                .iter()
                .map(|link| {
                    let mut link = link.clone();
                    link.source = Place::new(link.source.start() + 6..link.source.end() + 6);
                    link
                })
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn comments_are_not_published_and_not_told() {
        let (document, told) = read("<!-- for us -->\n\ntext <!-- too --> more\n");
        assert_eq!(document.text, "text  more");
        assert!(told.is_empty());
    }

    #[test]
    fn nesting_has_a_limit() {
        for text in ["> ".repeat(20_000), "[".repeat(20_000), "*a **a ".repeat(10_000)] {
            let (document, _) = read(&text);
            check(&document);
        }
        let (_, told) = read(&format!("{}x", "> ".repeat(20_000)));
        assert_eq!(told[0].0, Code::NestingTooDeep);
    }

    mod properties {
        use super::*;
        use proptest::prelude::*;

        /// Pieces of a body, and whether each is published.
        const PIECES: &[(&str, bool)] = &[
            ("\n", true),
            ("\n\n", true),
            ("> ", true),
            ("- ", true),
            ("# ", true),
            ("word ", true),
            ("*", true),
            ("**", true),
            (" & &amp; ", true),
            (" < ", true),
            ("<b>", true),
            ("</b>", true),
            ("<i>", true),
            ("</i>", true),
            ("<p>", true),
            ("</p>", true),
            ("<div title='a>b'>", true),
            ("</div>", true),
            ("<table>", true),
            ("<tr>", true),
            ("<td>", true),
            ("</table>", true),
            ("<li>", true),
            ("</ul>", true),
            ("<a href='x'>", true),
            ("</a>", true),
            ("<br>", true),
            ("<title>", false),
            ("</title>", false),
            ("<script>", false),
            ("</script>", false),
            ("<style type='a>b'>", false),
            ("<select>", false),
            ("</svg>", false),
            ("<plaintext>", false),
            ("<textarea a>", false),
            ("<int>", false),
        ];

        proptest! {
            #[test]
            fn a_text_is_that_without_the_tags_that_are_not_published(
                pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
            ) {
                let with: String = pieces.iter().map(|(piece, _)| *piece).collect();
                let without: String =
                    pieces.iter().filter(|(_, published)| *published).map(|(piece, _)| *piece).collect();
                let (with, _) = read(&with);
                check(&with);
                prop_assert_eq!(with.text, read(&without).0.text);
            }

            #[test]
            fn no_word_is_lost(
                pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
            ) {
                let text: String = pieces
                    .iter()
                    .enumerate()
                    .map(|(number, (piece, _))| format!("w{number} {piece}"))
                    .collect();
                let (document, _) = read(&text);
                let words = (0..pieces.len()).map(|number| format!("w{number}"));
                let shown: Vec<&str> = document
                    .text
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .filter(|word| word.strip_prefix('w').is_some_and(|it| it.parse::<u8>().is_ok()))
                    .collect();
                prop_assert_eq!(shown, words.collect::<Vec<_>>(), "{}", text);
            }

            #[test]
            fn any_text_gives_a_sound_tree(pieces in prop::collection::vec(prop::sample::select(vec![
                "# ", "- ", "  ", "> ", "\n", "\n\n", "word ", "*", "**", "`", "```\n", "| a | b |\n|---|---|\n",
                "[x](y)", "![x](y)", "[^1]", "[^1]: ", "<b>", "</b>", "<div>", "</div>", "<td>", "<p>", "<br>",
                "<!-- c -->", "&amp;", "\\", "~", "~~", "海", "\u{e000}0\u{e001}", "1. ", "---\n", "\r\n", "\t",
            ]), 0..40)) {
                let text = pieces.concat();
                let (document, _) = read(&text);
                check(&document);
                for (at, c) in document.text.char_indices() {
                    let source = document.source_of(Place::new(at..at + c.len_utf8()));
                    prop_assert!(text.get(source.bytes()).is_some());
                }
            }
        }
    }
}
