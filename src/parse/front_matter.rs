//! Front matter and settings: YAML between two lines of `---`, or a whole file of it.
//!
//! serde reads it into flat structs that deny unknown keys. It has no places, so when it fails,
//! and only then, the YAML is read again as a tree with places, each key is held against the
//! list of what its file may say, and everything that is wrong is told at once.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::yaml_tree::{self, Entry, Kind, Tree};
use crate::date::{DateError, PartialDate};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::source::{FileId, SourceFile, Span};

/// The most front matter a file may have, in bytes. YAML's aliases make a few lines mean very
/// much; a limit on the lines is a limit on that.
const LARGEST: usize = 64 * 1024;

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
    /// One text or number.
    Scalar,
    /// One text or a list of texts.
    TextOrList,
    /// A list of texts.
    List,
    /// A day, month or year.
    Date,
    /// An absolute URL.
    Url,
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
        let rest = &text[at..];
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
    fences.contains(&text[..length].trim_end()).then_some(length)
}

/// Reads YAML of which `fields` lists every key.
pub fn read<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    yaml: Range<usize>,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = &file.text[yaml.clone()];
    if text.len() > LARGEST {
        diagnostics.push(Diagnostic::new(
            Code::FrontMatterInvalid,
            Span::whole(id),
            "this file has more than 64 KiB",
        ));
        return None;
    }
    let nothing = text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
    let error = match serde_yaml::from_str::<T>(if nothing { "{}" } else { text }) {
        Ok(read) => return Some(read),
        Err(error) => error,
    };
    let mut reader = Explainer { id, text, offset: yaml.start, found: Vec::new() };
    match yaml_tree::parse(if nothing { "" } else { text }) {
        Ok(tree) => reader.root(&tree, fields),
        Err((at, words)) => reader.syntax(at, &words),
    }
    if reader.found.is_empty() {
        let at = error.location().map_or(0, |location| location.index());
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or(&words).to_owned();
        reader.syntax(at, &words);
    }
    diagnostics.extend(reader.found);
    None
}

/// The place of the value at a path of keys, for what is found wrong with it later; where there
/// is none, of what would hold it.
#[must_use]
pub fn place(id: FileId, file: &SourceFile, yaml: &Range<usize>, path: &[&str]) -> Span {
    let tree = yaml_tree::parse(&file.text[yaml.clone()]).ok();
    // A list of one may be written without its brackets.
    let node = tree
        .as_ref()
        .and_then(|tree| tree.at(path).or_else(|| tree.at(&path[..path.len().saturating_sub(1)])));
    match node {
        Some(node) => Span::new(id, yaml.start + node.range.start..yaml.start + node.range.end),
        None => Span::new(id, yaml.start..yaml.start),
    }
}

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

    fn syntax(&mut self, at: usize, words: &str) {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        let line = self.text[start..end].trim_end();
        let range = start..start + line.len();
        let value = line.split_once(": ").map(|(key, value)| (key.trim(), value.trim()));
        match value {
            _ if line.contains('\t') => self.tell(
                &range,
                "this line has a tab in it, which YAML does not take as white space",
                Some("use spaces".into()),
            ),
            Some((key, value))
                if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) =>
            {
                let quoted = value.replace('"', "\\\"");
                self.tell(
                    &range,
                    format!(
                        "the value of `{key}` has a colon in it, which YAML reads as another key"
                    ),
                    Some(format!("put it in quotes: `{key}: \"{quoted}\"`")),
                );
            }
            Some((key, value))
                if value
                    .starts_with(['@', '`', '%', '*', '&', '!', '|', '>', '"', '\'', '{', '[']) =>
            {
                let first = value.chars().next().unwrap_or(' ');
                self.tell(
                    &range,
                    format!("the value of `{key}` begins with `{first}`, which means something in YAML: {words}"),
                    Some("put the whole value in quotes, or close what it opens".into()),
                );
            }
            _ => self.tell(&range, format!("this cannot be read as YAML: {words}"), None),
        }
    }

    fn root(&mut self, tree: &Tree, fields: &[Field]) {
        match &tree.kind {
            Kind::Map(entries) => self.entries(entries, fields, tree.range.start),
            _ => self.tell(
                &tree.range,
                "these lines are no keys and values",
                Some("write them as `key: value`, a line each".into()),
            ),
        }
    }

    fn entries(&mut self, entries: &[Entry], fields: &[Field], start: usize) {
        for (index, entry) in entries.iter().enumerate() {
            if entries[..index].iter().any(|earlier| earlier.key == entry.key) {
                self.tell(
                    &entry.key_range,
                    format!("`{}` stands here a second time", entry.key),
                    Some("keep one of the two".into()),
                );
                continue;
            }
            match fields.iter().find(|field| field.name == entry.key) {
                Some(field) => self.value(field, &entry.value, &entry.key_range),
                None => {
                    let names = fields.iter().map(|field| field.name);
                    let help = did_you_mean(&entry.key, names.clone())
                        .unwrap_or_else(|| format!("the keys are {}", listed(names)));
                    self.tell(
                        &entry.key_range,
                        format!("there is no key `{}`", entry.key),
                        Some(help),
                    );
                }
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if !entries.iter().any(|entry| entry.key == field.name) {
                self.tell(
                    &(start..start),
                    format!("`{}` is missing", field.name),
                    Some(format!("add a line `{}: …`", field.name)),
                );
            }
        }
    }

    fn value(&mut self, field: &Field, value: &Tree, key: &Range<usize>) {
        let name = field.name;
        if is_null(value) {
            if field.required {
                self.tell(key, format!("`{name}` has no value"), None);
            }
            return;
        }
        match field.shape {
            Shape::Text => self.text(name, value),
            Shape::Scalar => {
                if !matches!(value.kind, Kind::Scalar { .. }) {
                    self.tell(&value.range, format!("`{name}` wants one text or number"), None);
                }
            }
            Shape::TextOrList => match &value.kind {
                Kind::List(items) => items.iter().for_each(|item| self.text(name, item)),
                _ => self.text(name, value),
            },
            Shape::List => match &value.kind {
                Kind::List(items) => items.iter().for_each(|item| self.text(name, item)),
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants a list"),
                    Some(format!("write `{name}: [{}]`", self.text[value.range.clone()].trim())),
                ),
            },
            Shape::Date => self.date(name, value),
            Shape::Url => match &value.kind {
                Kind::Scalar { text, .. } if is_web_url(text) => {}
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants a whole web address"),
                    Some("it begins with `https://` or `http://`".into()),
                ),
            },
            Shape::Number => match &value.kind {
                Kind::Scalar { text, plain: true } if text.parse::<u64>().is_ok() => {}
                _ => self.tell(&value.range, format!("`{name}` wants a whole number"), None),
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
                    entries.iter().for_each(|entry| self.text(&entry.key, &entry.value));
                }
                _ => self.tell(
                    &value.range,
                    format!("`{name}` wants keys and values"),
                    Some(format!("write `{name}: {{zh: 海康威视}}`")),
                ),
            },
            Shape::Links => match &value.kind {
                Kind::Map(entries) => {
                    for entry in entries {
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
                _ => self.tell(&value.range, format!("`{name}` wants a list"), None),
            },
            Shape::Free => {
                if !matches!(value.kind, Kind::Map(_)) {
                    self.tell(&value.range, format!("`{name}` wants keys and values"), None);
                }
            }
        }
    }

    fn text(&mut self, name: &str, value: &Tree) {
        match &value.kind {
            Kind::Scalar { text, plain: true } if is_typed(text) => {
                let what = match text.as_str() {
                    "" | "~" | "null" | "Null" | "NULL" => "nothing",
                    text if text.eq_ignore_ascii_case("true")
                        || text.eq_ignore_ascii_case("false") =>
                    {
                        "a truth value"
                    }
                    _ => "a number",
                };
                self.tell(
                    &value.range,
                    format!("`{name}` wants text, and YAML reads this as {what}"),
                    Some(format!("put it in quotes: `\"{text}\"`")),
                );
            }
            Kind::Scalar { .. } | Kind::Alias => {}
            Kind::List(_) => self.tell(
                &value.range,
                format!("`{name}` wants one text, and this is a list"),
                Some("write it without brackets".into()),
            ),
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
                    None,
                ),
                Err(DateError::Form) => self.tell(
                    &value.range,
                    format!("`{name}` wants a date, and `{text}` is none"),
                    Some(form.into()),
                ),
            },
            _ => self.tell(&value.range, format!("`{name}` wants a date"), Some(form.into())),
        }
    }
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn is_null(value: &Tree) -> bool {
    matches!(&value.kind, Kind::Scalar { text, plain: true }
        if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
}

/// Whether YAML reads a text without quotes as something else than text.
fn is_typed(text: &str) -> bool {
    serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|value| !value.is_string())
}

/// Whether a text is an absolute URL of the web.
#[must_use]
pub fn is_web_url(text: &str) -> bool {
    url::Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
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
    let Some(yaml) = parts.yaml else {
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
    let fields = read(id, file, yaml.clone(), fields, diagnostics)?;
    Some((fields, yaml, parts.body))
}
