//! `sidenote new`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use walkdir::WalkDir;

use super::briefing::{below, not_read, require_briefing};
use super::new_files::create;
use super::scaffold::{EMPTY, FILES};
use super::{Failure, Outcome, terminal};
use crate::i18n::{InterfaceWord, Words};
use crate::language::not_a_tag;
use crate::language::plural::Plurals;
use crate::load::{LoadOptions, SETTINGS_FILE, load};
use crate::mend::select::select;
use crate::parse::document::{BlockKind, Document};
use crate::parse::parse;
use crate::parse::placeholder::{
    ADDRESS, ALIAS, AUTHORS, ENTITY, FULL_NAME, HEADLINE, INITIALS, NOTE, OFFICIAL, PAGE,
    PUBLISHER, REMARK, REPORT, ROLE, SHORT, SOURCE, SURNAME, TAG, WEBSITE,
};
use crate::parse::slug::{is_slug, looks_like_block, no_page, slug};
use crate::place::Place;
use crate::resolve::text_map::TextMap;
use crate::schema::editor;
use crate::write::rewrite::replace;

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
        /// Leave the example out.
        #[arg(long)]
        empty: bool,
    },
    /// A report.
    Article(Record),
    /// A file of notes.
    Annotation(Record),
    /// A company, agency, organisation, place, programme, document or event.
    Entity(Record),
    /// A person or institution that is quoted.
    Official(Record),
    /// A page of your own: about, a method, a glossary.
    Page(Record),
    /// A topic that notes are about.
    Tag(Record),
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
        What::Briefing { folder, empty } => briefing(folder, *empty)?,
        What::Article(record) => start(record, "articles", article)?,
        What::Annotation(record) => start(record, "annotations", annotation)?,
        What::Entity(record) => start(record, "entities", entity)?,
        What::Official(record) => start(record, "officials", official)?,
        What::Page(record) => start(record, "pages", page)?,
        What::Tag(record) => start(record, "tags", tag)?,
        What::Language(language) => translation(language)?,
    }
    Ok(Outcome::Good)
}

fn briefing(folder: &Path, empty: bool) -> Result<(), Failure> {
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
    let mut files: Vec<(PathBuf, &str)> = Vec::new();
    let shipped = if empty { EMPTY } else { FILES };
    files.extend(shipped.iter().map(|(path, text)| (folder.join(path), *text)));
    let settings = settings(folder);
    files.extend(empty.then(|| (folder.join(SETTINGS_FILE), settings.as_str())));
    let of_editors = editor::files();
    files.extend(of_editors.iter().map(|it| (folder.join(&it.path), it.text.as_str())));
    create(&files)?;
    let what = if empty { "without reports yet" } else { "an example, to be made your own" };
    terminal::say(&format!("Started a briefing in `{shown}`: {what}."));
    terminal::say(&format!("Read it while you write:  sidenote serve --open --root {shown}"));
    Ok(())
}

/// The settings of a briefing that is named after its folder.
fn settings(folder: &Path) -> String {
    let folder = folder.file_name().map(|name| slug(&name.to_string_lossy())).unwrap_or_default();
    let title = if folder.is_empty() { "\"A briefing\"".to_owned() } else { name(&folder) };
    format!(
        "title: {title}
# description: What it is about, in a sentence.
language: en
# editor: Who answers for it
# What a public site may show of a report that does not say: full, excerpt or link.
rights: excerpt
# Where the site will stand; the feed and the site map need it.
# base_url: https://example.org/briefing/
"
    )
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
    create(&[(path.clone(), &text(record)?)])?;
    terminal::say(&format!("Started `{}`.", path.display()));
    Ok(())
}

/// Starts a file with every word of the interface, in English and commented out; adds to one that
/// there is already the words that it does not have.
fn translation(language: &Language) -> Result<(), Failure> {
    require_briefing(&language.root)?;
    let tag = &language.tag;
    if let Some(help) = not_a_tag(tag) {
        return Err(Failure::new(format!("`{tag}` is no language's tag")).help(help));
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
    let missing: Vec<&InterfaceWord> = Words::ALL.iter().filter(|word| !has(word.name)).collect();
    let lines: String = missing
        .iter()
        .map(|word| format!("\n# {}\n# {}: \"{}\"\n", word.about, word.name, word.english))
        .collect();
    if there.is_empty() {
        create(&[(path.clone(), &format!("{}{lines}", heading(tag)))])?;
        terminal::say(&format!("Started `{shown}`."));
    } else {
        replace(&path, format!("{there}{lines}").as_bytes())
            .map_err(|error| Failure::not_written(&path, &error))?;
        terminal::say(&format!("Added {} words to `{shown}`, to be translated.", missing.len()));
    }
    Ok(())
}

fn heading(tag: &str) -> String {
    let forms: Vec<String> =
        Plurals::of(tag).examples().iter().map(|numbers| format!("one for {numbers}")).collect();
    format!(
        "# The words of the interface, used where sidenote.yaml says `language: {tag}`. Take the `#` from a\n\
         # line and translate what stands in quotation marks. Names in braces are filled in by the\n\
         # program. What has no line of its own is shown in English.\n\
         # Where words change with a number, give each form: `{{n|…|…}}`. This language has {}.\n",
        forms.join("; ")
    )
}

/// The file that has an id already. Articles, entities, officials and pages share one set of ids; notes and
/// tags have their own.
fn find(root: &Path, folder: &str, id: &str) -> Result<Option<PathBuf>, Failure> {
    let folders: &[&str] = match folder {
        "annotations" => &["annotations"],
        "tags" => &["tags"],
        _ => &["articles", "entities", "officials", "pages"],
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

/// The name that an id suggests: `meiya-pico` gives `Meiya Pico`.
fn name(id: &str) -> String {
    let words = id.split('-').filter(|word| !word.is_empty()).map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    // In quotation marks a name of digits, or one such as `No`, is still a name.
    format!("\"{}\"", words.collect::<Vec<_>>().join(" "))
}

fn article(_: &Record) -> Result<String, Failure> {
    let [first, second] = AUTHORS;
    Ok(format!(
        "---
title: {HEADLINE}
# publisher: {PUBLISHER}
# authors: [{first}, {second}]
# published: YYYY-MM-DD      # or YYYY-MM, or YYYY
# url: {ADDRESS}
text: full                 # full, excerpt, or digest: your own summary of it
rights: excerpt            # what a public site may show: full, excerpt or link
---

{REPORT}
"
    ))
}

/// A file of notes on a report: the one that has the same id, else the first.
fn annotation(record: &Record) -> Result<String, Failure> {
    let options = LoadOptions { root: &record.root, originals: None };
    let (parsed, _) = parse(&load(&options).map_err(|error| not_read(&error))?);
    let id = &record.id;
    let articles = || parsed.articles.iter().filter(|article| is_slug(&article.slug));
    let named = articles().find(|article| article.slug == *id);
    let first = || articles().min_by(|one, other| one.slug.cmp(&other.slug));
    let Some(article) = named.or_else(first) else {
        return Err(Failure::new("there is no report yet that notes could be on")
            .help("Start one: `sidenote new article ID`."));
    };
    let slug = &article.slug;
    let (passage, explained) = match first_words(&article.body) {
        Some(words) => {
            (format!("{words}\n\n"), "Put the words that yours is about in their place.")
        }
        None => (String::new(), "Without one a note is about the whole report."),
    };
    // The note's id is the file's, unless it looks like a block's.
    let note = if looks_like_block(id) { format!("note-{id}") } else { id.clone() };
    Ok(format!(
        "---
# Each level-2 heading starts a note. Its passages come first, word for word as the report has
# them. {explained} Then comes what there is to say.
# A note of another kind says so, and who speaks: `## Mayor: a hard blow {{#blow .quote by=the-mayor}}`.
article: {slug}
# author: {INITIALS}
status: draft              # take this line away when the notes may be published
---

## {NOTE} {{#{note}}}

{passage}{REMARK}
"
    ))
}

/// A quotation of the first words of a report, as an example of one.
fn first_words(body: &Document) -> Option<String> {
    const WORDS: usize = 8;
    let map = TextMap::new(body);
    let block = body.blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    let text = body.text.get(block.text.bytes())?;
    let mut ends = text.match_indices(' ').map(|(at, _)| at);
    let end = ends.nth(WORDS - 1).unwrap_or(text.len());
    select(&map, Place::new(block.text.start()..block.text.start() + end))
}

fn entity(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
name: {}
kind: organisation         # company, agency, organisation, place, programme, document, person, event
# full_name: {FULL_NAME}
# aliases: [{ALIAS}]
# short: [{SHORT}]     # counts only where a longer form stands in the same report
# facts:
#   - {{label: Founded, value: \"1958\", source: {SOURCE}}}
# links: {{website: {WEBSITE}}}
---

{ENTITY}
",
        name(&record.id)
    ))
}

fn tag(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
name: {}
# description: What it is about, in a sentence
# order: 1                 # its place among tags; claims and the front page follow it
---

{TAG}
",
        name(&record.id)
    ))
}

fn official(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
name: {}
# role: {ROLE}
# affiliation: an-entity   # the id of a file in content/entities
capacity: official         # official, spokesperson or expert
# short: [{SURNAME}]         # counts only where a longer form stands in the same report
---

{OFFICIAL}
",
        name(&record.id)
    ))
}

fn page(record: &Record) -> Result<String, Failure> {
    Ok(format!(
        "---
title: {}
---

{PAGE}
",
        name(&record.id)
    ))
}
