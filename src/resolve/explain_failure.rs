//! Tells authors why a passage has no place, and does the work of mending it for them: the places
//! that it may mean, how they differ, and what to paste.

use std::ops::Range;

use rayon::prelude::*;

use super::anchor::{FARTHEST, Failure, anchor};
use super::near_match::{
    Difference, LONGEST, MOST_PASSAGES, Names, NearMatch, NearMatches, Similarity, Stake,
    is_too_long,
};
use super::requote::{requote, with_gaps};
use super::select::{line, select};
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

/// The longest place, in bytes, of which a quotation is written out to be pasted.
const LONGEST_PASTE: usize = 4_000;

/// Of how many passages without an article it is sought.
const MOST_UNATTRIBUTED: usize = 100;

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

/// A passage of which it is not said in which article it stands.
#[derive(Debug, Clone)]
pub struct Unattributed {
    /// The passage in its author's file.
    pub span: Span,
    /// What it quotes.
    pub parts: Vec<QuotedPart>,
    /// Whether other passages of its note say so.
    pub others_are: bool,
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
            .map(|(failed, sought)| match &failed.failure {
                Failure::NotFound { part } => {
                    self.not_found(failed, *part, sought.as_deref(), &near)
                }
                Failure::NotAfterGap { part, elsewhere } => {
                    self.not_after_gap(failed, *part, elsewhere)
                }
                Failure::Ambiguous { places } => self.ambiguous(failed, places),
            })
            .collect()
    }

    /// Tells of passages without an article, and in which one each stands, where that is one.
    pub fn unattributed(&self, passages: &[Unattributed]) -> Vec<Diagnostic> {
        let told = |(number, passage): (usize, &Unattributed)| {
            let message = match passage.others_are {
                false => "it is not said in which article this passage stands",
                true => {
                    "other passages of this note say in which article they stand, so this one must, too"
                }
            };
            let stands = |&article: &usize| anchor(&self.maps[article], &passage.parts).is_ok();
            let sought = number < MOST_UNATTRIBUTED && !passage.parts.is_empty();
            let mut found = (0..self.maps.len()).filter(|_| sought).filter(stands);
            let help = match (found.next(), found.next()) {
                (Some(article), None) => {
                    let slug = self.slug(article);
                    format!("it stands in `{slug}`: add a last line to it, `> — [[{slug}]]`")
                }
                _ => "add a last line to it: `> — [[article-id]]`".to_owned(),
            };
            let diagnostic = Diagnostic::new(Code::AttributionMissing, passage.span, message);
            diagnostic.help(help).maybe_help(
                (!passage.others_are)
                    .then(|| "or add `article: …` to the file's front matter".to_owned()),
            )
        };
        passages.par_iter().enumerate().map(told).collect()
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

    fn not_found(
        &self,
        failed: &FailedPassage,
        part: usize,
        sought: Option<&str>,
        near: &NearMatches<'_>,
    ) -> Diagnostic {
        let own = failed.article.0;
        let found = sought.map_or_else(Vec::new, |sought| near.find(sought, Some(own)));
        let elsewhere = found.first().filter(|found| found.is_exact());
        let slug = self.slug(own);
        let mut diagnostic = Diagnostic::new(
            Code::PassageNotFound,
            failed.span,
            match (elsewhere, failed.parts.len()) {
                (Some(found), 1) => {
                    format!(
                        "this passage stands in `{}`, not in `{slug}`",
                        self.slug(found.article)
                    )
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
            },
        );
        if let ([only], Some(_), None) = (&failed.parts[..], sought, elsewhere) {
            let is_near = found.iter().any(|found| found.comparison.similarity >= NEAR);
            diagnostic = diagnostic.maybe_help(slip(&self.maps[own], only, is_near));
        }
        for found in &found {
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
            diagnostic = diagnostic.help(format!("the first {MOST_PLACES} places are listed"));
        }
        for place in &places[..places.len().min(MOST_PLACES)] {
            let line = self.line(own, place);
            let quote = select(map, place.clone()).filter(|_| place.len() <= LONGEST_PASTE);
            diagnostic = diagnostic.help(match quote {
                Some(quote) => format!("to quote the one in line {line}: `{quote}`"),
                None => {
                    format!("no short quotation tells the one in line {line} from the others")
                }
            });
            let around = surroundings(&map.document.text, place);
            diagnostic = diagnostic.related(self.source(own, place), around);
        }
        diagnostic
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
