//! What each id means.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, KnownWords};
use crate::memory::Settled;
use crate::model::{ArticleId, NoteId, PageId, RecordId};
use crate::parse::Parsed;
use crate::parse::article::ParsedArticle;
use crate::parse::document::Document;
use crate::parse::front_matter;
use crate::parse::page::ParsedPage;
use crate::parse::record::ParsedRecord;
use crate::parse::slug::{is_slug, no_page};
use crate::source::{FileId, SourceSet, Span};

/// How many ids are listed.
const MOST_LISTED: usize = 5;

/// An article, record or page, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An article.
    Article(ArticleId),
    /// An entity or official.
    Record(RecordId),
    /// A page of the briefing's own.
    Page(PageId),
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

/// Every id of a briefing. Articles, records and pages are in their final order when it is made.
pub struct Ids {
    named: HashMap<String, Named>,
    /// Texts of the articles, by their numbers, with the ids of their blocks once they are asked for.
    blocks: Vec<(Settled<Document>, OnceLock<HashSet<String>>)>,
    /// Earlier ids and what they are now.
    earlier: BTreeMap<String, String>,
    /// What articles, records and pages are called, each with its id.
    called: Vec<(String, String)>,
    /// The same by the id that a name suggests, made when it is asked for.
    by_name: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// The ids, and those of notes, among which one is sought that is like a wrong one; the same.
    words: OnceLock<KnownWords>,
    note_words: OnceLock<KnownWords>,
    /// Notes, once they are known.
    pub notes: HashMap<String, NamedNote>,
    /// Whether any of these is a draft that this build leaves out.
    pub has_drafts: bool,
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
        let mut ids = Self {
            named: named(parsed, articles, records, sources, diagnostics),
            blocks: articles.iter().map(|it| (it.body.clone(), OnceLock::new())).collect(),
            earlier: BTreeMap::new(),
            called: called(articles, records, &parsed.pages),
            by_name: OnceLock::new(),
            words: OnceLock::new(),
            note_words: OnceLock::new(),
            notes: HashMap::new(),
            has_drafts: false,
            audience,
        };
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
                let span = front_matter::place(article.file, file, article.yaml, &list);
                diagnostics.push(Diagnostic::new(Code::RedirectConflict, span, message).help(help));
            }
        }
    }

    /// The records that an article says are not meant in it.
    pub fn excepted(
        &self,
        article: &ParsedArticle,
        sources: &SourceSet,
        diagnostics: &mut Diagnostics,
    ) -> Vec<RecordId> {
        let mut excepted = Vec::new();
        let given = article.fields.except.iter().flat_map(|ids| &ids.0);
        for (index, id) in given.enumerate() {
            let message = match self.get(id) {
                Some(Named::Record(record)) => {
                    excepted.push(record);
                    continue;
                }
                Some(Named::Unreadable) => continue,
                Some(Named::Article(_) | Named::Page(_)) => {
                    format!("`{id}` is no entity or official")
                }
                None => format!("there is no entity or official `{id}`"),
            };
            let (file, number) = (sources.file(article.file), index.to_string());
            let span = front_matter::place(article.file, file, article.yaml, &["except", &number]);
            let record = |named| matches!(named, Named::Record(_));
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, span, message)
                    .maybe_help(self.suggest(id, record))
                    .help("name the record whose names mean something else in this report"),
            );
        }
        excepted
    }

    /// What an id means.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Named> {
        self.named.get(id).copied()
    }

    /// Whether an article has a block of this id.
    #[must_use]
    pub fn has_block(&self, article: ArticleId, block: &str) -> bool {
        self.blocks.get(article.index()).is_some_and(|(document, ids)| {
            let all = || document.blocks.iter().map(|it| it.id.clone());
            !block.is_empty() && ids.get_or_init(|| all().collect()).contains(block)
        })
    }

    /// What to type instead of an id that there is not, of those that `fits`: one that is near, or
    /// those that have it as one of their words.
    #[must_use]
    pub fn suggest(&self, id: &str, fits: impl Fn(Named) -> bool) -> Option<String> {
        self.of_name(id, &fits).or_else(|| self.near(id, &fits)).or_else(|| {
            let word = crate::parse::slug::slug(id);
            let with_word = |candidate: &str| candidate.split('-').any(|part| part == word);
            let named = self.named.iter();
            let found = named.filter(|&(candidate, &named)| fits(named) && with_word(candidate));
            let mut found: Vec<String> = found.map(|(id, _)| format!("`{id}`")).collect();
            found.sort_unstable();
            found.truncate(MOST_LISTED);
            (!found.is_empty()).then(|| format!("ids with this word: {}", found.join(", ")))
        })
    }

    /// The ids of what is called by this name: a title, a publisher, a name or another form of one.
    fn of_name(&self, name: &str, fits: impl Fn(Named) -> bool) -> Option<String> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (index, (name, _)) in self.called.iter().enumerate() {
                by_name.entry(name_key(name)).or_default().push(index);
            }
            by_name
        });
        let found = by_name.get(&name_key(name)).into_iter().flatten();
        let mut ids: Vec<&str> = found
            .filter_map(|&index| self.called.get(index))
            .map(|(_, id)| id.as_str())
            .filter(|id| self.get(id).is_some_and(&fits))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        match ids[..] {
            [] => None,
            [id] => Some(format!("the id of “{}” is `{id}`", name.trim())),
            _ => {
                let ids: Vec<String> =
                    ids.iter().take(MOST_LISTED).map(|id| format!("`{id}`")).collect();
                Some(format!("several have the name “{}”: {}", name.trim(), ids.join(", ")))
            }
        }
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
        let last = id.rsplit('/').next().unwrap_or(id).trim_end_matches(".md");
        if last != id && self.named.get(last).is_some_and(|&named| fits(named)) {
            return Some(format!("an id has no folder: write `{last}`"));
        }
        let slug = crate::parse::slug::slug(id);
        if slug != id && self.named.get(slug.as_str()).is_some_and(|&named| fits(named)) {
            return Some(format!("did you mean `{slug}`?"));
        }
        let words = || KnownWords::new(in_order(&self.named));
        let fits = |candidate: &str| self.named.get(candidate).is_some_and(|&named| fits(named));
        self.words.get_or_init(words).did_you_mean(id, fits)
    }

    /// What to type instead of a note's id that there is not.
    #[must_use]
    pub fn suggest_note(&self, id: &str) -> Option<String> {
        if self.named.contains_key(id) {
            return Some(format!("there is a page of that id: write `[[{id}]]`"));
        }
        let words = || KnownWords::new(in_order(&self.notes));
        self.note_words.get_or_init(words).did_you_mean(id, |_| true)
    }
}

/// What each id means; two files with one id are told.
fn named(
    parsed: &Parsed,
    articles: &[ParsedArticle],
    records: &[ParsedRecord],
    sources: &SourceSet,
    diagnostics: &mut Diagnostics,
) -> HashMap<String, Named> {
    let mut named: HashMap<String, Named> = HashMap::new();
    let mut files: HashMap<&str, FileId> = HashMap::new();
    for declared in &parsed.declared {
        if let Some(&first) = files.get(declared.slug.as_str()) {
            let path = &sources.file(first).path;
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    Span::whole(declared.file),
                    format!("the id `{}` belongs to `{path}` already", declared.slug),
                )
                .help("rename one of the two files: articles, entities, officials and pages share their ids")
                .related(Span::whole(first), "the other file"),
            );
        }
        files.entry(&declared.slug).or_insert(declared.file);
        named.entry(declared.slug.clone()).or_insert(Named::Unreadable);
    }
    let records = records.iter().enumerate();
    let records = records.map(|(n, it)| (&it.slug, it.file, Named::Record(RecordId::new(n))));
    let pages = parsed.pages.iter().enumerate();
    let pages = pages.map(|(n, it)| (&it.slug, it.file, Named::Page(PageId::new(n))));
    let articles = articles.iter().enumerate();
    let articles = articles.map(|(n, it)| (&it.slug, it.file, Named::Article(ArticleId::new(n))));
    for (slug, file, meaning) in records.chain(pages).chain(articles) {
        if files.get(slug.as_str()) == Some(&file) {
            named.insert(slug.clone(), meaning);
        }
    }
    named
}

/// Ids in one order, whatever they were gathered in.
fn in_order<T>(ids: &HashMap<String, T>) -> impl Iterator<Item = &str> {
    let mut ids: Vec<&str> = ids.keys().map(String::as_str).collect();
    ids.sort_unstable();
    ids.into_iter()
}

/// What articles, records and pages are called, each with its id.
fn called(
    articles: &[ParsedArticle],
    records: &[ParsedRecord],
    pages: &[ParsedPage],
) -> Vec<(String, String)> {
    let titles = pages.iter().map(|page| (page.fields.title.clone(), page.slug.clone()));
    let mut called: Vec<(String, String)> = titles.collect();
    for article in articles {
        let names = [Some(&article.fields.title), article.fields.publisher.as_ref()];
        called.extend(names.into_iter().flatten().map(|name| (name.clone(), article.slug.clone())));
    }
    for record in records {
        let fields = &record.fields;
        let lists = [&fields.aliases, &fields.short];
        let names = std::iter::once(&fields.name)
            .chain(&fields.full_name)
            .chain(lists.into_iter().flatten().flat_map(|list| &list.0))
            .chain(fields.names.iter().flat_map(|names| names.0.iter().map(|(_, name)| name)));
        called.extend(names.map(|name| (name.clone(), record.slug.clone())));
    }
    called
}

/// What two spellings of one name have in common. An article before a name is often left out.
fn name_key(name: &str) -> String {
    let slug = crate::parse::slug::slug(name);
    slug.strip_prefix("the-").unwrap_or(&slug).to_owned()
}
