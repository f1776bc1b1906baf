//! From words that somebody selected in a page to their place in the report.

use serde::Deserialize;

use super::refusal::Refusal;
use crate::parse::document::{Block, Document};
use crate::place::{InContent, Place};

/// Words in a page, as a browser tells of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Where they begin.
    pub start: Edge,
    /// Where they end.
    pub end: Edge,
    /// What they are: the blocks' text content, a line each.
    pub text: String,
}

/// A place between two characters of a block.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// The block's id.
    pub block: String,
    /// How many characters of its text content stand before.
    pub offset: usize,
}

impl Selection {
    /// The place in a report's text. A page that shows only a part of the report has other distances in it:
    /// then the words decide, where they stand once in their block.
    ///
    /// # Errors
    /// Where the report has no such words there.
    pub fn place(&self, document: &Document) -> Result<Place<InContent>, Refusal> {
        let block = |edge: &Edge| document.blocks.iter().find(|block| block.id == edge.block);
        let (Some(first), Some(last)) = (block(&self.start), block(&self.end)) else {
            return Err(Refusal::new("the report has changed since this page was loaded")
                .help("Load the page again, and select the words once more."));
        };
        let start = at(document, first, self.start.offset);
        let end = at(document, last, self.end.offset);
        let place = (start < end).then(|| Place::new(start..end));
        let told = place.filter(|place| document.slice(*place) == self.text);
        told.or_else(|| self.by_words(document, first, last)).ok_or_else(|| {
            Refusal::new("the report’s own text does not have these words in this order there").help(
                "Select words within one paragraph. A page that shows only a part of a report shows all \
                 of it with `sidenote serve --private`.",
            )
        })
    }

    fn by_words(
        &self,
        document: &Document,
        first: &Block,
        last: &Block,
    ) -> Option<Place<InContent>> {
        if self.text.trim().is_empty() || first.text.start() > last.text.start() {
            return None;
        }
        let within = first.text.cover(last.text);
        let text = document.slice(within);
        let mut found =
            text.match_indices(self.text.as_str()).map(|(at, words)| at..at + words.len());
        let place = found.next()?;
        found.next().is_none().then(|| within.part(place))
    }
}

/// So many characters into a block.
fn at(document: &Document, block: &Block, offset: usize) -> usize {
    let text = document.slice(block.text);
    block.text.start() + text.char_indices().nth(offset).map_or(text.len(), |(at, _)| at)
}
