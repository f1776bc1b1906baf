//! Trees → HTML. Passages and mentions are cut into the text, so that what a reader copies is the
//! text and nothing else: numbers, markers and references are drawn by the style sheet.

mod body;
mod context;
pub mod escape;
mod highlight;
mod inlines;
mod marks;
mod page;
mod writer;

pub use body::{Options, Segment};
pub use context::{InSentence, first_sentence, first_words, last_words};
pub use marks::PassageId;
pub use page::{HtmlPage, ReadBlock, article_section, block_prefix, record_section};

use crate::model::{ArticleId, Prose};
use marks::Marks;
use writer::{Layers, Writer};

/// Prose as HTML.
#[must_use]
pub fn prose(page: &HtmlPage, prose: &Prose, options: &Options) -> String {
    let mut out = String::with_capacity(prose.document.text.len() * 2);
    for segment in Writer::new(page, prose, options, Layers::default()).write() {
        out.push_str(&segment.html);
    }
    out
}

/// An article's text with its passages and mentions, in reading order; nothing where its text is
/// withheld. `passages` are those that stand in it, in any order.
#[must_use]
pub fn article(
    page: &HtmlPage,
    id: ArticleId,
    passages: &[PassageId],
    options: &Options,
) -> Vec<Segment> {
    let Some(prose) = page.briefing[id].shown() else {
        return Vec::new();
    };
    let layers = Layers {
        marks: Marks::new(page.briefing, id, passages),
        mentions: page.briefing.mentions_in(id),
    };
    Writer::new(page, prose, options, layers).write()
}

#[cfg(test)]
mod tests;
