//! What the briefing has already, so that nothing is brought in under an id that is taken or twice.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::import::annotations::place::plain_url;
use crate::import::draft::Draft;
use crate::import::references::doi::doi;
use crate::parse::Parsed;

/// The ids, addresses and DOIs of a briefing.
pub(super) struct Known {
    /// The ids that belong to its files, or did.
    taken: BTreeSet<String>,
    /// Its reports by their addresses, and by their DOIs.
    addresses: BTreeMap<String, String>,
    dois: BTreeMap<String, String>,
}

/// A report that is what another is.
pub(super) struct Same<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// What the two have in common.
    pub(super) by: &'static str,
}

impl Known {
    pub(super) fn new(parsed: &Parsed) -> Self {
        let declared = parsed.declared.iter().map(|declared| declared.slug.clone());
        let earlier = parsed.articles.iter().flat_map(|article| {
            article.fields.redirect_from.iter().flat_map(|ids| &ids.0).cloned()
        });
        let taken = declared.chain(earlier).collect();
        let mut known = Self { taken, addresses: BTreeMap::new(), dois: BTreeMap::new() };
        for article in &parsed.articles {
            let fields = &article.fields;
            let urls = [&fields.url, &fields.archive_url].into_iter().flatten();
            let extra = fields.extra.as_ref().and_then(|extra| extra.get("doi"));
            let extra = extra.and_then(Value::as_str);
            known.has(&article.slug, urls.map(|url| url.0.as_str()), extra);
        }
        known
    }

    pub(super) fn add(&mut self, id: &str, draft: &Draft) {
        self.taken.insert(id.to_owned());
        let urls = [&draft.url, &draft.archive_url].into_iter().flatten();
        self.has(id, urls.map(String::as_str), draft.doi.as_deref());
    }

    fn has<'u>(&mut self, id: &str, urls: impl Iterator<Item = &'u str>, named: Option<&str>) {
        let mut dois: Vec<String> = named.and_then(doi).into_iter().collect();
        for url in urls {
            dois.extend(doi(url));
            self.addresses.entry(plain_url(url)).or_insert_with(|| id.to_owned());
        }
        for name in dois {
            self.dois.entry(name).or_insert_with(|| id.to_owned());
        }
    }

    pub(super) fn is_taken(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// The report that has a draft's address, or its DOI.
    pub(super) fn other(&self, draft: &Draft) -> Option<Same<'_>> {
        let url = draft.url.as_deref();
        let named = draft.doi.as_deref().or(url).and_then(doi);
        let by_doi = named.and_then(|name| self.dois.get(&name)).map(|id| (id, "DOI"));
        let by_url = url.and_then(|url| self.addresses.get(&plain_url(url)));
        let (id, by) = by_url.map(|id| (id, "address")).or(by_doi)?;
        Some(Same { id, by })
    }

    /// An id that is free, with a number after it.
    pub(super) fn free(&self, id: &str) -> String {
        (2usize..)
            .map(|number| format!("{id}-{number}"))
            .find(|id| !self.taken.contains(id))
            .unwrap_or_default()
    }
}
