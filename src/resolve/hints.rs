//! What an author may have meant by a passage that is not found: told beside whatever else is
//! known of it.

use std::collections::BTreeMap;

use super::ids::{Ids, Named};
use super::notes::NamedParsedNote;
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::article::ParsedArticle;
use crate::parse::note::ParsedPassage;
use crate::parse::slug::is_slug;
use crate::slice::Slice;
use crate::source::Span;

/// Helps for passages, by their places.
#[derive(Debug, Default)]
pub struct Hints {
    /// A last line that may be an attribution.
    attributions: BTreeMap<Span, String>,
    /// Quotation marks around all of a passage.
    marks: BTreeMap<Span, &'static str>,
}

impl Hints {
    /// Looks at every passage. Which of them will need help is not known yet.
    #[must_use]
    pub fn new(notes: &[NamedParsedNote], ids: &Ids, articles: &[ParsedArticle]) -> Self {
        let mut hints = Self::default();
        // By publisher: its one article, or none where it has several.
        let mut published: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for article in articles {
            if let Some(publisher) = &article.fields.publisher {
                let only = published.entry(publisher).or_insert(Some(&article.slug));
                *only = only.filter(|slug| *slug == article.slug);
            }
        }
        for passage in notes.iter().flat_map(|named| &named.note.passages) {
            let attribution =
                passage.after_dash.as_deref().and_then(|line| attribution(line, ids, &published));
            hints.attributions.extend(attribution.map(|hint| (passage.span, hint)));
            if is_in_marks(passage) {
                let hint = "leave out quotation marks that the report does not print";
                hints.marks.insert(passage.span, hint);
            }
        }
        hints
    }

    /// Puts the helps before those that are there: they are about what the author wrote.
    pub fn add(&self, diagnostics: &mut Diagnostics) {
        for diagnostic in diagnostics.iter_mut() {
            let marks = match diagnostic.code {
                Code::PassageNotFound => self.marks.get(&diagnostic.span),
                Code::AttributionMissing => None,
                _ => continue,
            };
            let attribution = self.attributions.get(&diagnostic.span);
            let helps = attribution.cloned().into_iter().chain(marks.map(|&help| help.to_owned()));
            diagnostic.help.splice(0..0, helps);
        }
    }
}

/// What to write instead of a last line that begins with a dash or a bracket, where it seems to name
/// a report.
fn attribution(line: &str, ids: &Ids, published: &BTreeMap<&str, Option<&str>>) -> Option<String> {
    let written = line.split([':', '{']).next().unwrap_or_default().trim();
    let name = written.trim_matches(['[', ']']).trim();
    let has = match written.bytes().take_while(|byte| *byte == b'[').count() {
        0 => "no brackets",
        1 => "single brackets",
        _ => "no dash",
    };
    let is_article = |id: &str| matches!(ids.get(id), Some(Named::Article(_)));
    let id = if is_article(name) || (is_slug(name) && name.contains('-')) {
        name
    } else {
        (*published.get(name)?)?
    };
    let rest = line.slice(written.len()..);
    Some(format!(
        "the last line looks like an attribution, but has {has}: write `— [[{id}]]{rest}`"
    ))
}

/// Whether a passage as a whole stands in quotation marks.
fn is_in_marks(passage: &ParsedPassage) -> bool {
    let (Some(first), Some(last)) = (passage.parts.first(), passage.parts.last()) else {
        return false;
    };
    first.text.starts_with(['"', '“', '„', '«', '\'', '‘', '「'])
        && last.text.trim_end_matches(['.', ',']).ends_with(['"', '”', '“', '»', '\'', '’', '」'])
}
