//! Reads a file as a build would, before it is written: it holds what was there and what was meant, and nothing
//! else, or nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::refusal::Refusal;
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::Folder;
use crate::mend::mend;
use crate::model::Briefing;
use crate::parse::attributes::Attribute;
use crate::parse::note::{self, AnnotationFile, ParsedNote, ParsedPassage};
use crate::parse::parse;
use crate::place::{InContent, Place};
use crate::resolve::resolve;
use crate::source::{FileId, SourceFile, SourceSet};

/// How many errors are told of a text that would not be read as it is meant.
const MOST_ERRORS: usize = 3;

/// A briefing as it is read.
#[derive(Debug)]
pub(super) struct State {
    pub(super) briefing: Briefing,
    pub(super) annotations: Vec<(FileId, AnnotationFile)>,
    pub(super) ids: BTreeSet<String>,
    paths: BTreeMap<String, FileId>,
    errors: Vec<(String, Diagnostic)>,
}

/// A note that is to be added.
pub(super) struct MeantNote {
    pub(super) id: String,
    pub(super) note: Alone,
    pub(super) passages: Vec<MeantPassage>,
}

/// Where a passage is to stand.
pub(super) struct MeantPassage {
    pub(super) article: String,
    pub(super) places: Vec<Place<InContent>>,
}

/// A note read by itself.
pub(super) struct Alone {
    text: String,
    note: Arc<ParsedNote>,
}

/// Reads a text that is to be one note.
pub(super) fn alone(text: &str) -> Result<Alone, Refusal> {
    let file = SourceFile::from_bytes(String::new(), text.as_bytes().to_vec());
    let mut sources = SourceSet::default();
    let id = sources.add(file);
    let mut diagnostics = Diagnostics::default();
    let read = note::parse(id, sources.file(id), &mut diagnostics);
    // What never ends is an error as soon as another note follows.
    let mut told = diagnostics.into_iter().collect::<Vec<_>>();
    told.iter_mut()
        .filter(|it| it.code == Code::NeverClosed)
        .for_each(|it| it.severity = Severity::Error);
    if let Some(refusal) = refused(told.iter().map(|error| (None, error))) {
        return Err(refusal);
    }
    match &read.notes[..] {
        [note] => Ok(Alone { text: text.to_owned(), note: Arc::clone(note) }),
        notes => Err(Refusal::new(format!("this would be {} notes, and not one", notes.len()))
            .help("A line that begins with two `#` begins another note: write `###` for a heading within one.")),
    }
}

impl Alone {
    pub(super) fn parsed(&self) -> &ParsedNote {
        &self.note
    }

    pub(super) fn written(&self) -> &str {
        &self.text
    }

    /// That it is read as it is meant.
    pub(super) fn require(
        &self,
        title: &str,
        attributes: &[Attribute],
        text: &str,
    ) -> Result<(), Refusal> {
        let read = &self.note;
        let same = read.attributes.iter().map(|(attribute, _)| attribute).eq(attributes);
        if !same || read.title.split_whitespace().ne(title.split_whitespace()) {
            return Err(Refusal::new("the title would be read as something else")
                .help("Leave out what looks like markup in it."));
        }
        if text.is_empty() && read.body.text.is_empty() {
            return Ok(());
        }
        let body = alone(&format!("## N\n\n{text}"))?;
        if !body.note.passages.is_empty() {
            return Err(Refusal::new(
                "the text begins with a block quote, which would be read as a passage",
            )
            .help("Begin it with a sentence of your own."));
        }
        match says_same(&body.note, read) {
            true => Ok(()),
            false => {
                Err(Refusal::new("the text would be read as something else below the passage")
                    .help("Begin it with a sentence of your own."))
            }
        }
    }
}

/// Reads a briefing with new texts, and has `require` look at it; where that is content and no error came with
/// them, gives it.
pub(super) fn read_back(
    before: &State,
    folder: &Folder,
    texts: &[(&str, &str)],
    require: &dyn Fn(&State) -> Result<(), Refusal>,
) -> Result<Briefing, Refusal> {
    let mut with = folder.clone();
    for (path, text) in texts {
        with = with.with_text(path, text);
    }
    let state = State::read(&with);
    // What was wrong before is no reason: it may be what the author is about to mend.
    let mut known: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (path, error) in &before.errors {
        *known.entry((path, error.code.slug(), &error.message)).or_default() += 1;
    }
    let fresh = state.errors.iter().filter(|(path, error)| {
        let count = known.entry((path, error.code.slug(), &error.message)).or_default();
        let is_known = *count > 0;
        *count = count.saturating_sub(1);
        !is_known
    });
    let fresh = fresh.map(|(path, error)| (standing(folder, &with, path, error), error));
    if let Some(refusal) = refused(fresh) {
        return Err(refusal);
    }
    require(&state)?;
    Ok(state.briefing)
}

/// Where an error stands, as `path:line`, unless that is in what is added: its author has not seen it in a file.
fn standing(before: &Folder, with: &Folder, path: &str, error: &Diagnostic) -> Option<String> {
    let old = before.sources.file(before.text_at(path)?).text.as_bytes();
    let file = with.sources.file(with.text_at(path)?);
    let new = file.text.as_bytes();
    let above = { old.iter() }.zip(new).take_while(|(a, b)| a == b).count();
    let (old, rest) = (old.get(above..)?, new.get(above..)?);
    let below = { old.iter().rev() }.zip(rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let added = above..new.len() - below;
    let line = file.position(error.span.start).line;
    (!added.contains(&error.span.start)).then(|| format!("{path}:{line}"))
}

/// What to say of errors, each with where it stands in a file that the author has.
fn refused<'a>(
    diagnostics: impl Iterator<Item = (Option<String>, &'a Diagnostic)>,
) -> Option<Refusal> {
    let told = |(place, error): (Option<String>, &Diagnostic)| match place {
        Some(place) => format!("{} (in `{place}`)", error.message),
        None => error.message.clone(),
    };
    let mut errors = diagnostics.filter(|(_, it)| it.severity == Severity::Error).take(MOST_ERRORS);
    let (place, first) = errors.next()?;
    let mut refusal = Refusal { message: told((place, first)), help: first.help.clone() };
    for (place, error) in errors {
        refusal.help.push(told((place, error)));
        refusal.help.extend(error.help.iter().cloned());
    }
    Some(refusal)
}

impl State {
    /// Reads a briefing with nothing withheld.
    pub(super) fn read(folder: &Folder) -> Self {
        let (parsed, mut diagnostics) = parse(folder);
        let annotations = parsed.annotations.clone();
        let ids = parsed.declared.iter().map(|it| it.slug.clone()).collect();
        let resolved = resolve(parsed, folder, Audience::Private, &mut diagnostics);
        let briefing = mend(resolved, &folder.sources, &mut diagnostics);
        let path = |id: FileId| folder.sources.file(id).path.clone();
        let errors = diagnostics.sorted().into_iter().filter(|it| it.severity == Severity::Error);
        let errors = errors.map(|error| (path(error.span.file), error)).collect();
        let paths = annotations.iter().map(|(id, _)| (path(*id), *id)).collect();
        Self { briefing, annotations, ids, paths, errors }
    }

    fn notes(&self, id: FileId) -> &[Arc<ParsedNote>] {
        let file = self.annotations.iter().find(|(file, _)| *file == id);
        file.map_or(&[], |(_, file)| &file.notes)
    }

    /// That a file has the notes that it had, and one more.
    pub(super) fn require_appended(
        &self,
        before: &Self,
        path: &str,
        note: &ParsedNote,
    ) -> Result<(), Refusal> {
        let old = before.paths.get(path).map_or(&[][..], |id| before.notes(*id));
        let new = self.paths.get(path).map_or(&[][..], |id| self.notes(*id));
        let Some((last, rest)) = new.split_last() else { return Err(unheld()) };
        let is_kept = rest.len() == old.len() && rest.iter().zip(old).all(|(a, b)| is_same(a, b));
        match is_kept && is_same(last, note) {
            true => Ok(()),
            false => Err(unheld()),
        }
    }

    /// That a file has the notes that it had, one of them with more passages.
    pub(super) fn require_joined(
        &self,
        before: &Self,
        file: FileId,
        note: &str,
        quotes: &str,
    ) -> Result<(), Refusal> {
        let added = alone(&format!("## N\n\n{quotes}"))?;
        let (old, new) = (before.notes(file), self.notes(file));
        let is_kept = |old: &ParsedNote, new: &ParsedNote| {
            if old.id() != note {
                return is_same(old, new);
            }
            let Some((kept, more)) = new.passages.split_at_checked(old.passages.len()) else {
                return false;
            };
            let quotes_same = |(a, b): (&ParsedPassage, &ParsedPassage)| {
                a.parts == b.parts && (a.attribution.is_none() || says_where(a) == says_where(b))
            };
            says_same(old, new)
                && is_headed_same(old, new)
                && old.passages.iter().zip(kept).all(quotes_same)
                && more.len() == added.note.passages.len()
                && more.iter().zip(&added.note.passages).all(|(a, b)| is_same_passage(a, b))
        };
        match old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_kept(old, new)) {
            true => Ok(()),
            false => Err(unheld()),
        }
    }

    /// That passages of a note stand where they were selected.
    pub(super) fn require_places(&self, note: &str, meant: &[MeantPassage]) -> Result<(), Refusal> {
        let found = self.briefing.notes.iter().find(|it| it.slug == note).ok_or_else(unheld)?;
        let stands = |meant: &MeantPassage| {
            found.passages.iter().any(|passage| {
                self.briefing[passage.article].slug == meant.article
                    && passage.parts() == meant.places
            })
        };
        match meant.iter().all(stands) {
            true => Ok(()),
            false => {
                Err(Refusal::new("the passage would stand elsewhere than where it was selected")
                    .help("Select a few words more."))
            }
        }
    }

    /// That a note is a draft, or is none.
    pub(super) fn require_draft(&self, note: &str, is_draft: bool) -> Result<(), Refusal> {
        let found = self.briefing.notes.iter().find(|it| it.slug == note);
        match found.is_some_and(|note| note.draft == is_draft) {
            true => Ok(()),
            false => Err(unheld()),
        }
    }
}

fn unheld() -> Refusal {
    Refusal::new("read back, the file would not hold just its notes and this one").help(
        "Something in it reaches into what follows: code or a comment that never ends. Mend it in the editor \
         first, or choose another file.",
    )
}

fn is_same(a: &ParsedNote, b: &ParsedNote) -> bool {
    is_headed_same(a, b)
        && says_same(a, b)
        && a.passages.len() == b.passages.len()
        && a.passages.iter().zip(&b.passages).all(|(a, b)| is_same_passage(a, b))
}

fn is_headed_same(a: &ParsedNote, b: &ParsedNote) -> bool {
    let attributes = |note: &ParsedNote| -> Vec<Attribute> {
        note.attributes.iter().map(|(attribute, _)| attribute.clone()).collect()
    };
    a.title == b.title && a.unread == b.unread && attributes(a) == attributes(b)
}

/// Whether the texts of two notes are the same, wherever they stand.
fn says_same(a: &ParsedNote, b: &ParsedNote) -> bool {
    let blocks = a.body.blocks.iter().zip(&b.body.blocks);
    a.body.text == b.body.text
        && a.body.nodes == b.body.nodes
        && a.body.blocks.len() == b.body.blocks.len()
        && { blocks }.all(|(a, b)| a.kind == b.kind && a.inlines == b.inlines)
}

fn is_same_passage(a: &ParsedPassage, b: &ParsedPassage) -> bool {
    a.parts == b.parts && says_where(a) == says_where(b)
}

/// What an attribution says, wherever it stands.
fn says_where(passage: &ParsedPassage) -> Option<(Vec<&str>, Option<&str>, Vec<&Attribute>)> {
    let line = passage.attribution.as_ref()?;
    let articles = line.articles.iter().map(|(slug, _)| slug.as_str()).collect();
    let value = line.value.as_ref().map(|(value, _)| value.as_str());
    Some((articles, value, line.attributes.iter().map(|(attribute, _)| attribute).collect()))
}
