//! A site's folder in the briefing's own, and the other way.

use std::fs;
use std::os::unix::fs::symlink;

use super::{own, tree};
use crate::program::{BriefingFolder, run};

#[test]
fn a_site_is_never_written_among_its_sources_nor_around_them() {
    let place = BriefingFolder::with_briefing();
    place.put("static/a.txt", "a");
    place.put("templates/x.html", "x");
    fs::create_dir_all(place.path("i18n")).unwrap();
    symlink("content", place.path("link")).unwrap();
    let author = own(&place);
    let around = place.path("..").to_string_lossy().into_owned();
    for out in [
        ".",
        "content",
        "content/articles",
        "content/site",
        "./content/../content/new/deep",
        "static",
        "static/site",
        "templates",
        "i18n",
        "i18n/site",
        "sidenote.yaml",
        "link",
        "link/site",
        "..",
        &around,
        "/",
    ] {
        let built = place.run(&["build", "--out", out]);
        assert_eq!(built.status, 2, "{out}: {}", built.err);
        assert!(built.err.contains("--out"), "{out}: {}", built.err);
        assert_eq!(own(&place), author, "{out}");
    }
    for out in ["content/site", "static", "link"] {
        place.put("sidenote.yaml", format!("title: T\noutput: {out}\n"));
        let built = place.run(&["build"]);
        assert!(built.status > 0, "{out}");
        fs::write(place.path("sidenote.yaml"), "title: A briefing\n").unwrap();
        assert_eq!(own(&place), author, "{out}: {}", built.err);
    }
}

#[test]
fn a_site_with_folders_that_are_elsewhere_is_not_written_there() {
    let place = BriefingFolder::with_briefing();
    let elsewhere = BriefingFolder::new();
    elsewhere.put("texts/articles/first.md", place.text("content/articles/first.md"));
    fs::remove_dir_all(place.path("content")).unwrap();
    symlink(elsewhere.path("texts"), place.path("content")).unwrap();
    let before = tree(&elsewhere.path(""));
    for out in ["", "texts", "texts/site"] {
        let out = elsewhere.path(out).to_string_lossy().into_owned();
        let built = run(&mut place.program(&["build", "--out", &out]));
        assert_eq!(built.status, 2, "{out}: {}", built.err);
        assert_eq!(tree(&elsewhere.path("")), before);
    }
}

#[test]
fn a_briefing_may_stand_in_the_folder_of_no_site() {
    let place = BriefingFolder::with_briefing();
    assert_eq!(place.run(&["build"]).status, 0);
    // Somebody starts a briefing inside a built site, and builds that into its own folder.
    let inner = place.path("_site/inner");
    fs::create_dir_all(inner.join("content/articles")).unwrap();
    fs::copy(place.path("content/articles/first.md"), inner.join("content/articles/first.md"))
        .unwrap();
    let root = inner.to_string_lossy().into_owned();
    assert_eq!(place.run(&["build", "--root", &root]).status, 0);
    let before = tree(&inner);
    place.put("sidenote.yaml", "title: Another\n");
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(tree(&inner), before, "they are nobody's pages");
}
