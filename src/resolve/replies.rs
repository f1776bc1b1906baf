//! Notes that answer other notes: under which note each is shown, and which are drafts with it.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::ids::Ids;
use super::notes::named::NamedParsedNote;
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, KnownWords};
use crate::source::Span;

/// What a note answers, as it is written.
struct WrittenReply<'a> {
    id: &'a str,
    place: Span,
}

/// Finds what each note answers. A note that answers a draft is a draft with it, whatever it says of
/// itself: it could be shown nowhere without telling of the other. What cannot be answered is told.
pub fn settle(notes: &mut [NamedParsedNote], audience: Audience, diagnostics: &mut Diagnostics) {
    // Few briefings have any.
    if notes.iter().all(|note| written(note).is_none()) {
        return;
    }
    let mut by_slug: BTreeMap<String, usize> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        by_slug.entry(note.slug.clone()).or_insert(index);
    }
    let mut parents: Vec<Option<usize>> = vec![None; notes.len()];
    let words = LazyCell::new(|| KnownWords::new(by_slug.keys().map(String::as_str)));
    for (index, note) in notes.iter().enumerate() {
        let Some(reply) = written(note) else { continue };
        match by_slug.get(reply.id) {
            Some(parent) if *parent == index => diagnostics.push(
                Diagnostic::new(
                    Code::AttributesInvalid,
                    reply.place,
                    "a note cannot answer itself",
                )
                .help("write the id of the note that it answers"),
            ),
            Some(parent) => parents[index] = Some(*parent),
            None => {
                diagnostics.push(unknown(&reply, &by_slug, |id| words.did_you_mean(id, |_| true)))
            }
        }
    }
    for circle in circles(&parents) {
        diagnostics.push(in_a_circle(notes, &circle));
        for index in circle {
            parents[index] = None;
        }
    }
    for index in from_the_top(&parents) {
        let Some(parent) = parents[index] else { continue };
        let answered = notes[parent].slug.clone();
        if notes[parent].draft && !notes[index].draft {
            notes[index].draft = true;
            let told = written(&notes[index]).filter(|_| audience == Audience::Public);
            diagnostics.extend(told.map(|reply| with_a_draft(&reply)));
        }
        notes[index].reply = Some(answered);
    }
}

/// The notes that this build shows and what each answers, once their ids are known.
pub fn answered(note: &NamedParsedNote, ids: &Ids) -> Option<crate::model::NoteId> {
    match ids.notes.get(note.reply.as_deref()?) {
        Some(super::ids::NamedNote::Shown(id)) => Some(*id),
        _ => None,
    }
}

fn written(note: &NamedParsedNote) -> Option<WrittenReply<'_>> {
    let (value, place) = note.note.pair("reply")?;
    Some(WrittenReply { id: value.trim(), place })
}

fn unknown(
    reply: &WrittenReply<'_>,
    known: &BTreeMap<String, usize>,
    near: impl Fn(&str) -> Option<String>,
) -> Diagnostic {
    if reply.id.is_empty() {
        return Diagnostic::new(
            Code::AttributesInvalid,
            reply.place,
            "`reply` does not say which note is answered",
        )
        .help("write the id of that note: `reply=its-id`");
    }
    let message = format!("there is no note `{}` that could be answered", reply.id);
    let bare = reply.id.trim_matches(['[', ']']).trim_start_matches('#');
    let help = match known.contains_key(bare) {
        true => Some(format!("write the id alone: `reply={bare}`")),
        false => near(bare),
    };
    Diagnostic::new(Code::UnknownNote, reply.place, message).maybe_help(help)
}

fn in_a_circle(notes: &[NamedParsedNote], circle: &[usize]) -> Diagnostic {
    const MOST: usize = 8;
    let named = circle.iter().take(MOST).map(|index| format!("`{}`", notes[*index].slug));
    let named: Vec<String> = named.collect();
    let first = &notes[circle[0]];
    let place = written(first).map_or(first.note.heading, |reply| reply.place);
    let message = format!("these notes answer each other in a circle: {}", named.join(", "));
    Diagnostic::new(Code::AttributesInvalid, place, message)
        .help("take `reply` out of the one that was there first")
}

fn with_a_draft(reply: &WrittenReply<'_>) -> Diagnostic {
    let message = format!("this answers the draft `{}`, and is left out with it", reply.id);
    Diagnostic::new(Code::LinkToDraft, reply.place, message)
        .help("publish that note, or take `reply` out")
}

/// Notes that answer each other in a circle, each circle once, from its first note on.
fn circles(parents: &[Option<usize>]) -> Vec<Vec<usize>> {
    // By which walk each was met first: none is walked over twice.
    let mut walks: Vec<Option<usize>> = vec![None; parents.len()];
    let mut found = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| walks[*index].is_none()) {
            walks[index] = Some(start);
            at = parents[index];
        }
        let Some(met) = at.filter(|index| walks[*index] == Some(start)) else { continue };
        let mut circle = vec![met];
        let mut next = parents[met];
        while let Some(index) = next.filter(|index| *index != met) {
            circle.push(index);
            next = parents[index];
        }
        let first = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
        circle.rotate_left(first);
        found.push(circle);
    }
    found
}

/// All of them, each after what it answers. There are no circles.
fn from_the_top(parents: &[Option<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(parents.len());
    let mut placed = vec![false; parents.len()];
    let mut open = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| !placed[*index]) {
            placed[index] = true;
            open.push(index);
            at = parents[index];
        }
        while let Some(index) = open.pop() {
            order.push(index);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once() {
        let parents = [Some(1), Some(2), Some(1), Some(0), None, Some(4), Some(7), Some(6)];
        assert_eq!(circles(&parents), [vec![1, 2], vec![6, 7]]);
        assert_eq!(circles(&[None, Some(0), Some(1)]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn what_is_answered_comes_first() {
        let order = from_the_top(&[Some(3), Some(0), None, Some(2)]);
        let at = |index: usize| order.iter().position(|it| *it == index).unwrap();
        assert!(at(2) < at(3) && at(3) < at(0) && at(0) < at(1), "{order:?}");
    }
}
