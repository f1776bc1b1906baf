//! An article in a line, and its reference in full.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::html::article_section;
use crate::i18n::fill;
use crate::model::{ArticleId, Share, TextKind, Transmission};
use crate::render::dates::in_words;
use crate::render::engine::Html;

/// An article, wherever it is named with its facts.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ArticleLine {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) lang: Html,
    pub(crate) publisher: Option<String>,
    pub(crate) authors: Option<String>,
    pub(crate) date: String,
    pub(crate) date_iso: Option<String>,
    pub(crate) words: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) kind_label: Option<String>,
    pub(crate) digest: bool,
    pub(crate) withheld: bool,
    /// How much of it is shown, where that is a part.
    pub(crate) shown: Option<String>,
    /// The report itself, where not all of it is shown.
    pub(crate) original: Option<OriginalView>,
    pub(crate) route: &'static str,
    pub(crate) route_label: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) url: Option<LinkView>,
    pub(crate) archive: Option<LinkView>,
    pub(crate) accessed: Option<String>,
    /// How many notes there are; none where there are none.
    pub(crate) notes: Option<String>,
}

/// Where a report is read that is not shown whole.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OriginalView {
    pub(crate) label: String,
    pub(crate) href: String,
    /// The address as people read it.
    pub(crate) address: String,
}

impl<'a> Maker<'a> {
    /// An article with its facts.
    pub(crate) fn article_line(&self, id: ArticleId) -> ArticleLine {
        let (article, words) = (&self.site.briefing[id], self.words());
        let notes = self.site.index.notes[id.index()].len();
        let link = |label: &String, url: &Option<String>| {
            url.as_ref().map(|url| LinkView::new(label, url))
        };
        ArticleLine {
            id: article.slug.clone(),
            anchor: article_section(&article.slug),
            href: self.page.article(id),
            label: article.label.clone(),
            title: article.title.clone(),
            lang: self.lang(&article.language),
            publisher: article.publisher.clone(),
            authors: (!article.authors.is_empty()).then(|| self.list(&article.authors)),
            date: match article.published {
                Some(date) => in_words(date, words),
                None => words.undated.clone(),
            },
            date_iso: article.published.map(|date| date.to_string()),
            words: self.word_count(id),
            kind: article.kind.name(),
            kind_label: self.kind_label(id),
            digest: article.kind == TextKind::Digest,
            withheld: article.shown().is_none(),
            shown: self.shown_of(id),
            original: self.original(id),
            route: article.transmission.name(),
            route_label: self.route(article.transmission),
            agency: article
                .agency
                .as_deref()
                .map(|agency| fill(&words.agency_copy, &[("agency", agency)])),
            url: link(&words.original_link, &article.url),
            archive: link(&words.archive_link, &article.archive_url),
            accessed: article
                .accessed
                .map(|date| fill(&words.accessed, &[("date", &in_words(date, words))])),
            notes: (notes > 0).then(|| self.count(&words.note_one, &words.note_many, notes)),
        }
    }

    /// How much of a report is shown, where that is a part of it.
    fn shown_of(&self, id: ArticleId) -> Option<String> {
        let (article, words) = (&self.site.briefing[id], self.words());
        let Share { shown, of } = article.share.filter(|_| article.shown().is_some())?;
        let count = |n| self.count(&words.word_one, &words.word_many, n);
        let measured = article.pin.as_ref().is_some_and(|pin| pin.words.is_some());
        Some(match article.kind == TextKind::Full || measured {
            true => {
                fill(&words.shown_of, &[("shown", &words.number(shown)), ("words", &count(of))])
            }
            false => fill(&words.shown_some, &[("shown", &count(shown))]),
        })
    }

    /// Where a report is read of which not all is shown.
    fn original(&self, id: ArticleId) -> Option<OriginalView> {
        let (article, words) = (&self.site.briefing[id], self.words());
        article.share?;
        let (label, href) = match (&article.url, &article.archive_url) {
            (Some(url), _) => (&words.read_original, url),
            (None, archived) => (&words.archive_link, archived.as_ref()?),
        };
        let address = href.split_once("://").map_or(href.as_str(), |(_, address)| address);
        let address = address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/');
        let (label, href) = (label.clone(), href.clone());
        Some(OriginalView { label, href, address: address.to_owned() })
    }

    /// The word for what is here of a report, where that is not its whole text.
    pub(crate) fn kind_label(&self, id: ArticleId) -> Option<String> {
        match self.site.briefing[id].kind {
            TextKind::Full => None,
            TextKind::Excerpt => Some(self.words().excerpt.clone()),
            TextKind::Digest => Some(self.words().digest.clone()),
        }
    }

    /// How many words the report has; where that is not known, how many are here of it.
    fn word_count(&self, id: ArticleId) -> Option<String> {
        let (article, words) = (&self.site.briefing[id], self.words());
        let shown = self.site.index.words(self.site.briefing, id);
        let pinned = article.pin.as_ref().and_then(|pin| pin.words);
        let pinned = pinned.and_then(|count| usize::try_from(count).ok());
        let count = |one, many| move |n| self.count(one, many, n);
        match (article.kind, pinned) {
            (TextKind::Full, _) => shown.map(count(&words.word_one, &words.word_many)),
            (_, Some(pinned)) => {
                Some(self.count(&words.report_word_one, &words.report_word_many, pinned))
            }
            (TextKind::Excerpt, None) => {
                shown.map(count(&words.excerpt_word_one, &words.excerpt_word_many))
            }
            (TextKind::Digest, None) => {
                shown.map(count(&words.digest_word_one, &words.digest_word_many))
            }
        }
    }

    /// The word for a route; none where nothing else is known than that a report prints the words.
    pub(crate) fn route(&self, transmission: Transmission) -> Option<String> {
        let words = self.words();
        match transmission {
            Transmission::Direct => None,
            Transmission::Translated => Some(words.route_translated.clone()),
            Transmission::BackTranslated => Some(words.route_back_translated.clone()),
            Transmission::Paraphrase => Some(words.route_paraphrase.clone()),
        }
    }
}
