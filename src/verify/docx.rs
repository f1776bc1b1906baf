//! A draft of a word processor (DOCX, an archive of XML files) → plain text, a paragraph a line.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The largest text that is read, in bytes: an archive may say that it holds as much as it likes.
const LARGEST: u64 = 64 << 20;

/// The draft's text, each paragraph with whether it is a block quote by its style.
///
/// # Errors
/// Where it is no such archive: why.
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<(String, bool)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut paragraphs = Vec::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let Ok(file) = archive.by_name(part) else { continue };
        let mut xml = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut xml).map_err(|error| error.to_string())?;
        if xml.len() as u64 > LARGEST {
            return Err("its text is larger than 64 MiB".to_owned());
        }
        read(&String::from_utf8_lossy(&xml), &mut paragraphs)?;
    }
    match paragraphs.is_empty() {
        true => Err("there is no text of a draft in it".to_owned()),
        false => Ok(paragraphs),
    }
}

fn read(xml: &str, paragraphs: &mut Vec<(String, bool)>) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut quote) = (String::new(), false);
    // Text stands in `w:t`; what was deleted in `w:delText`, and a field's code in `w:instrText`.
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "pStyle" => {
                quote |= is_quote(&tag);
            }
            Event::Start(tag) => in_text = tag.local_name().as_ref() == "t",
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "br" | "cr" => text.push(' '),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::End(tag) => {
                in_text = false;
                if tag.local_name().as_ref() == "p" {
                    let text = std::mem::take(&mut text);
                    paragraphs.push((text, std::mem::take(&mut quote)));
                }
            }
            Event::Text(part) if in_text => {
                text.push_str(&part);
            }
            Event::GeneralRef(name) if in_text => {
                let named =
                    quick_xml::escape::unescape(&format!("&{};", &*name)).map(|it| it.into_owned());
                text.push_str(&named.unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// Whether a paragraph's style is one of those that word processors have for block quotes.
fn is_quote(tag: &BytesStart<'_>) -> bool {
    let styles = tag.attributes().flatten().filter(|it| it.key.local_name().as_ref() == "val");
    styles.into_iter().any(|style| {
        let style = style.value.to_lowercase();
        style.contains("quot") || style.contains("zitat") || style.contains("citation")
    })
}
