//! Files that are no text in UTF-8.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;
use crate::source::{FileId, SourceFile, Span};

pub(super) fn not_utf8(id: FileId, source: &SourceFile) -> Option<Diagnostic> {
    let offset = source.invalid_at?;
    let end = source.text.len();
    Some(
        Diagnostic::new(
            Code::FileNotUtf8,
            Span::new(id, Place::new(end..end)),
            format!("this file is not UTF-8: the byte at offset {offset} begins no character"),
        )
        .help("save it as UTF-8"),
    )
}
