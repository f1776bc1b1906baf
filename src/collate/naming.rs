//! How often each report names whom, and in which forms, as far as that is known of the report.
//!
//! What an excerpt names is a part of what the report names, and a digest is in the editor's words:
//! of the report itself only its whole text, or what was pinned of it, can tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ArticleId, Briefing, RecordId, TextKind};
use crate::slice::Slice;

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
pub struct Named {
    /// The article.
    pub article: ArticleId,
    /// Where that was counted.
    pub counted: Counted,
    /// Each form and how often it stands there, the most frequent first.
    pub forms: Vec<(String, usize)>,
}

impl Named {
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
    records: Vec<Vec<Named>>,
    /// By article: where its mentions are counted; none where its text is withheld.
    articles: Vec<Option<Counted>>,
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
            (0..briefing.articles.len()).map(|index| counted(ArticleId(index))).collect();
        let mut records = vec![Vec::new(); briefing.records.len()];
        for (id, _) in briefing.articles() {
            let Some(counted) = articles[id.0] else { continue };
            for (record, forms) in forms(briefing, id, counted) {
                let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
                forms.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
                if let Some(named) = records.get_mut(record.0).filter(|_| !forms.is_empty()) {
                    named.push(Named { article: id, counted, forms });
                }
            }
        }
        let mut unsought = BTreeSet::new();
        for (id, article) in briefing.articles() {
            let names = article.pin.as_ref().and_then(|pin| pin.names.as_ref());
            let Some(names) = names.filter(|_| articles[id.0] == Some(Counted::Original)) else {
                continue;
            };
            let records = briefing.records().map(|(record, _)| record);
            unsought.extend(records.filter(|it| !names.contains_key(it)).map(|it| (it, id)));
        }
        Self { records, articles, unsought }
    }

    /// Where a record is named, in order of the articles.
    #[must_use]
    pub fn of(&self, record: RecordId) -> &[Named] {
        self.records.get(record.0).map_or(&[], Vec::as_slice)
    }

    /// Where an article's mentions are counted; none where its text is withheld.
    #[must_use]
    pub fn counted(&self, article: ArticleId) -> Option<Counted> {
        self.articles.get(article.0).copied().flatten()
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
        named.map(Named::count).sum()
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

/// By record: the forms by which an article names it.
fn forms(
    briefing: &Briefing,
    id: ArticleId,
    counted: Counted,
) -> BTreeMap<RecordId, BTreeMap<String, usize>> {
    let mut forms: BTreeMap<RecordId, BTreeMap<String, usize>> = BTreeMap::new();
    if counted == Counted::Original {
        let pinned = briefing[id].pin.iter().flat_map(|pin| pin.names.iter().flatten());
        for (record, pinned) in pinned {
            let counts = pinned.iter().filter(|(_, count)| **count > 0);
            let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
            let counts = counts.map(|(form, count)| (form.clone(), number(*count)));
            forms.insert(*record, counts.collect());
        }
    } else if let Some(prose) = briefing[id].shown() {
        for mention in briefing.mentions_in(id) {
            let form = prose.document.text.slice(mention.range.clone()).replace('\n', " ");
            *forms.entry(mention.record).or_default().entry(form).or_default() += 1;
        }
    }
    forms
}
