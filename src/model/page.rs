//! Pages of the briefing's own, and what stands around every page.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{NoteId, PageId, Prose};
use crate::source::Span;

/// A page that is about no report: a method, a glossary.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its id.
    pub slug: String,
    /// Its file.
    pub span: Span,
    /// When that was last changed, where it is known.
    pub changed: Option<Timestamp>,
    /// What it is called.
    pub title: String,
    /// Its text.
    pub text: Prose,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}

/// What stands around every page.
#[derive(Debug, Clone, Default)]
pub struct Chrome {
    /// The menu; none where the program chooses.
    pub nav: Option<Vec<NavItem>>,
    /// The path of a picture in the site.
    pub logo: Option<String>,
    /// The editor's text at the foot.
    pub footer: Option<Prose>,
}

/// What the front page shows beside its text, as its editor has it.
#[derive(Debug, Clone, Default)]
pub struct FrontPage {
    /// The notes to be shown first; none where the program chooses.
    pub exhibits: Vec<NoteId>,
    /// What is in none of the reports.
    pub unreported: Vec<Prose>,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}

/// What the menu leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NavItem {
    /// A list that the program makes.
    List(SiteList),
    /// A page of the briefing's own.
    Page(PageId),
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $name:ident $word:literal;)+) => {
        /// A list that the program makes, as the menu names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum SiteList {
            $($(#[doc = $doc])+ $name,)+
        }

        impl SiteList {
            /// All, in the order in which a menu has them by itself.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As authors write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

lists! {
    /// The reports.
    Reports "reports";
    /// Who and what is named.
    Entities "entities";
    /// Who is quoted.
    Officials "officials";
    /// The questions that reports answer.
    Claims "claims";
    /// The topics of notes.
    Tags "tags";
    /// The words that reports share.
    Shared "shared";
    /// The whole briefing on one page.
    Print "print";
}
