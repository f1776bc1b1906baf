use super::*;
use crate::import::article::file;

#[cfg(feature = "import")]
fn found_in(text: &str) -> Vec<(String, String)> {
    let found = from_bibtex(text).unwrap();
    assert_eq!(found.unread, [""; 0]);
    found.references.iter().map(|it| (it.key.clone(), file(&it.draft))).collect()
}

#[cfg(feature = "import")]
const BIB: &str = r#"
@string{paper = "The Paper"}
@article{swanson2019,
  author = {Swanson, Ana and {The Desk} and von der Leyen, Ursula and King, Jr., Martin Luther},
  title = {{50\% of the \"Ubrigen: caf\'e}},
  journal = paper # { \& Co},
  year = 2019, month = oct, day = 7,
  doi = {10.1000/ABC},
  url = {https://a.example/x_y},
  urldate = {2026-11-20},
  archiveurl = {https://web.archive.org/web/1/https://a.example/x_y},
  langid = {en},
  pages = {3--9},
}
@online{other, title = {Other}, date = {2019-10}, howpublished = {\url{https://b.example/}}}
"#;

#[cfg(feature = "import")]
#[test]
fn bibtex_becomes_articles_without_text() {
    let read = found_in(BIB);
    assert_eq!(
        read[0],
        (
            "swanson2019".to_owned(),
            "---\ntitle: \"50% of the Übrigen: café\"\npublisher: \"The Paper & Co\"\n\
             authors: [Ana Swanson, The Desk, Ursula von der Leyen, Martin Luther King Jr.]\n\
             published: 2019-10-07\naccessed: 2026-11-20\nurl: \"https://a.example/x_y\"\n\
             archive_url: \"https://web.archive.org/web/1/https://a.example/x_y\"\nlanguage: en\n\
             text: excerpt\nrights: link\nextra: {doi: \"10.1000/abc\"}\n---\n"
                .to_owned()
        )
    );
    assert!(read[1].1.contains("url: \"https://b.example/\"\n"), "{}", read[1].1);
    assert!(read[1].1.contains("published: 2019-10\n"), "{}", read[1].1);
}

/// What the crate would not come back from is told, or left out.
#[cfg(feature = "import")]
#[test]
fn hostile_bibtex_ends() {
    let circle = "@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}";
    assert_eq!(found_in(circle).len(), 2);
    let own = from_bibtex("@string{x = x # x}\n@book{a, title=x}\n@book{b, title={B}}");
    let own = own.unwrap();
    assert_eq!((own.references.len(), own.unread.len()), (1, 1));
    assert!(own.unread[0].starts_with("line 2: "), "{:?}", own.unread);
    let doubled: String =
        (0..60).map(|n| format!("@string{{x{} = x{n} # x{n}}}\n", n + 1)).collect();
    let doubled = format!("{doubled}@string{{x0 = \"abc\"}}\n@book{{a, title=x60}}");
    assert_eq!(from_bibtex(&doubled).unwrap().unread.len(), 1);
    let deep = format!("@book{{a, title={}x{}}}", "{".repeat(200_000), "}".repeat(200_000));
    assert!(from_bibtex(&deep).unwrap_err().contains("deep"));
    for text in ["@", "@book", "@book{a", "@book{a, title={é\\", "@a{b, date={é}, author={é=, =ü}}"]
    {
        let _ = from_bibtex(text);
    }
}

#[test]
fn csl_json_becomes_articles_without_text() {
    let json = r#"[{"id": "http://zotero.org/1", "citation-key": "doe", "type": "article-newspaper",
        "title": "10<sup>4</sup> ferries &amp; <i>more</i>", "container-title": "The Wire", "publisher": "Wire Ltd",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Reuters"},
                   {"non-dropping-particle": "van", "family": "Dam", "given": "Jo"}],
        "issued": {"date-parts": [["2019", 10]]}, "accessed": {"raw": "2026-11-20"},
        "DOI": "https://doi.org/10.1000/XYZ", "volume": 3, "abstract": "It is long.", "language": "German"},
       {"id": 7, "type": "book"}]"#;
    assert!(are_in(json));
    let all = from_csl(json).unwrap().references;
    assert_eq!(
        file(&all[0].draft),
        "---\ntitle: \"10⁴ ferries & more\"\npublisher: The Wire\nauthors: [Jane Doe, Reuters, Jo van Dam]\n\
         published: 2019-10\naccessed: 2026-11-20\nurl: \"https://doi.org/10.1000/xyz\"\n\
         text: excerpt\nrights: link\n---\n"
    );
    let told: Vec<String> = all[0].draft.findings.iter().map(ToString::to_string).collect();
    for part in ["volume: 3", "abstract: It is long.", "language: German", "publisher: Wire Ltd"] {
        let line = format!("left out: {part} (no key of an article is for it)");
        assert!(told.contains(&line), "{part}: {told:#?}");
    }
    assert_eq!((all[0].key.as_str(), all[1].key.as_str()), ("doe", "7"));
    assert!(file(&all[1].draft).contains("title: \"7\"\n"), "a title is guessed, and told");
}

#[test]
fn annotations_are_no_references() {
    for json in [
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "first": {}}"#,
        r#"{"rows": [{"id": "x", "uri": "https://a.example/", "target": []}]}"#,
        r#"[{"type": "Annotation", "body": [], "target": {}, "title": "T"}]"#,
        "[]",
        "no JSON",
    ] {
        assert!(!are_in(json), "{json}");
    }
    assert!(are_in(r#"{"items": [{"id": "a", "type": "book", "title": "T"}]}"#));
}
