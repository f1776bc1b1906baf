//! Front matter and settings: YAML between two lines of `---`, or a whole file of it.
//!
//! serde reads it into flat structs that deny unknown keys. It has no places, so when it fails,
//! and only then, the YAML is read again as a tree with places, each key is held against the
//! list of what its file may say, and everything that is wrong is told at once.

mod explain;
mod field;
mod misplaced;
mod yaml_places;

use serde::de::DeserializeOwned;

use super::comment;
use super::fields::Keyed;
use super::yaml_shown;
use super::yaml_tree::{self, NodeKind, Tree};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, SourceFile, Span};
use explain::Root;
pub use field::{Field, Shape};
pub use misplaced::misplaced;
pub use yaml_places::{YamlPlaces, place};

/// The most front matter a file may have, in bytes. YAML's aliases make a few lines mean very
/// much; a limit on the lines is a limit on that.
const LARGEST: usize = 64 * 1024;

/// The most that a file of entries by id may have, in bytes.
const LARGEST_OF_ENTRIES: usize = 16 * 1024 * 1024;

/// A file parted into front matter and body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The bytes of the YAML, without the lines of `---`.
    pub yaml: Option<Place<InSource>>,
    /// The byte at which the body starts.
    pub body: usize,
}

/// Parts a file. Front matter begins on its first line or not at all.
///
/// # Errors
/// Where front matter does not end, or is too long.
pub fn split(id: FileId, file: &SourceFile) -> Result<Parts, Box<Diagnostic>> {
    let text = &file.text;
    let Some(start) = fence(text, &["---"]) else {
        return Ok(Parts { yaml: None, body: 0 });
    };
    let mut at = start;
    while at < text.len() {
        let rest = text.slice(at..);
        if let Some(length) = fence(rest, &["---", "..."]) {
            if at - start > LARGEST {
                return Err(Box::new(
                    Diagnostic::new(
                        Code::FrontMatterInvalid,
                        Span::new(id, Place::new(0..3)),
                        format!(
                            "this front matter has {} KiB; it may have 64",
                            (at - start).div_ceil(1024)
                        ),
                    )
                    .help("move what is long into the body"),
                ));
            }
            return Ok(Parts { yaml: Some(Place::new(start..at)), body: at + length });
        }
        at += memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
    }
    Err(Box::new(
        Diagnostic::new(
            Code::FrontMatterInvalid,
            Span::new(id, Place::new(0..3)),
            "the front matter that begins here never ends",
        )
        .help("put a line of `---` after its last key"),
    ))
}

/// How many bytes the line takes that `text` begins with, if it is one of `fences`.
fn fence(text: &str, fences: &[&str]) -> Option<usize> {
    let length = memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1);
    fences.contains(&text.slice(..length).trim_end()).then_some(length)
}

/// Reads YAML of which `fields` lists every key.
pub fn read<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    yaml: Place<InSource>,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    read_as(id, file, yaml, Root::Keys(fields), diagnostics)
}

/// Reads a file of entries by id, each of which may have the keys of `fields`.
pub fn read_entries<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Option<Keyed<T>> {
    read_as(id, file, file.whole(), Root::Entries(fields), diagnostics)
}

fn read_as<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    yaml: Place<InSource>,
    root: Root<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = file.slice(yaml);
    let largest = match root {
        Root::Keys(_) => LARGEST,
        Root::Entries(_) => LARGEST_OF_ENTRIES,
    };
    if text.len() > largest {
        diagnostics.push(Diagnostic::new(
            Code::FrontMatterInvalid,
            Span::whole(id),
            format!("this file has more than {} KiB", largest / 1024),
        ));
        return None;
    }
    let nothing = text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
    let shown = yaml_shown::shown(text);
    match serde_yaml::from_str::<T>(if nothing { "{}" } else { &shown }) {
        Ok(read) => {
            diagnostics.extend(comments(id, text, yaml.start(), root));
            Some(read)
        }
        Err(error) => {
            let text = if nothing { "" } else { text };
            diagnostics.extend(explain::what_is_wrong(id, text, yaml.start(), root, &error));
            None
        }
    }
}

/// Tells of values with a comment as in Markdown: in YAML it is text, and printed. What the templates
/// get is theirs, and a report's title is as it is printed.
fn comments(id: FileId, text: &str, offset: usize, root: Root<'_>) -> Vec<Diagnostic> {
    if comment::openings(text).next().is_none() {
        return Vec::new();
    }
    let is_report =
        matches!(root, Root::Keys(fields) if fields.iter().any(|it| it.name == "publisher"));
    let mut told = Vec::new();
    let mut open: Vec<Tree> = yaml_tree::parse(text).into_iter().collect();
    while let Some(tree) = open.pop() {
        match tree.kind {
            NodeKind::Scalar { .. } => {
                let value = text.slice(tree.range.clone());
                let Some(opening) = comment::openings(value).next() else { continue };
                let start = offset + tree.range.start;
                let span = Span::new(
                    id,
                    Place::new(start + opening.range.start..start + opening.range.end),
                );
                let message =
                    "a comment is none here: it is read as part of the value, and printed";
                told.push(
                    Diagnostic::new(Code::CommentInvalid, span, message).help(
                        "write it on a line of its own that begins with `#`, or leave it out",
                    ),
                );
            }
            NodeKind::List(items) => open.extend(items),
            NodeKind::Map(entries) => {
                let is_free = |key: &str| key == "extra" || key == "title" && is_report;
                let values = entries.into_iter().filter(|entry| !is_free(&entry.key));
                open.extend(values.map(|entry| entry.value));
            }
            NodeKind::Alias => {}
        }
    }
    told
}

/// Reads a file that must have front matter: what that says, its bytes, and where the body
/// starts.
pub fn required<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    fields: &[Field],
    least: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(T, Place<InSource>, usize)> {
    let parts = match split(id, file) {
        Ok(parts) => parts,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return None;
        }
    };
    let misplaced = misplaced(id, file, &parts, fields);
    let Some(yaml) = parts.yaml else {
        if let Some(misplaced) = misplaced {
            diagnostics.push(misplaced);
            return None;
        }
        diagnostics.push(
            Diagnostic::new(
                Code::FrontMatterInvalid,
                Span::whole(id),
                "this file has no front matter",
            )
            .help(format!("begin it with three lines: `---`, `{least}`, `---`")),
        );
        return None;
    };
    diagnostics.extend(misplaced);
    let fields = read(id, file, yaml, fields, diagnostics)?;
    Some((fields, yaml, parts.body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::parse::fields::{ARTICLE, ArticleFields, OFFICIAL, RecordFields};
    use crate::source::SourceSet;

    /// What is told of a file's YAML: the place's text, the message and the first help.
    fn told<T: DeserializeOwned>(yaml: &str, fields: &[Field]) -> Vec<(String, String, String)> {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), yaml.as_bytes().to_vec()));
        let mut diagnostics = Diagnostics::default();
        let read: Option<T> =
            read(id, sources.file(id), Place::new(0..yaml.len()), fields, &mut diagnostics);
        assert_eq!(read.is_none(), diagnostics.has_errors(), "{yaml}");
        diagnostics
            .sorted()
            .into_iter()
            .map(|told| {
                assert_eq!((told.code, told.severity), (Code::FrontMatterInvalid, Severity::Error));
                let help = told.help.into_iter().next().unwrap_or_default();
                (sources.text(told.span).to_owned(), told.message, help)
            })
            .collect()
    }

    fn article(yaml: &str) -> Vec<(String, String, String)> {
        told::<ArticleFields>(yaml, ARTICLE)
    }

    #[test]
    fn each_trap_of_yaml_is_told_in_plain_words() {
        for (yaml, place, message, help) in [
            (
                "title: Dam: the facts\n",
                "title: Dam: the facts",
                "the value of `title` has a colon in it, which YAML reads as another key",
                "put it in quotes: `title: \"Dam: the facts\"`",
            ),
            (
                "title: \"Dam\npublisher: \"Wire\"\n",
                "\"Dam",
                "the quotation mark that opens the value of `title` is not closed",
                "add one at its end: `title: \"Dam\"`",
            ),
            (
                "publisher: Wire\ntitle: 'Dam\n",
                "'Dam",
                "the quotation mark that opens the value of `title` is not closed",
                "add one at its end: `title: 'Dam'`; or, if it is an apostrophe, write `title: \"'Dam\"`",
            ),
            (
                "title: \"No\" says Lund's aide\n",
                "\"No\" says Lund's aide",
                "the value of `title` goes on after its closing quotation mark",
                "put all of it in single quotation marks: `title: '\"No\" says Lund''s aide'`",
            ),
            (
                "title: 'No' says \"Lund\"\n",
                "'No' says \"Lund\"",
                "the value of `title` goes on after its closing quotation mark",
                "put all of it in double quotation marks: `title: \"'No' says \\\"Lund\\\"\"`",
            ),
            (
                "title: Dam\nauthors:\n\t- Maud\n",
                "\t- Maud",
                "this line has a tab in it, which YAML does not take as white space",
                "indent with spaces instead of the tab",
            ),
            (
                "title: Dam\npublished: 2019-13-01\n",
                "2019-13-01",
                "`published` cannot be `2019-13-01`: there is no such day",
                "year, month, day: `2019-10-07`",
            ),
            (
                "title: Dam\npublished: 7 October 2019\n",
                "7 October 2019",
                "`published` wants a date as year, month and day",
                "write `published: 2019-10-07`",
            ),
            (
                "title: Dam\npublished: last week\n",
                "last week",
                "`published` wants a date, and `last week` is none",
                "write `2019-10-07`, or `2019-10` or `2019` where no more is known",
            ),
            (
                "title: Dam\nurl: www.example.org/dam\n",
                "www.example.org/dam",
                "`url` wants a whole web address",
                "write `url: https://www.example.org/dam`",
            ),
            (
                "title: &c\n",
                "title: &c",
                "the value of `title` begins with `&`, which YAML does not read as text",
                "put it in quotes: `title: \"&c\"`",
            ),
            (
                "title:Dam\n",
                "title:Dam",
                "there is no space after the colon of `title`",
                "write `title: Dam`",
            ),
            ("Title: Dam\n", "Title", "there is no key `Title`", "did you mean `title`?"),
            (
                "title: Dam\ndate: 2019-10-07\n",
                "date",
                "there is no key `date`",
                "did you mean `published`?",
            ),
            (
                "title: Dam\nagency:\n  - Wire\n",
                "- Wire\n",
                "`agency` wants one text, and this is a list",
                "write one text after the colon, without the dash: `agency: …`",
            ),
            (
                "title: Dam\nauthors: {a: b}\n",
                "{a: b}",
                "`authors` wants text, and YAML reads this as keys and values",
                "write one name, or `[First, Second]`",
            ),
            (
                "title: Dam\npublisher: [Wire, Herald]\n",
                "[Wire, Herald]",
                "`publisher` wants one text, and this is a list",
                "write one text, `publisher: Wire, Herald`; if the brackets belong to it, \
                 `publisher: \"[Wire, Herald]\"`",
            ),
            (
                "title: Dam\nauthors: true\n",
                "true",
                "`authors` wants text, and YAML reads this as a truth value",
                "put it in quotes: `\"true\"`",
            ),
            (
                "title: Dam\nauthors: 1984\n",
                "1984",
                "`authors` wants text, and YAML reads this as a number",
                "put it in quotes: `\"1984\"`",
            ),
            ("title:\n", "title", "`title` has no value", "write it after the colon: `title: …`"),
            ("title: ~\n", "title", "`title` has no value", "write it after the colon: `title: …`"),
            (
                "title: 1984\nautors: 12\n",
                "autors",
                "there is no key `autors`",
                "did you mean `authors`?",
            ),
        ] {
            let expected = (place.to_owned(), message.to_owned(), help.to_owned());
            assert_eq!(article(yaml), [expected], "{yaml}");
        }
    }

    #[test]
    fn words_that_yaml_may_take_for_something_else_are_text_where_that_is_wanted() {
        for word in ["no", "No", "NO", "yes", "on", "off", "y", "n", "true", "1984", "1.10"] {
            assert_eq!(article(&format!("title: {word}\nauthors: [{word}]\n")), [], "{word}");
        }
        assert_eq!(told::<RecordFields>("name: On\naliases: Off\n", OFFICIAL), []);
    }

    #[test]
    fn quotation_marks_that_are_right_are_not_blamed_for_another_mistake() {
        let yaml = "publisher: \"The\n  Wire\" # as printed\nagency: 'It''s'\ntitle: A: B\n";
        let told = article(yaml);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, "title: A: B");
    }
}
