//! Where incoming annotations belong: which article a page's address is, and where its words are.

use std::collections::BTreeMap;

use url::Url;

use super::targets::{BlockPlace, Target};
use crate::import::address::address;
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
    /// Of how many places it is the one nearest to the position that the annotation gives; the words around
    /// do not tell them apart.
    pub nearest_of: usize,
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

    /// The one article in which words stand, in one place: for annotations that name no page.
    fn article_with(&self, words: &str) -> Option<usize> {
        let folded = fold(words).text;
        let needle = folded.trim();
        let stands =
            |text: &Text<'_>| text.map.places(needle, text.map.folded().whole(), 2).count();
        let mut found = self.texts.iter().enumerate().filter(|(_, text)| stands(text) > 0);
        match (found.next(), found.next()) {
            (Some((article, _)), None) if !needle.is_empty() => Some(article),
            _ => None,
        }
    }

    /// The article of a target: of its address, or the one that has its words.
    #[must_use]
    pub fn article_of(&self, target: &Target) -> Option<usize> {
        match target.source.is_empty() {
            true => self.article_with(&target.exact),
            false => self.article(&target.source),
        }
    }

    /// Where a block stands in an article's text.
    #[must_use]
    pub fn block(&self, article: usize, block: &str) -> Option<Place<InContent>> {
        let text = self.texts.get(article)?;
        Some(text.map.document.blocks.get(*text.blocks.get(block)?)?.text)
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
            return Ok(FoundWords { range, moved: false, nearest_of: 1 });
        }
        let all = text.map.folded().whole();
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
                let moved = context.is_given() && scores[0] == 0;
                Ok(FoundWords { range: *place, moved, nearest_of: 1 })
            }
            _ => {
                let best = scores.iter().copied().max().unwrap_or(0);
                let with_best = places.iter().zip(&scores).filter(|(_, score)| **score == best);
                let with_best: Vec<Place<InContent>> = with_best.map(|(place, _)| *place).collect();
                let nearest = match (with_best.as_slice(), target.position) {
                    ([place], _) => Some(*place),
                    (_, Some(position)) => text.nearest(&with_best, position),
                    _ => None,
                };
                let nearest = nearest.ok_or(Lost::Ambiguous(places.len()))?;
                Ok(FoundWords { range: nearest, moved: false, nearest_of: with_best.len() })
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

    /// Which of some places is nearest to a position in characters; none where two are equally near.
    fn nearest(&self, places: &[Place<InContent>], position: usize) -> Option<Place<InContent>> {
        let text = &self.map.document.text;
        let mut near: Vec<(usize, Place<InContent>)> = places
            .iter()
            .map(|place| (text.slice(..place.start()).chars().count().abs_diff(position), *place))
            .collect();
        near.sort_by_key(|(distance, place)| (*distance, place.start()));
        match near.as_slice() {
            [first, second, ..] if first.0 == second.0 => None,
            [first, ..] => Some(first.1),
            [] => None,
        }
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
        let folded = map.folded().folded(place);
        let letters = |c: &char| !c.is_whitespace();
        let before = map.folded().text.slice(..folded.start()).chars().rev().filter(letters);
        let after = map.folded().text.slice(folded.end()..).chars().filter(letters);
        let same = |wanted: &[char], is: &mut dyn Iterator<Item = char>| {
            wanted.iter().zip(is).take_while(|(wanted, is)| **wanted == *is).count()
        };
        same(&self.before, &mut before.into_iter()) + same(&self.after, &mut after.into_iter())
    }
}

/// An address without what does not tell pages apart: what a page is read through, scheme, `www.`, a last slash, the fragment,
/// and what campaigns add.
#[must_use]
pub fn plain_url(url: &str) -> String {
    const CAMPAIGNS: &[&str] = &["fbclid", "gclid", "mc_cid", "mc_eid"];
    let own = address(url).map(|address| address.url);
    let url = own.as_deref().unwrap_or(url);
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
