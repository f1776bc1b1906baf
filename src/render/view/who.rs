//! Who the entities and officials are to which a page links: what a preview shows, so that it
//! needs no request.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Maker;
use crate::diagnostic::Diagnostic;
use crate::html::{ReadBlock, first_sentence};
use crate::model::{NoteId, NoteKind, Prose, RecordId, RecordKind, Reference, Speaker, Target};
use crate::parse::document::BlockKind;
use crate::render::engine::Html;

/// An entity or official in brief.
#[derive(Debug, Serialize)]
struct WhoView {
    href: String,
    name: String,
    kind_label: String,
    role: Option<String>,
    /// The first sentence of the profile.
    sentence: Option<String>,
}

impl Maker<'_> {
    /// What previews show of the entities and officials with these ids, rendered once for all
    /// pages from which the links are the same.
    pub(crate) fn who(&self, records: &BTreeSet<RecordId>) -> Result<Vec<Html>, Vec<Diagnostic>> {
        let who = |id: &RecordId| {
            let make = || self.site.component("preview", ("of", &self.who_is(*id)));
            self.common(|common| common.who.get(id.index()), make)
        };
        records.iter().map(who).collect()
    }

    fn who_is(&self, id: RecordId) -> WhoView {
        let record = &self.site.briefing[id];
        let (role, body) = match &record.kind {
            RecordKind::Entity => (None, None),
            RecordKind::Official { role, affiliation, .. } => (role.clone(), *affiliation),
        };
        let body = body.map(|body| self.site.briefing[body].name.clone());
        let role: Vec<String> = role.into_iter().chain(body).collect();
        WhoView {
            href: self.page.record(id),
            name: record.name.clone(),
            kind_label: self.record_kind(id).to_owned(),
            role: (!role.is_empty()).then(|| role.join(", ")),
            sentence: self.first_sentence(id),
        }
    }

    /// The first sentence of a profile.
    fn first_sentence(&self, id: RecordId) -> Option<String> {
        let briefing = self.site.briefing;
        let profile = &briefing[id].profile;
        let mut blocks = profile.document.blocks.iter();
        let block = blocks.find(|block| block.kind == BlockKind::Paragraph)?;
        let sentence = first_sentence(&ReadBlock::new(briefing, profile, block).text);
        (!sentence.is_empty()).then_some(sentence)
    }

    /// What some prose links to.
    pub(crate) fn linked(prose: &Prose) -> impl Iterator<Item = RecordId> {
        prose.targets.iter().filter_map(|target| match target {
            Target::Record(id) => Some(*id),
            _ => None,
        })
    }

    /// What a note links to, with its speaker and its evidence.
    pub(crate) fn linked_by_note(&self, id: NoteId) -> impl Iterator<Item = RecordId> {
        let note = &self.site.briefing[id];
        let besides = match &note.kind {
            NoteKind::Quote(quote) => match quote.speaker {
                Speaker::Record(id) => Some(id),
                Speaker::Article(_) => None,
            },
            NoteKind::Correction(correction) => match correction.evidence {
                Reference::Record(id) => Some(id),
                _ => None,
            },
            _ => None,
        };
        Self::linked(&note.body).chain(besides)
    }
}
