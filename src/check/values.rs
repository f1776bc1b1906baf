//! `value-unreadable`: a value that looks like a number, date or sum and cannot be read as one.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::NoteKind;
use crate::parse::value::{Value, reason};
use crate::source::Span;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let mut tell = |value: &Value, span: Span| {
        if let Some(problem) = value.problem() {
            diagnostics.push(
                Diagnostic::new(
                    Code::ValueUnreadable,
                    span,
                    format!("`{}` cannot be read as a number: {}", value.raw, reason(problem)),
                )
                .help("it is compared as words; write for example `34,000`, `1.5 million`, `more than 100`, `1-2 million`, `18 bureaus + 1 college`"),
            );
        }
    };
    for note in &subject.briefing.notes {
        let NoteKind::Claim(claim) = &note.kind else { continue };
        if let Some(total) = &claim.total {
            tell(total, claim.total_span.unwrap_or(note.span));
        }
        if let Some(finding) = &claim.finding {
            tell(&finding.value, finding.span);
        }
        for passage in &note.passages {
            if let Some(value) = &passage.value {
                tell(value, passage.value_span.unwrap_or(passage.span));
            }
        }
    }
}
