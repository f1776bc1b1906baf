//! What VS Code reads beside a briefing: schemas, snippets that complete keys in Markdown, settings, and a
//! task that shows what `sidenote check` finds at its place.
//!
//! Its YAML extension reads files of YAML alone and no front matter, so keys of Markdown are completed by
//! snippets, which need no extension.

use serde_json::{Map, Value, json};

use super::about::about_key;
use super::schema;
use crate::parse::file_kind::{FileKind, Keys};
use crate::parse::front_matter::{Field, Shape};

/// The folder of them.
const FOLDER: &str = ".vscode";

/// A file for an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorFile {
    /// Its path in the briefing's folder.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// Whether it is made of the lists of keys, so that another version of the program makes another;
    /// else it is the author's from then on.
    pub made: bool,
}

/// Every file that VS Code reads beside a briefing.
#[must_use]
pub fn files() -> Vec<EditorFile> {
    let file = |name: &str, value: &Value, made: bool| EditorFile {
        path: format!("{FOLDER}/{name}"),
        text: format!("{value:#}\n"),
        made,
    };
    let mut files = vec![
        file("settings.json", &settings(), false),
        file("extensions.json", &json!({ "recommendations": ["redhat.vscode-yaml"] }), false),
        file("tasks.json", &tasks(), false),
        file("sidenote.code-snippets", &snippets(), true),
    ];
    let schemas = FileKind::ALL.into_iter();
    files.extend(schemas.map(|kind| file(&schema_file(kind), &schema(kind), true)));
    files
}

/// The schema of a kind of file, by its path from the folder.
fn schema_file(kind: FileKind) -> String {
    format!("schemas/{}.json", kind.name())
}

fn settings() -> Value {
    let yaml = FileKind::ALL.into_iter().filter(|kind| kind.is_yaml());
    let schemas: Map<String, Value> = yaml
        .map(|kind| (format!("./{FOLDER}/{}", schema_file(kind)), kind.paths().into()))
        .collect();
    json!({
        "yaml.schemas": schemas,
        "[markdown]": {
            "editor.quickSuggestions": { "other": "on", "comments": "off", "strings": "off" },
            "editor.wordBasedSuggestions": "off",
            "editor.wordWrap": "on",
        },
        "files.exclude": { "_site": true, "_site-private": true },
    })
}

/// A task that shows what is wrong at its place, in any file: its lines are those of `--format github`.
fn tasks() -> Value {
    let place = r"line=(\d+),col=(\d+),endLine=(\d+),endColumn=(\d+)";
    json!({
        "version": "2.0.0",
        "tasks": [{
            "label": "sidenote check",
            "type": "process",
            "command": "sidenote",
            "args": ["check", "--private", "--format", "github"],
            "group": { "kind": "build", "isDefault": true },
            "presentation": { "reveal": "silent", "revealProblems": "onProblem" },
            "problemMatcher": {
                "owner": "sidenote",
                "source": "sidenote",
                "severity": "info",
                "fileLocation": ["relative", "${workspaceFolder}"],
                "pattern": {
                    "regexp": format!("^::(error|warning|notice) file=([^,]+),{place},title=([^:]+)::(.*)$"),
                    "severity": 1,
                    "file": 2,
                    "line": 3,
                    "column": 4,
                    "endLine": 5,
                    "endColumn": 6,
                    "code": 7,
                    "message": 8,
                },
            },
        }],
    })
}

/// A snippet for each key of front matter; one for all kinds of file in which it looks the same.
fn snippets() -> Value {
    let mut snippets = Map::new();
    for kind in FileKind::ALL.into_iter().filter(|kind| !kind.is_yaml()) {
        let Keys::Of(fields) = kind.keys() else { continue };
        for field in fields {
            let body = body(field);
            let about = about_key(kind, "", field.name).unwrap_or_default();
            let alike = snippets
                .values_mut()
                .find(|it: &&mut Value| it["prefix"] == field.name && it["body"] == body.as_str());
            if let Some(Value::String(names)) = alike.and_then(|it| it.get_mut("description")) {
                let (kinds, about) = names.split_once(": ").unwrap_or((names, ""));
                *names = format!("{kinds}, {}: {about}", kind.name());
                continue;
            }
            let snippet = json!({
                "prefix": field.name,
                "scope": "markdown",
                "body": body,
                "description": format!("{}: {about}", kind.name()),
            });
            snippets.insert(format!("{} ({})", field.name, kind.name()), snippet);
        }
    }
    Value::Object(snippets)
}

/// A key with room for its value.
fn body(field: &Field) -> String {
    let name = field.name;
    match field.shape {
        Shape::Truth => format!("{name}: ${{1|true,false|}}"),
        Shape::OneOf(words) => format!("{name}: ${{1|{}|}}", words.join(",")),
        Shape::TextOrList | Shape::List => format!("{name}: [$0]"),
        Shape::Names | Shape::Links | Shape::Keys(_) | Shape::Each(_) | Shape::Free => {
            format!("{name}: {{$0}}")
        }
        Shape::Records(fields) => {
            let required = fields.iter().filter(|field| field.required).zip(1..);
            let keys: Vec<String> =
                required.map(|(field, number)| format!("{}: ${number}", field.name)).collect();
            format!("{name}:\n  - {{{}}}", keys.join(", "))
        }
        Shape::Text
        | Shape::CitationStyle
        | Shape::Language
        | Shape::Date
        | Shape::Url
        | Shape::BaseUrl
        | Shape::Number
        | Shape::Budget => {
            format!("{name}: $0")
        }
    }
}
