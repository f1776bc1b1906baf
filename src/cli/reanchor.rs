//! `sidenote reanchor`

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::briefing::{below, not_read, require_briefing};
use super::{Failure, Outcome, terminal};
use crate::diagnostic::did_you_mean;
use crate::load::{LoadOptions, load};
use crate::parse::parse;
use crate::reanchor::{Edit, Lost, Remedy, apply, lost};
use crate::source::{FileId, SourceSet};

const BYTE_ORDER_MARK: &str = "\u{feff}";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Notes, by their ids, that are rewritten even where a number, a negation, a modality or a
    /// name differs. Without any, all notes are looked at, and such ones are left alone.
    #[arg(value_name = "NOTE")]
    notes: Vec<String>,
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Show what would be rewritten, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write without asking.
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    require_briefing(&arguments.root)?;
    let options = LoadOptions { root: &arguments.root, originals: None };
    let folder = load(&options).map_err(|error| not_read(&error))?;
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
    if all.is_empty() {
        terminal::say("Every passage has its place.");
        return Ok(Outcome::Good);
    }
    let (plan, left) = plan(&all, sources, |note| named.contains(note));
    let rewritten = show(&plan, sources)?;
    if plan.is_empty() || arguments.dry_run {
        return Ok(Outcome::ContentIsWrong);
    }
    let question = match rewritten {
        1 => "Rewrite this passage?".to_owned(),
        count => format!("Rewrite these {count} passages?"),
    };
    if !arguments.yes && !agreed(&question) {
        terminal::say("Nothing is written.");
        return Ok(Outcome::ContentIsWrong);
    }
    for (file, edits) in &plan {
        let source = sources.file(*file);
        let path = below(&arguments.root, &source.path);
        rewrite(&path, &source.text, &apply(&source.text, &edits.edits)).map_err(|error| {
            Failure::new(format!("cannot rewrite `{}`: {error}", path.display()))
        })?;
        terminal::say(&format!("Rewrote `{}`.", path.display()));
    }
    Ok(if left == 0 { Outcome::Good } else { Outcome::ContentIsWrong })
}

/// What is rewritten in one file.
#[derive(Default)]
struct Rewriting {
    edits: Vec<Edit>,
    passages: usize,
    /// What differs, a line a passage.
    told: Vec<String>,
}

/// Sorts what is lost by what can be done; tells of what cannot, and counts it.
fn plan(
    all: &[Lost],
    sources: &SourceSet,
    named: impl Fn(&str) -> bool,
) -> (BTreeMap<FileId, Rewriting>, usize) {
    let mut plan: BTreeMap<FileId, Rewriting> = BTreeMap::new();
    let mut left = 0;
    for lost in all {
        let file = sources.file(lost.span.file);
        let line = file.position(lost.span.start).line;
        let place = format!("{}:{line}: note `{}`, in `{}`", file.path, lost.note, lost.article);
        match &lost.remedy {
            Remedy::ByHand(reason) => {
                left += 1;
                terminal::say(&format!("{place}: by hand: {reason}"));
            }
            Remedy::Rewrite { differences, at_stake: true, .. } if !named(&lost.note) => {
                left += 1;
                terminal::say(&format!(
                    "{place}: {differences}\n  left alone: look whether the note still holds, then \
                     `sidenote reanchor {}`",
                    lost.note
                ));
            }
            Remedy::Rewrite { edits, differences, .. } => {
                let rewriting = plan.entry(lost.span.file).or_default();
                rewriting.edits.extend(edits.iter().cloned());
                rewriting.passages += 1;
                rewriting.told.push(format!("{place}: {differences}"));
            }
        }
    }
    for rewriting in plan.values_mut() {
        rewriting.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    }
    (plan, left)
}

/// Prints each file's changes; gives how many passages they are.
fn show(plan: &BTreeMap<FileId, Rewriting>, sources: &SourceSet) -> Result<usize, Failure> {
    let mut count = 0;
    for (file, rewriting) in plan {
        count += rewriting.passages;
        for line in &rewriting.told {
            terminal::say(line);
        }
        let source = sources.file(*file);
        let after = apply(&source.text, &rewriting.edits);
        let diff = TextDiff::from_lines(source.text.as_str(), after.as_str());
        let shown = diff.unified_diff().header(&source.path, &source.path).to_string();
        terminal::print(&shown)?;
    }
    Ok(count)
}

/// Asks the person at the terminal; where there is none, the answer is no.
fn agreed(question: &str) -> bool {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        terminal::say("To write this, add `--yes`.");
        return false;
    }
    let mut err = io::stderr();
    let mut answer = String::new();
    let asked = write!(err, "{question} [y/N] ").and_then(|()| err.flush());
    asked.is_ok()
        && stdin.lock().read_line(&mut answer).is_ok()
        && matches!(answer.trim(), "y" | "Y" | "yes")
}

/// Puts a new text in the place of a file's, whole or not at all.
fn rewrite(path: &Path, before: &str, after: &str) -> io::Result<()> {
    // A link stays a link to the file that is rewritten.
    let path = fs::canonicalize(path)?;
    let bytes = fs::read(&path)?;
    let marked = bytes.starts_with(BYTE_ORDER_MARK.as_bytes());
    let mark = if marked { BYTE_ORDER_MARK } else { "" };
    if bytes[mark.len()..] != *before.as_bytes() {
        return Err(io::Error::other("it was changed meanwhile"));
    }
    let mut name = std::ffi::OsString::from(".sidenote-");
    name.push(path.file_name().unwrap_or_default());
    let new = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&new)?;
        file.write_all(mark.as_bytes())?;
        file.write_all(after.as_bytes())?;
        file.sync_all()?;
        fs::set_permissions(&new, fs::metadata(&path)?.permissions())?;
        fs::rename(&new, &path)
    };
    write().inspect_err(|_| {
        // What is wrong already is told; the file that was to be rewritten is as it was.
        let _ = fs::remove_file(&new);
    })
}

#[cfg(test)]
mod tests {
    use assert_fs::TempDir;
    use assert_fs::prelude::*;

    use super::*;

    #[test]
    fn every_other_byte_is_kept() {
        let folder = TempDir::new().unwrap();
        let file = folder.child("a.md");
        file.write_str("\u{feff}> a  \r\nb").unwrap();
        rewrite(file.path(), "> a  \r\nb", "> c  \r\nb").unwrap();
        file.assert("\u{feff}> c  \r\nb");
        assert!(rewrite(file.path(), "> a  \r\nb", "x").is_err());
        file.assert("\u{feff}> c  \r\nb");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
