//! `printed-before-said`: a report that prints words before the day on which they were said.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{NoteKind, Quote};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for note in &subject.briefing.notes {
        let NoteKind::Quote(Quote { days: Some(days), .. }) = &note.kind else { continue };
        for passage in &note.passages {
            let article = &subject.briefing[passage.article];
            let Some(published) = article.published.filter(|date| date.days().last < days.first)
            else {
                continue;
            };
            let message = format!(
                "`{}` was published {published}, before this was said: {}",
                article.slug, days.first
            );
            diagnostics.push(
                Diagnostic::new(Code::PrintedBeforeSaid, passage.span, message)
                    .help("mend the day of `said`, or the `published` of the article")
                    .help("if these are other words that are as old as the report, make another note of them"),
            );
        }
    }
}
