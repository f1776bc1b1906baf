//! An original as it is measured: read as `import` reads it, furniture left out.

use std::collections::BTreeMap;

use crate::check::originals::{original, place as originals_place};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::body::{Block, Node};
use crate::import::draft::Draft;
use crate::import::markdown::{Voice, write};
use crate::import::{FileKind, article, kind, text};
use crate::load::Folder;
use crate::model::Article;
use crate::parse::document::Document;
use crate::parse::markdown::{self, WikiLinks};
use crate::source::{FileId, SourceFile};

/// An article's original.
pub(super) struct Original {
    /// Its file.
    pub(super) file: FileId,
    /// The report in it.
    pub(super) body: Document,
}

/// Reads the original of an article.
///
/// # Errors
/// Where there is none, or no report in it: what to tell.
pub(super) fn read(folder: &Folder, article: &Article) -> Result<Original, Box<Diagnostic>> {
    let slug = &article.slug;
    let Some(name) = &article.original else {
        let message = format!("`{slug}` does not say which file its report is in");
        return Err(Box::new(
            Diagnostic::new(Code::OriginalMissing, article.span, message).help(
                "add a line `original: FILE` to its front matter, as the file is named in the folder of originals",
            ),
        ));
    };
    let none = BTreeMap::new();
    let originals = folder.originals.as_ref().unwrap_or(&none);
    let file = original(folder, originals, article, name)?;
    match body(file, name, folder.sources.file(file)) {
        Ok(body) => Ok(Original { file, body }),
        Err(why) => {
            let message = format!("the original of `{slug}`, `{name}`, cannot be read: {why}");
            Err(Box::new(Diagnostic::new(
                Code::ImportFailed,
                originals_place(folder, article),
                message,
            )))
        }
    }
}

fn body(file: FileId, name: &str, source: &SourceFile) -> Result<Document, String> {
    let draft = match kind(name, &source.text) {
        FileKind::Text => plain(&source.text)?,
        kind => article(kind, &source.text)?,
    };
    let text = write(&draft.body, Voice::Report);
    // What Markdown tells of a text was made by the program, and is nobody's to mend.
    let mut told = Diagnostics::default();
    Ok(markdown::parse(file, &text, 0, WikiLinks::Off, &mut told))
}

/// Reads a plain text. `import` takes its first line for the headline, which an editor then sees and
/// mends; here a line that is the beginning of the text must not be lost.
fn plain(text: &str) -> Result<Draft, String> {
    let mut draft = text::read(text);
    let is_kept = draft.body.nodes.first().is_some_and(|node| match node {
        Node::Block(block) => block.text().starts_with(draft.title.trim_end_matches('…')),
        _ => false,
    });
    if !is_kept && (draft.body.nodes.is_empty() || reads_on(&draft.title, text)) {
        let paragraph = Node::Block(Block::paragraph(draft.title.clone()));
        draft.body.nodes.insert(0, paragraph);
    }
    match draft.title.is_empty() {
        true => Err("there is no text of a report in it".to_owned()),
        false => Ok(draft),
    }
}

/// Whether the first line of a text is no headline: it is a sentence, or goes on in the next line.
fn reads_on(line: &str, text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let next = lines.nth(1).unwrap_or_default();
    line.trim_end_matches(['”', '"', '’', '\'', '»', '“']).ends_with('.')
        || next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let file = SourceFile::from_bytes("a.txt".into(), text.as_bytes().to_vec());
        let id = crate::source::SourceSet::default().add(file.clone());
        body(id, "a.txt", &file).map_or_else(|why| why, |body| body.text.trim().to_owned())
    }

    #[test]
    fn a_headline_is_left_out_and_a_sentence_is_not() {
        assert_eq!(read("Ferry to close\n\nIt costs too much.\n"), "It costs too much.");
        assert_eq!(read("The ferry closes.\n"), "The ferry closes.");
        assert_eq!(read("The ferry closes"), "The ferry closes");
        let lines = "The ferry closes, said\nthe mayor. It will not be missed.\n";
        assert_eq!(read(lines).split_whitespace().count(), 11);
        assert_eq!(read("“It closes.”\n\nSo be it.").split_whitespace().count(), 5);
        let long = format!("{}end", "word ".repeat(60));
        assert_eq!(read(&long), long);
    }

    #[test]
    fn what_has_no_text_is_told() {
        assert_eq!(read(" \n\nSubscribe now\n"), "there is no text of a report in it");
    }
}
