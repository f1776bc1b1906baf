//! What the server shows: the newest site that could be read, and what is wrong with it.

use std::collections::HashMap;
use std::hash::Hash;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde::Serialize;

use super::places::{Edited, holds, page_of, source_link};
use super::writing::Token;
use crate::build::desk;
use crate::diagnostic::{Diagnostic, Severity};
use crate::git;
use crate::load::Folder;
use crate::memory::Key;
use crate::model::{ArticleId, Briefing};
use crate::publication::{Publication, Unmade};
use crate::source::{SourceSet, Span};
use crate::status::WHERE;

/// What to do where the program itself has failed.
pub(crate) const PANIC_HELP: &str = "This is a mistake of sidenote, not yours. What was changed last \
     is likely what it stumbles over: change it, and it is built again.";

/// What is said of a failure of the program itself.
pub(crate) fn panic_message(words: &str) -> String {
    format!("sidenote itself failed while it built the briefing: {words}")
}

/// How many problems are shown in a page; the terminal has them all.
const SHOWN: usize = 50;

/// A briefing as it was read once: whatever of its site is asked for is made of it.
pub(super) struct Shown {
    /// Pages that were asked for: a browser asks for one again and again.
    made: Mutex<HashMap<String, Bytes>>,
    /// Where they are, where that is a folder of the disk.
    root: Option<PathBuf>,
    /// Its files.
    pub(super) folder: Folder,
    /// What was made of them.
    pub(super) publication: Publication,
    /// Another whenever a file of it is.
    version: String,
}

impl Shown {
    pub(super) fn new(root: Option<PathBuf>, folder: Folder, publication: Publication) -> Self {
        let version = version(&folder);
        Self { made: Mutex::default(), root, folder, publication, version }
    }

    /// The file of the site at a path, where there is one.
    pub(super) fn file(&self, path: &str) -> Result<Option<Bytes>, Problems> {
        let kept = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = kept().get(path) {
            return Ok(Some(bytes.clone()));
        }
        let made = self.publication.file(path).map_err(|unmade| match unmade {
            Unmade::Template(diagnostics) => self.problems(&diagnostics),
            Unmade::Io(error) => Problems::not_read(&error),
        })?;
        if let Some(bytes) = made.as_ref().filter(|bytes| bytes.len() < LARGE) {
            let mut kept = kept();
            if kept.len() == MOST_KEPT {
                kept.clear();
            }
            kept.insert(path.to_owned(), bytes.clone());
        }
        Ok(made)
    }

    /// The page of what is done of the briefing and what is not.
    pub(super) fn status(&self) -> Result<Bytes, Problems> {
        let root = self.root.as_deref();
        let before =
            root.and_then(|root| git::changed_since(root, &git::commit(root, "HEAD")?, &WHERE));
        let desk = desk(&self.folder, before.as_deref());
        let page = desk.page(&self.folder.sources);
        page.map(Bytes::from).map_err(|diagnostics| self.problems(&diagnostics))
    }

    /// What is wrong with it.
    pub(super) fn problems(&self, diagnostics: &[Diagnostic]) -> Problems {
        Problems::of(&self.folder.sources, self.publication.briefing(), diagnostics)
    }

    /// The path at which the site will stand, between slashes.
    pub(super) fn base(&self) -> &str {
        self.publication.briefing().settings.base_path().unwrap_or("/")
    }
}

/// How many pages are kept of those that were asked for, and how large one may be.
const MOST_KEPT: usize = 64;
const LARGE: usize = 1024 * 1024;

/// A name of the files that pages load.
fn assets(folder: &Folder) -> String {
    let assets = || folder.assets.iter();
    Key::of(|it| assets().for_each(|(path, asset)| (path, asset.bytes.key()).hash(it))).to_string()
}

/// A name of what a folder holds.
fn version(folder: &Folder) -> String {
    let key = Key::of(|it| {
        folder.sources.iter().for_each(|(_, file)| file.key().hash(it));
        folder.assets.iter().for_each(|(path, asset)| (path, asset.bytes.key()).hash(it));
    });
    key.to_string()
}

/// A state of the server.
pub(super) struct Site {
    /// What is shown; nothing where the briefing could not be read yet.
    pub(super) shown: Option<Arc<Shown>>,
    /// Changes whenever pages may have to be loaded again.
    pub(super) version: String,
    /// Changes with the files that pages load.
    pub(super) assets: String,
    /// What is wrong with it, or why it is not the newest.
    pub(super) problems: Problems,
    /// What the last edit changed.
    pub(super) edited: Vec<Edited>,
    /// What pages tell when they ask for something to be written, where they may.
    pub(super) token: Option<Token>,
}

/// What is wrong, for a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Problems {
    /// Errors before warnings, in the order of the terminal.
    pub(super) list: Vec<Problem>,
    /// How many more there are.
    pub(super) more: usize,
    /// Passages without a place, which stand marked at the head of their articles.
    pub(super) unplaced: Vec<Unplaced>,
}

/// A passage without a place.
#[derive(Debug, Serialize)]
pub(super) struct Unplaced {
    /// The page of the article in which it should stand.
    pub(super) page: String,
    /// The title of its note.
    pub(super) title: String,
    /// What it quotes, as it is written.
    pub(super) words: String,
    /// Why it has no place.
    pub(super) message: String,
    /// Where it is written.
    pub(super) source: Option<String>,
}

/// One thing that is wrong.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// Its code, where it has one.
    pub(super) code: Option<&'static str>,
    /// File, line and column, where it has a place.
    pub(super) place: Option<String>,
    /// Where the file is shown at that line.
    pub(super) source: Option<String>,
    /// Where the site shows what stands there.
    pub(super) page: Option<String>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Vec<String>,
}

impl Site {
    pub(super) fn new(shown: Option<Arc<Shown>>, problems: Problems) -> Self {
        let version = match &shown {
            Some(shown) => shown.version.clone(),
            // The page that stands for a site lists the problems itself.
            None => Key::of(|it| json(&problems).hash(it)).to_string(),
        };
        let assets = shown.as_ref().map_or(String::new(), |shown| assets(&shown.folder));
        Self { shown, version, assets, problems, edited: Vec::new(), token: None }
    }

    /// What the pages are told: a JSON object.
    pub(super) fn state(&self) -> String {
        #[derive(Serialize)]
        struct State<'a> {
            version: &'a str,
            assets: &'a str,
            problems: &'a Problems,
            edited: &'a [Edited],
        }
        let Self { version, assets, problems, edited, .. } = self;
        json(&State { version, assets, problems, edited })
    }
}

impl Problems {
    /// Errors and warnings; advice is for the terminal.
    pub(super) fn of(sources: &SourceSet, briefing: &Briefing, diagnostics: &[Diagnostic]) -> Self {
        let of = |severity: Severity| {
            diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity)
        };
        let all: Vec<&Diagnostic> = of(Severity::Error).chain(of(Severity::Warning)).collect();
        let list: Vec<Problem> = all
            .iter()
            .take(SHOWN)
            .map(|diagnostic| {
                let file = sources.file(diagnostic.span.file);
                let position = file.position(diagnostic.span.start);
                Problem {
                    severity: diagnostic.severity.name(),
                    code: Some(diagnostic.code.slug()),
                    place: Some(format!("{}:{}:{}", file.path, position.line, position.column)),
                    source: source_link(&file.path, position.line),
                    page: page_of(briefing, diagnostic.span),
                    message: diagnostic.message.clone(),
                    help: diagnostic.help.clone(),
                }
            })
            .collect();
        let unplaced = unplaced(sources, briefing, diagnostics);
        Self { more: all.len() - list.len(), list, unplaced }
    }

    /// That the briefing could not be read.
    pub(super) fn not_read(error: &io::Error) -> Self {
        let problem = Problem {
            severity: Severity::Error.name(),
            code: None,
            place: None,
            source: None,
            page: None,
            message: format!("cannot read the briefing: {error}"),
            help: Vec::new(),
        };
        Self { list: vec![problem], ..Self::default() }
    }

    /// That the program itself has failed, with these words.
    pub(super) fn panicked(words: &str) -> Self {
        let problem = Problem {
            severity: Severity::Error.name(),
            code: None,
            place: None,
            source: None,
            page: None,
            message: panic_message(words),
            help: vec![PANIC_HELP.to_owned()],
        };
        Self { list: vec![problem], ..Self::default() }
    }
}

/// The passages without a place, in the order of their files.
fn unplaced(sources: &SourceSet, briefing: &Briefing, diagnostics: &[Diagnostic]) -> Vec<Unplaced> {
    let note = |span: Span| briefing.notes.iter().find(|note| holds(note, span));
    let of = |&(article, span): &(ArticleId, Span)| {
        // One of a draft that is left out stands nowhere.
        let note = note(span)?;
        let told = diagnostics.iter().find(|told| told.span == span)?;
        let file = sources.file(span.file);
        Some(Unplaced {
            page: briefing.article_route(article).absolute("/"),
            title: note.title.clone(),
            words: sources.text(span).to_owned(),
            message: told.message.clone(),
            source: source_link(&file.path, file.position(span.start).line),
        })
    };
    briefing.unplaced.iter().take(SHOWN).filter_map(of).collect()
}

fn json(value: &impl Serialize) -> String {
    // Texts and lists of them: this cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}
