//! Passages of which it is not said in which article they stand.

use rayon::prelude::*;

use super::anchor::{Failure, anchor};
use super::text_map::TextMap;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::article::ParsedArticle;
use crate::parse::note::QuotedPart;
use crate::source::Span;

/// Of how many such passages the article is sought.
const MOST_SOUGHT: usize = 100;

/// Words without an article.
#[derive(Debug, Clone)]
pub struct Unattributed {
    /// Where that is told.
    pub span: Span,
    /// What is quoted.
    pub parts: Vec<QuotedPart>,
    /// Why they have none.
    pub why: Why,
}

/// Why words have no article.
#[derive(Debug, Clone)]
pub enum Why {
    /// A passage does not say in which article it stands.
    Missing {
        /// Whether other passages of its note do.
        others_are: bool,
    },
    /// There is no article of the id that the passage gives: what is told of that.
    Unknown(Diagnostic),
    /// They are no passage, but a block quote of a note's text.
    InText,
}

/// Tells of passages without an article, and in which one each stands, where that is one. Of a block
/// quote in a note's text it is told if an article has its words: then a passage was meant.
#[must_use]
pub fn explain(
    passages: &[Unattributed],
    articles: &[ParsedArticle],
    maps: &[TextMap<'_>],
) -> Vec<Diagnostic> {
    let told = |(number, passage): (usize, &Unattributed)| {
        let sought = number < MOST_SOUGHT && !passage.parts.is_empty();
        let places = |map: &TextMap<'_>| match anchor(map, &passage.parts) {
            Ok(places) => places.first().cloned(),
            Err(Failure::Ambiguous { places }) => match passage.why {
                Why::InText => places.first().cloned(),
                _ => None,
            },
            Err(_) => None,
        };
        let mut found = articles
            .iter()
            .zip(maps)
            .filter(|_| sought)
            .filter_map(|(article, map)| Some((article, map, places(map)?)));
        let (first, second) = (found.next(), found.next());
        let slug = first.as_ref().map(|(article, ..)| article.slug.as_str());
        let only = slug.filter(|_| second.is_none());
        let diagnostic = match &passage.why {
            Why::Missing { others_are } => missing(passage.span, *others_are, only),
            Why::Unknown(told) => unknown(told.clone(), only),
            Why::InText => in_text(passage.span, slug?),
        };
        Some(match first {
            Some((article, map, place)) if only.is_some() || matches!(passage.why, Why::InText) => {
                let place = Span::new(article.file, map.document.source_of(place));
                diagnostic.related(place, format!("the words stand here, in `{}`", article.slug))
            }
            _ => diagnostic,
        })
    };
    passages.par_iter().enumerate().filter_map(told).collect()
}

fn missing(span: Span, others_are: bool, found: Option<&str>) -> Diagnostic {
    let message = match others_are {
        false => "it is not said in which article this passage stands",
        true => {
            "other passages of this note say in which article they stand, so this one must, too"
        }
    };
    let help = match found {
        Some(slug) => format!("it stands in `{slug}`: add a last line to it, `> — [[{slug}]]`"),
        None => "add a last line to it: `> — [[article-id]]`".to_owned(),
    };
    let diagnostic = Diagnostic::new(Code::AttributionMissing, span, message).help(help);
    match others_are {
        false => diagnostic.help("or add `article: …` to the file's front matter"),
        true => diagnostic,
    }
}

fn unknown(mut told: Diagnostic, found: Option<&str>) -> Diagnostic {
    if let Some(slug) = found {
        told.help.push(format!("the words stand in `{slug}`: write `> — [[{slug}]]`"));
    }
    told
}

fn in_text(span: Span, slug: &str) -> Diagnostic {
    let message = format!(
        "this block quote has words of `{slug}`, and is no passage: it stands after the note's own text"
    );
    Diagnostic::new(Code::PassageAfterText, span, message)
        .help("passages stand directly below the heading: move it there, or give it a note of its own")
        .help("if it is part of the text, put the words in quotation marks")
}
