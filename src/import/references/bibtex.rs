//! References in BibTeX and BibLaTeX.
//!
//! The crate that reads them calls itself for abbreviations made of others and for entries that refer to
//! others, and takes time by the square of how deep braces stand. What is given to it here has none of that.

use std::collections::BTreeMap;

use biblatex::{
    Bibliography, Chunks, ChunksExt, DateValue, Datetime, Entry as BibEntry, Field, Pair,
    ParseError, PermissiveType, RawBibliography, RawChunk, RawEntry, Spanned,
};

use super::entry::{Entry, Person};
use crate::date::PartialDate;
use crate::import::byline;
use crate::import::draft::web_url;

/// How deep braces stand in each other at most.
const DEEPEST: usize = 40;

/// Of how many pieces a value is made at most, and how long an abbreviation is.
const MOST_PIECES: usize = 20;
const LONGEST_ABBREVIATION: usize = 1_000;

/// Fields that refer to other entries, or name this one again.
const OF_ENTRIES: [&str; 3] = ["crossref", "xdata", "ids"];

/// The references of a file, in order, and why others cannot be read.
pub(super) fn read(text: &str) -> Result<(Vec<Entry>, Vec<String>), String> {
    if depth(text) > DEEPEST {
        return Err(format!("braces stand more than {DEEPEST} deep in each other"));
    }
    let at = |error: ParseError| {
        let before = text.get(..error.span.start).unwrap_or(text);
        format!("line {}: {}", before.matches('\n').count() + 1, error.kind)
    };
    let mut raw = RawBibliography::parse(text).map_err(at)?;
    raw.abbreviations.retain(|pair| is_plain(&pair.value.v));
    let abbreviations = std::mem::take(&mut raw.abbreviations).into_iter();
    let abbreviations = abbreviations.map(|pair| (pair.key.v, pair)).collect();
    let (mut entries, mut unread) = (Vec::new(), Vec::new());
    for entry in raw.entries {
        match alone(entry, &abbreviations) {
            Ok(found) => entries.extend(found),
            Err(error) => unread.push(at(error)),
        }
    }
    Ok((entries, unread))
}

/// An entry by itself: what is wrong with one is no reason to leave out the others.
fn alone<'s>(
    mut entry: Spanned<RawEntry<'s>>,
    abbreviations: &BTreeMap<&'s str, Pair<'s>>,
) -> Result<Option<Entry>, ParseError> {
    let mut rest = Vec::new();
    entry.v.fields.retain(|pair| {
        let name = pair.key.v.to_ascii_lowercase();
        let taken = !OF_ENTRIES.contains(&name.as_str()) && pair.value.v.len() <= MOST_PIECES;
        if !taken {
            rest.push((name, as_written(&pair.value.v)));
        }
        taken
    });
    let pieces = entry.v.fields.iter().flat_map(|pair| &pair.value.v);
    let named = pieces.filter_map(|piece| match piece.v {
        RawChunk::Abbreviation(name) => abbreviations.get(name).cloned(),
        RawChunk::Normal(_) => None,
    });
    let abbreviations = named.collect();
    let key = entry.v.key.v.to_owned();
    let raw = RawBibliography { preamble: String::new(), entries: vec![entry], abbreviations };
    let read = Bibliography::from_raw(raw)?;
    Ok(read.iter().next().map(|it| Entry { key, ..reference(it, rest) }))
}

/// How deep braces stand in each other.
fn depth(text: &str) -> usize {
    let (mut deepest, mut open) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// Whether an abbreviation stands for words and for no other one.
fn is_plain(value: &Field<'_>) -> bool {
    value.len() <= MOST_PIECES
        && value.iter().all(|piece| {
            matches!(piece.v, RawChunk::Normal(words) if words.len() <= LONGEST_ABBREVIATION)
        })
}

fn as_written(value: &[Spanned<RawChunk<'_>>]) -> String {
    let pieces = value.iter().map(|piece| match piece.v {
        RawChunk::Normal(words) | RawChunk::Abbreviation(words) => words,
    });
    pieces.collect::<Vec<_>>().join(" ")
}

fn reference(read: &BibEntry, rest: Vec<(String, String)>) -> Entry {
    let mut entry = Entry { rest, ..Entry::default() };
    entry.authors = read.author().unwrap_or_default().into_iter().map(person).collect();
    entry.issued = read.date().ok().and_then(date);
    entry.accessed = read.url_date().ok().and_then(date);
    for (name, value) in &read.fields {
        let text = words(value);
        if text.trim().is_empty() {
            continue;
        }
        match name.as_str() {
            "author" => {}
            "year" | "month" | "day" | "date" if entry.issued.is_some() => {}
            "urldate" if entry.accessed.is_some() => {}
            "title" => entry.title = text,
            "journal" | "journaltitle" | "booktitle" => entry.container = Some(text),
            "publisher" | "institution" | "organization" | "school"
                if entry.publisher.is_none() =>
            {
                entry.publisher = Some(text);
            }
            "url" => entry.url = Some(text),
            "howpublished" if entry.url.is_none() && address_in(&text).is_some() => {
                entry.url = address_in(&text);
            }
            "archiveurl" if web_url(&text).is_some() => entry.archive_url = Some(text),
            "doi" => entry.doi = Some(text),
            "language" | "langid" if entry.language.is_none() => entry.language = Some(text),
            _ => entry.rest.push((name.clone(), text)),
        }
    }
    entry
}

/// The address in `\url{https://…}` and the like.
fn address_in(text: &str) -> Option<String> {
    let (_, address) = text.split_at(text.find("http")?);
    let address = address.split(|c: char| c.is_whitespace() || "{}<>".contains(c)).next()?;
    web_url(address)
}

fn words(value: &Chunks) -> String {
    value.format_verbatim()
}

fn person(read: biblatex::Person) -> Person {
    let some = |text: String| (!text.is_empty()).then_some(text);
    let family = [some(read.prefix), some(read.name)];
    Person {
        family: family.into_iter().flatten().collect::<Vec<_>>().join(" "),
        given: some(read.given_name),
        suffix: some(read.suffix),
    }
}

fn date(read: PermissiveType<biblatex::Date>) -> Option<PartialDate> {
    let read = match read {
        PermissiveType::Typed(read) => read,
        PermissiveType::Chunks(read) => return byline::date(&words(&read)),
    };
    let (DateValue::At(read) | DateValue::After(read) | DateValue::Between(read, _)) = read.value
    else {
        return None;
    };
    let Datetime { year, month, day, .. } = read;
    // It counts months and days from nought.
    let smaller = [month, day].into_iter().map_while(|part| Some(format!("-{:02}", part? + 1)));
    format!("{year:04}{}", smaller.collect::<String>()).parse().ok()
}
