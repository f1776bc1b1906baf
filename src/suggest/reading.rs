//! An article as suggestions read it: its sentences, words and quotations.

use unicode_normalization::char::is_combining_mark;

use super::vocabulary::{is_abbreviation, lower};
use crate::language::is_digit;
use crate::model::{Article, ArticleId, Briefing, Mention};
use crate::parse::document::{Block, BlockKind, Document};
use crate::parse::quotation::{Quotation, quotations};
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use crate::source::Span;

/// How far back and on, in bytes, what is meant by a word is sought.
const LOOKING: usize = 1_200;

/// An article with what is read in it once and used by every kind of suggestion.
pub(super) struct Reading<'a> {
    pub(super) id: ArticleId,
    pub(super) article: &'a Article,
    pub(super) document: &'a Document,
    pub(super) map: TextMap<'a>,
    /// Where it names entities and officials, be it misspelled, in order.
    pub(super) mentions: Vec<Mention>,
    /// The quotations in its prose, in order.
    pub(super) quotations: Vec<Quotation>,
    /// The sentences of its prose, in order.
    pub(super) sentences: Vec<Place<InContent>>,
}

impl<'a> Reading<'a> {
    /// Reads an article; `misspelled` is where it names records by names that are nearly theirs.
    pub(super) fn new(
        briefing: &'a Briefing,
        id: ArticleId,
        misspelled: &[Mention],
    ) -> Option<Self> {
        let article = &briefing[id];
        let document = &article.shown()?.document;
        let mut mentions = briefing.mentions_in(id).to_vec();
        mentions.extend_from_slice(misspelled);
        mentions.sort_by_key(|mention| (mention.range.start(), mention.range.end()));
        mentions.dedup_by(|next, last| next.range.start() < last.range.end());
        let prose = || document.blocks.iter().filter(|block| is_prose(block));
        let in_prose = |at: usize| {
            let block = document.block_at(at).and_then(|block| document.blocks.get(block));
            block.is_some_and(is_prose)
        };
        Some(Self {
            id,
            article,
            document,
            map: TextMap::new(document).in_language(&article.language),
            mentions,
            quotations: quotations(document)
                .into_iter()
                .filter(|quotation| in_prose(quotation.words.start()))
                .collect(),
            sentences: prose().flat_map(|block| sentences(&document.text, block.text)).collect(),
        })
    }

    /// Whether it is in English: what is known of words is of English words.
    pub(super) fn is_english(&self) -> bool {
        let language = self.article.language.to_ascii_lowercase();
        language == "en" || language.starts_with("en-")
    }

    /// Whether its language gives capitals to every noun, so that these tell no names.
    pub(super) fn has_capital_nouns(&self) -> bool {
        let language = self.article.language.to_ascii_lowercase();
        ["de", "lb", "nds"].contains(&language.split('-').next().unwrap_or_default())
    }

    pub(super) fn text(&self, range: Place<InContent>) -> &'a str {
        self.document.text.get(range.bytes()).unwrap_or_default()
    }

    /// The bytes of the block that holds a byte.
    pub(super) fn block(&self, at: usize) -> Place<InContent> {
        let block = self.document.block_at(at).and_then(|index| self.document.blocks.get(index));
        block.map_or(Place::new(at..at), |block| block.text)
    }

    /// A place at or after `start` that is not farther before `at` than a reader looks back.
    pub(super) fn near(&self, at: usize, start: usize) -> usize {
        let text = &self.document.text;
        start.max(text.floor_char_boundary(at.saturating_sub(LOOKING))).min(at)
    }

    /// A place at or before `end` that is not farther after `at` than a reader looks on.
    pub(super) fn not_far(&self, at: usize, end: usize) -> usize {
        let text = &self.document.text;
        end.min(text.floor_char_boundary(at.saturating_add(LOOKING))).max(at)
    }

    /// What of `within` is not farther from a place, before and after it.
    pub(super) fn around(
        &self,
        place: Place<InContent>,
        within: Place<InContent>,
    ) -> Place<InContent> {
        Place::new(
            self.near(place.start(), within.start())..self.not_far(place.end(), within.end()),
        )
    }

    /// The sentence that holds a byte; nothing outside of prose.
    pub(super) fn sentence(&self, at: usize) -> Option<Place<InContent>> {
        let after = self.sentences.partition_point(|sentence| sentence.start() <= at);
        let sentence = self.sentences.get(after.checked_sub(1)?)?;
        (at < sentence.end()).then_some(*sentence)
    }

    /// The mentions that lie within a range.
    pub(super) fn mentions_within(&self, range: Place<InContent>) -> &[Mention] {
        let first = self.mentions.partition_point(|it| it.range.start() < range.start());
        let after = self.mentions.partition_point(|it| it.range.start() < range.end());
        let inside = self.mentions.get(first..after.max(first)).unwrap_or_default();
        match inside.split_last() {
            Some((last, others)) if last.range.end() > range.end() => others,
            _ => inside,
        }
    }

    /// Where a range stands in the article's file.
    pub(super) fn span(&self, range: Place<InContent>) -> Span {
        Span::new(self.article.span.file, self.document.source_of(range))
    }
}

/// Whether a block is running text: headings have capitals of their own, and code no speakers.
fn is_prose(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code { .. })
}

/// A word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordInText {
    /// Its bytes, without the ending of a possessive.
    pub(super) range: Place<InContent>,
    /// Where it ends, with that.
    pub(super) end: usize,
}

impl WordInText {
    pub(super) fn is_possessive(&self) -> bool {
        self.range.end() < self.end
    }
}

/// The words of a part of a text, in order: with the hyphens, apostrophes, full stops and `&` inside
/// them, and the last full stop of `U.S.`.
pub(super) fn words(text: &str, range: Place<InContent>) -> Vec<WordInText> {
    let slice = text.get(range.bytes()).unwrap_or_default();
    let mut found = Vec::new();
    let mut chars = slice.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if !goes_on(slice.slice(..at), c, slice.slice(at + c.len_utf8()..)) {
                break;
            }
            chars.next();
            end = at + c.len_utf8();
        }
        let word = slice.slice(start..end);
        let is_initials = word.contains('.') && word.split('.').all(|part| part.len() == 1);
        if is_initials && slice.slice(end..).starts_with('.') {
            chars.next();
            end += 1;
        }
        let word = slice.slice(start..end);
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        let length = bare.filter(|bare| !bare.is_empty()).map_or(word.len(), str::len);
        let first = range.start() + start;
        found.push(WordInText {
            range: Place::new(first..first + length),
            end: range.start() + end,
        });
    }
    found
}

/// Whether a character that stands between `before` and `after` belongs to the word before it.
fn goes_on(before: &str, c: char, after: &str) -> bool {
    match c {
        _ if c.is_alphanumeric() || is_combining_mark(c) => true,
        '\'' | '’' | '-' | '‑' | '&' | '.' => after.starts_with(char::is_alphanumeric),
        ',' | '٬' | '٫' => before.ends_with(is_digit) && after.starts_with(is_digit),
        _ => false,
    }
}

/// The sentences of a block.
fn sentences(text: &str, block: Place<InContent>) -> Vec<Place<InContent>> {
    let slice = text.slice(block.bytes());
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in slice.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        let after = slice.slice(at + c.len_utf8()..);
        let rest = after.trim_start_matches(is_closing);
        // The mark that opens in English closes in German.
        let rest = match rest.strip_prefix('“') {
            Some(more) if !more.starts_with(char::is_alphanumeric) => {
                more.trim_start_matches(is_closing)
            }
            _ => rest,
        };
        let end = slice.len() - rest.len();
        let wide = matches!(c, '。' | '！' | '？');
        let next = rest.trim_start().chars().next();
        let parted = wide || rest.starts_with(char::is_whitespace);
        let begins = next.is_some_and(|next| !next.is_lowercase() && !is_closing(next));
        let numbered = next.is_some_and(is_digit);
        if end > start
            && parted
            && begins
            && !(c == '.' && is_short(slice.slice(start..at), numbered))
        {
            found.push(block.part(start..end));
            start = slice.len() - rest.trim_start().len();
        }
    }
    if !slice.slice(start..).trim().is_empty() {
        found.push(block.since(block.start() + start));
    }
    found
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '」' | '』')
}

/// Whether the last word of a text is a short form or an initial, so that its full stop ends
/// nothing. `numbered` tells whether a figure follows: "No. 4".
fn is_short(text: &str, numbered: bool) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let initial = letters == 1 && word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    initial || initials || is_abbreviation(&lower(word)) || (numbered && lower(word) == "no")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_is_inside_them() {
        let text = "The U.S. firm’s 1,200 well-known AT&T staff aren't Jones's.";
        let found: Vec<&str> = words(text, Place::new(0..text.len()))
            .iter()
            .map(|word| &text[word.range.bytes()])
            .collect();
        let expected =
            ["The", "U.S.", "firm", "1,200", "well-known", "AT&T", "staff", "aren't", "Jones"];
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_their_stops_and_not_at_those_of_short_forms() {
        let text = "Mr. Lee of Acme Co. said “No.” The U.S. firm, J. Roe says, paid 2.5 million! \
                    Did it? yes... No";
        let found: Vec<&str> = sentences(text, Place::new(0..text.len()))
            .into_iter()
            .map(|range| &text[range.bytes()])
            .collect();
        assert_eq!(
            found,
            [
                "Mr. Lee of Acme Co. said “No.”",
                "The U.S. firm, J. Roe says, paid 2.5 million!",
                "Did it? yes...",
                "No"
            ]
        );
    }
}
