//! `sidenote reanchor`

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use similar::TextDiff;

use super::agreed::agreed;
use super::briefing::{FolderArguments, below};
use super::{Failure, Outcome, terminal};
use crate::diagnostic::{Code, Diagnostic, Format, did_you_mean};
use crate::mend::reanchor::{Edit, Lost, Remedy, apply, lost};
use crate::parse::parse;
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet};
use crate::write::rewrite::rewrite;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Notes, by their ids, that are rewritten even where a number, a negation, a modality or a
    /// name differs. Without any, all notes are looked at, and such ones are left alone.
    #[arg(value_name = "NOTE")]
    notes: Vec<String>,
    #[command(flatten)]
    folder: FolderArguments,
    /// Show what would be rewritten, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write without asking.
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.folder.load(None)?;
    let (parsed, _) = parse(&folder);
    let sources = &folder.sources;
    let mut all = lost(&parsed, sources);
    let named: BTreeSet<&str> = arguments.notes.iter().map(String::as_str).collect();
    for note in &named {
        if !all.iter().any(|lost| lost.note == *note) {
            let mut failure = Failure::new(format!("no note `{note}` has lost a passage"));
            failure.help = did_you_mean(note, all.iter().map(|lost| lost.note.as_str()));
            return Err(failure);
        }
    }
    if !named.is_empty() {
        all.retain(|lost| named.contains(lost.note.as_str()));
    }
    let is_named = |note: &str| named.contains(note);
    if arguments.folder.format == Format::Human {
        show(&all, sources, is_named)?;
    } else {
        let told: Vec<Diagnostic> =
            all.iter().map(|lost| diagnostic(lost, sources, is_named(&lost.note))).collect();
        arguments.folder.show(sources, &told)?;
    }
    if all.is_empty() {
        terminal::say("Every passage has its place.");
        return Ok(Outcome::Good);
    }
    let plan = plan(&all, is_named);
    if plan.is_empty() || arguments.dry_run {
        return Ok(Outcome::ContentIsWrong);
    }
    let rewritten: usize = plan.values().map(|rewriting| rewriting.passages.len()).sum();
    let question = match rewritten {
        1 => "Rewrite this passage?".to_owned(),
        count => format!("Rewrite these {count} passages?"),
    };
    if !arguments.yes && !agreed(&question) {
        terminal::say("Nothing is written.");
        return Ok(Outcome::ContentIsWrong);
    }
    for (file, rewriting) in &plan {
        let source = sources.file(*file);
        let path = below(&arguments.folder.root, &source.path);
        rewrite(&path, &source.text, &apply(&source.text, &rewriting.edits)).map_err(|error| {
            Failure::new(format!("cannot rewrite `{}`: {error}", path.display()))
        })?;
        terminal::say(&format!("Rewrote `{}`.", path.display()));
    }
    Ok(if rewritten == all.len() { Outcome::Good } else { Outcome::ContentIsWrong })
}

/// What is rewritten in one file.
#[derive(Default)]
struct Rewriting<'a> {
    edits: Vec<Edit>,
    passages: Vec<&'a Lost>,
}

/// The changes of a passage that may be rewritten.
fn edits(lost: &Lost, is_named: bool) -> Option<&[Edit]> {
    match &lost.remedy {
        Remedy::Rewrite { edits, at_stake, .. } if !at_stake || is_named => Some(edits),
        Remedy::Rewrite { .. } | Remedy::ByHand(_) => None,
    }
}

/// What may be rewritten, file by file.
fn plan<'a>(all: &'a [Lost], is_named: impl Fn(&str) -> bool) -> BTreeMap<FileId, Rewriting<'a>> {
    let mut plan: BTreeMap<FileId, Rewriting<'a>> = BTreeMap::new();
    for lost in all {
        if let Some(edits) = edits(lost, is_named(&lost.note)) {
            let rewriting = plan.entry(lost.span.file).or_default();
            rewriting.edits.extend(edits.iter().cloned());
            rewriting.passages.push(lost);
        }
    }
    for rewriting in plan.values_mut() {
        rewriting.edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    }
    plan
}

/// Tells of what is left to be done by hand, and prints the changes of each file.
fn show(all: &[Lost], sources: &SourceSet, is_named: impl Fn(&str) -> bool) -> Result<(), Failure> {
    let place = |lost: &Lost| {
        let file = sources.file(lost.span.file);
        let line = file.position(lost.span.start).line;
        format!("{}:{line}: note `{}`, in `{}`", file.path, lost.note, lost.article)
    };
    for lost in all.iter().filter(|lost| edits(lost, is_named(&lost.note)).is_none()) {
        terminal::say(&match &lost.remedy {
            Remedy::ByHand(reason) => format!("{}: by hand: {reason}", place(lost)),
            Remedy::Rewrite { differences, .. } => {
                format!("{}: {differences}\n  left alone: {}", place(lost), look(lost))
            }
        });
    }
    for (file, rewriting) in plan(all, is_named) {
        for lost in rewriting.passages {
            if let Remedy::Rewrite { differences, .. } = &lost.remedy {
                terminal::say(&format!("{}: {differences}", place(lost)));
            }
        }
        let source = sources.file(file);
        let after = apply(&source.text, &rewriting.edits);
        let diff = TextDiff::from_lines(source.text.as_str(), after.as_str());
        let shown = diff.unified_diff().header(&source.path, &source.path).to_string();
        terminal::print(&shown)?;
    }
    Ok(())
}

fn look(lost: &Lost) -> String {
    format!("look whether the note still holds, then `sidenote reanchor {}`", lost.note)
}

/// A lost passage for programs: what is rewritten is advice, what is left stays an error.
fn diagnostic(lost: &Lost, sources: &SourceSet, is_named: bool) -> Diagnostic {
    let Lost { note, article, span, code, .. } = lost;
    match (&lost.remedy, edits(lost, is_named)) {
        (Remedy::Rewrite { differences, .. }, Some(edits)) => {
            let message =
                format!("`{article}` words this passage of `{note}` otherwise now: {differences}");
            Diagnostic::new(Code::PassageReworded, *span, message).help(quoted(
                &sources.file(span.file).text,
                lost,
                edits,
            ))
        }
        (Remedy::Rewrite { differences, .. }, None) => {
            let message = format!(
                "this passage of `{note}` may be worded otherwise in `{article}` now, and what \
                 differs counts: {differences}"
            );
            Diagnostic::new(*code, *span, message).help(look(lost))
        }
        (Remedy::ByHand(reason), _) => {
            let message =
                format!("this passage of `{note}` has no place in `{article}` any more: {reason}");
            Diagnostic::new(*code, *span, message)
                .help("mend it by hand: `sidenote check` tells what stands there now")
        }
    }
}

/// The quoted lines as they will be.
fn quoted(text: &str, lost: &Lost, edits: &[Edit]) -> String {
    let start = text.slice(..lost.span.start).rfind('\n').map_or(0, |at| at + 1);
    let here: Vec<Edit> = edits
        .iter()
        .map(|edit| Edit {
            range: Place::new(edit.range.start() - start..edit.range.end() - start),
            text: edit.text.clone(),
        })
        .collect();
    apply(text.slice(start..lost.span.end), &here)
}
