//! Files of tags: what a topic is about.

use std::ops::Range;

use super::comma_list;
use super::document::Document;
use super::fields::{TAG, TagFields};
use super::front_matter;
use super::markdown::{self, WikiLinks};
use super::slug::slug;
use super::strays;
use crate::diagnostic::Diagnostics;
use crate::memory::Settled;
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile};
use crate::unseen;

/// A tag as it is described in its file.
#[derive(Debug, Clone)]
pub struct ParsedTag {
    /// Its file.
    pub file: FileId,
    /// Its id, from the file's name.
    pub slug: String,
    /// Its front matter.
    pub fields: TagFields,
    /// The bytes of the front matter's YAML, where there is any.
    pub yaml: Option<Place<InSource>>,
    /// The editor's text on it.
    pub body: Settled<Document>,
}

/// A tag as a value has it: `trade` and `#Foreign trade` of `tags="trade, #Foreign trade"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenTag<'a> {
    /// The bytes of its name in the value.
    pub range: Range<usize>,
    /// Its name, without the sign that some write before it.
    pub name: &'a str,
    /// Its id; empty where the name makes none.
    pub slug: String,
}

/// The tags in a value, in order.
pub fn written(value: &str) -> impl Iterator<Item = WrittenTag<'_>> {
    comma_list::items(value).map(move |(range, item)| {
        let start = range.end - item.trim_start_matches('#').trim_start().len();
        let range = start..range.end;
        let name = value.slice(range.clone());
        WrittenTag { slug: slug(&unseen::without(name)), name, range }
    })
}

/// Parses a tag. Its front matter may be left out.
pub fn parse(
    id: FileId,
    slug: &str,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedTag> {
    let parts = match front_matter::split(id, file) {
        Ok(parts) => parts,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return None;
        }
    };
    diagnostics.extend(front_matter::misplaced(id, file, &parts, TAG));
    let fields = match parts.yaml {
        Some(yaml) => front_matter::read(id, file, yaml, TAG, diagnostics)?,
        None => TagFields::default(),
    };
    diagnostics.extend(strays::in_prose(id, &file.text, parts.body));
    let body = markdown::parse(id, &file.text, parts.body, WikiLinks::On, diagnostics);
    let (slug, body) = (slug.to_owned(), body.into());
    Some(ParsedTag { file: id, slug, fields, yaml: parts.yaml, body })
}
