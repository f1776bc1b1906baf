//! Annotation files: notes, their attributes and passages.

mod attribution;
mod file;
mod lines;
mod passages;
mod quoted;
mod reader;
mod slips;
#[cfg(test)]
mod tests;
mod top_level;

use std::sync::Arc;

use super::attributes::{Attribute, PlacedAttributes};
use super::document::Document;
use super::fields::{AnnotationsFields, Status};
use super::slug::slug;
use crate::memory::Settled;
use crate::place::{InContent, InSource, Place};
use crate::source::Span;
pub use file::{parse, read_passage};
pub use lines::is_whole_attribution;

/// An annotation file.
#[derive(Debug, Clone)]
pub struct AnnotationFile {
    /// Its front matter; `None` where that cannot be read, and what it said is not known.
    pub defaults: Option<AnnotationsFields>,
    /// The bytes of the front matter's YAML.
    pub yaml: Option<Place<InSource>>,
    /// Its notes.
    pub notes: Vec<Arc<ParsedNote>>,
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
    pub attributes: PlacedAttributes,
    /// Whether there is more in the braces, which cannot be read.
    pub unread: bool,
    /// Its passages.
    pub passages: Vec<ParsedPassage>,
    /// Whether its text has what may have been meant as another note, which is told.
    pub interrupted: bool,
    /// Block quotes of its text that do not end in an attribution: the bytes, and what they quote.
    pub quotes: Vec<(Span, Vec<QuotedPart>)>,
    /// Its text.
    pub body: Settled<Document>,
}

/// A block quote that is a passage.
#[derive(Debug, Clone)]
pub struct ParsedPassage {
    /// The words that are quoted; the whole block quote where there are none.
    pub span: Span,
    /// The lines that are quoted, in bytes of the file, without their `>`.
    pub lines: Vec<Place<InSource>>,
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

impl ParsedNote {
    /// Its id: the one that its heading gives it, else its title's.
    #[must_use]
    pub fn id(&self) -> String {
        let given = self.attributes.iter().find_map(|(attribute, _)| match attribute {
            Attribute::Id(id) => Some(id.clone()),
            _ => None,
        });
        given.unwrap_or_else(|| slug(&self.title))
    }

    /// The value of a key of its heading, where it has that key, and its place.
    #[must_use]
    pub fn pair(&self, wanted: &str) -> Option<(&str, Span)> {
        self.attributes.iter().find_map(|(attribute, range)| match attribute {
            Attribute::Pair(key, value) if key == wanted => {
                Some((value.as_str(), Span::new(self.heading.file, *range)))
            }
            _ => None,
        })
    }

    /// Whether it is a draft: by its own heading, else by its file, else where it answers another
    /// note. An answer is a colleague's, and is published only where that is said.
    #[must_use]
    pub fn is_draft(&self, defaults: Option<&AnnotationsFields>) -> bool {
        if self.attributes.iter().any(|(attribute, _)| attribute.is_draft()) {
            return true;
        }
        if self.pair("status").is_some_and(|(status, _)| status == "published") {
            return false;
        }
        match defaults.and_then(|defaults| defaults.status) {
            Some(status) => status == Status::Draft,
            None => self.pair("reply").is_some(),
        }
    }

    /// Where attributes of its heading would begin, if it has none.
    #[must_use]
    pub fn content_end(&self, text: &str) -> usize {
        lines::atx_content(text, self.heading.place()).end()
    }
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuotedPart {
    /// The words, without markup.
    pub text: String,
    /// The bytes of them that are `**strong**`.
    pub strong: Vec<Place<InContent>>,
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
    pub attributes: PlacedAttributes,
}
