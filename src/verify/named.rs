//! Which reports a draft names beside a quotation, and whom it gives it to.

use aho_corasick::{AhoCorasick, MatchKind};

use super::quotations::{Quotation, has_speech, sentences_about};
use crate::language::primary;
use crate::model::{ArticleId, Briefing, RecordId, RecordKind};
use crate::parse::document::Document;
use crate::place::{InContent, Place};
use crate::slice::Slice;
use crate::suggest::ToldBeside;

/// The names of reports.
pub(super) struct ReportNames {
    finder: Option<AhoCorasick>,
    articles: Vec<ArticleId>,
}

impl ReportNames {
    pub(super) fn new(briefing: &Briefing, drafts: &[ArticleId]) -> Self {
        let (mut names, mut articles) = (Vec::new(), Vec::new());
        for (id, article) in briefing.articles().filter(|(id, _)| !drafts.contains(id)) {
            let mut add = |name: String| {
                names.push(name);
                articles.push(id);
            };
            add(format!("[[{}]]", article.slug));
            add(format!("[[{}|", article.slug));
            add(format!("[[{}#", article.slug));
            add(article.title.clone());
            let publisher = article.publisher.as_deref().filter(|name| name.chars().count() > 2);
            if let Some(name) = publisher {
                add(name.to_owned());
                add(name.strip_prefix("The ").unwrap_or(name).to_owned());
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&names).ok();
        Self { finder, articles }
    }

    /// The reports that are named in the sentences about a quotation, and not within it, or that these
    /// link to.
    pub(super) fn beside(
        &self,
        briefing: &Briefing,
        draft: &Document,
        quotation: &Quotation,
    ) -> Vec<ArticleId> {
        let about = sentences_about(draft, quotation);
        let text = draft.slice(about);
        let mut found = Vec::new();
        let matches = self.finder.iter().flat_map(|finder| finder.find_overlapping_iter(text));
        for it in matches {
            let place = about.part(it.start()..it.end());
            let whole = !text.slice(..it.start()).ends_with(char::is_alphanumeric)
                && (!text.slice(it.end()..).starts_with(char::is_alphanumeric)
                    || text.slice(..it.end()).ends_with(['|', '#']));
            let quoted = quotation.parts.iter().any(|part| part.words.overlaps(place));
            if whole && !quoted {
                found.extend(self.articles.get(it.pattern().as_usize()));
            }
        }
        let source = draft.source_of(about);
        for link in draft.links.iter().filter(|link| source.overlaps(link.source)) {
            let to = link.destination.trim_end_matches('/');
            let leads = |url: &Option<String>| {
                url.as_deref().is_some_and(|url| url.trim_end_matches('/') == to)
            };
            let named =
                briefing.articles().filter(|(_, it)| leads(&it.url) || leads(&it.archive_url));
            found.extend(named.map(|(id, _)| id));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Who speaks a quotation, as the words beside it say: in English by all that is known of speech tags;
/// else the one record that is named in its sentence with a verb of speaking.
pub(super) fn speaker(
    briefing: &Briefing,
    draft: ArticleId,
    document: &Document,
    told: &[ToldBeside],
    quotation: &Quotation,
) -> Option<RecordId> {
    let within = |place: Place<InContent>| quotation.place.overlaps(place);
    let beside = told.iter().find(|told| within(told.words)).map(|told| told.speaker);
    let language = primary(&briefing[draft].language);
    if language == "en" && beside.is_some() {
        return beside.flatten();
    }
    let about = sentences_about(document, quotation);
    let around = [
        Place::new(about.start()..quotation.place.start().max(about.start())),
        Place::new(quotation.place.end()..about.end().max(quotation.place.end())),
    ];
    let says = |place: &&Place<InContent>| {
        let text = document.slice(**place);
        has_speech(text, language)
            || text.trim_end_matches(['"', '“', '„', '«', ' ']).ends_with([':', '：'])
    };
    let named = around.iter().filter(says).flat_map(|place| {
        let mentions = briefing.mentions_in(draft).iter();
        mentions.filter(|mention| place.covers(mention.range)).map(|mention| mention.record)
    });
    let mut named: Vec<RecordId> = named.collect();
    named.sort_unstable();
    named.dedup();
    match named[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Whether one record may speak for another: who is of a body may be meant by its name.
pub(super) fn may_be_one(briefing: &Briefing, one: RecordId, other: RecordId) -> bool {
    let speaks_for = |one: RecordId, whom: RecordId| match briefing[one].kind {
        RecordKind::Official { affiliation, .. } => affiliation == Some(whom),
        RecordKind::Entity => false,
    };
    one == other || speaks_for(one, other) || speaks_for(other, one)
}
