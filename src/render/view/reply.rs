//! What colleagues answer to a note, under it.

use schemars::JsonSchema;
use serde::Serialize;

use super::Maker;
use crate::model::NoteId;
use crate::model::briefing::reply_anchor;
use crate::render::engine::Html;

/// A note under the one that it answers.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ReplyView {
    /// The id of its element, where the page that shows it is its place.
    pub(crate) anchor: Option<String>,
    pub(crate) kind_label: String,
    pub(crate) title: String,
    pub(crate) body: Html,
    pub(crate) author: Option<String>,
    /// Where it stands in full, if not here.
    pub(crate) href: Option<String>,
    /// Characters of its text.
    #[serde(skip)]
    pub(crate) length: usize,
}

impl Maker<'_> {
    /// What answers a note, and what answers that, in their order. Those that have a place of their own are
    /// links to it.
    pub(crate) fn replies(&self, id: NoteId, at_home: bool) -> Vec<ReplyView> {
        let index = self.site.index;
        let mut open: Vec<NoteId> = index.replies[id.index()].iter().rev().copied().collect();
        let mut views = Vec::new();
        while let Some(reply) = open.pop() {
            let is_here = self.site.briefing[reply].is_under_another();
            if is_here {
                open.extend(index.replies[reply.index()].iter().rev());
            }
            views.push(self.reply(reply, is_here, at_home));
        }
        views
    }

    fn reply(&self, id: NoteId, is_here: bool, at_home: bool) -> ReplyView {
        let (note, words) = (&self.site.briefing[id], self.words());
        let anchor = reply_anchor(&note.slug);
        let prefix = format!("{anchor}_");
        ReplyView {
            kind_label: match note.draft {
                true => format!("{} · {}", words.reply, words.draft),
                false => words.reply.clone(),
            },
            title: note.title.clone(),
            body: match is_here {
                true => self.body(&note.body, &prefix, None),
                false => Html::default(),
            },
            author: note.author.clone(),
            length: note.body.document.text.chars().count(),
            href: (!is_here).then(|| self.page.note(id)),
            anchor: (is_here && at_home).then_some(anchor),
        }
    }
}
