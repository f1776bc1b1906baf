//! A web page → [`Document`], with the way back to its bytes: its text as a reader sees it, and which
//! of it is a block quote. No more of its markup is kept.

use super::document::{Block, BlockKind, Container, Document, Inline, Node, SourceRun};
use super::raw_html::{HtmlPiece, decoded, pieces};
use crate::place::Place;
use crate::slice::Slice;

/// Elements that stand in a line of text; all others begin and end a block.
const IN_LINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose text is none of the page's.
const UNSEEN: &[&str] = &[
    "script", "style", "title", "noscript", "template", "textarea", "select", "svg", "iframe",
    "object", "button",
];

/// Reads a page.
#[must_use]
pub fn page(html: &str) -> Document {
    let mut reader = PageReader { document: Document::default(), block: None, quotes: 0 };
    let mut unseen: Option<String> = None;
    for (piece, range) in pieces(html) {
        if let Some(name) = &unseen {
            let closes =
                matches!(piece, HtmlPiece::Close(other) if other.eq_ignore_ascii_case(name));
            if closes {
                unseen = None;
            }
            continue;
        }
        match piece {
            HtmlPiece::Text => reader.text(html, range.start, html.slice(range.clone())),
            HtmlPiece::Open(name) => {
                let name = name.to_ascii_lowercase();
                reader.tag(&name, true, range.start);
                let alone = html.slice(range).ends_with("/>");
                unseen = Some(name).filter(|name| UNSEEN.contains(&name.as_str()) && !alone);
            }
            HtmlPiece::Close(name) => reader.tag(&name.to_ascii_lowercase(), false, range.start),
            HtmlPiece::Comment | HtmlPiece::Doctype | HtmlPiece::Cdata => {}
        }
    }
    reader.end_block();
    for _ in 0..reader.quotes {
        reader.document.nodes.push(Node::Close);
    }
    reader.document
}

struct PageReader {
    document: Document,
    /// Where the block that is being read begins, in the text.
    block: Option<usize>,
    quotes: usize,
}

impl PageReader {
    fn tag(&mut self, name: &str, opens: bool, source: usize) {
        match name {
            "q" => self.push(if opens { "“" } else { "”" }, source..source + 1, false),
            "br" => self.push(" ", source..source + 1, false),
            _ if IN_LINE.contains(&name) => {}
            _ => self.end_block(),
        }
        if name == "blockquote" && opens {
            self.quotes += 1;
            self.document.nodes.push(Node::Open(Container::Quote));
        } else if name == "blockquote" && self.quotes > 0 {
            self.quotes -= 1;
            self.document.nodes.push(Node::Close);
        }
    }

    /// Text between tags: white space is one space, and what stands for a character is that.
    fn text(&mut self, html: &str, start: usize, text: &str) {
        let mut at = 0;
        while let Some(c) = text.slice(at..).chars().next() {
            let rest = text.slice(at..);
            let from = start + at;
            let length = match c {
                c if c.is_whitespace() && c != '\u{a0}' => {
                    let length = rest.len() - rest.trim_start().len();
                    let spaced = self.block.is_none() || self.document.text.ends_with(' ');
                    if !spaced {
                        self.push(" ", from..from + length, length == 1);
                    }
                    length
                }
                '&' => {
                    let end = rest.bytes().take(40).position(|byte| byte == b';');
                    let length = end.map_or(1, |end| end + 1);
                    let read = decoded(html.slice(from..from + length)).into_owned();
                    self.push(&read, from..from + length, false);
                    length
                }
                _ => {
                    let plain = rest.find(|c: char| c == '&' || c.is_whitespace());
                    let length = plain.unwrap_or(rest.len()).max(c.len_utf8());
                    self.push(rest.slice(..length), from..from + length, true);
                    length
                }
            };
            at += length;
        }
    }

    fn push(&mut self, text: &str, source: std::ops::Range<usize>, verbatim: bool) {
        let document = &mut self.document;
        if self.block.is_none() {
            if text.trim().is_empty() {
                return;
            }
            if !document.text.is_empty() {
                document.text.push('\n');
            }
            self.block = Some(document.text.len());
        }
        let start = document.text.len();
        document.text.push_str(text);
        document.runs.push(SourceRun {
            text: Place::new(start..document.text.len()),
            source: Place::new(source),
            verbatim,
        });
    }

    fn end_block(&mut self) {
        let Some(start) = self.block.take() else { return };
        self.document.add_paragraph(start..self.document.text.len());
    }
}

/// Reads a plain text: paragraphs stand between empty lines, and one of which every line begins with `>`
/// is a block quote.
#[must_use]
pub fn plain_text(text: &str) -> Document {
    let mut document = Document::default();
    let mut paragraph: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').chain([""]) {
        let words = line.trim();
        if words.is_empty() {
            document.add_lines(text, &std::mem::take(&mut paragraph));
        } else {
            let start = at + (line.len() - line.trim_start().len());
            paragraph.push(start..start + words.len());
        }
        at += line.len();
    }
    document
}

/// Reads a text of which each line is a paragraph; one that begins with `>` is a block quote.
#[must_use]
pub fn lines(text: &str) -> Document {
    let mut document = Document::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let words = line.trim();
        if !words.is_empty() {
            document.add_lines(text, &[start..start + words.len()]);
        }
        at += line.len();
    }
    document
}

impl Document {
    fn add_paragraph(&mut self, text: std::ops::Range<usize>) {
        let text = Place::new(text);
        let source = self.source_of(text);
        let inlines = vec![Inline::Text(text)];
        self.nodes.push(Node::Block(self.blocks.len()));
        self.blocks.push(Block {
            kind: BlockKind::Paragraph,
            id: String::new(),
            text,
            inlines,
            source,
        });
    }

    fn add_lines(&mut self, text: &str, lines: &[std::ops::Range<usize>]) {
        if lines.is_empty() {
            return;
        }
        let quoted = lines.iter().all(|line| text.slice(line.clone()).starts_with('>'));
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                self.text.push(' ');
            }
            let words = text.slice(line.clone());
            let bare = if quoted { words.trim_start_matches(['>', ' ']) } else { words };
            let from = self.text.len();
            self.text.push_str(bare);
            self.runs.push(SourceRun {
                text: Place::new(from..self.text.len()),
                source: Place::new(line.end - bare.len()..line.end),
                verbatim: true,
            });
        }
        if quoted {
            self.nodes.push(Node::Open(Container::Quote));
        }
        self.add_paragraph(start..self.text.len());
        if quoted {
            self.nodes.push(Node::Close);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_seen_with_the_way_back() {
        let html = "<title>No</title><p>He said: <q>We&rsquo;ll\n <b>go</b></q>.<script>“x”</script>\
                    <blockquote><p>One</p><p>two</p></blockquote>";
        let document = page(html);
        assert_eq!(document.text, "He said: “We’ll go”.\nOne\ntwo");
        let at = document.text.find("go").unwrap();
        let source = document.source_of(Place::new(at..at + 2));
        assert_eq!(&html[source.bytes()], "go");
        let quotes = document.nodes.iter().filter(|it| matches!(it, Node::Open(_))).count();
        assert_eq!((quotes, document.blocks.len()), (1, 3));
    }

    #[test]
    fn a_plain_text_has_paragraphs() {
        let document = plain_text("One\n two\n\n> three\n> four\n");
        assert_eq!(document.text, "One two\nthree four");
        assert!(matches!(document.nodes[1], Node::Open(Container::Quote)));
        assert_eq!(document.source_of(Place::new(4..7)).bytes(), 5..8);
    }
}
