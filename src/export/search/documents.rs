//! What can be found: reports, entities, officials, quotations and notes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::export::Edition;
use crate::i18n::fill;
use crate::model::{
    Article, ArticleId, Claim, Note, NoteId, NoteKind, Page, PageId, Record, RecordId, RecordKind,
    TextKind,
};
use crate::render::dates::in_words;
use crate::route::{Route, SitePlace};

/// The groups in which results are shown, in the order of their documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ResultGroup {
    Articles,
    Officials,
    Entities,
    Quotations,
    Claims,
    Notes,
    Pages,
}

impl ResultGroup {
    pub(super) const ALL: [Self; 7] = [
        Self::Articles,
        Self::Officials,
        Self::Entities,
        Self::Quotations,
        Self::Claims,
        Self::Notes,
        Self::Pages,
    ];

    /// As the script and the template name it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Officials => "officials",
            Self::Entities => "entities",
            Self::Quotations => "quotations",
            Self::Claims => "claims",
            Self::Notes => "notes",
            Self::Pages => "pages",
        }
    }
}

/// One thing that can be found.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) group: ResultGroup,
    pub(super) title: &'a str,
    /// From the site's root.
    pub(super) href: String,
    /// What it is, in a line.
    pub(super) about: String,
    /// Language of the passages, where it is not the site's.
    pub(super) language: &'a str,
    /// Other names: sought like the title, and shown where they were found.
    pub(super) names: Vec<String>,
    pub(super) passages: Vec<Passage<'a>>,
    /// The note that it is, where it is one.
    pub(super) note: Option<NoteId>,
}

/// Text of a document that is shown around the words that were found.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// The id of its element in the document's page; empty where it has none.
    pub(super) fragment: &'a str,
    pub(super) text: Cow<'a, str>,
}

/// Everything that can be found, group after group.
pub(super) fn documents<'a>(edition: &Edition<'a>) -> Vec<Document<'a>> {
    let briefing = edition.briefing;
    let notes = |group: ResultGroup| {
        briefing.notes().filter(move |(_, note)| group_of(&note.kind) == group)
    };
    let found_note = |(id, note)| edition.found_note(id, note);
    let records = |officials: bool| {
        briefing.records().filter(move |(_, record)| {
            matches!(record.kind, RecordKind::Official { .. }) == officials
        })
    };
    let printed = printed_forms(edition);
    let record =
        |(id, record): (RecordId, _)| edition.found_record(id, record, &printed[id.index()]);
    briefing
        .articles()
        .map(|(id, article)| edition.found_article(id, article))
        .chain(records(true).map(record))
        .chain(records(false).map(record))
        .chain(notes(ResultGroup::Quotations).map(|(id, note)| edition.found_quotation(id, note)))
        .chain(notes(ResultGroup::Claims).map(found_note))
        .chain(notes(ResultGroup::Notes).map(found_note))
        .chain(briefing.pages().map(|(id, page)| edition.found_page(id, page)))
        .collect()
}

fn group_of(kind: &NoteKind) -> ResultGroup {
    match kind {
        NoteKind::Quote(_) => ResultGroup::Quotations,
        NoteKind::Claim(_) => ResultGroup::Claims,
        _ => ResultGroup::Notes,
    }
}

/// By record: each form of its names that a report prints.
fn printed_forms<'a>(edition: &Edition<'a>) -> Vec<BTreeSet<&'a str>> {
    let mut forms = vec![BTreeSet::new(); edition.briefing.records.len()];
    for mention in &edition.briefing.mentions {
        let form = edition.text(mention.article, mention.range);
        if let Some(forms) = forms.get_mut(mention.record.index()) {
            forms.insert(form);
        }
    }
    for (id, _) in edition.briefing.records() {
        let namings = &edition.collation.namings;
        let hidden = namings.of(id).iter().filter(|named| !namings.is_placed(named.article));
        if let Some(printed) = forms.get_mut(id.index()) {
            printed.extend(hidden.flat_map(|named| &named.forms).map(|(form, _)| form.as_str()));
        }
    }
    forms
}

impl<'a> Edition<'a> {
    fn found_article(&self, id: ArticleId, article: &'a Article) -> Document<'a> {
        let passages = article.shown().into_iter().flat_map(|prose| {
            let document = &prose.document;
            document.blocks.iter().filter(|block| !block.text.is_empty()).map(|block| Passage {
                fragment: &block.id,
                text: document.slice(block.text).into(),
            })
        });
        let published = article.published.map(|date| in_words(date, self.page.words));
        let digest = article.kind == TextKind::Digest;
        let digest = digest.then(|| self.page.words.digest.clone());
        let about = [article.publisher.clone(), published, digest];
        Document {
            group: ResultGroup::Articles,
            title: &article.title,
            href: Route::Front.link(&self.briefing.article_route(id)),
            about: joined(about.into_iter().flatten()),
            language: self.foreign(&article.language),
            names: article.authors.clone(),
            passages: passages.collect(),
            note: None,
        }
    }

    fn found_record(
        &self,
        id: RecordId,
        record: &'a Record,
        printed: &BTreeSet<&str>,
    ) -> Document<'a> {
        let (group, about) = match &record.kind {
            RecordKind::Official { role, affiliation, .. } => {
                let affiliation = affiliation.map(|id| self.briefing[id].name.clone());
                (ResultGroup::Officials, joined(role.clone().into_iter().chain(affiliation)))
            }
            RecordKind::Entity => {
                (ResultGroup::Entities, self.page.words.record(record).to_owned())
            }
        };
        let own = [record.full_name.as_deref()].into_iter().flatten();
        let others = record.aliases.iter().chain(&record.short).map(String::as_str);
        let foreign = record.names.iter().map(|(_, name)| name.as_str());
        let mut seen = BTreeSet::from([record.name.as_str()]);
        let names = own.chain(others).chain(foreign).chain(printed.iter().copied());
        let facts = record.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value));
        let profile = self.page.plain(&record.profile);
        Document {
            group,
            title: &record.name,
            href: Route::Front.link(&self.briefing.record_route(id)),
            about,
            language: "",
            names: names.filter(|name| seen.insert(name)).map(str::to_owned).collect(),
            passages: unplaced(std::iter::once(profile).chain(facts)),
            note: None,
        }
    }

    fn found_quotation(&self, id: NoteId, note: &'a Note) -> Document<'a> {
        let about = match &note.kind {
            NoteKind::Quote(quote) => {
                let speakers = quote.speakers.iter();
                let names: Vec<&str> =
                    speakers.map(|speaker| self.briefing.speaker_name(*speaker)).collect();
                names.join(", ")
            }
            _ => String::new(),
        };
        let printings = note.passages.iter().flat_map(|passage| {
            let label = &self.briefing[passage.article].label;
            let printed = (label.clone(), self.printed([passage]));
            let digest = (format!("{label}, {}", self.page.words.digest), self.digest([passage]));
            let shown = [printed, digest].into_iter().filter(|(_, words)| !words.is_empty());
            shown.map(|(label, words)| format!("{label}: {words}"))
        });
        let body = self.page.plain(&note.body);
        Document {
            group: ResultGroup::Quotations,
            title: &note.title,
            href: self.place_of(id),
            about,
            language: "",
            names: Vec::new(),
            passages: unplaced(printings.chain([body])),
            note: Some(id),
        }
    }

    fn found_note(&self, id: NoteId, note: &'a Note) -> Document<'a> {
        let words = self.page.words;
        let reports: Vec<&str> =
            note.articles().into_iter().map(|id| self.briefing[id].label.as_str()).collect();
        let kind = words.kind(note.kind.class()).to_owned();
        let shown = match reports.as_slice() {
            [] => None,
            [only] => Some((*only).to_owned()),
            several => Some(fill(&words.report_many, &[("n", &several.len().to_string())])),
        };
        let values = note.passages.iter().filter_map(|passage| {
            let value = passage.value.as_ref()?;
            Some(format!("{}: {}", self.briefing[passage.article].label, value.raw))
        });
        let reads = match &note.kind {
            NoteKind::Correction(found) => found.reads.clone(),
            NoteKind::Claim(Claim { finding: Some(finding), .. }) => {
                Some(format!("{}: {}", words.finding, finding.value.raw))
            }
            _ => None,
        };
        let body = self.page.plain(&note.body);
        Document {
            group: group_of(&note.kind),
            title: &note.title,
            href: self.place_of(id),
            about: joined([kind].into_iter().chain(shown)),
            language: "",
            names: Vec::new(),
            passages: unplaced([body].into_iter().chain(reads).chain(values)),
            note: Some(id),
        }
    }

    fn found_page(&self, id: PageId, page: &'a Page) -> Document<'a> {
        Document {
            group: ResultGroup::Pages,
            title: &page.title,
            href: Route::Front.link(&self.briefing.page_route(id)),
            about: String::new(),
            language: "",
            names: Vec::new(),
            passages: unplaced([self.page.plain(&page.text)]),
            note: None,
        }
    }

    fn place_of(&self, id: NoteId) -> String {
        let place: SitePlace = self.briefing.note_place(id);
        Route::Front.link_to(&place)
    }

    fn foreign(&self, language: &'a str) -> &'a str {
        match language.eq_ignore_ascii_case(&self.briefing.settings.language) {
            true => "",
            false => language,
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Passages that have no element of their own.
fn unplaced(texts: impl IntoIterator<Item = String>) -> Vec<Passage<'static>> {
    texts
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| Passage { fragment: "", text: text.into() })
        .collect()
}
