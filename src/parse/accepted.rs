//! `allow`: the lints whose findings an editor accepts, of a whole file or of a note.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::fields::OneOrMany;
use super::front_matter::YamlPlaces;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::place::{InSource, Place};
use crate::source::{FileId, SourceFile, Span};

/// What files accept in their front matter.
#[derive(Debug, Clone, Default)]
pub struct Accepted(BTreeMap<FileId, Vec<Code>>);

impl Accepted {
    pub(super) fn add(&mut self, file: FileId, codes: Vec<Code>) {
        if !codes.is_empty() {
            self.0.insert(file, codes);
        }
    }

    /// Whether a file accepts what a lint tells of it.
    #[must_use]
    pub fn has(&self, file: FileId, code: Code) -> bool {
        self.0.get(&file).is_some_and(|codes| codes.contains(&code))
    }
}

/// The codes of a file's `allow`. What cannot stand there is told.
pub(super) fn in_front_matter(
    id: FileId,
    file: &SourceFile,
    allow: &Option<OneOrMany>,
    yaml: Option<Place<InSource>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Code> {
    let (Some(allow), Some(yaml)) = (allow, yaml) else { return Vec::new() };
    // Most files have no place to tell.
    let places = OnceCell::new();
    let codes = allow.0.iter().enumerate().flat_map(|(index, text)| {
        let span = |slug: &str| {
            let places = places.get_or_init(|| YamlPlaces::new(id, file, yaml));
            let value = places.of(&["allow", &index.to_string()]);
            match file.slice(value.place()).find(slug) {
                Some(at) => value.part(at..at + slug.len()),
                None => value,
            }
        };
        accepted_codes(text, span, diagnostics)
    });
    codes.collect()
}

/// The codes in the text of an `allow`. What cannot stand there is told, at its `span`.
pub fn accepted_codes(
    allow: &str,
    span: impl Fn(&str) -> Span,
    diagnostics: &mut Diagnostics,
) -> Vec<Code> {
    let slugs = allow.split([' ', ',', '\n', '\t']).filter(|slug| !slug.is_empty());
    let mut codes = Vec::new();
    for slug in slugs {
        match accepted_code(slug) {
            Ok(code) => codes.push(code),
            Err(refused) => diagnostics.push(refused.told(span(slug))),
        }
    }
    codes
}

/// Why a code cannot stand in `allow`.
#[derive(Debug, Clone, Copy)]
pub struct RefusedCode<'a> {
    slug: &'a str,
    code: Option<Code>,
}

/// The code that `allow` names, where what it stands for can be accepted.
///
/// # Errors
/// Where there is no such code, or it is an error's.
pub fn accepted_code(slug: &str) -> Result<Code, RefusedCode<'_>> {
    match Code::from_slug(slug) {
        Some(code) if code.severity() != Severity::Error => Ok(code),
        code => Err(RefusedCode { slug, code }),
    }
}

impl RefusedCode<'_> {
    /// The diagnostic, for the place at which the code stands.
    fn told(self, span: Span) -> Diagnostic {
        let slug = self.slug;
        if self.code.is_some() {
            let message = format!("`{slug}` is an error, and errors cannot be accepted");
            return Diagnostic::new(Code::UnknownCode, span, message)
                .help("take the code out of `allow`, and mend what it tells of");
        }
        let near = did_you_mean(slug, Code::ALL.iter().map(|code| code.slug()));
        Diagnostic::new(Code::UnknownCode, span, format!("there is no code `{slug}`"))
            .help(near.unwrap_or_else(|| "`sidenote explain` lists the codes".to_owned()))
    }
}
