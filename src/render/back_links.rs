//! Links turned round: what speaks of an article, a record or a note, and in which sentence.

use std::collections::BTreeSet;

use crate::html::{InSentence, ReadBlock};
use crate::model::{ArticleId, Briefing, NoteId, PageId, Prose, RecordId, Target};
use crate::parse::document::{Inline, Markup};

/// What a link stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The editor's summary.
    Front,
    /// A note's body.
    Note(NoteId),
    /// The profile of an entity or official.
    Record(RecordId),
    /// A page of the briefing's own.
    Page(PageId),
}

/// A link, seen from where it leads.
#[derive(Debug)]
pub(crate) struct BackLink {
    pub(crate) from: Origin,
    pub(crate) sentence: InSentence,
}

/// What links to what. Each text counts once, with its first sentence that does.
#[derive(Debug, Default)]
pub(crate) struct BackLinks {
    /// By article: what does not stand beside it.
    pub(crate) articles: Vec<Vec<BackLink>>,
    /// By record: profiles and the summary; the notes that link to it stand on its page.
    pub(crate) records: Vec<Vec<BackLink>>,
    /// By note: what links to it.
    pub(crate) notes: Vec<Vec<BackLink>>,
}

impl BackLinks {
    pub(crate) fn new(briefing: &Briefing) -> Self {
        let none = |many: usize| (0..many).map(|_| Vec::new()).collect();
        let mut links = Self {
            articles: none(briefing.articles.len()),
            records: none(briefing.records.len()),
            notes: none(briefing.notes.len()),
        };
        links.read(briefing, Origin::Front, &briefing.front);
        for text in &briefing.front_page.unreported {
            links.read(briefing, Origin::Front, text);
        }
        for (id, note) in briefing.notes() {
            links.read(briefing, Origin::Note(id), &note.body);
        }
        for (id, record) in briefing.records() {
            links.read(briefing, Origin::Record(id), &record.profile);
        }
        for (id, page) in briefing.pages() {
            links.read(briefing, Origin::Page(id), &page.text);
        }
        links
    }

    fn read(&mut self, briefing: &Briefing, from: Origin, prose: &Prose) {
        let mut seen = BTreeSet::new();
        let goal = |link: usize| {
            let goal = prose.targets.get(link).and_then(Goal::of)?;
            (!goal.has_its_own(briefing, from)).then_some(goal)
        };
        for block in &prose.document.blocks {
            let is_told = |inline: &Inline| match inline {
                Inline::Open(Markup::Link(link)) => goal(*link).is_some(),
                _ => false,
            };
            // Few blocks have such a link, and only their text is needed.
            if !block.inlines.iter().any(is_told) {
                continue;
            }
            let read = ReadBlock::new(briefing, prose, block);
            for (link, words) in read.links {
                let Some(goal) = goal(link).filter(|goal| seen.insert(*goal)) else { continue };
                let list = match goal {
                    Goal::Article(id) => self.articles.get_mut(id.index()),
                    Goal::Record(id) => self.records.get_mut(id.index()),
                    Goal::Note(id) => self.notes.get_mut(id.index()),
                };
                if let Some(list) = list {
                    list.push(BackLink { from, sentence: InSentence::new(&read.text, words) });
                }
            }
        }
    }
}

/// What a link leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    Article(ArticleId),
    Record(RecordId),
    Note(NoteId),
}

impl Goal {
    fn of(target: &Target) -> Option<Self> {
        match target {
            Target::Article(id, _) => Some(Self::Article(*id)),
            Target::Record(id) => Some(Self::Record(*id)),
            Target::Note(id) => Some(Self::Note(*id)),
            Target::External(_) | Target::Page(_) | Target::Internal(_) | Target::Nowhere => None,
        }
    }

    /// Whether its page shows the whole text that the link stands in.
    fn has_its_own(self, briefing: &Briefing, from: Origin) -> bool {
        match (self, from) {
            (Self::Article(id), Origin::Note(note)) => briefing[note].articles().contains(&id),
            (Self::Record(_), Origin::Note(_)) => true,
            (Self::Record(id), Origin::Record(record)) => id == record,
            (Self::Note(id), Origin::Note(note)) => id == note,
            _ => false,
        }
    }
}
