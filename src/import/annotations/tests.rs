use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Imported, import};
use crate::collate::collate;
use crate::config::Audience;
use crate::export::{self, Edition};
use crate::load::Folder;
use crate::model::{Briefing, NoteKind};
use crate::output::Collector;
use crate::parse::{Parsed, parse};
use crate::resolve::resolve;
use crate::source::SourceFile;
use crate::suggest::Echoes;
use crate::withhold::published;

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
    let briefing = resolve(parsed, &folder, Audience::Private, &mut diagnostics).briefing;
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
                passage.parts().iter().map(move |part| (article.clone(), part.bytes()))
            })
            .collect()
    };
    briefing.notes().map(|(_, note)| (note.slug.clone(), of(note))).collect()
}

fn exported(files: &[(&str, &str)]) -> String {
    exported_at(files, "title: T\n")
}

/// What is exported under these settings.
fn exported_at(files: &[(&str, &str)], settings: &str) -> String {
    let mut folder = folder(files);
    let settings = SourceFile::from_bytes("sidenote.yaml".into(), settings.into());
    folder.settings = Some(folder.sources.add(settings));
    let (parsed, mut diagnostics) = parse(&folder);
    let briefing = resolve(parsed, &folder, Audience::Private, &mut diagnostics).briefing;
    assert!(!diagnostics.has_errors(), "{diagnostics:?} {files:#?}");
    collection(&briefing)
}

fn collection(briefing: &Briefing) -> String {
    let collation = collate(briefing, &Echoes::default());
    let sink = Collector::default();
    export::export(&Edition::new(briefing, &collation), &sink).unwrap();
    let site = sink.finish();
    String::from_utf8(site.get("annotations.jsonld").unwrap().to_vec()).unwrap()
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
    assert_eq!((imported.annotations, imported.unplaced), (4, 0), "{:#?}", imported.remarks);
    let after = after(&imported, articles());
    assert_eq!(spans(&after), spans(&before), "{:#?}", imported.files);
    let rose = after.notes().find(|(_, note)| note.slug == "rose").unwrap().1;
    assert_eq!(
        (rose.title.as_str(), rose.author.as_deref()),
        ("It rose {x}", Some("A. \"B\" \\ C"))
    );
    assert!(matches!(rose.kind, NoteKind::Context));
    let file = &imported.files["imported-x"];
    assert!(file.contains("See [[valley]], [[mayor|her]], [[rain]] and [the web]"), "{file}");
    assert!(file.contains("(https://a.b/?c=1&d=2)"), "{file}");
    assert_eq!(imported.remarks, []);
}

/// The annotations of a collection, in order of their ids.
fn items(collection: &str) -> Vec<Value> {
    let collection: Value = serde_json::from_str(collection).unwrap();
    let mut items = collection["first"]["items"].as_array().unwrap().clone();
    items.sort_by_key(|item| item["id"].to_string());
    items
}

/// What is exported once more after a collection was imported.
fn again(collection: &str, settings: &str) -> Vec<Value> {
    let imported = import(collection, "imported-x", &parsed(&articles())).unwrap();
    assert_eq!((imported.unplaced, imported.remarks.as_slice()), (0, [].as_slice()));
    let names = names(&imported);
    let files = with(&imported, articles(), &names);
    items(&exported_at(&files, settings))
}

const EVERYTHING: &str = "---\nauthor: AB\n---\n\n\
    ## No {#no .quote by=mayor said=\"Friday, {at} \\\"noon\\\"\" base=flood author=\"C. \\\"D\\\"\"}\n\n\
    > The mayor said no on Monday […] 18 bridges\n> — [[flood]] {route=translated as=\"Mrs \\\"Doe\\\"\" via=Valley}\n\n\
    > It rained all day\n> — [[rain]] {via=valley}\n\n> The mayor said no on Friday.\n> — [[flood]] {route=paraphrase}\n\n\
    See [[#count]], [[#own|its words]], [[#whole]], [[#wrong]] and [[flood#BLOCK]], [[flood#BLOCK|here]], **[[valley]]**.\n\n\
    ## Count {#count .claim unit=\"bridges of stone\" total=20 allow=\"claims-disagree value-unreadable\"}\n\n\
    > 18 bridges\n> — [[flood]]: 18 + [2 towers]\n\n> It rained all day\n> — [[rain]]: about 3-5, said to be so\n\n[[#no]]\n\n\
    ## Silence {#silence .claim}\n\n> — [[rain]], [[flood]]: not reported\n\n\
    ## Own {#own .quote by=flood}\n\n> two metres\n> — [[flood]]\n\n\
    ## Wrong {#wrong .correction evidence=valley reads=\"three {or so} metres\"}\n\n> two metres\n> — [[flood]]\n\n\
    ## Web {#web .correction evidence=\"https://a.b/c?d=1\"}\n\n> The end\n> — [[flood]]\n\n| who | what |\n|---|---|\n| [[mayor]] | [[rain]] |\n\n\
    ## Draft {#draft .question status=draft}\n\n> One\n> — [[flood]]\n";

const WHOLE: &str =
    "---\narticle: rain\nauthor: AB\n---\n\n## Whole {#whole .context}\n\nAll of it.\n";

#[test]
fn a_collection_of_its_own_comes_back_whole() {
    let block = parsed(&articles()).articles[0].body.blocks[1].id.clone();
    let notes = EVERYTHING.replace("BLOCK", &block);
    let mut files = articles();
    files.extend([("annotations/a.md", notes.as_str()), ("annotations/b.md", WHOLE)]);
    for settings in ["title: T\n", "title: T\nbase_url: https://a.b/c/\n"] {
        let first = exported_at(&files, settings);
        let before = items(&first);
        assert_eq!(before.len(), 8);
        for (before, after) in before.iter().zip(again(&first, settings)) {
            assert_eq!(*before, after);
        }
    }
    let imported = import(&exported(&files), "imported-x", &parsed(&articles())).unwrap();
    let file = &imported.files["imported-x"];
    for line in [
        "## No {#no .quote by=mayor said=\"Friday, {at} \\\"noon\\\"\" base=flood author=\"C. \\\"D\\\"\"}",
        "> — [[flood]] {route=translated as=\"Mrs \\\"Doe\\\"\" via=Valley}",
        "> — [[rain]] {via=valley}",
        "> — [[flood]]: 18 + [2 towers]",
        "> — [[rain]], [[flood]]: not reported",
        &format!(
            "See [[#count]], [[#own|its words]], [[#whole]], [[#wrong]] and [[flood#{block}]], [[flood#{block}|here]], **[[valley]]**."
        ),
        "| [[mayor]] | [[rain]] |",
    ] {
        assert!(file.lines().any(|it| it == line), "{line}\n{file}");
    }
}

#[test]
fn what_a_briefing_cannot_hold_of_a_collection_is_told() {
    let block = parsed(&articles()).articles[0].body.blocks[1].id.clone();
    let notes = EVERYTHING.replace("BLOCK", &block);
    let mut files = articles();
    files.extend([("annotations/a.md", notes.as_str()), ("annotations/b.md", WHOLE)]);
    let here = [("articles/flood.md", ARTICLE)];
    let imported = import(&exported(&files), "imported-x", &parsed(&here)).unwrap();
    let told: Vec<&str> = imported.remarks.iter().map(|told| told.message.as_str()).collect();
    for words in [
        "“No” may be a `quote`; `mayor`, who speaks, has no page in this briefing",
        "“Wrong” may be a `correction`; `valley`, on which it rests, has no page",
        "“Silence” says that `rain` is silent, which is no report of this briefing",
        "articles/rain.html is no report of this briefing; it stands in a draft",
    ] {
        assert!(told.iter().any(|told| told.contains(words)), "{words} {told:#?}");
    }
    let after = after(&imported, here.to_vec());
    let drafts: Vec<&str> =
        after.notes().filter(|(_, note)| note.draft).map(|(_, note)| note.slug.as_str()).collect();
    assert_eq!(drafts, ["no", "count", "silence", "draft"]);
}

/// Of a claim each passage has a value. Where the file lacks one, nothing of the others is lost.
#[test]
fn a_claim_of_which_a_value_is_blank_becomes_a_note() {
    let target = |exact: &str, number: u32, value: Value| {
        json!({
            "source": "articles/flood.html", "sidenote:passage": number, "sidenote:value": value,
            "selector": {"type": "TextQuoteSelector", "exact": exact},
        })
    };
    for value in [json!(" "), Value::Null, json!("\u{200b}"), json!("18 <!-- of them -->")] {
        let targets =
            [target("18 bridges", 0, json!("18 {or so}")), target("two metres", 1, value)];
        let claim = json!([{
            "type": "Annotation", "label": "Count", "sidenote:kind": "claim", "sidenote:unit": "bridges",
            "target": targets,
        }]);
        let imported = imported(claim);
        let told: Vec<&str> = imported.remarks.iter().map(|told| told.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "“Count” may be a `claim`; of words that it quotes it does not say the value, so that it became a `note`"
            ]
        );
        let after = after(&imported, articles());
        let (_, note) = after.notes().next().unwrap();
        assert!(matches!(note.kind, NoteKind::Note), "{:?}", note.kind);
        assert_eq!(note.passages.len(), 2);
        let text = &note.body.document.text;
        assert!(text.contains("Of “18 bridges” it says: 18 {or so}"), "{text}");
    }
}

#[test]
fn of_withheld_words_nothing_is_exported_and_that_is_told() {
    let files = [
        ("articles/a.md", "---\ntitle: T\nrights: link\n---\nXyzzy said 28 things.\n"),
        ("articles/b.md", "---\ntitle: T\nrights: full\n---\nSome 27.\n"),
        (
            "annotations/n.md",
            "## N {#n .claim}\n\n> said 28 things\n> — [[a]]: 28\n\n> Some 27\n> — [[b]]: 27\n\n## D {#d status=draft}\n\n> Some\n> — [[b]]\n",
        ),
    ];
    let folder = folder(&files);
    let (read, mut diagnostics) = parse(&folder);
    let mut briefing = resolve(read, &folder, Audience::Public, &mut diagnostics).briefing;
    published(&mut briefing, &Echoes::default());
    let json = collection(&briefing);
    assert!(!json.contains("said") && !json.contains("draft"), "{json}");
    let imported = import(&json, "x", &parsed(&files[..2])).unwrap();
    assert_eq!((imported.annotations, imported.unplaced), (1, 1));
    assert!(imported.remarks[0].message.contains("the collection withholds the words of `a`"));
    assert!(imported.files["x"].contains("> Some 27\n> — [[b]]: 27\n"), "{:#?}", imported.files);
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
    assert_eq!(imported.unplaced, 0, "{:#?}", imported.remarks);
    let file = &imported.files["imported-h"];
    assert!(file.contains("> **The mayor said no** on Friday"), "{file}");
    assert!(file.contains("author=jane") && file.contains("tags=\"water, a--b\""), "{file}");
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
    assert_eq!((imported.annotations, imported.unplaced), (6, 2), "{:#?}", imported.remarks);
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
    assert_eq!((after.notes.len(), drafts), (5, 1));
    assert!(imported.remarks.iter().any(|told| told.message.contains("2 times")));
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

/// Values of keys: such as mean something, and such as could break what is written.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "mayor",
            "valley",
            "flood",
            "rain",
            "mayer",
            "direct",
            "paraphrase",
            "draft",
            "claims-disagree",
            "https://a.b/?c={d}",
            "18 + 2 towers",
            "more than 3",
            "not reported",
        ])
        .prop_map(str::to_owned),
        texts(),
        "[a-z{}\"'“\\\\\\[\\]:=#. ]{1,20}",
    ]
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
        let after = resolve(read, &folder, Audience::Private, &mut diagnostics).briefing;
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
                prop_assert_eq!(same(&parts[0].bytes()), same(&wanted[0].1), "{}", imported.files["x"]);
            }
        }
    }

    #[test]
    fn any_json_is_read_or_refused(json in "[ -~]{0,60}|[{\"targetsouridylb:,\\[\\]}]{0,60}") {
        let _ = import(&json, "x", &parsed(&articles()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a note says, once it stands in a briefing it goes out and comes back the same.
    #[test]
    fn what_goes_out_comes_back_the_same(
        notes in prop::collection::vec((
            prop::sample::select(vec!["note", "quote", "claim", "context", "correction", "question"]),
            prop::collection::vec((prop::sample::select(vec!["by", "said", "base", "unit", "total", "evidence", "reads", "status", "allow"]), values()), 0..6),
            prop::collection::vec((0u64..3, 0usize..160, 1usize..50, values(), values()), 0..4),
            texts(),
        ), 1..4),
    ) {
        let all = parsed(&articles());
        let document = &all.articles[0].body;
        let chars: Vec<char> = document.text.chars().collect();
        let made: Vec<Value> = notes.iter().enumerate().map(|(number, (kind, keys, passages, body))| {
            let mut item = json!({
                "type": "Annotation", "id": format!("annotations.jsonld#n-{number}"),
                "label": format!("Note {number}"), "sidenote:kind": kind, "sidenote:silent": ["rain"],
                "body": {"value": body, "format": "text/markdown"},
                "target": [{"source": "articles/flood.html"}],
            });
            keys.iter().for_each(|(key, value)| item[format!("sidenote:{key}")] = value.as_str().into());
            for (number, start, length, value, via) in passages {
                let start = (*start).min(chars.len());
                let exact: String = chars[start..(start + length).min(chars.len())].iter().collect();
                item["target"].as_array_mut().unwrap().push(json!({
                    "source": "articles/flood.html",
                    "selector": {"type": "TextQuoteSelector", "exact": exact},
                    "sidenote:passage": number, "sidenote:value": value, "sidenote:as": value,
                    "sidenote:via": via, "sidenote:route": value,
                }));
            }
            item
        }).collect();
        let first = import(&Value::Array(made).to_string(), "imported-x", &all).unwrap();
        let names = names(&first);
        let files = with(&first, articles(), &names);
        let before = exported(&files);
        let second = import(&before, "imported-x", &all).unwrap();
        prop_assert_eq!(second.unplaced, 0, "{:#?} {:#?}", second.remarks, files);
        let names = self::names(&second);
        let after = exported(&with(&second, articles(), &names));
        let without_body = |collection: &str| -> Vec<Value> {
            let mut items = items(collection);
            items.iter_mut().for_each(|item| item["body"]["value"] = Value::Null);
            items
        };
        prop_assert_eq!(without_body(&before), without_body(&after), "{:#?}", second.files);
    }
}
