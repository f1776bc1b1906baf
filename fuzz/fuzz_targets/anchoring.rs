//! What is selected anchors to its own place: the first bytes say which part of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::load::Folder;
use sidenote::mend::select::{select, selectable};
use sidenote::parse::note::read_passage;
use sidenote::parse::parse;
use sidenote::place::Place;
use sidenote::resolve::anchor::anchor;
use sidenote::resolve::text_map::TextMap;
use sidenote::source::SourceFile;

fuzz_target!(|input: (u16, u16, &str)| {
    let (start, length, text) = input;
    let mut folder = Folder::default();
    let file = format!("---\ntitle: A\n---\n{text}");
    let file = SourceFile::from_bytes("content/articles/a.md".to_owned(), file.into_bytes());
    folder.content.push(folder.sources.add(file));
    let (parsed, _) = parse(&folder);
    let Some(article) = parsed.articles.first() else { return };
    let map = TextMap::new(&article.body);
    let text = &article.body.text;
    let start = text.floor_char_boundary(usize::from(start).min(text.len()));
    let end = text.floor_char_boundary((start + usize::from(length)).min(text.len()));
    let quoted = text[start..end].to_owned();
    let _ = anchor(&map, &read_passage(&format!("> {quoted}")));
    let chosen = Place::new(start..end);
    let Some(place) = selectable(&map, chosen) else { return };
    if let Some(quote) = select(&map, chosen) {
        assert_eq!(anchor(&map, &read_passage(&quote)), Ok(vec![place]), "{quote}");
    }
});
