//! `briefing.json`: the whole briefing resolved, and `briefing.schema.json`, its schema.

mod briefing;
mod collation;
mod view;

use std::io;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::Edition;

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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::Rights;
    use crate::export::fixture::{self, article, export, find, mention, note, passage, quote};
    use crate::model::{
        Article, ArticleId, Briefing, Capacity, Claim, Correction, EntityKind, Fact, NoteKind,
        RecordId, RecordKind, Reference,
    };
    use crate::parse::document::BlockKind;
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
