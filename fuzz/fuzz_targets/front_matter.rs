//! Any file is parsed, wherever it stands, and each diagnostic points into it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::load::Folder;
use sidenote::parse::parse;
use sidenote::source::SourceFile;

fuzz_target!(|bytes: &[u8]| {
    let mut folder = Folder::default();
    for path in [
        "content/articles/a.md",
        "content/entities/e.md",
        "content/officials/o.md",
        "content/index.md",
        "content/pins.yaml",
    ] {
        let file = SourceFile::from_bytes(path.to_owned(), bytes.to_vec());
        folder.content.push(folder.sources.add(file));
    }
    let settings = SourceFile::from_bytes("sidenote.yaml".to_owned(), bytes.to_vec());
    folder.settings = Some(folder.sources.add(settings));
    let (_, diagnostics) = parse(&folder);
    for diagnostic in diagnostics {
        let _ = folder.sources.text(diagnostic.span);
    }
});
