//! `quotation-not-in-original`: what a digest puts in quotation marks is the report's, and must
//! stand in it. Checked where the folder of originals is at hand.

use super::Subject;
use super::originals::original;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::TextKind;
use crate::parse::fold::fold;
use crate::parse::quotation::quotations;
use crate::slice::Slice;
use crate::source::Span;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(originals) = &subject.folder.originals else { return };
    for article in &subject.briefing.articles {
        let (Some(name), TextKind::Digest) = (&article.original, article.kind) else { continue };
        let Some(prose) = article.shown() else { continue };
        let original = match original(subject.folder, originals, article, name) {
            Ok(file) => subject.folder.sources.file(file),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                continue;
            }
        };
        let report = fold(&original.text).text;
        for quotation in quotations(&prose.document) {
            let words = prose.document.slice(quotation.words);
            if !stands_in(&report, words) {
                let place = prose.document.source_of(quotation.words);
                diagnostics.push(
                    Diagnostic::new(
                        Code::QuotationNotInOriginal,
                        Span::new(article.span.file, place),
                        format!("`{name}` does not have these words: “{}”", words.trim()),
                    )
                    .help(
                        "quote exactly what the report prints, or write it without quotation marks",
                    ),
                );
            }
        }
    }
}

/// Whether a folded report has these words. A gap of the digest's own parts them. A comma or full
/// stop at the end may be the digest's: it stands inside the marks by custom.
fn stands_in(report: &str, words: &str) -> bool {
    let folded = fold(words).text;
    let mut from = 0;
    for part in folded.split("[…]") {
        let part = part.trim();
        let bare = part.strip_suffix([',', '.']).unwrap_or(part);
        let found = report
            .slice(from..)
            .find(part)
            .map(|at| at + part.len())
            .or_else(|| report.slice(from..).find(bare).map(|at| at + bare.len()));
        match found {
            Some(end) => from += end,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_them_against_the_report() {
        let report = fold("“We cannot, and will not,” he said. “It’s late...the end.”").text;
        assert!(stands_in(&report, "It's late...the end"));
        assert!(stands_in(&report, "We cannot, and will not."));
        assert!(stands_in(&report, "We cannot, […] the end"));
        assert!(!stands_in(&report, "We can, and will not"));
        assert!(!stands_in(&report, "the end […] We cannot"));
    }
}
