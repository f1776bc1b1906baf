//! `sidenote verify`

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::briefing::FolderArguments;
use super::new_files::put;
use super::{Failure, Outcome, terminal};
use crate::config::Audience;
use crate::diagnostic::{Diagnostic, Format, Severity};
use crate::load::{Folder, MOST_BYTES, read_at_most};
use crate::mend::mend;
use crate::parse::parse;
use crate::resolve::resolve;
use crate::verify::draft::{Draft, read};
use crate::verify::page::page;
use crate::verify::tell::Teller;
use crate::verify::{Asked, Checked, Privacy, Verdict, join, originals, verify};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The drafts: Markdown, plain text, HTML or DOCX.
    #[arg(value_name = "DRAFT", required = true)]
    drafts: Vec<PathBuf>,
    /// The folder of originals, which are searched too; else SIDENOTE_ORIGINALS.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
    /// The language of the drafts, where it is not the briefing's.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Write a page for people, too: the draft, each quotation with its verdict and source beside it.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Tell programs the words of reports whose rights are `link`, too.
    #[arg(long)]
    private: bool,
    #[command(flatten)]
    folder: FolderArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(page) = &arguments.html {
        refuse_what_is_no_page(page, &arguments.drafts)?;
    }
    let mut folder = arguments.folder.load(arguments.originals.clone())?;
    let drafts = read_drafts(&arguments.drafts, &mut folder)?;
    let (mut parsed, mut diagnostics) = parse(&folder);
    let language = arguments.language.clone().unwrap_or_else(|| parsed.settings.language.clone());
    join(&mut parsed, &drafts, &language);
    let resolved = resolve(parsed, &folder, Audience::Private, &mut diagnostics);
    let briefing = mend(resolved, &folder.sources, &mut diagnostics);
    let originals = originals(&briefing, &folder);
    let asked = Asked { briefing: &briefing, originals: &originals, drafts: drafts.len() };
    let checked = verify(&asked);
    let errors: Vec<Diagnostic> =
        diagnostics.sorted().into_iter().filter(|it| it.severity == Severity::Error).collect();
    let is_human = arguments.folder.format == Format::Human;
    let privacy = if arguments.private || is_human { Privacy::Editor } else { Privacy::Program };
    let teller = Teller { briefing: &briefing, sources: &folder.sources, privacy };
    let all: Vec<(&Draft, &Checked)> = drafts.iter().zip(&checked).collect();
    if let Some(path) = &arguments.html {
        write_page(path, &teller, &all, &folder)?;
    }
    match arguments.folder.format {
        Format::Human => {
            terminal::print(&printed(&teller, &all))?;
            terminal::say(&summary(&checked));
            if !errors.is_empty() {
                terminal::warn(
                    "the briefing has errors, and what they concern is not looked at: `sidenote check` tells more",
                );
            }
        }
        Format::Json => {
            arguments.folder.show(&folder.sources, &errors)?;
            terminal::print(&lines(&teller, &all)?)?;
            terminal::show(Format::Json, &folder.sources, &figures(&teller, &all), Path::new(""))?;
        }
        format => {
            let quotations = all.iter().flat_map(|(draft, checked)| {
                let told = checked.quotations.iter();
                told.filter_map(|it| teller.diagnostic(draft, checked, it))
            });
            let told: Vec<Diagnostic> = quotations.chain(figures(&teller, &all)).collect();
            terminal::show(format, &folder.sources, &told, Path::new(""))?;
        }
    }
    let is_wrong = checked.iter().flat_map(|it| &it.quotations).any(|it| it.verdict.is_wrong());
    Ok(if is_wrong { Outcome::ContentIsWrong } else { Outcome::Good })
}

/// Refuses to write over a draft, or over anything that no earlier run has written.
fn refuse_what_is_no_page(path: &Path, drafts: &[PathBuf]) -> Result<(), Failure> {
    let Ok(there) = fs::canonicalize(path) else { return Ok(()) };
    let is_draft = drafts.iter().any(|draft| fs::canonicalize(draft).is_ok_and(|it| it == there));
    let mut start = Vec::new();
    // A pipe would wait for what nobody writes.
    let is_read = there.is_file()
        && fs::File::open(&there).and_then(|file| file.take(64).read_to_end(&mut start)).is_ok();
    let is_page = is_read && start.trim_ascii_start().starts_with(b"<");
    if !is_draft && is_page {
        return Ok(());
    }
    let what = if is_draft { "is a draft" } else { "is there already, and is no page" };
    Err(Failure::new(format!("`{}` {what}: nothing is written over it", path.display()))
        .help("Give `--html` the name of a new file."))
}

/// Reads the drafts, as they are named.
fn read_drafts(paths: &[PathBuf], folder: &mut Folder) -> Result<Vec<Draft>, Failure> {
    let mut drafts = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy().replace('\\', "/");
        let bytes = read_at_most(path, MOST_BYTES)
            .map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
        let Some(bytes) = bytes else {
            let most = MOST_BYTES >> 20;
            return Err(Failure::new(format!("`{shown}` has more than {most} MB")));
        };
        let draft = read(&shown, &bytes, &mut folder.sources);
        drafts.push(
            draft.map_err(|(what, help)| Failure::new(format!("`{shown}` {what}")).help(help))?,
        );
    }
    Ok(drafts)
}

/// Writes the page for people.
fn write_page(
    path: &Path,
    teller: &Teller<'_>,
    all: &[(&Draft, &Checked)],
    folder: &Folder,
) -> Result<(), Failure> {
    let page = page(teller, all, &folder.templates).map_err(|told| {
        let why = told.first().map_or("", |it| it.message.as_str());
        Failure::new(format!("the page cannot be made: {why}"))
    })?;
    put(path, &page)
}

/// A line of JSON for each quotation.
fn lines(teller: &Teller<'_>, all: &[(&Draft, &Checked)]) -> Result<String, Failure> {
    let mut out = String::new();
    for (draft, checked) in all {
        for judged in &checked.quotations {
            let told = serde_json::to_string(&teller.quotation(draft, checked, judged));
            out.push_str(&told.map_err(|error| Failure::new(error.to_string()))?);
            out.push('\n');
        }
    }
    Ok(out)
}

fn figures(teller: &Teller<'_>, all: &[(&Draft, &Checked)]) -> Vec<Diagnostic> {
    let figures = all.iter().flat_map(|(draft, checked)| {
        checked.figures.iter().map(|figure| teller.figure(draft, figure))
    });
    figures.collect()
}

/// What there is to mend, for people; quotations that are as they should be are only counted.
fn printed(teller: &Teller<'_>, all: &[(&Draft, &Checked)]) -> String {
    let mut out = String::new();
    for (draft, checked) in all {
        for judged in checked.quotations.iter().filter(|it| it.verdict != Verdict::Exact) {
            let told = teller.quotation(draft, checked, judged);
            let place = format!("{}:{}:{}", told.file, told.line, told.column);
            let _ = writeln!(out, "{place}: {}: “{}”", told.verdict, told.quoted);
            for it in &told.differences {
                let _ = match (it.quoted.is_empty(), it.printed.is_empty()) {
                    (true, _) => writeln!(out, "  {}: leaves out “{}”", it.kind, it.printed),
                    (_, true) => writeln!(out, "  {}: adds “{}”", it.kind, it.quoted),
                    _ => {
                        writeln!(out, "  {}: “{}” is “{}” in print", it.kind, it.quoted, it.printed)
                    }
                };
            }
            for help in &told.help {
                let _ = writeln!(out, "  {help}");
            }
            out.push('\n');
        }
        for figure in &checked.figures {
            let told = teller.figure(draft, figure);
            let file = teller.sources.file(draft.file);
            let position = file.position(told.span.start);
            let _ = writeln!(
                out,
                "{}:{}:{}: figure: {}",
                file.path, position.line, position.column, told.message
            );
            for help in &told.help {
                let _ = writeln!(out, "  {help}");
            }
            out.push('\n');
        }
    }
    out.retain(|c| c == '\n' || !c.is_control());
    out
}

/// How many quotations have which verdict.
fn summary(checked: &[Checked]) -> String {
    let count = |verdict: Verdict| {
        checked.iter().flat_map(|it| &it.quotations).filter(|it| it.verdict == verdict).count()
    };
    let told: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|verdict| (count(verdict), verdict))
        .filter(|(count, _)| *count > 0)
        .map(|(count, verdict)| format!("{count} {}", verdict.name()))
        .collect();
    let all: usize = checked.iter().map(|it| it.quotations.len()).sum();
    let short: usize = checked.iter().map(|it| it.short).sum();
    let reports = checked.first().map_or(0, |it| it.reports);
    let quotations = if all == 1 { "1 quotation".to_owned() } else { format!("{all} quotations") };
    let texts = if reports == 1 { "1 report".to_owned() } else { format!("{reports} reports") };
    let mut line = format!("{quotations} held against {texts}");
    if !told.is_empty() {
        let _ = write!(line, ": {}", told.join(", "));
    }
    line.push('.');
    if short > 0 {
        let _ = write!(line, " {short} of fewer than three words are not judged.");
    }
    line
}
