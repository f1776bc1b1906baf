//! Where incoming annotations belong: which article a page's address is, and where its words are.

use std::collections::BTreeMap;

use url::Url;

use super::read::{BlockPlace, Target};
use crate::parse::Parsed;
use crate::parse::article::ParsedArticle;
use crate::parse::fold::{Folded, fold};
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// How many places of the same words are told apart.
const MOST_PLACES: usize = 1_000;

/// How much of the words before and after is looked at, in characters.
const MOST_CONTEXT: usize = 200;

/// A briefing's articles, ready to be looked up.
pub struct Ground<'a> {
    /// The articles.
    pub articles: &'a [ParsedArticle],
    texts: Vec<Text<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    by_url: BTreeMap<String, usize>,
}

/// An article's text.
struct Text<'a> {
    map: TextMap<'a>,
    blocks: BTreeMap<&'a str, usize>,
    /// The text without the line feeds between blocks, folded: some tools count none there.
    unbroken: Folded,
}

/// Why words have no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// They stand nowhere in the article.
    NotFound,
    /// They stand in so many places, and nothing tells which is meant.
    Ambiguous(usize),
}

/// Words that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWords {
    /// Their bytes in the article's text.
    pub range: Place<InContent>,
    /// Whether other words stand around them than the annotation says.
    pub moved: bool,
}

impl<'a> Ground<'a> {
    /// Prepares a briefing's articles.
    #[must_use]
    pub fn new(parsed: &'a Parsed) -> Self {
        let articles = parsed.articles.as_slice();
        let mut by_id = BTreeMap::new();
        let mut by_url = BTreeMap::new();
        for (number, article) in articles.iter().enumerate() {
            let earlier = article.fields.redirect_from.iter().flat_map(|ids| &ids.0);
            for id in std::iter::once(&article.slug).chain(earlier) {
                by_id.entry(id.as_str()).or_insert(number);
            }
            for url in [&article.fields.url, &article.fields.archive_url].into_iter().flatten() {
                by_url.entry(plain_url(&url.0)).or_insert(number);
            }
        }
        let texts = articles.iter().map(Text::new).collect();
        Self { articles, texts, by_id, by_url }
    }

    /// The article of an id, or of an earlier one.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The article of an address: its page in the site, or where it stands on the web.
    #[must_use]
    pub fn article(&self, source: &str) -> Option<usize> {
        let path = source.split(['?', '#']).next().unwrap_or(source);
        let mut segments = path.rsplit('/');
        let page = segments.next().and_then(|name| name.strip_suffix(".html"));
        if let (Some(id), Some("articles")) = (page, segments.next())
            && let Some(&number) = self.by_id.get(id)
        {
            return Some(number);
        }
        self.by_url.get(&plain_url(source)).copied()
    }

    /// The text of an article.
    #[must_use]
    pub fn map(&self, article: usize) -> &TextMap<'a> {
        &self.texts[article].map
    }

    /// Whether an article has a block of this id.
    #[must_use]
    pub fn has_block(&self, article: usize, block: &str) -> bool {
        self.texts[article].blocks.contains_key(block)
    }

    /// Finds the words of a target in an article.
    ///
    /// # Errors
    /// Where they stand nowhere, or in several places that nothing tells apart.
    pub fn find(&self, article: usize, target: &Target) -> Result<FoundWords, Lost> {
        let text = &self.texts[article];
        let folded = fold(&target.exact).text;
        let needle = folded.trim();
        if let Some(range) = text.at_blocks(target, needle) {
            return Ok(FoundWords { range, moved: false });
        }
        let all = text.map.folded.whole();
        let mut places: Vec<Place<InContent>> = text.map.places(needle, all, MOST_PLACES).collect();
        if places.is_empty() {
            places = text.unbroken_places(needle);
        }
        let context = Context::new(target);
        let scores: Vec<usize> =
            places.iter().map(|place| context.score(&text.map, *place)).collect();
        match places.as_slice() {
            [] => Err(Lost::NotFound),
            [place] => {
                Ok(FoundWords { range: *place, moved: context.is_given() && scores[0] == 0 })
            }
            _ => {
                let best = scores.iter().copied().max().unwrap_or(0);
                let mut with_best = places.iter().zip(&scores).filter(|(_, score)| **score == best);
                match (with_best.next(), with_best.next()) {
                    (Some((place, _)), None) => Ok(FoundWords { range: *place, moved: false }),
                    _ => Err(Lost::Ambiguous(places.len())),
                }
            }
        }
    }
}

impl<'a> Text<'a> {
    fn new(article: &'a ParsedArticle) -> Self {
        let document = &article.body;
        let blocks = document
            .blocks
            .iter()
            .enumerate()
            .map(|(number, block)| (block.id.as_str(), number))
            .collect();
        let unbroken: String =
            document.blocks.iter().map(|block| document.text.slice(block.text.bytes())).collect();
        Self { map: TextMap::new(document), blocks, unbroken: fold(&unbroken) }
    }

    /// Where the blocks that a target names have its words.
    fn at_blocks(&self, target: &Target, needle: &str) -> Option<Place<InContent>> {
        let (first, last) = target.blocks.as_ref()?;
        let range = self.offset(first, first.start)?..self.offset(last, last.end)?;
        let words = self.map.document.text.get(range.clone())?;
        let same = fold(words).text.trim() == needle;
        (same && !needle.is_empty()).then_some(Place::new(range))
    }

    fn offset(&self, place: &BlockPlace, characters: usize) -> Option<usize> {
        let document = self.map.document;
        let block = &document.blocks[*self.blocks.get(place.id.as_str())?];
        let text = document.text.slice(block.text.bytes());
        let ends = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
        ends.into_iter().nth(characters).map(|at| block.text.start() + at)
    }

    /// Places of words that run over blocks without a space between them.
    fn unbroken_places(&self, needle: &str) -> Vec<Place<InContent>> {
        if needle.is_empty() {
            return Vec::new();
        }
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        finder
            .find_iter(self.unbroken.text.as_bytes())
            .take(MOST_PLACES)
            .filter_map(|start| {
                let raw = self.unbroken.raw(Place::new(start..start + needle.len()));
                Some(Place::new(self.broken(raw.start(), false)?..self.broken(raw.end(), true)?))
            })
            .collect()
    }

    /// A place of the unbroken text in the article's: before the line feeds there, where an end
    /// is sought.
    fn broken(&self, at: usize, end: bool) -> Option<usize> {
        let mut left = at;
        for block in &self.map.document.blocks {
            let length = block.text.len();
            if left < length || end && left == length {
                return Some(block.text.start() + left);
            }
            left -= length;
        }
        None
    }
}

/// The words around, letters only: tools differ in the white space between blocks.
struct Context {
    before: Vec<char>,
    after: Vec<char>,
}

impl Context {
    fn new(target: &Target) -> Self {
        let letters = |text: &str| -> Vec<char> {
            fold(text).text.chars().filter(|c| !c.is_whitespace()).collect()
        };
        let mut before = letters(&target.prefix);
        before.reverse();
        before.truncate(MOST_CONTEXT);
        let mut after = letters(&target.suffix);
        after.truncate(MOST_CONTEXT);
        Self { before, after }
    }

    fn is_given(&self) -> bool {
        !self.before.is_empty() || !self.after.is_empty()
    }

    /// How many letters around a place are as they should be, without a break.
    fn score(&self, map: &TextMap<'_>, place: Place<InContent>) -> usize {
        let folded = map.folded.folded(place);
        let letters = |c: &char| !c.is_whitespace();
        let before = map.folded.text.slice(..folded.start()).chars().rev().filter(letters);
        let after = map.folded.text.slice(folded.end()..).chars().filter(letters);
        let same = |wanted: &[char], is: &mut dyn Iterator<Item = char>| {
            wanted.iter().zip(is).take_while(|(wanted, is)| **wanted == *is).count()
        };
        same(&self.before, &mut before.into_iter()) + same(&self.after, &mut after.into_iter())
    }
}

/// An address without what does not tell pages apart: scheme, `www.`, a last slash, the fragment,
/// and what campaigns add.
#[must_use]
pub fn plain_url(url: &str) -> String {
    const CAMPAIGNS: &[&str] = &["fbclid", "gclid", "mc_cid", "mc_eid"];
    let Ok(parsed) = Url::parse(url.trim()) else { return url.trim().to_owned() };
    let Some(host) = parsed.host_str() else { return parsed.to_string() };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut plain = format!("{host}{port}{}", parsed.path().trim_end_matches('/'));
    let kept: Vec<String> = parsed
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && !CAMPAIGNS.contains(&key.as_ref()))
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    if !kept.is_empty() {
        plain.push('?');
        plain.push_str(&kept.join("&"));
    }
    plain
}
