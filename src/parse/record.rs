//! Files of entities and officials.

use super::document::Document;
use super::fields::{ENTITY, OFFICIAL, RecordFields};
use super::front_matter;
use super::markdown::{self, WikiLinks};
use super::strays;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::memory::Settled;
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceFile};

/// In which folder a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordFolder {
    /// `content/entities/`
    Entities,
    /// `content/officials/`
    Officials,
}

/// An entity or official as it is written.
#[derive(Debug, Clone)]
pub struct ParsedRecord {
    /// Its file.
    pub file: FileId,
    /// Its id, from the file's name.
    pub slug: String,
    /// Which of the two it is.
    pub folder: RecordFolder,
    /// Its front matter.
    pub fields: RecordFields,
    /// The bytes of the front matter's YAML.
    pub yaml: Place<InSource>,
    /// Its profile.
    pub profile: Settled<Document>,
}

/// Parses a record; nothing where its front matter cannot be read.
pub fn parse(
    id: FileId,
    slug: &str,
    folder: RecordFolder,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedRecord> {
    let known = match folder {
        RecordFolder::Entities => ENTITY,
        RecordFolder::Officials => OFFICIAL,
    };
    let (fields, yaml, body): (RecordFields, _, _) =
        front_matter::required(id, file, known, "name: …", diagnostics)?;
    if folder == RecordFolder::Entities {
        for (key, given) in [
            ("role", fields.role.is_some()),
            ("affiliation", fields.affiliation.is_some()),
            ("capacity", fields.capacity.is_some()),
        ] {
            if given {
                let place = front_matter::place(id, file, yaml, &[key]);
                let message = format!("an entity has no `{key}`");
                diagnostics.push(Diagnostic::new(Code::FrontMatterInvalid, place, message).help(
                    "an official has: if this is one, move its file to `content/officials/`",
                ));
            }
        }
    }
    diagnostics.extend(strays::in_prose(id, &file.text, body));
    let profile = markdown::parse(id, &file.text, body, WikiLinks::On, diagnostics);
    let profile = profile.into();
    Some(ParsedRecord { file: id, slug: slug.to_owned(), folder, fields, yaml, profile })
}
