use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Imported, import};
use crate::build::{BuildOptions, build};
use crate::config::Audience;
use crate::load::Folder;
use crate::model::{Briefing, NoteKind};
use crate::parse::{Parsed, parse};
use crate::resolve::resolve;
use crate::source::SourceFile;

const ARTICLE: &str = "---\ntitle: Flood\nurl: https://www.example.org/flood/?utm_source=x\nredirect_from: [old]\n---\n\
    The river rose by *two* metres on Monday. The mayor said no on Monday.\n\n\
    The mayor said no on Friday. \"It is 18 bridges,\" he said.\n\n- One [a]\n- Two\n\nThe end.\n";

const OTHER: &str = "---\ntitle: Rain\n---\nIt rained. It rained. **It rained** all day.\n";

fn folder(files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::default();
    for (path, text) in files {
        let file = SourceFile::from_bytes(format!("content/{path}"), text.as_bytes().to_vec());
        let id = folder.sources.add(file);
        folder.content.push(id);
    }
    folder
}

fn articles() -> Vec<(&'static str, &'static str)> {
    vec![
        ("articles/flood.md", ARTICLE),
        ("articles/rain.md", OTHER),
        ("entities/valley.md", "---\nname: Valley\n---\n"),
        ("officials/mayor.md", "---\nname: Jane Doe\n---\n"),
    ]
}

fn parsed(files: &[(&str, &str)]) -> Parsed {
    parse(&folder(files)).0
}

/// The briefing that these files make. Nothing is told of them.
fn briefing(files: &[(&str, &str)]) -> Briefing {
    let folder = folder(files);
    let (parsed, mut diagnostics) = parse(&folder);
    let briefing = resolve(parsed, &folder, Audience::Private, &mut diagnostics);
    let told: Vec<&str> = diagnostics.iter().map(|told| told.message.as_str()).collect();
    assert!(told.is_empty(), "{told:?} {files:#?}");
    briefing
}

fn with<'a>(
    imported: &'a Imported,
    mut files: Vec<(&'a str, &'a str)>,
    names: &'a [String],
) -> Vec<(&'a str, &'a str)> {
    for (name, text) in names.iter().zip(imported.files.values()) {
        files.push((name, text));
    }
    files
}

fn names(imported: &Imported) -> Vec<String> {
    imported.files.keys().map(|name| format!("annotations/{name}.md")).collect()
}

/// The briefing with what was imported.
fn after(imported: &Imported, files: Vec<(&str, &str)>) -> Briefing {
    let names = names(imported);
    briefing(&with(imported, files, &names))
}

/// By note: the articles and places of all parts, in order.
fn spans(briefing: &Briefing) -> BTreeMap<String, Vec<(String, Range<usize>)>> {
    let of = |note: &crate::model::Note| {
        note.passages
            .iter()
            .flat_map(|passage| {
                let article = briefing[passage.article].slug.clone();
                passage.parts().iter().map(move |part| (article.clone(), part.clone()))
            })
            .collect()
    };
    briefing.notes().map(|(_, note)| (note.slug.clone(), of(note))).collect()
}

fn exported(files: &[(&str, &str)]) -> String {
    let options = BuildOptions { audience: Audience::Private, base_url: None };
    let built = build(&folder(files), &options).unwrap();
    let output = built.output.unwrap_or_else(|| panic!("{:?}", built.diagnostics));
    String::from_utf8(output.get("annotations.jsonld").unwrap().to_vec()).unwrap()
}

#[test]
fn what_was_exported_comes_back_to_its_places() {
    let notes = "---\nauthor: A. \"B\" \\ C\n---\n\
        ## It *rose* {x} {#rose .context}\n\n> The river rose by two metres\n> — [[flood]]\n\nSee [[valley]], [[mayor|her]], [[rain]] and [the web](https://a.b/?c=1&d=2).\n\n### More\n\n> quoted\n\n1. one\n2. two\n\n`code`\n\n\
        ## No {#no .quote by=mayor}\n\n> The mayor said **no** on Friday.\n> — [[flood]]\n\n\
        ## Gap {#gap .question}\n\n> river […] **Monday**. The mayor […] […] \"It is 18 bridges,\" he said. One \\[a\\] Two\n> — [[flood]]\n\n> It rained. **It rained.** It rained all day\n> — [[rain]]\n\n> all day\n> — [[rain]]\n\n\
        ## Over blocks {#blocks}\n\n> on Friday. \"It is 18 bridges,\" he said. One \\[a\\] Two The end\n> — [[flood]]\n\nText.\n";
    let notes = notes.replace(" […] […] ", " […] ");
    let mut files = articles();
    files.push(("annotations/n.md", &notes));
    let before = briefing(&files);
    let json = exported(&files);
    let imported = import(&json, "imported-x", &parsed(&articles())).unwrap();
    assert_eq!((imported.annotations, imported.unplaced), (4, 0), "{:#?}", imported.findings);
    let after = after(&imported, articles());
    assert_eq!(spans(&after), spans(&before), "{:#?}", imported.files);
    let rose = after.notes().find(|(_, note)| note.slug == "rose").unwrap().1;
    assert_eq!(
        (rose.title.as_str(), rose.author.as_deref()),
        ("It rose {x}", Some("A. \"B\" \\ C"))
    );
    assert!(matches!(rose.kind, NoteKind::Context));
    let file = &imported.files["imported-x"];
    assert!(file.contains("[[valley|Valley]], [[mayor|her]], [[rain|"), "{file}");
    assert!(file.contains("[the web](https://a.b/?c=1&d=2)"), "{file}");
    assert!(imported.findings.iter().any(|finding| finding.to_string().contains("who speaks")));
    assert!(matches!(
        after.notes().find(|(_, note)| note.slug == "no").unwrap().1.kind,
        NoteKind::Note
    ));
}

#[test]
fn into_the_same_briefing_it_comes_under_other_ids() {
    let notes = "## Rose {#rose}\n\n> The river rose\n> — [[flood]]\n\nText.\n";
    let mut files = articles();
    files.push(("annotations/n.md", notes));
    let imported = import(&exported(&files), "imported-x", &parsed(&files)).unwrap();
    let after = spans(&after(&imported, files));
    assert_eq!(after["rose"], after["rose-2"]);
}

fn hypothesis(uri: &str, exact: &str, prefix: &str, suffix: &str) -> Value {
    json!({
        "id": "Abc-1_x", "user": "acct:jane@hypothes.is", "uri": uri, "text": "",
        "tags": ["water", "a--b"], "document": {"title": ["Flood"]},
        "target": [{"source": uri, "selector": [
            {"type": "RangeSelector", "startContainer": "/div[1]", "endContainer": "/div[1]", "startOffset": 1, "endOffset": 2},
            {"type": "TextPositionSelector", "start": 10, "end": 20},
            {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
        ]}],
    })
}

fn imported(annotations: Value) -> Imported {
    import(&annotations.to_string(), "imported-h", &parsed(&articles())).unwrap()
}

#[test]
fn what_hypothesis_gives_out_is_placed_by_its_context() {
    let mut friday = hypothesis(
        "http://example.org/flood?utm_medium=y#top",
        "The mayor said no",
        "the mayor said no on monday.",
        " on Friday",
    );
    friday["text"] = "> She *did*\n\n## Title\n---\n[[x]] <script>alert(1)</script>[x](javascript:alert(1)) ![p](https://t.co/x.png)".into();
    let over = hypothesis("https://example.org/flood", "said.One [a]Two", "", "");
    let imported = imported(json!({"total": 2, "rows": [friday, over]}));
    assert_eq!(imported.unplaced, 0, "{:#?}", imported.findings);
    let file = &imported.files["imported-h"];
    assert!(file.contains("> **The mayor said no** on Friday"), "{file}");
    assert!(file.contains("author=\"jane\"") && file.contains("Tags: water, a--b"), "{file}");
    assert!(
        !file.contains("script") && !file.contains("t.co") && file.contains("\\[\\[x]]"),
        "{file}"
    );
    let after = after(&imported, articles());
    let texts: Vec<String> = spans(&after)
        .values()
        .flatten()
        .map(|(article, part)| {
            assert_eq!(article, "flood");
            let article = after.articles.iter().find(|article| article.slug == "flood").unwrap();
            article.shown().unwrap().document.text[part.clone()].to_owned()
        })
        .collect();
    assert_eq!(texts, ["said.\nOne [a]\nTwo", "The mayor said no"]);
}

#[test]
fn nothing_is_lost_that_has_no_place() {
    let annotations = json!([
        hypothesis("https://example.org/flood", "19 bridges", "", ""),
        hypothesis("https://example.org/flood", "The mayor said no", "", ""),
        hypothesis("https://elsewhere.org/--x-->y", "elsewhere --> said", "", ""),
        {"type": "Annotation", "body": "A page note", "target": "articles/rain.html"},
        {"type": "Annotation", "body": {"type": "TextualBody", "value": "On the whole", "purpose": "commenting"}, "target": {"source": "https://any.org/b/articles/old.html"}},
        hypothesis("https://example.org/flood", "The end", "", ""),
    ]);
    let imported = imported(annotations);
    assert_eq!((imported.annotations, imported.unplaced), (6, 3), "{:#?}", imported.findings);
    let all: String = imported.files.values().map(String::as_str).collect();
    for words in [
        "19 bridges",
        "The mayor said no",
        "elsewhere -\\u002d> said",
        "A page note",
        "On the whole",
    ] {
        assert!(all.contains(words), "{words} {all}");
    }
    assert_eq!(imported.files.keys().collect::<Vec<_>>(), ["imported-h", "imported-h-rain"]);
    let after = after(&imported, articles());
    let drafts = after.notes().filter(|(_, note)| note.draft).count();
    assert_eq!((after.notes.len(), drafts), (5, 2));
    assert!(imported.findings.iter().any(|finding| finding.to_string().contains("2 times")));
}

#[test]
fn what_is_no_collection_is_refused() {
    for (json, words) in [
        ("", "no JSON"),
        ("[]", "no annotations"),
        ("{\"first\": \"https://a.b/page\"}", "no annotations"),
        ("{\"uri\": \"https://a.b\"}", "https://a.b"),
        (&"[".repeat(100_000), "no JSON"),
    ] {
        let error = import(json, "x", &parsed(&articles())).unwrap_err();
        assert!(error.contains(words), "{error}");
    }
}

fn folded(text: &str) -> String {
    crate::parse::fold::fold(&crate::import::body::one_line(text)).text.trim().to_owned()
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "said ",
        "no ",
        "no",
        "**",
        "*",
        "[…]",
        "...",
        "\n\n",
        "\n",
        "— [[a]]",
        "\"",
        "“",
        "é",
        "e\u{301}",
        "海",
        "👩‍💻",
        "18",
        ", ",
        "- ",
        "> ",
        "`",
        "_",
        "\\",
        "&amp; ",
        "<b>",
        "]",
        "#",
        "1. ",
        "|",
        "--",
    ]);
    prop::collection::vec(pieces, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// What a tool selects in a text is placed where it selected it, or it is said that it has no
    /// place.
    #[test]
    fn selections_come_to_their_place(text in texts(), label in texts(), said in texts(), author in texts(), ranges in prop::collection::vec((0usize..200, 1usize..60), 1..5)) {
        let file = format!("---\ntitle: T\n---\n{text}\n");
        let files = [("articles/a.md", file.as_str())];
        let parsed = parsed(&files);
        let document = &parsed.articles[0].body;
        let chars: Vec<char> = document.text.chars().collect();
        let mut wanted: Vec<Vec<(String, Range<usize>)>> = Vec::new();
        let mut items = Vec::new();
        for (start, length) in ranges {
            let start = start.min(chars.len());
            let end = (start + length).min(chars.len());
            let exact: String = chars[start..end].iter().collect();
            if exact.trim().is_empty() {
                continue;
            }
            let before: String = chars[start.saturating_sub(32)..start].iter().collect();
            let after: String = chars[end..(end + 32).min(chars.len())].iter().collect();
            let bytes = |count: usize| chars[..count].iter().map(|c| c.len_utf8()).sum::<usize>();
            wanted.push(vec![("a".to_owned(), bytes(start)..bytes(end))]);
            items.push(json!({"type": "Annotation", "label": label, "body": said, "creator": {"name": author}, "target": {
                "source": "articles/a.html",
                "selector": {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
            }}));
        }
        if items.is_empty() {
            return Ok(());
        }
        let imported = import(&Value::Array(items).to_string(), "x", &parsed).unwrap();
        let names: Vec<String> = imported.files.keys().map(|name| format!("annotations/{name}.md")).collect();
        let folder = folder(&[files[0], (&names[0], &imported.files["x"])]);
        let (read, mut diagnostics) = parse(&folder);
        let after = resolve(read, &folder, Audience::Private, &mut diagnostics);
        let errors: Vec<&str> = diagnostics.iter()
            .filter(|told| told.code.slug() != "passage-splits-number" && told.code.slug() != "html-removed")
            .filter(|told| told.severity == crate::diagnostic::Severity::Error)
            .map(|told| told.message.as_str()).collect();
        prop_assert!(errors.is_empty(), "{:?} {}", errors, imported.files["x"]);
        prop_assert_eq!(after.notes.len(), wanted.len());
        for ((_, note), wanted) in after.notes().zip(&wanted) {
            if !folded(&label).is_empty() {
                prop_assert_eq!(folded(&note.title), folded(&label), "{}", imported.files["x"]);
            }
            prop_assert_eq!(note.author.as_deref().map(folded).unwrap_or_default(), folded(&author));
            if !note.draft {
                prop_assert_eq!(folded(&note.body.document.text), folded(&said), "{}", imported.files["x"]);
                let parts = note.passages[0].parts();
                prop_assert_eq!(parts.len(), 1);
                let same = |range: &Range<usize>| crate::parse::fold::fold(&document.text[range.clone()]).text.trim().to_owned();
                prop_assert_eq!(same(&parts[0]), same(&wanted[0].1), "{}", imported.files["x"]);
            }
        }
    }

    #[test]
    fn any_json_is_read_or_refused(json in "[ -~]{0,60}|[{\"targetsouridylb:,\\[\\]}]{0,60}") {
        let _ = import(&json, "x", &parsed(&articles()));
    }
}
