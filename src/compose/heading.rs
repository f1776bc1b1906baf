//! How the heading of a note is written, and what stands in the braces of an attribution.

use std::collections::BTreeMap;

use super::form::NoteForm;
use super::refusal::Refusal;
use crate::mend::block_quote::{line, pair};
use crate::model::NoteClass;
use crate::parse::attributes::Attribute;
use crate::parse::fields::{AnnotationsFields, Status};

/// A heading, and what it is to be read as.
pub(super) struct Heading {
    pub(super) line: String,
    pub(super) title: String,
    pub(super) attributes: Vec<Attribute>,
}

/// The kind that a form names.
pub(super) fn class(form: &NoteForm) -> Result<NoteClass, Refusal> {
    NoteClass::from_name(&form.kind)
        .ok_or_else(|| Refusal::new(format!("there is no kind of note `{}`", form.kind)))
}

/// Writes the heading of a new note into a file that gives its notes these defaults.
pub(super) fn heading(
    form: &NoteForm,
    id: &str,
    defaults: &AnnotationsFields,
) -> Result<Heading, Refusal> {
    let class = class(form)?;
    let title = form.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(
            Refusal::new("the note has no title").help("Say in a few words what it is about.")
        );
    }
    let mut attributes = vec![Attribute::Id(id.to_owned())];
    if class != NoteClass::Note {
        attributes.push(Attribute::Class(class.name().to_owned()));
    }
    let mut keys = form.keys.clone();
    if defaults.author.is_some() && keys.get("author") == defaults.author.as_ref() {
        keys.remove("author");
    }
    keys.remove("status");
    let is_draft = defaults.status == Some(Status::Draft);
    match (form.draft, is_draft) {
        (true, false) => keys.insert("status".to_owned(), "draft".to_owned()),
        (false, true) => keys.insert("status".to_owned(), "published".to_owned()),
        _ => None,
    };
    let known = class.keys().iter().chain(NoteClass::COMMON_KEYS);
    let pairs = pairs(keys, known.copied(), class)?;
    attributes
        .extend(pairs.iter().map(|(key, value, _)| Attribute::Pair(key.clone(), value.clone())));
    let kind = if class == NoteClass::Note { String::new() } else { format!(" .{}", class.name()) };
    let written: String = pairs.iter().map(|(.., written)| format!(" {written}")).collect();
    let line = format!("## {} {{#{id}{kind}{written}}}", line(&title));
    Ok(Heading { line, title, attributes })
}

/// The keys of a passage of a note of this kind, with their values.
pub(super) fn passage_keys(
    keys: &BTreeMap<String, String>,
    class: NoteClass,
) -> Result<Vec<(String, String)>, Refusal> {
    let pairs = pairs(keys.clone(), class.passage_keys().iter().copied(), class)?;
    Ok(pairs.into_iter().map(|(key, value, _)| (key, value)).collect())
}

/// Keys that have a value, in the order in which they are known: each with how it is written.
fn pairs<'a>(
    mut keys: BTreeMap<String, String>,
    known: impl Iterator<Item = &'a str>,
    class: NoteClass,
) -> Result<Vec<(String, String, String)>, Refusal> {
    keys.retain(|_, value| !value.trim().is_empty());
    let mut pairs = Vec::new();
    for key in known {
        let Some(value) = keys.remove(key) else { continue };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(written) = pair(key, &value) else {
            return Err(
                Refusal::new(format!("`{key}` cannot hold `{value}`")).help("Leave out braces.")
            );
        };
        pairs.push((key.to_owned(), value, written));
    }
    match keys.pop_first() {
        Some((key, _)) => {
            Err(Refusal::new(format!("a note of the kind `{}` has no key `{key}`", class.name())))
        }
        None => Ok(pairs),
    }
}
