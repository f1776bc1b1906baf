//! Tells authors why a passage has no place, and does the work of mending it for them: the places
//! that it may mean, how they differ, and what to paste.

mod differences;
mod ambiguous;

use rayon::prelude::*;

use super::hints::{Hints, in_marks};
use super::near_match::{
    KnownNames, LONGEST, MOST_PASSAGES, NearMatch, NearMatches, Similarity, is_too_long,
};
use super::requote::{requote, with_gaps};
use super::select::select;
use super::slips::slip;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Briefing;
use crate::parse::fold::fold;
use crate::parse::note::QuotedPart;
use crate::place::{InContent, Place};
use crate::resolve::anchor::Failure;
use crate::resolve::excerpt::shortened;
use crate::resolve::failures::FailedPassage;
use crate::resolve::text_map::TextMap;
use crate::source::{SourceSet, Span};
pub use differences::differences;

/// The longest place, in bytes, of which a quotation is written out to be pasted.
const LONGEST_PASTE: usize = 4_000;

/// Of how many passages it is looked whether a slip of the hand is why they are not found.
const MOST_SLIPS: usize = 200;

/// What is less alike may be two places quoted as one.
const NEAR: Similarity = Similarity::from_percent(75);

/// What explanations are made with.
pub struct Explainer<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Their texts, in the same order.
    pub maps: &'a [TextMap<'a>],
    /// The files.
    pub sources: &'a SourceSet,
    /// The words of the records' names.
    pub names: &'a KnownNames,
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
    pub fn explain(&self, failed: &[FailedPassage], hints: &Hints<'_>) -> Vec<Diagnostic> {
        // Every article is read to find what is near: not for nothing.
        if failed.is_empty() {
            return Vec::new();
        }
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
            .map(|(number, (failed, sought))| {
                let mut told = self.failure(number, failed, sought.as_deref(), &near);
                if told.code == Code::PassageNotFound {
                    // First what is about what the author wrote.
                    let marks = in_marks(&failed.parts).map(str::to_owned);
                    let meant = hints.attribution(failed.after_dash.as_deref());
                    told.help.splice(0..0, meant.into_iter().chain(marks));
                }
                told
            })
            .collect()
    }

    fn failure(
        &self,
        number: usize,
        failed: &FailedPassage,
        sought: Option<&str>,
        near: &NearMatches<'_>,
    ) -> Diagnostic {
        match &failed.failure {
            Failure::NotFound { part } => {
                let found =
                    sought.map_or_else(Vec::new, |it| near.find(it, Some(failed.article.index())));
                let slip = (number < MOST_SLIPS).then(|| self.slip(failed, &found)).flatten();
                let mut told = self.not_found(failed, *part, sought, &found, near);
                told.help.splice(0..0, slip);
                told
            }
            Failure::NotAfterGap { part, elsewhere } => {
                self.not_after_gap(failed, *part, *elsewhere)
            }
            Failure::Ambiguous { places } => self.ambiguous(failed, places),
        }
    }

    fn slug(&self, article: usize) -> &str {
        &self.briefing.articles[article].slug
    }

    fn source(&self, article: usize, range: Place<InContent>) -> Span {
        let source = self.maps[article].document.source_of(range);
        Span::new(self.briefing.articles[article].span.file, source)
    }

    fn line(&self, article: usize, range: Place<InContent>) -> usize {
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
        slip(&self.maps[failed.article.index()], part, is_near)
    }

    fn not_found(
        &self,
        failed: &FailedPassage,
        part: usize,
        sought: Option<&str>,
        found: &[NearMatch],
        near: &NearMatches<'_>,
    ) -> Diagnostic {
        let own = failed.article.index();
        let message = self.missing(failed, part, found);
        let mut diagnostic = Diagnostic::new(Code::PassageNotFound, failed.span, message);
        for found in found {
            let words = sought.unwrap_or_default();
            let message = self.described(words, found, own);
            diagnostic = diagnostic.related(self.source(found.article, found.range), message);
            diagnostic.help.extend(self.advice(failed, part, found, near));
        }
        if let Some(more) = found.first().map(|found| found.more).filter(|more| *more > 0) {
            let places = if more == 1 { "place has" } else { "places have" };
            let told =
                format!("at least {more} more {places} words like these: the nearest are shown");
            diagnostic = diagnostic.help(told);
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
        let slug = self.slug(failed.article.index());
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
        let (article, own) = (found.article, failed.article.index());
        let (slug, line) = (self.slug(article), self.line(article, found.range));
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
            select(map, found.range)
        };
        match quote {
            Some(quote) => advice.push(format!("to quote {place}: `{quote}`")),
            None => advice.push(match select(map, found.range) {
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
}
