//! Takes what is not published out of a text before Markdown is read: tags, and characters that no
//! reader would miss.
//!
//! Markdown would read all that follows some tags as raw HTML, up to the end of the text; and what
//! stands between two tags would be no Markdown. A text is to be shown as if the tag had not been
//! there, so it is read as if it were not.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::elements::{element, refused_attributes};
use super::html_piece::{CDATA, HtmlPiece, tokens};
use crate::parse::events::{Events, Removed, Spanned};
use crate::slice::Slice;
use crate::unseen;

/// What a comment begins with.
const COMMENT: &str = "<!--";

/// What is said of one that is text, though it may not be meant for readers.
pub(in crate::parse) const ENDLESS: &str = "this comment never ends, so that it is shown as text";

/// How often a text is read again at most. What has been taken out may show more; what is left after
/// the last time is left out of the tree.
const MOST_READINGS: usize = 8;

/// The events of a text, read by `parse`, without the tags that are not published.
pub(in crate::parse) fn without_unpublished<'a>(
    text: &'a str,
    parse: impl for<'b> Fn(&'b str) -> Vec<Spanned<'b>>,
) -> Events<'a> {
    let list = parse(text);
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    let has_html = list.iter().any(|(event, _)| is_html(event)) || text.contains(COMMENT);
    let mut found = unseen(text);
    if found.is_empty() && !has_html {
        return Events { list, removed: Vec::new() };
    }
    found.extend(find(text, &list));
    found.sort_by_key(|found| found.range.start);
    if !found.iter().any(HtmlFinding::is_edit) {
        return Events { list, removed: told(found) };
    }
    let mut edited = Edited { text: text.to_owned(), pieces: vec![(0, 0)] };
    let mut taken: Vec<HtmlFinding> = Vec::new();
    let mut readings = 1;
    loop {
        let last = readings == MOST_READINGS || !found.iter().any(HtmlFinding::is_edit);
        let edits: Vec<&HtmlFinding> =
            found.iter().filter(|found| !last && found.is_edit()).collect();
        let next = edited.with(&edits);
        let kept = found.into_iter().filter(|found| last || found.is_edit());
        taken.extend(
            kept.map(|HtmlFinding { range, what }| HtmlFinding {
                range: edited.source(&range),
                what,
            }),
        );
        if last {
            break;
        }
        edited = next;
        found = find(&edited.text, &parse(&edited.text));
        readings += 1;
    }
    let mut list = Vec::new();
    for (event, range) in parse(&edited.text) {
        edited.place(event, range, &mut list);
    }
    Events { list, removed: told(taken) }
}

/// Something to take out, to change or to tell of, with its bytes.
struct HtmlFinding {
    range: Range<usize>,
    what: What,
}

enum What {
    /// A tag that begins an element, with the element's name and what is to be said.
    Begins(String, String),
    /// One that ends an element, with its name.
    Ends(String),
    /// A part of some other markup that goes.
    Mark,
    /// A `<` that begins no tag, though Markdown takes what follows for raw HTML, and what is to be
    /// said.
    Escape(Option<String>),
    /// What is only told: of an element that stays what it does not keep, and of a comment that never
    /// ends that it is shown.
    Told(String),
}

impl HtmlFinding {
    fn is_edit(&self) -> bool {
        !matches!(self.what, What::Told(_))
    }
}

/// What is told of what was found. That an element ends is not, where it was told that it begins.
fn told(mut found: Vec<HtmlFinding>) -> Vec<Removed> {
    found.sort_by_key(|found| found.range.start);
    let begun: BTreeSet<String> = found
        .iter()
        .filter_map(|found| match &found.what {
            What::Begins(name, _) => Some(name.clone()),
            _ => None,
        })
        .collect();
    found
        .into_iter()
        .filter_map(|HtmlFinding { range, what }| match what {
            What::Begins(_, message) | What::Told(message) | What::Escape(Some(message)) => {
                Some(Removed { message, range })
            }
            What::Ends(name) if !begun.contains(&name) => {
                let message = format!("the raw HTML tag `</{name}>` is not published");
                Some(Removed { message, range })
            }
            What::Ends(_) | What::Mark | What::Escape(None) => None,
        })
        .collect()
}

/// What no reader would miss in a text. It could stand before a `#` or within `**`.
fn unseen(text: &str) -> Vec<HtmlFinding> {
    if !unseen::occurs_in(text) {
        return Vec::new();
    }
    let mut at = 0;
    let mut found = Vec::new();
    let end = text.len()..text.len();
    for part in unseen::kept(text, None).into_iter().chain([end]) {
        if at < part.start {
            found.push(HtmlFinding { range: at..part.start, what: What::Mark });
        }
        at = part.end;
    }
    found
}

/// What is found in the raw HTML of a text.
fn find(text: &str, events: &[Spanned<'_>]) -> Vec<HtmlFinding> {
    let mut found = Vec::new();
    let mut block: Option<Chunk> = None;
    let mut in_code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(shown) if !in_code && text.get(range.clone()) == Some(shown) => {
                comments(text, range, &mut found);
            }
            Event::Start(Tag::HtmlBlock) => block = Some(Chunk::default()),
            Event::Html(html) => {
                if let Some(block) = &mut block {
                    block.push(html, range.start);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = block.take() {
                    in_block(&block, &mut found);
                }
            }
            Event::InlineHtml(html) => inline(text, html, range, &mut found),
            _ => {}
        }
    }
    found
}

/// Finds what begins a comment that never ends.
fn comments(text: &str, range: &Range<usize>, found: &mut Vec<HtmlFinding>) {
    for (at, _) in text.slice(range.clone()).match_indices('<') {
        let start = range.start + at;
        let begins = text.slice(start..).starts_with(COMMENT);
        // A backslash that the author wrote makes it text; ours is not in the source.
        if begins && !text.slice(..start).ends_with('\\') {
            let range = start..start + COMMENT.len();
            found.push(HtmlFinding { range, what: What::Told(ENDLESS.to_owned()) });
        }
    }
}

fn inline(text: &str, html: &str, range: &Range<usize>, found: &mut Vec<HtmlFinding>) {
    let all = 0..html.len();
    match tokens(html).first() {
        Some((HtmlPiece::Text, _)) | None => {
            found.push(HtmlFinding { range: range.start..range.start, what: What::Escape(None) });
        }
        Some((HtmlPiece::Cdata, _)) if text.get(range.clone()) != Some(html) => {}
        Some((token, _)) => {
            let whole = |_: &Range<usize>| vec![range.clone()];
            let part = |part: &Range<usize>| vec![range.start + part.start..range.start + part.end];
            match token {
                HtmlPiece::Cdata => published(*token, html, &all, part, found),
                _ => published(*token, html, &all, whole, found),
            }
        }
    }
}

/// Notes what is not published of a tag; `place` gives the bytes of a part of `html`.
fn published(
    token: HtmlPiece<'_>,
    html: &str,
    tag: &Range<usize>,
    place: impl Fn(&Range<usize>) -> Vec<Range<usize>>,
    found: &mut Vec<HtmlFinding>,
) {
    let mut all = |range: &Range<usize>, what: What| {
        let mut parts = place(range).into_iter();
        found.extend(parts.next().map(|range| HtmlFinding { range, what }));
        found.extend(parts.map(|range| HtmlFinding { range, what: What::Mark }));
    };
    match token {
        HtmlPiece::Open(name) => match element(name) {
            None => all(tag, What::Begins(name.to_ascii_lowercase(), not_published(name))),
            Some(element) => {
                for message in refused_attributes(element, html.slice(tag.clone())) {
                    all(tag, What::Told(message));
                }
            }
        },
        HtmlPiece::Close(name) if element(name).is_none() => {
            all(tag, What::Ends(name.to_ascii_lowercase()));
        }
        HtmlPiece::Doctype => {
            let message = "a document type is not published".to_owned();
            all(tag, What::Begins("!doctype".to_owned(), message));
        }
        HtmlPiece::Cdata => {
            let message = "the marks of a CDATA section are not published".to_owned();
            let (start, end) = (tag.start + CDATA.0.len(), tag.end - CDATA.1.len());
            all(&(tag.start..start), What::Begins(CDATA.0.to_owned(), message));
            all(&(end..tag.end), What::Mark);
        }
        HtmlPiece::Close(_) | HtmlPiece::Comment | HtmlPiece::Text => {}
    }
}

fn not_published(name: &str) -> String {
    format!("the raw HTML element `<{}>` is not published", name.to_ascii_lowercase())
}

/// Finds what is not published in a block of raw HTML.
fn in_block(block: &Chunk, found: &mut Vec<HtmlFinding>) {
    let html = block.text.as_str();
    let tokens = tokens(html);
    let blank = |token: &HtmlPiece<'_>, range: &Range<usize>| {
        *token == HtmlPiece::Text && html.slice(range.clone()).trim().is_empty()
    };
    let Some((first, range)) = tokens.iter().find(|(token, range)| !blank(token, range)) else {
        return;
    };
    let place = |range: &Range<usize>| block.places(range);
    let closes = |name: &str| {
        let ends = |token: &HtmlPiece<'_>| matches!(token, HtmlPiece::Close(it) if it.eq_ignore_ascii_case(name));
        tokens.iter().any(|(token, _)| ends(token))
    };
    let stays = match *first {
        HtmlPiece::Text => {
            let indent =
                html.slice(range.clone()).len() - html.slice(range.clone()).trim_start().len();
            let at = range.start + indent;
            let place = block.place(&(at..at + 1)).start;
            let is_comment = html.slice(at..).starts_with(COMMENT);
            let told = is_comment.then(|| ENDLESS.to_owned());
            found.push(HtmlFinding { range: place..place, what: What::Escape(told) });
            return;
        }
        // All that follows would be code, to the end of the text.
        HtmlPiece::Open(name) if name.eq_ignore_ascii_case("pre") && !closes(name) => {
            let message = "the raw HTML element `<pre>` is not published: it never ends".to_owned();
            let mut places = block.places(range).into_iter();
            found.extend(
                places.next().map(|range| HtmlFinding {
                    range,
                    what: What::Begins("pre".to_owned(), message),
                }),
            );
            found.extend(places.map(|range| HtmlFinding { range, what: What::Mark }));
            return;
        }
        HtmlPiece::Open(name) | HtmlPiece::Close(name) => element(name).is_some(),
        HtmlPiece::Comment => true,
        HtmlPiece::Doctype | HtmlPiece::Cdata => false,
    };
    // Without its first tag it is no block of raw HTML, and what follows is read as Markdown; there
    // a `<` may stand in code. The tags that it begins with can go with the first.
    let text =
        tokens.iter().find(|(token, range)| *token == HtmlPiece::Text && !blank(token, range));
    let end = match text {
        Some((_, range)) if !stays => {
            let rest = html.slice(range.start..);
            let blank = rest.len() - rest.trim_start().len();
            let from = range.start + blank;
            html.slice(from..).find('\n').map_or(html.len(), |line| from + line)
        }
        _ => html.len(),
    };
    for (token, range) in tokens.iter().filter(|(_, range)| range.start < end) {
        published(*token, html, range, place, found);
    }
}

/// A block of raw HTML, which comes line by line, and in a quote without the quote's marks.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) text: String,
    /// Where each line begins in `text` and in what was parsed.
    lines: Vec<(usize, usize)>,
}

impl Chunk {
    pub(super) fn push(&mut self, line: &str, place: usize) {
        self.lines.push((self.text.len(), place));
        self.text.push_str(line);
    }

    /// The bytes from a part's first to its last.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        let places = self.places(part);
        let start = places.first().map_or(0, |place| place.start);
        start..places.last().map_or(start, |place| place.end)
    }

    /// The bytes of a part, line by line.
    pub(super) fn places(&self, part: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.lines.partition_point(|&(at, _)| at <= part.start).saturating_sub(1);
        let mut places: Vec<Range<usize>> = Vec::new();
        for (index, &(at, place)) in self.lines.iter().enumerate().skip(first) {
            let end = self.lines.get(index + 1).map_or(self.text.len(), |&(next, _)| next);
            let (start, end) = (part.start.max(at), part.end.min(end));
            if start >= end {
                break;
            }
            let range = place + (start - at)..place + (end - at);
            match places.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => places.push(range),
            }
        }
        places
    }
}

/// A text that was changed, with the way back.
struct Edited {
    text: String,
    /// Where each piece begins here and in the source. In a piece both have the same bytes; but one
    /// that is a backslash alone stands in no source.
    pieces: Vec<(usize, usize)>,
}

impl Edited {
    /// The text with some changes, which are given in order.
    fn with(&self, edits: &[&HtmlFinding]) -> Self {
        let mut new = Self { text: String::with_capacity(self.text.len()), pieces: Vec::new() };
        let mut at = 0;
        for edit in edits {
            self.copy(at..edit.range.start, &mut new);
            if matches!(edit.what, What::Escape(_)) {
                new.pieces.push((new.text.len(), self.start(edit.range.start)));
                new.text.push('\\');
            }
            at = edit.range.end.max(at);
        }
        self.copy(at..self.text.len(), &mut new);
        new
    }

    fn copy(&self, range: Range<usize>, to: &mut Self) {
        if range.is_empty() {
            return;
        }
        let at = to.text.len();
        to.pieces.push((at, self.start(range.start)));
        let first = self.pieces.partition_point(|&(begins, _)| begins <= range.start);
        let within = self.pieces.iter().skip(first).take_while(|(begins, _)| *begins < range.end);
        to.pieces.extend(within.map(|&(begins, source)| (at + (begins - range.start), source)));
        to.text.push_str(self.text.slice(range));
    }

    fn piece(&self, before: usize) -> (usize, usize) {
        let last = before.checked_sub(1).and_then(|last| self.pieces.get(last));
        last.copied().unwrap_or_default()
    }

    fn start(&self, at: usize) -> usize {
        let (begins, source) = self.piece(self.pieces.partition_point(|&(begins, _)| begins <= at));
        source + at.saturating_sub(begins)
    }

    /// Where the bytes of a range stand in the source: what was taken out before and after is no part
    /// of it.
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.is_empty() {
            return start..start;
        }
        let (begins, source) =
            self.piece(self.pieces.partition_point(|&(begins, _)| begins < range.end));
        start..(source + range.end.saturating_sub(begins)).max(start)
    }

    /// Adds an event with its place in the source: text in as many parts as it has there.
    fn place(&self, event: Event<'_>, range: Range<usize>, list: &mut Vec<Spanned<'_>>) {
        let text = match &event {
            Event::Text(text) | Event::Html(text) => Some(text.as_ref()),
            _ => None,
        };
        let whole = self.text.get(range.clone());
        if let Some(text) = text
            && Some(text) == whole
        {
            let first = self.pieces.partition_point(|&(begins, _)| begins <= range.start);
            let cuts = self.pieces.iter().skip(first).map(|&(begins, _)| begins);
            let mut at = range.start;
            let cuts = cuts.take_while(|cut| *cut < range.end).chain([range.end]);
            for cut in cuts {
                let part = self.text.slice(at..cut).to_owned().into();
                let source = self.source(&(at..cut));
                list.push(match event {
                    Event::Html(_) => (Event::Html(part), source),
                    _ => (Event::Text(part), source),
                });
                at = cut;
            }
            return;
        }
        list.push((event.into_static(), self.source(&range)));
    }
}
