//! `sidenote serve`, as a browser meets it.

use std::fs;
use std::io::BufRead;

use crate::program::{BROKEN_NOTE, BriefingFolder, article};
use crate::support::server::Server;

/// Reads states until one is as it is wanted.
pub(crate) fn state(
    events: &mut impl BufRead,
    is_wanted: impl Fn(&serde_json::Value) -> bool,
) -> serde_json::Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream goes on");
        if let Some(data) = line.strip_prefix("data: ") {
            let state = serde_json::from_str(data).unwrap();
            if is_wanted(&state) {
                return state;
            }
        }
    }
}

fn has_problems(state: &serde_json::Value) -> bool {
    !state["problems"]["list"].as_array().unwrap().is_empty()
}

#[test]
fn edits_reach_the_browser_and_nothing_reaches_the_disk() {
    let place = BriefingFolder::with_briefing();
    let server = Server::start(&place);
    assert!(server.get("/articles/first.html").contains("The bridge is shut."));
    let mut events = server.ask("/.sidenote/events", "");
    let first = state(&mut events, |_| true);
    assert!(!has_problems(&first));

    place.put("content/articles/first.md", article("The bridge is shut for good."));
    let second = state(&mut events, |state| state["version"] != first["version"]);
    assert!(server.get("/articles/first.html").contains("The bridge is shut for good."));

    // An error: the page shows what it can, and says so.
    place.put("content/annotations/note.md", BROKEN_NOTE);
    let failed = state(&mut events, has_problems);
    assert_ne!(failed["version"], second["version"]);
    let problem = &failed["problems"]["list"][0];
    assert_eq!(problem["code"], "passage-not-found");
    assert!(problem["place"].as_str().unwrap().starts_with("content/annotations/note.md:7:"));
    assert!(server.get("/articles/first.html").contains("The bridge is shut for good."));

    fs::remove_file(place.path("content/annotations/note.md")).unwrap();
    state(&mut events, |state| !has_problems(state));
    assert!(!place.path("_site").exists());
}

#[cfg(unix)]
#[test]
fn a_briefing_that_was_moved_away_and_back_is_watched_again() {
    let place = BriefingFolder::with_briefing();
    let server = Server::start(&place);
    let mut events = server.ask("/.sidenote/events", "");
    let mut last = state(&mut events, |_| true);
    let (here, away) = (place.path("content"), place.path("away"));
    for words in ["It is open.", "It is shut again."] {
        fs::rename(&here, &away).unwrap();
        last = state(&mut events, |state| state["version"] != last["version"]);
        fs::rename(&away, &here).unwrap();
        last = state(&mut events, |state| state["version"] != last["version"]);
        place.put("content/articles/first.md", article(words));
        last = state(&mut events, |state| state["version"] != last["version"]);
        assert!(server.get("/articles/first.html").contains(words));
    }
    // The whole folder: the server stands in it, and goes with it.
    let folder = place.path("");
    let aside = folder.with_extension("aside");
    fs::rename(&folder, &aside).unwrap();
    fs::rename(&aside, &folder).unwrap();
    place.put("content/articles/first.md", article("It is open at last."));
    state(&mut events, |state| state["version"] != last["version"]);
    assert!(server.get("/articles/first.html").contains("It is open at last."));
}

#[test]
fn a_briefing_with_errors_shows_what_it_can() {
    let place = BriefingFolder::with_briefing();
    place.put("content/annotations/note.md", BROKEN_NOTE);
    let server = Server::start(&place);
    let page = server.get("/articles/first.html");
    assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("The bridge is shut."), "{page}");
    let mut events = server.ask("/.sidenote/events", "");
    let first = state(&mut events, |_| true);
    assert_eq!(first["problems"]["list"][0]["code"], "passage-not-found");
    fs::remove_dir_all(place.path("content/annotations")).unwrap();
    let mended = state(&mut events, |state| state["version"] != first["version"]);
    assert!(!has_problems(&mended));
}

/// A template of the author's that cannot be filled is told of, whoever looks at which page.
#[test]
fn what_is_wrong_with_a_template_is_told_and_leaves_the_other_pages() {
    let place = BriefingFolder::with_briefing();
    place.put("templates/claims.html", "{{ nothing.of.this }}");
    let server = Server::start(&place);
    let mut events = server.ask("/.sidenote/events", "");
    let failed = state(&mut events, has_problems);
    assert_eq!(failed["problems"]["list"][0]["code"], "template-invalid");
    let page = server.get("/claims/");
    assert!(page.starts_with("HTTP/1.1 500 ") && page.contains("template-invalid"), "{page}");
    assert!(server.get("/articles/first.html").starts_with("HTTP/1.1 200 "));
    place.put("templates/claims.html", "<p>None.</p>");
    state(&mut events, |state| !has_problems(state));
    assert!(server.get("/claims/").contains("<p>None.</p>"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_cleanly() {
    let place = BriefingFolder::with_briefing();
    let mut server = Server::start(&place);
    let mut events = server.ask("/.sidenote/events", "");
    state(&mut events, |_| true);
    let pid = server.child.id().to_string();
    let kill = std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(kill.success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}
