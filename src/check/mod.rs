//! Lints: what is worth telling of a briefing that resolved. One a file; a lint is a function in
//! `LINTS`, its code and a case.

mod base_not_printed;
mod bidi_control;
mod claim_sum;
mod claims_disagree;
mod copied;
mod draft_words;
pub mod originals;
mod passage_cuts_meaning;
mod pins;
mod placeholder;
mod printed_before_said;
mod quotations;
pub mod reviewed;
mod quoted;
mod subject;
mod svg_script;
mod values;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::Briefing;
pub use subject::Subject;

/// A lint.
type Lint = fn(&Subject<'_>, &mut Diagnostics);

/// Every lint, in the order of their names.
const LINTS: &[Lint] = &[
    base_not_printed::check,
    bidi_control::check,
    claim_sum::check,
    claims_disagree::check,
    copied::check,
    draft_words::check,
    passage_cuts_meaning::check,
    pins::check,
    placeholder::check,
    printed_before_said::check,
    quotations::check,
    quoted::check,
    svg_script::check,
    values::check,
];

/// Runs every lint.
pub fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for lint in LINTS {
        lint(subject, diagnostics);
    }
}

/// Takes out what the editor has looked at and accepted: by a file's front matter, or at a note.
/// Errors are never accepted.
#[must_use]
pub fn without_accepted(diagnostics: Diagnostics, briefing: &Briefing) -> Diagnostics {
    let notes: Vec<_> = briefing.notes.iter().filter(|note| !note.allow.is_empty()).collect();
    let accepted = |diagnostic: &Diagnostic| {
        let span = diagnostic.span;
        briefing.accepted.has(span.file, diagnostic.code)
            || notes.iter().any(|note| {
                note.allow.contains(&diagnostic.code)
                    && note.extent.file == span.file
                    && (note.extent.start..note.extent.end).contains(&span.start)
            })
    };
    let mut kept = Diagnostics::default();
    kept.extend(
        diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error || !accepted(diagnostic)),
    );
    kept
}
