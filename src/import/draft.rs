//! An article before it is written, and what the editor should know of how it came about.

use std::borrow::Cow;

use super::body::{Body, Inline};
use crate::date::PartialDate;
use crate::slice::Slice;
use crate::unseen;

/// What is known of an article.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Headline; empty where there is none.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// By-line.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// When it was read there.
    pub accessed: Option<PartialDate>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Where a copy of it is kept.
    pub archive_url: Option<String>,
    /// Its DOI, where no address of it has that.
    pub doi: Option<String>,
    /// Whether it is a reference alone, whose text is not at hand.
    pub is_reference: bool,
    /// Language of its text.
    pub language: Option<String>,
    /// Whose copy it is, where not its publisher's.
    pub agency: Option<String>,
    /// Its text.
    pub body: Body,
    /// What was guessed and what was left out, in order.
    pub findings: Vec<Finding>,
}

impl Draft {
    /// Leaves out what no reader would miss, and tells of it; `names` are of what was left out before.
    /// Some comes only now, by a page's character references.
    pub fn leave_out_unseen(&mut self, mut names: Vec<String>) {
        let mut leave_out = |text: &mut String| {
            for name in unseen::named(text) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            if let Cow::Owned(seen) = unseen::without(text) {
                *text = seen;
            }
        };
        leave_out(&mut self.title);
        let texts = self.publisher.iter_mut().chain(&mut self.authors).chain(&mut self.agency);
        texts.for_each(&mut leave_out);
        for inline in self.body.inlines_mut() {
            if let Inline::Text(text, _) = inline {
                leave_out(text);
            }
        }
        if !names.is_empty() {
            let names = names.join(", ");
            self.found(Finding::Remark(format!("left out, since no reader sees it: {names}")));
        }
    }

    /// Adds something to tell.
    pub fn found(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

/// Something for the editor to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A key of the front matter, or a piece of the text, that was guessed.
    Guess {
        /// What.
        what: &'static str,
        /// What it was taken for.
        value: String,
        /// From where.
        reason: String,
    },
    /// Text that is not taken over.
    LeftOut {
        /// The text.
        text: String,
        /// Where it stood, or why.
        reason: String,
    },
    /// Anything else.
    Remark(String),
}

impl Finding {
    /// A guess.
    #[must_use]
    pub fn guess(what: &'static str, value: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Guess { what, value: value.into(), reason: reason.into() }
    }

    /// Text that is not taken over.
    #[must_use]
    pub fn left_out(text: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::LeftOut { text: text.into(), reason: reason.into() }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Guess { what, value, reason } => {
                write!(out, "{what}: {} ({})", shortened(value), shortened(reason))
            }
            Self::LeftOut { text, reason } => {
                write!(out, "left out: {} ({})", shortened(text), shortened(reason))
            }
            Self::Remark(remark) => out.write_str(&shortened(remark)),
        }
    }
}

/// A text on one line of a terminal.
fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    let line = super::body::one_line(text);
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.slice(..line.cut_before(end))),
        None => line,
    }
}

/// A web address that may stand in front matter.
#[must_use]
pub fn web_url(text: &str) -> Option<String> {
    const LONGEST: usize = 2_000;
    let url = url::Url::parse(text.trim()).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let text = url.to_string();
    (web && text.len() <= LONGEST).then_some(text)
}
