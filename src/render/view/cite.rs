//! How to refer to a page.

use super::Maker;
use crate::i18n::fill;
use crate::route::SitePlace;

impl Maker<'_> {
    /// A reference to a part of the briefing, in plain text; `what` says which part it is.
    pub(crate) fn citation(&self, what: &str, place: &SitePlace) -> String {
        let settings = &self.site.briefing.settings;
        let words = self.words();
        let values = [("what", what), ("briefing", settings.title.as_str())];
        let mut citation = fill(&words.citation, &values);
        if let Some(editor) = settings.editor.as_deref() {
            citation.push(' ');
            let values = [("editor", editor.trim_end_matches('.'))];
            citation.push_str(&fill(&words.edited_by, &values));
        }
        if let Some(base_url) = settings.base_url.as_deref() {
            citation.push(' ');
            citation.push_str(&place.absolute(base_url));
        }
        citation
    }
}
