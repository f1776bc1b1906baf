//! `claims-disagree`: reports that cannot all be right.

use super::Subject;
use crate::collate::{Cell, ClaimTable, MOST_CONTRADICTED, Verdict};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for table in subject.collation.claims.iter() {
        if !is_at_odds(table) {
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
        .maybe_help(apart(table))
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

/// Whether reports contradict each other, or one gives parts that miss the total, and others do not.
fn is_at_odds(table: &ClaimTable) -> bool {
    let misses = |cell: &Cell| cell.sum.as_ref().is_some_and(|sum| !sum.holds);
    table.verdict == Verdict::Contradict || table.groups.len() > 1 && table.cells.iter().any(misses)
}

/// Which of the answers cannot both be true, where some can.
fn apart(table: &ClaimTable) -> Option<String> {
    const MOST: usize = 4;
    let all = table.groups.len().saturating_sub(1).min(MOST_CONTRADICTED);
    if table.groups.iter().all(|group| group.contradicts.len() >= all) {
        return None;
    }
    let pairs = table.groups.iter().enumerate().flat_map(|(number, group)| {
        let later = group.contradicts.iter().filter(move |other| **other > number);
        later.filter_map(|other| Some((&group.value, &table.groups.get(*other)?.value)))
    });
    let pairs: Vec<String> =
        pairs.map(|(one, other)| format!("`{one}` and `{other}`")).take(MOST + 1).collect();
    if pairs.is_empty() {
        return None;
    }
    let more = if pairs.len() > MOST { ", and others" } else { "" };
    let told: Vec<&str> = pairs.iter().take(MOST).map(String::as_str).collect();
    Some(format!("these cannot both be true: {}{more}", told.join("; ")))
}
