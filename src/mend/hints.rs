//! What an author may have meant by a passage that is not found: told beside whatever else is
//! known of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::may_be_quotation_mark;
use crate::model::Briefing;
use crate::parse::note::QuotedPart;
use crate::parse::slug::is_slug;
use crate::slice::Slice;

/// What attributions may name.
#[derive(Debug)]
pub struct Hints<'a> {
    articles: BTreeSet<&'a str>,
    /// By publisher: its one article, or none where it has several.
    published: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Hints<'a> {
    /// Reads what the articles are called.
    #[must_use]
    pub fn new(briefing: &'a Briefing) -> Self {
        let mut published: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for article in &briefing.articles {
            if let Some(publisher) = &article.publisher {
                let only = published.entry(publisher).or_insert(Some(&article.slug));
                *only = only.filter(|slug| *slug == article.slug);
            }
        }
        let articles = briefing.articles.iter().map(|article| article.slug.as_str()).collect();
        Self { articles, published }
    }

    /// What to write instead of a last line that begins with a dash or a bracket, where it seems to name
    /// a report.
    #[must_use]
    pub fn attribution(&self, line: Option<&str>) -> Option<String> {
        let line = line?;
        let written = line.split([':', '{']).next().unwrap_or_default().trim();
        let name = written.trim_matches(['[', ']']).trim();
        let has = match written.bytes().take_while(|byte| *byte == b'[').count() {
            0 => "no brackets",
            1 => "single brackets",
            _ => "no dash",
        };
        let is_article = |id: &str| self.articles.contains(id);
        let id = if is_article(name) || (is_slug(name) && name.contains('-')) {
            name
        } else {
            (*self.published.get(name)?)?
        };
        let rest = line.slice(written.len()..);
        Some(format!(
            "the last line looks like an attribution, but has {has}: write `— [[{id}]]{rest}`"
        ))
    }
}

/// What to do where a passage as a whole stands in quotation marks.
#[must_use]
pub fn in_marks(parts: &[QuotedPart]) -> Option<&'static str> {
    let (first, last) = (parts.first()?, parts.last()?);
    let marked = first.text.starts_with(may_be_quotation_mark)
        && last.text.trim_end_matches(['.', ',']).ends_with(may_be_quotation_mark);
    marked.then_some("leave out quotation marks that the report does not print")
}
