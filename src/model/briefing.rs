//! A briefing as a whole, and how its parts are named.

use std::hash::Hash;

use jiff::Timestamp;

use super::{
    Article, ArticleId, Chrome, FrontPage, Note, NoteId, NoteKind, Page, PageId, Prose, Record,
    RecordId, RecordKind, Speaker, Tag, TagId,
};
use crate::config::{Audience, Settings};
use crate::i18n::Words;
use crate::memory::{Key, Memory};
use crate::parse::accepted::Accepted;
use crate::parse::corrections::CorrectionEntry;
use crate::parse::slug::slug;
use crate::place::{InContent, Place};
use crate::route::{Route, SitePlace};
use crate::source::{FileId, Span};

macro_rules! index {
    ($($id:ident $field:ident $item:ty;)+) => {$(
        impl std::ops::Index<$id> for Briefing {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$field[id.index()]
            }
        }
    )+};
}

index! {
    ArticleId articles Article;
    RecordId records Record;
    NoteId notes Note;
    PageId pages Page;
    TagId tags Tag;
}

/// A resolved briefing.
#[derive(Debug, Clone)]
pub struct Briefing {
    /// Whom it is shown to.
    pub audience: Audience,
    /// `sidenote.yaml`.
    pub settings: Settings,
    /// The interface's words.
    pub words: Words,
    /// The front page's text.
    pub front: Prose,
    /// What it shows beside that.
    pub front_page: FrontPage,
    /// When the file of that was last changed; none where there is no such file.
    pub front_changed: Option<Option<Timestamp>>,
    /// Corrections of the briefing itself.
    pub corrections: Option<Corrections>,
    /// Pages of its own, in order of their ids.
    pub pages: Vec<Page>,
    /// What stands around every page.
    pub chrome: Chrome,
    /// In order of publication, then id; those without a date last.
    pub articles: Vec<Article>,
    /// Entities and officials in order of their ids.
    pub records: Vec<Record>,
    /// The file with what was measured in reports, [`Article::pin`], where there is one.
    pub pins: Option<FileId>,
    /// In the order of their files' paths and their places in them.
    pub notes: Vec<Note>,
    /// The tags of these notes, those with an order of their own first, then by id.
    pub tags: Vec<Tag>,
    /// Every mention, in order of article and place. Those in withheld text are not in it.
    pub mentions: Vec<Mention>,
    /// Forms that are nearly a known name, in order of record, article and place. Those in withheld
    /// text are not in it.
    pub misspellings: Vec<Misspelling>,
    /// The lints that files accept in their front matter; a note's are [`Note::allow`].
    pub accepted: Accepted,
    /// Passages that have no place in the article in which they should stand, by where they are written.
    /// No page of a build has them: they are errors.
    pub unplaced: Vec<(ArticleId, Span)>,
    /// What earlier states of it have left to the stages that read it.
    pub memory: Memory,
}

/// Corrections of the briefing itself.
#[derive(Debug, Clone)]
pub struct Corrections {
    /// When their file was last changed.
    pub changed: Option<Timestamp>,
    /// The text, in which they are a list.
    pub text: Prose,
    /// Each, in the order of the list.
    pub entries: Vec<CorrectionEntry>,
}

impl Corrections {
    /// What an entry says.
    #[must_use]
    pub fn says(&self, entry: &CorrectionEntry) -> &str {
        self.text.document.slice(entry.text)
    }
}

/// A place where an article names an entity or official.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The article.
    pub article: ArticleId,
    /// What is named.
    pub record: RecordId,
    /// The printed form: bytes in the article's text, within one block.
    pub range: Place<InContent>,
}

/// A form that one report prints, and that is probably a misspelling of a known name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelling {
    /// Whose name it resembles.
    pub record: RecordId,
    /// The report.
    pub article: ArticleId,
    /// Where the report prints it: bytes of its text, in order; those that this build shows.
    pub places: Vec<Place<InContent>>,
    /// How often the report prints it.
    pub times: usize,
    /// The name as the editor writes it.
    pub known: String,
    /// How the two differ.
    pub slip: Slip,
    /// The note in which the editor corrects it, where there is one.
    pub corrected_by: Option<NoteId>,
}

/// How a printed form differs from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// In one letter: another, one more or one less.
    Letter,
    /// Two letters have changed places.
    Swapped,
    /// In one word that sounds alike.
    Sound,
    /// In hyphens or spaces.
    Division,
    /// In capitals within words.
    Capitals,
}

/// More notes than this make a page that no printer takes.
const MOST_NOTES_OF_A_PRINT: usize = 500;

impl Briefing {
    /// By what a record stands among others of which nothing else decides: its name in plain letters.
    #[must_use]
    pub fn name_order(&self, id: RecordId) -> (String, RecordId) {
        (slug(&self[id].name), id)
    }

    /// Whether one page can hold all of it for paper; else that page lists the others.
    #[must_use]
    pub fn prints_as_one(&self) -> bool {
        self.notes.len() <= MOST_NOTES_OF_A_PRINT
    }

    /// All articles with their ids.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.articles.iter().enumerate().map(|(index, article)| (ArticleId::new(index), article))
    }

    /// All records with their ids.
    pub fn records(&self) -> impl Iterator<Item = (RecordId, &Record)> {
        self.records.iter().enumerate().map(|(index, record)| (RecordId::new(index), record))
    }

    /// All notes with their ids.
    pub fn notes(&self) -> impl Iterator<Item = (NoteId, &Note)> {
        self.notes.iter().enumerate().map(|(index, note)| (NoteId::new(index), note))
    }

    /// All pages of the briefing's own with their ids.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().map(|(index, page)| (PageId::new(index), page))
    }

    /// All tags with their ids.
    pub fn tags(&self) -> impl Iterator<Item = (TagId, &Tag)> {
        self.tags.iter().enumerate().map(|(index, tag)| (TagId::new(index), tag))
    }

    /// Where a note stands in lists that follow the order of tags: at the first of its tags that
    /// has a place; without one at the end.
    #[must_use]
    pub fn tag_order(&self, id: NoteId) -> u64 {
        let orders = self[id].tags.iter().filter_map(|tag| self[*tag].order);
        orders.min().unwrap_or(u64::MAX)
    }

    /// The page of a tag.
    #[must_use]
    pub fn tag_route(&self, id: TagId) -> Route {
        Route::Tag(self[id].slug.clone())
    }

    /// The name of all that is known of names: of records, and of those who publish and write.
    #[must_use]
    pub fn names_key(&self) -> Key {
        Key::of(|it| {
            for record in &self.records {
                let Record { slug, name, full_name, aliases, short, except, .. } = record;
                (slug, name, full_name, aliases, short, except).hash(it);
                (&record.names, record.entity_kind, record.part_of, &record.kind).hash(it);
            }
            for article in &self.articles {
                (&article.publisher, &article.authors).hash(it);
            }
        })
    }

    /// The mentions in an article, in order.
    #[must_use]
    pub fn mentions_in(&self, article: ArticleId) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.article < article);
        let end = self.mentions.partition_point(|mention| mention.article <= article);
        &self.mentions[start..end]
    }

    /// The likely misspellings of a record's names.
    #[must_use]
    pub fn misspellings_of(&self, record: RecordId) -> &[Misspelling] {
        let start = self.misspellings.partition_point(|it| it.record < record);
        let end = self.misspellings.partition_point(|it| it.record <= record);
        &self.misspellings[start..end]
    }

    /// The page of an article.
    #[must_use]
    pub fn article_route(&self, id: ArticleId) -> Route {
        Route::Article(self[id].slug.clone())
    }

    /// Where a page of the briefing's own stands.
    #[must_use]
    pub fn page_route(&self, id: PageId) -> Route {
        Route::OwnPage(self[id].slug.clone())
    }

    /// The page of the words that two articles share.
    #[must_use]
    pub fn shared_route(&self, articles: [ArticleId; 2]) -> Route {
        let [one, other] = articles.map(|id| &*self[id].slug);
        Route::shared_pair(one, other)
    }

    /// The page of an entity or official.
    #[must_use]
    pub fn record_route(&self, id: RecordId) -> Route {
        let record = &self[id];
        match record.kind {
            RecordKind::Entity => Route::Entity(record.slug.clone()),
            RecordKind::Official { .. } => Route::Official(record.slug.clone()),
        }
    }

    /// What a speaker is called.
    #[must_use]
    pub fn speaker_name(&self, speaker: Speaker) -> &str {
        match speaker {
            Speaker::Record(id) => &self[id].name,
            Speaker::Article(id) => &self[id].label,
        }
    }

    /// The id of a speaker.
    #[must_use]
    pub fn speaker_slug(&self, speaker: Speaker) -> &str {
        match speaker {
            Speaker::Record(id) => &self[id].slug,
            Speaker::Article(id) => &self[id].slug,
        }
    }

    /// The page of a speaker.
    #[must_use]
    pub fn speaker_route(&self, speaker: Speaker) -> Route {
        match speaker {
            Speaker::Record(id) => self.record_route(id),
            Speaker::Article(id) => self.article_route(id),
        }
    }

    /// Where a link to a note leads: to a claim's page, to a quotation on its speaker's page,
    /// else to the note's first passage, else to the note itself; of a note under another to that
    /// part of the other's page.
    #[must_use]
    pub fn note_place(&self, id: NoteId) -> SitePlace {
        let mut above = id;
        while let Some(answered) = self[above].reply.filter(|_| self[above].is_under_another()) {
            above = answered;
        }
        if above != id {
            let page = self.note_place(above).route;
            return SitePlace::at(page, reply_anchor(&self[id].slug));
        }
        let note = &self[id];
        match &note.kind {
            NoteKind::Claim(_) => SitePlace::page(Route::Claim(note.slug.clone())),
            NoteKind::Quote(quote) => {
                let first = quote.speakers.first();
                let page = first.map_or(Route::Front, |speaker| self.speaker_route(*speaker));
                SitePlace::at(page, note.slug.clone())
            }
            _ => match note.passages.first() {
                Some(_) => self.passage_place(id, 0),
                None => match note.about {
                    Some(article) => SitePlace::at(self.article_route(article), note.slug.clone()),
                    None => SitePlace::page(Route::Front),
                },
            },
        }
    }

    /// Where a passage of a note stands: at its mark, or, where the article's text is withheld,
    /// at the article's page.
    #[must_use]
    pub fn passage_place(&self, id: NoteId, passage: usize) -> SitePlace {
        let note = &self[id];
        let Some(found) = note.passages.get(passage) else {
            return SitePlace::page(Route::Front);
        };
        let route = self.article_route(found.article);
        match self[found.article].shown() {
            Some(_) => SitePlace::at(route, passage_anchor(&note.slug, passage)),
            None => SitePlace::at(route, note.slug.clone()),
        }
    }
}

/// The id of a note under the one that it answers, which no other element has: a note's own id has no
/// underscore, and a page may list the note itself, too.
#[must_use]
pub fn reply_anchor(note: &str) -> String {
    format!("_reply_{note}")
}

/// The id of a passage's first mark. A note's own id has no underscore, so that none can be taken
/// for another's.
#[must_use]
pub fn passage_anchor(note: &str, passage: usize) -> String {
    format!("{note}_{}", passage + 1)
}
