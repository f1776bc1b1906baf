//! Briefings made by hand, for the tests of this module.

use std::ops::Range;

use crate::config::{Rights, Settings};
use crate::model::{
    Article, ArticleId, ArticleText, Briefing, Mention, Note, NoteKind, Passage, Position, Prose,
    Quote, Record, RecordId, RecordKind, Speaker, TextKind, Transmission,
};
use crate::parse::document::{Block, BlockKind, Document, Inline, Node};
use crate::source::{SourceFile, SourceSet, Span};

/// A document of paragraphs.
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
        let inlines = vec![Inline::Text(text.clone())];
        document.nodes.push(Node::Block(index));
        let kind = BlockKind::Paragraph;
        document.blocks.push(Block { kind, id, text: text.clone(), inlines, source: text });
    }
    document
}

pub(crate) fn prose(paragraphs: &[&str]) -> Prose {
    Prose { document: document(paragraphs), targets: Vec::new() }
}

pub(crate) fn span() -> Span {
    let mut sources = SourceSet::default();
    Span::whole(sources.add(SourceFile::from_bytes("a.md".into(), Vec::new())))
}

pub(crate) fn article(slug: &str, paragraphs: &[&str]) -> Article {
    Article {
        slug: slug.into(),
        span: span(),
        title: format!("Title of {slug}"),
        publisher: Some("The Paper".into()),
        authors: Vec::new(),
        published: "2019-10-07".parse().ok(),
        accessed: None,
        url: None,
        archive_url: None,
        language: "en".into(),
        kind: TextKind::Full,
        transmission: Transmission::Direct,
        agency: None,
        rights: Rights::Full,
        original: None,
        redirect_from: Vec::new(),
        label: "The Paper".into(),
        text: ArticleText::Whole(prose(paragraphs)),
        extra: serde_json::Map::new(),
    }
}

pub(crate) fn withheld(slug: &str) -> Article {
    Article { text: ArticleText::Withheld, rights: Rights::Link, ..article(slug, &[]) }
}

pub(crate) fn record(slug: &str, name: &str, kind: RecordKind) -> Record {
    Record {
        slug: slug.into(),
        span: span(),
        name: name.into(),
        full_name: None,
        aliases: Vec::new(),
        short: Vec::new(),
        names: Vec::new(),
        entity_kind: None,
        part_of: None,
        facts: Vec::new(),
        links: Vec::new(),
        kind,
        profile: prose(&["Profile."]),
        extra: serde_json::Map::new(),
    }
}

pub(crate) fn official(slug: &str, name: &str) -> Record {
    let kind = RecordKind::Official { role: None, affiliation: None, capacity: None };
    record(slug, name, kind)
}

pub(crate) fn note(slug: &str, kind: NoteKind, passages: Vec<Passage>) -> Note {
    Note {
        slug: slug.into(),
        span: span(),
        extent: span(),
        title: format!("Note {slug}"),
        kind,
        draft: false,
        author: None,
        allow: Vec::new(),
        passages,
        about: None,
        silent: Vec::new(),
        body: prose(&["The body."]),
    }
}

pub(crate) fn quote(speaker: usize) -> NoteKind {
    NoteKind::Quote(Quote { speaker: Speaker::Record(RecordId(speaker)), said: None, base: None })
}

pub(crate) fn passage(article: usize, parts: Vec<Range<usize>>) -> Passage {
    Passage {
        article: ArticleId(article),
        span: span(),
        position: if parts.is_empty() { Position::Withheld } else { Position::At(parts) },
        value: None,
        transmission: None,
        named_as: None,
        via: None,
    }
}

pub(crate) fn briefing(articles: Vec<Article>, notes: Vec<Note>) -> Briefing {
    Briefing {
        settings: Settings::default(),
        front: Prose::default(),
        articles,
        records: Vec::new(),
        notes,
        mentions: Vec::new(),
    }
}

/// Finds `words` in a briefing's article.
pub(crate) fn find(briefing: &Briefing, article: usize, words: &str) -> Range<usize> {
    let text = &briefing.articles[article].shown().unwrap().document.text;
    let start = text.find(words).unwrap();
    start..start + words.len()
}

pub(crate) fn mention(briefing: &Briefing, article: usize, record: usize, name: &str) -> Mention {
    let range = find(briefing, article, name);
    Mention { article: ArticleId(article), record: RecordId(record), range }
}

/// The bytes of one exported file.
pub(crate) fn export(briefing: &Briefing, path: &str) -> Option<String> {
    let write =
        |prose: &Prose| (format!("<p>{}</p>", prose.document.text), prose.document.text.clone());
    let files = super::files(&super::Edition::new(briefing, &write)).unwrap();
    let found = files.into_iter().find(|(route, _)| route.path() == path);
    found.map(|(_, bytes)| String::from_utf8(bytes).unwrap())
}
