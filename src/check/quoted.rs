//! `quotation-without-note`: what a digest puts in quotation marks is the report's, and no note has
//! it. So it stands in the digest alone: on no speaker's page, and beside no other printing.

use std::collections::BTreeSet;
use std::iter;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::mend::block_quote::line;
use crate::model::{Article, TextKind};
use crate::source::{FileId, Span};
use crate::suggest::Noted;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let briefing = subject.briefing;
    let told = told_already(diagnostics);
    let quotes = |it: &Article| it.kind == TextKind::Digest && !it.quoted.is_empty();
    let noted = Noted::of_articles(briefing, quotes);
    for (article, noted) in briefing.articles.iter().zip(noted).filter(|(it, _)| quotes(it)) {
        let Some(prose) = article.shown() else { continue };
        let (document, slug) = (&prose.document, &article.slug);
        for words in &article.quoted {
            let span = Span::new(article.span.file, document.source_of(*words));
            if noted.has_words(&document.text, *words) {
                continue;
            }
            if told.range((span.file, span.start)..(span.file, span.end)).next().is_some() {
                continue;
            }
            let printed = document.slice(*words).trim();
            let passage = line(printed.strip_suffix([',', '.']).unwrap_or(printed));
            diagnostics.push(
                Diagnostic::new(
                    Code::QuotationWithoutNote,
                    span,
                    format!("the digest `{slug}` quotes words that no note has: “{printed}”"),
                )
                .help("if they are somebody's, give them a quote note with this passage")
                .help(format!("> {passage}\n> — [[{slug}]]")),
            );
        }
    }
}

/// Where what begins is told already: as wrong, or as a passage that a note lacks.
fn told_already(diagnostics: &Diagnostics) -> BTreeSet<(FileId, usize)> {
    let codes = [Code::QuotationNotInOriginal, Code::PrintingWithoutPassage];
    let told = diagnostics.iter().filter(|it| codes.contains(&it.code));
    let spans = told.flat_map(|it| iter::once(it.span).chain(it.related.iter().map(|it| it.span)));
    spans.map(|span| (span.file, span.start)).collect()
}
