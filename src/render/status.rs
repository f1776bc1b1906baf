//! What is done and what is not: a page for the desk, which the server shows and no build writes.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::diagnostic::Diagnostic;
use crate::html::first_words;
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId};
use crate::parse::document::Document;
use crate::route::Route;
use crate::source::{SourceSet, Span};
use crate::status::{Changed, ClaimStatus, Coverage, How, Look, ReportStatus, Status};

/// What the page shows, and the files that it names.
#[derive(Debug, Clone, Copy)]
pub struct DeskView<'a> {
    /// What is done and what is not.
    pub status: &'a Status,
    /// The files of the briefing.
    pub sources: &'a SourceSet,
}

/// `status.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatusView {
    page: PageView,
    reports: Vec<ReportView>,
    columns: Vec<LinkView>,
    questions: Vec<QuestionView>,
    drafts: Vec<PlacedView>,
    open: Vec<PlacedView>,
    broken: Vec<PlacedView>,
    /// How many errors there are, where there are any.
    errors: Option<String>,
    /// None where git knows of no commit.
    changes: Option<Vec<ChangeView>>,
}

/// How far a report is annotated.
#[derive(Debug, Serialize, JsonSchema)]
struct ReportView {
    report: LinkView,
    paragraphs: String,
    quotations: String,
    looked_up: String,
    notes: usize,
    drafts: usize,
    /// Paragraphs without a note, by their first words.
    unnoted: Vec<LinkView>,
    /// Quotations without one.
    unquoted: Vec<LinkView>,
}

/// A question, and what is known of each report's answer.
#[derive(Debug, Serialize, JsonSchema)]
struct QuestionView {
    title: String,
    href: String,
    cells: Vec<LookView>,
}

/// What is known of one report's answer.
#[derive(Debug, Serialize, JsonSchema)]
struct LookView {
    report: String,
    href: String,
    /// `answered`, `silent` or `unlooked`.
    state: &'static str,
    label: String,
    /// What to write where the report is silent.
    paste: String,
}

/// Something with its place in a file.
#[derive(Debug, Serialize, JsonSchema)]
struct PlacedView {
    text: String,
    href: String,
    place: String,
}

/// Something that has changed.
#[derive(Debug, Serialize, JsonSchema)]
struct ChangeView {
    how: String,
    what: &'static str,
    id: String,
    place: String,
}

pub(super) fn render(site: &Site, route: &Route, desk: &DeskView<'_>) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let status = desk.status;
    let ids = || site.articles();
    let mut page = maker.page_view("status", Some(&site.words.status), None);
    page.hidden = true;
    let note = |id: &NoteId| placed_note(&maker, desk, *id);
    let view = StatusView {
        page,
        reports: ids()
            .zip(&status.reports)
            .map(|(id, report)| report_view(&maker, id, report))
            .collect(),
        columns: ids().map(|id| maker.article_link(id)).collect(),
        questions: status.claims.iter().map(|claim| question(&maker, claim)).collect(),
        drafts: status.drafts.iter().map(note).collect(),
        open: status.questions.iter().map(note).collect(),
        broken: status.broken.iter().map(|told| broken(desk, told)).collect(),
        errors: (status.errors > 0)
            .then(|| fill(&site.words.status_errors, &[("count", &*status.errors.to_string())])),
        changes: status
            .changes
            .as_ref()
            .map(|changes| changes.iter().map(|changed| change(&maker, desk, changed)).collect()),
    };
    site.template("status.html", &maker, &view)
}

fn report_view(maker: &Maker, id: ArticleId, report: &ReportStatus) -> ReportView {
    let words = maker.words();
    let of = |with: usize, all: usize| {
        fill(&words.status_of, &[("some", &*with.to_string()), ("all", &*all.to_string())])
    };
    let document = maker.site.briefing[id].shown().map(|prose| &*prose.document);
    let looked_up = report.looked_up;
    ReportView {
        report: maker.article_link(id),
        paragraphs: of(report.paragraphs.with(), report.paragraphs.all),
        quotations: of(report.quotations.with(), report.quotations.all),
        looked_up: of(looked_up, looked_up + report.not_looked_up.len()),
        notes: report.notes,
        drafts: report.drafts,
        unnoted: parts(maker, id, document, &report.paragraphs),
        unquoted: parts(maker, id, document, &report.quotations),
    }
}

/// The parts of a report without a note, by their first words, each a link to its block.
fn parts(
    maker: &Maker,
    id: ArticleId,
    document: Option<&Document>,
    coverage: &Coverage,
) -> Vec<LinkView> {
    const WORDS: usize = 90;
    let Some(document) = document else { return Vec::new() };
    let part = |part: &crate::status::Uncovered| {
        let text = first_words(document.slice(part.place), WORDS);
        LinkView::new(&text, &maker.page.block(id, &part.block))
    };
    coverage.without.iter().map(part).collect()
}

fn question(maker: &Maker, claim: &ClaimStatus) -> QuestionView {
    let (briefing, words) = (maker.site.briefing, maker.words());
    let note = &briefing[claim.note];
    let cell = |(at, look): (usize, &Look)| {
        let id = ArticleId::new(at);
        let report = &briefing[id];
        let passage = note.passages.iter().position(|passage| passage.article == id);
        LookView {
            report: report.label.clone(),
            href: match passage {
                Some(passage) => maker.page.passage(claim.note, passage),
                None => maker.page.article(id),
            },
            state: match look {
                Look::Answered => "answered",
                Look::Silent => "silent",
                Look::NotLookedUp => "unlooked",
            },
            label: match look {
                Look::Answered => words.status_answered.clone(),
                Look::Silent => words.not_reported.clone(),
                Look::NotLookedUp => words.status_unlooked.clone(),
            },
            paste: format!("> — [[{}]]: not reported", report.slug),
        }
    };
    QuestionView {
        title: note.title.clone(),
        href: maker.page.note(claim.note),
        cells: claim.cells.iter().enumerate().map(cell).collect(),
    }
}

fn placed_note(maker: &Maker, desk: &DeskView<'_>, id: NoteId) -> PlacedView {
    let note = &maker.site.briefing[id];
    PlacedView {
        text: note.title.clone(),
        href: maker.page.note(id),
        place: place(desk.sources, note.span),
    }
}

fn broken(desk: &DeskView<'_>, told: &Diagnostic) -> PlacedView {
    PlacedView {
        text: told.message.clone(),
        href: String::new(),
        place: place(desk.sources, told.span),
    }
}

fn change(maker: &Maker, desk: &DeskView<'_>, changed: &Changed) -> ChangeView {
    let words = maker.words();
    let how = match changed.how {
        How::New => &words.status_new,
        How::Edited => &words.status_edited,
        How::Gone => &words.status_gone,
    };
    ChangeView {
        how: how.clone(),
        what: changed.what,
        id: changed.id.clone(),
        place: changed.span.map(|span| place(desk.sources, span)).unwrap_or_default(),
    }
}

/// File, line and column.
fn place(sources: &SourceSet, span: Span) -> String {
    let file = sources.file(span.file);
    let position = file.position(span.start);
    format!("{}:{}:{}", file.path, position.line, position.column)
}
