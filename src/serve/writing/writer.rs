//! Answers pages that ask for something to be written. Each time the briefing is read as it is on disk: what is
//! shown may be a moment older.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::Response;
use serde::de::DeserializeOwned;

use super::asked::{AskedJoin, AskedNote, AskedPage, AskedQuote, AskedSuggestions, AskedTake};
use super::disk::{Entry, Ledger};
use super::editor::EditWith;
use super::guard::Token;
use super::suggested::{Offer, Offers};
use super::told::{
    Refused, ToldArticle, ToldFile, ToldJoinable, ToldKind, ToldNote, ToldPage, ToldPreview,
    ToldQuote, ToldSpeaker, ToldSuggestions, ToldUndone, ToldWritten, refused, told,
};
use crate::compose::{Composed, Desk, Joining, NewNote, Pasted, Refusal};
use crate::config::Audience;
use crate::html::{HtmlPage, Options, prose};
use crate::load::{Folder, LoadOptions, load_again};
use crate::memory::Memory;
use crate::model::{Briefing, Note, NoteClass, NoteId};
use crate::route::Route;
use crate::serve::site::Shown;
use crate::source::{FileId, SourceFile};

/// Writes notes for pages of this server.
pub(in crate::serve) struct Writer {
    root: PathBuf,
    token: Token,
    editor: EditWith,
    /// Whether drafts are shown.
    is_private: bool,
    ledger: Mutex<Ledger>,
    offers: Mutex<Option<Arc<Offers>>>,
}

impl Writer {
    /// One for a briefing's folder; none where that is not there, or the system gives no random numbers.
    pub(in crate::serve) fn new(root: &Path, audience: Audience, editor: EditWith) -> Option<Self> {
        Some(Self {
            root: root.canonicalize().ok()?,
            token: Token::new()?,
            editor,
            is_private: audience == Audience::Private,
            ledger: Mutex::default(),
            offers: Mutex::default(),
        })
    }

    /// What its pages know.
    pub(in crate::serve) fn token(&self) -> &Token {
        &self.token
    }

    /// Answers a request that is not refused. `shown` is what pages show now.
    pub(in crate::serve) fn answer(
        &self,
        shown: &Shown,
        action: &str,
        body: &[u8],
    ) -> Response<Bytes> {
        let answered = match action {
            "page" | "quote" | "suggestions" => self.tell(shown, action, body),
            _ => self.change(shown, action, body),
        };
        answered.unwrap_or_else(|why| refused(&why))
    }

    /// Answers a question.
    fn tell(&self, shown: &Shown, action: &str, body: &[u8]) -> Result<Response<Bytes>, Refused> {
        let folder = self.read(&shown.folder.memory)?;
        let room = Room { writer: self, folder: &folder, desk: Desk::new(&folder) };
        Ok(match action {
            "page" => told(&room.page(shown.base(), asked(body)?)),
            "quote" => told(&room.quote(asked(body)?)?),
            _ => told(&room.suggestions(&asked(body)?)),
        })
    }

    /// Does what is asked for.
    fn change(&self, shown: &Shown, action: &str, body: &[u8]) -> Result<Response<Bytes>, Refused> {
        // One after the other: each reads what the one before has written.
        let mut ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.read(&shown.folder.memory)?;
        let room = Room { writer: self, folder: &folder, desk: Desk::new(&folder) };
        match action {
            "note" => room.note(&mut ledger, asked(body)?),
            "join" => room.join(&mut ledger, asked(body)?),
            "take" => room.take(&mut ledger, asked(body)?),
            "undo" => room.undo(&mut ledger),
            _ => Err(Refusal::new("there is nothing of this name to ask for").into()),
        }
    }

    fn read(&self, memory: &Memory) -> Result<Folder, Refused> {
        let options = LoadOptions { root: &self.root, originals: None };
        load_again(&options, memory).map_err(|error| {
            Refused::Because(Refusal::new(format!("the briefing cannot be read: {error}")))
        })
    }
}

fn asked<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(format!("this is not what is asked here: {error}")))
}

/// The briefing as one request finds it.
struct Room<'a> {
    writer: &'a Writer,
    folder: &'a Folder,
    desk: Desk<'a>,
}

impl Room<'_> {
    fn page(&self, base: &str, asked: AskedPage) -> ToldPage {
        let briefing = self.desk.briefing();
        let path =
            asked.page.strip_prefix(base).map_or(asked.page.clone(), |rest| format!("/{rest}"));
        let is_page = |route: Route| route.absolute("/") == path;
        let mut articles = briefing.articles();
        let article = articles.find(|(id, _)| is_page(briefing.article_route(*id)));
        let here = article.map(|(id, _)| id);
        let article = article.map(|(_, article)| ToldArticle {
            id: article.slug.clone(),
            title: article.title.clone(),
            own: self.desk.own_file(&article.slug),
        });
        let is_joinable = |class| matches!(class, NoteClass::Quote | NoteClass::Claim);
        let notes = || briefing.notes.iter();
        let path = |note: &Note| self.folder.sources.file(note.extent.file).path.clone();
        ToldPage {
            article,
            files: self.desk.files().into_iter().map(|id| self.file(id)).collect(),
            notes: notes()
                .filter(|note| asked.ids.contains(&note.slug))
                .map(|note| self.place(note))
                .collect(),
            joinable: notes()
                .filter(|note| is_joinable(note.kind.class()))
                .map(|note| ToldJoinable {
                    id: note.slug.clone(),
                    title: note.title.clone(),
                    kind: note.kind.class().name(),
                    file: path(note),
                    is_here: note.passages.iter().any(|passage| Some(passage.article) == here),
                })
                .collect(),
            speakers: speakers(briefing),
            kinds: NoteClass::ALL.into_iter().map(kind).collect(),
            tags: briefing.tags.iter().map(|tag| tag.slug.clone()).collect(),
        }
    }

    fn file(&self, id: FileId) -> ToldFile {
        let file = self.folder.sources.file(id);
        ToldFile { path: file.path.clone(), hash: file.key().to_string() }
    }

    fn place(&self, note: &Note) -> ToldNote {
        let file = self.folder.sources.file(note.extent.file);
        let line = file.position(note.extent.start).line;
        ToldNote {
            id: note.slug.clone(),
            place: format!("{}:{line}", file.path),
            edit: self.writer.editor.link(&self.writer.root, &file.path, line),
        }
    }

    fn quote(&self, asked: AskedQuote) -> Result<ToldQuote, Refused> {
        let quoted = self.desk.quote(&asked.article, &asked.parts)?;
        let quote = format!("{}\n", quoted.block(&asked.article, None, &[]));
        Ok(ToldQuote { quote, words: quoted.words })
    }

    fn offers(&self, article: &str) -> Arc<Offers> {
        let mut kept = self.writer.offers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(offers) = kept.as_ref().filter(|it| it.are_of(self.folder, article)) {
            return Arc::clone(offers);
        }
        let offers = Arc::new(Offers::of(self.folder, &self.desk, article));
        *kept = Some(Arc::clone(&offers));
        offers
    }

    fn suggestions(&self, asked: &AskedSuggestions) -> ToldSuggestions {
        let offers = self.offers(&asked.article);
        let list = offers.all.iter().map(|offer| offer.told.clone()).collect();
        ToldSuggestions { list, newcomers: offers.speakers() }
    }

    fn note(&self, ledger: &mut Ledger, asked: AskedNote) -> Result<Response<Bytes>, Refused> {
        let AskedNote { article, form, passage, file, hash, preview } = asked;
        let speaker = form.keys.get("by").is_some_and(|by| !by.is_empty());
        let offers = speaker.then(|| self.offers(&article));
        let offered = offers.as_ref().map_or(&[][..], |offers| &offers.newcomers);
        let wanted = NewNote { form, article: article.clone(), passage, file, offered };
        let composed = self.desk.new_note(&wanted)?;
        self.done(ledger, composed, &article, &hash, preview)
    }

    fn join(&self, ledger: &mut Ledger, asked: AskedJoin) -> Result<Response<Bytes>, Refused> {
        let AskedJoin { article, note, passage, hash, preview } = asked;
        let joining = Joining { note, article: article.clone(), passage };
        let composed = self.desk.joined(&joining)?;
        self.done(ledger, composed, &article, &hash, preview)
    }

    fn take(&self, ledger: &mut Ledger, asked: AskedTake) -> Result<Response<Bytes>, Refused> {
        let AskedTake { article, key, text, file, hash, preview } = asked;
        let offers = self.offers(&article);
        let offer = offers.all.iter().find(|offer| offer.told.key == key);
        let Some(Offer { told, needs }) = offer else {
            return Err(Refusal::new("this is not suggested any more").into());
        };
        let composed = match &told.joins {
            Some(note) => self.desk.joined_as_written(note, &told.text)?,
            None => {
                let text = if text.is_empty() { told.text.clone() } else { text };
                self.desk.pasted(&Pasted { text, article: article.clone(), file, needs })?
            }
        };
        self.done(ledger, composed, &article, &hash, preview)
    }

    fn undo(&self, ledger: &mut Ledger) -> Result<Response<Bytes>, Refused> {
        let entry = ledger.undo(&self.writer.root)?;
        let last = ledger.last().map(|entry| entry.note.clone());
        let before = entry.changes.last().and_then(|change| change.before.as_deref());
        let hash = before.map_or(String::new(), |text| hash_of(entry.file(), text));
        Ok(told(&ToldUndone { file: entry.file().to_owned(), note: entry.note, last, hash }))
    }

    /// Shows what would be written, or writes it, where the file holds what the author looked at.
    fn done(
        &self,
        ledger: &mut Ledger,
        composed: Composed,
        article: &str,
        hash: &str,
        preview: bool,
    ) -> Result<Response<Bytes>, Refused> {
        let Composed { mut changes, note, added, briefing } = composed;
        let id = briefing.notes().find(|(_, it)| it.slug == note).map(|(id, _)| id);
        let Some((last, beside)) = changes.split_last() else {
            return Err(Refusal::new("there is nothing to be written").into());
        };
        let beside: Vec<String> = beside.iter().map(|change| change.path.clone()).collect();
        let file = last.path.clone();
        if preview {
            let html = id.map_or(String::new(), |id| body(&briefing, id));
            let is_new = last.before.is_none();
            return Ok(told(&ToldPreview { file, is_new, beside, added, html }));
        }
        let now = self.folder.text_at(&file).map(|id| self.file(id).hash).unwrap_or_default();
        if now != hash {
            return Err(Refused::Changed { file, hash: now });
        }
        let is_new = self.desk.briefing().notes().all(|(_, it)| it.slug != note);
        let page =
            id.map_or(String::from("/"), |id| place(&briefing, id, is_new.then_some(article)));
        let new_hash = hash_of(&file, &last.after);
        let is_draft = id.is_some_and(|id| briefing[id].draft);
        let changes = std::mem::take(&mut changes);
        ledger.write(&self.writer.root, Entry { note: note.clone(), changes })?;
        let is_shown = self.writer.is_private || !is_draft;
        Ok(told(&ToldWritten { file, beside, note, page, is_shown, hash: new_hash }))
    }
}

/// A name of what a file holds.
fn hash_of(path: &str, text: &str) -> String {
    SourceFile::from_bytes(path.to_owned(), text.as_bytes().to_vec()).key().to_string()
}

/// Where a report shows a note: at its last passage there, or at the last of all, which was added to it; else
/// where the note stands.
fn place(briefing: &Briefing, id: NoteId, article: Option<&str>) -> String {
    let passages = briefing[id].passages.iter().enumerate();
    let is_there = |slug: &str| article.is_none_or(|article| slug == article);
    let here = { passages }.rfind(|(_, it)| is_there(&briefing[it.article].slug));
    let place = match here {
        Some((index, _)) => briefing.passage_place(id, index),
        None => briefing.note_place(id),
    };
    place.absolute("/")
}

/// The text of a note as pages show it.
fn body(briefing: &Briefing, id: NoteId) -> String {
    // Links count from the site's root, wherever the page stands.
    let page =
        HtmlPage { base_url: Some("/"), ..HtmlPage::new(briefing, Route::Front, &briefing.words) };
    prose(&page, &briefing[id].body, &Options { prefix: "_preview_", ..Options::default() })
}

fn speakers(briefing: &Briefing) -> Vec<ToldSpeaker> {
    let records = briefing.records.iter().map(|it| (&it.slug, &it.name));
    let articles = briefing.articles.iter().map(|it| (&it.slug, &it.title));
    let all = records.chain(articles);
    all.map(|(id, name)| ToldSpeaker { id: id.clone(), name: name.clone() }).collect()
}

fn kind(class: NoteClass) -> ToldKind {
    ToldKind {
        name: class.name(),
        keys: class.keys(),
        passage_keys: class.passage_keys(),
        has_values: class.has_values(),
    }
}
