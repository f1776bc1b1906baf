//! What links here, each with the sentence that does.

use schemars::JsonSchema;
use serde::Serialize;

use super::Maker;
use crate::i18n::fill;
use crate::render::back_links::{BackLink, Origin};
use crate::route::Route;

/// The texts that link to a page.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct BackLinksView {
    pub(crate) first: Vec<BackLinkView>,
    pub(crate) rest: Vec<BackLinkView>,
    /// "and 12 more", where there is a rest.
    pub(crate) more: Option<String>,
}

/// How many are shown before the rest is folded.
const FIRST: usize = 5;

/// A text that links to this page.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BackLinkView {
    pub(crate) title: String,
    pub(crate) href: String,
    /// Of a note.
    pub(crate) kind: Option<&'static str>,
    pub(crate) kind_label: String,
    /// The sentence that links; of those that are folded none, since they are many.
    pub(crate) sentence: Option<SentenceView>,
}

/// A sentence with the words that link.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SentenceView {
    pub(crate) before: String,
    pub(crate) words: String,
    pub(crate) after: String,
}

impl Maker<'_> {
    /// What links here; nothing where nothing does.
    pub(crate) fn back_links(&self, links: &[BackLink]) -> Option<BackLinksView> {
        let mut first: Vec<BackLinkView> = links.iter().map(|link| self.back_link(link)).collect();
        let mut rest = first.split_off(FIRST.min(first.len()));
        rest.iter_mut().for_each(|link| link.sentence = None);
        let more = fill(&self.words().and_more, &[("n", &self.words().number(rest.len()))]);
        let more = (!rest.is_empty()).then_some(more);
        (!first.is_empty()).then_some(BackLinksView { first, rest, more })
    }

    fn back_link(&self, link: &BackLink) -> BackLinkView {
        let (briefing, words) = (self.site.briefing, self.words());
        let (title, href, kind, kind_label) = match link.from {
            Origin::Front => {
                let title = &briefing.settings.title;
                (title, self.page.link(&Route::Front), None, words.front.as_str())
            }
            Origin::Note(id) => {
                let note = &briefing[id];
                let class = note.kind.class();
                (&note.title, self.page.note(id), Some(class.name()), words.kind(class))
            }
            Origin::Page(id) => {
                let title = &briefing[id].title;
                (title, self.page.own_page(id), None, words.own_page.as_str())
            }
            Origin::Record(id) => {
                (&briefing[id].name, self.page.record(id), None, self.record_kind(id))
            }
        };
        BackLinkView {
            title: title.clone(),
            href,
            kind,
            kind_label: kind_label.to_owned(),
            sentence: Some(SentenceView {
                before: link.sentence.before.clone(),
                words: link.sentence.words.clone(),
                after: link.sentence.after.clone(),
            }),
        }
    }
}
