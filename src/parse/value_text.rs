//! Markdown that stands in a value of YAML.

use super::document::Document;
use super::markdown::{self, WikiLinks};
use super::strays;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// A text of the editor's in a value of YAML. Its places are those of the value alone, which YAML may
/// fold: what is wrong in it is told of the whole value.
#[derive(Debug, Clone)]
pub struct ValueText {
    /// The value, as the file has it.
    pub span: Span,
    /// The text.
    pub document: Document,
}

/// Reads the text of a value; nothing where it has no words.
pub(super) fn read(span: Span, text: &str, diagnostics: &mut Diagnostics) -> Option<ValueText> {
    let mut told = Diagnostics::default();
    told.extend(strays::in_prose(span.file, text, 0));
    let document = markdown::parse(span.file, text, 0, WikiLinks::On, &mut told);
    diagnostics.extend(told.into_iter().map(|told| Diagnostic { span, ..told }));
    (!document.text.trim().is_empty()).then_some(ValueText { span, document })
}
