//! Diagnostics as one SARIF 2.1.0 document.

use std::io::{self, Write};
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Place, Severity};
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
    let place = Place::of(sources, span);
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
        let told = Diagnostic::new(Code::PassageAmbiguous, Span::new(file, 3..8), "{#id} twice")
            .help("longer")
            .related(Span::new(file, 0..3), "here")
            .related(Span::new(file, 7..8), "there");
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
