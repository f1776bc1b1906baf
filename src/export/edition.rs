//! What the files of data are made of.

use std::sync::OnceLock;

use super::block_text::{BlockText, Located, joined};
use super::parts::MOST_BYTES;
use crate::collate::Collation;
use crate::html::{self, HtmlPage};
use crate::model::{ArticleId, Briefing, Note, NoteId, Passage, Prose};
use crate::place::{InContent, Place};
use crate::route::Route;

/// The file that holds the whole briefing.
pub(super) const BRIEFING: &str = "briefing.json";

/// What the files of data are made of.
pub struct Edition<'a> {
    pub(super) briefing: &'a Briefing,
    pub(super) collation: &'a Collation,
    /// Where links start: all files of data stand at the site's root.
    pub(super) page: HtmlPage<'a>,
    /// By article; `None` where its text is withheld.
    pub(super) texts: Vec<Option<Located<'a>>>,
    /// How many bytes a file of data may have; a larger one comes in parts.
    pub(super) most_bytes: usize,
    /// By note: its body as HTML, which more than one file has.
    pub(super) bodies: Vec<OnceLock<String>>,
}

impl<'a> Edition<'a> {
    /// A briefing, and what comes of comparing its reports.
    #[must_use]
    pub fn new(briefing: &'a Briefing, collation: &'a Collation) -> Self {
        let page = HtmlPage {
            base_url: briefing.settings.base_url.as_deref(),
            ..HtmlPage::new(briefing, Route::File(BRIEFING.to_owned()), &briefing.words)
        };
        let texts = briefing
            .articles
            .iter()
            .map(|article| article.shown().map(|prose| Located::new(&prose.document)))
            .collect();
        let bodies = briefing.notes.iter().map(|_| OnceLock::new()).collect();
        Self { briefing, collation, page, texts, most_bytes: MOST_BYTES, bodies }
    }

    pub(super) fn slug(&self, article: ArticleId) -> &'a str {
        &self.briefing[article].slug
    }

    /// The ids of a note's tags, parted by spaces.
    pub(super) fn tags(&self, note: &Note) -> String {
        let ids = note.tags.iter().map(|tag| self.briefing[*tag].slug.as_str());
        ids.collect::<Vec<_>>().join(" ")
    }

    /// Prose as HTML whose ids begin with `prefix`.
    pub(super) fn html(&self, prose: &Prose, prefix: &str) -> String {
        let options = html::Options { headings: Some(3), prefix, ..html::Options::default() };
        html::prose(&self.page, prose, &options)
    }

    /// A note's body as HTML that can share a page with other notes'.
    pub(super) fn note_html(&self, id: NoteId) -> &str {
        let note = &self.briefing[id];
        self.bodies[id.index()].get_or_init(|| self.html(&note.body, &format!("{}_", note.slug)))
    }

    /// Bytes of an article's text, block by block; nothing where it is withheld.
    pub(super) fn pieces(
        &self,
        article: ArticleId,
        part: Place<InContent>,
    ) -> impl Iterator<Item = BlockText<'a>> {
        let text = self.texts.get(article.index()).and_then(Option::as_ref);
        text.into_iter().flat_map(move |text| text.pieces(part))
    }

    /// Bytes of an article's text; nothing where it is withheld.
    pub(super) fn text(&self, article: ArticleId, range: Place<InContent>) -> &'a str {
        let shown = self.briefing[article].shown();
        shown.and_then(|prose| prose.document.text.get(range.bytes())).unwrap_or_default()
    }

    /// What a report prints of passages, in order, with `[…]` between parts: of a digest's words those
    /// that are the report's.
    pub(super) fn printed<'b>(&self, passages: impl IntoIterator<Item = &'b Passage>) -> String {
        let parts = passages.into_iter().flat_map(|passage| {
            let own = |part: &Place<InContent>| self.briefing[passage.article].own_words(*part);
            passage.parts().iter().flat_map(own).map(|part| (passage.article, part))
        });
        self.put_together(parts)
    }

    /// Passages as a digest has them, where not all of it is the report's own words; else nothing.
    pub(super) fn digest<'b>(&self, passages: impl IntoIterator<Item = &'b Passage>) -> String {
        let parts = passages.into_iter().flat_map(|passage| {
            let article = &self.briefing[passage.article];
            let own = passage.parts().iter().all(|part| article.is_own(*part));
            let parts = passage.parts().iter().filter(move |_| !own);
            parts.map(|part| (passage.article, *part))
        });
        self.put_together(parts)
    }

    pub(super) fn put_together(
        &self,
        parts: impl Iterator<Item = (ArticleId, Place<InContent>)>,
    ) -> String {
        let text = |(article, part)| {
            let pieces: Vec<BlockText> = self.pieces(article, part).collect();
            joined(&pieces).into_owned()
        };
        parts.map(text).collect::<Vec<_>>().join(" […] ")
    }
}
