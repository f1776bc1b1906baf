//! What the briefing itself lacks.

use super::facts::Facts;
use super::finding::{Finding, list};
use crate::diagnostic::Severity;
use crate::model::TextKind;

pub(super) fn findings(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if facts.errors > 0 {
        let message =
            format!("the briefing has {}, and no site is built", count(facts.errors, "error"));
        findings.push(
            Finding::new(Severity::Error, "content-errors", message)
                .help("`sidenote check` tells each at its line, with what to type instead"),
        );
    }
    if facts.warnings > 0 {
        let message = format!("the briefing has {}", count(facts.warnings, "warning"));
        findings.push(
            Finding::new(Severity::Warning, "content-warnings", message)
                .help("`sidenote check --strict` tells them; a workflow with `--strict` publishes nothing until they are gone"),
        );
    }
    if facts.drafts > 0 {
        let left_out = if facts.drafts == 1 { "it" } else { "them" };
        let message = format!(
            "{}: a public site leaves {left_out} out",
            are(facts.drafts, "note", "a draft", "drafts")
        );
        findings.push(
            Finding::new(Severity::Advice, "drafts-left", message)
                .help("take `status=draft` from those that are done"),
        );
    }
    let lacking: Vec<&str> = facts
        .reports
        .iter()
        .filter(|report| report.kind != TextKind::Full && !report.pinned)
        .map(|report| report.id.as_str())
        .collect();
    if !lacking.is_empty() {
        let message = format!(
            "without a pin, pages tell less of the reports that stand here only in part: {}",
            list(&lacking)
        );
        findings.push(
            Finding::new(Severity::Advice, "pins-missing", message)
                .help("where you have the originals: `sidenote pin --originals DIR`"),
        );
    }
    if facts.pins_behind {
        let message = "records or notes are newer than the pins";
        findings.push(
            Finding::new(Severity::Advice, "pins-behind", message)
                .file("content/pins.yaml")
                .help("measure again: `sidenote pin --originals DIR`"),
        );
    }
    findings
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn are(number: usize, noun: &str, one: &str, several: &str) -> String {
    match number {
        1 => format!("1 {noun} is {one}"),
        _ => format!("{number} {noun}s are {several}"),
    }
}
