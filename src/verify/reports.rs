//! The reports that drafts are held against.

use super::loose::{Loose, Needle, SIGNS};
use super::quotations::{Joint, Quotation};
use crate::language::{Cut, cut, is_quotation_mark, primary};
use crate::load::Folder;
use crate::model::{Article, ArticleId, Briefing, TextKind};
use crate::parse::document::Document;
use crate::parse::fold::fold;
use crate::pin::read_original;
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// How far on the words after a gap, after who speaks, and after the writer's own words are sought, in
/// bytes.
const AFTER_GAP: usize = 1_500;
const AFTER_TAG: usize = 200;
const AFTER_BRACKETS: usize = 80;

/// The text of a report that a draft may quote.
pub(super) struct Report<'a> {
    pub(super) article: ArticleId,
    pub(super) map: &'a TextMap<'a>,
    pub(super) language: &'a str,
    loose: Loose,
    /// Of a digest, what of it is the report's: what it puts in quotation marks.
    own: Option<&'a [Place<InContent>]>,
    /// Whether it is the whole report.
    pub(super) whole: bool,
    /// Whether it is an original, of which pages show nothing.
    pub(super) original: bool,
}

/// Where a quotation stands.
#[derive(Debug, Clone)]
pub(super) struct Placement {
    /// Number of the report.
    pub(super) report: usize,
    /// Its parts, in order.
    pub(super) parts: Vec<Place<InContent>>,
    /// Whether it is the same letter for letter.
    pub(super) exact: bool,
    /// What the report prints where the draft only says who speaks.
    pub(super) omitted: Option<Place<InContent>>,
}

/// A draft's words as they are sought.
struct Sought<'q> {
    joint: Joint,
    raw: &'q str,
    needle: Needle,
}

/// The originals of digests and excerpts, by the numbers of their articles, where they are at hand. One
/// that cannot be read is left out: `sidenote check --originals` tells why.
#[must_use]
pub fn originals(briefing: &Briefing, folder: &Folder) -> Vec<Option<Document>> {
    let read = |article: &Article| {
        let named = folder.originals.is_some() && article.original.is_some();
        let wanted = named && article.kind != TextKind::Full;
        wanted.then(|| read_original(folder, article)).flatten()
    };
    briefing.articles.iter().map(read).collect()
}

/// The text of a report that is at hand.
pub(super) struct Text<'a> {
    article: ArticleId,
    document: &'a Document,
    original: bool,
}

/// The texts of a briefing's reports, without the drafts.
pub(super) fn texts<'a>(
    briefing: &'a Briefing,
    originals: &'a [Option<Document>],
    drafts: &[ArticleId],
) -> Vec<Text<'a>> {
    let articles = briefing.articles().filter(|(id, _)| !drafts.contains(id));
    let text = |(article, it): (ArticleId, &'a Article)| {
        let original = originals.get(article.index()).and_then(Option::as_ref);
        let document = original.or_else(|| it.shown().map(|prose| &*prose.document))?;
        Some(Text { article, document, original: original.is_some() })
    };
    articles.filter_map(text).collect()
}

impl<'a> Text<'a> {
    pub(super) fn map(&self, briefing: &Briefing) -> TextMap<'a> {
        TextMap::new(self.document).in_language(&briefing[self.article].language)
    }
}

impl<'a> Report<'a> {
    pub(super) fn new(briefing: &'a Briefing, text: &Text<'_>, map: &'a TextMap<'a>) -> Self {
        let article = &briefing[text.article];
        let is_digest = !text.original && article.kind == TextKind::Digest;
        Self {
            article: text.article,
            map,
            language: primary(&article.language),
            loose: Loose::new(&map.folded().text),
            own: is_digest.then_some(article.quoted.as_slice()),
            whole: text.original || article.kind == TextKind::Full,
            original: text.original,
        }
    }
}

/// Every place where a quotation stands, but for typography; at most a few of each report.
pub(super) fn placements(
    reports: &[Report<'_>],
    draft: &Document,
    quotation: &Quotation,
) -> Vec<Placement> {
    let mut sought: Vec<Sought<'_>> = Vec::new();
    for (index, part) in quotation.parts.iter().enumerate() {
        let raw = draft.slice(part.words);
        let goes_on =
            quotation.parts.get(index + 1).is_some_and(|next| next.joint == Joint::Paragraph);
        let Some(needle) = Needle::new(&fold(raw), goes_on) else { return Vec::new() };
        sought.push(Sought { joint: part.joint, raw, needle });
    }
    let found = reports.iter().enumerate().map(|(index, report)| report.placements(index, &sought));
    found.flatten().collect()
}

impl Report<'_> {
    fn placements(&self, index: usize, sought: &[Sought<'_>]) -> Vec<Placement> {
        const MOST: usize = 8;
        let Some((first, others)) = sought.split_first() else { return Vec::new() };
        let mut found = Vec::new();
        for start in self.loose.places(&first.needle, 0) {
            let mut ranges = vec![start.clone()];
            let mut end = start.end;
            let chained = others.iter().all(|part| {
                let next = self.next(part, end);
                end = next.as_ref().map_or(end, |next| next.end);
                ranges.extend(next.clone());
                next.is_some()
            });
            let placement = chained.then(|| self.placement(index, sought, &ranges)).flatten();
            found.extend(placement);
            if found.len() >= MOST {
                break;
            }
        }
        found
    }

    /// Where the next part of a quotation stands, of which the one before ends at a loose byte.
    fn next(&self, part: &Sought<'_>, end: usize) -> Option<std::ops::Range<usize>> {
        let reach = match part.joint {
            Joint::Paragraph => 4,
            Joint::Tag => AFTER_TAG,
            Joint::Gap => AFTER_GAP,
            Joint::Brackets => AFTER_BRACKETS,
        };
        let found = self.loose.places(&part.needle, end).next();
        found.filter(|range| range.start <= end + reach)
    }

    fn placement(
        &self,
        report: usize,
        sought: &[Sought<'_>],
        ranges: &[std::ops::Range<usize>],
    ) -> Option<Placement> {
        let document = self.map.document;
        let raw = |range: &std::ops::Range<usize>| {
            self.map.folded().raw(self.loose.folded(range.clone()))
        };
        let parts: Vec<Place<InContent>> = ranges.iter().map(raw).collect();
        let own = self.own.is_none_or(|own| {
            parts.iter().all(|part| own.iter().any(|quoted| quoted.covers(*part)))
        });
        if !own {
            return None;
        }
        let same = |(sought, part): (&Sought<'_>, &Place<InContent>)| {
            let printed = document.slice(*part);
            let bare = sought.raw.trim();
            let (words, sign) = bare.split_at(bare.trim_end_matches(SIGNS).len());
            let follows = document.text.slice(part.end()..);
            let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
            same(bare, printed) || (same(words, printed) && follows.starts_with(sign))
        };
        let asks = ['?', '？', '؟'];
        // A question that the draft makes of a sentence is no typography.
        let last = sought.last().zip(parts.last())?;
        let follows = document.text.slice(last.1.end()..).trim_start_matches(['"', '”', '’', ' ']);
        if last.0.raw.trim_end().ends_with(asks)
            && !follows.starts_with(asks)
            && !document.slice(*last.1).ends_with(asks)
        {
            return None;
        }
        let exact = sought.iter().zip(&parts).all(same);
        let omitted = sought.iter().skip(1).zip(parts.iter().zip(parts.iter().skip(1)));
        let omitted = omitted
            .filter(|(part, _)| part.joint == Joint::Tag)
            .map(|(_, (one, next))| Place::new(one.end()..next.start()))
            .find(|between| !self.is_tag(*between));
        Some(Placement { report, parts, exact, omitted })
    }

    /// Whether what stands between two parts of what is said is only who speaks, or nothing.
    fn is_tag(&self, between: Place<InContent>) -> bool {
        let text = self.map.document.slice(between);
        let quotes = text.chars().filter(|c| is_quotation_mark(*c)).count();
        !text.contains(char::is_alphanumeric) || quotes >= 2
    }

    /// What of its meaning a quotation loses.
    pub(super) fn cut(&self, placement: &Placement) -> Option<Cut> {
        let parts: Vec<_> = placement.parts.iter().map(|part| part.bytes()).collect();
        cut(&self.map.document.text, &parts, self.language)
    }

    /// Whether a place may be quoted as the report's.
    pub(super) fn owns(&self, place: Place<InContent>) -> bool {
        self.own.is_none_or(|own| {
            own.iter().any(|quoted| {
                let shared = quoted.meet(place).len();
                2 * shared > place.len()
            })
        })
    }

    /// Whether all that the report adds at a place is who speaks, between two parts in quotation marks.
    pub(super) fn only_tags(&self, added: &[Place<InContent>]) -> bool {
        !added.is_empty()
            && added.iter().all(|place| {
                let text = &self.map.document.text;
                let mark =
                    |c: char| "\"“”„«»".contains(c) || c.is_whitespace() || SIGNS.contains(&c);
                let before = text.slice(..place.start());
                let closing = before.len() - before.trim_end_matches(mark).len();
                let after = text.slice(place.end()..);
                let opening = after.len() - after.trim_start_matches(mark).len();
                let has_mark = |text: &str| text.contains(['"', '“', '”', '„', '«', '»']);
                has_mark(text.slice(place.start() - closing..place.start()))
                    && has_mark(text.slice(place.end()..place.end() + opening))
            })
    }
}
