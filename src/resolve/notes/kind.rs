//! What a note of its kind says in its heading.

use super::keys::Keys;
use super::{Lowering, Named};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::language::Language;
use crate::model::{
    Claim, Correction, Finding, NoteClass, NoteKind, Quote, Reference, Speaker, said_on,
};
use crate::parse::attributes::Attribute;
use crate::parse::comma_list;
use crate::parse::note::ParsedNote;
use crate::parse::slug::slug;
use crate::parse::value::Value;
use crate::resolve::records::reference;
use crate::slice::Slice;
use crate::source::Span;
use crate::unseen;

impl Lowering<'_> {
    /// The kind of a note, with what a note of that kind says. What it lacks is told, and then it is
    /// a comment.
    pub(super) fn kind(
        &self,
        keys: &Keys<'_>,
        note: &ParsedNote,
        diagnostics: &mut Diagnostics,
    ) -> NoteKind {
        match keys.class.unwrap_or(NoteClass::Note) {
            NoteClass::Quote => {
                let speakers = self.speakers(keys, note, diagnostics);
                let base = keys
                    .get("base")
                    .and_then(|(id, span)| self.known_article(id, span, diagnostics));
                match speakers {
                    Some(speakers) => {
                        let said = keys.text("said");
                        let days = said.as_deref().and_then(|said| said_on(said, self.language));
                        if let Some(said) = said.as_deref().filter(|_| days.is_none()) {
                            let place = keys.span("said");
                            diagnostics.extend(no_such_day(said, place, self.language));
                        }
                        NoteKind::Quote(Quote { speakers, said, days, base })
                    }
                    None => NoteKind::Note,
                }
            }
            NoteClass::Claim => NoteKind::Claim(Claim {
                unit: keys.text("unit"),
                total: keys.text("total").map(|total| {
                    let unit = keys.text("unit");
                    Box::new(Value::read_of(&total, unit.as_deref(), &[self.language]))
                }),
                total_span: keys.given("total").map(|(_, span)| span),
                finding: self.finding(keys, note, diagnostics).map(Box::new),
            }),
            NoteClass::Context => NoteKind::Context,
            NoteClass::Correction => {
                let evidence = match keys.given("evidence") {
                    Some((evidence, span)) => self.evidence(evidence, span, diagnostics),
                    None => {
                        diagnostics.push(missing(
                            note,
                            "a `correction` must say what it rests on",
                            "add `evidence=` with the id of an article or entity, or a web address",
                        ));
                        None
                    }
                };
                match evidence {
                    Some(evidence) => {
                        NoteKind::Correction(Correction { evidence, reads: keys.text("reads") })
                    }
                    None => NoteKind::Note,
                }
            }
            NoteClass::Question => NoteKind::Question,
            NoteClass::Note => NoteKind::Note,
        }
    }

    /// The editor's own answer to a claim, with what it rests on: one is nothing without the other.
    fn finding(
        &self,
        keys: &Keys<'_>,
        note: &ParsedNote,
        diagnostics: &mut Diagnostics,
    ) -> Option<Finding> {
        let (written, span) = match (keys.given("finding"), keys.get("finding")) {
            (Some(given), _) => given,
            (None, Some((_, span))) => {
                let told = Diagnostic::new(Code::AttributesInvalid, span, "`finding` is empty");
                diagnostics.push(
                    told.help("write what you found, `finding=\"27\"`, or leave the key out"),
                );
                return None;
            }
            (None, None) => {
                diagnostics.extend(keys.get("evidence").map(|(_, span)| {
                    let message =
                        "`evidence` of a claim is for what you found, and there is no `finding`";
                    Diagnostic::new(Code::MissingKey, span, message)
                        .help("add `finding=` with your own answer, or take `evidence` out")
                }));
                return None;
            }
        };
        let Some((evidence, place)) = keys.given("evidence") else {
            diagnostics.push(missing(
                note,
                "a `finding` must say what it rests on",
                "add `evidence=` with the id of an article or entity, or a web address",
            ));
            return None;
        };
        let evidence = self.evidence(evidence, place, diagnostics)?;
        let unit = keys.text("unit");
        let value = Value::read_of(&unseen::without(written), unit.as_deref(), &[self.language]);
        Some(Finding { value, span, evidence })
    }

    /// Evidence is an id or URL: words prove nothing.
    fn evidence(
        &self,
        evidence: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Reference> {
        let found = reference(evidence, self.linker.ids, || span, diagnostics)?;
        let Reference::Words(words) = &found else { return Some(found) };
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownId,
                span,
                format!("`{words}` is neither the id of an article, entity or official nor a web address"),
            )
            .maybe_help(self.linker.ids.suggest(words, |_| true))
            .help("write an id, or an address `https://…`; for a document, `sidenote new entity …`"),
        );
        None
    }

    /// Who speaks, one or several; none where none of them is known.
    fn speakers(
        &self,
        keys: &Keys<'_>,
        note: &ParsedNote,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Speaker>> {
        let Some((_, span)) = keys.given("by") else {
            // A key that there is not is told of.
            let is_meant = note.attributes.iter().any(
                |(it, _)| matches!(it, Attribute::Pair(key, _) if key != "by" && key.eq_ignore_ascii_case("by")),
            );
            diagnostics.extend((!is_meant).then(|| {
                missing(
                    note,
                    "a `quote` must say who speaks",
                    "add `by=` with the id of an official, an entity or an article",
                )
            }));
            return None;
        };
        let mut speakers = Vec::new();
        // Each has its place in what stands after the sign, perhaps in quotation marks.
        let written = self.sources.text(span);
        let start = written.find('=').map_or(0, |sign| sign + 1);
        for (range, id) in comma_list::ids(written.slice(start..)) {
            let place = span.part(start + range.start..start + range.end);
            match self.speaker(id, place) {
                Ok(speaker) if speakers.contains(&speaker) => diagnostics.push(
                    Diagnostic::new(
                        Code::AttributesInvalid,
                        place,
                        format!("`{id}` stands in `by` a second time"),
                    )
                    .help("name each speaker once"),
                ),
                Ok(speaker) => speakers.push(speaker),
                Err(told) => diagnostics.extend(told),
            }
        }
        (!speakers.is_empty()).then_some(speakers)
    }

    /// The speaker of an id; else what to tell, where it is not told already.
    fn speaker(&self, id: &str, span: Span) -> Result<Speaker, Option<Diagnostic>> {
        match self.linker.ids.get(id) {
            Some(Named::Article(article)) => Ok(Speaker::Article(article)),
            Some(Named::Record(record)) => Ok(Speaker::Record(record)),
            Some(Named::Unreadable) => Err(None),
            Some(Named::Page(_)) => {
                let message = format!("`{id}` is a page of your own, and nobody who speaks");
                Err(Some(Diagnostic::new(Code::UnknownOfficial, span, message)))
            }
            None if id.trim().is_empty() => Err(Some(
                Diagnostic::new(
                    Code::AttributesInvalid,
                    span,
                    "between two commas of `by`, or at an end, stands nobody",
                )
                .help("part the ids of several speakers by one comma each: `by=ministry,ann-lee`"),
            )),
            None => Err(Some(
                Diagnostic::new(
                    Code::UnknownOfficial,
                    span,
                    format!("there is no official, entity or article `{id}`"),
                )
                .maybe_help(self.linker.ids.suggest(id, |_| true))
                .help(format!("to add one: `sidenote new official {}`", slug(id))),
            )),
        }
    }
}

/// Tells of what would be a day if there were so many in its month, or months in a year, and of one of
/// which nobody can tell the month.
fn no_such_day(said: &str, span: Span, language: Language) -> Option<Diagnostic> {
    let numbers: Vec<(usize, &str)> = said
        .match_indices(|c: char| c.is_ascii_digit())
        .filter(|(at, _)| !said.slice(..*at).ends_with(|c: char| c.is_ascii_digit()))
        .map(|(at, _)| {
            let rest = said.slice(at..);
            (at, rest.slice(..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())))
        })
        .collect();
    let told = |message: String| Diagnostic::new(Code::AttributesInvalid, span, message);
    let as_written = "write it as `7 October 2019` or `2019-10-07`";
    if let [(first, day), (second, month), (_, year)] = numbers[..]
        && said.slice(first + day.len()..second) == "/"
        && year.len() == 4
        && day.len() < 3
        && month.len() < 3
        && day != month
    {
        let message = format!("of `{said}` nobody can tell which is the day and which the month");
        let mut told = told(message).help(as_written);
        told.severity = Severity::Warning;
        return Some(told);
    }
    let is_day = |(at, number): &(usize, &str)| {
        let last = at + number.len();
        let first = format!(
            "{}{:0>width$}{}",
            said.slice(..*at),
            1,
            said.slice(last..),
            width = number.len()
        );
        number.len() < 3
            && number.parse::<u8>().is_ok_and(|number| number == 0 || number > 12)
            && said_on(&first, language).is_some_and(|days| days.first == days.last)
    };
    numbers
        .iter()
        .any(is_day)
        .then(|| told(format!("there is no such day as `{said}`")).help(as_written))
}

fn missing(note: &ParsedNote, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, note.heading, message).help(help)
}
