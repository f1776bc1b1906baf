//! What is done and what is not.

use serde_json::Value;
use sidenote::build::desk;
use sidenote::git::Change;
use sidenote::load::Folder;
use sidenote::source::SourceFile;
use sidenote::status::{How, Look, changed, mentions_of};

use crate::program::{BriefingFolder, article, git};

fn folder(files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::default();
    for (path, text) in files {
        let file = SourceFile::from_bytes((*path).to_owned(), text.as_bytes().to_vec());
        let id = folder.sources.add(file);
        folder.content.push(id);
    }
    folder
}

const WIRE: &str = "---\ntitle: Wire\nrights: link\n---\n\n# Head\n\nThe bridge is shut.\n\n“We do not expect \
    the dam to fail at all,” said Petra Lund.\n\nIt is Friday.\n\n***\n";

const POST: &str = "---\ntitle: Post\n---\n\nThe toll is four.\n";

#[test]
fn a_report_is_covered_where_notes_have_passages() {
    let notes = "## One {.context}\n\n> bridge is shut.\n>\n> “We do\n> — [[wire]]\n\nSo.\n\n\
        ## Two {status=draft}\n\n> The toll\n> — [[post]]\n\nSo.\n";
    let folder = folder(&[
        ("content/articles/wire.md", WIRE),
        ("content/articles/post.md", POST),
        ("content/annotations/a.md", notes),
    ]);
    let desk = desk(&folder, None);
    let of = |slug: &str| {
        let at = desk.briefing().articles.iter().position(|article| article.slug == slug).unwrap();
        &desk.status.reports[at]
    };
    let wire = of("wire");
    // A heading and a rule are no paragraphs. What may not be published counts.
    assert_eq!((wire.paragraphs.all, wire.paragraphs.with()), (3, 2));
    let without = &wire.paragraphs.without[0];
    assert_eq!(folder.sources.text(without.span), "It is Friday.");
    assert_eq!((wire.notes, wire.drafts), (1, 0));
    // Words of a note on something else are not covered as a quotation.
    assert_eq!((wire.quotations.all, wire.quotations.with()), (1, 0));
    assert_eq!((of("post").notes, of("post").drafts), (1, 1));
    assert_eq!(desk.status.drafts.len(), 1);
    assert!(desk.status.changes.is_none());
}

#[test]
fn a_question_is_looked_up_where_it_has_an_answer_or_a_silence() {
    let notes = "## How many {#toll .claim}\n\n> four\n> — [[post]]: 4\n\n> — [[other]]: not reported\n\nSo.\n\n\
        ## Who? {.question}\n\n> bridge\n> — [[wire]]\n\nAsk.\n\n\
        ## Lost\n\n> no such words\n> — [[wire]]\n\nSo.\n";
    let folder = folder(&[
        ("content/articles/wire.md", WIRE),
        ("content/articles/post.md", POST),
        ("content/articles/other.md", "---\ntitle: Other\n---\n\nNothing.\n"),
        ("content/annotations/a.md", notes),
    ]);
    let desk = desk(&folder, None);
    let looks: Vec<(&str, Look)> = desk
        .briefing()
        .articles
        .iter()
        .zip(&desk.status.claims[0].cells)
        .map(|(article, look)| (article.slug.as_str(), *look))
        .collect();
    assert_eq!(
        looks,
        [("other", Look::Silent), ("post", Look::Answered), ("wire", Look::NotLookedUp)]
    );
    let open: Vec<usize> =
        desk.status.reports.iter().map(|report| report.not_looked_up.len()).collect();
    assert_eq!(open, [0, 0, 1]);
    assert_eq!(desk.status.questions.len(), 1);
    assert_eq!(desk.status.broken.len(), 1);
    assert_eq!(desk.status.errors, 1);
}

#[test]
fn a_mention_is_shown_with_the_words_around_it() {
    let folder = folder(&[
        (
            "content/articles/wire.md",
            "---\ntitle: Wire\n---\n\nIn May the Prime Minister May spoke.\n",
        ),
        ("content/officials/may.md", "---\nname: May\n---\n"),
    ]);
    let desk = desk(&folder, None);
    let (id, _) = desk.briefing().records().next().unwrap();
    let mentions = mentions_of(desk.briefing(), id);
    assert!(!mentions.is_empty());
    for mention in &mentions {
        assert_eq!((mention.form.as_str(), folder.sources.text(mention.span)), ("May", "May"));
        assert!(mention.context.contains("Prime Minister"), "{}", mention.context);
    }
}

#[test]
fn each_note_changes_by_itself() {
    let now = "---\nauthor: AB\n---\n\n## Same\n\n> The toll\n> — [[post]]\n\nSo.\n\n## Other {#edited}\n\n\
        > The toll\n> — [[post]]\n\nOtherwise.\n\n## Fresh\n\n> four\n> — [[post]]\n\nSo.\n";
    let before = "---\r\nauthor: AB\r\n---\r\n\r\n## Gone\n\n> The\n> — [[post]]\n\nSo.\n\n## Same\n\n\
        > The toll\n> — [[post]]\n\nSo.\n\n\n## Other {#edited}\n\n> The toll\n> — [[post]]\n\nSo.\n";
    let folder = folder(&[
        ("content/articles/post.md", POST),
        ("content/annotations/a.md", now),
        ("content/entities/x.md", "---\nname: X\n---\n"),
    ]);
    let change = |path: &str, before: Option<&str>| Change {
        path: path.to_owned(),
        before: before.map(str::to_owned),
        after: None,
    };
    let changes = changed(
        &folder,
        &[
            change("content/annotations/a.md", Some(before)),
            change("content/entities/x.md", None),
            change("content/articles/old.md", Some("---\ntitle: Old\n---\n")),
            change("content/notes.txt", None),
        ],
    );
    let told: Vec<String> =
        changes.iter().map(|it| format!("{} {} {}", it.how.name(), it.what, it.id)).collect();
    assert_eq!(
        told,
        [
            "gone article old",
            "new entity x",
            "edited note edited",
            "new note fresh",
            "gone note gone"
        ]
    );
    // What says something of all notes of a file changes all of them.
    let before = now.replace("author: AB", "author: CD");
    let changes = changed(&folder, &[change("content/annotations/a.md", Some(&before))]);
    assert_eq!(changes.len(), 3);
    assert!(changes.iter().all(|it| it.how == How::Edited && it.what == "note"));
}

#[test]
fn status_tells_lines_that_programs_can_read() {
    let place = BriefingFolder::with_briefing();
    place.put("content/articles/second.md", article("It is open, and the toll is four."));
    place.put("content/entities/toll.md", "---\nname: toll\n---\n");
    place.put(
        "content/annotations/a.md",
        "## How many {#toll .claim}\n\n> toll is four\n> — [[second]]: 4\n\nSo.\n",
    );
    let run = place.run(&["status", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let lines = run.diagnostics();
    let of = |kind: &str| -> Vec<&Value> { lines.iter().filter(|it| it["kind"] == kind).collect() };
    let [first, second] = &of("report")[..] else { panic!("{}", run.out) };
    assert_eq!((first["id"].as_str(), second["id"].as_str()), (Some("first"), Some("second")));
    assert_eq!(first["claims_not_looked_up"], serde_json::json!(["toll"]));
    assert_eq!((&second["paragraphs"], &second["paragraphs_with_notes"]), (&1.into(), &1.into()));
    let [paragraph] = &of("paragraph")[..] else { panic!("{}", run.out) };
    assert_eq!(
        (&paragraph["article"], &paragraph["words"]),
        (&"first".into(), &"The bridge is shut.".into())
    );
    assert_eq!(
        (&paragraph["file"], &paragraph["line"]),
        (&"content/articles/first.md".into(), &6.into())
    );
    let [claim] = &of("claim")[..] else { panic!("{}", run.out) };
    assert_eq!(
        claim["reports"],
        serde_json::json!({ "first": "not looked up", "second": "answered" })
    );
    assert!(of("change").is_empty() && of("mention").is_empty());
    // Of one report, and of where a name stands.
    let run = place.run(&["status", "second", "toll", "--format", "json"]);
    let kinds: Vec<Value> = run.diagnostics().iter().map(|it| it["kind"].clone()).collect();
    assert_eq!(kinds, ["report", "mention"]);
    let unknown = place.run(&["status", "secnd"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("did you mean `second`?"), "{}", unknown.err);
    // Errors in the content are told by the status, too.
    place.put("content/annotations/b.md", "## Lost\n\n> no such words\n> — [[first]]\n\nSo.\n");
    let run = place.run(&["status"]);
    assert_eq!(run.status, 1);
    for words in
        ["Passages that are wrong", "content/annotations/b.md:3:3", "toll: first", "1 of 1"]
    {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn status_tells_what_has_changed_since_a_commit_or_a_day() {
    let place = BriefingFolder::with_briefing();
    assert!(place.run(&["status"]).out.contains("no commit yet"));
    git(&place, &["init", "--quiet"]);
    git(&place, &["add", "."]);
    git(&place, &["commit", "--quiet", "--message", "One"]);
    let told = |arguments: &[&str]| -> Vec<String> {
        let run = place.run(&[&["status", "--format", "json"], arguments].concat());
        let lines = run.diagnostics();
        let changes = lines.iter().filter(|it| it["kind"] == "change");
        let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
        changes.map(|it| format!("{} {}", word(it, "how"), word(it, "id"))).collect()
    };
    assert!(told(&[]).is_empty());
    place.put("content/articles/first.md", article("The bridge is open."));
    place.put("content/articles/next.md", article("So it is."));
    assert_eq!(told(&[]), ["edited first", "new next"]);
    // Before a day in the past there was nothing.
    assert_eq!(told(&["--since", "2001-01-01"]), ["new first", "new next", "new sidenote.yaml"]);
    for wrong in ["nowhere", "--all", "2001"] {
        let run = place.run(&["status", &format!("--since={wrong}")]);
        assert_eq!(run.status, 2, "{wrong}: {}", run.out);
    }
}

#[test]
fn the_page_of_the_desk_links_to_what_is_there() {
    let notes = "## How many {#toll .claim}\n\n> four\n> — [[post]]: 4\n\nSo.\n";
    let folder = folder(&[
        ("content/articles/wire.md", WIRE),
        ("content/articles/post.md", POST),
        ("content/annotations/a.md", notes),
    ]);
    let page = desk(&folder, Some(&[])).page(&folder.sources).unwrap();
    let page = String::from_utf8(page).unwrap();
    for words in [
        "href=\"../articles/wire.html\" target=\"_report\">Wire</a>: not looked up",
        "<code>&gt; — [[wire]]: not reported</code>",
        "href=\"../articles/post.html#toll_1\"",
        "It is Friday.",
        "<p>Nothing.</p>",
        "noindex",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
}
