//! Diagnostics as one SARIF 2.1.0 document.

use std::io::{self, Write};
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Severity, ShownPlace};
use crate::source::{SourceSet, Span};

/// What a relative reference keeps as it is: RFC 3986's unreserved characters and the slash.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// One run with a rule for each code that there is, and a result for each diagnostic.
pub(super) fn emit(
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    root: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules: Vec<Value> = Code::ALL.iter().map(|&code| rule(code)).collect();
    let results: Vec<Value> =
        diagnostics.iter().map(|diagnostic| result(sources, diagnostic, root)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "sidenote",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation();
    let meaning = explanation.split("\n\n").next().unwrap_or(explanation).replace('\n', " ");
    json!({
        "id": code.slug(),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": meaning },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(sources: &SourceSet, diagnostic: &Diagnostic, root: &str) -> Value {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push('\n');
        text.push_str(help);
    }
    let related: Vec<Value> = (0..)
        .zip(&diagnostic.related)
        .map(|(id, related): (usize, _)| {
            json!({
                "id": id,
                "physicalLocation": location(sources, related.span, root),
                "message": message(&related.message),
            })
        })
        .collect();
    json!({
        "ruleId": diagnostic.code.slug(),
        "ruleIndex": diagnostic.code as usize,
        "level": level(diagnostic.severity),
        "message": message(&text),
        "locations": [{ "physicalLocation": location(sources, diagnostic.span, root) }],
        "relatedLocations": related,
    })
}

/// A message without placeholders: in one, SARIF reads single braces as such.
fn message(text: &str) -> Value {
    json!({ "text": text.replace('{', "{{").replace('}', "}}") })
}

fn location(sources: &SourceSet, span: Span, root: &str) -> Value {
    let place = ShownPlace::of(sources, span);
    let file = place.file_below(root);
    let path = utf8_percent_encode(&file, PATH);
    let artifact = if Path::new(file.as_ref()).is_absolute() {
        json!({ "uri": format!("file:///{}", path.to_string().trim_start_matches('/')) })
    } else {
        json!({ "uri": path.to_string(), "uriBaseId": "%SRCROOT%" })
    };
    json!({
        "artifactLocation": artifact,
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::source::SourceFile;

    fn log(sources: &SourceSet, diagnostics: &[Diagnostic], root: &str) -> Value {
        let mut out = Vec::new();
        emit(sources, diagnostics, root, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_result_has_its_rule_place_and_related_places() {
        let mut sources = SourceSet::default();
        let path = "content/a b/c:ü.md";
        let file = sources.add(SourceFile::from_bytes(path.into(), "海康\nx".into()));
        let told = Diagnostic::new(
            Code::PassageAmbiguous,
            Span::new(file, Place::new(3..8)),
            "{#id} twice",
        )
        .help("longer")
        .related(Span::new(file, Place::new(0..3)), "here")
        .related(Span::new(file, Place::new(7..8)), "there");
        let run = &log(&sources, &[told], "sub")["runs"][0];
        let result = &run["results"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(result["message"]["text"], "{{#id}} twice\nlonger");
        assert_eq!(result["level"], "error");
        let rule = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        let rule = &run["tool"]["driver"]["rules"][rule.unwrap()];
        assert_eq!((&rule["id"], &result["ruleId"]), (&json!("passage-ambiguous"), &rule["id"]));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "sub/content/a%20b/c%3A%C3%BC.md");
        assert_eq!(
            place["region"],
            json!({ "startLine": 1, "startColumn": 2, "endLine": 2, "endColumn": 2 })
        );
        assert_eq!(result["relatedLocations"][1]["id"], 1);
        assert_eq!(result["relatedLocations"][1]["message"]["text"], "there");
    }

    /// The properties that the schema of SARIF 2.1.0 requires, and its bounds on those that are
    /// written here.
    #[test]
    fn what_the_schema_requires_is_there() {
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::from_bytes("a%b#c?.md".into(), "x\ny".into()));
        let told = Diagnostic::new(Code::WordsFound, Span::new(file, Place::new(0..3)), "m")
            .related(Span::whole(file), "r")
            .related(Span::whole(file), "r");
        let log = log(&sources, &[told], "");
        let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
        assert!(is_text(&log["$schema"]) && log["version"] == "2.1.0");
        let run = &log["runs"].as_array().unwrap()[0];
        let driver = &run["tool"]["driver"];
        assert!(is_text(&driver["name"]));
        let mut ids = std::collections::BTreeSet::new();
        for rule in driver["rules"].as_array().unwrap() {
            assert!(is_text(&rule["id"]) && ids.insert(rule["id"].as_str().unwrap()));
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(is_text(&rule[text]["text"]), "{rule}");
            }
        }
        let levels = ["none", "note", "warning", "error"];
        for result in run["results"].as_array().unwrap() {
            assert!(is_text(&result["message"]["text"]));
            assert!(levels.contains(&result["level"].as_str().unwrap()));
            let related = result["relatedLocations"].as_array().unwrap();
            assert_ne!(related[0], related[1], "related places are each there once");
            for place in related.iter().chain(result["locations"].as_array().unwrap()) {
                let place = &place["physicalLocation"];
                assert_eq!(place["artifactLocation"]["uri"], "a%25b%23c%3F.md");
                for bound in ["startLine", "startColumn", "endLine", "endColumn"] {
                    assert!(place["region"][bound].as_u64().is_some_and(|it| it > 0));
                }
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_outside_the_briefing_is_named_whole() {
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::from_bytes("/desk/a b.txt".into(), "x".into()));
        let told = Diagnostic::new(Code::QuotationNotInOriginal, Span::whole(file), "x");
        let place = &log(&sources, &[told], "sub")["runs"][0]["results"][0]["locations"][0];
        let artifact = &place["physicalLocation"]["artifactLocation"];
        assert_eq!(*artifact, json!({ "uri": "file:///desk/a%20b.txt" }));
    }

    #[test]
    fn without_diagnostics_the_document_is_whole() {
        let log = log(&SourceSet::default(), &[], "");
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(log["runs"][0]["results"], json!([]));
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), Code::ALL.len());
        for (rule, code) in rules.iter().zip(Code::ALL) {
            assert_eq!(rule["id"], code.slug());
            let meaning = rule["fullDescription"]["text"].as_str().unwrap();
            assert!(meaning.len() > 80 && !meaning.contains('\n'), "{meaning}");
        }
    }
}
