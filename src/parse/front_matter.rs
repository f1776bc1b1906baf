//! Front matter and settings: YAML between two lines of `---`, or a whole file of it.
//!
//! serde reads it into flat structs that deny unknown keys. It has no places, so when it fails,
//! and only then, the YAML is read again as a tree with places, each key is held against the
//! list of what its file may say, and everything that is wrong is told at once.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::fields::Keyed;
use super::odd;
use super::yaml_shown;
use super::yaml_slips::{self, Slip, date_meant, quoted};
use super::yaml_tree::{self, Entry, Kind, Tree};
use crate::date::{DateError, PartialDate};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, nearest};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, Span};
use crate::unseen::{self, is_unseen};

/// The most front matter a file may have, in bytes. YAML's aliases make a few lines mean very
/// much; a limit on the lines is a limit on that.
const LARGEST: usize = 64 * 1024;

/// The most that a file of entries by id may have, in bytes.
const LARGEST_OF_ENTRIES: usize = 16 * 1024 * 1024;

/// A key that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One text.
    Text,
    /// One text or a list of texts.
    TextOrList,
    /// A list of texts.
    List,
    /// A day, month or year.
    Date,
    /// An absolute URL.
    Url,
    /// An absolute URL of a folder.
    BaseUrl,
    /// A whole number.
    Number,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A map from text to text.
    Map,
    /// A map from text to URL, or to a Wikidata id under `wikidata`.
    Links,
    /// A list of maps with these keys.
    Records(&'static [Field]),
    /// A map with these keys.
    Keys(&'static [Field]),
    /// A map from ids or texts of any kind to values of this shape.
    Each(&'static Shape),
    /// A map of anything.
    Free,
}

impl Field {
    /// A key that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: false }
    }

    /// A key that must be there.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: true }
    }
}

/// A file parted into front matter and body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The bytes of the YAML, without the lines of `---`.
    pub yaml: Option<Range<usize>>,
    /// The byte at which the body starts.
    pub body: usize,
}

/// Parts a file. Front matter begins on its first line or not at all.
///
/// # Errors
/// Where front matter does not end, or is too long.
pub fn split(id: FileId, file: &SourceFile) -> Result<Parts, Box<Diagnostic>> {
    let text = &file.text;
    let Some(start) = fence(text, &["---"]) else {
        return Ok(Parts { yaml: None, body: 0 });
    };
    let mut at = start;
    while at < text.len() {
        let rest = text.slice(at..);
        if let Some(length) = fence(rest, &["---", "..."]) {
            if at - start > LARGEST {
                return Err(Box::new(
                    Diagnostic::new(
                        Code::FrontMatterInvalid,
                        Span::new(id, 0..3),
                        format!(
                            "this front matter has {} KiB; it may have 64",
                            (at - start).div_ceil(1024)
                        ),
                    )
                    .help("move what is long into the body"),
                ));
            }
            return Ok(Parts { yaml: Some(start..at), body: at + length });
        }
        at += memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
    }
    Err(Box::new(
        Diagnostic::new(
            Code::FrontMatterInvalid,
            Span::new(id, 0..3),
            "the front matter that begins here never ends",
        )
        .help("put a line of `---` after its last key"),
    ))
}

/// How many bytes the line takes that `text` begins with, if it is one of `fences`.
fn fence(text: &str, fences: &[&str]) -> Option<usize> {
    let length = memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1);
    fences.contains(&text.slice(..length).trim_end()).then_some(length)
}

/// Front matter that is not read, since it does not begin on the first line, or goes on below its
/// end. Where there is none at all, nothing is told.
#[must_use]
pub fn misplaced(
    id: FileId,
    file: &SourceFile,
    parts: &Parts,
    fields: &[Field],
) -> Option<Diagnostic> {
    let text = &file.text;
    let from = parts.yaml.as_ref().map_or(0, |_| parts.body);
    let mut at = from;
    let mut lines = Vec::new();
    for line in text.slice(from..).split_inclusive('\n') {
        let words = line.trim_matches(odd::is_blank);
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start_matches(odd::is_blank).len());
            lines.push((start..start + words.len(), words));
        }
        at += line.len();
        if lines.len() == 3 {
            break;
        }
    }
    let told = |range: &Range<usize>, message: String| {
        Diagnostic::new(Code::FrontMatterInvalid, Span::new(id, range.clone()), message)
    };
    let mut lines = lines.into_iter();
    let (first, words) = lines.next()?;
    if parts.yaml.is_some() {
        let (range, words) = match words {
            "---" => lines.next()?,
            _ => (first, words),
        };
        return is_key_of(words, fields).then(|| {
            told(&range, "this looks like front matter, and stands below its end".to_owned())
                .help("move it up between the two lines of `---`")
        });
    }
    let is_key = |words: &str| {
        let key = words.split([':', '：']).next().unwrap_or_default();
        key.len() < words.len()
            && !key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
    };
    if looks_like_fence(words) && lines.next().is_some_and(|(_, words)| is_key(words)) {
        let above = text.slice(from..first.start);
        let odd = odd::first_named(above).or_else(|| {
            odd::first_named(text.slice(first.end..).lines().next().unwrap_or_default())
        });
        let (message, help) = if words != "---" {
            (
                format!("front matter stands between two lines of `---`, and this is “{words}”"),
                "write `---`, three hyphens and no more",
            )
        } else if above.contains('\n') {
            ("front matter begins on the first line of a file, and here an empty line stands above it".to_owned(), "take the empty line away")
        } else if let Some(odd) = odd {
            (
                format!(
                    "front matter begins and ends with `---` alone, and beside it stands {odd}"
                ),
                "take that character away",
            )
        } else {
            ("front matter begins with `---` at the beginning of the line, and here a space stands before it".to_owned(), "take the space away")
        };
        return Some(told(&first, message).help(help));
    }
    is_key_of(words, fields).then(|| {
        told(&first, "this looks like front matter, and has no line of `---` above it".to_owned())
            .help("put a line of `---` above its first key and below its last")
    })
}

/// Whether a line may be meant to begin front matter.
fn looks_like_fence(words: &str) -> bool {
    let dashes = words.chars().all(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | ' '));
    let others = ["+++", "***", "___", "```", "---"];
    dashes && (words.len() > 1) || others.iter().any(|mark| words.starts_with(mark))
}

/// Whether a line begins with one of these keys and a colon.
fn is_key_of(words: &str, fields: &[Field]) -> bool {
    let Some((key, value)) = words.split_once(':') else { return false };
    let is_entry = value.is_empty() || value.starts_with(odd::is_blank);
    is_entry && fields.iter().any(|field| field.name == key.trim_end_matches(odd::is_blank))
}

/// Reads YAML of which `fields` lists every key.
pub fn read<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    yaml: Range<usize>,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    read_as(id, file, yaml, Root::Keys(fields), diagnostics)
}

/// Reads a file of entries by id, each of which may have the keys of `fields`.
pub fn read_entries<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Option<Keyed<T>> {
    read_as(id, file, 0..file.text.len(), Root::Entries(fields), diagnostics)
}

/// What the keys of a file's outermost map are.
#[derive(Clone, Copy)]
enum Root<'a> {
    /// These.
    Keys(&'a [Field]),
    /// Ids, each with a map that has these keys.
    Entries(&'a [Field]),
}

fn read_as<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    yaml: Range<usize>,
    root: Root<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = file.text.slice(yaml.clone());
    let largest = match root {
        Root::Keys(_) => LARGEST,
        Root::Entries(_) => LARGEST_OF_ENTRIES,
    };
    if text.len() > largest {
        diagnostics.push(Diagnostic::new(
            Code::FrontMatterInvalid,
            Span::whole(id),
            format!("this file has more than {} KiB", largest / 1024),
        ));
        return None;
    }
    let nothing = text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
    let shown = yaml_shown::shown(text);
    let error = match serde_yaml::from_str::<T>(if nothing { "{}" } else { &shown }) {
        Ok(read) => return Some(read),
        Err(error) => error,
    };
    let mut reader = Explainer { id, text, offset: yaml.start, found: Vec::new() };
    match yaml_tree::parse(if nothing { "" } else { text }) {
        Ok(tree) => reader.root(&tree, root),
        Err((at, words)) => reader.syntax(at, &words, root),
    }
    if reader.found.is_empty() {
        let at = error.location().map_or(0, |location| location.index());
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or(&words).to_owned();
        reader.syntax(at, &words, root);
    }
    diagnostics.extend(reader.found);
    None
}

/// The place of the value at a path of keys, for what is found wrong with it later; where there
/// is none, of what would hold it.
#[must_use]
pub fn place(id: FileId, file: &SourceFile, yaml: &Range<usize>, path: &[&str]) -> Span {
    Places::new(id, file, yaml).of(path)
}

/// The places of the values in one file's YAML.
pub struct Places {
    id: FileId,
    start: usize,
    tree: Option<Tree>,
}

impl Places {
    /// Reads the YAML once, for as many places as are asked for.
    #[must_use]
    pub fn new(id: FileId, file: &SourceFile, yaml: &Range<usize>) -> Self {
        Self { id, start: yaml.start, tree: yaml_tree::parse(file.text.slice(yaml.clone())).ok() }
    }

    /// The place of a key of the outermost map; where there is none, of the map.
    #[must_use]
    pub fn of_key(&self, key: &str) -> Span {
        let entries = self.tree.iter().flat_map(|tree| match &tree.kind {
            Kind::Map(entries) => entries.as_slice(),
            _ => &[],
        });
        let range = entries
            .into_iter()
            .find(|entry| entry.key == key)
            .map_or(0..0, |entry| entry.key_range.clone());
        Span::new(self.id, self.start + range.start..self.start + range.end)
    }

    /// As [`place`].
    #[must_use]
    pub fn of(&self, path: &[&str]) -> Span {
        // A list of one may be written without its brackets.
        let node = self.tree.as_ref().and_then(|tree| {
            tree.at(path).or_else(|| tree.at(&path[..path.len().saturating_sub(1)]))
        });
        let range = node.map_or(0..0, |node| node.range.clone());
        Span::new(self.id, self.start + range.start..self.start + range.end)
    }
}

/// What others call what is a key here.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("byline", "authors"),
    ("draft", "status"),
    ("date", "published"),
    ("headline", "title"),
    ("link", "url"),
    ("newspaper", "publisher"),
    ("source", "publisher"),
];

/// Finds out what is wrong with YAML that could not be read.
struct Explainer<'a> {
    id: FileId,
    text: &'a str,
    offset: usize,
    found: Vec<Diagnostic>,
}

impl Explainer<'_> {
    fn tell(&mut self, range: &Range<usize>, message: impl Into<String>, help: Option<String>) {
        let span = Span::new(self.id, self.offset + range.start..self.offset + range.end);
        self.found.push(Diagnostic::new(Code::FrontMatterInvalid, span, message).maybe_help(help));
    }

    fn slip(&mut self, slip: Slip) {
        self.tell(&slip.range, slip.message, slip.help);
    }

    fn syntax(&mut self, at: usize, words: &str, root: Root<'_>) {
        let (Root::Keys(fields) | Root::Entries(fields)) = root;
        let keys: Vec<&str> = fields.iter().map(|field| field.name).collect();
        self.slip(yaml_slips::syntax(self.text, at, words, &keys));
    }

    fn root(&mut self, tree: &Tree, root: Root<'_>) {
        let (Root::Keys(fields) | Root::Entries(fields)) = root;
        match &tree.kind {
            Kind::Map(entries) => match root {
                Root::Keys(_) => self.entries(entries, fields, tree.range.start),
                Root::Entries(_) => {
                    for entry in self.distinct(entries) {
                        self.keys(&entry.key, &entry.value, fields);
                    }
                }
            },
            _ => {
                let keys: Vec<&str> = fields.iter().map(|field| field.name).collect();
                let slip = yaml_slips::odd_space(self.text, &keys)
                    .or_else(|| yaml_slips::unspaced_key(self.text, &keys));
                match slip {
                    Some(slip) => self.slip(slip),
                    None => self.tell(
                        &tree.range,
                        "these lines are no keys and values",
                        Some("write them as `key: value`, a line each".into()),
                    ),
                }
            }
        }
    }

    fn entries(&mut self, entries: &[Entry], fields: &[Field], start: usize) {
        // Keys that are meant by others which there are not.
        let mut meant: Vec<&str> = Vec::new();
        for entry in self.distinct(entries) {
            match fields.iter().find(|field| field.name == entry.key) {
                Some(field) => {
                    let place = &entry.key_range;
                    self.value(field.name, field.shape, field.required, &entry.value, place);
                }
                None => {
                    let names = fields.iter().map(|field| field.name);
                    let other = nearest(&entry.key, names.clone()).or_else(|| {
                        let (_, usual) = OTHER_NAMES.iter().find(|(name, _)| *name == entry.key)?;
                        names.clone().find(|name| name == usual)
                    });
                    meant.extend(other);
                    let help = match other {
                        _ if is_about_drafts(&entry.key) && !names.clone().any(|it| it == "status") => {
                            "only notes can be drafts: to keep a file back, move it out of `content/`".to_owned()
                        }
                        Some(other) if entry.key == "draft" && other == "status" => {
                            "write `status: draft`".to_owned()
                        }
                        Some(other) => format!("did you mean `{other}`?"),
                        None => format!("the keys are {}", listed(names)),
                    };
                    let message = match odd::first_named(&entry.key) {
                        Some(odd) => format!("in the key `{}` stands {odd}", entry.key),
                        None => format!("there is no key `{}`", entry.key),
                    };
                    self.tell(&entry.key_range, message, Some(help));
                }
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            let is_there = entries.iter().any(|entry| entry.key == field.name);
            if !is_there && !meant.contains(&field.name) {
                self.tell(
                    &(start..start),
                    format!("`{}` is missing", field.name),
                    Some(format!("add a line `{}: …`", field.name)),
                );
            }
        }
    }

    /// The entries of a map whose keys don't stand in it already; the others are told.
    fn distinct<'t>(&mut self, entries: &'t [Entry]) -> Vec<&'t Entry> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let (first, again): (Vec<_>, Vec<_>) =
            entries.iter().partition(|entry| seen.insert(&entry.key));
        for entry in again {
            let message = format!("`{}` stands here a second time", entry.key);
            self.tell(&entry.key_range, message, Some("keep one of the two".into()));
        }
        first
    }

    /// A value that must be a map with these keys.
    fn keys(&mut self, name: &str, value: &Tree, fields: &[Field]) {
        match &value.kind {
            Kind::Map(entries) => self.entries(entries, fields, value.range.start),
            _ => {
                let message = format!("`{name}` wants keys and values");
                let keys = listed(fields.iter().map(|field| field.name));
                self.tell(&value.range, message, Some(format!("the keys are {keys}")));
            }
        }
    }

    fn value(
        &mut self,
        name: &str,
        shape: Shape,
        required: bool,
        value: &Tree,
        key: &Range<usize>,
    ) {
        if is_null(value) {
            let after = self.text.slice(key.end..).lines().next().unwrap_or_default();
            let written = after.trim_start_matches(':').trim();
            if written.starts_with(['&', '*', '!', '#']) && required {
                let range = key.start..key.end + after.trim_end().len();
                self.slip(yaml_slips::begins_with(range, name, written));
            } else if required {
                let help = format!("write it after the colon: `{name}: …`");
                self.tell(key, format!("`{name}` has no value"), Some(help));
            } else if let Shape::OneOf(words) = shape {
                let words = listed(words.iter().copied());
                let help = format!("write {words} after the colon, or take the line away");
                self.tell(key, format!("`{name}` has no value"), Some(help));
            }
            return;
        }
        if required && matches!(&value.kind, Kind::Scalar { text, .. } if is_blank(text)) {
            let help = format!("write it between the quotation marks: `{name}: \"…\"`");
            self.tell(&value.range, format!("`{name}` is empty"), Some(help));
            return;
        }
        if let (
            Shape::Date | Shape::Number | Shape::Url | Shape::OneOf(_),
            Kind::Scalar { text, .. },
        ) = (shape, &value.kind)
            && let Some(odd) = odd::first_named(text)
        {
            let plain = text.replace(|c| odd::named(c).is_some(), " ");
            let help = format!("write `{name}: {}`", plain.trim());
            self.tell(&value.range, format!("in the value of `{name}` stands {odd}"), Some(help));
            return;
        }
        match shape {
            Shape::Text => self.text(name, value),
            Shape::TextOrList => match &value.kind {
                Kind::Scalar { text, plain: true } if is_typed(text) => {
                    let is_truth = matches!(text.as_str(), "true" | "false");
                    let what = if is_truth { "a truth value" } else { "a number" };
                    self.tell(
                        &value.range,
                        format!("`{name}` wants text, and YAML reads this as {what}"),
                        Some(format!("put it in quotes: `\"{text}\"`")),
                    );
                }
                Kind::List(items) => items.iter().for_each(|item| self.text(name, item)),
                Kind::Map(_) => self.tell(
                    &value.range,
                    format!("`{name}` wants text, and YAML reads this as keys and values"),
                    Some("write one name, or `[First, Second]`".into()),
                ),
                _ => self.text(name, value),
            },
            Shape::List => match &value.kind {
                Kind::List(items) => items.iter().for_each(|item| self.text(name, item)),
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants a list"),
                    Some(format!(
                        "write `{name}: [{}]`",
                        self.text.slice(value.range.clone()).trim()
                    )),
                ),
            },
            Shape::Date => self.date(name, value),
            Shape::BaseUrl if matches!(&value.kind, Kind::Scalar { text, .. } if is_web_url(text)) =>
            {
                let Kind::Scalar { text, .. } = &value.kind else { return };
                if let Some(help) = not_a_base(text) {
                    let message = format!("`{name}` wants the address of the site's folder");
                    self.tell(&value.range, message, Some(help.into()));
                }
            }
            Shape::Url | Shape::BaseUrl => match &value.kind {
                Kind::Scalar { text, .. } if is_web_url(text) => {}
                kind => {
                    let whole = match kind {
                        Kind::Scalar { text, .. } => format!("https://{text}"),
                        _ => String::new(),
                    };
                    let host = whole.split('/').nth(2).unwrap_or_default();
                    let is_likely = is_web_url(&whole) && host.contains('.');
                    let spaced = matches!(kind, Kind::Scalar { text, .. } if text.contains(char::is_whitespace));
                    let usual = || match spaced {
                        true => "it has no white space in it: write `%20` for a space".to_owned(),
                        false => "it begins with `https://` or `http://`".to_owned(),
                    };
                    let likely = is_likely.then(|| format!("write `{name}: {whole}`"));
                    let message = format!("`{name}` wants a whole web address");
                    self.tell(&value.range, message, Some(likely.unwrap_or_else(usual)));
                }
            },
            Shape::Number => match &value.kind {
                Kind::Scalar { text, plain: true } if text.parse::<u64>().is_ok() => {}
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants a whole number"),
                    Some(format!("write digits alone, such as `{name}: 300`")),
                ),
            },
            Shape::OneOf(words) => match &value.kind {
                Kind::Scalar { text, .. } if words.contains(&text.as_str()) => {}
                Kind::Scalar { text, .. } => {
                    let help = did_you_mean(text, words.iter().copied())
                        .unwrap_or_else(|| format!("write {}", listed(words.iter().copied())));
                    self.tell(&value.range, format!("`{name}` cannot be `{text}`"), Some(help));
                }
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants one word"),
                    Some(format!("write {}", listed(words.iter().copied()))),
                ),
            },
            Shape::Map => match &value.kind {
                Kind::Map(entries) => {
                    for entry in self.distinct(entries) {
                        self.text(&entry.key, &entry.value);
                    }
                }
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants keys and values"),
                    Some(format!("write `{name}: {{zh: 海康威视}}`")),
                ),
            },
            Shape::Links => match &value.kind {
                Kind::Map(entries) => {
                    for entry in self.distinct(entries) {
                        match &entry.value.kind {
                            Kind::Scalar { text, .. } if link_url(&entry.key, text).is_some() => {}
                            _ => self.tell(
                                &entry.value.range,
                                format!("the link `{}` wants a whole web address", entry.key),
                                Some("it begins with `https://` or `http://`; `wikidata` may have an id such as `Q42`".into()),
                            ),
                        }
                    }
                }
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants labels and web addresses"),
                    Some(format!("write `{name}: {{website: https://example.org/}}`")),
                ),
            },
            Shape::Records(fields) => match &value.kind {
                Kind::List(items) => {
                    for item in items {
                        match &item.kind {
                            Kind::Map(entries) => self.entries(entries, fields, item.range.start),
                            _ => self.tell(
                                &item.range,
                                format!("each of `{name}` wants keys and values"),
                                Some(format!(
                                    "the keys are {}",
                                    listed(fields.iter().map(|field| field.name))
                                )),
                            ),
                        }
                    }
                }
                _ => {
                    let keys = fields.iter().filter(|field| field.required);
                    let keys: Vec<String> =
                        keys.map(|field| format!("{}: …", field.name)).collect();
                    let help = format!("write `{name}: [{{{}}}]`", keys.join(", "));
                    self.tell(&value.range, format!("`{name}` wants a list"), Some(help));
                }
            },
            Shape::Keys(fields) => self.keys(name, value, fields),
            Shape::Each(shape) => match &value.kind {
                Kind::Map(entries) => {
                    for entry in self.distinct(entries) {
                        let (key, place) = (&entry.key, &entry.key_range);
                        self.value(key, *shape, true, &entry.value, place);
                    }
                }
                _ => {
                    let help = "write a line of `key: value` for each, indented by two spaces";
                    let message = format!("`{name}` wants keys and values");
                    self.tell(&value.range, message, Some(help.into()));
                }
            },
            Shape::Free => {
                if !matches!(value.kind, Kind::Map(_)) {
                    let help = format!("write `{name}: {{key: value}}`");
                    let message = format!("`{name}` wants keys and values");
                    self.tell(&value.range, message, Some(help));
                }
            }
        }
    }

    fn text(&mut self, name: &str, value: &Tree) {
        match &value.kind {
            // Where text is asked for, a number or truth value is read as it is written.
            Kind::Scalar { .. } | Kind::Alias => {}
            Kind::List(_) => {
                let written = self.text.slice(value.range.clone()).trim();
                let help = if written.starts_with('[') {
                    let inside = written.trim_start_matches('[').trim_end_matches(']');
                    format!(
                        "write one text, `{name}: {}`; if the brackets belong to it, `{}`",
                        inside.trim(),
                        quoted(name, written)
                    )
                } else {
                    format!("write one text after the colon, without the dash: `{name}: …`")
                };
                let message = format!("`{name}` wants one text, and this is a list");
                self.tell(&value.range, message, Some(help));
            }
            Kind::Map(_) => self.tell(
                &value.range,
                format!("`{name}` wants text, and YAML reads this as keys and values"),
                Some("put it in quotes".into()),
            ),
        }
    }

    fn date(&mut self, name: &str, value: &Tree) {
        let form = "write `2019-10-07`, or `2019-10` or `2019` where no more is known";
        match &value.kind {
            Kind::Scalar { text, .. } => match text.parse::<PartialDate>() {
                Ok(_) => {}
                Err(DateError::Calendar) => self.tell(
                    &value.range,
                    format!("`{name}` cannot be `{text}`: there is no such day"),
                    Some("year, month, day: `2019-10-07`".into()),
                ),
                Err(DateError::Form) => {
                    let help = match date_meant(text) {
                        Some(date) => format!("write `{name}: {date}`"),
                        None => form.to_owned(),
                    };
                    let message = match date_meant(text) {
                        // Where the two look the same, the message says what differs.
                        Some(_) if !unseen::occurs_in(text) => {
                            format!("`{name}` wants a date as year, month and day")
                        }
                        _ => format!("`{name}` wants a date, and `{text}` is none"),
                    };
                    self.tell(&value.range, message, Some(help));
                }
            },
            _ => self.tell(&value.range, format!("`{name}` wants a date"), Some(form.into())),
        }
    }
}

/// Whether a key says elsewhere whether a page is published.
fn is_about_drafts(key: &str) -> bool {
    ["status", "draft", "published", "private", "hidden"]
        .iter()
        .any(|it| key.eq_ignore_ascii_case(it))
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn is_null(value: &Tree) -> bool {
    matches!(&value.kind, Kind::Scalar { text, plain: true }
        if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
}

/// Whether a text has nothing in it that a reader sees.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_unseen(c))
}

/// Whether YAML reads a text without quotes as something else than text.
fn is_typed(text: &str) -> bool {
    serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|value| !value.is_string())
}

/// Whether a text is an absolute URL of the web, as it is written into a page. A browser mends
/// white space and a missing slash, and may read `https:/path` as a path of the page's own site.
#[must_use]
pub fn is_web_url(text: &str) -> bool {
    let begins = |start: &str| {
        text.get(..start.len()).is_some_and(|given| given.eq_ignore_ascii_case(start))
    };
    (begins("https://") || begins("http://"))
        && !text.contains(char::is_whitespace)
        && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// Why an address cannot be that of a site: of a folder, to which paths are added.
#[must_use]
pub fn not_a_base(text: &str) -> Option<&'static str> {
    if !is_web_url(text) {
        return Some("write a whole web address, such as `https://example.org/briefing/`");
    }
    let url = url::Url::parse(text).ok()?;
    let last = text.rsplit('/').next().unwrap_or_default();
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file =
        url.path() != "/" && !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphabetic());
    if text.contains('?') {
        Some("a site has no query: leave out what follows the `?`")
    } else if text.contains('#') {
        Some("a site has no fragment: leave out what follows the `#`")
    } else if text.contains('@') && !(url.username().is_empty() && url.password().is_none()) {
        Some("leave out the name before the `@`: all readers would see it")
    } else if is_file {
        Some("name the site's folder, not a file in it: end the address with a `/`")
    } else if text.contains('\\') || text.split('/').any(|part| matches!(part, "." | "..")) {
        Some("write the address as a browser shows it, without `\\`, `.` and `..`")
    } else {
        None
    }
}

/// The URL of an entry of `links`.
#[must_use]
pub fn link_url(label: &str, text: &str) -> Option<String> {
    let number = text
        .strip_prefix('Q')
        .filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if label == "wikidata" && number.is_some() {
        return Some(format!("https://www.wikidata.org/wiki/{text}"));
    }
    is_web_url(text).then(|| text.to_owned())
}

/// Reads a file that must have front matter: what that says, its bytes, and where the body
/// starts.
pub fn required<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    fields: &[Field],
    least: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(T, Range<usize>, usize)> {
    let parts = match split(id, file) {
        Ok(parts) => parts,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return None;
        }
    };
    let misplaced = misplaced(id, file, &parts, fields);
    let Some(yaml) = parts.yaml else {
        if let Some(misplaced) = misplaced {
            diagnostics.push(misplaced);
            return None;
        }
        diagnostics.push(
            Diagnostic::new(
                Code::FrontMatterInvalid,
                Span::whole(id),
                "this file has no front matter",
            )
            .help(format!("begin it with three lines: `---`, `{least}`, `---`")),
        );
        return None;
    };
    diagnostics.extend(misplaced);
    let fields = read(id, file, yaml.clone(), fields, diagnostics)?;
    Some((fields, yaml, parts.body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::parse::fields::{ARTICLE, ArticleFields, OFFICIAL, RecordFields};
    use crate::source::SourceSet;

    /// What is told of a file's YAML: the place's text, the message and the first help.
    fn told<T: DeserializeOwned>(yaml: &str, fields: &[Field]) -> Vec<(String, String, String)> {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), yaml.as_bytes().to_vec()));
        let mut diagnostics = Diagnostics::default();
        let read: Option<T> = read(id, sources.file(id), 0..yaml.len(), fields, &mut diagnostics);
        assert_eq!(read.is_none(), diagnostics.has_errors(), "{yaml}");
        diagnostics
            .sorted()
            .into_iter()
            .map(|told| {
                assert_eq!((told.code, told.severity), (Code::FrontMatterInvalid, Severity::Error));
                let help = told.help.into_iter().next().unwrap_or_default();
                (sources.text(told.span).to_owned(), told.message, help)
            })
            .collect()
    }

    fn article(yaml: &str) -> Vec<(String, String, String)> {
        told::<ArticleFields>(yaml, ARTICLE)
    }

    #[test]
    fn each_trap_of_yaml_is_told_in_plain_words() {
        for (yaml, place, message, help) in [
            (
                "title: Dam: the facts\n",
                "title: Dam: the facts",
                "the value of `title` has a colon in it, which YAML reads as another key",
                "put it in quotes: `title: \"Dam: the facts\"`",
            ),
            (
                "title: \"Dam\npublisher: \"Wire\"\n",
                "\"Dam",
                "the quotation mark that opens the value of `title` is not closed",
                "add one at its end: `title: \"Dam\"`",
            ),
            (
                "publisher: Wire\ntitle: 'Dam\n",
                "'Dam",
                "the quotation mark that opens the value of `title` is not closed",
                "add one at its end: `title: 'Dam'`; or, if it is an apostrophe, write `title: \"'Dam\"`",
            ),
            (
                "title: \"No\" says Lund's aide\n",
                "\"No\" says Lund's aide",
                "the value of `title` goes on after its closing quotation mark",
                "put all of it in single quotation marks: `title: '\"No\" says Lund''s aide'`",
            ),
            (
                "title: 'No' says \"Lund\"\n",
                "'No' says \"Lund\"",
                "the value of `title` goes on after its closing quotation mark",
                "put all of it in double quotation marks: `title: \"'No' says \\\"Lund\\\"\"`",
            ),
            (
                "title: Dam\nauthors:\n\t- Maud\n",
                "\t- Maud",
                "this line has a tab in it, which YAML does not take as white space",
                "indent with spaces instead of the tab",
            ),
            (
                "title: Dam\npublished: 2019-13-01\n",
                "2019-13-01",
                "`published` cannot be `2019-13-01`: there is no such day",
                "year, month, day: `2019-10-07`",
            ),
            (
                "title: Dam\npublished: 7 October 2019\n",
                "7 October 2019",
                "`published` wants a date as year, month and day",
                "write `published: 2019-10-07`",
            ),
            (
                "title: Dam\npublished: last week\n",
                "last week",
                "`published` wants a date, and `last week` is none",
                "write `2019-10-07`, or `2019-10` or `2019` where no more is known",
            ),
            (
                "title: Dam\nurl: www.example.org/dam\n",
                "www.example.org/dam",
                "`url` wants a whole web address",
                "write `url: https://www.example.org/dam`",
            ),
            (
                "title: &c\n",
                "title: &c",
                "the value of `title` begins with `&`, which YAML does not read as text",
                "put it in quotes: `title: \"&c\"`",
            ),
            (
                "title:Dam\n",
                "title:Dam",
                "there is no space after the colon of `title`",
                "write `title: Dam`",
            ),
            ("Title: Dam\n", "Title", "there is no key `Title`", "did you mean `title`?"),
            (
                "title: Dam\ndate: 2019-10-07\n",
                "date",
                "there is no key `date`",
                "did you mean `published`?",
            ),
            (
                "title: Dam\nagency:\n  - Wire\n",
                "- Wire\n",
                "`agency` wants one text, and this is a list",
                "write one text after the colon, without the dash: `agency: …`",
            ),
            (
                "title: Dam\nauthors: {a: b}\n",
                "{a: b}",
                "`authors` wants text, and YAML reads this as keys and values",
                "write one name, or `[First, Second]`",
            ),
            (
                "title: Dam\npublisher: [Wire, Herald]\n",
                "[Wire, Herald]",
                "`publisher` wants one text, and this is a list",
                "write one text, `publisher: Wire, Herald`; if the brackets belong to it, \
                 `publisher: \"[Wire, Herald]\"`",
            ),
            (
                "title: Dam\nauthors: true\n",
                "true",
                "`authors` wants text, and YAML reads this as a truth value",
                "put it in quotes: `\"true\"`",
            ),
            (
                "title: Dam\nauthors: 1984\n",
                "1984",
                "`authors` wants text, and YAML reads this as a number",
                "put it in quotes: `\"1984\"`",
            ),
            ("title:\n", "title", "`title` has no value", "write it after the colon: `title: …`"),
            ("title: ~\n", "title", "`title` has no value", "write it after the colon: `title: …`"),
            (
                "title: 1984\nautors: 12\n",
                "autors",
                "there is no key `autors`",
                "did you mean `authors`?",
            ),
        ] {
            let expected = (place.to_owned(), message.to_owned(), help.to_owned());
            assert_eq!(article(yaml), [expected], "{yaml}");
        }
    }

    #[test]
    fn words_that_yaml_may_take_for_something_else_are_text_where_that_is_wanted() {
        for word in ["no", "No", "NO", "yes", "on", "off", "y", "n", "true", "1984", "1.10"] {
            assert_eq!(article(&format!("title: {word}\nauthors: [{word}]\n")), [], "{word}");
        }
        assert_eq!(told::<RecordFields>("name: On\naliases: Off\n", OFFICIAL), []);
    }

    #[test]
    fn quotation_marks_that_are_right_are_not_blamed_for_another_mistake() {
        let yaml = "publisher: \"The\n  Wire\" # as printed\nagency: 'It''s'\ntitle: A: B\n";
        let told = article(yaml);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, "title: A: B");
    }
}
