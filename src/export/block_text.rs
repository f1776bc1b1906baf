//! Passages as other programs find them: blocks, and code points in them.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::document::{Block, Document};
use crate::place::{InContent, Place};
use crate::slice::Slice;
use crate::source::characters_in;

/// Bytes of a text → code points, without counting from the start each time: an article may be
/// one block of megabytes with thousands of passages.
#[derive(Debug, Clone, Default)]
pub(crate) struct CodePoints {
    /// How many code points begin before each multiple of [`STEP`] bytes.
    counts: Vec<usize>,
}

/// Bytes between two counts.
const STEP: usize = 64;

/// The most characters of context that a quotation is given on either side.
const CONTEXT: usize = 32;

impl CodePoints {
    pub(crate) fn new(text: &str) -> Self {
        let counts = text
            .as_bytes()
            .chunks(STEP)
            .scan(0, |count, chunk| {
                let before = *count;
                *count += characters_in(chunk);
                Some(before)
            })
            .collect();
        Self { counts }
    }

    /// The code points of `text` before a byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let step = (byte / STEP).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(step).copied().unwrap_or(0);
        counted + characters_in(&text.as_bytes()[step * STEP..byte])
    }
}

/// An article's text, ready to be pointed into.
#[derive(Debug, Clone)]
pub(crate) struct Located<'a> {
    document: &'a Document,
    code_points: CodePoints,
}

/// Text within one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlockText<'a> {
    /// The block's id.
    pub(crate) block: &'a str,
    /// Code points in the block's text.
    pub(crate) range: Range<usize>,
    /// The text.
    pub(crate) text: &'a str,
    /// The block before it.
    before: &'a str,
    /// The block after it.
    after: &'a str,
}

impl<'a> BlockText<'a> {
    /// Up to 32 characters of the block before it, none of them cut off from its accents.
    pub(crate) fn prefix(&self) -> &'a str {
        let from = self.before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        self.before.slice(self.before.cut_after(from)..)
    }

    /// Up to 32 characters of the block after it.
    pub(crate) fn suffix(&self) -> &'a str {
        let to = self.after.char_indices().nth(CONTEXT).map_or(self.after.len(), |(at, _)| at);
        self.after.slice(..self.after.cut_before(to))
    }

    /// Length of the block's text in code points.
    pub(crate) fn block_length(&self) -> usize {
        self.range.end + self.after.chars().count()
    }
}

impl<'a> Located<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, code_points: CodePoints::new(&document.text) }
    }

    /// Bytes of the text, block by block; blocks of which nothing is in `part` are left out.
    pub(crate) fn pieces(&self, part: Place<InContent>) -> impl Iterator<Item = BlockText<'a>> {
        let first = self.document.block_at(part.start()).unwrap_or(0);
        self.document
            .blocks
            .iter()
            .skip(first)
            .take_while(move |block| block.text.start() < part.end())
            .filter_map(move |block| self.piece(block, part))
    }

    /// The block that holds a byte of the text, and the code points of its text before the byte.
    pub(crate) fn point(&self, byte: usize) -> Option<(&'a str, usize)> {
        let block = self.document.blocks.get(self.document.block_at(byte)?)?;
        let count = |byte| self.code_points.before(&self.document.text, byte);
        Some((&block.id, count(byte.min(block.text.end())) - count(block.text.start())))
    }

    fn piece(&self, block: &'a Block, part: Place<InContent>) -> Option<BlockText<'a>> {
        let text = &self.document.text;
        let place = part.meet(block.text);
        let piece = text.get(place.bytes()).filter(|piece| !piece.is_empty())?;
        let count = |byte| self.code_points.before(text, byte);
        let start = count(place.start()) - count(block.text.start());
        Some(BlockText {
            block: &block.id,
            range: start..start + piece.chars().count(),
            text: piece,
            before: text.get(block.text.start()..place.start())?,
            after: text.get(place.end()..block.text.end())?,
        })
    }
}

/// The text of pieces in order: blocks are joined by a line feed.
pub(crate) fn joined<'a>(pieces: &[BlockText<'a>]) -> Cow<'a, str> {
    match pieces {
        [only] => only.text.into(),
        several => several.iter().map(|piece| piece.text).collect::<Vec<_>>().join("\n").into(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::fixture;

    proptest! {
        #[test]
        fn code_points_are_counted_from_anywhere(
            text in "[a-z\u{301}海𝒳 ]{0,900}",
            at in 0usize..4000,
        ) {
            let at = text.floor_char_boundary(at);
            let counted = CodePoints::new(&text).before(&text, at);
            prop_assert_eq!(counted, text[..at].chars().count());
        }

        #[test]
        fn slicing_blocks_gives_the_text(
            blocks in proptest::collection::vec("([a-cé海𝒳\n]{0,80}|[a-c\u{301}]{0,80})", 1..8),
            start in 0usize..2000,
            length in 1usize..600,
        ) {
            let document = fixture::document(&blocks);
            let start = document.text.floor_char_boundary(start);
            let end = document.text.floor_char_boundary(start + length);
            let mut left = document.text[start..end].to_owned();
            for piece in Located::new(&document).pieces(Place::new(start..end)) {
                let block = document.blocks.iter().find(|block| block.id == piece.block).unwrap();
                let content: Vec<char> = document.text[block.text.bytes()].chars().collect();
                let sliced: String = content[piece.range.clone()].iter().collect();
                prop_assert_eq!(&sliced, piece.text);
                prop_assert_eq!(piece.block_length(), content.len());

                let around: String = content.iter().collect();
                let known = format!("{}{}{}", piece.prefix(), piece.text, piece.suffix());
                prop_assert!(around.contains(&known));
                let after = content.len() - piece.range.end;
                for (part, all) in [(piece.prefix(), piece.range.start), (piece.suffix(), after)] {
                    let length = part.chars().count();
                    // Where a letter has no accents, none is left out.
                    let plain = !around.contains('\u{301}');
                    prop_assert!(length == all.min(32) || (!plain && length < all.min(32)));
                }
                let accent = '\u{301}';
                let cut = piece.prefix().starts_with(accent);
                prop_assert!(!cut || piece.range.start <= 32);

                let at = left.find(&sliced).unwrap();
                prop_assert!(left[..at].bytes().all(|byte| byte == b'\n'));
                left.drain(..at + sliced.len());
            }
            prop_assert!(left.bytes().all(|byte| byte == b'\n'));
        }
    }

    #[test]
    fn blocks_without_text_join_nothing() {
        let document = fixture::document(&["one two", "", "three four"]);
        let part = 4..document.text.len() - 5;
        let pieces: Vec<BlockText> =
            Located::new(&document).pieces(Place::new(part.clone())).collect();
        assert_eq!(joined(&pieces), "two\nthree");
        assert_eq!((pieces[0].range.clone(), pieces[1].range.clone()), (4..7, 0..5));
    }
}
