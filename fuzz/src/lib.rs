//! What the targets have in common: briefings made of texts, and what they make of each other.

use std::ops::Range;

use sidenote::build::{BuildOptions, Checked, Unwatched, examine};
use sidenote::config::Audience;
use sidenote::load::Folder;
use sidenote::mend::select::{select, selectable};
use sidenote::parse::parse;
use sidenote::place::{InContent, Place};
use sidenote::resolve::text_map::TextMap;
use sidenote::source::SourceFile;

/// A briefing of these files; `sidenote.yaml` is its settings.
#[must_use]
pub fn folder(files: &[(&str, &[u8])]) -> Folder {
    let mut folder = Folder::default();
    for (path, bytes) in files {
        let file = SourceFile::from_bytes((*path).to_owned(), bytes.to_vec());
        let file = folder.sources.add(file);
        match *path {
            "sidenote.yaml" => folder.settings = Some(file),
            _ => folder.content.push(file),
        }
    }
    folder
}

/// What all stages make of a briefing, with nothing withheld.
#[must_use]
pub fn examined(folder: &Folder) -> Checked {
    let options = BuildOptions { audience: Audience::Private, base_url: None };
    examine(folder, &options, &Unwatched)
}

/// An article of any text.
#[must_use]
pub fn article(text: &str) -> String {
    format!("---\ntitle: A\nrights: full\n---\n{text}")
}

/// The passages that select parts of an article, given by any two numbers, and the parts.
#[must_use]
pub fn passages(text: &str, chosen: &[(u16, u16)]) -> Vec<(String, Place<InContent>)> {
    let folder = folder(&[("content/articles/a.md", article(text).as_bytes())]);
    let (parsed, _) = parse(&folder);
    let Some(article) = parsed.articles.first() else { return Vec::new() };
    let map = TextMap::new(&article.body);
    let passage = |&(start, length): &(u16, u16)| {
        let chosen = Place::new(within(&article.body.text, start, length));
        let place = selectable(&map, chosen)?;
        Some((select(&map, chosen)?, place))
    };
    chosen.iter().filter_map(passage).collect()
}

/// The part of a text that two numbers mean, cut between letters.
#[must_use]
pub fn within(text: &str, start: u16, length: u16) -> Range<usize> {
    let start = text.floor_char_boundary(usize::from(start) % (text.len() + 1));
    let end = text.floor_char_boundary((start + usize::from(length)).min(text.len()));
    start..end
}

/// The text of a page, as its readers copy it.
#[must_use]
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    for (entity, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        text = text.replace(entity, letter);
    }
    text
}
