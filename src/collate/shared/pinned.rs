//! Shared words that were counted in originals, in the place of what their digests share.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Elsewhere, SharedPair, SharedWords};
use crate::model::{Article, ArticleId, Briefing, PinnedShared, TextKind};

/// Whether an article's text here is compared: a digest is in the editor's words, and of what was
/// measured whole no part is compared.
pub(super) fn is_compared(article: &Article) -> bool {
    article.kind != TextKind::Digest && counted(article).is_none()
}

/// How many words the report has whose shared words were counted in itself.
fn counted(article: &Article) -> Option<u64> {
    let pin = article.pin.as_ref()?;
    pin.shared.as_ref().and(pin.words)
}

/// Whether any report's shared words were counted in itself.
pub(super) fn any(briefing: &Briefing) -> bool {
    briefing.articles.iter().any(|article| counted(article).is_some())
}

/// Adds what pins tell. Of reports in such a pair it is not known how much of them stands in all
/// others together.
pub(super) fn add(briefing: &Briefing, shared: &mut SharedWords) {
    for (id, article) in briefing.articles() {
        if let (Some(words), Some(report)) = (counted(article), shared.reports.get_mut(id.index()))
        {
            let words = usize::try_from(words).unwrap_or(usize::MAX);
            *report = Some(Elsewhere { words, shared: None, boilerplate: 0, reports: 0 });
        }
    }
    let pairs = pairs(briefing);
    shared.pair_count += pairs.len();
    for (articles, figures) in pairs {
        for article in articles {
            if let Some(Some(report)) = shared.reports.get_mut(article.index()) {
                report.shared = None;
                report.reports += 1;
            }
        }
        let number = |figure: u64| usize::try_from(figure).unwrap_or(usize::MAX);
        shared.pairs.push(SharedPair {
            articles,
            words: number(figures.words),
            longest: number(figures.longest),
            run_count: number(figures.runs),
            runs: Vec::new(),
            pinned: true,
            in_part: false,
        });
    }
    if shared.pairs.iter().any(|pair| pair.pinned) {
        shared.pairs.sort_by_key(|pair| (Reverse((pair.words, pair.longest)), pair.articles));
    }
}

/// What pins tell of two reports: where both tell it, the later.
fn pairs(briefing: &Briefing) -> BTreeMap<[ArticleId; 2], PinnedShared> {
    let pinned = briefing.articles().filter(|(_, article)| counted(article).is_some());
    let mut pins: Vec<_> =
        pinned.filter_map(|(id, article)| Some((id, article.pin.as_ref()?))).collect();
    pins.sort_by_key(|(id, pin)| (pin.pinned, *id));
    let mut pairs = BTreeMap::new();
    for (id, pin) in pins {
        for (other, figures) in pin.shared.iter().flatten().filter(|(other, _)| **other != id) {
            let mut articles = [id, *other];
            articles.sort_unstable();
            pairs.insert(articles, *figures);
        }
    }
    pairs
}
