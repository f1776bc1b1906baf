//! What is known of an entity or an official.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{ArticleId, PartialDate, Prose, RecordId};
use crate::source::Span;

/// An entity or official.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its id, as in `[[id]]` and in its page's name.
    pub slug: String,
    /// Its file, as a whole.
    pub span: Span,
    /// The editor's name for it.
    pub name: String,
    /// Its name in full.
    pub full_name: Option<String>,
    /// Other forms that always mean it.
    pub aliases: Vec<String>,
    /// When its file was last changed.
    pub changed: Option<Timestamp>,
    /// Forms that mean it only where a longer one stands in the same article.
    pub short: Vec<String>,
    /// Words in which its names mean something else.
    pub except: Vec<String>,
    /// Forms in other languages, by BCP 47 tag.
    pub names: Vec<(String, String)>,
    /// What kind of thing it is, where the author says.
    pub entity_kind: Option<EntityKind>,
    /// The entity that it belongs to.
    pub part_of: Option<RecordId>,
    /// Facts with their sources.
    pub facts: Vec<Fact>,
    /// Links to the web: label and URL.
    pub links: Vec<(String, String)>,
    /// Whether it is an entity or an official.
    pub kind: RecordKind,
    /// The editor's profile.
    pub profile: Prose,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}

/// The two kinds of record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// A company, agency, place, programme, document.
    Entity,
    /// A person or institution that is quoted.
    Official {
        /// Office or role.
        role: Option<String>,
        /// The entity that they speak for.
        affiliation: Option<RecordId>,
        /// In what capacity they speak.
        capacity: Option<Capacity>,
    },
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A company.
    Company,
    /// A government agency.
    Agency,
    /// Another organisation.
    Organisation,
    /// A place.
    Place,
    /// A programme or campaign.
    Programme,
    /// A document or list.
    Document,
    /// A person.
    Person,
    /// An event.
    Event,
}

impl EntityKind {
    /// Every kind, in the order in which indexes list them.
    pub const ALL: [Self; 8] = [
        Self::Company,
        Self::Agency,
        Self::Organisation,
        Self::Place,
        Self::Programme,
        Self::Document,
        Self::Person,
        Self::Event,
    ];

    /// As authors write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Agency => "agency",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Programme => "programme",
            Self::Document => "document",
            Self::Person => "person",
            Self::Event => "event",
        }
    }
}

/// In what capacity an official speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// As holder of an office.
    Official,
    /// For an institution or company.
    Spokesperson,
    /// As one who knows the matter.
    Expert,
}

impl Capacity {
    /// As authors write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Spokesperson => "spokesperson",
            Self::Expert => "expert",
        }
    }
}

/// A fact about an entity or official.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it tells.
    pub label: String,
    /// The value, as the author writes it.
    pub value: String,
    /// Who says so.
    pub source: Option<Reference>,
    /// The day it held.
    pub as_of: Option<PartialDate>,
}

/// What something rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// An article of the briefing.
    Article(ArticleId),
    /// An entity or official of the briefing.
    Record(RecordId),
    /// A page on the web.
    Url(String),
    /// Words.
    Words(String),
}
