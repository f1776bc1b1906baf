//! Briefings for the tests of this module, by way of the stages before it.

use crate::collate::{Collation, collate};
use crate::config::Audience;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::{Folder, SETTINGS_FILE};
use crate::model::{ArticleId, Briefing, Passage, Position};
use crate::output::Collector;
use crate::parse::document::{Block, BlockKind, Document, Inline, Node};
use crate::parse::parse;
use crate::place::{InContent, Place};
use crate::resolve::resolve;
use crate::source::{SourceFile, SourceSet, Span};
use crate::suggest::Echoes;
use crate::withhold::published;

/// The briefing that files make; those of `content/` are named from there. It must be without
/// errors.
pub(crate) fn briefing(files: &[(&str, &str)]) -> Briefing {
    let mut folder = Folder::default();
    let mut files: Vec<(String, &str)> = files
        .iter()
        .map(|(path, text)| match *path {
            SETTINGS_FILE => (SETTINGS_FILE.to_owned(), *text),
            path => (format!("content/{path}"), *text),
        })
        .collect();
    files.sort();
    for (path, text) in files {
        let id = folder.sources.add(SourceFile::from_bytes(path.clone(), text.into()));
        match path.as_str() {
            SETTINGS_FILE => folder.settings = Some(id),
            _ => folder.content.push(id),
        }
    }
    let (parsed, mut diagnostics) = parse(&folder);
    let mut briefing = resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing;
    published(&mut briefing, &Echoes::default());
    assert_eq!(errors(diagnostics), [""; 0]);
    briefing
}

fn errors(diagnostics: Diagnostics) -> Vec<String> {
    let all = diagnostics.sorted();
    let errors = all.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| diagnostic.message).collect()
}

/// One exported file, where there is one.
pub(crate) fn export(briefing: &Briefing, path: &str) -> Option<String> {
    export_collated(briefing, &collate(briefing, &Echoes::default()), path)
}

/// One exported file, with a collation made by hand.
pub(crate) fn export_collated(
    briefing: &Briefing,
    collation: &Collation,
    path: &str,
) -> Option<String> {
    let sink = Collector::default();
    super::export(&super::Edition::new(briefing, collation), &sink).unwrap();
    let files = sink.finish();
    files.get(path).map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

/// A passage of the first article.
pub(crate) fn passage(part: Place<InContent>) -> Passage {
    let mut sources = SourceSet::default();
    let file = sources.add(SourceFile::from_bytes("a.md".into(), Vec::new()));
    Passage {
        article: ArticleId::new(0),
        span: Span::whole(file),
        value_span: None,
        position: Position::At(vec![part]),
        value: None,
        transmission: None,
        named_as: None,
        via: None,
    }
}

/// A document of paragraphs that hold anything.
pub(crate) fn document<T: AsRef<str>>(paragraphs: &[T]) -> Document {
    let mut document = Document::default();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            document.text.push('\n');
        }
        let start = document.text.len();
        document.text.push_str(paragraph.as_ref());
        let text = start..document.text.len();
        let id = match text.is_empty() {
            true => String::new(),
            false => format!("p-{index:06x}"),
        };
        let inlines = vec![Inline::Text(Place::new(text.clone()))];
        document.nodes.push(Node::Block(index));
        let kind = BlockKind::Paragraph;
        document.blocks.push(Block {
            kind,
            id,
            text: Place::new(text.clone()),
            inlines,
            source: Place::new(text),
        });
    }
    document
}
