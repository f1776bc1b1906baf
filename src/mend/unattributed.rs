//! Passages of which it is not said in which article they stand.

use rayon::prelude::*;

use super::hints::Hints;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Briefing;
use crate::resolve::anchor::{Failure, anchor};
use crate::resolve::failures::{Unattributed, Why};
use crate::resolve::text_map::TextMap;
use crate::source::Span;

/// Of how many such passages the article is sought.
const MOST_SOUGHT: usize = 100;

/// Tells of passages without an article, and in which one each stands, where that is one. Of a block
/// quote in a note's text it is told if an article has its words: then a passage was meant.
#[must_use]
pub fn explain(
    passages: &[Unattributed],
    briefing: &Briefing,
    maps: &[TextMap<'_>],
    hints: &Hints<'_>,
) -> Vec<Diagnostic> {
    let told = |(number, passage): (usize, &Unattributed)| {
        let sought = number < MOST_SOUGHT && !passage.parts.is_empty();
        let places = |map: &TextMap<'_>| match anchor(map, &passage.parts) {
            Ok(places) => places.first().copied(),
            Err(Failure::Ambiguous { places }) => match passage.why {
                Why::InText => places.first().copied(),
                _ => None,
            },
            Err(_) => None,
        };
        let mut found = briefing
            .articles
            .iter()
            .zip(maps)
            .filter(|_| sought)
            .filter_map(|(article, map)| Some((article, map, places(map)?)));
        let (first, second) = (found.next(), found.next());
        let slug = first.as_ref().map(|(article, ..)| article.slug.as_str());
        let only = slug.filter(|_| second.is_none());
        let diagnostic = match &passage.why {
            Why::Missing { others_are } => {
                let mut told = missing(passage.span, *others_are, only);
                told.help.splice(0..0, hints.attribution(passage.after_dash.as_deref()));
                told
            }
            Why::Unknown(told) => unknown(told.clone(), only),
            Why::InText => in_text(passage.span, slug?),
        };
        Some(match first {
            Some((article, map, place)) if only.is_some() || matches!(passage.why, Why::InText) => {
                let place = Span::new(article.span.file, map.document.source_of(place));
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
