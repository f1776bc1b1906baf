//! The page that HTML is written for: what its links are relative to, and its words.

use std::ops::Range;

use crate::i18n::Words;
use crate::model::briefing::{passage_anchor, reply_anchor};
use crate::model::{
    ArticleId, Briefing, Capacity, EntityKind, NoteClass, NoteId, PageId, Prose, Record, RecordId,
    RecordKind, Target,
};
use crate::parse::document::{Block, Inline, LinkKind, Markup};
use crate::route::{Route, SitePlace};

/// What HTML needs to know of the page that it stands in.
#[derive(Debug, Clone)]
pub struct HtmlPage<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// The page.
    pub route: Route,
    /// The interface's words.
    pub words: &'a Words,
    /// The site's absolute URL, where links are to be absolute: in a feed, in an export.
    pub base_url: Option<&'a str>,
}

impl<'a> HtmlPage<'a> {
    /// A page whose links are relative.
    #[must_use]
    pub fn new(briefing: &'a Briefing, route: Route, words: &'a Words) -> Self {
        Self { briefing, route, words, base_url: None }
    }

    /// A link to a page.
    #[must_use]
    pub fn link(&self, to: &Route) -> String {
        match self.base_url {
            Some(base_url) => to.absolute(base_url),
            None => self.route.link(to),
        }
    }

    /// A link to a place.
    #[must_use]
    pub fn link_to(&self, place: &SitePlace) -> String {
        match self.base_url {
            Some(base_url) => place.absolute(base_url),
            None => self.route.link_to(place),
        }
    }

    /// A link to an article; on the page that holds the whole briefing, to its part there.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> String {
        let slug = &self.briefing[id].slug;
        self.whole(|| article_section(slug))
            .unwrap_or_else(|| self.link(&self.briefing.article_route(id)))
    }

    /// A link to a block of an article.
    #[must_use]
    pub fn block(&self, id: ArticleId, block: &str) -> String {
        let slug = &self.briefing[id].slug;
        self.whole(|| format!("{}{block}", block_prefix(slug))).unwrap_or_else(|| {
            self.link_to(&SitePlace::at(self.briefing.article_route(id), block.to_owned()))
        })
    }

    /// A link to an entity or official.
    #[must_use]
    pub fn record(&self, id: RecordId) -> String {
        let slug = &self.briefing[id].slug;
        self.whole(|| record_section(slug))
            .unwrap_or_else(|| self.link(&self.briefing.record_route(id)))
    }

    /// A link to a note.
    #[must_use]
    pub fn note(&self, id: NoteId) -> String {
        let note = &self.briefing[id];
        let anchor = || match note.is_under_another() {
            true => reply_anchor(&note.slug),
            false => note.slug.clone(),
        };
        self.whole(anchor).unwrap_or_else(|| self.link_to(&self.briefing.note_place(id)))
    }

    /// A link to a page of the briefing's own.
    #[must_use]
    pub fn own_page(&self, id: PageId) -> String {
        self.link(&self.briefing.page_route(id))
    }

    /// A link to a passage of a note.
    #[must_use]
    pub fn passage(&self, id: NoteId, passage: usize) -> String {
        let note = &self.briefing[id];
        let shown = note
            .passages
            .get(passage)
            .is_some_and(|passage| self.briefing[passage.article].shown().is_some());
        self.whole(|| if shown { passage_anchor(&note.slug, passage) } else { note.slug.clone() })
            .unwrap_or_else(|| self.link_to(&self.briefing.passage_place(id, passage)))
    }

    /// Where a link leads; `None` where it leads nowhere.
    #[must_use]
    pub fn target(&self, target: &Target) -> Option<String> {
        Some(match target {
            Target::External(url) => url.clone(),
            Target::Article(id, None) => self.article(*id),
            Target::Article(id, Some(block)) => self.block(*id, block),
            Target::Record(id) => self.record(*id),
            Target::Note(id) => self.note(*id),
            Target::Page(id) => self.own_page(*id),
            Target::Internal(place) => self.link_to(place),
            Target::Nowhere => return None,
        })
    }

    /// What a link without a text of its own shows.
    #[must_use]
    pub fn label<'b>(&'b self, target: &Target, written: &'b str) -> &'b str {
        label(self.briefing, target, written)
    }

    /// The text that a reader sees of some prose, its blocks joined by spaces.
    #[must_use]
    pub fn plain(&self, prose: &Prose) -> String {
        let mut out = String::new();
        for block in &prose.document.blocks {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(&ReadBlock::new(self.briefing, prose, block).text);
        }
        out
    }

    /// What a wiki link without a label shows instead of its text, the id.
    pub(crate) fn name_of<'b>(&'b self, prose: &'b Prose, link: usize) -> Option<&'b str> {
        name_of(self.briefing, prose, link)
    }

    /// On the page that holds the whole briefing, links stay in it.
    fn whole(&self, id: impl FnOnce() -> String) -> Option<String> {
        let is_whole = self.route == Route::Print && self.briefing.prints_as_one();
        (is_whole && self.base_url.is_none())
            .then(|| self.link_to(&SitePlace::at(Route::Print, id())))
    }
}

/// What a link without a text of its own shows.
fn label<'b>(briefing: &'b Briefing, target: &Target, written: &'b str) -> &'b str {
    match target {
        Target::Article(id, _) => &briefing[*id].label,
        Target::Record(id) => &briefing[*id].name,
        Target::Note(id) => &briefing[*id].title,
        Target::Page(id) => &briefing[*id].title,
        Target::External(_) | Target::Internal(_) | Target::Nowhere => {
            written.trim_start_matches('#')
        }
    }
}

fn name_of<'b>(briefing: &'b Briefing, prose: &'b Prose, link: usize) -> Option<&'b str> {
    let written = prose.document.links.get(link)?;
    let target = prose.targets.get(link)?;
    (written.kind == LinkKind::Wiki).then(|| label(briefing, target, &written.destination))
}

/// A block as a reader sees it.
#[derive(Debug, Default)]
pub struct ReadBlock {
    /// Its text, in which a link without words of its own has the name of what it leads to.
    pub text: String,
    /// Its links, as numbers in [`Document::links`](crate::parse::document::Document::links), and
    /// where in the text their words stand.
    pub links: Vec<(usize, Range<usize>)>,
}

impl ReadBlock {
    /// Reads a block of some prose.
    #[must_use]
    pub fn new(briefing: &Briefing, prose: &Prose, block: &Block) -> Self {
        let mut read = Self::default();
        // The links that are open, each with where it begins and whether its name stands there.
        let mut open: Vec<Option<(usize, usize, bool)>> = Vec::new();
        for inline in &block.inlines {
            match inline {
                Inline::Open(Markup::Link(link)) => {
                    let start = read.text.len();
                    let name = name_of(briefing, prose, *link);
                    read.text.push_str(name.unwrap_or_default());
                    open.push(Some((*link, start, name.is_some())));
                }
                Inline::Open(_) => open.push(None),
                Inline::Close => {
                    if let Some(Some((link, start, _))) = open.pop() {
                        read.links.push((link, start..read.text.len()));
                    }
                }
                Inline::Text(range) => {
                    if !matches!(open.last(), Some(Some((_, _, true)))) {
                        read.text.push_str(prose.document.slice(*range));
                    }
                }
                Inline::Break | Inline::Image { .. } | Inline::FootnoteReference { .. } => {}
            }
        }
        read
    }
}

impl Words {
    /// What a kind of note is, in a sentence.
    #[must_use]
    pub fn about_kind(&self, kind: NoteClass) -> &str {
        match kind {
            NoteClass::Note => &self.about_note,
            NoteClass::Quote => &self.about_quote,
            NoteClass::Claim => &self.about_claim,
            NoteClass::Context => &self.about_context,
            NoteClass::Correction => &self.about_correction,
            NoteClass::Question => &self.about_question,
        }
    }

    /// The word for a note's kind.
    #[must_use]
    pub fn kind(&self, kind: NoteClass) -> &str {
        match kind {
            NoteClass::Note => &self.kind_note,
            NoteClass::Quote => &self.kind_quote,
            NoteClass::Claim => &self.kind_claim,
            NoteClass::Context => &self.kind_context,
            NoteClass::Correction => &self.kind_correction,
            NoteClass::Question => &self.kind_question,
        }
    }

    /// The word for several notes of a kind.
    #[must_use]
    pub fn kinds_of(&self, kind: NoteClass) -> &str {
        match kind {
            NoteClass::Note => &self.notes,
            NoteClass::Quote => &self.quotations,
            NoteClass::Claim => &self.claims,
            NoteClass::Context => &self.contexts,
            NoteClass::Correction => &self.corrections,
            NoteClass::Question => &self.questions,
        }
    }

    /// The word for what a record is.
    #[must_use]
    pub fn record(&self, record: &Record) -> &str {
        match (&record.kind, record.entity_kind) {
            (RecordKind::Official { capacity, .. }, _) => match capacity {
                Some(Capacity::Official) => &self.capacity_official,
                Some(Capacity::Spokesperson) => &self.capacity_spokesperson,
                Some(Capacity::Expert) => &self.capacity_expert,
                None => &self.official,
            },
            (RecordKind::Entity, None) => &self.entity,
            (RecordKind::Entity, Some(kind)) => match kind {
                EntityKind::Company => &self.company,
                EntityKind::Agency => &self.agency,
                EntityKind::Organisation => &self.organisation,
                EntityKind::Place => &self.place,
                EntityKind::Programme => &self.programme,
                EntityKind::Document => &self.document,
                EntityKind::Person => &self.person,
                EntityKind::Event => &self.event,
            },
        }
    }
}

// The page that holds the whole briefing needs ids that no note, passage or block can have: theirs
// have one underscore at most, and never at the start.

/// The id of an article's part in the page that holds the whole briefing.
#[must_use]
pub fn article_section(slug: &str) -> String {
    format!("_article_{slug}")
}

/// The id of a record's part in the page that holds the whole briefing.
#[must_use]
pub fn record_section(slug: &str) -> String {
    format!("_record_{slug}")
}

/// What stands before the ids of an article's blocks in the page that holds the whole briefing.
#[must_use]
pub fn block_prefix(slug: &str) -> String {
    format!("{slug}_")
}
