//! What is done of a briefing and what is not: how far each report is annotated, which questions nobody
//! looked up in it, what is a draft, open or broken, and what has changed since a commit.
//!
//! It speaks of the whole briefing, drafts and reports that are not shown included: it is for the desk.

mod changes;
mod coverage;
mod lines;
mod mentions;

pub use changes::{Changed, How, WHERE, changed};
pub use coverage::{Coverage, Uncovered};
pub use lines::StatusLines;
pub use mentions::{MentionInContext, mentions_of};

use crate::collate::{Cell, ClaimTable, Collation};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{ArticleId, Briefing, Note, NoteClass, NoteId};
use crate::suggest;

/// What is done and what is not.
#[derive(Debug, Clone, Default)]
pub struct Status {
    /// Each report, in the briefing's order.
    pub reports: Vec<ReportStatus>,
    /// Each question with what is known of each report, in the order of the notes.
    pub claims: Vec<ClaimStatus>,
    /// Drafts, in the order of the notes.
    pub drafts: Vec<NoteId>,
    /// Questions for the desk, drafts of them left out.
    pub questions: Vec<NoteId>,
    /// What is wrong with passages: errors at their places.
    pub broken: Vec<Diagnostic>,
    /// How many errors there are in all.
    pub errors: usize,
    /// What has changed since a commit, where git knows of one.
    pub changes: Option<Vec<Changed>>,
}

/// How far a report is annotated.
#[derive(Debug, Clone, Default)]
pub struct ReportStatus {
    /// How many notes stand beside it.
    pub notes: usize,
    /// Drafts among them.
    pub drafts: usize,
    /// Its paragraphs, of which notes have passages.
    pub paragraphs: Coverage,
    /// What it puts in quotation marks, of which notes have the words.
    pub quotations: Coverage,
    /// Questions that have an answer of it, or of which the editor looked and found none.
    pub looked_up: usize,
    /// Questions that nobody looked up in it.
    pub not_looked_up: Vec<NoteId>,
}

/// What is known of each report's answer to one question.
#[derive(Debug, Clone)]
pub struct ClaimStatus {
    /// The note.
    pub note: NoteId,
    /// By article.
    pub cells: Vec<Look>,
}

/// What is known of a report's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// It has a passage.
    Answered,
    /// The editor looked, and it does not say.
    Silent,
    /// Nobody looked.
    NotLookedUp,
}

impl Look {
    /// As data has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Silent => "silent",
            Self::NotLookedUp => "not looked up",
        }
    }
}

/// What is done and what is not, in a briefing of which nothing is withheld and that has its drafts.
#[must_use]
pub fn status(
    briefing: &Briefing,
    collation: &Collation,
    diagnostics: &[Diagnostic],
    changes: Option<Vec<Changed>>,
) -> Status {
    let claims: Vec<ClaimStatus> =
        collation.claims.iter().map(|table| claim(briefing, table)).collect();
    let paragraphs = coverage::of_paragraphs(briefing);
    let quotations = suggest::quotations_in_reports(briefing);
    let quotations = coverage::of_quotations(briefing, &quotations);
    let mut reports: Vec<ReportStatus> = paragraphs
        .into_iter()
        .zip(quotations)
        .map(|(paragraphs, quotations)| ReportStatus {
            paragraphs,
            quotations,
            ..Default::default()
        })
        .collect();
    for note in &briefing.notes {
        for article in note.articles() {
            if let Some(report) = reports.get_mut(article.index()) {
                report.notes += 1;
                report.drafts += usize::from(note.draft);
            }
        }
    }
    for claim in &claims {
        for (report, look) in reports.iter_mut().zip(&claim.cells) {
            match look {
                Look::Answered | Look::Silent => report.looked_up += 1,
                Look::NotLookedUp => report.not_looked_up.push(claim.note),
            }
        }
    }
    let of = |wanted: &dyn Fn(&Note) -> bool| {
        briefing.notes().filter(|(_, note)| wanted(note)).map(|(id, _)| id).collect()
    };
    let errors: Vec<&Diagnostic> =
        diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    let broken = errors.iter().filter(|it| is_of_passage(it)).map(|it| (*it).clone());
    Status {
        drafts: of(&|note| note.draft),
        questions: of(&|note| note.kind.class() == NoteClass::Question && !note.draft),
        broken: broken.collect(),
        errors: errors.len(),
        reports,
        claims,
        changes,
    }
}

fn claim(briefing: &Briefing, table: &ClaimTable) -> ClaimStatus {
    let mut cells = vec![Look::NotLookedUp; briefing.articles.len()];
    for Cell { article, passage, .. } in &table.cells {
        if let Some(cell) = cells.get_mut(article.index())
            && *cell != Look::Answered
        {
            *cell = if passage.is_some() { Look::Answered } else { Look::Silent };
        }
    }
    ClaimStatus { note: table.note, cells }
}

/// Whether something is told of a passage or of the line that says whose words it is.
fn is_of_passage(diagnostic: &Diagnostic) -> bool {
    let code = diagnostic.code.slug();
    code.starts_with("passage") || code.starts_with("attribution-")
}

impl ClaimStatus {
    /// The reports in which nobody looked.
    pub fn not_looked_up(&self) -> impl Iterator<Item = ArticleId> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, look)| **look == Look::NotLookedUp).map(|(at, _)| ArticleId::new(at))
    }
}
