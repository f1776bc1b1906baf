//! One state of a briefing, as notes are written into it.

use std::collections::BTreeSet;

use super::form::{Joining, NewNote, NoteForm, PassageForm, Pasted};
use super::heading::{class, heading, passage_keys};
use super::insert::{append, join};
use super::passage::{Quoted, quote};
use super::read_back::{MeantNote, MeantPassage, State, alone, read_back};
use super::refusal::Refusal;
use super::selection::Selection;
use super::target;
use crate::load::Folder;
use crate::mend::block_quote::attribution;
use crate::model::{Article, Briefing, NoteClass};
use crate::parse::comma_list;
use crate::parse::fields::AnnotationsFields;
use crate::parse::note::{AnnotationFile, Attribution, ParsedNote};
use crate::source::FileId;
use crate::suggest::{NewFile, note_id};

/// A briefing in which notes are written, with nothing withheld.
#[derive(Debug)]
pub struct Desk<'a> {
    folder: &'a Folder,
    state: State,
    notes: BTreeSet<String>,
}

/// A file as it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path from the briefing's root.
    pub path: String,
    /// What it holds, without a byte-order mark; nothing where it is new.
    pub before: Option<String>,
    /// What it will hold.
    pub after: String,
}

/// What is to be written, read back already.
#[derive(Debug)]
pub struct Composed {
    /// The files, those first that others need.
    pub changes: Vec<Change>,
    /// The note's id.
    pub note: String,
    /// What is added to the annotation file, as it stands there.
    pub added: String,
    /// The briefing with it.
    pub briefing: Briefing,
}

impl<'a> Desk<'a> {
    /// Reads a briefing.
    #[must_use]
    pub fn new(folder: &'a Folder) -> Self {
        let state = State::read(folder);
        let files = state.annotations.iter();
        let notes = files.flat_map(|(_, file)| file.notes.iter().map(|note| note.id())).collect();
        Self { folder, state, notes }
    }

    /// The briefing.
    #[must_use]
    pub fn briefing(&self) -> &Briefing {
        &self.state.briefing
    }

    /// The ids of all articles, records and pages.
    #[must_use]
    pub fn ids(&self) -> &BTreeSet<String> {
        &self.state.ids
    }

    /// The block quote of selected words.
    ///
    /// # Errors
    /// Where the report has no such words, or no quotation selects them alone.
    pub fn quote(&self, article: &str, parts: &[Selection]) -> Result<Quoted, Refusal> {
        quote(self.article(article)?, parts)
    }

    /// The annotation file of a report: the first whose notes are on it by default, else one of its name,
    /// which may not be there yet.
    #[must_use]
    pub fn own_file(&self, article: &str) -> String {
        let path = |id: FileId| self.folder.sources.file(id).path.clone();
        let files = || self.state.annotations.iter();
        let is_default = |file: &AnnotationFile| {
            file.defaults.as_ref().is_some_and(|it| it.article.as_deref() == Some(article))
        };
        let by_default = files().find(|(_, file)| is_default(file)).map(|(id, _)| path(*id));
        let end = format!("/{article}.md");
        let by_name = || files().map(|(id, _)| path(*id)).find(|path| path.ends_with(&end));
        by_default.or_else(by_name).unwrap_or_else(|| target::own_file(article))
    }

    /// The annotation files.
    #[must_use]
    pub fn files(&self) -> Vec<FileId> {
        self.state.annotations.iter().map(|(id, _)| *id).collect()
    }

    /// A new note at the end of a file.
    ///
    /// # Errors
    /// Where the file would not hold just that note more.
    pub fn new_note(&self, wanted: &NewNote<'_>) -> Result<Composed, Refusal> {
        let NewNote { form, article, passage, file, offered } = wanted;
        self.article(article)?;
        let place = self.place(file, article)?;
        let id = note_id(&mut self.notes.clone(), &form.title);
        let heading = heading(form, &id, &place.defaults)?;
        let mut blocks = vec![heading.line.clone()];
        let mut meant = Vec::new();
        if let Some(passage) = passage {
            let (block, passage) = self.passage(&place, form, article, passage)?;
            blocks.push(block);
            meant.push(passage);
        }
        let text = form.text.replace("\r\n", "\n");
        let text = text.trim_matches('\n').trim_end();
        if !text.is_empty() {
            blocks.push(text.to_owned());
        }
        let note = alone(&blocks.join("\n\n"))?;
        note.require(&heading.title, &heading.attributes, text)?;
        let by = form.keys.get("by").map_or("", String::as_str);
        let needs = self.needed(by, offered);
        self.appended(&place, &needs, MeantNote { id, note, passages: meant }, form.draft)
    }

    /// A note as it is written, at the end of a file.
    ///
    /// # Errors
    /// Where it is not one note, or the file would not hold just that note more.
    pub fn pasted(&self, pasted: &Pasted<'_>) -> Result<Composed, Refusal> {
        let place = self.place(&pasted.file, &pasted.article)?;
        let note = alone(&pasted.text)?;
        let id = note.parsed().id();
        let needs: Vec<&NewFile> =
            pasted.needs.iter().filter(|file| self.folder.text_at(&file.path).is_none()).collect();
        let is_draft = note.parsed().is_draft(Some(&place.defaults));
        self.appended(&place, &needs, MeantNote { id, note, passages: Vec::new() }, is_draft)
    }

    /// A passage after the others of a note.
    ///
    /// # Errors
    /// Where the file would not hold just that passage more.
    pub fn joined(&self, joining: &Joining) -> Result<Composed, Refusal> {
        let Joining { note, article, passage } = joining;
        let (id, file, parsed) = self.note(note)?;
        let named = parsed.passages.iter().find(|passage| {
            let articles = passage.attribution.iter().flat_map(|line| &line.articles);
            passage.is_silence() && articles.into_iter().any(|(slug, _)| slug == article)
        });
        if named.is_some() {
            return Err(Refusal::new(format!("the note says that `{article}` does not report it"))
                .help("Take that line out of it first."));
        }
        let defaults = file.defaults.clone().unwrap_or_default();
        let form = NoteForm { kind: self.class_of(note)?.name().to_owned(), ..NoteForm::default() };
        let is_plain = !parsed.passages.iter().any(|passage| passage.attribution.is_some());
        let place = Target { path: String::new(), before: None, defaults, is_plain };
        let (block, meant) = self.passage(&place, &form, article, passage)?;
        let is_attributed = block.contains('\n');
        self.inserted(id, note, &block, is_attributed, vec![meant])
    }

    /// Passages as they are written, each with its attribution, after the others of a note.
    ///
    /// # Errors
    /// Where the file would not hold just these more.
    pub fn joined_as_written(&self, note: &str, passages: &str) -> Result<Composed, Refusal> {
        let (id, ..) = self.note(note)?;
        let added = alone(&format!("## N\n\n{passages}"))?;
        if added.parsed().passages.is_empty() || !added.parsed().body.text.is_empty() {
            return Err(Refusal::new("these are no passages"));
        }
        self.inserted(id, note, passages, true, Vec::new())
    }

    fn inserted(
        &self,
        id: FileId,
        note: &str,
        quotes: &str,
        is_attributed: bool,
        meant: Vec<MeantPassage>,
    ) -> Result<Composed, Refusal> {
        let (_, file, parsed) = self.note(note)?;
        let source = self.folder.sources.file(id);
        self.require_text(id)?;
        let default = file.defaults.as_ref().and_then(|defaults| defaults.article.as_deref());
        let default = default.filter(|_| is_attributed);
        let after = join(&source.text, parsed, quotes, default);
        let briefing = read_back(&self.state, self.folder, &[(&source.path, &after)], &|state| {
            state.require_joined(&self.state, id, note, quotes)?;
            state.require_places(note, &meant)
        })?;
        let change = Change { path: source.path.clone(), before: Some(source.text.clone()), after };
        let added = format!("{}\n", quotes.trim_end());
        Ok(Composed { changes: vec![change], note: note.to_owned(), added, briefing })
    }

    fn appended(
        &self,
        target: &Target,
        needs: &[&NewFile],
        meant: MeantNote,
        is_draft: bool,
    ) -> Result<Composed, Refusal> {
        let MeantNote { id, note, passages } = meant;
        if self.notes.contains(&id) {
            return Err(Refusal::new(format!("there is a note `#{id}` already"))
                .help("Give this one another id, in the braces of its heading."));
        }
        let before = target.before.clone();
        let after = append(before.as_deref().unwrap_or(&target.front()), note.written());
        let mut texts: Vec<(&str, &str)> =
            needs.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        texts.push((&target.path, &after));
        let briefing = read_back(&self.state, self.folder, &texts, &|state| {
            state.require_appended(&self.state, &target.path, note.parsed())?;
            state.require_draft(&id, is_draft)?;
            state.require_places(&id, &passages)
        })?;
        let added = format!("{}\n", note.written().trim_end());
        let mut changes: Vec<Change> = needs
            .iter()
            .map(|file| Change { path: file.path.clone(), before: None, after: file.text.clone() })
            .collect();
        changes.push(Change { path: target.path.clone(), before, after });
        Ok(Composed { changes, note: id, added, briefing })
    }

    /// The block quote of a passage, and what it is to be read as.
    fn passage(
        &self,
        target: &Target,
        form: &NoteForm,
        article: &str,
        passage: &PassageForm,
    ) -> Result<(String, MeantPassage), Refusal> {
        let class = class(form)?;
        let quoted = self.quote(article, &passage.parts)?;
        let keys = passage_keys(&passage.keys, class)?;
        let keys: Vec<(&str, &str)> = keys.iter().map(|(key, value)| (&**key, &**value)).collect();
        let value = passage.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = (class.has_values() && !value.is_empty()).then_some(value);
        if class.has_values() && value.is_none() {
            return Err(Refusal::new("a claim’s passage needs its value")
                .help("Say what the report answers: a figure, a date, or words."));
        }
        let is_default = target.defaults.article.as_deref() == Some(article);
        let is_plain = is_default && target.is_plain && value.is_none() && keys.is_empty();
        let block = match is_plain {
            true => quoted.line.clone(),
            false => format!("{}\n{}", quoted.line, attribution(article, value.as_deref(), &keys)),
        };
        let meant = MeantPassage { article: article.to_owned(), places: quoted.places };
        Ok((block, meant))
    }

    /// Those of the files that could be there which `by=` names, and which are not there.
    fn needed<'b>(&self, by: &str, offered: &'b [NewFile]) -> Vec<&'b NewFile> {
        let named: Vec<&str> = comma_list::ids(by).map(|(_, id)| id).collect();
        let is_named = |file: &&NewFile| {
            let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
            name.is_some_and(|id| named.contains(&id) && !self.state.ids.contains(id))
        };
        offered.iter().filter(is_named).collect()
    }

    /// Where a new note goes.
    fn place(&self, path: &str, article: &str) -> Result<Target, Refusal> {
        target::require(path)?;
        let Some(id) = self.folder.text_at(path) else {
            let defaults = AnnotationsFields {
                article: Some(article.to_owned()),
                ..AnnotationsFields::default()
            };
            return Ok(Target { path: path.to_owned(), before: None, defaults, is_plain: true });
        };
        self.require_text(id)?;
        let files = self.state.annotations.iter();
        let file = files.filter(|(file, _)| *file == id).map(|(_, file)| file).next();
        let read = file.and_then(|file| file.defaults.as_ref().map(|defaults| (file, defaults)));
        let Some((file, defaults)) = read else {
            return Err(Refusal::new(format!("the front matter of `{path}` cannot be read"))
                .help("Mend it in the editor first."));
        };
        let before = Some(self.folder.sources.file(id).text.clone());
        let is_plain = !names_default(file, defaults);
        Ok(Target { path: path.to_owned(), before, defaults: defaults.clone(), is_plain })
    }

    fn require_text(&self, id: FileId) -> Result<(), Refusal> {
        let file = self.folder.sources.file(id);
        match file.invalid_at {
            None => Ok(()),
            Some(_) => Err(Refusal::new(format!("`{}` is not UTF-8", file.path))
                .help("Save it as UTF-8 first.")),
        }
    }

    fn article(&self, id: &str) -> Result<&Article, Refusal> {
        let mut articles = self.state.briefing.articles.iter();
        articles
            .find(|article| article.slug == id)
            .ok_or_else(|| Refusal::new(format!("there is no report `{id}`")))
    }

    fn class_of(&self, note: &str) -> Result<NoteClass, Refusal> {
        let mut notes = self.state.briefing.notes.iter();
        let found = notes.find(|it| it.slug == note);
        found.map(|it| it.kind.class()).ok_or_else(|| unknown(note))
    }

    fn note(&self, id: &str) -> Result<(FileId, &AnnotationFile, &ParsedNote), Refusal> {
        let files = self.state.annotations.iter();
        let mut notes =
            files.flat_map(|(file, all)| all.notes.iter().map(move |note| (*file, all, &**note)));
        notes.find(|(.., note)| note.id() == id).ok_or_else(|| unknown(id))
    }
}

fn unknown(note: &str) -> Refusal {
    Refusal::new(format!("there is no note `#{note}`, or it has an error"))
}

/// Whether some note of a file names the report that it is in by default, though it need not.
fn names_default(file: &AnnotationFile, defaults: &AnnotationsFields) -> bool {
    let is_needless = |line: &Attribution| {
        let [(article, _)] = &line.articles[..] else { return false };
        defaults.article.as_ref() == Some(article)
            && line.value.is_none()
            && line.attributes.is_empty()
    };
    file.notes.iter().any(|note| {
        let lines = || note.passages.iter().map(|passage| passage.attribution.as_ref());
        lines().next().is_some() && lines().all(|line| line.is_some_and(is_needless))
    })
}

/// A file that a note goes into.
struct Target {
    path: String,
    before: Option<String>,
    defaults: AnnotationsFields,
    /// Whether passages in the default report go without an attribution here.
    is_plain: bool,
}

impl Target {
    /// What a new file begins with.
    fn front(&self) -> String {
        let article = self.defaults.article.as_deref().unwrap_or_default();
        format!("---\narticle: {article}\n---\n")
    }
}
