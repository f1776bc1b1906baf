//! What each id means.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::{ArticleId, NoteId, RecordId};
use crate::parse::Parsed;
use crate::parse::article::ParsedArticle;
use crate::parse::front_matter;
use crate::parse::record::ParsedRecord;
use crate::parse::slug::{is_slug, no_page};
use crate::source::{FileId, SourceSet, Span};

/// An article or record, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An article.
    Article(ArticleId),
    /// An entity or official.
    Record(RecordId),
    /// A file that has the id and could not be read: what is wrong with it is told already.
    Unreadable,
}

/// A note, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedNote {
    /// In this build.
    Shown(NoteId),
    /// A draft, which this build leaves out.
    Draft,
}

/// Every id of a briefing. Articles and records are in their final order when it is made.
pub struct Ids {
    named: BTreeMap<String, Named>,
    /// Blocks of each article, by its number.
    blocks: Vec<BTreeSet<String>>,
    /// Earlier ids and what they are now.
    earlier: BTreeMap<String, String>,
    /// Notes, once they are known.
    pub notes: BTreeMap<String, NamedNote>,
    /// Whom the build is for.
    pub audience: Audience,
}

impl Ids {
    /// Gathers the ids; two files with one id are told, and earlier ids that are in use.
    pub fn new(
        parsed: &Parsed,
        articles: &[ParsedArticle],
        records: &[ParsedRecord],
        sources: &SourceSet,
        audience: Audience,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut named: BTreeMap<String, Named> = BTreeMap::new();
        let mut files: BTreeMap<&str, FileId> = BTreeMap::new();
        for declared in &parsed.declared {
            if let Some(&first) = files.get(declared.slug.as_str()) {
                let path = &sources.file(first).path;
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        Span::whole(declared.file),
                        format!("the id `{}` belongs to `{path}` already", declared.slug),
                    )
                    .help("rename one of the two files: articles, entities and officials share their ids")
                    .related(Span::whole(first), "the other file"),
                );
            }
            files.entry(&declared.slug).or_insert(declared.file);
            named.entry(declared.slug.clone()).or_insert(Named::Unreadable);
        }
        for (index, record) in records.iter().enumerate() {
            if files.get(record.slug.as_str()) == Some(&record.file) {
                named.insert(record.slug.clone(), Named::Record(RecordId(index)));
            }
        }
        for (index, article) in articles.iter().enumerate() {
            if files.get(article.slug.as_str()) == Some(&article.file) {
                named.insert(article.slug.clone(), Named::Article(ArticleId(index)));
            }
        }
        let blocks = articles
            .iter()
            .map(|article| {
                article
                    .body
                    .blocks
                    .iter()
                    .map(|block| block.id.clone())
                    .filter(|id| !id.is_empty())
                    .collect()
            })
            .collect();
        let mut ids =
            Self { named, blocks, earlier: BTreeMap::new(), notes: BTreeMap::new(), audience };
        ids.gather_earlier(articles, sources, diagnostics);
        ids
    }

    fn gather_earlier(
        &mut self,
        articles: &[ParsedArticle],
        sources: &SourceSet,
        diagnostics: &mut Diagnostics,
    ) {
        for article in articles {
            let earlier = article.fields.redirect_from.iter().flat_map(|ids| &ids.0);
            for (index, id) in earlier.enumerate() {
                let (message, help) = if !is_slug(id) {
                    (
                        format!(
                            "`{id}` was no id: an id has lower-case letters, digits and hyphens only"
                        ),
                        "take it out of `redirect_from`",
                    )
                } else if let Some(reason) = no_page(id) {
                    (reason, "take it out of `redirect_from`")
                } else if self.named.contains_key(id.as_str()) {
                    (
                        format!("`{id}` is in use, so that it cannot lead to `{}`", article.slug),
                        "take it out of `redirect_from`, or rename the file that has it",
                    )
                } else if let Some(other) = self.earlier.get(id) {
                    (
                        format!("`{id}` leads to `{other}` already"),
                        "take it out of one of the two `redirect_from`",
                    )
                } else {
                    self.earlier.insert(id.clone(), article.slug.clone());
                    continue;
                };
                let file = sources.file(article.file);
                let number = index.to_string();
                let list = ["redirect_from", &number];
                let span = front_matter::place(article.file, file, &article.yaml, &list);
                diagnostics.push(Diagnostic::new(Code::RedirectConflict, span, message).help(help));
            }
        }
    }

    /// What an id means.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Named> {
        self.named.get(id).copied()
    }

    /// Whether an article has a block of this id.
    #[must_use]
    pub fn has_block(&self, article: ArticleId, block: &str) -> bool {
        self.blocks.get(article.0).is_some_and(|blocks| blocks.contains(block))
    }

    /// What to type instead of an id that there is not, of those that `fits`: one that is near, or
    /// those that have it as one of their words.
    #[must_use]
    pub fn suggest(&self, id: &str, fits: impl Fn(Named) -> bool) -> Option<String> {
        const MOST_LISTED: usize = 5;
        self.near(id, &fits).or_else(|| {
            let word = crate::parse::slug::slug(id);
            let with_word = |candidate: &str| candidate.split('-').any(|part| part == word);
            let found: Vec<String> = self
                .named
                .iter()
                .filter(|&(candidate, &named)| fits(named) && with_word(candidate))
                .map(|(candidate, _)| format!("`{candidate}`"))
                .take(MOST_LISTED)
                .collect();
            (!found.is_empty()).then(|| format!("ids with this word: {}", found.join(", ")))
        })
    }

    /// What was likely meant by an id that there is not, of those that `fits`.
    #[must_use]
    pub fn near(&self, id: &str, fits: impl Fn(Named) -> bool) -> Option<String> {
        if let Some(now) = self.earlier.get(id) {
            return Some(format!("its id is now `{now}`"));
        }
        if self.notes.contains_key(id) {
            return Some(format!("there is a note of that id: write `[[#{id}]]`"));
        }
        let slug = crate::parse::slug::slug(id);
        if slug != id && self.named.get(slug.as_str()).is_some_and(|&named| fits(named)) {
            return Some(format!("did you mean `{slug}`?"));
        }
        let candidates = self
            .named
            .iter()
            .filter(|&(_, &named)| fits(named))
            .map(|(candidate, _)| candidate.as_str());
        did_you_mean(id, candidates)
    }

    /// What to type instead of a note's id that there is not.
    #[must_use]
    pub fn suggest_note(&self, id: &str) -> Option<String> {
        if self.named.contains_key(id) {
            return Some(format!("there is a page of that id: write `[[{id}]]`"));
        }
        did_you_mean(id, self.notes.keys().map(String::as_str))
    }
}
