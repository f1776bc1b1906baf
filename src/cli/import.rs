//! `sidenote import`

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::briefing::{below, not_read, require_briefing};
use super::{Failure, Outcome, terminal};
use crate::import::draft::{Draft, Finding};
use crate::import::{Kind, LARGEST, annotations, article, kind};
use crate::load::{LoadOptions, load};
use crate::parse::slug::{is_slug, slug};
use crate::parse::{Parsed, parse};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Reports, as plain text or saved web pages; annotations, as `.jsonld` or `.json`.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The id of what is brought in, where its title or name does not serve. For one FILE.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    require_briefing(&arguments.root)?;
    if let Some(id) = &arguments.id {
        if arguments.files.len() > 1 {
            return Err(Failure::new("`--id` is for one file at a time"));
        }
        if !is_slug(id) {
            let failure = Failure::new(format!("`{id}` is no id"));
            return Err(match slug(id) {
                proposed if proposed.is_empty() => {
                    failure.help("An id is made of lower-case letters, digits and hyphens.")
                }
                proposed => failure.help(format!("Did you mean `{proposed}`?")),
            });
        }
    }
    let mut read = Vec::new();
    let mut outcome = Outcome::Good;
    for path in &arguments.files {
        match text(path) {
            Ok(text) => {
                let kind = kind(&path.to_string_lossy(), &text);
                read.push((path, text, kind));
            }
            Err(failure) => {
                terminal::fail(&failure);
                outcome = Outcome::ContentIsWrong;
            }
        }
    }
    // Annotations may be on reports that are brought in by the same command.
    read.sort_by_key(|(_, _, kind)| *kind == Kind::Annotations);
    for (path, text, kind) in read {
        let parsed = briefing(&arguments.root)?;
        let done = match kind {
            Kind::Annotations => bring_annotations(arguments, path, &text, &parsed),
            Kind::Text | Kind::Page => bring_article(arguments, path, &text, kind, &parsed),
        };
        if let Err(failure) = done {
            terminal::fail(&failure);
            outcome = Outcome::ContentIsWrong;
        }
    }
    Ok(outcome)
}

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

fn bring_article(
    arguments: &Arguments,
    path: &Path,
    text: &str,
    kind: Kind,
    parsed: &Parsed,
) -> Result<(), Failure> {
    let shown = path.display();
    let draft = article(kind, text)
        .map_err(|why| Failure::new(format!("cannot import `{shown}`: {why}")))?;
    let id = arguments.id.clone().unwrap_or_else(|| article::id(&draft));
    let taken: BTreeSet<&str> = parsed
        .declared
        .iter()
        .map(|declared| declared.slug.as_str())
        .chain(parsed.articles.iter().flat_map(|article| {
            article.fields.redirect_from.iter().flat_map(|ids| &ids.0).map(String::as_str)
        }))
        .collect();
    if taken.contains(id.as_str()) {
        let file = shown.to_string();
        return Err(Failure::new(format!(
            "the id `{id}` is taken, so that `{file}` is not imported"
        ))
        .help(format!("Give it another: `sidenote import {file} --id {}`", free(&id, &taken))));
    }
    let target = below(&arguments.root, "content").join("articles").join(format!("{id}.md"));
    create(&target, &article::file(&draft))?;
    terminal::say(&format!("Wrote `{}` from `{shown}`. Please check:", target.display()));
    tell(&draft.findings);
    let missing = missing(&draft);
    if !missing.is_empty() {
        terminal::say(&format!("  not found: {}", missing.join(", ")));
    }
    Ok(())
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

fn bring_annotations(
    arguments: &Arguments,
    path: &Path,
    text: &str,
    parsed: &Parsed,
) -> Result<(), Failure> {
    let shown = path.display();
    let name = arguments.id.clone().unwrap_or_else(|| {
        let stem = path.file_stem().map(|stem| slug(&stem.to_string_lossy())).unwrap_or_default();
        format!("imported-{}", if stem.is_empty() { "annotations" } else { &stem })
    });
    let imported = annotations::import(text, &name, parsed)
        .map_err(|why| Failure::new(format!("cannot import `{shown}`: {why}")))?;
    let folder = below(&arguments.root, "content").join("annotations");
    let files: Vec<(PathBuf, &String)> = imported
        .files
        .iter()
        .map(|(name, text)| (folder.join(format!("{name}.md")), text))
        .collect();
    if let Some((taken, _)) = files.iter().find(|(path, _)| path.exists()) {
        let taken = taken.display();
        return Err(Failure::new(format!("there is a file `{taken}` already"))
            .help(format!("Give another name: `sidenote import {shown} --id {name}-2`")));
    }
    for (path, text) in &files {
        create(path, text)?;
        terminal::say(&format!("Wrote `{}` from `{shown}`.", path.display()));
    }
    terminal::say(&format!(
        "{} annotations, {} of them without a place, in whole or in part.",
        imported.annotations, imported.unplaced
    ));
    tell(&imported.findings);
    Ok(())
}

fn tell(findings: &[Finding]) {
    for finding in findings {
        terminal::say(&format!("  {finding}"));
    }
}

fn free(id: &str, taken: &BTreeSet<&str>) -> String {
    (2usize..)
        .map(|number| format!("{id}-{number}"))
        .find(|id| !taken.contains(id.as_str()))
        .unwrap_or_default()
}

/// Writes a new file, never over another.
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create_new(path)?.write_all(text.as_bytes())
    };
    write().map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))
}
