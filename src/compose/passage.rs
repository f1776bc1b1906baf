//! The block quote that selects some words of a report.

use super::refusal::Refusal;
use super::selection::Selection;
use crate::mend::block_quote::attribution;
use crate::mend::select::{select_parts, selectable};
use crate::model::Article;
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// A block quote that selects words of a report, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its first line, `> …`.
    pub line: String,
    /// What it selects in the report's text.
    pub places: Vec<Place<InContent>>,
    /// The words, with gaps.
    pub words: String,
}

impl Quoted {
    /// The block quote with its attribution, as it is pasted.
    #[must_use]
    pub fn block(&self, article: &str, value: Option<&str>, keys: &[(&str, &str)]) -> String {
        format!("{}\n{}", self.line, attribution(article, value, keys))
    }
}

/// The block quote of some selected words, which stand in the report's order.
pub(super) fn quote(article: &Article, parts: &[Selection]) -> Result<Quoted, Refusal> {
    let Some(prose) = article.shown() else {
        return Err(Refusal::new(format!("the text of `{}` is not at hand", article.slug)));
    };
    let map = TextMap::new(&prose.document).in_language(&article.language);
    let mut ranges = Vec::with_capacity(parts.len());
    for part in parts {
        ranges.push(part.place(&prose.document)?);
    }
    ranges.sort_unstable_by_key(|range| (range.start(), range.end()));
    let places: Option<Vec<_>> = ranges.iter().map(|range| selectable(&map, *range)).collect();
    let Some(places) = places.filter(|places| !places.is_empty()) else {
        return Err(Refusal::new("nothing is selected but white space"));
    };
    if places.windows(2).any(|two| matches!(two, [one, next] if one.end() > next.start())) {
        return Err(Refusal::new("the parts overlap").help("Select words that stand apart."));
    }
    let Some(line) = select_parts(&map, &places) else {
        return Err(unquotable(&places));
    };
    let text = |place: &Place<InContent>| map.document.text.slice(place.bytes());
    let words: Vec<&str> = places.iter().map(text).collect();
    Ok(Quoted { line, words: words.join(" […] "), places })
}

fn unquotable(places: &[Place<InContent>]) -> Refusal {
    match places.len() {
        1 => Refusal::new(
            "these words stand in several places, and no longer quotation tells this one from the others",
        )
        .help("Select more words."),
        _ => Refusal::new("no passage has these parts and nothing else")
            .help("The parts stand in the report’s order, each within 1,000 characters of the one before.")
            .help("Select more words of a part that the report has elsewhere, too."),
    }
}
