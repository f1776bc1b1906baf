//! Notes: attributes, speakers, passages and values, from syntax to the model.

mod default_article;
mod keys;
mod kind;
pub mod named;
mod passage;

use std::ops::Range;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::drafts::{self, Words};
use super::failures::{FailedPassage, Unattributed, Why};
use super::ids::{Ids, Named, NamedNote};
use super::links::{Linker, Voice};
use super::replies;
use super::text_map::TextMap;
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Language;
use crate::memory::Memory;
use crate::model::{ArticleId, Note, NoteClass, NoteId, NoteKind, Quote};
use crate::parse::article::ParsedArticle;
use crate::parse::attributes::Attribute;
use crate::parse::fields::{AnnotationsFields, Status};
use crate::parse::front_matter;
use crate::parse::note::{AnnotationFile, ParsedNote, ParsedPassage, QuotedPart};
use crate::parse::slug::{is_slug, looks_like_block, no_page, slug};
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceSet, Span};
use default_article::DefaultArticle;
use keys::Keys;
pub use named::NamedParsedNote;

/// Gives every note its id, and the ids of the briefing their notes. What cannot be an id, or is
/// one already, is told.
pub fn name(
    annotations: Vec<(FileId, AnnotationFile)>,
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) -> Vec<NamedParsedNote> {
    let mut notes = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (file, annotations) in annotations {
        diagnostics.extend(below_drafts(&annotations));
        let mut defaults = annotations.defaults;
        let extra = defaults.as_mut().and_then(|fields| fields.extra.take()).map(Arc::new);
        let defaults = defaults.map(Arc::new);
        for note in annotations.notes {
            let slug = note_id(&note, diagnostics);
            let draft = note.is_draft(defaults.as_deref());
            if let Some(earlier) = first.get(&slug).and_then(|first| notes.get(*first)) {
                let earlier: &NamedParsedNote = earlier;
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateNote,
                        note.heading,
                        format!("the id `{slug}` belongs to another note already"),
                    )
                    .help("give one of the two an id of its own: `{#id}` at the end of its heading")
                    .related(earlier.note.heading, "the other note"),
                );
            } else {
                first.insert(slug.clone(), notes.len());
            }
            notes.push(NamedParsedNote {
                slug,
                draft,
                defaults: defaults.clone(),
                extra: extra.clone(),
                file,
                yaml: annotations.yaml,
                note,
                tags: Vec::new(),
                reply: None,
            });
        }
    }
    replies::settle(&mut notes, ids.audience, diagnostics);
    let mut shown = 0;
    let mut meant = Vec::with_capacity(notes.len());
    for note in &notes {
        let left_out = note.draft && ids.audience == Audience::Public;
        meant.push(if left_out { NamedNote::Draft } else { NamedNote::Shown(NoteId::new(shown)) });
        ids.has_drafts |= left_out;
        shown += usize::from(!left_out);
    }
    let named = first.into_iter().filter_map(|(slug, note)| Some((slug, *meant.get(note)?)));
    ids.notes = named.collect();
    notes
}

/// Published notes that have nothing but a title and a text, each right below a note that is a draft by
/// its own heading: they may have been meant as parts of it.
fn below_drafts(file: &AnnotationFile) -> Vec<Diagnostic> {
    let is_draft = |note: &ParsedNote| note.attributes.iter().any(|(it, _)| it.is_draft());
    let is_part = |note: &ParsedNote| {
        let is_read = !note.unread && !note.interrupted;
        is_read && note.attributes.is_empty() && note.passages.is_empty()
    };
    if file.defaults.as_ref().and_then(|defaults| defaults.status) == Some(Status::Draft) {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut below = None;
    for note in &file.notes {
        if is_draft(note) {
            below = Some(note.heading);
        } else if let Some(draft) = below.filter(|_| is_part(note)) {
            let message = "this heading begins a note that is published, below one that is a draft";
            told.push(
                Diagnostic::new(Code::LooksLikeADraft, note.heading, message)
                    .help("if it is a part of the draft, begin it with three hashes: `### …`")
                    .help("if it is a draft of its own, end it with `{status=draft}`")
                    .help("if it is a note to be published, give it an id of its own: `{#id}`")
                    .related(draft, "the draft"),
            );
        } else {
            below = None;
        }
    }
    told
}

fn note_id(note: &ParsedNote, diagnostics: &mut Diagnostics) -> String {
    let given = note.attributes.iter().find_map(|(attribute, range)| match attribute {
        Attribute::Id(id) => Some((id.clone(), Span::new(note.heading.file, *range))),
        _ => None,
    });
    let (id, span) = given.unwrap_or_else(|| (slug(&note.title), note.heading));
    let has_page = note.attributes.iter().any(|(it, _)| *it == Attribute::Class("claim".into()));
    let problem = if id.is_empty() {
        Some("this title has no letters that an id could be made of".to_owned())
    } else if !is_slug(&id) {
        Some(format!("`{id}` is no id: an id has lower-case letters, digits and hyphens only"))
    } else if looks_like_block(&id) {
        Some(format!("`{id}` looks like the id of a block"))
    } else if has_page {
        no_page(&id)
    } else {
        None
    };
    if let Some(message) = problem {
        let proposal = Some(slug(&id))
            .filter(|slug| !slug.is_empty() && *slug != id && !looks_like_block(slug));
        let help = match proposal {
            Some(slug) => format!("write `{{#{slug}}}`"),
            None => "give it one of your own: `{#id}` at the end of the heading".to_owned(),
        };
        diagnostics.push(Diagnostic::new(Code::NoteIdInvalid, span, message).help(help));
    }
    id
}

/// What is wrong with a note.
#[derive(Debug, Default)]
pub struct NoteFaults {
    /// What can be told at once.
    pub diagnostics: Diagnostics,
    /// Passages without a place.
    pub failed: Vec<FailedPassage>,
    /// Passages of which it is not said in which article they stand.
    pub unattributed: Vec<Unattributed>,
}

/// What notes are made with.
pub struct Lowering<'a> {
    /// Follows links.
    pub linker: &'a Linker<'a>,
    /// What earlier states have left.
    pub memory: &'a Memory,
    /// The articles, in order.
    pub articles: &'a [ParsedArticle],
    /// Their texts, in the same order.
    pub maps: &'a [TextMap<'a>],
    /// The files.
    pub sources: &'a SourceSet,
    /// The language of the briefing, and its tag.
    pub language: Language,
    /// See [`Self::language`].
    pub settings_language: &'a str,
}

impl Lowering<'_> {
    /// Makes a note of what is written. What of it is wrong is told, and left out.
    pub fn note(&self, named: NamedParsedNote, told: &mut NoteFaults) -> Note {
        let reply = replies::answered(&named, self.linker.ids);
        let NamedParsedNote { slug, draft, defaults, extra, file, yaml, note, tags, .. } = named;
        let keys = Keys::new(&note, &mut told.diagnostics);
        let allow = keys.allow(&mut told.diagnostics);
        let default = self.default_article(file, &yaml, defaults.as_deref(), &mut told.diagnostics);
        // Of a large briefing's notes nearly all have one: more room would be most of the model's.
        let mut passages = Vec::with_capacity(note.passages.len());
        let mut silent = Vec::new();
        let mut silences = 0;
        let may_be_silent = keys.class.is_none_or(NoteClass::may_be_silent);
        let attributed = note.passages.iter().any(|passage| passage.attribution.is_some());
        let unit = keys.text("unit");
        let unit = unit.as_deref();
        for passage in &note.passages {
            if may_be_silent && passage.parts.is_empty() && passage.is_silence() {
                silences += 1;
                silent.extend(self.silence(passage, keys.class, &mut told.diagnostics));
            } else {
                let default = if attributed { None } else { Some(&default) };
                passages.extend(self.passage(passage, (keys.class, unit), default, told));
            }
        }
        for (article, span) in &silent {
            if let Some(passage) = passages.iter().find(|passage| passage.article == *article) {
                let slug = &self.articles[article.index()].slug;
                told.diagnostics.push(silent_and_quoted(*span, passage.span, slug));
            }
        }
        let quoted = note.quotes.iter().filter(|(_, parts)| parts.iter().any(is_told_apart));
        told.unattributed.extend(quoted.map(|(span, parts)| Unattributed {
            span: *span,
            parts: parts.clone(),
            after_dash: None,
            why: Why::InText,
        }));
        let diagnostics = &mut told.diagnostics;
        // What answers a note stands under it.
        let is_reply = keys.get("reply").is_some();
        let about = match &default {
            DefaultArticle::Is(article) if note.passages.is_empty() && !is_reply => Some(*article),
            _ => None,
        };
        if matches!(default, DefaultArticle::Missing) && !is_reply {
            diagnostics.extend(about_nothing(&note));
        }
        let left_out = draft && self.linker.ids.audience == Audience::Public;
        let voice = if left_out { Voice::LeftOut } else { Voice::Editor };
        if !left_out {
            self.tell_drafts(&note, file, diagnostics);
        }
        let kind = self.kind(&keys, &note, diagnostics);
        if let NoteKind::Quote(Quote { base: Some(base), .. }) = &kind
            && !passages.iter().any(|passage| passage.article == *base)
            && passages.len() + silences == note.passages.len()
        {
            diagnostics.push(self.base_without_passage(*base, keys.span("base")));
        }
        Note {
            slug,
            span: note.heading,
            extent: note.extent,
            title: note.title.clone(),
            kind,
            draft,
            author: keys.text("author").or(defaults.and_then(|defaults| defaults.author.clone())),
            changed: keys.day("date", diagnostics),
            allow,
            reply,
            reviewed: keys.text("reviewed"),
            tags,
            passages,
            about,
            silent,
            body: self.linker.prose(file, voice, note.body.clone(), diagnostics),
            extra,
        }
    }

    /// The reports that a passage says are silent, each with the place of its id.
    fn silence(
        &self,
        passage: &ParsedPassage,
        class: Option<NoteClass>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(ArticleId, Span)> {
        let Some(line) = &passage.attribution else { return Vec::new() };
        if let Some(class) = class {
            keys::refuse_keys(class, line, diagnostics);
        }
        let articles = line.articles.iter();
        articles
            .filter_map(|(id, span)| Some((self.known_article(id, *span, diagnostics)?, *span)))
            .collect()
    }

    /// Tells of the ids of drafts in what a note says in its heading and attributions.
    fn tell_drafts(&self, note: &ParsedNote, _file: FileId, diagnostics: &mut Diagnostics) {
        let attributions = note.passages.iter().filter_map(|it| it.attribution.as_ref());
        for span in attributions.map(|line| line.span).chain([note.heading]) {
            let place = |it: Range<usize>| span.part(it);
            let words = self.sources.text(span);
            drafts::tell(words, Words::Said, self.linker.ids, place, diagnostics);
        }
    }

    fn base_without_passage(&self, base: ArticleId, span: Span) -> Diagnostic {
        let slug = &self.articles[base.index()].slug;
        let message = format!("`{slug}` is the base, and no passage of this note stands in it");
        Diagnostic::new(Code::BaseNotWitness, span, message)
            .help("choose the article of one of the passages, or add a passage from it")
    }

    fn default_article(
        &self,
        file: FileId,
        yaml: &Option<Place<InSource>>,
        defaults: Option<&AnnotationsFields>,
        diagnostics: &mut Diagnostics,
    ) -> DefaultArticle {
        let Some(defaults) = defaults else { return DefaultArticle::Broken };
        let (Some(id), Some(yaml)) = (&defaults.article, yaml) else {
            return DefaultArticle::Missing;
        };
        match self.linker.ids.get(id) {
            Some(Named::Article(article)) => DefaultArticle::Is(article),
            Some(Named::Unreadable) => DefaultArticle::Broken,
            _ => {
                // Each note of the file finds this out, and it is told once: equal diagnostics
                // are one.
                let span = front_matter::place(file, self.sources.file(file), *yaml, &["article"]);
                diagnostics.push(self.unknown_article(id, span));
                DefaultArticle::Broken
            }
        }
    }

    fn unknown_article(&self, id: &str, span: Span) -> Diagnostic {
        let is_article = |named| matches!(named, Named::Article(_));
        let (message, help) = match self.linker.ids.get(id) {
            Some(Named::Page(_)) => (
                format!("`{id}` is a page of your own, and no article"),
                vec!["name the report in which the words stand".to_owned()],
            ),
            Some(Named::Record(_)) => (
                format!("`{id}` is no article"),
                vec![format!(
                    "name the report in which the words stand; who speaks goes into the heading: `by={id}`"
                )]
                .into_iter()
                .chain(self.linker.ids.suggest(id, is_article))
                .collect::<Vec<_>>(),
            ),
            _ => (
                format!("there is no article `{id}`"),
                self.linker.ids.suggest(id, is_article).into_iter().collect(),
            ),
        };
        let mut diagnostic = Diagnostic::new(Code::UnknownArticle, span, message);
        diagnostic.help = help;
        diagnostic
    }

    /// The article of an id; else what to tell, where it is not told already.
    fn article(&self, id: &str, span: Span) -> Result<ArticleId, Option<Diagnostic>> {
        match self.linker.ids.get(id) {
            Some(Named::Article(article)) => Ok(article),
            Some(Named::Unreadable) => Err(None),
            _ => Err(Some(self.unknown_article(id, span))),
        }
    }

    /// As [`Self::article`]; what there is to tell is told.
    fn known_article(
        &self,
        id: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<ArticleId> {
        self.article(id, span).map_err(|told| diagnostics.extend(told)).ok()
    }
}

/// That a note without passages is about no article.
fn about_nothing(note: &ParsedNote) -> Option<Diagnostic> {
    let message = "this note has no passage, and the file does not say which article it is about";
    (note.passages.is_empty() && !note.interrupted).then(|| {
        Diagnostic::new(Code::AttributionMissing, note.heading, message)
            .help("quote the passage under the heading as `> …`")
            .help("or add `article: …` to the file's front matter")
    })
}

/// Whether words are so many that where they stand says something.
fn is_told_apart(part: &QuotedPart) -> bool {
    const FEWEST: usize = 3;
    part.text.split_whitespace().nth(FEWEST - 1).is_some()
}

/// That a note has a passage of a report, and says that the report is silent.
fn silent_and_quoted(silent: Span, passage: Span, slug: &str) -> Diagnostic {
    let message = format!("`{slug}` is not silent: this note has a passage of it");
    Diagnostic::new(Code::AttributionInvalid, silent, message)
        .help("take it out of the line, or take the passage out")
        .related(passage, "the passage")
}
