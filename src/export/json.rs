//! `briefing.json`: the whole briefing resolved, and `briefing.schema.json`, its schema.

use std::io;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::Edition;
use super::place::joined;
use super::view;
use crate::model::{
    Article, ArticleId, EntityKind, Fact, Mention, Note, NoteId, NoteKind, Passage, Prose, Record,
    RecordId, RecordKind, Reference, Speaker,
};
use crate::parse::document::BlockKind;

pub(super) const PATH: &str = "briefing.json";
pub(super) const SCHEMA_PATH: &str = "briefing.schema.json";

pub(super) fn write(edition: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &edition.view())?)
}

pub(super) fn write_schema(_: &Edition, out: &mut Vec<u8>) -> io::Result<()> {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(without_null));
    let schema = settings.into_generator().into_root_schema_for::<view::Briefing>();
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    out.push(b'\n');
    Ok(())
}

/// What there is none of is left out of the file: `null` stands nowhere in it.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice["type"] != "null");
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
}

impl Edition<'_> {
    fn view(&self) -> view::Briefing<'_> {
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
                excerpt_budget: settings.excerpt_budget,
            },
            front: self.prose(&briefing.front),
            articles: briefing.articles().map(|(id, article)| self.article(id, article)).collect(),
            records: briefing.records().map(|(id, record)| self.record(id, record)).collect(),
            notes: briefing.notes().map(|(id, note)| self.note(id, note)).collect(),
            mentions: briefing.mentions.iter().filter_map(|found| self.mention(found)).collect(),
        }
    }

    fn prose(&self, prose: &Prose) -> view::Prose {
        let (html, text) = (self.prose)(prose);
        view::Prose { html, text }
    }

    fn article<'b>(&self, id: ArticleId, article: &'b Article) -> view::Article<'b> {
        view::Article {
            id: &article.slug,
            page: self.page_url(self.briefing.article_route(id)),
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
            blocks: article.shown().map(blocks).unwrap_or_default(),
        }
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
            page: self.page_url(self.briefing.record_route(id)),
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
        let slug = |id: ArticleId| self.briefing[id].slug.as_str();
        let (mut quote, mut claim, mut correction) = (None, None, None);
        match &note.kind {
            NoteKind::Quote(said) => {
                quote = Some(view::Quote {
                    speaker: match said.speaker {
                        Speaker::Record(id) => view::Reference::Record(&self.briefing[id].slug),
                        Speaker::Article(id) => view::Reference::Article(slug(id)),
                    },
                    said: said.said.as_deref(),
                    base: said.base.map(slug),
                });
            }
            NoteKind::Claim(asked) => {
                claim = Some(view::Claim {
                    unit: asked.unit.as_deref(),
                    total: asked.total.as_ref().map(|total| total.raw.as_str()),
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
            kind: note.kind.name(),
            page: self.url(&self.briefing.note_place(id)),
            title: &note.title,
            author: note.author.as_deref(),
            draft: note.draft,
            passages: passages.map(|(index, passage)| self.passage(id, index, passage)).collect(),
            about: note.about.map(slug),
            silent: note.silent.iter().map(|(article, _)| slug(*article)).collect(),
            quote,
            claim,
            correction,
            body: self.prose(&note.body),
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
            let pieces = self.pieces(passage.article, part);
            view::Part {
                exact: joined(&pieces),
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
            page: self.url(&self.briefing.passage_place(note, index)),
            parts: parts.collect(),
            value: passage.value.as_ref().map(|value| value.raw.as_str()),
            route: passage.transmission.unwrap_or(article.transmission).name(),
            named_as: passage.named_as.as_deref(),
            via: passage.via.as_ref().map(|via| self.reference(via)),
        }
    }

    fn mention<'b>(&'b self, mention: &Mention) -> Option<view::Mention<'b>> {
        let pieces = self.pieces(mention.article, &mention.range);
        let piece = pieces.into_iter().next()?;
        Some(view::Mention {
            record: &self.briefing[mention.record].slug,
            article: &self.briefing[mention.article].slug,
            printed: piece.text,
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
            let text = &document.text[block.text.clone()];
            view::Block { id: &block.id, kind, level, text }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::Rights;
    use crate::export::fixture::{self, article, export, find, mention, note, passage, quote};
    use crate::model::{Briefing, Capacity, Claim, Correction};
    use crate::parse::value;

    /// Every kind of thing that a briefing can hold.
    fn briefing() -> Briefing {
        let mut briefing = fixture::briefing(
            vec![
                article("a", &["海康 One two.", "", "Three 海康."]),
                fixture::withheld("b"),
                Article { publisher: None, published: None, ..article("c", &[]) },
            ],
            vec![],
        );
        briefing.settings.description = Some("In a sentence".into());
        briefing.settings.rights = Rights::Link;
        briefing.articles[2].authors = vec!["Ana Swanson".into()];
        briefing.articles[2].url = Some("https://a.b/".into());
        if let Some(prose) = match &mut briefing.articles[0].text {
            crate::model::ArticleText::Whole(prose) => Some(prose),
            crate::model::ArticleText::Withheld => None,
        } {
            prose.document.blocks[0].kind = BlockKind::Heading(2);
        }

        let mut entity = fixture::record("hikvision", "Hikvision", RecordKind::Entity);
        entity.entity_kind = Some(EntityKind::Company);
        entity.names = vec![("zh".into(), "海康".into())];
        entity.links = vec![("website".into(), "https://h.k/".into())];
        let references = [
            Reference::Article(ArticleId(0)),
            Reference::Record(RecordId(1)),
            Reference::Url("https://a.b/".into()),
            Reference::Words("the firm".into()),
        ];
        entity.facts = references
            .into_iter()
            .map(|source| Fact {
                label: "Employees".into(),
                value: "34,000".into(),
                source: Some(source),
                as_of: "2019-10".parse().ok(),
            })
            .collect();
        let mut official = fixture::official("ross", "Ross");
        official.kind = RecordKind::Official {
            role: Some("Secretary".into()),
            affiliation: Some(RecordId(0)),
            capacity: Some(Capacity::Expert),
        };
        briefing.records = vec![entity, official];
        briefing.mentions = vec![mention(&briefing, 0, 0, "海康")];

        let value = value::Value::parse("28");
        let over_blocks = find(&briefing, 0, "two.").start..find(&briefing, 0, "Three").end;
        let parts = vec![find(&briefing, 0, "One"), over_blocks];
        let mut said = passage(0, parts);
        said.named_as = Some("Mr Ross".into());
        said.via = Some(Reference::Words("Reuters".into()));
        let mut answered = passage(1, vec![]);
        answered.value = Some(value.clone());
        let mut about = note("about", NoteKind::Question, vec![]);
        about.about = Some(ArticleId(2));
        let mut count = note(
            "count",
            NoteKind::Claim(Claim { unit: None, total: Some(value) }),
            vec![answered],
        );
        count.silent = vec![(ArticleId(2), fixture::span())];
        let correction =
            Correction { evidence: Reference::Record(RecordId(0)), reads: Some("29".into()) };
        briefing.notes = vec![
            note("said", quote(1), vec![said]),
            count,
            about,
            note("wrong", NoteKind::Correction(correction), vec![]),
            note("plain", NoteKind::Note, vec![]),
            note("more", NoteKind::Context, vec![]),
        ];
        briefing
    }

    fn parsed(briefing: &Briefing, path: &str) -> Value {
        serde_json::from_str(&export(briefing, path).unwrap()).unwrap()
    }

    /// Whether a value has the shape that a schema asks for. Knows the words that ours uses, and
    /// none else.
    fn check(root: &Value, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("{path}: {what}"));
        for (word, rule) in schema.as_object().unwrap() {
            match word.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "default" => {}
                "$ref" => {
                    let target = rule.as_str().unwrap().strip_prefix('#').unwrap();
                    check(root, root.pointer(target).unwrap(), value, path)?;
                }
                "type" => {
                    let is = match rule.as_str().unwrap() {
                        "object" => value.is_object(),
                        "array" => value.is_array(),
                        "string" => value.is_string(),
                        "boolean" => value.is_boolean(),
                        "integer" => value.is_u64(),
                        other => panic!("{path}: unknown type {other}"),
                    };
                    if !is {
                        return wrong("type");
                    }
                }
                "enum" if !rule.as_array().unwrap().contains(value) => return wrong("enum"),
                "minimum" if value.as_u64() < rule.as_u64() => return wrong("minimum"),
                "maximum" if value.as_u64() > rule.as_u64() => return wrong("maximum"),
                "enum" | "minimum" | "maximum" => {}
                "properties" => {
                    for (name, rule) in rule.as_object().unwrap() {
                        if let Some(value) = value.get(name) {
                            check(root, rule, value, &format!("{path}/{name}"))?;
                        }
                    }
                }
                "required" => {
                    for name in rule.as_array().unwrap() {
                        if value.get(name.as_str().unwrap()).is_none() {
                            return wrong(&format!("{name} is missing"));
                        }
                    }
                }
                "additionalProperties" => {
                    assert_eq!(*rule, false);
                    for name in value.as_object().unwrap().keys() {
                        if schema["properties"].get(name).is_none() {
                            return wrong(&format!("{name} is unknown"));
                        }
                    }
                }
                "items" => {
                    for (index, value) in value.as_array().unwrap().iter().enumerate() {
                        check(root, rule, value, &format!("{path}/{index}"))?;
                    }
                }
                "oneOf" => {
                    let fits = |rule| check(root, rule, value, path).is_ok();
                    if rule.as_array().unwrap().iter().filter(|rule| fits(rule)).count() != 1 {
                        return wrong("oneOf");
                    }
                }
                other => panic!("{path}: unknown word {other}"),
            }
        }
        Ok(())
    }

    #[test]
    fn the_file_is_what_its_schema_says() {
        let briefing = briefing();
        let (file, schema) = (parsed(&briefing, PATH), parsed(&briefing, SCHEMA_PATH));
        assert_eq!(check(&schema, &schema, &file, ""), Ok(()));
        for (pointer, wrong) in [
            ("/articles/0/rights", json!("none")),
            ("/articles/0/blocks/0/level", json!(7)),
            ("/notes/0/passages/0/parts/0/ranges/0/start", json!("0")),
            ("/notes/0/quote/speaker", json!({"article": "a", "record": "b"})),
            ("/notes/0/author", json!(null)),
            ("/settings/title", json!(null)),
        ] {
            let mut file = file.clone();
            match file.pointer_mut(pointer) {
                Some(value) => *value = wrong,
                None => {
                    let (parent, name) = pointer.rsplit_once('/').unwrap();
                    file.pointer_mut(parent).unwrap()[name] = wrong;
                }
            }
            assert!(check(&schema, &schema, &file, "").is_err(), "{pointer}");
        }
    }

    #[test]
    fn every_field_is_described() {
        let schema = parsed(&briefing(), SCHEMA_PATH);
        let types = schema["$defs"].as_object().unwrap();
        for (name, definition) in types.iter().chain([(&"Briefing".to_owned(), &schema)]) {
            assert!(definition["description"].is_string(), "{name}");
            for (field, rule) in definition["properties"].as_object().into_iter().flatten() {
                assert!(rule["description"].is_string(), "{name}.{field}");
            }
        }
    }

    #[test]
    fn parts_say_where_they_stand() {
        let file = parsed(&briefing(), PATH);
        assert_eq!(
            file["notes"][0]["passages"][0]["parts"],
            json!([
                {"exact": "One", "ranges": [{"block": "p-000000", "start": 3, "end": 6}]},
                {"exact": "two.\nThree", "ranges": [
                    {"block": "p-000000", "start": 7, "end": 11},
                    {"block": "p-000002", "start": 0, "end": 5},
                ]},
            ])
        );
        assert_eq!(file["notes"][0]["passages"][0]["as"], "Mr Ross");
        assert_eq!(file["mentions"][0]["printed"], "海康");
        assert_eq!(file["articles"][0]["blocks"][1]["id"], "p-000002");
        assert_eq!(file["articles"][1]["withheld"], true);
        assert_eq!(file["articles"][1]["blocks"], json!([]));
    }
}
