//! Syntax only: front matter, Markdown trees, notes, passages. Nothing here knows of another file.

pub mod accepted;
pub mod address;
pub mod article;
pub mod attributes;
pub mod comma_list;
pub mod comment;
mod conflict;
pub mod corrections;
pub mod document;
mod encoding;
pub mod events;
pub mod fields;
pub mod file_kind;
pub mod file_names;
pub mod fold;
pub mod front_matter;
mod i18n;
pub mod inline;
pub mod links;
pub mod markdown;
pub mod note;
pub mod odd;
pub mod other_formats;
pub mod page;
pub mod placeholder;
pub mod plain;
pub mod quotation;
mod raw_html;
mod settings;
pub mod record;
pub mod slug;
pub mod strays;
pub mod tag;
mod tree;
pub mod value;
mod value_text;
pub mod yaml_scalar;
mod yaml_shown;
mod yaml_slips;
pub mod yaml_tree;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::i18n::Words;
use crate::load::{Folder, SETTINGS_FILE, is_nearly_settings};
use crate::memory::{Content, Settled};
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceFile, Span};
use crate::unseen::is_blank;
use accepted::Accepted;
use article::ParsedArticle;
use conflict::conflict;
use corrections::CorrectionEntry;
use document::Document;
use encoding::not_utf8;
use fields::{
    CORRECTIONS, CorrectionsFields, FRONT, FrontFields, Keyed, OneOrMany, PIN, PinFields,
};
use file_kind::FileKind;
use front_matter::{Field, YamlPlaces};
use markdown::WikiLinks;
use note::AnnotationFile;
use page::ParsedPage;
use record::{ParsedRecord, RecordFolder};
pub use settings::{Chrome, rights, with_slash};
use tag::ParsedTag;
pub use value_text::ValueText;

/// A briefing's files, each parsed for itself.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// `sidenote.yaml`, completed.
    pub settings: Settings,
    /// The interface's words in the language of the settings.
    pub words: Words,
    /// The front page's file and text.
    pub front: Option<(FileId, Settled<Document>)>,
    /// What the front page's front matter says.
    pub front_page: FrontPage,
    /// The file of corrections of the briefing itself, its text and its entries.
    pub corrections: Option<(FileId, Settled<Document>, Vec<CorrectionEntry>)>,
    /// Articles that could be read.
    pub articles: Vec<ParsedArticle>,
    /// Entities and officials that could be read.
    pub records: Vec<ParsedRecord>,
    /// Pages of the briefing's own that could be read.
    pub pages: Vec<ParsedPage>,
    /// What the settings put around every page.
    pub chrome: Chrome,
    /// Files of tags that could be read.
    pub tags: Vec<ParsedTag>,
    /// Annotation files.
    pub annotations: Vec<(FileId, AnnotationFile)>,
    /// What was measured in the originals: `pins.yaml`, by articles' ids.
    pub pins: Option<Pins>,
    /// Every file that has an id, read or not.
    pub declared: Vec<Declared>,
    /// The lints that files accept in their front matter.
    pub accepted: Accepted,
}

/// What the front page's front matter says.
#[derive(Debug, Clone, Default)]
pub struct FrontPage {
    /// The notes to be shown first, each with its place.
    pub exhibits: Vec<(String, Span)>,
    /// What is in none of the reports.
    pub unreported: Vec<ValueText>,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}

/// `pins.yaml` as it is written.
#[derive(Debug, Clone)]
pub struct Pins {
    /// The file.
    pub file: FileId,
    /// Its entries, by articles' ids.
    pub entries: BTreeMap<String, PinFields>,
}

/// A file with an id.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The id.
    pub slug: String,
    /// The file.
    pub file: FileId,
    /// Whether it is an article.
    pub article: bool,
}

/// What was measured in the originals, by its path from `content/`.
pub const PINS_FILE: &str = "pins.yaml";

/// What a file below `content/` is, by its path.
enum Role<'a> {
    Front,
    Corrections,
    Article(&'a str),
    Annotations,
    Tag(&'a str),
    Record(RecordFolder, &'a str),
    Page(&'a str),
    Pins,
    Stray,
}

fn role(path: &str) -> Role<'_> {
    let path = path.strip_prefix("content/").unwrap_or(path);
    if path == PINS_FILE {
        return Role::Pins;
    }
    let Some(stem) = path.strip_suffix(".md") else { return Role::Stray };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    match stem.split_once('/').map(|(folder, _)| folder) {
        None if stem == "index" => Role::Front,
        None if stem == "corrections" => Role::Corrections,
        Some("articles") => Role::Article(name),
        Some("annotations") => Role::Annotations,
        Some("tags") => Role::Tag(name),
        Some("entities") => Role::Record(RecordFolder::Entities, name),
        Some("officials") => Role::Record(RecordFolder::Officials, name),
        Some("pages") => Role::Page(name),
        _ => Role::Stray,
    }
}

/// Whether a file of a briefing, by its path, is one of annotations.
#[must_use]
pub fn is_annotations(path: &str) -> bool {
    matches!(role(path), Role::Annotations)
}

/// What kind of file of a briefing one is, by its path, where it has keys.
#[must_use]
pub fn kind_of(path: &str) -> Option<FileKind> {
    if path == SETTINGS_FILE {
        return Some(FileKind::Settings);
    }
    match role(path) {
        Role::Front => Some(FileKind::Index),
        Role::Corrections => Some(FileKind::Corrections),
        Role::Article(_) => Some(FileKind::Article),
        Role::Annotations => Some(FileKind::Annotations),
        Role::Record(RecordFolder::Entities, _) => Some(FileKind::Entity),
        Role::Record(RecordFolder::Officials, _) => Some(FileKind::Official),
        Role::Tag(_) => Some(FileKind::Tag),
        Role::Page(_) => Some(FileKind::Page),
        Role::Pins => Some(FileKind::Pins),
        Role::Stray => None,
    }
}

/// What parsing one file gives.
#[derive(Default, Clone)]
struct File {
    front: Option<(FrontPage, Settled<Document>)>,
    corrections: Option<(Settled<Document>, Vec<CorrectionEntry>)>,
    article: Option<ParsedArticle>,
    record: Option<ParsedRecord>,
    page: Option<ParsedPage>,
    annotations: Option<AnnotationFile>,
    tag: Option<ParsedTag>,
    pins: Option<BTreeMap<String, PinFields>>,
    declared: Option<Declared>,
    allow: Vec<Code>,
    diagnostics: Diagnostics,
}

/// Parses every file of a briefing.
#[must_use]
pub fn parse(folder: &Folder) -> (Parsed, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut parsed = Parsed::default();
    if let Some(id) = folder.settings {
        let source = folder.sources.file(id);
        (parsed.settings, parsed.chrome) = settings::read(id, source, &mut diagnostics);
    }
    let templates = folder.templates.values();
    diagnostics.extend(templates.filter_map(|&id| not_utf8(id, folder.sources.file(id))));
    parsed.words = i18n::read(folder, &parsed.settings.language, &mut diagnostics);
    let files: Vec<(FileId, Arc<File>)> = folder
        .content
        .par_iter()
        .map(|&id| {
            let source = folder.sources.file(id);
            let key = |it: &mut Content| (id, source.key()).hash(it);
            (id, folder.memory.recall("parse", key, || parse_file(id, source)))
        })
        .collect();
    for (id, file) in files {
        let file = Arc::unwrap_or_clone(file);
        diagnostics.extend(file.diagnostics);
        if let Some((front_page, document)) = file.front {
            parsed.front = Some((id, document));
            parsed.front_page = front_page;
        }
        let corrections = file.corrections.map(|(text, entries)| (id, text, entries));
        parsed.corrections = corrections.or(parsed.corrections);
        parsed.articles.extend(file.article);
        parsed.records.extend(file.record);
        parsed.pages.extend(file.page);
        parsed.tags.extend(file.tag);
        parsed.annotations.extend(file.annotations.map(|annotations| (id, annotations)));
        parsed.pins = file.pins.map(|entries| Pins { file: id, entries }).or(parsed.pins);
        parsed.declared.extend(file.declared);
        parsed.accepted.add(id, file.allow);
    }
    file_names::tell(folder, &mut diagnostics);
    (parsed, diagnostics)
}

fn parse_file(id: FileId, source: &SourceFile) -> File {
    let mut file = File::default();
    let diagnostics = &mut file.diagnostics;
    let role = role(&source.path);
    let unreadable = not_utf8(id, source);
    if let Role::Article(name) | Role::Record(_, name) | Role::Page(name) | Role::Tag(name) = role {
        diagnostics.extend(unfit_name(id, name));
    }
    if let Role::Article(name) | Role::Record(_, name) | Role::Page(name) = role {
        let article = matches!(role, Role::Article(_));
        file.declared = Some(Declared { slug: name.to_owned(), file: id, article });
    }
    let unreadable = unreadable.or_else(|| conflict(id, source));
    if let (Some(diagnostic), false) = (unreadable, matches!(role, Role::Stray)) {
        diagnostics.push(diagnostic);
        return file;
    }
    parse_as(role, id, source, &mut file);
    file
}

/// Parses a file as what its place makes of it.
fn parse_as(role: Role<'_>, id: FileId, source: &SourceFile, file: &mut File) {
    let diagnostics = &mut file.diagnostics;
    match role {
        Role::Front => {
            let (fields, yaml, document) =
                text_of_the_desk::<FrontFields>(id, source, FRONT, diagnostics);
            file.allow = accepted::in_front_matter(id, source, &fields.allow, yaml, diagnostics);
            file.front = Some((front_page(id, source, fields, yaml, diagnostics), document.into()));
        }
        Role::Corrections => {
            let (fields, yaml, document) =
                text_of_the_desk::<CorrectionsFields>(id, source, CORRECTIONS, diagnostics);
            file.allow = accepted::in_front_matter(id, source, &fields.allow, yaml, diagnostics);
            let entries = corrections::entries(id, &document, diagnostics);
            file.corrections = Some((document.into(), entries));
        }
        Role::Article(name) => {
            file.article = article::parse(id, name, source, diagnostics);
            if let Some(article) = &file.article {
                let yaml = Some(article.yaml);
                file.allow =
                    accepted::in_front_matter(id, source, &article.fields.allow, yaml, diagnostics);
            }
        }
        Role::Record(folder, name) => {
            file.record = record::parse(id, name, folder, source, diagnostics);
            if let Some(record) = &file.record {
                let yaml = Some(record.yaml);
                file.allow =
                    accepted::in_front_matter(id, source, &record.fields.allow, yaml, diagnostics);
            }
        }
        Role::Page(name) => {
            file.page = page::parse(id, name, source, diagnostics);
            if let Some(page) = &file.page {
                let yaml = Some(page.yaml);
                file.allow =
                    accepted::in_front_matter(id, source, &page.fields.allow, yaml, diagnostics);
            }
        }
        Role::Tag(name) => {
            file.tag = tag::parse(id, name, source, diagnostics);
            if let Some(tag) = &file.tag {
                let allow = &tag.fields.allow;
                file.allow = accepted::in_front_matter(id, source, allow, tag.yaml, diagnostics);
            }
        }
        Role::Annotations => {
            let annotations = note::parse(id, source, diagnostics);
            if let Some(defaults) = &annotations.defaults {
                let yaml = annotations.yaml;
                file.allow =
                    accepted::in_front_matter(id, source, &defaults.allow, yaml, diagnostics);
            }
            file.annotations = Some(annotations);
        }
        Role::Pins => {
            let read = front_matter::read_entries(id, source, PIN, diagnostics);
            file.pins = read.map(|Keyed(entries)| entries);
        }
        Role::Stray if is_nearly_settings(source.path.rsplit('/').next().unwrap_or_default()) => {
            diagnostics.push(file_names::misnamed_settings(id, &source.path));
        }
        Role::Stray => diagnostics.extend(stray(id, source)),
    }
}

/// That no page can be named as a file is.
fn unfit_name(id: FileId, name: &str) -> Option<Diagnostic> {
    if !slug::is_slug(name) {
        return Some(bad_name(id, name));
    }
    let told = Diagnostic::new(Code::FileNameInvalid, Span::whole(id), slug::no_page(name)?);
    Some(told.help("give the file another name"))
}

fn bad_name(id: FileId, name: &str) -> Diagnostic {
    let slug = slug::slug(name);
    let help = if slug.is_empty() {
        "name it with lower-case letters, digits and hyphens".to_owned()
    } else {
        format!("name it `{slug}.md`")
    };
    Diagnostic::new(
        Code::FileNameInvalid,
        Span::whole(id),
        format!("`{name}` is no id: an id has lower-case letters, digits and hyphens only"),
    )
    .help(help)
}

/// What a report may be saved as that is no Markdown: of some `sidenote import` makes an article, of
/// others a program that can read them makes a text or page first.
const IMPORTED: &[&str] = &["txt", "text", "html", "htm", "xhtml"];
const NOT_IMPORTED: &[&str] = &[
    "pdf",
    "docx",
    "doc",
    "odt",
    "rtf",
    "epub",
    "mht",
    "mhtml",
    "webarchive",
    "eml",
    "tex",
    "org",
    "rst",
    "adoc",
    "xml",
    "pages",
];

/// Tells of texts that stand where nothing reads them. Other files may be anyone's.
fn stray(id: FileId, source: &SourceFile) -> Option<Diagnostic> {
    let path = source.path.strip_prefix("content/").unwrap_or(&source.path);
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    let is_markdown = matches!(extension.as_str(), "md" | "markdown" | "mdown" | "mkd");
    let is_report = folder == "articles"
        && (NOT_IMPORTED.contains(&extension.as_str()) || IMPORTED.contains(&extension.as_str()));
    if !is_markdown && extension != "txt" && !is_report {
        return None;
    }
    let told = |message: &str| Diagnostic::new(Code::StrayFile, Span::whole(id), message);
    if is_report {
        let told = told("this file is no Markdown, and so no article: the build does not read it");
        let path = &source.path;
        return Some(match IMPORTED.contains(&extension.as_str()) {
            true => told
                .help(format!("to make an article of it: `sidenote import {path}`"))
                .help("then move the file out of `content/`"),
            false => told.help(format!(
                "open it, save it as plain text or as a web page outside `content/`, and bring that in: `sidenote import {}.txt`",
                name.rsplit_once('.').map_or(name, |(stem, _)| stem)
            )),
        });
    }
    let folders = ["articles", "annotations", "entities", "officials", "pages", "tags"];
    let help = if folders.contains(&folder) {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        format!("rename it to end in `.md`: `{stem}.md`")
    } else {
        match did_you_mean(folder, folders) {
            Some(guess) => format!("of the folder `{folder}/`: {guess}"),
            None => format!(
                "put it below {}",
                folders.map(|folder| format!("`content/{folder}/`")).join(", ")
            ),
        }
    };
    Some(told("this file stands where the build does not look for one").help(help))
}

/// What the front page's front matter says beside its text.
fn front_page(
    id: FileId,
    file: &SourceFile,
    fields: FrontFields,
    yaml: Option<Place<InSource>>,
    diagnostics: &mut Diagnostics,
) -> FrontPage {
    let Some(yaml) = yaml else { return FrontPage::default() };
    let places = YamlPlaces::new(id, file, yaml);
    let of = |key: &str, list: Option<OneOrMany>| {
        let texts = list.map(|list| list.0).unwrap_or_default();
        let texts = texts.into_iter().enumerate().filter(|(_, text)| !is_blank(text));
        texts.map(|(index, text)| (text, places.of(&[key, &index.to_string()]))).collect::<Vec<_>>()
    };
    let unreported = of("unreported", fields.unreported).into_iter();
    FrontPage {
        exhibits: of("exhibits", fields.exhibits),
        unreported: unreported
            .filter_map(|(text, span)| value_text::read(span, &text, diagnostics))
            .collect(),
        extra: fields.extra.unwrap_or_default(),
    }
}

/// Reads a text of the desk's own with perhaps front matter before it.
fn text_of_the_desk<T: DeserializeOwned + Default>(
    id: FileId,
    file: &SourceFile,
    known: &[Field],
    diagnostics: &mut Diagnostics,
) -> (T, Option<Place<InSource>>, Document) {
    match front_matter::split(id, file) {
        Ok(parts) => {
            diagnostics.extend(front_matter::misplaced(id, file, &parts, known));
            let yaml = parts.yaml;
            let fields =
                yaml.and_then(|yaml| front_matter::read(id, file, yaml, known, diagnostics));
            diagnostics.extend(strays::in_prose(id, &file.text, parts.body));
            let document = markdown::parse(id, &file.text, parts.body, WikiLinks::On, diagnostics);
            (fields.unwrap_or_default(), parts.yaml, document)
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            (T::default(), None, Document::default())
        }
    }
}
