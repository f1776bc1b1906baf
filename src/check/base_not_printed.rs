//! `base-not-printed`: a quotation whose chosen base is a digest in our words, which nothing can be held against.

use super::Subject;
use crate::collate::quote_family::Comparison;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::NoteKind;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for family in &subject.collation.families {
        let note = &subject.briefing[family.note];
        let NoteKind::Quote(quote) = &note.kind else { continue };
        let mut rows = family.rows.iter().filter(|row| Some(row.article) == quote.base);
        let Some(row) = rows.find(|row| row.comparison == Comparison::Digest) else { continue };
        let Some(passage) = row.passages.first().and_then(|&it| note.passages.get(it)) else {
            continue;
        };
        let slug = &subject.briefing[row.article].slug;
        let message =
            format!("`{slug}` is the base, and its digest has these words in no quotation marks");
        let instead = match family.base.and_then(|it| family.rows.get(it)) {
            Some(base) => format!(
                "`{}` is the base instead: name it or leave `base` out, or quote what `{slug}` prints",
                subject.briefing[base.article].slug
            ),
            None => format!("leave `base` out, or quote what `{slug}` prints"),
        };
        let diagnostic = Diagnostic::new(Code::BaseNotPrinted, passage.span, message);
        diagnostics.push(diagnostic.help(instead));
    }
}
