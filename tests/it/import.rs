//! `sidenote import`: what it writes, says and refuses.

use std::fs;

use crate::program::Place;

const REPORT: &str = "Flood in the valley\n\nBy Jane Doe\n8 October 2019\n\n\
    1. The river rose by two metres on Monday, said the mayor.\n\n\
    The lower town was cut off. # So it went.\n\nShare this article\n";

#[test]
fn a_text_becomes_an_article_and_each_guess_is_told() {
    let place = Place::with_briefing();
    place.put("in/flood.txt", REPORT);
    let run = place.run(&["import", "in/flood.txt"]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    let text = place.text("content/articles/flood-in-the-valley.md");
    assert_eq!(
        text,
        "---\ntitle: Flood in the valley\nauthors: Jane Doe\npublished: 2019-10-08\ntext: full\n---\n\n\
         1\\. The river rose by two metres on Monday, said the mayor.\n\n\
         The lower town was cut off. # So it went.\n"
    );
    for words in [
        "Wrote `content/articles/flood-in-the-valley.md` from `in/flood.txt`",
        "title: Flood in the valley (line 1)",
        "authors: Jane Doe (line 3, “By Jane Doe”)",
        "left out: Share this article (line 10)",
        "not found: publisher, url",
    ] {
        assert!(run.err.contains(words), "{}", run.err);
    }
    let check = place.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
}

#[test]
fn nothing_is_overwritten() {
    let place = Place::with_briefing();
    place.put("flood.txt", REPORT);
    place.put("content/entities/flood-in-the-valley.md", "---\nname: The flood\n---\n");
    let run = place.run(&["import", "flood.txt"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("--id flood-in-the-valley-2"), "{}", run.err);
    let files = || fs::read_dir(place.path("content/articles")).unwrap().count();
    assert_eq!(files(), 1);
    assert_eq!(place.run(&["import", "flood.txt", "--id", "flood"]).status, 0);
    let before = place.text("content/articles/flood.md");
    assert_eq!(place.run(&["import", "flood.txt", "--id", "flood"]).status, 1);
    assert_eq!((place.text("content/articles/flood.md"), files()), (before, 2));
    let wrong = place.run(&["import", "flood.txt", "--id", "No id"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("`no-id`"), "{}", wrong.err);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_brought_in() {
    let place = Place::with_briefing();
    place.put("flood.txt", REPORT);
    fs::write(place.path("latin.txt"), b"caf\xe9").unwrap();
    place.put("empty.txt", "\n");
    place.put("list.json", "[]");
    let run =
        place.run(&["import", "latin.txt", "none.txt", "empty.txt", "list.json", "flood.txt"]);
    assert_eq!(run.status, 1);
    for words in [
        "`latin.txt` is not UTF-8",
        "cannot read `none.txt`",
        "cannot import `empty.txt`",
        "there are no annotations in it",
        "Wrote `content/articles/flood-in-the-valley.md`",
    ] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}

#[test]
fn annotations_come_with_the_report_that_they_are_on() {
    let place = Place::with_briefing();
    place.put("flood.txt", REPORT);
    place.put(
        "My Notes.json",
        r#"{"rows": [
            {"id": "x1", "user": "acct:ab@hypothes.is", "uri": "https://a.b/articles/flood-in-the-valley.html",
             "text": "How **high**?", "tags": [], "target": [{"source": "https://a.b/articles/flood-in-the-valley.html",
             "selector": [{"type": "TextQuoteSelector", "exact": "two metres", "prefix": "rose by ", "suffix": " on"}]}]},
            {"uri": "https://elsewhere.org/", "text": "Other", "target": [{"source": "https://elsewhere.org/"}]}
        ]}"#,
    );
    let run = place.run(&["import", "My Notes.json", "flood.txt"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("2 annotations, 1 of them without a place"), "{}", run.err);
    let text = place.text("content/annotations/imported-my-notes.md");
    assert!(
        text.starts_with(
            "## How high? {#how-high author=ab}\n\n> two metres\n> — [[flood-in-the-valley]]\n\nHow **high**?\n"
        ),
        "{text}"
    );
    assert!(text.contains("<!-- not placed: {\"uri\":\"https://elsewhere.org/\""), "{text}");
    // The sentence of the passage is more than half of so short a report.
    let check = place.run(&["check", "--private", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    assert_eq!(place.run(&["import", "My Notes.json"]).status, 1);
}

#[test]
fn programs_are_told_each_guess_at_its_place() {
    let place = Place::with_briefing();
    place.put("in/flood.txt", REPORT);
    place.put("in/list.json", "[]");
    let run = place.run(&["import", "in/flood.txt", "in/list.json", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.told(),
        [
            "import-guessed content/articles/flood-in-the-valley.md:2:8",
            "import-guessed content/articles/flood-in-the-valley.md:3:10",
            "import-guessed content/articles/flood-in-the-valley.md:4:12",
            "import-guessed in/flood.txt:10:1",
            "import-guessed content/articles/flood-in-the-valley.md:1:1",
            "import-failed in/list.json:1:1",
        ]
    );
    let told = run.diagnostics();
    assert_eq!(told[3]["message"], "left out: Share this article (line 10)");
    assert_eq!(told[4]["message"], "not found: publisher, url");
}

#[test]
fn programs_are_told_of_annotations_without_a_place() {
    let place = Place::with_briefing();
    place.put(
        "notes.json",
        r#"[{"type": "Annotation", "label": "A", "target": {"source": "articles/first.html",
            "selector": {"type": "TextQuoteSelector", "exact": "The bridge is open"}}},
            {"type": "Annotation", "label": "B", "target": "https://elsewhere.org/"}]"#,
    );
    let run = place.run(&["import", "notes.json", "--format", "json"]);
    assert_eq!(run.status, 0);
    assert_eq!(
        run.told(),
        [
            "annotation-unplaced content/annotations/imported-notes.md:5:1",
            "annotation-unplaced content/annotations/imported-notes.md:11:1",
        ]
    );
    let help = "`sidenote find \"…\"` tells where such words stand, and what to paste";
    assert_eq!(run.diagnostics()[1]["help"][0], help);
    let human = place.run(&["import", "notes.json", "--id", "other"]);
    assert_eq!((human.status, human.out.as_str()), (0, ""));
}
