//! Article files.

use super::document::Document;
use super::fields::{ARTICLE, ArticleFields};
use super::front_matter;
use super::markdown::{self, WikiLinks};
use crate::diagnostic::{Code, Diagnostics};
use crate::memory::Settled;
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceFile};

/// An article as it is written.
#[derive(Debug, Clone)]
pub struct ParsedArticle {
    /// Its file.
    pub file: FileId,
    /// Its id, from the file's name.
    pub slug: String,
    /// Its front matter.
    pub fields: ArticleFields,
    /// The bytes of the front matter's YAML.
    pub yaml: Place<InSource>,
    /// Its text, blocks named.
    pub body: Settled<Document>,
}

/// Parses an article; nothing where its front matter cannot be read.
pub fn parse(
    id: FileId,
    slug: &str,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedArticle> {
    let (fields, yaml, body) = front_matter::required(id, file, ARTICLE, "title: …", diagnostics)?;
    let mut body = markdown::parse(id, &file.text, body, WikiLinks::Off, diagnostics);
    if diagnostics.iter().any(|told| told.code == Code::NestingTooDeep) {
        // It has no text to quote, and every passage of it would be told as well.
        return None;
    }
    markdown::name_blocks(&mut body);
    Some(ParsedArticle { file: id, slug: slug.to_owned(), fields, yaml, body: body.into() })
}
