//! Whatever is imported, the file that is written says what was kept, and nothing is told of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::import::{FileKind, annotations, article};
use sidenote::load::Folder;
use sidenote::parse::fold::fold;
use sidenote::parse::{Parsed, parse};
use sidenote::source::SourceFile;

const ARTICLE: &str = "---\ntitle: A\n---\nOne two three. One *two* four.\n\nfive\n";

fn read(path: &str, text: &str) -> Parsed {
    let mut folder = Folder::default();
    for (path, text) in [("content/articles/a.md", ARTICLE), (path, text)] {
        let file = SourceFile::from_bytes(path.to_owned(), text.as_bytes().to_vec());
        folder.content.push(folder.sources.add(file));
    }
    let (parsed, diagnostics) = parse(&folder);
    let told: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
    assert!(told.is_empty(), "{told:?}\n{text}");
    parsed
}

fuzz_target!(|input: (u8, &str)| {
    let (kind, text) = input;
    let kind = match kind % 3 {
        0 => FileKind::Text,
        1 => FileKind::Page,
        _ => {
            let parsed = read("content/index.md", "");
            if let Ok(imported) = annotations::import(text, "x", &parsed) {
                for text in imported.files.values() {
                    read("content/annotations/x.md", text);
                }
            }
            return;
        }
    };
    if let Ok(draft) = article(kind, text) {
        let file = sidenote::import::article::file(&draft);
        let parsed = read("content/articles/b.md", &file);
        let body = &parsed.articles[1].body;
        let folded = |text: &str| fold(text).text.trim().to_owned();
        assert_eq!(folded(&body.text), folded(&draft.body.text()), "{file}");
    }
});
