//! Syntax only: front matter, Markdown trees, notes, passages. Nothing here knows of another file.

pub mod accepted;
pub mod address;
pub mod article;
pub mod attributes;
pub mod comment;
pub mod corrections;
pub mod document;
mod encoding;
pub mod events;
pub mod fields;
pub mod file_names;
pub mod fold;
pub mod front_matter;
mod i18n;
pub mod inline;
pub mod links;
pub mod markdown;
pub mod note;
pub mod odd;
pub mod placeholder;
pub mod plain;
pub mod quotation;
mod raw_html;
pub mod record;
pub mod slug;
pub mod strays;
mod tree;
pub mod value;
pub mod yaml_scalar;
mod yaml_shown;
mod yaml_slips;
pub mod yaml_tree;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::{Rights, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::i18n::Words;
use crate::load::{Folder, is_nearly_settings};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, Span};
use accepted::Accepted;
use article::ParsedArticle;
use corrections::CorrectionEntry;
use document::Document;
use encoding::not_utf8;
use fields::{FRONT, FrontFields, Keyed, PIN, PinFields, SETTINGS, SettingsFields};
use markdown::WikiLinks;
use note::AnnotationFile;
use record::{ParsedRecord, RecordFolder};

/// A briefing's files, each parsed for itself.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// `sidenote.yaml`, completed.
    pub settings: Settings,
    /// The interface's words in the language of the settings.
    pub words: Words,
    /// The front page's file and text.
    pub front: Option<(FileId, Document)>,
    /// The file of corrections of the briefing itself, its text and its entries.
    pub corrections: Option<(FileId, Document, Vec<CorrectionEntry>)>,
    /// Articles that could be read.
    pub articles: Vec<ParsedArticle>,
    /// Entities and officials that could be read.
    pub records: Vec<ParsedRecord>,
    /// Annotation files.
    pub annotations: Vec<(FileId, AnnotationFile)>,
    /// What was measured in the originals: `pins.yaml`, by articles' ids.
    pub pins: Option<Pins>,
    /// Every file that has an id, read or not.
    pub declared: Vec<Declared>,
    /// The lints that files accept in their front matter.
    pub accepted: Accepted,
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
    Record(RecordFolder, &'a str),
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
        Some("entities") => Role::Record(RecordFolder::Entities, name),
        Some("officials") => Role::Record(RecordFolder::Officials, name),
        _ => Role::Stray,
    }
}

/// Whether a file of a briefing, by its path, is one of annotations.
#[must_use]
pub fn is_annotations(path: &str) -> bool {
    matches!(role(path), Role::Annotations)
}

/// What parsing one file gives.
#[derive(Default)]
struct File {
    front: Option<Document>,
    corrections: Option<(Document, Vec<CorrectionEntry>)>,
    article: Option<ParsedArticle>,
    record: Option<ParsedRecord>,
    annotations: Option<AnnotationFile>,
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
        parsed.settings = settings(id, folder.sources.file(id), &mut diagnostics);
    }
    let templates = folder.templates.values();
    diagnostics.extend(templates.filter_map(|&id| not_utf8(id, folder.sources.file(id))));
    parsed.words = i18n::read(folder, &parsed.settings.language, &mut diagnostics);
    let files: Vec<(FileId, File)> = folder
        .content
        .par_iter()
        .map(|&id| (id, parse_file(id, folder.sources.file(id))))
        .collect();
    for (id, file) in files {
        diagnostics.extend(file.diagnostics);
        parsed.front = file.front.map(|document| (id, document)).or(parsed.front);
        let corrections = file.corrections.map(|(text, entries)| (id, text, entries));
        parsed.corrections = corrections.or(parsed.corrections);
        parsed.articles.extend(file.article);
        parsed.records.extend(file.record);
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
    let declare = |slug: &str, article: bool, diagnostics: &mut Diagnostics| {
        if !slug::is_slug(slug) {
            diagnostics.push(bad_name(id, slug));
        } else if let Some(reason) = slug::no_page(slug) {
            diagnostics.push(
                Diagnostic::new(Code::FileNameInvalid, Span::whole(id), reason)
                    .help("give the file another name"),
            );
        }
        Some(Declared { slug: slug.to_owned(), file: id, article })
    };
    if let Role::Article(name) | Role::Record(_, name) = role {
        file.declared = declare(name, matches!(role, Role::Article(_)), diagnostics);
    }
    let unreadable = unreadable.or_else(|| conflict(id, source));
    if let (Some(diagnostic), false) = (unreadable, matches!(role, Role::Stray)) {
        diagnostics.push(diagnostic);
        return file;
    }
    match role {
        Role::Front => {
            let (fields, yaml, document) = front(id, source, diagnostics);
            file.allow = accepted::in_front_matter(id, source, &fields.allow, yaml, diagnostics);
            file.front = Some(document);
        }
        Role::Corrections => {
            let (fields, yaml, document) = front(id, source, diagnostics);
            file.allow = accepted::in_front_matter(id, source, &fields.allow, yaml, diagnostics);
            let entries = corrections::entries(id, &document, diagnostics);
            file.corrections = Some((document, entries));
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
    file
}

/// That a file has two states in it that git could not merge: nothing of it is read.
fn conflict(id: FileId, source: &SourceFile) -> Option<Diagnostic> {
    let text = &source.text;
    let begins = |mark: &str| {
        let is_first = text.starts_with(mark);
        is_first.then_some(0).or_else(|| Some(text.find(&format!("\n{mark}"))? + 1))
    };
    let marks = [begins("<<<<<<< "), begins(">>>>>>> ")];
    let start = marks.into_iter().flatten().min()?;
    let length = text.slice(start..).lines().next().map_or(0, str::len);
    let message =
        "this file has a conflict of git in it, from here on: two states that it could not merge";
    Some(
        Diagnostic::new(
            Code::MergeConflict,
            Span::new(id, Place::new(start..start + length)),
            message,
        )
        .help(
            "choose what is to stay, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>` away",
        ),
    )
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
    let folders = ["articles", "annotations", "entities", "officials"];
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

fn front(
    id: FileId,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> (FrontFields, Option<Place<InSource>>, Document) {
    match front_matter::split(id, file) {
        Ok(parts) => {
            diagnostics.extend(front_matter::misplaced(id, file, &parts, FRONT));
            let yaml = parts.yaml;
            let fields =
                yaml.and_then(|yaml| front_matter::read(id, file, yaml, FRONT, diagnostics));
            diagnostics.extend(strays::in_prose(id, &file.text, parts.body));
            let document = markdown::parse(id, &file.text, parts.body, WikiLinks::On, diagnostics);
            (fields.unwrap_or_default(), parts.yaml, document)
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            (FrontFields::default(), None, Document::default())
        }
    }
}

fn settings(id: FileId, file: &SourceFile, diagnostics: &mut Diagnostics) -> Settings {
    if let Some(diagnostic) = not_utf8(id, file).or_else(|| conflict(id, file)) {
        diagnostics.push(diagnostic);
        return Settings::default();
    }
    let yaml = 0..file.text.len();
    // Each by its name, so that no key is read and forgotten.
    let SettingsFields {
        title,
        description,
        base_url,
        language,
        editor,
        rights: own_rights,
        excerpt_budget,
        external_ignore,
        output,
        extra,
    } = front_matter::read(id, file, Place::new(yaml), SETTINGS, diagnostics).unwrap_or_default();
    let default = Settings::default();
    Settings {
        title: title.unwrap_or(default.title),
        description,
        base_url: base_url.map(|url| with_slash(&url.0)),
        language: language.unwrap_or(default.language),
        editor,
        rights: own_rights.map_or(default.rights, rights),
        excerpt_budget: excerpt_budget.unwrap_or(default.excerpt_budget),
        external_ignore: external_ignore.unwrap_or_default().given(),
        output: output.unwrap_or(default.output),
        extra: extra.unwrap_or_default(),
    }
}

/// A base URL as the stages expect it: it ends in a slash.
#[must_use]
pub fn with_slash(url: &str) -> String {
    if url.ends_with('/') { url.to_owned() } else { format!("{url}/") }
}

/// The right that front matter names.
#[must_use]
pub fn rights(field: fields::Rights) -> Rights {
    match field {
        fields::Rights::Full => Rights::Full,
        fields::Rights::Excerpt => Rights::Excerpt,
        fields::Rights::Link => Rights::Link,
    }
}
