//! When what was changed, as git knows it: on pages and in the feed.

use std::process::Command;

use crate::program::{BriefingFolder, article, run};

fn git(place: &BriefingFolder, day: &str, arguments: &[&str]) {
    let mut git = Command::new("git");
    let date = format!("{day}T12:00:00Z");
    git.current_dir(place.path("")).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
    git.args(arguments).env("GIT_COMMITTER_DATE", &date).env("GIT_AUTHOR_DATE", &date);
    let run = run(&mut git);
    assert_eq!(run.status, 0, "{}", run.err);
}

fn commit(place: &BriefingFolder, day: &str) {
    git(place, day, &["add", "."]);
    git(place, day, &["commit", "--quiet", "--message", day]);
}

fn notes(second: &str) -> String {
    format!(
        "---\narticle: first\n---\n\n## One\n\n> The bridge\n\nIt was said.\n\n## Two {{#two .question}}\n\n{second}\n"
    )
}

const NOTES: &str = "content/annotations/a.md";

/// A briefing with four days of history.
fn committed() -> BriefingFolder {
    let place = BriefingFolder::with_briefing();
    git(&place, "2026-01-01", &["init", "--quiet", "--initial-branch", "main"]);
    place.put(".gitignore", "_site\n");
    place.put("content/officials/lund.md", "---\nname: Lund\n---\n");
    commit(&place, "2026-01-01");
    place.put(NOTES, notes("Is it?"));
    commit(&place, "2026-01-02");
    place.put(NOTES, notes("Was it?"));
    commit(&place, "2026-01-03");
    // What is merged is there since it was merged.
    git(&place, "2026-01-04", &["checkout", "--quiet", "-b", "side"]);
    place.put("content/articles/second.md", article("The ferry is shut."));
    commit(&place, "2026-01-04");
    git(&place, "2026-01-05", &["checkout", "--quiet", "main"]);
    git(&place, "2026-01-05", &["merge", "--quiet", "--no-ff", "--message", "side", "side"]);
    place
}

fn built(place: &BriefingFolder) -> String {
    let run = place.run(&["build", "--base-url", "https://a.b/"]);
    assert_eq!(run.status, 0, "{}", run.err);
    place.text("_site/feed.xml")
}

/// When the entry of this id was updated.
fn updated<'a>(feed: &'a str, id: &str) -> Option<&'a str> {
    let (_, entry) = feed.split_once(&format!("<id>https://a.b/{id}</id>"))?;
    entry.split_once("<updated>")?.1.split_once('T').map(|(day, _)| day)
}

#[test]
fn the_feed_and_the_pages_tell_what_was_changed_when() {
    let place = committed();
    let feed = built(&place);
    assert_eq!(updated(&feed, "articles/first.html"), Some("2026-01-01"));
    assert_eq!(updated(&feed, "index.html#note-one"), Some("2026-01-02"));
    assert_eq!(updated(&feed, "index.html#note-two"), Some("2026-01-03"));
    assert_eq!(updated(&feed, "articles/second.html"), Some("2026-01-05"));
    assert_eq!(updated(&feed, "index.html"), Some("2026-01-05"));
    for (page, told) in [
        ("articles/first.html", "Latest change to this text or a note on it: 3 January 2026"),
        ("articles/second.html", "Latest change to this text or a note on it: 5 January 2026"),
        ("officials/lund.html", "Latest change to this profile: 1 January 2026"),
        ("index.html", "Latest change to a text or note of this briefing: 5 January 2026"),
    ] {
        assert!(place.text(&format!("_site/{page}")).contains(told), "{page}");
    }
    // The same input, the same site: git is asked, and no clock.
    let pages = place.text("_site/articles/first.html");
    assert_eq!((built(&place), place.text("_site/articles/first.html")), (feed, pages));

    // In a folder of a larger repository, too.
    let outer = BriefingFolder::new();
    git(&outer, "2026-02-01", &["init", "--quiet"]);
    outer.put("a b/content/articles/x.md", article("X."));
    commit(&outer, "2026-02-01");
    let run = run(outer
        .program(&["build", "--root", "a b", "--base-url", "https://a.b/"])
        .env_remove("GIT_CEILING_DIRECTORIES"));
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(updated(&outer.text("a b/_site/feed.xml"), "articles/x.html"), Some("2026-02-01"));
}

#[test]
fn what_is_not_known_is_not_told() {
    let place = committed();
    // A note that is not committed as it is.
    place.put(NOTES, notes("Will it be?"));
    let feed = built(&place);
    assert_eq!(updated(&feed, "index.html#note-one"), Some("2026-01-02"));
    assert_eq!(updated(&feed, "index.html#note-two"), None);
    for page in ["articles/first.html", "index.html"] {
        assert!(!place.text(&format!("_site/{page}")).contains("Latest change"), "{page}");
    }
    assert!(place.text("_site/articles/second.html").contains("5 January 2026"));
    place.put(NOTES, notes("Will it be?").replace(".question", ".question date=2026-03-01"));
    assert_eq!(updated(&built(&place), "index.html#note-two"), Some("2026-03-01"));

    // A shallow clone has lost when what it has came to be.
    git(&place, "2026-01-06", &["checkout", "--quiet", "--", "."]);
    let address = format!("file://{}", place.path("").display());
    let clone = BriefingFolder::new();
    git(&clone, "2026-01-06", &["clone", "--quiet", "--depth", "1", &address, "c"]);
    let run = clone.run(&["build", "--root", "c", "--base-url", "https://a.b/"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let feed = clone.text("c/_site/feed.xml");
    assert!(!feed.contains("#note-") && !feed.contains("2026"), "{feed}");
    assert!(!clone.text("c/_site/index.html").contains("Latest change"));

    // Without a repository nothing is asked for.
    let bare = BriefingFolder::with_briefing();
    assert!(!built(&bare).contains("2026"));
}
