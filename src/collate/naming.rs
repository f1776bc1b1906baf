//! How often each report names whom, and in which forms, as far as that is known of the report.
//!
//! What an excerpt names is a part of what the report names, and a digest is in the editor's words:
//! of the report itself only its whole text, or what was pinned of it, can tell.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::memory::Content;
use crate::model::{ArticleId, Briefing, Mention, RecordId, TextKind};
use crate::parse::document::Document;

/// A block that names more things than this is a list, and says nothing of what belongs together.
const MOST_TOGETHER: usize = 40;

/// Where mentions were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// In the report's own text, which is here whole.
    Whole,
    /// In the report itself, which is not here whole.
    Original,
    /// In an excerpt.
    Excerpt,
    /// In a digest.
    Digest,
}

impl Counted {
    /// Whether all that the report names was counted.
    #[must_use]
    pub fn in_report(self) -> bool {
        matches!(self, Self::Whole | Self::Original)
    }
}

/// How one article names a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleNaming {
    /// The article.
    pub article: ArticleId,
    /// Where that was counted.
    pub counted: Counted,
    /// Each form and how often it stands there, the most frequent first.
    pub forms: Vec<(String, usize)>,
}

impl ArticleNaming {
    /// How often it is named in all.
    #[must_use]
    pub fn count(&self) -> usize {
        self.forms.iter().map(|(_, count)| count).sum()
    }
}

/// Who is named where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namings {
    /// By record: the articles that name it, in order.
    records: Vec<Vec<ArticleNaming>>,
    /// By article: where its mentions are counted; none where that is nowhere.
    articles: Vec<Option<Counted>>,
    /// Articles that do not show all places that were counted.
    unplaced: BTreeSet<ArticleId>,
    /// By record: what is named in the same blocks, and in how many.
    together: Vec<BTreeMap<RecordId, usize>>,
    /// Records that were not looked for in an original.
    unsought: BTreeSet<(RecordId, ArticleId)>,
}

impl Namings {
    pub(super) fn new(briefing: &Briefing) -> Self {
        let counted = |id: ArticleId| {
            let article = &briefing[id];
            match (article.pin.as_ref().and_then(|pin| pin.names.as_ref()), article.kind) {
                (_, TextKind::Full) if article.shown().is_some() => Some(Counted::Whole),
                (Some(_), _) => Some(Counted::Original),
                _ if article.shown().is_none() => None,
                (None, TextKind::Digest) => Some(Counted::Digest),
                (None, TextKind::Excerpt | TextKind::Full) => Some(Counted::Excerpt),
            }
        };
        let articles: Vec<Option<Counted>> =
            (0..briefing.articles.len()).map(|index| counted(ArticleId::new(index))).collect();
        let read = |index: usize| InText::remembered(briefing, ArticleId::new(index));
        let texts: Vec<Arc<InText>> =
            (0..briefing.articles.len()).into_par_iter().map(read).collect();
        let mut records = vec![Vec::new(); briefing.records.len()];
        for ((id, _), text) in briefing.articles().zip(&texts) {
            let Some(counted) = articles[id.index()] else { continue };
            let named = match counted {
                Counted::Original => pinned(briefing, id),
                _ => text.forms.clone(),
            };
            for (record, mut forms) in named {
                forms.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
                if let Some(named) = records.get_mut(record.index()).filter(|_| !forms.is_empty()) {
                    named.push(ArticleNaming { article: id, counted, forms });
                }
            }
        }
        let mut unsought = BTreeSet::new();
        for (id, article) in briefing.articles() {
            let names = article.pin.as_ref().and_then(|pin| pin.names.as_ref());
            let Some(names) = names.filter(|_| articles[id.index()] == Some(Counted::Original))
            else {
                continue;
            };
            let records = briefing.records().map(|(record, _)| record);
            unsought.extend(records.filter(|it| !names.contains_key(it)).map(|it| (it, id)));
        }
        let together = together(&texts, briefing.records.len());
        Self { records, articles, unplaced: BTreeSet::new(), together, unsought }
    }

    /// Takes note of the articles of which not all is shown: what was counted in them stays counted.
    pub(crate) fn withhold(&mut self, is_withheld: impl Fn(ArticleId) -> bool) {
        let all = (0..self.articles.len()).map(ArticleId::new);
        self.unplaced = all.filter(|id| is_withheld(*id)).collect();
    }

    /// Whether all places that were counted of an article are shown.
    #[must_use]
    pub fn is_placed(&self, article: ArticleId) -> bool {
        self.counted(article) != Some(Counted::Original) && !self.unplaced.contains(&article)
    }

    /// Whether an article's mentions were counted in the report itself, and are not all shown.
    #[must_use]
    pub fn is_beyond(&self, article: ArticleId) -> bool {
        self.is_whole(article) && !self.is_placed(article)
    }

    /// Where a record is named, in order of the articles.
    #[must_use]
    pub fn of(&self, record: RecordId) -> &[ArticleNaming] {
        self.records.get(record.index()).map_or(&[], Vec::as_slice)
    }

    /// What the texts name in the same blocks as a record, and in how many.
    #[must_use]
    pub fn together(&self, record: RecordId) -> &BTreeMap<RecordId, usize> {
        static NONE: BTreeMap<RecordId, usize> = BTreeMap::new();
        self.together.get(record.index()).unwrap_or(&NONE)
    }

    /// How an article names a record, where it does.
    #[must_use]
    pub fn in_article(&self, record: RecordId, article: ArticleId) -> Option<&ArticleNaming> {
        let named = self.of(record);
        named.get(named.binary_search_by_key(&article, |named| named.article).ok()?)
    }

    /// Where an article's mentions are counted; none where that is nowhere.
    #[must_use]
    pub fn counted(&self, article: ArticleId) -> Option<Counted> {
        self.articles.get(article.index()).copied().flatten()
    }

    /// Whether all that a report names was counted.
    #[must_use]
    pub fn is_whole(&self, article: ArticleId) -> bool {
        self.counted(article).is_some_and(Counted::in_report)
    }

    /// Whether it is known how often a report names a record.
    #[must_use]
    pub fn knows(&self, record: RecordId, article: ArticleId) -> bool {
        self.is_whole(article) && !self.unsought.contains(&(record, article))
    }

    /// How often the reports' own words name a record.
    #[must_use]
    pub fn in_reports(&self, record: RecordId) -> usize {
        self.sum(record, |counted| counted != Counted::Digest)
    }

    /// How often digests name a record of whose reports no more is known.
    #[must_use]
    pub fn in_digests(&self, record: RecordId) -> usize {
        self.sum(record, |counted| counted == Counted::Digest)
    }

    fn sum(&self, record: RecordId, is_meant: impl Fn(Counted) -> bool) -> usize {
        let named = self.of(record).iter().filter(|named| is_meant(named.counted));
        named.map(ArticleNaming::count).sum()
    }

    /// The only report that names a record, where it was looked for in all others: in their own
    /// texts, if in one language, since names may be others in another.
    #[must_use]
    pub fn alone(&self, briefing: &Briefing, record: RecordId) -> Option<ArticleId> {
        let [named] = self.of(record) else { return None };
        if named.counted == Counted::Digest {
            return None;
        }
        let language = |id: ArticleId| briefing[id].language.to_ascii_lowercase();
        let is_known = |id: ArticleId| match self.counted(id) {
            Some(Counted::Whole) => language(id) == language(named.article),
            _ => self.knows(record, id),
        };
        let mut all = briefing.articles().map(|(id, _)| id);
        all.all(|id| id == named.article || is_known(id)).then_some(named.article)
    }
}

/// Forms by which a record is named, each with how often.
type Forms = Vec<(String, usize)>;

/// What one text names.
#[derive(Debug, Default)]
struct InText {
    /// By record, in order: the forms by which it is named.
    forms: Vec<(RecordId, Forms)>,
    /// Of each block that names several: which, in order.
    blocks: Vec<Vec<RecordId>>,
}

impl InText {
    fn remembered(briefing: &Briefing, id: ArticleId) -> Arc<Self> {
        let Some(prose) = briefing[id].shown() else { return Arc::default() };
        let (document, mentions) = (&prose.document, briefing.mentions_in(id));
        let input = |it: &mut Content| {
            document.key().hash(it);
            mentions.iter().for_each(|mention| (mention.record, mention.range).hash(it));
        };
        briefing.memory.recall("namings", input, || Self::read(document, mentions))
    }

    fn read(document: &Document, mentions: &[Mention]) -> Self {
        let mut forms: BTreeMap<RecordId, BTreeMap<String, usize>> = BTreeMap::new();
        let mut named: BTreeMap<usize, BTreeSet<RecordId>> = BTreeMap::new();
        for mention in mentions {
            let form = document.slice(mention.range).replace('\n', " ");
            *forms.entry(mention.record).or_default().entry(form).or_default() += 1;
            if let Some(block) = document.block_at(mention.range.start()) {
                named.entry(block).or_default().insert(mention.record);
            }
        }
        let several = named.into_values().filter(|it| (2..=MOST_TOGETHER).contains(&it.len()));
        Self {
            forms: forms.into_iter().map(|(id, forms)| (id, forms.into_iter().collect())).collect(),
            blocks: several.map(|named| named.into_iter().collect()).collect(),
        }
    }
}

/// By record: what is named in the same blocks, and in how many.
fn together(texts: &[Arc<InText>], records: usize) -> Vec<BTreeMap<RecordId, usize>> {
    let blocks = texts.iter().flat_map(|text| &text.blocks);
    let of_block = |named: &Vec<RecordId>| {
        let pairs = named.iter().flat_map(|one| named.iter().map(|other| (*one, *other)));
        pairs.filter(|(one, other)| one != other).collect::<Vec<_>>()
    };
    let mut pairs: Vec<(RecordId, RecordId)> = blocks.flat_map(of_block).collect();
    // To sort and count them is many times faster than to look each up.
    pairs.par_sort_unstable();
    let mut together = vec![BTreeMap::new(); records];
    for of_one in pairs.chunk_by(|a, b| a.0 == b.0) {
        let counts = of_one.chunk_by(|a, b| a == b).map(|same| (same[0].1, same.len()));
        if let Some(named) = together.get_mut(of_one[0].0.index()) {
            *named = counts.collect();
        }
    }
    together
}

/// By record: the forms by which a report itself names it.
fn pinned(briefing: &Briefing, id: ArticleId) -> Vec<(RecordId, Forms)> {
    let pinned = briefing[id].pin.iter().flat_map(|pin| pin.names.iter().flatten());
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let forms = |counts: &BTreeMap<String, u64>| {
        let named = counts.iter().filter(|(_, count)| **count > 0);
        named.map(|(form, count)| (form.clone(), number(*count))).collect()
    };
    pinned.map(|(record, counts)| (*record, forms(counts))).collect()
}
