//! Notes: attributes, speakers, passages and values, from syntax to the model.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchor::anchor;
use super::drafts;
use super::explain_failure::{FailedPassage, surroundings};
use super::ids::{Ids, Named, NamedNote};
use super::links::{Linker, Voice};
use super::records::reference;
use super::text_map::TextMap;
use super::unattributed::{Unattributed, Why};
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, nearest};
use crate::language::{Language, figure_across};
use crate::model::{
    ArticleId, Claim, Correction, Note, NoteId, NoteKind, Passage, Position, Quote, Reference,
    Speaker, Transmission, said_on,
};
use crate::parse::article::ParsedArticle;
use crate::parse::attributes::Attribute;
use crate::parse::fields::{AnnotationsFields, Status};
use crate::parse::front_matter;
use crate::parse::note::{AnnotationFile, ParsedNote, ParsedPassage, QuotedPart};
use crate::parse::odd;
use crate::parse::slug::{is_slug, looks_like_block, no_page, slug};
use crate::parse::value::Value;
use crate::parse::{accepted_code, slugs};
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};
use crate::unseen;

/// The kinds, as authors write them, with the keys of each.
const KINDS: &[(&str, &[&str])] = &[
    ("note", &[]),
    ("quote", &["by", "said", "base"]),
    ("claim", &["unit", "total"]),
    ("context", &[]),
    ("correction", &["evidence", "reads"]),
    ("question", &[]),
];

/// Keys that every kind has.
const COMMON_KEYS: &[&str] = &["status", "author", "allow"];

/// Keys of a passage of a quotation.
const PASSAGE_KEYS: &[&str] = &["route", "as", "via"];

/// A note whose id is known.
#[derive(Debug)]
pub struct NamedParsedNote {
    /// Its id.
    pub slug: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// The file's defaults, where they can be read.
    pub defaults: Option<AnnotationsFields>,
    /// The file.
    pub file: FileId,
    /// The bytes of the file's front matter.
    pub yaml: Option<Range<usize>>,
    /// The note.
    pub note: ParsedNote,
}

/// Gives every note its id, and the ids of the briefing their notes. What cannot be an id, or is
/// one already, is told.
pub fn name(
    annotations: Vec<(FileId, AnnotationFile)>,
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) -> Vec<NamedParsedNote> {
    let mut notes = Vec::new();
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let mut shown = 0;
    for (file, annotations) in annotations {
        for note in annotations.notes {
            let slug = note_id(&note, diagnostics);
            let draft = is_draft(&note, annotations.defaults.as_ref());
            if let Some(earlier) = first.get(&slug) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateNote,
                        note.heading,
                        format!("the id `{slug}` belongs to another note already"),
                    )
                    .help("give one of the two an id of its own: `{#id}` at the end of its heading")
                    .related(*earlier, "the other note"),
                );
            } else {
                first.insert(slug.clone(), note.heading);
            }
            let left_out = draft && ids.audience == Audience::Public;
            let named = if left_out { NamedNote::Draft } else { NamedNote::Shown(NoteId(shown)) };
            ids.notes.entry(slug.clone()).or_insert(named);
            shown += usize::from(!left_out);
            notes.push(NamedParsedNote {
                slug,
                draft,
                defaults: annotations.defaults.clone(),
                file,
                yaml: annotations.yaml.clone(),
                note,
            });
        }
    }
    notes
}

fn note_id(note: &ParsedNote, diagnostics: &mut Diagnostics) -> String {
    let given = note.attributes.iter().find_map(|(attribute, range)| match attribute {
        Attribute::Id(id) => Some((id.clone(), Span::new(note.heading.file, range.clone()))),
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

fn is_draft(note: &ParsedNote, defaults: Option<&AnnotationsFields>) -> bool {
    let own = note.attributes.iter().any(|(attribute, _)| {
        *attribute == Attribute::Pair("status".to_owned(), "draft".to_owned())
    });
    own || defaults.and_then(|defaults| defaults.status) == Some(Status::Draft)
}

/// What is wrong with a note.
#[derive(Debug, Default)]
pub struct Told {
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
    /// The articles, in order.
    pub articles: &'a [ParsedArticle],
    /// Their texts, in the same order.
    pub maps: &'a [TextMap<'a>],
    /// The files.
    pub sources: &'a SourceSet,
    /// The language of the briefing.
    pub language: Language,
}

impl Lowering<'_> {
    /// Makes a note of what is written. What of it is wrong is told, and left out.
    pub fn note(&self, named: NamedParsedNote, told: &mut Told) -> Note {
        let NamedParsedNote { slug, draft, defaults, file, yaml, note } = named;
        let keys = Keys::new(&note, &mut told.diagnostics);
        let allow = keys.allow(&mut told.diagnostics);
        let default = self.default_article(file, &yaml, defaults.as_ref(), &mut told.diagnostics);
        let may_be_silent = matches!(keys.kind, Some("claim" | "quote") | None);
        // Of a large briefing's notes nearly all have one: more room would be most of the model's.
        let mut passages = Vec::with_capacity(note.passages.len());
        let mut silent = Vec::new();
        let mut silences = 0;
        let attributed = note.passages.iter().any(|passage| passage.attribution.is_some());
        for passage in &note.passages {
            if may_be_silent && passage.parts.is_empty() && is_silence(passage) {
                silences += 1;
                if let (Some(kind), Some(line)) = (keys.kind, &passage.attribution) {
                    self.refuse_keys(kind, line, &mut told.diagnostics);
                }
                for (id, span) in passage.attribution.iter().flat_map(|line| &line.articles) {
                    let article = self.known_article(id, *span, &mut told.diagnostics);
                    silent.extend(article.map(|id| (id, *span)));
                }
                continue;
            }
            let default = if attributed { None } else { Some(&default) };
            passages.extend(self.passage(passage, keys.kind, default, told));
        }
        let quoted = note.quotes.iter().filter(|(_, parts)| parts.iter().any(is_told_apart));
        told.unattributed.extend(quoted.map(|(span, parts)| Unattributed {
            span: *span,
            parts: parts.clone(),
            why: Why::InText,
        }));
        let diagnostics = &mut told.diagnostics;
        let about = match &default {
            DefaultArticle::Is(article) if note.passages.is_empty() => Some(*article),
            _ => None,
        };
        let is_missing = note.passages.is_empty() && matches!(default, DefaultArticle::Missing);
        if is_missing && !note.interrupted {
            diagnostics.push(
                Diagnostic::new(
                    Code::AttributionMissing,
                    note.heading,
                    "this note has no passage, and the file does not say which article it is about",
                )
                .help("quote the passage under the heading as `> …`")
                .help("or add `article: …` to the file's front matter"),
            );
        }
        let left_out = draft && self.linker.ids.audience == Audience::Public;
        let voice = if left_out { Voice::LeftOut } else { Voice::Editor };
        if !left_out {
            let attributions = note.passages.iter().filter_map(|it| it.attribution.as_ref());
            for span in attributions.map(|line| line.span).chain([note.heading]) {
                let place =
                    |it: Range<usize>| Span::new(file, span.start + it.start..span.start + it.end);
                drafts::tell(self.sources.text(span), self.linker.ids, place, diagnostics);
            }
        }
        let kind = self.kind(&keys, &note, diagnostics);
        if let NoteKind::Quote(Quote { base: Some(base), .. }) = &kind
            && !passages.iter().any(|passage| passage.article == *base)
            && passages.len() + silences == note.passages.len()
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::BaseNotWitness,
                    keys.span("base"),
                    format!(
                        "`{}` is the base, and no passage of this note stands in it",
                        self.articles[base.0].slug
                    ),
                )
                .help("choose the article of one of the passages, or add a passage from it"),
            );
        }
        Note {
            slug,
            span: note.heading,
            extent: note.extent,
            title: note.title.clone(),
            kind,
            draft,
            author: keys.text("author").or(defaults.and_then(|defaults| defaults.author)),
            allow,
            passages,
            about,
            silent,
            body: self.linker.prose(file, voice, note.body, diagnostics),
        }
    }

    fn default_article(
        &self,
        file: FileId,
        yaml: &Option<Range<usize>>,
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
                let span = front_matter::place(file, self.sources.file(file), yaml, &["article"]);
                diagnostics.push(self.unknown_article(id, span));
                DefaultArticle::Broken
            }
        }
    }

    fn unknown_article(&self, id: &str, span: Span) -> Diagnostic {
        let is_article = |named| matches!(named, Named::Article(_));
        let (message, help) = match self.linker.ids.get(id) {
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

    fn kind(&self, keys: &Keys<'_>, note: &ParsedNote, diagnostics: &mut Diagnostics) -> NoteKind {
        match keys.kind.unwrap_or("note") {
            "quote" => {
                let speaker = self.speaker(keys, note, diagnostics);
                let base = keys
                    .get("base")
                    .and_then(|(id, span)| self.known_article(id, span, diagnostics));
                match speaker {
                    Some(speaker) => {
                        let said = keys.text("said");
                        let days = said.as_deref().and_then(|said| said_on(said, self.language));
                        NoteKind::Quote(Quote { speaker, said, days, base })
                    }
                    None => NoteKind::Note,
                }
            }
            "claim" => NoteKind::Claim(Claim {
                unit: keys.text("unit"),
                total: keys
                    .text("total")
                    .map(|total| Box::new(Value::read(&total, &[self.language]))),
                total_span: keys.given("total").map(|(_, span)| span),
            }),
            "context" => NoteKind::Context,
            "correction" => {
                let evidence = match keys.given("evidence") {
                    Some((evidence, span)) => {
                        reference(evidence, self.linker.ids, || span, diagnostics)
                            .and_then(|found| self.evidence(found, span, diagnostics))
                    }
                    None => {
                        diagnostics.push(missing(
                            note,
                            "a `correction` must say what it rests on",
                            "add `evidence=` with the id of an article or entity, or a web address",
                        ));
                        None
                    }
                };
                match evidence {
                    Some(evidence) => {
                        NoteKind::Correction(Correction { evidence, reads: keys.text("reads") })
                    }
                    None => NoteKind::Note,
                }
            }
            "question" => NoteKind::Question,
            _ => NoteKind::Note,
        }
    }

    /// Evidence is an id or URL: words prove nothing.
    fn evidence(
        &self,
        found: Reference,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Reference> {
        let Reference::Words(words) = &found else { return Some(found) };
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownId,
                span,
                format!("`{words}` is neither the id of an article, entity or official nor a web address"),
            )
            .maybe_help(self.linker.ids.suggest(words, |_| true))
            .help("write an id, or an address `https://…`; for a document, `sidenote new entity …`"),
        );
        None
    }

    fn speaker(
        &self,
        keys: &Keys<'_>,
        note: &ParsedNote,
        diagnostics: &mut Diagnostics,
    ) -> Option<Speaker> {
        let Some((id, span)) = keys.given("by") else {
            diagnostics.push(missing(
                note,
                "a `quote` must say who speaks",
                "add `by=` with the id of an official, an entity or an article",
            ));
            return None;
        };
        match self.linker.ids.get(id) {
            Some(Named::Article(article)) => Some(Speaker::Article(article)),
            Some(Named::Record(record)) => Some(Speaker::Record(record)),
            Some(Named::Unreadable) => None,
            None => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownOfficial,
                        span,
                        format!("there is no official, entity or article `{id}`"),
                    )
                    .maybe_help(self.linker.ids.suggest(id, |_| true))
                    .help(format!("to add one: `sidenote new official {}`", slug(id))),
                );
                None
            }
        }
    }

    fn passage(
        &self,
        passage: &ParsedPassage,
        kind: Option<&str>,
        default: Option<&DefaultArticle>,
        told: &mut Told,
    ) -> Option<Passage> {
        let Told { diagnostics, failed, unattributed } = told;
        let line = passage.attribution.as_ref();
        if let (Some(kind), Some(line)) = (kind, line) {
            self.refuse_keys(kind, line, diagnostics);
        }
        if let Some((value, span)) = line.and_then(|line| line.value.as_ref())
            && let Some(kind) = kind.filter(|kind| *kind != "claim")
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::AttributionInvalid,
                    *span,
                    format!(
                        "only the passages of a `claim` have a value, and this note is a `{kind}`"
                    ),
                )
                .help(format!("take `: {value}` away, or make the note a `.claim`")),
            );
        }
        let attribute = |wanted: &str| {
            line.into_iter().flat_map(|line| &line.attributes).find_map(|(attribute, range)| {
                match attribute {
                    Attribute::Pair(key, value) if key == wanted => {
                        Some((value.as_str(), Span::new(passage.span.file, range.clone())))
                    }
                    _ => None,
                }
            })
        };
        let transmission =
            attribute("route").and_then(|(route, span)| route_of(route, span, diagnostics));
        let named = |wanted| attribute(wanted).filter(|(value, _)| !value.trim().is_empty());
        let via = named("via")
            .and_then(|(via, span)| reference(via, self.linker.ids, || span, diagnostics));
        let article = match (line.map(|line| (line, line.articles.as_slice())), default) {
            (Some((_, [(id, span)])), _) => {
                let article = self.article(id, *span);
                if let Err(Some(unknown)) = article {
                    unattributed.push(Unattributed {
                        span: *span,
                        parts: passage.parts.clone(),
                        why: Why::Unknown(unknown),
                    });
                    None
                } else {
                    article.ok()
                }
            }
            (Some((line, _)), _) => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AttributionInvalid,
                        line.span,
                        "one passage stands in one article",
                    )
                    .help("write a passage for each article; only `: not reported` goes for several at once"),
                );
                None
            }
            (None, Some(DefaultArticle::Is(article))) => Some(*article),
            (None, Some(DefaultArticle::Broken)) => None,
            (None, Some(DefaultArticle::Missing) | None) => {
                unattributed.push(Unattributed {
                    span: passage.span,
                    parts: passage.parts.clone(),
                    why: Why::Missing { others_are: default.is_none() },
                });
                None
            }
        };
        if passage.parts.is_empty() {
            let mut diagnostic =
                Diagnostic::new(Code::PassageEmpty, passage.span, "this passage quotes no words")
                    .help("quote the words of the article above the attribution");
            if let Some("claim" | "quote") = kind {
                diagnostic = diagnostic
                    .help("or, if you looked and they are silent, end it in `: not reported`");
            }
            diagnostics.push(diagnostic);
            return None;
        }
        let article = article?;
        let without_value = line.is_none_or(|line| line.value.is_none());
        if kind == Some("claim") && without_value && !passage.misattributed {
            diagnostics.push(self.without_value(passage, article));
        }
        let parts = self.place(article, passage, diagnostics, failed)?;
        Some(Passage {
            article,
            span: passage.span,
            value_span: line.and_then(|line| line.value.as_ref()).map(|(_, span)| *span),
            position: Position::At(parts),
            value: line.and_then(|line| line.value.as_ref()).filter(|_| kind == Some("claim")).map(
                |(value, _)| Value::read(value, &[self.maps[article.0].language, self.language]),
            ),
            transmission,
            named_as: named("as").map(|(name, _)| name.to_owned()),
            via,
        })
    }

    /// That a passage of a claim says what a report answers, and the note does not.
    fn without_value(&self, passage: &ParsedPassage, article: ArticleId) -> Diagnostic {
        let span = passage.attribution.as_ref().map_or(passage.span, |line| line.span);
        let slug = &self.articles[article.0].slug;
        Diagnostic::new(Code::MissingKey, span, "this passage of a `claim` has no value")
            .help(format!("write what the report answers behind a colon: `> — [[{slug}]]: 28`"))
            .help("or words, `: not counted`; a note that compares no answers is no `.claim`")
    }

    fn refuse_keys(
        &self,
        kind: &str,
        line: &crate::parse::note::Attribution,
        diagnostics: &mut Diagnostics,
    ) {
        let known = if kind == "quote" { PASSAGE_KEYS } else { &[] };
        let mut seen: Vec<&str> = Vec::new();
        for (attribute, range) in &line.attributes {
            let span = Span::new(line.span.file, range.clone());
            match attribute {
                Attribute::Pair(key, _) if seen.contains(&key.as_str()) => {
                    diagnostics.push(second(key, span));
                }
                Attribute::Pair(key, _) if known.contains(&key.as_str()) => seen.push(key),
                Attribute::Pair(key, _) => {
                    let is_of_notes =
                        COMMON_KEYS.iter().chain(KINDS.iter().flat_map(|(_, keys)| *keys));
                    let help = if known.is_empty() && PASSAGE_KEYS.contains(&key.as_str()) {
                        Some("the passages of a `quote` have it".to_owned())
                    } else if is_of_notes.clone().any(|known| known == key) {
                        Some(format!("it is a note's: write `{key}=…` in its heading"))
                    } else {
                        did_you_mean(key, known.iter().copied())
                    };
                    let message = format!("a passage of a `{kind}` has no key `{key}`");
                    diagnostics
                        .push(Diagnostic::new(Code::UnknownKey, span, message).maybe_help(help));
                }
                Attribute::Id(_) | Attribute::Class(_) => diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownKey,
                        span,
                        "a passage has neither an id nor a kind of its own",
                    )
                    .help("ids and kinds stand in the note's heading"),
                ),
            }
        }
    }

    /// Finds a passage in its article, or notes why it has no place there.
    fn place(
        &self,
        article: ArticleId,
        passage: &ParsedPassage,
        diagnostics: &mut Diagnostics,
        failed: &mut Vec<FailedPassage>,
    ) -> Option<Vec<Range<usize>>> {
        let map = &self.maps[article.0];
        match anchor(map, &passage.parts) {
            Ok(parts) => {
                diagnostics.extend(splits_number(map, &parts, passage.span));
                Some(parts)
            }
            Err(failure) => {
                failed.push(FailedPassage {
                    article,
                    span: passage.span,
                    parts: passage.parts.clone(),
                    failure,
                });
                None
            }
        }
    }
}

/// The article that a file's passages stand in where they don't say.
enum DefaultArticle {
    Is(ArticleId),
    /// It is named, or may be, and what is wrong is told.
    Broken,
    Missing,
}

/// A note's kind and keys, held against what there is.
struct Keys<'a> {
    note: &'a ParsedNote,
    /// Nothing where its author meant one that is not known.
    kind: Option<&'static str>,
}

impl<'a> Keys<'a> {
    fn new(note: &'a ParsedNote, diagnostics: &mut Diagnostics) -> Self {
        let span = |range: &Range<usize>| Span::new(note.heading.file, range.clone());
        let mut kind = None;
        let mut ids = 0;
        for (attribute, range) in &note.attributes {
            match attribute {
                Attribute::Class(class) => {
                    let found = KINDS.iter().find(|(name, _)| name == class);
                    match found {
                        None => diagnostics.push(
                            Diagnostic::new(
                                Code::UnknownKind,
                                span(range),
                                format!("there is no kind of note `{class}`"),
                            )
                            .maybe_help(draft_meant(class))
                            .maybe_help(did_you_mean(class, KINDS.iter().map(|(name, _)| *name)))
                            .help(every_kind()),
                        ),
                        Some(_) if kind.is_some() => diagnostics.push(
                            Diagnostic::new(
                                Code::AttributesInvalid,
                                span(range),
                                "a note is of one kind",
                            )
                            .help("take one of the kinds away"),
                        ),
                        Some((name, _)) => kind = Some(*name),
                    }
                }
                Attribute::Id(_) => {
                    ids += 1;
                    if ids == 2 {
                        diagnostics.push(
                            Diagnostic::new(
                                Code::AttributesInvalid,
                                span(range),
                                "a note has one id",
                            )
                            .help("take one of the two away"),
                        );
                    }
                }
                Attribute::Pair(..) => {}
            }
        }
        let is_plain = || !note.attributes.iter().any(|(it, _)| matches!(it, Attribute::Class(_)));
        let kind = kind.or_else(|| is_plain().then_some("note")).filter(|_| !note.unread);
        let keys = Self { note, kind };
        if let Some(kind) = kind {
            keys.refuse_unknown(kind, diagnostics);
        }
        keys
    }

    fn refuse_unknown(&self, kind: &str, diagnostics: &mut Diagnostics) {
        let own = KINDS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, keys)| keys);
        let known = || own.iter().chain(COMMON_KEYS).copied();
        let mut seen: Vec<&str> = Vec::new();
        for (attribute, range) in &self.note.attributes {
            let Attribute::Pair(key, value) = attribute else { continue };
            let span = Span::new(self.note.heading.file, range.clone());
            if seen.contains(&key.as_str()) {
                diagnostics.push(second(key, span));
            } else if !known().any(|known| known == key) {
                let of = KINDS.iter().find(|(_, keys)| keys.contains(&key.as_str()));
                let help = match of {
                    Some((kind, _)) => Some(format!("a `{kind}` has it: write `.{kind}` too")),
                    None if PASSAGE_KEYS.contains(&key.as_str()) => Some(
                        "it stands after a passage's attribution: `> — [[article-id]] {…}`"
                            .to_owned(),
                    ),
                    None => did_you_mean(key, known()).or_else(|| {
                        let all: Vec<_> = known().map(|key| format!("`{key}`")).collect();
                        Some(format!("its keys are {}", all.join(", ")))
                    }),
                };
                let message = format!("a `{kind}` has no key `{key}`");
                diagnostics.push(Diagnostic::new(Code::UnknownKey, span, message).maybe_help(help));
            } else if key == "status" && value != "draft" {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AttributesInvalid,
                        span,
                        match odd::first_named(value) {
                            Some(odd) => format!("in the value of `status` stands {odd}"),
                            None => format!("`status` cannot be `{value}`"),
                        },
                    )
                    .help("write `status=draft`, or leave it out to publish the note"),
                );
            }
            seen.push(key);
        }
    }

    fn get(&self, wanted: &str) -> Option<(&'a str, Span)> {
        self.note.attributes.iter().find_map(|(attribute, range)| match attribute {
            Attribute::Pair(key, value) if key == wanted => {
                Some((value.as_str(), Span::new(self.note.heading.file, range.clone())))
            }
            _ => None,
        })
    }

    /// The value of a key, where there is anything in it.
    fn given(&self, wanted: &str) -> Option<(&'a str, Span)> {
        self.get(wanted).filter(|(value, _)| !value.trim().is_empty())
    }

    fn text(&self, key: &str) -> Option<String> {
        self.given(key).map(|(value, _)| unseen::without(value).into_owned())
    }

    fn span(&self, key: &str) -> Span {
        self.get(key).map_or(self.note.heading, |(_, span)| span)
    }

    fn allow(&self, diagnostics: &mut Diagnostics) -> Vec<Code> {
        let Some((allow, span)) = self.get("allow") else { return Vec::new() };
        let mut codes = Vec::new();
        for slug in slugs(allow) {
            match accepted_code(slug) {
                Ok(code) => codes.push(code),
                Err(refused) => diagnostics.push(refused.told(span)),
            }
        }
        codes
    }
}

/// What to write instead of a kind that is none, where a draft is meant.
fn draft_meant(class: &str) -> Option<String> {
    nearest(class, ["draft"]).map(|_| "for a draft, write `status=draft`".to_owned())
}

/// Whether words are so many that where they stand says something.
fn is_told_apart(part: &QuotedPart) -> bool {
    const FEWEST: usize = 3;
    part.text.split_whitespace().nth(FEWEST - 1).is_some()
}

fn every_kind() -> String {
    let all: Vec<_> = KINDS.iter().map(|(name, _)| format!("`.{name}`")).collect();
    format!("the kinds are {}", all.join(", "))
}

/// That a key stands twice in one pair of braces.
fn second(key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` stands here a second time");
    Diagnostic::new(Code::AttributesInvalid, span, message).help("keep one of the two")
}

fn missing(note: &ParsedNote, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, note.heading, message).help(help)
}

fn is_silence(passage: &ParsedPassage) -> bool {
    let value = passage.attribution.as_ref().and_then(|line| line.value.as_ref());
    value.is_some_and(|(value, _)| {
        value.split_whitespace().map(str::to_lowercase).eq(["not", "reported"])
    })
}

fn route_of(route: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Transmission> {
    let found = Transmission::from_name(route);
    if found.is_none() {
        let names = Transmission::ALL.map(Transmission::name);
        let help = did_you_mean(route, names).unwrap_or_else(|| {
            format!("write {}", names.map(|name| format!("`{name}`")).join(", "))
        });
        diagnostics.push(
            Diagnostic::new(Code::AttributesInvalid, span, format!("`route` cannot be `{route}`"))
                .help(help),
        );
    }
    found
}

/// Tells of a passage that takes a part of a figure: "8 bureaus" stands in "18 bureaus", and "3
/// people" in "-3 people", and says something else.
fn splits_number(map: &TextMap<'_>, parts: &[Range<usize>], span: Span) -> Option<Diagnostic> {
    let text = &map.document.text;
    let cuts = |at: usize| {
        let block = map.document.block_at(at).and_then(|block| map.document.blocks.get(block));
        let Some(block) = block.map(|block| block.text.clone()) else { return false };
        let inside = at.saturating_sub(block.start);
        figure_across(text.slice(block), inside, map.language).is_some()
    };
    let part = parts.iter().find(|part| cuts(part.start) || cuts(part.end))?;
    let whole = surroundings(text, part);
    Some(
        Diagnostic::new(
            Code::PassageSplitsNumber,
            span,
            format!("this passage begins or ends inside a number: {whole}"),
        )
        .help("quote the whole number, with its sign, scale and currency"),
    )
}
