//! `passage-cuts-meaning`: a passage that leaves out the words without which it says something else.

use std::hash::Hash;

use rayon::prelude::*;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{Cut, cut, primary};
use crate::memory::Content;
use crate::model::{Briefing, Note, Passage};
use crate::place::{InContent, Place};
use crate::resolve::excerpt::surroundings;
use crate::slice::Slice;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let briefing = subject.briefing;
    let of_note = |note| {
        let note: &Note = note;
        note.passages.iter().filter_map(|it| lost_by(briefing, note, it)).collect::<Vec<_>>()
    };
    let found: Vec<Vec<Diagnostic>> = briefing.notes.par_iter().map(of_note).collect();
    diagnostics.extend(found.into_iter().flatten());
}

/// What a passage leaves out that no other of its note has.
fn lost_by(briefing: &Briefing, note: &Note, passage: &Passage) -> Option<Diagnostic> {
    let article = &briefing[passage.article];
    let document = &article.shown()?.document;
    let text = &document.text;
    let language = primary(&article.language);
    let input = |it: &mut Content| (document.key(), passage.parts(), language).hash(it);
    let found = briefing.memory.recall("cut", input, || {
        let parts: Vec<_> = passage.parts().iter().map(|part| part.bytes()).collect();
        cut(text, &parts, language)
    });
    let cut = (*found).as_ref()?;
    let lost = Place::new(cut.lost());
    if quotes(note, passage, lost) {
        return None;
    }
    let shown = surroundings(text, lost);
    Some(
        Diagnostic::new(Code::PassageCutsMeaning, passage.span, told(cut, text))
            .help(format!("quote what belongs to it: {shown}"))
            .help("if it says the same without, write `allow=passage-cuts-meaning` into the note's heading"),
    )
}

/// Whether another passage of a note has what this one leaves out.
fn quotes(note: &Note, passage: &Passage, lost: Place<InContent>) -> bool {
    let others = note.passages.iter().filter(|other| other.article == passage.article);
    others.flat_map(Passage::parts).any(|part| part.covers(lost))
}

/// What a part of a text loses, as messages put it.
fn told(cut: &Cut, text: &str) -> String {
    let lost = text.slice(cut.lost());
    match cut {
        Cut::Before(_) => {
            format!("this passage ends before “{lost}”, which takes back something of it")
        }
        Cut::After(_) => format!("this passage begins after “{lost}”, which denies it"),
        Cut::Gap(_) => format!("the gap of this passage leaves out “{lost}”"),
        Cut::Question(_) => "this passage is a question, and leaves out its mark".to_owned(),
    }
}
