//! `sidenote status`

use std::path::Path;

use clap::Args;
use serde_json::Value;

use super::briefing::FolderArguments;
use super::{Failure, Outcome, terminal};
use crate::build::{Desk, desk};
use crate::date::PartialDate;
use crate::diagnostic::{Format, did_you_mean};
use crate::git::{self, Change};
use crate::model::{ArticleId, NoteId, RecordId};
use crate::source::{SourceSet, Span};
use crate::status::{Coverage, MentionInContext, ReportStatus, StatusLines, WHERE, mentions_of};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Reports, by their ids, of which is listed what has no note; or entities and officials, whose
    /// mentions are listed with the words around.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The commit, branch, tag or day since which changes are told; else the last commit.
    #[arg(long, value_name = "COMMIT")]
    since: Option<String>,
    #[command(flatten)]
    folder: FolderArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = &arguments.folder.root;
    let folder = arguments.folder.load(None)?;
    let before = before(root, arguments.since.as_deref())?;
    let desk = desk(&folder, before.as_deref());
    let shown = Shown::new(&desk, &folder.sources, &arguments.ids)?;
    let text = match arguments.folder.format {
        Format::Human => shown.for_people(arguments.since.as_deref()),
        _ => shown.lines().iter().map(|line| format!("{line}\n")).collect(),
    };
    terminal::print(&text)?;
    Ok(if desk.status.errors > 0 { Outcome::ContentIsWrong } else { Outcome::Good })
}

/// What files had in them in the state since which changes are told; nothing where there is no commit.
fn before(root: &Path, since: Option<&str>) -> Result<Option<Vec<Change>>, Failure> {
    let state = match since {
        Some(since) => {
            let is_day =
                since.parse::<PartialDate>().is_ok_and(|date| date.to_string().len() == 10);
            let state = git::commit(root, since)
                .or_else(|| git::at_beginning_of(root, since).filter(|_| is_day));
            Some(state.ok_or_else(|| {
                Failure::new(format!("git knows of no commit `{since}` of this folder"))
                    .help("Name a commit, a branch, a tag, or a day: `--since 2026-11-30`.")
            })?)
        }
        None => git::commit(root, "HEAD"),
    };
    Ok(state.and_then(|state| git::changed_since(root, &state, &WHERE)))
}

/// What is shown: of some reports and records, or of all.
struct Shown<'a> {
    desk: &'a Desk,
    sources: &'a SourceSet,
    /// The reports of which is listed what has no note.
    reports: Vec<ArticleId>,
    /// The records whose mentions are listed.
    records: Vec<RecordId>,
    /// Whether nothing was named, so that all is shown.
    all: bool,
}

impl<'a> Shown<'a> {
    fn new(desk: &'a Desk, sources: &'a SourceSet, ids: &[String]) -> Result<Self, Failure> {
        let all = ids.is_empty();
        let mut shown = Self { desk, sources, reports: Vec::new(), records: Vec::new(), all };
        let briefing = &desk.briefing();
        for id in ids {
            if let Some((article, _)) = briefing.articles().find(|(_, it)| it.slug == *id) {
                shown.reports.push(article);
            } else if let Some((record, _)) = briefing.records().find(|(_, it)| it.slug == *id) {
                shown.records.push(record);
            } else {
                let articles = briefing.articles.iter().map(|article| article.slug.as_str());
                let known = articles.chain(briefing.records.iter().map(|record| &*record.slug));
                let mut failure =
                    Failure::new(format!("there is no article, entity or official `{id}`"));
                failure.help = did_you_mean(id, known);
                return Err(failure);
            }
        }
        if all {
            shown.reports = briefing.articles().map(|(id, _)| id).collect();
        }
        Ok(shown)
    }

    fn report(&self, id: ArticleId) -> Option<&'a ReportStatus> {
        self.desk.status.reports.get(id.index())
    }

    fn slug(&self, id: ArticleId) -> &'a str {
        &self.desk.briefing()[id].slug
    }

    fn note_slug(&self, id: NoteId) -> &'a str {
        &self.desk.briefing()[id].slug
    }

    /// File, line and column.
    fn place(&self, span: Span) -> String {
        let file = self.sources.file(span.file);
        let position = file.position(span.start);
        format!("{}:{}:{}", file.path, position.line, position.column)
    }

    fn for_programs(&self) -> StatusLines<'a> {
        StatusLines {
            briefing: self.desk.briefing(),
            status: &self.desk.status,
            sources: self.sources,
        }
    }

    /// For programs: an object a line, each with a `kind`.
    fn lines(&self) -> Vec<Value> {
        let lines = self.for_programs();
        if self.all {
            return lines.all();
        }
        let mut some: Vec<Value> = self.reports.iter().flat_map(|id| lines.report(*id)).collect();
        some.extend(self.records.iter().flat_map(|id| lines.mentions(*id)));
        some
    }
}

/// For people.
impl Shown<'_> {
    fn for_people(&self, since: Option<&str>) -> String {
        let mut sections = Vec::new();
        if !self.reports.is_empty() {
            sections.push(self.table());
        }
        if self.all {
            sections.extend(self.claims());
            sections.extend(self.notes());
            sections.push(self.changes(since));
        } else {
            sections.extend(self.reports.iter().flat_map(|id| self.without(*id)));
            sections.extend(self.records.iter().map(|id| self.mentions(*id)));
        }
        let errors = self.desk.status.errors;
        if errors > 0 {
            let noun = if errors == 1 { "error" } else { "errors" };
            sections.push(format!(
                "There is {errors} {noun}: `sidenote check --private` tells more.\n"
            ));
        }
        sections.join("\n")
    }

    fn table(&self) -> String {
        let heads = ["", "paragraphs", "quotations", "questions", "notes", "drafts"];
        let row = |id: &ArticleId| {
            let report = self.report(*id)?;
            let (looked, all) = (report.looked_up, report.looked_up + report.not_looked_up.len());
            let of = |coverage: &Coverage| format!("{} of {}", coverage.with(), coverage.all);
            Some([
                self.slug(*id).to_owned(),
                of(&report.paragraphs),
                of(&report.quotations),
                format!("{looked} of {all}"),
                report.notes.to_string(),
                report.drafts.to_string(),
            ])
        };
        let mut rows = vec![heads.map(str::to_owned)];
        rows.extend(self.reports.iter().filter_map(row));
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|it| it.chars().count()).max()
        };
        let widths: Vec<usize> =
            (0..heads.len()).map(|column| width(column).unwrap_or_default()).collect();
        let line = |row: &[String; 6]| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
            });
            format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
        };
        rows.iter().map(line).collect()
    }

    /// Questions that nobody looked up everywhere.
    fn claims(&self) -> Option<String> {
        let open = self.desk.status.claims.iter().filter_map(|claim| {
            let reports: Vec<&str> = claim.not_looked_up().map(|id| self.slug(id)).collect();
            (!reports.is_empty())
                .then(|| format!("  {}: {}\n", self.note_slug(claim.note), reports.join(", ")))
        });
        let open: String = open.collect();
        (!open.is_empty()).then(|| format!("Questions that nobody looked up in\n{open}"))
    }

    fn notes(&self) -> Vec<String> {
        let status = &self.desk.status;
        let note = |id: &NoteId| {
            let note = &self.desk.briefing()[*id];
            format!("  {}  {}\n", self.place(note.span), note.title)
        };
        let drafts: String = status.drafts.iter().map(note).collect();
        let questions: String = status.questions.iter().map(note).collect();
        let broken: String = (status.broken.iter())
            .map(|told| format!("  {}  {}\n", self.place(told.span), told.message))
            .collect();
        [
            ("Drafts", drafts),
            ("Questions for the desk", questions),
            ("Passages that are wrong", broken),
        ]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(head, lines)| format!("{head}\n{lines}"))
        .collect()
    }

    fn changes(&self, since: Option<&str>) -> String {
        let Some(changes) = &self.desk.status.changes else {
            return "There is no commit yet since which changes could be told.\n".to_owned();
        };
        let since = since.unwrap_or("the last commit");
        if changes.is_empty() {
            return format!("Nothing has changed since {since}.\n");
        }
        let lines = changes.iter().map(|change| {
            let place = change.span.map(|span| format!("  {}", self.place(span)));
            let place = place.unwrap_or_default();
            format!("  {:6}  {} {}{place}\n", change.how.name(), change.what, change.id)
        });
        format!("Changed since {since}\n{}", lines.collect::<String>())
    }

    /// What of a report has no note.
    fn without(&self, id: ArticleId) -> Vec<String> {
        let Some(report) = self.report(id) else { return Vec::new() };
        let parts = |coverage: &Coverage| -> String {
            let part = |part: &crate::status::Uncovered| {
                format!(
                    "  {}  {}\n",
                    self.place(part.span),
                    self.for_programs().words(id, part.place)
                )
            };
            coverage.without.iter().map(part).collect()
        };
        let questions = report.not_looked_up.iter().map(|note| {
            let title = &self.desk.briefing()[*note].title;
            format!("  {}  {title}\n", self.note_slug(*note))
        });
        let slug = self.slug(id);
        [
            ("Paragraphs without a note", parts(&report.paragraphs)),
            ("Quotations without a note", parts(&report.quotations)),
            ("Questions that nobody looked up", questions.collect()),
        ]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(head, lines)| format!("{slug}: {}\n{lines}", head.to_lowercase()))
        .collect()
    }

    /// Where reports name a record, and what to write where it is not meant.
    fn mentions(&self, id: RecordId) -> String {
        let record = &self.desk.briefing()[id];
        let mentions = mentions_of(self.desk.briefing(), id);
        if mentions.is_empty() {
            return format!("No report names {}.\n", record.name);
        }
        let line = |mention: &MentionInContext| {
            format!("  {}  {}\n", self.place(mention.span), mention.context)
        };
        let lines: String = mentions.iter().map(line).collect();
        let file = &self.sources.file(record.span.file).path;
        let slug = &record.slug;
        format!(
            "{}: mentions\n{lines}Where it is not meant: `except: [{slug}]` in a report that never means it, or \
             `except: [\"the words\"]` in {file}.\n",
            record.name
        )
    }
}
