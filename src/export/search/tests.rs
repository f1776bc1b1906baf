use std::collections::BTreeMap;

use serde_json::Value;

use super::*;
use crate::collate::collate;
use crate::export::fixture::briefing;
use crate::suggest::Echoes;

/// The files of a briefing's index: what each hands over, by its path.
fn built(files: &[(&str, &str)]) -> BTreeMap<String, Value> {
    let briefing = briefing(files);
    let collation = collate(&briefing, &Echoes::default());
    let edition = Edition::new(&briefing, &collation);
    let handed = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let (_, arguments) = text.split_once('(').unwrap();
        let arguments = arguments.strip_suffix(")\n").unwrap();
        let value =
            arguments.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(',');
        serde_json::from_str(value).unwrap()
    };
    super::files(&edition).into_iter().map(|(route, bytes)| (route.path(), handed(bytes))).collect()
}

const ARTICLE: &str = "---\ntitle: The Headline\npublisher: Wire\nrights: full\n---\nSome say 海康威视 sells.\n\nMore words.";
const OFFICIAL: &str = "---\nname: Plugh\nrole: Speaker\naliases: [Dr Plugh]\n---\nA *profile*.";
const NOTES: &str = "## One {.quote by=plugh}\n\n> Some say\n> — [[a]]\n\nA body.\n\n## Two\n\n> More words\n> — [[a]]\n\nSee [[plugh]].\n";

fn small() -> BTreeMap<String, Value> {
    built(&[
        ("articles/a.md", ARTICLE),
        ("officials/plugh.md", OFFICIAL),
        ("annotations/a.md", NOTES),
    ])
}

#[test]
fn every_kind_of_thing_is_there_with_its_place() {
    let files = small();
    let texts = &files["assets/search/texts-0.js"];
    let places: Vec<_> = texts.as_array().unwrap().iter().map(|document| &document[1]).collect();
    assert_eq!(
        places,
        [
            "articles/a.html",
            "officials/plugh.html",
            "officials/plugh.html#one",
            "articles/a.html#two_1"
        ]
    );
    assert_eq!(texts[0][2], "Wire");
    assert!(texts[0][5][0][0].as_str().unwrap().starts_with("p-"));
    assert_eq!(texts[1][4], "Dr Plugh");
    assert_eq!(texts[2][5][0][1], "Wire: Some say");
    assert_eq!(texts[3][5][0][1], "See Plugh.");
    let start = &files["assets/search/index.js"];
    assert_eq!(
        start["groups"].to_string(),
        r#"[["articles",1],["officials",1],["entities",0],["quotations",1],["claims",0],["notes",1],["pages",0]]"#
    );
}

#[test]
fn words_lead_to_their_documents() {
    let files = small();
    let lines = files["assets/search/terms-0.js"].as_str().unwrap();
    let find = |word: &str| {
        lines.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix(' ')).unwrap_or("-")
    };
    assert_eq!(find("plugh"), "1EAA", "second to fourth document, most in its name");
    assert_eq!(find("more"), "A");
    assert_eq!(find("海康"), "A");
    assert_eq!(find("nothing"), "-");
    let words: Vec<&str> = lines.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(words.is_sorted_by(|a, b| a.encode_utf16().lt(b.encode_utf16())));
}

#[test]
fn a_large_index_is_parted_and_each_part_found() {
    let long: String = (0..60_000).map(|n| format!("w{n} ")).collect();
    let article = format!("---\ntitle: T\nrights: full\n---\n{long}");
    let files = built(&[("articles/a.md", &article), ("articles/b.md", &article)]);
    let start = &files["assets/search/index.js"];
    assert_eq!(start["texts"].as_array().unwrap().len(), 2);
    let firsts = start["terms"].as_array().unwrap();
    assert!(firsts.len() > 2);
    for (n, first) in firsts.iter().enumerate() {
        let lines = files[&format!("assets/search/terms-{n}.js")].as_str().unwrap();
        assert!(lines.starts_with(&format!("{} ", first.as_str().unwrap())));
    }
}

#[test]
fn what_is_withheld_cannot_be_found() {
    let withheld = ARTICLE.replace("full", "link");
    let files = built(&[
        ("articles/a.md", &withheld),
        ("officials/plugh.md", OFFICIAL),
        ("annotations/a.md", NOTES),
    ]);
    for (path, value) in files {
        let text = value.to_string();
        assert!(!text.contains("say") && !text.contains("海康"), "{path}: {text}");
    }
}
