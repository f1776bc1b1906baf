//! What of a briefing has changed since a commit: notes, each by itself, and other files.

use std::collections::{BTreeMap, BTreeSet};

use crate::git::Change;
use crate::load::{Folder, SETTINGS_FILE};
use crate::parse::file_kind::FileKind;
use crate::parse::{kind_of, parse};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, SourceSet, Span};

/// The parts of a folder in which changes are looked for.
pub const WHERE: [&str; 2] = ["content", SETTINGS_FILE];

/// Something that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What it is: `note`, or the name of a kind of file.
    pub what: &'static str,
    /// Its id; of a file that has none, its path.
    pub id: String,
    /// What became of it.
    pub how: How,
    /// Where it stands now.
    pub span: Option<Span>,
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It was not there.
    New,
    /// It says something else.
    Edited,
    /// It is not there any more.
    Gone,
}

impl How {
    /// As data has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Edited => "edited",
            Self::Gone => "gone",
        }
    }
}

/// What has changed in a folder since a state in which these files had other texts; what the briefing
/// reads by itself counts, and what moves without a change does not.
#[must_use]
pub fn changed(folder: &Folder, before: &[Change]) -> Vec<Changed> {
    let paths: BTreeSet<&str> = before.iter().map(|change| &*change.path).collect();
    let current = folder.sources.iter().filter(|(_, file)| paths.contains(&*file.path));
    let now = things(&folder.sources, current.map(|(id, _)| id).collect());
    let mut earlier = SourceSet::default();
    let texts = before.iter().filter_map(|change| Some((&change.path, change.before.as_ref()?)));
    let files: Vec<FileId> = texts
        .map(|(path, text)| {
            earlier.add(SourceFile::from_bytes(path.clone(), text.clone().into_bytes()))
        })
        .collect();
    let earlier = things(&earlier, files);
    let keys: BTreeSet<&Key> = now.keys().chain(earlier.keys()).collect();
    let tell = |key: &Key| {
        let how = match (earlier.get(key), now.get(key)) {
            (None, Some(_)) => How::New,
            (Some(before), Some(after)) if before.text != after.text => How::Edited,
            (Some(_), None) => How::Gone,
            _ => return None,
        };
        let (what, id) = (key.0, key.1.clone());
        Some(Changed { what, id, how, span: now.get(key).map(|thing| thing.span) })
    };
    keys.into_iter().filter_map(tell).collect()
}

/// What something is, and its id or path.
type Key = (&'static str, String);

struct Thing {
    span: Span,
    /// What it says, lines without their ends.
    text: String,
}

/// What stands in files: notes, and the files that hold no notes.
fn things(sources: &SourceSet, files: Vec<FileId>) -> BTreeMap<Key, Thing> {
    let mut things = BTreeMap::new();
    let mut add = |what, id: String, span: Span, text: String| {
        things.entry((what, id)).or_insert(Thing { span, text });
    };
    let mut notes = Folder { sources: sources.clone(), ..Folder::default() };
    for file in files {
        let source = sources.file(file);
        match kind_of(&source.path) {
            Some(FileKind::Annotations) => notes.content.push(file),
            Some(kind) => {
                let name = source.path.rsplit('/').next().unwrap_or(&source.path);
                let id = match kind.has_ids() {
                    true => name.strip_suffix(".md").unwrap_or(name),
                    false => &source.path,
                };
                add(kind.name(), id.to_owned(), Span::whole(file), lines(&source.text));
            }
            None => {}
        }
    }
    let (parsed, _) = parse(&notes);
    for (file, annotations) in &parsed.annotations {
        let text = &sources.file(*file).text;
        // What the file says of all its notes counts for each.
        let defaults = annotations.yaml.map_or("", |yaml| text.slice(yaml.bytes()));
        for note in &annotations.notes {
            let own = text.slice(note.extent.start..note.extent.end);
            add("note", note.id(), note.extent, format!("{}\n{}", lines(defaults), lines(own)));
        }
    }
    things
}

fn lines(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}
