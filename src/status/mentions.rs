//! Where reports name a record, in the words around: to see whether it is meant there.

use crate::model::{ArticleId, Briefing, RecordId};
use crate::place::{InContent, Place};
use crate::resolve::excerpt::surroundings;
use crate::slice::Slice;
use crate::source::Span;

/// A place where a report names a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionInContext {
    /// The report.
    pub article: ArticleId,
    /// Where it stands in the report's file.
    pub span: Span,
    /// Its place in the report's text.
    pub place: Place<InContent>,
    /// The form that is printed.
    pub form: String,
    /// That form with the words around it.
    pub context: String,
}

/// Every mention of a record, in order of article and place.
#[must_use]
pub fn mentions_of(briefing: &Briefing, record: RecordId) -> Vec<MentionInContext> {
    let mentions = briefing.mentions.iter().filter(|mention| mention.record == record);
    let in_context = |mention: &crate::model::Mention| {
        let article = &briefing[mention.article];
        let document = &article.shown()?.document;
        Some(MentionInContext {
            article: mention.article,
            span: Span::new(article.span.file, document.source_of(mention.range)),
            place: mention.range,
            form: document.text.slice(mention.range.bytes()).to_owned(),
            context: surroundings(&document.text, mention.range),
        })
    };
    mentions.filter_map(in_context).collect()
}
