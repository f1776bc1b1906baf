//! The explanations of the codes: their examples are briefings that can be tried.

use std::collections::BTreeSet;
use std::error::Error;

use assert_fs::TempDir;
use assert_fs::prelude::*;
use serde_json::Value;
use sidenote::build::{BuildOptions, check};
use sidenote::config::Audience;
use sidenote::diagnostic::Code;
use sidenote::load::{self, LoadOptions};

use crate::program::{program, run};

/// A file of an example.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ExampleFile {
    /// Path from the briefing's root.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
    /// How many megabytes it has in all, of which the rest are zeros that take no room.
    pub(crate) megabytes: Option<u64>,
}

/// The files in the section `## <section>` of an explanation: its fenced blocks whose info string
/// has a path after the language. A block marked `(in Latin-1)` is in that encoding, and one marked
/// `(300 MB)` has so many megabytes.
pub(crate) fn example_files(explanation: &str, section: &str) -> Vec<ExampleFile> {
    let mut files = Vec::new();
    let mut inside = false;
    let mut lines = explanation.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            inside = title == section;
        }
        let name = line.trim_start_matches('`');
        let fence = &line[..line.len() - name.len()];
        if fence.len() < 3 {
            continue;
        }
        let text: String = lines
            .by_ref()
            .take_while(|line| *line != fence)
            .map(|line| format!("{line}\n"))
            .collect();
        let Some((_, path)) = name.split_once(' ').filter(|_| inside) else { continue };
        let (path, bytes) = match path.strip_suffix(" (in Latin-1)") {
            Some(path) => (path, text.chars().map(|letter| letter as u8).collect()),
            None => (path, text.into_bytes()),
        };
        let large = path.strip_suffix(" MB)").and_then(|path| path.split_once(" ("));
        let (path, megabytes) = match large {
            Some((path, megabytes)) => (path, megabytes.parse().ok()),
            None => (path, None),
        };
        files.push(ExampleFile { path: path.to_owned(), bytes, megabytes });
    }
    files
}

/// The arguments of the command in the section `## <section>` of an explanation; none where it is
/// `sidenote check`.
fn example_command(explanation: &str, section: &str) -> Option<Vec<String>> {
    let (_, after) = explanation.split_once(&format!("\n## {section}\n"))?;
    let inside = after.split("\n## Mended\n").next()?;
    let command = inside.split_once("```sh\nsidenote ")?.1.lines().next()?;
    let words = command.split('"').enumerate().flat_map(|(index, words)| match index % 2 {
        0 => words.split_whitespace().map(str::to_owned).collect(),
        _ => vec![words.to_owned()],
    });
    Some(words.collect())
}

#[test]
fn each_explanation_has_a_meaning_an_example_and_its_mended_form() {
    for code in Code::ALL {
        let (slug, explanation) = (code.slug(), code.explanation());
        let headings: Vec<usize> = ["\n## Example\n", "\n## Mended\n"]
            .iter()
            .filter_map(|it| explanation.find(it))
            .collect();
        assert!(
            matches!(headings[..], [example, mended] if 100 < example && example < mended),
            "{slug}"
        );
        let example = example_files(explanation, "Example");
        let mended = example_files(explanation, "Mended");
        assert!(!example.is_empty() && !mended.is_empty(), "{slug}");
        assert_ne!(example, mended, "{slug}");
        let files = example.iter().chain(&mended);
        for file in files.filter(|file| file.path != "sidenote.yaml") {
            let folder = file.path.split('/').next().unwrap_or_default();
            let folders = ["content", "static", "templates", "originals", "incoming"];
            assert!(folders.contains(&folder), "{slug}: {}", file.path);
            assert!(file.path.contains('/') && !file.path.contains(".."), "{slug}: {}", file.path);
        }
    }
}

/// What is told of a briefing that has the files of a section, by the command in it.
fn told(explanation: &str, section: &str) -> Result<BTreeSet<Code>, Box<dyn Error>> {
    let folder = TempDir::new()?;
    for file in &example_files(explanation, section) {
        let place = folder.child(&file.path);
        place.write_binary(&file.bytes)?;
        if let Some(megabytes) = file.megabytes {
            std::fs::File::options().write(true).open(&place)?.set_len(megabytes << 20)?;
        }
    }
    if let Some(command) = example_command(explanation, section) {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let told = run(&mut program(folder.path(), &[&words[..], &["--format", "json"]].concat()));
        // What `verify` answers has a verdict in the place of a code.
        let verdict = |it: &Value| Some(format!("quotation-{}", it["verdict"].as_str()?));
        let slug = |it: &Value| it["code"].as_str().map(str::to_owned).or_else(|| verdict(it));
        let code = |it: &Value| Code::from_slug(&slug(it)?);
        return Ok(told.diagnostics().iter().filter_map(code).collect());
    }
    // An example is as short as it can be, so that its passages are most of it.
    let settings = folder.child("sidenote.yaml");
    if !settings.exists() && !explanation.contains("rights: excerpt") {
        settings.write_str("rights: full\n")?;
    }
    let originals = folder.child("originals");
    let options = LoadOptions {
        root: folder.path(),
        originals: originals.exists().then_some(originals.path()),
    };
    let read = load::load(&options)?;
    let options = BuildOptions { audience: Audience::Public, base_url: None };
    Ok(check(&read, &options)?.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

#[test]
fn each_example_triggers_its_code_alone_and_its_mended_form_none() {
    for &code in Code::ALL {
        let example = told(code.explanation(), "Example").unwrap();
        assert_eq!(example, BTreeSet::from([code]), "the example of {}", code.slug());
        let mended = told(code.explanation(), "Mended").unwrap();
        assert_eq!(mended, BTreeSet::new(), "the mended example of {}", code.slug());
    }
}

#[test]
fn an_example_is_read_byte_for_byte() {
    let explanation = "Meaning.\n\n## Example\n\n````markdown a/b.md\n## N\n\n```\nx\n```\n````\n\n\
                       ```text a/c d.txt (in Latin-1)\né\n```\n\n## Mended\n\n```text a/d.txt\n```\n";
    let file = |path: &str, bytes: &[u8]| ExampleFile {
        path: path.into(),
        bytes: bytes.into(),
        megabytes: None,
    };
    assert_eq!(
        example_files(explanation, "Example"),
        [file("a/b.md", b"## N\n\n```\nx\n```\n"), file("a/c d.txt", b"\xe9\n")]
    );
    assert_eq!(example_files(explanation, "Mended"), [file("a/d.txt", b"")]);
}
