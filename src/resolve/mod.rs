//! From files that were parsed each for itself to one briefing: ids, links, passages → places,
//! names → mentions.

pub mod anchor;
pub mod articles;
mod chrome;
mod drafts;
pub mod excerpt;
pub mod failures;
mod front_page;
mod gram_index;
mod ids;
mod links;
pub mod mentions;
mod misspelling;
mod notes;
mod pins;
mod records;
mod replies;
mod tags;
pub mod text_map;

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::config::{Audience, Settings};
use crate::diagnostic::Diagnostics;
use crate::language::{Language, primary};
use crate::load::Folder;
use crate::memory::{Content, Memory};
use crate::model::{
    Article, ArticleId, Briefing, Chrome, Corrections, FrontPage, Mention, Note, Page, Prose,
    Record, RecordId,
};
use crate::parse::article::ParsedArticle;
use crate::parse::fields::OneOrMany;
use crate::parse::front_matter;
use crate::parse::page::ParsedPage;
use crate::parse::record::ParsedRecord;
use crate::parse::{Parsed, Pins};
use crate::slice::Slice;
use crate::source::{SourceSet, Span};
use failures::Failures;
use ids::Ids;
use links::{Linker, Voice};
use mentions::{Forms, NamingText};
use notes::NoteFaults;
use text_map::TextMap;

/// A briefing, and what could not be resolved of it.
#[derive(Debug)]
pub struct Resolved {
    /// The briefing. What is wrong is left out of it.
    pub briefing: Briefing,
    /// What is to be explained.
    pub failures: Failures,
}

/// Makes one briefing of what was parsed, and adds to what was told. Nothing is withheld yet. Where there are errors, what
/// they concern is left out of it: it is good for lints, and not for a site.
#[must_use]
pub fn resolve(
    mut parsed: Parsed,
    folder: &Folder,
    audience: Audience,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let (sources, memory) = (&folder.sources, &folder.memory);
    let (articles, parsed_records) = in_order(&mut parsed);
    let mut ids = Ids::new(&parsed, &articles, &parsed_records, sources, audience, diagnostics);
    let mut named = notes::name(std::mem::take(&mut parsed.annotations), &mut ids, diagnostics);
    let tags =
        tags::gather(&mut named, std::mem::take(&mut parsed.tags), sources, audience, diagnostics);
    drafts::tell_in_front_matter(folder, &ids, diagnostics);
    let left_out = named.iter().filter(|note| note.draft && audience == Audience::Public);
    let drafts: Vec<Span> = left_out.map(|note| note.note.extent).collect();
    let linker = Linker { ids: &ids, sources, assets: &folder.assets };

    let changed = |span: Span| folder.history.of(span);
    let records = lower_records(&parsed_records, &linker, folder, diagnostics);
    let texts = articles.iter().map(|article| article.body.text.len()).sum();
    let site_language = parsed.settings.language.clone();
    let tags_of_languages: Vec<&str> =
        articles.iter().map(|it| it.fields.language.as_deref().unwrap_or(&site_language)).collect();
    let languages: Vec<&str> = tags_of_languages.iter().map(|tag| primary(tag)).collect();
    let all_languages = languages.iter().copied().collect();
    let forms = forms(&records, &parsed_records, (texts, &all_languages), folder, diagnostics);

    let written = articles.par_iter().zip(&tags_of_languages);
    let maps: Vec<TextMap<'_>> =
        written.map(|(it, tag)| TextMap::remembered(&it.body, memory).in_language(tag)).collect();
    let excepted: Vec<Vec<RecordId>> =
        articles.iter().map(|it| ids.excepted(it, sources, diagnostics)).collect();
    let (mentions, found) =
        find_mentions(&forms, &records, &articles, (&excepted, &languages), (&maps, memory));
    diagnostics.extend(found);

    let language = Language::of(&parsed.settings.language);
    let lowering = notes::Lowering {
        linker: &linker,
        memory,
        articles: &articles,
        maps: &maps,
        sources,
        language,
        settings_language: &parsed.settings.language,
    };
    let (mut notes, failures) = lower(&lowering, named, audience, diagnostics);
    notes.iter_mut().for_each(|note| note.changed = changed(note.extent).or(note.changed));
    let failures = Failures { drafts, ..failures };

    let labels = articles::labels(&articles);
    let own = own_texts(&mut parsed, &linker, folder, diagnostics);
    let tags = tags.into_iter().map(|tag| tag.described(&linker, &folder.history, diagnostics));
    let tags = tags.collect();
    drop(maps);
    let described = labels.into_iter().zip(excepted).collect();
    let articles =
        lower_articles(articles, described, &linker, folder, &parsed.settings, diagnostics);
    let pins = parsed.pins.take();
    let mut briefing = Briefing {
        audience,
        settings: parsed.settings,
        words: parsed.words,
        front: own.front,
        front_changed: own.front_changed,
        corrections: own.corrections,
        front_page: own.front_page,
        pages: own.pages,
        chrome: own.chrome,
        articles,
        records,
        pins: pins.as_ref().map(|pins| pins.file),
        notes,
        tags,
        mentions,
        misspellings: Vec::new(),
        accepted: parsed.accepted,
        unplaced: Vec::new(),
        memory: memory.clone(),
    };
    settle(&mut briefing, pins, &ids, sources, diagnostics);
    Resolved { briefing, failures }
}

/// Adds what needs the whole briefing: what was measured in originals, and names that are nearly known ones.
fn settle(
    briefing: &mut Briefing,
    pins: Option<Pins>,
    ids: &Ids,
    sources: &SourceSet,
    diagnostics: &mut Diagnostics,
) {
    if let Some(pins) = pins {
        pins::attach(briefing, pins, ids, sources, diagnostics);
    }
    briefing.misspellings = misspelling::find(briefing);
    diagnostics.extend(misspelling::tell(briefing, sources));
}

/// What the editor writes of no report.
struct OwnTexts {
    front: Prose,
    front_changed: Option<Option<Timestamp>>,
    front_page: FrontPage,
    corrections: Option<Corrections>,
    pages: Vec<Page>,
    chrome: Chrome,
}

/// Follows the links of what the editor writes of no report.
fn own_texts(
    parsed: &mut Parsed,
    linker: &Linker<'_>,
    folder: &Folder,
    diagnostics: &mut Diagnostics,
) -> OwnTexts {
    let changed = |file| folder.history.of(Span::whole(file));
    let corrections = parsed.corrections.take().map(|(file, document, entries)| {
        let text = linker.prose(file, Voice::Editor, document, diagnostics);
        Corrections { changed: changed(file), text, entries }
    });
    let pages = lower_pages(std::mem::take(&mut parsed.pages), linker, folder, diagnostics);
    let chrome = chrome::chrome(std::mem::take(&mut parsed.chrome), linker, diagnostics);
    let front_page =
        front_page::front_page(std::mem::take(&mut parsed.front_page), linker, diagnostics);
    let front_changed = parsed.front.as_ref().map(|(file, _)| changed(*file));
    let front = match parsed.front.take() {
        Some((file, document)) => linker.prose(file, Voice::Editor, document, diagnostics),
        None => Prose::default(),
    };
    let corrections = corrections.filter(|corrections| !corrections.entries.is_empty());
    OwnTexts { front, front_changed, front_page, corrections, pages, chrome }
}

/// The forms by which records are named, to be sought in so many bytes of text in some languages.
fn forms(
    records: &[Record],
    parsed: &[ParsedRecord],
    (texts, languages): (usize, &BTreeSet<&str>),
    folder: &Folder,
    diagnostics: &mut Diagnostics,
) -> Arc<Forms> {
    let sources = &folder.sources;
    let place = |id: RecordId, form: &str| form_place(&parsed[id.index()], sources, form);
    let is_large = Forms::pay(records, texts);
    let input = |it: &mut Content| {
        (languages, is_large).hash(it);
        // What is told of them has places in these files.
        parsed.iter().for_each(|record| (record.file, sources.file(record.file).key()).hash(it));
    };
    let made = folder.memory.recall("forms", input, || {
        let mut told = Diagnostics::default();
        let forms = Forms::new(records, (is_large, languages), place, &mut told);
        (Arc::new(forms), told)
    });
    diagnostics.extend(made.1.iter().cloned());
    Arc::clone(&made.0)
}

/// The records, with their texts and when they were changed.
fn lower_records(
    parsed: &[ParsedRecord],
    linker: &Linker<'_>,
    folder: &Folder,
    diagnostics: &mut Diagnostics,
) -> Vec<Record> {
    let (sources, ids) = (linker.sources, linker.ids);
    let mut records = Vec::with_capacity(parsed.len());
    for record in parsed {
        let profile = linker.prose(record.file, Voice::Editor, record.profile.clone(), diagnostics);
        let made = records::record(record, parsed, profile, ids, sources, diagnostics);
        records.push(Record { changed: folder.history.of(Span::whole(record.file)), ..made });
    }
    records
}

/// The pages of the briefing's own, with their texts and when they were changed.
fn lower_pages(
    parsed: Vec<ParsedPage>,
    linker: &Linker<'_>,
    folder: &Folder,
    diagnostics: &mut Diagnostics,
) -> Vec<Page> {
    let mut lower = |page: ParsedPage| {
        let span = Span::whole(page.file);
        Page {
            slug: page.slug,
            span,
            changed: folder.history.of(span),
            title: page.fields.title,
            text: linker.prose(page.file, Voice::Editor, page.text, diagnostics),
            extra: page.fields.extra.unwrap_or_default(),
        }
    };
    parsed.into_iter().map(&mut lower).collect()
}

/// The articles, each with its label, the records that are not meant in it, its text and when it was
/// changed.
fn lower_articles(
    parsed: Vec<ParsedArticle>,
    described: Vec<(String, Vec<RecordId>)>,
    linker: &Linker<'_>,
    folder: &Folder,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Vec<Article> {
    let mut articles = Vec::with_capacity(parsed.len());
    for (index, (mut article, (label, except))) in parsed.into_iter().zip(described).enumerate() {
        let body = std::mem::take(&mut article.body);
        let voice = Voice::Report(ArticleId::new(index));
        let prose = linker.prose(article.file, voice, body, diagnostics);
        let made = articles::article(&article, label, except, prose, settings);
        articles.push(Article { changed: folder.history.of(Span::whole(article.file)), ..made });
    }
    articles
}

/// Articles and records in their order; pages are brought into theirs.
fn in_order(parsed: &mut Parsed) -> (Vec<ParsedArticle>, Vec<ParsedRecord>) {
    let mut articles = std::mem::take(&mut parsed.articles);
    let mut records = std::mem::take(&mut parsed.records);
    articles.sort_by(|a, b| {
        let date = |article: &ParsedArticle| {
            let date = article.fields.published.map(|date| date.0);
            (date.is_none(), date)
        };
        (date(a), &a.slug, a.file).cmp(&(date(b), &b.slug, b.file))
    });
    records.sort_by(|a, b| (&a.slug, a.file).cmp(&(&b.slug, b.file)));
    parsed.pages.sort_by(|a, b| (&a.slug, a.file).cmp(&(&b.slug, b.file)));
    (articles, records)
}

/// The notes that this build shows, with their passages in place, and what has none.
fn lower(
    lowering: &notes::Lowering<'_>,
    named: Vec<notes::NamedParsedNote>,
    audience: Audience,
    diagnostics: &mut Diagnostics,
) -> (Vec<Note>, Failures) {
    let lowered: Vec<(Note, NoteFaults)> = named
        .into_par_iter()
        .map(|note| {
            let mut told = NoteFaults::default();
            let note = lowering.note(note, &mut told);
            (note, told)
        })
        .collect();
    let mut notes = Vec::with_capacity(lowered.len());
    let mut failures = Failures::default();
    for (note, told) in lowered {
        diagnostics.extend(told.diagnostics);
        failures.passages.extend(told.failed);
        failures.unattributed.extend(told.unattributed);
        if audience == Audience::Private || !note.draft {
            notes.push(note);
        }
    }
    (notes, failures)
}

/// Every mention in every article, and what is told of short forms that several records share.
fn find_mentions(
    forms: &Forms,
    records: &[Record],
    articles: &[ParsedArticle],
    (excepted, languages): (&[Vec<RecordId>], &[&str]),
    (maps, memory): (&[TextMap<'_>], &Memory),
) -> (Vec<Mention>, Diagnostics) {
    let texts = maps.iter().zip(articles).zip(excepted).zip(languages);
    let texts: Vec<NamingText<'_>> = texts
        .map(|(((map, article), excepted), language)| {
            let key = memory.is_keeping().then(|| article.body.key());
            NamingText { map, key, language, excepted }
        })
        .collect();
    let found = forms.find(&texts, memory);
    let mut all = Vec::new();
    let mut diagnostics = Diagnostics::default();
    for (index, found) in found.into_iter().enumerate() {
        let document = &articles[index].body;
        for (ids, range) in found.shared {
            let span = Span::new(articles[index].file, document.source_of(range));
            diagnostics.push(mentions::ambiguous(
                records,
                &ids,
                document.text.slice(range.bytes()),
                span,
            ));
        }
        all.extend(found.mentions.into_iter().map(|(record, range)| Mention {
            article: ArticleId::new(index),
            record,
            range,
        }));
    }
    (all, diagnostics)
}

/// Where a record's front matter has a form.
fn form_place(record: &ParsedRecord, sources: &SourceSet, form: &str) -> Span {
    let fields = &record.fields;
    let many = |list: &Option<OneOrMany>| {
        list.as_ref().and_then(|list| list.0.iter().position(|text| text == form))
    };
    let number;
    let path: Vec<&str> = if fields.name == form {
        vec!["name"]
    } else if fields.full_name.as_deref() == Some(form) {
        vec!["full_name"]
    } else if let Some(index) = many(&fields.aliases) {
        number = index.to_string();
        vec!["aliases", &number]
    } else {
        let names = fields.names.iter().flat_map(|names| &names.0);
        match names.clone().find(|(_, text)| text == form) {
            Some((language, _)) => vec!["names", language],
            None => vec![],
        }
    };
    let file = sources.file(record.file);
    front_matter::place(record.file, file, record.yaml, &path)
}
