//! What belongs to what, looked up once for all pages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::back_links::BackLinks;
use super::common::none_of;
use crate::collate::{SharedWords, count_words};
use crate::html::PassageId;
use crate::model::{
    ArticleId, Briefing, Note, NoteId, NoteKind, RecordId, RecordKind, Reference, Speaker, Target,
};

/// Reports that an article's page names as sharing its words.
const MOST_PAIRS: usize = 8;

/// The briefing, turned round: from articles and records to what speaks of them.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// By article: how many words its text has, where that was asked for.
    words: Vec<OnceLock<Option<usize>>>,
    /// By article: the passages in it.
    pub(crate) passages: Vec<Vec<PassageId>>,
    /// By article: the notes on the whole of it.
    pub(crate) about: Vec<Vec<NoteId>>,
    /// By article: the notes that stand beside it, each once.
    pub(crate) notes: Vec<Vec<NoteId>>,
    /// By note: what answers it, in order.
    pub(crate) replies: Vec<Vec<NoteId>>,
    /// By tag: the notes that have it, in order.
    pub(crate) tagged: Vec<Vec<NoteId>>,
    /// By speaker: the quotations, in order.
    pub(crate) quotations: BTreeMap<Speaker, Vec<NoteId>>,
    /// The claims, in order.
    pub(crate) claims: Vec<NoteId>,
    /// Notes that stand beside no article and have no page of their own.
    pub(crate) homeless: Vec<NoteId>,
    /// By article: the strongest of the pairs that it is in, as numbers in [`SharedWords::pairs`].
    pub(crate) pairs: Vec<Vec<usize>>,
    /// By article: what it prints of texts that several print, as numbers in [`SharedWords::texts`]
    /// with how many words.
    pub(crate) texts: Vec<Vec<(usize, usize)>>,
    /// By record: the notes that link to it.
    pub(crate) links: Vec<Vec<NoteId>>,
    /// By record: its mentions, as numbers in [`Briefing::mentions`].
    pub(crate) mentions: Vec<Vec<usize>>,
    /// By record: the entities that are part of it.
    pub(crate) parts: Vec<Vec<RecordId>>,
    /// By record: the officials who speak for it.
    pub(crate) speakers: Vec<Vec<RecordId>>,
    /// The last days on which the dated reports may have been published, in order.
    pub(crate) published: Vec<Date>,
    /// What links to what.
    pub(crate) back: BackLinks,
}

impl Index {
    pub(crate) fn new(briefing: &Briefing, shared: &SharedWords) -> Self {
        let (articles, records) = (briefing.articles.len(), briefing.records.len());
        let mut index = Self {
            words: none_of(&briefing.articles),
            passages: vec![Vec::new(); articles],
            about: vec![Vec::new(); articles],
            notes: vec![Vec::new(); articles],
            replies: vec![Vec::new(); briefing.notes.len()],
            tagged: vec![Vec::new(); briefing.tags.len()],
            pairs: vec![Vec::new(); articles],
            texts: vec![Vec::new(); articles],
            links: vec![Vec::new(); records],
            mentions: vec![Vec::new(); records],
            parts: vec![Vec::new(); records],
            speakers: vec![Vec::new(); records],
            back: BackLinks::new(briefing),
            ..Self::default()
        };
        for (id, note) in briefing.notes() {
            index.add(id, note);
        }
        for (id, record) in briefing.records() {
            if let Some(whole) = record.part_of {
                index.parts[whole.index()].push(id);
            }
            if let RecordKind::Official { affiliation: Some(body), .. } = &record.kind {
                index.speakers[body.index()].push(id);
            }
        }
        for (number, pair) in shared.pairs.iter().enumerate() {
            for article in pair.articles {
                let pairs = &mut index.pairs[article.index()];
                if pairs.len() < MOST_PAIRS {
                    pairs.push(number);
                }
            }
        }
        for (number, text) in shared.texts.iter().enumerate() {
            for (article, words) in &text.printings {
                index.texts[article.index()].push((number, *words));
            }
        }
        index.published = briefing
            .articles
            .iter()
            .filter_map(|article| Some(article.published?.days().last))
            .collect();
        index.published.sort_unstable();
        for (number, mention) in briefing.mentions.iter().enumerate() {
            index.mentions[mention.record.index()].push(number);
        }
        index
    }

    /// How many words an article's text has, shown or not.
    pub(crate) fn words(&self, briefing: &Briefing, id: ArticleId) -> Option<usize> {
        let article = &briefing[id];
        let count = || match article.share {
            Some(share) => Some(share.of).filter(|words| *words > 0),
            None => Some(count_words(&article.shown()?.document.text)),
        };
        *self.words.get(id.index())?.get_or_init(count)
    }

    /// Puts a note where pages look for it.
    fn add(&mut self, id: NoteId, note: &Note) {
        for (number, passage) in note.passages.iter().enumerate() {
            self.passages[passage.article.index()].push((id, number));
            let beside = &mut self.notes[passage.article.index()];
            if beside.last() != Some(&id) {
                beside.push(id);
            }
        }
        if let Some(answered) = note.reply {
            self.replies[answered.index()].push(id);
        }
        for tag in &note.tags {
            self.tagged[tag.index()].push(id);
        }
        let about = note.about.filter(|_| note.passages.is_empty());
        if let Some(article) = about {
            self.about[article.index()].push(id);
            self.notes[article.index()].push(id);
        }
        match &note.kind {
            NoteKind::Quote(quote) => {
                for speaker in &quote.speakers {
                    self.quotations.entry(*speaker).or_default().push(id);
                }
            }
            NoteKind::Claim(_) => self.claims.push(id),
            _ if note.is_under_another() => {}
            _ if note.passages.is_empty() && about.is_none() => self.homeless.push(id),
            _ => {}
        }
        let evidence = match note.evidence() {
            Some(Reference::Record(record)) => Some(*record),
            _ => None,
        };
        let linked = note.body.targets.iter().filter_map(|target| match target {
            Target::Record(record) => Some(*record),
            _ => None,
        });
        let mut linked: Vec<RecordId> = linked.chain(evidence).collect();
        linked.sort_unstable();
        linked.dedup();
        for record in linked {
            self.links[record.index()].push(id);
        }
    }
}
