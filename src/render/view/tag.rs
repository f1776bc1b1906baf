//! Tags, as links and in a line.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::model::{NoteId, TagId};
use crate::route::Route;

/// A tag in a line.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TagLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) description: Option<String>,
    /// "12 notes".
    pub(crate) count: String,
}

impl Maker<'_> {
    /// A tag in a line of a list.
    pub(crate) fn tag_line(&self, id: TagId) -> TagLine {
        let tag = &self.site.briefing[id];
        let words = self.words();
        let notes = self.site.index.tagged[id.index()].len();
        TagLine {
            id: tag.slug.clone(),
            name: tag.name.clone(),
            href: self.page.link(&self.site.briefing.tag_route(id)),
            description: tag.description.clone(),
            count: self.count(&words.note_one, &words.note_many, notes),
        }
    }

    /// The tags of a note. The page that holds the whole briefing has none to link to.
    pub(crate) fn tags(&self, id: NoteId) -> Vec<LinkView> {
        let briefing = self.site.briefing;
        let tags = briefing[id].tags.iter();
        let link = |tag: &TagId| match self.page.route {
            Route::Print => LinkView::words(&briefing[*tag].name),
            _ => LinkView::new(&briefing[*tag].name, &self.page.link(&briefing.tag_route(*tag))),
        };
        tags.map(link).collect()
    }

    /// Their ids, parted by spaces.
    pub(crate) fn tag_ids(&self, id: NoteId) -> Option<String> {
        let briefing = self.site.briefing;
        let ids: Vec<&str> = briefing[id].tags.iter().map(|tag| &*briefing[*tag].slug).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
