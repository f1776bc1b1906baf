//! `sidenote import`

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::briefing::{FolderArguments, below, not_read, require_briefing};
use super::{Failure, Outcome, terminal};
use crate::diagnostic::{Code, Diagnostic, Format};
use crate::import::draft::{Draft, Finding};
use crate::import::{FileKind, LARGEST, annotations, article, kind, tell};
use crate::load::{LoadOptions, load};
use crate::parse::slug::{is_slug, slug};
use crate::parse::{Parsed, parse};
use crate::source::{FileId, SourceFile, SourceSet, Span};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Reports, as plain text or saved web pages; annotations, as `.jsonld` or `.json`.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The id of what is brought in, where its title or name does not serve. For one FILE.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    folder: FolderArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    require_briefing(&arguments.folder.root)?;
    check_id(arguments)?;
    let mut import =
        Import { arguments, sources: SourceSet::default(), told: Vec::new(), failed: false };
    let mut incoming = Vec::new();
    for path in &arguments.files {
        incoming.extend(import.read(path));
    }
    // Annotations may be on reports that are brought in by the same command.
    incoming.sort_by_key(|file| file.kind == FileKind::Annotations);
    for file in &incoming {
        let parsed = briefing(&arguments.folder.root)?;
        let done = match file.kind {
            FileKind::Annotations => import.annotations(file, &parsed),
            FileKind::Text | FileKind::Page => import.article(file, &parsed),
        };
        if let Err(failure) = done {
            import.fail(file.id, failure);
        }
    }
    if arguments.folder.format != Format::Human {
        arguments.folder.show(&import.sources, &import.told)?;
    }
    Ok(if import.failed { Outcome::ContentIsWrong } else { Outcome::Good })
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
}

/// A run of the command: what is told is shown at once to people, at the end to programs.
struct Import<'a> {
    arguments: &'a Arguments,
    /// The files that are read and written.
    sources: SourceSet,
    told: Vec<Diagnostic>,
    failed: bool,
}

impl<'a> Import<'a> {
    fn read(&mut self, path: &'a Path) -> Option<Incoming<'a>> {
        let read = text(path);
        let bytes = read.as_ref().map(|text| text.clone().into_bytes()).unwrap_or_default();
        let id = self.sources.add(SourceFile::from_bytes(self.name(path), bytes));
        match read {
            Ok(text) => {
                let kind = kind(&path.to_string_lossy(), &text);
                Some(Incoming { path, id, text, kind })
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
        self.failed = true;
        if self.arguments.folder.format == Format::Human {
            terminal::fail(&failure);
            return;
        }
        let Failure { message, help } = failure;
        let told = Diagnostic::new(Code::ImportFailed, Span::whole(file), message);
        self.told.push(told.maybe_help(help));
    }

    fn article(&mut self, file: &Incoming<'_>, parsed: &Parsed) -> Result<(), Failure> {
        let shown = file.path.display();
        let draft = article(file.kind, &file.text)
            .map_err(|why| Failure::new(format!("cannot import `{shown}`: {why}")))?;
        let id = self.arguments.id.clone().unwrap_or_else(|| article::id(&draft));
        let taken = taken(parsed);
        if taken.contains(id.as_str()) {
            return Err(Failure::new(format!(
                "the id `{id}` is taken, so that `{shown}` is not imported"
            ))
            .help(format!(
                "Give it another: `sidenote import {shown} --id {}`",
                free(&id, &taken)
            )));
        }
        let written = self.create(&format!("content/articles/{id}.md"), &article::file(&draft))?;
        let missing = missing(&draft);
        self.told.extend(tell::article(&draft.findings, &missing, written, file.id, &self.sources));
        let target = below(&self.arguments.folder.root, &self.sources.file(written).path);
        terminal::say(&format!("Wrote `{}` from `{shown}`. Please check:", target.display()));
        self.list(&draft.findings);
        if !missing.is_empty() {
            self.list(&[Finding::Remark(format!("not found: {}", missing.join(", ")))]);
        }
        Ok(())
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
        let write = || {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            File::create_new(&target)?.write_all(text.as_bytes())
        };
        write().map_err(|error| {
            Failure::new(format!("cannot write `{}`: {error}", target.display()))
        })?;
        Ok(self.sources.add(SourceFile::from_bytes(path.to_owned(), text.into())))
    }
}

/// Reads a file as it is.
fn text(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let not_read = |error: io::Error| Failure::new(format!("cannot read `{shown}`: {error}"));
    let length = fs::metadata(path).map_err(not_read)?.len();
    if length > LARGEST as u64 {
        let most = LARGEST / 1024 / 1024;
        return Err(Failure::new(format!("`{shown}` has more than {most} MiB")));
    }
    let bytes = fs::read(path).map_err(not_read)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("`{shown}` is not UTF-8")).help("Save it as UTF-8."))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

fn briefing(root: &Path) -> Result<Parsed, Failure> {
    let folder = load(&LoadOptions { root, originals: None }).map_err(|error| not_read(&error))?;
    Ok(parse(&folder).0)
}

/// The ids that belong to files of the briefing, or did.
fn taken(parsed: &Parsed) -> BTreeSet<&str> {
    let declared = parsed.declared.iter().map(|declared| declared.slug.as_str());
    let earlier = parsed.articles.iter().flat_map(|article| {
        article.fields.redirect_from.iter().flat_map(|ids| &ids.0).map(String::as_str)
    });
    declared.chain(earlier).collect()
}

/// What the front matter of a report should say, and nothing was found of.
fn missing(draft: &Draft) -> Vec<&'static str> {
    [
        ("publisher", draft.publisher.is_none()),
        ("authors", draft.authors.is_empty()),
        ("published", draft.published.is_none()),
        ("url", draft.url.is_none()),
    ]
    .into_iter()
    .filter_map(|(key, is_missing)| is_missing.then_some(key))
    .collect()
}

fn free(id: &str, taken: &BTreeSet<&str>) -> String {
    (2usize..)
        .map(|number| format!("{id}-{number}"))
        .find(|id| !taken.contains(id.as_str()))
        .unwrap_or_default()
}
