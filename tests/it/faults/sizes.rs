//! Names and texts at the ends of what a system holds.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;

use super::{own, tree};
use crate::program::{BriefingFolder, article};
use crate::support::site::Site;

#[test]
fn names_of_as_many_bytes_as_there_can_be() {
    // Of 255 bytes with its ending: the page's name would be longer than any system allows.
    let (longest, fits) = ("a".repeat(252), "b".repeat(250));
    let place = BriefingFolder::with_briefing();
    place.put(&format!("content/articles/{fits}.md"), article("Words."));
    place.put(&format!("static/{}", "s".repeat(255)), "s");
    place.put("content/index.md", format!("See [[{fits}]].\n"));
    assert_eq!(place.run(&["build"]).status, 0);
    let before = tree(&place.path("_site"));
    assert!(before.contains_key(&format!("articles/{fits}.html")));
    assert!(before.contains_key(&"s".repeat(255)));

    // What is rewritten is made beside it under a name that is longer still.
    let renamed = place.run(&["rename", &fits, "short", "--yes"]);
    assert_eq!(renamed.status, 0, "{}", renamed.err);

    place.put(&format!("content/articles/{longest}.md"), article("Words."));
    let author = own(&place);
    let built = place.run(&["build"]);
    assert_ne!(built.status, 0);
    assert!(built.err.contains(&longest) && built.err.contains("too long"), "{}", built.err);
    assert_eq!(tree(&place.path("_site")), before);
    assert_eq!(own(&place), author, "nothing is left beside");
    // Nor is a file begun whose name would be.
    let started = place.run(&["new", "entity", &"c".repeat(300)]);
    assert_eq!(started.status, 2);
    assert!(started.err.contains("too long"), "{}", started.err);
    assert_eq!(own(&place), author);
}

/// Two names that are shown alike are two files all the same: none stands for the other unseen.
#[test]
fn names_that_are_not_utf8_are_told_each_by_itself() {
    for folder in ["content/articles", "content/annotations", "static", "templates", "originals"] {
        let place = BriefingFolder::with_briefing();
        fs::create_dir_all(place.path(folder)).unwrap();
        for name in [&b"report-\xff.md"[..], b"report-\xfe.md"] {
            let Ok(()) = fs::write(place.path(folder).join(OsStr::from_bytes(name)), "Words.")
            else {
                let _ = writeln!(
                    std::io::stderr(),
                    "NOT RUN: this file system has only names that are UTF-8"
                );
                return;
            };
        }
        let flags = ["check", "--format", "json", "--originals", "originals"];
        let flags = if folder == "originals" { &flags[..] } else { &flags[..3] };
        let checked = place.run(flags);
        assert_eq!(checked.status, 1, "{folder}: {}", checked.err);
        let told: Vec<String> = checked.told();
        let named = told.iter().filter(|it| it.starts_with("file-name-invalid ")).count();
        assert_eq!(named, 2, "{folder}: {told:?}");
    }
}

#[test]
fn a_backslash_is_no_slash() {
    let place = BriefingFolder::with_briefing();
    for folder in ["static", "originals"] {
        place.put(&format!("{folder}/a/b.txt"), "The bridge is shut.");
        place.put(&format!("{folder}/a\\b.txt"), "another");
    }
    let checked = place.run(&["check", "--format", "json"]);
    assert_eq!(checked.told(), ["file-name-invalid static/a\\b.txt:1:1"]);
    fs::remove_file(place.path("static/a\\b.txt")).unwrap();
    place.put(
        "content/articles/digest.md",
        "---\ntitle: D\ntext: digest\noriginal: a/b.txt\nrights: full\n---\n\nIt is shut.\n",
    );
    let pinned = place.run(&["pin", "--originals", "originals"]);
    assert_eq!(pinned.status, 0, "{}", pinned.err);
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(place.text("_site/a/b.txt"), "The bridge is shut.");
}

#[test]
fn a_report_of_a_million_lines_is_read_to_its_end() {
    let place = BriefingFolder::with_briefing();
    let mut text = "x\n".repeat(1_000_000);
    text.push_str("\nThe last words of it.\n");
    place.put("content/articles/long.md", article(&text));
    place.put(
        "content/annotations/long.md",
        "---\narticle: long\n---\n\n## The end\n\n> The last words of it.\n\nThere.\n",
    );
    let built = place.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let page = Site::read(&place.path("_site"));
    assert!(page.text("articles/long.html").contains("The last words of it."));
}
