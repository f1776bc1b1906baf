//! Passages of which it is not said in which article they stand.

use rayon::prelude::*;

use super::anchor::anchor;
use super::text_map::TextMap;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::article::ParsedArticle;
use crate::parse::note::QuotedPart;
use crate::source::Span;

/// Of how many such passages the article is sought.
const MOST_SOUGHT: usize = 100;

/// A passage without an article.
#[derive(Debug, Clone)]
pub struct Unattributed {
    /// The passage in its author's file.
    pub span: Span,
    /// What it quotes.
    pub parts: Vec<QuotedPart>,
    /// Whether other passages of its note say in which article they stand.
    pub others_are: bool,
}

/// Tells of passages without an article, and in which one each stands, where that is one.
#[must_use]
pub fn explain(
    passages: &[Unattributed],
    articles: &[ParsedArticle],
    maps: &[TextMap<'_>],
) -> Vec<Diagnostic> {
    let told = |(number, passage): (usize, &Unattributed)| {
        let message = match passage.others_are {
            false => "it is not said in which article this passage stands",
            true => {
                "other passages of this note say in which article they stand, so this one must, too"
            }
        };
        let sought = number < MOST_SOUGHT && !passage.parts.is_empty();
        let stands = |map: &TextMap<'_>| sought && anchor(map, &passage.parts).is_ok();
        let mut found = articles.iter().zip(maps).filter(|(_, map)| stands(map));
        let help = match (found.next(), found.next()) {
            (Some((ParsedArticle { slug, .. }, _)), None) => {
                format!("it stands in `{slug}`: add a last line to it, `> — [[{slug}]]`")
            }
            _ => "add a last line to it: `> — [[article-id]]`".to_owned(),
        };
        let diagnostic =
            Diagnostic::new(Code::AttributionMissing, passage.span, message).help(help);
        match passage.others_are {
            false => diagnostic.help("or add `article: …` to the file's front matter"),
            true => diagnostic,
        }
    };
    passages.par_iter().enumerate().map(told).collect()
}
