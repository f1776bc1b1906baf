//! What a note says beyond the Web Annotation model, in the words in which its author wrote it:
//! what it takes to read an exported collection back without loss.
//!
//! Nothing of an article's text is in it: only what stands in an annotation file, of notes that
//! the build shows.

use serde::Serialize;

use super::Edition;
use crate::model::{Note, NoteKind, Passage, Reference, Transmission};

/// The attributes of a note's heading, and the reports in which the editor found no answer.
#[derive(Default, Serialize)]
pub(super) struct Heading<'a> {
    #[serde(rename = "sidenote:kind")]
    kind: &'static str,
    #[serde(rename = "sidenote:status", skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(rename = "sidenote:allow", skip_serializing_if = "Option::is_none")]
    allow: Option<String>,
    #[serde(rename = "sidenote:reply", skip_serializing_if = "Option::is_none")]
    reply: Option<&'a str>,
    #[serde(rename = "sidenote:tags", skip_serializing_if = "Option::is_none")]
    tags: Option<String>,
    #[serde(rename = "sidenote:by", skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(rename = "sidenote:said", skip_serializing_if = "Option::is_none")]
    said: Option<&'a str>,
    #[serde(rename = "sidenote:base", skip_serializing_if = "Option::is_none")]
    base: Option<&'a str>,
    #[serde(rename = "sidenote:unit", skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(rename = "sidenote:total", skip_serializing_if = "Option::is_none")]
    total: Option<&'a str>,
    #[serde(rename = "sidenote:finding", skip_serializing_if = "Option::is_none")]
    finding: Option<&'a str>,
    #[serde(rename = "sidenote:evidence", skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a str>,
    #[serde(rename = "sidenote:reads", skip_serializing_if = "Option::is_none")]
    reads: Option<&'a str>,
    #[serde(rename = "sidenote:silent", skip_serializing_if = "Vec::is_empty")]
    silent: Vec<&'a str>,
}

/// The number of a passage in its note, from 0, and what stands after its attribution.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    #[serde(rename = "sidenote:passage")]
    passage: usize,
    #[serde(rename = "sidenote:value", skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(rename = "sidenote:route", skip_serializing_if = "Option::is_none")]
    route: Option<&'static str>,
    #[serde(rename = "sidenote:as", skip_serializing_if = "Option::is_none")]
    named_as: Option<&'a str>,
    #[serde(rename = "sidenote:via", skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
}

impl<'a> Heading<'a> {
    pub(super) fn new(edition: &Edition<'a>, note: &'a Note) -> Self {
        let allow: Vec<&str> = note.allow.iter().map(|code| code.slug()).collect();
        let mut heading = Self {
            kind: note.kind.class().name(),
            status: match note.draft {
                true => Some("draft"),
                // Without it an answer would be one.
                false => note.reply.map(|_| "published"),
            },
            reply: note.reply.map(|id| edition.briefing[id].slug.as_str()),
            allow: (!allow.is_empty()).then(|| allow.join(" ")),
            tags: (!note.tags.is_empty()).then(|| edition.tags(note).replace(' ', ", ")),
            silent: note.silent.iter().map(|(article, _)| edition.slug(*article)).collect(),
            ..Self::default()
        };
        match &note.kind {
            NoteKind::Quote(quote) => {
                let speakers = quote.speakers.iter();
                let ids: Vec<&str> =
                    speakers.map(|speaker| edition.briefing.speaker_slug(*speaker)).collect();
                heading.by = Some(ids.join(","));
                heading.said = quote.said.as_deref();
                heading.base = quote.base.map(|id| edition.slug(id));
            }
            NoteKind::Claim(claim) => {
                heading.unit = claim.unit.as_deref();
                heading.total = claim.total.as_ref().map(|total| total.raw.as_str());
                if let Some(finding) = &claim.finding {
                    heading.finding = Some(&finding.value.raw);
                    heading.evidence = Some(written(edition, &finding.evidence));
                }
            }
            NoteKind::Correction(correction) => {
                heading.evidence = Some(written(edition, &correction.evidence));
                heading.reads = correction.reads.as_deref();
            }
            NoteKind::Note | NoteKind::Context | NoteKind::Question => {}
        }
        heading
    }
}

impl<'a> Line<'a> {
    pub(super) fn new(edition: &Edition<'a>, number: usize, passage: &'a Passage) -> Self {
        Self {
            passage: number,
            value: passage.value.as_ref().map(|value| value.raw.as_str()),
            route: passage.transmission.map(Transmission::name),
            named_as: passage.named_as.as_deref(),
            via: passage.via.as_ref().map(|via| written(edition, via)),
        }
    }
}

/// A reference as authors write it.
fn written<'a>(edition: &Edition<'a>, reference: &'a Reference) -> &'a str {
    match reference {
        Reference::Article(id) => edition.slug(*id),
        Reference::Record(id) => &edition.briefing[*id].slug,
        Reference::Url(text) | Reference::Words(text) => text,
    }
}
