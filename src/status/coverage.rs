//! How much of each report notes are about: its paragraphs, and what it puts in quotation marks.

use crate::model::{ArticleId, Briefing};
use crate::parse::document::{Block, BlockKind, Document};
use crate::place::{InContent, Place};
use crate::source::Span;
use crate::suggest::QuotationInReport;

/// How much of what there is has a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many there are.
    pub all: usize,
    /// Those without a note, in order.
    pub without: Vec<Uncovered>,
}

/// A part of a report that no note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// Where it stands in the report's file.
    pub span: Span,
    /// Its place in the report's text.
    pub place: Place<InContent>,
    /// The id of its block.
    pub block: String,
}

impl Coverage {
    /// How many have a note.
    #[must_use]
    pub fn with(&self) -> usize {
        self.all - self.without.len().min(self.all)
    }
}

/// Of each article its paragraphs.
pub(super) fn of_paragraphs(briefing: &Briefing) -> Vec<Coverage> {
    let mut passages: Vec<Vec<Place<InContent>>> = vec![Vec::new(); briefing.articles.len()];
    for passage in briefing.notes.iter().flat_map(|note| &note.passages) {
        if let Some(of_article) = passages.get_mut(passage.article.index()) {
            of_article.extend(passage.parts());
        }
    }
    briefing
        .articles()
        .zip(&mut passages)
        .map(|((id, article), passages)| {
            passages.sort_by_key(|part| part.start());
            let document = article.shown().map(|prose| &prose.document);
            let paragraphs = document.map(|document| paragraphs(briefing, id, document, passages));
            paragraphs.unwrap_or_default()
        })
        .collect()
}

fn paragraphs(
    briefing: &Briefing,
    article: ArticleId,
    document: &Document,
    passages: &[Place<InContent>],
) -> Coverage {
    let mut coverage = Coverage::default();
    let mut passages = passages.iter().peekable();
    // Passages may lie over each other: how far those go that begin before a block.
    let mut reached = 0;
    for block in document.blocks.iter().filter(|block| is_paragraph(document, block)) {
        while let Some(part) = passages.next_if(|part| part.start() < block.text.end()) {
            reached = reached.max(part.end());
        }
        coverage.all += 1;
        if reached <= block.text.start() {
            coverage.without.push(uncovered(briefing, article, document, block.text));
        }
    }
    coverage
}

/// Whether a block is one that somebody reads for what it says.
fn is_paragraph(document: &Document, block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::TightItem | BlockKind::Html)
        && document.slice(block.text).contains(char::is_alphanumeric)
}

fn uncovered(
    briefing: &Briefing,
    article: ArticleId,
    document: &Document,
    place: Place<InContent>,
) -> Uncovered {
    let block = document.block_at(place.start()).and_then(|block| document.blocks.get(block));
    Uncovered {
        span: Span::new(briefing[article].span.file, document.source_of(place)),
        place,
        block: block.map(|block| block.id.clone()).unwrap_or_default(),
    }
}

/// Of each article what it puts in quotation marks.
pub(super) fn of_quotations(
    briefing: &Briefing,
    quotations: &[QuotationInReport],
) -> Vec<Coverage> {
    let mut all = vec![Coverage::default(); briefing.articles.len()];
    for QuotationInReport { article, words, has_note } in quotations {
        let Some(coverage) = all.get_mut(article.index()) else { continue };
        coverage.all += 1;
        if !has_note && let Some(prose) = briefing[*article].shown() {
            coverage.without.push(uncovered(briefing, *article, &prose.document, *words));
        }
    }
    all
}
