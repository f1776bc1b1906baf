//! How to refer to a page, and to a report.

use super::Maker;
use crate::citation::{CslItem, CslName};
use crate::i18n::fill;
use crate::model::Article;
use crate::route::SitePlace;

impl Maker<'_> {
    /// A reference to a part of the briefing, in plain text; `what` says which part it is.
    pub(crate) fn citation(&self, what: &str, place: &SitePlace) -> String {
        let settings = &self.site.briefing.settings;
        let editor = settings.editor.as_deref();
        let address = settings.base_url.as_deref().map(|base_url| place.absolute(base_url));
        let item = CslItem {
            id: "page",
            kind: "webpage",
            title: what,
            author: Vec::new(),
            editor: editor.map(CslName::Literal).into_iter().collect(),
            container_title: Some(&settings.title),
            issued: None,
            accessed: None,
            url: address.as_deref(),
            archive: None,
            archive_location: None,
            language: &settings.language,
        };
        let styled = settings.citation.as_ref().and_then(|style| style.print(&item));
        styled.unwrap_or_else(|| self.plain_citation(what, editor, address.as_deref()))
    }

    fn plain_citation(&self, what: &str, editor: Option<&str>, address: Option<&str>) -> String {
        let words = self.words();
        let briefing = self.site.briefing.settings.title.as_str();
        let mut citation = fill(&words.citation, &[("what", what), ("briefing", briefing)]);
        if let Some(editor) = editor {
            citation.push(' ');
            let values = [("editor", editor.trim_end_matches('.'))];
            citation.push_str(&fill(&words.edited_by, &values));
        }
        if let Some(address) = address {
            citation.push(' ');
            citation.push_str(address);
        }
        citation
    }

    /// A reference to a report in the style that the settings name; none where the plain form is wanted.
    pub(crate) fn styled_reference(&self, article: &Article) -> Option<String> {
        self.site.briefing.settings.citation.as_ref()?.print(&article.csl_item())
    }
}
