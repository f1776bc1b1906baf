//! What Markdown's parser says of a text, one thing after the other.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::source::{FileId, Span};

/// How many containers and pieces of markup may stand in each other. Browsers give up at 512.
pub(super) const DEEPEST: usize = 100;

/// An event and its bytes in the text that was parsed.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// A text's events, without the raw HTML that is not published.
#[derive(Debug, Default)]
pub struct Events<'a> {
    /// The events, in order.
    pub list: Vec<Spanned<'a>>,
    /// What is not published, in order.
    pub removed: Vec<Removed>,
}

/// Raw HTML that is not published.
#[derive(Debug)]
pub struct Removed {
    /// What to say of it.
    pub message: String,
    /// Its bytes in the text that was parsed.
    pub range: Range<usize>,
}

impl Removed {
    /// The diagnostic for a text that is a part of `file`.
    #[must_use]
    pub fn told(&self, file: FileId) -> Diagnostic {
        Diagnostic::new(
            Code::HtmlRemoved,
            Span::new(file, Place::new(self.range.clone())),
            &self.message,
        )
        .help("say it in Markdown, or leave it out")
        .help("if it is text, put a backslash before it: `\\<`")
    }
}
