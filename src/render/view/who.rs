//! What previews show of the things to which a page links, so that they need no request: who an entity or
//! official is, what a claim's answers are, how a quotation is printed, what a report is.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Maker, TextView};
use crate::collate::{Change, Family};
use crate::diagnostic::Diagnostic;
use crate::html::{ReadBlock, first_sentence, first_words};
use crate::model::{
    ArticleId, Briefing, NoteId, NoteKind, Prose, RecordId, RecordKind, Reference, Target,
};
use crate::parse::document::BlockKind;
use crate::render::engine::Html;

/// What a preview shows.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct WhoView {
    href: String,
    name: String,
    lang: Html,
    kind_label: String,
    /// Of an official what they are, of a report its facts, of a claim what comes of it.
    role: Option<String>,
    /// The first sentence of the profile.
    sentence: Option<String>,
    /// Who answers what.
    answers: Option<Html>,
    /// The words of a quotation's base, and the most serious change of them.
    words: Option<TextView>,
    change: Option<BoldestView>,
}

/// What is changed in a quotation, and who changes it.
#[derive(Debug, Serialize, JsonSchema)]
struct BoldestView {
    instead: String,
    printed: String,
    lang: Html,
    by: String,
}

/// Characters of a quotation, at most, that a preview shows.
const WORDS: usize = 160;

/// A preview names so many reports.
const NAMED: usize = 3;

/// What a page links to that has a preview.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    records: BTreeSet<RecordId>,
    notes: BTreeSet<NoteId>,
    articles: BTreeSet<ArticleId>,
}

impl Linked {
    /// With what some prose links to.
    pub(crate) fn prose(mut self, prose: &Prose) -> Self {
        self.add(prose);
        self
    }

    fn add(&mut self, prose: &Prose) {
        for target in &prose.targets {
            match target {
                Target::Record(id) => drop(self.records.insert(*id)),
                Target::Note(id) => drop(self.notes.insert(*id)),
                Target::Article(id, _) => drop(self.articles.insert(*id)),
                Target::External(_) | Target::Internal(_) | Target::Page(_) | Target::Nowhere => {}
            }
        }
    }

    /// With entities and officials.
    pub(crate) fn records(mut self, records: impl IntoIterator<Item = RecordId>) -> Self {
        self.records.extend(records);
        self
    }

    /// Without what has the page.
    pub(crate) fn without(mut self, id: RecordId) -> Self {
        self.records.remove(&id);
        self
    }

    /// Without the report whose page it is.
    pub(crate) fn without_article(mut self, id: ArticleId) -> Self {
        self.articles.remove(&id);
        self
    }

    /// Whether a page links to nothing that has a preview.
    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.notes.is_empty() && self.articles.is_empty()
    }

    /// Without notes that the page has.
    pub(crate) fn without_notes<'a>(mut self, notes: impl IntoIterator<Item = &'a NoteId>) -> Self {
        for id in notes {
            self.notes.remove(id);
        }
        self
    }

    /// With what notes link to, their speakers and their evidence.
    pub(crate) fn notes(
        mut self,
        briefing: &Briefing,
        notes: impl IntoIterator<Item = NoteId>,
    ) -> Self {
        for id in notes {
            let note = &briefing[id];
            self.add(&note.body);
            if let NoteKind::Quote(quote) = &note.kind {
                self.records.extend(quote.records());
            }
            match note.evidence() {
                Some(Reference::Record(id)) => drop(self.records.insert(*id)),
                Some(Reference::Article(id)) => drop(self.articles.insert(*id)),
                Some(Reference::Url(_) | Reference::Words(_)) | None => {}
            }
        }
        self
    }
}

impl Maker<'_> {
    /// What previews show of what a page links to, rendered once for all pages from which the links
    /// are the same.
    pub(crate) fn who(&self, linked: &Linked) -> Result<Vec<Html>, Vec<Diagnostic>> {
        let made = |view: WhoView| self.site.component("preview", ("of", &view));
        let any = self.as_any_page_of_its_folder();
        let records = linked.records.iter().map(|id| {
            let make = || made(any.who_is(*id));
            self.common(|common| common.who.get(id.index()), make)
        });
        let compared = |id: &&NoteId| {
            matches!(self.site.briefing[**id].kind, NoteKind::Quote(_) | NoteKind::Claim(_))
        };
        let notes = linked.notes.iter().filter(compared).map(|id| {
            let make = || made(any.note_seen(*id));
            self.common(|common| common.notes_seen.get(id.index()), make)
        });
        let articles = linked.articles.iter().map(|id| {
            let make = || made(any.article_seen(*id));
            self.common(|common| common.articles_seen.get(id.index()), make)
        });
        records.chain(notes).chain(articles).collect()
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
            role: (!role.is_empty()).then(|| role.join(&self.words().comma)),
            sentence: self.first_sentence(id),
            ..WhoView::default()
        }
    }

    /// A claim with its answers, or a quotation with its base and the most serious change of it.
    fn note_seen(&self, id: NoteId) -> WhoView {
        let (note, words) = (&self.site.briefing[id], self.words());
        let plain = WhoView {
            href: self.page.note(id),
            name: note.title.clone(),
            kind_label: words.kind(note.kind.class()).to_owned(),
            ..WhoView::default()
        };
        if let Some(table) = self.site.collation.claim(id) {
            let role = Some(self.verdict(table).to_owned());
            return WhoView { role, answers: Some(self.dispute(table)), ..plain };
        }
        let Some(family) = self.site.collation.family(id) else { return plain };
        WhoView {
            words: self.base_words(id, family),
            change: boldest(family).and_then(|change| self.boldest_view(family, change)),
            ..plain
        }
    }

    fn base_words(&self, id: NoteId, family: &Family) -> Option<TextView> {
        let row = family.rows.get(family.base?)?;
        let passages = row.passages.iter().filter_map(|n| self.site.briefing[id].passages.get(*n));
        let parts: Vec<_> = passages.flat_map(|passage| passage.parts()).copied().collect();
        let words = first_words(&self.printed(row.article, &parts)?, WORDS);
        Some(self.text(&words, &self.site.briefing[row.article].language))
    }

    fn boldest_view(&self, family: &Family, change: &Change) -> Option<BoldestView> {
        let base = family.rows.get(family.base?)?;
        let rows = change.rows.iter().filter_map(|row| family.rows.get(*row));
        let mut reports: Vec<ArticleId> = rows.map(|row| row.article).collect();
        reports.sort_unstable();
        Some(BoldestView {
            instead: change.difference.base_text.trim().to_owned(),
            printed: change.difference.text.trim().to_owned(),
            lang: self.lang(&self.site.briefing[base.article].language),
            by: self.named_reports(&reports, NAMED),
        })
    }

    fn article_seen(&self, id: ArticleId) -> WhoView {
        let line = self.article_line(id);
        let facts = line.publisher.into_iter().chain([line.date]);
        let facts = facts.chain(line.words).chain(line.kind_label).chain(line.route_label);
        WhoView {
            href: line.href,
            name: line.title,
            lang: line.lang,
            kind_label: self.words().report.clone(),
            sentence: Some(facts.collect::<Vec<_>>().join(" · ")),
            ..WhoView::default()
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
}

/// The change of words that is most serious, and of those the one that most reports make.
fn boldest(family: &Family) -> Option<&Change> {
    let of_words = family.changes.iter().filter(|change| change.difference.label.changes_words());
    of_words.min_by_key(|change| (change.difference.label, Reverse(change.rows.len())))
}
