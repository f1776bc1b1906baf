//! No room: a disk that takes no more, a stream that takes nothing.

use std::fs::File;
use std::process::Stdio;

use super::{changed_since, own, site_now, tree, within};
use crate::program::{BROKEN_NOTE, BriefingFolder, article, run};

/// The system refuses to let a file grow beyond so many blocks, and the program is told so.
fn limit(blocks: usize) -> String {
    format!("trap '' XFSZ; ulimit -f {blocks}")
}

#[test]
fn a_build_without_room_leaves_the_last_good_site_and_says_what_to_do() {
    let (place, before) = changed_since();
    let author = own(&place);
    let mut failed = 0;
    for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 4096] {
        let built = run(&mut within(&place, &limit(blocks), &["build"]));
        assert_eq!(
            own(&place),
            author,
            "{blocks}: nothing of the author's, and nothing left beside"
        );
        if built.status == 0 {
            break;
        }
        failed += 1;
        assert_eq!(built.status, 2, "{}", built.err);
        assert!(
            built.err.contains("cannot write `") && built.err.contains("ulimit"),
            "{}",
            built.err
        );
        assert_eq!(tree(&place.path("_site")), before, "{blocks}");
    }
    assert!(failed > 3, "{failed}");
    assert_eq!(tree(&place.path("_site")), site_now(&place));
}

#[test]
fn commands_without_room_leave_no_half_of_a_file() {
    let place = BriefingFolder::with_briefing();
    place.put("content/articles/second.md", article("He said: “The bridge is shut for good.”"));
    place.put(
        "content/annotations/notes.md",
        "---\narticle: first\n---\n\n## One {#one}\n\n> The bridge is shut.\n\nNo. See [[second]].\n",
    );
    place.put(
        "content/articles/digest.md",
        article("x").replace("rights", "text: digest\noriginal: o.txt\nrights"),
    );
    place.put("originals/o.txt", "The bridge is shut.");
    place.put("page.txt", "A title\n\nWords of a report that somebody saved.\n");
    place.put("draft.md", "He said “The bridge is shut for good.”\n");
    place.put("i18n/de.yaml", "# mine\n");
    for command in [
        &["new", "article", "third"][..],
        &["new", "tag", "topic"],
        &["new", "language", "fr"],
        &["new", "language", "de"],
        &["new", "briefing", "deep/down"],
        &["new", "briefing", "--empty", "deep/down"],
        &["import", "page.txt"],
        &["verify", "draft.md", "--html", "deep/page.html"],
        &["suggest", "--write", "content/annotations/deep/drafts.md"],
        &["rename", "second", "other", "--yes"],
        &["pin", "--originals", "originals"],
        &["schema", "--vscode"],
        &["man", "pages"],
        &["reanchor", "--yes"],
    ] {
        if command[0] == "reanchor" {
            place.put("content/articles/first.md", article("The bridge is shut now."));
            let notes =
                place.text("content/annotations/notes.md").replace("is shut.", "is shut nuw.");
            place.put("content/annotations/notes.md", notes);
        }
        let author = own(&place);
        let ran = run(&mut within(&place, &limit(0), command));
        assert_eq!(own(&place), author, "{command:?}: {}", ran.err);
        let is_import = command[0] == "import";
        assert_eq!(ran.status, if is_import { 1 } else { 2 }, "{command:?}: {}", ran.err);
        assert!(ran.err.contains("cannot "), "{command:?}: {}", ran.err);
        assert!(
            !place.path("deep").exists() && !place.path("content/tags").exists(),
            "{command:?}"
        );
    }
}

#[test]
fn a_page_for_people_is_written_over_no_draft() {
    let place = BriefingFolder::with_briefing();
    place.put("draft.md", "He said “The bridge is shut.”\n");
    place.put("notes.txt", "work of years");
    let author = own(&place);
    for taken in ["draft.md", "notes.txt", "./content/../draft.md", "content"] {
        let ran = place.run(&["verify", "draft.md", "--html", taken]);
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains("nothing is written over it"), "{}", ran.err);
        assert_eq!(own(&place), author);
    }
    for _ in 0..2 {
        let ran = place.run(&["verify", "draft.md", "--html", "page.html"]);
        assert!(ran.status < 2 && place.path("page.html").is_file(), "{}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_a_failure() {
    let place = BriefingFolder::with_briefing();
    place.put("content/annotations/notes.md", BROKEN_NOTE);
    place.put("draft.md", "He said “The bridge is shut.”\n");
    for command in [
        &["check", "--format", "json"][..],
        &["build", "--format", "sarif"],
        &["explain", "passage-not-found"],
        &["schema", "article"],
        &["completions", "bash"],
        &["find", "bridge"],
        &["verify", "draft.md", "--format", "json"],
        &["status", "--format", "json"],
        &["suggest", "--format", "json"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut program = place.program(command);
        let output = program.stdout(full).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}: {err}");
        assert!(err.contains("cannot write to standard output"), "{command:?}: {err}");
    }
    // Nobody hears what it says: that is no reason to do less.
    std::fs::remove_file(place.path("content/annotations/notes.md")).unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    assert_eq!(place.program(&["build"]).stderr(full).output().unwrap().status.code(), Some(0));
    assert!(place.path("_site/index.html").is_file());
}
