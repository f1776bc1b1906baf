//! `not-reviewed`: what is published and nobody but its author has seen, for `sidenote check --reviewed`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Briefing, Note};

/// Tells of each published note that nobody but its author has looked at, as far as `reviewed=` says.
#[must_use]
pub fn unreviewed(briefing: &Briefing) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(briefing.notes.iter().filter(|note| !note.draft).filter_map(told));
    diagnostics
}

fn told(note: &Note) -> Option<Diagnostic> {
    let message = match (&note.reviewed, &note.author) {
        (None, _) => "nobody but its author has seen this note, and it is published".to_owned(),
        (Some(reviewed), Some(author)) if is_same(reviewed, author) => {
            format!("`{reviewed}` wrote this note and has seen it, and nobody else")
        }
        _ => return None,
    };
    Some(
        Diagnostic::new(Code::NotReviewed, note.span, message)
            .help("have a colleague read it, and write who did: `reviewed=name` in its heading"),
    )
}

fn is_same(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.trim().to_lowercase();
    folded(one) == folded(other)
}
