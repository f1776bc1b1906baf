//! What others have written, read into a briefing: texts, saved web pages and references become
//! articles, and collections of annotations become notes.
//!
//! Everything that is read here may be anyone's. It is never trusted: only text and the markup
//! that Markdown has for it is taken over, text is escaped so that what was printed is printed,
//! and links lead to the web or nowhere. What is guessed or left out is told.

mod address;
#[cfg(feature = "import")]
mod agencies;
pub mod annotations;
pub mod article;
pub mod body;
pub mod byline;
pub mod draft;
pub mod decode;
pub mod furniture;
pub mod html;
mod languages;
pub mod markdown;
#[cfg(feature = "import")]
pub mod page;
mod mhtml;
mod raised;
pub mod references;
pub mod shared;
pub mod tell;
#[cfg(test)]
mod tests;
pub mod text;

use crate::unseen;
use draft::{Draft, Finding};

/// The longest file that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A report as plain text.
    Text,
    /// A report as a saved web page.
    Page,
    /// A collection of annotations.
    Annotations,
    /// References in CSL-JSON.
    CslJson,
    /// References in BibTeX.
    BibTex,
}

/// What a file is, by its name, or by how it begins.
#[must_use]
pub fn kind(name: &str, text: &str) -> FileKind {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "json" if references::are_in(text) => FileKind::CslJson,
        "json" | "jsonld" => FileKind::Annotations,
        "bib" | "bibtex" => FileKind::BibTex,
        "html" | "htm" | "xhtml" | "mht" | "mhtml" => FileKind::Page,
        _ => {
            let beginning: String = text.trim_start().chars().take(16).collect();
            let beginning = beginning.to_ascii_lowercase();
            let is_page = ["<!doctype html", "<html", "<!-- saved from"]
                .iter()
                .any(|tag| beginning.starts_with(tag));
            if is_page { FileKind::Page } else { FileKind::Text }
        }
    }
}

/// Reads a report.
///
/// # Errors
/// Where there is none in it; the message says why.
pub fn article(kind: FileKind, text: &str) -> Result<Draft, String> {
    let unseen = unseen::named(text);
    let text = unseen::without(text);
    let mut draft = if kind == FileKind::Page { page(&text)? } else { text::read(&text) };
    draft.leave_out_unseen(unseen);
    languages::tell(&mut draft);
    if draft.body.nodes.is_empty() {
        return Err("there is no text of a report in it".to_owned());
    }
    draft.findings.sort_by_key(|finding| matches!(finding, Finding::LeftOut { .. }));
    Ok(draft)
}

#[cfg(feature = "import")]
fn page(html: &str) -> Result<Draft, String> {
    page::read(html).map_err(|error| error.to_string())
}

#[cfg(not(feature = "import"))]
fn page(_html: &str) -> Result<Draft, String> {
    Err("it is a web page, and this program was built without the feature `import` that reads \
         them: save the report as plain text"
        .to_owned())
}
