//! The model → its part of `briefing.json`.

use super::view::Each;
use super::{SCHEMA_PATH, view};
use crate::config::Budget;
use crate::export::Edition;
use crate::export::block_text::{BlockText, joined};
use crate::model::{
    Article, ArticleId, EntityKind, Fact, Mention, Misspelling, Note, NoteId, NoteKind, Page,
    PageId, Passage, Pin, Prose, Record, RecordId, RecordKind, Reference, Share, Slip, Speaker,
    Tag, TagId, TextKind,
};
use crate::parse::document::BlockKind;
use crate::place::{InContent, Place};

impl Edition<'_> {
    pub(super) fn view(&self) -> view::Briefing<'_> {
        let briefing = self.briefing;
        let settings = &briefing.settings;
        view::Briefing {
            schema: SCHEMA_PATH,
            settings: view::Settings {
                title: &settings.title,
                description: settings.description.as_deref(),
                base_url: settings.base_url.as_deref(),
                language: &settings.language,
                editor: settings.editor.as_deref(),
                rights: settings.rights.name(),
                excerpt_budget: match settings.excerpt_budget {
                    Budget::Words(words) => view::Budget::Words(words),
                    share => view::Budget::Share(share.to_string()),
                },
            },
            front: self.prose(&briefing.front),
            unreported: briefing.front_page.unreported.iter().map(|it| self.prose(it)).collect(),
            articles: Each::new(|| briefing.articles().map(|(id, it)| self.article(id, it))),
            records: Each::new(|| briefing.records().map(|(id, it)| self.record(id, it))),
            notes: Each::new(|| briefing.notes().map(|(id, it)| self.note(id, it))),
            tags: briefing.tags().map(|(id, tag)| self.tag(id, tag)).collect(),
            mentions: Each::new(|| briefing.mentions.iter().filter_map(|it| self.mention(it))),
            misspellings: briefing
                .misspellings
                .iter()
                .filter(|found| briefing[found.article].kind != TextKind::Digest)
                .flat_map(|found| found.places.iter().map(move |place| (found, place)))
                .filter_map(|(found, place)| self.misspelling(found, *place))
                .collect(),
            families: Each::new(|| self.collation.families.iter().map(|it| self.family(it))),
            claims: Each::new(|| self.collation.claims.iter().map(|it| self.claim_table(it))),
            shared: self.shared_words(),
            pages: briefing.pages().map(|(id, page)| self.own_page(id, page)).collect(),
        }
    }

    fn prose(&self, prose: &Prose) -> view::Prose<'static> {
        view::Prose { html: self.html(prose, "").into(), text: self.page.plain(prose) }
    }

    fn own_page<'b>(&self, id: PageId, page: &'b Page) -> view::OwnPage<'b> {
        view::OwnPage {
            id: &page.slug,
            page: self.page.link(&self.briefing.page_route(id)),
            title: &page.title,
            text: self.prose(&page.text),
        }
    }

    fn article<'b>(&'b self, id: ArticleId, article: &'b Article) -> view::Article<'b> {
        view::Article {
            id: &article.slug,
            page: self.page.link(&self.briefing.article_route(id)),
            label: &article.label,
            title: &article.title,
            publisher: article.publisher.as_deref(),
            authors: &article.authors,
            published: article.published.map(|date| date.to_string()),
            accessed: article.accessed.map(|date| date.to_string()),
            url: article.url.as_deref(),
            archive_url: article.archive_url.as_deref(),
            language: &article.language,
            text: article.kind.name(),
            route: article.transmission.name(),
            agency: article.agency.as_deref(),
            rights: article.rights.name(),
            redirect_from: &article.redirect_from,
            withheld: article.shown().is_none(),
            excerpt: article.share.map(|share| self.excerpt(id, share)),
            blocks: article.shown().map(blocks).unwrap_or_default(),
            pinned: article.pin.as_ref().and_then(|pin| self.pin(pin)),
        }
    }

    /// What is told of a text of which not all is shown.
    fn excerpt(&self, id: ArticleId, share: Share) -> view::Excerpt<'_> {
        let namings = &self.collation.namings;
        let records = self.briefing.records();
        let named = records.filter_map(|(record, it)| Some((it, namings.in_article(record, id)?)));
        view::Excerpt {
            words: share.of,
            words_shown: share.shown,
            names: named
                .map(|(record, named)| view::FormsOf {
                    record: &record.slug,
                    forms: named
                        .forms
                        .iter()
                        .map(|(form, count)| view::Form { form, count: *count as u64 })
                        .collect(),
                })
                .collect(),
        }
    }

    /// What was counted in a report; nothing where it was only pinned.
    fn pin<'b>(&'b self, pin: &'b Pin) -> Option<view::Pinned<'b>> {
        if pin.words.is_none() && pin.names.is_none() {
            return None;
        }
        let names = pin.names.iter().flatten();
        let form = |(form, count): (&'b String, &u64)| view::Form { form, count: *count };
        Some(view::Pinned {
            date: pin.pinned.map(|date| date.to_string()),
            words: pin.words,
            names: names
                .map(|(record, forms)| view::FormsOf {
                    record: &self.briefing[*record].slug,
                    forms: forms.iter().map(form).collect(),
                })
                .collect(),
        })
    }

    fn record<'b>(&'b self, id: RecordId, record: &'b Record) -> view::Record<'b> {
        let slug = |id: RecordId| self.briefing[id].slug.as_str();
        let (kind, role, affiliation, capacity) = match &record.kind {
            RecordKind::Entity => ("entity", None, None, None),
            RecordKind::Official { role, affiliation, capacity } => {
                ("official", role.as_deref(), affiliation.map(slug), *capacity)
            }
        };
        let names = record.names.iter();
        let links = record.links.iter();
        view::Record {
            id: &record.slug,
            record: kind,
            page: self.page.link(&self.briefing.record_route(id)),
            name: &record.name,
            full_name: record.full_name.as_deref(),
            aliases: &record.aliases,
            short: &record.short,
            names: names.map(|(language, name)| view::Name { language, name }).collect(),
            kind: record.entity_kind.map(EntityKind::name),
            part_of: record.part_of.map(slug),
            role,
            affiliation,
            capacity: capacity.map(|capacity| capacity.name()),
            facts: record.facts.iter().map(|fact| self.fact(fact)).collect(),
            links: links.map(|(label, url)| view::Link { label, url }).collect(),
            profile: self.prose(&record.profile),
        }
    }

    fn fact<'b>(&'b self, fact: &'b Fact) -> view::Fact<'b> {
        view::Fact {
            label: &fact.label,
            value: &fact.value,
            source: fact.source.as_ref().map(|source| self.reference(source)),
            as_of: fact.as_of.map(|date| date.to_string()),
        }
    }

    fn reference<'b>(&'b self, reference: &'b Reference) -> view::Reference<'b> {
        match reference {
            Reference::Article(id) => view::Reference::Article(&self.briefing[*id].slug),
            Reference::Record(id) => view::Reference::Record(&self.briefing[*id].slug),
            Reference::Url(url) => view::Reference::Url(url),
            Reference::Words(words) => view::Reference::Words(words),
        }
    }

    fn note<'b>(&'b self, id: NoteId, note: &'b Note) -> view::Note<'b> {
        let (mut quote, mut claim, mut correction) = (None, None, None);
        match &note.kind {
            NoteKind::Quote(said) => {
                let speaker = |speaker: &Speaker| match *speaker {
                    Speaker::Record(id) => view::Reference::Record(&self.briefing[id].slug),
                    Speaker::Article(id) => view::Reference::Article(self.slug(id)),
                };
                quote = said.speakers.first().map(|first| view::Quote {
                    speaker: speaker(first),
                    speakers: said.speakers.iter().map(speaker).collect(),
                    said: said.said.as_deref(),
                    base: said.base.map(|id| self.slug(id)),
                });
            }
            NoteKind::Claim(asked) => {
                claim = Some(view::Claim {
                    unit: asked.unit.as_deref(),
                    total: asked.total.as_ref().map(|total| total.raw.as_str()),
                    finding: asked.finding.as_ref().map(|finding| view::Finding {
                        value: &finding.value.raw,
                        evidence: self.reference(&finding.evidence),
                    }),
                });
            }
            NoteKind::Correction(found) => {
                correction = Some(view::Correction {
                    evidence: self.reference(&found.evidence),
                    reads: found.reads.as_deref(),
                });
            }
            NoteKind::Note | NoteKind::Context | NoteKind::Question => {}
        }
        let passages = note.passages.iter().enumerate();
        view::Note {
            id: &note.slug,
            kind: note.kind.class().name(),
            page: self.page.link_to(&self.briefing.note_place(id)),
            title: &note.title,
            author: note.author.as_deref(),
            draft: note.draft,
            reply: note.reply.map(|id| self.briefing[id].slug.as_str()),
            tags: note.tags.iter().map(|tag| self.briefing[*tag].slug.as_str()).collect(),
            passages: passages.map(|(index, passage)| self.passage(id, index, passage)).collect(),
            about: note.about.map(|id| self.slug(id)),
            silent: note.silent.iter().map(|(article, _)| self.slug(*article)).collect(),
            quote,
            claim,
            correction,
            body: view::Prose {
                html: self.note_html(id).into(),
                text: self.page.plain(&note.body),
            },
        }
    }

    fn tag<'b>(&'b self, id: TagId, tag: &'b Tag) -> view::Tag<'b> {
        view::Tag {
            id: &tag.slug,
            page: self.page.link(&self.briefing.tag_route(id)),
            name: &tag.name,
            description: tag.description.as_deref(),
            order: tag.order,
            body: self.prose(&tag.body),
        }
    }

    fn passage<'b>(
        &'b self,
        note: NoteId,
        index: usize,
        passage: &'b Passage,
    ) -> view::Passage<'b> {
        let article = &self.briefing[passage.article];
        let parts = passage.parts().iter().map(|part| {
            let pieces: Vec<BlockText> = self.pieces(passage.article, *part).collect();
            view::Part {
                exact: joined(&pieces),
                digest: !article.is_own(*part),
                ranges: pieces
                    .iter()
                    .map(|piece| view::TextRange {
                        block: piece.block,
                        start: piece.range.start,
                        end: piece.range.end,
                    })
                    .collect(),
            }
        });
        view::Passage {
            article: &article.slug,
            page: self.page.link_to(&self.briefing.passage_place(note, index)),
            parts: parts.collect(),
            value: passage.value.as_ref().map(|value| value.raw.as_str()),
            route: passage.transmission.unwrap_or(article.transmission).name(),
            named_as: passage.named_as.as_deref(),
            via: passage.via.as_ref().map(|via| self.reference(via)),
        }
    }

    fn mention<'b>(&'b self, mention: &Mention) -> Option<view::Mention<'b>> {
        let piece = self.pieces(mention.article, mention.range).next()?;
        let digest = self.briefing[mention.article].kind == TextKind::Digest;
        Some(view::Mention {
            record: &self.briefing[mention.record].slug,
            article: &self.briefing[mention.article].slug,
            printed: (!digest).then_some(piece.text),
            digest: digest.then_some(piece.text),
            block: piece.block,
            start: piece.range.start,
            end: piece.range.end,
        })
    }

    fn misspelling<'b>(
        &'b self,
        found: &'b Misspelling,
        place: Place<InContent>,
    ) -> Option<view::Misspelling<'b>> {
        let piece = self.pieces(found.article, place).next()?;
        Some(view::Misspelling {
            record: &self.briefing[found.record].slug,
            article: self.slug(found.article),
            printed: piece.text,
            known: &found.known,
            differs_in: match found.slip {
                Slip::Letter => "letter",
                Slip::Swapped => "swapped letters",
                Slip::Sound => "sound",
                Slip::Division => "division",
                Slip::Capitals => "capitals",
            },
            corrected_by: found.corrected_by.map(|note| self.briefing[note].slug.as_str()),
            block: piece.block,
            start: piece.range.start,
            end: piece.range.end,
        })
    }
}

fn blocks(prose: &Prose) -> Vec<view::Block<'_>> {
    let document = &prose.document;
    let holding_text = document.blocks.iter().filter(|block| !block.text.is_empty());
    holding_text
        .map(|block| {
            let (kind, level) = match block.kind {
                BlockKind::Paragraph => ("paragraph", None),
                BlockKind::Heading(level) => ("heading", Some(level)),
                BlockKind::TightItem => ("item", None),
                BlockKind::Cell { .. } => ("cell", None),
                BlockKind::Code { .. } => ("code", None),
                BlockKind::Html => ("html", None),
            };
            let text = document.slice(block.text);
            view::Block { id: &block.id, kind, level, text }
        })
        .collect()
}
