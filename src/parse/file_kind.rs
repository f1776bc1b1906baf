//! The kinds of file that have keys: which keys each may have, what it is called, and where it stands.

use super::fields::{
    ANNOTATIONS, ARTICLE, CORRECTIONS, ENTITY, FRONT, OFFICIAL, PAGE, PIN, SETTINGS, TAG,
};
use super::front_matter::Field;

/// A kind of file that has keys: as front matter, or as all that is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// `sidenote.yaml`
    Settings,
    /// The front page.
    Index,
    /// A report.
    Article,
    /// A file of notes.
    Annotations,
    /// An entity.
    Entity,
    /// An official.
    Official,
    /// What a tag is about.
    Tag,
    /// A page of the briefing's own.
    Page,
    /// Corrections of the briefing itself.
    Corrections,
    /// `pins.yaml`
    Pins,
}

/// The keys of a file.
#[derive(Debug, Clone, Copy)]
pub enum Keys {
    /// These.
    Of(&'static [Field]),
    /// Ids, each with a map that has these keys.
    OfEntries(&'static [Field]),
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Settings,
        Self::Index,
        Self::Article,
        Self::Annotations,
        Self::Entity,
        Self::Official,
        Self::Tag,
        Self::Page,
        Self::Corrections,
        Self::Pins,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Index => "index",
            Self::Article => "article",
            Self::Annotations => "annotations",
            Self::Entity => "entity",
            Self::Official => "official",
            Self::Tag => "tag",
            Self::Page => "page",
            Self::Corrections => "corrections",
            Self::Pins => "pins",
        }
    }

    /// Where files of the kind stand in a briefing, as a pattern.
    #[must_use]
    pub fn paths(self) -> &'static str {
        match self {
            Self::Settings => "sidenote.yaml",
            Self::Index => "content/index.md",
            Self::Article => "content/articles/**/*.md",
            Self::Annotations => "content/annotations/**/*.md",
            Self::Entity => "content/entities/**/*.md",
            Self::Official => "content/officials/**/*.md",
            Self::Tag => "content/tags/**/*.md",
            Self::Page => "content/pages/**/*.md",
            Self::Corrections => "content/corrections.md",
            Self::Pins => "content/pins.yaml",
        }
    }

    /// Its keys.
    #[must_use]
    pub fn keys(self) -> Keys {
        match self {
            Self::Settings => Keys::Of(SETTINGS),
            Self::Index => Keys::Of(FRONT),
            Self::Corrections => Keys::Of(CORRECTIONS),
            Self::Article => Keys::Of(ARTICLE),
            Self::Annotations => Keys::Of(ANNOTATIONS),
            Self::Entity => Keys::Of(ENTITY),
            Self::Official => Keys::Of(OFFICIAL),
            Self::Tag => Keys::Of(TAG),
            Self::Page => Keys::Of(PAGE),
            Self::Pins => Keys::OfEntries(PIN),
        }
    }

    /// Whether there may be several, each with an id of its own; of files of notes the notes have them.
    #[must_use]
    pub fn has_ids(self) -> bool {
        self.paths().contains('*') && self != Self::Annotations
    }

    /// Whether all of the file is YAML; else it is Markdown with front matter.
    #[must_use]
    pub fn is_yaml(self) -> bool {
        matches!(self, Self::Settings | Self::Pins)
    }
}
