//! What stands in a briefing's folders and is no file: pipes, sockets, devices, folders.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::tree;
use crate::program::{BriefingFolder, Run, run};
use crate::support::site::Site;

/// Makes a pipe into which nobody writes: who reads it waits for ever.
fn pipe(place: &BriefingFolder, path: &str) {
    let path = place.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Runs the program, which must not wait: should it, it is ended, and the test fails.
fn at_once(place: &BriefingFolder, arguments: &[&str]) -> Run {
    let program = place.program(arguments);
    let mut patient = Command::new("timeout");
    patient.args(["--signal=KILL", "120"]).arg(program.get_program()).args(program.get_args());
    let ran = run(patient.current_dir(place.path("")));
    assert_ne!(ran.status, 137, "{arguments:?} waits");
    ran
}

#[test]
fn pipes_sockets_and_devices_in_a_briefing_are_told_and_not_read() {
    let place = BriefingFolder::with_briefing();
    place.put("originals/a.txt", "a");
    let folders =
        ["content/articles", "content/annotations", "templates", "i18n", "static", "originals"];
    let mut kept = Vec::new();
    for folder in folders {
        pipe(&place, &format!("{folder}/pipe.md"));
        symlink("/dev/zero", place.path(format!("{folder}/zero.md"))).unwrap();
        kept.push(UnixListener::bind(place.path(format!("{folder}/socket.md"))).unwrap());
    }
    let checked = at_once(&place, &["check", "--format", "json", "--originals", "originals"]);
    assert_eq!(checked.status, 0, "{}", checked.err);
    let mut told = checked.told();
    told.sort();
    let mut expected: Vec<String> = folders
        .iter()
        .flat_map(|folder| {
            ["pipe", "socket", "zero"].map(|name| format!("stray-file {folder}/{name}.md:1:1"))
        })
        .collect();
    expected.sort();
    assert_eq!(told, expected);
    assert_eq!(at_once(&place, &["build"]).status, 0);
    assert_eq!(Site::read(&place.path("_site")).problems(None), Vec::<String>::new());
    assert_eq!(at_once(&place, &["new", "article", "second"]).status, 0);
    assert_eq!(at_once(&place, &["doctor"]).status, 0);
}

#[test]
fn settings_that_are_no_file_are_an_error() {
    type Make = fn(&BriefingFolder);
    let makes: [(&str, Make); 4] = [
        ("a pipe", |place| pipe(place, "sidenote.yaml")),
        ("a folder", |place| fs::create_dir(place.path("sidenote.yaml")).unwrap()),
        ("a device", |place| symlink("/dev/zero", place.path("sidenote.yaml")).unwrap()),
        ("a link to nothing", |place| symlink("nowhere", place.path("sidenote.yaml")).unwrap()),
    ];
    for (what, make) in makes {
        let place = BriefingFolder::with_briefing();
        fs::remove_file(place.path("sidenote.yaml")).unwrap();
        make(&place);
        let built = at_once(&place, &["build", "--format", "json"]);
        assert_eq!(built.status, 1, "{what}: {}", built.err);
        assert_eq!(built.told(), ["stray-file sidenote.yaml:1:1"], "{what}");
        assert!(!place.path("_site").exists(), "{what}");
    }
}

#[test]
fn what_never_ends_is_refused() {
    let place = BriefingFolder::with_briefing();
    for command in [&["import", "/dev/zero"][..], &["verify", "/dev/zero"]] {
        let ran = at_once(&place, command);
        assert!(ran.status > 0 && ran.err.contains("has more than"), "{command:?}: {}", ran.err);
    }
}

#[test]
fn what_is_no_file_in_the_sites_folder_stays() {
    let place = BriefingFolder::with_briefing();
    assert_eq!(at_once(&place, &["build"]).status, 0);
    pipe(&place, "_site/pipe");
    symlink("/dev/zero", place.path("_site/zero")).unwrap();
    place.put("sidenote.yaml", "title: Another\n");
    assert_eq!(at_once(&place, &["build"]).status, 0);
    let before = tree(&place.path("_site"));
    assert!(before.contains_key("pipe") && before.contains_key("zero"));
    // Where a page should be, nothing is read of it, and nothing written over it.
    fs::remove_file(place.path("_site/index.html")).unwrap();
    pipe(&place, "_site/index.html");
    let built = at_once(&place, &["build"]);
    assert_eq!(built.status, 2);
    assert!(built.err.contains("index.html` was not written by a build"), "{}", built.err);
    assert!(built.err.contains("Move it away"), "{}", built.err);
    fs::remove_file(place.path("_site/index.html")).unwrap();
    fs::remove_file(place.path("_site/.sidenote-manifest")).unwrap();
    pipe(&place, "_site/.sidenote-manifest");
    let built = at_once(&place, &["build"]);
    assert_eq!(built.status, 2);
    assert!(built.err.contains("cannot be understood"), "{}", built.err);
}
