//! An article's text as it is searched: folded, with the way back.

use std::hash::Hash;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;
use unicode_segmentation::GraphemeCursor;

use super::gram_index::{self, GramIndex};
use crate::language::Language;
use crate::memory::{Content, Memory, Settled};
use crate::parse::document::{Document, Inline, Markup};
use crate::parse::fold::{Folded, fold};
use crate::place::{InContent, InFolded, Place};
use crate::slice::Slice;
use crate::unseen::is_unseen;

/// An article's text, ready to be searched.
#[derive(Debug)]
pub struct TextMap<'a> {
    /// The article's tree.
    pub document: &'a Document,
    text: Arc<ReadText>,
    /// Its language.
    pub language: Language,
    /// Bytes that searches have read so far.
    read: AtomicUsize,
    /// Made when they have read more than making it costs.
    index: OnceLock<Option<GramIndex>>,
}

/// What is read of a text whatever is sought in it.
#[derive(Debug)]
struct ReadText {
    /// The text, folded as a whole: a passage may run over blocks.
    folded: Folded,
    /// What is strong in it, in bytes of its text.
    strong: Vec<Place<InContent>>,
}

impl ReadText {
    fn of(document: &Document) -> Self {
        Self { folded: fold(&document.text), strong: strong_ranges(document) }
    }
}

/// How often a text is read through before an index is made: making it costs about as much.
const READ_FREELY: usize = 64;

/// Bytes of a text that are sought at first: as many as can be compared at once, so that making
/// ready costs next to nothing.
const BEGINNING: usize = 32;

/// How often no more than its beginning may be found, before a text is sought as a whole: that
/// takes time in proportion to the article, whatever stands in it.
const MOST_MISSES: usize = 16;

impl<'a> TextMap<'a> {
    /// Folds the text of a tree.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self::of_read(document, Arc::new(ReadText::of(document)))
    }

    /// The same of a text that may have been folded before.
    #[must_use]
    pub fn remembered(document: &'a Settled<Document>, memory: &Memory) -> Self {
        let key = |it: &mut Content| document.key().hash(it);
        Self::of_read(document, memory.recall("fold", key, || ReadText::of(document)))
    }

    fn of_read(document: &'a Document, text: Arc<ReadText>) -> Self {
        Self {
            document,
            text,
            language: Language::of(""),
            read: AtomicUsize::new(0),
            index: OnceLock::new(),
        }
    }

    /// Says in which language the text is.
    #[must_use]
    pub fn in_language(self, tag: &str) -> Self {
        Self { language: Language::of(tag), ..self }
    }

    /// Its text, folded.
    #[must_use]
    pub fn folded(&self) -> &Folded {
        &self.text.folded
    }

    /// Whether all of `range` is strong in the article.
    #[must_use]
    pub fn is_strong(&self, range: Place<InContent>) -> bool {
        let at = self.text.strong.partition_point(|strong| strong.end() < range.end());
        self.text.strong.get(at).is_some_and(|strong| strong.start() <= range.start())
    }

    /// Every place of `needle`, a folded text, that starts in the folded bytes `within`: in bytes
    /// of the article's text, in order, at most `most`. Places that would cut a letter from its
    /// accents, or an emoji in two, are none.
    pub fn places<'b>(
        &'b self,
        needle: &'b str,
        within: Place<InFolded>,
        most: usize,
    ) -> impl Iterator<Item = Place<InContent>> + 'b {
        self.starts(needle, within)
            .map(|start| self.whole(self.folded().raw(Place::new(start..start + needle.len()))))
            .filter(|raw| self.is_boundary(raw.start()) && self.is_boundary(raw.end()))
            .take(most)
    }

    /// A place with what no reader sees after it, where that belongs to its last letter: how it is
    /// drawn.
    fn whole(&self, place: Place<InContent>) -> Place<InContent> {
        if self.is_boundary(place.end()) {
            return place;
        }
        let rest = self.document.text.slice(place.end()..);
        let unseen = rest.len() - rest.trim_start_matches(is_unseen).len();
        place.until(place.end() + unseen)
    }

    /// Where `needle` starts in the folded text within `within`, in order.
    fn starts<'b>(
        &'b self,
        needle: &'b str,
        within: Place<InFolded>,
    ) -> Box<dyn Iterator<Item = usize> + 'b> {
        let text = self.folded().text.as_bytes();
        let end = within.end().saturating_add(needle.len()).min(text.len());
        if needle.is_empty() || within.start() >= end {
            return Box::new(std::iter::empty());
        }
        let cost = end - within.start();
        if needle.len() >= gram_index::GRAM
            && self.read.fetch_add(cost, Ordering::Relaxed) / READ_FREELY > text.len()
            && let Some(index) = self.index.get_or_init(|| GramIndex::new(text))
        {
            return Box::new(index.starts(text, needle.as_bytes(), within));
        }
        let step = needle.chars().next().map_or(1, char::len_utf8);
        let needle = needle.as_bytes();
        let mut finder = Finder::new(&needle[..needle.len().min(BEGINNING)]);
        let mut misses = 0;
        let mut at = within.start();
        Box::new(std::iter::from_fn(move || {
            loop {
                let start = at + finder.find(text.get(at..end)?)?;
                at = start + step;
                if start >= within.end() {
                    return None;
                }
                if text[start..].starts_with(needle) {
                    return Some(start);
                }
                misses += 1;
                if misses == MOST_MISSES {
                    finder = Finder::new(needle);
                }
            }
        }))
    }

    /// Whether a place in the article's text stands between two letters, accents and all.
    pub fn is_boundary(&self, at: usize) -> bool {
        let text = &self.document.text;
        let bytes = text.as_bytes();
        let plain = |index: Option<usize>| {
            index.and_then(|index| bytes.get(index)).is_none_or(u8::is_ascii)
        };
        if plain(at.checked_sub(1)) && plain(Some(at)) {
            return true;
        }
        GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
    }
}

fn strong_ranges(document: &Document) -> Vec<Place<InContent>> {
    let mut ranges: Vec<Place<InContent>> = Vec::new();
    for block in &document.blocks {
        let mut depth = 0usize;
        let mut open: Vec<bool> = Vec::new();
        for inline in &block.inlines {
            match inline {
                Inline::Open(markup) => {
                    let strong = match markup {
                        Markup::Strong => true,
                        Markup::Html(tag) => tag.name == "b",
                        _ => false,
                    };
                    depth += usize::from(strong);
                    open.push(strong);
                }
                Inline::Close => depth -= usize::from(open.pop() == Some(true)),
                Inline::Text(range) if depth > 0 => match ranges.last_mut() {
                    Some(last) if last.end() == range.start() => *last = last.cover(*range),
                    _ => ranges.push(*range),
                },
                _ => {}
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_sought_is_found_wherever_it_stands(
            text in "(a{0,40}b{0,2}){0,40}",
            needle in "(a{0,40}b{0,2}){1,2}",
            from in 0usize..80,
            length in 0usize..400,
        ) {
            let document = Document { text, ..Document::default() };
            let map = TextMap::new(&document);
            let within = from..from + length;
            let stands = |at: &usize| document.text[*at..].starts_with(&needle);
            let end = within.end.min(document.text.len());
            let expected: Vec<usize> =
                (from..end).filter(|at| !needle.is_empty() && stands(at)).collect();
            prop_assert_eq!(map.starts(&needle, Place::new(within)).collect::<Vec<_>>(), expected);
        }
    }
}
