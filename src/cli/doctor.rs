//! `sidenote doctor`

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::Args;

use super::briefing::{FolderArguments, find_originals};
use super::{Failure, Outcome, terminal};
use crate::build::{BuildOptions, Unwatched, build_into};
use crate::config::{Audience, Settings};
use crate::diagnostic::{Code, Format, Severity};
use crate::doctor::{Facts, Finding, Report, SiteSize, examine};
use crate::git::{self, Repository};
use crate::load::Folder;
use crate::model::TextKind;
use crate::output::{Collector, Out, Sink};
use crate::parse::article::ParsedArticle;
use crate::parse::fields::Text;
use crate::parse::{Parsed, parse, rights};
use crate::route::Route;

/// Where GitHub looks for workflows, from the repository's beginning.
const WORKFLOWS: &str = ".github/workflows";

/// From how many bytes on a file of the repository is told of.
const LARGE: u64 = 100 * 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// The folder of originals, which must stand outside the repository; else SIDENOTE_ORIGINALS.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.folder.load_dated(None)?;
    let originals = find_originals(arguments.originals.clone())?;
    let facts = facts(&arguments.folder.root, &folder, originals.as_deref())?;
    let findings = examine(&facts);
    if arguments.folder.format == Format::Human {
        for finding in &findings {
            terminal::print(&shown(finding))?;
        }
        if findings.is_empty() {
            terminal::say("Nothing stands between this folder and a published site.");
        }
    } else {
        for finding in &findings {
            terminal::print(&line(finding))?;
        }
    }
    let is_wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if is_wrong { Outcome::ContentIsWrong } else { Outcome::Good })
}

/// A finding for people.
fn shown(finding: &Finding) -> String {
    let mut text = format!("{}: {}\n", finding.severity.name(), finding.message);
    if let Some(file) = &finding.file {
        text.push_str(&format!("  in {file}\n"));
    }
    for help in &finding.help {
        text.push_str(&format!("  {help}\n"));
    }
    text
}

/// A finding for programs: one line.
fn line(finding: &Finding) -> String {
    let value = serde_json::json!({
        "severity": finding.severity.name(),
        "code": finding.code,
        "message": finding.message,
        "file": finding.file,
        "help": finding.help,
    });
    format!("{value}\n")
}

fn facts(root: &Path, folder: &Folder, originals: Option<&Path>) -> Result<Facts, Failure> {
    let (parsed, _) = parse(folder);
    let options = BuildOptions { audience: Audience::Public, base_url: None };
    let weigh = |_: &Settings| Ok::<_, Failure>(Weighed::default());
    let built = build_into(folder, &options, weigh, &Unwatched)?;
    let count = |severity| built.diagnostics.iter().filter(|it| it.severity == severity).count();
    let repository = git::repository(root);
    let top = repository.as_ref().map_or(root, |repository| repository.top.as_path());
    let found = workflows(top);
    let is_below = repository.is_some() && found.is_empty();
    let below = if is_below { workflows(root) } else { Vec::new() };
    let private_folder = parsed.settings.folder(Audience::Private);
    let had_private_site = repository.is_some() && git::ever_had(root, &private_folder);
    let large_files = repository.iter().flat_map(|it| large_files(root, it)).collect();
    let originals_inside =
        originals.filter(|_| repository.is_some()).and_then(|it| inside(top, it));
    let domain = folder.assets.get("CNAME");
    Ok(Facts {
        base_url: parsed.settings.base_url.clone(),
        private_folder,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        drafts: drafts(&parsed),
        pins_behind: built.diagnostics.iter().any(|told| told.code == Code::PinBehind),
        reports: parsed.articles.iter().map(|article| report(article, &parsed, folder)).collect(),
        site: built.output.and_then(Result::ok).map(Weighed::finish),
        card: folder.assets.contains_key(&Route::asset("card.png").path()),
        domain: domain.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()),
        workflows: found,
        misplaced_workflow: below.into_iter().next().map(|(path, _)| path),
        repository,
        had_private_site,
        large_files,
        originals_inside,
    })
}

fn drafts(parsed: &Parsed) -> usize {
    let files = parsed.annotations.iter().map(|(_, file)| file);
    files
        .map(|file| {
            let notes = file.notes.iter();
            notes.filter(|note| note.is_draft(file.defaults.as_ref())).count()
        })
        .sum()
}

fn report(article: &ParsedArticle, parsed: &Parsed, folder: &Folder) -> Report {
    let kind = match article.fields.text {
        Some(Text::Digest) => TextKind::Digest,
        Some(Text::Excerpt) => TextKind::Excerpt,
        Some(Text::Full) | None => TextKind::Full,
    };
    let pins = parsed.pins.as_ref().map(|pins| &pins.entries);
    Report {
        id: article.slug.clone(),
        file: folder.sources.file(article.file).path.clone(),
        rights: article.fields.rights.map_or(parsed.settings.rights, rights),
        kind,
        original: article.fields.original.clone(),
        pinned: pins.is_some_and(|pins| pins.contains_key(&article.slug)),
    }
}

/// The workflows of a repository that publish pages.
fn workflows(top: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(top.join(WORKFLOWS)) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".yml") && !name.ends_with(".yaml") {
            continue;
        }
        let publishes = |text: &str| {
            text.contains("actions/deploy-pages")
                || ["sidenote", "build", "pages"].iter().all(|word| text.contains(word))
        };
        if let Ok(text) = fs::read_to_string(entry.path())
            && publishes(&text)
        {
            found.push((format!("{WORKFLOWS}/{name}"), text));
        }
    }
    found.sort();
    found
}

/// The files of a repository that its host does not take.
fn large_files(root: &Path, repository: &Repository) -> Vec<(String, u64)> {
    let size = |path: &String| {
        let bytes = fs::symlink_metadata(root.join(path)).ok()?.len();
        (bytes > LARGE).then(|| (path.clone(), bytes))
    };
    repository.files.iter().filter_map(size).collect()
}

/// The path of a folder within another, where it is in it.
fn inside(top: &Path, folder: &Path) -> Option<String> {
    let (top, folder) = (fs::canonicalize(top).ok()?, fs::canonicalize(folder).ok()?);
    let path = folder.strip_prefix(&top).ok()?;
    Some(path.to_string_lossy().replace('\\', "/"))
}

/// A sink that keeps nothing but how large the files are.
#[derive(Default)]
struct Weighed(Mutex<SiteSize>);

impl Weighed {
    fn finish(self) -> SiteSize {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Weighed {
    fn file<T>(&self, path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
        let one = Collector::default();
        let made = one.file(path, make);
        let bytes = one.finish().get(path).map_or(0, |bytes| bytes.len() as u64);
        let mut size = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        size.bytes += bytes;
        if (bytes, size.largest.0.as_str()) > (size.largest.1, path) {
            size.largest = (path.to_owned(), bytes);
        }
        made
    }
}
