//! A draft, in whatever format → a text with the way back to its file.

use crate::diagnostic::Diagnostics;
use crate::import::decode::decode;
use crate::parse::document::Document;
use crate::parse::markdown::{WikiLinks, parse};
use crate::parse::{front_matter, other_formats};
use crate::source::{FileId, SourceFile, SourceSet};

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its file. Of a word processor's: its text, a paragraph a line.
    pub file: FileId,
    /// Its text.
    pub document: Document,
}

/// Reads a draft.
///
/// # Errors
/// Where it is none that can be read: why, to stand after its name, and what to do.
pub fn read(
    path: &str,
    bytes: &[u8],
    sources: &mut SourceSet,
) -> Result<Draft, (String, &'static str)> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if bytes.starts_with(b"PK") || ending == "docx" {
        return word_processed(path, bytes, sources);
    }
    let text = decode(bytes).map_err(|why| (why.what, why.help))?.text;
    let file = sources.add(SourceFile::from_bytes(path.to_owned(), text.into_bytes()));
    let source = sources.file(file);
    let is_html = || {
        source.text.trim_start().starts_with("<!") || source.text.trim_start().starts_with("<html")
    };
    let document = match ending.as_str() {
        "html" | "htm" | "xhtml" => other_formats::page(&source.text),
        "txt" | "text" => other_formats::plain_text(&source.text),
        _ if is_html() => other_formats::page(&source.text),
        _ => {
            let body = front_matter::split(file, source).map_or(0, |parts| parts.body);
            parse(file, &source.text, body, WikiLinks::Off, &mut Diagnostics::default())
        }
    };
    Ok(Draft { file, document })
}

#[cfg(feature = "docx")]
fn word_processed(
    path: &str,
    bytes: &[u8],
    sources: &mut SourceSet,
) -> Result<Draft, (String, &'static str)> {
    use std::fmt::Write as _;
    let paragraphs = super::docx::paragraphs(bytes).map_err(|why| {
        (
            format!("is no DOCX file that can be read: {why}"),
            "Save it as DOCX, text, Markdown or HTML.",
        )
    })?;
    // A paragraph is a line; one that a style makes a block quote is marked as in a plain text.
    let mut lines = String::new();
    for (text, quote) in &paragraphs {
        let text = text.replace(['\n', '\r'], " ");
        let _ = match quote {
            true => writeln!(lines, "> {text}"),
            false => writeln!(lines, "{text}"),
        };
    }
    let document = other_formats::lines(&lines);
    let file = sources.add(SourceFile::from_bytes(path.to_owned(), lines.into_bytes()));
    Ok(Draft { file, document })
}

#[cfg(not(feature = "docx"))]
fn word_processed(_: &str, _: &[u8], _: &mut SourceSet) -> Result<Draft, (String, &'static str)> {
    let what =
        "is a word processor's file, which this program was built without reading".to_owned();
    Err((what, "Save it as text, Markdown or HTML."))
}
