//! Annotations of any texts: what `import` makes of them are notes in which nothing is told, with their
//! passages where they were.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::import::annotations;
use sidenote::parse::parse;
use sidenote_fuzz::folder;

const ARTICLE: &[u8] = b"---\ntitle: A\n---\nOne two three. One *two* four.\n\nfive & <six>\n";

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

fuzz_target!(|input: Vec<[&str; 5]>| {
    let parsed = || parse(&folder(&[("content/articles/a.md", ARTICLE)])).0;
    let annotation = |[body, exact, prefix, tag, creator]: &[&str; 5]| {
        let [body, exact, prefix, tag, creator] =
            [body, exact, prefix, tag, creator].map(|it| quoted(it));
        format!(
            "{{\"type\":\"Annotation\",\"creator\":{creator},\"body\":[{{\"type\":\"TextualBody\",\"value\":{body}}},\
             {{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":{tag}}}],\"target\":{{\"source\":\"a\",\
             \"selector\":{{\"type\":\"TextQuoteSelector\",\"exact\":{exact},\"prefix\":{prefix}}}}}}}"
        )
    };
    let all: Vec<String> = input.iter().take(8).map(annotation).collect();
    let Ok(imported) = annotations::import(&format!("[{}]", all.join(",")), "x", &parsed()) else {
        return;
    };
    for text in imported.files.values() {
        let folder = folder(&[
            ("content/articles/a.md", ARTICLE),
            ("content/annotations/x.md", text.as_bytes()),
        ]);
        let (_, diagnostics) = parse(&folder);
        let told: Vec<_> = diagnostics.iter().map(|it| &it.message).collect();
        assert!(told.is_empty(), "{told:?}\n{text}");
    }
});
