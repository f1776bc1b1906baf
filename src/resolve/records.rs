//! Entities and officials: from front matter to the model.

use super::ids::{Ids, Named};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Capacity, EntityKind, Fact, Prose, Record, RecordId, RecordKind, Reference};
use crate::parse::address::is_web_url;
use crate::parse::fields;
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
    let fields = parsed.fields.clone();
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
    let part_of = entity("part_of", &fields.part_of);
    let affiliation = entity("affiliation", &fields.affiliation);
    let mut facts = Vec::new();
    for (index, fact) in fields.facts.into_iter().flatten().enumerate() {
        let number = index.to_string();
        let span = || place(&["facts", &number, "source"]);
        facts.push(Fact {
            label: fact.label,
            value: fact.value,
            source: fact.source.and_then(|source| reference(&source, ids, span, diagnostics)),
            as_of: fact.as_of.map(|date| date.0),
        });
    }
    Record {
        changed: None,
        slug: parsed.slug.clone(),
        span: Span::whole(parsed.file),
        name: fields.name,
        full_name: fields.full_name,
        aliases: fields.aliases.unwrap_or_default().given(),
        short: fields.short.unwrap_or_default().given(),
        except: fields.except.unwrap_or_default().given(),
        names: fields.names.unwrap_or_default().given(),
        entity_kind: fields.kind.map(entity_kind),
        part_of,
        facts,
        links: fields.links.unwrap_or_default().0,
        kind: match parsed.folder {
            RecordFolder::Entities => RecordKind::Entity,
            RecordFolder::Officials => RecordKind::Official {
                role: fields.role,
                affiliation,
                capacity: fields.capacity.map(capacity),
            },
        },
        profile,
        extra: fields.extra.unwrap_or_default(),
    }
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
