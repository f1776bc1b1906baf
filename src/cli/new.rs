//! `sidenote new`

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use walkdir::WalkDir;

use super::briefing::{below, require_briefing};
use super::scaffold::FILES;
use super::{Failure, Outcome, terminal};
use crate::parse::slug::{is_slug, looks_like_block, no_page, slug};
use crate::words::{Word, Words};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A briefing: a small example that builds, to be made one's own.
    Briefing {
        /// Its folder: a new or an empty one.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// A report.
    Article(Record),
    /// A file of notes.
    Annotation(Record),
    /// A company, agency, organisation, place, programme, document or event.
    Entity(Record),
    /// A person or institution that is quoted.
    Official(Record),
    /// The words of the interface in another language.
    Language(Language),
}

#[derive(Debug, Args)]
struct Language {
    /// Its tag, as in `language:`: `de`, `pt-BR`.
    tag: String,
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

#[derive(Debug, Args)]
struct Record {
    /// Its id: lower-case letters, digits and hyphens.
    id: String,
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.what {
        What::Briefing { folder } => briefing(folder)?,
        What::Article(record) => start(record, "articles", article)?,
        What::Annotation(record) => start(record, "annotations", annotation)?,
        What::Entity(record) => start(record, "entities", entity)?,
        What::Official(record) => start(record, "officials", official)?,
        What::Language(language) => translation(language)?,
    }
    Ok(Outcome::Good)
}

fn briefing(folder: &Path) -> Result<(), Failure> {
    let shown = folder.display();
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(false) => {}
        Ok(true) => {
            return Err(Failure::new(format!("the folder `{shown}` is not empty"))
                .help("Name a folder that is, or a new one."));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::new(format!("cannot read `{shown}`: {error}"))),
    }
    for (path, text) in FILES {
        create(&folder.join(path), text)?;
    }
    terminal::say(&format!("Started a briefing in `{shown}`: an example, to be made your own."));
    terminal::say(&format!("Read it while you write:  sidenote serve --open --root {shown}"));
    Ok(())
}

/// Starts a file of a kind that has its own folder.
fn start(
    record: &Record,
    folder: &str,
    text: impl Fn(&Record) -> Result<String, Failure>,
) -> Result<(), Failure> {
    require_briefing(&record.root)?;
    let id = &record.id;
    if !is_slug(id) {
        let failure = Failure::new(format!("`{id}` is no id"));
        let proposed = slug(id);
        return Err(if proposed.is_empty() {
            failure.help("An id is made of lower-case letters, digits and hyphens.")
        } else {
            failure.help(format!("Did you mean `{proposed}`?"))
        });
    }
    // A file of notes has no page of its own.
    if folder != "annotations"
        && let Some(reason) = no_page(id)
    {
        return Err(Failure::new(reason).help("Choose another id."));
    }
    if let Some(taken) = find(&record.root, folder, id)? {
        return Err(Failure::new(format!("the id `{id}` is taken by `{}`", taken.display())));
    }
    let path = below(&record.root, "content").join(folder).join(format!("{id}.md"));
    create(&path, &text(record)?)?;
    terminal::say(&format!("Started `{}`.", path.display()));
    Ok(())
}

/// Starts a file with every word of the interface, in English and commented out; adds to one that
/// there is already the words that it does not have.
fn translation(language: &Language) -> Result<(), Failure> {
    require_briefing(&language.root)?;
    let tag = &language.tag;
    let well_formed = tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !well_formed {
        return Err(Failure::new(format!("`{tag}` is no language tag"))
            .help("A tag is made of letters and hyphens: `de`, `pt-BR`."));
    }
    let path = below(&language.root, "i18n").join(format!("{tag}.yaml"));
    let shown = path.display();
    let there = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::new(format!("cannot read `{shown}`: {error}"))),
    };
    let has = |name: &str| {
        there.lines().any(|line| {
            let line = line.trim_start_matches(['#', ' ']);
            line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
    };
    let missing: Vec<&Word> = Words::ALL.iter().filter(|word| !has(word.name)).collect();
    let lines: String = missing
        .iter()
        .map(|word| format!("\n# {}\n# {}: \"{}\"\n", word.about, word.name, word.english))
        .collect();
    if there.is_empty() {
        create(&path, &format!("{}{lines}", heading(tag)))?;
        terminal::say(&format!("Started `{shown}`."));
    } else {
        let add = || OpenOptions::new().append(true).open(&path)?.write_all(lines.as_bytes());
        add().map_err(|error| Failure::new(format!("cannot write `{shown}`: {error}")))?;
        terminal::say(&format!("Added {} words to `{shown}`, to be translated.", missing.len()));
    }
    Ok(())
}

fn heading(tag: &str) -> String {
    format!(
        "# The words of the interface, used where sidenote.yaml says `language: {tag}`. Take the `#` from a\n\
         # line and translate what stands in quotation marks. Names in braces are filled in by the\n\
         # program. What has no line of its own is shown in English.\n"
    )
}

/// The file that has an id already. Articles, entities and officials share one set of ids.
fn find(root: &Path, folder: &str, id: &str) -> Result<Option<PathBuf>, Failure> {
    let folders: &[&str] = match folder {
        "annotations" => &["annotations"],
        _ => &["articles", "entities", "officials"],
    };
    for folder in folders.iter().map(|name| below(root, "content").join(name)) {
        if !folder.is_dir() {
            continue;
        }
        for entry in
            WalkDir::new(&folder).follow_links(true).sort_by_file_name().into_iter().flatten()
        {
            if entry.file_name().to_str() == Some(&format!("{id}.md")) {
                return Ok(Some(entry.into_path()));
            }
        }
    }
    Ok(None)
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

/// The name that an id suggests: `meiya-pico` gives `Meiya Pico`.
fn name(id: &str) -> String {
    let words = id.split('-').filter(|word| !word.is_empty()).map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    // In quotation marks a name of digits, or one such as `No`, is still a name.
    format!("\"{}\"", words.collect::<Vec<_>>().join(" "))
}

fn article(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
title: {}
# publisher: The Daily Example
# authors: [First Author, Second Author]
# published: 2026-01-31      # or 2026-01, or 2026
# url: https://example.org/report
text: full                 # full, excerpt, or digest: your own summary of it
rights: excerpt            # what a public site may show: full, excerpt or link
---

The report's text, word for word. A blank line between two paragraphs.
",
        name(&record.id)
    ))
}

fn annotation(record: &Record) -> Result<String, Failure> {
    let articles = record.root.join("content/articles");
    let mut ids: Vec<String> = WalkDir::new(&articles)
        .follow_links(true)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".md").map(str::to_owned))
        .filter(|id| is_slug(id))
        .collect();
    ids.sort();
    let Some(first) = ids.first() else {
        return Err(Failure::new("there is no report yet that notes could be on")
            .help("Start one: `sidenote new article ID`."));
    };
    // The note's id is the file's, unless it looks like a block's.
    let id = if looks_like_block(&record.id) {
        format!("note-{}", record.id)
    } else {
        record.id.clone()
    };
    Ok(format!(
        "---
# Each level-2 heading starts a note. Its passages come first, word for word as the report has
# them; then what there is to say. For instance:
#
# ## Mayor: \"a hard blow\" {{#hard-blow .quote by=the-mayor}}
#
# > a hard blow to all of us
# > — [[{first}]]
#
# She said so before she had seen the figures.
article: {first}
# author: Your initials
status: draft              # take this line away when the note may be published
---

## A note on the whole report {{#{id}}}

A note without a passage is about the whole report.
"
    ))
}

fn entity(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
name: {}
kind: organisation         # company, agency, organisation, place, programme, document, person, event
# full_name: The Example Company Limited
# aliases: [Example Company]
# short: [Example]         # counts only where a longer form stands in the same report
# facts:
#   - {{label: Founded, value: \"1958\", source: https://example.org/history}}
# links: {{website: https://example.org}}
---

Who or what it is, in a few sentences.
",
        name(&record.id)
    ))
}

fn official(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
name: {}
# role: Chief engineer
# affiliation: an-entity   # the id of a file in content/entities
capacity: official         # official, spokesperson or expert
# short: [Surname]         # counts only where a longer form stands in the same report
---

Who it is, in a few sentences.
",
        name(&record.id)
    ))
}
