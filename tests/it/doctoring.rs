//! `sidenote doctor`: what stands between a folder and a published site.

use serde_json::Value;

use crate::program::{BROKEN_NOTE, BriefingFolder, git};

/// The codes of what is found, in order, and whether one is an error.
fn codes(place: &BriefingFolder, arguments: &[&str]) -> (i32, Vec<String>) {
    let doctor = place.run(&[&["doctor", "--format", "json"], arguments].concat());
    let code = |it: &Value| {
        assert!(it["help"].as_array().is_some_and(|help| !help.is_empty()), "{it}");
        format!("{} {}", it["severity"].as_str().unwrap(), it["code"].as_str().unwrap())
    };
    (doctor.status, doctor.diagnostics().iter().map(code).collect())
}

/// A briefing of which nothing is left to do.
fn ready() -> BriefingFolder {
    let place = BriefingFolder::with_briefing();
    place.put("static/assets/card.png", "x");
    place.put(".gitignore", "/_site\n");
    place.put(
        ".github/workflows/pages.yml",
        "on: {push: {branches: [main]}}\nenv:\n  SIDENOTE_REPOSITORY: \"https://example.org/s.git\" # here\n\
         jobs: # pages\n  - uses: actions/checkout@v4\n    with: {x: y}\n    # fetch-depth: 0\n  - run: sidenote build --base-url X\n",
    );
    git(&place, &["init", "--quiet", "--initial-branch", "main"]);
    git(&place, &["remote", "add", "origin", "git@example.org:a/b.git"]);
    place
}

#[test]
fn a_folder_that_is_ready_has_nothing_in_its_way() {
    let place = ready();
    assert_eq!(codes(&place, &[]), (0, Vec::new()));
    let doctor = place.run(&["doctor"]);
    assert_eq!(doctor.err, "Nothing stands between this folder and a published site.\n");
    assert_eq!(doctor.out, "");
}

#[test]
fn each_thing_is_told_with_what_to_do() {
    let article = |keys: &str| format!("---\ntitle: T\n{keys}\n---\nThe bridge is open.\n");
    let workflow = ".github/workflows/pages.yml";
    let change = |place: &BriefingFolder, old: &str, new: &str| {
        let text = place.text(workflow);
        assert!(text.contains(old), "{old}");
        place.put(workflow, text.replace(old, new));
    };
    type Make<'a> = &'a dyn Fn(&BriefingFolder);
    let cases: &[(Make<'_>, &[&str])] = &[
        (&|place| place.put("content/annotations/a.md", BROKEN_NOTE), &["error content-errors"]),
        (
            &|place| {
                place.put(
                    "content/annotations/a.md",
                    "---\nstatus: draft\narticle: first\n---\n\n## A\n\n## B\n",
                )
            },
            &["advice drafts-left"],
        ),
        (
            &|place| place.put("content/articles/b.md", article("rights: link")),
            &["warning text-in-repository"],
        ),
        (
            &|place| place.put("content/articles/b.md", article("text: digest")),
            &["advice pins-missing"],
        ),
        (
            &|place| {
                place.put("content/articles/b.md", article("rights: full\noriginal: b.txt"));
                place.put("papers/b.txt", "x");
            },
            &["error originals-in-repository"],
        ),
        (
            &|place| place.put("_site-private/index.html", "x"),
            &["error private-site-in-repository"],
        ),
        (
            &|place| {
                place.put("_site-private/index.html", "x");
                place.put("_site-private/.gitignore", "*");
            },
            &[],
        ),
        (
            &|place| {
                place.put("_site-private/index.html", "x");
                git(place, &["add", "_site-private"]);
                git(place, &["commit", "--quiet", "--message", "In"]);
                git(place, &["rm", "-r", "--quiet", "_site-private"]);
                git(place, &["commit", "--quiet", "--message", "Out"]);
            },
            &["warning private-site-in-history"],
        ),
        (
            &|place| place.put("static/CNAME", "https://briefing.example.org\n"),
            &["error domain-invalid"],
        ),
        (
            &|place| {
                place.put("static/CNAME", "briefing.example.org\n");
                place.put("sidenote.yaml", "base_url: https://a.example.org/\n");
            },
            &["warning domain-differs"],
        ),
        (
            &|place| change(place, "\"https://example.org/s.git\"", "\"\""),
            &["error workflow-program"],
        ),
        (
            &|place| change(place, "SIDENOTE_REPOSITORY:", "SIDENOTE_RELEASE:"),
            &["error workflow-checksum"],
        ),
        (&|place| change(place, "fetch-depth: 0", ""), &["advice workflow-shallow"]),
        (&|place| change(place, "[main]", "[trunk]"), &["warning workflow-branch"]),
        (&|place| change(place, "--base-url X", ""), &["warning base-url-missing"]),
        (&|place| git(place, &["remote", "remove", "origin"]), &["advice no-origin"]),
        (
            &|place| std::fs::remove_file(place.path("static/assets/card.png")).unwrap(),
            &["advice no-card"],
        ),
    ];
    for (make, expected) in cases {
        let place = ready();
        make(&place);
        let (status, found) = codes(&place, &[]);
        assert_eq!(found, *expected);
        assert_eq!(status, i32::from(found.iter().any(|it| it.starts_with("error"))), "{found:?}");
    }
    let place = ready();
    place.put("originals/b.txt", "x");
    let (_, found) = codes(&place, &["--originals", "originals"]);
    assert_eq!(found, ["warning originals-in-repository"]);
    let above = BriefingFolder::new();
    above.put("brief/content/index.md", "Of the bridge.\n");
    above.put("brief/.github/workflows/pages.yml", "run: sidenote build # pages\n");
    git(&above, &["init", "--quiet", "--initial-branch", "main"]);
    let (_, found) = codes(&above, &["--root", "brief"]);
    assert!(found.contains(&"warning no-workflow".to_owned()), "not where GitHub looks: {found:?}");
    let bare = BriefingFolder::with_briefing();
    let (status, found) = codes(&bare, &[]);
    assert_eq!(status, 0);
    assert_eq!(
        found,
        [
            "warning base-url-missing",
            "advice no-repository",
            "advice no-workflow",
            "advice no-card"
        ]
    );
    assert!(
        bare.run(&["doctor"]).out.starts_with("warning: nothing says where the site will stand")
    );
}
