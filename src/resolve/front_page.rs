//! What the front page shows beside its text, as its editor has it.

use super::ids::NamedNote;
use super::links::{Linker, left_out};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{FrontPage, NoteId};
use crate::parse::FrontPage as ParsedFrontPage;

/// The notes that are to be shown first, and what is in none of the reports.
pub fn front_page(
    parsed: ParsedFrontPage,
    linker: &Linker<'_>,
    diagnostics: &mut Diagnostics,
) -> FrontPage {
    let ParsedFrontPage { exhibits: named, unreported, extra } = parsed;
    let mut exhibits: Vec<NoteId> = Vec::new();
    for (written, span) in named {
        let id = written.trim_start_matches('#');
        match linker.ids.notes.get(id) {
            Some(NamedNote::Shown(note)) if exhibits.contains(note) => {
                let message = format!("`{id}` stands among the exhibits twice");
                diagnostics.push(
                    Diagnostic::new(Code::FrontMatterInvalid, span, message)
                        .help("take one of the two out"),
                );
            }
            Some(NamedNote::Shown(note)) => exhibits.push(*note),
            Some(NamedNote::Draft) => {
                diagnostics.push(left_out(id, span).help("publish the note, or take it out here"));
            }
            None => {
                let message = format!("there is no note `{id}`");
                diagnostics.push(
                    Diagnostic::new(Code::UnknownNote, span, message)
                        .maybe_help(linker.ids.suggest_note(id)),
                );
            }
        }
    }
    let unreported = unreported.into_iter().map(|text| linker.value(text, diagnostics)).collect();
    FrontPage { exhibits, unreported, extra }
}
