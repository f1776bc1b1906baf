//! `sidenote find`: where words stand, for people and for programs.

use serde_json::Value;

use crate::program::{BriefingFolder, article};

fn place() -> BriefingFolder {
    let place = BriefingFolder::new();
    place.put(
        "content/articles/wire.md",
        article("The council will close the ferry in May. It will close the ferry twice."),
    );
    place.put("content/articles/post.md", article("It will close the old ferry in May."));
    place
}

#[test]
fn each_place_comes_with_the_passage_to_paste() {
    let place = place();
    let run = place.run(&["find", "close the ferry"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(
        run.out.starts_with(
            "content/articles/wire.md:6:18: the very words\n\n    > **close the ferry** in\n    > — [[wire]]\n\n"
        ),
        "{}",
        run.out
    );
}

#[test]
fn programs_read_places_as_diagnostics_and_paste_what_they_help_with() {
    let place = place();
    let run = place.run(&["find", "close the ferry", "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let told = run.diagnostics();
    assert_eq!(
        run.told()[..2],
        ["words-found content/articles/wire.md:6:18", "words-found content/articles/wire.md:6:50"]
    );
    for found in &told {
        assert_eq!(found["severity"], "advice");
        let passage = found["help"][0].as_str().unwrap();
        place.put("content/annotations/a.md", format!("## A note\n\n{passage}\n\nText.\n"));
        let check = place.run(&["check", "--format", "json"]);
        assert_eq!((check.status, check.out.as_str()), (0, ""), "{passage}");
    }
}

#[test]
fn other_formats_are_whole_where_nothing_is_found() {
    let place = place();
    for (format, out) in [("json", ""), ("github", "")] {
        let run = place.run(&["find", "zebra", "--format", format]);
        assert_eq!((run.status, run.out.as_str()), (1, out), "{format}");
    }
    let run = place.run(&["find", "zebra", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    let run = place.run(&["find", "old ferry", "--format", "github"]);
    assert!(run.out.starts_with("::notice file=content/articles/post.md,line=6,"), "{}", run.out);
}
