//! Builds that are killed, and builds that run at once.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use walkdir::WalkDir;

use super::{changed_since, own, site_now, tree, within};
use crate::program::{BriefingFolder, article};

/// How many files a build has made so far, in the folder where it makes them.
fn made(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let new = entries.filter(|it| it.file_name().to_string_lossy().starts_with(".sidenote-"));
    new.map(|it| WalkDir::new(it.path()).into_iter().flatten().count()).sum()
}

#[test]
fn a_build_that_is_killed_while_it_writes_leaves_the_last_good_site() {
    let (place, before) = changed_since();
    let author = own(&place);
    let after = site_now(&place);
    let mut killed = 0;
    for count in 1..=24 {
        let mut child = place.program(&["build", "--quiet"]).stderr(Stdio::null()).spawn().unwrap();
        // Not after some time, which says nothing of how far it is, but after so many files.
        while child.try_wait().unwrap().is_none() && made(&place.path("")) < count {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let site = tree(&place.path("_site"));
        assert!(site == before || site == after, "after {count} files");
    }
    assert!(killed > 0, "each was done before it could be killed");
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(tree(&place.path("_site")), after);
    assert_eq!(own(&place), author, "what was left is taken away, and nothing else");
}

/// A signal that is sent where a file becomes longer than it may, so that there is no doubt about the moment.
#[test]
fn a_build_that_is_killed_in_the_middle_of_a_file_leaves_the_last_good_site() {
    let (place, before) = changed_since();
    let author = own(&place);
    let mut killed = 0;
    for blocks in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144] {
        let limits = format!("ulimit -c 0; ulimit -f {blocks}");
        let ended = within(&place, &limits, &["build"]).output().unwrap().status;
        if ended.code().is_some() {
            break;
        }
        killed += 1;
        assert_eq!(tree(&place.path("_site")), before, "{blocks}");
    }
    assert!(killed > 3, "{killed}");
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(tree(&place.path("_site")), site_now(&place));
    assert_eq!(own(&place), author);
}

#[test]
fn builds_into_one_folder_at_once_leave_one_of_them_whole() {
    let out = BriefingFolder::new();
    let site = out.path("site").to_string_lossy().into_owned();
    let places: Vec<BriefingFolder> = ["One", "Two", "Three"]
        .iter()
        .map(|title| {
            let place = BriefingFolder::with_briefing();
            place.put("sidenote.yaml", format!("title: {title}\n"));
            place.put(&format!("content/articles/{}.md", title.to_lowercase()), article(title));
            place
        })
        .collect();
    let builds = places.iter().chain(&places).map(|place| {
        let arguments = ["build", "--out", &site];
        place.program(&arguments).stderr(Stdio::piped()).spawn().unwrap()
    });
    for build in builds.collect::<Vec<_>>() {
        let ended = build.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    let left = tree(&out.path(""));
    assert!(left.keys().all(|path| path.starts_with("site/")), "{:?}", left.keys());
    let left = tree(&out.path("site"));
    assert!(places.iter().any(|place| site_now(place) == left));
}
