//! What is known of an entity or official, and where it is named.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker, TextView};
use crate::collate::{Counted, Family};
use crate::html::record_section;
use crate::i18n::fill;
use crate::model::{Misspelling, NoteId, RecordId, RecordKind, Speaker, TextKind};
use crate::parse::fold::fold;
use crate::render::dates::in_words;
use crate::render::engine::Html;

/// An entity or official in a line.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RecordLine {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) kind_label: String,
    pub(crate) official: bool,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<LinkView>,
    pub(crate) names: Vec<TextView>,
    pub(crate) mentions: Option<String>,
    pub(crate) mention_count: usize,
    pub(crate) quotations: Option<String>,
    pub(crate) printings: Option<String>,
}

/// An entity or official with all that is known of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RecordView {
    pub(crate) line: RecordLine,
    pub(crate) full_name: Option<String>,
    pub(crate) aliases: Option<String>,
    pub(crate) part_of: Option<LinkView>,
    pub(crate) parts: Vec<LinkView>,
    pub(crate) speakers: Vec<LinkView>,
    pub(crate) profile: Html,
    pub(crate) facts: Vec<FactView>,
    pub(crate) links: Vec<LinkView>,
    /// Whether there is anything of the above but the profile and the facts, or anything at all.
    pub(crate) has_particulars: bool,
    pub(crate) has_facts: bool,
}

/// A fact.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FactView {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) source: Option<LinkView>,
    pub(crate) as_of: Option<String>,
}

/// How one report prints a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FormsView {
    pub(crate) report: LinkView,
    /// Whether only an excerpt was counted.
    pub(crate) excerpt: bool,
    pub(crate) forms: Vec<FormView>,
    pub(crate) count: String,
}

/// A printed form.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FormView {
    pub(crate) text: String,
    pub(crate) lang: Html,
    pub(crate) count: Option<String>,
    /// Whether the editor writes it so.
    pub(crate) editors: bool,
}

/// The editor's form of a name, and how often reports print it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct EditorsFormView {
    pub(crate) text: String,
    pub(crate) count: String,
}

/// A form that is probably a misspelling of a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MisspellingView {
    pub(crate) printed: String,
    pub(crate) form: String,
    pub(crate) lang: Html,
    /// The report, at the place.
    pub(crate) report: LinkView,
    /// The note in which the editor corrects it.
    pub(crate) correction: Option<LinkView>,
}

/// A record, and how often it is named.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TogetherView {
    pub(crate) record: LinkView,
    pub(crate) count: String,
}

/// How many of the things named together with something are shown.
const MOST_TOGETHER: usize = 12;

impl<'a> Maker<'a> {
    pub(crate) fn record_line(&self, id: RecordId) -> RecordLine {
        let (record, words) = (&self.site.briefing[id], self.words());
        let (role, affiliation) = match &record.kind {
            RecordKind::Entity => (None, None),
            RecordKind::Official { role, affiliation, .. } => (role.clone(), *affiliation),
        };
        let quotations = self.quotations(Speaker::Record(id)).len();
        let printings = self.printings(Speaker::Record(id));
        RecordLine {
            id: record.slug.clone(),
            anchor: record_section(&record.slug),
            href: self.page.record(id),
            name: record.name.clone(),
            kind_label: self.record_kind(id).to_owned(),
            official: matches!(record.kind, RecordKind::Official { .. }),
            role,
            affiliation: affiliation.map(|id| self.record_link(id)),
            names: record.names.iter().map(|(tag, name)| self.text(name, tag)).collect(),
            mentions: self.mentions_in_words(id),
            mention_count: self.mention_count(id),
            quotations: (quotations > 0)
                .then(|| self.count(&words.quotation_one, &words.quotation_many, quotations)),
            printings: (printings > 0)
                .then(|| self.count(&words.printing_one, &words.printing_many, printings)),
        }
    }

    /// How often reports name it; where only digests do, how often those.
    pub(crate) fn mention_count(&self, id: RecordId) -> usize {
        let namings = &self.site.collation.namings;
        match namings.in_reports(id) {
            0 => namings.in_digests(id),
            count => count,
        }
    }

    fn mentions_in_words(&self, id: RecordId) -> Option<String> {
        let (words, count) = (self.words(), self.mention_count(id));
        let (one, many) = match self.site.collation.namings.in_reports(id) {
            0 => (&words.digest_mention_one, &words.digest_mention_many),
            _ => (&words.mention_one, &words.mention_many),
        };
        (count > 0).then(|| self.count(one, many, count))
    }

    /// Everything but its mentions, quotations and notes.
    pub(crate) fn record(&self, id: RecordId, headings: Option<u8>) -> RecordView {
        let (record, words) = (&self.site.briefing[id], self.words());
        let index = self.site.index;
        let links = |records: &[RecordId]| records.iter().map(|id| self.record_link(*id)).collect();
        let has_particulars = record.full_name.as_ref().is_some_and(|name| *name != record.name)
            || !record.aliases.is_empty()
            || !record.names.is_empty()
            || !record.links.is_empty()
            || record.part_of.is_some()
            || !index.parts[id.index()].is_empty()
            || !index.speakers[id.index()].is_empty();
        RecordView {
            line: self.record_line(id),
            has_particulars,
            has_facts: has_particulars || !record.facts.is_empty(),
            full_name: record.full_name.clone().filter(|name| *name != record.name),
            aliases: (!record.aliases.is_empty()).then(|| record.aliases.join(&words.comma)),
            part_of: record.part_of.map(|id| self.record_link(id)),
            parts: links(&index.parts[id.index()]),
            speakers: links(&index.speakers[id.index()]),
            profile: self.body(
                &record.profile,
                &format!("{}_", record_section(&record.slug)),
                headings,
            ),
            facts: record
                .facts
                .iter()
                .map(|fact| FactView {
                    label: fact.label.clone(),
                    value: fact.value.clone(),
                    source: fact.source.as_ref().map(|source| self.reference(source)),
                    as_of: fact
                        .as_of
                        .map(|date| fill(&words.as_of, &[("date", &in_words(date, words))])),
                })
                .collect(),
            links: record.links.iter().map(|(label, url)| LinkView::new(label, url)).collect(),
        }
    }

    /// The quotations of a speaker.
    pub(crate) fn quotations(&self, speaker: Speaker) -> &'a [NoteId] {
        self.site.index.quotations.get(&speaker).map_or(&[], Vec::as_slice)
    }

    /// How many printings there are of what a speaker said.
    pub(crate) fn printings(&self, speaker: Speaker) -> usize {
        let quotations = self.quotations(speaker).iter();
        let families = quotations.filter_map(|note| self.site.collation.family(*note));
        families.map(Family::printings).sum()
    }

    /// The word over a record.
    pub(crate) fn record_kind(&self, id: RecordId) -> &'a str {
        self.words().record(&self.site.briefing[id])
    }

    /// Each form that reports print, by report.
    pub(crate) fn forms(&self, id: RecordId) -> Vec<FormsView> {
        self.forms_where(id, |counted| counted != Counted::Digest)
    }

    /// Each form in digests of whose reports no more is known.
    pub(crate) fn forms_in_digests(&self, id: RecordId) -> Vec<FormsView> {
        self.forms_where(id, |counted| counted == Counted::Digest)
    }

    fn forms_where(&self, id: RecordId, is_meant: impl Fn(Counted) -> bool) -> Vec<FormsView> {
        let record = &self.site.briefing[id];
        let editors = fold(&record.name).text;
        let named = self.site.collation.namings.of(id).iter();
        named
            .filter(|named| is_meant(named.counted))
            .map(|named| {
                let forms = named.forms.iter().map(|(form, count)| {
                    let language = record.names.iter().find(|(_, name)| name == form);
                    FormView {
                        text: form.clone(),
                        lang: self.lang(match language {
                            Some((language, _)) => language,
                            None => &self.site.briefing[named.article].language,
                        }),
                        count: (*count > 1).then(|| self.words().number(*count)),
                        editors: fold(form).text == editors,
                    }
                });
                FormsView {
                    report: self.article_link(named.article),
                    excerpt: named.counted == Counted::Excerpt,
                    forms: forms.collect(),
                    count: self.words().number(named.count()),
                }
            })
            .collect()
    }

    /// Where the forms of digests and excerpts were counted, if any of them were.
    pub(crate) fn forms_counted(&self, id: RecordId) -> Option<String> {
        let mut named = self.site.collation.namings.of(id).iter();
        let namings = &self.site.collation.namings;
        let beyond = named.any(|named| namings.is_beyond(named.article));
        beyond.then(|| self.words().counted_in_reports.clone())
    }

    /// The name as the editor writes it.
    pub(crate) fn editors_form(&self, id: RecordId) -> EditorsFormView {
        let name = &self.site.briefing[id].name;
        let editors = fold(name).text;
        let named = self.site.collation.namings.of(id).iter();
        let printed = named.filter(|named| named.counted != Counted::Digest);
        let printed = printed.flat_map(|named| &named.forms);
        let printed = printed.filter(|(form, _)| fold(form).text == editors);
        let count = printed.map(|(_, count)| count).sum();
        EditorsFormView { text: name.clone(), count: self.words().number(count) }
    }

    /// Forms that are probably misspellings of a record's name.
    pub(crate) fn misspellings(&self, id: RecordId) -> Vec<MisspellingView> {
        let all = self.site.briefing.misspellings_of(id).iter();
        all.filter_map(|it| self.misspelling(it)).collect()
    }

    fn misspelling(&self, misspelling: &Misspelling) -> Option<MisspellingView> {
        let (words, article) = (self.words(), &self.site.briefing[misspelling.article]);
        if article.kind == TextKind::Digest {
            // What a digest has is not what the report prints.
            return None;
        }
        let document = &article.shown()?.document;
        let place = misspelling.places.first()?;
        let block = &document.blocks[document.block_at(place.start())?];
        let times = misspelling.times;
        Some(MisspellingView {
            printed: self.count(&words.printed_once, &words.printed_times, times),
            form: document.text.get(place.bytes())?.to_owned(),
            lang: self.lang(&article.language),
            report: LinkView::new(&article.label, &self.page.block(misspelling.article, &block.id)),
            correction: misspelling
                .corrected_by
                .map(|note| LinkView::new(&self.site.briefing[note].title, &self.page.note(note))),
        })
    }

    /// What is named with it most, and in how many blocks.
    pub(crate) fn nearest(&self, id: RecordId) -> Vec<(RecordId, usize)> {
        let mut found = self.tied(id);
        found.truncate(MOST_TOGETHER);
        found
    }

    /// Whether some of its mentions stand in digests.
    fn is_in_digests(&self, id: RecordId) -> bool {
        let briefing = self.site.briefing;
        let mut mentions = self.site.index.mentions[id.index()].iter();
        mentions.any(|it| briefing[briefing.mentions[*it].article].kind == TextKind::Digest)
    }

    /// Whose paragraphs are counted, where some are not the reports'.
    pub(crate) fn together_counted(&self, id: RecordId) -> Option<String> {
        self.is_in_digests(id).then(|| self.words().together_in_digests.clone())
    }

    /// How many mentions are listed, where another number is counted in the reports whose digests these are.
    pub(crate) fn mentions_listed(&self, id: RecordId) -> Option<String> {
        let (words, listed) = (self.words(), self.site.index.mentions[id.index()].len());
        let told = self.mention_count(id);
        let count = |n| self.count(&words.mention_one, &words.mention_many, n);
        (self.is_in_digests(id) && listed != told).then(|| {
            fill(&words.mentions_listed, &[("listed", &count(listed)), ("told", &count(told))])
        })
    }

    /// The same, for a list.
    pub(crate) fn together(&self, id: RecordId) -> Vec<TogetherView> {
        self.nearest(id)
            .into_iter()
            .map(|(record, count)| TogetherView {
                record: self.record_link(record),
                count: self.words().number(count),
            })
            .collect()
    }
}
