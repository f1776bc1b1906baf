//! What is wrong with YAML that could not be read, all of it, at its place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::address::{is_web_url, link_url, not_a_base};
use super::super::odd;
use super::super::strays::draft_mark;
use super::super::yaml_slips::{self, Slip, date_meant, quoted};
use super::super::yaml_tree::{self, Entry, NodeKind, Tree};
use super::{Field, Shape};
use crate::config::Budget;
use crate::date::{DateError, PartialDate};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::language::not_a_tag;
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, Span};
use crate::unseen::{self, is_blank};

/// What the keys of a file's outermost map are.
#[derive(Clone, Copy)]
pub(super) enum Root<'a> {
    /// These.
    Keys(&'a [Field]),
    /// Ids, each with a map that has these keys.
    Entries(&'a [Field]),
}

/// Everything that is wrong with a YAML text that begins at byte `offset` of its file, and that serde
/// could not read.
pub(super) fn what_is_wrong(
    id: FileId,
    text: &str,
    offset: usize,
    root: Root<'_>,
    error: &serde_yaml::Error,
) -> Vec<Diagnostic> {
    let mut explainer = Explainer { id, text, offset, found: Vec::new() };
    match yaml_tree::parse(text) {
        Ok(tree) => explainer.root(&tree, root),
        Err((at, words)) => explainer.syntax(at, &words, root),
    }
    if explainer.found.is_empty() {
        let at = error.location().map_or(0, |location| location.index());
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or(&words);
        explainer.syntax(at, words, root);
    }
    explainer.found
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
        let span =
            Span::new(self.id, Place::new(self.offset + range.start..self.offset + range.end));
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
            NodeKind::Map(entries) => match root {
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
                    .or_else(|| yaml_slips::no_colon(self.text, &keys))
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
                None => meant.extend(self.unknown(entry, fields)),
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

    /// Tells of a key that there is not; gives the one that is meant by it.
    fn unknown(&mut self, entry: &Entry, fields: &[Field]) -> Option<&'static str> {
        let names = fields.iter().map(|field| field.name);
        let meant = nearest(&entry.key, names.clone()).or_else(|| {
            let (_, usual) = OTHER_NAMES.iter().find(|(name, _)| *name == entry.key)?;
            names.clone().find(|name| name == usual)
        });
        let help = match meant {
            _ if is_about_drafts(&entry.key) && !names.clone().any(|it| it == "status") => {
                "only notes can be drafts: to keep a file back, move it out of `content/`"
                    .to_owned()
            }
            _ if makes_a_draft(entry) => {
                "for drafts, write `status: draft`; what is published needs no such line".to_owned()
            }
            Some(other) => format!("did you mean `{other}`?"),
            None => format!("the keys are {}", listed(names)),
        };
        let message = match odd::first_named(&entry.key) {
            Some(odd) => format!("in the key `{}` stands {odd}", entry.key),
            None => format!("there is no key `{}`", entry.key),
        };
        self.tell(&entry.key_range, message, Some(help));
        meant
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
            NodeKind::Map(entries) => self.entries(entries, fields, value.range.start),
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
            self.nothing(name, shape, required, key);
            return;
        }
        if required && matches!(&value.kind, NodeKind::Scalar { text, .. } if is_blank(text)) {
            let help = format!("write it between the quotation marks: `{name}: \"…\"`");
            self.tell(&value.range, format!("`{name}` is empty"), Some(help));
            return;
        }
        if let (
            Shape::Date
            | Shape::Number
            | Shape::Truth
            | Shape::Budget
            | Shape::Url
            | Shape::OneOf(_),
            NodeKind::Scalar { text, .. },
        ) = (shape, &value.kind)
            && let Some(odd) = odd::first_named(text)
        {
            let plain = text.replace(|c| odd::named(c).is_some(), " ");
            let help = format!("write `{name}: {}`", plain.trim());
            self.tell(&value.range, format!("in the value of `{name}` stands {odd}"), Some(help));
            return;
        }
        match shape {
            Shape::Text | Shape::CitationStyle => self.text(name, value),
            Shape::TextOrList => self.text_or_list(name, value),
            Shape::List => self.list(name, value),
            Shape::Date => self.date(name, value),
            Shape::BaseUrl => self.base_url(name, value),
            Shape::Url => self.url(name, value),
            Shape::Number => self.number(name, value),
            Shape::Truth => self.truth(name, value),
            Shape::Budget => self.budget(name, value),
            Shape::OneOf(words) => self.one_of(name, value, words),
            Shape::Language => {
                self.text(name, value);
                if let NodeKind::Scalar { text, .. } = &value.kind {
                    self.language(text, &value.range);
                }
            }
            Shape::Names => {
                for entry in self.map(name, value, "write `NAME: {zh: 海康威视}`") {
                    self.language(&entry.key, &entry.key_range);
                    self.text(&entry.key, &entry.value);
                }
            }
            Shape::Links => self.links(name, value),
            Shape::Records(fields) => self.records(name, value, fields),
            Shape::Keys(fields) => self.keys(name, value, fields),
            Shape::Each(shape) => {
                let help = "write a line of `key: value` for each, indented by two spaces";
                for entry in self.map(name, value, help) {
                    self.value(&entry.key, *shape, true, &entry.value, &entry.key_range);
                }
            }
            Shape::Free => {
                if !matches!(value.kind, NodeKind::Map(_)) {
                    let help = format!("write `{name}: {{key: value}}`");
                    let message = format!("`{name}` wants keys and values");
                    self.tell(&value.range, message, Some(help));
                }
            }
        }
    }

    /// A key without a value.
    fn nothing(&mut self, name: &str, shape: Shape, required: bool, key: &Range<usize>) {
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
    }

    /// The entries of a value that must be a map; `help` says how to write one under `NAME`.
    fn map<'t>(&mut self, name: &str, value: &'t Tree, help: &str) -> Vec<&'t Entry> {
        match &value.kind {
            NodeKind::Map(entries) => self.distinct(entries),
            _ => {
                let message = format!("`{name}` wants keys and values");
                self.tell(&value.range, message, Some(help.replace("NAME", name)));
                Vec::new()
            }
        }
    }

    fn text_or_list(&mut self, name: &str, value: &Tree) {
        match &value.kind {
            NodeKind::Scalar { text, plain: true } if is_typed(text) => {
                let is_truth = matches!(text.as_str(), "true" | "false");
                let what = if is_truth { "a truth value" } else { "a number" };
                self.tell(
                    &value.range,
                    format!("`{name}` wants text, and YAML reads this as {what}"),
                    Some(format!("put it in quotes: `\"{text}\"`")),
                );
            }
            NodeKind::List(items) => items.iter().for_each(|item| self.text(name, item)),
            NodeKind::Map(_) => self.tell(
                &value.range,
                format!("`{name}` wants text, and YAML reads this as keys and values"),
                Some("write one name, or `[First, Second]`".into()),
            ),
            _ => self.text(name, value),
        }
    }

    fn list(&mut self, name: &str, value: &Tree) {
        if let NodeKind::List(items) = &value.kind {
            items.iter().for_each(|item| self.text(name, item));
            return;
        }
        let written = self.text.slice(value.range.clone()).trim();
        let help = format!("write `{name}: [{written}]`");
        self.tell(&value.range, format!("`{name}` wants a list"), Some(help));
    }

    fn base_url(&mut self, name: &str, value: &Tree) {
        match &value.kind {
            NodeKind::Scalar { text, .. } if is_web_url(text) => {
                if let Some(help) = not_a_base(text) {
                    let message = format!("`{name}` wants the address of the site's folder");
                    self.tell(&value.range, message, Some(help.into()));
                }
            }
            _ => self.url(name, value),
        }
    }

    fn url(&mut self, name: &str, value: &Tree) {
        let text = match &value.kind {
            NodeKind::Scalar { text, .. } if is_web_url(text) => return,
            NodeKind::Scalar { text, .. } => text.as_str(),
            _ => "",
        };
        let whole = format!("https://{text}");
        let host = whole.split('/').nth(2).unwrap_or_default();
        let help = if is_web_url(&whole) && host.contains('.') {
            format!("write `{name}: {whole}`")
        } else if text.contains(char::is_whitespace) {
            "it has no white space in it: write `%20` for a space".to_owned()
        } else if text.contains(|c: char| c.is_control() || c == '\u{fffd}') {
            "it has no control characters in it: leave out what is not seen".to_owned()
        } else {
            "it begins with `https://` or `http://`".to_owned()
        };
        self.tell(&value.range, format!("`{name}` wants a whole web address"), Some(help));
    }

    fn language(&mut self, tag: &str, range: &Range<usize>) {
        if let Some(help) = not_a_tag(tag).filter(|_| !is_blank(tag)) {
            self.tell(range, format!("`{tag}` is no language's tag"), Some(help));
        }
    }

    fn number(&mut self, name: &str, value: &Tree) {
        if !matches!(&value.kind, NodeKind::Scalar { text, plain: true } if text.parse::<u64>().is_ok())
        {
            let help = format!("write digits alone, such as `{name}: 300`");
            self.tell(&value.range, format!("`{name}` wants a whole number"), Some(help));
        }
    }

    fn truth(&mut self, name: &str, value: &Tree) {
        let is_truth = |text: &str| matches!(text, "true" | "false");
        if !matches!(&value.kind, NodeKind::Scalar { text, plain: true } if is_truth(text)) {
            let help = format!("write `{name}: true`, or leave the line out");
            self.tell(&value.range, format!("`{name}` wants `true` or `false`"), Some(help));
        }
    }

    fn budget(&mut self, name: &str, value: &Tree) {
        if !matches!(&value.kind, NodeKind::Scalar { text, .. } if text.parse::<Budget>().is_ok()) {
            let message = format!("`{name}` wants a number of words or a percentage");
            let help =
                format!("write `{name}: 300` for so many words of each report, or `{name}: 10 %`");
            self.tell(&value.range, message, Some(help));
        }
    }

    fn one_of(&mut self, name: &str, value: &Tree, words: &[&str]) {
        let all = format!("write {}", listed(words.iter().copied()));
        match &value.kind {
            NodeKind::Scalar { text, .. } if words.contains(&text.as_str()) => {}
            NodeKind::Scalar { text, .. } => {
                let help = match text.to_ascii_lowercase().as_str() {
                    "public" | "final" if words.contains(&"draft") => {
                        "take the line away: what is no draft is published".to_owned()
                    }
                    _ => did_you_mean(text, words.iter().copied()).unwrap_or(all),
                };
                self.tell(&value.range, format!("`{name}` cannot be `{text}`"), Some(help));
            }
            _ => self.tell(&value.range, format!("`{name}` wants one word"), Some(all)),
        }
    }

    fn links(&mut self, name: &str, value: &Tree) {
        let NodeKind::Map(entries) = &value.kind else {
            let message = format!("`{name}` wants labels and web addresses");
            let help = format!("write `{name}: {{website: https://example.org/}}`");
            self.tell(&value.range, message, Some(help));
            return;
        };
        for entry in self.distinct(entries) {
            let is_link = matches!(&entry.value.kind, NodeKind::Scalar { text, .. }
                if link_url(&entry.key, text).is_some());
            if !is_link {
                let help = "it begins with `https://` or `http://`; `wikidata` may have an id such as `Q42`";
                let message = format!("the link `{}` wants a whole web address", entry.key);
                self.tell(&entry.value.range, message, Some(help.into()));
            }
        }
    }

    fn records(&mut self, name: &str, value: &Tree, fields: &[Field]) {
        let NodeKind::List(items) = &value.kind else {
            let keys = fields.iter().filter(|field| field.required);
            let keys: Vec<String> = keys.map(|field| format!("{}: …", field.name)).collect();
            let help = format!("write `{name}: [{{{}}}]`", keys.join(", "));
            self.tell(&value.range, format!("`{name}` wants a list"), Some(help));
            return;
        };
        for item in items {
            let NodeKind::Map(entries) = &item.kind else {
                let keys = listed(fields.iter().map(|field| field.name));
                let message = format!("each of `{name}` wants keys and values");
                self.tell(&item.range, message, Some(format!("the keys are {keys}")));
                continue;
            };
            self.entries(entries, fields, item.range.start);
        }
    }

    fn text(&mut self, name: &str, value: &Tree) {
        match &value.kind {
            // Where text is asked for, a number or truth value is read as it is written.
            NodeKind::Scalar { .. } | NodeKind::Alias => {}
            NodeKind::List(_) => {
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
            NodeKind::Map(_) => self.tell(
                &value.range,
                format!("`{name}` wants text, and YAML reads this as keys and values"),
                Some("put it in quotes".into()),
            ),
        }
    }

    fn date(&mut self, name: &str, value: &Tree) {
        let form = "write `2019-10-07`, or `2019-10` or `2019` where no more is known";
        match &value.kind {
            NodeKind::Scalar { text, .. } => match text.parse::<PartialDate>() {
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
/// Whether an entry, where notes may be drafts, was meant to make some.
fn makes_a_draft(entry: &Entry) -> bool {
    let value = match &entry.value.kind {
        NodeKind::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    entry.key == "draft" || draft_mark(&format!("{}: {value}", entry.key)).is_some()
}

fn is_about_drafts(key: &str) -> bool {
    ["status", "draft", "published", "private", "hidden"]
        .iter()
        .any(|it| key.eq_ignore_ascii_case(it))
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn is_null(value: &Tree) -> bool {
    matches!(&value.kind, NodeKind::Scalar { text, plain: true }
        if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
}

/// Whether YAML reads a text without quotes as something else than text.
fn is_typed(text: &str) -> bool {
    serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|value| !value.is_string())
}
