//! Tells authors why a passage has no place, and does the work of mending it for them: the places
//! that it may mean, how they differ, and what to paste.

use std::ops::Range;

use rayon::prelude::*;

use super::anchor::{FARTHEST, Failure, anchor, anchor_at};
use super::near_match::{
    Difference, LONGEST, MOST_PASSAGES, Names, NearMatch, NearMatches, Similarity, Stake,
    is_too_long,
};
use super::quotation::line;
use super::requote::{requote, with_gaps};
use super::select::{select, tell_apart};
use super::slips::slip;
use super::text_map::TextMap;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::ArticleId;
use crate::parse::article::ParsedArticle;
use crate::parse::fold::fold;
use crate::parse::note::QuotedPart;
use crate::source::{SourceSet, Span};

/// How many of the places of an ambiguous passage are told.
const MOST_PLACES: usize = 10;

/// At how many it is tried whether the words after a gap follow.
const MOST_TRIED: usize = 60;

/// The longest place, in bytes, of which a quotation is written out to be pasted.
const LONGEST_PASTE: usize = 4_000;

/// Of how many passages it is looked whether a slip of the hand is why they are not found.
const MOST_SLIPS: usize = 200;

/// What is less alike may be two places quoted as one.
const NEAR: Similarity = Similarity::from_percent(75);

/// How many differences of a near match are told.
const MOST_DIFFERENCES: usize = 6;

/// A passage without a place.
#[derive(Debug, Clone)]
pub struct FailedPassage {
    /// The article that it should stand in.
    pub article: ArticleId,
    /// The passage in its author's file.
    pub span: Span,
    /// What it quotes.
    pub parts: Vec<QuotedPart>,
    /// Why it has no place.
    pub failure: Failure,
}

/// What explanations are made with.
pub struct Explainer<'a> {
    /// The articles.
    pub articles: &'a [ParsedArticle],
    /// Their texts, in the same order.
    pub maps: &'a [TextMap<'a>],
    /// The files.
    pub sources: &'a SourceSet,
    /// The words of the records' names.
    pub names: &'a Names,
}

/// What is sought for a failed passage: the words, folded, of the part that is not found.
#[must_use]
pub fn sought(parts: &[QuotedPart], failure: &Failure) -> Option<String> {
    let Failure::NotFound { part } = failure else { return None };
    let words = fold(&parts.get(*part)?.text).text;
    Some(words.trim().to_owned())
}

impl Explainer<'_> {
    /// Explains each failure.
    pub fn explain(&self, failed: &[FailedPassage]) -> Vec<Diagnostic> {
        let sought: Vec<Option<String>> = failed
            .iter()
            .map(|failed| sought(&failed.parts, &failed.failure))
            .scan(0, |count, sought| {
                *count += usize::from(sought.is_some());
                Some(sought.filter(|_| *count <= MOST_PASSAGES))
            })
            .collect();
        let passages: Vec<&str> = sought.iter().flatten().map(String::as_str).collect();
        let near = NearMatches::new(self.maps, self.names, &passages);
        failed
            .par_iter()
            .zip(&sought)
            .enumerate()
            .map(|(number, (failed, sought))| match &failed.failure {
                Failure::NotFound { part } => {
                    let found = sought
                        .as_deref()
                        .map_or_else(Vec::new, |it| near.find(it, Some(failed.article.0)));
                    let slip = (number < MOST_SLIPS).then(|| self.slip(failed, &found)).flatten();
                    let mut told = self.not_found(failed, *part, sought.as_deref(), &found, &near);
                    told.help.splice(0..0, slip);
                    told
                }
                Failure::NotAfterGap { part, elsewhere } => {
                    self.not_after_gap(failed, *part, elsewhere)
                }
                Failure::Ambiguous { places } => self.ambiguous(failed, places),
            })
            .collect()
    }

    fn slug(&self, article: usize) -> &str {
        &self.articles[article].slug
    }

    fn source(&self, article: usize, range: &Range<usize>) -> Span {
        let source = self.maps[article].document.source_of(range.clone());
        Span::new(self.articles[article].file, source)
    }

    fn line(&self, article: usize, range: &Range<usize>) -> usize {
        let span = self.source(article, range);
        self.sources.file(span.file).position(span.start).line
    }

    /// What to write instead where a slip of the hand is why a passage is not found. What stands in
    /// another article is no slip.
    fn slip(&self, failed: &FailedPassage, found: &[NearMatch]) -> Option<String> {
        let [part] = &failed.parts[..] else { return None };
        if found.first().is_some_and(NearMatch::is_exact) {
            return None;
        }
        let is_near = found.iter().any(|found| found.comparison.similarity >= NEAR);
        slip(&self.maps[failed.article.0], part, is_near)
    }

    fn not_found(
        &self,
        failed: &FailedPassage,
        part: usize,
        sought: Option<&str>,
        found: &[NearMatch],
        near: &NearMatches<'_>,
    ) -> Diagnostic {
        let own = failed.article.0;
        let message = self.missing(failed, part, found);
        let mut diagnostic = Diagnostic::new(Code::PassageNotFound, failed.span, message);
        for found in found {
            let words = sought.unwrap_or_default();
            let message = self.described(words, found, own);
            diagnostic = diagnostic.related(self.source(found.article, &found.range), message);
            diagnostic.help.extend(self.advice(failed, part, found, near));
        }
        if sought.is_none_or(is_too_long) {
            diagnostic = diagnostic.help(if sought.is_none() {
                format!(
                    "no near match was sought: more than {MOST_PASSAGES} passages have no place"
                )
            } else {
                format!("no near match was sought: the passage has more than {LONGEST} characters")
            });
        } else if found.is_empty() {
            diagnostic = diagnostic.help("no article has words like these");
        }
        // Where there is something to paste, nothing need be copied.
        if found.is_empty() {
            let copy = "copy the words from the article; case, digits and letters must be the same";
            diagnostic = diagnostic.help(copy);
        }
        diagnostic
    }

    /// That a passage, or a part of one, does not stand in its article, and whether in another.
    fn missing(&self, failed: &FailedPassage, part: usize, found: &[NearMatch]) -> String {
        let slug = self.slug(failed.article.0);
        let elsewhere = found.first().filter(|found| found.is_exact());
        match (elsewhere, failed.parts.len()) {
            (Some(found), 1) => {
                format!("this passage stands in `{}`, not in `{slug}`", self.slug(found.article))
            }
            (None, 1) => format!("this passage does not stand in `{slug}`"),
            (found, _) => {
                let words = shortened(&failed.parts[part].text);
                let where_else = found.map_or_else(String::new, |found| {
                    format!(", but in `{}`", self.slug(found.article))
                });
                format!(
                    "part {} of this passage does not stand in `{slug}`{where_else}: “{words}”",
                    part + 1
                )
            }
        }
    }

    /// What a near match is, in one sentence.
    fn described(&self, sought: &str, found: &NearMatch, own: usize) -> String {
        if found.is_exact() {
            return format!("it stands here, in `{}`", self.slug(found.article));
        }
        let place = match found.article {
            article if article == own => String::new(),
            article => format!("in `{}`, ", self.slug(article)),
        };
        let tied = if found.tied { ", as near as another place" } else { "" };
        format!(
            "{place}{} % alike{tied}: {}",
            found.comparison.similarity.percent(),
            differences(sought, found)
        )
    }

    /// What to paste for a near match.
    fn advice(
        &self,
        failed: &FailedPassage,
        part: usize,
        found: &NearMatch,
        near: &NearMatches<'_>,
    ) -> Vec<String> {
        let (article, own) = (found.article, failed.article.0);
        let (slug, line) = (self.slug(article), self.line(article, &found.range));
        if found.is_exact() {
            return vec![format!(
                "if line {line} of `{slug}` is meant, let the passage end in `> — [[{slug}]]`"
            )];
        }
        if found.range.len() > LONGEST_PASTE {
            return Vec::new();
        }
        let map = &self.maps[article];
        let mut advice = Vec::new();
        let place = if article == own {
            format!("line {line}")
        } else {
            format!("line {line} of `{slug}`")
        };
        let quote = if article == own {
            requote(&failed.parts, part, found, near).map(|requoted| requoted.quote)
        } else {
            select(map, found.range.clone())
        };
        match quote {
            Some(quote) => advice.push(format!("to quote {place}: `{quote}`")),
            None => advice.push(match select(map, found.range.clone()) {
                Some(quote) => format!("to quote the words in {place} alone: `{quote}`"),
                None => format!("no short quotation tells {place} from other places"),
            }),
        }
        if article == own
            && failed.parts.len() == 1
            && let Some(quote) = with_gaps(map, &failed.parts[part], found)
        {
            advice.push(format!("to quote {place}, with a gap for what is left out: `{quote}`"));
        }
        advice
    }

    /// A part that stands in the article, but not where the passage wants it.
    fn not_after_gap(
        &self,
        failed: &FailedPassage,
        part: usize,
        elsewhere: &Range<usize>,
    ) -> Diagnostic {
        let own = failed.article.0;
        let (map, slug) = (&self.maps[own], self.slug(own));
        let words = shortened(&failed.parts[part].text);
        let before = anchor(map, &failed.parts[..part]).unwrap_or_default();
        let last = before.last().map_or(0, |place| place.end);
        let number = part + 1;
        let (message, help) = if elsewhere.start < last {
            let mut parts = failed.parts.clone();
            let moved = parts.remove(part);
            parts.insert(0, moved);
            let turned = anchor(map, &parts).is_ok().then(|| {
                let parts: Vec<String> = parts.iter().map(|part| line(&part.text)).collect();
                format!("in the article's order: `> {}`", parts.join(" […] "))
            });
            (
                format!(
                    "part {number} of this passage stands before the others in `{slug}`: “{words}”"
                ),
                turned,
            )
        } else {
            let apart = map.document.text[last..elsewhere.start].chars().count();
            (
                format!(
                    "part {number} of this passage stands {apart} characters after the part \
                     before it, and a gap spans {FARTHEST} at most: “{words}”"
                ),
                None,
            )
        };
        let place = select(map, elsewhere.clone());
        let alone = place.map(|quote| format!("make a passage of its own of it: `{quote}`"));
        let usual = "quote the parts in the article's order, or make a passage of each";
        Diagnostic::new(Code::PassageNotFound, failed.span, message)
            .help(help.or(alone).unwrap_or_else(|| usual.to_owned()))
            .related(self.source(own, elsewhere), "it stands here")
    }

    fn ambiguous(&self, failed: &FailedPassage, places: &[Range<usize>]) -> Diagnostic {
        let own = failed.article.0;
        let map = &self.maps[own];
        let count = match places.len() {
            1_000.. => "a thousand places or more".to_owned(),
            count => format!("{count} places"),
        };
        let mut diagnostic = Diagnostic::new(
            Code::PassageAmbiguous,
            failed.span,
            format!("this passage stands in {count} of `{}`", self.slug(own)),
        );
        if places.len() > MOST_PLACES {
            diagnostic = diagnostic.help(match failed.parts.len() {
                1 => format!("the first {MOST_PLACES} places are listed"),
                _ => format!("{MOST_PLACES} of the places are listed"),
            });
        }
        for place in self.likely(failed, places) {
            diagnostic = diagnostic.help(self.telling_apart(failed, place, places));
            let around = surroundings(&map.document.text, place);
            diagnostic = diagnostic.related(self.source(own, place), around);
        }
        diagnostic
    }

    /// The places of an ambiguous passage that are told: first those that the parts after a gap
    /// follow.
    fn likely<'a>(
        &self,
        failed: &FailedPassage,
        places: &'a [Range<usize>],
    ) -> Vec<&'a Range<usize>> {
        let map = &self.maps[failed.article.0];
        let mut likely: Vec<&Range<usize>> = places.iter().take(MOST_TRIED).collect();
        if failed.parts.len() > 1 {
            likely.sort_by_key(|place| anchor_at(map, &failed.parts, (*place).clone()).is_err());
        }
        likely.truncate(MOST_PLACES);
        likely
    }

    /// What to paste for one of the places of an ambiguous passage.
    fn telling_apart(
        &self,
        failed: &FailedPassage,
        place: &Range<usize>,
        places: &[Range<usize>],
    ) -> String {
        let own = failed.article.0;
        let map = &self.maps[own];
        let line = self.line(own, place);
        if let Err(Failure::NotFound { part } | Failure::NotAfterGap { part, .. }) =
            anchor_at(map, &failed.parts, place.clone())
        {
            let words = shortened(&failed.parts[part].text);
            return format!(
                "the one in line {line} is not meant: “{words}” does not stand within {FARTHEST} characters after it"
            );
        }
        let quote =
            tell_apart(map, &failed.parts, place, places).filter(|_| place.len() <= LONGEST_PASTE);
        match quote {
            Some(quote) => format!("to quote the one in line {line}: `{quote}`"),
            None => format!("no short quotation tells the one in line {line} from the others"),
        }
    }
}

/// The words that differ, most serious first: `18 → 19 (number)`.
#[must_use]
pub fn differences(sought: &str, found: &NearMatch) -> String {
    let comparison = &found.comparison;
    let mut all: Vec<&Difference> = comparison.differences.iter().collect();
    all.sort_by_key(|difference| difference.stake);
    let mut told: Vec<String> = Vec::new();
    if comparison.reordered {
        told.push("much the same words in another order".to_owned());
    }
    for difference in all.iter().take(MOST_DIFFERENCES) {
        let quoted = shortened(&sought[difference.quoted.clone()]);
        let printed = shortened(&found.printed[difference.printed.clone()]);
        let stake = match difference.stake {
            Stake::Wording => String::new(),
            stake => format!(" ({})", stake.name()),
        };
        told.push(match (quoted.is_empty(), printed.is_empty()) {
            (true, _) => format!("the article adds “{printed}”{stake}"),
            (_, true) => format!("the article lacks “{quoted}”{stake}"),
            _ => format!("{quoted} → {printed}{stake}"),
        });
    }
    match all.len().saturating_sub(MOST_DIFFERENCES) {
        0 => {}
        1 => told.push("and 1 more difference".to_owned()),
        more => told.push(format!("and {more} more differences")),
    }
    told.join(", ")
}

/// A place with a few words around it, as one line.
pub fn surroundings(text: &str, place: &Range<usize>) -> String {
    const AROUND: usize = 40;
    let before: Vec<char> = text[..place.start].chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[place.end..].chars().take(AROUND).collect();
    let line = format!("{before}{}{after}", shortened(&text[place.clone()]));
    let words: Vec<&str> = line.split_whitespace().collect();
    format!("“…{}…”", words.join(" "))
}

fn shortened(text: &str) -> String {
    const MOST: usize = 160;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
