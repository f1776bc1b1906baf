//! `claim-sum-mismatch`: a sum whose parts do not add up to the claim's total.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for table in &subject.collation.claims {
        let note = &subject.briefing[table.note];
        for cell in &table.cells {
            let passage = cell.passage.and_then(|number| note.passages.get(number));
            let (Some(sum), Some(passage)) = (&cell.sum, passage) else { continue };
            if sum.holds {
                continue;
            }
            let article = &subject.briefing[cell.article];
            let value = passage.value.as_ref().map_or("", |value| &value.raw);
            diagnostics.push(
                Diagnostic::new(
                    Code::ClaimSumMismatch,
                    passage.value_span.unwrap_or(passage.span),
                    format!(
                        "in `{}` the parts add up to {}, and the total is {}: {value}",
                        article.slug, sum.adds_up_to, sum.total
                    ),
                )
                .help("if the report itself does not add up, this is a finding: `allow=\"claim-sum-mismatch\"` on the note says that you have seen it"),
            );
        }
    }
}
