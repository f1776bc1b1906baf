//! Pages of the briefing's own: `content/pages/`.

use super::document::Document;
use super::fields::{PAGE, PageFields};
use super::front_matter;
use super::markdown::{self, WikiLinks};
use super::strays;
use crate::diagnostic::Diagnostics;
use crate::memory::Settled;
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceFile};

/// A page as it is written.
#[derive(Debug, Clone)]
pub struct ParsedPage {
    /// Its file.
    pub file: FileId,
    /// Its id, from the file's name.
    pub slug: String,
    /// Its front matter.
    pub fields: PageFields,
    /// The bytes of the front matter's YAML.
    pub yaml: Place<InSource>,
    /// Its text.
    pub text: Settled<Document>,
}

/// Parses a page; nothing where its front matter cannot be read.
pub fn parse(
    id: FileId,
    slug: &str,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedPage> {
    let (fields, yaml, body): (PageFields, _, _) =
        front_matter::required(id, file, PAGE, "title: …", diagnostics)?;
    diagnostics.extend(strays::in_prose(id, &file.text, body));
    let text = markdown::parse(id, &file.text, body, WikiLinks::On, diagnostics);
    Some(ParsedPage { file: id, slug: slug.to_owned(), fields, yaml, text: text.into() })
}
