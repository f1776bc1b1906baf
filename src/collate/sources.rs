//! How many sources reports are: copies of one text are one.

use std::collections::BTreeMap;

use super::shared::SharedWords;
use crate::model::{ArticleId, Briefing};

/// Of a report that is a copy, so much of its words at least stands in the text that others print, too:
/// half of them.
const COPIED: usize = 2;

/// How many of these reports are sources of their own. What they say is an agency's is the agency's, who
/// is a source that publishes itself, too; and reports that are for the most part one text are one.
#[must_use]
pub fn independent(briefing: &Briefing, shared: &SharedWords, reports: &[ArticleId]) -> usize {
    let mut heads: Vec<usize> = (0..reports.len()).collect();
    let mut join = |one: usize, other: usize| {
        let (one, other) = (head(&heads, one), head(&heads, other));
        if let Some(place) = heads.get_mut(one.max(other)) {
            *place = one.min(other);
        }
    };
    let name = |name: &str| name.trim().to_lowercase();
    let mut agencies: BTreeMap<String, usize> = BTreeMap::new();
    for (index, report) in reports.iter().enumerate() {
        if let Some(agency) = &briefing[*report].agency {
            join(index, *agencies.entry(name(agency)).or_insert(index));
        }
    }
    for (index, report) in reports.iter().enumerate() {
        let publisher = briefing[*report].publisher.as_deref();
        if let Some(first) = publisher.and_then(|publisher| agencies.get(&name(publisher))) {
            join(index, *first);
        }
    }
    for text in &shared.texts {
        let copies = text.printings.iter().filter(|(report, words)| {
            let all = shared.reports.get(report.index()).copied().flatten();
            all.is_some_and(|all| words * COPIED >= all.words)
        });
        let mut places =
            copies.filter_map(|(report, _)| reports.iter().position(|it| it == report));
        if let Some(first) = places.next() {
            places.for_each(|other| join(first, other));
        }
    }
    (0..reports.len()).filter(|index| head(&heads, *index) == *index).count()
}

/// The first of those that are one source with this one.
fn head(heads: &[usize], mut index: usize) -> usize {
    while let Some(next) = heads.get(index).filter(|next| **next != index) {
        index = *next;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::testing::{quote, report};
    use crate::collate::{CommonText, Elsewhere};

    /// Four reports, each with an agency or none and a publisher or none.
    fn count(houses: [(Option<&str>, Option<&str>); 4], shared: &SharedWords) -> usize {
        let mut briefing = quote(&["a", "b", "c", "d"].map(report), None, &[]);
        for (article, (agency, publisher)) in briefing.articles.iter_mut().zip(houses) {
            article.agency = agency.map(str::to_owned);
            article.publisher = publisher.map(str::to_owned);
        }
        let all: Vec<ArticleId> = (0..4).map(ArticleId::new).collect();
        independent(&briefing, shared, &all)
    }

    #[test]
    fn copies_of_one_agency_are_one_source() {
        let none = SharedWords::default();
        assert_eq!(count([(None, None); 4], &none), 4);
        let two = [(Some("Reuters"), None), (None, None), (Some(" reuters"), None), (None, None)];
        assert_eq!(count(two, &none), 3);
        let itself = [(Some("AP"), None), (None, Some("ap")), (None, None), (Some("dpa"), None)];
        assert_eq!(count(itself, &none), 3);
        assert_eq!(count([(Some("AP"), Some("A")); 4], &none), 1);
    }

    #[test]
    fn reports_that_are_one_text_are_one_source() {
        let printings = [(0, 60), (2, 50), (3, 49)];
        let printings = printings.map(|(report, words)| (ArticleId::new(report), words)).to_vec();
        let shared = SharedWords {
            reports: vec![Some(Elsewhere { words: 100, ..Elsewhere::default() }); 4],
            texts: vec![CommonText { printings, range: None, is_widespread: false }],
            ..SharedWords::default()
        };
        // The last has less than half of its words from there.
        assert_eq!(count([(None, None); 4], &shared), 3);
    }
}
