//! Any annotation file is parsed and resolved, and each diagnostic points into a file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::config::Audience;
use sidenote::load::Folder;
use sidenote::parse::parse;
use sidenote::resolve::resolve;
use sidenote::source::SourceFile;

const ARTICLE: &str =
    "---\ntitle: A\n---\nOne two three. One *two* four -- \"five\" 18 six.\n\n- seven\n- eight\n";

fuzz_target!(|bytes: &[u8]| {
    let mut folder = Folder::default();
    for (path, bytes) in [
        ("content/articles/a.md", ARTICLE.as_bytes()),
        ("content/officials/o.md", b"---\nname: Five\n---\n"),
        ("content/annotations/n.md", bytes),
    ] {
        let file = SourceFile::from_bytes(path.to_owned(), bytes.to_vec());
        folder.content.push(folder.sources.add(file));
    }
    let (parsed, mut diagnostics) = parse(&folder);
    let _ = resolve(parsed, &folder, Audience::Private, &mut diagnostics).briefing;
    for diagnostic in diagnostics {
        let _ = folder.sources.text(diagnostic.span);
    }
});
