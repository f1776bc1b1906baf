//! JSON Schemas of front matter, held against every file of the repository's briefings.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use sidenote::diagnostic::Code;
use sidenote::load::{LoadOptions, load};
use sidenote::parse::file_kind::FileKind;
use sidenote::parse::{front_matter, kind_of, parse};
use sidenote::schema::schema;

use crate::program::BriefingFolder;
use crate::support::{cases, project};

/// The schemas of all kinds of file.
fn compiled() -> (Schemas, Vec<(FileKind, SchemaIndex)>) {
    let mut schemas = Schemas::new();
    let compile = |kind: FileKind| {
        let mut compiler = Compiler::new();
        compiler.add_resource(kind.name(), schema(kind)).unwrap();
        (kind, compiler.compile(kind.name(), &mut schemas).unwrap())
    };
    let all = FileKind::ALL.map(compile).to_vec();
    (schemas, all)
}

/// Folders of briefings: the shipped one, what a new one begins with, and the cases.
fn briefings() -> Vec<PathBuf> {
    let mut folders = vec![project().to_owned(), project().join("scaffold")];
    folders.extend(fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()));
    folders.sort();
    folders
}

/// The files of a briefing that have keys: path, kind, what the YAML says, and whether the program read it.
fn files(root: &Path) -> Vec<(String, FileKind, Value, bool)> {
    let folder = load(&LoadOptions { root, originals: None }).unwrap();
    let (_, told) = parse(&folder);
    let wrong: BTreeSet<_> = told
        .iter()
        .filter(|told| told.code == Code::FrontMatterInvalid)
        .map(|told| told.span.file)
        .collect();
    let file = |(id, file): (_, &sidenote::source::SourceFile)| {
        let kind = kind_of(&file.path)?;
        let yaml = match kind.is_yaml() {
            true => file.text.as_str(),
            false => match front_matter::split(id, file).ok()?.yaml {
                Some(yaml) => file.slice(yaml),
                None => return None,
            },
        };
        // What is no YAML at all is no schema's business.
        let value: Value = serde_yaml::from_str(yaml).ok()?;
        let value = if value.is_null() { Value::Object(Default::default()) } else { value };
        Some((file.path.clone(), kind, value, !wrong.contains(&id)))
    };
    folder.sources.iter().filter_map(file).collect()
}

#[test]
fn what_the_program_reads_is_valid_and_what_it_does_not_is_not() {
    let (schemas, compiled) = compiled();
    let (mut valid, mut refused) = (0, Vec::new());
    let mut let_through = Vec::new();
    for root in briefings() {
        for (path, kind, value, is_read) in files(&root) {
            let place = format!("{}/{path}", root.file_name().unwrap().display());
            let (_, index) = compiled.iter().find(|(other, _)| *other == kind).unwrap();
            match (schemas.validate(&value, *index), is_read) {
                (Ok(()), true) => valid += 1,
                (Err(_), false) => refused.push(place),
                (Err(error), true) => panic!("{place}: {error}"),
                (Ok(()), false) => let_through.push(place),
            }
        }
    }
    assert!(valid > 200, "{valid}");
    assert!(refused.len() > 10, "{refused:?}");
    // No pattern knows how many days a month has; a key that stands twice and front matter that begins too
    // late are no business of a schema.
    let known = ["dates-wrong/", "keys-duplicate/", "slips-front-matter/"];
    let_through.retain(|place| !known.iter().any(|known| place.starts_with(known)));
    assert!(let_through.is_empty(), "{let_through:?}");
}

#[test]
fn schemas_are_printed_one_by_one_or_all_by_name() {
    let place = BriefingFolder::new();
    let one = place.run(&["schema", "article"]);
    let one: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(one["required"], serde_json::json!(["title"]));
    assert_eq!(one["additionalProperties"], false);
    assert_eq!(one["properties"]["rights"]["enum"], serde_json::json!(["full", "excerpt", "link"]));
    let all: Value = serde_json::from_str(&place.run(&["schema"]).out).unwrap();
    assert_eq!(all["article"], one);
    assert_eq!(all.as_object().unwrap().len(), FileKind::ALL.len());
    let unknown = place.run(&["schema", "articel"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("article"), "{}", unknown.err);
}

#[test]
fn an_editors_files_are_written_anew_but_for_those_that_are_the_authors() {
    let place = BriefingFolder::new();
    assert_eq!(place.run(&["schema", "--vscode"]).status, 2, "this is no briefing");
    assert_eq!(place.run(&["new", "briefing", "--empty", "b"]).status, 0);
    let settings: Value = serde_json::from_str(&place.text("b/.vscode/settings.json")).unwrap();
    for schema in settings["yaml.schemas"].as_object().unwrap().keys() {
        assert!(place.path("b").join(schema).is_file(), "{schema}");
    }
    place.put("b/.vscode/settings.json", "{}");
    place.put("b/.vscode/schemas/article.json", "{}");
    let written = place.run(&["schema", "--vscode", "--root", "b"]);
    assert_eq!(written.status, 0, "{}", written.err);
    assert_eq!(place.text("b/.vscode/settings.json"), "{}");
    assert!(place.text("b/.vscode/schemas/article.json").contains("publisher"));
}

/// The pattern by which an editor reads the lines of `check --format github`.
#[test]
fn an_editors_task_reads_what_check_says() {
    let place = BriefingFolder::with_briefing();
    assert_eq!(place.run(&["schema", "--vscode"]).status, 0);
    let tasks: Value = serde_json::from_str(&place.text(".vscode/tasks.json")).unwrap();
    let task = &tasks["tasks"][0];
    let arguments: Vec<&str> =
        task["args"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    place.put("content/annotations/a.md", crate::program::BROKEN_NOTE);
    let told = place.run(&arguments);
    assert_eq!(told.status, 1, "{}", told.err);
    let pattern = task["problemMatcher"]["pattern"]["regexp"].as_str().unwrap();
    // The fields in their order, as the pattern has them.
    let fields = ["file=", ",line=", ",col=", ",endLine=", ",endColumn=", ",title="];
    let in_order = |text: &str| {
        let places: Option<Vec<usize>> = fields.iter().map(|field| text.find(field)).collect();
        places.is_some_and(|places| places.is_sorted())
    };
    assert!(in_order(pattern) && in_order(&told.out), "{pattern} {}", told.out);
    assert!(told.out.starts_with("::error file=content/annotations/a.md,line=7,"), "{}", told.out);
}
