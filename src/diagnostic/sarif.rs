//! Diagnostics as one SARIF 2.1.0 document.

use std::io::{self, Write};

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
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules: Vec<Value> = Code::ALL.iter().map(|&code| rule(code)).collect();
    let results: Vec<Value> =
        diagnostics.iter().map(|diagnostic| result(sources, diagnostic)).collect();
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

fn result(sources: &SourceSet, diagnostic: &Diagnostic) -> Value {
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
                "physicalLocation": location(sources, related.span),
                "message": message(&related.message),
            })
        })
        .collect();
    json!({
        "ruleId": diagnostic.code.slug(),
        "ruleIndex": diagnostic.code as usize,
        "level": level(diagnostic.severity),
        "message": message(&text),
        "locations": [{ "physicalLocation": location(sources, diagnostic.span) }],
        "relatedLocations": related,
    })
}

/// A message without placeholders: in one, SARIF reads single braces as such.
fn message(text: &str) -> Value {
    json!({ "text": text.replace('{', "{{").replace('}', "}}") })
}

fn location(sources: &SourceSet, span: Span) -> Value {
    let place = Place::of(sources, span);
    json!({
        "artifactLocation": {
            "uri": utf8_percent_encode(place.file, PATH).to_string(),
            "uriBaseId": "%SRCROOT%",
        },
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
