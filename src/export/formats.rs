//! How the formats are written that several files have.

use std::borrow::Cow;
use std::io::Write;

/// Lines end as RFC 4180 has it.
pub(super) fn csv_writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

pub(super) fn xml_writer<W: Write>(out: W) -> quick_xml::Writer<W> {
    quick_xml::Writer::new_with_indent(out, b' ', 2)
}

/// Text without the characters that XML cannot hold.
pub(super) fn xml_text(text: &str) -> Cow<'_, str> {
    let unknown = |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.contains(unknown) {
        true => text.replace(unknown, "\u{fffd}").into(),
        false => text.into(),
    }
}
