//! Text in which only inline Markdown counts: passages and titles.
//!
//! A line that looks like a list, a heading or code is text there. CommonMark knows no such mode;
//! but a line that begins with a no-break space begins no block, so each line gets one before it
//! is parsed. Folding takes it away again.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::document::Document;
use super::events::Spanned;
use super::markdown::{self, Origin, WikiLinks};
use crate::diagnostic::Diagnostics;
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::FileId;

const GUARD: char = '\u{a0}';

/// Parses lines of a file, each given by its bytes, as paragraphs; an empty line parts two.
#[must_use]
pub fn parse(
    file: FileId,
    text: &str,
    lines: &[Place<InSource>],
    diagnostics: &mut Diagnostics,
) -> Document {
    if let [line] = lines
        && is_plain(text.slice(line.bytes()))
    {
        let events = [
            (Event::Start(Tag::Paragraph), line.bytes()),
            (Event::Text(text.slice(line.bytes()).into()), line.bytes()),
            (Event::End(TagEnd::Paragraph), line.bytes()),
        ];
        return markdown::document(file, text, &events, &Origin::File, diagnostics);
    }
    let mut guarded = String::new();
    let mut places = Vec::with_capacity(lines.len());
    let mut guards = Vec::with_capacity(lines.len());
    for line in lines {
        let content = text.slice(line.bytes());
        if !content.trim().is_empty() {
            guards.push(guarded.len());
            guarded.push(GUARD);
        }
        places.push((guarded.len(), line.start()));
        guarded.push_str(content.trim_end_matches(['\n', '\r']));
        guarded.push('\n');
    }
    // Raw HTML is markup, and inline markup does not count.
    let events: Vec<Spanned<'_>> = markdown::events(&guarded, 0, WikiLinks::Off)
        .list
        .into_iter()
        .filter(|(event, _)| !matches!(event, Event::Html(_) | Event::InlineHtml(_)))
        .map(|(event, range)| match &event {
            // The guard stands in no file.
            Event::Text(text) if guards.binary_search(&range.start).is_ok() => {
                match text.strip_prefix(GUARD) {
                    Some(rest) => (
                        Event::Text(rest.to_owned().into()),
                        range.start + GUARD.len_utf8()..range.end,
                    ),
                    None => (event, range),
                }
            }
            _ => (event, range),
        })
        .collect();
    markdown::document(file, &guarded, &events, &Origin::Lines(places), diagnostics)
}

/// Whether a line has no character that can be markup, and need not be parsed. Most have none.
fn is_plain(line: &str) -> bool {
    let may_be_markup = |byte: u8| match byte {
        b'\\' | b'`' | b'*' | b'_' | b'~' | b'[' | b']' | b'<' | b'>' | b'&' | b'!' | b'|'
        | b'^' | b'$' => true,
        _ => byte.is_ascii_control(),
    };
    line.trim() == line && !line.is_empty() && !line.bytes().any(may_be_markup)
}

#[cfg(test)]
mod tests {
    use crate::place::Place;
    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceFile, SourceSet};

    #[test]
    fn each_word_leads_to_its_place_in_the_file() {
        let text = ">one *two*\r\n>   three\r\n> \\*four\r\n";
        let lines = [1..10, 13..21, 25..31].map(Place::new);
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.into()));
        let document = parse(id, text, &lines, &mut Diagnostics::default());
        for word in ["one", "two", "three", "four"] {
            let at = document.text.find(word).unwrap();
            assert_eq!(&text[document.source_of(Place::new(at..at + word.len())).bytes()], word);
        }
        assert_eq!(
            document.text.split_whitespace().collect::<Vec<_>>(),
            ["one", "two", "three", "*four"]
        );
    }

    proptest! {
        #[test]
        fn a_plain_line_is_what_parsing_makes_of_it(line in "[a-z0-9 \"'“’é.,:;#+=(){}@%/?-]{1,30}") {
            prop_assume!(is_plain(&line));
            let mut sources = SourceSet::default();
            let id = sources.add(SourceFile::from_bytes("a.md".into(), line.clone().into()));
            let whole = parse(id, &line, &[Place::new(0..line.len())], &mut Diagnostics::default());
            // An empty line beside it adds nothing, but has the two parsed.
            let lines = [0..line.len(), line.len()..line.len()].map(Place::new);
            let parsed = parse(id, &line, &lines, &mut Diagnostics::default());
            prop_assert_eq!(&whole.text, &parsed.text);
            prop_assert_eq!(&whole.text, &line);
            prop_assert_eq!(whole.source_of(Place::new(0..line.len())), parsed.source_of(Place::new(0..line.len())));
        }
    }
}
