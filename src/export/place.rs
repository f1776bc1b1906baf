//! Passages as other programs find them: blocks, and code points in them.

use std::ops::Range;

use crate::parse::document::{Block, Document};

/// Bytes of a text → code points, without counting from the start each time: an article may be
/// one block of megabytes with thousands of passages.
#[derive(Debug, Clone, Default)]
pub(crate) struct CodePoints {
    /// How many code points begin before each multiple of [`STEP`] bytes.
    counts: Vec<usize>,
}

/// Bytes between two counts.
const STEP: usize = 256;

/// The most characters of context that a quotation is given on either side.
const CONTEXT: usize = 32;

impl CodePoints {
    pub(crate) fn new(text: &str) -> Self {
        let counts = text
            .as_bytes()
            .chunks(STEP)
            .scan(0, |count, chunk| {
                let before = *count;
                *count += begun(chunk);
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
        counted + begun(&text.as_bytes()[step * STEP..byte])
    }
}

/// How many code points begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// An article's text, ready to be pointed into.
#[derive(Debug, Clone)]
pub(crate) struct Located<'a> {
    document: &'a Document,
    code_points: CodePoints,
}

/// Text within one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// The block's id.
    pub(crate) block: &'a str,
    /// Code points in the block's text.
    pub(crate) range: Range<usize>,
    /// The text.
    pub(crate) text: &'a str,
    /// Up to 32 characters of the block before it.
    pub(crate) prefix: &'a str,
    /// Up to 32 characters of the block after it.
    pub(crate) suffix: &'a str,
    /// Length of the block's text in code points.
    pub(crate) block_length: usize,
}

impl<'a> Located<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, code_points: CodePoints::new(&document.text) }
    }

    /// Bytes of the text, block by block; blocks of which nothing is in `part` are left out.
    pub(crate) fn pieces(&self, part: &Range<usize>) -> Vec<Piece<'a>> {
        let first = self.document.block_at(part.start).unwrap_or(0);
        self.document
            .blocks
            .iter()
            .skip(first)
            .take_while(|block| block.text.start < part.end)
            .filter_map(|block| self.piece(block, part))
            .collect()
    }

    /// The block that holds a byte of the text, and the code points of its text before the byte.
    pub(crate) fn point(&self, byte: usize) -> Option<(&'a str, usize)> {
        let block = self.document.blocks.get(self.document.block_at(byte)?)?;
        let count = |byte| self.code_points.before(&self.document.text, byte);
        Some((&block.id, count(byte.min(block.text.end)) - count(block.text.start)))
    }

    fn piece(&self, block: &'a Block, part: &Range<usize>) -> Option<Piece<'a>> {
        let text = &self.document.text;
        let bytes = part.start.max(block.text.start)..part.end.min(block.text.end);
        let piece = text.get(bytes.clone()).filter(|piece| !piece.is_empty())?;
        let before = text.get(block.text.start..bytes.start)?;
        let after = text.get(bytes.end..block.text.end)?;
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        let origin = self.code_points.before(text, block.text.start);
        let count = |byte| self.code_points.before(text, byte) - origin;
        Some(Piece {
            block: &block.id,
            range: count(bytes.start)..count(bytes.end),
            text: piece,
            prefix: &before[from..],
            suffix: &after[..to],
            block_length: count(block.text.end),
        })
    }
}

/// The text of pieces in order: blocks are joined by a line feed.
pub(crate) fn joined(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
    texts.join("\n")
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
            blocks in proptest::collection::vec("[a-cé海𝒳\n]{0,80}", 1..8),
            start in 0usize..2000,
            length in 1usize..600,
        ) {
            let document = fixture::document(&blocks);
            let start = document.text.floor_char_boundary(start);
            let end = document.text.floor_char_boundary(start + length);
            let mut left = document.text[start..end].to_owned();
            for piece in Located::new(&document).pieces(&(start..end)) {
                let block = document.blocks.iter().find(|block| block.id == piece.block).unwrap();
                let content: Vec<char> = document.text[block.text.clone()].chars().collect();
                let sliced: String = content[piece.range.clone()].iter().collect();
                prop_assert_eq!(&sliced, piece.text);
                prop_assert_eq!(piece.block_length, content.len());

                let around: String = content.iter().collect();
                let known = format!("{}{}{}", piece.prefix, piece.text, piece.suffix);
                prop_assert!(around.contains(&known));
                prop_assert_eq!(piece.prefix.chars().count(), piece.range.start.min(32));
                let after = content.len() - piece.range.end;
                prop_assert_eq!(piece.suffix.chars().count(), after.min(32));

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
        let pieces = Located::new(&document).pieces(&part);
        assert_eq!(joined(&pieces), "two\nthree");
        assert_eq!((pieces[0].range.clone(), pieces[1].range.clone()), (4..7, 0..5));
    }
}
