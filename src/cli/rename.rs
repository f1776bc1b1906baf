//! `sidenote rename`

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use similar::TextDiff;

use super::agreed::agreed;
use super::briefing::{FolderArguments, below};
use super::{Failure, Outcome, terminal};
use crate::build::{BuildOptions, check};
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Format, Severity, did_you_mean};
use crate::load::Folder;
use crate::mend::reanchor::apply;
use crate::mend::rename::{Name, Renaming, places, rename, tags};
use crate::parse::slug::{is_slug, looks_like_block, no_page, slug};
use crate::parse::{Parsed, parse};
use crate::source::{FileId, SourceFile, SourceSet, Span};
use crate::write::rewrite::rewrite;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The id as it is. `#id`, in quotation marks, is a note's, `tags/id` a tag's.
    old: String,
    /// The id as it is to be.
    new: String,
    #[command(flatten)]
    folder: FolderArguments,
    /// Show what would be changed, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write without asking.
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Leave no page at an article's old address that leads to the new one.
    #[arg(long)]
    no_redirect: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.folder.load(None)?;
    let (parsed, _) = parse(&folder);
    let name = named(&arguments.old);
    let new = match (name, named(&arguments.new)) {
        (Name::Note(_), Name::Note(new)) | (Name::Tag(_), Name::Tag(new)) => new,
        _ => &arguments.new,
    };
    require_known(&parsed, name)?;
    require_free(&parsed, name, new)?;
    let renaming = rename(&parsed, &folder.sources, name, new, !arguments.no_redirect)
        .map_err(|reason| Failure::new(format!("cannot rename `{}`: {reason}", arguments.old)))?;
    let after = changed(&folder, &renaming);
    require_same(&folder, &after, &parsed, name, new)?;
    show(arguments, &folder, &after, &renaming, new)?;
    if arguments.dry_run {
        return Ok(Outcome::Good);
    }
    if !arguments.yes && !agreed(&format!("Rename `{}` to `{}`?", name.id(), new)) {
        terminal::say("Nothing is written.");
        return Ok(Outcome::ContentIsWrong);
    }
    write(arguments, &folder, &after, &renaming)?;
    tell_of_what_is_left(&folder, &parsed, name);
    Ok(Outcome::Good)
}

/// What an id is meant to name.
fn named(written: &str) -> Name<'_> {
    match (written.strip_prefix('#'), written.strip_prefix("tags/")) {
        (Some(note), _) => Name::Note(note),
        (None, Some(tag)) => Name::Tag(tag),
        (None, None) => Name::Page(written),
    }
}

/// That there is such an id, and once.
fn require_known(parsed: &Parsed, name: Name<'_>) -> Result<(), Failure> {
    let notes = || parsed.annotations.iter().flat_map(|(_, file)| &file.notes);
    let pages = || parsed.declared.iter().map(|declared| declared.slug.as_str());
    let tags = tags(parsed);
    let (id, kind, count) = match name {
        Name::Note(id) => (id, "note", notes().filter(|note| note.id() == id).count()),
        Name::Page(id) => {
            (id, "article, entity, official or page", pages().filter(|page| *page == id).count())
        }
        Name::Tag(id) => {
            let files = parsed.tags.iter().filter(|tag| tag.slug == id).count();
            (id, "tag", if tags.contains(id) { files.max(1) } else { 0 })
        }
    };
    match count {
        1 => Ok(()),
        0 => {
            let mut failure = Failure::new(format!("there is no {kind} `{id}`"));
            let ids: Vec<String> = notes().map(|note| note.id()).collect();
            failure.help = match name {
                Name::Note(_) if pages().any(|page| page == id) => {
                    Some(format!("a page's id has no `#`: `sidenote rename {id} …`"))
                }
                Name::Page(_) if ids.iter().any(|note| note == id) => {
                    Some(format!("for the note of that id: `sidenote rename '#{id}' …`"))
                }
                Name::Page(_) if tags.contains(id) => {
                    Some(format!("for the tag of that id: `sidenote rename tags/{id} …`"))
                }
                Name::Note(_) => did_you_mean(id, ids.iter().map(String::as_str)),
                Name::Tag(_) => did_you_mean(id, tags.iter().map(String::as_str)),
                Name::Page(_) => did_you_mean(id, pages()),
            };
            Err(failure)
        }
        _ => Err(Failure::new(format!("{count} have the id `{id}`"))
            .help("give each an id of its own first: `sidenote check` tells where they stand")),
    }
}

/// That the new id can be one, and is nobody's.
fn require_free(parsed: &Parsed, name: Name<'_>, new: &str) -> Result<(), Failure> {
    let is_note = matches!(name, Name::Note(_));
    let is_page = matches!(name, Name::Page(_));
    if !is_slug(new) {
        let message =
            format!("`{new}` is no id: an id has lower-case letters, digits and hyphens only");
        let mut failure = Failure::new(message);
        let proposed = slug(new);
        failure.help = (!proposed.is_empty()).then(|| format!("write `{proposed}`"));
        return Err(failure);
    }
    if let Some(reason) = no_page(new) {
        return Err(Failure::new(reason));
    }
    if is_note && looks_like_block(new) {
        return Err(Failure::new(format!("`{new}` looks like the id of a block")));
    }
    let old = name.id();
    if old == new {
        return Err(Failure::new(format!("`{new}` is its id already")));
    }
    let notes = || parsed.annotations.iter().flat_map(|(_, file)| &file.notes);
    let taken = match name {
        Name::Note(_) => notes().any(|note| note.id() == new),
        Name::Page(_) => parsed.declared.iter().any(|declared| declared.slug == new),
        Name::Tag(_) => tags(parsed).contains(new),
    };
    if taken {
        return Err(Failure::new(format!("the id `{new}` is taken")));
    }
    let leads_on = parsed.articles.iter().find(|article| {
        let mut earlier = article.fields.redirect_from.iter().flat_map(|ids| &ids.0);
        article.slug != old && earlier.any(|earlier| earlier == new)
    });
    match leads_on.filter(|_| is_page) {
        Some(other) => Err(Failure::new(format!(
            "`{new}` is an earlier id of `{}`, and leads there",
            other.slug
        ))),
        None => Ok(()),
    }
}

/// The briefing with the changes made.
fn changed(folder: &Folder, renaming: &Renaming) -> Folder {
    let mut sources = SourceSet::default();
    for (id, source) in folder.sources.iter() {
        let moved = renaming.moved.as_ref().filter(|(file, _)| *file == id).map(|(_, path)| path);
        let edits = renaming.edits.get(&id);
        sources.add(match (moved, edits) {
            (None, None) => source.clone(),
            _ => {
                let text = apply(&source.text, edits.map_or(&[], Vec::as_slice));
                let path = moved.unwrap_or(&source.path).clone();
                SourceFile::from_bytes(path, text.into_bytes())
            }
        });
    }
    Folder { sources, ..folder.clone() }
}

/// That what has the new id is all that had the old one, and that nothing is wrong now that was not
/// before: the changes are read back before one of them is written.
fn require_same(
    before: &Folder,
    after: &Folder,
    parsed: &Parsed,
    name: Name<'_>,
    new: &str,
) -> Result<(), Failure> {
    let renamed = match name {
        Name::Page(_) => Name::Page(new),
        Name::Note(_) => Name::Note(new),
        Name::Tag(_) => Name::Tag(new),
    };
    let (read, _) = parse(after);
    let left = places(&read, &after.sources, name);
    let had = places(parsed, &before.sources, name).len();
    let has = places(&read, &after.sources, renamed).len();
    let failure = |reason: String| {
        Failure::new(format!("cannot rename `{}` for certain: {reason}", name.id())).help(
            "nothing is written: rename it by hand, and let `sidenote check` tell what is left",
        )
    };
    // A name that YAML writes in other letters has no place that could be changed.
    if matches!(name, Name::Tag(id) if tags(&read).contains(id)) && left.is_empty() {
        return Err(failure(
            "some file of notes writes it in a way that is not understood".to_owned(),
        ));
    }
    if let Some(place) = left.first() {
        return Err(failure(format!("it would still stand at {}", at(&after.sources, place.span))));
    }
    let options = BuildOptions { audience: Audience::Private, base_url: None };
    let errors = |folder: &Folder| -> Result<Vec<Diagnostic>, Failure> {
        let all = check(folder, &options)?.diagnostics;
        Ok(all.into_iter().filter(|told| told.severity == Severity::Error).collect())
    };
    let mut known: BTreeMap<Code, usize> = BTreeMap::new();
    for error in errors(before)? {
        *known.entry(error.code).or_default() += 1;
    }
    for error in errors(after)? {
        match known.get_mut(&error.code).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => {
                let place = at(&after.sources, error.span);
                return Err(failure(format!("{place} would be wrong: {}", error.message)));
            }
        }
    }
    if had != has {
        return Err(failure(format!("it stands in {had} places, and {has} would have the new id")));
    }
    Ok(())
}

fn at(sources: &SourceSet, span: Span) -> String {
    let file = sources.file(span.file);
    format!("{}:{}", file.path, file.position(span.start).line)
}

/// The files that change, in order.
fn files(renaming: &Renaming) -> Vec<FileId> {
    let mut files: Vec<FileId> = renaming.edits.keys().copied().collect();
    files.extend(renaming.moved.iter().map(|(file, _)| *file));
    files.sort_unstable();
    files.dedup();
    files
}

/// Shows the change: to people as a diff, to programs as the places.
fn show(
    arguments: &Arguments,
    before: &Folder,
    after: &Folder,
    renaming: &Renaming,
    new: &str,
) -> Result<(), Failure> {
    if arguments.folder.format != Format::Human {
        let mut told = Vec::new();
        if let Some((file, path)) = &renaming.moved {
            let message = format!("this file is `{path}` then");
            told.push(Diagnostic::new(Code::IdRenamed, Span::whole(*file), message));
        }
        for (file, edits) in &renaming.edits {
            told.extend(edits.iter().map(|edit| {
                let message = format!("here stands `{}` then", edit.text.trim());
                Diagnostic::new(Code::IdRenamed, Span::new(*file, edit.range), message)
                    .help(format!("the id is `{new}` then"))
            }));
        }
        return arguments.folder.show(&before.sources, &told);
    }
    for file in files(renaming) {
        let (old, new) = (before.sources.file(file), after.sources.file(file));
        if old.path != new.path {
            terminal::print(&format!("rename from {}\nrename to {}\n", old.path, new.path))?;
        }
        let diff = TextDiff::from_lines(old.text.as_str(), new.text.as_str());
        terminal::print(&diff.unified_diff().header(&old.path, &new.path).to_string())?;
    }
    Ok(())
}

/// Writes the changes, and moves the file last. Where one cannot be written, those that are, are taken
/// back.
fn write(
    arguments: &Arguments,
    before: &Folder,
    after: &Folder,
    renaming: &Renaming,
) -> Result<(), Failure> {
    let root = &arguments.folder.root;
    let old = |file: FileId| before.sources.file(file);
    let mut written: Vec<(PathBuf, FileId)> = Vec::new();
    let mut all = || {
        for &file in renaming.edits.keys() {
            let path = below(root, &old(file).path);
            rewrite(&path, &old(file).text, &after.sources.file(file).text)
                .map_err(|error| (path.clone(), error))?;
            written.push((path, file));
        }
        if let Some((file, path)) = &renaming.moved {
            let (from, to) = (below(root, &old(*file).path), below(root, path));
            if fs::symlink_metadata(&to).is_ok() {
                return Err((to, std::io::Error::other("there is such a file")));
            }
            fs::rename(&from, &to).map_err(|error| (from, error))?;
        }
        Ok(())
    };
    let result = all();
    if let Err((path, error)) = result {
        for (path, file) in &written {
            // The first failure is told; what cannot be taken back is in the message of git.
            let _ = rewrite(path, &after.sources.file(*file).text, &old(*file).text);
        }
        let message = format!("cannot rewrite `{}`: {error}", path.display());
        return Err(Failure::new(message).help("nothing is renamed"));
    }
    for (path, _) in &written {
        terminal::say(&format!("Rewrote `{}`.", path.display()));
    }
    if let Some((file, path)) = &renaming.moved {
        let (from, to) = (below(root, &old(*file).path), below(root, path));
        terminal::say(&format!("Moved `{}` to `{}`.", from.display(), to.display()));
    }
    Ok(())
}

/// Tells of what no change of ids reaches.
fn tell_of_what_is_left(folder: &Folder, parsed: &Parsed, name: Name<'_>) {
    let id = name.id();
    let is_article = parsed.articles.iter().any(|article| article.slug == id);
    if !matches!(name, Name::Note(_)) && !is_article {
        terminal::say("Its page has a new address; links to the old one lead nowhere.");
    }
    for &template in folder.templates.values() {
        let source = folder.sources.file(template);
        let mut words = source.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        if words.any(|word| word == id) {
            terminal::say(&format!(
                "`{}` has `{id}` in it: look whether it is meant.",
                source.path
            ));
        }
    }
}
