//! `passage-cuts-meaning`: a passage that leaves out the words without which it says something else.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{Cut, cut, primary};
use crate::model::{Note, Passage};
use crate::place::{InContent, Place};
use crate::resolve::excerpt::surroundings;
use crate::slice::Slice;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for note in &subject.briefing.notes {
        for passage in &note.passages {
            let article = &subject.briefing[passage.article];
            let Some(prose) = article.shown() else { continue };
            let text = &prose.document.text;
            let parts: Vec<_> = passage.parts().iter().map(|part| part.bytes()).collect();
            let found = cut(text, &parts, primary(&article.language));
            let kept = |cut: &Cut| !quotes(note, passage, Place::new(cut.lost()));
            let Some(cut) = found.filter(kept) else { continue };
            let shown = surroundings(text, Place::new(cut.lost()));
            diagnostics.push(
                Diagnostic::new(Code::PassageCutsMeaning, passage.span, told(&cut, text))
                    .help(format!("quote what belongs to it: {shown}"))
                    .help("if it says the same without, write `allow=passage-cuts-meaning` into the note's heading"),
            );
        }
    }
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
