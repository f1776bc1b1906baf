//! `sidenote import`

mod known;
mod table;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use known::Known;
use table::Row;

use super::briefing::{FolderArguments, below, not_read, require_briefing};
use super::new_files::create;
use super::{Failure, Outcome, terminal};
use crate::diagnostic::{Code, Diagnostic, Format};
use crate::import::draft::{Draft, Finding};
use crate::import::references::{self, Reference};
use crate::import::{FileKind, LARGEST, annotations, article, decode, kind, shared, tell};
use crate::load::{LoadOptions, load, read_at_most};
use crate::parse::slug::{is_slug, no_page, slug};
use crate::parse::{Parsed, parse};
use crate::source::{FileId, SourceFile, SourceSet, Span};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Reports, as plain text or saved web pages; references, as CSL-JSON or `.bib`; annotations, as
    /// `.jsonld` or `.json`.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The id of what is brought in, where its title or name does not serve. For one FILE.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// What the ids of reports are made of: the title, but of a reference what its file calls it by.
    #[arg(long, value_name = "SOURCE", conflicts_with = "id")]
    id_from: Option<IdFrom>,
    /// Keep what is left out of reports, as a comment at the end of each file.
    #[arg(long)]
    keep: bool,
    /// List every guess and omission, where many reports would be a table.
    #[arg(long)]
    details: bool,
    #[command(flatten)]
    folder: FolderArguments,
}

/// What an id is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum IdFrom {
    /// The report's title.
    Title,
    /// The file's name.
    File,
}

/// More reports than these are told of in a table.
const MOST_LISTED: usize = 5;

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    require_briefing(&arguments.folder.root)?;
    check_id(arguments)?;
    let mut import = Import {
        arguments,
        sources: SourceSet::default(),
        told: Vec::new(),
        failed: 0,
        not_there: 0,
        rows: None,
        there: Vec::new(),
    };
    let mut incoming = Vec::new();
    for path in &arguments.files {
        incoming.extend(import.read(path));
    }
    let (collections, reports): (Vec<_>, Vec<_>) =
        incoming.into_iter().partition(|file| file.kind == FileKind::Annotations);
    import.articles(&reports)?;
    // Annotations may be on reports that are brought in by the same command.
    for file in &collections {
        let parsed = briefing(&arguments.folder.root)?;
        if let Err(failure) = import.annotations(file, &parsed) {
            import.fail(file.id, failure);
        }
    }
    import.show_table();
    if arguments.folder.format != Format::Human {
        arguments.folder.show(&import.sources, &import.told)?;
    }
    Ok(match import.failed {
        0 => Outcome::Good,
        failed if failed == import.not_there => Outcome::NotThere,
        _ => Outcome::ContentIsWrong,
    })
}

fn check_id(arguments: &Arguments) -> Result<(), Failure> {
    let Some(id) = &arguments.id else { return Ok(()) };
    if arguments.files.len() > 1 {
        return Err(Failure::new("`--id` is for one file at a time"));
    }
    if is_slug(id) {
        return Ok(());
    }
    let failure = Failure::new(format!("`{id}` is no id"));
    Err(match slug(id) {
        proposed if proposed.is_empty() => {
            failure.help("An id is made of lower-case letters, digits and hyphens.")
        }
        proposed => failure.help(format!("Did you mean `{proposed}`?")),
    })
}

/// A file to be brought in.
struct Incoming<'a> {
    path: &'a Path,
    id: FileId,
    text: String,
    kind: FileKind,
    /// What to tell of how it was read.
    remarks: Vec<String>,
}

/// A run of the command: what is told is shown at once to people, at the end to programs.
struct Import<'a> {
    arguments: &'a Arguments,
    /// The files that are read and written.
    sources: SourceSet,
    told: Vec<Diagnostic>,
    /// How many files were not brought in.
    failed: usize,
    /// How many of them could not even be read from the disk.
    not_there: usize,
    /// A line a report, where there are many.
    rows: Option<Vec<Row>>,
    /// What is told of references that the briefing has already.
    there: Vec<String>,
}

/// A report that was read: not yet one of the briefing.
struct Report<'f, 'a> {
    file: &'f Incoming<'a>,
    draft: Draft,
    /// What a file of references calls it by.
    key: Option<String>,
}

impl<'a> Import<'a> {
    fn read(&mut self, path: &'a Path) -> Option<Incoming<'a>> {
        let bytes = self::bytes(path);
        self.not_there += usize::from(bytes.is_err());
        let read = bytes.and_then(|bytes| text(path, bytes));
        let bytes = read.as_ref().map(|read| read.text.clone().into_bytes()).unwrap_or_default();
        let id = self.sources.add(SourceFile::from_bytes(self.name(path), bytes));
        match read {
            Ok(decode::Decoded { text, remarks }) => {
                let kind = kind(&path.to_string_lossy(), &text);
                Some(Incoming { path, id, text, kind, remarks })
            }
            Err(failure) => {
                self.fail(id, failure);
                None
            }
        }
    }

    /// How a file outside the briefing is named: from where one stands, where that is the
    /// briefing's folder, else whole.
    fn name(&self, path: &Path) -> String {
        let here = self.arguments.folder.root == Path::new(".");
        let whole = if here { None } else { std::path::absolute(path).ok() };
        whole.as_deref().unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    fn fail(&mut self, file: FileId, failure: Failure) {
        self.failed += 1;
        if self.arguments.folder.format == Format::Human {
            terminal::fail(&failure);
            return;
        }
        let Failure { message, help } = failure;
        let told = Diagnostic::new(Code::ImportFailed, Span::whole(file), message);
        self.told.push(told.maybe_help(help));
    }

    /// Brings in reports: all are read before any is written, so that what they share is known.
    fn articles(&mut self, files: &[Incoming<'a>]) -> Result<(), Failure> {
        if files.is_empty() {
            return Ok(());
        }
        let mut read: Vec<Report<'_, 'a>> = Vec::new();
        for file in files {
            let shown = file.path.display();
            let failure = |why: &str| Failure::new(format!("cannot import `{shown}`: {why}"));
            match reports(file) {
                Ok((found, _)) if self.arguments.id.is_some() && found.len() > 1 => {
                    let why = "`--id` is for one report, and it has several references";
                    self.fail(file.id, failure(why));
                }
                Ok((found, unread)) => {
                    read.extend(found);
                    unread.iter().for_each(|why| self.fail(file.id, failure(why)));
                }
                Err(why) => self.fail(file.id, failure(&why)),
            }
        }
        let many = self.arguments.files.len().max(read.len()) > MOST_LISTED;
        self.rows = (many && !self.arguments.details).then(Vec::new);
        shared::leave_out(&mut read.iter_mut().map(|it| &mut it.draft).collect::<Vec<_>>());
        let parsed = briefing(&self.arguments.folder.root)?;
        let mut known = Known::new(&parsed);
        for report in &mut read {
            if let Err(failure) = self.article(report, &mut known) {
                self.fail(report.file.id, failure);
            }
        }
        Ok(())
    }

    fn article(&mut self, report: &mut Report<'_, '_>, known: &mut Known) -> Result<(), Failure> {
        if self.is_there(report, known) {
            return Ok(());
        }
        let id = self.id(report, known)?;
        let Report { file, draft, .. } = report;
        let shown = file.path.display();
        if let Some(other) = known.other(draft) {
            let why =
                format!("`{}` has the same {}: one of the two may be too many", other.id, other.by);
            draft.findings.insert(0, Finding::Remark(why));
        }
        let mut text = article::file(draft);
        if self.arguments.keep {
            text.push_str(&article::left_out(draft));
        }
        let written = self.create(&format!("content/articles/{id}.md"), &text)?;
        known.add(&id, draft);
        let missing = missing(draft);
        self.told.extend(tell::article(&draft.findings, &missing, written, file.id, &self.sources));
        if let Some(rows) = &mut self.rows {
            rows.push(Row::new(id, draft, &missing));
            return Ok(());
        }
        let target = below(&self.arguments.folder.root, &self.sources.file(written).path);
        terminal::say(&format!("Wrote `{}` from `{shown}`. Please check:", target.display()));
        self.list(&draft.findings);
        if !missing.is_empty() {
            self.list(&[Finding::Remark(format!("not found: {}", missing.join(", ")))]);
        }
        Ok(())
    }

    /// Whether the briefing has what a reference names: then nothing is written, and that is told.
    fn is_there(&mut self, report: &Report<'_, '_>, known: &Known) -> bool {
        let draft = &report.draft;
        let Some(other) = known.other(draft).filter(|_| draft.is_reference) else { return false };
        let (id, by) = (other.id, other.by);
        let told = format!("not made a second time: “{}” has the {by} of `{id}`", draft.title);
        let place = Span::whole(report.file.id);
        self.told.push(Diagnostic::new(Code::ImportGuessed, place, told.clone()));
        if self.rows.is_none() {
            self.list(&[Finding::Remark(told)]);
        } else {
            self.there.push(id.to_owned());
        }
        true
    }

    /// The id of a report: the one that was asked for, else one that is free.
    fn id(&self, report: &mut Report<'_, '_>, known: &Known) -> Result<String, Failure> {
        let Report { file, draft, key } = report;
        let shown = file.path.display();
        if let Some(id) = &self.arguments.id {
            if known.is_taken(id) {
                let failure = Failure::new(format!(
                    "the id `{id}` is taken, so that `{shown}` is not imported"
                ));
                let free = known.free(id);
                return Err(
                    failure.help(format!("Give it another: `sidenote import {shown} --id {free}`"))
                );
            }
            return Ok(id.clone());
        }
        let is_id = |key: &&String| {
            is_slug(key) && no_page(key).is_none() && key.contains(char::is_alphabetic)
        };
        let id = match (self.arguments.id_from, key.as_ref().filter(is_id)) {
            (None, Some(key)) => key.clone(),
            (None | Some(IdFrom::Title), _) => article::id(draft),
            (Some(IdFrom::File), _) => {
                let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                article::id_of(&stem.unwrap_or_default())
            }
        };
        if !known.is_taken(&id) {
            return Ok(id);
        }
        let free = known.free(&id);
        let told = format!("id: `{free}`, since `{id}` is taken (`--id ID` gives another)");
        draft.findings.insert(0, Finding::Remark(told));
        Ok(free)
    }

    /// Tells of many reports, a line each.
    fn show_table(&self) {
        if let Some(rows) = self.rows.as_deref().filter(|rows| !rows.is_empty())
            && self.arguments.folder.format == Format::Human
        {
            table::lines(rows, self.failed).iter().for_each(|line| terminal::say(line));
        }
        if !self.there.is_empty() {
            let ids: Vec<String> = self.there.iter().map(|id| format!("`{id}`")).collect();
            terminal::say(&format!(
                "Not made a second time, since the briefing has them: {}",
                ids.join(", ")
            ));
        }
    }

    fn annotations(&mut self, file: &Incoming<'_>, parsed: &Parsed) -> Result<(), Failure> {
        let path = file.path;
        let shown = path.display();
        let name = self.arguments.id.clone().unwrap_or_else(|| {
            let stem = path.file_stem().map(|stem| slug(&stem.to_string_lossy()));
            let stem = stem.filter(|stem| !stem.is_empty());
            format!("imported-{}", stem.as_deref().unwrap_or("annotations"))
        });
        let imported = annotations::import(&file.text, &name, parsed)
            .map_err(|why| Failure::new(format!("cannot import `{shown}`: {why}")))?;
        let files: Vec<(String, &String)> = imported
            .files
            .iter()
            .map(|(name, text)| (format!("content/annotations/{name}.md"), text))
            .collect();
        let root = &self.arguments.folder.root;
        if let Some(taken) = files.iter().map(|(path, _)| below(root, path)).find(|it| it.exists())
        {
            return Err(Failure::new(format!("there is a file `{}` already", taken.display()))
                .help(format!("Give another name: `sidenote import {shown} --id {name}-2`")));
        }
        let mut written = Vec::new();
        for (path, text) in &files {
            written.push(self.create(path, text)?);
            let path = below(root, path);
            terminal::say(&format!("Wrote `{}` from `{shown}`.", path.display()));
        }
        self.told.extend(tell::annotations(&imported.remarks, &written, &self.sources));
        terminal::say(&format!(
            "{} annotations, {} of them without a place, in whole or in part.",
            imported.annotations, imported.unplaced
        ));
        let remarks = imported.remarks.into_iter();
        self.list(&remarks.map(|remark| Finding::Remark(remark.message)).collect::<Vec<_>>());
        Ok(())
    }

    /// Tells people what was found; programs read it among the diagnostics.
    fn list(&self, findings: &[Finding]) {
        if self.arguments.folder.format == Format::Human {
            findings.iter().for_each(|finding| terminal::say(&format!("  {finding}")));
        }
    }

    /// Writes a new file of the briefing, never over another.
    fn create(&mut self, path: &str, text: &str) -> Result<FileId, Failure> {
        let target = below(&self.arguments.folder.root, path);
        create(&[(target, text)])?;
        Ok(self.sources.add(SourceFile::from_bytes(path.to_owned(), text.into())))
    }
}

/// The reports of a file, one, or as many as it has references, and why others cannot be read.
fn reports<'f, 'a>(file: &'f Incoming<'a>) -> Result<(Vec<Report<'f, 'a>>, Vec<String>), String> {
    let found = match file.kind {
        FileKind::CslJson => Some(references::from_csl(&file.text)?),
        FileKind::BibTex => Some(references::from_bibtex(&file.text)?),
        _ => None,
    };
    let (mut read, unread) = match found {
        Some(found) => {
            let report = |it: Reference| Report { file, draft: it.draft, key: Some(it.key) };
            (found.references.into_iter().map(report).collect(), found.unread)
        }
        None => {
            (vec![Report { file, draft: article(file.kind, &file.text)?, key: None }], Vec::new())
        }
    };
    if let Some(first) = read.first_mut() {
        let remarks = file.remarks.iter().cloned().map(Finding::Remark);
        first.draft.findings.splice(..0, remarks);
    }
    Ok((read, unread))
}

/// What a file has in it; nothing where that is too much.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    read_at_most(path, LARGEST as u64)
        .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", path.display())))
}

/// The text of a file with these bytes.
fn text(path: &Path, bytes: Option<Vec<u8>>) -> Result<decode::Decoded, Failure> {
    let shown = path.display();
    let Some(bytes) = bytes else {
        let most = LARGEST / 1024 / 1024;
        return Err(Failure::new(format!("`{shown}` has more than {most} MiB")));
    };
    decode::decode(&bytes)
        .map_err(|why| Failure::new(format!("`{shown}` {}", why.what)).help(why.help))
}

fn briefing(root: &Path) -> Result<Parsed, Failure> {
    let folder = load(&LoadOptions { root, originals: None }).map_err(|error| not_read(&error))?;
    Ok(parse(&folder).0)
}

/// What the front matter of a report should say, and nothing was found of.
fn missing(draft: &Draft) -> Vec<&'static str> {
    let of_text = !draft.is_reference;
    [
        ("publisher", draft.publisher.is_none()),
        ("authors", draft.authors.is_empty()),
        ("published", draft.published.is_none()),
        ("url", draft.url.is_none()),
        ("language", of_text && draft.language.is_none()),
    ]
    .into_iter()
    .filter_map(|(key, is_missing)| is_missing.then_some(key))
    .collect()
}
