//! Entities and officials: from front matter to the model.

use super::ids::{Ids, Named};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Capacity, EntityKind, Fact, Prose, Record, RecordId, RecordKind, Reference};
use crate::parse::address::is_web_url;
use crate::parse::fields::{self, FactFields, RecordFields};
use crate::parse::front_matter;
use crate::parse::record::{ParsedRecord, RecordFolder};
use crate::parse::slug::is_slug;
use crate::source::{SourceSet, Span};

/// Makes a record of what its file says.
pub fn record(
    parsed: &ParsedRecord,
    all: &[ParsedRecord],
    profile: Prose,
    ids: &Ids,
    sources: &SourceSet,
    diagnostics: &mut Diagnostics,
) -> Record {
    // Each by its name, so that no key is read and forgotten.
    let RecordFields {
        name,
        kind,
        full_name,
        aliases,
        short,
        except,
        names,
        part_of,
        facts: stated,
        links,
        allow: _,
        extra,
        role,
        affiliation,
        capacity: own_capacity,
    } = parsed.fields.clone();
    let place = |path: &[&str]| {
        front_matter::place(parsed.file, sources.file(parsed.file), parsed.yaml, path)
    };
    let mut entity = |key: &str, id: &Option<String>| {
        let id = id.as_deref()?;
        match ids.get(id) {
            Some(Named::Record(found)) if is_entity(all, found) => Some(found),
            Some(Named::Unreadable) => None,
            other => {
                let message = match other {
                    None => format!("there is no entity `{id}`"),
                    Some(_) => format!("`{id}` is no entity"),
                };
                let entity = |named| match named {
                    Named::Record(record) => is_entity(all, record),
                    _ => false,
                };
                diagnostics.push(
                    Diagnostic::new(Code::UnknownId, place(&[key]), message)
                        .maybe_help(ids.suggest(id, entity)),
                );
                None
            }
        }
    };
    let part_of = entity("part_of", &part_of);
    let affiliation = entity("affiliation", &affiliation);
    let facts = facts(stated.unwrap_or_default(), place, ids, diagnostics);
    Record {
        changed: None,
        slug: parsed.slug.clone(),
        span: Span::whole(parsed.file),
        name,
        full_name,
        aliases: aliases.unwrap_or_default().given(),
        short: short.unwrap_or_default().given(),
        except: except.unwrap_or_default().given(),
        names: names.unwrap_or_default().given(),
        entity_kind: kind.map(entity_kind),
        part_of,
        facts,
        links: links.unwrap_or_default().0,
        kind: match parsed.folder {
            RecordFolder::Entities => RecordKind::Entity,
            RecordFolder::Officials => {
                RecordKind::Official { role, affiliation, capacity: own_capacity.map(capacity) }
            }
        },
        profile,
        extra: extra.unwrap_or_default(),
    }
}

/// What a record's front matter states, each with what it rests on.
fn facts(
    stated: Vec<FactFields>,
    place: impl Fn(&[&str]) -> Span,
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (index, FactFields { label, value, source, as_of }) in stated.into_iter().enumerate() {
        let number = index.to_string();
        let span = || place(&["facts", &number, "source"]);
        let source = source.and_then(|source| reference(&source, ids, span, diagnostics));
        facts.push(Fact { label, value, source, as_of: as_of.map(|date| date.0) });
    }
    facts
}

fn is_entity(all: &[ParsedRecord], id: RecordId) -> bool {
    all.get(id.index()).is_some_and(|record| record.folder == RecordFolder::Entities)
}

/// Reads an id, URL or words. Words that look like an id and nearly are one are told.
pub fn reference(
    text: &str,
    ids: &Ids,
    span: impl Fn() -> Span,
    diagnostics: &mut Diagnostics,
) -> Option<Reference> {
    match ids.get(text) {
        Some(Named::Article(article)) => return Some(Reference::Article(article)),
        Some(Named::Record(record)) => return Some(Reference::Record(record)),
        Some(Named::Unreadable) => return None,
        Some(Named::Page(_)) => {
            let message = format!("`{text}` is a page of your own, on which nothing can rest");
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, span(), message)
                    .help("name an article, entity or official, or a web address"),
            );
            return None;
        }
        None if is_web_url(text) => return Some(Reference::Url(text.to_owned())),
        None => {}
    }
    let note = text.trim_matches(['[', ']']).strip_prefix('#');
    if note.is_some_and(|note| ids.notes.contains_key(note)) {
        diagnostics
            .push(Diagnostic::new(Code::UnknownId, span(), format!("`{text}` is a note")).help(
                "name what the note rests on: an article, entity or official, or an address",
            ));
        return None;
    }
    if is_slug(text)
        && let Some(help) = ids.near(text, |_| true)
    {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownId,
                span(),
                format!("there is no article, entity or official `{text}`"),
            )
            .help(help),
        );
        return None;
    }
    Some(Reference::Words(text.to_owned()))
}

fn entity_kind(kind: fields::Kind) -> EntityKind {
    match kind {
        fields::Kind::Company => EntityKind::Company,
        fields::Kind::Agency => EntityKind::Agency,
        fields::Kind::Organisation => EntityKind::Organisation,
        fields::Kind::Place => EntityKind::Place,
        fields::Kind::Programme => EntityKind::Programme,
        fields::Kind::Document => EntityKind::Document,
        fields::Kind::Person => EntityKind::Person,
        fields::Kind::Event => EntityKind::Event,
    }
}

fn capacity(capacity: fields::Capacity) -> Capacity {
    match capacity {
        fields::Capacity::Official => Capacity::Official,
        fields::Capacity::Spokesperson => Capacity::Spokesperson,
        fields::Capacity::Expert => Capacity::Expert,
    }
}
