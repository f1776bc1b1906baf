//! What a note of its kind says in its heading.

use super::keys::Keys;
use super::{Lowering, Named};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Claim, Correction, NoteClass, NoteKind, Quote, Reference, Speaker, said_on};
use crate::parse::note::ParsedNote;
use crate::parse::slug::slug;
use crate::parse::value::Value;
use crate::resolve::records::reference;
use crate::source::Span;

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
                let speaker = self.speaker(keys, note, diagnostics);
                let base = keys
                    .get("base")
                    .and_then(|(id, span)| self.known_article(id, span, diagnostics));
                match speaker {
                    Some(speaker) => {
                        let said = keys.text("said");
                        let days = said.as_deref().and_then(|said| said_on(said, self.language));
                        NoteKind::Quote(Quote { speaker, said, days, base })
                    }
                    None => NoteKind::Note,
                }
            }
            NoteClass::Claim => NoteKind::Claim(Claim {
                unit: keys.text("unit"),
                total: keys
                    .text("total")
                    .map(|total| Box::new(Value::read(&total, &[self.language]))),
                total_span: keys.given("total").map(|(_, span)| span),
            }),
            NoteClass::Context => NoteKind::Context,
            NoteClass::Correction => {
                let evidence = match keys.given("evidence") {
                    Some((evidence, span)) => {
                        reference(evidence, self.linker.ids, || span, diagnostics)
                            .and_then(|found| self.evidence(found, span, diagnostics))
                    }
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

    /// Evidence is an id or URL: words prove nothing.
    fn evidence(
        &self,
        found: Reference,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Reference> {
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

    fn speaker(
        &self,
        keys: &Keys<'_>,
        note: &ParsedNote,
        diagnostics: &mut Diagnostics,
    ) -> Option<Speaker> {
        let Some((id, span)) = keys.given("by") else {
            diagnostics.push(missing(
                note,
                "a `quote` must say who speaks",
                "add `by=` with the id of an official, an entity or an article",
            ));
            return None;
        };
        match self.linker.ids.get(id) {
            Some(Named::Article(article)) => Some(Speaker::Article(article)),
            Some(Named::Record(record)) => Some(Speaker::Record(record)),
            Some(Named::Unreadable) => None,
            None => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownOfficial,
                        span,
                        format!("there is no official, entity or article `{id}`"),
                    )
                    .maybe_help(self.linker.ids.suggest(id, |_| true))
                    .help(format!("to add one: `sidenote new official {}`", slug(id))),
                );
                None
            }
        }
    }
}

fn missing(note: &ParsedNote, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, note.heading, message).help(help)
}
