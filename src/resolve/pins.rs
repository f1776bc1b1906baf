//! From `pins.yaml` to the articles that it tells of.

use std::collections::BTreeMap;

use super::ids::{Ids, Named, NamedNote};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::{
    ArticleId, Briefing, NoteId, NoteKind, Pin, PinnedPrinting, PinnedShared, RecordId,
};
use crate::parse::Pins;
use crate::parse::fields::{self, Keyed, PinFields};
use crate::parse::front_matter::YamlPlaces;
use crate::source::SourceSet;

/// How many ids a message names.
const MOST_LISTED: usize = 5;

/// Gives each article its pin, and tells where that is older than the records and notes that there
/// are. Entries of what there is no longer are left out.
pub fn attach(
    briefing: &mut Briefing,
    pins: Pins,
    ids: &Ids,
    sources: &SourceSet,
    diagnostics: &mut Diagnostics,
) {
    let mut told = Vec::new();
    for (slug, fields) in pins.entries {
        let id = match ids.get(&slug) {
            Some(Named::Article(id)) => id,
            Some(Named::Unreadable) => continue,
            Some(Named::Record(_) | Named::Page(_)) | None => {
                let message = format!("there is no article `{slug}` that this could be the pin of");
                let articles = briefing.articles.iter().map(|article| article.slug.as_str());
                let help = did_you_mean(&slug, articles);
                told.push((slug, message, help.unwrap_or_else(|| "take it out".to_owned())));
                continue;
            }
        };
        let mut reader = PinReader { briefing, ids, gone: Vec::new() };
        let pin = reader.pin(fields);
        let gone = reader.gone;
        if let Some(message) = behind(briefing, &slug, &pin, &gone) {
            let help = format!("measure again: `sidenote pin {slug} --originals DIR`");
            told.push((slug, message, help));
        }
        if let Some(article) = briefing.articles.get_mut(id.index()) {
            article.pin = Some(pin);
        }
    }
    if told.is_empty() {
        return;
    }
    let file = sources.file(pins.file);
    let places = YamlPlaces::new(pins.file, file, file.whole());
    diagnostics.extend(told.into_iter().map(|(slug, message, help)| {
        Diagnostic::new(Code::PinBehind, places.of_key(&slug), message).help(help)
    }));
}

/// Reads one pin, and gathers the ids in it that mean nothing.
struct PinReader<'a> {
    briefing: &'a Briefing,
    ids: &'a Ids,
    gone: Vec<String>,
}

impl PinReader<'_> {
    fn pin(&mut self, fields: PinFields) -> Pin {
        let names = fields.names.map(|names| {
            self.known(names, Self::record)
                .into_iter()
                .map(|(id, Keyed(forms))| (id, forms))
                .collect()
        });
        let shared = fields.shared.map(|shared| {
            let figures = |it: fields::PinnedSharedFields| PinnedShared {
                words: it.words,
                runs: it.runs,
                longest: it.longest,
            };
            self.known(shared, Self::article)
                .into_iter()
                .map(|(id, it)| (id, figures(it)))
                .collect()
        });
        let quotes = fields.quotes.map(|quotes| {
            self.known(quotes, Self::note).into_iter().map(|(id, it)| (id, printing(it))).collect()
        });
        Pin {
            sha256: fields.sha256,
            pinned: fields.pinned.map(|date| date.0),
            words: fields.words,
            names,
            shared,
            quotes,
        }
    }

    /// The entries whose ids mean something.
    fn known<I: Ord, T>(
        &mut self,
        Keyed(entries): Keyed<T>,
        find: impl Fn(&Self, &str) -> PinnedId<I>,
    ) -> BTreeMap<I, T> {
        let mut known = BTreeMap::new();
        for (slug, value) in entries {
            match find(self, &slug) {
                PinnedId::Here(id) => {
                    known.insert(id, value);
                }
                PinnedId::LeftOut => {}
                PinnedId::Gone => self.gone.push(slug),
            }
        }
        known
    }

    fn record(&self, slug: &str) -> PinnedId<RecordId> {
        match self.ids.get(slug) {
            Some(Named::Record(id)) => PinnedId::Here(id),
            Some(Named::Unreadable) => PinnedId::LeftOut,
            Some(Named::Article(_) | Named::Page(_)) | None => PinnedId::Gone,
        }
    }

    fn article(&self, slug: &str) -> PinnedId<ArticleId> {
        match self.ids.get(slug) {
            Some(Named::Article(id)) => PinnedId::Here(id),
            Some(Named::Unreadable) => PinnedId::LeftOut,
            Some(Named::Record(_) | Named::Page(_)) | None => PinnedId::Gone,
        }
    }

    fn note(&self, slug: &str) -> PinnedId<NoteId> {
        match self.ids.notes.get(slug) {
            Some(NamedNote::Shown(id)) if is_quote(self.briefing, *id) => PinnedId::Here(*id),
            Some(NamedNote::Draft) => PinnedId::LeftOut,
            Some(NamedNote::Shown(_)) | None => PinnedId::Gone,
        }
    }
}

/// What an id in a pin means.
enum PinnedId<I> {
    /// This.
    Here(I),
    /// Something that is not in this build; why, is told elsewhere or no fault.
    LeftOut,
    /// Nothing.
    Gone,
}

fn is_quote(briefing: &Briefing, id: NoteId) -> bool {
    briefing.notes.get(id.index()).is_some_and(|note| matches!(note.kind, NoteKind::Quote(_)))
}

/// What to say of a pin that lacks what there is, or has what there is not.
fn behind(briefing: &Briefing, slug: &str, pin: &Pin, gone: &[String]) -> Option<String> {
    let mut newer: Vec<&str> = Vec::new();
    if let Some(names) = &pin.names {
        newer.extend(
            briefing
                .records()
                .filter(|(id, _)| !names.contains_key(id))
                .map(|(_, record)| record.slug.as_str()),
        );
    }
    if let Some(quotes) = &pin.quotes {
        newer.extend(
            briefing
                .notes()
                .filter(|(id, note)| {
                    !note.draft
                        && matches!(note.kind, NoteKind::Quote(_))
                        && !quotes.contains_key(id)
                })
                .map(|(_, note)| note.slug.as_str()),
        );
    }
    let newer = (!newer.is_empty())
        .then(|| format!("`{slug}` was pinned before there was {}", listed(&newer)));
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    let gone = (!gone.is_empty())
        .then(|| format!("the pin of `{slug}` tells of {}, which there is not", listed(&gone)));
    match (newer, gone) {
        (Some(newer), Some(gone)) => Some(format!("{newer}; {gone}")),
        (newer, gone) => newer.or(gone),
    }
}

/// Some ids by name, the others as a number.
fn listed(ids: &[&str]) -> String {
    let more = ids.len().saturating_sub(MOST_LISTED);
    let mut named: Vec<String> = ids.iter().take(MOST_LISTED).map(|id| format!("`{id}`")).collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let Some(last) = named.pop() else { return String::new() };
    if named.is_empty() { last } else { format!("{} and {last}", named.join(", ")) }
}

fn printing(field: fields::Printing) -> PinnedPrinting {
    match field {
        fields::Printing::Prints => PinnedPrinting::Prints,
        fields::Printing::Near => PinnedPrinting::Near,
        fields::Printing::None => PinnedPrinting::None,
    }
}
