//! A site as its files are asked for: all of them by a build, one by one by whoever looks at it.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use crate::collate::Collation;
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::{self, Edition};
use crate::load::Asset;
use crate::model::Briefing;
use crate::output::{Paths, Sink};
use crate::progress::{Stage, Watch};
use crate::render::assets::{BuiltIn, built_in};
use crate::render::{DeskView, MadeOnce, OwnAssets, Pages, Templates, status_page};
use crate::route::Route;
use crate::source::{FileId, SourceSet, Span};
use crate::status::Status;

/// A briefing as a site: every file of it, none of them made yet.
pub struct Publication {
    briefing: Briefing,
    collation: Collation,
    templates: Arc<Templates>,
    assets: BTreeMap<String, Asset>,
    /// What pages have in common, kept for those that are asked for one by one.
    once: OnceLock<MadeOnce>,
    /// The files of the search's index: one cannot be made without the others.
    search: OnceLock<BTreeMap<String, Bytes>>,
}

/// Why a file of the site cannot be made.
#[derive(Debug)]
pub enum Unmade {
    /// Its template is wrong.
    Template(Vec<Diagnostic>),
    /// It could not be written, which no content is known to cause.
    Io(io::Error),
}

impl Publication {
    /// A briefing from which nothing is to be withheld any more, and its files of `static/`.
    #[must_use]
    pub fn new(
        briefing: Briefing,
        collation: Collation,
        templates: Arc<Templates>,
        assets: &BTreeMap<String, Asset>,
    ) -> Self {
        let (once, search) = (OnceLock::new(), OnceLock::new());
        Self { briefing, collation, templates, assets: assets.clone(), once, search }
    }

    /// The briefing.
    #[must_use]
    pub fn briefing(&self) -> &Briefing {
        &self.briefing
    }

    /// What its reports make of one another.
    #[must_use]
    pub fn collation(&self) -> &Collation {
        &self.collation
    }

    /// The page of what is done and what is not, which no build writes.
    ///
    /// # Errors
    /// Where its template is wrong.
    pub fn status_page(
        &self,
        status: &Status,
        sources: &SourceSet,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let desk = DeskView { status, sources };
        let own = self.own_assets();
        status_page(&self.briefing, &self.collation, &self.templates, own, &desk)
    }

    /// Its settings, where nothing else of it is needed any more.
    #[must_use]
    pub fn into_settings(self) -> Settings {
        self.briefing.settings
    }

    /// Makes every file, and tells what is wrong with templates and the names of files.
    ///
    /// # Errors
    /// Where a file cannot be made, which no content is known to cause.
    pub fn publish(&self, sink: &impl Sink, watch: &dyn Watch) -> io::Result<Diagnostics> {
        let mut made = Paths::default();
        watch.begins(Stage::Data);
        // What exports need while they are made is free again before the pages take their room.
        made.extend(export::export(&self.edition(), sink)?);
        let once = MadeOnce::new(&self.briefing, &self.collation);
        let pages = self.pages(&once);
        made.extend(once.paths());
        watch.begins(Stage::Pages(once.paths().count()));
        let mut diagnostics = pages.make_all(sink);
        watch.begins(Stage::Assets);
        for file in self.built_in() {
            sink.bytes(&file.path(), &file.published());
            made.insert(file.path());
        }
        let (own, collisions) = self.own(made);
        own.iter().for_each(|(path, bytes)| sink.bytes(path, bytes));
        diagnostics.extend(collisions);
        Ok(diagnostics)
    }

    /// Makes the file at a path, where there is one.
    ///
    /// # Errors
    /// Where its template is wrong.
    pub fn file(&self, path: &str) -> Result<Option<Bytes>, Unmade> {
        if export::is_of_search(path)
            && let Some(bytes) = self.search().get(path)
        {
            return Ok(Some(bytes.clone()));
        }
        if export::may_have(&self.briefing, path)
            && let Some(made) = export::make(&self.edition(), path).map_err(Unmade::Io)?
        {
            return Ok(Some(made));
        }
        if is_of_pages(path)
            && let Some(made) = self.pages(self.once()).make(path)
        {
            return made.map(|bytes| Some(bytes.into())).map_err(Unmade::Template);
        }
        if let Some(file) = self.built_in().find(|file| file.path() == path) {
            return Ok(Some(file.published()));
        }
        Ok(self.assets.get(path).map(|asset| Bytes::clone(&asset.bytes)))
    }

    /// What is wrong with the briefing's own templates, as far as only pages tell; the pages are made for
    /// it until `is_enough`.
    #[must_use]
    pub fn template_problems(&self, is_enough: impl Fn() -> bool) -> Vec<Diagnostic> {
        if !self.templates.has_own() {
            return Vec::new();
        }
        self.pages(self.once()).problems(is_enough)
    }

    /// The paths of all files, in no order. Of the search's index, and of data that is too large for one
    /// file, they are known only when these are made.
    ///
    /// # Errors
    /// As [`Publication::publish`].
    pub fn paths(&self) -> io::Result<Vec<String>> {
        let mut paths = export::paths_with_parts(&self.edition())?;
        paths.extend(self.search().keys().chain(self.assets.keys()).cloned());
        paths.extend(self.once().paths().map(str::to_owned));
        paths.extend(self.built_in().map(|file| file.path()));
        Ok(paths)
    }

    /// What is wrong with the names of files.
    #[must_use]
    pub fn collisions(&self) -> Vec<Diagnostic> {
        let mut made = Paths::default();
        made.extend(export::paths(&self.briefing));
        made.extend(self.built_in().map(|file| file.path()));
        // The index and the pages of a large briefing are much work, for what hardly anybody has a file beside.
        let beside = |is_of: fn(&str) -> bool| {
            self.assets.keys().any(|path| is_of(&path.to_ascii_lowercase()))
        };
        if beside(export::is_of_search) {
            made.extend(self.search().keys().map(String::as_str));
        }
        if beside(may_meet_pages) {
            made.extend(self.once().paths());
        }
        self.own(made).1
    }

    fn edition(&self) -> Edition<'_> {
        Edition::new(&self.briefing, &self.collation)
    }

    fn once(&self) -> &MadeOnce {
        self.once.get_or_init(|| MadeOnce::new(&self.briefing, &self.collation))
    }

    fn pages<'a>(&'a self, once: &'a MadeOnce) -> Pages<'a> {
        Pages::new(&self.briefing, &self.collation, &self.templates, self.own_assets(), once)
    }

    /// What pages take from the briefing's own assets.
    fn own_assets(&self) -> OwnAssets {
        OwnAssets::new(|name| {
            let asset = self.assets.get(&Route::asset(name).path())?;
            Some(String::from_utf8_lossy(&asset.bytes).into_owned())
        })
    }

    fn search(&self) -> &BTreeMap<String, Bytes> {
        self.search.get_or_init(|| export::search(&self.edition()).collect())
    }

    /// The files of the theme that the briefing has none of its own for.
    fn built_in(&self) -> impl Iterator<Item = BuiltIn> {
        let has_own =
            |file: &BuiltIn| self.assets.get(&file.path()).is_some_and(|own| !file.is(&own.bytes));
        built_in().into_iter().filter(move |file| !has_own(file))
    }

    /// The files of `static/` that stand beside what the build has `made`, and what is to be told of the
    /// others.
    fn own(&self, mut made: Paths) -> (Vec<(&str, &Bytes)>, Vec<Diagnostic>) {
        let (mut own, mut collisions) = (Vec::new(), Vec::new());
        let built_in: Vec<String> = self.built_in().map(|file| file.path()).collect();
        for (path, asset) in self.assets.iter().filter(|(path, _)| !built_in.contains(path)) {
            if let Some(taken) = made.collision(path) {
                let other = self.assets.get(taken).filter(|_| taken != path);
                collisions.push(collision(asset.file, path, taken, other.map(|other| other.file)));
            } else {
                own.push((path.as_str(), &*asset.bytes));
                made.insert(path);
            }
        }
        (own, collisions)
    }
}

/// Whether a path may be a page's, or what one has beside it.
fn is_of_pages(path: &str) -> bool {
    path.ends_with(".html") || Route::is_of_previews(path)
}

/// Whether a file at a path, in small letters, may be one with a page on some system: at its path, within
/// it as in a folder, or in the place of its folder, of which none has a dot in its name.
fn may_meet_pages(path: &str) -> bool {
    path.split('/').any(is_of_pages) || path.rsplit('/').next().is_some_and(|it| !it.contains('.'))
}

/// That a file cannot stand where the site has another: one of `static/`, or the build's own.
fn collision(asset: FileId, path: &str, taken: &str, other: Option<FileId>) -> Diagnostic {
    let message = match other {
        Some(_) => format!("`{path}` and `{taken}` are one file on Windows and macOS"),
        None if path.eq_ignore_ascii_case(taken) && path != taken => format!(
            "the build itself writes `{taken}`, which on Windows and macOS is the same file as `{path}`"
        ),
        None => {
            format!("the build itself writes `{taken}`, so that this file cannot stand there")
        }
    };
    let told = Diagnostic::new(Code::OutputCollision, Span::whole(asset), message)
        .help("give it another name, or put it into a folder of its own");
    match other {
        Some(other) => told.related(Span::whole(other), "the other file"),
        None => told,
    }
}
