//! `claims-disagree`: reports that cannot all be right.

use super::Subject;
use crate::collate::Verdict;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for table in subject.collation.claims.iter() {
        if table.verdict != Verdict::Contradict {
            continue;
        }
        let note = &subject.briefing[table.note];
        let answers: Vec<String> = table
            .groups
            .iter()
            .map(|group| {
                let articles: Vec<String> = group
                    .cells
                    .iter()
                    .filter_map(|&cell| table.cells.get(cell))
                    .map(|cell| format!("`{}`", subject.briefing[cell.article].slug))
                    .collect();
                format!("{} ({})", group.value, articles.join(", "))
            })
            .collect();
        let mut diagnostic = Diagnostic::new(
            Code::ClaimsDisagree,
            note.span,
            format!("reports answer this differently: {}", answers.join("; ")),
        )
        .help("this is a finding about the reports: `allow=\"claims-disagree\"` on the note says that you have seen it");
        for passage in &note.passages {
            let article = &subject.briefing[passage.article];
            let value = passage.value.as_ref().map_or("no value", |value| &value.raw);
            let place = passage.value_span.unwrap_or(passage.span);
            diagnostic = diagnostic.related(place, format!("`{}`: {value}", article.slug));
        }
        diagnostics.push(diagnostic);
    }
}
