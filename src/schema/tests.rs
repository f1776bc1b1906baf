//! A schema takes what the program takes.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::about::ABOUT;
use super::*;
use crate::diagnostic::Diagnostics;
use crate::parse::fields::{
    AnnotationsFields, ArticleFields, FrontFields, PageFields, PinFields, RecordFields,
    SettingsFields, TagFields,
};
use crate::parse::front_matter::{read, read_entries};
use crate::source::{SourceFile, SourceSet};

/// Whether the program reads a text as the front matter of a kind of file.
fn is_read(kind: FileKind, yaml: &str) -> bool {
    fn keys<T: DeserializeOwned>(sources: &SourceSet, fields: &[Field]) -> bool {
        let mut told = Diagnostics::default();
        let (id, file) = sources.iter().next().unwrap();
        read::<T>(id, file, file.whole(), fields, &mut told).is_some() && !told.has_errors()
    }
    let mut sources = SourceSet::default();
    let id = sources.add(SourceFile::from_bytes("a.md".into(), yaml.as_bytes().to_vec()));
    match kind.keys() {
        Keys::OfEntries(fields) => {
            let mut told = Diagnostics::default();
            read_entries::<PinFields>(id, sources.file(id), fields, &mut told).is_some()
        }
        Keys::Of(fields) => match kind {
            FileKind::Settings => keys::<SettingsFields>(&sources, fields),
            FileKind::Article => keys::<ArticleFields>(&sources, fields),
            FileKind::Tag => keys::<TagFields>(&sources, fields),
            FileKind::Page => keys::<PageFields>(&sources, fields),
            FileKind::Annotations => keys::<AnnotationsFields>(&sources, fields),
            FileKind::Entity | FileKind::Official => keys::<RecordFields>(&sources, fields),
            FileKind::Index | FileKind::Corrections | FileKind::Pins => {
                keys::<FrontFields>(&sources, fields)
            }
        },
    }
}

/// The schemas of all kinds, ready to be asked.
struct Validators {
    schemas: boon::Schemas,
    of: Vec<boon::SchemaIndex>,
}

impl Validators {
    fn new() -> Self {
        let (mut schemas, mut of) = (boon::Schemas::new(), Vec::new());
        for kind in FileKind::ALL {
            let mut compiler = boon::Compiler::new();
            compiler.add_resource(kind.name(), schema(kind)).unwrap();
            of.push(compiler.compile(kind.name(), &mut schemas).unwrap());
        }
        Self { schemas, of }
    }

    fn takes(&self, kind: FileKind, value: &Value) -> bool {
        self.schemas.validate(value, self.of[kind as usize]).is_ok()
    }
}

fn some_value() -> impl Strategy<Value = Value> {
    let text = prop::sample::select(vec![
        "Words",
        "",
        " ",
        "2019",
        "2019-10",
        "2019-10-07",
        "2019-13",
        "19-10-07",
        "300",
        "10 %",
        "101 %",
        "12.5%",
        "full",
        "digest",
        "draft",
        "official",
        "direct",
        "company",
        "prints",
        "Q42",
        "https://example.org/a",
        "http://example.org",
        "HTTPS://example.org/",
        "https://",
        "example.org",
        "https://example.org/a b",
        "https://example.org/?q=1",
        "https://a@example.org/",
        "true",
        "null",
        "~",
    ]);
    let leaf = prop_oneof![
        4 => text.prop_map(|text| json!(text)),
        1 => prop::sample::select(vec![0, 7, 2019, 99_999]).prop_map(|number| json!(number)),
        1 => Just(json!(-3)),
        1 => Just(json!(1.5)),
        1 => any::<bool>().prop_map(|truth| json!(truth)),
        1 => Just(Value::Null),
    ];
    let key = prop::sample::select(vec![
        "label", "value", "source", "as_of", "wikidata", "zh", "words", "runs", "longest",
    ]);
    leaf.prop_recursive(2, 8, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..4).prop_map(|map| map
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

/// A file's keys, mostly its own, with any values.
fn some_file() -> impl Strategy<Value = (FileKind, Value)> {
    prop::sample::select(FileKind::ALL.to_vec()).prop_flat_map(|kind| {
        let (Keys::Of(fields) | Keys::OfEntries(fields)) = kind.keys();
        let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        names.push("no_such_key");
        let own = prop::collection::btree_map(prop::sample::select(names), some_value(), 0..3);
        let required: Vec<&str> =
            fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        (Just(kind), own, any::<prop::sample::Index>()).prop_map(move |(kind, own, keep)| {
            let mut map: serde_json::Map<String, Value> = Default::default();
            if keep.index(8) > 0 {
                map.extend(required.iter().map(|name| ((*name).to_owned(), json!("Words"))));
            }
            map.extend(own.into_iter().map(|(key, value)| (key.to_owned(), value)));
            match kind.keys() {
                Keys::Of(_) => (kind, map.into()),
                Keys::OfEntries(_) => (kind, json!({ "some-article": map })),
            }
        })
    })
}

#[test]
fn a_schema_takes_what_the_program_reads_and_nothing_else() {
    let validators = Validators::new();
    let config = ProptestConfig { cases: 4_000, failure_persistence: None, ..Default::default() };
    let (mut taken, mut refused) = (0, 0);
    let (taken_so_far, refused_so_far) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    proptest!(config, |((kind, value) in some_file())| {
        let yaml = serde_yaml::to_string(&value).unwrap();
        let taken = validators.takes(kind, &value);
        prop_assert_eq!(taken, is_read(kind, &yaml), "{} {}", kind.name(), yaml);
        let count = if taken { &taken_so_far } else { &refused_so_far };
        count.set(count.get() + 1);
    });
    taken += taken_so_far.get();
    refused += refused_so_far.get();
    assert!(taken > 500 && refused > 500, "{taken} {refused}");
}

#[test]
fn every_key_says_what_it_is_about_and_nothing_else_is_told() {
    let mut used: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut open: Vec<(FileKind, &str, &str, Shape)> = Vec::new();
    for kind in FileKind::ALL {
        let (Keys::Of(fields) | Keys::OfEntries(fields)) = kind.keys();
        open.extend(fields.iter().map(|field| (kind, "", field.name, field.shape)));
    }
    let mut silent = Vec::new();
    while let Some((kind, within, name, shape)) = open.pop() {
        let place = if within.is_empty() { kind.name() } else { within };
        match ABOUT.iter().find(|(at, key, _)| *at == place && *key == name) {
            Some((at, key, _)) => drop(used.insert((at, key))),
            None if within.is_empty() && about_key(kind, within, name).is_some() => {
                used.insert(("", name));
            }
            None => silent.push(format!("{place}: {name}")),
        }
        let mut shape = shape;
        while let Shape::Each(each) = shape {
            shape = *each;
        }
        if let Shape::Records(fields) | Shape::Keys(fields) = shape {
            open.extend(fields.iter().map(|field| (kind, name, field.name, field.shape)));
        }
    }
    assert!(silent.is_empty(), "keys without a line in about.rs: {silent:?}");
    let gone: Vec<_> = ABOUT.iter().filter(|(at, key, _)| !used.contains(&(*at, *key))).collect();
    assert!(gone.is_empty(), "lines of about.rs without a key: {gone:?}");
}

#[test]
fn what_an_editor_reads_is_json_and_leads_to_files_that_are_there() {
    let files = editor::files();
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        serde_json::from_str::<Value>(&file.unwrap_or_else(|| panic!("{path}")).text).unwrap()
    };
    let settings = text(".vscode/settings.json");
    for (schema, paths) in settings["yaml.schemas"].as_object().unwrap() {
        let title = text(schema.trim_start_matches("./"))["title"].clone();
        let kind = FileKind::ALL.into_iter().find(|kind| kind.name() == title).unwrap();
        assert_eq!(paths, kind.paths());
    }
    let snippets = text(".vscode/sidenote.code-snippets");
    let rights = &snippets["rights (article)"];
    assert_eq!(rights["body"], "rights: ${1|full,excerpt,link|}");
    let facts = &snippets["facts (entity)"];
    assert_eq!(facts["body"], "facts:\n  - {label: $1, value: $2}");
    assert!(facts["description"].as_str().unwrap().starts_with("entity, official: "));
}
