//! A file with two states that git could not merge.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, Span};

/// That a file has two states in it that git could not merge: nothing of it is read.
pub(super) fn conflict(id: FileId, source: &SourceFile) -> Option<Diagnostic> {
    let text = &source.text;
    let begins = |mark: &str| {
        let is_first = text.starts_with(mark);
        is_first.then_some(0).or_else(|| Some(text.find(&format!("\n{mark}"))? + 1))
    };
    let marks = [begins("<<<<<<< "), begins(">>>>>>> ")];
    let start = marks.into_iter().flatten().min()?;
    let length = text.slice(start..).lines().next().map_or(0, str::len);
    let message =
        "this file has a conflict of git in it, from here on: two states that it could not merge";
    Some(
        Diagnostic::new(
            Code::MergeConflict,
            Span::new(id, Place::new(start..start + length)),
            message,
        )
        .help(
            "choose what is to stay, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>` away",
        ),
    )
}
